import { sql } from 'kysely'
import type { Officer } from '#rules/policy/officer.ts'
import { isCountedFor } from './case-visibility.ts'
import type { Db } from './database.ts'

/** How often the same matter comes: the figures of one reach. */
export type RepeatFigures = {
  /** Cases, the parts of a divided one counted once. */
  readonly complaints: number
  /** What they are about: a leading case with all that joined it is one. */
  readonly matters: number
  readonly shared: number
  readonly most: number
  readonly closed: number
  readonly repeated: number
}

/** A matter that comes again within this many days after it was closed has not been solved. */
const repeatDays = 90

/**
 * Counts matters and repeats in an officer's reach. A closed matter is repeated when a new case was found to be about it, or when its own
 * complainant had it reopened, within 90 days. Cases that the officer must not know of are in no figure.
 */
export async function countRepeats(db: Db, officer: Officer): Promise<RepeatFigures> {
  const { low, high } = officer.reach
  const { rows } = await sql<RepeatFigures>`
    with counted as (
      select id, coalesce(merged_into, id) as matter, received_on from case_file
      where village_code between ${low}::bigint and ${high}::bigint and split_from is null and ${isCountedFor(officer)}
    ), matters as (
      select matter, count(*)::int as complaints from counted group by matter
    ), closing as (
      select counted.matter, event.case_id, event.day from counted join case_event as event on event.case_id = counted.id where event.action = 'close'
    ), said as (
      select distinct on (least(case_id, other_id), greatest(case_id, other_id)) case_id, other_id, verdict from likeness_verdict
      order by least(case_id, other_id), greatest(case_id, other_id), seq desc
    ), repeated as (
      select closing.matter from closing join said on said.other_id = closing.case_id and said.verdict = 'again' join counted as again on again.id = said.case_id
      where again.received_on between closing.day and closing.day + ${repeatDays}::int
      union
      select closing.matter from closing join case_event as reopened on reopened.case_id = closing.case_id and reopened.action = 'reopen'
      where reopened.day between closing.day and closing.day + ${repeatDays}::int
    )
    select (select count(*)::int from counted) as complaints, count(*)::int as matters, (count(*) filter (where complaints > 1))::int as shared, coalesce(max(complaints), 0) as most,
      (select count(distinct matter)::int from closing) as closed, (select count(*)::int from repeated) as repeated
    from matters`.execute(db)
  return rows[0]!
}
