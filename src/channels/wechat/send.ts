import { patience, Refused, type Send } from '../channel.ts'

/** The official account. `host` is api.weixin.qq.com, or a stand-in. */
export type OfficialAccount = { readonly host: string; readonly appId: string; readonly secret: string; readonly templateId: string }

type Token = { readonly value: string; readonly until: number }
type Answer = { readonly errcode?: number; readonly access_token?: string; readonly expires_in?: number }

/** The user no longer follows the account, is blocked, or the address is not one: trying again helps nobody. */
const forGood = new Set([40003, 43004, 43101, 50005, 40037])
/** The token is too old or was replaced by another program's. */
const staleToken = new Set([40001, 40014, 42001])

/** Template messages of a WeChat official account, to an openid. The token is asked for when needed and kept until it ends. */
export function wechatBy(account: OfficialAccount, now: () => number = Date.now): Send {
  let token: Token | undefined
  const current = async () => token && token.until > now() ? token : token = await askForToken(account, now)
  const post = async (openid: string, text: string) => ask(`${account.host}/cgi-bin/message/template/send?access_token=${encodeURIComponent((await current()).value)}`, {
    touser: openid, template_id: account.templateId, data: { content: { value: text } },
  })
  return async (openid, text) => {
    let { errcode = 0 } = await post(openid, text)
    if (staleToken.has(errcode)) {
      token = undefined
      ;({ errcode = 0 } = await post(openid, text))
    }
    if (errcode !== 0) throw forGood.has(errcode) ? new Refused(`wechat-${errcode}`) : new Error(`wechat-${errcode}`)
  }
}

async function askForToken({ host, appId, secret }: OfficialAccount, now: () => number): Promise<Token> {
  const { access_token: value, expires_in: seconds = 0, errcode } = await ask(`${host}/cgi-bin/stable_token`, { grant_type: 'client_credential', appid: appId, secret })
  if (!value) throw new Error(`wechat-token-${errcode ?? 'missing'}`)
  return { value, until: now() + Math.max(0, seconds - 300) * 1000 }
}

async function ask(url: string, body: object): Promise<Answer> {
  const reply = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(patience), redirect: 'error' })
  if (!reply.ok) throw new Error(`wechat-http-${reply.status}`)
  return await reply.json() as Answer
}
