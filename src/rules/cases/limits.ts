import type { PlainDate } from '../calendar/plain-date.ts'
import { addDays } from '../calendar/plain-date.ts'
import type { Calendar, DueDay } from '../calendar/working-days.ts'
import { nthWorkingDayAfter, workingDaysBetween } from '../calendar/working-days.ts'
import type { CaseLimits } from './case-rules.ts'
import type { CaseFacts } from './facts.ts'
import { answeredStates, answerOwedStates, endedStates, isOneOf, type CaseDuty } from './states.ts'
import { stageDue } from './steps.ts'

export { stageDue } from './steps.ts'
export type { CaseLimits } from './case-rules.ts'

/** The due day that acceptance promises: day zero is the day of acceptance. */
export function dueAtAcceptance(calendar: Calendar, acceptedOn: PlainDate, limits: CaseLimits): DueDay {
  return nthWorkingDayAfter(calendar, acceptedOn, limits.handle)
}

/** The due day after an extension: counted on from the due day it extends, not from the day of the decision. */
export function extendedDue(calendar: Calendar, dueOn: PlainDate, days: number): DueDay {
  return nthWorkingDayAfter(calendar, dueOn, days)
}

/** A promise counted anew from `from`: never earlier than the one that stands. */
export function promisedAnew(calendar: Calendar, standing: PlainDate | undefined, from: PlainDate, days: number): { dueOn: PlainDate; provisional: boolean; days: number } {
  const counted = nthWorkingDayAfter(calendar, from, days)
  const dueOn = standing !== undefined && standing > counted.day ? standing : counted.day
  return { dueOn, provisional: counted.provisional, days }
}

/** What a receipt promises on the day of filing, each step at its slowest. */
export function promisedDates(
  calendar: Calendar,
  filedOn: PlainDate,
  limits: CaseLimits,
): { acceptedBy: DueDay; assignedBy: DueDay; answeredBy: DueDay } {
  const acceptedBy = nthWorkingDayAfter(calendar, filedOn, limits.accept)
  const from = (days: number) => continued(acceptedBy, nthWorkingDayAfter(calendar, acceptedBy.day, days))
  return { acceptedBy, assignedBy: from(limits.assign), answeredBy: from(limits.handle) }
}

/** On the due day itself nobody is late; overdue begins the day after. */
export function isOverdue(due: PlainDate, today: PlainDate): boolean {
  return today > due
}

/**
 * Whose decision a request is: the first the supervising unit's, any later one the county triage desk's.
 * `asked` counts the request to be decided, so for the open one it is `facts.extensions.asked`.
 */
export function extensionDecider(asked: number): Extract<CaseDuty, 'supervisor' | 'triage'> {
  return asked <= 1 ? 'supervisor' : 'triage'
}

/** The warning light of a case. `none` once it is answered or over, and while the complainant is asked. */
export const lights = ['green', 'yellow', 'red', 'none'] as const
export type Light = (typeof lights)[number]

/** The day the light looks at: that of the answer while one is owed, else that of the step. */
export function lightDue(facts: CaseFacts, calendar: Calendar, limits: CaseLimits): PlainDate | undefined {
  if (isOneOf([...answeredStates, ...endedStates, 'needsMoreInfo'], facts.state)) return undefined
  return isOneOf(answerOwedStates, facts.state) ? facts.dueOn : stageDue(facts, calendar, limits)
}

/**
 * Red when overdue; yellow when the due day is near or most of the time is used; the same times after an extension.
 * Before acceptance there is one day only, so the light is green or red.
 */
export function lightOf(facts: CaseFacts, today: PlainDate, calendar: Calendar, limits: CaseLimits): Light {
  const due = lightDue(facts, calendar, limits)
  if (due === undefined) return 'none'
  if (isOverdue(due, today)) return 'red'
  if (!isOneOf(answerOwedStates, facts.state) || facts.dueCount === undefined) return 'green'
  return isNear({ from: facts.dueCount.from, dueOn: due }, today, calendar, limits) ? 'yellow' : 'green'
}

/** Whether the day of a promise that has not passed is near, or most of its time used. */
export function isNear({ from, dueOn }: { readonly from: PlainDate; readonly dueOn: PlainDate }, today: PlainDate, calendar: Calendar, limits: CaseLimits): boolean {
  const whole = workingDaysBetween(calendar, from, dueOn)
  const left = workingDaysBetween(calendar, today, dueOn)
  return left <= limits.yellowWithin || (whole - left) * 100 >= whole * limits.yellowPercentUsed
}

/** The last day after which at least `before` working days remain, the due day among them. */
export function lastDayToAsk(calendar: Calendar, dueOn: PlainDate, before: number): PlainDate {
  let day = dueOn
  while (workingDaysBetween(calendar, day, dueOn) < before) day = addDays(day, -1)
  return day
}

/** Joins two counts that follow each other, so that a promise shows every day from its beginning. */
function continued(first: DueDay, next: DueDay): DueDay {
  const counted = first.steps.at(-1)?.ordinal ?? 0
  const later = next.steps.map(step => ({ ...step, ordinal: step.ordinal + counted }))
  return { day: next.day, provisional: first.provisional || next.provisional, steps: [...first.steps, ...later] }
}
