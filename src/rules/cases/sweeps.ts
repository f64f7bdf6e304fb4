import type { PlainDate } from '../calendar/plain-date.ts'
import { addDays } from '../calendar/plain-date.ts'
import { nthWorkingDayAfter, type Calendar } from '../calendar/working-days.ts'
import { nextSupervisionOn, type CardBook } from './cards.ts'
import type { CaseLimits } from './case-rules.ts'
import type { CaseFacts } from './facts.ts'
import { availableActions } from './lifecycle.ts'
import { promisedAnew, stageDue } from './limits.ts'
import { firstDayToClose, isInsufficient, isSecondBad, limitRefusal, unsolvedVisit, type Day } from './may.ts'
import type { SystemAction } from './states.ts'
import { orderDue } from './steps.ts'

/** What the sweep does by itself to one case, in the order in which it looks. */
export type SweepAction = Extract<SystemAction, 'lapse' | 'escalate' | 'close' | 'askStillSolved' | 'markOverdue'> | 'orderRedo'

const sweepOrder = ['lapse', 'escalate', 'orderRedo', 'close', 'askStillSolved', 'markOverdue'] as const satisfies readonly SweepAction[]

/** The first day on which the sweep has to do this, if the case stays as it is; undefined when never. */
function firstDayOf(action: SweepAction, facts: CaseFacts, calendar: Calendar, limits: CaseLimits): PlainDate | undefined {
  const due = stageDue(facts, calendar, limits)
  switch (action) {
    case 'lapse':
      return due && addDays(due, 1)
    case 'escalate':
      // What closed goes there by the visit that found it unsolved, at once and never by a sweep.
      return facts.state !== 'closed' && isSecondBad(facts) ? facts.lastOn : undefined
    case 'orderRedo':
      // The supervising unit orders it; when it does not, it is ordered all the same.
      return isInsufficient(facts) && !isSecondBad(facts) ? firstDayToOrder(facts, calendar, limits) : undefined
    case 'close':
      return isInsufficient(facts) ? undefined : firstDayToClose(facts, limits)
    case 'askStillSolved':
      return facts.closedOn && facts.publishedReply && !facts.stillSolved ? addDays(facts.closedOn, limits.stillSolvedCalendarDays) : undefined
    case 'markOverdue':
      return due && !facts.isMarkedOverdue ? addDays(due, 1) : undefined
  }
}

/** After a bad rating its step tells; after a visit that found nothing solved as many days are counted from the visit. */
function firstDayToOrder(facts: CaseFacts, calendar: Calendar, limits: CaseLimits): PlainDate | undefined {
  const visit = facts.visits[unsolvedVisit(facts)]
  const due = stageDue(facts, calendar, limits) ?? (visit && orderDue(visit, calendar, limits))
  return due && addDays(due, 1)
}

/** The first day on which the sweep has anything to do with the case. Kept in a column, so that a sweep touches only these. */
export function nextSweepOn(facts: CaseFacts, calendar: Calendar, rules: CardBook): PlainDate | undefined {
  const days = possibleBySweep(facts).map(action => firstDayOf(action, facts, calendar, rules.limits))
  return [...days, nextSupervisionOn(facts, calendar, rules)].filter(day => day !== undefined).toSorted()[0]
}

/** What the sweep does with the case on this day; undefined when nothing. */
export function sweepAction(facts: CaseFacts, day: Day): SweepAction | undefined {
  return possibleBySweep(facts).find(action => {
    const first = firstDayOf(action, facts, day.calendar, day.limits)
    return first !== undefined && first <= day.today && limitRefusal(action, facts, day) === undefined
  })
}

function possibleBySweep(facts: CaseFacts): SweepAction[] {
  const possible = availableActions(facts.state)
  return sweepOrder.filter(action => possible.includes(action))
}

/**
 * What a changed calendar makes of a promise: undefined when nothing changes. The day moves later or stays; a notice that would shorten it changes
 * only whether it is provisional. `notice` is the last one that names a day of the count.
 */
export function recalculated(promise: { readonly dueOn: PlainDate; readonly provisional: boolean; readonly from: PlainDate; readonly days: number }, calendar: Calendar): { dueOn: PlainDate; provisional: boolean; notice: string } | undefined {
  const { dueOn, provisional } = promisedAnew(calendar, promise.dueOn, promise.from, promise.days)
  // The day stands and its year has its notice now: it is no longer provisional.
  const isFirmNow = dueOn === promise.dueOn && promise.provisional && !provisional
  if (dueOn === promise.dueOn && !isFirmNow) return undefined
  return { dueOn, provisional, notice: noticeIn(calendar, promise) }
}

/** The last notice that names a day of a count. */
export function noticeIn(calendar: Calendar, { from, days }: { readonly from: PlainDate; readonly days: number }): string {
  return nthWorkingDayAfter(calendar, from, days).steps.findLast(step => step.notice !== undefined)?.notice ?? ''
}

/** Whether an answer is drawn for a return visit: by lot, and in any case when otherwise fewer than the share would be of all there were, months before this one among them. */
export function isDrawn(lot: number, percent: number, before: { readonly answers: number; readonly drawn: number }): boolean {
  return lot * 100 < percent || before.drawn < Math.floor(((before.answers + 1) * percent) / 100)
}
