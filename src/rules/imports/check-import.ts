import { checkRecord } from '#rules/disclosures/check-record.ts'
import type { DisclosureRecord, FieldSchema } from '#rules/disclosures/field-schema.ts'
import { findingsIn, problemOfFinding } from '#rules/disclosures/findings.ts'
import { severityOf } from '#rules/disclosures/problems.ts'
import type { Place, Problem } from '#rules/disclosures/problems.ts'
import { columnProblems, missingColumns } from './columns.ts'
import { findTable, guessTable, withMapping } from './find-table.ts'
import type { FoundTable, Mapping } from './find-table.ts'
import { headerWords } from './headers.ts'
import type { ImportProblem } from './import-problem.ts'
import type { LabelledValue } from './labels.ts'
import type { ImportPlace } from './place.ts'
import { readLines } from './read-lines.ts'
import type { DataLine, LinesFor, ReadLines } from './read-lines.ts'
import { textAt } from './sheet.ts'
import type { ImportSheet } from './sheet.ts'
import { statedSums } from './stated-sums.ts'

/** What an import has to know beside the sheet. `fields` are header values typed into the form that goes with the file. */
export type ImportContext = ImportPlace & Asked
type Asked = { readonly today: string; readonly fields?: Readonly<Record<string, string>>; readonly mapping?: Mapping | undefined }

export type CheckedImport = {
  /** What could be kept: lines with an error are not in here. A list becomes one record with rows; other tables one record a line. */
  readonly records: readonly DisclosureRecord[]
  readonly problems: readonly ImportProblem[]
  /** How many further problems there were beyond those listed. */
  readonly omitted: number
  /** Required header fields that the sheet does not say; the form has to ask for them. */
  readonly stillNeeded: readonly string[]
}

const mostProblems = 2_000

/** Checks one sheet against a schema for one village. Nothing is stored; nothing is repaired; everything wrong is named with its cell. */
export function checkImport(schema: FieldSchema, sheet: ImportSheet, context: ImportContext): CheckedImport {
  const read = readTable(schema, sheet, context, context.mapping)
  if (!read.table) return { records: [], problems: read.problems, omitted: 0, stillNeeded: [] }
  const checked = checkLines(schema, read.table, read.lines, context)
  return { records: checked.records, stillNeeded: checked.stillNeeded, ...inOrder([...read.problems, ...checked.problems]) }
}

/** What a file of several villages holds for one of them. */
export type VillagePart = { readonly village: number; readonly records: readonly DisclosureRecord[]; readonly lines: readonly DataLine[]; readonly fields: Readonly<Record<string, string>>; readonly stillNeeded: readonly string[] }

export type CheckedVillages = {
  readonly table: FoundTable | undefined
  readonly parts: readonly VillagePart[]
  readonly problems: readonly ImportProblem[]
  readonly omitted: number
  /** How often each kind of problem occurs, those beyond the listed ones too. */
  readonly counts: Readonly<Record<string, number>>
}

/** Checks one sheet that names a village in every line, among the villages given, and splits it by them in the order of their codes. */
export function checkVillages(schema: FieldSchema, sheet: ImportSheet, context: Asked & LinesFor): CheckedVillages {
  const read = readTable(schema, sheet, context, context.mapping)
  if (!read.table) return { table: undefined, parts: [], ...inOrder(read.problems), counts: countsOf(read.problems) }
  const { table, lines } = read
  const problems = [...read.problems]
  const groups = new Map<number, DataLine[]>()
  for (const line of lines.lines) {
    const village = line.village ?? ('villageCode' in context ? Number(context.villageCode) : 0)
    const group = groups.get(village)
    if (group) group.push(line)
    else groups.set(village, [line])
  }
  problems.push(...amountProblems(table, lines.lines.length))
  const fields = headerFields(lines.labelled, context)
  const parts = [...groups].sort(([a], [b]) => a - b).map(([village, own]): VillagePart => {
    const checked = checkLines(schema, table, { ...lines, lines: own }, context)
    for (const problem of checked.problems) problems.push(problem)
    return { village, records: checked.records, lines: own, fields, stillNeeded: checked.stillNeeded }
  })
  return { table, parts, ...inOrder(problems), counts: countsOf(problems) }
}

