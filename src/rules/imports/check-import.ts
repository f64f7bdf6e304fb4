import { checkRecord } from '#rules/disclosures/check-record.ts'
import type { DisclosureRecord, FieldSchema } from '#rules/disclosures/field-schema.ts'
import { findingsIn, problemOfFinding } from '#rules/disclosures/findings.ts'
import { severityOf } from '#rules/disclosures/problems.ts'
import type { Place, Problem } from '#rules/disclosures/problems.ts'
import { columnProblems, missingColumns } from './columns.ts'
import { findTable } from './find-table.ts'
import type { FoundTable } from './find-table.ts'
import type { ImportProblem } from './import-problem.ts'
import type { LabelledValue } from './labels.ts'
import type { ImportPlace } from './place.ts'
import { readLines } from './read-lines.ts'
import type { DataLine, ReadLines } from './read-lines.ts'
import type { ImportSheet } from './sheet.ts'

/** What an import has to know beside the sheet. `fields` are header values typed into the form that goes with the file. */
export type ImportContext = ImportPlace & { readonly today: string; readonly fields?: Readonly<Record<string, string>> }

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
  const table = findTable(schema, sheet)
  if (!table) return { records: [], problems: [{ part: 'file', code: 'no-table' }], omitted: 0, stillNeeded: [] }
  const read = readLines(schema, sheet, table, context)
  const checked = table.part === 'row' ? asOneRecord(schema, table, read, context) : asRecords(schema, table, read, context)
  const problems = [...columnProblems(schema, table), ...read.problems, ...checked.problems]
  problems.sort((a, b) => (a.row ?? 0) - (b.row ?? 0) || (a.column ?? 0) - (b.column ?? 0))
  return {
    records: checked.records, stillNeeded: checked.stillNeeded,
    problems: problems.slice(0, mostProblems), omitted: Math.max(problems.length - mostProblems, 0),
  }
}

type Outcome = { records: DisclosureRecord[]; problems: ImportProblem[]; stillNeeded: string[] }

function asOneRecord(schema: FieldSchema, table: FoundTable, read: ReadLines, context: ImportContext): Outcome {
  const { record, problems } = checkRecord(schema, { fields: headerFields(read.labelled, context), rows: read.lines.map(line => line.raw) }, context.today)
  const stillNeeded = problems.flatMap(({ code, place }) => (code === 'missing' && place.part === 'field' && place.key !== undefined ? [place.key] : []))
  const all = [...problems.filter(({ code, place }) => !(code === 'missing' && place.part === 'field')), ...personalData(schema, record, context.today)]
  const refused = refusedLines(all, read.lines)
  const rows = record.rows.filter((_, index) => !refused.has(index + 1))
  const located = all.filter(problem => !isAboutMissingColumn(problem, schema, table)).map(problem => locate(problem, table, read))
  return { records: rows.length === 0 ? [] : [{ fields: record.fields, rows }], problems: located, stillNeeded }
}

function asRecords(schema: FieldSchema, table: FoundTable, read: ReadLines, context: ImportContext): Outcome {
  const records: DisclosureRecord[] = []
  const problems: ImportProblem[] = []
  const titles = new Map<string, number>()
  for (const line of read.lines) {
    const checked = checkRecord(schema, { fields: { ...context.fields, ...line.raw }, rows: [] }, context.today)
    const all = [...checked.problems, ...personalData(schema, checked.record, context.today), ...repeatedTitle(schema, checked.record, line, titles)]
    if (!line.hasFormulaError && !all.some(({ code }) => severityOf(code) === 'error')) records.push(checked.record)
    for (const problem of all) {
      if (!isAboutMissingColumn(problem, schema, table)) problems.push({ ...locate(problem, table, read), row: line.row + 1 })
    }
  }
  return { records, problems, stillNeeded: [] }
}

/** What the person typed into the form wins over what the sheet says. */
function headerFields(labelled: readonly LabelledValue[], context: ImportContext): Record<string, string> {
  return { ...Object.fromEntries(labelled.map(({ key, text }) => [key, text]).reverse()), ...context.fields }
}

function refusedLines(problems: readonly Problem[], lines: readonly DataLine[]): ReadonlySet<number> {
  const refused = new Set<number>()
  for (const { place, code } of problems) if (place.row !== undefined && severityOf(code) === 'error') refused.add(place.row)
  for (const [index, line] of lines.entries()) if (line.hasFormulaError) refused.add(index + 1)
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
