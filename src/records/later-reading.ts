import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'

/** Nothing is read later of what readers are not shown. */
const isShown = sql<boolean>`record.withdrawn_at is null and not exists (select from pub.takedown as gone where gone.disclosure_id = record.id and gone.version = record.current_version)`

const wasRead = (what: 'file-text' | 'payees', id: string, version: string) => sql<boolean>`exists (select from later_reading as done where done.what = ${what} and done.id = ${sql.ref(id)} and done.version = ${sql.raw(version)})`

export type UnreadFile = { readonly fileId: string; readonly name: string; readonly mediaType: string }

/** Documents of the latest versions in whose words nobody can search: those published before files were read. In the order of their ids. */
export function listUnreadFiles(db: Db, after: string, most: number): Promise<UnreadFile[]> {
  return db.selectFrom('pub.attachment as file')
    .innerJoin('pub.disclosure as record', join => join.onRef('record.countyCode', '=', 'file.countyCode').onRef('record.id', '=', 'file.disclosureId').onRef('record.currentVersion', '=', 'file.version'))
    .select(['file.fileId', 'file.name', 'file.mediaType']).distinctOn('file.fileId')
    .where('file.fileId', '>', after).where('file.mediaType', 'not like', 'image/%').where(isShown)
    .where(sql<boolean>`not exists (select from pub.attachment_text as words where words.county_code = file.county_code and words.disclosure_id = file.disclosure_id and words.version = file.version and words.n = file.n)`)
    .where(eb => eb.not(wasRead('file-text', 'file.file_id', '0')))
    .orderBy('file.fileId').limit(most).execute()
}

/** Puts the words of a file beside every shown version that carries it and has none, and says which records those are. */
export async function publishLaterTexts(tx: Tx, fileId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with added as (
      insert into pub.attachment_text (county_code, disclosure_id, version, n, piece, text)
      select file.county_code, file.disclosure_id, file.version, file.n, words.piece, words.text
      from pub.attachment as file join file_text as words on words.file_id = file.file_id
      join pub.disclosure as record on record.county_code = file.county_code and record.id = file.disclosure_id and record.current_version = file.version
      where file.file_id = ${fileId}::uuid and ${isShown}
      on conflict do nothing returning disclosure_id
    )
    select distinct disclosure_id as id from added`.execute(tx)
  return rows.map(row => row.id)
}

/** Keeps what the scan found, unless the file was scanned when it came. */
export async function insertLaterScan(tx: Tx, fileId: string, findings: readonly object[], at: Date): Promise<void> {
  await tx.insertInto('attachmentScan').values({ fileId, findings: JSON.stringify(findings), at }).onConflict(conflict => conflict.doNothing()).execute()
}

export async function hasFileText(tx: Tx, fileId: string): Promise<boolean> {
  return await tx.selectFrom('fileText').select('piece').where('fileId', '=', fileId).limit(1).executeTakeFirst() !== undefined
}

export type UnkeyedList = { readonly countyCode: number; readonly disclosureId: string; readonly villageCode: number; readonly itemSlug: string; readonly currentVersion: number }

/** Latest versions of lists that pay people and under which nobody finds the own rows. `kinds` are the items and schema versions that name people. */
export function listUnkeyedLists(db: Db, kinds: readonly { readonly item: string; readonly version: number }[], after: string, most: number): Promise<UnkeyedList[]> {
  const of = JSON.stringify(kinds)
  return db.selectFrom('pub.disclosure as record').select(['record.countyCode', 'record.id as disclosureId', 'record.villageCode', 'record.itemSlug', 'record.currentVersion'])
    .where('record.id', '>', after).where(isShown)
    .where(sql<boolean>`(record.item_slug, record.schema_version) in (select item, version from jsonb_to_recordset(${of}::jsonb) as kind (item text, version int))`)
    .where(sql<boolean>`not exists (select from payee_key as known where known.county_code = record.county_code and known.disclosure_id = record.id and known.version = record.current_version)`)
    .where(eb => eb.not(wasRead('payees', 'record.id', 'record.current_version')))
    .orderBy('record.id').limit(most).execute()
}

/** Notes that something was caught up with, so that it is not tried again. */
export async function noteLaterReading(tx: Tx, done: { what: 'file-text' | 'payees'; id: string; version: number; at: Date }): Promise<void> {
  await tx.insertInto('laterReading').values(done).onConflict(conflict => conflict.doNothing()).execute()
}
