import { levelOf, type DivisionRange } from '#rules/divisions/division-code.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { deskLevels, type CaseAction, type CaseState, type DeskLevel } from '#rules/cases/states.ts'
import { isOpenItem } from '#rules/cases/supervision-items.ts'
import type { CaseEventDetails } from '#rules/cases/events.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { isOwnWork, type CaseAbout } from '#rules/policy/cases.ts'
import { deskPlaceOf } from '#rules/policy/desks.ts'
import { isAnswerableWith, type Joining } from '#rules/policy/merging.ts'
import { moveUpTo, type Desk, type Standing } from '#rules/policy/move-up.ts'
import { findCaseForUpdate, listEvents, type CaseFile } from '#records/cases.ts'
import { listCasesToSettle, listDeskOfficers } from '#records/conflicts.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { getOfficerOn, listOfficersOf, listUnitsById } from '#records/officers.ts'
import { lookingFurther } from '#records/scope.ts'
import { aboutCase } from './about-case.ts'
import { recordBySystem } from './case-events.ts'
import type { Context } from './context.ts'

type SettledCase = Pick<CaseFile, 'id' | 'countyCode' | 'villageCode' | 'disclosureId' | 'bodyCode'>

/**
 * Moves a case up where its desk or a unit at work is in conflict, where its desk has nobody who may decide what waits, or a new one where its desk has nobody, in the transaction that found
 * it so. The caller holds the lock of the case. A case that had joined another is on its own again first, also where only whoever works on that one is kept away: it cannot be answered together with it any more.
 */
export async function settleConflicts(context: Context, tx: Tx, file: SettledCase, facts: CaseFacts): Promise<CaseFacts> {
  const own = facts.merged?.before ?? facts
  const about = await aboutCase(tx, file, own)
  const found = await levelFor(context, tx, file, own, about)
  const isApart = facts.merged !== undefined && (found !== undefined || !await isAnsweredWith(tx, facts.merged.intoCaseId, { ...about, deskLevel: own.deskLevel }))
  const alone = isApart ? await recordBySystem(context, tx, file, facts, 'unmerge') : facts
  return found ? recordBySystem(context, tx, file, alone, 'moveUp', found satisfies CaseEventDetails['moveUp']) : alone
}

function isAnsweredWith(tx: Tx, leadId: string, joining: Joining): Promise<boolean> {
  return lookingFurther(tx, 'merged', async () => isAnswerableWith(stateOf(await listEvents(tx, leadId)), joining))
}

async function levelFor(context: Context, tx: Tx, file: SettledCase, facts: CaseFacts, about: CaseAbout): Promise<CaseEventDetails['moveUp'] | undefined> {
  const today = context.clock.today()
  const desks = {} as Record<DeskLevel, Desk>
  for (const level of deskLevels) desks[level] = await listDeskOfficers(tx, deskPlaceOf(file.countyCode, level), today)
  const standing: Standing = {
    deskLevel: facts.deskLevel, desks, atWork: await listAtWork(tx, facts, today), excludedUnitIds: about.namedUnitIds, excludedOfficerIds: [...about.namedOfficerIds, ...about.recordAuthorIds],
    barredOfficerIds: undefined, isUntouched: facts.state === 'submitted',
  }
  const byConflict = moveUpTo(standing)
  const deskLevel = moveUpTo({ ...standing, barredOfficerIds: await listBarred(tx, Object.values(desks).flat(), about, today) })
  const endsItems = facts.supervision?.hasLetter || facts.supervisionItems.some(isOpenItem)
  return deskLevel && { deskLevel, ...(byConflict === undefined ? { isUndecidable: true } : desks[facts.deskLevel].length === 0 && { isDeskVacant: true }), ...(endsItems && { endsItems }) }
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

/** What waits for a second person at the desk, and the act by which it is decided. */
const secondActs: Partial<Record<CaseState, CaseAction>> = { rejectionProposed: 'confirmRejection', appealed: 'upholdRejection' }

async function listBarred(tx: Tx, officers: Desk, about: CaseAbout, today: PlainDate): Promise<readonly string[] | undefined> {
  const act = secondActs[about.state]
  if (act === undefined) return undefined
  const barred = []
  for (const { id } of officers) if (isOwnWork(await getOfficerOn(tx, id, today), act, about)) barred.push(id)
  return barred
}

/**
 * Looks at every case that keeps somebody away or waits for a second person, and at every new one whose desk has nobody. Posts, heads and relations may have changed since they were named: who is
 * in conflict is kept away from that moment on, and here the case goes to whom it can. A sweep: twice does no harm. `within` is the place that a change can concern.
 */
export async function settleAllConflicts(context: Context, within?: DivisionRange): Promise<number> {
  let [after, moved]: [string | undefined, number] = [undefined, 0]
  for (;;) {
    const ids = await listCasesToSettle(context.db, { after, within, today: context.clock.today(), most: 500 })
    for (const id of ids) if (await settleOne(context, id)) moved += 1
    after = ids.at(-1)
    if (after === undefined) return moved
  }
}

function settleOne(context: Context, id: string): Promise<boolean> {
  return inTransaction(context.db, async tx => {
    const file = await findCaseForUpdate(tx, id)
    if (!file) return false
    const facts = stateOf(await listEvents(tx, id))
    return (await settleConflicts(context, tx, file, facts)).lastSeq > facts.lastSeq
  })
}
