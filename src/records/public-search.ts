import { sql } from 'kysely'
import type { Values } from '#rules/disclosures/field-schema.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import { inVillage } from './public-list.ts'
import { compiler, prepare, type PublicReader } from './public-prepared.ts'

/** A row near which the words of a search stand: one of the hundred that are found together. */
export type FoundRow = { readonly id: string; readonly itemSlug: string; readonly schemaVersion: number; readonly seq: number; readonly cells: Values }

/** The piece of a published file in which the words of a search stand. */
export type FoundFile = { readonly id: string; readonly version: number; readonly n: number; readonly name: string; readonly text: string }

/** The header of a record that is found by its words. */
export type FoundHeader = { readonly id: string; readonly itemSlug: string; readonly schemaVersion: number; readonly fields: Values }

type Asked = { county: number; ids: string[]; query: string }

const foundRows = prepare<Asked>()('found_rows', given => {
  const parts = compiler.selectFrom('pub.searchPart').select(['countyCode', 'disclosureId', 'fromRow', 'toRow']).distinctOn('disclosureId')
    .where('countyCode', '=', given.county).where(sql<boolean>`disclosure_id = any(${given.ids}::uuid[])`).where('fromRow', 'is not', null)
    .where(sql<boolean>`words @@ ${given.query}::tsquery`).orderBy('disclosureId').orderBy('part')
  return compiler.selectFrom(parts.as('part'))
    .innerJoin('pub.disclosure as record', join => join.onRef('record.countyCode', '=', 'part.countyCode').onRef('record.id', '=', 'part.disclosureId'))
    .innerJoin('pub.disclosureRow as line', join => join.onRef('line.countyCode', '=', 'part.countyCode').onRef('line.disclosureId', '=', 'part.disclosureId')
      .onRef('line.version', '=', 'record.currentVersion').onRef('line.seq', '>=', 'part.fromRow').onRef('line.seq', '<=', 'part.toRow'))
    .select(['record.id', 'record.itemSlug', 'record.schemaVersion', 'line.seq', 'line.cells']).orderBy('record.id').orderBy('line.seq')
})

/** Of each of these records of a village whose rows carry the words: the first hundred rows in which they stand. */
export async function listFoundRows(reader: PublicReader, village: number, ids: readonly string[], query: string): Promise<FoundRow[]> {
  return await foundRows.run(reader, { county: countyOf(village), ids: [...ids], query: inVillage(village, query) }) as unknown as FoundRow[]
}

const foundFiles = prepare<Asked>()('found_files', given => {
  const parts = compiler.selectFrom('pub.searchPart').select(['countyCode', 'disclosureId', 'attachmentN', 'attachmentPiece']).distinctOn('disclosureId')
    .where('countyCode', '=', given.county).where(sql<boolean>`disclosure_id = any(${given.ids}::uuid[])`).where('attachmentN', 'is not', null)
    .where(sql<boolean>`words @@ ${given.query}::tsquery`).orderBy('disclosureId').orderBy('part')
  return compiler.selectFrom(parts.as('part'))
    .innerJoin('pub.disclosure as record', join => join.onRef('record.countyCode', '=', 'part.countyCode').onRef('record.id', '=', 'part.disclosureId'))
    .innerJoin('pub.attachmentText as words', join => join.onRef('words.countyCode', '=', 'part.countyCode').onRef('words.disclosureId', '=', 'part.disclosureId')
      .onRef('words.version', '=', 'record.currentVersion').onRef('words.n', '=', 'part.attachmentN').onRef('words.piece', '=', 'part.attachmentPiece'))
    .innerJoin('pub.attachment as file', join => join.onRef('file.countyCode', '=', 'words.countyCode').onRef('file.disclosureId', '=', 'words.disclosureId')
      .onRef('file.version', '=', 'words.version').onRef('file.n', '=', 'words.n'))
    .select(['record.id', 'file.version', 'file.n', 'file.name', 'words.text'])
})

/** Of each of these records of a village whose files carry the words: the first piece of a file in which they stand. */
export async function listFoundFiles(reader: PublicReader, village: number, ids: readonly string[], query: string): Promise<FoundFile[]> {
  return await foundFiles.run(reader, { county: countyOf(village), ids: [...ids], query: inVillage(village, query) })
}

const foundHeaders = prepare<{ county: number; ids: string[] }>()('found_headers', given =>
  compiler.selectFrom('pub.disclosure as record')
    .innerJoin('pub.disclosureVersion as version', join => join.onRef('version.countyCode', '=', 'record.countyCode')
      .onRef('version.disclosureId', '=', 'record.id').onRef('version.version', '=', 'record.currentVersion'))
    .select(['record.id', 'record.itemSlug', 'record.schemaVersion', 'version.fields'])
    .where('record.countyCode', '=', given.county).where(sql<boolean>`record.id = any(${given.ids}::uuid[])`))

/** The headers of these records, for what is said there. */
export async function listFoundHeaders(reader: PublicReader, village: number, ids: readonly string[]): Promise<FoundHeader[]> {
  return await foundHeaders.run(reader, { county: countyOf(village), ids: [...ids] }) as unknown as FoundHeader[]
}
