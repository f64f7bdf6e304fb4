import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leafHash, merkleRoot, nodeHash } from './merkle.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const fromHex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))

/** RFC 6962 §2.1, word for word: split at the largest power of two smaller than n. */
function byTheBook(entries: readonly Uint8Array[]): Buffer {
  if (entries.length === 0) return createHash('sha256').digest()
  const [only] = entries
  if (entries.length === 1 && only) return createHash('sha256').update(Buffer.from([0])).update(only).digest()
  let split = 1
  while (split * 2 < entries.length) split *= 2
  const hash = createHash('sha256').update(Buffer.from([1]))
  return hash.update(byTheBook(entries.slice(0, split))).update(byTheBook(entries.slice(split))).digest()
}

/** The entries and roots that certificate-transparency implementations test themselves with. */
const knownEntries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(fromHex)
const knownRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

describe('the tree of RFC 6962', () => {
  test('has the known roots', () => {
    for (const [size, root] of knownRoots.entries()) expect(hex(merkleRoot(knownEntries.slice(0, size), sha256)), `size ${size}`).toBe(root)
  })

  test('is the one that the definition gives, for every number of entries', () => {
    const entry = fc.uint8Array({ maxLength: 40 })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 70 }), entries => {
        expect(hex(merkleRoot(entries, sha256))).toBe(byTheBook(entries).toString('hex'))
      }),
    )
    const many = Array.from({ length: 1025 }, (_, at) => Uint8Array.of(at & 255, at >> 8))
    expect(hex(merkleRoot(many, sha256))).toBe(byTheBook(many).toString('hex'))
  })

  test('tells a leaf from a node, and one order from another', () => {
    const [one, two] = [Uint8Array.of(1), Uint8Array.of(2)]
    const pair = new Uint8Array([...leafHash(one, sha256), ...leafHash(two, sha256)])
    expect(hex(merkleRoot([pair], sha256))).not.toBe(hex(merkleRoot([one, two], sha256)))
    expect(hex(merkleRoot([two, one], sha256))).not.toBe(hex(merkleRoot([one, two], sha256)))
    expect(hex(nodeHash(leafHash(one, sha256), leafHash(two, sha256), sha256))).toBe(hex(merkleRoot([one, two], sha256)))
  })
})
