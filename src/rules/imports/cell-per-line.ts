import { isRunningNumber, headerWords } from './headers.ts'
import type { ImportSheet } from './sheet.ts'

type Kind = 'number' | 'text'

/**
 * Reads a table that a web page gave up one cell per line: a header that begins with 序号, then rows that begin with 1, 2, 3 …
 * A row with fewer cells than the header is put under the columns its cells fit; where they fit in more than one way, nobody can
 * know which cell was lost, and the row is named in `brokenRows` so that it is refused.
 */
export function cellPerLine(lines: readonly string[]): ImportSheet | undefined {
  const cells = lines.map(line => line.trim()).filter(line => line !== '')
  const start = cells.findIndex(cell => isRunningNumber(headerWords(cell)))
  const first = cells.indexOf('1', start)
  const header = cells.slice(start, first)
  if (start < 0 || first < 0 || header.length < 2 || header.length > 50) return undefined
  const { rows, rest } = numberedRows(cells.slice(first), header.length)
  const kinds = kindsOf(rows.filter(row => row.length === header.length), header.length)
  const above = cells.slice(0, start).map(cell => [cell])
  const brokenRows: number[] = []
  const aligned = rows.map((row, index) => {
    if (row.length === header.length) return row
    const ways = alignments(row, kinds)
    if (ways.length !== 1) brokenRows.push(above.length + index + 2)
    return ways.length === 1 ? ways[0]! : row
  })
  return { name: '', hidden: false, rows: [...above, header, ...aligned, ...rest.map(cell => [cell])], hiddenRows: [], merges: [], brokenRows }
}

/** Rows by their running numbers, and what follows the last one. */
function numberedRows(cells: readonly string[], width: number): { rows: string[][]; rest: readonly string[] } {
  const rows: string[][] = []
  let at = 0
  while (cells[at] === String(rows.length + 1)) {
    const next = String(rows.length + 2)
    // A full row is likelier than a short one: a cell may hold the next running number as its value.
    const end = cells[at + width] === next || at + width === cells.length ? at + width : indexWithin(cells, next, at + 1, at + width)
    rows.push(cells.slice(at, end ?? at + width))
    at = end ?? at + width
  }
  return { rows, rest: cells.slice(at) }
}

function indexWithin(cells: readonly string[], wanted: string, from: number, to: number): number | undefined {
  const index = cells.indexOf(wanted, from)
  return index >= 0 && index < to ? index : undefined
}

function kindsOf(rows: readonly (readonly string[])[], width: number): (Kind | undefined)[] {
  return Array.from({ length: width }, (_, column) => {
    const kinds = new Set(rows.map(row => kindOf(row[column] ?? '')))
    return kinds.size === 1 ? [...kinds][0] : undefined
  })
}

function kindOf(cell: string): Kind {
  return /^[-\d.,０-９．，]+$/u.test(cell) ? 'number' : 'text'
}

/** Every way to put the cells of a short row under the columns in order, at most two. */
function alignments(cells: readonly string[], kinds: readonly (Kind | undefined)[]): string[][] {
  const found: string[][] = []
  const place = (cell: number, column: number, row: readonly string[]): void => {
    if (found.length > 1 || cells.length - cell > kinds.length - column) return
    if (column === kinds.length) return void found.push([...row])
    const kind = kinds[column]
    if (cell < cells.length && (kind === undefined || kind === kindOf(cells[cell]!))) place(cell + 1, column + 1, [...row, cells[cell]!])
    // The running number is never the one that is lost.
    if (column > 0) place(cell, column + 1, [...row, ''])
  }
  place(0, 0, [])
  return found
}
