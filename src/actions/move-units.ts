import type { CaseEventDetails } from '#rules/cases/events.ts'
import { helperRefusal, refusalFor } from '#rules/policy/cases.ts'
import type { CaseFile } from '#records/cases.ts'
import type { Db, Tx } from '#records/database.ts'
import { findBinding, findSupervisorOf, listUnitsById, type UnitRow } from '#records/officers.ts'
import { done, refuse, type Outcome } from './context.ts'
import type { Asking, MoveRefusal } from './case-move.ts'
import { keepTextFor } from './matter/redact.ts'

/** The two units an assignment binds: the one that was chosen, and the one that supervises it. */
export async function unitsFor({ tx, officer, file, facts, about, asked: { responsibleUnitId, redacted }, day: { today } }: Asking): Promise<Outcome<object, MoveRefusal>> {
  if (!responsibleUnitId) return refuse({ code: 'unit-missing' })
  const unit = (await listUnitsById(tx, [responsibleUnitId])).get(responsibleUnitId)
  if (!answersIn(unit, file)) return refuse({ code: 'unknown-unit' })
  const supervisingUnitId = await findSupervisingUnit(tx, file, responsibleUnitId, today)
  if (!supervisingUnitId) return refuse({ code: 'no-supervising-unit' })
  const proposed: CaseEventDetails['assign'] = { responsibleUnitId, supervisingUnitId }
  const refusal = refusalFor(officer, 'assign', about, proposed) ?? await keepTextFor(tx, file.id, facts.lastSeq + 1, redacted)
  return refusal ? refuse(refusal) : done(proposed)
}

/** The unit that would supervise another in a case: the one the list binds, else whoever supervises most of what that unit answers for. */
export async function findSupervisingUnit(db: Db | Tx, file: Pick<CaseFile, 'countyCode' | 'itemSlug'>, responsibleUnitId: string, today: string): Promise<string | undefined> {
  const binding = file.itemSlug ? await findBinding(db, file.countyCode, file.itemSlug, today) : undefined
  return binding?.supervisingUnitId ?? (await findSupervisorOf(db, file.countyCode, responsibleUnitId, today))?.supervisingUnitId
}

/** The units that are to help. They meet the veto of a responsible unit. */
export async function helpersFor({ tx, file, facts, about, asked, rules: { limits } }: Asking): Promise<Outcome<object, MoveRefusal>> {
  const unitIds = [...new Set(asked.unitIds ?? [])]
  if (unitIds.length === 0) return refuse({ code: 'unit-missing' })
  if (new Set([...facts.helperUnitIds, ...unitIds]).size > limits.mostHelpers) return refuse({ code: 'too-many-helpers', most: limits.mostHelpers })
  const units = await listUnitsById(tx, unitIds)
  if (!unitIds.every(id => answersIn(units.get(id), file))) return refuse({ code: 'unknown-unit' })
  const refusal = helperRefusal(about, unitIds)
  return refusal ? refuse(refusal) : done({ unitIds } satisfies CaseEventDetails['joinUnits'])
}

/** Townships and departments answer for matters, within their county; a village never for one about itself. */
function answersIn(unit: UnitRow | undefined, file: Pick<CaseFile, 'countyCode'>): unit is UnitRow {
  return unit !== undefined && ['township', 'responsible'].includes(unit.kind) && Math.floor(unit.divisionCode / 1e6) === Math.floor(file.countyCode / 1e6)
}
