import type { KeyObject } from 'node:crypto'
import { provider, providerOf } from './provider.ts'

/**
 * What is wrapped says before its first byte by which suite: \0 suite \0. What has no such mark is of the first suite, before there was one; that a random
 * nonce looks like a mark happens once in more than ten thousand million.
 */
const mark = /^\0([a-z]+-\d{1,3})\0/
const firstSuite = 'intl-1'

/** Wraps under a key of ours, bound to what it belongs to: moved elsewhere it opens no more. */
export function wrap(key: KeyObject, boundTo: string, plain: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`\0${provider.suite}\0`), provider.wrap(key, boundTo, plain)])
}

/** Throws when the key or the place is another, the bytes were changed, or their suite is one that this program does not know. */
export function unwrap(key: KeyObject, boundTo: string, wrapped: Buffer): Buffer {
  return providerOf(suiteOf(wrapped)).unwrap(key, boundTo, wrapped.subarray(markOf(wrapped)?.[0].length ?? 0))
}

/** The suite that made these bytes, whether this program knows it or not. */
export function suiteOf(wrapped: Buffer): string {
  return markOf(wrapped)?.[1] ?? firstSuite
}

function markOf(wrapped: Buffer): RegExpExecArray | null {
  return mark.exec(wrapped.subarray(0, 24).toString('latin1'))
}
