import { sql, type RawBuilder } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { RedactedMatter } from '#rules/cases/redaction.ts'
import { readsOriginal } from '#rules/policy/matter.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { isWithoutConflict } from './case-visibility.ts'
import type { Db, Tx } from './database.ts'

/** The statement of a case as an officer reads it, in a query that has case_file: as it came, or as it was last written for the units. */
export function statementSeen({ role }: Pick<Officer, 'role'>): RawBuilder<string> {
  if (readsOriginal(role)) return sql<string>`case_file.statement`
  return sql<string>`coalesce((select redaction.statement from case_redaction as redaction where redaction.case_id = case_file.id order by redaction.event_seq desc limit 1), '')`
}

/** Whether a text for the units stands, in a query that has case_file: without one nothing is assigned. */
export const hasText: RawBuilder<boolean> = sql<boolean>`exists (select from case_redaction as written where written.case_id = case_file.id)`

/** How many photos of the complaint itself an officer sees. */
export function photoCountSeen({ role }: Pick<Officer, 'role'>): RawBuilder<number> {
  if (readsOriginal(role)) return sql<number>`(select count(*)::int from case_attachment where case_id = case_file.id and event_seq is null)`
  return sql<number>`coalesce((select cardinality(redaction.photos) from case_redaction as redaction where redaction.case_id = case_file.id order by redaction.event_seq desc limit 1), 0)`
}

/** One version of the text for the units. */
export type Redaction = { readonly eventSeq: number; readonly statement: string; readonly place: string | null; readonly happened: string | null; readonly wish: string | null; readonly photos: number[]; readonly kept: string[]; readonly reason: string | null }

/** All versions, oldest first; the last one holds. */
export function listRedactions(db: Db | Tx, caseId: string): Promise<Redaction[]> {
  return db.selectFrom('caseRedaction').select(['eventSeq', 'statement', 'place', 'happened', 'wish', 'photos', 'kept', 'reason']).where('caseId', '=', caseId).orderBy('eventSeq').execute()
}

/** Writes the next version beside the event that will have this number; the event comes within the same transaction. */
export async function insertRedaction(tx: Tx, caseId: string, eventSeq: number, matter: RedactedMatter, kept: readonly string[]): Promise<void> {
  const { statement, place, happened, wish, photos, reason } = matter
  const or = (text: string | undefined) => text?.trim() || null
  await tx.insertInto('caseRedaction').values({ caseId, eventSeq, statement: statement.trim(), place: or(place), happened: or(happened), wish: or(wish), photos: [...photos], kept: [...kept], reason: kept.length > 0 ? or(reason) : null }).execute()
}

/** What the two sides wrote to each other, by the number of the event. */
export async function listMessageWords(db: Db | Tx, caseId: string): Promise<Map<number, string>> {
  const rows = await db.selectFrom('caseMessage').select(['eventSeq', 'words']).where('caseId', '=', caseId).execute()
  return new Map(rows.map(row => [row.eventSeq, row.words]))
}

export async function insertMessage(tx: Tx, message: { readonly caseId: string; readonly eventSeq: number; readonly words: string; readonly askedKey: Buffer | null }): Promise<void> {
  await tx.insertInto('caseMessage').values(message).execute()
}

/** Whether a message was sent with this form before. */
export async function isMessageThere(tx: Db | Tx, caseId: string, askedKey: Buffer): Promise<boolean> {
  return await tx.selectFrom('caseMessage').select('eventSeq').where('caseId', '=', caseId).where('askedKey', '=', askedKey).executeTakeFirst() !== undefined
}

export type MessagePhoto = { readonly id: string; readonly fileId: string; readonly mediaType: string; readonly bytes: number; readonly width: number; readonly height: number }

/** Adds the photos of a message behind those that are there. The caller holds the lock of the case. */
export async function insertMessagePhotos(tx: Tx, caseId: string, eventSeq: number, photos: readonly MessagePhoto[]): Promise<void> {
  if (photos.length === 0) return
  const { n } = await tx.selectFrom('caseAttachment').select(sql<number>`coalesce(max(n), 0)::int`.as('n')).where('caseId', '=', caseId).executeTakeFirstOrThrow()
  await tx.insertInto('caseAttachment').values(photos.map((photo, i) => ({ ...photo, caseId, eventSeq, n: n + i + 1, byKind: 'complainant' as const }))).execute()
}

/** What the desk let the units read of words of the complainant: of each event the newest release. */
export async function listReleases(db: Db | Tx, caseId: string): Promise<Map<number, { readonly words: string; readonly photos: readonly number[] }>> {
  const rows = await db.selectFrom('caseRelease').select(['ofSeq', 'words', 'photos']).where('caseId', '=', caseId).orderBy('eventSeq').execute()
  return new Map(rows.map(({ ofSeq, words, photos }) => [ofSeq, { words, photos }]))
}

/** What the desk let the units read of complainants whose cases were merged into this one: the newest words, of whomever the officer may know of. Nobody learns who of them said it. */
export async function listReleasedOfMerged(db: Db, officer: Officer, leadId: string): Promise<{ on: PlainDate; words: string }[]> {
  const { rows } = await sql<{ on: PlainDate; words: string }>`
    select said.day as on, release.words from case_file
      join case_release as release on release.case_id = case_file.id join case_event as said on (said.case_id, said.seq) = (release.case_id, release.of_seq)
    where case_file.merged_into = ${leadId}::uuid and ${isWithoutConflict(officer)}
      and not exists (select from case_release as newer where newer.case_id = release.case_id and newer.of_seq = release.of_seq and newer.event_seq > release.event_seq)
    order by said.day, release.case_id, release.of_seq`.execute(db)
  return rows
}

export async function insertRelease(tx: Tx, release: { readonly caseId: string; readonly eventSeq: number; readonly ofSeq: number; readonly words: string; readonly photos: readonly number[]; readonly kept: readonly string[]; readonly reason: string | null }): Promise<void> {
  await tx.insertInto('caseRelease').values({ ...release, photos: [...release.photos], kept: [...release.kept] }).execute()
}

/** The notes that one office keeps about a case, oldest first. */
export function listNotes(db: Db | Tx, caseId: string, unitId: string) {
  return db.selectFrom('caseNote').innerJoin('officer', 'officer.id', 'caseNote.officerId').select(['caseNote.n', 'caseNote.words', 'caseNote.day', 'officer.name as officerName'])
    .where('caseNote.caseId', '=', caseId).where('caseNote.unitId', '=', unitId).orderBy('caseNote.n').execute()
}

/** Adds a note. The caller holds the lock of the case. */
export async function insertNote(tx: Tx, note: { readonly caseId: string; readonly unitId: string; readonly officerId: string; readonly words: string; readonly day: string; readonly at: Date }): Promise<void> {
  const { n } = await tx.selectFrom('caseNote').select(sql<number>`(coalesce(max(n), 0) + 1)::int`.as('n')).where('caseId', '=', note.caseId).executeTakeFirstOrThrow()
  await tx.insertInto('caseNote').values({ ...note, n }).execute()
}
