import type { Field, FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { ImportProblem } from './import-problem.ts'
import type { Column, FoundTable, TypedAt } from './find-table.ts'
import { labelledValues, notedUnit } from './labels.ts'
import type { LabelledValue } from './labels.ts'
import { lineAt } from './lines.ts'
import { isOtherPlace, villageFinder } from './place.ts'
import type { FoundVillage, ImportPlace, KnownVillage } from './place.ts'
import { dayAt, mergedOrigins, textAt } from './sheet.ts'
import type { ImportSheet } from './sheet.ts'
import { RunningTotals } from './totals.ts'

/** One line of data as typed, with the sheet row (from 0) it stands in. `isDamaged`: a formula failed in it, or it lost a cell. */
export type DataLine = { readonly row: number; readonly raw: Readonly<Record<string, string>>; readonly isDamaged: boolean; readonly village?: number }

/** Whom the lines are for: one village, whose name the lines may repeat, or several, which every line must then name. */
export type LinesFor = ImportPlace | { readonly villages: readonly KnownVillage[] }

export type ReadLines = {
  readonly lines: readonly DataLine[]
  readonly labelled: readonly LabelledValue[]
  readonly problems: readonly ImportProblem[]
}

/** Reads everything below the header: data lines of this village, values beside the table, and what is wrong with totals and places. */
export function readLines(schema: FieldSchema, sheet: ImportSheet, table: FoundTable, place: LinesFor): ReadLines {
  const reader = cellReader(sheet, table)
  const totals = new RunningTotals(schema, table)
  const lines: DataLine[] = []
  const problems: ImportProblem[] = []
  const beside = Array.from({ length: table.headerRow }, (_, row) => row)
  const balances: LabelledValue[] = []
  const hidden = new Set(sheet.hiddenRows)
  const belonging = belongingTo(place, placeColumns(sheet, table))
  for (let row = table.firstRow; row < sheet.rows.length; row++) {
    const line = lineAt(schema, sheet, table, row)
    if (line.kind === 'note') beside.push(row)
    if (line.kind === 'balance') balances.push({ key: line.key, text: textAt(sheet, row, line.column), row, column: line.column })
    if (line.kind === 'total' || line.kind === 'subtotal') problems.push(...totals.compare(line.kind, row, reader.typed))
    if (line.kind !== 'data') continue
    if (hidden.has(row + 1)) problems.push({ part: 'row', code: 'hidden-row', row: row + 1 })
    totals.add(row, reader.typed)
    const belongs = belonging(row, reader.shown)
    if ('code' in belongs) problems.push(belongs)
    else lines.push({ ...dataLine(sheet, table.columns, row, reader.typed, problems), ...belongs })
  }
  return { lines, labelled: [...balances, ...labelledValues(schema, sheet, beside)], problems }
}

function cellReader(sheet: ImportSheet, table: FoundTable): { typed: TypedAt; shown: TypedAt } {
  const origins = mergedOrigins(sheet)
  const isWan = notedUnit(sheet, table.headerRow) === 'wan-yuan'
  const shown = (column: Column, row: number) => {
    const origin = origins.get(`${row}:${column.index}`)
    return origin && origin.row >= table.firstRow ? textAt(sheet, origin.row, origin.column) : textAt(sheet, row, column.index)
  }
  const typed = (column: Column, row: number) => {
    const field = column.field
    if (!field) return ''
    if (field.type === 'date') return dayAt(sheet, row, column.index) ?? shown(column, row)
    const text = isRepeatedByMerge(field) ? shown(column, row) : textAt(sheet, row, column.index)
    if (!isFigure(field)) return text
    // A dash or stroke is how printed tables show an empty figure.
    if (/^[-–—－/\\]+$/u.test(text)) return ''
    const isInWan = column.words.unit === undefined ? isWan : /万/u.test(column.words.unit)
    return field.type === 'money' && isInWan && /\d\)?$/u.test(text.normalize('NFKC')) ? `${text}万元` : text
  }
  return { typed, shown }
}

// A merged group name or date stands for all its rows; a merged amount is one amount, and a merged person one person.
function isRepeatedByMerge(field: Field): boolean {
  return ['text', 'long-text', 'choice', 'organisation'].includes(field.type)
}

function isFigure(field: Field): boolean {
  return ['money', 'quantity', 'integer', 'percent'].includes(field.type)
}

/** The columns that say where a row belongs, as far as they say it anywhere. */
function placeColumns(sheet: ImportSheet, table: FoundTable): readonly Column[] {
  return table.columns.filter(column => column.place !== undefined
    && sheet.rows.some((_, row) => row >= table.firstRow && textAt(sheet, row, column.index) !== ''))
}

type Belonging = { readonly village?: number } | ImportProblem

function belongingTo(place: LinesFor, columns: readonly Column[]): (row: number, shown: TypedAt) => Belonging {
  if (!('villages' in place)) return (row, shown) => otherPlaceAt(columns, row, shown, place) ?? {}
  const find = villageFinder(place.villages)
  const column = columns.find(known => known.place === 'division-code') ?? columns.find(known => known.place === 'village-name')
  return (row, shown) => {
    if (!column?.place) return { part: 'row', code: 'place-missing', row: row + 1 }
    const text = shown(column, row)
    if (text === '') return { ...placeOf(column, row), code: 'place-missing' }
    return villageOrProblem(find(column.place, text), column, row, text)
  }
}

function villageOrProblem(found: FoundVillage, column: Column, row: number, text: string): Belonging {
  if (found.code !== undefined) return { village: found.code }
  const details = { place: text.slice(0, 40), count: found.count }
  return { ...placeOf(column, row), code: found.count === 0 ? 'unknown-place' : 'ambiguous-place', details }
}

function placeOf(column: Column, row: number) {
  return { part: 'row' as const, row: row + 1, column: column.index, ...(column.field ? { key: column.field.key } : { header: column.header.slice(0, 40) }) }
}

function otherPlaceAt(places: readonly Column[], row: number, shown: TypedAt, place: ImportPlace): ImportProblem | undefined {
  for (const column of places) {
    if (column.place === undefined) continue
    const text = shown(column, row)
    // Where the other rows name their place, a row that lost it could be anybody's.
    if (text === '') return { ...placeOf(column, row), code: 'place-missing' }
    if (isOtherPlace(column.place, text, place)) return { ...placeOf(column, row), code: 'other-place', details: { place: text.slice(0, 40) } }
  }
  return undefined
}

function dataLine(sheet: ImportSheet, columns: readonly Column[], row: number, typed: TypedAt, problems: ImportProblem[]): DataLine {
  const raw = Object.create(null) as Record<string, string>
  let isDamaged = sheet.brokenRows?.includes(row + 1) === true
  if (isDamaged) problems.push({ part: 'row', code: 'cells-lost', row: row + 1, details: { found: sheet.rows[row]?.length ?? 0, expected: columns.length } })
  for (const column of columns) {
    if (!column.field || column.isRepeated) continue
    const text = typed(column, row)
    if (/^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/u.test(text)) {
      problems.push({ part: 'row', code: 'formula-error', row: row + 1, column: column.index, key: column.field.key, details: { value: text } })
      isDamaged = true
    } else if (text !== '') raw[column.field.key] = text
  }
  return { row, raw, isDamaged }
}
