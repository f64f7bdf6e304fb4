import { randomUUID } from 'node:crypto'
import { stateOf } from '#rules/cases/fold.ts'
import { move } from '#rules/cases/lifecycle.ts'
import { evidenceLimits, type EvidenceRef } from '#rules/cases/reply.ts'
import { severityOfFinding, type FindingKind } from '#rules/masking/kinds.ts'
import { canSee, evidenceRefusal } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { fileHash } from '#platform/files.ts'
import { isSeen } from '#records/case-lists.ts'
import { findCaseForUpdate, listEvents } from '#records/cases.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { insertEvidence, listEvidence } from '#records/evidence.ts'
import { aboutCase } from './about-case.ts'
import { readAttachment, type Attachment, type UploadRefusal } from './attachments.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { once, type Asked, type OnceRefusal } from './once.ts'
import { scanAttachment } from './scan-attachment.ts'

export type EvidenceRefusal = PolicyRefusal | UploadRefusal | OnceRefusal
  | { readonly code: 'not-found' | 'evidence-not-now' }
  | { readonly code: 'evidence-personal'; readonly kinds: readonly FindingKind[] }
  | { readonly code: 'too-many-attachments'; readonly most: number }

/**
 * Adds a photo or a PDF to a case, to go with the answer that is being written, or with what a helping unit found. Pictures are drawn anew and documents lose their authors; a
 * file in which something personal is found is not kept at all. What the machine cannot read the reviewer looks at.
 */
export async function addEvidence(context: Context, officer: Officer, caseId: string, given: { readonly name: string; readonly bytes: Buffer }, asked: Asked): Promise<Outcome<{ readonly id: string }, EvidenceRefusal>> {
  const read = await readAttachment(context, given)
  if (!read.ok) return read
  const file = read.value
  if (!isEvidenceKind(file.mediaType)) return refuse({ code: 'attachment-kind' })
  const kinds = await personalIn(context, file)
  if (kinds.length > 0) return refuse({ code: 'evidence-personal', kinds })
  const fileId = await context.files.put(file.bytes)
  let isKept = false
  try {
    const added = await once(context, asked, inner => inTransaction(inner.db, tx => keep(inner, tx, officer, caseId, file, fileId)))
    isKept = added.ok && !added.value.repeated
    return added.ok ? done(added.value.value) : added
  } finally {
    if (!isKept) await context.files.remove(fileId)
  }
}

function isEvidenceKind(mediaType: string): boolean {
  return mediaType === 'application/pdf' || mediaType === 'image/jpeg'
}

async function personalIn(context: Context, file: Attachment): Promise<FindingKind[]> {
  const { findings } = await scanAttachment(context, file)
  return [...new Set(findings.map(finding => finding.kind).filter(kind => severityOfFinding(kind) === 'red'))]
}

async function keep(context: Context, tx: Tx, officer: Officer, caseId: string, { name, mediaType, bytes }: Attachment, fileId: string): Promise<Outcome<{ id: string }, EvidenceRefusal>> {
  if (!await isSeen(tx, officer, caseId)) return refuse({ code: 'not-found' })
  const file = await findCaseForUpdate(tx, caseId)
  if (!file) return refuse({ code: 'not-found' })
  const facts = stateOf(await listEvents(tx, caseId))
  const about = await aboutCase(tx, file, facts)
  if (!canSee(officer, about)) return refuse({ code: 'not-found' })
  const forbidden = evidenceRefusal(officer, about)
  if (forbidden) return refuse(forbidden)
  if (!move(facts.state, 'draftReply').ok) return refuse({ code: 'evidence-not-now' })
  if ((await listEvidence(tx, caseId)).length >= evidenceLimits.files) return refuse({ code: 'too-many-attachments', most: evidenceLimits.files })
  const id = randomUUID()
  await insertEvidence(tx, { id, caseId, fileId, name, mediaType, bytes: bytes.length, sha256: fileHash(bytes), officerId: officer.id, unitId: officer.unitId, at: new Date(context.clock.now()) })
  return done({ id })
}

/** The files that are to go with an answer, as its event commits to them. Only those of this case. */
export async function evidenceFor(tx: Tx, caseId: string, ids: readonly string[]): Promise<Outcome<readonly EvidenceRef[], { readonly code: 'evidence-unknown' } | { readonly code: 'too-many-attachments'; readonly most: number }>> {
  const chosen = [...new Set(ids)]
  if (chosen.length > evidenceLimits.withAnswer) return refuse({ code: 'too-many-attachments', most: evidenceLimits.withAnswer })
  const present = chosen.length === 0 ? [] : await listEvidence(tx, caseId)
  const refs = chosen.flatMap(id => present.find(row => row.id === id) ?? []).map(({ id, sha256 }) => ({ id, sha256: sha256.toString('hex') }))
  return refs.length === chosen.length ? done(refs) : refuse({ code: 'evidence-unknown' })
}
