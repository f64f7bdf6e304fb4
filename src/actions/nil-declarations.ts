import { randomUUID } from 'node:crypto'
import { doubtSources, type Doubt } from '#rules/duties/doubts.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import { canonicalJson } from '#rules/ledger/jcs.ts'
import { pubLeaf, pubLeafBytes } from '#rules/ledger/leaf.ts'
import { canSee, refusalFor } from '#rules/policy/disclosures.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { sha256 } from '#platform/crypto/commitment.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { getDivision } from '#records/divisions.ts'
import { findSamePeriod } from '#records/drafts.ts'
import { findDuty } from '#records/duties.ts'
import { decideNil, findNilForUpdate, findStandingNil, insertNil, listDoubts, publishNil, type NilRow } from '#records/nil-declarations.ts'
import { listUnitsById } from '#records/officers.ts'
import { lookingFurther } from '#records/scope.ts'
import { notifyPublished } from '#records/publication-notices.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'

export type NilRefusal = PolicyRefusal
  | { readonly code: 'not-found' | 'not-owed' | 'period-running' | 'already-declared' | 'reason-missing' | 'doubt-unanswered' }
  | { readonly code: 'already-published'; readonly disclosureId: string }
  | { readonly code: 'already-drafted'; readonly draftId: string }

export type NilInput = { readonly villageCode: number; readonly item: string; readonly period: string; readonly note?: string | undefined }

/** A clerk signs that nothing happened: only for a duty that is owed and whose period is over. */
export async function declareNil(context: Context, officer: Officer, input: NilInput): Promise<Outcome<{ id: string }, NilRefusal>> {
  return inTransaction(context.db, async tx => {
    const refusal = refusalFor(officer, 'declareNil', { state: 'owed', villageCode: input.villageCode, authorIds: [] })
    if (refusal) return refuse(refusal)
    const key = { countyCode: countyOf(input.villageCode), villageCode: input.villageCode, itemSlug: input.item, period: input.period }
    const duty = await findDuty(tx, key)
    if (!duty) return refuse({ code: 'not-owed' })
    // On its last day something may still happen.
    if (duty.periodEnd >= context.clock.today()) return refuse({ code: 'period-running' })
    const same = await findSamePeriod(tx, input.villageCode, input.item, input.period)
    if (same?.disclosureId) return refuse({ code: 'already-published', disclosureId: same.disclosureId })
    if (same?.draftId) return refuse({ code: 'already-drafted', draftId: same.draftId })
    if (await findStandingNil(tx, key)) return refuse({ code: 'already-declared' })
    const id = randomUUID()
    await insertNil(tx, { id, ...key, periodStart: duty.periodStart, periodEnd: duty.periodEnd, note: input.note?.trim() || null, declaredBy: officer.id, declaredAt: new Date(context.clock.now()) })
    return done({ id })
  })
}

/** What speaks against a declaration. */
export function doubtsAbout(db: Db | Tx, officer: Officer, nil: Pick<NilRow, 'countyCode' | 'villageCode' | 'itemSlug' | 'periodStart' | 'periodEnd'>): Promise<Doubt[]> {
  // That complaints came about it is told to a reviewer who may see none of them.
  return lookingFurther(db, 'figures', tx => listDoubts(tx, nil, doubtSources(nil.itemSlug), officer))
}

export type NilDecision = { readonly action: 'approve' | 'return'; readonly note?: string | undefined }

/** Another person decides. What other data show must be answered in words before a doubted declaration is published. */
export async function decideOnNil(context: Context, officer: Officer, id: string, { action, note }: NilDecision): Promise<Outcome<{ id: string }, NilRefusal>> {
  const decided = await inTransaction(context.db, async (tx): Promise<Outcome<{ id: string; villageCode: number }, NilRefusal>> => {
    const nil = await findNilForUpdate(tx, id)
    const about = nil && { state: nil.state === 'declared' ? 'nilDeclared' as const : 'nilPublished' as const, villageCode: nil.villageCode, authorIds: [nil.declaredBy], since: nil.declaredAt }
    if (!nil || !about || !canSee(officer, { ...about, state: 'nilDeclared' })) return refuse({ code: 'not-found' })
    const refusal = refusalFor(officer, action === 'approve' ? 'approveNil' : 'returnNil', about)
    if (refusal) return refuse(refusal)
    const doubts = await doubtsAbout(tx, officer, nil)
    const isExplained = [...(note ?? '').trim()].length >= 5
    if (action === 'return' && !isExplained) return refuse({ code: 'reason-missing' })
    if (action === 'approve' && doubts.length > 0 && !isExplained) return refuse({ code: 'doubt-unanswered' })
    if (action === 'approve') {
      const same = await findSamePeriod(tx, nil.villageCode, nil.itemSlug, nil.period)
      if (same?.disclosureId) return refuse({ code: 'already-published', disclosureId: same.disclosureId })
      await publish(context, tx, officer, nil)
    }
    await decideNil(tx, id, { state: action === 'approve' ? 'published' : 'returned', decidedBy: officer.id, decidedAt: new Date(context.clock.now()), decision: note?.trim() || null, doubts })
    return done({ id, villageCode: nil.villageCode })
  })
  if (decided.ok && action === 'approve') context.published.tell(decided.value.villageCode)
  return decided.ok ? done({ id }) : decided
}

async function publish(context: Context, tx: Tx, officer: Officer, nil: NilRow): Promise<void> {
  const { id, countyCode, villageCode, itemSlug, period } = nil
  const village = await getDivision(tx, villageCode)
  const unit = (await listUnitsById(tx, [officer.unitId])).get(officer.unitId)!
  const publishedAt = new Date(context.clock.now())
  const at = publishedAt.toISOString()
  // Nothing in it is secret, so anybody can compute this from what the page shows.
  const commitment = Buffer.from(sha256(Buffer.from(canonicalJson({ nil: true, village: villageCode, item: itemSlug, period, declaredBy: village.name, approvedBy: unit.nameZh, at }))))
  const leaf = pubLeafBytes(pubLeaf({
    type: 'publish', recordId: id, version: 1, regionCode: villageCode, itemSlug, period, previousLeaf: null, commitment, rowCount: 0, totals: {}, reasonCode: 'nil', unitId: unit.id, approvers: 1, at,
  }))
  await publishNil(tx, { countyCode, id, villageCode, itemSlug, period, declaredBy: village.name, approvedBy: unit.nameZh, publishedAt, commitment }, Buffer.from(leaf))
  await notifyPublished(tx, villageCode)
}
