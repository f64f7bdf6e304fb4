import type { Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

/** Who keeps the templates of a county: the desk of its discipline body that sorts complaints, and its leader. Units use them. */
export function templateRefusalFor(officer: Pick<Officer, 'role' | 'level'>): PolicyRefusal | undefined {
  if (officer.role !== 'triage' && officer.role !== 'leader') return { code: 'not-your-duty', role: officer.role }
  return officer.level === 'county' ? undefined : { code: 'out-of-reach' }
}

/** Who reads them: those who write answers, who pass them, and who keep them. */
export function mayReadTemplates(officer: Pick<Officer, 'role'>): boolean {
  return ['handler', 'supervisor', 'triage', 'leader'].includes(officer.role)
}
