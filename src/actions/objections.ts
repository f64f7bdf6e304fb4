import { createHash, randomUUID } from 'node:crypto'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { nthWorkingDayAfter } from '#rules/calendar/working-days.ts'
import { findPersonalData } from '#rules/masking/detect.ts'
import { redacted } from '#rules/masking/redact.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import { nextObjectionState, possibleObjectionActions, type ObjectionAction, type ObjectionActor, type OfficerObjectionAction } from '#rules/objections/lifecycle.ts'
import { objectionDue } from '#rules/objections/limits.ts'
import { noticeOnMove, reminderOn, type ObjectionNotice } from '#rules/objections/notices.ts'
import { wordsProblem, type WordsProblem } from '#rules/objections/words.ts'
import { deskFor } from '#rules/policy/desks.ts'
import { objectionActorOf } from '#rules/policy/objections.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { receiptCodeFor, receiptHmac, receiptHmacs, toReceiptCode } from '#platform/crypto/receipt-code.ts'
import { firstMark, marksOf } from '#platform/crypto/key-ring.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { findSeen } from '#records/disclosures.ts'
import { findAnswer, keepAnswer, lockKey } from '#records/idempotency.ts'
import { appendObjectionStep, findObjectionForUpdate, findObjectionIdByReceipt, insertObjection, listOverdueObjections, listUpheldObjections, listWaitingObjections, type ObjectedTo, type ObjectionRow } from '#records/objections.ts'
import { writeNotices } from '#records/notices.ts'
import { notifyPublished } from '#records/publication-notices.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'

export type ObjectionInput = { readonly about: ObjectedTo; readonly question: string; readonly idempotencyKey: string }
export type Raised = { readonly receiptCode: string; readonly dueOn: PlainDate; readonly questionShown: string }
export type RaisingRefusal = { readonly code: 'unknown-record' | 'key-used-for-another' | 'bad-key' } | { readonly code: 'objection-words'; readonly problem: WordsProblem }

/**
 * Raises an objection to a published record, a line or a value. No account, no name: whoever holds the receipt code is the
 * asker. The same request again makes no second objection.
 */
export async function raiseObjection(context: Context, input: ObjectionInput): Promise<Outcome<Raised, RaisingRefusal>> {
  const problem = wordsProblem(input.question, 'question')
  if (problem) return refuse({ code: 'objection-words', problem })
  if (!/^[\x21-\x7e]{16,200}$/.test(input.idempotencyKey)) return refuse({ code: 'bad-key' })
  const key = `objection:${createHash('sha256').update(input.idempotencyKey).digest('hex')}`
  const bodyHashes = marksOf(context.secrets.formKey, firstMark(context.secrets.formKey, 'objection body\0', JSON.stringify([input.about, input.question])))
  const code = receiptCodeFor(context.secrets.receiptPepper, key)
  const day = context.clock.today()
  const dueOn = objectionDue(context.calendar, 'raised', day)!
  const questionShown = redacted(input.question)
  const raised = await inTransaction(context.db, async (tx): Promise<Outcome<number | undefined, RaisingRefusal>> => {
    await lockKey(tx, key)
    const earlier = await findAnswer(tx, key)
    if (earlier) return bodyHashes.some(hash => earlier.bodyHash.equals(hash)) ? done(undefined) : refuse({ code: 'key-used-for-another' })
    const { disclosureId, version, rowSeq, fieldKey } = input.about
    const seen = await findSeen(tx, { disclosureId, version, ...(rowSeq !== undefined && { rowSeq }), ...(fieldKey !== undefined && { fieldKey }) })
    if (!seen) return refuse({ code: 'unknown-record' })
    const [id, at] = [randomUUID(), new Date(context.clock.now())]
    await insertObjection(tx, {
      id, countyCode: countyOf(seen.villageCode), villageCode: seen.villageCode, about: input.about,
      receiptHmac: receiptHmac(context.secrets.receiptPepper, code), question: input.question, questionShown, day, dueOn, at,
    })
    await keepAnswer(tx, { key, bodyHash: bodyHashes[0]!, answer: {}, at })
    await tellOfObjection(tx, { id, villageCode: seen.villageCode }, noticeOnMove('raise'), { key: `${id} 1`, dueOn, at })
    await notifyPublished(tx, seen.villageCode)
    return done(seen.villageCode)
  })
  if (!raised.ok) return raised
  if (raised.value !== undefined) context.published.tell(raised.value)
  return done({ receiptCode: code, dueOn, questionShown })
}

