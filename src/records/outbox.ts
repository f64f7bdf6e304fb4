import { sql } from 'kysely'
import type { Tx } from './database.ts'

/** Takes up to `most` waiting messages for this transaction; another worker passes over them. */
export function takeWaiting(tx: Tx, now: Date, most: number) {
  return tx.selectFrom('outbox').select(['id', 'topic', 'payload', 'attempts']).where('deliveredAt', 'is', null).where('nextTryAt', '<=', now)
    .orderBy('nextTryAt').limit(most).forUpdate().skipLocked().execute()
}

export async function markDelivered(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('outbox').set({ deliveredAt: now, attempts: sql`attempts + 1` }).where('id', '=', id).execute()
}

/** Puts a notice on the desk of a unit. */
export async function insertNotice(tx: Tx, { details, ...notice }: { id: string; unitId: string; caseId?: string; topic: string; details?: object; at: Date }): Promise<void> {
  await tx.insertInto('officerNotice').values({ ...notice, ...(details && { details: JSON.stringify(details) }) }).onConflict(there => there.column('id').doNothing()).execute()
}

/** The desks of a place that sort complaints. */
export async function listTriageUnits(tx: Tx, placeCode: number): Promise<string[]> {
  const rows = await tx.selectFrom('unit').select('id').where('divisionCode', '=', placeCode).where('kind', '=', 'discipline').where('endedOn', 'is', null).orderBy('id').execute()
  return rows.map(row => row.id)
}
