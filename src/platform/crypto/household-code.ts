import { firstMark, keptMark, marksOf, type KeyRing } from './key-ring.ts'

/**
 * The n-th household code of a batch: 12 digits that follow from what the clerk's request was known by, so that a repeated request prints
 * the same sheet and the codes are kept nowhere.
 */
export function householdCode(key: KeyRing, request: string, n: number): string {
  const made = firstMark(key, 'household code\0', request, `\0${n}`)
  return (made.readBigUInt64BE(0) % 10n ** 12n).toString().padStart(12, '0')
}

/** What the database keeps of one: without the key nobody can test a guess against it. */
export function householdHash(key: KeyRing, code: string): Buffer {
  return keptMark(key, firstMark(key, 'household lookup\0', code))
}

/** What it may have kept of one, under earlier keys too. */
export function householdHashes(key: KeyRing, code: string): Buffer[] {
  return marksOf(key, firstMark(key, 'household lookup\0', code))
}

/** The 12 digits of what somebody typed, spaces, dashes and full-width digits forgiven. */
export function toHouseholdCode(typed: string): string | undefined {
  const digits = typed.slice(0, 100).normalize('NFKC').replace(/[\s\-–—.,·]/g, '')
  return /^\d{12}$/.test(digits) ? digits : undefined
}
