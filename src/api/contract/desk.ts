import type { Static } from 'typebox'
import { Type } from 'typebox'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { closed, Count, Day, oneOf } from './words.ts'

export const caseQueues = [
  'to-accept',
  'to-assign',
  'returned',
  'extensions',
  'reviews',
  'to-sign',
  'handling',
  'waiting',
  'answered',
  'overdue',
  'all',
] as const
export type CaseQueue = (typeof caseQueues)[number]

export const draftQueues = ['mine', 'returned', 'to-review', 'approved'] as const
export type DraftQueue = (typeof draftQueues)[number]

/**
 * The queues of each role, in the order of the desk. handling: handling; waiting: what the unit handed on and another body
 * decides (extensionPending, replyDrafted); answered: replied, rated, closed. triage/extensions: second requests only.
 */
export const queuesOf = {
  triage: { cases: ['to-accept', 'to-assign', 'returned', 'extensions', 'all'], drafts: [] },
  supervisor: { cases: ['extensions', 'reviews', 'all'], drafts: [] },
  handler: { cases: ['to-sign', 'handling', 'waiting', 'answered'], drafts: [] },
  leader: { cases: ['overdue', 'all'], drafts: [] },
  clerk: { cases: [], drafts: ['returned', 'mine', 'approved'] },
  reviewer: { cases: [], drafts: ['to-review', 'returned', 'approved'] },
} as const satisfies Record<string, { cases: readonly CaseQueue[]; drafts: readonly DraftQueue[] }>

export const DeskQueue = closed(
  { list: oneOf(['cases', 'drafts']), key: oneOf([...new Set([...caseQueues, ...draftQueues])] as (CaseQueue | DraftQueue)[]), count: Count },
  { title: 'DeskQueue', description: 'A queue and how many it holds: always equal to the total of its list.' },
)

export const Desk = closed({ today: Day, queues: Type.Array(DeskQueue) }, { title: 'Desk' })

export const getDesk = {
  method: 'GET',
  url: '/api/v1/desk',
  schema: { operationId: 'getDesk', tags: ['desk'], summary: 'The queues of the signed-in officer, with counts.', response: { 200: Desk, ...refusals } },
} as const satisfies RouteContract

export type Desk = Static<typeof Desk>
