import type { PlainDate } from '../calendar/plain-date.ts'
import type { UnitKind } from '../policy/desks.ts'
import { minutesToConfirm } from './takedown.ts'

/** Which desks are told of a take-down, and when: at once, when nobody has confirmed it, and when the corrected record stays away. */
const toldOf = {
  'takedown-to-confirm': ['township', 'discipline'],
  'takedown-to-correct': ['village'],
  'takedown-unconfirmed': ['township', 'discipline'],
  'takedown-confirm-overdue': ['discipline', 'leadership'],
  'takedown-republish-today': ['village'],
  'takedown-republish-overdue': ['village', 'township', 'discipline'],
} as const satisfies Record<string, readonly UnitKind[]>

export type TakedownTopic = keyof typeof toldOf
export const takedownTopics = Object.keys(toldOf) as TakedownTopic[]

/** An incident as reminders look at it. Instants in milliseconds. */
export type WatchedIncident = {
  readonly openedAt: number
  readonly confirmBy: PlainDate
  readonly republishBy: PlainDate
  readonly isConfirmed: boolean
  /** A corrected version stands there, or the record was withdrawn for good. */
  readonly isPutRight: boolean
}

/**
 * Everything that should have been said of a take-down by now. What was said before is among it: whoever sends it tells nobody twice.
 * On the last day itself nobody is late.
 */
export function takedownNotices(incident: WatchedIncident, now: number, today: PlainDate): { readonly topic: TakedownTopic; readonly to: readonly UnitKind[]; readonly dueOn: PlainDate }[] {
  const { openedAt, confirmBy, republishBy, isConfirmed, isPutRight } = incident
  const isDue: Readonly<Record<TakedownTopic, boolean>> = {
    'takedown-to-confirm': !isConfirmed,
    'takedown-to-correct': !isPutRight,
    'takedown-unconfirmed': !isConfirmed && now - openedAt >= minutesToConfirm * 60_000,
    'takedown-confirm-overdue': !isConfirmed && today > confirmBy,
    'takedown-republish-today': !isPutRight && today >= republishBy,
    'takedown-republish-overdue': !isPutRight && today > republishBy,
  }
  return takedownTopics.filter(topic => isDue[topic]).map(topic => ({ topic, to: toldOf[topic], dueOn: topic.includes('confirm') ? confirmBy : republishBy }))
}
