import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'

/** Holds every other request with this key until the transaction ends. */
export async function lockKey(tx: Tx, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx)
}

/** What an earlier request with this key came to, and the hash of its body. */
export async function findAnswer(db: Db | Tx, key: string): Promise<{ bodyHash: Buffer; answer: unknown } | undefined> {
  return db.selectFrom('idempotencyKey').select(['bodyHash', 'answer']).where('key', '=', key).executeTakeFirst()
}

/** Remembers what a request came to, in the transaction that did it. */
export async function keepAnswer(tx: Tx, kept: { key: string; bodyHash: Buffer; answer: object; at: Date }): Promise<void> {
  await tx.insertInto('idempotencyKey').values({ ...kept, answer: JSON.stringify(kept.answer) }).execute()
}
