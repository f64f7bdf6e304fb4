import { joined } from './bytes.ts'

/** SHA-256 of some bytes. Handed in, because this folder takes nothing from the machine it runs on. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/**
 * The root of a tree over entries as RFC 6962 §2.1 defines it: a leaf is hashed after a 0x00, a node after a 0x01 (so that no
 * node can be passed off as a leaf), and a list is split at the largest power of two below its length. No entries: SHA-256 of nothing.
 */
export function merkleRoot(leaves: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array(0))
  return rootOf(leaves.map(leaf => leafHash(leaf, sha256)), sha256)
}

/** The hash of one entry. */
export function leafHash(entry: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(joined(Uint8Array.of(0), entry))
}

/** The hash of two subtrees. */
export function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(joined(Uint8Array.of(1), left, right))
}

/**
 * Joins neighbours level by level; a last one without a neighbour moves up as it is. That gives the same tree as splitting at
 * the largest power of two, without recursion.
 */
function rootOf(hashes: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  let level = hashes
  while (level.length > 1) {
    const next: Uint8Array[] = []
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = level.slice(at, at + 2)
      if (left) next.push(right ? nodeHash(left, right, sha256) : left)
    }
    level = next
  }
  const root = level[0]
  if (!root) throw new Error('a tree without a root')
  return root
}