/** Of how many records one file may be the beginning, where each of its lines is a record. */
export const mostRecords = 1_000

// What makes drafts would refuse these too; the first look has to say so.
function amountProblems({ part }: FoundTable, lines: number): ImportProblem[] {
  // Every row belongs elsewhere, or there are only headers.
  if (lines === 0) return [{ part: 'file', code: 'no-rows' }]
  return part === 'field' && lines > mostRecords ? [{ part: 'file', code: 'row-limit', details: { rows: lines, maximum: mostRecords } }] : []
}

function countsOf(problems: readonly ImportProblem[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { code } of problems) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

/** The table as the person mapped it, or as it was recognised. */
export function chosenTable(schema: FieldSchema, sheet: ImportSheet, mapping: Mapping | undefined): FoundTable | undefined {
  const found = findTable(schema, sheet)
  if (found) return withMapping(schema, found, mapping)
  const guess = mapping?.some(key => key !== null) ? guessTable(schema, sheet) : undefined
  return guess?.columns.length === mapping?.length ? guess && withMapping(schema, guess, mapping) : undefined
}

type ReadTable = { readonly table: undefined; readonly problems: readonly ImportProblem[] }
  | { readonly table: FoundTable; readonly lines: ReadLines; readonly problems: readonly ImportProblem[] }

function readTable(schema: FieldSchema, sheet: ImportSheet, place: LinesFor, mapping: Mapping | undefined): ReadTable {
  if (isCatalogue(sheet)) return { table: undefined, problems: [{ part: 'file', code: 'catalogue-table' }] }
  const table = chosenTable(schema, sheet, mapping)
  if (!table) return { table: undefined, problems: [{ part: 'file', code: 'no-table' }] }
  const lines = readLines(schema, sheet, table, place)
  return { table, lines, problems: [...columnProblems(schema, table), ...statedSums(sheet), ...lines.problems] }
}

// A list of what must be disclosed, by whom and when, is often pasted by mistake: it looks like a disclosure and is none.
function isCatalogue(sheet: ImportSheet): boolean {
  return sheet.rows.slice(0, 40).some((cells, row) => {
    const words = new Set(cells.map((_, column) => headerWords(textAt(sheet, row, column)).base))
    return (words.has('公开事项') || words.has('公开内容')) && words.has('公开依据') && words.has('公开时限')
  })
}

function inOrder(problems: readonly ImportProblem[]): { problems: readonly ImportProblem[]; omitted: number } {
  const sorted = problems.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0) || (a.column ?? 0) - (b.column ?? 0))
  return { problems: sorted.slice(0, mostProblems), omitted: Math.max(sorted.length - mostProblems, 0) }
}

function checkLines(schema: FieldSchema, table: FoundTable, read: ReadLines, context: Asked): Outcome {
  return table.part === 'row' ? asOneRecord(schema, table, read, context) : asRecords(schema, table, read, context)
}

type Outcome = { records: DisclosureRecord[]; problems: ImportProblem[]; stillNeeded: string[] }

function asOneRecord(schema: FieldSchema, table: FoundTable, read: ReadLines, context: Asked): Outcome {
  const { record, problems } = checkRecord(schema, { fields: headerFields(read.labelled, context), rows: read.lines.map(line => line.raw) }, context.today)
  const stillNeeded = problems.flatMap(({ code, place }) => (code === 'missing' && place.part === 'field' && place.key !== undefined ? [place.key] : []))
  const all = [...problems.filter(({ code, place }) => !(code === 'missing' && place.part === 'field')), ...personalData(schema, record, context.today)]
  const refused = refusedLines(all, read.lines)
  const rows = record.rows.filter((_, index) => !refused.has(index + 1))
  const located = all.filter(problem => !isAboutMissingColumn(problem, schema, table)).map(problem => locate(problem, table, read))
  return { records: rows.length === 0 ? [] : [{ fields: record.fields, rows }], problems: located, stillNeeded }
}

