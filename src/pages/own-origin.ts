import type { FastifyRequest } from 'fastify'

/**
 * Whether a POST comes from a page of this site. Our pages send no referrer, and browsers then write `Origin: null` even
 * on our own forms, so that word says nothing; newer browsers say it in `Sec-Fetch-Site`.
 */
export function isFromOwnPage(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin, host } = request.headers
  return origin === undefined || origin === 'null' || URL.parse(origin)?.host === host
}
