import { wrapAddress } from '#platform/crypto/address.ts'
import { inTransaction } from '#records/database.ts'
import type { MessageChannel } from '#rules/messages/hours.ts'
import { listChannels, setCaseContact } from '#records/messages.ts'
import { setResidentContact, takeFollowersToTell, type BegunFor } from '#records/residents.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { tellFollower } from '../messages.ts'
import { toNumber } from './sign-in.ts'

/** Keeps the number that a resident wants to be told at, because the resident asks for it; an empty one takes it away. */
export async function setFollowerNumber(context: Context, residentId: string, typed: string): Promise<Outcome<{ isTold: boolean }, { readonly code: 'number-wrong' }>> {
  const number = typed.trim() === '' ? undefined : toNumber(typed)
  if (number === undefined && typed.trim() !== '') return refuse({ code: 'number-wrong' })
  return inTransaction(context.db, async tx => {
    await setResidentContact(tx, residentId, 'sms', number === undefined ? undefined : wrapAddress(context.secrets.wrappingKey, residentId, number))
    return done({ isTold: number !== undefined })
  })
}

/** By what a resident is told; number and id themselves are never given back. */
export function listToldBy(context: Context, residentId: string): Promise<readonly MessageChannel[]> {
  return listChannels(context.db, { residentId })
}

/** Whether WeChat was asked where to tell of something, and not who signs in. */
export function isForTelling({ forCase, forResident }: BegunFor): boolean {
  return forCase !== null || forResident !== null
}

/** Keeps the id that WeChat told because it was asked for this alone, wrapped as a number is; without one it is taken away. */
export async function setWechat(context: Context, { forCase, forResident }: BegunFor, openId: string | undefined): Promise<void> {
  const to = forCase ?? forResident
  if (to === null) return
  const wrapped = openId === undefined ? undefined : wrapAddress(context.secrets.wrappingKey, to, openId)
  await inTransaction(context.db, tx => forCase === null ? setResidentContact(tx, to, 'wechat', wrapped) : setCaseContact(tx, to, 'wechat', wrapped))
}

/** Tells the followers of villages that published since they were told last. Which village, the message does not say. */
export function tellFollowers(context: Context): Promise<void> {
  return inTransaction(context.db, async tx => {
    for (const residentId of await takeFollowersToTell(tx, new Date(context.clock.now()))) await tellFollower(context, tx, residentId)
  })
}
