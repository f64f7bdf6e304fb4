import type { FastifyInstance } from 'fastify'
import { listTrial } from '#actions/messages.ts'
import { channelTexts, contactTexts } from '#text/messages.ts'
import { answerPrivate, type House, privateView } from './house.ts'
import { html } from './html.ts'
import { page } from './layout.ts'

/** The messages that a demonstration would have sent. Nobody's address is whole, and nothing else stands in them. */
export function trialMessageRoutes(app: FastifyInstance, house: House): void {
  app.get('/trial/messages', async (request, reply) => {
    const view = privateView(house, request, '/trial/messages')
    const text = contactTexts[view.language]
    const messages = await listTrial(house.context)
    const body = html`<h1>${text.trialTitle}</h1><p class="lead">${text.trialLead}</p>
${messages.length === 0 ? html`<p>${text.trialNone}</p>` : html`<ol class="timeline">${messages.map(message => html`<li><p><strong>${channelTexts[view.language][message.channel]}</strong> ${message.address} · ${message.at}</p><p lang="zh">${message.text}</p></li>`)}</ol>`}`
    return answerPrivate(house, request, reply, 200, page(view, { title: text.trialTitle, body, isPrivate: true }))
  })
}
