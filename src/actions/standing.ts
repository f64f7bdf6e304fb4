import { levelOf } from '#rules/divisions/division-code.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { deskLevels, type DeskLevel } from '#rules/cases/states.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { deskPlaceOf } from '#rules/policy/desks.ts'
import { canBeOne, type HeldCase, type Side } from '#rules/policy/merging.ts'
import type { Desk, Standing } from '#rules/policy/move-up.ts'
import { getCase, listEvents, type CaseFile } from '#records/cases.ts'
import { listDeskOfficers, listMatter } from '#records/conflicts.ts'
import type { Tx } from '#records/database.ts'
import { listOfficersOf, listUnitsById } from '#records/officers.ts'
import { lookingFurther } from '#records/scope.ts'
import { keptAwayByMatter } from './about-case.ts'
import type { Context } from './context.ts'

/** Where a case lies and who works on it. */
export async function standingOf(context: Pick<Context, 'clock'>, tx: Tx, { countyCode }: Pick<CaseFile, 'countyCode'>, facts: CaseFacts): Promise<HeldCase['standing']> {
  const today = context.clock.today()
  const desks = {} as Record<DeskLevel, Desk>
  for (const level of deskLevels) desks[level] = await listDeskOfficers(tx, deskPlaceOf(countyCode, level), today)
  return { deskLevel: facts.deskLevel, desks, atWork: await listAtWork(tx, facts, today), barredOfficerIds: undefined, isUntouched: facts.state === 'submitted' }
}

/** A helping unit is at work as well; that its people alone are kept away takes the case from nobody. */
async function listAtWork(tx: Tx, { responsibleUnitId, supervisingUnitId, helperUnitIds }: CaseFacts, today: PlainDate): Promise<Standing['atWork']> {
  const roles = new Map([[responsibleUnitId, 'handler'], [supervisingUnitId, 'supervisor']] as const)
  const units = await listUnitsById(tx, [...new Set([...roles.keys(), ...helperUnitIds].filter(id => id !== undefined))])
  const atWork = []
  for (const { id, divisionCode } of units.values()) {
    const role = roles.get(id)
    atWork.push({ unitId: id, level: levelOf(divisionCode), officerIds: role ? await listOfficersOf(tx, id, role, today) : [] })
  }
  return atWork
}

/** Whether two cases, each with what it is one matter with already, can be one. Asked by whoever may merge them, and also about cases of their matters that only others hold. */
export function couldBeOne(context: Pick<Context, 'clock'>, tx: Tx, oneId: string, otherId: string): Promise<boolean> {
  return lookingFurther(tx, 'merged', async inner => canBeOne(await sideOf(context, inner, oneId), await sideOf(context, inner, otherId)))
}

async function sideOf(context: Pick<Context, 'clock'>, tx: Tx, id: string): Promise<Side> {
  const ids = await listMatter(tx, id)
  const cases: HeldCase[] = []
  for (const each of ids) cases.push(await heldCase(context, tx, each))
  return { kept: await keptAwayByMatter(tx, ids), cases }
}

/** A case, and who has it now. */
export async function heldCase(context: Pick<Context, 'clock'>, tx: Tx, id: string): Promise<HeldCase> {
  const facts = stateOf(await listEvents(tx, id))
  return { facts, standing: await standingOf(context, tx, await getCase(tx, id), facts) }
}
