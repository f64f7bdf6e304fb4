import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { supervisionTopics } from '#rules/cases/supervision-items.ts'
import type { UnitKind } from '#rules/policy/desks.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { isHeardOfBy, isVisibleTo } from './case-visibility.ts'
import type { Db, Tx } from './database.ts'

export type Notice = { readonly id: string; readonly topic: string; readonly at: Date; readonly readAt: Date | null; readonly caseId: string | null; readonly details: unknown }

/** The newest notices of an officer's unit, those put away for two weeks more. One about a case, or about a card or letter, that the officer may not see is not there. */
export async function listNotices(db: Db, officer: Officer, now: Date, most: number): Promise<Notice[]> {
  const { rows } = await sql<Notice>`
    select notice.id, notice.topic, notice.at, notice.read_at, (select id from case_file where case_file.id = notice.case_id and ${isVisibleTo(officer)}) as case_id, notice.details from officer_notice as notice
    where notice.unit_id = ${officer.unitId}::uuid
      and (notice.case_id is null or exists (select 1 from case_file where case_file.id = notice.case_id and ${isToldTo(officer, sql`notice.topic`)}))
      and (notice.read_at is null or notice.at > ${now}::timestamptz - interval '14 days')
    order by notice.read_at is not null, notice.case_id is not null, notice.at desc, notice.case_id, notice.topic, notice.details::text, notice.id limit ${most}`.execute(db)
  return rows
}

/** Marks a notice of the officer's unit as read; false where there is none such, or it is about a case that the officer may not see. */
export async function readNotice(tx: Tx, officer: Officer, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('officerNotice').set({ readAt: sql`coalesce(read_at, ${at})` }).where('id', '=', id).where('unitId', '=', officer.unitId)
    .where(sql<boolean>`(case_id is null or exists (select 1 from case_file where case_file.id = officer_notice.case_id and ${isToldTo(officer, sql`officer_notice.topic`)}))`).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A notice of a card or letter is for whoever may know of that; any other for whoever sees the case. */
function isToldTo(officer: Officer, topic: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(case when ${topic} = any(${[...supervisionTopics]}::text[]) then ${isHeardOfBy(officer)} else ${isVisibleTo(officer)} end)`
}

/** A desk that is told something: the unit of a kind that serves a place. */
export type Addressee = { readonly place: number; readonly kind: UnitKind }

/**
 * Writes a message for the desks of units into the outbox, to become a notice on each. `key` says what it is about: the same key again
 * tells nobody twice, however often a sweep runs.
 */
export async function writeNotices(tx: Tx, { key, to, topic, details, at }: { key: string; to: readonly Addressee[]; topic: string; details: object; at: Date }): Promise<void> {
  await sql`
    insert into outbox (id, topic, payload, written_at, next_try_at)
    select md5(${topic} || ${key} || unit.id)::uuid, ${topic}, jsonb_build_object('unitId', unit.id, 'details', ${JSON.stringify(details)}::jsonb), ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(to)}::jsonb) as told (place bigint, kind text) join unit on unit.division_code = told.place and unit.kind = told.kind
    on conflict do nothing`.execute(tx)
}

/** Whom a reminder goes to, and how wide the place is that it counts. */
const addressees = {
  'duty-due-soon': { kind: 'village', span: 1 },
  'duties-overdue': { kind: 'township', span: 1_000 },
  'duties-long-overdue': { kind: 'discipline', span: 1_000_000 },
} as const

export type DutyTopic = keyof typeof addressees

/**
 * Tells every unit concerned, through the outbox, how many duties that fall due on a day are not fulfilled: one notice for a unit and day,
 * however often this runs, because its id is made of the two.
 */
export async function remindOf(tx: Tx, topic: DutyTopic, dueOn: PlainDate, at: Date): Promise<void> {
  const { kind, span } = addressees[topic]
  await sql`
    insert into outbox (id, topic, payload, written_at, next_try_at)
    select md5(${topic} || unit.id || ${dueOn})::uuid, ${topic}, jsonb_build_object('unitId', unit.id, 'details', jsonb_build_object('dueOn', ${dueOn}::text, 'duties', open.duties, 'villages', open.villages)), ${at}, ${at}
    from (
      select duty.village_code - duty.village_code % ${span}::bigint as place, count(*)::int as duties, count(distinct duty.village_code)::int as villages
      from pub.duty
      where duty.due_on = ${dueOn}::date
        and not exists (select 1 from pub.disclosure as record where record.village_code = duty.village_code and record.item_slug = duty.item_slug and record.period_start = duty.period_start and record.period = duty.period and record.withdrawn_at is null)
        and not exists (select 1 from pub.nil_publication as nil where (nil.county_code, nil.village_code, nil.item_slug, nil.period) = (duty.county_code, duty.village_code, duty.item_slug, duty.period))
      group by 1
    ) as open join unit on unit.division_code = open.place and unit.kind = ${kind}
    on conflict do nothing`.execute(tx)
}
