import { joined, utf8 } from './bytes.ts'
import type { CanonicalValue } from './jcs.ts'
import { canonicalJson } from './jcs.ts'

/** Names the layout inside the hash, so that bytes committed for one purpose can never be opened for another. */
const fieldLabel = 'jdydt/f/v1\0'
const caseLabel = 'jdydt/c/v1\0'

/**
 * The bytes whose SHA-256 commits to one published field: `label ‖ salt32 ‖ path ‖ 0x00 ‖ bytes`. The salt is random, one per
 * field and kept beside the value: without it a list of names or identity numbers could be tried against the hash. When value
 * and salt are deleted the commitment stays, and says nothing.
 */
export function fieldPreimage(salt: Uint8Array, path: string, bytes: Uint8Array): Uint8Array {
  insistOn32('salt', salt)
  // A path that holds the separator could pass for a shorter path with a longer value.
  if (path.includes('\0')) throw new TypeError('a field path cannot hold the zero character')
  return joined(utf8(fieldLabel), salt, utf8(path), Uint8Array.of(0), bytes)
}

/** The bytes whose SHA-256 is the entry of one case event: `label ‖ nonce32 ‖ JCS(event)`. */
export function casePreimage(nonce: Uint8Array, event: CanonicalValue): Uint8Array {
  insistOn32('nonce', nonce)
  return joined(utf8(caseLabel), nonce, utf8(canonicalJson(event)))
}

function insistOn32(name: string, bytes: Uint8Array): void {
  if (bytes.length !== 32) throw new TypeError(`a ${name} has 32 bytes, not ${bytes.length}`)
}
