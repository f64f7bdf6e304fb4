import type { Field, FieldSchema, Part, PlaceKind } from '#rules/disclosures/field-schema.ts'
import { fieldFor, headerWords, isRunningNumber, placeFor } from './headers.ts'
import type { HeaderWords } from './headers.ts'
import { mergedOrigins, textAt } from './sheet.ts'
import type { ImportSheet } from './sheet.ts'

/** One column of the table that was found. `field` is absent where the schema has no use for it. */
export type Column = {
  readonly index: number
  readonly header: string
  readonly words: HeaderWords
  readonly field: Field | undefined
  readonly place: PlaceKind | undefined
  /** This field was already claimed by a column further left. */
  readonly isRepeated: boolean
  /** A person said that this column is not to be imported. */
  readonly isLeftOut?: boolean
}

/** Where the table of a sheet is. `part` tells whether its lines are rows of one record or records of their own. */
export type FoundTable = {
  readonly part: Part
  readonly headerRow: number
  readonly firstRow: number
  readonly columns: readonly Column[]
}

/** Reads the text of a column in a row, as the schema's own reader expects it. */
export type TypedAt = (column: Column, row: number) => string

const searchedRows = 40

/**
 * Looks for the header among the first rows: titles, notes and blank rows above it match few fields or none. A header may take two
 * rows (a group name above, the columns below). The best match wins; of equals the first, and one row before two.
 */
export function findTable(schema: FieldSchema, sheet: ImportSheet): FoundTable | undefined {
  const origins = mergedOrigins(sheet)
  const shownAt = (row: number, column: number) => {
    const origin = origins.get(`${row}:${column}`)
    return origin ? textAt(sheet, origin.row, origin.column) : textAt(sheet, row, column)
  }
  let best: { table: FoundTable; score: number } | undefined
  const start = Math.max(sheet.rows.findIndex(cells => cells.length > 0), 0)
  for (let row = start; row < Math.min(sheet.rows.length, start + searchedRows); row++) {
    const width = Math.max(sheet.rows[row]?.length ?? 0, sheet.rows[row + 1]?.length ?? 0)
    for (const height of [1, 2]) {
      for (const { part, fields } of candidatesOf(schema)) {
        const headers = Array.from({ length: width }, (_, column) => headerTexts(shownAt, row, column, height))
        const columns = columnsOf(headers, fields)
        // Half a point decides between equals: a line above the header must not be taken for its upper half.
        const score = columns.filter(column => column.field && !column.isRepeated).length - (height - 1) / 2
        if (score > (best?.score ?? 0)) best = { table: { part, headerRow: row, firstRow: row + height, columns }, score }
      }
    }
  }
  const isEnough = best !== undefined && (best.score >= 1.5 || (best.table.columns.length === 1 && best.table.columns[0]?.field?.required === true))
  return isEnough ? best?.table : undefined
}

function candidatesOf(schema: FieldSchema): readonly { part: Part; fields: readonly Field[] }[] {
  const asRecords = { part: 'field' as const, fields: schema.fields }
  return schema.rows ? [{ part: 'row', fields: schema.rows.fields }, asRecords] : [asRecords]
}

/** What a column may be called, the likeliest first. */
function headerTexts(shownAt: (row: number, column: number) => string, row: number, column: number, height: number): readonly string[] {
  const upper = shownAt(row, column)
  if (height === 1) return [upper]
  const lower = shownAt(row + 1, column)
  if (lower === '' || lower === upper) return [upper]
  return upper === '' ? [lower] : [lower, upper + lower]
}

function columnsOf(headers: readonly (readonly string[])[], fields: readonly Field[]): Column[] {
  const claimed = new Set<string>()
  return headers.flatMap((names, index) => {
    const readings = names.map(name => ({ name, words: headerWords(name) })).filter(({ words }) => words.full !== '')
    const first = readings[0]
    if (!first) return []
    const reading = readings.find(({ words }) => fieldFor(words, fields)) ?? first
    const field = fieldFor(reading.words, fields)
    const isRepeated = field !== undefined && claimed.has(field.key)
    if (field) claimed.add(field.key)
    return [{ index, header: reading.name, words: reading.words, field, place: placeSaid(reading.words, field, fields), isRepeated }]
  })
}

/** What a column says of where its rows belong. One that the form itself asks for by that name is content: a list of townships names many. */
function placeSaid(words: HeaderWords, field: Field | undefined, fields: readonly Field[]): PlaceKind | undefined {
  return field && field === fieldFor(words, fields) ? field.place : field?.place ?? placeFor(words)
}

/**
 * The same table read as a person mapped it: for each column the key of a field, or null to leave it out. A mapping of another
 * number of columns belongs to another table and changes nothing. Keys the schema does not know leave the column out.
 */
export function withMapping(schema: FieldSchema, table: FoundTable, mapping: Mapping | undefined): FoundTable {
  if (mapping?.length !== table.columns.length) return table
  // Which part the lines are follows from where the chosen fields are; a schema with rows prefers them, as the search does.
  const rowFields = schema.rows?.fields ?? []
  const inRows = mapping.filter(key => rowFields.some(field => field.key === key)).length
  const inFields = mapping.filter(key => schema.fields.some(field => field.key === key)).length
  const part: Part = inRows === 0 && inFields === 0 ? table.part : inRows >= inFields && schema.rows ? 'row' : 'field'
  const fields = part === 'row' ? rowFields : schema.fields
  const claimed = new Set<string>()
  const columns = table.columns.map((column, index): Column => {
    const field = fields.find(known => known.key === mapping[index])
    const isRepeated = field !== undefined && claimed.has(field.key)
    if (field) claimed.add(field.key)
    return { ...column, field, place: placeSaid(column.words, field, fields), isRepeated, isLeftOut: mapping[index] === null }
  })
  return { ...table, part, columns }
}

/** For each column of a table, in order: the key of the field it fills, or null where it is left out. */
export type Mapping = readonly (string | null)[]

/**
 * Where no header was recognised: the first row of several texts that is followed by a row as wide, its columns not yet understood,
 * so that a person can say what they are.
 */
export function guessTable(schema: FieldSchema, sheet: ImportSheet): FoundTable | undefined {
  for (let row = 0; row < Math.min(sheet.rows.length, searchedRows); row++) {
    const texts = (sheet.rows[row] ?? []).map((_, column) => textAt(sheet, row, column))
    const filled = texts.filter(text => text !== '')
    const below = (sheet.rows[row + 1] ?? []).filter((_, column) => textAt(sheet, row + 1, column) !== '')
    if (filled.length < 2 || below.length < 2 || filled.some(text => /^[\d.,]+$/u.test(text))) continue
    return { part: schema.rows ? 'row' : 'field', headerRow: row, firstRow: row + 1, columns: columnsOf(texts.map(text => [text]), []) }
  }
  return undefined
}

/** Whether a column that no field claims should be mentioned: running numbers and place columns are understood without one. */
export function isUnknownColumn(column: Column): boolean {
  return column.field === undefined && column.place === undefined && column.isLeftOut !== true && !isRunningNumber(column.words)
}
