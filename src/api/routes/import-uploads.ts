import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Language } from '#text/language.ts'
import { writeFault } from '#platform/log.ts'
import { findUpload } from '#records/imports.ts'
import { done, refuse, type Context, type Outcome } from '#actions/context.ts'
import { startCheck } from '#actions/imports/checking.ts'
import { makeDrafts } from '#actions/imports/make-drafts.ts'
import { mostChunkBytes, receiveChunk, startUpload } from '#actions/imports/uploads.ts'
import { once } from '#actions/once.ts'
import { addRoute, askedBy } from '../answer.ts'
import { trailOf } from '../audit-trail.ts'
import * as contract from '../contract/uploads.ts'
import type { ApiRefusal } from '../errors.ts'
import { officerOf } from '../staff-gate.ts'
import { readUpload } from '../uploads.ts'
import { uploadView } from '../views/import-upload.ts'
import { answeredProblems } from './drafts.ts'

/** A file that is imported in steps: its bytes come in chunks, it is checked apart, and then it becomes drafts. */
export function addImportUploads(staff: FastifyInstance, context: Context): void {
  const shown = async (request: FastifyRequest, id: string, language: Language): Promise<Outcome<contract.ImportUpload, ApiRefusal>> => {
    const upload = await findUpload(context.db, id, officerOf(request).id)
    return upload ? done(await uploadView(context, upload, language)) : refuse({ code: 'not-found' })
  }
  addRoute(staff, contract.startUpload, async ({ body, language, request }) => {
    const started = await once(context, askedBy(request), inner => startUpload(inner, officerOf(request), body))
    return started.ok ? shown(request, started.value.value.id, language) : started
  })
  addRoute(staff, contract.getUpload, async ({ params, language, request }) => shown(request, params.id, language))
  addRoute(staff, contract.sendChunk, async ({ params, language, request }) => {
    const sent = await readUpload(request)
    if (!sent.ok) return sent
    const { texts, file } = sent.value
    if (!file) return refuse({ code: 'file-missing' })
    const offset = texts.get('offset') ?? ''
    if (!/^\d{1,8}$/.test(offset)) return refuse({ code: 'broken-form' })
    if (file.bytes.length > mostChunkBytes) return refuse({ code: 'too-large' })
    const received = await receiveChunk(context, officerOf(request), params.id, Number(offset), file.bytes)
    return received.ok ? shown(request, params.id, language) : received
  })
  addRoute(staff, contract.checkUpload, async ({ params, body, language, request }) => {
    const started = await startCheck(context, officerOf(request), params.id, body, trailOf(request))
    if (!started.ok) return started
    // The answer does not wait for it. What goes wrong then is our fault and is told to the log without a word of the file.
    started.value.finished.catch((cause: unknown) => writeFault('an import check failed', cause))
    return shown(request, params.id, language)
  })
  addRoute(staff, contract.makeDrafts, async ({ params, body, language, request }) => {
    const officer = officerOf(request)
    const made = await makeDrafts(context, officer, params.id, { ...body, despiteKnownRows: body.despiteKnownRows ?? false }, trailOf(request))
    if (made.ok) return shown(request, params.id, language)
    const upload = await findUpload(context.db, params.id, officer.id)
    return answeredProblems(context, language, { item: upload?.itemSlug ?? '', villageCode: upload?.villageCode ?? officer.reach.low }, made.refusal)
  })
}
