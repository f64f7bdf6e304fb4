import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Db, Tx } from './database.ts'

/** Places by a range of codes, and duties by the days on which they fall due. */
export type DutySpan = { readonly low: number; readonly high: number; readonly from: PlainDate; readonly to: PlainDate }

/** Published ÷ owed of one village and item, over the duties that fall due in a span and are due by today, or done before. */
export type CoverageCell = { readonly villageCode: number; readonly itemSlug: string; readonly owed: number; readonly done: number; readonly late: number; readonly nil: number; readonly overdue: number }

/**
 * Duties with the days on which they were fulfilled; both sides are narrowed to the same places, so that the join reads no more than
 * they have. Says of many duties what `dutyStanding` says of one; test/agreement/duties holds the two together.
 */
const standing = (span: DutySpan, today: PlainDate) => sql`
  select duty.county_code, duty.village_code, duty.item_slug, extract(year from duty.due_on)::int as year,
    published.published_on is not null or nil.published_at is not null as is_done,
    coalesce(published.published_on, (nil.published_at at time zone 'Asia/Shanghai')::date) > duty.due_on as is_late,
    published.published_on is null and nil.published_at is not null as is_nil,
    published.published_on is null and nil.published_at is null and duty.due_on < ${today}::date as is_overdue
  from pub.duty
  left join (
    select village_code, item_slug, period, (min(first_published_at) at time zone 'Asia/Shanghai')::date as published_on
    from pub.disclosure where village_code between ${span.low}::bigint and ${span.high}::bigint and withdrawn_at is null group by village_code, item_slug, period
  ) as published on published.village_code = duty.village_code and published.item_slug = duty.item_slug and published.period = duty.period
  left join pub.nil_publication as nil on nil.county_code = duty.county_code and nil.village_code = duty.village_code and nil.item_slug = duty.item_slug and nil.period = duty.period
  where duty.village_code between ${span.low}::bigint and ${span.high}::bigint and duty.due_on between ${span.from}::date and ${span.to}::date`

const sums = sql`count(*) filter (where is_done or is_overdue)::int as owed, count(*) filter (where is_done)::int as done, count(*) filter (where is_done and is_late)::int as late,
  count(*) filter (where is_nil)::int as nil, count(*) filter (where is_overdue)::int as overdue`

/** The cells of a coverage matrix for a few villages. */
export async function listCoverage(db: Db, span: DutySpan, today: PlainDate): Promise<CoverageCell[]> {
  const { rows } = await sql<CoverageCell>`
    select village_code, item_slug, ${sums} from (${standing(span, today)}) as standing group by village_code, item_slug order by village_code, item_slug`.execute(db)
  return rows
}

export type Tally = { readonly villageCode: number; readonly year: number; readonly owed: number; readonly done: number; readonly late: number; readonly nil: number; readonly overdue: number }

/** Counts a year anew for the villages of a range of codes. One statement, so that nobody sees half of it. */
export async function countYear(tx: Tx, range: { low: number; high: number }, year: number, today: PlainDate): Promise<void> {
  const span = { ...range, from: `${year}-01-01` as PlainDate, to: `${year}-12-31` as PlainDate }
  await sql`
    insert into duty_tally (county_code, village_code, year, owed, done, late, nil, overdue, counted_on)
    select county_code, village_code, year, ${sums}, ${today}::date from (${standing(span, today)}) as standing group by county_code, village_code, year
    on conflict (county_code, village_code, year) do update set owed = excluded.owed, done = excluded.done, late = excluded.late, nil = excluded.nil, overdue = excluded.overdue, counted_on = excluded.counted_on`.execute(tx)
}

/** What the places below a range came to in a year, by the span of codes given (a township, a county), as last counted. */
export async function listTallies(db: Db, range: { low: number; high: number }, year: number, by: number): Promise<(Omit<Tally, 'villageCode' | 'year'> & { code: number; name: string; villages: number })[]> {
  const { rows } = await sql<Omit<Tally, 'villageCode' | 'year'> & { code: number; name: string; villages: number }>`
    select tally.code, coalesce(place.name, '') as name, villages, owed, done, late, nil, overdue from (
      select village_code - village_code % ${by}::bigint as code, count(*)::int as villages, sum(owed)::int as owed, sum(done)::int as done, sum(late)::int as late, sum(nil)::int as nil, sum(overdue)::int as overdue
      from duty_tally where village_code between ${range.low}::bigint and ${range.high}::bigint and year = ${year} group by 1
    ) as tally left join pub.division as place on place.code = tally.code order by tally.code`.execute(db)
  return rows
}

/** Years with duties of a village and how many of each are done: past years entered afterwards too. */
export async function listCompleteness(db: Db, village: { code: number; countyCode: number }, today: PlainDate): Promise<{ year: number; owed: number; done: number; isBackFill: boolean }[]> {
  const { rows } = await sql<{ year: number; owed: number; done: number; isBackFill: boolean }>`
    select extract(year from duty.period_start)::int as year, count(*)::int as owed, bool_and(duty.kind = 'back-fill') as is_back_fill,
      count(*) filter (where exists (select 1 from pub.disclosure as record where record.village_code = duty.village_code and record.item_slug = duty.item_slug and record.period_start = duty.period_start and record.period = duty.period and record.withdrawn_at is null)
        or exists (select 1 from pub.nil_publication as nil where (nil.county_code, nil.village_code, nil.item_slug, nil.period) = (duty.county_code, duty.village_code, duty.item_slug, duty.period)))::int as done
    from pub.duty where duty.county_code = ${village.countyCode}::bigint and duty.village_code = ${village.code}::bigint and (duty.due_on is null or duty.due_on <= ${today}::date)
    group by 1 order by 1 desc`.execute(db)
  return rows
}
