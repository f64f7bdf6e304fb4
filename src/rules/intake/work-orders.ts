import type { PlainDate } from '../calendar/plain-date.ts'
import type { Calendar } from '../calendar/working-days.ts'
import { checkComplaintForm, complaintLimits, type ComplaintForm } from '../cases/complaint-form.ts'
import { cellAddress, dayAt, textAt, type ImportSheet } from '../imports/sheet.ts'
import { findPersonalData, type FindingKind } from '../masking/detect.ts'
import { longestNumber, tidyNumber } from './channels.ts'
import { readCallDay, readHotlineDue } from './days.ts'
import { findVillage, type KnownPlaces } from './find-village.ts'
import { isCallable, personOf, type EnteredPerson } from './person.ts'
import { missingFields, type WorkOrderField, type WorkOrderTable } from './work-order-columns.ts'

/** One call as the hotline wrote it down, ready to become a case. */
export type WorkOrder = {
  /** Its row in the file, from 1. */
  readonly row: number
  readonly number: string
  readonly calledOn: PlainDate
  readonly dueOn?: PlainDate
  readonly form: Omit<ComplaintForm, 'person'>
  readonly person?: EnteredPerson
}

export const workOrderProblemCodes = [
  'no-table', 'missing-column', 'too-many-orders', 'no-orders', 'missing', 'number-mangled', 'number-too-long', 'number-repeated', 'not-a-day', 'day-in-future', 'not-a-due-day', 'due-before-call', 'too-short', 'too-long',
  'unreadable-characters', 'unknown-village', 'ambiguous-village', 'not-a-phone', 'personal-data',
] as const
export type WorkOrderProblemCode = (typeof workOrderProblemCodes)[number]

/** What is wrong in a cell, or what to look at before a unit sees it. What the cell says is not repeated: it may be somebody's number. */
export type WorkOrderProblem = {
  readonly code: WorkOrderProblemCode
  readonly field?: WorkOrderField
  readonly row?: number
  readonly cell?: string
  readonly details?: { readonly other?: string; readonly most?: number; readonly kind?: FindingKind }
}

const warnings: ReadonlySet<WorkOrderProblemCode> = new Set(['not-a-phone', 'personal-data'])

/** A warning is for the officer's eyes and stops nothing. */
export function isWarning({ code }: WorkOrderProblem): boolean {
  return warnings.has(code)
}

/** One file is one act: more than this is several files. */
export const mostWorkOrders = 1000

export type WorkOrderKnowledge = { readonly places: KnownPlaces; readonly calendar: Calendar; readonly today: PlainDate }

/** A row that cannot become a case, by its number where it has one. */
export type LeftOut = { readonly row: number; readonly number: string; readonly problems: readonly WorkOrderProblem[] }

export type WorkOrdersRead = { readonly orders: readonly WorkOrder[]; readonly leftOut: readonly LeftOut[]; readonly problems: readonly WorkOrderProblem[] }

/** Reads every row of a file of work orders and says everything that is wrong, by cell. What is wrong in a row keeps that row from being taken over and no other. */
export function checkWorkOrders(sheet: ImportSheet, table: WorkOrderTable | undefined, known: WorkOrderKnowledge): WorkOrdersRead {
  const unreadable = (problems: readonly WorkOrderProblem[]) => ({ orders: [], leftOut: [], problems })
  if (!table) return unreadable([{ code: 'no-table' }])
  const missing = missingFields(table)
  if (missing.length > 0) return unreadable(missing.map(field => ({ code: 'missing-column', field, row: table.headerRow + 1 })))
  const rows = sheet.rows.flatMap((cells, row) => (row > table.headerRow && cells.some((_, column) => textAt(sheet, row, column) !== '') ? [row] : []))
  if (rows.length === 0) return unreadable([{ code: 'no-orders' }])
  if (rows.length > mostWorkOrders) return unreadable([{ code: 'too-many-orders', details: { most: mostWorkOrders } }])
  const read = rows.map(row => readRow(sheet, table, row, known))
  const problems = [...read.flatMap(each => each.problems), ...repeatedNumbers(read)]
  const wrong = Map.groupBy(problems.filter(problem => !isWarning(problem)), problem => problem.row)
  return {
    orders: read.flatMap(({ row, order }) => (wrong.has(row) ? [] : order ?? [])),
    leftOut: read.flatMap(({ row, number }) => (wrong.has(row) ? [{ row, number, problems: wrong.get(row)! }] : [])), problems,
  }
}

