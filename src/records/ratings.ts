import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { RatingAspect } from '#rules/cases/events.ts'
import { answeredStates } from '#rules/cases/states.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { RatingBatch, WaitingRating } from '#rules/ratings/batches.ts'
import type { PatternRating, RatingPattern } from '#rules/ratings/patterns.ts'
import { isWithoutConflict } from './case-visibility.ts'
import { anyOf, type Db, type Tx } from './database.ts'

/** The numbers of those ratings of a case that its units may read. */
export async function listPublishedRatings(db: Db | Tx, caseId: string): Promise<Set<number>> {
  const rows = await db.selectFrom('ratingBatchEntry').select('seq').where('caseId', '=', caseId).execute()
  return new Set(rows.map(row => row.seq))
}

/** Lets only one process publish ratings at a time. */
export async function lockRatings(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('publishing ratings'))`.execute(tx)
}

/** Ratings given before this day that are in no batch. */
export async function listWaitingRatings(tx: Tx, before: PlainDate): Promise<WaitingRating[]> {
  const { rows } = await sql<WaitingRating>`
    select case_id, seq, responsible_unit_id as unit_id, day from case_rating
    where day < ${before}::date and not exists (select 1 from rating_batch_entry as entry where (entry.case_id, entry.seq) = (case_rating.case_id, case_rating.seq))
    order by responsible_unit_id, case_id, seq`.execute(tx)
  return rows
}

/** Publishes ratings together: from the end of the transaction their unit reads all of them. */
export async function insertRatingBatch(tx: Tx, id: string, { unitId, through, ratings }: RatingBatch, at: Date): Promise<void> {
  await tx.insertInto('ratingBatch').values({ id, unitId, through, publishedAt: at }).execute()
  await sql`insert into rating_batch_entry (case_id, seq, batch_id) select entry."caseId", entry.seq, ${id}::uuid
    from jsonb_to_recordset(${JSON.stringify(ratings)}::jsonb) as entry ("caseId" uuid, seq int)`.execute(tx)
}

/** What a unit answered, how much of it was rated, and of the ratings that are published how many were satisfied. */
export type UnitRatings = { readonly unitId: string; readonly answered: number; readonly rated: number; readonly published: number; readonly satisfied: number; readonly scores: Partial<Record<RatingAspect, { readonly mean: number; readonly count: number }>> }

/** The ratings of each unit in an officer's reach, a supervisor's own units only, a handler's own alone. Cases that name the officer are in no figure. */
export async function listUnitRatings(db: Db, officer: Officer): Promise<UnitRatings[]> {
  const { rows } = await sql<UnitRatings>`
    with seen as (
      select id, responsible_unit_id, state in (${sql.join([...answeredStates])}) as is_answered from case_file where responsible_unit_id is not null and ${isOwn(officer)} and ${isWithoutConflict(officer)}
    ), answers as (
      select responsible_unit_id as unit_id, count(*)::int as answered, (count(*) filter (where exists (select 1 from case_rating where case_id = seen.id)))::int as rated from seen where is_answered group by 1
    ), given as (
      select case_rating.responsible_unit_id as unit_id, count(*)::int as published, (count(*) filter (where grade in ('verySatisfied', 'satisfied', 'basicallySatisfied')))::int as satisfied
      from case_rating join rating_batch_entry using (case_id, seq) join seen on seen.id = case_rating.case_id group by 1
    ), scored as (
      select unit_id, jsonb_object_agg(aspect, jsonb_build_object('mean', mean, 'count', count)) as scores from (
        select case_rating.responsible_unit_id as unit_id, score.key as aspect, avg(score.value::int)::float as mean, count(*)::int as count
        from case_rating join rating_batch_entry using (case_id, seq) join seen on seen.id = case_rating.case_id join case_event using (case_id, seq) cross join lateral jsonb_each_text(case_event.details -> 'scores') as score group by 1, 2
      ) as each group by 1
    )
    select unit_id, coalesce(answered, 0) as answered, coalesce(rated, 0) as rated, coalesce(published, 0) as published, coalesce(satisfied, 0) as satisfied, coalesce(scores, '{}') as scores
    from answers full join given using (unit_id) left join scored using (unit_id) order by unit_id`.execute(db)
  return rows
}

/** The published ratings of an officer's units, with what is looked at in them together. */
export async function listPublishedForPatterns(db: Db, officer: Officer, since: PlainDate): Promise<PatternRating[]> {
  const { rows } = await sql<PatternRating>`
    ${published} where case_rating.day >= ${since}::date and ${isOwn(officer)} and ${isWithoutConflict(officer)} order by unit_id, at`.execute(db)
  return rows
}

/** The same of some units, for nobody in particular. */
export async function listPublishedOf(tx: Tx, unitIds: readonly string[], since: PlainDate): Promise<PatternRating[]> {
  const { rows } = await sql<PatternRating>`${published} where case_rating.day >= ${since}::date and case_rating.responsible_unit_id = ${anyOf(unitIds)} order by unit_id, at`.execute(tx)
  return rows
}

const published = sql`
  select case_rating.case_id, case_rating.responsible_unit_id as unit_id, grade, opinion, at, answered_at, entered_by
  from case_rating join rating_batch_entry using (case_id, seq) join case_file on case_file.id = case_rating.case_id left join case_intake on case_intake.case_id = case_rating.case_id`

/** Tells the desk of the county and whoever supervises a unit's answers that its ratings are worth a look; for each kind once. */
export async function tellOfPattern(tx: Tx, { unitId, kind }: RatingPattern, at: Date): Promise<void> {
  await sql`
    insert into outbox (id, topic, payload, written_at, next_try_at)
    select md5('ratings-worth-a-look' || ${unitId}::text || ${kind}::text || told.id)::uuid, 'ratings-worth-a-look', jsonb_build_object('unitId', told.id, 'details', '{}'::jsonb), ${at}::timestamptz, ${at}::timestamptz
    from (
      select desk.id from unit join unit as desk on desk.county_code = unit.county_code and desk.kind = 'discipline' and desk.ended_on is null and desk.division_code = unit.county_code where unit.id = ${unitId}::uuid
      union select supervising_unit_id from case_rating join rating_batch_entry using (case_id, seq) where responsible_unit_id = ${unitId}::uuid
    ) as told on conflict do nothing`.execute(tx)
}

function isOwn({ role, unitId, reach: { low, high } }: Officer): RawBuilder<SqlBool> {
  if (role === 'handler') return sql<SqlBool>`case_file.responsible_unit_id = ${unitId}::uuid`
  return role === 'supervisor' ? sql<SqlBool>`case_file.supervising_unit_id = ${unitId}::uuid` : sql<SqlBool>`case_file.village_code between ${low}::bigint and ${high}::bigint`
}
