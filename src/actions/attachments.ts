import { findPersonalData, type FindingKind } from '#rules/masking/detect.ts'
import { attachmentLimits, attachmentName, type AttachmentKind } from '#rules/disclosures/attachment-name.ts'
import { toDayTaken } from '#rules/disclosures/day-taken.ts'
import { canSee, refusalFor } from '#rules/policy/disclosures.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { withoutAuthors } from '#platform/document-authors.ts'
import { documentTypeOf } from '#platform/documents.ts'
import { fileHash } from '#platform/files.ts'
import { reencodePhoto } from '#platform/images.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import {
  appendDraftEvent, deleteDraftAttachment, findDraftForUpdate, insertDraftAttachment, isFileKept, listDraftAttachments, listDraftEvents, setDayTaken, touchDraft,
} from '#records/drafts.ts'
import { deleteFileText, insertFileText } from '#records/file-text.ts'
import { insertScan } from '#records/redaction.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { aboutDraft } from './drafts.ts'
import { scanAttachment } from './scan-attachment.ts'
import { once, type Asked, type OnceRefusal } from './once.ts'

/** A file as it will be kept: recognised by its bytes, pictures drawn anew. `takenOn` is the day a picture says it was taken. */
export type Attachment = { readonly name: string; readonly mediaType: AttachmentKind; readonly bytes: Buffer; readonly takenOn?: string | undefined }

export type UploadRefusal =
  | { readonly code: 'attachment-too-large'; readonly megabytes: number }
  | { readonly code: 'attachment-kind' | 'attachment-harmful' | 'scanner-away' }
  | { readonly code: 'attachment-name'; readonly kind: FindingKind }

export type AttachmentRefusal = PolicyRefusal | UploadRefusal | OnceRefusal
  | { readonly code: 'not-found' | 'taken-on-unlikely' }
  | { readonly code: 'too-many-attachments'; readonly most: number }

/** Looks at an uploaded file. Neither its name nor its claimed type is believed, and what the scanner could not look at is not taken. */
export async function readAttachment({ scanner }: Pick<Context, 'scanner'>, given: { readonly name: string; readonly bytes: Buffer }): Promise<Outcome<Attachment, UploadRefusal>> {
  if (given.bytes.length > attachmentLimits.bytes) return refuse({ code: 'attachment-too-large', megabytes: attachmentLimits.bytes / 2 ** 20 })
  const said = await scanner?.(given.bytes)
  if (said === 'harmful') return refuse({ code: 'attachment-harmful' })
  if (said === 'away') return refuse({ code: 'scanner-away' })
  const read = await contentOf(given.bytes)
  if (!read.ok) return read
  const name = attachmentName(given.name, read.value.mediaType)
  const [found] = findPersonalData(name)
  return found ? refuse({ code: 'attachment-name', kind: found.kind }) : done({ name, ...read.value })
}

async function contentOf(bytes: Buffer): Promise<Outcome<Omit<Attachment, 'name'>, UploadRefusal>> {
  const document = await documentTypeOf(bytes)
  if (document) return done({ mediaType: document, bytes: withoutAuthors(bytes) })
  const photo = await reencodePhoto(bytes)
  if (photo === 'photo-too-large') return refuse({ code: 'attachment-too-large', megabytes: attachmentLimits.bytes / 2 ** 20 })
  return photo === 'photo-unreadable' ? refuse({ code: 'attachment-kind' }) : done({ mediaType: photo.mediaType, bytes: photo.bytes, takenOn: photo.dayTaken })
}

