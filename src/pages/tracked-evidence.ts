import type { FastifyReply, FastifyRequest } from 'fastify'
import { readTrackedFile, type TrackedCase, type TrackedFile } from '#actions/tracking.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { setAll, sandboxed, unkept } from './headers.ts'
import { answerProblem, type House } from './house.ts'
import { html, type Hole, type Html } from './html.ts'
import { hiddenFields, type Held } from './tracked-acts.ts'
import { to, type View } from './view.ts'

/** What the answer rests on: a button for each file, because the code of the receipt may stand in no address. */
export function evidenceForms(view: View, files: readonly TrackedFile[], held: Held): Hole {
  if (files.length === 0) return undefined
  const text = trackingTexts[view.language]
  const photos = files.filter(isPhoto)
  const label = (file: TrackedFile) => (isPhoto(file) ? text.photo(photos.indexOf(file) + 1, sizeText(file.bytes)) : text.document(file.name, sizeText(file.bytes)))
  return html`<h3>${text.evidence}</h3><p class="help">${text.evidenceHelp}</p>
${files.map((file): Html => html`<form class="evidence" action="${to(view, '/track/file')}" method="post" target="_blank">${hiddenFields(held)}<p><button class="button second" name="file" value="${file.id}">${label(file)}</button></p></form>`)}`
}

/** Sends one file of an answer. A picture opens, a document is saved; neither can run anything, and no cache keeps it. */
export async function sendEvidence(house: House, request: FastifyRequest, reply: FastifyReply, found: TrackedCase, id: string): Promise<FastifyReply> {
  const file = await readTrackedFile(house.context, found, id)
  if (!file) return answerProblem(house, request, reply, { code: 'badRequest' })
  setAll(reply, [...house.security, ...unkept, ...sandboxed])
  return reply.type(file.mediaType).header('content-disposition', isPhoto(file) ? 'inline; filename="photo.jpg"' : 'attachment; filename="document.pdf"').send(file.content)
}

function isPhoto(file: TrackedFile): boolean {
  return file.mediaType === 'image/jpeg'
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
