import { createHash, randomUUID } from 'node:crypto'
import { chooseSheet, type ImportSheet } from '#rules/imports/sheet.ts'
import { findWorkOrders, type WorkOrderTable } from '#rules/intake/work-order-columns.ts'
import { checkWorkOrders, isWarning, type WorkOrder, type WorkOrderProblem } from '#rules/intake/work-orders.ts'
import { hotlineRefusal } from '#rules/policy/intake.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { receiptCodeFor } from '#platform/crypto/receipt-code.ts'
import { defaultLimits, readSpreadsheet, type Refusal as FileRefusal } from '#platform/spreadsheets/read-spreadsheet.ts'
import type { Db } from '#records/database.ts'
import { inTransaction } from '#records/database.ts'
import { insertHotlineImport, listCountyPlaces, listImported, listKnownNumbers, lockHotline } from '#records/intake.ts'
import { fileComplaint } from '../complaints.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { once, type Asked, type OnceRefusal } from '../once.ts'
import { keyOf } from './enter.ts'

/** What a file of work orders would become. Nothing is stored by reading it. */
export type HotlineReading = {
  readonly sha256: string
  readonly table: WorkOrderTable | undefined
  readonly orders: readonly WorkOrder[]
  /** Numbers of orders that were taken over before: they are passed over. */
  readonly known: ReadonlySet<string>
  readonly problems: readonly WorkOrderProblem[]
  readonly isBlocked: boolean
}

export type HotlineRefusal = PolicyRefusal | OnceRefusal | { readonly code: 'upload-changed' | 'hotline-blocked' | 'hotline-nothing-new' }

export type Imported = { readonly importId: string; readonly filed: number; readonly known: number }
/** For the hotline, which tells its callers: the code of each new case, by the number of its work order. Made again from the key of the request, never kept. */
export type HotlineReceipt = { readonly number: string; readonly caseId: string; readonly receiptCode: string }

const limits = { ...defaultLimits, rows: 5_000, fileBytes: 5_000_000, unpackedBytes: 50_000_000 }

/** Reads a file of the 12345 hotline as it would be taken over, in a process of its own. */
export async function readHotline(context: Context, officer: Officer, bytes: Buffer): Promise<Outcome<HotlineReading | { readonly file: FileRefusal }, PolicyRefusal>> {
  const refusal = hotlineRefusal(officer)
  if (refusal) return refuse(refusal)
  const sheets = await readSpreadsheet(bytes, limits)
  if (!Array.isArray(sheets)) return done({ file: sheets })
  const sheet = chooseSheet(sheets)
  return sheet ? done(await readingOf(context, officer, sheet, bytes)) : done({ file: { code: 'empty-file' } })
}

async function readingOf(context: Context, officer: Officer, sheet: ImportSheet, bytes: Buffer): Promise<HotlineReading> {
  const countyCode = officer.reach.low
  const divisions = await listCountyPlaces(context.db, countyCode)
  const places = { villages: divisions.filter(({ level }) => level === 'village'), townships: new Map(divisions.filter(({ level }) => level === 'township').map(({ code, name }) => [code, name])) }
  const table = findWorkOrders(sheet)
  const { orders: read, problems } = checkWorkOrders(sheet, table, { places, calendar: context.calendar, today: context.clock.today() })
  // Where nobody can seal a caller's name it is not taken: the hotline finds its caller by the number.
  const orders = context.custodians ? read : read.map(unnamed)
  const known = await listKnownNumbers(context.db, countyCode, orders.map(({ number }) => number))
  return { sha256: createHash('sha256').update(bytes).digest('hex'), table, orders, known, problems, isBlocked: problems.some(problem => !isWarning(problem)) }
}

function unnamed(order: WorkOrder): WorkOrder {
  const { person: _, ...matter } = order
  return matter
}

/**
 * Takes a file over: every work order that is not here yet becomes a case, or none does. `sha256` names the file whose preview the officer
 * saw. The hotline's own clock is kept beside; ours begins today, when it reached us.
 */
export async function importHotline(context: Context, officer: Officer, given: { readonly bytes: Buffer; readonly sha256: string }, asked: Asked): Promise<Outcome<Imported & { readonly receipts: readonly HotlineReceipt[] }, HotlineRefusal>> {
  const read = await readHotline(context, officer, given.bytes)
  if (!read.ok) return read
  if ('file' in read.value) return refuse({ code: 'hotline-blocked' })
  const reading = read.value
  if (reading.sha256 !== given.sha256) return refuse({ code: 'upload-changed' })
  if (reading.isBlocked) return refuse({ code: 'hotline-blocked' })
  const taken = await once(context, asked, inner => inTransaction(inner.db, async (tx): Promise<Outcome<Imported, HotlineRefusal>> => {
    const inside = { ...inner, db: tx as Db }
    await lockHotline(tx, officer.reach.low)
    const known = await listKnownNumbers(tx, officer.reach.low, reading.orders.map(({ number }) => number))
    const fresh = reading.orders.filter(({ number }) => !known.has(number))
    if (fresh.length === 0) return refuse({ code: 'hotline-nothing-new' })
    const importId = randomUUID()
    await insertHotlineImport(tx, {
      id: importId, countyCode: officer.reach.low, officerId: officer.id, unitId: officer.unitId, at: new Date(inner.clock.now()), fileSha256: Buffer.from(reading.sha256, 'hex'), filed: fresh.length, known: known.size,
    })
    for (const order of fresh) await fileOrder(inside, officer, order, importId, asked.key)
    return done({ importId, filed: fresh.length, known: known.size })
  }))
  return taken.ok ? done({ ...taken.value.value, receipts: await receiptsOf(context, officer, taken.value.value.importId, asked.key) }) : taken
}

async function fileOrder(context: Context, officer: Officer, { number, calledOn, dueOn, form, person }: WorkOrder, importId: string, key: string): Promise<void> {
  const intake = { officerId: officer.id, unitId: officer.unitId, channelNumber: number, receivedOn: calledOn, dueOn: dueOn ?? null, importId }
  const filed = await fileComplaint(context, { ...form, ...(person && { person }), channel: 'hotline', intake, photos: [], idempotencyKey: orderKey(officer, key, number) })
  // What the form cannot know was checked before; a refusal now is ours, and takes back the whole file.
  if (!filed.ok) throw new Error('a checked work order was refused: ' + filed.refusal.code)
}

async function receiptsOf(context: Context, officer: Officer, importId: string, key: string): Promise<HotlineReceipt[]> {
  return (await listImported(context.db, importId)).map(({ caseId, channelNumber }) => ({
    number: channelNumber!, caseId, receiptCode: receiptCodeFor(context.secrets.receiptPepper, orderKey(officer, key, channelNumber!)),
  }))
}

function orderKey(officer: Officer, key: string, number: string): string {
  return keyOf('order', officer, `${key} ${number}`)
}
