import { wrapAddress } from '#platform/crypto/address.ts'
import { inTransaction } from '#records/database.ts'
import { hasResidentContact, setResidentContact, takeFollowersToTell } from '#records/residents.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { tellFollower } from '../messages.ts'
import { toNumber } from './sign-in.ts'

/** Keeps the number that a resident wants to be told at, because the resident asks for it; an empty one takes it away. */
export async function setFollowerNumber(context: Context, residentId: string, typed: string): Promise<Outcome<{ isTold: boolean }, { readonly code: 'number-wrong' }>> {
  const number = typed.trim() === '' ? undefined : toNumber(typed)
  if (number === undefined && typed.trim() !== '') return refuse({ code: 'number-wrong' })
  return inTransaction(context.db, async tx => {
    await setResidentContact(tx, residentId, number === undefined ? undefined : wrapAddress(context.secrets.wrappingKey, residentId, number))
    return done({ isTold: number !== undefined })
  })
}

/** Whether a resident is told; the number itself is never given back. */
export function isTold(context: Context, residentId: string): Promise<boolean> {
  return hasResidentContact(context.db, residentId)
}

/** Tells the followers of villages that published since they were told last. Which village, the message does not say. */
export function tellFollowers(context: Context): Promise<void> {
  return inTransaction(context.db, async tx => {
    for (const residentId of await takeFollowersToTell(tx, new Date(context.clock.now()))) await tellFollower(context, tx, residentId)
  })
}
