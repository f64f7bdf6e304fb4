import type { PlainDate } from '../calendar/plain-date.ts'
import { notBefore, nthWorkingDayAfter, type Calendar } from '../calendar/working-days.ts'
import type { CaseLimits } from './case-rules.ts'
import type { MovedDay } from './events.ts'
import type { CaseFacts } from './facts.ts'
import { move } from './lifecycle.ts'
import { isInsufficient, isSecondBad, unsolvedVisit } from './may.ts'
import { contactDue, countedStep, orderDue, returnDue, stageDue } from './steps.ts'
import { isOpenItem, levelAbove, riseDue } from './supervision-items.ts'

/** One such day, and what it is counted from. `stands`: it is written in an event, so that another calendar does not change it. */
export type CountedDay = MovedDay & { readonly from: PlainDate; readonly days: number; readonly stands: boolean }

/**
 * Every day counted in working days by which something is owed now, or until when something may be done. Days from before their length was recorded are
 * not among them: they stand as they are.
 */
export function countedDays(facts: CaseFacts, calendar: Calendar, limits: CaseLimits): readonly CountedDay[] {
  if (!move(facts.state, 'recalculate').ok) return []
  return [...stepDay(facts, calendar, limits), ...contactDay(facts, calendar, limits), ...returnDay(facts, calendar, limits), ...visitDays(facts, calendar, limits), ...itemDays(facts, calendar, limits)]
}

type Counting = (facts: CaseFacts, calendar: Calendar, limits: CaseLimits) => readonly CountedDay[]

const stepDay: Counting = (facts, calendar, limits) => {
  const step = countedStep(facts, limits)
  return step ? [{ what: 'step', from: step.from, days: step.days, dueOn: stageDue(facts, calendar, limits)!, stands: facts.step.dueOn !== undefined }] : []
}

const contactDay: Counting = (facts, calendar, limits) => {
  const dueOn = contactDue(facts, calendar, limits)
  return dueOn && facts.signedOn ? [{ what: 'contact', from: facts.signedOn, days: limits.contact, dueOn, stands: facts.contactDueOn !== undefined }] : []
}

const returnDay: Counting = (facts, calendar, limits) => {
  // Looked at for every case of a night: days are counted only where they count.
  if (!move(facts.state, 'return').ok || facts.returns.length >= limits.mostReturns) return []
  const dueOn = returnDue(facts, calendar, limits)
  return dueOn ? [{ what: 'return', from: facts.assignedOn!, days: limits.returnWithin, dueOn, stands: facts.returnDueOn !== undefined }] : []
}

const visitDays: Counting = (facts, calendar, limits) => [
  ...facts.visits.flatMap(({ calledOn, days, dueOn, recordedOn }, i) => (days === undefined || recordedOn ? [] : [{ what: 'visit' as const, n: i + 1, from: calledOn, days, dueOn, stands: true }])),
  ...orderDay(facts, calendar, limits),
]

/** Where its rating is bad the step tells; where a visit found nothing solved, the visit. */
const orderDay: Counting = (facts, calendar, limits) => {
  if (!move(facts.state, 'orderRedo').ok || !isInsufficient(facts) || isSecondBad(facts) || countedStep(facts, limits)) return []
  const visit = facts.visits[unsolvedVisit(facts)]!
  return [{ what: 'order', n: unsolvedVisit(facts) + 1, from: visit.recordedOn!, days: limits.orderRedo, dueOn: orderDue(visit, calendar, limits)!, stands: visit.orderDueOn !== undefined }]
}

const itemDays: Counting = (facts, calendar, limits) => {
  const { supervision, supervisionItems } = facts
  const open = supervisionItems.filter(isOpenItem)
  return [
    ...open.flatMap(({ n, on, days, dueOn }) => (days === undefined ? [] : [{ what: 'item' as const, n, from: on, days, dueOn: dueOn!, stands: true }])),
    ...open.filter(item => move(facts.state, 'raise').ok && levelAbove(item)).flatMap(item => {
      const dueOn = riseDue(item, calendar, limits)
      return dueOn ? [{ what: 'rise' as const, n: item.n, from: item.raisedOn!, days: limits.raise, dueOn, stands: item.riseDueOn !== undefined }] : []
    }),
    ...supervision?.days === undefined ? [] : [{ what: 'supervision' as const, from: supervision.on, days: supervision.days, dueOn: supervision.dueOn, stands: true }],
  ]
}

/** Days as they were told, where they are still counted from the same day: only an event that names the notice moves what somebody was told. */
export function asTold(days: readonly CountedDay[], told: readonly CountedDay[]): readonly CountedDay[] {
  return days.map(day => {
    const before = told.find(({ what, n, from, days: length }) => what === day.what && n === day.n && from === day.from && length === day.days)
    return before && !day.stands ? { ...day, dueOn: before.dueOn } : day
  })
}

/** The day that a changed calendar gives to what was told: a later one, or where it would be shorter the one that was told, to stand from now on. Undefined when nothing changes. */
export function recounted({ what, n, from, days, dueOn, stands }: CountedDay, calendar: Calendar): MovedDay | undefined {
  const counted = nthWorkingDayAfter(calendar, from, days).day
  if (counted === dueOn || (counted < dueOn && stands)) return undefined
  return { what, ...(n !== undefined && { n }), dueOn: notBefore(dueOn, counted) }
}
