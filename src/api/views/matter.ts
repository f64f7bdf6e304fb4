import type { CaseEvent } from '#rules/cases/events.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { move } from '#rules/cases/lifecycle.ts'
import { messageLimitRefusal } from '#rules/cases/messages.ts'
import { canSee, refusalFor, type CaseAbout } from '#rules/policy/cases.ts'
import { mayKeepNotes, readsOriginal, readsWordsOf } from '#rules/policy/matter.ts'
import type { Officer, OfficerRole } from '#rules/policy/officer.ts'
import { listCasePhotos, type CaseFile, type Seen } from '#records/cases.ts'
import { listMessageWords, listNotes, listRedactions, listReleasedOfMerged, listReleases, type Redaction } from '#records/matter.ts'
import { listOfficerNames, listUnitsById, namesAt } from '#records/officers.ts'
import { listPublishedRatings } from '#records/ratings.ts'
import { lookingFurther } from '#records/scope.ts'
import type { Context } from '#actions/context.ts'
import { refusalSentence } from '#text/refusals.ts'
import type { Language } from '#text/language.ts'
import type { CaseDetail, CaseEventView } from '../contract/case-shapes.ts'
import type { Correspondence, Exchange, TextVersion } from '../contract/matter.ts'
import { eventCountSeen, seenBy } from './rating-sight.ts'

type Releases = Awaited<ReturnType<typeof listReleases>>
type Photo = Awaited<ReturnType<typeof listCasePhotos>>[number]

/** What there is of a case to be read: everything as it came, and what was written and released for the units. */
export type MatterKnown = { readonly redaction: Redaction | undefined; readonly releases: Releases; readonly photos: readonly Photo[] }

export async function matterKnown(context: Pick<Context, 'db'>, caseId: string): Promise<MatterKnown> {
  return { redaction: (await listRedactions(context.db, caseId)).at(-1), releases: await listReleases(context.db, caseId), photos: await listCasePhotos(context.db, caseId) }
}

/** The photos this role may see: the desk all, everybody else those the desk chose. */
export function photosSeen(role: OfficerRole, { redaction, releases, photos }: MatterKnown): readonly Photo[] {
  if (readsOriginal(role)) return photos
  return photos.filter(({ n, eventSeq }) => (eventSeq === null ? redaction?.photos : releases.get(eventSeq)?.photos)?.includes(n))
}

/** The matter as this role reads it. */
export function matterSeen(role: OfficerRole, file: CaseFile, known: MatterKnown): Pick<CaseDetail, 'statement' | 'reading' | 'forUnits' | 'place' | 'happened' | 'wish' | 'seen' | 'seenTitle' | 'photos' | 'excerpt' | 'photoCount'> {
  const isOriginal = readsOriginal(role)
  const { statement, place, happened, wish } = isOriginal ? file : known.redaction ?? { statement: '', place: null, happened: null, wish: null }
  const seen = file.seen as Seen | null
  const photos = photosSeen(role, known).filter(photo => photo.eventSeq === null)
  return {
    statement, reading: isOriginal ? 'original' : known.redaction ? 'for-units' : 'awaited', excerpt: [...statement].slice(0, 120).join(''),
    ...(place !== null && { place }), ...(happened !== null && { happened }), ...(wish !== null && { wish }), ...(seen && { seen: { ...seen }, seenTitle: seen.title }),
    ...(isOriginal && known.redaction && { forUnits: textOf(known.redaction) }),
    photos: photos.map(({ n, mediaType, width, height }) => ({ n, mediaType, width, height })), photoCount: photos.length,
  }
}

function textOf({ statement, place, happened, wish, photos, reason }: Redaction): NonNullable<CaseDetail['forUnits']> {
  return { statement, photos, ...(place !== null && { place }), ...(happened !== null && { happened }), ...(wish !== null && { wish }), ...(reason !== null && { reason }) }
}

/** A line of the history as this role reads it: the complainant's words as the desk released them, and the day he acted without the hour. */
export function eventForRole(role: OfficerRole, event: CaseEvent, view: CaseEventView, releases: Releases): CaseEventView {
  const { note: _words, ...line } = view
  const at = event.by.kind === 'complainant' && !readsOriginal(role) ? `${event.day}T00:00:00.000Z` : view.at
  if (readsWordsOf(role, event)) return { ...view, at }
  const released = event.action === 'writeMessage' ? undefined : releases.get(event.seq)?.words
  return { ...line, at, ...(released !== undefined && view.note !== undefined && { note: released }) }
}

