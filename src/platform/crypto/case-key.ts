import { hkdfSync } from 'node:crypto'
import { sha256 } from './commitment.ts'
import type { KeyRing } from './key-ring.ts'
import { provider } from './provider.ts'
import { unwrap, wrap } from './wrapping.ts'

/**
 * The key that opens a case's ledger leaves. It follows from the receipt code, so the complainant can open every leaf;
 * the server keeps it wrapped, bound to the case, and deleting the wrapping makes the leaves noise.
 */
export const { suite } = provider

/** K_case from the receipt code. */
export function caseKeyFrom(receiptCode: string): Buffer {
  return Buffer.from(hkdfSync('sha256', receiptCode, '', 'jdydt case key v1', 32))
}

export function wrapCaseKey(wrappingKey: KeyRing, caseId: string, key: Buffer): Buffer {
  return wrap(wrappingKey, caseId, key)
}

/** Throws when the wrapping is not of this case or was changed. */
export function unwrapCaseKey(wrappingKey: KeyRing, caseId: string, wrapped: Buffer): Buffer {
  return unwrap(wrappingKey, caseId, wrapped)
}

/** The nonce that hides one event of the case: HKDF(K_case, seq), 32 bytes. A night needs one for every case, and written out (RFC 5869, no salt) it takes a fifth of the time of Node's own. */
export function caseNonce(key: Buffer, seq: number): Uint8Array {
  return hmac(hmac(noSalt, key), Buffer.from(`nonce ${seq}\u0001`))
}

const noSalt = Buffer.alloc(32)

/** HMAC-SHA-256 (RFC 2104) with a key of 32 bytes. */
function hmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const within = Buffer.concat([Buffer.alloc(64, 0x36), message])
  const around = Buffer.alloc(64 + 32, 0x5c)
  for (let at = 0; at < key.length; at++) {
    within[at]! ^= key[at]!
    around[at]! ^= key[at]!
  }
  around.set(sha256(within), 64)
  return sha256(around)
}
