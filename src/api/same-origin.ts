import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendRefusal } from './problem-document.ts'

/**
 * A hook that refuses acts which a page of another site had the browser send. Browsers say where a request comes from; what carries no
 * cookie is no browser that could be abused, so other programs may stay silent.
 */
export function onlyFromHere(publicUrl: string) {
  const own = new URL(publicUrl).origin
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.method === 'GET' || request.method === 'HEAD' || isFromHere(request, own)) return undefined
    return sendRefusal(request, reply, { code: 'foreign-origin' })
  }
}

function isFromHere(request: FastifyRequest, own: string): boolean {
  const { origin, 'sec-fetch-site': site, cookie, host } = request.headers
  if (site !== undefined && site !== 'same-origin') return false
  // Pages that send no referrer may send their origin as `null`; then the browser's own word counts.
  if (origin === 'null') return site === 'same-origin'
  if (origin !== undefined) return origin === own || isAtHost(origin, host)
  return site === 'same-origin' || cookie === undefined
}

function isAtHost(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host
}
