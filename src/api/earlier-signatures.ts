import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Secrets } from '#platform/crypto/secrets.ts'
import { cookieKeyOf } from '#actions/sign-in.ts'

/**
 * While the master is replaced, staff stay signed in, whichever program signed their cookie: better-auth knows one key for that, so a signature by another that counts is
 * put into its own before it looks. Once everything is under the newest, those of earlier ones count no more.
 */
export function acceptEarlierSignatures(api: FastifyInstance, { keys, makes, least }: Secrets['session'], https: boolean): void {
  const [own, others] = [cookieKeyOf(keys[makes]!), keys.filter((_, n) => n !== makes && n >= least).map(cookieKeyOf)]
  if (others.length === 0) return
  const name = `${https ? '__Host-ydt' : 'ydt'}.session_token`
  api.addHook('onRequest', async request => {
    const { cookie } = request.headers
    if (cookie !== undefined) request.headers.cookie = cookie.split('; ').map(pair => pair.startsWith(`${name}=`) ? signedAnew(pair, own, others) : pair).join('; ')
  })
}

function signedAnew(pair: string, own: string, others: readonly string[]): string {
  const [, name = '', token = '', signature = ''] = /^([^=]+)=([^.]+)\.(.+)$/.exec(decoded(pair)) ?? []
  return others.some(key => isSame(signature, signed(token, key))) ? `${name}=${encodeURIComponent(`${token}.${signed(token, own)}`)}` : pair
}

function signed(token: string, key: string): string {
  return createHmac('sha256', key).update(token).digest('base64')
}

function decoded(pair: string): string {
  try {
    return decodeURIComponent(pair)
  } catch {
    return '' // no cookie of ours
  }
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}
