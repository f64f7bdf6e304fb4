import type { PlainDate } from '../calendar/plain-date.ts'
import { isWorkingDay, nthWorkingDayAfter, type Calendar } from '../calendar/working-days.ts'
import type { OwedOnTip } from './told-days.ts'

/** The last day of the steps that an inspector is reminded of on this day: those due by the next working day, and those overdue. */
export function remindedUntil(calendar: Calendar, today: PlainDate): PlainDate | undefined {
  return isWorkingDay(calendar, today) ? nthWorkingDayAfter(calendar, today, 1).day : undefined
}

/** The kinds of steps among these that are due by then, each once however many reports owe it. */
export function stepsDue(owed: readonly OwedOnTip[], until: PlainDate): readonly OwedOnTip['what'][] {
  return [...new Set(owed.filter(({ by }) => by <= until).map(({ what }) => what))].toSorted()
}
