import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import { addMonths, monthOfDay } from '../calendar/months.ts'
import type { CaseEvent } from '../cases/events.ts'
import type { CaseFacts } from '../cases/facts.ts'
import { isOneOf } from '../cases/states.ts'

/** Once the answer has come, whoever asked may allow everybody to read it; not while it is done again or lies with the county. */
const consentStates = ['replied', 'rated', 'closed'] as const

/** Whoever allowed it may think better of it for so many days before anything can appear. */
const daysToThink = 10

/** Whether the answer of a case may be shown to everybody, if its complainant allows it. */
export function mayBeShown(facts: CaseFacts): boolean {
  return isOneOf(consentStates, facts.state) && facts.publishedReply?.publishedOn !== undefined
}

/** The number of the event by which the answer that stands was given. A consent holds for that answer and no later one. */
export function answerSeq(events: readonly CaseEvent[]): number | undefined {
  return events.findLast(event => event.action === 'passReview' || event.action === 'answerTogether')?.seq
}

/**
 * When an approved text appears: on the first day of a month, with all others of the county, so that neither the day of the answer nor that of
 * the decision can be read off it.
 */
export function appearsOn(approvedOn: PlainDate): PlainDate {
  const earliest = addDays(approvedOn, daysToThink)
  const month = monthOfDay(earliest)
  return month.first === earliest ? earliest : addMonths(month, 1).first
}

export const textStates = ['waiting', 'coming', 'shown', 'returned', 'withdrawn', 'revoked'] as const
/** What became of a prepared text. `coming`: approved, and not yet the first of the month. `revoked`: the complainant took the consent back. */
export type TextState = (typeof textStates)[number]

/** A text in one of these keeps another from being prepared for the same case. */
export const livingTextStates = ['waiting', 'coming', 'shown'] as const satisfies readonly TextState[]
