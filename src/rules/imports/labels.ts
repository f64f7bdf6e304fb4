import type { Field, FieldSchema } from '#rules/disclosures/field-schema.ts'
import { fieldFor, headerWords } from './headers.ts'
import { dayAt, textAt } from './sheet.ts'
import type { ImportSheet } from './sheet.ts'

/** A header value found beside the table, and its cell. */
export type LabelledValue = { readonly key: string; readonly text: string; readonly row: number; readonly column: number }

/**
 * Reads what a sheet says around its table: `上期结余：12,340.00元` in one cell, or 上期结余 and 12,340.00 side by side.
 * Several may stand in one cell with wide gaps between them.
 */
export function labelledValues(schema: FieldSchema, sheet: ImportSheet, rows: readonly number[]): LabelledValue[] {
  return rows.flatMap(row => (sheet.rows[row] ?? []).flatMap((_, column) => {
    const text = textAt(sheet, row, column)
    if (text === '' || text.length > 300) return []
    return text.split(/\s{2,}|[；;\n]/u).flatMap(part => {
      const [label = '', ...rest] = part.split(/[:：]/u)
      const field = fieldFor(headerWords(label), schema.fields)
      if (!field) return []
      const value = rest.join(':').trim()
      return value === '' ? valueBeside(sheet, row, column, field) : [{ key: field.key, text: value, row, column }]
    })
  }))
}

/** The unit of money that a note above the table sets for all columns: 单位：万元. */
export function notedUnit(sheet: ImportSheet, rowsAbove: number): 'wan-yuan' | undefined {
  for (let row = 0; row < rowsAbove; row++) {
    for (let column = 0; column < (sheet.rows[row]?.length ?? 0); column++) {
      const note = textAt(sheet, row, column).replace(/\s/gu, '')
      if (/单位[:：]?(?:人民币)?万元/u.test(note)) return 'wan-yuan'
    }
  }
  return undefined
}

function valueBeside(sheet: ImportSheet, row: number, column: number, field: Field): LabelledValue[] {
  const text = textAt(sheet, row, column + 1)
  if (text === '') return []
  const day = field.type === 'date' ? dayAt(sheet, row, column + 1) : undefined
  return [{ key: field.key, text: day ?? text, row, column: column + 1 }]
}
