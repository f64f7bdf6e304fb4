import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { Language } from '#text/language.ts'
import { sandboxPolicy } from '#platform/security-headers.ts'
import { actingFor, PostEnded } from '#records/scope.ts'
import type { Outcome, Refused } from '#actions/context.ts'
import type { Asked } from '#actions/once.ts'
import { keepTrail, tellAnew, trailOf, type Sitting } from './audit-trail.ts'
import type { RouteContract } from './contract/route.ts'
import type { ApiRefusal } from './errors.ts'
import { sendInPieces } from './long-answer.ts'
import { languageOf, sendRefusal } from './problem-document.ts'
import { officerOf, ownPostOf } from './staff-gate.ts'

type PartOf<Contract extends RouteContract, Part extends 'params' | 'querystring' | 'body'> =
  Contract['schema'] extends Record<Part, infer Schema extends TSchema> ? Static<Schema> : undefined

type ReplyOf<Contract extends RouteContract> = Contract['schema']['response'] extends { 201: infer Schema extends TSchema } ? Static<Schema>
  : Contract['schema']['response'] extends { 200: infer Schema extends TSchema } ? Static<Schema> : Bytes

/** What was asked, checked against the contract. */
export type Question<Contract extends RouteContract> = {
  readonly params: PartOf<Contract, 'params'>
  readonly query: PartOf<Contract, 'querystring'>
  readonly body: PartOf<Contract, 'body'>
  readonly language: Language
  readonly request: FastifyRequest
}

/** A file to be read by a person: never by the browser as anything but what it is. */
export type Bytes = { readonly bytes: Buffer; readonly mediaType: string; readonly name?: string }

type Answer<Contract extends RouteContract> = Promise<Outcome<ReplyOf<Contract>, ApiRefusal>>

const prefix = '/api'

/** Puts a route of the contract on the server. The answer is a value or the reason why not; nothing else is sent. */
export function addRoute<const Contract extends RouteContract>(api: FastifyInstance, contract: Contract, answer: (question: Question<Contract>) => Answer<Contract>): void {
  const { method, url, bodyLimit, schema, form } = contract
  const isForStaff = api.hasRequestDecorator('officer')
  api.route({
    method, schema, url: url.slice(prefix.length), ...(bodyLimit !== undefined && { bodyLimit }),
    handler: async (request, reply) => {
      if (form && !request.isMultipart()) return sendRefusal(request, reply, { code: 'wrong-media-type' })
      const { params, query, body } = request
      const asked = { params, query, body, language: languageOf(request), request } as Question<Contract>
      // Of the database an officer is shown what lies within reach, whatever the answer forgets to ask.
      const answered = isForStaff ? tooManyTaken(contract, request) ?? await actedBy(request, () => answer(asked)) : await answer(asked)
      if (isForStaff) await keepTrail(request, answered)
      if (!answered.ok) return sendRefusal(request, reply, answered.refusal)
      if (contract.binary) return sendBytes(reply, answered.value as Bytes)
      const status = '201' in schema.response ? 201 : 200
      return contract.isLong ? sendInPieces(reply, status, answered.value as { rows: object[] }) : reply.code(status).send(answered.value)
    },
  })
}

/** What an officer asks, within reach and only while the post is held. What ended between the gate and the answer is told as at the gate, and leaves an entry. */
async function actedBy<Value>(request: FastifyRequest, answer: () => Promise<Outcome<Value, ApiRefusal>>): Promise<Outcome<Value, ApiRefusal>> {
  const { clock } = request.getDecorator<Sitting>('sitting').context
  try {
    return await actingFor(officerOf(request), answer, { day: clock.today(), acts: request.method !== 'GET' })
  } catch (cause) {
    if (!(cause instanceof PostEnded)) throw cause
    tellAnew(request)
    return { ok: false, refusal: { code: officerOf(request).standsInFor ? 'deputyship-over' : 'no-post' } }
  }
}

/** Takes one of the files that an officer may take out within an hour; undefined when there is one left, or no file is asked for. */
function tooManyTaken({ binary }: RouteContract, request: FastifyRequest): Refused<ApiRefusal> | undefined {
  if (binary === undefined) return undefined
  const { allowances, clock } = request.getDecorator<Sitting>('sitting').context
  const seconds = allowances.exports.take(ownPostOf(request).id, clock.now()) // of the person: a lent post is no second budget
  return seconds === undefined ? undefined : { ok: false, refusal: { code: 'slow-down', seconds } }
}

/** How an act is known to its retries. `what` it was and to what is in the address. */
export function askedBy(request: FastifyRequest, body: string | Uint8Array = JSON.stringify(request.body ?? null)): Asked {
  return { officerId: officerOf(request).id, key: String(request.headers['idempotency-key']), what: `${request.method} ${request.url}`, body, trail: trailOf(request) }
}

function sendBytes(reply: FastifyReply, { bytes, mediaType, name }: Bytes): FastifyReply {
  if (name !== undefined) reply.header('content-disposition', `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)}`)
  return reply.header('content-security-policy', sandboxPolicy).type(mediaType).send(bytes)
}
