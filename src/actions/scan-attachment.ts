import { findPersonalData } from '#rules/masking/detect.ts'
import { blotted } from '#rules/masking/redact.ts'
import { isAboutAid } from '#rules/masking/words.ts'
import { piecesOf, type TextPiece } from '#rules/search/text-pieces.ts'
import { readDocument } from '#platform/document-text/read-document.ts'
import type { ScannedFinding } from '#records/redaction.ts'
import { fileHash } from '#platform/files.ts'
import type { Context } from './context.ts'
import { fileFingerprint } from './redaction.ts'

/** More than these in one file are one finding: the file as a whole must be looked at again. */
const mostFindings = 200

/**
 * Looks into a file that is to be published: its words, notes and properties. Pictures, and what could not be read, are for a
 * human to look at. Of what is found only a keyed hash is kept; the words in which the file may be searched are kept without it.
 */
export async function scanAttachment(context: Context, file: { readonly name: string; readonly mediaType: string; readonly bytes: Buffer }): Promise<{ readonly findings: ScannedFinding[]; readonly pieces: TextPiece[] }> {
  const sum = fileHash(file.bytes).toString('hex')
  const whole = (kind: 'picture' | 'unreadable', where: string): ScannedFinding => ({ kind, where, fingerprint: fileFingerprint(context, kind, sum, where) })
  if (file.mediaType.startsWith('image/')) return { findings: [whole('picture', '')], pieces: [] }
  const { parts, pictures, isWhole } = await readDocument(file.bytes, file.mediaType === 'application/pdf' ? 'pdf' : 'office')
  const aid = isAboutAid(file.name) || parts.some(({ text }) => isAboutAid(text.slice(0, 300)))
  const read = parts.map(part => ({ ...part, personal: findPersonalData(part.text, { aid }) }))
  const found = read.flatMap(({ where, text, personal }) => personal.map(({ kind, start, length }) =>
    ({ kind, where, fingerprint: fileFingerprint(context, kind, sum, where, text.slice(Math.max(0, start - 10), start + length + 10)) })))
  const findings = [
    ...found.slice(0, mostFindings),
    ...isWhole && found.length <= mostFindings ? [] : [whole('unreadable', '')],
    ...pictures.length > 0 ? [whole('picture', pictures.slice(0, 5).join(', '))] : [],
  ]
  // Blotted out before it is cut: half a number at a cut would be found by nothing.
  return { findings, pieces: piecesOf(read.filter(({ where }) => !where.startsWith('property ')).map(({ where, text, personal }) => wordsIn(where, blotted(text, personal))).join('\n')) }
}

/** The cells of a spreadsheet hold figures and, in place of their words, numbers of words that stand elsewhere in the file. */
function wordsIn(where: string, text: string): string {
  return where.startsWith('xl/worksheets/') ? text.replace(/^[\d.eE+-]*$\n?/gmu, '') : text
}
