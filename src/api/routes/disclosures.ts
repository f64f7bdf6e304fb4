import type { FastifyInstance } from 'fastify'
import { canSee, refusalFor } from '#rules/policy/disclosures.ts'
import { listItems } from '#records/catalogue.ts'
import { listPublished } from '#records/published-list.ts'
import { done, type Context } from '#actions/context.ts'
import { openCorrection } from '#actions/drafts.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/disclosures.ts'
import { officerOf } from '../staff-gate.ts'
import { plainYuan } from '../views/draft-lines.ts'
import { act, answered } from './drafts.ts'

const pageSize = 20

/** What has been published, and its corrections. */
export function addDisclosures(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listDisclosures, async ({ query, request }) => {
    const officer = officerOf(request)
    const page = query.page ?? 1
    const { total, lines } = await listPublished(context.db, officer, { ...query, page, pageSize })
    const items = new Map((await listItems(context.db)).map(item => [item.slug, item]))
    return done({
      total, page, pageSize,
      items: lines.map(({ id, villageCode, villageName, itemSlug, period, title, currentVersion, publishedAt, rowCount, totalFen, openCorrectionId, withdrawnAt, isWithdrawalAsked }) => {
        const item = items.get(itemSlug)
        const state = withdrawnAt !== null ? 'withdrawn' : isWithdrawalAsked ? 'withdrawalAsked' : 'published'
        const mayKnow = canSee(officer, { state: 'draft', villageCode, authorIds: [] })
        return {
          id, villageCode, villageName, item: itemSlug, itemName: { zh: item?.nameZh ?? itemSlug, en: item?.nameEn ?? itemSlug }, period, title,
          version: currentVersion, publishedAt: publishedAt.toISOString(), rowCount, ...(totalFen !== null && { total: plainYuan(totalFen) }),
          ...(openCorrectionId !== null && mayKnow && { openCorrectionId }),
          mayCorrect: openCorrectionId === null && !refusalFor(officer, 'correct', { state, villageCode, authorIds: [] }),
          isWithdrawn: withdrawnAt !== null, isWithdrawalAsked: isWithdrawalAsked && mayKnow,
          mayAskWithdrawal: openCorrectionId === null && !refusalFor(officer, 'askWithdrawal', { state, villageCode, authorIds: [] }),
        }
      }),
    })
  })
  addRoute(staff, contract.correctDisclosure, async ({ params, body, language, request }) => {
    const officer = officerOf(request)
    // Its only problems are a missing record or reason, so no schema is needed to say them.
    return answered(context, officer, language, { item: '' }, await act(context, askedBy(request), inner => openCorrection(inner, officer, params.id, body.reason)))
  })
}
