import type { FastifyRequest } from 'fastify'
import type { Site } from './view.ts'

/** What a browser keeps for a resident: that it is signed in, that a sign-in has begun, or that a number was shown in it before. */
type Kept = 'resident' | 'resident-began' | 'resident-known'

/** `__Host-` binds a cookie to this host and to HTTPS; browsers refuse it without, so a demonstration on plain HTTP goes without the prefix. */
function nameOf(site: Site, kept: Kept): string {
  return site.origin.startsWith('https://') ? `__Host-${kept}` : kept
}

/** Reads a cookie of ours; anything that is no token of 256 bits is none. */
export function readKept(site: Site, request: FastifyRequest, kept: Kept): string | undefined {
  const prefix = `${nameOf(site, kept)}=`
  const value = (request.headers.cookie ?? '').split(/; */u).find(part => part.startsWith(prefix))?.slice(prefix.length)
  return value !== undefined && /^[\w-]{43}$/u.test(value) ? value : undefined
}

/** Sets a cookie for some seconds; 0 takes it away. Lax, because WeChat leads back from its own site. No script reads it. */
export function keepCookie(site: Site, kept: Kept, value: string, seconds: number): string {
  const name = nameOf(site, kept)
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${name === kept ? '' : '; Secure'}`
}
