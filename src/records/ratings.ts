import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { RatingBatch, WaitingRating } from '#rules/ratings/batches.ts'
import type { Db, Tx } from './database.ts'

/** The numbers of those ratings of a case that its units may read. */
export async function listPublishedRatings(db: Db, caseId: string): Promise<Set<number>> {
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
