import { Encrypter } from 'age-encryption'
import type { Sealer } from './sealer.ts'

/** age: X25519, ChaCha20-Poly1305. */
export const ageSealer: Sealer = {
  suite: 'intl-1',
  insistOnRecipient: recipient => new Encrypter().addRecipient(recipient),
  async seal(recipients, plain) {
    const encrypter = new Encrypter()
    for (const recipient of recipients) encrypter.addRecipient(recipient)
    return encrypter.encrypt(plain)
  },
}
