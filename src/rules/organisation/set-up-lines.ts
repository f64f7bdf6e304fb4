import type { PlainDate } from '../calendar/plain-date.ts'
import { parseDay } from '../disclosures/days.ts'
import { textAt, type ImportSheet } from '../imports/sheet.ts'
import { columnWords, dutyWords, headWords, kindWords, neededColumns, setUpColumns, wordIn, type Duty, type SetUpColumn, type UnitKind } from './set-up-words.ts'

/** One person of the spreadsheet, read as far as the row alone says; what else must hold is `planSetUp`'s to say. */
export type SetUpLine = {
  /** Its row, from 1. */
  readonly row: number
  readonly unit: string
  readonly unitEn: string
  readonly kind: UnitKind
  readonly place: string
  readonly name: string
  readonly username: string
  readonly duty: Duty
  readonly title: string
  readonly isHead: boolean
  readonly from: PlainDate | undefined
  readonly to: PlainDate | undefined
  readonly supervises: readonly string[]
  /** Of an equal name: the user name of another post of the same person, or why it is another person. */
  readonly person?: string | undefined
}

export const setUpProblemCodes = ['no-table', 'column-missing', 'column-twice', 'no-rows', 'too-many-people', 'cell-missing', 'too-long', 'kind-unknown', 'duty-unknown', 'head-unknown', 'not-date', 'username-form', 'place-unknown', 'place-many', 'place-level',
  'duty-elsewhere', 'unit-differs', 'term-order', 'term-over', 'term-far', 'head-later', 'row-twice', 'username-twice', 'may-not-combine', 'same-name', 'username-taken', 'post-elsewhere', 'name-differs', 'own-account', 'other-group', 'person-in-both', 'powers-apart', 'which-person', 'person-unknown', 'person-reason', 'supervised-unknown', 'supervised-circle', 'not-stationed'] as const
export type SetUpProblemCode = (typeof setUpProblemCodes)[number]

/** What is wrong, and in which cell. `row` counts from 1; without one the file as a whole is meant. */
export type SetUpProblem = { readonly code: SetUpProblemCode; readonly row?: number; readonly column?: SetUpColumn; readonly details?: Readonly<Record<string, string | number>> }

export type SetUpReading = { readonly lines: readonly SetUpLine[]; readonly problems: readonly SetUpProblem[]; readonly columns: ReadonlyMap<SetUpColumn, number> }

/** What one file may hold: four times the largest county we know of. */
export const mostPeople = 2_000
const longest: Partial<Record<SetUpColumn, number>> = { unit: 60, unitEn: 120, name: 40, username: 40, title: 40, place: 60, supervises: 400 }

/** Reads a sheet: the first row that names the columns, then a person a row. Every problem of every cell at once. */
export function readSetUp(sheet: ImportSheet): SetUpReading {
  const headerRow = sheet.rows.findIndex((_, row) => row < 20 && columnsOf(sheet, row).size >= 3)
  if (headerRow === -1) return { lines: [], problems: [{ code: 'no-table' }], columns: new Map() }
  const columns = columnsOf(sheet, headerRow)
  const missing = neededColumns.filter(column => !columns.has(column)).map((column): SetUpProblem => ({ code: 'column-missing', row: headerRow + 1, column }))
  if (missing.length > 0) return { lines: [], problems: missing, columns }
  const filled = sheet.rows.flatMap((cells, row) => (row > headerRow && cells.some((_, column) => textAt(sheet, row, column) !== '') ? [row] : []))
  if (filled.length === 0) return { lines: [], problems: [{ code: 'no-rows' }], columns }
  if (filled.length > mostPeople) return { lines: [], problems: [{ code: 'too-many-people', details: { maximum: mostPeople } }], columns }
  const read = filled.map(row => readLine(sheet, columns, row))
  return { lines: read.flatMap(({ line }) => line ?? []), problems: [...repeatedColumns(sheet, headerRow), ...read.flatMap(({ problems }) => problems)], columns }
}

function columnsOf(sheet: ImportSheet, row: number): Map<SetUpColumn, number> {
  const found = new Map<SetUpColumn, number>()
  sheet.rows[row]?.forEach((_, index) => {
    const column = wordIn(columnWords, textAt(sheet, row, index))
    if (column && !found.has(column)) found.set(column, index)
  })
  return found
}

function repeatedColumns(sheet: ImportSheet, row: number): SetUpProblem[] {
  const named = (sheet.rows[row] ?? []).flatMap((_, index) => wordIn(columnWords, textAt(sheet, row, index)) ?? [])
  return setUpColumns.filter(column => named.filter(one => one === column).length > 1).map(column => ({ code: 'column-twice', row: row + 1, column }))
}

function readLine(sheet: ImportSheet, columns: ReadonlyMap<SetUpColumn, number>, index: number): { line: SetUpLine | undefined; problems: SetUpProblem[] } {
  const row = index + 1
  const text = (column: SetUpColumn) => (columns.has(column) ? textAt(sheet, index, columns.get(column)!).replaceAll(/\s+/gu, ' ') : '')
  const wrong = (column: SetUpColumn, code: SetUpProblemCode, details?: SetUpProblem['details']): SetUpProblem => ({ code, row, column, ...(details && { details }) })
  const username = text('username').normalize('NFKC').toLowerCase()
  const [kind, duty, head] = [wordIn(kindWords, text('kind')), wordIn(dutyWords, text('duty')), text('head') === '' ? 'no' : wordIn(headWords, text('head'))]
  const [from, to] = (['from', 'to'] as const).map(column => (text(column) === '' ? undefined : parseDay(text(column))))
  const problems = [
    ...neededColumns.filter(column => text(column) === '').map(column => wrong(column, 'cell-missing')),
    ...setUpColumns.filter(column => [...text(column)].length > (longest[column] ?? 200)).map(column => wrong(column, 'too-long', { maximum: longest[column] ?? 200 })),
    ...(text('kind') !== '' && !kind ? [wrong('kind', 'kind-unknown')] : []),
    ...(text('duty') !== '' && !duty ? [wrong('duty', 'duty-unknown')] : []),
    ...(head ? [] : [wrong('head', 'head-unknown')]),
    ...(from && !from.ok ? [wrong('from', 'not-date')] : []), ...(to && !to.ok ? [wrong('to', 'not-date')] : []),
    ...(username !== '' && !/^[a-z0-9._-]{2,40}$/.test(username) ? [wrong('username', 'username-form')] : []),
  ]
  if (problems.length > 0 || !kind || !duty) return { line: undefined, problems }
  const supervises = text('supervises').split(/[、，,;；]/u).map(part => part.trim()).filter(Boolean)
  return { line: { row, unit: text('unit'), unitEn: text('unitEn'), kind, place: text('place'), name: text('name'), username, duty, title: text('title'), isHead: head === 'yes', from: from?.ok ? from.value : undefined, to: to?.ok ? to.value : undefined, supervises, ...(text('person') !== '' && { person: text('person') }) }, problems }
}
