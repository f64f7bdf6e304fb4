import { sql } from 'kysely'
import type { DraftAction, DraftState } from '#rules/disclosures/lifecycle.ts'
import { rowsToAPart } from '#rules/search/parts.ts'
import { batches } from './batches.ts'
import type { Db, Tx } from './database.ts'

/** Values as they were typed: a draft may still be wrong. */
export type TypedValues = Readonly<Record<string, string>>

const draftColumns = ['id', 'disclosureId', 'baseVersion', 'countyCode', 'villageCode', 'itemSlug', 'schemaVersion', 'period', 'periodStart', 'periodEnd', 'title', 'fields', 'rowCount', 'reason', 'state', 'authorId', 'returnReason', 'createdAt', 'updatedAt', 'submittedOn', 'publishAt'] as const

export type DraftRow = Awaited<ReturnType<typeof getDraft>>

/** A draft by an id that somebody typed. */
export async function findDraft(db: Db | Tx, id: string) {
  const found = await db.selectFrom('disclosureDraft').select(draftColumns).where('id', '=', id).executeTakeFirst()
  return found && narrowed(found)
}

/** Locks the draft until the transaction ends. */
export async function findDraftForUpdate(tx: Tx, id: string) {
  const found = await tx.selectFrom('disclosureDraft').select(draftColumns).where('id', '=', id).forUpdate().executeTakeFirst()
  return found && narrowed(found)
}

/** A draft by an id from our own tables. */
export async function getDraft(db: Db | Tx, id: string) {
  const found = await findDraft(db, id)
  if (!found) throw new Error('no draft ' + id)
  return found
}

function narrowed<Row extends { fields: unknown; state: string }>(row: Row) {
  return { ...row, fields: row.fields as TypedValues, state: row.state as DraftState }
}

export type NewDraft = {
  readonly id: string
  readonly disclosureId: string
  readonly baseVersion: number
  readonly countyCode: number
  readonly villageCode: number
  readonly itemSlug: string
  readonly schemaVersion: number
  readonly period: string
  readonly periodStart: string
  readonly periodEnd: string
  readonly title: string
  readonly fields: TypedValues
  readonly reason: string | null
  readonly authorId: string
  readonly at: Date
}

/** The rows of a draft and how many they are. They are gone through once, as they are written. */
export type DraftRows = { readonly count: number; readonly each: Iterable<TypedValues> }

export async function insertDraft(tx: Tx, draft: NewDraft, rows: DraftRows): Promise<void> {
  const { at, fields, ...rest } = draft
  await tx.insertInto('disclosureDraft').values({ ...rest, fields: JSON.stringify(fields), state: 'draft', rowCount: rows.count, createdAt: at, updatedAt: at }).execute()
  await insertDraftRows(tx, draft.id, rows.each)
}

/** Replaces what a draft says. */
export async function updateDraft(tx: Tx, id: string, edit: { period: string; periodStart: string; periodEnd: string; title: string; fields: TypedValues; reason: string | null; at: Date }, rows: DraftRows): Promise<void> {
  const { at, fields, ...rest } = edit
  await tx.updateTable('disclosureDraft').set({ ...rest, fields: JSON.stringify(fields), rowCount: rows.count, updatedAt: at }).where('id', '=', id).execute()
  await tx.deleteFrom('draftRow').where('draftId', '=', id).execute()
  await insertDraftRows(tx, id, rows.each)
}

export async function setDraftState(tx: Tx, id: string, state: DraftState, returnReason: string | null, at: Date, publishAt: Date | null = null): Promise<void> {
  await tx.updateTable('disclosureDraft').set({ state, returnReason, updatedAt: at, publishAt }).where('id', '=', id).execute()
}

/** Notes the day a draft was handed in, and draws its lot for samples. */
export async function markSubmitted(tx: Tx, id: string, submittedOn: string, lot: Buffer): Promise<void> {
  await tx.updateTable('disclosureDraft').set({ submittedOn, lot }).where('id', '=', id).execute()
}

/** Drafts whose hour of publication has come, in its order. */
export async function listDueForPublication(db: Db, now: Date): Promise<string[]> {
  const rows = await db.selectFrom('disclosureDraft').select('id').where('state', '=', 'scheduled').where('publishAt', '<=', now).orderBy('publishAt').orderBy('id').limit(500).execute()
  return rows.map(row => row.id)
}

/** Drafts that lie with a committee since before a day. */
export async function listLeftAtCommittee(db: Db, before: string): Promise<string[]> {
  const rows = await db.selectFrom('disclosureDraft').select('id').where('state', '=', 'atCommittee').where('submittedOn', '<', before).orderBy('submittedOn').orderBy('id').limit(5000).execute()
  return rows.map(row => row.id)
}

/** Whether the village's committee reads drafts first: an officer is posted there today, unless the county's data say never. */
export async function hasCommittee(db: Db | Tx, villageCode: number, countyCode: number, today: string): Promise<boolean> {
  const rule = await db.selectFrom('committeeRule').select('review').where('countyCode', '=', countyCode).executeTakeFirst()
  if (rule?.review === 'never') return false
  const posted = await db.selectFrom('officer').select('id').where('role', '=', 'committee').where('reachLow', '=', villageCode).where('reachHigh', '=', villageCode)
    .where('activeFrom', '<=', today).where(post => post.or([post('activeTo', 'is', null), post('activeTo', '>', today)])).limit(1).executeTakeFirst()
  return posted !== undefined
}

// Two whole parts of the search: so few that others wait for milliseconds, and that what is read of them is gone before the next come.
const rowsAtOnce = 2 * rowsToAPart

