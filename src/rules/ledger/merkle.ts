import { joined } from './bytes.ts'

/** SHA-256 of some bytes. Handed in, because this folder takes nothing from the machine it runs on. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/**
 * The root of a tree over entries as RFC 6962 §2.1 defines it: a leaf is hashed after a 0x00, a node after a 0x01 (so that no
 * node can be passed off as a leaf), and a list is split at the largest power of two below its length. No entries: SHA-256 of nothing.
 */
export function merkleRoot(entries: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  const tree = growingTree(sha256)
  for (const entry of entries) tree.add(entry)
  return tree.root()
}

/** The same root, entry by entry: only the roots of its full subtrees are held, of which a list of a hundred thousand has at most 17. */
export type GrowingTree = { add(entry: Uint8Array): void; root(): Uint8Array }

export function growingTree(sha256: Sha256): GrowingTree {
  const full: Uint8Array[] = []
  let size = 0
  return {
    add(entry) {
      let node = leafHash(entry, sha256)
      // As many trailing ones as the size has in binary, so many full subtrees does the new leaf complete, the smallest first.
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHash(full.pop()!, node, sha256)
      full.push(node)
      size += 1
    },
    root() {
      if (full.length === 0) return sha256(new Uint8Array(0))
      return full.reduceRight((right, left) => nodeHash(left, right, sha256))
    },
  }
}

/** The hash of one entry. */
export function leafHash(entry: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(joined(Uint8Array.of(0), entry))
}

/** The hash of two subtrees. */
export function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(joined(Uint8Array.of(1), left, right))
}
