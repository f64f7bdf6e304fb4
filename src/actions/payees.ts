import { timingSafeEqual } from 'node:crypto'
import type { FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import { comparableName, lastSixOf, payeeFieldsOf } from '#rules/payees/payee.ts'
import { firstMark, hmac, hmacs, keptMark, marksOf } from '#platform/crypto/key-ring.ts'
import { insertReceived, listReceived, listRowsOfPayee, type PayeeKey, type PayeeRow } from '#records/payees.ts'
import type { Context } from './context.ts'

/** More payments in one name in one village than anybody has. */
const mostRows = 200
const ticketMinutes = 30

/** The key by which a payee finds the own rows; they are kept by a mark of it. Whoever reads the table cannot try names against it: the secret lies outside the database. */
export function payeeKeyOf(context: Context, villageCode: number, name: string, lastSix: string): Buffer {
  return firstMark(context.secrets.payeeKey, JSON.stringify(['payee', villageCode, comparableName(name), lastSix]))
}

/** Keys for rows, of which `before` stand above them, whose file names a person and an identity number; others cannot be found. */
export function* payeesOf(context: Context, villageCode: number, schema: FieldSchema, rows: readonly Values[], before: number): Generator<PayeeKey> {
  const fields = payeeFieldsOf(schema)
  if (!fields) return
  for (const [index, row] of rows.entries()) {
    const [name, lastSix] = [row[fields.name.key], lastSixOf(String(row[fields.idNo.key] ?? ''))]
    if (typeof name === 'string' && lastSix !== undefined) yield { seq: before + index + 1, key: keptMark(context.secrets.payeeKey, payeeKeyOf(context, villageCode, name, lastSix)) }
  }
}

/** Rows under a key, and which of them its holder has said to have received. Finding none takes the same way as finding some. */
export async function findOwnRows(context: Context, key: Buffer): Promise<{ readonly rows: PayeeRow[]; readonly isReceived: (row: PayeeRow) => boolean }> {
  const rows = await listRowsOfPayee(context.db, marksOf(context.secrets.payeeKey, key), mostRows)
  const received = await listReceived(context.db, rows.flatMap(row => oncesOf(context, key, row)))
  return { rows, isReceived: row => oncesOf(context, key, row).some(once => received.has(once.toString('hex'))) }
}

/** Keeps that the holder of a key received a payment; nothing for a row that is not the own. */
export async function confirmReceived(context: Context, key: Buffer, asked: PayeeRow): Promise<boolean> {
  const { rows, isReceived } = await findOwnRows(context, key)
  const own = rows.find(row => row.disclosureId === asked.disclosureId && row.version === asked.version && row.seq === asked.seq)
  if (!own) return false
  if (!isReceived(own)) await insertReceived(context.db, own, oncesOf(context, key, own)[0]!, new Date(context.clock.now()))
  return true
}

// It differs from row to row, so that two confirmations cannot be seen to come from one person.
function oncesOf({ secrets }: Context, key: Buffer, row: PayeeRow): Buffer[] {
  return marksOf(secrets.payeeKey, firstMark(secrets.payeeKey, JSON.stringify(['received', key.toString('hex'), row.disclosureId, row.version, row.seq])))
}

/** Stands in the page in place of name and number, for half an hour. */
export function ticketFor(context: Context, villageCode: number, key: Buffer): string {
  const until = context.clock.now() + ticketMinutes * 60_000
  return `${key.toString('hex')}.${until}.${signatures(context, villageCode, key.toString('hex'), until)[0]!}`
}

/** The key of a ticket that is ours, of this village and not too old. */
export function keyOfTicket(context: Context, villageCode: number, ticket: string): Buffer | undefined {
  const [, key, until, signed] = /^([0-9a-f]{64})\.(\d{10,16})\.([\w-]{22})$/.exec(ticket) ?? []
  if (key === undefined || until === undefined || signed === undefined || Number(until) < context.clock.now()) return undefined
  const isOurs = signatures(context, villageCode, key, Number(until)).some(expected => timingSafeEqual(Buffer.from(signed), Buffer.from(expected)))
  return isOurs ? Buffer.from(key, 'hex') : undefined
}

function signatures(context: Context, villageCode: number, key: string, until: number): string[] {
  return hmacs(context.secrets.formKey, JSON.stringify(['mine', villageCode, key, until])).map(made => made.toString('base64url').slice(0, 22))
}

/** The word under which tries with one name in one village are counted, whoever makes them. */
export function nameBucket(context: Context, villageCode: number, name: string): string {
  return hmac(context.secrets.sourceKey, JSON.stringify(['payee name', villageCode, comparableName(name)])).toString('base64url').slice(0, 16)
}
