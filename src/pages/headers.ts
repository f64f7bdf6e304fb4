import type { FastifyReply } from 'fastify'

/** Header names and values in the flat form `writeHead` takes without building anything. */
export type FlatHeaders = readonly string[]

const policy = [
  "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "form-action 'self'",
  "base-uri 'none'", "frame-ancestors 'none'",
].join('; ')

/** What every page says to the browser: load nothing foreign, guess nothing, tell nobody where the reader came from. */
export function securityHeaders(https: boolean): FlatHeaders {
  return [
    'content-security-policy', policy,
    'x-content-type-options', 'nosniff',
    'referrer-policy', 'no-referrer',
    'cross-origin-opener-policy', 'same-origin',
    'cross-origin-resource-policy', 'same-origin',
    'permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()',
    ...(https ? ['strict-transport-security', 'max-age=31536000; includeSubDomains'] : []),
  ]
}

/** For pages that hold what one resident wrote or a receipt code: no cache may keep them. */
export const unkept: FlatHeaders = ['cache-control', 'no-store']

/** For public pages: kept by anybody, asked about every time, so that a correction is seen at once. */
export const revalidated: FlatHeaders = ['cache-control', 'public, max-age=0, must-revalidate']

/** For addresses that carry the hash of what they give. */
export const immutable: FlatHeaders = ['cache-control', 'public, max-age=31536000, immutable']

/** A file a resident downloads must never run on our pages, whatever it holds. */
export const sandboxed: FlatHeaders = ['content-security-policy', "default-src 'none'; sandbox"]

/** Sets flat headers on an answer that goes out through the framework. */
export function setAll(reply: FastifyReply, headers: FlatHeaders): void {
  for (let i = 0; i + 1 < headers.length; i += 2) reply.header(headers[i]!, headers[i + 1]!)
}