/** Adds a file to a draft, once. The bytes are on the disk before the draft knows of them, and gone again if it never does. */
export async function addAttachment(context: Context, officer: Officer, draftId: string, file: Attachment, asked: Asked): Promise<Outcome<object, AttachmentRefusal>> {
  const { findings, pieces } = await scanAttachment(context, file)
  const fileId = await context.files.put(file.bytes)
  let isNeeded = false
  try {
    const added = await once(context, asked, inner => inTransaction(inner.db, async (tx): Promise<Outcome<object, AttachmentRefusal>> => {
      const open = await openForFiles(tx, officer, draftId)
      if (!open.ok) return open
      const present = await listDraftAttachments(tx, draftId)
      if (present.length >= attachmentLimits.files) return refuse({ code: 'too-many-attachments', most: attachmentLimits.files })
      const { name, mediaType, bytes } = file
      // A camera whose clock was never set says 1970, or next year: such a day is worse than none.
      const takenOn = toDayTaken(file.takenOn, inner.clock.today()) ?? null
      await insertDraftAttachment(tx, { draftId, n: (present.at(-1)?.n ?? 0) + 1, fileId, name, mediaType, bytes: bytes.length, sha256: fileHash(bytes), takenOn })
      await insertScan(tx, fileId, findings, new Date(inner.clock.now()))
      await insertFileText(tx, fileId, pieces)
      await noteEdit(inner, tx, officer, draftId, open.value.lastSeq)
      return done({})
    }))
    isNeeded = added.ok && !added.value.repeated
    return added
  } finally {
    if (!isNeeded) await context.files.remove(fileId)
  }
}

/** Takes a file off a draft, once. Its bytes go too, unless a published version or another draft shows the same file. */
export async function removeAttachment(context: Context, officer: Officer, draftId: string, n: number, asked: Asked): Promise<Outcome<object, AttachmentRefusal>> {
  const removed = await once(context, asked, inner => inTransaction(inner.db, async (tx): Promise<Outcome<{ fileId: string }, AttachmentRefusal>> => {
    const open = await openForFiles(tx, officer, draftId)
    if (!open.ok) return open
    const file = (await listDraftAttachments(tx, draftId)).find(present => present.n === n)
    if (!file) return refuse({ code: 'not-found' })
    await deleteDraftAttachment(tx, draftId, n)
    await noteEdit(inner, tx, officer, draftId, open.value.lastSeq)
    return done({ fileId: file.fileId })
  }))
  if (!removed.ok) return removed
  const { fileId } = removed.value.value
  if (!await isFileKept(context.db, fileId)) {
    await deleteFileText(context.db, fileId)
    await context.files.remove(fileId)
  }
  return done({})
}

/** Puts right the day a picture was taken, or takes it away. */
export async function correctDayTaken(context: Context, officer: Officer, draftId: string, n: number, day: string | null, asked: Asked): Promise<Outcome<object, AttachmentRefusal>> {
  const corrected = await once(context, asked, inner => inTransaction(inner.db, async (tx): Promise<Outcome<object, AttachmentRefusal>> => {
    const open = await openForFiles(tx, officer, draftId)
    if (!open.ok) return open
    const file = (await listDraftAttachments(tx, draftId)).find(present => present.n === n)
    if (!file?.mediaType.startsWith('image/')) return refuse({ code: 'not-found' })
    const takenOn = day === null ? null : toDayTaken(day, inner.clock.today())
    if (takenOn === undefined) return refuse({ code: 'taken-on-unlikely' })
    await setDayTaken(tx, draftId, n, takenOn)
    await noteEdit(inner, tx, officer, draftId, open.value.lastSeq)
    return done({})
  }))
  return corrected.ok ? done({}) : corrected
}

async function openForFiles(tx: Tx, officer: Officer, draftId: string): Promise<Outcome<{ lastSeq: number }, PolicyRefusal | { readonly code: 'not-found' }>> {
  const draft = await findDraftForUpdate(tx, draftId)
  if (!draft) return refuse({ code: 'not-found' })
  const about = await aboutDraft(tx, draft)
  if (!canSee(officer, about)) return refuse({ code: 'not-found' })
  const refusal = refusalFor(officer, 'edit', about)
  return refusal ? refuse(refusal) : done({ lastSeq: (await listDraftEvents(tx, draftId)).length })
}

async function noteEdit(context: Context, tx: Tx, officer: Officer, draftId: string, lastSeq: number): Promise<void> {
  const at = new Date(context.clock.now())
  await appendDraftEvent(tx, { draftId, seq: lastSeq + 1, action: 'edit', officerId: officer.id, note: null, at })
  await touchDraft(tx, draftId, at)
}
