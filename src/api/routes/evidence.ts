import type { FastifyInstance } from 'fastify'
import { stateOf } from '#rules/cases/fold.ts'
import { evidenceRefusal, refusalFor } from '#rules/policy/cases.ts'
import { listEvidence, listEvidenceById } from '#records/evidence.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { addEvidence } from '#actions/evidence.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/evidence.ts'
import { findKnownCase } from '../seen-case.ts'
import { officerOf } from '../staff-gate.ts'
import { readUpload } from '../uploads.ts'
import { evidenceToChoose } from '../views/evidence.ts'

/** Files that answers rest on, for whoever may see the case. */
export function addEvidenceReading(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.getEvidence, async ({ params, request }) => {
    const known = await findKnownCase(context, officerOf(request), params.id)
    if (!known) return refuse({ code: 'not-found' })
    // An answer given together with another case rests on the files of that one.
    const answered = stateOf(known.events).publishedReply?.evidence?.find(ref => ref.id === params.file)
    const [file] = answered ? await listEvidenceById(context.db, [answered.id]) : (await listEvidence(context.db, params.id)).filter(({ id }) => id === params.file)
    if (!file) return refuse({ code: 'not-found' })
    const { mediaType } = file
    return done({ bytes: await context.files.read(file.fileId), mediaType, ...(mediaType === 'application/pdf' && { name: file.name }) })
  })
}

/** They come as forms, so they stand among the routes that take uploads. */
export function addEvidenceUploads(uploads: FastifyInstance, context: Context): void {
  addRoute(uploads, contract.addEvidence, async ({ params, request }) => {
    const officer = officerOf(request)
    // Before a byte is read: who may not write the answer, or a part of it, cannot make us decode pictures.
    const known = await findKnownCase(context, officer, params.id)
    if (!known) return refuse({ code: 'not-found' })
    const forbidden = evidenceRefusal(officer, known.about)
    if (forbidden) return refuse(forbidden)
    const upload = await readUpload(request)
    if (!upload.ok) return upload
    const { file } = upload.value
    if (!file) return refuse({ code: 'file-missing' })
    const added = await addEvidence(context, officer, params.id, file, askedBy(request, Buffer.concat([Buffer.from(`${file.name}\0`), file.bytes])))
    if (!added.ok) return added
    return done({ id: added.value.id, evidence: await evidenceToChoose(context, officer, params.id, refusalFor(officer, 'draftReply', known.about) === undefined) })
  })
}