/** An objection as the holder of its code may act on it. */
export type HeldObjection = { readonly id: string; readonly villageCode: number; readonly question: string; readonly since: PlainDate; readonly possible: readonly ObjectionAction[] }

/** Finds an objection by its receipt code. */
export async function findHeldObjection(context: Context, typed: string): Promise<HeldObjection | undefined> {
  const id = await idOfCode(context, typed)
  const found = id && await inTransaction(context.db, tx => findObjectionForUpdate(tx, id))
  return found ? { id: found.id, villageCode: found.villageCode, question: found.question, since: found.since, possible: possibleObjectionActions(found.state, 'asker') } : undefined
}

export type ObjectionRefusal =
  | { readonly code: 'not-found' | 'no-such-code' }
  | { readonly code: 'stale'; readonly eventCount: number }
  | { readonly code: 'objection-not-now' }
  | { readonly code: 'objection-words'; readonly problem: WordsProblem }
  | { readonly code: 'objection-personal-data' }

/** The asker is content with the answer, takes it to the township, or takes it back: then the words are deleted, as typed and as shown. */
export async function decideAsAsker(context: Context, typed: string, action: 'accept' | 'escalate' | 'withdraw'): Promise<Outcome<{ id: string }, ObjectionRefusal>> {
  const id = await idOfCode(context, typed)
  if (!id) return refuse({ code: 'no-such-code' })
  return moveObjection(context, id, async (tx, objection) => step(context, tx, objection, action, { actor: 'asker', officerId: null, words: null }))
}

async function idOfCode(context: Context, typed: string): Promise<string | undefined> {
  const code = toReceiptCode(typed)
  return code && findObjectionIdByReceipt(context.db, receiptHmacs(context.secrets.receiptPepper, code))
}

/** The village answers or concedes; the township upholds or dismisses. What is said is public, so it may name no person's number. */
export async function decideAsOfficer(context: Context, officer: Officer, id: string, act: { readonly action: OfficerObjectionAction; readonly asOf: number; readonly words: string }): Promise<Outcome<{ id: string }, ObjectionRefusal>> {
  return moveObjection(context, id, async (tx, objection) => {
    const actor = objectionActorOf(officer, objection.villageCode)
    if (!actor) return refuse({ code: 'not-found' })
    if (act.asOf !== objection.eventCount) return refuse({ code: 'stale', eventCount: objection.eventCount })
    const problem = wordsProblem(act.words, 'answer')
    if (problem) return refuse({ code: 'objection-words', problem })
    if (findPersonalData(act.words).length > 0) return refuse({ code: 'objection-personal-data' })
    return step(context, tx, objection, act.action, { actor, officerId: officer.id, words: act.words.trim() })
  })
}

type By = { readonly actor: ObjectionActor; readonly officerId: string | null; readonly words: string | null; readonly correctedIn?: number }

async function step(context: Context, tx: Tx, objection: ObjectionRow, action: ObjectionAction, by: By): Promise<Outcome<{ id: string }, ObjectionRefusal>> {
  const to = nextObjectionState(objection.state, action, by.actor)
  if (!to) return refuse({ code: 'objection-not-now' })
  const [day, at] = [context.clock.today(), new Date(context.clock.now())]
  const dueOn = objectionDue(context.calendar, to, day)
  await appendObjectionStep(tx, objection, { ...by, action, to, day, dueOn, at })
  await tellOfObjection(tx, objection, noticeOnMove(action), { key: `${objection.id} ${objection.eventCount + 1}`, dueOn, at })
  return done({ id: objection.id })
}

