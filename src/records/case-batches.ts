import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CountedDay } from '#rules/cases/counted-days.ts'
import type { CaseEvent } from '#rules/cases/events.ts'
import { anyOf, type Tx } from './database.ts'

/** Locks cases until the transaction ends, passing over those that somebody else is moving. */
export async function lockCases(tx: Tx, ids: readonly string[]): Promise<{ id: string; countyCode: number; countedDays: readonly CountedDay[] | null }[]> {
  if (ids.length === 0) return []
  return tx.selectFrom('caseFile').select(['id', 'countyCode', 'countedDays']).where('id', '=', anyOf(ids)).orderBy('id').forUpdate().skipLocked().execute() as Promise<{ id: string; countyCode: number; countedDays: CountedDay[] | null }[]>
}

/** The wrapped key of each case. */
export async function listWrappedKeys(tx: Tx, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const rows = await tx.selectFrom('caseSecret').select(['caseId', 'wrappedKey']).where('caseId', '=', anyOf(ids)).execute()
  return new Map(rows.map(row => [row.caseId, row.wrappedKey]))
}

/** The leaf of the newest event of each case: looked up by its number, as many as there are cases. */
export async function listNewestLeaves(tx: Tx, newest: readonly { readonly caseId: string; readonly seq: number }[]): Promise<Map<string, Buffer>> {
  const { rows } = await sql<{ caseId: string; leaf: Buffer }>`
    select case_event.case_id, log_queue.leaf from unnest(${newest.map(event => event.caseId)}::uuid[], ${newest.map(event => event.seq)}::int[]) as newest (case_id, seq)
    join case_event using (case_id, seq) join log_queue on log_queue.id = case_event.log_queue_id`.execute(tx)
  return new Map(rows.map(row => [row.caseId, row.leaf]))
}

/** Something that happened to a case by itself, with its leaf. */
export type SystemEvent = { readonly caseId: string; readonly event: CaseEvent; readonly leaf: Buffer }

/** Appends events of the system to many cases, each with its leaf, in one statement. */
export async function appendSystemEvents(tx: Tx, happened: readonly SystemEvent[]): Promise<void> {
  const of = <Value>(value: (each: SystemEvent) => Value) => happened.map(value)
  await sql`
    with given as materialized (
      select * from unnest(${of(each => each.caseId)}::uuid[], ${of(each => each.event.seq)}::int[], ${of(each => each.event.action)}::text[], ${of(each => JSON.stringify(each.event.details ?? {}))}::text[],
        ${of(each => each.event.day)}::date[], ${of(each => each.event.at)}::timestamptz[], ${of(each => each.leaf)}::bytea[]) with ordinality as given (case_id, seq, action, details, day, at, leaf, n)
    ), leaves as (insert into log_queue (log, leaf, queued_at) select 'case', leaf, at from given order by n returning id, leaf)
    insert into case_event (case_id, seq, action, by_kind, details, day, at, log_queue_id)
    select case_id, seq, action, 'system', details::jsonb, day, at, leaves.id from given join leaves on leaves.leaf = given.leaf order by n`.execute(tx)
}

/** What of the cached columns such events change: they leave state, step and promise as they are, and may bring a day to explain oneself by. */
export async function updateSweptColumns(tx: Tx, cases: readonly { readonly id: string; readonly eventCount: number; readonly nextSweepOn: PlainDate | null; readonly hasCard: boolean; readonly countedDays: string }[]): Promise<void> {
  const of = <Value>(value: (each: (typeof cases)[number]) => Value) => cases.map(value)
  await sql`
    update case_file set event_count = swept.event_count, next_sweep_on = swept.next_sweep_on, has_card = swept.has_card, counted_days = swept.counted_days::jsonb
    from unnest(${of(each => each.id)}::uuid[], ${of(each => each.eventCount)}::int[], ${of(each => each.nextSweepOn)}::date[], ${of(each => each.hasCard)}::boolean[], ${of(each => each.countedDays)}::text[]) as swept (id, event_count, next_sweep_on, has_card, counted_days) where case_file.id = swept.id`.execute(tx)
}
