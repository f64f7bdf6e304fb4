import type { PlainDate } from '../calendar/plain-date.ts'
import type { TipFacts } from './fold.ts'
import { hasResult, type ToldTipDay } from './told-days.ts'

/** A report with everything that what may be done with it depends on. */
export type TipStanding = { readonly facts: TipFacts; readonly isNamed: boolean; readonly today: PlainDate; readonly days: readonly ToldTipDay[] }

export type ArchiveRefusal = { readonly code: 'tip-result-owed' } | { readonly code: 'tip-objection-open'; readonly lastDay: PlainDate }

/** Why a report may not be put away yet: a named reporter is told the result first, and whoever was told has until the last of some days to object. */
export function archiveRefusal({ facts, isNamed, today, days }: TipStanding): ArchiveRefusal | undefined {
  if (!hasResult(facts)) return undefined
  if (facts.resultToldOn === undefined) return isNamed ? { code: 'tip-result-owed' } : undefined
  const lastDay = days.find(({ what }) => what === 'object')?.by
  return lastDay === undefined || today > lastDay ? undefined : { code: 'tip-objection-open', lastDay }
}
