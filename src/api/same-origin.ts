import type { FastifyReply, FastifyRequest } from 'fastify'
import { sideOf } from '#platform/hosts.ts'
import { sendRefusal } from './problem-document.ts'

/**
 * A hook that refuses acts which a page of another site had the browser send. Browsers say where a request comes from; what carries no
 * cookie is no browser that could be abused, so other programs may stay silent. What is the staff's is asked for from the staff's pages alone.
 */
export function onlyFromHere({ publicUrl, staffUrl }: { readonly publicUrl: string; readonly staffUrl: string }) {
  const [residents, staff] = [publicUrl, staffUrl].map(address => new URL(address).origin)
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.is404) return undefined // nothing is done there, and nobody learns from another answer which addresses there are
    const own = sideOf(request.routeOptions.url ?? '') === 'residents' ? residents : staff
    if (request.method === 'GET' || request.method === 'HEAD' || isFromHere(request, own)) return undefined
    return sendRefusal(request, reply, { code: 'foreign-origin' })
  }
}

function isFromHere(request: FastifyRequest, own: string | undefined): boolean {
  const { origin, 'sec-fetch-site': site, cookie } = request.headers
  if (site !== undefined && site !== 'same-origin') return false
  // Pages that send no referrer may send their origin as `null`; then the browser's own word counts.
  if (origin === 'null') return site === 'same-origin'
  if (origin !== undefined) return origin === own || isAtHost(origin, request.host)
  return site === 'same-origin' || cookie === undefined
}

function isAtHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}
