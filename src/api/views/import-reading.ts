import type { Field, FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { FoundTable } from '#rules/imports/find-table.ts'
import type { ImportProblem } from '#rules/imports/import-problem.ts'
import type { ReadLines } from '#rules/imports/read-lines.ts'
import { cellAddress, columnLetters } from '#rules/imports/sheet.ts'
import type { Language } from '#text/language.ts'
import { problemSentence } from '#text/problems.ts'
import type { Cells } from '../contract/draft-shapes.ts'
import type { ImportReading } from '../contract/imports.ts'
import type { PlacedProblem } from '../contract/problem.ts'

/** The columns of the table and what each was understood as. */
export function columnViews(table: FoundTable): ImportReading['columns'] {
  return table.columns.map(({ header, index, field, isRepeated }) => ({ header, column: columnLetters(index), ...(field && !isRepeated && field.audience !== 'never' && { field: field.key }) }))
}

/** What stands in the sheet, as typed. What may never be shown is not even sent back. */
export function rowsRead(schema: FieldSchema, table: FoundTable, read: ReadLines): Pick<ImportReading, 'fields' | 'rows' | 'rowNumbers' | 'records'> {
  const fields = Object.fromEntries(read.labelled.map(({ key, text }) => [key, text]).reverse())
  const rowNumbers = read.lines.map(line => line.row + 1)
  const lines = read.lines.map(line => kept(table.part === 'row' ? schema.rows?.fields ?? [] : schema.fields, line.raw))
  return table.part === 'row' ? { fields: kept(schema.fields, fields), rows: lines, rowNumbers } : { fields: {}, rows: [], rowNumbers, records: lines }
}

function kept(fields: readonly Field[], raw: Readonly<Record<string, string>>): Cells {
  return Object.fromEntries(fields.filter(field => field.audience !== 'never' && raw[field.key] !== undefined).map(field => [field.key, raw[field.key]!]))
}

/** Each problem with its cell; `row` counts within the rows that were read, and a line that was left out has none. */
export function placedImportProblems(language: Language, schema: FieldSchema, problems: readonly ImportProblem[], rowNumbers: readonly number[]): PlacedProblem[] {
  const indexOf = new Map(rowNumbers.map((row, index) => [row, index + 1]))
  return problems.map(problem => {
    const row = problem.row === undefined || problem.part === 'file' ? undefined : indexOf.get(problem.row)
    return {
      place: problem.part, ...(problem.key !== undefined && { field: problem.key }), ...(row !== undefined && { row }),
      ...(problem.column !== undefined && { column: problem.header ?? columnLetters(problem.column) }),
      ...(problem.row !== undefined && { cell: cellAddress(problem.row, problem.column ?? 0) }),
      code: problem.code, message: problemSentence(problem, schema, language),
    }
  })
}
