import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
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

export function wrapCaseKey(wrappingKey: KeyObject, caseId: string, key: Buffer): Buffer {
  return wrap(wrappingKey, caseId, key)
}

/** Throws when the wrapping is not of this case or was changed. */
export function unwrapCaseKey(wrappingKey: KeyObject, caseId: string, wrapped: Buffer): Buffer {
  return unwrap(wrappingKey, caseId, wrapped)
}

/** The nonce that hides one event of the case: HKDF(K_case, seq), 32 bytes. */
export function caseNonce(key: Buffer, seq: number): Uint8Array {
  // As a key object: of plain bytes Node first finds out, by an error it throws and catches, that they are none.
  return new Uint8Array(hkdfSync('sha256', createSecretKey(key), '', `nonce ${seq}`, 32))
}
