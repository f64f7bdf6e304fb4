import { randomUUID } from 'node:crypto'
import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import { dueBatches, type RatingBatch } from '#rules/ratings/batches.ts'
import { ratingPatterns, type RatingPattern } from '#rules/ratings/patterns.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { insertRatingBatch, listPublishedOf, listWaitingRatings, lockRatings, tellOfPattern } from '#records/ratings.ts'
import type { Context } from './context.ts'

/** Publishes every batch of ratings that is due, of all units; answers how many. What they show alike is told to whoever supervises. A sweep: repeated or late it does nothing twice. */
export async function publishRatings(context: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return inTransaction(context.db, async tx => {
    await lockRatings(tx)
    const today = context.clock.today()
    const batches = dueBatches(await listWaitingRatings(tx, today), today)
    for (const batch of batches) await insertRatingBatch(tx, randomUUID(), batch, new Date(context.clock.now()))
    for (const pattern of await patternsIn(tx, batches, today)) await tellOfPattern(tx, pattern, new Date(context.clock.now()))
    return batches.length
  })
}

async function patternsIn(tx: Tx, batches: readonly RatingBatch[], today: PlainDate): Promise<RatingPattern[]> {
  return batches.length === 0 ? [] : ratingPatterns(await listPublishedOf(tx, batches.map(({ unitId }) => unitId), addDays(today, -365)))
}
