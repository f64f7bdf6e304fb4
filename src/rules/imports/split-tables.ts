import type { Field, FieldSchema } from '#rules/disclosures/field-schema.ts'
import { findTable } from './find-table.ts'
import { fieldFor, headerWords, isRunningNumber } from './headers.ts'
import { textAt } from './sheet.ts'
import type { ImportSheet } from './sheet.ts'

/**
 * The tables of one sheet, each as a sheet of its own in which only its rows stand, under the row numbers they have in the file.
 * A new table begins with a header of two fields at least whose columns differ from those of the table above; a repeated header is
 * the same table printed on the next page. Title and notes between two tables belong to the lower one.
 */
export function splitTables(schema: FieldSchema, sheet: ImportSheet): readonly ImportSheet[] {
  const best = findTable(schema, sheet)
  if (!best) return [sheet]
  const fields = best.part === 'row' ? schema.rows?.fields ?? [] : schema.fields
  const starts: number[] = []
  let above: string | undefined
  for (let row = 0; row < sheet.rows.length; row++) {
    const isBest = row === best.headerRow
    if (row > best.headerRow && row < best.firstRow) continue
    if (!isBest && !mayBeHeader(sheet, row)) continue
    const next = headerAt(fields, sheet, row)
    if (!isBest && (next.fields < 2 || next.layout === above)) continue
    if (above !== undefined) starts.push(titleAbove(sheet, row, starts.at(-1) ?? 0))
    above = next.layout
  }
  if (starts.length === 0) return [sheet]
  return [0, ...starts].map((start, index) => onlyRows(sheet, start, starts[index] ?? sheet.rows.length))
}

// Headers are few and data are many: only what follows a blank line or a title, or begins with 序号, is looked at closely.
function mayBeHeader(sheet: ImportSheet, row: number): boolean {
  if ((sheet.rows[row]?.length ?? 0) < 2) return false
  const text = textAt(sheet, row, 0)
  const isLikely = (text.length <= 4 && text !== '' && isRunningNumber(headerWords(text))) || (filledCells(sheet, row) >= 2 && filledCells(sheet, row - 1) <= 1)
  // A line of labels and values, as they stand above a table, holds figures or days; a header holds words.
  return isLikely && (sheet.rows[row] ?? []).every(cell => typeof cell === 'string' && !/^[\d.,，．％%年月日-]+$/u.test(cell.trim()))
}

function headerAt(fields: readonly Field[], sheet: ImportSheet, row: number): { fields: number; layout: string } {
  const names = (sheet.rows[row] ?? []).map((_, column) => headerWords(textAt(sheet, row, column)))
  const known = new Set(names.flatMap(words => fieldFor(words, fields)?.key ?? []))
  return { fields: known.size, layout: names.map(words => words.full).join('|') }
}

/** Titles and notes directly above a header, up to the blank line or table before them. */
function titleAbove(sheet: ImportSheet, header: number, lowest: number): number {
  let row = header
  while (row > lowest && filledCells(sheet, row - 1) === 1) row -= 1
  return row
}

function filledCells(sheet: ImportSheet, row: number): number {
  return (sheet.rows[row] ?? []).filter((_, column) => textAt(sheet, row, column) !== '').length
}

function onlyRows(sheet: ImportSheet, start: number, end: number): ImportSheet {
  const rows = sheet.rows.slice(0, end).map((cells, row) => (row < start ? [] : cells))
  return {
    ...sheet, rows, hiddenRows: sheet.hiddenRows.filter(row => row > start && row <= end),
    merges: sheet.merges.filter(merge => merge.row >= start && merge.lastRow < end),
  }
}
