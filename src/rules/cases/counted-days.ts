import type { PlainDate } from '../calendar/plain-date.ts'
import { nthWorkingDayAfter, type Calendar } from '../calendar/working-days.ts'
import type { CaseLimits } from './case-rules.ts'
import type { MovedDay } from './events.ts'
import type { CaseFacts } from './facts.ts'
import { move } from './lifecycle.ts'
import { contactDue, countedStep, notBefore, stageDue } from './steps.ts'
import { isOpenItem } from './supervision-items.ts'

/** One such day, and what it is counted from. `stands`: it is written in an event, so that another calendar does not change it. */
export type CountedDay = MovedDay & { readonly from: PlainDate; readonly days: number; readonly stands: boolean }

/** Every day counted in working days by which something is owed now. Days from before their length was recorded are not among them: they stand as they are. */
export function countedDays(facts: CaseFacts, calendar: Calendar, limits: CaseLimits): readonly CountedDay[] {
  if (!move(facts.state, 'recalculate').ok) return []
  const step = countedStep(facts, limits)
  const contact = contactDue(facts, calendar, limits)
  const { supervision } = facts
  return [
    ...step ? [{ what: 'step' as const, from: step.from, days: step.days, dueOn: stageDue(facts, calendar, limits)!, stands: facts.step.dueOn !== undefined }] : [],
    ...contact && facts.signedOn ? [{ what: 'contact' as const, from: facts.signedOn, days: limits.contact, dueOn: contact, stands: facts.contactDueOn !== undefined }] : [],
    ...facts.visits.flatMap(({ calledOn, days, dueOn, recordedOn }, i) => (days === undefined || recordedOn ? [] : [{ what: 'visit' as const, n: i + 1, from: calledOn, days, dueOn, stands: true }])),
    ...facts.supervisionItems.flatMap(item => (item.days === undefined || !isOpenItem(item) ? [] : [{ what: 'item' as const, n: item.n, from: item.on, days: item.days, dueOn: item.dueOn!, stands: true }])),
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
