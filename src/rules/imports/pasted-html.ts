import type { ImportSheet, MergedCells } from './sheet.ts'

const mostColumns = 200
const mostRows = 200_000

type Table = { rows: string[][]; hiddenRows: number[]; merges: MergedCells[]; covered: Map<string, true>; column: number }

/** The tables of an HTML fragment, as browsers, Excel and WPS put it on the clipboard. A table within a cell is read as text of that cell. */
export function htmlTables(html: string): readonly ImportSheet[] {
  const tables: Table[] = []
  let depth = 0
  let cell: { text: string; columns: number; rows: number } | undefined
  for (const { tag, isEnd, attributes, text } of tokens(html)) {
    const table = tables.at(-1)
    if (tag === undefined) { if (cell) cell.text += decoded(text); continue }
    if (tag === 'table') {
      depth += isEnd ? -1 : 1
      if (depth === 0 && table && cell) { put(table, cell); cell = undefined }
      if (depth === 1 && !isEnd) tables.push({ rows: [], hiddenRows: [], merges: [], covered: new Map(), column: 0 })
    }
    if (depth !== 1 || !table) { if (cell && (tag === 'td' || tag === 'br')) cell.text += ' '; continue }
    const isCell = tag === 'td' || tag === 'th'
    if (cell && (isCell || tag === 'tr' || tag === 'table')) { put(table, cell); cell = undefined }
    if (tag === 'tr' && !isEnd) startRow(table, attributes)
    if (isCell && !isEnd) cell = { text: '', columns: span(attributes, 'colspan'), rows: span(attributes, 'rowspan') }
    if (cell && /^(?:br|p|div|li)$/u.test(tag)) cell.text += isEnd || tag === 'br' ? '\n' : ''
  }
  return tables.filter(table => table.rows.some(row => row.length > 1))
    .map(({ rows, hiddenRows, merges }) => ({ name: '', hidden: false, rows, hiddenRows, merges }))
}

type Token = { readonly tag: string | undefined; readonly isEnd: boolean; readonly attributes: string; readonly text: string }

function* tokens(html: string): Generator<Token> {
  // What no reader sees goes first: comments (also Excel's conditional ones), styles and scripts.
  const visible = [['<!--', '-->'], ['<![', '>'], ['<style', '</style>'], ['<script', '</script>']].reduce((rest, [open = '', close = '']) => without(rest, open, close), html)
  for (const [, text = '', end = '', tag, attributes = ''] of visible.matchAll(/([^<]*)(?:<(\/?)([a-z][a-z0-9:]*)(?![a-z0-9:])([^<>]*)>|<|$)/giu)) {
    if (text !== '') yield { tag: undefined, isEnd: false, attributes: '', text }
    if (tag !== undefined) yield { tag: tag.toLowerCase(), isEnd: end !== '', attributes, text: '' }
  }
}

// By searching, not by a pattern: a pattern would look through the rest of the page for every opening that is never closed.
function without(html: string, open: string, close: string): string {
  const lower = html.toLowerCase()
  let kept = ''
  let at = 0
  for (;;) {
    const start = lower.indexOf(open, at)
    const end = start < 0 ? -1 : lower.indexOf(close, start + open.length)
    if (end < 0) return kept + html.slice(at)
    kept += html.slice(at, start)
    at = end + close.length
  }
}

function startRow(table: Table, attributes: string): void {
  if (table.rows.length >= mostRows) return
  table.rows.push([])
  table.column = 0
  if (/display\s*:\s*none|\bhidden\b/iu.test(attributes)) table.hiddenRows.push(table.rows.length)
}

function put(table: Table, cell: { text: string; columns: number; rows: number }): void {
  const row = table.rows.length - 1
  const cells = table.rows[row]
  if (!cells) return
  while (table.covered.has(`${row}:${table.column}`)) table.column += 1
  if (table.column >= mostColumns) return
  while (cells.length < table.column) cells.push('')
  cells.push(cell.text.replace(/[^\S\n]+/gu, ' ').replace(/ ?\n[ \n]*/gu, '\n').trim())
  const lastColumn = Math.min(table.column + cell.columns - 1, mostColumns - 1)
  const lastRow = row + cell.rows - 1
  if (cell.columns > 1 || cell.rows > 1) {
    table.merges.push({ row, column: table.column, lastRow, lastColumn })
    if (table.covered.size < mostRows) for (let r = row; r <= lastRow; r++) for (let c = table.column; c <= lastColumn; c++) table.covered.set(`${r}:${c}`, true)
  }
  table.column = lastColumn + 1
}

function span(attributes: string, name: string): number {
  const written = new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,4})`, 'iu').exec(attributes)
  return Math.min(Math.max(Number(written?.[1] ?? 1), 1), 1_000)
}

const entities: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: `'`, ensp: ' ', emsp: ' ', ldquo: '“', rdquo: '”', middot: '·', yen: '¥', mdash: '—' }

function decoded(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/giu, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole
    const code = hex !== undefined ? parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff) ? String.fromCodePoint(code) : whole
  })
}
