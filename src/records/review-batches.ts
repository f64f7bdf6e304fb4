import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'

/** Submitted drafts with their lots, by ids that somebody chose. */
export async function listDrawn(db: Db | Tx, ids: readonly string[]): Promise<{ id: string; lot: string; villageCode: number; eventCount: number }[]> {
  return db.selectFrom('disclosureDraft').select(['id', 'villageCode', sql<string>`encode(lot, 'hex')`.as('lot'),
    sql<number>`(select count(*)::int from draft_event where draft_event.draft_id = disclosure_draft.id)`.as('eventCount')])
    .where('id', 'in', [...ids]).where('state', '=', 'submitted').where('lot', 'is not', null).orderBy('id').execute()
}

export type BatchItem = { readonly seq: number; readonly draftId: string; readonly asOf: number; readonly isSampled: boolean; readonly confirmedAt: Date | null; readonly result: string | null }

export async function insertBatch(tx: Tx, batch: { id: string; reviewerId: string; madeAt: Date }, items: readonly { draftId: string; asOf: number; isSampled: boolean }[]): Promise<void> {
  await tx.insertInto('reviewBatch').values(batch).execute()
  await tx.insertInto('reviewBatchItem').values(items.map((item, n) => ({ batchId: batch.id, seq: n + 1, ...item }))).execute()
}

/** A reviewer's own batch by an id that somebody typed. */
export async function findBatch(db: Db | Tx, id: string, reviewerId: string): Promise<{ id: string; items: BatchItem[] } | undefined> {
  const batch = await db.selectFrom('reviewBatch').select('id').where('id', '=', id).where('reviewerId', '=', reviewerId).executeTakeFirst()
  if (!batch) return undefined
  const items = await db.selectFrom('reviewBatchItem').select(['seq', 'draftId', 'asOf', 'isSampled', 'confirmedAt', 'result']).where('batchId', '=', id).orderBy('seq').execute()
  return { id, items }
}

export async function confirmBatchItem(tx: Tx, batchId: string, draftId: string, at: Date): Promise<void> {
  await tx.updateTable('reviewBatchItem').set({ confirmedAt: at }).where('batchId', '=', batchId).where('draftId', '=', draftId).execute()
}

export async function noteBatchResult(db: Db | Tx, batchId: string, draftId: string, result: string): Promise<void> {
  await db.updateTable('reviewBatchItem').set({ result }).where('batchId', '=', batchId).where('draftId', '=', draftId).execute()
}

/** Titles and villages of the drafts of a batch. */
export function listBatchDrafts(db: Db, batchId: string) {
  return db.selectFrom('reviewBatchItem as item').innerJoin('disclosureDraft as draft', 'draft.id', 'item.draftId').innerJoin('pub.division as village', 'village.code', 'draft.villageCode')
    .select(['item.draftId', 'item.asOf', 'item.isSampled', 'item.confirmedAt', 'item.result', 'draft.title', 'draft.period', 'draft.state', 'village.name as villageName'])
    .where('item.batchId', '=', batchId).orderBy('item.seq').execute()
}
