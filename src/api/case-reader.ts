import { nthWorkingDayAfter } from '#rules/calendar/working-days.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { CaseReader } from '#records/case-lists.ts'
import type { Context } from '#actions/context.ts'

/** Who reads a list of cases, on which day, with the days of the calendar that the case page counts by. */
export function caseReader({ clock, calendar }: Context, officer: Officer): CaseReader {
  return { officer, today: clock.today(), stepDue: (from, days) => nthWorkingDayAfter(calendar, from, days).day }
}
