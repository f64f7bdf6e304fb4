import { createHash } from 'node:crypto'
import type { StaffEntry } from '#rules/intake/staff-entry.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import { entryRefusal } from '#rules/policy/intake.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { receiptHmacs } from '#platform/crypto/receipt-code.ts'
import { isSeen } from '#records/case-lists.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { listItemsFor } from '#records/catalogue.ts'
import { listByChannelNumber } from '#records/intake.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { lookingFurther } from '#records/scope.ts'
import { keepEntry, type Trail } from '../audit.ts'
import { keepNumber } from '../messages.ts'
import { fileComplaint, type Filed, type FilingRefusal } from '../complaints.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'

export type EntryRefusal = FilingRefusal | PolicyRefusal | { readonly code: 'unknown-item' }
  /** The case that has the number. One that the officer may not see refuses nothing. */
  | { readonly code: 'channel-number-used'; readonly caseId: string }

/** What the officer hands over, and the case that is now on the desk. */
export type Entered = Filed & { readonly caseId: string }

/**
 * Receives a complaint that an officer wrote down for somebody: the same door as every complaint, so the same receipt, clock and sealing.
 * The code goes out in this answer and is never kept; sent again with the same key the same code is made again. Case and entry of the audit are one transaction; a refusal writes none.
 */
export async function enterComplaint(context: Context, officer: Officer, entry: StaffEntry, key: string, trail?: Trail): Promise<Outcome<Entered, EntryRefusal>> {
  const refusal = entryRefusal(officer, entry.villageCode)
  if (refusal) return refuse(refusal)
  if (!/^[\x21-\x7e]{16,200}$/.test(key)) return refuse({ code: 'bad-key' })
  if (entry.itemSlug !== undefined && !(await listItemsFor(context.db, countyOf(entry.villageCode), context.clock.today())).some(({ slug }) => slug === entry.itemSlug)) return refuse({ code: 'unknown-item' })
  for (;;) {
    const held = await holdersOf(context, officer, entry)
    try {
      return await inTransaction(context.db, tx => fileEntry({ ...context, db: tx as Db }, officer, entry, { tx, key, nth: held.hidden + 1, trail }))
    } catch (cause) {
      if (!isNumberTaken(cause)) throw cause
      // Whoever sees none of them has been overtaken by another entry in this very moment, and looks once more.
      const [seen] = (await holdersOf(context, officer, entry)).seen
      if (seen !== undefined) return refuse({ code: 'channel-number-used', caseId: seen })
    }
  }
}

/** The cases that have this number: those that the officer sees, and how many others. Being refused for one of the others would tell that there is one. */
async function holdersOf(context: Context, officer: Officer, { villageCode, channel, channelNumber }: StaffEntry): Promise<{ seen: readonly string[]; hidden: number }> {
  const held = channelNumber === undefined ? [] : await listByChannelNumber(context.db, countyOf(villageCode), channel, channelNumber)
  const seen: string[] = []
  for (const id of held) if (await isSeen(context.db, officer, id)) seen.push(id)
  return { seen, hidden: held.length - seen.length }
}

function isNumberTaken(cause: unknown): boolean {
  return (cause as { constraint?: string }).constraint === 'case_intake_number'
}

type Filing = { readonly tx: Tx; readonly key: string; readonly nth: number; readonly trail: Trail | undefined }

async function fileEntry(context: Context, officer: Officer, entry: StaffEntry, { tx, key, nth, trail }: Filing): Promise<Outcome<Entered, EntryRefusal>> {
  const { channel, channelNumber = null, receivedOn, contact, ...matter } = entry
  const intake = { officerId: officer.id, unitId: officer.unitId, channelNumber, receivedOn, dueOn: null, importId: null, nth }
  const filed = await fileComplaint(context, { ...matter, channel, intake, photos: [], idempotencyKey: keyOf('entry', officer, key) })
  if (!filed.ok) return filed
  const caseId = (await findCaseIdByReceipt(context.db, receiptHmacs(context.secrets.receiptPepper, filed.value.receiptCode)))!
  if (contact !== undefined) await lookingFurther(tx, 'own-entry', inner => keepNumber(context, inner, caseId, contact))
  if (trail && !filed.value.repeated) await keepEntry(tx, { ...trail, subjectId: caseId }, filed)
  return done({ ...filed.value, caseId })
}

/** The key under which an officer's act is filed: nobody else's, and no receipt code can be made from it without the key as it was sent. */
export function keyOf(what: string, { id }: Pick<Officer, 'id'>, key: string): string {
  return `${what}:${id}:${createHash('sha256').update(key).digest('hex')}`
}
