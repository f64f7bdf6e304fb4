import { sql } from 'kysely'
import type { Values } from '#rules/disclosures/field-schema.ts'
import { compiler, prepare, type PublicReader } from './public-prepared.ts'

/** A published record as its latest version stands, with the place it belongs to. */
export type PublicRecord = {
  readonly id: string
  readonly countyCode: number
  readonly villageCode: number
  readonly villageName: string
  readonly itemSlug: string
  readonly category: string
  readonly period: string
  readonly periodStart: string
  readonly currentVersion: number
  readonly noticeEndsOn: string | null
  /** Set when the record was withdrawn: nothing of it is served any more but its tombstone. */
  readonly withdrawal: { readonly title: string; readonly reason: string; readonly askedBy: string; readonly grantedBy: string; readonly on: string } | null
}

/** One version of a record, masked. */
export type PublicVersion = {
  readonly version: number
  readonly schemaVersion: number
  readonly title: string
  readonly fields: Values
  readonly rowCount: number
  readonly totalFen: number | null
  readonly reason: string | null
  readonly publishedBy: string
  readonly approvedBy: string
  readonly publishedOn: string
  /** SHA-256 commitment in hex: the same figure stands in the ledger that outsiders keep. */
  readonly commitment: string
}

export type PublicRow = { readonly seq: number; readonly cells: Values }
export type PublicAttachment = { readonly n: number; readonly fileId: string; readonly name: string; readonly mediaType: string; readonly bytes: number; readonly sha256: string }

const record = prepare<{ id: string }>()('record', given =>
  compiler.selectFrom('pub.disclosure').innerJoin('pub.division', 'pub.division.code', 'pub.disclosure.villageCode')
    .leftJoin('pub.disclosureWithdrawal as gone', join => join.onRef('gone.countyCode', '=', 'pub.disclosure.countyCode').onRef('gone.disclosureId', '=', 'pub.disclosure.id'))
    .select(['id', 'pub.disclosure.countyCode', 'villageCode', 'pub.division.name as villageName', 'itemSlug', 'category', 'period', 'periodStart', 'currentVersion', 'noticeEndsOn',
      sql<PublicRecord['withdrawal']>`case when gone.version is not null then jsonb_build_object('title', gone.title, 'reason', gone.reason, 'askedBy', gone.asked_by, 'grantedBy', gone.granted_by,
        'on', (gone.withdrawn_at at time zone 'Asia/Shanghai')::date) end`.as('withdrawal')])
    .where('id', '=', given.id))

/** The record somebody asks for by its address. */
export async function findRecord(reader: PublicReader, id: string): Promise<PublicRecord | undefined> {
  const [found] = await record.run(reader, { id })
  return found
}

/** A version that was taken down: that it was there, why it went, and since when. */
export type TakenDown = { readonly version: number; readonly reason: string; readonly on: string }

const takedowns = prepare<{ id: string }>()('record_takedowns', given =>
  compiler.selectFrom('pub.takedown').select(['version', 'reason', sql<string>`to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')`.as('on')])
    .where('disclosureId', '=', given.id).orderBy('version', 'desc').limit(200))

/** Versions of a record that nobody is shown any more, the newest first. */
export function listTakedowns(reader: PublicReader, id: string): Promise<TakenDown[]> {
  return takedowns.run(reader, { id })
}

type OfRecord = Pick<PublicRecord, 'countyCode' | 'id'>

// What was taken down or withdrawn is not asked about here: the role that reads does not see it (row security, migration 0015).
const versions = prepare<{ county: number; id: string }>()('record_versions', given =>
  compiler.selectFrom('pub.disclosureVersion')
    .select(['version', 'schemaVersion', 'title', 'fields', 'rowCount', 'totalFen', 'reason', 'publishedBy', 'approvedBy',
      sql<string>`(published_at at time zone 'Asia/Shanghai')::date`.as('publishedOn'), sql<string>`encode(commitment, 'hex')`.as('commitment')])
    .where('countyCode', '=', given.county).where('disclosureId', '=', given.id).orderBy('version', 'desc').limit(200))

