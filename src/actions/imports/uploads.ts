import { createHash, randomUUID } from 'node:crypto'
import { countyOf, levelOf } from '#rules/divisions/division-code.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { refusalFor } from '#rules/policy/disclosures.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { findNewestSchema } from '#records/catalogue.ts'
import { inTransaction } from '#records/database.ts'
import { findDivision } from '#records/divisions.ts'
import { appendChunk, deleteChunks, findUpload, findUploadForUpdate, insertUpload, purgeUploads, readChunks, setUpload, type UploadRow } from '#records/imports.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'

/** What a person says of a file before its bytes come. Without a village it is split by the villages that its rows name. */
export type UploadAsked = { readonly item: string; readonly villageCode?: number | undefined; readonly name: string; readonly bytes: number; readonly sha256?: string | undefined }

export type UploadRefusal = PolicyRefusal
  | { readonly code: 'not-found' | 'unknown-village' | 'no-schema' | 'upload-changed' }
  | { readonly code: 'upload-offset'; readonly received: number }

// Of a file whose sender could not hash it, until its last byte has come.
const unknownHash = Buffer.alloc(32)

export const mostChunkBytes = 1024 * 1024

/** Announces a file. */
export async function startUpload(context: Context, officer: Officer, asked: UploadAsked): Promise<Outcome<{ id: string }, UploadRefusal>> {
  return inTransaction(context.db, async tx => {
    const refusal = mayImport(officer, asked.villageCode)
    if (refusal) return refuse(refusal)
    if (asked.villageCode !== undefined && (await findDivision(tx, asked.villageCode))?.level !== 'village') return refuse({ code: 'unknown-village' })
    if (!await findNewestSchema(tx, asked.item, countyOf(officer.reach.low), context.clock.today())) return refuse({ code: 'no-schema' })
    const id = randomUUID()
    await insertUpload(tx, {
      id, officerId: officer.id, countyCode: countyOf(officer.reach.low), itemSlug: asked.item, villageCode: asked.villageCode ?? null,
      name: asked.name, bytes: asked.bytes, sha256: asked.sha256 === undefined ? unknownHash : Buffer.from(asked.sha256, 'hex'), at: new Date(context.clock.now()),
    })
    return done({ id })
  })
}

/** A clerk of one village imports for it; the clerk of a township for one of its villages or for all of them. */
function mayImport(officer: Officer, villageCode: number | undefined): PolicyRefusal | undefined {
  if (villageCode !== undefined) return refusalFor(officer, 'edit', { state: 'draft', villageCode, authorIds: [] })
  if (officer.role !== 'clerk') return { code: 'not-your-duty', role: officer.role }
  return officer.level === 'township' && levelOf(officer.reach.low) === 'township' ? undefined : { code: 'out-of-reach' }
}

/**
 * Takes the next bytes. They must begin where the last ended; whoever lost count is told how much has arrived. Bytes that arrived
 * already are taken again without being written twice, so a retry after a lost answer is harmless. The last one is followed by the hash.
 */
export async function receiveChunk(context: Context, officer: Officer, id: string, startsAt: number, content: Buffer): Promise<Outcome<UploadRow, UploadRefusal>> {
  return inTransaction(context.db, async tx => {
    const upload = await findUploadForUpdate(tx, id, officer.id)
    if (!upload) return refuse({ code: 'not-found' })
    const end = startsAt + content.length
    if (end <= upload.received && content.length > 0) return done(upload)
    if (startsAt !== upload.received || end > upload.bytes || content.length === 0) return refuse({ code: 'upload-offset', received: upload.received })
    const at = new Date(context.clock.now())
    await appendChunk(tx, id, startsAt, content, at)
    if (end === upload.bytes) {
      const sha256 = createHash('sha256').update(await readChunks(tx, id)).digest()
      if (!upload.sha256.equals(unknownHash) && !upload.sha256.equals(sha256)) {
        // Some byte is another than was announced, and nobody knows which: the file has to come again from its beginning.
        await deleteChunks(tx, id)
        await setUpload(tx, id, { received: 0, at })
        return refuse({ code: 'upload-changed' })
      }
      await setUpload(tx, id, { state: 'received', sha256, at })
    }
    return done((await findUpload(tx, id, officer.id))!)
  })
}

/** Forgets files that nobody touched for a week: they hold what residents may not see. */
export async function forgetUploads(context: Context): Promise<void> {
  await purgeUploads(context.db, new Date(context.clock.now() - 7 * 24 * 3_600_000))
}
