/** Names and values, one after the other, in the form `writeHead` takes without building anything. */
export type FlatHeaders = readonly string[]

/** The same for who wants them by name. */
export function byName(headers: FlatHeaders): Record<string, string> {
  return Object.fromEntries(headers.flatMap((name, at) => at % 2 === 0 ? [[name, headers[at + 1]!]] : []))
}

/** For what is no page: nothing may be loaded, and nobody may frame it. */
export const closedPolicy = `default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

/** For what somebody sent in: it must never run on our pages, whatever it holds. */
export const sandboxPolicy = `default-src 'none'; frame-ancestors 'none'; sandbox`

/** What every answer says to the browser: load nothing foreign, guess nothing, tell nobody where the reader came from. */
export function securityHeaders(https: boolean, policy: string): FlatHeaders {
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
