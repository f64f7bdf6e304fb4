import type { KeyObject } from 'node:crypto'
import type { Opener, Sealer } from '../sealing/sealer.ts'

/**
 * Everything the program asks of cryptography for what it keeps: sealing to public keys, which browsers do too (`platform/sealing/`), and
 * wrapping under its own. Another suite (SM2 and SM4, say) is another value of each type and a line where they are chosen; what was made
 * earlier stays openable by its own.
 */
export type CryptoProvider = Omit<Sealer, 'seal'> & Omit<Opener, 'open'> & {
  seal(recipients: readonly string[], plain: string | Uint8Array): Promise<Buffer>
  open(identity: string, sealed: Uint8Array): Promise<Buffer>
  /** Authenticated, and bound to what it belongs to: moved elsewhere it opens no more. */
  wrap(key: KeyObject, boundTo: string, plain: Uint8Array): Buffer
  unwrap(key: KeyObject, boundTo: string, wrapped: Buffer): Buffer
}
