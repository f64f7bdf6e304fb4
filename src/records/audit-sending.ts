import { sql } from 'kysely'
import { auditColumns, type AuditRow } from './audit.ts'
import type { Db } from './database.ts'

/** Through which entry the audit was handed over, and how many entries that are. */
export type Sent = { readonly throughId: number; readonly entries: number }

/** As ydt_audit. */
export function getSent(reader: Db): Promise<Sent> {
  return reader.selectFrom('audit.sent').select(['throughId', 'entries']).executeTakeFirstOrThrow()
}

/** Moves on, unless another process did so meanwhile. */
export async function moveSent(reader: Db, from: Sent, to: Sent, movedAt: Date): Promise<boolean> {
  const { numUpdatedRows } = await reader.updateTable('audit.sent').set({ ...to, movedAt }).where('throughId', '=', from.throughId).executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Entries that were not handed over, the oldest first. */
export function listUnsent(reader: Db, { throughId: after }: Sent, through: number, limit: number): Promise<AuditRow[]> {
  return reader.selectFrom('audit.entry').select(auditColumns).where('id', '>', after).where('id', '<=', through).orderBy('id').limit(limit).execute()
}

const writing = sql<boolean>`locktype = 'relation' and mode = 'RowExclusiveLock' and relation = 'audit.entry'::regclass and database = (select oid from pg_database where datname = current_database())`

/**
 * The last entry there is, and the transactions that may still show an earlier one. An entry has its number before its transaction ends, so a later one can be seen first; but whoever writes holds
 * his lock on the table from before he gets the number until he ends. So once these writers are gone, nothing up to that entry is missing any more. The locks are looked at after the entries: one statement sees them in this order.
 */
export async function findLast(reader: Db): Promise<{ readonly id: number; readonly writers: readonly string[] }> {
  const { rows } = await sql<{ id: number; writers: string[] }>`
    select coalesce((select max(id) from audit.entry), 0) as id, array(select virtualtransaction from pg_locks where ${writing}) as writers`.execute(reader)
  return rows[0]!
}

/** Whether one of these transactions still runs. */
export async function isOneWriting(reader: Db, writers: readonly string[]): Promise<boolean> {
  if (writers.length === 0) return false
  const { rows } = await sql<{ is: boolean }>`select exists (select from pg_locks where ${writing} and virtualtransaction = any(${writers}::text[])) as is`.execute(reader)
  return rows[0]!.is
}

/** How many entries were handed over, and when the first happened that was not. */
export async function findUnsent(reader: Db): Promise<{ readonly sent: number; readonly since: Date | null }> {
  return reader.selectFrom('audit.sent as read').select(read => [
    'read.entries as sent', read.selectFrom('audit.entry as entry').select('entry.at').whereRef('entry.id', '>', 'read.throughId').orderBy('entry.id').limit(1).as('since'),
  ]).executeTakeFirstOrThrow()
}
