import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CountedDay } from '#rules/cases/counted-days.ts'
import { answerOwedStates } from '#rules/cases/states.ts'
import type { Db, Tx } from './database.ts'

/** Before the first case there can be: where a keyset begins. */
export const beforeAllCases = '00000000-0000-0000-0000-000000000000'

/** Cases of all counties with which something happens by itself on or before this day, page by page by keyset. Reads only those that are watched, by a partial index that a night leaves as it is. */
export async function listToSweep(db: Db, asOf: PlainDate, after: string, most: number): Promise<string[]> {
  const rows = await db.selectFrom('caseFile').select('id').where('isWatched', '=', true).where('nextSweepOn', '<=', asOf).where('id', '>', after).orderBy('id').limit(most).execute()
  return rows.map(row => row.id)
}

/** One promise that running cases share: counted from the same day, the same number of days, with the same result. */
export type SharedPromise = { readonly from: PlainDate; readonly days: number; readonly dueOn: PlainDate; readonly provisional: boolean }

/** Every promise that stands, once: thousands of cases share a few hundred. */
export async function listPromises(db: Db): Promise<SharedPromise[]> {
  const { rows } = await sql<SharedPromise>`
    select distinct due_from as "from", due_days as days, due_on, due_is_provisional as provisional from case_file
    where state in (${sql.join(answerOwedStates.map(state => sql.lit(state)))}) and due_from is not null and due_on is not null order by 1, 2`.execute(db)
  return rows
}

/** The running cases with this promise, page by page by keyset. */
export async function listWithPromise(db: Db, promise: SharedPromise, after: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from case_file where state in (${sql.join(answerOwedStates.map(state => sql.lit(state)))})
      and (due_from, due_days, due_on, due_is_provisional) = (${promise.from}::date, ${promise.days}::int, ${promise.dueOn}::date, ${promise.provisional}::boolean)
      and id > ${after}::uuid order by id limit ${most}`.execute(db)
  return rows.map(row => row.id)
}

/** Days of running cases that are told, each once: thousands of cases share a few hundred. */
export async function listToldDays(db: Db): Promise<CountedDay[]> {
  const { rows } = await sql<{ told: CountedDay }>`select distinct told from case_file, jsonb_array_elements(counted_days) as told order by 1`.execute(db)
  return rows.map(row => row.told)
}

/** The cases in which one of these days is told, page by page by keyset. */
export async function listWithDays(db: Db, days: readonly CountedDay[], after: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from case_file where id > ${after}::uuid
      and exists (select from jsonb_array_elements(counted_days) as told where told in (select sought from jsonb_array_elements(${JSON.stringify(days)}::jsonb) as sought))
    order by id limit ${most}`.execute(db)
  return rows.map(row => row.id)
}

/** The cases whose days nobody has worked out yet, page by page by keyset: those from before days were told. */
export async function listUncounted(db: Db, after: string, most: number): Promise<string[]> {
  const rows = await db.selectFrom('caseFile').select('id').where('countedDays', 'is', null).where('id', '>', after).orderBy('id').limit(most).execute()
  return rows.map(row => row.id)
}

/** The days of a case as they are told; null when nobody has worked them out yet. */
export async function getCountedDays(tx: Tx, id: string): Promise<readonly CountedDay[] | null> {
  const { countedDays } = await tx.selectFrom('caseFile').select('countedDays').where('id', '=', id).executeTakeFirstOrThrow()
  return countedDays as CountedDay[] | null
}
