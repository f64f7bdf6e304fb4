import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { coverOwnAnew } from '#platform/crypto/identity.ts'
import { wholeMark, type KeyRing } from '#platform/crypto/key-ring.ts'
import type { Secrets } from '#platform/crypto/secrets.ts'
import { unwrapped, wrap } from '#platform/crypto/wrapping.ts'
import type { KeptColumn } from '#records/rekeying.ts'
import { cookieKeyOf } from '../sign-in.ts'

/** Everything that is kept under the master, by what people call it. A column that is missing here stays under the earlier master: `test/security/master-columns.test.ts` asks the database. */
export type KeptKind = KeptColumn & {
  readonly kind: 'receipt codes' | 'residents' | 'household codes' | 'payees' | 'identities of staff' | 'findings' | 'erased values' | 'keys of cases' | 'keys of reports' | 'addresses' | 'codes in lists' | 'codes under way' | 'names for the complainant' | 'authenticators'
  /** The value under the newest master, as text; undefined when it is. Throws when no master opens it. */
  anew(secrets: Secrets, value: unknown, ids: readonly string[]): string | undefined | Promise<string | undefined>
}

type Ring = Exclude<keyof Secrets, 'session'>

const mark = (kind: KeptKind['kind'], table: string, column: string, ring: Ring): KeptKind =>
  ({ kind, table, column, type: 'bytea', by: [], anew: (secrets, value) => ofBytes(value as Buffer, covered(secrets[ring], value as Buffer)) })

const wrapping = (kind: KeptKind['kind'], table: string, column: string, by: readonly string[], boundTo: (ids: readonly string[]) => string): KeptKind =>
  ({ kind, table, column, type: 'bytea', by, anew: ({ wrappingKey }, value, ids) => wrappedAnew(wrappingKey, boundTo(ids), value as Buffer) })

const address = (ids: readonly string[]) => `address ${ids.join(' ')}`
const itself = (ids: readonly string[]) => ids[0]!

export const keptKinds: readonly KeptKind[] = [
  mark('receipt codes', 'case_file', 'receipt_hmac', 'receiptPepper'),
  mark('receipt codes', 'objection', 'receipt_hmac', 'receiptPepper'),
  mark('receipt codes', 'tips.tip', 'receipt_hmac', 'receiptPepper'),
  mark('residents', 'resident', 'identifier', 'residentKey'),
  mark('household codes', 'household_code', 'code_hash', 'residentKey'),
  mark('payees', 'payee_key', 'key', 'payeeKey'),
  mark('payees', 'payee_confirmation', 'once', 'payeeKey'),
  mark('identities of staff', 'auth.provider_link', 'subject_hash', 'formKey'),
  mark('findings', 'finding_waiver', 'fingerprint', 'findingKey'),
  { kind: 'findings', table: 'redaction_report', column: 'waived', type: 'bytea[]', by: ['id'], anew: marksAnew },
  { kind: 'findings', table: 'attachment_scan', column: 'findings', type: 'jsonb', by: ['file_id'], anew: findingsAnew },
  { kind: 'erased values', table: 'erasure_request', column: 'fingerprints', type: 'bytea[]', by: ['id'], anew: marksAnew },
  wrapping('keys of cases', 'case_secret', 'wrapped_key', ['case_id'], itself),
  wrapping('keys of reports', 'tips.tip', 'case_key', ['id'], itself),
  wrapping('addresses', 'vault.case_contact', 'wrapped', ['case_id'], address),
  wrapping('addresses', 'vault.officer_contact', 'wrapped', ['officer_id'], address),
  wrapping('addresses', 'vault.resident_contact', 'wrapped', ['resident_id'], address),
  wrapping('codes in lists', 'resident_case', 'wrapped', ['resident_id', 'case_id'], address),
  wrapping('codes under way', 'sign_in_attempt', 'wrapped', ['id'], address),
  wrapping('codes under way', 'sign_in_attempt', 'identifier', ['id'], ids => `identifier ${ids[0]!}`),
  { kind: 'names for the complainant', table: 'vault.sealed_identity', column: 'own_ciphertext', type: 'bytea', by: ['case_id'], anew: ({ wrappingKey }, value, ids) => textOf(coverOwnAnew(wrappingKey, ids[0]!, value as Buffer)) },
  { kind: 'authenticators', table: 'auth.two_factor', column: 'secret', type: 'text', by: ['id'], anew: ({ session }, value) => authenticatorAnew(session, value as string) },
]

function covered(ring: KeyRing, kept: Buffer): Buffer {
  return wholeMark(ring, kept)
}

function marksAnew({ findingKey }: Secrets, value: unknown): string | undefined {
  const [was, now] = [value as Buffer[], (value as Buffer[]).map(kept => covered(findingKey, kept))]
  return now.every((kept, n) => kept.equals(was[n]!)) ? undefined : `{${now.map(kept => `"\\\\x${kept.toString('hex')}"`).join(',')}}`
}

function findingsAnew({ findingKey }: Secrets, value: unknown): string | undefined {
  const was = value as readonly { readonly fingerprint: string }[]
  const now = was.map(found => ({ ...found, fingerprint: covered(findingKey, Buffer.from(found.fingerprint, 'hex')).toString('hex') }))
  return now.every(({ fingerprint }, n) => fingerprint === was[n]!.fingerprint) ? undefined : JSON.stringify(now)
}

function wrappedAnew(key: KeyRing, boundTo: string, kept: Buffer): string | undefined {
  const { plain, isOfNow } = unwrapped(key, boundTo, kept)
  return isOfNow ? undefined : textOf(wrap(key, boundTo, plain))
}

/** As better-auth keeps the secret of an authenticator: with the number of the key, or, of the first, without. */
async function authenticatorAnew({ keys, makes }: Secrets['session'], kept: string): Promise<string | undefined> {
  if (kept.startsWith(`$ba$${makes + 1}$`)) return undefined
  const key = { keys: new Map(keys.map((bytes, n) => [n + 1, cookieKeyOf(bytes)])), currentVersion: makes + 1, legacySecret: cookieKeyOf(keys[0]!) }
  return symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data: kept }) })
}

function ofBytes(was: Buffer, now: Buffer): string | undefined {
  return now.equals(was) ? undefined : textOf(now)
}

function textOf(bytes: Buffer): string
function textOf(bytes: Buffer | undefined): string | undefined
function textOf(bytes: Buffer | undefined): string | undefined {
  return bytes && `\\x${bytes.toString('hex')}`
}
