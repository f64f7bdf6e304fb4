import { randomUUID } from 'node:crypto'
import { complaintLimits } from '#rules/cases/complaint-form.ts'
import { reencodePhoto, type PhotoRefusal } from '#platform/images.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'

/** A photo that somebody sent, drawn anew and kept among the files. Sizes in points, `bytes` of the kept file. */
export type KeptPhoto = { readonly id: string; readonly fileId: string; readonly mediaType: string; readonly bytes: number; readonly width: number; readonly height: number }

/** Draws photos anew and keeps them, all or none; `n` is the place of the one that is none, from 1. How many there may be, the caller has asked. */
export async function keepPhotos(context: Pick<Context, 'files'>, photos: readonly { readonly bytes: Buffer }[]): Promise<Outcome<KeptPhoto[], { readonly code: PhotoRefusal; readonly n: number }>> {
  const kept: KeptPhoto[] = []
  for (const [i, { bytes }] of photos.entries()) {
    const photo = bytes.length > complaintLimits.photoBytes ? 'photo-too-large' : await reencodePhoto(bytes)
    if (typeof photo === 'string') {
      await dropPhotos(context, kept)
      return refuse({ code: photo, n: i + 1 })
    }
    const { mediaType, width, height } = photo
    kept.push({ id: randomUUID(), fileId: await context.files.put(photo.bytes), mediaType, bytes: photo.bytes.length, width, height })
  }
  return done(kept)
}

/** Draws photos anew for something that `write` puts down with them, and removes them where that did not come to be, or was there before. */
export async function withPhotos<No extends { readonly code: string }>(
  context: Pick<Context, 'files'>, photos: readonly { readonly bytes: Buffer }[], write: (kept: readonly KeptPhoto[]) => Promise<Outcome<'written' | 'there', No>>,
): Promise<Outcome<'written' | 'there', No | { readonly code: PhotoRefusal; readonly n: number }>> {
  const kept = await keepPhotos(context, photos)
  if (!kept.ok) return kept
  let isWritten = false
  try {
    const written = await write(kept.value)
    isWritten = written.ok && written.value === 'written'
    return written
  } finally {
    if (!isWritten) await dropPhotos(context, kept.value)
  }
}

/** Removes photos whose words were not kept. */
export async function dropPhotos(context: Pick<Context, 'files'>, photos: readonly KeptPhoto[]): Promise<void> {
  await Promise.all(photos.map(photo => context.files.remove(photo.fileId)))
}
