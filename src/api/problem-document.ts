import { STATUS_CODES } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { KnownPerson } from '#rules/organisation/persons.ts'
import { chooseLanguage, type Language } from '#text/language.ts'
import { refusalSentence, type AnyRefusal } from '#text/refusals.ts'
import type { HeldPost, Problem } from './contract/problem.ts'
import { statusOf, type ApiRefusal } from './errors.ts'

/** The language a request asks for. */
export function languageOf(request: FastifyRequest): Language {
  return chooseLanguage(undefined, request.headers['accept-language'])
}

const mostNamesakes = 50

/** A post that somebody holds or held, as it is told. */
export function heldView({ officerId, name, role, unit, from, to }: KnownPerson): HeldPost {
  return { officerId, name, role, unit: { ...unit }, from, ...(to !== undefined && { to }) }
}

/** A refusal as RFC 9457 writes it. */
export function problemOf(language: Language, refusal: ApiRefusal): Problem {
  const status = 'status' in refusal && refusal.status ? refusal.status : statusOf[refusal.code]
  return {
    type: 'about:blank', title: STATUS_CODES[status] ?? '', status, detail: refusalSentence(language, refusal as AnyRefusal), code: refusal.code,
    ...('placed' in refusal && { problems: [...refusal.placed] }),
    ...(refusal.code === 'namesakes' && { namesakes: refusal.namesakes.slice(0, mostNamesakes).map(heldView) }),
    ...(refusal.code === 'not-now' && { possible: [...refusal.possible] }),
    ...(refusal.code === 'channel-number-used' && refusal.caseId !== undefined && { caseId: refusal.caseId }),
    ...(refusal.code === 'stale' && { eventCount: refusal.eventCount, ...('possible' in refusal && { possible: [...refusal.possible] }), ...('happened' in refusal && refusal.happened && { happened: refusal.happened.map(event => ({ ...event })) }) }),
  }
}

/** Answers a request with the reason why not. */
export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: ApiRefusal): FastifyReply {
  const language = languageOf(request)
  const problem = problemOf(language, refusal)
  if (refusal.code === 'slow-down' || refusal.code === 'sent-too-much') reply.header('retry-after', refusal.seconds)
  return reply.code(problem.status).header('content-language', language).type('application/problem+json').send(problem)
}
