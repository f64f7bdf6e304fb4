import { sql } from 'kysely'
import type { Tx } from './database.ts'

/** Tells every process, once the transaction is committed, that a village has published. */
export async function notifyPublished(tx: Tx, villageCode: number): Promise<void> {
  await sql`select pg_notify('ydt_published', ${String(villageCode)})`.execute(tx)
}
