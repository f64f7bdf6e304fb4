import type { CaseEventDetails } from '#rules/cases/events.ts'
import { deskLevels, type DeskLevel } from '#rules/cases/states.ts'
import { isWithin, rangeOf } from '#rules/divisions/division-code.ts'
import { helperRefusal, refusalFor, type CaseAbout } from '#rules/policy/cases.ts'
import { deskPlaceOf } from '#rules/policy/desks.ts'
import type { CaseFile } from '#records/cases.ts'
import type { Db, Tx } from '#records/database.ts'
import { findBinding, listEmptied, listSupervisorsOf, listUnitsById, listUnitsWithDuty, type KnownUnit, type UnitRow } from '#records/officers.ts'
import { done, refuse, type Outcome } from './context.ts'
import type { Asking, MoveRefusal } from './case-move.ts'
import { keepTextFor } from './matter/redact.ts'

/** The two units an assignment binds: the one that was chosen, and the one that supervises it. */
export async function unitsFor({ tx, officer, file, facts, about, asked: { responsibleUnitId, redacted }, day: { today } }: Asking): Promise<Outcome<object, MoveRefusal>> {
  if (!responsibleUnitId) return refuse({ code: 'unit-missing' })
  const unit = (await listUnitsById(tx, [responsibleUnitId])).get(responsibleUnitId)
  if (!answersIn(unit, file, facts.deskLevel)) return refuse({ code: 'unknown-unit' })
  const supervisingUnitId = await findSupervisingUnit(tx, file, unit, about, today)
  if (!supervisingUnitId) return refuse({ code: 'no-supervising-unit' })
  const proposed: CaseEventDetails['assign'] = { responsibleUnitId, supervisingUnitId }
  const refusal = refusalFor(officer, 'assign', about, proposed) ?? await nobodyFree(tx, about, [unit.id], today) ?? await keepTextFor(tx, file.id, facts.lastSeq + 1, redacted)
  return refusal ? refuse(refusal) : done(proposed)
}

/**
 * The unit that would supervise another in a case: the one the list binds, else whoever supervises most of what that unit answers for. Where these are kept away, and for a unit above the county,
 * another supervising unit of its level, or of a level above that has the case.
 */
export async function findSupervisingUnit(db: Db | Tx, file: Pick<CaseFile, 'countyCode' | 'itemSlug'>, unit: UnitRow, about: CaseAbout, today: string): Promise<string | undefined> {
  const bound = file.itemSlug ? await findBinding(db, file.countyCode, file.itemSlug, today) : undefined
  const usual = [...bound ? [bound.supervisingUnitId] : [], ...await listSupervisorsOf(db, file.countyCode, unit.id, today)]
  const away = await listEmptied(db, usual, 'supervisor', awayFrom(about), today)
  const found = usual.find(id => !about.namedUnitIds.includes(id) && !away.includes(id))
  if (found !== undefined || (usual.length === 0 && isOfCounty(unit, file))) return found
  // From the level of the unit upwards: whoever supervises does not stand below.
  for (const place of placesUpTo(file, about.deskLevel ?? 'county').filter(place => isOfCounty(unit, file) || place <= unit.divisionCode)) {
    const other = (await listUnitsWithDuty(db, place, 'supervisor', awayFrom(about), today)).find(id => !about.namedUnitIds.includes(id) && id !== unit.id)
    if (other !== undefined) return other
  }
  return undefined
}

/** The units that are to help. They meet the veto of a responsible unit. */
export async function helpersFor({ tx, file, facts, about, asked, rules: { limits }, day: { today } }: Asking): Promise<Outcome<object, MoveRefusal>> {
  const unitIds = [...new Set(asked.unitIds ?? [])]
  if (unitIds.length === 0) return refuse({ code: 'unit-missing' })
  if (new Set([...facts.helperUnitIds, ...unitIds]).size > limits.mostHelpers) return refuse({ code: 'too-many-helpers', most: limits.mostHelpers })
  const units = await listUnitsById(tx, unitIds)
  if (!unitIds.every(id => answersIn(units.get(id), file, facts.deskLevel))) return refuse({ code: 'unknown-unit' })
  const refusal = helperRefusal(about, unitIds) ?? await nobodyFree(tx, about, unitIds, today)
  return refusal ? refuse(refusal) : done({ unitIds } satisfies CaseEventDetails['joinUnits'])
}

/** A unit whose handlers are all kept away would have the case and could not open it. Which of them is away, and why, is not said. */
async function nobodyFree(tx: Tx, about: CaseAbout, unitIds: readonly string[], today: string): Promise<MoveRefusal | undefined> {
  return (await listEmptied(tx, unitIds, 'handler', awayFrom(about), today)).length > 0 ? { code: 'unit-without-handlers' } : undefined
}

/** The officers who are kept away from a case for themselves. */
export function awayFrom(about: CaseAbout): readonly string[] {
  return [...about.namedOfficerIds, ...about.recordAuthorIds]
}

/** Townships and departments answer for matters, within their county; a village never for one about itself. Of a case that went up, also the departments of the levels up to its desk. */
function answersIn(unit: KnownUnit | undefined, file: Pick<CaseFile, 'countyCode'>, deskLevel: DeskLevel): unit is KnownUnit {
  if (unit === undefined || unit.endedOn !== null) return false
  return isOfCounty(unit, file) ? ['township', 'responsible'].includes(unit.kind) : unit.kind === 'responsible' && placesUpTo(file, deskLevel).includes(unit.divisionCode)
}

/** The county a case is from, and of one that went up the places above it, as far as its desk. */
export function placesUpTo({ countyCode }: Pick<CaseFile, 'countyCode'>, deskLevel: DeskLevel): number[] {
  return deskLevels.slice(0, deskLevels.indexOf(deskLevel) + 1).map(level => deskPlaceOf(countyCode, level))
}

function isOfCounty(unit: UnitRow, { countyCode }: Pick<CaseFile, 'countyCode'>): boolean {
  return isWithin(unit.divisionCode, rangeOf(countyCode))
}
