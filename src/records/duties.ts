import { sql, type RawBuilder } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { DutyException, DutyRule, NamedPeriod, Rhythm } from '#rules/duties/duty-calendar.ts'
import type { Db, Tx } from './database.ts'
import type { PublicDuty } from './public-duties.ts'

/** An item as one period of it is opened. */
export type OpeningItem = { readonly slug: string; readonly rule: DutyRule; readonly dueOn: PlainDate; readonly catalogueVersion: number }

/** For which counties a list of items holds: those named, or all but those named. */
export type Counties = { readonly only: readonly number[] } | { readonly except: readonly number[] }

function isOf(counties: Counties, column: RawBuilder<unknown>): RawBuilder<unknown> {
  return 'only' in counties ? sql`${column} = any(${[...counties.only]}::bigint[])` : sql`${column} <> all(${[...counties.except]}::bigint[])`
}

/** Annual items with a due day of their own. */
export async function listDutyExceptions(db: Db | Tx): Promise<Map<string, DutyException>> {
  const rows = await db.selectFrom('dutyException').select(['itemSlug', 'month', 'day']).execute()
  return new Map(rows.map(row => [row.itemSlug, { month: row.month, day: row.day }]))
}

/** The last period of a rhythm that any county has opened, by the day it begins; undefined before the first. */
export async function findLastOpened(db: Db | Tx, rhythm: Rhythm): Promise<string | undefined> {
  const { last } = await db.selectFrom('dutyOpening').select(sql<string | null>`max(opened_on)`.as('last')).where('cadence', '=', rhythm).executeTakeFirstOrThrow()
  return last ?? undefined
}

/**
 * Freezes what every village owes for one period, in one statement for all counties that have not opened it yet. Says in SQL what `owesOn`
 * of rules/duties/duty-calendar.ts says of one village; test/agreement/duties holds the two together. Returns how many duties.
 */
export async function openPeriod(tx: Tx, rhythm: Rhythm, period: NamedPeriod, items: readonly OpeningItem[], today: PlainDate, counties: Counties = { except: [] }): Promise<number> {
  const list = JSON.stringify(items.map(({ slug, rule, dueOn, catalogueVersion }) => ({ slug, rule, due_on: dueOn, catalogue_version: catalogueVersion })))
  const { rows } = await sql<{ duties: number }>`
    with county as (
      select distinct county_code as code from pub.division where level = 'village' and county_code is not null and ${isOf(counties, sql`county_code`)}
      except select county_code from duty_opening where cadence = ${rhythm} and period = ${period.text}
    ), opened as (
      insert into pub.duty (county_code, village_code, item_slug, period, period_start, period_end, kind, rule, due_on, catalogue_version, opened_on)
      select village.county_code, village.code, item.slug, ${period.text}, ${period.start}::date, ${period.end}::date, 'period', item.rule, item.due_on, item.catalogue_version, ${today}::date
      from pub.division as village
      join county on county.code = village.county_code
      cross join jsonb_to_recordset(${list}::jsonb) as item (slug text, rule text, due_on date, catalogue_version int)
      where village.level = 'village' and not village.is_virtual and village.valid_from <= ${period.start}::date and (village.valid_to is null or village.valid_to > ${period.start}::date)
      on conflict do nothing
      returning county_code
    ), noted as (
      insert into duty_opening (county_code, cadence, period, opened_on, duties)
      select county.code, ${rhythm}, ${period.text}, ${today}::date, count(opened.county_code)
      from county left join opened on opened.county_code = county.code group by county.code
      returning duties
    )
    select coalesce(sum(duties), 0)::int as duties from noted`.execute(tx)
  return rows[0]!.duties
}

/** Events are owed from the day somebody begins or publishes a record of one: drafts and records of event items that have no duty yet. */
export async function openEvents(tx: Tx, items: readonly { readonly slug: string; readonly catalogueVersion: number }[], days: number, since: PlainDate, today: PlainDate, counties: Counties = { except: [] }): Promise<void> {
  const list = JSON.stringify(items.map(({ slug, catalogueVersion }) => ({ slug, catalogue_version: catalogueVersion })))
  await sql`
    insert into pub.duty (county_code, village_code, item_slug, period, period_start, period_end, kind, rule, due_on, catalogue_version, opened_on)
    select distinct on (county_code, village_code, item_slug, period) county_code, village_code, item_slug, period, period_start, period_end, 'event', 'event', period_start + ${days}::int, item.catalogue_version, ${today}::date
    from (
      select county_code, village_code, item_slug, period, period_start, period_end from disclosure_draft where base_version = 0 and period_start >= ${since}::date
      union all select county_code, village_code, item_slug, period, period_start, period_end from pub.disclosure where period_start >= ${since}::date
    ) as event
    join jsonb_to_recordset(${list}::jsonb) as item (slug text, catalogue_version int) on item.slug = event.item_slug
    where ${isOf(counties, sql`event.county_code`)}
    on conflict do nothing`.execute(tx)
}