/** All versions, the newest first. */
export async function listVersions(reader: PublicReader, of: OfRecord): Promise<PublicVersion[]> {
  return await versions.run(reader, { county: of.countyCode, id: of.id }) as unknown as PublicVersion[]
}

const rows = prepare<{ county: number; id: string; version: number; after: number; most: number }>()('record_rows', given =>
  compiler.selectFrom('pub.disclosureRow').select(['seq', 'cells'])
    .where('countyCode', '=', given.county).where('disclosureId', '=', given.id).where('version', '=', given.version)
    .where('seq', '>', given.after).orderBy('seq').limit(given.most))

/** Rows of a version in their order, from the one after `after`. Rows are numbered from 1 without gaps. */
export async function listRows(reader: PublicReader, of: OfRecord, version: number, after: number, most: number): Promise<PublicRow[]> {
  return await rows.run(reader, { county: of.countyCode, id: of.id, version, after, most }) as unknown as PublicRow[]
}

const attachments = prepare<{ county: number; id: string; version: number }>()('record_attachments', given =>
  compiler.selectFrom('pub.attachment').select(['n', 'fileId', 'name', 'mediaType', 'bytes', sql<string>`encode(sha256, 'hex')`.as('sha256')])
    .where('countyCode', '=', given.county).where('disclosureId', '=', given.id).where('version', '=', given.version).orderBy('n').limit(200))

/** Files published with a version. */
export function listAttachments(reader: PublicReader, of: OfRecord, version: number): Promise<PublicAttachment[]> {
  return attachments.run(reader, { county: of.countyCode, id: of.id, version })
}

/** A personal value that was deleted from a version: where it stood (row 0 is the header), and what was committed to it, in hex. */
export type ErasedValue = { readonly row: number; readonly field: string; readonly commitment: string; readonly on: string }

const erased = prepare<{ county: number; id: string; version: number }>()('record_erased', given =>
  compiler.selectFrom('pub.erasure').select(['rowSeq as row', 'fieldKey as field', sql<string>`encode(commitment, 'hex')`.as('commitment'), sql<string>`erased_on::text`.as('on')])
    .where('countyCode', '=', given.county).where('disclosureId', '=', given.id).where('version', '=', given.version).orderBy('rowSeq').orderBy('fieldKey').limit(10_000))

/** What was deleted from a version to protect people. */
export function listErased(reader: PublicReader, of: OfRecord, version: number): Promise<ErasedValue[]> {
  return erased.run(reader, { county: of.countyCode, id: of.id, version })
}

/** A row that one version has and another has not. */
export type RowDifference = PublicRow & { readonly side: 'before' | 'after' }

const rowsOnlyIn = prepare<{ county: number; id: string; version: number; other: number; most: number }>()('record_rows_only_in', given =>
  compiler.selectFrom('pub.disclosureRow as mine').select(['mine.seq', 'mine.cells'])
    .where('mine.countyCode', '=', given.county).where('mine.disclosureId', '=', given.id).where('mine.version', '=', given.version)
    .where(eb => eb.not(eb.exists(
      compiler.selectFrom('pub.disclosureRow as other').select('other.seq')
        .where('other.countyCode', '=', given.county).where('other.disclosureId', '=', given.id).where('other.version', '=', given.other)
        .where(sql<boolean>`other.cells = mine.cells`),
    ))).orderBy('mine.seq').limit(given.most))

/** The rows that changed from one version to another, found by what they say: a line put in at the top changes no other. */
export async function listRowDifferences(reader: PublicReader, of: OfRecord, before: number, after: number, most: number): Promise<RowDifference[]> {
  const only = async (version: number, other: number, side: RowDifference['side']) =>
    (await rowsOnlyIn.run(reader, { county: of.countyCode, id: of.id, version, other, most })).map(row => ({ ...(row as unknown as PublicRow), side }))
  const [gone, added] = await Promise.all([only(before, after, 'before'), only(after, before, 'after')])
  return [...gone, ...added]
}
