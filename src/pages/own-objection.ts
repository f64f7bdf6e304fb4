import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HeldObjection } from '#actions/objections.ts'
import { getPublicObjection, type PublicObjection } from '#records/public.ts'
import { ownDataTexts } from '#text/keeping.ts'
import { objectionTexts } from '#text/objections.ts'
import { html, type Html } from './html.ts'
import { answerAnew, type House } from './house.ts'
import { jsonCopy, jsonType, sendFile } from './own-data.ts'
import { to, type View } from './view.ts'

/** What is kept of whoever holds the code of an objection: a copy to take away, and the end of the words. */
export function ownObjectionSection(view: View, held: HeldObjection, code: string): Html {
  const text = objectionTexts[view.language]
  const hidden = html`<input type="hidden" name="code" value="${code}">`
  return html`<section class="act" id="own-data"><h2>${text.ownTitle}</h2><p>${text.ownLead}</p>
<form action="${to(view, '/track/copy')}" method="post">${hidden}<p><button class="button second">${ownDataTexts[view.language].copyAs.json}</button></p></form>
${held.possible.includes('withdraw') && html`<details><summary>${text.withdrawTitle}</summary><p>${text.withdrawLead}</p>
<form action="${to(view, '/track/objection')}" method="post">${hidden}<p><button class="button second" name="action" value="withdraw">${text.withdraw}</button></p></form></details>`}</section>`
}

/** Sends what is kept of an objection, as it was typed and as everybody sees it. The code does not stand in it. */
export function sendObjection(house: House, request: FastifyRequest, reply: FastifyReply, held: HeldObjection): FastifyReply | Promise<FastifyReply> {
  return answerAnew(house, request, reply, async () => sendFile(house, reply, { name: 'objection.json', type: jsonType, content: jsonCopy(objectionCopy(held, await getPublicObjection(house.reader, held.id), house.context.clock.today())) }))
}

function objectionCopy({ question, since }: HeldObjection, shown: PublicObjection, madeOn: string): object {
  const { disclosureId, version, rowSeq, fieldKey, raisedOn, state, dueOn, answer, answeredOn, decision, decidedOn, correctedIn, hidden } = shown
  return { madeOn, objection: { about: { disclosureId, version, row: rowSeq, field: fieldKey }, raisedOn, state, since, dueOn, asTyped: question, asShown: shown.question, answer, answeredOn, decision, decidedOn, correctedIn, hidden } }
}
