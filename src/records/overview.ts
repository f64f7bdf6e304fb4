import { sql, type SqlBool } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { answeredStates, endedStates } from '#rules/cases/states.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { lightDueSql } from './case-steps.ts'
import { isCountedFor } from './case-visibility.ts'
import type { Db } from './database.ts'

/** The figures of one village. Every share is made of these, as numerator and denominator. */
export type VillageFigures = {
  readonly code: number
  readonly name: string
  readonly townshipCode: number
  readonly townshipName: string
  readonly owesDisclosure: boolean
  readonly published: number
  readonly lastPublishedAt: Date | null
  readonly openCases: number
  readonly overdueCases: number
  readonly answeredCases: number
  readonly answeredInTime: number
  readonly rated: number
  /** Of ratings in published batches only: nobody may watch a figure move on the day of a rating. */
  readonly publishedRatings: number
  readonly satisfied: number
}

/**
 * Figures of the villages in an officer's reach, in the order of their codes. Above the county only figures are seen, never cases; and a
 * case that names the officer is in no figure, or its existence would show as the difference to the list.
 */
export async function listVillageFigures(db: Db, officer: Officer, today: PlainDate): Promise<VillageFigures[]> {
  const { low, high } = officer.reach
  const isWithin = sql<SqlBool>`(village_code between ${low}::bigint and ${high}::bigint and ${isCountedFor(officer)})`
  const lightDue = lightDueSql()
  const { rows } = await sql<VillageFigures>`
    with published as (
      select village_code, count(*)::int as n, max(published_at) as last from pub.disclosure where withdrawn_at is null and village_code between ${low}::bigint and ${high}::bigint group by village_code
    ), passed as (
      select case_id, min(day) as day from case_event where action in ('passReview', 'answerTogether') group by case_id
    ), raised as (
      select case_file.village_code,
        (count(*) filter (where not is_answered and not is_ended))::int as open,
        (count(*) filter (where ${lightDue} < ${today}::date))::int as overdue,
        (count(*) filter (where is_answered))::int as answered,
        (count(*) filter (where is_answered and passed.day <= case when due_reason = 'redo' then original_due_on else due_on end))::int as in_time,
        (count(rating) filter (where is_answered))::int as rated,
        coalesce(sum(judged.published), 0)::int as published, coalesce(sum(judged.satisfied), 0)::int as satisfied
      from case_file cross join lateral (select state in (${sql.join([...answeredStates])}) as is_answered, state in (${sql.join([...endedStates])}) as is_ended) as standing left join passed on passed.case_id = case_file.id
        cross join lateral (select count(*) as published, count(*) filter (where grade in ('verySatisfied', 'satisfied', 'basicallySatisfied')) as satisfied
          from case_rating join rating_batch_entry using (case_id, seq) where case_rating.case_id = case_file.id) as judged
      where ${isWithin}
      group by case_file.village_code
    )
    select village.code, village.name, village.code - village.code % 1000 as township_code, coalesce(township.name, '') as township_name,
      not village.is_virtual and village.valid_to is null as owes_disclosure,
      coalesce(published.n, 0) as published, published.last as last_published_at,
      coalesce(raised.open, 0) as open_cases, coalesce(raised.overdue, 0) as overdue_cases, coalesce(raised.answered, 0) as answered_cases,
      coalesce(raised.in_time, 0) as answered_in_time, coalesce(raised.rated, 0) as rated, coalesce(raised.published, 0) as published_ratings, coalesce(raised.satisfied, 0) as satisfied
    from pub.division as village
    left join pub.division as township on township.code = village.code - village.code % 1000
    left join published on published.village_code = village.code left join raised on raised.village_code = village.code
    where village.level = 'village' and village.code between ${low}::bigint and ${high}::bigint
      and ((not village.is_virtual and village.valid_to is null) or published.n is not null or raised.village_code is not null)
    order by village.code`.execute(db)
  return rows
}
