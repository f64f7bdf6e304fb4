import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CaseEvent } from '#rules/cases/events.ts'
import { anyOf, type Tx } from './database.ts'

/** Locks cases until the transaction ends, passing over those that somebody else is moving. */
export async function lockCases(tx: Tx, ids: readonly string[]): Promise<{ id: string; countyCode: number }[]> {
  if (ids.length === 0) return []
  return tx.selectFrom('caseFile').select(['id', 'countyCode']).where('id', '=', anyOf(ids)).orderBy('id').forUpdate().skipLocked().execute()
}

/** The wrapped key of each case and the leaf of its newest event. */
export async function listLedgerStates(tx: Tx, ids: readonly string[]): Promise<Map<string, { wrappedKey: Buffer; previousLeaf: Buffer }>> {
  const rows = await tx.selectFrom('caseFile').innerJoin('caseSecret', 'caseSecret.caseId', 'caseFile.id')
    .innerJoin('caseEvent', join => join.onRef('caseEvent.caseId', '=', 'caseFile.id').onRef('caseEvent.seq', '=', 'caseFile.eventCount'))
    .innerJoin('logQueue', 'logQueue.id', 'caseEvent.logQueueId').select(['caseFile.id', 'caseSecret.wrappedKey', 'logQueue.leaf']).where('caseFile.id', '=', anyOf(ids)).execute()
  return new Map(rows.map(row => [row.id, { wrappedKey: row.wrappedKey, previousLeaf: row.leaf }]))
}

/** Something that happened to a case by itself, with its leaf. */
export type SystemEvent = { readonly caseId: string; readonly event: CaseEvent; readonly leaf: Buffer }

/** Appends events of the system to many cases, each with its leaf, in one statement. */
export async function appendSystemEvents(tx: Tx, happened: readonly SystemEvent[]): Promise<void> {
  const rows = happened.map(({ caseId, event, leaf }, n) => ({ n, case_id: caseId, seq: event.seq, action: event.action, details: event.details ?? {}, day: event.day, at: event.at, leaf: leaf.toString('hex') }))
  await sql`
    with given as (
      select n, case_id, seq, action, details, day, at, decode(leaf, 'hex') as leaf
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (n int, case_id uuid, seq int, action text, details jsonb, day date, at timestamptz, leaf text)
    ), leaves as (insert into log_queue (log, leaf, queued_at) select 'case', leaf, at from given order by n returning id, leaf)
    insert into case_event (case_id, seq, action, by_kind, details, day, at, log_queue_id)
    select case_id, seq, action, 'system', details, day, at, leaves.id from given join leaves on leaves.leaf = given.leaf order by n`.execute(tx)
}

/** What of the cached columns such events change: they leave state, step and promise as they are. */
export async function updateSweptColumns(tx: Tx, cases: readonly { readonly id: string; readonly eventCount: number; readonly nextSweepOn: PlainDate | null }[]): Promise<void> {
  await sql`
    update case_file set event_count = swept."eventCount", next_sweep_on = swept."nextSweepOn"
    from jsonb_to_recordset(${JSON.stringify(cases)}::jsonb) as swept (id uuid, "eventCount" int, "nextSweepOn" date) where case_file.id = swept.id`.execute(tx)
}
