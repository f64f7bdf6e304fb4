import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { ageOpener } from '../sealing/age-opener.ts'
import { ageSealer } from '../sealing/age-sealer.ts'
import type { CryptoProvider } from './crypto-provider.ts'

/** age (X25519, ChaCha20-Poly1305) to seal, AES-256-GCM to wrap. */
export const international: CryptoProvider = {
  ...ageOpener,
  ...ageSealer,
  seal: async (recipients, plain) => Buffer.from(await ageSealer.seal(recipients, plain)),
  open: async (identity, sealed) => Buffer.from(await ageOpener.open(identity, sealed)),
  // nonce ‖ ciphertext ‖ tag
  wrap(key, boundTo, plain) {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo))
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  },
  unwrap(key, boundTo, wrapped) {
    const cipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(boundTo))
    cipher.setAuthTag(wrapped.subarray(-16))
    return Buffer.concat([cipher.update(wrapped.subarray(12, -16)), cipher.final()])
  },
}
