import type { SupervisionItem } from '../cases/supervision-items.ts'
import { isWithoutConflict, type CaseAbout } from './cases.ts'
import { isOnePerson, type Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

/** Roles that read cards and letters: the units that answer them and everybody above. */
export function mayReadSupervision(officer: Officer): boolean {
  return officer.role === 'handler' || officer.role === 'supervisor' || officer.role === 'triage' || officer.role === 'leader'
}

/** Why an officer may not read the register of letters, or undefined: whoever sends them and the leaders do. */
export function registerRefusal(officer: Officer): PolicyRefusal | undefined {
  return officer.role === 'supervisor' || officer.role === 'triage' || officer.role === 'leader' ? undefined : { code: 'not-your-duty', role: officer.role }
}

/**
 * Why an officer may not answer a card or letter, or undefined. An item of another unit, or of a case that names the officer, is not there: a refusal
 * would tell that it is.
 */
export function explanationRefusal(officer: Officer, item: SupervisionItem, about: CaseAbout): PolicyRefusal | 'not-found' | undefined {
  if (item.unitId !== officer.unitId || !isWithoutConflict(officer, about)) return 'not-found'
  if (officer.role !== 'handler' && officer.role !== 'triage') return { code: 'not-your-duty', role: officer.role }
  return item.by !== undefined && isOnePerson(officer, item.by, item.on) ? { code: 'own-request', action: 'explain' } : undefined
}
