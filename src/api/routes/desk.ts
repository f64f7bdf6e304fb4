import type { FastifyInstance } from 'fastify'
import { done, type Context } from '#actions/context.ts'
import { countCases, type CaseQueueKey } from '#records/case-lists.ts'
import { countDrafts, type DraftQueueKey } from '#records/draft-lists.ts'
import { addRoute } from '../answer.ts'
import { caseReader } from '../case-reader.ts'
import { getDesk, queuesOf, type Desk } from '../contract/desk.ts'
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
    return done({ today: context.clock.today(), queues })
  })
}
