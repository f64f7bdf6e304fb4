import { sql } from 'kysely'
import type { Values } from '#rules/disclosures/field-schema.ts'
import { compiler, prepare, type PublicReader } from './public-prepared.ts'

/** One publication: a record's first version, or a correction with its reason. */
export type Publication = {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly itemSlug: string
  readonly category: string
  readonly period: string
  readonly reason: string | null
  readonly rowCount: number
  readonly totalFen: number | null
  readonly publishedOn: string
  readonly publishedAt: Date
  readonly approvedBy: string
  readonly currentVersion: number
}

const publications = prepare<{ village: number; from: string; to: string; most: number }>()('village_publications', given =>
  compiler.selectFrom('pub.disclosure as record')
    .innerJoin('pub.disclosureVersion as version', join => join.onRef('version.countyCode', '=', 'record.countyCode').onRef('version.disclosureId', '=', 'record.id'))
    .select(['record.id', 'version.version', 'version.title', 'record.itemSlug', 'record.category', 'record.period', 'version.reason', 'version.rowCount', 'version.totalFen',
      sql<string>`(version.published_at at time zone 'Asia/Shanghai')::date`.as('publishedOn'), 'version.publishedAt', 'version.approvedBy', 'record.currentVersion'])
    .where('record.villageCode', '=', given.village)
    .where(sql<boolean>`version.published_at >= (${given.from}::date::timestamp at time zone 'Asia/Shanghai')`)
    .where(sql<boolean>`version.published_at < ((${given.to}::date + 1)::timestamp at time zone 'Asia/Shanghai')`)
    .orderBy('version.publishedAt', 'desc').orderBy('record.id').orderBy('version.version', 'desc').limit(given.most))

/** What a village published and corrected between two days, both included, the newest first. */
export async function listPublications(reader: PublicReader, village: number, from: string, to: string, most: number): Promise<Publication[]> {
  return await publications.run(reader, { village, from, to, most }) as unknown as Publication[]
}

const before = prepare<{ village: number; item: string; start: string; id: string }>()('record_before', given =>
  compiler.selectFrom('pub.disclosure').select('id').where('villageCode', '=', given.village).where('itemSlug', '=', given.item)
    .where('periodStart', '<', given.start).where('id', '<>', given.id).orderBy('periodStart', 'desc').orderBy('publishedAt', 'desc').limit(1))

/** The record of the same village and item whose period came last before this one's. */
export async function findRecordBefore(reader: PublicReader, of: { readonly id: string; readonly villageCode: number; readonly itemSlug: string; readonly periodStart: string }): Promise<string | undefined> {
  const [found] = await before.run(reader, { village: of.villageCode, item: of.itemSlug, start: of.periodStart, id: of.id })
  return found?.id
}

const columnSums = prepare<{ county: number; id: string; version: number; keys: string[] }>()('column_sums', given =>
  compiler.selectFrom('pub.disclosureRow').innerJoin(sql<{ key: string }>`unnest(${given.keys}::text[])`.as<'asked'>(sql`asked(key)`), join => join.onTrue())
    .select([sql<string>`asked.key`.as('key'), sql<number | null>`sum((cells ->> asked.key)::bigint)::bigint`.as('sum')])
    .where('countyCode', '=', given.county).where('disclosureId', '=', given.id).where('version', '=', given.version).groupBy(sql`asked.key`))

/** The sums in fen of columns of money of a version. */
export async function sumColumns(reader: PublicReader, of: { readonly countyCode: number; readonly id: string }, version: number, keys: readonly string[]): Promise<Record<string, number>> {
  if (keys.length === 0) return {}
  const found = await columnSums.run(reader, { county: of.countyCode, id: of.id, version, keys: [...keys] })
  return Object.fromEntries(found.flatMap(({ key, sum }) => (sum === null ? [] : [[key, sum]])))
}

/** A record as it goes into a bulk file, with the header of its latest version. */
export type WholeRecord = {
  readonly id: string
  readonly countyCode: number
  readonly itemSlug: string
  readonly category: string
  readonly period: string
  readonly schemaVersion: number
  readonly currentVersion: number
  readonly title: string
  readonly rowCount: number
  readonly totalFen: number | null
  readonly publishedOn: string
  readonly commitment: string
  readonly fields: Values
}

const wholeRecords = prepare<{ village: number; item: string; from: string; to: string; after: string; most: number }>()('village_whole_records', given =>
  compiler.selectFrom('pub.disclosure as record')
    .innerJoin('pub.disclosureVersion as version', join => join.onRef('version.countyCode', '=', 'record.countyCode')
      .onRef('version.disclosureId', '=', 'record.id').onRef('version.version', '=', 'record.currentVersion'))
    .select(['record.id', 'record.countyCode', 'record.itemSlug', 'record.category', 'record.period', 'record.schemaVersion', 'record.currentVersion', 'record.title', 'record.rowCount', 'record.totalFen',
      sql<string>`(record.published_at at time zone 'Asia/Shanghai')::date`.as('publishedOn'), sql<string>`encode(version.commitment, 'hex')`.as('commitment'), 'version.fields'])
    .where('record.villageCode', '=', given.village).where(sql<boolean>`(${given.item} = '' or record.item_slug = ${given.item})`)
    .where('record.periodStart', '>=', given.from).where('record.periodStart', '<=', given.to).where('record.id', '>', given.after)
    .orderBy('record.id').limit(given.most))

/** Records of a village in the order of their ids, from the one after `after`. An empty `item` means every item. */
export async function listWholeRecords(reader: PublicReader, of: { village: number; item: string; from: string; to: string }, after: string, most: number): Promise<WholeRecord[]> {
  return await wholeRecords.run(reader, { ...of, after, most }) as unknown as WholeRecord[]
}

const publishing = prepare<{ low: number; high: number; most: number }>()('publishing_villages', given =>
  compiler.selectFrom('pub.disclosure').innerJoin('pub.division as village', 'village.code', 'pub.disclosure.villageCode')
    .select(['village.code', 'village.name', sql<number>`count(*)::int`.as('records'), sql<string>`(max(published_at) at time zone 'Asia/Shanghai')::date`.as('latest')])
    .where('villageCode', '>=', given.low).where('villageCode', '<=', given.high).groupBy(['village.code', 'village.name']).orderBy('village.code').limit(given.most))

/** Villages within a range of codes that have published anything, with how much and when last. */
export function listPublishingVillages(reader: PublicReader, range: { low: number; high: number }, most: number): Promise<{ code: number; name: string; records: number; latest: string }[]> {
  return publishing.run(reader, { ...range, most })
}
