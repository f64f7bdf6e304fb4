import { signing, ringOf, hmac, type KeyRing } from '#platform/crypto/key-ring.ts'
import type { OpenIdKeys } from '#platform/open-id.ts'

/** State, nonce and PKCE verifier of a sign-in, made from the token of the browser that began it: only that browser brings them together again. By every key that counts, those of now first. */
export function openIdKeys(ring: KeyRing, browser: string): OpenIdKeys[] {
  return signing(ring).map(key => keysBy(ringOf(key), browser))
}

function keysBy(key: KeyRing, browser: string): OpenIdKeys {
  const of = (what: string) => hmac(key, `${what}\0${browser}`)
  return { state: of('state').toString('hex') /* WeChat takes letters and digits alone */, nonce: of('nonce').toString('hex'), verifier: of('verifier').toString('base64url') }
}
