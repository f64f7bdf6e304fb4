import type { Db, Tx } from './database.ts'

/** The request that a record be withdrawn which waits for a decision. */
export function findOpenWithdrawal(db: Db | Tx, disclosureId: string) {
  return db.selectFrom('withdrawalRequest').select(['id', 'askedBy', 'askedAt', 'reason']).where('disclosureId', '=', disclosureId).where('state', '=', 'asked').executeTakeFirst()
}

export type NewWithdrawal = { id: string; disclosureId: string; countyCode: number; villageCode: number; reason: string; askedBy: string; askedAt: Date }

export async function insertWithdrawal(tx: Tx, request: NewWithdrawal): Promise<void> {
  await tx.insertInto('withdrawalRequest').values({ ...request, state: 'asked' }).execute()
}

export async function decideWithdrawal(tx: Tx, id: string, decision: { state: 'granted' | 'refused'; decidedBy: string; decidedAt: Date; note: string | null }): Promise<void> {
  await tx.updateTable('withdrawalRequest').set(decision).where('id', '=', id).execute()
}

export type Tombstone = { countyCode: number; disclosureId: string; version: number; title: string; reason: string; askedBy: string; grantedBy: string; withdrawnAt: Date; commitment: Buffer }

/** Puts up the tombstone with its leaf, and takes the record out of search and sums. */
export async function insertTombstone(tx: Tx, tombstone: Tombstone, leaf: Buffer): Promise<void> {
  const { countyCode, disclosureId, withdrawnAt } = tombstone
  const queued = await tx.insertInto('logQueue').values({ log: 'pub', leaf, queuedAt: withdrawnAt }).returning('id').executeTakeFirstOrThrow()
  await tx.insertInto('pub.disclosureWithdrawal').values({ ...tombstone, logQueueId: queued.id }).execute()
  await tx.updateTable('pub.disclosure').set({ withdrawnAt, totalFen: null, rowCount: 0 }).where('countyCode', '=', countyCode).where('id', '=', disclosureId).execute()
  await tx.deleteFrom('pub.searchPart').where('countyCode', '=', countyCode).where('disclosureId', '=', disclosureId).execute()
}

/** Requests of the villages in a range that wait for a decision, the oldest first. */
export function listOpenWithdrawals(db: Db, range: { low: number; high: number }) {
  return db.selectFrom('withdrawalRequest as request').innerJoin('pub.division as village', 'village.code', 'request.villageCode')
    .innerJoin('pub.disclosure as record', 'record.id', 'request.disclosureId').innerJoin('officer as clerk', 'clerk.id', 'request.askedBy')
    .select(['request.disclosureId', 'record.title', 'record.itemSlug', 'record.period', 'request.villageCode', 'village.name as villageName', 'request.reason', 'request.askedBy', 'clerk.name as clerkName', 'request.askedAt'])
    .where('request.state', '=', 'asked').where('request.villageCode', '>=', range.low).where('request.villageCode', '<=', range.high).orderBy('request.askedAt').orderBy('request.id').limit(200).execute()
}
