import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { DutyKind, DutyRule } from '#rules/duties/duty-calendar.ts'
import { compiler, prepare, type PublicReader } from './public-prepared.ts'

/** One duty of a village as everybody may know it. */
export type PublicDuty = {
  readonly itemSlug: string
  readonly period: string
  readonly periodEnd: PlainDate
  readonly kind: DutyKind
  readonly rule: DutyRule
  readonly dueOn: PlainDate | null
  readonly publishedOn: PlainDate | null
  readonly disclosureId: string | null
  readonly nilOn: PlainDate | null
  readonly nilApprovedBy: string | null
}

const published = sql`(select first_published_at, id from pub.disclosure as record where record.village_code = duty.village_code and record.item_slug = duty.item_slug
  and record.period_start = duty.period_start and record.period = duty.period and record.withdrawn_at is null order by first_published_at limit 1)`

const duties = prepare<{ county: number; village: number; from: string; to: string }>()('village_duties', given =>
  compiler.selectFrom('pub.duty as duty')
    .leftJoinLateral(sql<{ firstPublishedAt: Date; id: string }>`${published}`.as('record'), join => join.onTrue())
    .leftJoin('pub.nilPublication as nil', join => join.onRef('nil.countyCode', '=', 'duty.countyCode').onRef('nil.villageCode', '=', 'duty.villageCode')
      .onRef('nil.itemSlug', '=', 'duty.itemSlug').onRef('nil.period', '=', 'duty.period'))
    .select(['duty.itemSlug', 'duty.period', 'duty.periodEnd', 'duty.kind', 'duty.rule', 'duty.dueOn',
      sql<string>`(record.first_published_at at time zone 'Asia/Shanghai')::date`.as('publishedOn'), 'record.id as disclosureId',
      sql<string>`(nil.published_at at time zone 'Asia/Shanghai')::date`.as('nilOn'), 'nil.approvedBy as nilApprovedBy'])
    .where('duty.countyCode', '=', given.county).where('duty.villageCode', '=', given.village).where('duty.dueOn', '>=', given.from).where('duty.dueOn', '<=', given.to)
    .orderBy('duty.dueOn', 'desc').orderBy('duty.itemSlug').limit(2000))

/** The duties of a village that fall due within some days, the latest first. */
export async function listPublicDuties(reader: PublicReader, village: number, from: PlainDate, to: PlainDate): Promise<PublicDuty[]> {
  return await duties.run(reader, { county: village - village % 1_000_000, village, from, to }) as unknown as PublicDuty[]
}
