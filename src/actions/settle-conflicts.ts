import { levelOf, provinceOf, cityOf, type DivisionRange } from '#rules/divisions/division-code.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { deskLevels, type DeskLevel } from '#rules/cases/states.ts'
import type { CaseEventDetails } from '#rules/cases/events.ts'
import { moveUpTo, type Desk } from '#rules/policy/move-up.ts'
import { findCaseForUpdate, listEvents, type CaseFile } from '#records/cases.ts'
import { listCasesToSettle, listDeskOfficers } from '#records/conflicts.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { listUnitsById } from '#records/officers.ts'
import { keptAway } from './about-case.ts'
import { recordBySystem } from './case-events.ts'
import type { Context } from './context.ts'

/** The place whose desk a case lies at. */
export function deskPlaceOf(countyCode: number, level: DeskLevel): number {
  return { county: countyCode, city: cityOf(countyCode), province: provinceOf(countyCode) }[level]
}

/**
 * Moves a case up where its desk or a unit at work is in conflict, or a new one where its desk has nobody, in the transaction that found it so. The caller holds the lock of the case.
 * A case that had joined another is on its own again first: it could not be answered together with it any more.
 */
export async function settleConflicts(context: Context, tx: Tx, file: Pick<CaseFile, 'id' | 'countyCode' | 'disclosureId'>, facts: CaseFacts): Promise<CaseFacts> {
  const found = await levelFor(context, tx, file, facts.merged?.before ?? facts)
  if (found === undefined) return facts
  const alone = facts.merged ? await recordBySystem(context, tx, file, facts, 'unmerge') : facts
  return recordBySystem(context, tx, file, alone, 'moveUp', found satisfies CaseEventDetails['moveUp'])
}

async function levelFor(context: Context, tx: Tx, file: Pick<CaseFile, 'id' | 'countyCode' | 'disclosureId'>, facts: CaseFacts): Promise<CaseEventDetails['moveUp'] | undefined> {
  const { namedUnitIds, namedOfficerIds, recordAuthorIds } = await keptAway(tx, file)
  const units = await listUnitsById(tx, [facts.responsibleUnitId, facts.supervisingUnitId].filter(id => id !== undefined))
  const desks = {} as Record<DeskLevel, Desk>
  for (const level of deskLevels) desks[level] = await listDeskOfficers(tx, deskPlaceOf(file.countyCode, level), context.clock.today())
  const deskLevel = moveUpTo({
    deskLevel: facts.deskLevel, desks, atWork: [...units.values()].map(({ id, divisionCode }) => ({ unitId: id, level: levelOf(divisionCode) })),
    excludedUnitIds: namedUnitIds, excludedOfficerIds: [...namedOfficerIds, ...recordAuthorIds], isUntouched: facts.state === 'submitted',
  })
  return deskLevel && { deskLevel, ...(desks[facts.deskLevel].length === 0 && { isDeskVacant: true }) }
}

/**
 * Looks at every case that has subjects, and at every new one whose desk has nobody. Posts, heads and relations may have changed since they were named: who is
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
