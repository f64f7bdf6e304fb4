import type { FastifyInstance } from 'fastify'
import { countyOf } from '#rules/divisions/division-code.ts'
import { canSee, refusalFor } from '#rules/policy/disclosures.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { askErasureRefusal, keepingRefusal } from '#rules/policy/keeping.ts'
import { takedownRefusal } from '#rules/policy/takedown.ts'
import { openItemNames } from '#records/catalogue.ts'
import { listTakenDown } from '#records/incidents.ts'
import { listPublished } from '#records/published-list.ts'
import { done, type Context, type Done } from '#actions/context.ts'
import { openCorrection } from '#actions/drafts.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/disclosures.ts'
import { officerOf } from '../staff-gate.ts'
import { plainYuan } from '../views/draft-lines.ts'
import { act, answered } from './drafts.ts'

const pageSize = 20

/** What has been published, and its corrections. */
export function addDisclosures(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listDisclosures, async ({ query, request }) => publishedList(context, officerOf(request), query))
  addRoute(staff, contract.searchDisclosures, async ({ body, request }) => publishedList(context, officerOf(request), body))
  addRoute(staff, contract.correctDisclosure, async ({ params, body, language, request }) => {
    const officer = officerOf(request)
    // Its only problems are a missing record or reason, so no schema is needed to say them.
    return answered(context, officer, language, { item: '', villageCode: 0 }, await act(context, askedBy(request), inner => openCorrection(inner, officer, params.id, body.reason)))
  })
}

async function publishedList(context: Context, officer: Officer, asked: contract.PublishedSearch): Promise<Done<contract.PublishedPage>> {
  const page = asked.page ?? 1
  const { total, lines } = await listPublished(context.db, officer, { ...asked, page, pageSize })
  const nameOf = await openItemNames(context.db, context.clock.today())
  const takenDown = await listTakenDown(context.db, lines.map(line => line.id))
  return done({
    total, page, pageSize,
    items: lines.map(({ id, villageCode, villageName, itemSlug, period, title, currentVersion, publishedAt, rowCount, totalFen, openCorrectionId, withdrawnAt, isWithdrawalAsked }) => {
      const state = withdrawnAt !== null ? 'withdrawn' : isWithdrawalAsked ? 'withdrawalAsked' : 'published'
      const mayKnow = canSee(officer, { state: 'draft', villageCode, authorIds: [] })
      return {
        id, villageCode, villageName, item: itemSlug, itemName: nameOf(countyOf(villageCode), itemSlug) ?? { zh: itemSlug, en: itemSlug }, period, title,
        version: currentVersion, publishedAt: publishedAt.toISOString(), rowCount, ...(totalFen !== null && { total: plainYuan(totalFen) }),
        ...(openCorrectionId !== null && mayKnow && { openCorrectionId }),
        isTakenDown: takenDown.has(id), mayTakeDown: !takenDown.has(id) && takedownRefusal(officer, villageCode) === undefined,
        mayCorrect: openCorrectionId === null && !refusalFor(officer, 'correct', { state, villageCode, authorIds: [] }),
        isWithdrawn: withdrawnAt !== null, isWithdrawalAsked: isWithdrawalAsked && mayKnow,
        mayAskWithdrawal: openCorrectionId === null && !refusalFor(officer, 'askWithdrawal', { state, villageCode, authorIds: [] }),
        mayAskErasure: withdrawnAt === null && askErasureRefusal(officer, villageCode) === undefined, mayHold: keepingRefusal(officer, 'disclosure', villageCode) === undefined,
      }
    }),
  })
}
