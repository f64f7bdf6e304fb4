import { hash, randomBytes } from 'node:crypto'

/** SHA-256 as the ledger rules want it handed to them. */
export function sha256(bytes: Uint8Array): Uint8Array {
  // A record of a hundred thousand rows takes two million of these. By way of a string, because a buffer from there is an allocation of
  // its own outside the heap, which takes twice the time and leaves holes in the memory.
  return Buffer.from(hash('sha256', bytes, 'binary'), 'binary')
}

/** `count` salts of 32 random bytes in one buffer, one per committed field. */
export function saltsFor(count: number): Buffer {
  return randomBytes(32 * count)
}