function asRecords(schema: FieldSchema, table: FoundTable, read: ReadLines, context: Asked): Outcome {
  const records: DisclosureRecord[] = []
  const problems: ImportProblem[] = []
  const titles = new Map<string, number>()
  for (const line of read.lines) {
    const checked = checkRecord(schema, { fields: { ...context.fields, ...line.raw }, rows: [] }, context.today)
    const all = [...checked.problems, ...personalData(schema, checked.record, context.today), ...repeatedTitle(schema, checked.record, line, titles)]
    if (!line.isDamaged && !all.some(({ code }) => severityOf(code) === 'error')) records.push(checked.record)
    for (const problem of all) {
      if (!isAboutMissingColumn(problem, schema, table)) problems.push({ ...locate(problem, table, read), row: line.row + 1 })
    }
  }
  return { records, problems, stillNeeded: [] }
}

/** What the person typed into the form wins over what the sheet says. */
function headerFields(labelled: readonly LabelledValue[], context: Asked): Record<string, string> {
  return { ...Object.fromEntries(labelled.map(({ key, text }) => [key, text]).reverse()), ...context.fields }
}

function refusedLines(problems: readonly Problem[], lines: readonly DataLine[]): ReadonlySet<number> {
  const refused = new Set<number>()
  for (const { place, code } of problems) if (place.row !== undefined && severityOf(code) === 'error') refused.add(place.row)
  for (const [index, line] of lines.entries()) if (line.isDamaged) refused.add(index + 1)
  return refused
}

function personalData(schema: FieldSchema, record: DisclosureRecord, today: string): Problem[] {
  return findingsIn(schema, record, [], today).flatMap(({ kind, place }) =>
    // What only wants a look is said in the form, once the rows are there.
    place.part === 'attachment' || problemOfFinding(kind) !== 'personal-data' ? [] : [{ place: place as Place, code: 'personal-data' as const, details: { kind } }])
}

function repeatedTitle(schema: FieldSchema, record: DisclosureRecord, line: DataLine, titles: Map<string, number>): Problem[] {
  const key = schema.titleOf
  const title = key === undefined ? undefined : record.fields[key]
  if (key === undefined || typeof title !== 'string') return []
  const first = titles.get(title)
  if (first === undefined) titles.set(title, line.row + 1)
  return first === undefined ? [] : [{ place: { part: 'field', key }, code: 'duplicate-title', details: { first } }]
}

function isAboutMissingColumn({ code, place }: Problem, schema: FieldSchema, table: FoundTable): boolean {
  return code === 'missing' && missingColumns(schema, table).some(field => field.key === place.key)
}

function locate({ place, code, details }: Problem, table: FoundTable, read: ReadLines): ImportProblem {
  const { key } = place
  const line = place.row === undefined ? undefined : read.lines[place.row - 1]
  const label = place.part === 'field' && table.part === 'row' ? read.labelled.find(value => value.key === key) : undefined
  const column = label?.column ?? table.columns.find(({ field, isRepeated }) => field?.key === key && !isRepeated && (place.part === table.part))?.index
  const row = label?.row ?? line?.row
  return {
    part: place.part, code,
    ...(row !== undefined && { row: row + 1 }), ...(column !== undefined && { column }),
    ...(key !== undefined && { key }), ...(details && { details: rowDetails(code, details, read) }),
  }
}

// The first of two equal rows is known by its number among the data; people look for the row of the sheet.
function rowDetails(code: Problem['code'], details: NonNullable<Problem['details']>, read: ReadLines): NonNullable<Problem['details']> {
  if (code !== 'duplicate-row') return details
  return { ...details, first: (read.lines[Number(details['first']) - 1]?.row ?? 0) + 1 }
}
