import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'

/** A row that pays somebody, and the keyed hash under which that somebody finds it. */
export type PayeeKey = { readonly seq: number; readonly key: Buffer }
export type PayeeRow = { readonly disclosureId: string; readonly version: number; readonly seq: number }

export async function insertPayeeKeys(tx: Tx, of: { countyCode: number; disclosureId: string; version: number }, payees: readonly PayeeKey[]): Promise<void> {
  if (payees.length === 0) return
  const part = JSON.stringify(payees.map(({ seq, key }) => [seq, key.toString('hex')]))
  await sql`
    insert into payee_key (county_code, disclosure_id, version, seq, key)
    select ${of.countyCode}::bigint, ${of.disclosureId}::uuid, ${of.version}::int, (part ->> 0)::int, decode(part ->> 1, 'hex')
    from jsonb_array_elements(${part}::jsonb) as part`.execute(tx)
}

/** Rows of the newest versions under one of these keys, the newest period first. */
export function listRowsOfPayee(db: Db | Tx, keys: readonly Buffer[], most: number): Promise<PayeeRow[]> {
  return db.selectFrom('payeeKey as payee')
    .innerJoin('pub.disclosure as record', join => join.onRef('record.countyCode', '=', 'payee.countyCode').onRef('record.id', '=', 'payee.disclosureId').onRef('record.currentVersion', '=', 'payee.version'))
    .select(['payee.disclosureId', 'payee.version', 'payee.seq']).where('payee.key', 'in', keys)
    .orderBy('record.periodStart', 'desc').orderBy('payee.disclosureId').orderBy('payee.seq').limit(most).execute()
}

/** Keeps that a payment was received, once. */
export async function insertReceived(db: Db | Tx, row: PayeeRow, once: Buffer, at: Date): Promise<void> {
  await db.insertInto('payeeConfirmation').values({ ...row, once, at }).onConflict(conflict => conflict.doNothing()).execute()
}

/** Which of these once-words have been kept. */
export async function listReceived(db: Db, onces: readonly Buffer[]): Promise<Set<string>> {
  if (onces.length === 0) return new Set()
  const rows = await db.selectFrom('payeeConfirmation').select('once').where('once', 'in', [...onces]).execute()
  return new Set(rows.map(row => row.once.toString('hex')))
}
