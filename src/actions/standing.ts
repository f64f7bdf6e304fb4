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
import { keptAwayByMatter } from './about-case.ts'
import type { Context } from './context.ts'

/** Asks each question once; whoever asks it again is told the same. */
type Once = <Answer>(question: string, ask: () => Promise<Answer>) => Promise<Answer>

function asking(): Once {
  const told = new Map<string, Promise<unknown>>()
  return <Answer>(question: string, ask: () => Promise<Answer>) => {
    const answer = told.get(question) as Promise<Answer> | undefined ?? ask()
    told.set(question, answer)
    return answer
  }
}

/** Where a case lies and who works on it. */
export async function standingOf(context: Pick<Context, 'clock'>, tx: Tx, { countyCode }: Pick<CaseFile, 'countyCode'>, facts: CaseFacts, once = asking()): Promise<HeldCase['standing']> {
  const today = context.clock.today()
  const desks = {} as Record<DeskLevel, Desk>
  for (const level of deskLevels) {
    const place = deskPlaceOf(countyCode, level)
    desks[level] = await once(`desk ${place}`, () => listDeskOfficers(tx, place, today))
  }
  return { deskLevel: facts.deskLevel, desks, atWork: await listAtWork(tx, facts, today, once), barredOfficerIds: undefined, isUntouched: facts.state === 'submitted' }
}

/** A helping unit is at work as well; that its people alone are kept away takes the case from nobody. */
async function listAtWork(tx: Tx, { responsibleUnitId, supervisingUnitId, helperUnitIds }: CaseFacts, today: PlainDate, once: Once): Promise<Standing['atWork']> {
  const roles = new Map([[responsibleUnitId, 'handler'], [supervisingUnitId, 'supervisor']] as const)
  const ids = [...new Set([...roles.keys(), ...helperUnitIds].filter(id => id !== undefined))]
  const units = await once(`units ${ids.join(' ')}`, () => listUnitsById(tx, ids))
  const atWork = []
  for (const { id, divisionCode } of units.values()) {
    const role = roles.get(id)
    atWork.push({ unitId: id, level: levelOf(divisionCode), officerIds: role ? await once(`${role} ${id}`, () => listOfficersOf(tx, id, role, today)) : [] })
  }
  return atWork
}

/**
 * Tells of two cases, each with what it is one matter with already, whether they can be one. Asked by whoever may merge them, within `lookingFurther`, because it is also about cases of their matters that only
 * others hold. What was found out for one comparison is known in the next.
 */
export function comparing(context: Pick<Context, 'clock'>, tx: Tx): (oneId: string, otherId: string) => Promise<boolean> {
  const once = asking()
  const sideOf = (id: string) => once(`side ${id}`, async (): Promise<Side> => {
    const ids = await listMatter(tx, id)
    const cases: HeldCase[] = []
    for (const each of ids) cases.push(await heldCase(context, tx, each, once))
    return { kept: await keptAwayByMatter(tx, ids), cases }
  })
  return async (oneId, otherId) => canBeOne(await sideOf(oneId), await sideOf(otherId))
}

/** A case, and who has it now. */
export async function heldCase(context: Pick<Context, 'clock'>, tx: Tx, id: string, once = asking()): Promise<HeldCase> {
  const facts = stateOf(await listEvents(tx, id))
  return { facts, standing: await standingOf(context, tx, await getCase(tx, id), facts, once) }
}
