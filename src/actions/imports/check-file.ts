import { createHash } from 'node:crypto'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { severityOf } from '#rules/disclosures/problems.ts'
import { checkVillages } from '#rules/imports/check-import.ts'
import { findTable, guessTable, type FoundTable, type Mapping } from '#rules/imports/find-table.ts'
import type { ImportProblem } from '#rules/imports/import-problem.ts'
import { readPasted } from '#rules/imports/pasted.ts'
import type { ImportPlace, KnownVillage } from '#rules/imports/place.ts'
import type { ImportSheet } from '#rules/imports/sheet.ts'
import { splitTables } from '#rules/imports/split-tables.ts'

/** What is asked of the checking process, beside the file itself. */
export type CheckJob = {
  readonly schema: FieldSchema
  readonly place: ImportPlace | { readonly villages: readonly KnownVillage[] }
  readonly today: string
  /** Which of the tables found, from 0. */
  readonly table: number
  /** What the person says about the columns now. */
  readonly mapping?: Mapping | undefined
  /** What people said before, by signature. */
  readonly remembered: Readonly<Record<string, Mapping>>
}

/** A table that was found: where, and how many lines it has at most. */
export type OfferedTable = { readonly sheet: string; readonly row: number; readonly rows: number; readonly hidden: boolean }

/** How a column was understood. `likely` is a guess that waits for a person's word; it fills nothing. */
export type ColumnReading = { readonly column: number; readonly header: string; readonly field?: string; readonly isPlace?: true; readonly likely?: string }

export type CheckedFile = {
  readonly tables: readonly OfferedTable[]
  readonly table: number
  readonly headerRow?: number
  readonly part?: 'field' | 'row'
  readonly columns: readonly ColumnReading[]
  /** Where the mapping of the columns comes from. */
  readonly mappedBy: 'names' | 'memory' | 'person'
  readonly signature?: string
  readonly problems: readonly ImportProblem[]
  readonly omitted: number
  readonly counts: Readonly<Record<string, number>>
  readonly fields: Readonly<Record<string, string>>
  readonly parts: readonly { readonly village: number; readonly rows: number; readonly ready: number; readonly total?: number }[]
}

export type CheckedLines = { readonly village: number; readonly lines: readonly Readonly<Record<string, string>>[] }

/** Checks the sheets of a file. Pure but for the hash of the headers; runs in the checking process. */
export function checkSheets(job: CheckJob, sheets: readonly ImportSheet[]): { file: CheckedFile; lines: readonly CheckedLines[] } {
  const { schema } = job
  const tables = tablesOf(schema, sheets)
  const at = Math.min(Math.max(job.table, 0), tables.length - 1)
  const sheet = tables[at] ?? sheets[0] ?? { name: '', hidden: false, rows: [], hiddenRows: [], merges: [] }
  const signature = signatureOf(schema, sheet)
  const memory = signature === undefined ? undefined : job.remembered[signature]
  const mapping = job.mapping ?? memory
  const checked = checkVillages(schema, sheet, { ...job.place, today: job.today, mapping })
  const table = checked.table ?? findTable(schema, sheet) ?? guessTable(schema, sheet)
  const notes = notesOn(sheets, tables, at)
  const mappedBy = job.mapping ? 'person' : memory ? 'memory' : 'names'
  const file: CheckedFile = {
    tables: tables.map(each => offered(schema, each)), table: at, columns: table ? columnsOf(schema, table) : [], mappedBy,
    ...(table && { headerRow: table.headerRow + 1, part: table.part }), ...(signature !== undefined && { signature }),
    problems: [...notes, ...checked.problems], omitted: checked.omitted, counts: checked.counts, fields: publicOnly(schema, checked.parts[0]?.fields ?? {}),
    parts: checked.parts.map(({ village, lines, records }) => ({ village, rows: lines.length, ready: records.reduce((sum, record) => sum + (table?.part === 'row' ? record.rows.length : 1), 0), ...totalOf(schema, records) })),
  }
  return { file, lines: checked.parts.map(({ village, lines }) => ({ village, lines: lines.map(line => line.raw) })) }
}

