import { patience, Refused, type Send } from '../channel.ts'

/** How a provider of short messages is reached: most take a POST with a key; a small relay adapts the others. */
export type SmsGateway = { readonly url: string; readonly key: string }

/** Short messages by an HTTP gateway: `POST {phone, text}` with a bearer key. 2xx has taken it, 4xx never will, anything else may. */
export function smsBy({ url, key }: SmsGateway): Send {
  return async (phone, text) => {
    const reply = await fetch(url, {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` }, body: JSON.stringify({ phone, text }), signal: AbortSignal.timeout(patience), redirect: 'error',
    })
    await reply.body?.cancel()
    if (reply.status >= 400 && reply.status < 500 && reply.status !== 429) throw new Refused(`sms-${reply.status}`)
    if (!reply.ok) throw new Error(`sms-${reply.status}`)
  }
}
