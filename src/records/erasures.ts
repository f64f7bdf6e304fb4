import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Values } from '#rules/disclosures/field-schema.ts'
import type { LineWithValue } from '#rules/disclosures/same-line.ts'
import type { ErasureGround } from '#rules/policy/keeping.ts'
import type { Db, Tx } from './database.ts'

export type NewErasureRequest = {
  readonly id: string; readonly countyCode: number; readonly villageCode: number; readonly disclosureId: string
  readonly version: number; readonly newestVersion: number; readonly rowSeq: number; readonly fieldKey: string
  readonly ground: ErasureGround; readonly note: string; readonly askedBy: string; readonly askedAt: Date
}

/** Undefined when the same value is asked for already. */
export async function insertErasureRequest(tx: Tx, request: NewErasureRequest): Promise<string | undefined> {
  return (await tx.insertInto('erasureRequest').values(request).onConflict(conflict => conflict.doNothing()).returning('id').executeTakeFirst())?.id
}

export function findErasureRequestForUpdate(tx: Tx, id: string) {
  return tx.selectFrom('erasureRequest').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export type ErasureDecision = { readonly isGranted: boolean; readonly decidedBy: string; readonly decidedAt: Date; readonly decisionNote: string | null; readonly fingerprints: readonly Buffer[] }

export async function decideErasure(tx: Tx, id: string, { fingerprints, ...decision }: ErasureDecision): Promise<void> {
  await tx.updateTable('erasureRequest').set({ ...decision, fingerprints: [...fingerprints] }).where('id', '=', id).execute()
}

/** What was erased from a record, by keyed hashes: no later version may say it again. */
export function listErasedFingerprints(db: Db | Tx, disclosureId: string) {
  return db.selectFrom('erasureRequest').select(['rowSeq', 'fieldKey', 'fingerprints']).where('disclosureId', '=', disclosureId).where('isGranted', '=', true).where(sql<boolean>`fingerprints <> '{}'`).orderBy('id').execute()
}

/** Withdrawn records that a draft would publish anew: of the same village and item, for the same period or by the same title; each with its last version. */
export function listPublishedBefore(db: Db | Tx, { countyCode, villageCode, itemSlug, period, title, disclosureId }: { readonly countyCode: number; readonly villageCode: number; readonly itemSlug: string; readonly period: string; readonly title: string; readonly disclosureId: string }) {
  return db.selectFrom('pub.disclosure').select(['id', 'currentVersion']).where('countyCode', '=', countyCode).where('villageCode', '=', villageCode).where('itemSlug', '=', itemSlug).where('withdrawnAt', 'is not', null)
    .where('id', '<>', disclosureId).where(record => record.or([record('period', '=', period), record('title', '=', title)])).orderBy('withdrawnAt').orderBy('id').execute()
}

/** Wishes that wait for a second person, the oldest first. */
export function listOpenErasures(db: Db, range: { readonly low: number; readonly high: number }) {
  return db.selectFrom('erasureRequest as request').innerJoin('officer as asker', 'asker.id', 'request.askedBy').innerJoin('pub.division as place', 'place.code', 'request.villageCode')
    .innerJoin('pub.disclosure as record', 'record.id', 'request.disclosureId')
    .select(['request.id', 'request.countyCode', 'request.disclosureId', 'record.title', 'record.itemSlug', 'request.villageCode', 'place.name as villageName', 'request.version', 'request.rowSeq', 'request.fieldKey', 'request.ground', 'request.note', 'request.askedBy', 'asker.name as askedByName', 'request.askedAt'])
    .where('request.isGranted', 'is', null).where('request.villageCode', '>=', range.low).where('request.villageCode', '<=', range.high).orderBy('request.askedAt').orderBy('request.id').limit(200).execute()
}

type OfVersion = { readonly countyCode: number; readonly disclosureId: string; readonly version: number }
export type NamedLine = OfVersion & { readonly rowSeq: number; readonly fieldKey: string }

/** Every line of every version that has the same value in the field as the named one, itself among them; none where it has no value there. */
export async function listLinesWithValue(db: Db | Tx, named: NamedLine): Promise<LineWithValue[]> {
  const { countyCode, disclosureId, version, rowSeq, fieldKey } = named
  const { rows } = rowSeq === 0
    ? await sql<LineWithValue>`
      select other.version, 0 as seq, md5(other.fields::text) as line, coalesce(hidden.cells, '{}') as hidden
      from pub.disclosure_version as mine
      join pub.disclosure_version as other on other.county_code = mine.county_code and other.disclosure_id = mine.disclosure_id and other.fields -> ${fieldKey} = mine.fields -> ${fieldKey}
      left join disclosure_withheld as hidden on hidden.county_code = other.county_code and hidden.disclosure_id = other.disclosure_id and hidden.version = other.version and hidden.seq = 0
      where mine.county_code = ${countyCode} and mine.disclosure_id = ${disclosureId}::uuid and mine.version = ${version} order by other.version`.execute(db)
    : await sql<LineWithValue>`
      select other.version, other.seq, md5(other.cells::text) as line, coalesce(hidden.cells, '{}') as hidden
      from pub.disclosure_row as mine
      join pub.disclosure_row as other on other.county_code = mine.county_code and other.disclosure_id = mine.disclosure_id and other.cells -> ${fieldKey} = mine.cells -> ${fieldKey}
      left join disclosure_withheld as hidden on hidden.county_code = other.county_code and hidden.disclosure_id = other.disclosure_id and hidden.version = other.version and hidden.seq = other.seq
      where mine.county_code = ${countyCode} and mine.disclosure_id = ${disclosureId}::uuid and mine.version = ${version} and mine.seq = ${rowSeq} order by other.version, other.seq`.execute(db)
  return rows
}

/** A whole public line as it stands in one version, with the salts that open what was committed to it. */
export type PlacedLine = { readonly schemaVersion: number; readonly values: Values; readonly salts: Buffer; readonly commitment: Buffer; readonly rowCount: number }

export async function getPlacedLine(tx: Tx, { countyCode, disclosureId }: Omit<OfVersion, 'version'>, { version, seq }: { readonly version: number; readonly seq: number }): Promise<PlacedLine> {
  const { rows } = await sql<PlacedLine>`
    select whole.schema_version as "schemaVersion", coalesce(line.cells, whole.fields) as values, coalesce(line.salts, whole.salts) as salts, whole.commitment, whole.row_count as "rowCount"
    from pub.disclosure_version as whole left join pub.disclosure_row as line on ${seq} > 0 and line.county_code = whole.county_code and line.disclosure_id = whole.disclosure_id and line.version = whole.version and line.seq = ${seq}
    where whole.county_code = ${countyCode} and whole.disclosure_id = ${disclosureId}::uuid and whole.version = ${version}`.execute(tx)
  return rows[0]!
}

/** One place where a value is erased: which of the salts is its own, what was committed to it, and what the line is called with it and without. */
export type Erased = { readonly version: number; readonly seq: number; readonly atField: number; readonly commitment: Buffer; readonly called: string; readonly calledAfter: string }

/** Deletes a value and its salt wherever the line stands; what was committed to it is kept. Refused by the database unless two persons said so. */
export async function eraseValue(tx: Tx, { requestId, places, day, leaf }: { readonly requestId: string; readonly places: readonly Erased[]; readonly day: PlainDate; readonly leaf: Buffer }): Promise<void> {
  const all = <Value>(of: (place: Erased) => Value) => places.map(of)
  await sql`select keeping.erase_value(${requestId}::uuid, ${all(place => place.version)}::int[], ${all(place => place.seq)}::int[], ${all(place => place.atField)}::int[], ${all(place => place.commitment)}::bytea[],
    ${all(place => place.called)}::text[], ${all(place => place.calledAfter)}::text[], ${day}::date, ${leaf}::bytea)`.execute(tx)
}

/** Deletes the value from the drafts that the versions were made of, where it stands unmasked. */
export async function eraseFromDrafts(tx: Tx, disclosureId: string, places: readonly { readonly version: number; readonly seq: number }[], fieldKey: string): Promise<void> {
  for (const { version, seq } of places) {
    const draft = await tx.selectFrom('disclosureApproval').select('draftId').where('disclosureId', '=', disclosureId).where('version', '=', version).executeTakeFirst()
    if (draft) await eraseFromDraft(tx, draft.draftId, seq, fieldKey)
  }
}

/** Deletes the value of one line, or of the header, of a draft. */
export async function eraseFromDraft(tx: Tx, draftId: string, seq: number, fieldKey: string): Promise<void> {
  if (seq === 0) await tx.updateTable('disclosureDraft').set({ fields: sql`fields - ${fieldKey}` }).where('id', '=', draftId).execute()
  else await tx.updateTable('draftRow').set({ cells: sql`cells - ${fieldKey}` }).where('draftId', '=', draftId).where('seq', '=', seq).execute()
}
