import type { Gateways } from '#platform/config.ts'
import type { Channels } from '#channels/channel.ts'
import { mailBy } from '#channels/email/send.ts'
import { smsBy } from '#channels/sms/send.ts'
import { wechatBy } from '#channels/wechat/send.ts'

/** The channels that the environment names a gateway for. */
export function channelsFor({ sms, email, wechat }: Gateways): Channels {
  return { ...(sms && { sms: smsBy(sms) }), ...(email && { email: mailBy(email) }), ...(wechat && { wechat: wechatBy(wechat) }) }
}
