import { unwrapAddress, wrapAddress } from '#platform/crypto/address.ts'
import { toReceiptCode } from '#platform/crypto/receipt-code.ts'
import { inTransaction } from '#records/database.ts'
import { dropCase, followVillage, keepCase, listFollowed, listKeptCases, unfollowVillage } from '#records/residents.ts'
import { findDivision } from '#records/divisions.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { findByCode, tracked, type TrackedCase, type TrackingRefusal } from '../tracking.ts'

/** More than anybody has; a list is read whole. */
const [mostKept, mostFollowed] = [30, 20]

export type KeptCase = { readonly caseId: string; readonly found: TrackedCase }

/** The complaints in a resident's list, as whoever holds their codes reads them. */
export async function listOwn(context: Context, residentId: string): Promise<readonly KeptCase[]> {
  const list: KeptCase[] = []
  // One after the other: a long list must not take every connection there is.
  for (const { caseId } of await listKeptCases(context.db, residentId)) list.push({ caseId, found: await tracked(context, caseId) })
  return list
}

/** Puts the complaint of a code into a list. The code is checked as for following it; of a complaint in parts it opens all. */
export async function keepOwn(context: Context, residentId: string, typed: string): Promise<Outcome<{ caseId: string }, TrackingRefusal | { readonly code: 'list-full' }>> {
  const code = toReceiptCode(typed)
  if (!code) return refuse({ code: 'malformed-code' })
  const found = await findByCode(context, code)
  if (!found.ok) return found
  const caseId = found.value
  return inTransaction(context.db, async tx => {
    if ((await listKeptCases(tx, residentId)).length >= mostKept) return refuse({ code: 'list-full' })
    await keepCase(tx, { residentId, caseId, wrapped: wrapAddress(context.secrets.wrappingKey, boundTo(residentId, caseId), code), keptOn: context.clock.today() })
    return done({ caseId })
  })
}

/** The code of a complaint in one's own list. */
export async function openOwn(context: Context, residentId: string, caseId: string): Promise<string | undefined> {
  const kept = (await listKeptCases(context.db, residentId)).find(known => known.caseId === caseId)
  return kept && unwrapAddress(context.secrets.wrappingKey, boundTo(residentId, caseId), kept.wrapped)
}

/** Takes a complaint out of a list; the complaint itself and its code stay as they are. */
export async function dropOwn(context: Context, residentId: string, caseId: string): Promise<void> {
  if ((await listKeptCases(context.db, residentId)).some(known => known.caseId === caseId)) await dropCase(context.db, residentId, caseId)
}

function boundTo(residentId: string, caseId: string): string {
  return `${residentId} ${caseId}`
}

/** Follows a village, or no longer. One that does not exist changes nothing; nor does one beyond twenty. */
export async function follow(context: Context, residentId: string, villageCode: number, isFollowed: boolean): Promise<void> {
  if (!isFollowed) return unfollowVillage(context.db, residentId, villageCode)
  if ((await findDivision(context.db, villageCode))?.level !== 'village' || (await listFollowed(context.db, residentId)).length >= mostFollowed) return
  await followVillage(context.db, { residentId, villageCode, followedOn: context.clock.today(), toldAt: new Date(context.clock.now()) })
}

/** The codes of the villages a resident follows. */
export function listFollowedVillages(context: Context, residentId: string): Promise<readonly number[]> {
  return listFollowed(context.db, residentId)
}
