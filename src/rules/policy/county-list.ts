import type { Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

/** Why an officer may not decide about the list of a county, or undefined: only the triage desk of that county's discipline body may. */
export function listRefusalFor(officer: Officer): PolicyRefusal | undefined {
  if (officer.role !== 'triage') return { code: 'not-your-duty', role: officer.role }
  return officer.level === 'county' ? undefined : { code: 'out-of-reach' }
}
