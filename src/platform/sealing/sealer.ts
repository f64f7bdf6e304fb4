/**
 * Sealing to public keys, as a browser can do it too: no Node in it, bytes as Uint8Array. A suite is one value of each type; the two are apart
 * so that a page which only seals does not load what opens.
 */
export type Sealer = {
  /** Stands beside every ciphertext. */
  readonly suite: string
  /** Throws when this is no public key of the suite. */
  insistOnRecipient(recipient: string): void
  /** Nobody without one of the keys can open it, this program included. */
  seal(recipients: readonly string[], plain: string | Uint8Array): Promise<Uint8Array>
}

export type Opener = {
  makeIdentity(): Promise<string>
  recipientOf(identity: string): Promise<string>
  /** The secret key in the text of a key file. */
  identityIn(text: string): string | undefined
  /** Whether these bytes begin as this suite's do and have something in them. */
  isSealed(bytes: Uint8Array): boolean
  /** Throws when the key is another or the bytes were changed. */
  open(identity: string, sealed: Uint8Array): Promise<Uint8Array>
}
