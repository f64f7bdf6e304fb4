import { randomUUID } from 'node:crypto'
import { sampleOf } from '#rules/disclosures/sampling.ts'
import { canSee } from '#rules/policy/disclosures.ts'
import { isReviewerOf, type Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { allOrNothing, inTransaction, type Db } from '#records/database.ts'
import { findDraft, listDraftEvents } from '#records/drafts.ts'
import { confirmBatchItem, findBatch, insertBatch, listDrawn, noteBatchResult } from '#records/review-batches.ts'
import { keepEntry, type Trail } from './audit.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { aboutDraft } from './drafts.ts'
import { approveDraft } from './publish.ts'

export type BatchRefusal = PolicyRefusal
  | { readonly code: 'not-found' }
  | { readonly code: 'stale'; readonly eventCount: number }
  | { readonly code: 'batch-not-submitted' | 'not-sampled' }
  | { readonly code: 'sample-unopened'; readonly left: number }

/** Puts submitted drafts together and draws which of them must be opened. The lots were drawn when they were submitted. */
export async function makeBatch(context: Context, officer: Officer, draftIds: readonly string[]): Promise<Outcome<{ id: string }, BatchRefusal>> {
  if (officer.role !== 'reviewer') return refuse({ code: 'not-your-duty', role: officer.role })
  return inTransaction(context.db, async tx => {
    const ids = [...new Set(draftIds)]
    const drawn = (await listDrawn(tx, ids)).filter(draft => isReviewerOf(officer, draft.villageCode))
    if (drawn.length < ids.length) return refuse({ code: 'batch-not-submitted' })
    const sampled = sampleOf(drawn)
    const id = randomUUID()
    await insertBatch(tx, { id, reviewerId: officer.id, madeAt: new Date(context.clock.now()) }, drawn.map(draft => ({ draftId: draft.id, asOf: draft.eventCount, isSampled: sampled.has(draft.id) })))
    return done({ id })
  })
}

/** The reviewer has opened a drawn draft and finds it right, as it stood. `asOf` is told only to whoever opens it. */
export async function confirmSample(context: Context, officer: Officer, batchId: string, draftId: string, asOf: number): Promise<Outcome<{ id: string }, BatchRefusal>> {
  return inTransaction(context.db, async tx => {
    const batch = await findBatch(tx, batchId, officer.id)
    const item = batch?.items.find(each => each.draftId === draftId)
    const draft = item && await findDraft(tx, draftId)
    if (!draft || !canSee(officer, await aboutDraft(tx, draft))) return refuse({ code: 'not-found' })
    if (!item.isSampled) return refuse({ code: 'not-sampled' })
    const events = await listDraftEvents(tx, draftId)
    if (asOf !== events.length || item.asOf !== asOf) return refuse({ code: 'stale', eventCount: events.length })
    await confirmBatchItem(tx, batchId, draftId, new Date(context.clock.now()))
    return done({ id: batchId })
  })
}

/**
 * Approves every draft of a batch, each in its own transaction, and notes what came of each. Nothing is approved while a drawn one is
 * unopened; one that was sent back keeps its batch closed for good, because the sample spoke against it. Repeating it does no harm.
 * `trailOfDraft` is what the audit is told of a single approval.
 */
export async function approveBatch(context: Context, officer: Officer, batchId: string, trailOfDraft: (draftId: string) => Trail): Promise<Outcome<{ id: string }, BatchRefusal>> {
  const batch = await findBatch(context.db, batchId, officer.id)
  if (!batch) return refuse({ code: 'not-found' })
  const left = batch.items.filter(item => item.isSampled && item.confirmedAt === null).length
  if (left > 0) return refuse({ code: 'sample-unopened', left })
  for (const item of batch.items) {
    if (item.result !== 'approved') await decideOne(context, officer, batchId, item, trailOfDraft(item.draftId))
  }
  return done({ id: batchId })
}

/** One draft of a batch: its approval, its entry in the audit and what came of it are one transaction. */
async function decideOne(context: Context, officer: Officer, batchId: string, { draftId, asOf }: { readonly draftId: string; readonly asOf: number }, trail: Trail): Promise<void> {
  const published: number[] = []
  const bell = { ...context.published, tell: (villageCode: number) => void published.push(villageCode) }
  await inTransaction(context.db, async tx => {
    const approved = await allOrNothing(tx, within => approveDraft({ ...context, db: within as Db, published: bell }, officer, draftId, asOf))
    await keepEntry(tx, trail, approved)
    // Approved before an answer was lost: the draft says so.
    const draft = approved.ok ? undefined : await findDraft(tx, draftId)
    await noteBatchResult(tx, batchId, draftId, approved.ok || draft?.state === 'approved' ? 'approved' : approved.refusal.code)
  })
  // Only now is it committed: a page drawn before would show the old record and be kept.
  for (const villageCode of published) context.published.tell(villageCode)
}
