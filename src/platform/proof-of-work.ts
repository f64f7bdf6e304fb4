import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { hmac, hmacs, type KeyRing } from './crypto/key-ring.ts'

/** What a browser must solve: a `counter` so that SHA-256 of `challenge:counter` begins with `bits` zero bits. */
export type Challenge = { readonly challenge: string; readonly bits: number }

/** Asks for a second of a phone's work, or for ten seconds of a person's patience, before the next try. */
export type Gate = {
  /** Handed out with a page; bound to the source and usable once. The same text is the ticket of a reader without scripts. */
  issue(source: string, now: number): Challenge
  /** Whether `challenge` was ours, is fresh, unused, and was either solved by `counter` or waited for. */
  admits(source: string, challenge: string, counter: string, now: number): boolean
}

/** About a second on an old phone: 2^17 hashes in plain script. */
const bits = 17
/** How long a reader without scripts waits, and how far apart such tries of one source must lie. */
export const waitSeconds = 10
const lifetime = 30 * 60_000
const mostRemembered = 20_000

/** A gate that signs what it hands out, so that nothing is kept until it comes back. */
export function gate(key: KeyRing): Gate {
  const used = new Map<string, number>()
  const lastWait = new Map<string, number>()
  const written = (signature: Buffer) => signature.toString('base64url').slice(0, 22)
  const sign = (body: string) => written(hmac(key, `gate ${body}`))
  function isOurs(body: string, signature: string): boolean {
    const given = Buffer.from(signature)
    return hmacs(key, `gate ${body}`).map(mac => Buffer.from(written(mac))).some(expected => expected.length === given.length && timingSafeEqual(expected, given))
  }
  function hasWaited(source: string, issued: number, now: number): boolean {
    const patience = waitSeconds * 1000
    if (now - issued < patience || now - (lastWait.get(source) ?? 0) < patience) return false
    remember(lastWait, source, now)
    return true
  }
  return {
    issue(source, now) {
      const body = `${source}.${now}.${randomBytes(9).toString('base64url')}`
      return { challenge: `${body}.${sign(body)}`, bits }
    },
    admits(source, challenge, counter, now) {
      const [of, issuedText, nonce, signature] = challenge.slice(0, 200).split('.')
      if (of !== source || !issuedText || !nonce || !signature || !isOurs(`${of}.${issuedText}.${nonce}`, signature)) return false
      const issued = Number(issuedText)
      if (now - issued > lifetime || used.has(nonce)) return false
      if (!isSolved(challenge, counter) && !hasWaited(source, issued, now)) return false
      remember(used, nonce, now)
      return true
    },
  }
}

/** Whether `counter` solves `challenge`. */
export function isSolved(challenge: string, counter: string): boolean {
  if (!/^\d{1,12}$/.test(counter)) return false
  const hash = createHash('sha256').update(`${challenge}:${counter}`).digest()
  return Math.clz32(hash.readUInt32BE(0)) >= bits
}

/** Keeps the newest; what is pushed out has expired long before under any load that passes the gate. */
function remember(map: Map<string, number>, key: string, now: number) {
  map.delete(key)
  if (map.size >= mostRemembered) map.delete(map.keys().next().value!)
  map.set(key, now)
}
