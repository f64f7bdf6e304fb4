import type { PlainDate } from '../calendar/plain-date.ts'
import type { CountyCaseRules, LimitKey } from './case-rules.ts'

export const ruleParts = ['limits', 'reasons', 'routes', 'cards'] as const
/** What of the rules for cases a county changes at a time. */
export type RulePart = (typeof ruleParts)[number]

/** Where each part stands in what a county sets. */
export const memberOf = { limits: 'limits', reasons: 'rejectionReasons', routes: 'routes', cards: 'cards' } as const satisfies Record<RulePart, keyof CountyCaseRules>

/** The one part that is asked to be changed; undefined for none and for more than one. */
export function partOf(rules: CountyCaseRules): RulePart | undefined {
  const parts = ruleParts.filter(part => (part === 'limits' ? Object.keys(rules.limits).length > 0 : rules[memberOf[part]] !== undefined))
  return parts.length === 1 ? parts[0] : undefined
}

export type RuleStanding = 'coming' | 'inForce' | 'past'

type Version = { readonly validFrom: PlainDate; readonly rules: CountyCaseRules }

/** Whether what a county set is still to come, holds (if only in part), or was replaced as a whole. `versions` are in the order in which they hold. */
export function standingOf<V extends Version>(version: V, versions: readonly V[], today: PlainDate): RuleStanding {
  if (version.validFrom > today) return 'coming'
  const later = versions.slice(versions.indexOf(version) + 1).filter(other => other.validFrom <= today)
  const holds = placesOf(version.rules).some(place => !later.some(other => placesOf(other.rules).includes(place)))
  return holds ? 'inForce' : 'past'
}

function placesOf(rules: CountyCaseRules): string[] {
  const lists = ruleParts.filter(part => part !== 'limits' && rules[memberOf[part]] !== undefined)
  return [...Object.keys(rules.limits) as LimitKey[], ...lists]
}
