import { cellPerLine } from './cell-per-line.ts'
import { htmlTables } from './pasted-html.ts'
import type { ImportSheet } from './sheet.ts'

/** What the clipboard holds: its text, and where the source was a web page or Excel also HTML. */
export type Pasted = { readonly text: string; readonly html?: string | undefined }

/**
 * Reads a pasted table into sheets as if it had come from a file: HTML tables first, because they know their merged cells; then text
 * with tabs, text with strokes (`a | b |`), and text with one cell on each line. Prose around the table stays, as rows of one cell,
 * because units and sums are often said there. No table, no sheet.
 */
export function readPasted({ text, html }: Pasted): readonly ImportSheet[] {
  const tables = html === undefined ? [] : htmlTables(html)
  if (tables.length > 0) return tables
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n/u)
  if (lines.some(line => line.includes('\t'))) return [sheetOf(lines.map(line => line.split('\t')))]
  if (lines.filter(isStroked).length >= 2) return [sheetOf(lines.map(strokedCells))]
  const stacked = cellPerLine(lines)
  return stacked ? [stacked] : []
}

function sheetOf(rows: readonly (readonly string[])[]): ImportSheet {
  return { name: '', hidden: false, rows: rows.map(withoutTail), hiddenRows: [], merges: [] }
}

function isStroked(line: string): boolean {
  return line.split(/[|｜]/u).length >= 3
}

function strokedCells(line: string): string[] {
  if (!isStroked(line)) return [line.trim()]
  // The line under a Markdown header is drawing, not data.
  if (/^[\s|｜:-]+$/u.test(line) && line.includes('-')) return []
  return line.trim().replace(/^[|｜]/u, '').replace(/[|｜]$/u, '').split(/[|｜]/u).map(cell => cell.trim())
}

function withoutTail(cells: readonly string[]): string[] {
  const last = cells.findLastIndex(cell => cell.trim() !== '')
  return cells.slice(0, last + 1)
}
