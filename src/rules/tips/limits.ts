import type { PlainDate } from '../calendar/plain-date.ts'
import { nthWorkingDayAfter, type Calendar } from '../calendar/working-days.ts'
import type { TipFacts } from './fold.ts'

/**
 * Working days: screening and handing on within 5, telling a named reporter of acceptance and of the result within 15. `object` is ours: as long as the body
 * had to tell the result, whoever was told it has to object, before the report may be put away.
 */
export const tipLimits = { screen: 5, tellAcceptance: 15, tellResult: 15, object: 15 } as const

export const owedSteps = ['screen', 'tellAcceptance', 'tellResult'] as const satisfies readonly (keyof typeof tipLimits)[]

/** What the body owes now and by which day. A named reporter is told; one without a name may look it up. */
export type OwedOnTip = { readonly what: (typeof owedSteps)[number]; readonly by: PlainDate }

/** What is owed on a report, soonest first; empty when nothing is. */
export function owedOnTip(facts: TipFacts, isNamed: boolean, calendar: Calendar): readonly OwedOnTip[] {
  const after = (day: PlainDate, what: OwedOnTip['what']): OwedOnTip => ({ what, by: nthWorkingDayAfter(calendar, day, tipLimits[what]).day })
  const owed: OwedOnTip[] = []
  if (facts.state === 'received' || facts.state === 'screening') owed.push(after(facts.receivedOn, 'screen'))
  const isOpen = facts.endedOn === undefined
  if (isNamed && isOpen && facts.acceptanceToldOn === undefined) owed.push(after(facts.receivedOn, 'tellAcceptance'))
  if (isNamed && hasResult(facts) && facts.resultToldOn === undefined) owed.push(after(facts.endedOn!, 'tellResult'))
  return owed.sort((a, b) => a.by < b.by ? -1 : 1)
}

function hasResult({ state }: TipFacts): boolean {
  return state === 'closed' || state === 'noSubstance'
}

/** A report with everything that what may be done with it depends on. */
export type TipStanding = { readonly facts: TipFacts; readonly isNamed: boolean; readonly today: PlainDate; readonly calendar: Calendar }

export type ArchiveRefusal = { readonly code: 'tip-result-owed' } | { readonly code: 'tip-objection-open'; readonly lastDay: PlainDate }

/** Why a report may not be put away yet: a named reporter is told the result first, and whoever was told has until the last of some days to object. */
export function archiveRefusal({ facts, isNamed, today, calendar }: TipStanding): ArchiveRefusal | undefined {
  if (!hasResult(facts)) return undefined
  if (facts.resultToldOn === undefined) return isNamed ? { code: 'tip-result-owed' } : undefined
  if (facts.objectedOn !== undefined) return undefined
  const lastDay = nthWorkingDayAfter(calendar, facts.resultToldOn, tipLimits.object).day
  return today > lastDay ? undefined : { code: 'tip-objection-open', lastDay }
}
