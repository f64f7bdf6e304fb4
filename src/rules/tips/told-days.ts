import type { PlainDate } from '../calendar/plain-date.ts'
import { notBefore, nthWorkingDayAfter, workingDaysBetween, type Calendar, type DayStep } from '../calendar/working-days.ts'
import { noticeIn } from '../cases/sweeps.ts'
import { tipDayKinds, tipLimits, type TipDayKind } from './day-kinds.ts'
import type { TipFacts } from './fold.ts'

/** A day as it was told: from which day it is counted, and the notice that moved it, where one did. */
export type ToldTipDay = { readonly what: TipDayKind; readonly from: PlainDate; readonly by: PlainDate; readonly notice?: string | undefined }

/** From which day each kind of day is counted; undefined while it does not run. A named reporter is told; one without a name may look it up. */
const begins: Record<TipDayKind, (facts: TipFacts, isNamed: boolean) => PlainDate | undefined> = {
  screen: ({ state, receivedOn }) => (state === 'received' || state === 'screening' ? receivedOn : undefined),
  tellAcceptance: ({ endedOn, acceptanceToldOn, receivedOn }, isNamed) => (isNamed && endedOn === undefined && acceptanceToldOn === undefined ? receivedOn : undefined),
  tellResult: (facts, isNamed) => (isNamed && hasResult(facts) && facts.resultToldOn === undefined ? facts.endedOn : undefined),
  object: facts => (hasResult(facts) && facts.objectedOn === undefined ? facts.resultToldOn : undefined),
}

export function hasResult({ state }: Pick<TipFacts, 'state'>): boolean {
  return state === 'closed' || state === 'noSubstance'
}

/** Every day that runs on a report, as it was told where it was; what begins to run now is counted by this calendar. */
export function tipDays(facts: TipFacts, isNamed: boolean, calendar: Calendar, told: readonly ToldTipDay[] = []): readonly ToldTipDay[] {
  return tipDayKinds.flatMap(what => {
    const from = begins[what](facts, isNamed)
    if (from === undefined) return []
    const before = told.find(day => day.what === what)
    // A result that is told again gives the same days again, and never fewer than were left.
    return [before?.from === from ? before : { what, from, by: notBefore(what === 'object' ? before?.by : undefined, countedFrom(from, what, calendar)) }]
  })
}

/**
 * The days of a report from before days were told. The soonest that was owed stands in the report already: by a calendar that may have changed
 * since, so it is that one that was told.
 */
export function tipDaysOfBefore(facts: TipFacts, isNamed: boolean, calendar: Calendar, owedOn: PlainDate | null): readonly ToldTipDay[] {
  const days = tipDays(facts, isNamed, calendar)
  const soonest = owedOf(days)[0]
  return days.map(day => (day.what === soonest?.what && owedOn !== null ? { ...day, by: owedOn } : day))
}

function countedFrom(from: PlainDate, what: TipDayKind, calendar: Calendar): PlainDate {
  return nthWorkingDayAfter(calendar, from, tipLimits[what]).day
}

export const owedSteps = ['screen', 'tellAcceptance', 'tellResult'] as const satisfies readonly TipDayKind[]

/** What the body owes and by which day. */
export type OwedOnTip = { readonly what: (typeof owedSteps)[number]; readonly by: PlainDate }

/** What is owed of the days that run, soonest first; empty when nothing is. Time to object is the reporter's, and nobody owes it. */
export function owedOf(days: readonly ToldTipDay[]): readonly OwedOnTip[] {
  return days.flatMap(({ what, by }) => (what === 'object' ? [] : [{ what, by }])).toSorted((a, b) => (a.by < b.by ? -1 : 1))
}

/** What a changed calendar makes of a day: a later one, with the notice that moved it; undefined when it stays. What would come earlier stays. */
export function movedTipDay(day: ToldTipDay, calendar: Calendar): ToldTipDay | undefined {
  const by = countedFrom(day.from, day.what, calendar)
  return by > day.by ? { ...day, by, notice: noticeIn(calendar, { from: day.from, days: tipLimits[day.what] }) || undefined } : undefined
}

/** Day by day to the day that was told, each with the notice it rests on. */
export function tipDaySteps({ from, by }: ToldTipDay, calendar: Calendar): readonly DayStep[] {
  // One more than lie before it: the day that was told may be one of rest by now.
  return nthWorkingDayAfter(calendar, from, workingDaysBetween(calendar, from, by) + 1).steps.filter(({ day }) => day <= by)
}