/** A pasted table, as text or HTML, in the sheets a file would have. */
export function sheetsOfPaste(text: string): readonly ImportSheet[] {
  return /^\s*<(?:html|table|meta|!--|body|div|style)/iu.test(text) ? readPasted({ text: '', html: text }) : readPasted({ text })
}

// Visible tables first, in the order of the file; a hidden sheet is read only if there is nothing else, and named in any case.
function tablesOf(schema: FieldSchema, sheets: readonly ImportSheet[]): readonly ImportSheet[] {
  const filled = sheets.filter(sheet => sheet.rows.some(row => row.length > 0))
  const visible = filled.filter(sheet => !sheet.hidden)
  const chosen = visible.length > 0 ? visible : filled.slice(0, 1)
  const recognised = chosen.filter(sheet => findTable(schema, sheet))
  return (recognised.length > 0 ? recognised : chosen.slice(0, 1)).flatMap(sheet => splitTables(schema, sheet))
}

function notesOn(sheets: readonly ImportSheet[], tables: readonly ImportSheet[], at: number): ImportProblem[] {
  const hidden = sheets.filter(sheet => sheet.hidden && sheet.rows.length > 0 && tables[at]?.name !== sheet.name)
    .map((sheet): ImportProblem => ({ part: 'file', code: 'hidden-sheet', details: { sheet: sheet.name.slice(0, 40) } }))
  return tables.length > 1 ? [...hidden, { part: 'file', code: 'other-tables', details: { count: tables.length, chosen: at + 1 } }] : hidden
}

function offered(schema: FieldSchema, sheet: ImportSheet): OfferedTable {
  const table = findTable(schema, sheet)
  const first = table?.firstRow ?? 0
  return { sheet: sheet.name.slice(0, 100), hidden: sheet.hidden, row: (table?.headerRow ?? 0) + 1, rows: sheet.rows.slice(first).filter(row => row.length > 0).length }
}

/** A hash over the headers as they are compared, so that what is remembered holds no cell. */
function signatureOf(schema: FieldSchema, sheet: ImportSheet): string | undefined {
  const table = findTable(schema, sheet) ?? guessTable(schema, sheet)
  return table && createHash('sha256').update(table.columns.map(column => column.words.full).join('\n')).digest('hex')
}

function columnsOf(schema: FieldSchema, table: FoundTable): ColumnReading[] {
  const fields = table.part === 'row' ? schema.rows?.fields ?? [] : schema.fields
  const taken = new Set(table.columns.map(column => column.field?.key))
  return table.columns.map(({ index, header, field, isRepeated, place, isLeftOut, words }) => {
    const likely = field || place || isLeftOut ? undefined
      : fields.find(known => !taken.has(known.key) && known.audience !== 'never' && [known.zh, ...known.aliases ?? []].some(name => name.length >= 2 && words.full.includes(name)))
    return { column: index, header: header.slice(0, 60), ...(field && !isRepeated && field.audience !== 'never' && { field: field.key }), ...(place && { isPlace: true as const }), ...(likely && { likely: likely.key }) }
  })
}

function publicOnly(schema: FieldSchema, fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(schema.fields.filter(field => field.audience !== 'never' && fields[field.key] !== undefined).map(field => [field.key, fields[field.key]!]))
}

function totalOf(schema: FieldSchema, records: readonly { readonly rows: readonly Readonly<Record<string, unknown>>[] }[]): { total?: number } {
  const key = schema.totalOf
  if (key === undefined || !schema.rows?.fields.some(field => field.key === key && field.type === 'money')) return {}
  return { total: records.reduce((sum, record) => sum + record.rows.reduce((part, row) => part + (typeof row[key] === 'number' ? row[key] : 0), 0), 0) }
}

const wholeFile: ReadonlySet<string> = new Set(['unknown-place', 'ambiguous-place', 'place-missing', 'no-table', 'no-rows', 'catalogue-table', 'cells-lost', 'missing-column', 'formula-error', 'row-limit'])

/** Kinds of problems for which nothing of the file becomes a draft; all others can be put right in the drafts. */
export function blockingProblems(counts: Readonly<Record<string, number>>): string[] {
  return Object.keys(counts).filter(code => wholeFile.has(code) && severityOf(code as ImportProblem['code']) === 'error')
}
