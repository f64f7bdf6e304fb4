import { randomUUID } from 'node:crypto'
import { dueBatches } from '#rules/ratings/batches.ts'
import { inTransaction } from '#records/database.ts'
import { insertRatingBatch, listWaitingRatings, lockRatings } from '#records/ratings.ts'
import type { Context } from './context.ts'

/** Publishes every batch of ratings that is due, of all units; answers how many. A sweep: repeated or late it does nothing twice. */
export async function publishRatings(context: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return inTransaction(context.db, async tx => {
    await lockRatings(tx)
    const today = context.clock.today()
    const batches = dueBatches(await listWaitingRatings(tx, today), today)
    for (const batch of batches) await insertRatingBatch(tx, randomUUID(), batch, new Date(context.clock.now()))
    return batches.length
  })
}
