import type { PlainDate } from '../calendar/plain-date.ts'
import { notBefore, nthWorkingDayAfter, workingDaysBetween, type Calendar, type DayStep } from '../calendar/working-days.ts'
import type { CaseLimits, LimitKey } from './case-rules.ts'
import { isBad } from './events.ts'
import type { CaseFacts, StepBegin, Visit } from './facts.ts'
import type { CaseState } from './states.ts'

/** What limits the step of each state: a limit of the county, the promised day of the answer, or nothing. */
const stepLimits = {
  submitted: 'accept',
  needsMoreInfo: 'supply',
  lapsed: undefined,
  diverted: undefined,
  rejectionProposed: 'confirmRejection',
  rejected: undefined,
  appealed: 'decideAppeal',
  accepted: 'assign',
  assigned: 'sign',
  returned: 'reassign',
  countyDecides: 'countyDecides',
  handling: 'answer',
  jointHandling: 'answer',
  extensionPending: 'review',
  replyDrafted: 'review',
  replied: undefined,
  rated: 'orderRedo',
  redo: 'sign',
  escalated: 'decideEscalation',
  closed: undefined,
  merged: 'answer',
  withdrawn: undefined,
} as const satisfies Record<CaseState, LimitKey | 'answer' | undefined>

/** States whose step is the answer itself: their day stands in the case. */
export const answerSteps = (Object.keys(stepLimits) as CaseState[]).filter(state => stepLimits[state] === 'answer')

/** From which day and how many working days the present step is counted; undefined where nobody owes one, or the answer itself is owed. */
export function countedStep(facts: CaseFacts, limits: CaseLimits): Required<Pick<StepBegin, 'from' | 'days'>> | undefined {
  const limit = stepLimits[facts.state]
  if (limit === undefined || limit === 'answer') return undefined
  // After a good rating nothing is left to do.
  if (facts.state === 'rated' && !(facts.rating && isBad(facts.rating.grade))) return undefined
  return { from: facts.step.from, days: facts.step.days ?? limits[limit] }
}

/** The day by which the present step should be over; undefined where nobody owes a step. */
export function stageDue(facts: CaseFacts, calendar: Calendar, limits: CaseLimits): PlainDate | undefined {
  if (stepLimits[facts.state] === 'answer') return facts.dueOn
  const step = countedStep(facts, limits)
  return step && notBefore(facts.step.dueOn, nthWorkingDayAfter(calendar, step.from, step.days).day)
}

/** Day by day to the end of the present step, each with the notice it rests on; empty where none is owed, or the answer itself is. */
export function stepDays(facts: CaseFacts, calendar: Calendar, limits: CaseLimits): readonly DayStep[] {
  const [step, until] = [countedStep(facts, limits), stageDue(facts, calendar, limits)]
  return step && until ? nthWorkingDayAfter(calendar, step.from, workingDaysBetween(calendar, step.from, until)).steps : []
}

/** By when the unit that signed writes to the complainant for the first time; undefined when it has, or has nothing to write about yet or any more. */
export function contactDue(facts: CaseFacts, calendar: Calendar, limits: Pick<CaseLimits, 'contact'>): PlainDate | undefined {
  if (facts.signedOn === undefined || facts.contactedOn !== undefined || !['handling', 'jointHandling'].includes(facts.state)) return undefined
  return notBefore(facts.contactDueOn, nthWorkingDayAfter(calendar, facts.signedOn, limits.contact).day)
}

/** The last day on which the unit may send the case back as not its own; undefined when nobody was assigned to it. */
export function returnDue({ assignedOn, returnDueOn }: Pick<CaseFacts, 'assignedOn' | 'returnDueOn'>, calendar: Calendar, limits: Pick<CaseLimits, 'returnWithin'>): PlainDate | undefined {
  return assignedOn && notBefore(returnDueOn, nthWorkingDayAfter(calendar, assignedOn, limits.returnWithin).day)
}

/** Until when a redo is left to be ordered by hand after a visit that found nothing solved; as many days as after a bad rating. */
export function orderDue({ recordedOn, orderDueOn }: Visit, calendar: Calendar, limits: Pick<CaseLimits, 'orderRedo'>): PlainDate | undefined {
  return recordedOn && notBefore(orderDueOn, nthWorkingDayAfter(calendar, recordedOn, limits.orderRedo).day)
}
