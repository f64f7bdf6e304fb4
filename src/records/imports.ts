import { sql } from 'kysely'
import type { Mapping } from '#rules/imports/find-table.ts'
import type { Db, Tx } from './database.ts'
import type { TypedValues } from './drafts.ts'

export type UploadState = 'receiving' | 'received' | 'checking' | 'checked' | 'drafted'

const uploadColumns = ['id', 'officerId', 'countyCode', 'itemSlug', 'villageCode', 'name', 'bytes', 'sha256', 'received', 'state', 'rowsRead', 'asked', 'result', 'createdAt', 'updatedAt'] as const

export type UploadRow = NonNullable<Awaited<ReturnType<typeof findUpload>>>

/** An upload of this officer; nobody else may know of it. */
export async function findUpload(db: Db | Tx, id: string, officerId: string) {
  const found = await db.selectFrom('importUpload').select(uploadColumns).where('id', '=', id).where('officerId', '=', officerId).executeTakeFirst()
  return found && { ...found, state: found.state as UploadState }
}

/** Locks an upload of this officer until the transaction ends. */
export async function findUploadForUpdate(tx: Tx, id: string, officerId: string) {
  const found = await tx.selectFrom('importUpload').select(uploadColumns).where('id', '=', id).where('officerId', '=', officerId).forUpdate().executeTakeFirst()
  return found && { ...found, state: found.state as UploadState }
}

export async function insertUpload(tx: Db | Tx, upload: { id: string; officerId: string; countyCode: number; itemSlug: string; villageCode: number | null; name: string; bytes: number; sha256: Buffer; at: Date }): Promise<void> {
  const { at, ...rest } = upload
  await tx.insertInto('importUpload').values({ ...rest, createdAt: at, updatedAt: at }).execute()
}

/** Keeps the next bytes of an upload. The caller holds its lock and has looked that they begin where the last ended. */
export async function appendChunk(tx: Tx, id: string, startsAt: number, content: Buffer, at: Date): Promise<void> {
  await tx.insertInto('importChunk').values({ uploadId: id, startsAt, content }).execute()
  await tx.updateTable('importUpload').set({ received: startsAt + content.length, updatedAt: at }).where('id', '=', id).execute()
}

/** All bytes of an upload, in order. */
export async function readChunks(db: Db | Tx, id: string): Promise<Buffer> {
  const rows = await db.selectFrom('importChunk').select('content').where('uploadId', '=', id).orderBy('startsAt').execute()
  return Buffer.concat(rows.map(row => row.content))
}

export async function deleteChunks(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('importChunk').where('uploadId', '=', id).execute()
}

/** Notes how far an upload has come. */
export async function setUpload(tx: Db | Tx, id: string, change: { state?: UploadState; sha256?: Buffer; received?: number; rowsRead?: number; asked?: object; result?: object | null; at: Date }): Promise<void> {
  const { at, asked, result, ...rest } = change
  await tx.updateTable('importUpload').set({
    ...rest, updatedAt: at, ...(asked && { asked: JSON.stringify(asked) }), ...(result !== undefined && { result: result && JSON.stringify(result) }),
  }).where('id', '=', id).execute()
}

/** Keeps what a check found, unless another check of other columns has begun since. */
export async function finishCheck(db: Db | Tx, id: string, { asked, result, at }: { asked: object; result: object; at: Date }): Promise<void> {
  await db.updateTable('importUpload').set({ state: 'checked', result: JSON.stringify(result), updatedAt: at })
    .where('id', '=', id).where('state', '=', 'checking').where(sql<boolean>`asked = ${JSON.stringify(asked)}::jsonb`).execute()
}

/** Notes which file drafts came from. */
export async function insertImportDrafts(tx: Tx, drafts: readonly { uploadSha256: Buffer; draftId: string; officerId: string; villageCode: number; at: Date }[]): Promise<void> {
  if (drafts.length > 0) await tx.insertInto('importDraft').values([...drafts]).execute()
}

/** Drafts that were made from the same file before, for villages within these codes. */
export function listDraftsOfFile(db: Db | Tx, sha256: Buffer, reach: { readonly low: number; readonly high: number }) {
  return db.selectFrom('importDraft').select(['draftId', 'villageCode', 'at']).where('uploadSha256', '=', sha256)
    .where('villageCode', '>=', reach.low).where('villageCode', '<=', reach.high).orderBy('at').limit(1000).execute()
}

/** How a person mapped tables of this item in this county, by the signature of their headers. */
export async function listMappings(db: Db | Tx, countyCode: number, itemSlug: string): Promise<Record<string, Mapping>> {
  const rows = await db.selectFrom('importMapping').select(['signature', 'mapping']).where('countyCode', '=', countyCode).where('itemSlug', '=', itemSlug)
    .orderBy('usedAt', 'desc').limit(200).execute()
  return Object.fromEntries(rows.map(row => [row.signature, row.mapping as unknown as Mapping]))
}

/** Remembers a mapping; the latest counts. */
export async function keepMapping(tx: Tx, kept: { countyCode: number; itemSlug: string; signature: string; mapping: Mapping; officerId: string; usedAt: Date }): Promise<void> {
  const mapping = JSON.stringify(kept.mapping)
  const { officerId, usedAt } = kept
  await tx.insertInto('importMapping').values({ ...kept, mapping }).onConflict(there => there.columns(['countyCode', 'itemSlug', 'signature']).doUpdateSet({ mapping, officerId, usedAt })).execute()
}

/** How many of these rows stand already in drafts or published records of the village and item, by draft. */
export async function countKnownRows(db: Db | Tx, villageCode: number, itemSlug: string, rows: readonly TypedValues[]): Promise<{ draftId: string; title: string; period: string; rows: number }[]> {
  const found = await sql<{ draftId: string; title: string; period: string; rows: number }>`
    select d.id as "draftId", d.title, d.period, count(*)::int as rows
    from disclosure_draft d join draft_row r on r.draft_id = d.id
    where d.village_code = ${villageCode}::bigint and d.item_slug = ${itemSlug}
      and r.cells in (select cells from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as given (cells))
    group by d.id order by rows desc limit 20`.execute(db)
  return found.rows
}

/** Forgets uploads that nobody touched since, and what they held. */
export async function purgeUploads(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('importUpload').where('updatedAt', '<', before).execute()
}
