import { hkdfSync } from 'node:crypto'
import { keyOf, ringOf, type KeyRing } from './key-ring.ts'
import { provider, providerOfSealed } from './provider.ts'
import { unwrap, wrap } from './wrapping.ts'

/** A pair of keys for words to one reporter. The half that opens is kept only under the receipt code, which is kept nowhere. */
export type ReporterKey = { readonly recipient: string; readonly wrapped: Buffer }

/** Makes the pair. `bound` is the form's hash: the wrapping opens with no other report. */
export async function makeReporterKey(receiptCode: string, bound: string): Promise<ReporterKey> {
  const identity = await provider.makeIdentity()
  return { recipient: await provider.recipientOf(identity), wrapped: wrap(keyUnder(receiptCode), bound, Buffer.from(identity)) }
}

/** Opens words sealed to the reporter. Throws when the code or the report is another, or the words were changed. */
export async function openReporterWords(receiptCode: string, bound: string, wrapped: Buffer, ciphertext: Buffer): Promise<string> {
  return (await providerOfSealed(ciphertext).open(unwrap(keyUnder(receiptCode), bound, wrapped).toString(), ciphertext)).toString()
}

function keyUnder(receiptCode: string): KeyRing {
  return ringOf(keyOf(Buffer.from(hkdfSync('sha256', receiptCode, '', 'jdydt reporter key v1', 32))))
}
