import { hash, randomBytes } from 'node:crypto'

/** SHA-256 as the ledger rules want it handed to them. */
export function sha256(bytes: Uint8Array): Uint8Array {
  // In one step: a record of a hundred thousand rows takes two million of these.
  return hash('sha256', bytes, 'buffer')
}

/** `count` salts of 32 random bytes in one buffer, one per committed field. */
export function saltsFor(count: number): Buffer {
  return randomBytes(32 * count)
}
