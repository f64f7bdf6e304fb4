import { sql, type SqlBool } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CachedColumns } from './case-columns.ts'
import type { Db, Tx } from './database.ts'

/**
 * Lets merges, divisions and namings of a county be decided one after the other, so that two cases are not merged into each other, no two parts get one number and no part misses a name.
 * Taken before any case is locked. Migration 0070 takes the same lock where an officer shows that a complaint is his own.
 */
export async function lockMerging(tx: Tx, countyCode: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('merging in a county', ${countyCode}::bigint))`.execute(tx)
}

/** Cases merged into this one. */
export async function listMergedInto(db: Db | Tx, caseId: string): Promise<string[]> {
  const rows = await db.selectFrom('caseFile').select('id').where('mergedInto', '=', caseId).orderBy('id').execute()
  return rows.map(row => row.id)
}

/** Cases split from this one, in order. */
export async function listParts(db: Db | Tx, caseId: string): Promise<{ id: string; part: number; state: string }[]> {
  const rows = await db.selectFrom('caseFile').select(['id', 'part', 'state']).where('splitFrom', '=', caseId).orderBy('part').execute()
  return rows.map(row => ({ id: row.id, part: row.part!, state: row.state }))
}

/** The cases of one complaint: the whole, and what it was divided into, in the order in which they are locked. */
export async function listOfOneComplaint(tx: Tx, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select file.id from case_file as one join case_file as file on file.id = coalesce(one.split_from, one.id) or file.split_from = coalesce(one.split_from, one.id)
    where one.id = ${caseId}::uuid order by (file.split_from is not null), file.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** A part of a divided complaint, as the next one after those there are: all but its words is as in the case that is being split, which may be a part itself. The caller holds the lock of that case and `lockMerging`. */
export async function insertPart(tx: Tx, made: {
  readonly id: string; readonly from: string; readonly statement: string; readonly receiptHmac: Buffer; readonly at: Date; readonly day: PlainDate; readonly officerId: string; readonly unitId: string
  readonly details: object; readonly leaf: Buffer; readonly secret: { readonly suite: string; readonly wrappedKey: Buffer }; readonly begins: Pick<CachedColumns, 'stepDueOn' | 'countedDays' | 'nextSweepOn' | 'deskLevel'>
}): Promise<void> {
  await sql`
    with made as (
      insert into case_file (id, county_code, village_code, channel, item_slug, disclosure_id, disclosure_version, row_seq, field_key, seen, statement, place, happened, wish, is_named,
        receipt_hmac, received_at, received_on, state, event_count, step_due_on, counted_days, next_sweep_on, desk_level, split_from, part)
      select ${made.id}::uuid, county_code, village_code, channel, item_slug, disclosure_id, disclosure_version, row_seq, field_key, seen, ${made.statement}::text, place, happened, wish, is_named,
        ${made.receiptHmac}::bytea, ${made.at}::timestamptz, ${made.day}::date, 'submitted', 1, ${made.begins.stepDueOn}::date, ${made.begins.countedDays}::jsonb, ${made.begins.nextSweepOn}::date, ${made.begins.deskLevel}, coalesce(split_from, id),
        (select coalesce(max(part), 1) + 1 from case_file as parts where parts.split_from = coalesce(origin.split_from, origin.id))
      from case_file as origin where id = ${made.from}::uuid
    ), leaf as (insert into log_queue (log, leaf, queued_at) values ('case', ${made.leaf}::bytea, ${made.at}::timestamptz) returning id)
    insert into case_event (case_id, seq, action, by_kind, officer_id, unit_id, details, day, at, log_queue_id)
    select ${made.id}::uuid, 1, 'file', 'officer', ${made.officerId}::uuid, ${made.unitId}::uuid, ${JSON.stringify(made.details)}::jsonb, ${made.day}::date, ${made.at}::timestamptz, leaf.id from leaf`.execute(tx)
  await tx.insertInto('caseSecret').values({ caseId: made.id, ...made.secret }).execute()
  await sql`insert into case_subject (case_id, officer_id, unit_id, person, serves_unit_id, is_head, named_seq) select ${made.id}::uuid, officer_id, unit_id, person, serves_unit_id, is_head, 1 from case_subject where case_id = ${made.from}::uuid and lifted_seq is null`.execute(tx)
}

/** Whether words are left in a case: of a complaint that went to a discipline body all cases went, and one whose time of keeping ended has neither words nor a key to record by. */
const hasWords = sql<SqlBool>`(file.body_code is null and file.words_deleted_on is null)`

/**
 * This case and the others of its matter: what a complaint was divided into or from, what any of these is merged or was answered with, and so on. In the order in which they are locked:
 * what leads before what joined it, the whole before its parts.
 */
export async function listAboutTheSame(tx: Tx, caseId: string): Promise<{ id: string; isOfOneComplaint: boolean }[]> {
  const { rows } = await sql<{ id: string; isOfOneComplaint: boolean }>`
    with recursive same as (
      select id, coalesce(split_from, id) as whole from case_file where id = ${caseId}::uuid
      union
      select other.id, other.whole from same join case_file as one on one.id = same.id cross join lateral (
        select id, same.whole from case_file where id = same.whole
        union all select id, same.whole from case_file where split_from = same.whole
        union all select id, coalesce(split_from, id) from case_file where id in (one.merged_into, one.answered_with)
        union all select id, coalesce(split_from, id) from case_file where merged_into = same.id
        union all select id, coalesce(split_from, id) from case_file where answered_with = same.id
      ) as other
    )
    select file.id, coalesce(file.split_from, file.id) = (select whole from same where id = ${caseId}::uuid) as is_of_one_complaint
    from same join case_file as file on file.id = same.id where file.id = ${caseId}::uuid or ${hasWords}
    order by (file.merged_into is not null), (file.split_from is not null), file.id`.execute(tx)
  return rows
}

/** The records that these cases dispute. */
export async function listDisputed(tx: Tx, caseIds: readonly string[]): Promise<string[]> {
  const rows = await tx.selectFrom('caseFile').select('disclosureId').distinct().where('id', 'in', caseIds).where('disclosureId', 'is not', null).execute()
  return rows.flatMap(({ disclosureId }) => disclosureId ?? [])
}

/**
 * Which of these cases have to be looked at closely before they can be one with a case: of one of the two somebody is kept away who sits at a desk or in a unit that has the other, or one is one matter with others
 * already. Most keep away only those who published what they dispute, and whoever has another case is none of them.
 */
export async function listEntangled(tx: Tx, caseId: string, among: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    with kept as (
      select excluded.case_id, officer.unit_id, officer.role from case_exclusion as excluded join officer on officer.id = excluded.officer_id where excluded.case_id = any(${[caseId, ...among]}::uuid[])
    ), held as (
      select case_id, right(holder, 36)::uuid as unit_id from case_grant where case_id = any(${[caseId, ...among]}::uuid[]) and holder ~ '^(handles|supervises|explains) '
    ), tied as (
      select case_id from matter_of(${[caseId, ...among]}::uuid[]) where other_id <> case_id
    )
    select other.id from unnest(${[...among]}::uuid[]) as other (id) where exists (select from tied where tied.case_id in (other.id, ${caseId}::uuid))
      or exists (select from kept where kept.case_id in (other.id, ${caseId}::uuid) and kept.role = 'triage')
      or exists (select from kept join held using (unit_id) where (kept.case_id, held.case_id) in ((other.id, ${caseId}::uuid), (${caseId}::uuid, other.id)))`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** Cases of divided complaints whose subjects are not those of all the others: they were divided before names held for the whole. */