/** Writes down what the villages of a township have to enter afterwards for past periods. */
export async function openBackFill(tx: Tx, range: { low: number; high: number }, periods: readonly (NamedPeriod & { slug: string; catalogueVersion: number })[], today: PlainDate): Promise<number> {
  const list = JSON.stringify(periods.map(({ slug, text, start, end, catalogueVersion }) => ({ slug, period: text, period_start: start, period_end: end, catalogue_version: catalogueVersion })))
  const { numAffectedRows } = await sql`
    insert into pub.duty (county_code, village_code, item_slug, period, period_start, period_end, kind, rule, due_on, catalogue_version, opened_on)
    select village.county_code, village.code, past.slug, past.period, past.period_start, past.period_end, 'back-fill', 'back-fill', null, past.catalogue_version, ${today}::date
    from pub.division as village
    cross join jsonb_to_recordset(${list}::jsonb) as past (slug text, period text, period_start date, period_end date, catalogue_version int)
    where village.level = 'village' and not village.is_virtual and village.valid_to is null and village.code between ${range.low}::bigint and ${range.high}::bigint
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Past years a township has opened, and the first day for which its duties opened by themselves. */
export async function findBackFillState(db: Db | Tx, townshipCode: number, countyCode: number): Promise<{ years: number[]; firstPeriodStart: string | undefined }> {
  const years = await db.selectFrom('backFill').select('year').where('townshipCode', '=', townshipCode).orderBy('year', 'desc').execute()
  const first = await db.selectFrom('pub.duty').select(sql<string | null>`min(period_start)`.as('start')).where('countyCode', '=', countyCode).where('rule', '=', 'monthly').executeTakeFirstOrThrow()
  return { years: years.map(row => row.year), firstPeriodStart: first.start ?? undefined }
}

export async function noteBackFill(tx: Tx, year: { townshipCode: number; year: number; openedBy: string; openedAt: Date }): Promise<void> {
  await tx.insertInto('backFill').values(year).execute()
}

/** One duty with what became of it: what everybody may know of it, and what is under way at the desks. */
export type DutyRow = Omit<PublicDuty, 'nilApprovedBy'> & {
  readonly villageCode: number
  readonly periodStart: PlainDate
  readonly draftId: string | null
  readonly nilState: 'declared' | 'returned' | null
  /** Why a declaration came back. */
  readonly nilDecision: string | null
  readonly nameZh: string | null
  readonly nameEn: string | null
}

/** All duties of a village whose period ends on or after a day, with drafts and declarations under way: for its desks. */
export async function listVillageDuties(db: Db | Tx, village: { code: number; countyCode: number }, since: PlainDate): Promise<DutyRow[]> {
  const { rows } = await sql<DutyRow>`
    select duty.village_code, duty.item_slug, duty.period, duty.period_start, duty.period_end, duty.kind, duty.rule, duty.due_on,
      record.published_on, record.id as disclosure_id, (nil.published_at at time zone 'Asia/Shanghai')::date as nil_on,
      draft.id as draft_id, asked.state as nil_state, asked.decision as nil_decision, item.name_zh, item.name_en
    from pub.duty
    left join lateral (
      select id, (first_published_at at time zone 'Asia/Shanghai')::date as published_on from pub.disclosure
      where village_code = duty.village_code and item_slug = duty.item_slug and period_start = duty.period_start and period = duty.period and withdrawn_at is null order by first_published_at limit 1
    ) as record on true
    left join pub.nil_publication as nil on (nil.county_code, nil.village_code, nil.item_slug, nil.period) = (duty.county_code, duty.village_code, duty.item_slug, duty.period)
    left join lateral (
      select id from disclosure_draft where village_code = duty.village_code and state <> 'approved' and item_slug = duty.item_slug and period = duty.period and base_version = 0 limit 1
    ) as draft on true
    left join lateral (
      select state, decision from nil_declaration where village_code = duty.village_code and item_slug = duty.item_slug and period = duty.period and state <> 'published' order by declared_at desc limit 1
    ) as asked on true
    left join pub.catalogue_item as item on item.version = duty.catalogue_version and item.slug = duty.item_slug
    where duty.county_code = ${village.countyCode}::bigint and duty.village_code = ${village.code}::bigint and duty.period_end >= ${since}::date
    order by duty.due_on, item.seq, duty.item_slug, duty.period`.execute(db)
  return rows
}

/** Whether a village owes an item for a period. */
export function findDuty(db: Db | Tx, key: { countyCode: number; villageCode: number; itemSlug: string; period: string }) {
  return db.selectFrom('pub.duty').select(['periodStart', 'periodEnd', 'dueOn', 'kind']).where('countyCode', '=', key.countyCode)
    .where('villageCode', '=', key.villageCode).where('itemSlug', '=', key.itemSlug).where('period', '=', key.period).executeTakeFirst()
}
