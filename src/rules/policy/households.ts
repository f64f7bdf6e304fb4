import type { Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

/** Codes of one batch, and how many days a household has to use its own; then months for which a villager counts as verified. */
export const householdLimits = { most: 300, codeDays: 60, verifiedMonths: 12 } as const

/** Why an officer may not make or end household codes: the clerk of the village does, who knows its households and hands the papers out. */
export function householdRefusal(officer: Officer): PolicyRefusal | undefined {
  if (officer.role !== 'clerk') return { code: 'not-your-duty', role: officer.role }
  return officer.level === 'village' ? undefined : { code: 'out-of-reach' }
}
