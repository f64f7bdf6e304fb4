import type { FastifyReply } from 'fastify'
import { type FlatHeaders, sandboxPolicy, securityHeaders as headersWith } from '#platform/security-headers.ts'

export type { FlatHeaders }

const policy = [
  "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "form-action 'self'",
  "base-uri 'none'", "frame-ancestors 'none'",
].join('; ')

/** What every page says to the browser. */
export function securityHeaders(https: boolean): FlatHeaders {
  return headersWith(https, policy)
}

/** For pages that hold what one resident wrote or a receipt code: no cache may keep them. */
export const unkept: FlatHeaders = ['cache-control', 'no-store']

/** For public pages: kept by anybody, asked about every time, so that a correction is seen at once. */
export const revalidated: FlatHeaders = ['cache-control', 'public, max-age=0, must-revalidate']

/** For addresses that carry the hash of what they give. */
export const immutable: FlatHeaders = ['cache-control', 'public, max-age=31536000, immutable']

/** A file a resident downloads must never run on our pages, whatever it holds. */
export const sandboxed: FlatHeaders = ['content-security-policy', sandboxPolicy]

/** Sets flat headers on an answer that goes out through the framework. */
export function setAll(reply: FastifyReply, headers: FlatHeaders): void {
  for (let i = 0; i + 1 < headers.length; i += 2) reply.header(headers[i]!, headers[i + 1]!)
}