/** What both sides wrote to each other, the notes of one's own office, and for the desk the versions of the text for the units. */
export async function correspondenceOf(context: Context, officer: Officer, file: CaseFile, events: readonly CaseEvent[], about: CaseAbout, language: Language): Promise<Correspondence> {
  const facts = stateOf(events)
  const seen = await seenBy(context, officer, file, events, facts)
  const mayRedact = isPossible(officer, 'redactStatement', facts, about)
  const notes = await listNotes(context.db, file.id, officer.unitId)
  return {
    eventCount: eventCountSeen(seen, facts, mayRedact ? ['redactStatement'] : []),
    exchange: await exchangeOf(context, officer, file, seen.events, facts, about), ofMerged: await lookingFurther(context.db, 'merged', tx => listReleasedOfMerged(tx, officer, file.id)),
    ...writing(officer, events, facts, about, language),
    notes: notes.map(({ n, words, day, officerName }) => ({ n, words, on: day, officerName })), mayNote: canSee(officer, about) && mayKeepNotes(officer.role),
    ...(readsOriginal(officer.role) && { versions: await versionsOf(context, file, events) }), mayRedact,
  }
}

function isPossible(officer: Officer, action: 'redactStatement' | 'writeMessage' | 'releaseWords', facts: CaseFacts, about: CaseAbout): boolean {
  return refusalFor(officer, action, about) === undefined && move(facts.state, action).ok
}

function writing(officer: Officer, events: readonly CaseEvent[], facts: CaseFacts, about: CaseAbout, language: Language): Pick<Correspondence, 'mayWrite' | 'whyNot'> {
  if (!isPossible(officer, 'writeMessage', facts, about)) return { mayWrite: false }
  const refusal = messageLimitRefusal('officer', events)
  return refusal ? { mayWrite: false, whyNot: refusalSentence(language, refusal) } : { mayWrite: true }
}

async function exchangeOf(context: Context, officer: Officer, file: CaseFile, events: readonly CaseEvent[], facts: CaseFacts, about: CaseAbout): Promise<Exchange[]> {
  const [words, known, published] = [await listMessageWords(context.db, file.id), await matterKnown(context, file.id), await listPublishedRatings(context.db, file.id)]
  const units = await listUnitsById(context.db, [...new Set(events.flatMap(event => event.by.unitId ?? []))])
  const photos = photosSeen(officer.role, known)
  const mayRelease = isPossible(officer, 'releaseWords', facts, about)
  return events.filter(isExchange).map((event): Exchange => {
    const [isComplainant, unit, release] = [event.by.kind === 'complainant', units.get(event.by.unitId ?? ''), known.releases.get(event.seq)]
    const original = words.get(event.seq) ?? event.note
    // What the desk asks may say whom it asks.
    const isRead = readsWordsOf(officer.role, event) && (readsOriginal(officer.role) || unit?.kind !== 'discipline')
    const read = isRead ? original : release?.words
    return {
      seq: event.seq, action: event.action, on: event.day, by: isComplainant ? 'complainant' : 'officer', ...(unit && { unit: namesAt(unit, event.at) }),
      ...(read !== undefined && { words: read }), photos: photos.filter(photo => photo.eventSeq === event.seq).map(photo => photo.n),
      ...(isComplainant && { isReleased: release !== undefined, ...(isRead && release && { released: { words: release.words, photos: [...release.photos] } }) }),
      mayRelease: isComplainant && mayRelease && (event.action !== 'rate' || published.has(event.seq)),
    }
  })
}

function isExchange(event: CaseEvent): boolean {
  return event.action === 'writeMessage' || event.action === 'askMore' || (event.by.kind === 'complainant' && event.note !== undefined)
}

async function versionsOf(context: Context, file: CaseFile, events: readonly CaseEvent[]): Promise<TextVersion[]> {
  const names = await listOfficerNames(context.db, [...new Set(events.flatMap(event => event.by.officerId ?? []))])
  return (await listRedactions(context.db, file.id)).map(redaction => {
    const event = events.find(({ seq }) => seq === redaction.eventSeq)
    return { ...textOf(redaction), seq: redaction.eventSeq, ...(event && { on: event.day, officerName: names.get(event.by.officerId ?? '') ?? '' }) }
  })
}
