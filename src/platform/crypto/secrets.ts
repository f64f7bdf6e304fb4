import { createHash, hkdfSync } from 'node:crypto'
import { keyOf, type KeyRing } from './key-ring.ts'

/** Keys that live outside the database. All are derived from masters of 32 bytes that only this program's user can read; most often there is one. */
export type Secrets = {
  /** Makes receipt codes and their stored HMAC. */
  readonly receiptPepper: KeyRing
  /** Blurs the sources of requests for rate limits. */
  readonly sourceKey: KeyRing
  /** Wraps the keys of cases. */
  readonly wrappingKey: KeyRing
  /** Signs what forms carry, and hashes request bodies for idempotency. */
  readonly formKey: KeyRing
  /** Recognises a finding again without keeping what was found. */
  readonly findingKey: KeyRing
  /** Recognises a payee by village, name and six digits without keeping them. */
  readonly payeeKey: KeyRing
  /** Recognises a resident who signs in again without keeping the number or the WeChat id. */
  readonly residentKey: KeyRing
  /** Signs staff sessions and seals the secrets of authenticators, by each master, the first one first. */
  readonly session: { readonly keys: readonly Uint8Array[]; readonly makes: number; readonly least: number }
}

/** The masters a database has known, the first one first; which of them makes, and the first under which something may still be. */
export type Masters = { readonly all: readonly Buffer[]; readonly makes: number; readonly least: number }

export function secretsOf({ all, makes, least }: Masters): Secrets {
  const ring = (purpose: string): KeyRing => ({ keys: all.map(master => keyOf(derived(master, purpose))), makes, least })
  return {
    receiptPepper: ring('receipt pepper'),
    sourceKey: ring('source key'),
    wrappingKey: ring('wrapping key'),
    formKey: ring('form key'),
    findingKey: ring('finding key'),
    payeeKey: ring('payee key'),
    residentKey: ring('resident key'),
    session: { keys: all.map(master => derived(master, 'session key')), makes, least },
  }
}

/** The keys of one master. */
export function secretsOfOne(master: Buffer): Secrets {
  return secretsOf({ all: [master], makes: 0, least: 0 })
}

/** The name by which people and the database tell masters apart. It says nothing of the master. */
export function masterName(master: Buffer): string {
  return createHash('sha256').update(derived(master, 'name')).digest('hex').slice(0, 12).replace(/(.{4})(?=.)/g, '$1-')
}

/** Keeps the master before it under this one. */
export function keyForEarlier(master: Buffer): KeyRing {
  return { keys: [keyOf(derived(master, 'earlier master'))], makes: 0, least: 0 }
}

function derived(master: Buffer, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', master, '', `yidiantong ${purpose} v1`, 32))
}