type RowRead = { readonly order?: WorkOrder; readonly problems: readonly WorkOrderProblem[]; readonly number: string; readonly numberCell: string; readonly row: number }
type Say = (field: WorkOrderField, code: WorkOrderProblemCode, details?: WorkOrderProblem['details']) => void

function readRow(sheet: ImportSheet, table: WorkOrderTable, row: number, known: WorkOrderKnowledge): RowRead {
  const column = (field: WorkOrderField) => table.columns.find(each => each.field === field)?.index
  const cell = (field: WorkOrderField) => cellAddress(row + 1, column(field) ?? 0)
  const text = (field: WorkOrderField) => { const at = column(field); return at === undefined ? '' : textAt(sheet, row, at) }
  const day = (field: WorkOrderField) => { const at = column(field); return (at !== undefined && dayAt(sheet, row, at)) || text(field) }
  const problems: WorkOrderProblem[] = []
  const say: Say = (field, code, details) => { problems.push({ code, field, row: row + 1, cell: cell(field), ...(details && { details }) }) }
  const number = readNumber(text('number'), say)
  const calledOn = readDay(day('calledOn'), known.today, say)
  const dueOn = calledOn && readDue(day('dueOn'), calledOn, known.calendar, say)
  const form = readForm(text, known.places, say)
  const phone = text('phone')
  if (phone !== '' && !isCallable(phone)) say('phone', 'not-a-phone')
  const person = personOf({ name: text('caller').slice(0, complaintLimits.name), phone: phone.slice(0, complaintLimits.phone) })
  const isWhole = problems.every(isWarning) && calledOn !== undefined && form !== undefined
  return {
    problems, number, numberCell: cell('number'), row: row + 1,
    ...(isWhole && { order: { row: row + 1, number, calledOn, form, ...(dueOn && { dueOn }), ...(person && { person }) } }),
  }
}

function readNumber(typed: string, say: Say): string {
  const number = tidyNumber(typed)
  if (number === '') say('number', 'missing')
  // A spreadsheet that took the number for a quantity has thrown digits away for good.
  else if (/^\d(?:\.\d+)?E\+?\d+$/iu.test(number)) say('number', 'number-mangled')
  else if ([...number].length > longestNumber) say('number', 'number-too-long', { most: longestNumber })
  return number
}

function readDay(typed: string, today: PlainDate, say: Say): PlainDate | undefined {
  const day = typed === '' ? undefined : readCallDay(typed)
  if (typed === '') say('calledOn', 'missing')
  else if (day === undefined) say('calledOn', 'not-a-day')
  else if (day > today) say('calledOn', 'day-in-future')
  return day
}

function readDue(typed: string, calledOn: PlainDate, calendar: Calendar, say: Say): PlainDate | undefined {
  if (typed === '') return undefined
  const due = readHotlineDue(typed, calledOn, calendar)
  if (due === undefined) say('dueOn', 'not-a-due-day')
  else if (due < calledOn) say('dueOn', 'due-before-call')
  return due
}

function readForm(text: (field: WorkOrderField) => string, places: KnownPlaces, say: Say): WorkOrder['form'] | undefined {
  const [title, content, place] = [text('title'), text('content'), text('place')]
  const village = place === '' ? undefined : findVillage(place, places)
  if (!village) say('place', 'missing')
  else if (village.code === undefined) say('place', village.candidates.length > 1 ? 'ambiguous-village' : 'unknown-village')
  for (const field of ['title', 'content', 'place'] as const) for (const kind of kindsIn(text(field))) say(field, 'personal-data', { kind })
  const statement = title === '' || content.startsWith(title) ? content : `${title}\n${content}`
  const { value, problems } = checkComplaintForm({ village: village?.code, statement, place })
  for (const problem of problems) {
    if (problem.field === 'village') continue
    const code = problem.code === 'missing' || problem.code === 'too-short' || problem.code === 'too-long' ? problem.code : 'unreadable-characters'
    say(problem.field === 'place' ? 'place' : 'content', code, problem.most === undefined ? undefined : { most: problem.most })
  }
  return value
}

function kindsIn(text: string): ReadonlySet<FindingKind> {
  return new Set(findPersonalData(text).map(({ kind }) => kind))
}

function repeatedNumbers(rows: readonly RowRead[]): WorkOrderProblem[] {
  const first = new Map<string, RowRead>()
  return rows.flatMap(row => {
    if (row.number === '') return []
    const earlier = first.get(row.number)
    if (!earlier) first.set(row.number, row)
    return earlier ? [{ code: 'number-repeated' as const, field: 'number' as const, row: row.row, cell: row.numberCell, details: { other: earlier.numberCell } }] : []
  })
}
