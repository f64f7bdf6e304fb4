import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Opener } from './sealer.ts'

// What a sealed text of age begins with, and the kind of its first key.
const [heading, stanza] = ['age-encryption.org/v1\n', '-> X25519 ']

/** age: X25519, ChaCha20-Poly1305. */
export const ageOpener: Opener = {
  makeIdentity: generateX25519Identity,
  recipientOf: identityToRecipient,
  identityIn: text => /AGE-SECRET-KEY-[0-9A-Z-]+/.exec(text)?.[0],
  isSealed(bytes) {
    const head = String.fromCharCode(...bytes.subarray(0, 4_000))
    return bytes.length > 200 && head.startsWith(heading) && head.includes(stanza)
  },
  async open(identity, sealed) {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    return decrypter.decrypt(sealed)
  },
}