export async function listUneven(db: Db): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    with whole as (select distinct split_from as id from case_file where split_from is not null),
      member as (
        select file.id, whole.id as whole from whole join case_file as file on file.id = whole.id where ${hasWords}
        union all select file.id, file.split_from from case_file as file where file.split_from is not null and ${hasWords})
    select distinct member.id from member join case_subject as named on named.case_id = member.id and named.lifted_seq is null join member as other on other.whole = member.whole
    where not exists (select from case_subject as same where same.case_id = other.id and same.lifted_seq is null
      and (same.officer_id, same.unit_id, same.person, same.serves_unit_id) is not distinct from (named.officer_id, named.unit_id, named.person, named.serves_unit_id))
    order by member.id`.execute(db)
  return rows
}

/** How the answers of a month were drawn so far in a county, and how those of the months before it in all. The lock keeps two answers from getting the same number. */
export async function getDrawing(tx: Tx, countyCode: number, month: PlainDate): Promise<{ seed: Buffer | undefined; answers: number; drawn: number; earlier: { answers: number; drawn: number } }> {
  await sql`select pg_advisory_xact_lock(hashtextextended('drawing return visits', ${countyCode}::bigint))`.execute(tx)
  const seed = await tx.selectFrom('visitSeed').select('seed').where('countyCode', '=', countyCode).where('month', '=', month).executeTakeFirst()
  const last = await tx.selectFrom('visitDraw').select(['answers', 'drawn']).where('countyCode', '=', countyCode).where('month', '=', month).orderBy('answers', 'desc').limit(1).executeTakeFirst()
  const { rows: [earlier] } = await sql<{ answers: number; drawn: number }>`
    select coalesce(sum(last.answers), 0)::int as answers, coalesce(sum(last.drawn), 0)::int as drawn from visit_seed as before
    cross join lateral (select answers, drawn from visit_draw where (county_code, month) = (before.county_code, before.month) order by visit_draw.answers desc limit 1) as last
    where before.county_code = ${countyCode}::bigint and before.month < ${month}::date`.execute(tx)
  return { seed: seed?.seed, answers: last?.answers ?? 0, drawn: last?.drawn ?? 0, earlier: earlier! }
}

/** Keeps the seed of a month, unless there is one: it is drawn once. */
export async function insertSeed(db: Db | Tx, drawn: { readonly countyCode: number; readonly month: PlainDate; readonly seed: Buffer; readonly at: Date }): Promise<void> {
  await db.insertInto('visitSeed').values({ countyCode: drawn.countyCode, month: drawn.month, seed: drawn.seed, drawnAt: drawn.at }).onConflict(there => there.doNothing()).execute()
}

/** Writes down whether an answer was drawn. */
export async function insertDraw(tx: Tx, draw: { readonly countyCode: number; readonly month: PlainDate; readonly answers: number; readonly drawn: number; readonly isDrawn: boolean; readonly caseId: string }): Promise<void> {
  await tx.insertInto('visitDraw').values(draw).execute()
}

/** Every county there is now. */
export async function listCounties(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('pub.division').select('code').where('level', '=', 'county').where('validTo', 'is', null).orderBy('code').execute()
  return rows.map(row => row.code)
}
