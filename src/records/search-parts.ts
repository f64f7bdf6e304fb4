import { sql } from 'kysely'
import type { Values } from '#rules/disclosures/field-schema.ts'
import type { FilePiece, SearchPart } from '#rules/search/parts.ts'
import { batches } from './batches.ts'
import type { Db, Tx } from './database.ts'

const partsAtOnce = 10

type OfRecord = { readonly countyCode: number; readonly disclosureId: string }

/** Takes a record from under its words. */
export async function deleteSearchParts(tx: Tx, { countyCode, disclosureId }: OfRecord): Promise<void> {
  await tx.deleteFrom('pub.searchPart').where('countyCode', '=', countyCode).where('disclosureId', '=', disclosureId).execute()
}

/** Puts a record under more words. */
export async function insertSearchParts(tx: Tx, { countyCode, disclosureId }: OfRecord, parts: Iterable<SearchPart>): Promise<void> {
  // Each part becomes text at once, so that a hundred thousand words do not outlive the making of their part.
  for (const batch of batches(Iterator.from(parts).map(part => JSON.stringify(part)), partsAtOnce)) {
    const some = `[${batch.join(',')}]`
    await sql`
      insert into pub.search_part (county_code, disclosure_id, part, from_row, to_row, attachment_n, attachment_piece, words)
      select ${countyCode}::bigint, ${disclosureId}::uuid, made.part, made."fromRow", made."toRow", made."attachmentN", made."attachmentPiece", array_to_tsvector(array(select jsonb_array_elements_text(made.words)))
      from jsonb_to_recordset(${some}::jsonb) as made (part int, "fromRow" int, "toRow" int, "attachmentN" int, "attachmentPiece" int, words jsonb)`.execute(tx)
  }
}

/** Published records that stand under no words yet: those of before the index, or of a copy without it. */
export function listUnindexed(db: Db | Tx, most: number) {
  return db.selectFrom('pub.disclosure as record')
    .select(['record.countyCode', 'record.id as disclosureId', 'record.villageCode', 'record.itemSlug', 'record.schemaVersion', 'record.title', 'record.currentVersion'])
    .where(eb => eb.not(eb.exists(eb.selectFrom('pub.searchPart as known').select('known.part')
      .whereRef('known.countyCode', '=', 'record.countyCode').whereRef('known.disclosureId', '=', 'record.id').where('known.part', '=', 0))))
    .where('record.withdrawnAt', 'is', null)
    // What was taken down must never be found again.
    .where(eb => eb.not(eb.exists(eb.selectFrom('pub.takedown as gone').select('gone.version').whereRef('gone.disclosureId', '=', 'record.id').whereRef('gone.version', '=', 'record.currentVersion'))))
    .orderBy('record.id').limit(most).execute()
}

/** What everybody sees of the latest version. */
export async function getPublishedView(db: Db | Tx, of: { readonly countyCode: number; readonly disclosureId: string; readonly currentVersion: number }): Promise<{ fields: Values; rows: Values[]; files: FilePiece[] }> {
  const { fields } = await db.selectFrom('pub.disclosureVersion').select('fields')
    .where('countyCode', '=', of.countyCode).where('disclosureId', '=', of.disclosureId).where('version', '=', of.currentVersion).executeTakeFirstOrThrow()
  const rows = await db.selectFrom('pub.disclosureRow').select('cells')
    .where('countyCode', '=', of.countyCode).where('disclosureId', '=', of.disclosureId).where('version', '=', of.currentVersion).orderBy('seq').execute()
  const files = await db.selectFrom('pub.attachmentText as words').innerJoin('pub.attachment as file', join => join.onRef('file.countyCode', '=', 'words.countyCode')
    .onRef('file.disclosureId', '=', 'words.disclosureId').onRef('file.version', '=', 'words.version').onRef('file.n', '=', 'words.n'))
    .select(['file.n', 'file.name', 'words.piece', 'words.text'])
    .where('words.countyCode', '=', of.countyCode).where('words.disclosureId', '=', of.disclosureId).where('words.version', '=', of.currentVersion)
    .orderBy('file.n').orderBy('words.piece').execute()
  return { fields: fields as unknown as Values, rows: rows.map(row => row.cells as unknown as Values), files }
}
