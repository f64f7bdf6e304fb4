import type { FastifyInstance } from 'fastify'
import { proposalKinds } from '#rules/catalogue/proposals.ts'
import { listRefusalFor, proposalRefusalFor } from '#rules/policy/county-list.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { countCases } from '#records/case-lists.ts'
import type { CaseQueueKey } from '#records/case-narrowing.ts'
import { listOpenProposals } from '#records/county-list.ts'
import { countDrafts, type DraftQueueKey } from '#records/draft-lists.ts'
import { listNotices, type Notice } from '#records/notices.ts'
import { done, type Context } from '#actions/context.ts'
import { addRoute } from '../answer.ts'
import { caseReader } from '../case-reader.ts'
import { getDesk, noticeTopics, queuesOf, type Desk, type DeskNotice } from '../contract/desk.ts'
import { officerOf } from '../staff-gate.ts'

/** The queues of an officer's duty, with counts. */
export function addDesk(staff: FastifyInstance, context: Context): void {
  addRoute(staff, getDesk, async ({ request }) => {
    const officer = officerOf(request)
    const { cases, drafts }: { cases: readonly CaseQueueKey[]; drafts: readonly DraftQueueKey[] } = queuesOf[officer.role]
    const caseCounts = await countCases(context.db, caseReader(context, officer), cases)
    const draftCounts = await countDrafts(context.db, officer, drafts)
    const queues: Desk['queues'] = [
      ...cases.map(key => ({ list: 'cases' as const, key, count: caseCounts.get(key) ?? 0 })),
      ...drafts.map(key => ({ list: 'drafts' as const, key, count: draftCounts.get(key) ?? 0 })),
    ]
    const notices = (await listNotices(context.db, officer, new Date(context.clock.now()), 12)).map(notice => noticeView(notice))
    const proposals = await countProposals(context, officer)
    return done({ today: context.clock.today(), queues, ...(proposals && { proposals }), notices })
  })
}

/** How much waits for this officer as the second person; undefined for whoever decides no such thing. */
async function countProposals({ db }: Context, officer: Officer): Promise<Desk['proposals']> {
  if (listRefusalFor(officer)) return undefined
  const open = await listOpenProposals(db, officer.reach.low, [...proposalKinds, 'rules'] as const)
  const toDecide = open.filter(proposal => !proposalRefusalFor(officer, proposal, 'passed'))
  const ofRules = toDecide.filter(({ proposal }) => proposal.kind === 'rules').length
  return { list: toDecide.length - ofRules, rules: ofRules }
}

function noticeView({ id, topic, at, readAt, caseId, details }: Notice): DeskNotice {
  const { draftId, dueOn, duties, villages, place, receivedOn } = (details ?? {}) as Partial<Pick<DeskNotice, 'draftId' | 'dueOn' | 'duties' | 'villages' | 'place' | 'receivedOn'>>
  return {
    id, topic: noticeTopics.find(known => known === topic) ?? 'case', at: at.toISOString(), isRead: readAt !== null,
    ...(caseId !== null && { caseId }), ...(draftId !== undefined && { draftId }), ...(dueOn !== undefined && { dueOn }), ...(duties !== undefined && { duties }), ...(villages !== undefined && { villages }),
    ...(place !== undefined && { place }), ...(receivedOn !== undefined && { receivedOn }),
  }
}
