import type { Field, FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { Language } from '#text/language.ts'
import { templateWords } from '#text/templates.ts'
import { writeXlsx, type WrittenSheet } from '#platform/spreadsheets/write-xlsx.ts'
import type { Bytes } from '../answer.ts'

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A workbook to fill in: what the record says above its table, as label and value, and the explanations on a second sheet. */
export function xlsxTemplate(schema: FieldSchema, language: Language): Bytes {
  const words = templateWords[language]
  const rows = templateRows(schema, language)
  const header = rows.at(-1) ?? []
  const explained: WrittenSheet = { name: words.explanations, rows: explanations(schema, language), widths: [28, 12, 42, 60] }
  return { bytes: writeXlsx([{ name: nameOf(schema, language), rows, widths: header.map(cell => Math.max(12, [...cell].length * 2 + 2)), lists: choiceLists(schema, language, rows.length + 1) }, explained]), mediaType: excel, name: `${nameOf(schema, language)}.xlsx` }
}

/** The same table as text, with the mark by which Excel knows UTF-8. */
export function csvTemplate(schema: FieldSchema, language: Language): Bytes {
  const lines = templateRows(schema, language).map(row => row.map(quoted).join(','))
  return { bytes: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`), mediaType: 'text/csv; charset=utf-8', name: `${nameOf(schema, language)}.csv` }
}

function templateRows(schema: FieldSchema, language: Language): string[][] {
  const header = fieldsOf(schema.rows?.fields ?? schema.fields).map(field => headerOf(field, language))
  if (!schema.rows) return [header]
  return [...fieldsOf(schema.fields).map(field => [headerOf(field, language), '']), [], header]
}

function fieldsOf(fields: readonly Field[]): readonly Field[] {
  return fields.filter(field => field.audience !== 'never')
}

// The star says “required” and is ignored when the header is read.
function headerOf(field: Field, language: Language): string {
  const unit = field.type === 'money' ? (language === 'en' ? 'yuan' : '元') : field.unit
  return `${nameOf(field, language)}${unit === undefined ? '' : `(${unit})`}${field.required ? '*' : ''}`
}

function nameOf(named: { readonly zh: string; readonly en: string }, language: Language): string {
  return language === 'en' ? named.en : named.zh
}

function explanations(schema: FieldSchema, language: Language): string[][] {
  const words = templateWords[language]
  const all = [...fieldsOf(schema.fields), ...fieldsOf(schema.rows?.fields ?? [])]
  const lines = all.map(field => [
    nameOf(field, language), field.required ? words.required : words.optional,
    [words.types[field.type], field.unit, field.help && nameOf(field.help, language)].filter(part => part !== undefined && part !== '').join('；'),
    (field.choices ?? []).map(choice => nameOf(choice, language)).join('、'),
  ])
  return [[...words.head], ...lines, [], ...words.notes.map(note => [note])]
}

/** Drop-down lists for columns of a table of records; a list that Excel would refuse for its length stays text. */
function choiceLists(schema: FieldSchema, language: Language, firstRow: number): WrittenSheet['lists'] {
  const fields = fieldsOf(schema.rows?.fields ?? schema.fields)
  return fields.flatMap((field, column) => {
    const list = (field.choices ?? []).map(choice => nameOf(choice, language))
    const formula = `"${list.join(',')}"`
    return list.length === 0 || formula.length > 255 || list.some(name => /[",]/u.test(name)) ? [] : [{ column, firstRow, choices: formula }]
  })
}

function quoted(cell: string): string {
  return /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
