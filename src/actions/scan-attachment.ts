import { findPersonalData } from '#rules/masking/detect.ts'
import { isAboutAid } from '#rules/masking/words.ts'
import { readDocument } from '#platform/document-text/read-document.ts'
import type { ScannedFinding } from '#records/redaction.ts'
import { fileHash } from '#platform/files.ts'
import type { Context } from './context.ts'
import { fileFingerprint } from './redaction.ts'

/** More than these in one file are one finding: the file as a whole must be looked at again. */
const mostFindings = 200

/**
 * Looks into a file that is to be published: its words, notes and properties. Pictures, and what could not be read, are for a
 * human to look at. Of what is found only a keyed hash is kept.
 */
export async function scanAttachment(context: Context, file: { readonly name: string; readonly mediaType: string; readonly bytes: Buffer }): Promise<ScannedFinding[]> {
  const sum = fileHash(file.bytes).toString('hex')
  const whole = (kind: 'picture' | 'unreadable', where: string): ScannedFinding => ({ kind, where, fingerprint: fileFingerprint(context, kind, sum, where) })
  if (file.mediaType.startsWith('image/')) return [whole('picture', '')]
  const { parts, pictures, isWhole } = await readDocument(file.bytes, file.mediaType === 'application/pdf' ? 'pdf' : 'office')
  const aid = isAboutAid(file.name) || parts.some(({ text }) => isAboutAid(text.slice(0, 300)))
  const found = parts.flatMap(({ where, text }) => findPersonalData(text, { aid }).map(({ kind, start, length }) =>
    ({ kind, where, fingerprint: fileFingerprint(context, kind, sum, where, text.slice(Math.max(0, start - 10), start + length + 10)) })))
  return [
    ...found.slice(0, mostFindings),
    ...isWhole && found.length <= mostFindings ? [] : [whole('unreadable', '')],
    ...pictures.length > 0 ? [whole('picture', pictures.slice(0, 5).join(', '))] : [],
  ]
}
