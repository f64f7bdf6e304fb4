import type { KeyObject } from 'node:crypto'

/**
 * Everything the program asks of cryptography for what it keeps: sealing to public keys, and wrapping under its own. Another suite
 * (SM2 and SM4, say) is another value of this type and one line in provider.ts; what was made earlier stays openable by its own.
 */
export type CryptoProvider = {
  /** Stands beside every ciphertext. */
  readonly suite: string
  /** Throws when this is no public key of the suite. */
  insistOnRecipient(recipient: string): void
  makeIdentity(): Promise<string>
  recipientOf(identity: string): Promise<string>
  /** Nobody without one of the keys can open it, this program included. */
  seal(recipients: readonly string[], plain: string | Uint8Array): Promise<Buffer>
  /** Whether these bytes begin as this suite's do and have something in them. */
  isSealed(bytes: Buffer): boolean
  /** Throws when the key is another or the bytes were changed. */
  open(identity: string, sealed: Uint8Array): Promise<Buffer>
  /** Authenticated, and bound to what it belongs to: moved elsewhere it opens no more. */
  wrap(key: KeyObject, boundTo: string, plain: Uint8Array): Buffer
  unwrap(key: KeyObject, boundTo: string, wrapped: Buffer): Buffer
}
