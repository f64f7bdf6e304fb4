import { firstMark, keptMark, marksOf, type KeyRing } from './key-ring.ts'

/**
 * The receipt code of a complaint: 20 digits (66 bits), made from the request's idempotency key under the pepper, the first one there was.
 * So a repeated request gets the same code, and the code itself is never stored.
 */
export function receiptCodeFor(pepper: KeyRing, idempotencyKey: string): string {
  const made = firstMark(pepper, 'receipt code\0', idempotencyKey)
  const value = made.readBigUInt64BE(0) << 64n | made.readBigUInt64BE(8) // 128 bits: their remainder favours no code
  return (value % 10n ** 20n).toString().padStart(20, '0')
}

/** What the database keeps of a code: without the pepper nobody can test a guess against it. */
export function receiptHmac(pepper: KeyRing, code: string): Buffer {
  return keptMark(pepper, firstMark(pepper, 'receipt lookup\0', code))
}

/** What it may have kept of one, under earlier masters too. */
export function receiptHmacs(pepper: KeyRing, code: string): Buffer[] {
  return marksOf(pepper, firstMark(pepper, 'receipt lookup\0', code))
}

/** The 20 digits of what somebody typed (spaces, dashes and full-width digits forgiven), or undefined. */
export function toReceiptCode(typed: string): string | undefined {
  const digits = typed.slice(0, 100).normalize('NFKC').replace(/[\s\-–—.,·]/g, '')
  return /^\d{20}$/.test(digits) ? digits : undefined
}
