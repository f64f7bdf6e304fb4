import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/**
 * The keys of one purpose, one of each master this database has known, the first one first. What is recognised again without being kept (a receipt code, a
 * number) is marked under the first, and that mark once more under each later one: so a master can be replaced without knowing what was marked, and whoever
 * has an earlier one alone can test no guess any more.
 */
export type KeyRing = {
  readonly keys: readonly KeyObject[]
  /** Which of them makes what is new. The newest, but while programs are told of the next one. */
  readonly makes: number
  /** The first one under which something may still be: what earlier ones signed counts no more. */
  readonly least: number
}

/** A ring of one key. */
export function ringOf(key: KeyObject): KeyRing {
  return { keys: [key], makes: 0, least: 0 }
}

/** Whether something may still be under one key and something under another: the database cannot tell alone that two marks are of one thing. */
export function isChanging({ keys, least }: KeyRing): boolean {
  return least < keys.length - 1
}

/** HMAC-SHA256 under the key that makes what is new: for what is signed now and comes back soon. */
export function hmac({ keys, makes }: KeyRing, ...parts: readonly (string | Uint8Array)[]): Buffer {
  return hmacOf(keys[makes]!, parts)
}

/** The same under every key that counts, for comparing with what comes back. */
export function hmacs(ring: KeyRing, ...parts: readonly (string | Uint8Array)[]): Buffer[] {
  return signing(ring).map(key => hmacOf(key, parts))
}

/** Every key whose signatures count, the one that makes new ones first. */
export function signing({ keys, makes, least }: KeyRing): KeyObject[] {
  return [keys[makes]!, ...keys.filter((_, n) => n !== makes && n >= least)]
}

/** The mark as the first key makes it. It is not for keeping. */
export function firstMark({ keys }: KeyRing, ...parts: readonly (string | Uint8Array)[]): Buffer {
  return hmacOf(keys[0]!, parts)
}

/** A mark as it is kept now: the first, once more under each later key up to the one that makes. */
export function keptMark(ring: KeyRing, first: Buffer): Buffer {
  return marksOf(ring, first)[0]!
}

/** Every form in which a mark may be kept, the one of now first. */
export function marksOf({ keys, makes }: KeyRing, first: Buffer): Buffer[] {
  const forms = [first]
  for (const key of keys.slice(1)) forms.push(covered(key, forms.at(-1)!))
  return [forms[makes]!, ...forms.filter((_, n) => n !== makes)]
}

/** A kept mark, whichever keys it is under, under all of them: two marks of one thing are then the same. */
export function wholeMark({ keys }: KeyRing, kept: Buffer): Buffer {
  let mark = kept
  for (const key of keys.slice(levelOf(keys, kept) + 1)) mark = covered(key, mark)
  return mark
}

const tagLength = 6

/**
 * Under one more key. A covered mark begins with what says which key was the last, so that nothing is covered twice; of the 256 bits 208 remain. That a mark of
 * the first key begins like it by chance happens once in 2^48.
 */
function covered(key: KeyObject, mark: Buffer): Buffer {
  return Buffer.concat([tagOf(key), hmacOf(key, ['covered\0', mark])]).subarray(0, mark.length)
}

function levelOf(keys: readonly KeyObject[], mark: Buffer): number {
  return Math.max(0, keys.findLastIndex((key, n) => n > 0 && tagOf(key).equals(mark.subarray(0, tagLength))))
}

const tags = new WeakMap<KeyObject, Buffer>()

function tagOf(key: KeyObject): Buffer {
  const known = tags.get(key) ?? hmacOf(key, ['mark of this key']).subarray(0, tagLength)
  tags.set(key, known)
  return known
}

function hmacOf(key: KeyObject, parts: readonly (string | Uint8Array)[]): Buffer {
  const mac = createHmac('sha256', key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}

/** A key made of bytes. As an object, because turning raw bytes into a key costs more than the HMAC itself. */
export function keyOf(bytes: Uint8Array): KeyObject {
  return createSecretKey(bytes)
}
