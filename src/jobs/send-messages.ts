import { messageTexts } from '#text/messages.ts'
import { waitAfterFailure } from '#rules/messages/hours.ts'
import { unwrapAddress } from '#platform/crypto/address.ts'
import type { Db, Tx } from '#records/database.ts'
import { insertTrialMessage, noteAttempt, takeMessage, type Attempt, type WaitingMessage } from '#records/messages.ts'
import type { Context } from '#actions/context.ts'
import { Refused, type Channels } from '#channels/channel.ts'

/** At most this many in one run; the next minute goes on. */
const most = 500

/** What sending needs beside the context: the role that may open addresses, and the gateways. */
export type Sender = { readonly db: Db; readonly channels: Channels }

/**
 * Sends the messages whose hour has come, one transaction each: a message that was taken by the gateway and whose transaction fails goes
 * out again, which is better than never. Nothing of an address or a text is logged.
 */
export async function sendMessages({ clock, secrets }: Context, { db, channels }: Sender): Promise<number> {
  let sent = 0
  while (sent < most && await db.transaction().execute(async tx => {
    const message = await takeMessage(tx, new Date(clock.now()))
    if (message) await noteAttempt(tx, message.id, await attempt(tx, message, channels, secrets.wrappingKey, clock.now()))
    return message !== undefined
  })) sent += 1
  return sent
}

async function attempt(tx: Tx, { channel, template, attempts, wrapped, boundTo }: WaitingMessage, channels: Channels, key: Context['secrets']['wrappingKey'], now: number): Promise<Attempt> {
  if (!wrapped) return { givenUp: 'no-address' }
  const [address = '', code = ''] = unwrapAddress(key, boundTo, wrapped).split(' ') // a code to sign in is wrapped with its number
  const text = messageTexts[template].replaceAll('{code}', code)
  try {
    const send = channels[channel] ?? (async () => insertTrialMessage(tx, { at: new Date(now), channel, address: hidden(address), text }))
    await send(address, text)
    return { sentAt: new Date(now) }
  } catch (cause) {
    const wait = cause instanceof Refused ? undefined : waitAfterFailure(attempts + 1)
    return wait === undefined ? { givenUp: cause instanceof Refused ? cause.message : 'failed' } : { sendAfter: new Date(now + wait * 60_000) }
  }
}

/** Even the trial page shows no whole address. */
function hidden(address: string): string {
  return address.length <= 4 ? '****' : `${'*'.repeat(Math.min(8, address.length - 4))}${address.slice(-4)}`
}
