import type { KeyObject } from 'node:crypto'
import { hmac } from '#platform/crypto/secrets.ts'
import type { OpenIdKeys } from '#platform/open-id.ts'

/** State, nonce and PKCE verifier of a sign-in, made from the token of the browser that began it: only that browser brings them together again. */
export function openIdKeys(key: KeyObject, browser: string): OpenIdKeys {
  const of = (what: string) => hmac(key, `${what}\0${browser}`)
  return { state: of('state').toString('hex') /* WeChat takes letters and digits alone */, nonce: of('nonce').toString('hex'), verifier: of('verifier').toString('base64url') }
}
