import type { PlainDate } from '../calendar/plain-date.ts'
import { addDays } from '../calendar/plain-date.ts'
import type { Calendar, DueDay } from '../calendar/working-days.ts'
import { nthWorkingDayAfter, workingDaysBetween } from '../calendar/working-days.ts'
import type { CaseFacts } from './fold.ts'
import type { CaseDuty } from './states.ts'
import type { CaseRefusal } from './refusals.ts'

/**
 * How long each step may take in one county. Working days unless the name says otherwise. Counties differ by this table,
 * never by code.
 */
export type CaseLimits = {
  /** From filing to acceptance. */
  readonly accept: number
  /** From acceptance to assignment: Yingzhou district lets the supervising unit dispatch within 3 working days. */
  readonly assign: number
  /** From a return to the next assignment. */
  readonly reassign: number
  /** Within which a unit must say that a matter is not its own: a bureau in Hengyang allows 1 working day. */
  readonly returnWithin: number
  readonly mostReturns: number
  /** From assignment to the responsible unit's signature. */
  readonly sign: number
  /** From acceptance to the answer: Ma'anshan closes normally within 10 working days. */
  readonly handle: number
  /** The longest single extension, how many there may be, and how long before the due day one must be asked for. */
  readonly extensionDays: number
  readonly mostExtensions: number
  readonly askBefore: number
  /** From the draft to the decision of review. */
  readonly review: number
  /** Calendar days after the answer within which it can be rated, and after which a silent case closes. */
  readonly rateCalendarDays: number
  readonly silentCloseCalendarDays: number
  /** The light turns yellow this near to the due day, or once this share of the time is used. */
  readonly yellowWithin: number
  readonly yellowPercentUsed: number
}

/** What holds where a county has set nothing else. */
export const defaultLimits: CaseLimits = {
  accept: 1,
  assign: 3,
  reassign: 2,
  returnWithin: 1,
  mostReturns: 2,
  sign: 1,
  handle: 10,
  extensionDays: 10,
  mostExtensions: 2,
  askBefore: 1,
  review: 2,
  rateCalendarDays: 15,
  silentCloseCalendarDays: 15,
  yellowWithin: 3,
  yellowPercentUsed: 70,
}

/** The due day that acceptance promises: day zero is the day of acceptance. */
export function dueAtAcceptance(calendar: Calendar, acceptedOn: PlainDate, limits: CaseLimits): DueDay {
  return nthWorkingDayAfter(calendar, acceptedOn, limits.handle)
}

