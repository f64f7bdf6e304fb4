import { createHash, randomUUID } from 'node:crypto'
import { cityOf, countyOf, isWithin, rangeOf, type DivisionRange } from '#rules/divisions/division-code.ts'
import { chooseSheet, type ImportSheet } from '#rules/imports/sheet.ts'
import type { KnownPlaces } from '#rules/intake/find-village.ts'
import { findWorkOrders, type WorkOrderTable } from '#rules/intake/work-order-columns.ts'
import { checkWorkOrders, type LeftOut, type WorkOrder, type WorkOrderProblem } from '#rules/intake/work-orders.ts'
import { hotlineRefusal } from '#rules/policy/intake.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { receiptCodeFor } from '#platform/crypto/receipt-code.ts'
import { defaultLimits, readSpreadsheet, type Refusal as FileRefusal } from '#platform/spreadsheets/read-spreadsheet.ts'
import type { Db } from '#records/database.ts'
import { inTransaction } from '#records/database.ts'
import { insertHotlineImport, listImported, listOrders, listPlaces, lockHotline } from '#records/intake.ts'
import { lookingFurther } from '#records/scope.ts'
import { fileComplaint } from '../complaints.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { once, type Asked, type OnceRefusal } from '../once.ts'
import { keyOf } from './enter.ts'

/** What a file of work orders would become. Nothing is stored by reading it. */
export type HotlineReading = {
  readonly sha256: string
  readonly table: WorkOrderTable | undefined
  readonly orders: readonly WorkOrder[]
  /** Numbers of orders that were taken over before, as far as the officer may be told of them: they are passed over. */
  readonly known: ReadonlySet<string>
  /** Rows that cannot be taken: left out only where the officer says so. */
  readonly leftOut: readonly LeftOut[]
  readonly problems: readonly WorkOrderProblem[]
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
  const places = await placesOf(context.db, officer.reach)
  const table = findWorkOrders(sheet)
  const { orders: read, leftOut, problems } = checkWorkOrders(sheet, table, { places, calendar: context.calendar, today: context.clock.today() })
  // Where nobody can seal a caller's name it is not taken: the hotline finds its caller by the number.
  const orders = context.custodians ? read : read.map(unnamed)
  const { known } = await holdersOf(context.db, officer, orders)
  return { sha256: createHash('sha256').update(bytes).digest('hex'), table, orders, known, leftOut, problems }
}

/**
 * Of these orders, those that came before, and how many cases have the number of each already. A case that the officer must not be told of makes no order known: it is filed once more, as with the numbers of letters, and whoever sees
 * both merges them.
 */
async function holdersOf(db: Db, officer: Officer, orders: readonly WorkOrder[]): Promise<{ known: Set<string>; nthOf: (order: WorkOrder) => number }> {
  const held = await lookingFurther(db, 'own-entry', tx => listOrders(tx, officer, orders.map(({ number }) => number)))
  const counted = new Map<string, number>()
  const keyIn = (county: number, number: string) => `${county} ${number}`
  for (const { countyCode, number } of held) counted.set(keyIn(countyCode, number), (counted.get(keyIn(countyCode, number)) ?? 0) + 1)
  return { known: new Set(held.flatMap(({ number, isTold }) => (isTold ? [number] : []))), nthOf: ({ number, form }) => (counted.get(keyIn(countyOf(form.villageCode), number)) ?? 0) + 1 }
}

/** The villages of a reach, and what the places of the whole city are called: a hotline exports by city. */
async function placesOf(db: Db, reach: DivisionRange): Promise<KnownPlaces> {
  const divisions = await listPlaces(db, rangeOf(cityOf(reach.low)))
  const names = (of: string) => new Map(divisions.filter(({ level }) => level === of).map(({ code, name }) => [code, name]))
  return { villages: divisions.filter(({ level, code }) => level === 'village' && isWithin(code, reach)), townships: names('township'), counties: names('county') }
}

