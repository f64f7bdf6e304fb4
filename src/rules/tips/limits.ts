import type { PlainDate } from '../calendar/plain-date.ts'
import { nthWorkingDayAfter, type Calendar } from '../calendar/working-days.ts'
import type { TipFacts } from './fold.ts'

/** Working days: screening and handing on within 5, telling a named reporter of acceptance and of the result within 15. */
export const tipLimits = { screen: 5, tellAcceptance: 15, tellResult: 15 } as const

/** What the body owes now and by which day. A named reporter is told; one without a name may look it up. */
export type OwedOnTip = { readonly what: keyof typeof tipLimits; readonly by: PlainDate }

/** What is owed on a report, soonest first; empty when nothing is. */
export function owedOnTip(facts: TipFacts, isNamed: boolean, calendar: Calendar): readonly OwedOnTip[] {
  const after = (day: PlainDate, what: keyof typeof tipLimits): OwedOnTip => ({ what, by: nthWorkingDayAfter(calendar, day, tipLimits[what]).day })
  const owed: OwedOnTip[] = []
  if (facts.state === 'received' || facts.state === 'screening') owed.push(after(facts.receivedOn, 'screen'))
  const isOpen = facts.endedOn === undefined
  if (isNamed && isOpen && facts.acceptanceToldOn === undefined) owed.push(after(facts.receivedOn, 'tellAcceptance'))
  const hasEnded = facts.state === 'closed' || facts.state === 'noSubstance'
  if (isNamed && hasEnded && facts.resultToldOn === undefined) owed.push(after(facts.endedOn!, 'tellResult'))
  return owed.sort((a, b) => a.by < b.by ? -1 : 1)
}
