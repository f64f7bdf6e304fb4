import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { answerOwedStates } from '#rules/cases/states.ts'
import type { Db } from './database.ts'

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