function unnamed(order: WorkOrder): WorkOrder {
  const { person: _, ...matter } = order
  return matter
}

/**
 * Takes a file over: every work order that can be taken and is not here yet becomes a case, or none does. `sha256` names the file whose preview the
 * officer saw, `leaveOut` how many of its rows he agreed to leave out: where there are others now, nothing is taken. The hotline's own clock is kept beside; ours begins today, when it reached us.
 */
export async function importHotline(context: Context, officer: Officer, given: { readonly bytes: Buffer; readonly sha256: string; readonly leaveOut: number }, asked: Asked): Promise<Outcome<Imported & { readonly receipts: readonly HotlineReceipt[] }, HotlineRefusal>> {
  const read = await readHotline(context, officer, given.bytes)
  if (!read.ok) return read
  if ('file' in read.value) return refuse({ code: 'hotline-blocked' })
  const reading = read.value
  if (reading.sha256 !== given.sha256) return refuse({ code: 'upload-changed' })
  if (reading.orders.length === 0 || reading.leftOut.length !== given.leaveOut) return refuse({ code: 'hotline-blocked' })
  const taken = await once(context, asked, inner => inTransaction(inner.db, async (tx): Promise<Outcome<Imported, HotlineRefusal>> => {
    const inside = { ...inner, db: tx as Db }
    for (const county of countiesOf(reading.orders)) await lockHotline(tx, county)
    const { known, nthOf } = await holdersOf(inside.db, officer, reading.orders)
    const fresh = reading.orders.filter(({ number }) => !known.has(number))
    if (fresh.length === 0) return refuse({ code: 'hotline-nothing-new' })
    const importId = randomUUID()
    await insertHotlineImport(tx, {
      id: importId, countyCode: officer.reach.low, officerId: officer.id, unitId: officer.unitId, at: new Date(inner.clock.now()), fileSha256: Buffer.from(reading.sha256, 'hex'), filed: fresh.length, known: known.size,
    })
    for (const order of fresh) await fileOrder(inside, officer, order, { importId, key: asked.key, nth: nthOf(order) })
    return done({ importId, filed: fresh.length, known: known.size })
  }))
  return taken.ok ? done({ ...taken.value.value, receipts: await receiptsOf(context, officer, taken.value.value.importId, asked.key) }) : taken
}

/** In order, so that two desks that take each other's counties over do not wait for each other. */
function countiesOf(orders: readonly WorkOrder[]): number[] {
  return [...new Set(orders.map(({ form }) => countyOf(form.villageCode)))].toSorted((a, b) => a - b)
}

async function fileOrder(context: Context, officer: Officer, { number, calledOn, dueOn, form, person }: WorkOrder, { importId, key, nth }: { readonly importId: string; readonly key: string; readonly nth: number }): Promise<void> {
  const intake = { officerId: officer.id, unitId: officer.unitId, channelNumber: number, receivedOn: calledOn, dueOn: dueOn ?? null, importId, nth }
  const filed = await fileComplaint(context, { ...form, ...(person && { person }), channel: 'hotline', intake, photos: [], idempotencyKey: orderKey(officer, key, number) })
  // What the form cannot know was checked before; a refusal now is ours, and takes back the whole file.
  if (!filed.ok) throw new Error('a checked work order was refused: ' + filed.refusal.code)
}

async function receiptsOf(context: Context, officer: Officer, importId: string, key: string): Promise<HotlineReceipt[]> {
  // The cases of a city's file lie on the desks of its counties.
  return (await lookingFurther(context.db, 'own-entry', tx => listImported(tx, importId))).map(({ caseId, channelNumber }) => ({
    number: channelNumber!, caseId, receiptCode: receiptCodeFor(context.secrets.receiptPepper, orderKey(officer, key, channelNumber!)),
  }))
}

function orderKey(officer: Officer, key: string, number: string): string {
  return keyOf('order', officer, `${key} ${number}`)
}
