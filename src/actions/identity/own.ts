import { readIdentity } from '#rules/identity/sealed.ts'
import type { EnteredPerson } from '#rules/intake/person.ts'
import { insistOnKnownSuite, openAsOwner } from '#platform/crypto/identity.ts'
import { receiptHmacs, toReceiptCode } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { findOwnCiphertext } from '#records/identities.ts'
import type { Context } from '../context.ts'

/** The name and phone that the holder of this code gave; undefined where none were, or they are of another case. */
export async function findOwnIdentity(context: Pick<Context, 'db' | 'secrets'>, caseId: string, typed: string): Promise<EnteredPerson | undefined> {
  const code = toReceiptCode(typed)
  const own = code && await findOwnCiphertext(context.db, caseId)
  if (!own) return undefined
  insistOnKnownSuite(own)
  try {
    return readIdentity(openAsOwner(context.secrets, code, caseId, own), caseId)
  } catch {
    return undefined // sealed under another code: to this one there is nothing to see
  }
}

/** The same for whoever has nothing but the code. A divided complaint has its person with the first part. */
export async function ownIdentityBehind(context: Pick<Context, 'db' | 'secrets'>, typed: string): Promise<EnteredPerson | undefined> {
  const code = toReceiptCode(typed)
  const caseId = code && await findCaseIdByReceipt(context.db, receiptHmacs(context.secrets.receiptPepper, code))
  return caseId ? findOwnIdentity(context, caseId, code) : undefined
}
