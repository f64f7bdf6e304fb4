import { keptRefusal, redKinds } from '#rules/cases/redaction.ts'
import { messageWordsRefusal } from '#rules/cases/messages.ts'
import type { CaseEventDetails } from '#rules/cases/events.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { listCasePhotos } from '#records/cases.ts'
import { inTransaction } from '#records/database.ts'
import { insertRelease } from '#records/matter.ts'
import { listPublishedRatings } from '#records/ratings.ts'
import { eventOf, record } from '../case-events.ts'
import type { MoveRefusal } from '../case-move.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { officerParty, openCase } from './open-case.ts'

/** Which event's words, how they read for the units, and which of its photos they may see. */
export type Release = { readonly of: number; readonly words: string; readonly photos: readonly number[]; readonly reason?: string | undefined }

/** Lets the units read what the complainant wrote later, in the words of the desk. Always by a person: no pattern knows by what somebody is recognised in his village. */
export async function releaseWords(context: Context, officer: Officer, id: string, asked: Release): Promise<Outcome<{ eventCount: number }, MoveRefusal>> {
  return inTransaction(context.db, async tx => {
    const open = await openCase(tx, officer, id, 'releaseWords')
    if (!open.ok) return open
    const { file, events, facts } = open.value
    const written = events.find(event => event.seq === asked.of)
    if (!written || written.by.kind !== 'complainant' || (written.action !== 'writeMessage' && written.note === undefined)) return refuse({ code: 'not-found' })
    // A rating is blind until its batch is published, and so is that there was something to release.
    if (written.action === 'rate' && !(await listPublishedRatings(tx, id)).has(written.seq)) return refuse({ code: 'not-found' })
    const refusal = messageWordsRefusal(asked.words) ?? keptRefusal(asked.reason, asked.words)
    if (refusal) return refuse(refusal)
    const there = (await listCasePhotos(tx, id)).filter(photo => photo.eventSeq === asked.of).map(photo => photo.n)
    if (!asked.photos.every(n => there.includes(n))) return refuse({ code: 'no-such-photo' })
    const kept = redKinds(asked.words)
    await insertRelease(tx, { caseId: id, eventSeq: facts.lastSeq + 1, ofSeq: asked.of, words: asked.words.trim(), photos: asked.photos, kept, reason: kept.length > 0 ? asked.reason!.trim() : null })
    const details: CaseEventDetails['releaseWords'] = { of: asked.of }
    const next = await record(context, tx, file, facts, eventOf(context, facts, 'releaseWords', officerParty(officer), undefined, details))
    return done({ eventCount: next.lastSeq })
  })
}
