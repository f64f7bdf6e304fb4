import type { Field, FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { ImportProblem } from './import-problem.ts'
import { isUnknownColumn } from './find-table.ts'
import type { Column, FoundTable } from './find-table.ts'
import { hasOtherUnit } from './headers.ts'

/** The fields the lines of a table are read by. */
export function lineFields(schema: FieldSchema, table: FoundTable): readonly Field[] {
  return table.part === 'row' ? schema.rows?.fields ?? [] : schema.fields
}

/** Required fields for which the table has no column: said once for the table, not once for every row. */
export function missingColumns(schema: FieldSchema, table: FoundTable): readonly Field[] {
  return lineFields(schema, table).filter(field => field.required && !table.columns.some(column => column.field?.key === field.key))
}

/** What is wrong with the header. */
export function columnProblems(schema: FieldSchema, table: FoundTable): ImportProblem[] {
  const row = table.firstRow
  const missing = missingColumns(schema, table).map(field => ({ part: 'file' as const, code: 'missing-column' as const, row, key: field.key }))
  return [...missing, ...table.columns.flatMap(column => problemsOf(column, row))]
}

function problemsOf(column: Column, row: number): ImportProblem[] {
  const at = { part: 'file' as const, row, column: column.index, header: column.header.slice(0, 40) }
  const { field } = column
  if (!field) return isUnknownColumn(column) ? [{ ...at, code: 'unknown-column' }] : []
  if (column.isRepeated) return [{ ...at, code: 'duplicate-column', key: field.key }]
  if (field.audience === 'never') return [{ ...at, code: 'column-not-kept', key: field.key }]
  const details = { unit: column.words.unit ?? '', wanted: field.unit ?? '' }
  return hasOtherUnit(column.words, field) ? [{ ...at, code: 'other-unit', key: field.key, details }] : []
}
