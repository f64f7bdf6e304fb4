import type { CaseEvent, CaseEventDetails } from '#rules/cases/events.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { move, noteRefusal } from '#rules/cases/lifecycle.ts'
import { canSee, refusalFor } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { listUneven } from '#records/case-links.ts'
import { isSeen } from '#records/case-lists.ts'
import { findCaseForUpdate, listEvents, type CaseFile } from '#records/cases.ts'
import { asNamed, insertCaseSubject, isSameSubject, liftSubjects, listSubjectRows, type NewSubject, type SubjectRow } from '#records/conflicts.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { findPosts, listUnitsById } from '#records/officers.ts'
import { lookingFurther } from '#records/scope.ts'
import { aboutCase } from './about-case.ts'
import { keepEntry, type Trail } from './audit.ts'
import { eventOf, record } from './case-events.ts'
import type { MoveRefusal } from './case-move.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { lockMatter } from './lock-matter.ts'
import { settleConflicts, settleLocked } from './settle-conflicts.ts'

/** Whom to name, and which names to lift. `asOf` is the number of events the officer was looking at. */
export type Naming = { readonly asOf: number; readonly note: string; readonly name: readonly NewSubject[]; readonly lift: readonly string[] }

/** `isOutOfSight`: the naming kept the officer away too, or the case went to a desk above. */
export type Named = { readonly eventCount: number; readonly isOutOfSight: boolean }

/**
 * Says whom a complaint is about. Who is thereby kept away loses it in this transaction; where that is whoever has it, it goes one level up. The whole of a
 * divided complaint and all its parts, which share their words, are about the same people; and whoever is kept from one case of a matter is kept from all.
 */
export async function nameSubjects(context: Context, officer: Officer, id: string, asked: Naming, trail?: Trail): Promise<Outcome<Named, MoveRefusal>> {
  return inTransaction(context.db, async tx => {
    if (!await isSeen(tx, officer, id)) return refuse({ code: 'not-found' })
    const others = await lockMatter(tx, id)
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
    const lifted = (await listSubjectRows(tx, id)).filter(row => asked.lift.includes(row.id))
    const by = { kind: 'officer', officerId: officer.id, unitId: officer.unitId } as const
    const next = await nameIn(context, tx, { file, facts }, { name: asked.name, lift: asked.lift, by, note: asked.note.trim() })
    if (!next) return refuse({ code: 'choice-missing' })
    await lookingFurther(tx, 'divided', async () => {
      for (const other of others) {
        // Each of them is written to, so each has an entry of its own beside that of the request.
        if (other.isOfOneComplaint && await nameAlso(context, tx, other.id, { name: asked.name, lift: lifted }) && trail) await keepEntry(tx, { ...trail, subjectId: other.id }, done({}))
      }
      // The others of the matter keep away whom this one keeps away, without any row of their own: undoing the merge ends it.
      for (const other of others) if (!other.isOfOneComplaint) await settleLocked(context, tx, other.id)
    })
    return done({ eventCount: next.lastSeq, isOutOfSight: !canSee(officer, await aboutCase(tx, file, next)) })
  })
}

/** What follows for another case from a naming, and whether anything does. It happens by itself and tells neither who named nor why: whoever reads that case need not know of this one. */
async function nameAlso(context: Context, tx: Tx, id: string, { name, lift }: { readonly name: readonly NewSubject[]; readonly lift: readonly SubjectRow[] }): Promise<boolean> {
  const file = (await findCaseForUpdate(tx, id))!
  const same = lift.length === 0 ? [] : (await listSubjectRows(tx, id)).filter(row => lift.some(lifted => isSameSubject(row, lifted)))
  return await nameIn(context, tx, { file, facts: stateOf(await listEvents(tx, id)) }, { name, lift: same.map(row => row.id), by: { kind: 'system' }, note: undefined }) !== undefined
}

type Written = { readonly name: readonly NewSubject[]; readonly lift: readonly string[]; readonly by: CaseEvent['by']; readonly note: string | undefined }

/** Undefined where nothing changes: what is named already is not named again. */
async function nameIn(context: Context, tx: Tx, { file, facts }: { readonly file: CaseFile; readonly facts: CaseFacts }, { name, lift, by, note }: Written): Promise<CaseFacts | undefined> {
  const seq = facts.lastSeq + 1
  const named: string[] = []
  for (const subject of name) {
    const id = await insertCaseSubject(tx, file.id, subject, seq)
    if (id !== undefined) named.push(id)
  }
  const details: CaseEventDetails['nameSubjects'] = { named, lifted: await liftSubjects(tx, file.id, lift, seq) }
  if (details.named.length + details.lifted.length === 0) return undefined
  return settleConflicts(context, tx, file, await record(context, tx, file, facts, eventOf(context, facts, 'nameSubjects', by, note, details)))
}

/**
 * Brings complaints that were divided before names held for the whole to one list of subjects: who is named in one of their cases is named in all. A sweep: afterwards there is nothing to do.
 */
export async function nameInDivided(context: Context): Promise<void> {
  for (const { id } of await listUneven(context.db)) {
    await inTransaction(context.db, async tx => {
      const others = await lockMatter(tx, id)
      const name = (await listSubjectRows(tx, id)).map(asNamed)
      for (const other of others) if (other.isOfOneComplaint) await nameAlso(context, tx, other.id, { name, lift: [] })
    })
  }
}

async function unknownIn(tx: Tx, subjects: readonly NewSubject[]): Promise<{ code: 'unknown-unit' | 'unknown-officer' } | undefined> {
  const unitIds = subjects.flatMap(subject => ('unitId' in subject ? [subject.unitId] : 'person' in subject && subject.servesUnitId !== undefined ? [subject.servesUnitId] : []))
  const officerIds = subjects.flatMap(subject => ('officerId' in subject ? [subject.officerId] : []))
  if ((await listUnitsById(tx, unitIds)).size < new Set(unitIds).size) return { code: 'unknown-unit' }
  return (await findPosts(tx, officerIds)).length < new Set(officerIds).size ? { code: 'unknown-officer' } : undefined
}
