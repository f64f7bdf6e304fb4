import type { FastifyInstance, FastifyRequest } from 'fastify'
import { canSee } from '#rules/policy/disclosures.ts'
import { findDraft, listDraftAttachments, listDraftEvents, type DraftRow } from '#records/drafts.ts'
import { addAttachment, correctDayTaken, readAttachment, removeAttachment } from '#actions/attachments.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { aboutDraft } from '#actions/drafts.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/drafts.ts'
import { officerOf } from '../staff-gate.ts'
import { readUpload } from '../uploads.ts'
import { attachmentView } from '../views/attachment.ts'

/** Files of a draft. Whoever may read the draft may read them; whoever may edit it may add and remove them. */
export function addAttachments(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.addAttachment, async ({ params, request }) => {
    if (!await findSeenDraft(context, request, params.id)) return refuse({ code: 'not-found' })
    const upload = await readUpload(request)
    if (!upload.ok) return upload
    const { file: given } = upload.value
    if (!given) return refuse({ code: 'file-missing' })
    const file = await readAttachment(context, given)
    if (!file.ok) return file
    const added = await addAttachment(context, officerOf(request), params.id, file.value, askedBy(request, Buffer.concat([Buffer.from(`${given.name}\0`), given.bytes])))
    return added.ok ? done(await present(context, params.id)) : added
  })
  addRoute(staff, contract.removeAttachment, async ({ params, request }) => {
    const removed = await removeAttachment(context, officerOf(request), params.id, params.n, askedBy(request))
    return removed.ok ? done(await present(context, params.id)) : removed
  })
  addRoute(staff, contract.correctDayTaken, async ({ params, body, request }) => {
    const corrected = await correctDayTaken(context, officerOf(request), params.id, params.n, body.takenOn, askedBy(request))
    return corrected.ok ? done(await present(context, params.id)) : corrected
  })
  addRoute(staff, contract.getAttachment, async ({ params, request }) => {
    const draft = await findSeenDraft(context, request, params.id)
    const file = draft && (await listDraftAttachments(context.db, draft.id)).find(({ n }) => n === params.n)
    if (!file) return refuse({ code: 'not-found' })
    return done({ bytes: await context.files.read(file.fileId), mediaType: file.mediaType, name: file.name })
  })
}

async function findSeenDraft(context: Context, request: FastifyRequest, id: string): Promise<DraftRow | undefined> {
  const draft = await findDraft(context.db, id)
  return draft && canSee(officerOf(request), await aboutDraft(context.db, draft)) ? draft : undefined
}

async function present(context: Context, id: string) {
  const [files, events] = await Promise.all([listDraftAttachments(context.db, id), listDraftEvents(context.db, id)])
  return { attachments: files.map(attachmentView), eventCount: events.length }
}
