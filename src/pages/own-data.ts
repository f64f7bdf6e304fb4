import type { FastifyReply, FastifyRequest } from 'fastify'
import { ownIdentityBehind } from '#actions/identity/own.ts'
import { copyOwnCase, readOwnFiles } from '#actions/keeping/own-copy.ts'
import type { TrackedCase } from '#actions/tracking.ts'
import { zip } from '#platform/zip.ts'
import { dayText } from '#text/calendar.ts'
import { ownDataTexts } from '#text/keeping.ts'
import { setAll, unkept } from './headers.ts'
import { html, type Hole } from './html.ts'
import { answerAnew, type House } from './house.ts'
import { identityText, ownDataText } from './own-data-text.ts'
import { hiddenFields, type Held } from './tracked-acts.ts'
import { to, type View } from './view.ts'

/** The forms a copy comes in: words for people, data for programs, or everything with its files. */
const copyForms = ['text', 'json', 'all'] as const
type CopyForm = (typeof copyForms)[number]

/** What is kept about whoever holds the code: a copy to take away, and the end of name and phone. */
export function ownDataSection(view: View, found: TrackedCase, held: Held & { readonly isForgotten?: boolean }): Hole {
  const text = ownDataTexts[view.language]
  const hasSomething = found.identity.is === 'sealed' || found.isTold
  return html`<section class="act" id="own-data"><details${held.isForgotten && html` open`}><summary>${text.title}</summary>
${held.isForgotten && html`<p class="notice" role="status">${text.forgotten}</p>`}
<p>${text.lead}</p><p>${identityText(view, found)}${found.isTold && html` ${text.numberKept}`}</p>
<form action="${to(view, '/track/copy')}" method="post">${hiddenFields(held)}${copyForms.map(form => html`<p><button class="button second" name="as" value="${form}">${text.copyAs[form]}</button></p>`)}<p class="help">${text.copyHelp}</p></form>
${hasSomething && html`<h3>${text.forgetTitle}</h3><p>${text.forgetLead}</p><form action="${to(view, '/track/forget')}" method="post">${hiddenFields(held)}<p><button class="button second">${text.forget}</button></p></form>`}
<p class="help">${text.howLong}</p></details></section>`
}

/** Sends the copy. No cache keeps it, and the code does not stand in it. */
export function sendOwnData(house: House, request: FastifyRequest, reply: FastifyReply, view: View, { found, code, as }: { readonly found: TrackedCase; readonly code: string; readonly as: string | undefined }): FastifyReply | Promise<FastifyReply> {
  const form = copyForms.find(known => known === as) ?? 'text'
  return answerAnew(house, request, reply, async () => sendFile(house, reply, await makeCopy(house, view, found, code, form)))
}

async function makeCopy(house: House, view: View, found: TrackedCase, code: string, form: CopyForm): Promise<DownloadedFile> {
  const today = house.context.clock.today()
  const own = await ownIdentityBehind(house.context, code)
  const words = `\uFEFF${ownDataText(view, found, today, own)}`
  if (form === 'text') return { name: 'complaint.txt', type: 'text/plain; charset=utf-8', content: words }
  const data = jsonCopy({ madeOn: dayText(view.language, today), sealed: identityText(view, found), youGave: own ?? null, complaint: await copyOwnCase(house.context, code, found) })
  if (form === 'json') return { name: 'complaint.json', type: jsonType, content: data }
  const files = (await readOwnFiles(house.context, code, found)).map(({ name, content }): [string, Buffer] => [name, content])
  return { name: 'complaint.zip', type: 'application/zip', content: zip([['complaint.txt', words], ['complaint.json', data], ...files]) }
}

export type DownloadedFile = { readonly name: string; readonly type: string; readonly content: string | Buffer }

export const jsonType = 'application/json; charset=utf-8'

/** Laid out so that a person can read it too. */
export function jsonCopy(data: object): string {
  return `${JSON.stringify(data, null, 2)}\n`
}

/** Sends a file to whom it is about, and to nobody after. */
export function sendFile(house: House, reply: FastifyReply, { name, type, content }: DownloadedFile): FastifyReply {
  setAll(reply, [...house.security, ...unkept])
  return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(content)
}
