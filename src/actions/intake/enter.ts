import { createHash } from 'node:crypto'
import type { StaffEntry } from '#rules/intake/staff-entry.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import { entryRefusal } from '#rules/policy/intake.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { isSeen } from '#records/case-lists.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { listItemsFor } from '#records/catalogue.ts'
import { findByChannelNumber } from '#records/intake.ts'
import { lookingFurther } from '#records/scope.ts'
import { keepNumber } from '../messages.ts'
import { fileComplaint, type Filed, type FilingRefusal } from '../complaints.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'

export type EntryRefusal = FilingRefusal | PolicyRefusal | { readonly code: 'unknown-item' }
  /** The case that has the number, where the officer may see it. */
  | { readonly code: 'channel-number-used'; readonly caseId?: string }

/** What the officer hands over, and the case that is now on the desk. */
export type Entered = Filed & { readonly caseId: string }

/**
 * Receives a complaint that an officer wrote down for somebody: the same door as every complaint, so the same receipt, clock and sealing.
 * The code goes out in this answer and is never kept; sent again with the same key the same code is made again.
 */
export async function enterComplaint(context: Context, officer: Officer, entry: StaffEntry, key: string): Promise<Outcome<Entered, EntryRefusal>> {
  const refusal = entryRefusal(officer, entry.villageCode)
  if (refusal) return refuse(refusal)
  if (!/^[\x21-\x7e]{16,200}$/.test(key)) return refuse({ code: 'bad-key' })
  if (entry.itemSlug !== undefined && !(await listItemsFor(context.db, countyOf(entry.villageCode), context.clock.today())).some(({ slug }) => slug === entry.itemSlug)) return refuse({ code: 'unknown-item' })
  const { channel, channelNumber = null, receivedOn, contact, ...matter } = entry
  const intake = { officerId: officer.id, unitId: officer.unitId, channelNumber, receivedOn, dueOn: null, importId: null }
  try {
    const filed = await fileComplaint(context, { ...matter, channel, intake, photos: [], idempotencyKey: keyOf('entry', officer, key) })
    if (!filed.ok) return filed
    const caseId = (await findCaseIdByReceipt(context.db, receiptHmac(context.secrets.receiptPepper, filed.value.receiptCode)))!
    // After the case, so sent again after a crash between the two it is kept then.
    if (contact !== undefined) await lookingFurther(context.db, 'own-entry', tx => keepNumber(context, tx, caseId, contact))
    return done({ ...filed.value, caseId })
  } catch (cause) {
    // Another entry took this number, perhaps in this very moment.
    const caseId = channelNumber === null ? undefined : await findByChannelNumber(context.db, countyOf(entry.villageCode), channel, channelNumber)
    if (caseId === undefined) throw cause
    return refuse({ code: 'channel-number-used', ...(await isSeen(context.db, officer, caseId) && { caseId }) })
  }
}

/** The key under which an officer's act is filed: nobody else's, and no receipt code can be made from it without the key as it was sent. */
export function keyOf(what: string, { id }: Pick<Officer, 'id'>, key: string): string {
  return `${what}:${id}:${createHash('sha256').update(key).digest('hex')}`
}
