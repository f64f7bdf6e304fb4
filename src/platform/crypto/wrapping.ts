import type { KeyRing } from './key-ring.ts'
import { provider, providerOf } from './provider.ts'

/**
 * What is wrapped says before its first byte by which suite: \0 suite \0. What has no such mark is of the first suite, before there was one; that a random
 * nonce looks like a mark happens once in more than ten thousand million.
 */
const mark = /^\0([a-z]+-\d{1,3})\0/
const firstSuite = 'intl-1'

/** Wraps under a key of ours, bound to what it belongs to: moved elsewhere it opens no more. */
export function wrap({ keys, makes }: KeyRing, boundTo: string, plain: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`\0${provider.suite}\0`), provider.wrap(keys[makes]!, boundTo, plain)])
}

/** Throws when no key of the ring or another place made it, the bytes were changed, or their suite is one that this program does not know. */
export function unwrap(ring: KeyRing, boundTo: string, wrapped: Buffer): Buffer {
  return unwrapped(ring, boundTo, wrapped).plain
}

/** The same, and whether it is under the key that makes what is new. */
export function unwrapped({ keys, makes }: KeyRing, boundTo: string, wrapped: Buffer): { readonly plain: Buffer; readonly isOfNow: boolean } {
  const [maker, bytes] = [providerOf(suiteOf(wrapped)), wrapped.subarray(markOf(wrapped)?.[0].length ?? 0)]
  let refused: unknown
  for (const key of [keys[makes]!, ...keys.filter((_, n) => n !== makes).toReversed()]) {
    try {
      return { plain: maker.unwrap(key, boundTo, bytes), isOfNow: key === keys[makes] }
    } catch (cause) {
      refused ??= cause // not under this one
    }
  }
  throw refused
}

/** The suite that made these bytes, whether this program knows it or not. */
export function suiteOf(wrapped: Buffer): string {
  return markOf(wrapped)?.[1] ?? firstSuite
}

function markOf(wrapped: Buffer): RegExpExecArray | null {
  return mark.exec(wrapped.subarray(0, 24).toString('latin1'))
}