async function tellOfObjection(tx: Tx, { villageCode }: Pick<ObjectionRow, 'id' | 'villageCode'>, notice: ObjectionNotice | undefined, { key, dueOn, at }: { readonly key: string; readonly dueOn: PlainDate | undefined; readonly at: Date }): Promise<void> {
  if (!notice) return
  await writeNotices(tx, { key, to: notice.to.map(kind => deskFor(kind, villageCode)), topic: notice.topic, details: dueOn === undefined ? {} : { dueOn }, at })
}

/** Tells every desk whose turn it is the day before it must act, and the desks above it when it did not. A sweep: harmless to repeat. */
export async function remindOfObjections(context: Context): Promise<void> {
  const [today, at] = [context.clock.today(), new Date(context.clock.now())]
  const until = nthWorkingDayAfter(context.calendar, today, 1).day
  for (let waiting = await listWaitingObjections(context.db, until, firstId, 200); waiting.length > 0; waiting = await listWaitingObjections(context.db, until, waiting.at(-1)!.id, 200)) {
    await inTransaction(context.db, async tx => {
      for (const { id, villageCode, state, dueOn } of waiting) await tellOfObjection(tx, { id, villageCode }, reminderOn(context.calendar, state, dueOn, today), { key: `${id} ${dueOn}`, dueOn, at })
    })
  }
}

/** Locks, acts, and lets readers see it at once. */
export async function moveObjection<Refusal = ObjectionRefusal>(context: Context, id: string, act: (tx: Tx, objection: ObjectionRow) => Promise<Outcome<{ id: string }, Refusal>>): Promise<Outcome<{ id: string }, Refusal | { readonly code: 'not-found' }>> {
  let villageCode: number | undefined
  const moved = await inTransaction(context.db, async (tx): Promise<Outcome<{ id: string }, Refusal | { readonly code: 'not-found' }>> => {
    const objection = await findObjectionForUpdate(tx, id)
    if (!objection) return refuse({ code: 'not-found' })
    const acted = await act(tx, objection)
    if (acted.ok) await notifyPublished(tx, villageCode = objection.villageCode)
    return acted
  })
  if (moved.ok && villageCode !== undefined) context.published.tell(villageCode)
  return moved
}

const firstId = '00000000-0000-0000-0000-000000000000'

/**
 * Takes what the village left unanswered to the township, and lets answers rest to which nobody objected for the days the rule
 * gives. A sweep: harmless to repeat.
 */
export async function sweepObjections(context: Context): Promise<void> {
  const today = context.clock.today()
  for (let ids = await listOverdueObjections(context.db, today, firstId, 200); ids.length > 0; ids = await listOverdueObjections(context.db, today, ids.at(-1)!, 200)) {
    for (const id of ids) {
      await moveObjection(context, id, async (tx, objection) => {
        if (objection.dueOn === null || objection.dueOn >= today) return refuse({ code: 'objection-not-now' })
        return step(context, tx, objection, objection.state === 'raised' ? 'escalate' : 'settle', { actor: 'system', officerId: null, words: null })
      })
    }
  }
}

/** The version that was just published puts right what upheld objections were about. Part of the publication's transaction. */
export async function correctUpheld(context: Context, tx: Tx, record: { readonly countyCode: number; readonly disclosureId: string; readonly version: number }): Promise<void> {
  for (const objection of await listUpheldObjections(tx, record.countyCode, record.disclosureId)) {
    if (objection.version < record.version) await step(context, tx, objection, 'correct', { actor: 'system', officerId: null, words: null, correctedIn: record.version })
  }
}
