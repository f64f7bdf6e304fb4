import { isNear } from '#rules/cases/limits.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { CaseReader } from '#records/case-narrowing.ts'
import type { Context } from '#actions/context.ts'

/** Who reads a list of cases, on which day, with the calendar and the rules of the county that the case page counts by. */
export function caseReader({ clock, calendar, caseRules }: Context, officer: Officer): CaseReader {
  const today = clock.today()
  return {
    officer, today,
    isNear: async ({ countyCode, cycleFrom, ...promise }) => isNear(promise, today, calendar, (await caseRules.on(countyCode, cycleFrom)).limits),
  }
}
