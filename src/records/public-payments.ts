import { sql } from 'kysely'
import type { Values } from '#rules/disclosures/field-schema.ts'
import { compiler, prepare, type PublicReader } from './public-prepared.ts'

/** One published row with the record it stands in. */
export type PublicPayment = {
  readonly id: string
  readonly version: number
  readonly seq: number
  readonly title: string
  readonly itemSlug: string
  readonly period: string
  readonly schemaVersion: number
  readonly cells: Values
}

const payments = prepare<{ county: number; ids: string[]; versions: number[]; seqs: number[] }>()('payments', given =>
  compiler.selectFrom('pub.disclosureRow as row')
    .innerJoin('pub.disclosure as record', join => join.onRef('record.countyCode', '=', 'row.countyCode').onRef('record.id', '=', 'row.disclosureId'))
    .select(['record.id', 'row.version', 'row.seq', 'record.title', 'record.itemSlug', 'record.period', 'record.schemaVersion', 'row.cells'])
    .where('row.countyCode', '=', given.county)
    .where(sql<boolean>`(row.disclosure_id, row.version, row.seq) in (select * from unnest(${given.ids}::uuid[], ${given.versions}::int[], ${given.seqs}::int[]))`)
    .orderBy('record.periodStart', 'desc').orderBy('record.id').orderBy('row.seq').limit(500))

/** Published rows of one county by their places, as everybody may read them: what was taken down is not among them. */
export async function listPayments(reader: PublicReader, county: number, rows: readonly { readonly disclosureId: string; readonly version: number; readonly seq: number }[]): Promise<PublicPayment[]> {
  return await payments.run(reader, { county, ids: rows.map(row => row.disclosureId), versions: rows.map(row => row.version), seqs: rows.map(row => row.seq) }) as unknown as PublicPayment[]
}
