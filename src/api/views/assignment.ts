import type { CaseFacts } from '#rules/cases/fold.ts'
import { suggestUnits } from '#rules/cases/suggest-units.ts'
import type { CaseAction } from '#rules/cases/states.ts'
import { townshipOf } from '#rules/divisions/division-code.ts'
import { refusalFor, type CaseAbout } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { countAssignments } from '#records/assignments.ts'
import type { CaseFile } from '#records/cases.ts'
import { findBinding, listEmptied, listUnits, type UnitRow } from '#records/officers.ts'
import type { Context } from '#actions/context.ts'
import { awayFrom, findSupervisingUnit, placesUpTo } from '#actions/move-units.ts'
import type { CaseDetail } from '../contract/case-shapes.ts'
import { unitView } from './units.ts'

type Choice = Pick<CaseDetail, 'responsibleUnits' | 'suggestions'>

/**
 * Units that can answer: the departments of the county, of a case that went up also those above, and the township the complaint is about. The bound one first, those kept away never;
 * and which of them are suggested, with reasons.
 */
export async function unitsToChoose(context: Context, officer: Officer, file: CaseFile, facts: CaseFacts, about: CaseAbout, allowed: readonly CaseAction[]): Promise<Choice> {
  if (!allowed.includes('assign') && !allowed.includes('joinUnits')) return { responsibleUnits: [], suggestions: [] }
  const today = context.clock.today()
  const binding = file.itemSlug === null ? undefined : await findBinding(context.db, file.countyCode, file.itemSlug, today)
  const township = townshipOf(file.villageCode)
  const isOfPlace = (unit: UnitRow) => unit.kind === 'township' && unit.divisionCode === township
  const near = (await Promise.all(placesUpTo(file, facts.deskLevel).map(place => listUnits(context.db, place)))).flat().filter(unit => unit.kind === 'responsible' || isOfPlace(unit))
  const away = [...about.namedUnitIds, ...await listEmptied(context.db, near.map(unit => unit.id), 'handler', awayFrom(about), today)]
  const units = near.filter(unit => !away.includes(unit.id))
  const responsibleUnits = units.map(unit => ({ ...unitView(unit), bound: unit.id === binding?.responsibleUnitId })).sort((a, b) => Number(b.bound) - Number(a.bound))
  if (!allowed.includes('assign')) return { responsibleUnits, suggestions: [] }
  const history = await countAssignments(context.db, officer, file)
  const known = units.map(unit => ({
    unit, id: unit.id, isBound: unit.id === binding?.responsibleUnitId, isOfPlace: isOfPlace(unit), ...history.get(unit.id) ?? { assigned: 0, returned: 0 },
  }))
  const candidates = []
  for (const candidate of known.filter(({ isBound, isOfPlace: isNear, assigned }) => isBound || isNear || assigned > 0)) {
    if (await isAssignable(context, officer, file, about, candidate.unit)) candidates.push(candidate)
  }
  const suggestions = suggestUnits(candidates, [...facts.returns.map(({ unitId }) => unitId), ...facts.recalledUnitIds ?? []])
  return { responsibleUnits, suggestions: suggestions.map(({ id, ...why }) => ({ unitId: id, ...why, reasons: [...why.reasons] })) }
}

/** Whether the act itself would take the unit, with whoever would supervise it. */
async function isAssignable(context: Context, officer: Officer, file: CaseFile, about: CaseAbout, unit: UnitRow): Promise<boolean> {
  const supervisingUnitId = await findSupervisingUnit(context.db, file, unit, about, context.clock.today())
  return supervisingUnitId !== undefined && refusalFor(officer, 'assign', about, { responsibleUnitId: unit.id, supervisingUnitId }) === undefined
}
