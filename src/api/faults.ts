import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { writeFault } from '#platform/log.ts'
import { isUnready } from '#platform/unready.ts'
import type { ApiRefusal } from './errors.ts'
import { Mistaken, placedMistakes } from './mistakes.ts'
import { languageOf, sendRefusal } from './problem-document.ts'

/** Turns whatever was thrown under /api into a problem document. Bad input never gets as far as 500; our own faults say nothing of themselves. */
export function answerError(cause: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalBehind(cause, request)
  if (refusal.code === 'fault') writeFault('fault under /api', cause)
  return sendRefusal(request, reply, refusal)
}

function refusalBehind(cause: unknown, request: FastifyRequest): ApiRefusal {
  if (cause instanceof Mistaken) return mistake(cause, request)
  const { code = '', statusCode } = cause as Partial<FastifyError>
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE') return { code: 'wrong-media-type' }
  if (statusCode === 413) return { code: 'too-large' }
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || code === 'FST_ERR_CTP_INVALID_JSON_BODY' || cause instanceof SyntaxError) return { code: 'malformed-body' }
  if (code === 'NO_CASE') return { code: 'not-found' }
  if (code === 'AUDIT') writeFault('fault under /api', cause)
  if (isUnready(cause)) return { code: 'unready' }
  // The unit ended between the look at it and the assignment.
  if ((cause as { constraint?: string }).constraint === 'unit_ended') return { code: 'unknown-unit' }
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? { code: 'bad-request', placed: [] } : { code: 'fault' }
}

function mistake(cause: Mistaken, request: FastifyRequest): ApiRefusal {
  if (cause.validationContext === 'headers') return { code: request.headers['idempotency-key'] === undefined ? 'key-missing' : 'bad-key' }
  return { code: 'bad-request', placed: placedMistakes(languageOf(request), cause), status: cause.validationContext === 'body' ? 422 : 400 }
}
