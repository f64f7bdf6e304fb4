import { stateOf } from '#rules/cases/fold.ts'
import { mostScans } from '#rules/intake/staff-entry.ts'
import { canSee } from '#rules/policy/cases.ts'
import { mayReadIntake } from '#rules/policy/intake.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { findCaseForUpdate, listEvents } from '#records/cases.ts'
import { inTransaction } from '#records/database.ts'
import { findIntake, insertScanOfCase } from '#records/intake.ts'
import { aboutCase } from '../about-case.ts'
import { readAttachment, type UploadRefusal } from '../attachments.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { once, type Asked, type OnceRefusal } from '../once.ts'

export type ScanRefusal = Exclude<UploadRefusal, { readonly code: 'attachment-name' }> | OnceRefusal | { readonly code: 'not-found' } | { readonly code: 'too-many-attachments'; readonly most: number }

/** Adds a scan of a letter, or of what a visitor brought, to a case the desk wrote down. Pictures are drawn anew; the name of the file is not kept. */
export async function addScan(context: Context, officer: Officer, caseId: string, bytes: Buffer, asked: Asked): Promise<Outcome<{ readonly n: number }, ScanRefusal>> {
  const read = await readAttachment(context, { name: 'scan', bytes })
  if (!read.ok) return read.refusal.code === 'attachment-name' ? refuse({ code: 'attachment-kind' }) : refuse(read.refusal)
  if (!/^(?:image\/|application\/pdf$)/.test(read.value.mediaType)) return refuse({ code: 'attachment-kind' })
  const fileId = await context.files.put(read.value.bytes)
  let isKept = false
  try {
    const added = await once(context, asked, inner => inTransaction(inner.db, async (tx): Promise<Outcome<{ n: number }, ScanRefusal>> => {
      const file = await findCaseForUpdate(tx, caseId)
      if (!file || !mayReadIntake(officer)) return refuse({ code: 'not-found' })
      if (!canSee(officer, await aboutCase(tx, file, stateOf(await listEvents(tx, caseId)))) || !await findIntake(tx, caseId)) return refuse({ code: 'not-found' })
      const n = await insertScanOfCase(tx, mostScans, { caseId, fileId, mediaType: read.value.mediaType, bytes: read.value.bytes.length, officerId: officer.id, at: new Date(inner.clock.now()) })
      return n === undefined ? refuse({ code: 'too-many-attachments', most: mostScans }) : done({ n })
    }))
    isKept = added.ok && !added.value.repeated
    return added.ok ? done(added.value.value) : added
  } finally {
    if (!isKept) await context.files.remove(fileId)
  }
}
