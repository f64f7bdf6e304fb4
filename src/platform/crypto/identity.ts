import { createHash } from 'node:crypto'
import { firstMark, keyOf, ringOf, type KeyRing } from './key-ring.ts'
import { provider, providerOf } from './provider.ts'
import { insistOnRecipient, trialRecipient } from './sealing.ts'
import type { Secrets } from './secrets.ts'
import { suiteOf, unwrap, unwrapped, wrap } from './wrapping.ts'

/** The public keys of the two groups of custodians, each person's own or a group's. */
export type Custodians = { readonly A: readonly string[]; readonly B: readonly string[] }

/** How an identity is sealed: to one group of earlier years, or to A and that once more to B. */
export const identitySuites = { one: `${provider.suite}/age`, two: `${provider.suite}/age-age` } as const

/** What is kept of an identity: as the custodians open it, and as whoever holds the receipt code does. */
export type KeptIdentity = { readonly suite: string; readonly ciphertext: Buffer; readonly sealedTo: readonly string[]; readonly own: Buffer | undefined }

/** Seals to group A and that to group B: neither opens it alone. */
export async function sealToBoth({ A, B }: Custodians, text: string): Promise<Omit<KeptIdentity, 'own'>> {
  const ciphertext = await provider.seal(B, await provider.seal(A, text))
  return { suite: identitySuites.two, ciphertext, sealedTo: [...A, ...B].map(fingerprintOf) }
}

type OwnerKeys = Pick<Secrets, 'receiptPepper' | 'wrappingKey'>

/** The same for the complainant. */
export function sealToOwner(keys: OwnerKeys, receiptCode: string, caseId: string, text: string): Buffer {
  const own = wrap(ownKey(keys.receiptPepper, receiptCode), `identity ${caseId}`, Buffer.from(text))
  return keys.wrappingKey.makes === 0 ? own : coverOwn(keys.wrappingKey, caseId, own)
}

// The pepper under which it is sealed stays the first one. Since it was replaced, the whole is wrapped once more: who has the first alone can try no code.
function coverOwn(key: KeyRing, caseId: string, own: Buffer): Buffer {
  return wrap(key, `own identity ${caseId}`, own)
}

/** As it is kept under the key of now; undefined when it is already. */
export function coverOwnAnew(key: KeyRing, caseId: string, kept: Buffer): Buffer | undefined {
  const found = uncovered(key, caseId, kept)
  return found.isOfNow ? undefined : coverOwn(key, caseId, found.plain)
}

function uncovered(key: KeyRing, caseId: string, kept: Buffer): { readonly plain: Buffer; readonly isOfNow: boolean } {
  if (key.keys.length === 1) return { plain: kept, isOfNow: true }
  try {
    return unwrapped(key, `own identity ${caseId}`, kept)
  } catch {
    return { plain: kept, isOfNow: false } // as it was before the first change
  }
}

/** Throws when it was sealed by a suite that this program does not know: then it is not the code that is wrong. */
export function insistOnKnownSuite(own: Buffer): void {
  providerOf(suiteOf(own))
}

/** Throws when the code or the case is another. */
export function openAsOwner(keys: OwnerKeys, receiptCode: string, caseId: string, own: Buffer): string {
  return unwrap(ownKey(keys.receiptPepper, receiptCode), `identity ${caseId}`, uncovered(keys.wrappingKey, caseId, own).plain).toString()
}

// Under the pepper too: of the 66 bits of a code alone every one could be tried by whoever has the table and much time.
function ownKey(pepper: KeyRing, receiptCode: string): KeyRing {
  return ringOf(keyOf(firstMark(pepper, 'identity of the complainant\0', receiptCode)))
}

/** Names a public key in lists, on paper and on the telephone. */
export function fingerprintOf(recipient: string): string {
  return createHash('sha256').update(recipient).digest('hex').slice(0, 16).replace(/(.{4})(?=.)/g, '$1-')
}

/**
 * The custodians as configured (`A=age1… B=age1…`). Without any, a demonstration gets a pair for each group, made in `folder`; elsewhere undefined: then
 * no name is taken. Real keys are made off line by `npm run cli -- keys make`.
 */
export async function loadCustodians(configured: readonly string[], folder: string, isDemonstration: boolean): Promise<Custodians | undefined> {
  if (configured.length === 0) return isDemonstration ? { A: [await trialRecipient(folder, 'custodian-a.age-identity')], B: [await trialRecipient(folder, 'custodian-b.age-identity')] } : undefined
  const groups = { A: [] as string[], B: [] as string[] }
  for (const line of configured) {
    const [, group, recipient = ''] = /^([AB])=(\S+)$/.exec(line) ?? []
    if (!group) throw new Error(`VAULT_RECIPIENTS holds ${line.slice(0, 12)}…: give the keys of both groups of custodians, each as A=age1… or B=age1…`)
    insistOnRecipient(recipient, 'VAULT_RECIPIENTS')
    groups[group as 'A' | 'B'].push(recipient)
  }
  if (groups.A.length === 0 || groups.B.length === 0) throw new Error('VAULT_RECIPIENTS has one group of custodians only: give at least one A=age1… and one B=age1…')
  if (groups.A.some(recipient => groups.B.includes(recipient))) throw new Error('VAULT_RECIPIENTS has one key in both groups: nobody may open an identity alone')
  return groups
}
