import type { CaseEventDetails } from '#rules/cases/events.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { move, noteRefusal } from '#rules/cases/lifecycle.ts'
import { canSee, refusalFor } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { listMergedInto } from '#records/case-links.ts'
import { isSeen } from '#records/case-lists.ts'
import { findCaseForUpdate, listEvents, type CaseFile } from '#records/cases.ts'
import { insertCaseSubject, liftSubjects, type NewSubject } from '#records/conflicts.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { findPosts, listUnitsById } from '#records/officers.ts'
import { lookingFurther } from '#records/scope.ts'
import { aboutCase } from './about-case.ts'
import { eventOf, record } from './case-events.ts'
import type { MoveRefusal } from './case-move.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { settleConflicts } from './settle-conflicts.ts'

/** Whom to name, and which names to lift. `asOf` is the number of events the officer was looking at. */
export type Naming = { readonly asOf: number; readonly note: string; readonly name: readonly NewSubject[]; readonly lift: readonly string[] }

/** `isOutOfSight`: the naming kept the officer away too, or the case went to a desk above. */
export type Named = { readonly eventCount: number; readonly isOutOfSight: boolean }

/**
 * Says whom a complaint is about. Who is thereby kept away loses it in this transaction; where that is whoever has it, it goes one level up. Cases
 * that wait for the answer of this one are about the same people.
 */
export async function nameSubjects(context: Context, officer: Officer, id: string, asked: Naming): Promise<Outcome<Named, MoveRefusal>> {
  return inTransaction(context.db, async tx => {
    if (!await isSeen(tx, officer, id)) return refuse({ code: 'not-found' })
    const file = await findCaseForUpdate(tx, id)
    if (!file) return refuse({ code: 'not-found' })
    const facts = stateOf(await listEvents(tx, id))
    const about = await aboutCase(tx, file, facts)
    if (!canSee(officer, about)) return refuse({ code: 'not-found' })
    if (asked.asOf !== facts.lastSeq) return refuse({ code: 'stale', eventCount: facts.lastSeq, possible: [] })
    const refusal = refusalFor(officer, 'nameSubjects', about) ?? noteRefusal('nameSubjects', asked.note) ?? await unknownIn(tx, asked.name)
    if (refusal) return refuse(refusal)
    const moved = move(facts.state, 'nameSubjects')
    if (!moved.ok) return refuse({ code: 'not-now', state: facts.state, possible: [] })
    const next = await nameIn(context, tx, officer, file, facts, asked)
    if (!next) return refuse({ code: 'choice-missing' })
    await lookingFurther(tx, 'merged', async () => {
      for (const mergedId of await listMergedInto(tx, id)) {
        const merged = (await findCaseForUpdate(tx, mergedId))!
        await nameIn(context, tx, officer, merged, stateOf(await listEvents(tx, mergedId)), { ...asked, lift: [] })
      }
    })
    return done({ eventCount: next.lastSeq, isOutOfSight: !canSee(officer, await aboutCase(tx, file, next)) })
  })
}

/** Undefined where nothing changes: what is named already is not named again. */
async function nameIn(context: Context, tx: Tx, officer: Officer, file: CaseFile, facts: CaseFacts, asked: Naming): Promise<CaseFacts | undefined> {
  const seq = facts.lastSeq + 1
  const named: string[] = []
  for (const subject of asked.name) {
    const id = await insertCaseSubject(tx, file.id, subject, seq)
    if (id !== undefined) named.push(id)
  }
  const details: CaseEventDetails['nameSubjects'] = { named, lifted: await liftSubjects(tx, file.id, asked.lift, seq) }
  if (details.named.length + details.lifted.length === 0) return undefined
  const next = await record(context, tx, file, facts, eventOf(context, facts, 'nameSubjects', { kind: 'officer', officerId: officer.id, unitId: officer.unitId }, asked.note.trim(), details))
  return settleConflicts(context, tx, file, next)
}

async function unknownIn(tx: Tx, subjects: readonly NewSubject[]): Promise<{ code: 'unknown-unit' | 'unknown-officer' } | undefined> {
  const unitIds = subjects.flatMap(subject => ('unitId' in subject ? [subject.unitId] : 'person' in subject && subject.servesUnitId !== undefined ? [subject.servesUnitId] : []))
  const officerIds = subjects.flatMap(subject => ('officerId' in subject ? [subject.officerId] : []))
  if ((await listUnitsById(tx, unitIds)).size < new Set(unitIds).size) return { code: 'unknown-unit' }
  return (await findPosts(tx, officerIds)).length < new Set(officerIds).size ? { code: 'unknown-officer' } : undefined
}
