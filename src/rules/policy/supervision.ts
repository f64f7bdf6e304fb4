import { deskLevels, type DeskLevel } from '../cases/states.ts'
import type { SupervisionItem } from '../cases/supervision-items.ts'
import type { DivisionLevel } from '../divisions/division-code.ts'
import { isWithoutConflict, type CaseAbout } from './cases.ts'
import { isOnePerson, personsOf, type Officer } from './officer.ts'
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
 * Whether a card or letter is this officer's to know of although the case may not be: the unit was asked, or hears that another said nothing. A level that lost the
 * case has lost them with it, and its desks have none even where one was sent to them. isItemOf of records/case-visibility.ts and holds_item() of migration 0052 say the same.
 */
export function isItemOf(officer: Officer, item: Pick<SupervisionItem, 'unitId' | 'raisedTo' | 'deskLevel'>, about: CaseAbout): boolean {
  const deskLevel = about.deskLevel ?? 'county'
  if (item.deskLevel !== deskLevel || !isWithoutConflict(officer, about)) return false
  if ((officer.role === 'triage' || officer.role === 'leader') && !isAtOrAbove(officer.level, deskLevel)) return false
  return item.unitId === officer.unitId || (officer.role !== 'handler' && item.raisedTo.includes(officer.unitId))
}

function isAtOrAbove(level: DivisionLevel, desk: DeskLevel): boolean {
  const levels: readonly DivisionLevel[] = deskLevels
  return levels.indexOf(level) >= deskLevels.indexOf(desk)
}

/**
 * Why an officer may not answer a card or letter, or undefined. An item of another unit, or of a case that names the officer, is not there: a refusal
 * would tell that it is. `headIds`: of a letter, the heads of the unit who could answer it; where there is one, it was sent to them and nobody else answers.
 */
export function explanationRefusal(officer: Officer, item: SupervisionItem, about: CaseAbout, headIds: readonly string[]): PolicyRefusal | 'not-found' | undefined {
  if (item.unitId !== officer.unitId || !isItemOf(officer, item, about)) return 'not-found'
  if (officer.role !== 'handler' && officer.role !== 'triage' && officer.role !== 'supervisor') return { code: 'not-your-duty', role: officer.role }
  if (item.by !== undefined && isOnePerson(officer, item.by, item.on)) return { code: 'own-request', action: 'explain' }
  return isForAnother(officer, headIds) ? { code: 'letter-for-head' } : undefined
}

/** Whether a letter waits for a head of the unit, and this officer neither is one nor stands in for one. */
export function isForAnother(officer: Officer, headIds: readonly string[]): boolean {
  return headIds.length > 0 && !personsOf(officer).some(id => headIds.includes(id))
}