async function insertDraftRows(tx: Tx, draftId: string, rows: Iterable<TypedValues>): Promise<void> {
  let before = 0
  for (const batch of batches(rows, rowsAtOnce)) {
    await sql`insert into draft_row (draft_id, seq, cells) select ${draftId}::uuid, ${before}::int + n, cells from jsonb_array_elements(${JSON.stringify(batch)}::jsonb) with ordinality as part (cells, n)`.execute(tx)
    before += batch.length
  }
}

/** The rows of a draft in order, so many at a time that pages are answered between them; `before` have come already. */
export async function* draftRows(db: Db | Tx, draftId: string): AsyncGenerator<{ rows: TypedValues[]; before: number }> {
  for (let before = 0; ; before += rowsAtOnce) {
    // From and to, and not the next so many: without statistics of a new list the latter is sorted whole for each portion.
    const next = await db.selectFrom('draftRow').select('cells').where('draftId', '=', draftId).where('seq', '>', before).where('seq', '<=', before + rowsAtOnce).orderBy('seq').execute()
    if (next.length > 0) yield { rows: next.map(row => row.cells as unknown as TypedValues), before }
    if (next.length < rowsAtOnce) return
  }
}

/** All rows of a draft, in order. */
export async function listDraftRows(db: Db | Tx, draftId: string): Promise<TypedValues[]> {
  const all: TypedValues[] = []
  for await (const { rows } of draftRows(db, draftId)) for (const row of rows) all.push(row)
  return all
}

export async function appendDraftEvent(tx: Tx, event: { draftId: string; seq: number; action: DraftAction; officerId: string; note: string | null; at: Date }): Promise<void> {
  await tx.insertInto('draftEvent').values(event).execute()
}

/** What happened to a draft, oldest first. */
export function listDraftEvents(db: Db | Tx, draftId: string) {
  return db.selectFrom('draftEvent').innerJoin('officer', 'officer.id', 'draftEvent.officerId').leftJoin('officer as lender', 'lender.id', 'draftEvent.forOfficerId')
    .select(['draftEvent.seq', 'draftEvent.action', 'draftEvent.officerId', 'draftEvent.forOfficerId', 'officer.name as officerName', 'lender.name as forName', 'draftEvent.note', 'draftEvent.at'])
    .where('draftId', '=', draftId).orderBy('draftEvent.seq').execute()
}

/** Files of a draft, in order. */
export function listDraftAttachments(db: Db | Tx, draftId: string) {
  return db.selectFrom('draftAttachment').select(['n', 'fileId', 'name', 'mediaType', 'bytes', 'sha256', 'takenOn']).where('draftId', '=', draftId).orderBy('n').execute()
}

export async function insertDraftAttachment(tx: Tx, file: { draftId: string; n: number; fileId: string; name: string; mediaType: string; bytes: number; sha256: Buffer; takenOn: string | null }): Promise<void> {
  await tx.insertInto('draftAttachment').values(file).execute()
}

export async function deleteDraftAttachment(tx: Tx, draftId: string, n: number): Promise<void> {
  await tx.deleteFrom('draftAttachment').where('draftId', '=', draftId).where('n', '=', n).execute()
}

export async function setDayTaken(tx: Tx, draftId: string, n: number, takenOn: string | null): Promise<void> {
  await tx.updateTable('draftAttachment').set({ takenOn }).where('draftId', '=', draftId).where('n', '=', n).execute()
}

/** Gives a correction the files of the version it starts from. */
export async function copyPublishedAttachments(tx: Tx, draftId: string, of: { countyCode: number; disclosureId: string; version: number }): Promise<void> {
  await tx.insertInto('draftAttachment').columns(['draftId', 'n', 'fileId', 'name', 'mediaType', 'bytes', 'sha256', 'takenOn'])
    .expression(published => published.selectFrom('pub.attachment').select([sql<string>`${draftId}::uuid`.as('draftId'), 'n', 'fileId', 'name', 'mediaType', 'bytes', 'sha256', 'takenOn'])
      .where('countyCode', '=', of.countyCode).where('disclosureId', '=', of.disclosureId).where('version', '=', of.version)).execute()
}

/** Whether any draft or published version still shows this file. */
export async function isFileKept(db: Db | Tx, fileId: string): Promise<boolean> {
  const drafted = await db.selectFrom('draftAttachment').select('n').where('fileId', '=', fileId).limit(1).executeTakeFirst()
  const published = drafted ?? await db.selectFrom('pub.attachment').select('n').where('fileId', '=', fileId).limit(1).executeTakeFirst()
  return published !== undefined
}

/** Notes when a draft was last changed. */
export async function touchDraft(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('disclosureDraft').set({ updatedAt: at }).where('id', '=', id).execute()
}

/** A draft of the same village, item and period that is not published yet, or the record that already stands there. */
export async function findSamePeriod(db: Db | Tx, villageCode: number, itemSlug: string, period: string): Promise<{ disclosureId?: string; draftId?: string } | undefined> {
  const published = await db.selectFrom('pub.disclosure').select('id').where('villageCode', '=', villageCode).where('itemSlug', '=', itemSlug).where('period', '=', period).where('withdrawnAt', 'is', null).limit(1).executeTakeFirst()
  if (published) return { disclosureId: published.id }
  const open = await db.selectFrom('disclosureDraft').select('id').where('villageCode', '=', villageCode).where('itemSlug', '=', itemSlug).where('period', '=', period)
    .where('state', '<>', 'approved').limit(1).executeTakeFirst()
  return open && { draftId: open.id }
}

/** The correction of a record that is under way, if there is one. */
export function findOpenCorrection(db: Db | Tx, disclosureId: string) {
  return db.selectFrom('disclosureDraft').select('id').where('disclosureId', '=', disclosureId).where('state', '<>', 'approved').executeTakeFirst()
}
