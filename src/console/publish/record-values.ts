import type { Cells } from '../api-types.ts'
import { titleFor } from './periods.ts'

/** What is typed into the form of a record. Immutable: every change makes a new one. */
export type RecordValues = { readonly period: string; readonly title: string; readonly reason: string; readonly fields: Cells; readonly rows: readonly Cells[] }

export const emptyRecord: RecordValues = { period: '', title: '', reason: '', fields: {}, rows: [] }

/** One header field changed. An emptied field is left out, so that typing and deleting leaves no trace. */
export function withField(values: RecordValues, key: string, text: string): RecordValues {
  return { ...values, fields: withCell(values.fields, key, text) }
}

/** One cell of one row changed. */
export function withRowCell(rows: readonly Cells[], row: number, key: string, text: string): readonly Cells[] {
  return rows.with(row, withCell(rows[row] ?? {}, key, text))
}

export function withoutRow(rows: readonly Cells[], row: number): readonly Cells[] {
  return rows.toSpliced(row, 1)
}

/** Rows in which nothing is typed: left at the end of a grid, they are not sent. */
export function withoutEmptyRows(rows: readonly Cells[]): Cells[] {
  return rows.filter(row => !isEmptyRow(row))
}

export function isEmptyRow(row: Cells | undefined): boolean {
  return Object.values(row ?? {}).every(text => text.trim() === '')
}

/** The title follows the period until the clerk writes one. */
export function withOwnTitle(was: RecordValues, next: RecordValues, village: string, item: string): RecordValues {
  const isOurs = was.title === titleFor(village, was.period, item)
  return next.period !== was.period && isOurs ? { ...next, title: titleFor(village, next.period, item) } : next
}

function withCell(cells: Cells, key: string, text: string): Cells {
  const { [key]: _, ...others } = cells
  return text === '' ? others : { ...others, [key]: text }
}
