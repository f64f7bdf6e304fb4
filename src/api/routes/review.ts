import type { FastifyInstance } from 'fastify'
import { canSee, refusalFor } from '#rules/policy/disclosures.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { listCountyOf } from '#rules/policy/officer.ts'
import type { Language } from '#text/language.ts'
import { refusalSentence, type AnyRefusal } from '#text/refusals.ts'
import { listItemsEver } from '#records/catalogue.ts'
import { findBatch, listBatchDrafts } from '#records/review-batches.ts'
import { listOpenWithdrawals } from '#records/withdrawals.ts'
import { done, refuse, type Context, type Outcome } from '#actions/context.ts'
import { once } from '#actions/once.ts'
import { approveBatch, confirmSample, makeBatch } from '#actions/review-batches.ts'
import { moveWithdrawal } from '#actions/withdrawals.ts'
import { addRoute, askedBy } from '../answer.ts'
import { trailOfPart } from '../audit-trail.ts'
import * as contract from '../contract/review.ts'
import type { ApiRefusal } from '../errors.ts'
import { officerOf } from '../staff-gate.ts'

/** Several drafts at once, and withdrawals. */
export function addReview(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.makeBatch, async ({ body, language, request }) => {
    const officer = officerOf(request)
    const made = await once(context, askedBy(request), inner => makeBatch(inner, officer, body.draftIds))
    return made.ok ? shown(context, officer, made.value.value.id, language) : made
  })
  addRoute(staff, contract.getBatch, async ({ params, language, request }) => shown(context, officerOf(request), params.id, language))
  addRoute(staff, contract.confirmSample, async ({ params, body, language, request }) => {
    const officer = officerOf(request)
    const confirmed = await once(context, askedBy(request), inner => confirmSample(inner, officer, params.id, body.draftId, body.asOf))
    return confirmed.ok ? shown(context, officer, params.id, language) : confirmed
  })
  // Not through `once`: each approval is a transaction of its own, and a repeated request finds the approved ones approved.
  addRoute(staff, contract.approveBatch, async ({ params, language, request }) => {
    const officer = officerOf(request)
    const approved = await approveBatch(context, officer, params.id, draftId => trailOfPart(request, 'moveDraft', draftId, 'approve'))
    return approved.ok ? shown(context, officer, params.id, language) : approved
  })
  addWithdrawals(staff, context)
}

async function shown(context: Context, officer: Officer, id: string, language: Language): Promise<Outcome<contract.ReviewBatch, ApiRefusal>> {
  if (!await findBatch(context.db, id, officer.id)) return refuse({ code: 'not-found' })
  const items = (await listBatchDrafts(context.db, id)).map(item => ({
    draftId: item.draftId, title: item.title, villageName: item.villageName, period: item.period, state: item.state as contract.ReviewBatch['items'][number]['state'],
    isSampled: item.isSampled, isConfirmed: item.confirmedAt !== null, ...(item.result !== null && { result: item.result, ...messageOf(language, item.result) }),
  }))
  return done({ id, items, left: items.filter(item => item.isSampled && !item.isConfirmed).length })
}

/** A sentence for the codes that an approval can be refused with and that need nothing but themselves. */
function messageOf(language: Language, result: string): { message?: string } {
  const plain: readonly string[] = ['stale', 'has-problems', 'overtaken', 'author-cannot-review', 'not-found', 'out-of-reach']
  return plain.includes(result) ? { message: refusalSentence(language, { code: result } as AnyRefusal) } : {}
}

function addWithdrawals(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listWithdrawals, async ({ request }) => {
    const officer = officerOf(request)
    const names = new Map((await listItemsEver(context.db, listCountyOf(officer), context.clock.today())).map(item => [item.slug, { zh: item.zh, en: item.en }]))
    const open = (await listOpenWithdrawals(context.db, officer.reach)).filter(({ villageCode }) => canSee(officer, { state: 'submitted', villageCode, authorIds: [] }))
    return done({
      items: open.map(({ itemSlug, askedBy, askedAt, ...rest }) => ({
        ...rest, item: itemSlug, itemName: names.get(itemSlug) ?? { zh: itemSlug, en: itemSlug }, askedAt: askedAt.toISOString(),
        mayDecide: !refusalFor(officer, 'withdraw', { state: 'withdrawalAsked', villageCode: rest.villageCode, authorIds: [askedBy], since: askedAt }),
      })),
    })
  })
  addRoute(staff, contract.moveWithdrawal, async ({ params, body, request }) => {
    const officer = officerOf(request)
    const moved = await once(context, askedBy(request), inner => moveWithdrawal(inner, officer, params.id, body))
    return moved.ok ? done(moved.value.value) : moved
  })
}
