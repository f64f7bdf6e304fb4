import * as client from 'openid-client'
import { bitsOf, type LeastRsaBits } from './crypto/rsa-strength.ts'
import { writeLine } from './log.ts'

/** A sign-in platform that speaks OpenID Connect. `factors` are the words (`acr` or `amr`) by which it says that it asked for two factors. */
export type OpenIdSettings = { readonly issuer: string; readonly clientId: string; readonly secret: string; readonly factors: readonly string[] }

/** What belongs to one sign-in: it is made from the browser's own token, so that nothing of it is stored. */
export type OpenIdKeys = { readonly state: string; readonly nonce: string; readonly verifier: string }

/** Whom the platform knows there, that it (or we) said no, nothing that can be used, or a signature by a key that could be forged. */
export type Identified = { readonly subject: string; readonly twoFactors: boolean } | 'refused' | 'unreachable' | 'weak-key'

export type OpenId = {
  readonly issuer: string
  /** The address at which the platform asks; undefined when it does not answer. */
  begin(back: string, keys: OpenIdKeys): Promise<string | undefined>
  /** Whom the address that the browser came back to speaks of. State, nonce, issuer, audience, age and signature are checked. */
  finish(back: string, query: string, keys: OpenIdKeys): Promise<Identified>
}

const patience = 6 // seconds

/** Whether the keys of a platform had weak ones among them when they were last read. */
type Keys = { hasWeak: boolean }

/**
 * Asks at the host of the issuer alone: what the platform says of itself may name others, and the firewall's list does not (decision 0060). Of its keys only those of enough strength
 * are handed on, so that nothing can be verified by another.
 */
function atIssuer(issuer: string, least: LeastRsaBits, keys: Keys): client.CustomFetch {
  return async (address, options) => {
    if (new URL(address).host !== new URL(issuer).host) {
      writeLine('error', 'a sign-in platform names an address elsewhere, which is not asked')
      throw new TypeError('not at the issuer') // as fetch itself says that it cannot reach
    }
    return withoutWeakKeys(await fetch(address, options as RequestInit), least, keys)
  }
}

async function withoutWeakKeys(answer: Response, least: LeastRsaBits, known: Keys): Promise<Response> {
  const text = await answer.text()
  const keys = keysIn(text)
  if (!answer.ok || !keys) return new Response(text, answer)
  const sound = keys.filter(({ kty, n }) => kty !== 'RSA' || bitsOf(Buffer.from(String(n), 'base64url')) >= least)
  known.hasWeak = sound.length < keys.length
  return new Response(JSON.stringify({ keys: sound }), { status: answer.status, headers: { 'content-type': 'application/json' } })
}

type Jwk = { readonly kty?: unknown; readonly n?: unknown }

/** The keys that an answer lists; undefined where it is about something else. */
function keysIn(text: string): Jwk[] | undefined {
  try {
    const { keys } = JSON.parse(text) as { readonly keys?: unknown }
    return Array.isArray(keys) ? keys.filter((key): key is Jwk => typeof key === 'object' && key !== null) : undefined
  } catch {
    return undefined
  }
}

/** Opens the way to a platform. What it says of itself is read with the first sign-in, and again only while it has not answered. */
export function openIdFrom({ issuer, clientId, secret, factors }: OpenIdSettings, leastRsaBits: LeastRsaBits = 3072): OpenId {
  const keysSeen: Keys = { hasWeak: false }
  let known: Promise<client.Configuration> | undefined
  const configuration = () => known ??= client.discovery(new URL(issuer), clientId, { redirect_uris: [] }, client.ClientSecretBasic(secret), {
    timeout: patience,
    [client.customFetch]: atIssuer(issuer, leastRsaBits, keysSeen),
    // Plain HTTP is for one's own machine alone: `toOpenId` in config.ts sees to that.
    execute: [client.enableNonRepudiationChecks, ...issuer.startsWith('http:') ? [client.allowInsecureRequests] : []],
  }).catch((cause: unknown) => {
    known = undefined
    throw cause
  })
  return {
    issuer,
    async begin(back, { state, nonce, verifier }) {
      const config = await configuration().catch(() => undefined)
      if (!config) return undefined
      const challenge = await client.calculatePKCECodeChallenge(verifier)
      return client.buildAuthorizationUrl(config, { redirect_uri: back, scope: 'openid', response_type: 'code', code_challenge: challenge, code_challenge_method: 'S256', state, nonce }).href
    },
    async finish(back, query, { state, nonce, verifier }) {
      try {
        const address = new URL(back)
        address.search = query
        const tokens = await client.authorizationCodeGrant(await configuration(), address, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true })
        const claims = tokens.claims()!
        const said = [claims['acr'], ...Array.isArray(claims['amr']) ? claims['amr'] as unknown[] : []]
        return { subject: claims.sub, twoFactors: factors.some(factor => said.includes(factor)) }
      } catch (cause) {
        if (keysSeen.hasWeak && isWithoutKey(cause)) {
          writeLine('error', 'a sign-in platform signs by an RSA key below 3072 bits, which is not taken unless RSA_2048=accept')
          return 'weak-key'
        }
        return isRefusal(cause) ? 'refused' : 'unreachable' // neither is logged: the address holds a code
      }
    },
  }
}

/** Whether none of the keys that were handed on could have signed. */
function isWithoutKey(cause: unknown): boolean {
  return cause instanceof client.ClientError && cause.code === 'OAUTH_KEY_SELECTION_FAILED'
}

/** Whether the platform said no, or said what does not fit; everything else is silence. */
function isRefusal(cause: unknown): boolean {
  if (cause instanceof client.AuthorizationResponseError || cause instanceof client.ResponseBodyError) return true
  const { code = '' } = cause as { code?: string }
  return cause instanceof client.ClientError && code !== 'OAUTH_TIMEOUT' && code !== 'OAUTH_ABORT' && code !== 'OAUTH_RESPONSE_IS_NOT_CONFORM'
}
