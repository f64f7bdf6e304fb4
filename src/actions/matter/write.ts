import { createHash } from 'node:crypto'
import { stateOf } from '#rules/cases/fold.ts'
import { move } from '#rules/cases/lifecycle.ts'
import { messageLimitRefusal, messageLimits, messageWordsRefusal, type MessageRefusal } from '#rules/cases/messages.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PhotoRefusal } from '#platform/images.ts'
import { findCaseForUpdate, listEvents } from '#records/cases.ts'
import { inTransaction } from '#records/database.ts'
import { insertMessage, insertMessagePhotos, isMessageThere, type MessagePhoto } from '#records/matter.ts'
import { eventOf, record } from '../case-events.ts'
import type { MoveRefusal } from '../case-move.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { withPhotos } from '../kept-photos.ts'
import { findByCode, tracked, type TrackedCase, type TrackingRefusal } from '../tracking.ts'
import { officerParty, openCase } from './open-case.ts'

/** An officer writes to whoever complained, through the case: who that is, nobody learns. */
export async function writeToComplainant(context: Context, officer: Officer, id: string, words: string): Promise<Outcome<{ eventCount: number }, MoveRefusal>> {
  return inTransaction(context.db, async tx => {
    const open = await openCase(tx, officer, id, 'writeMessage')
    if (!open.ok) return open
    const { file, events, facts } = open.value
    const refusal = messageWordsRefusal(words) ?? messageLimitRefusal('officer', events)
    if (refusal) return refuse(refusal)
    await insertMessage(tx, { caseId: id, eventSeq: facts.lastSeq + 1, words: words.trim(), askedKey: null })
    const next = await record(context, tx, file, facts, eventOf(context, facts, 'writeMessage', officerParty(officer), undefined, {}))
    return done({ eventCount: next.lastSeq })
  })
}

/** What the holder of a receipt code writes. `key` is made once per form: a double tap carries the same. */
export type Writing = { readonly words: string; readonly photos: readonly { readonly bytes: Buffer }[]; readonly key: string }

export type WritingRefusal = TrackingRefusal | MessageRefusal | { readonly code: 'not-writable' } | { readonly code: PhotoRefusal; readonly n: number }

/** The complainant writes, by the code. The desk reads it first; the units read what the desk lets them. */
export async function writeAsComplainant(context: Context, typed: string, asked: Writing, part = 1): Promise<Outcome<TrackedCase, WritingRefusal>> {
  const id = await findByCode(context, typed, part)
  if (!id.ok) return id
  const refusal = messageWordsRefusal(asked.words)
  if (refusal) return refuse(refusal)
  const askedKey = createHash('sha256').update(`message\0${id.value}\0${asked.key}`).digest()
  // Photos are dear to draw anew, so a message sent again is looked for first, and so is whether there is room for one.
  if (await isMessageThere(context.db, id.value, askedKey)) return done(await tracked(context, id.value))
  const full = writingRefusal(await listEvents(context.db, id.value))
  if (full) return refuse(full)
  if (asked.photos.length > messageLimits.photos) return refuse({ code: 'too-many-message-photos', most: messageLimits.photos })
  const written = await withPhotos(context, asked.photos, photos => keep(context, id.value, { words: asked.words.trim(), askedKey, photos }))
  return written.ok ? done(await tracked(context, id.value)) : written
}

/** Why the complainant cannot write now, if so. */
export function writingRefusal(events: Awaited<ReturnType<typeof listEvents>>): WritingRefusal | undefined {
  return move(stateOf(events).state, 'writeMessage').ok ? messageLimitRefusal('complainant', events) : { code: 'not-writable' }
}

async function keep(context: Context, caseId: string, message: { readonly words: string; readonly askedKey: Buffer; readonly photos: readonly MessagePhoto[] }): Promise<Outcome<'written' | 'there', WritingRefusal>> {
  return inTransaction(context.db, async tx => {
    const file = (await findCaseForUpdate(tx, caseId))!
    if (await isMessageThere(tx, caseId, message.askedKey)) return done('there')
    const events = await listEvents(tx, caseId)
    const refusal = writingRefusal(events)
    if (refusal) return refuse(refusal)
    const facts = stateOf(events)
    const eventSeq = facts.lastSeq + 1
    await insertMessage(tx, { caseId, eventSeq, words: message.words, askedKey: message.askedKey })
    await insertMessagePhotos(tx, caseId, eventSeq, message.photos)
    await record(context, tx, file, facts, eventOf(context, facts, 'writeMessage', { kind: 'complainant' }, undefined, {}))
    return done('written')
  })
}
