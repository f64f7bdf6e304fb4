import type { ProposalOutcome } from '../catalogue/proposals.ts'
import { isOnePerson, type Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

/** Why an officer may not propose for the list of a county, or undefined: only the triage desk of that county's discipline body may. */
export function listRefusalFor(officer: Officer): PolicyRefusal | undefined {
  if (officer.role !== 'triage') return { code: 'not-your-duty', role: officer.role }
  return officer.level === 'county' ? undefined : { code: 'out-of-reach' }
}

/** Why an officer may not decide a proposal: the same desk of the same county, but never the person who proposed; withdrawing is for that person alone. */
export function proposalRefusalFor(officer: Officer, about: { readonly countyCode: number; readonly proposerId: string; readonly proposedAt?: Date | undefined }, outcome: ProposalOutcome): PolicyRefusal | undefined {
  const refusal = listRefusalFor(officer)
  if (refusal) return refusal
  if (officer.reach.low !== about.countyCode) return { code: 'out-of-reach' }
  if (outcome === 'withdrawn') return officer.id === about.proposerId ? undefined : { code: 'not-your-proposal' }
  return isOnePerson(officer, about.proposerId, about.proposedAt) ? { code: 'own-proposal' } : undefined
}

/** Why an officer may not read the rules for cases of the county: whoever sorts, watches, handles or leads there may. */
export function rulesRefusalFor(officer: Officer): PolicyRefusal | undefined {
  const reads = officer.role === 'triage' || officer.role === 'supervisor' || officer.role === 'handler' || officer.role === 'leader'
  if (!reads) return { code: 'not-your-duty', role: officer.role }
  return officer.level === 'county' || officer.level === 'township' ? undefined : { code: 'out-of-reach' }
}
