import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { CryptoProvider } from './crypto-provider.ts'

/** age (X25519, ChaCha20-Poly1305) to seal, AES-256-GCM to wrap. */
export const international: CryptoProvider = {
  suite: 'intl-1',
  insistOnRecipient: recipient => new Encrypter().addRecipient(recipient),
  makeIdentity: generateX25519Identity,
  recipientOf: identityToRecipient,
  async seal(recipients, plain) {
    const encrypter = new Encrypter()
    for (const recipient of recipients) encrypter.addRecipient(recipient)
    return Buffer.from(await encrypter.encrypt(plain))
  },
  isSealed: bytes => bytes.length > 200 && bytes.subarray(0, 22).toString('latin1') === 'age-encryption.org/v1\n' && bytes.includes('-> X25519 '),
  async open(identity, sealed) {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    return Buffer.from(await decrypter.decrypt(sealed))
  },
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
