import type { DivisionRange } from '#rules/divisions/division-code.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { deskLevels, type CaseAction, type CaseState } from '#rules/cases/states.ts'
import { isOpenItem } from '#rules/cases/supervision-items.ts'
import type { CaseEventDetails } from '#rules/cases/events.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { isOwnWork, type CaseAbout } from '#rules/policy/cases.ts'
import { isAnswerableWith } from '#rules/policy/merging.ts'
import { moveUpTo, type Desk, type Standing } from '#rules/policy/move-up.ts'
import { listMergedInto } from '#records/case-links.ts'
import { findCaseForUpdate, listEvents, type CaseFile } from '#records/cases.ts'
import { listCasesToSettle, listMatter } from '#records/conflicts.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { getOfficerOn } from '#records/officers.ts'
import { lookingFurther } from '#records/scope.ts'
import { aboutCase, keptAwayByMatter, type KeptAway } from './about-case.ts'
import { recordBySystem } from './case-events.ts'
import type { Context } from './context.ts'
import { lockMatter } from './lock-matter.ts'
import { heldCase, standingOf } from './standing.ts'

type SettledCase = Pick<CaseFile, 'id' | 'countyCode' | 'villageCode' | 'disclosureId' | 'bodyCode'>

/**
 * Moves a case up where its desk or a unit at work is in conflict, where its desk has nobody who may decide what waits, or a new one where its desk has nobody, in the transaction that found
 * it so; and what is merged into it along with it. The caller holds the lock of the case.
 */
export async function settleConflicts(context: Context, tx: Tx, file: SettledCase, facts: CaseFacts): Promise<CaseFacts> {
  if (facts.merged) return settleJoined(context, tx, file, facts, facts.merged)
  // First what cannot be answered together with this case any more: whom it keeps away is then nothing to this one.
  await settleAllJoined(context, tx, file.id)
  const found = await levelFor(context, tx, file, facts, await aboutCase(tx, file, facts))
  if (!found) return facts
  const moved = await recordBySystem(context, tx, file, facts, 'moveUp', found satisfies CaseEventDetails['moveUp'])
  await settleAllJoined(context, tx, file.id)
  return moved
}

async function settleAllJoined(context: Context, tx: Tx, leadId: string): Promise<void> {
  await lookingFurther(tx, 'merged', async () => {
    for (const id of await listMergedInto(tx, leadId)) {
      const file = await findCaseForUpdate(tx, id)
      if (file && file.wordsDeletedOn === null) await settleConflicts(context, tx, file, stateOf(await listEvents(tx, id)))
    }
  })
}

/**
 * A case that is merged is on its own again where it would have to go up by itself, or where whoever has the other is kept away by it: it cannot be answered together with that one any more. Otherwise it
 * lies where that one lies, and goes up with it.
 */
async function settleJoined(context: Context, tx: Tx, file: SettledCase, facts: CaseFacts, { intoCaseId, before }: NonNullable<CaseFacts['merged']>): Promise<CaseFacts> {
  const kept = await keptAwayByMatter(tx, await listMatter(tx, file.id, file.id))
  const found = await levelFor(context, tx, file, before, { ...await aboutCase(tx, file, before), ...kept })
  const lead = await lookingFurther(tx, 'merged', () => heldCase(context, tx, intoCaseId))
  const [own, leads] = [facts.deskLevel, lead.facts.deskLevel].map(level => deskLevels.indexOf(level)) as [number, number]
  if (!found && leads >= own && isAnswerableWith(lead, kept, noneKept)) return leads === own ? facts : goUp(context, tx, file, facts, { deskLevel: lead.facts.deskLevel, ...endsItems(before) })
  const alone = await recordBySystem(context, tx, file, facts, 'unmerge')
  return found ? goUp(context, tx, file, alone, found) : alone
}

const noneKept: KeptAway = { namedOfficerIds: [], namedUnitIds: [], recordAuthorIds: [] }

function goUp(context: Context, tx: Tx, file: SettledCase, facts: CaseFacts, details: CaseEventDetails['moveUp']): Promise<CaseFacts> {
  return recordBySystem(context, tx, file, facts, 'moveUp', details)
}

async function levelFor(context: Context, tx: Tx, file: SettledCase, facts: CaseFacts, about: CaseAbout): Promise<CaseEventDetails['moveUp'] | undefined> {
  const where = await standingOf(context, tx, file, facts)
  const standing: Standing = { ...where, excludedUnitIds: about.namedUnitIds, excludedOfficerIds: [...about.namedOfficerIds, ...about.recordAuthorIds] }
  const byConflict = moveUpTo(standing)
  const deskLevel = moveUpTo({ ...standing, barredOfficerIds: await listBarred(tx, Object.values(where.desks).flat(), about, context.clock.today()) })
  return deskLevel && { deskLevel, ...(byConflict === undefined ? { isUndecidable: true } : where.desks[facts.deskLevel].length === 0 && { isDeskVacant: true }), ...endsItems(facts) }
}

function endsItems(facts: CaseFacts): Pick<CaseEventDetails['moveUp'], 'endsItems'> {
  return facts.supervision?.hasLetter || facts.supervisionItems.some(isOpenItem) ? { endsItems: true } : {}
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
    const others = (await listMatter(tx, id)).length > 1 ? await lockMatter(tx, id) : []
    const moved = await settleLocked(context, tx, id)
    for (const other of others) await settleLocked(context, tx, other.id)
    return moved
  })
}

/** Settles one case, of which the caller may hold the lock already. */
export async function settleLocked(context: Context, tx: Tx, id: string): Promise<boolean> {
  const file = await findCaseForUpdate(tx, id)
  if (!file) return false
  const facts = stateOf(await listEvents(tx, id))
  return (await settleConflicts(context, tx, file, facts)).lastSeq > facts.lastSeq
}
