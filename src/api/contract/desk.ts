import type { Static } from 'typebox'
import { Type } from 'typebox'
import { takedownTopics } from '#rules/disclosures/takedown-notices.ts'
import { supervisionTopics } from '#rules/cases/supervision-items.ts'
import { objectionTopics } from '#rules/objections/notices.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { closed, Count, Day, Id, Instant, oneOf } from './words.ts'

export const caseQueues = [
  'to-accept',
  'to-assign',
  'ready-to-assign',
  'returned',
  'to-confirm',
  'county-decides',
  'extensions',
  'reviews',
  'badly-rated',
  'visits',
  'to-release',
  'supervised',
  'cards',
  'to-sign',
  'handling',
  'helping',
  'waiting',
  'answered',
  'overdue',
  'all',
] as const
export type CaseQueue = (typeof caseQueues)[number]

export const draftQueues = ['mine', 'returned', 'at-committee', 'to-review', 'scheduled', 'approved'] as const
export type DraftQueue = (typeof draftQueues)[number]

/**
 * The queues of each role, in the order of the desk. to-confirm: rejectionProposed, appealed; ready-to-assign: whatever can be assigned and has its text for the unit, so that several go at once; county-decides: countyDecides, escalated; to-sign: assigned, redo; handling: handling, jointHandling of the leading unit; helping: of the others; waiting: what the unit handed on and another body
 * decides (extensionPending, replyDrafted); answered: replied, rated, escalated, closed. triage/extensions: second requests only; triage/visits: of cases that no unit supervises any more; to-release: the complainant wrote what the unit at work does not read yet.
 */
export const queuesOf = {
  triage: { cases: ['to-accept', 'to-confirm', 'to-assign', 'ready-to-assign', 'returned', 'county-decides', 'extensions', 'visits', 'to-release', 'supervised', 'cards', 'all'], drafts: [] },
  supervisor: { cases: ['extensions', 'reviews', 'badly-rated', 'visits', 'supervised', 'cards', 'all'], drafts: [] },
  handler: { cases: ['to-sign', 'handling', 'helping', 'cards', 'waiting', 'answered'], drafts: [] },
  leader: { cases: ['overdue', 'cards', 'all'], drafts: [] },
  clerk: { cases: [], drafts: ['returned', 'mine', 'approved'] },
  committee: { cases: [], drafts: ['at-committee', 'returned', 'approved'] },
  // Confidential reports have a list of their own; nothing of them is counted here.
  inspector: { cases: [], drafts: [] },
  'system-admin': { cases: [], drafts: [] },
  'security-admin': { cases: [], drafts: [] },
  'custodian': { cases: [], drafts: [] },
  'audit-admin': { cases: [], drafts: [] },
  reviewer: { cases: [], drafts: ['to-review', 'scheduled', 'returned', 'approved'] },
} as const satisfies Record<string, { cases: readonly CaseQueue[]; drafts: readonly DraftQueue[] }>

export const DeskQueue = closed(
  { list: oneOf(['cases', 'drafts']), key: oneOf([...new Set([...caseQueues, ...draftQueues])] as (CaseQueue | DraftQueue)[]), count: Count },
  { title: 'DeskQueue', description: 'A queue and how many it holds: always equal to the total of its list.' },
)

export const noticeTopics = ['case', 'duty-due-soon', 'duties-overdue', 'duties-long-overdue', 'scheduled-stopped', 'ratings-worth-a-look', 'recalled', ...takedownTopics, ...objectionTopics, ...supervisionTopics] as const

export const DeskNotice = closed(
  {
    id: Id, topic: oneOf(noticeTopics), at: Instant, isRead: Type.Boolean(), caseId: Type.Optional(Id), draftId: Type.Optional(Id),
    dueOn: Type.Optional(Day), duties: Type.Optional(Count), villages: Type.Optional(Count),
    place: Type.Optional(Type.String({ description: 'Of a case that was taken back: the village, and below the day on which it was received.' })), receivedOn: Type.Optional(Day),
  },
  { title: 'DeskNotice' },
)

/** What two people decide beside cases and records, by the screen where it is decided. */
const Proposals = closed({ list: Count, rules: Count }, { description: 'What colleagues of the triage desk proposed and this officer may decide.' })

export const Desk = closed({ today: Day, queues: Type.Array(DeskQueue), proposals: Type.Optional(Proposals), notices: Type.Array(DeskNotice, { description: 'The newest notices of the officer’s unit, unread first.' }) }, { title: 'Desk' })

export const getDesk = {
  method: 'GET',
  url: '/api/v1/desk',
  schema: { operationId: 'getDesk', tags: ['desk'], summary: 'The queues of the signed-in officer, with counts.', response: { 200: Desk, ...refusals } },
} as const satisfies RouteContract

export type Desk = Static<typeof Desk>
export type DeskNotice = Static<typeof DeskNotice>
