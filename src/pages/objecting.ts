import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { raiseObjection, type RaisingRefusal } from '#actions/objections.ts'
import type { Place } from '#records/public.ts'
import { objectionTexts, objectionWordsText } from '#text/objections.ts'
import { textsOf } from './complaint-post.ts'
import type { PageProblem } from './errors.ts'
import { answerPrivate, answerProblem, type House, privateView, sourceOf } from './house.ts'
import { objectionPage, objectionReceipt } from './objections.ts'
import { isFromOwnPage } from './own-origin.ts'
import { findQuestioned, type Questioned } from './questioned.ts'
import { addressOf, type Query, queryOf, type View } from './view.ts'

/** Objections of residents to what is published: the form, and what becomes of it. */
export function objectingRoutes(app: FastifyInstance, house: House): void {
  app.get('/object', async (request, reply) => {
    const { d, ver, row, field } = queryOf(request)
    const view = privateView(house, request, addressOf('/object', { d, ver, row, field }))
    const asked = await findObjected(house, view, { d, ver, row, field })
    if ('code' in asked) return answerProblem(house, request, reply, asked)
    return answerPrivate(house, request, reply, 200, objectionPage(view, { ...asked, question: '', idempotencyKey: randomUUID() }))
  })
  app.post('/object', async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    return receive(house, request, reply, textsOf(request.body))
  })
}

async function findObjected(house: House, view: View, query: Query): Promise<{ path: readonly Place[]; village: Place; questioned: Questioned } | PageProblem> {
  const questioned = await findQuestioned(house, view, query)
  if (!questioned) return { code: 'recordNotFound' }
  if ('code' in questioned) return questioned
  const path = await house.path(questioned.villageCode)
  return { path, village: path.at(-1)!, questioned }
}

async function receive(house: House, request: FastifyRequest, reply: FastifyReply, typed: Record<string, string>): Promise<FastifyReply> {
  const of = { d: typed['d'] || undefined, ver: typed['ver'] || undefined, row: typed['row'] || undefined, field: typed['field'] || undefined }
  const view = privateView(house, request, addressOf('/object', of))
  const text = objectionTexts[view.language]
  const asked = await findObjected(house, view, of)
  if ('code' in asked) return answerProblem(house, request, reply, asked)
  const key = /^[0-9a-f-]{36}$/.test(typed['key'] ?? '') ? typed['key']! : randomUUID()
  const question = (typed['question'] ?? '').replaceAll('\r\n', '\n').trim()
  const again = (status: number, problem: string, idempotencyKey = key) => answerPrivate(house, request, reply, status, objectionPage(view, { ...asked, question, problem, idempotencyKey }))
  const wait = house.context.allowances.filings.take(sourceOf(house, request), house.context.clock.now())
  if (wait !== undefined) return again(429, text.wait(Math.ceil(wait / 60)))
  const raised = await raiseObjection(house.context, { about: asked.questioned.about, question, idempotencyKey: key })
  if (raised.ok) return answerPrivate(house, request, reply, 200, objectionReceipt(view, raised.value, asked.questioned.about.disclosureId))
  return again(422, toldOf(view, raised.refusal), raised.refusal.code === 'objection-words' ? key : randomUUID())
}

function toldOf(view: View, refusal: RaisingRefusal): string {
  const text = objectionTexts[view.language]
  switch (refusal.code) {
    case 'objection-words': return objectionWordsText(view.language, 'question', refusal.problem)
    case 'unknown-record': return text.unknownRecord
    case 'key-used-for-another': case 'bad-key': return text.keyUsed
  }
}
