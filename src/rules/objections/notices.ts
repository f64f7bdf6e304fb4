import type { PlainDate } from '../calendar/plain-date.ts'
import { nthWorkingDayAfter, type Calendar } from '../calendar/working-days.ts'
import type { UnitKind } from '../policy/desks.ts'
import type { ObjectionAction, ObjectionState } from './lifecycle.ts'

export const objectionTopics = ['objection-raised', 'objection-escalated', 'objection-upheld', 'objection-due-soon', 'objection-overdue'] as const
export type ObjectionTopic = (typeof objectionTopics)[number]
export type ObjectionNotice = { readonly topic: ObjectionTopic; readonly to: readonly UnitKind[] }

/** Who is told when an objection moves: whose turn it is now, and who ought to know. */
const onMove: Partial<Record<ObjectionAction, ObjectionNotice>> = {
  raise: { topic: 'objection-raised', to: ['village'] },
  escalate: { topic: 'objection-escalated', to: ['township', 'village'] },
  concede: { topic: 'objection-upheld', to: ['township', 'village'] },
  uphold: { topic: 'objection-upheld', to: ['village'] },
}

export function noticeOnMove(action: ObjectionAction): ObjectionNotice | undefined {
  return onMove[action]
}

/** In each state: who must act and is reminded, and who is told that it was not done. Silence about an answer binds nobody. */
const waitingFor: Partial<Record<ObjectionState, { readonly reminded: UnitKind; readonly above: readonly UnitKind[] }>> = {
  raised: { reminded: 'village', above: ['township'] },
  escalated: { reminded: 'township', above: ['township', 'discipline'] },
  upheld: { reminded: 'village', above: ['village', 'township', 'discipline'] },
}

/** What is to be said on a day of an objection that waits: from the working day before the last, and from the day after it. */
export function reminderOn(calendar: Calendar, state: ObjectionState, dueOn: PlainDate, today: PlainDate): ObjectionNotice | undefined {
  const waiting = waitingFor[state]
  if (!waiting) return undefined
  if (today > dueOn) return { topic: 'objection-overdue', to: waiting.above }
  return nthWorkingDayAfter(calendar, today, 1).day >= dueOn ? { topic: 'objection-due-soon', to: [waiting.reminded] } : undefined
}