/** The due day after an extension: counted on from the due day it extends, not from the day of the decision. */
export function extendedDue(calendar: Calendar, dueOn: PlainDate, days: number): DueDay {
  return nthWorkingDayAfter(calendar, dueOn, days)
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

/** Why an extension may not be asked for now, if it may not. Whether the state allows it is the lifecycle's question. */
export function mayAskExtension(facts: CaseFacts, today: PlainDate, calendar: Calendar, limits: CaseLimits): CaseRefusal | undefined {
  if (facts.extensions.asked >= limits.mostExtensions) return { code: 'no-more-extensions', most: limits.mostExtensions }
  const lastDay = facts.dueOn === undefined ? undefined : lastDayToAsk(calendar, facts.dueOn, limits.askBefore)
  if (lastDay === undefined || today > lastDay) return { code: 'too-late-to-ask-extension', lastDay }
  return undefined
}

/** Why an extension may not be this long, if it may not. */
export function extensionLengthRefusal(days: number, limits: CaseLimits): CaseRefusal | undefined {
  const fits = Number.isInteger(days) && days >= 1 && days <= limits.extensionDays
  return fits ? undefined : { code: 'extension-length', most: limits.extensionDays }
}

/**
 * Whose decision a request is: the first the supervising unit's, any later one the county triage desk's.
 * `asked` counts the request to be decided, so for the open one it is `facts.extensions.asked`.
 */
export function extensionDecider(asked: number): Extract<CaseDuty, 'supervisor' | 'triage'> {
  return asked <= 1 ? 'supervisor' : 'triage'
}

/** The day by which the present step should be over; undefined where nobody owes a step. */
export function stageDue(facts: CaseFacts, calendar: Calendar, limits: CaseLimits): PlainDate | undefined {
  const after = (from: PlainDate | undefined, days: number) => from && nthWorkingDayAfter(calendar, from, days).day
  switch (facts.state) {
    case 'submitted':
      return after(facts.filedOn, limits.accept)
    case 'accepted':
      return after(facts.acceptedOn, limits.assign)
    case 'assigned':
      return after(facts.assignedOn, limits.sign)
    case 'returned':
      return after(facts.returns.at(-1)?.on, limits.reassign)
    case 'handling':
    case 'extensionPending':
      return facts.dueOn
    case 'replyDrafted':
      return after(facts.draftedReply?.draftedOn, limits.review)
    case 'replied':
    case 'rated':
    case 'closed':
      return undefined
  }
}

/** The warning light of a case. `none` once it is answered. */
export const lights = ['green', 'yellow', 'red', 'none'] as const
export type Light = (typeof lights)[number]

/**
 * Red when overdue; yellow when the due day is near or most of the time is used; the same times after an extension.
 * Before acceptance there is one day only, so the light is green or red.
 */
export function lightOf(facts: CaseFacts, today: PlainDate, calendar: Calendar, limits: CaseLimits): Light {
  if (facts.publishedReply || facts.state === 'closed') return 'none'
  const due = facts.dueOn ?? stageDue(facts, calendar, limits)
  if (due === undefined) return 'none'
  if (isOverdue(due, today)) return 'red'
  if (facts.acceptedOn === undefined) return 'green'
  const whole = workingDaysBetween(calendar, facts.acceptedOn, due)
  const left = workingDaysBetween(calendar, today, due)
  const isNear = left <= limits.yellowWithin || (whole - left) * 100 >= whole * limits.yellowPercentUsed
  return isNear ? 'yellow' : 'green'
}

/** Why the responsible unit may not return the case, if it may not: there is no third return, the first contact then owns it. */
export function mayReturn(facts: CaseFacts, today: PlainDate, calendar: Calendar, limits: CaseLimits): CaseRefusal | undefined {
  if (facts.returns.length >= limits.mostReturns) return { code: 'no-more-returns', most: limits.mostReturns }
  if (facts.assignedOn === undefined) return undefined
  const lastDay = nthWorkingDayAfter(calendar, facts.assignedOn, limits.returnWithin).day
  return today > lastDay ? { code: 'too-late-to-return', lastDay } : undefined
}

/** Why the complainant may not rate the answer any more, if so. */
export function mayRate(facts: CaseFacts, today: PlainDate, limits: CaseLimits): CaseRefusal | undefined {
  const repliedOn = facts.publishedReply?.publishedOn
  if (repliedOn === undefined) return undefined
  const lastDay = addDays(repliedOn, limits.rateCalendarDays)
  return today > lastDay ? { code: 'too-late-to-rate', lastDay } : undefined
}

/** Why the system may not close the case yet, if so: a rated one closes at once, a silent one after its days have passed. */
export function mayClose(facts: CaseFacts, today: PlainDate, limits: CaseLimits): CaseRefusal | undefined {
  const repliedOn = facts.publishedReply?.publishedOn
  if (facts.rating || repliedOn === undefined) return undefined
  const firstDay = addDays(repliedOn, limits.silentCloseCalendarDays + 1)
  return today < firstDay ? { code: 'too-early-to-close', firstDay } : undefined
}

/** The last day after which at least `before` working days remain, the due day among them. */
function lastDayToAsk(calendar: Calendar, dueOn: PlainDate, before: number): PlainDate {
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
