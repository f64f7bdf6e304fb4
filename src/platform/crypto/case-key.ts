import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'

/**
 * The key that opens a case's ledger leaves. It follows from the receipt code, so the complainant can open every leaf;
 * the server keeps it wrapped (suite `intl-1`: AES-256-GCM, bound to the case), and deleting the wrapping makes the leaves noise.
 */
export const suite = 'intl-1'

/** K_case from the receipt code. */
export function caseKeyFrom(receiptCode: string): Buffer {
  return Buffer.from(hkdfSync('sha256', receiptCode, '', 'jdydt case key v1', 32))
}

/** nonce ‖ ciphertext ‖ tag. */
export function wrapCaseKey(wrappingKey: KeyObject, caseId: string, key: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce).setAAD(Buffer.from(caseId))
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()])
}

/** Throws when the wrapping is not of this case or was changed. */
export function unwrapCaseKey(wrappingKey: KeyObject, caseId: string, wrapped: Buffer): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', wrappingKey, wrapped.subarray(0, 12)).setAAD(Buffer.from(caseId))
  cipher.setAuthTag(wrapped.subarray(-16))
  return Buffer.concat([cipher.update(wrapped.subarray(12, -16)), cipher.final()])
}

/** The nonce that hides one event of the case: HKDF(K_case, seq), 32 bytes. */
export function caseNonce(key: Buffer, seq: number): Uint8Array {
  // As a key object: of plain bytes Node first finds out, by an error it throws and catches, that they are none.
  return new Uint8Array(hkdfSync('sha256', createSecretKey(key), '', `nonce ${seq}`, 32))
}
