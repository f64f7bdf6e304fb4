import type { KeyObject } from 'node:crypto'
import { hmac } from './secrets.ts'

/**
 * The receipt code of a complaint: 20 digits (66 bits), made from the request's idempotency key under the pepper.
 * So a repeated request gets the same code, and the code itself is never stored.
 */
export function receiptCodeFor(pepper: KeyObject, idempotencyKey: string): string {
  const made = hmac(pepper, 'receipt code\0', idempotencyKey)
  const value = made.readBigUInt64BE(0) << 64n | made.readBigUInt64BE(8) // 128 bits: their remainder favours no code
  return (value % 10n ** 20n).toString().padStart(20, '0')
}

/** What the database keeps of a code: without the pepper nobody can test a guess against it. */
export function receiptHmac(pepper: KeyObject, code: string): Buffer {
  return hmac(pepper, 'receipt lookup\0', code)
}

/** The 20 digits of what somebody typed (spaces, dashes and full-width digits forgiven), or undefined. */
export function toReceiptCode(typed: string): string | undefined {
  const digits = typed.slice(0, 100).normalize('NFKC').replace(/[\s\-–—.,·]/g, '')
  return /^\d{20}$/.test(digits) ? digits : undefined
}
