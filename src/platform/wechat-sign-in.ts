import type { WechatSignIn } from './config.ts'

/** WeChat answers in well under a second; a resident waits no longer than this. */
const patience = 6_000

/** Where the resident's WeChat is asked. `snsapi_base` tells us an id of this one app and nothing else: no name, no picture, no number. */
export function authorizeAddress({ authorizeHost, appId }: WechatSignIn, back: string, state: string): string {
  return `${authorizeHost}/connect/oauth2/authorize?appid=${encodeURIComponent(appId)}&redirect_uri=${encodeURIComponent(back)}&response_type=code&scope=snsapi_base&state=${state}#wechat_redirect`
}

/** What WeChat said of a code: whom it belongs to, that it is used, old or made up, or nothing that can be used. */
export type Exchanged = { readonly openId: string } | 'refused' | 'unreachable'

/** A code is wrong, was used, or is older than its five minutes. Anything else is a mistake of the app or of WeChat. */
const codeRefused = new Set([40029, 40163, 42003, 41008])

/** Exchanges a code for the id. The secret stands in the address because WeChat wants it there: neither it nor the answer is ever logged. */
export async function exchangeCode({ apiHost, appId, secret }: WechatSignIn, code: string, wait = patience): Promise<Exchanged> {
  const query = new URLSearchParams({ appid: appId, secret, code, grant_type: 'authorization_code' })
  try {
    const reply = await fetch(`${apiHost}/sns/oauth2/access_token?${query.toString()}`, { signal: AbortSignal.timeout(wait), redirect: 'error' })
    if (!reply.ok) return 'unreachable'
    const { openid, errcode } = await reply.json() as { openid?: unknown; errcode?: number }
    if (typeof openid === 'string' && /^[\w-]{6,128}$/.test(openid)) return { openId: openid }
    return codeRefused.has(errcode ?? 0) ? 'refused' : 'unreachable'
  } catch {
    return 'unreachable' // too slow, absent, or not JSON: one sentence for the resident
  }
}
