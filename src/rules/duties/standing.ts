import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import { warningDays, type DutyKind } from './duty-calendar.ts'

export const dutyStandings = ['running', 'owed', 'dueSoon', 'overdue', 'published', 'publishedLate', 'nil', 'nilLate', 'toBackFill', 'backFilled'] as const
/** What has become of a duty. */
export type DutyStanding = (typeof dutyStandings)[number]

/** One duty with the days on which it was fulfilled. */
export type DutyFacts = {
  readonly kind: DutyKind
  readonly periodEnd: PlainDate
  readonly dueOn: PlainDate | null
  readonly publishedOn: PlainDate | null
  readonly nilOn: PlainDate | null
}

/**
 * Derived, never stored. A published record counts before a nil declaration, because it says more. Nobody is late on the due day itself,
 * and what is entered afterwards for past years is never late.
 */
export function dutyStanding({ kind, periodEnd, dueOn, publishedOn, nilOn }: DutyFacts, today: PlainDate): DutyStanding {
  if (kind === 'back-fill' || dueOn === null) return publishedOn ?? nilOn ? 'backFilled' : 'toBackFill'
  if (publishedOn !== null) return publishedOn <= dueOn ? 'published' : 'publishedLate'
  if (nilOn !== null) return nilOn <= dueOn ? 'nil' : 'nilLate'
  if (today > dueOn) return 'overdue'
  if (today >= addDays(dueOn, -warningDays)) return 'dueSoon'
  return today <= periodEnd && kind === 'period' ? 'running' : 'owed'
}

/** Standings with which a duty is fulfilled. */
export const fulfilled: ReadonlySet<DutyStanding> = new Set(['published', 'publishedLate', 'nil', 'nilLate', 'backFilled'])

/** Standings on which a clerk can act today, the most pressing first. */
export const actionable: readonly DutyStanding[] = ['overdue', 'dueSoon', 'owed']
