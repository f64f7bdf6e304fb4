import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import type { OfficerRole } from './officer.ts'
import type { Freshness } from './step-up.ts'

/** What an installation demands of those who sign in. Minutes and hours count for every session. */
export type SignInRules = {
  /** Who must have a second factor. */
  readonly secondFactor: SecondFactor
  readonly passwords: PasswordProfile
  readonly idleMinutes: number
  readonly longestHours: number
  /** How old the proof of a sensitive act may be. */
  readonly proofMinutes: number
  /** How old that of an act of a sitting may be. */
  readonly sittingMinutes: number
}

export const secondFactors = ['off', 'required', 'everybody'] as const
/** `off`: nobody must, in a demonstration alone. `required`: whose duty needs it (`needsFactor`). `everybody`: each duty, where nothing is said. */
export type SecondFactor = (typeof secondFactors)[number]

export const passwordProfiles = ['usual', 'mlps3'] as const
/** `usual` follows ASVS: long, not known from breaches, no composition, no end. `mlps3` adds what assessors of the classified protection ask for. */
export type PasswordProfile = (typeof passwordProfiles)[number]

// A session ends with the working day; two hours away from a desk in a shared office are enough. A proof covers some sensitive acts one after the other, or an hour of publishing.
const limits = { idleMinutes: 120, longestHours: 10, proofMinutes: 15, sittingMinutes: 60 } as const
/** After so many hours no session opens anything. */
export const longestSessionHours = limits.longestHours

/**
 * What holds where nothing is said: but in a demonstration everybody must have a second factor, because the standard of the classified protection asks it of every user
 * (GB/T 22239-2019, 8.1.4.1 d: two or more ways to show who one is, one of them by cryptography). A county may demand it of some duties alone; with the profile of the assessors it may not.
 */
export function signInRules({ isDemonstration, secondFactor = isDemonstration ? 'off' : 'everybody', passwords }: { readonly isDemonstration: boolean; readonly secondFactor?: SecondFactor | undefined; readonly passwords: PasswordProfile }): SignInRules {
  return { ...limits, secondFactor: secondFactor === 'required' && passwords === 'mlps3' ? 'everybody' : secondFactor, passwords }
}

/** Duties of discipline, stationed groups among them, that see what is sealed, decide what is published, or give power to others. */
const needsFactor = {
  clerk: false, committee: false, handler: false, leader: false,
  reviewer: true, triage: true, supervisor: true, inspector: true, custodian: true,
  'system-admin': true, 'security-admin': true, 'audit-admin': true,
} as const satisfies Record<OfficerRole, boolean>

/** Whether this duty is closed to an account without a second factor. */
export function isFactorNeeded(rules: SignInRules, role: OfficerRole): boolean {
  return rules.secondFactor === 'everybody' || (rules.secondFactor === 'required' && needsFactor[role])
}

/** What a session is, in milliseconds since 1970. */
export type SessionTimes = { readonly startedAt: number; readonly seenAt: number; readonly provedAt: number }

const minute = 60_000

/** Whether a session has come to its end: nobody used it for a while, or the working day is over. */
export function isSessionOver(rules: SignInRules, { startedAt, seenAt }: SessionTimes, now: number): boolean {
  return now - seenAt > rules.idleMinutes * minute || now - startedAt > rules.longestHours * 60 * minute
}

/** Whether who holds the session showed lately who he is. A session that a sign-in platform began has no proof until one is given here. */
export function isProofFresh(rules: SignInRules, { provedAt }: SessionTimes, now: number, needed: Freshness): boolean {
  return now - provedAt <= (needed === 'minutes' ? rules.proofMinutes : rules.sittingMinutes) * minute
}

const changeEveryDays = 90

/** Whether a password is to be changed before anything else: from the day after its ninetieth on. Only the profile of the assessors wants that. */
export function isPasswordOld(rules: SignInRules, setOn: PlainDate, today: PlainDate): boolean {
  return rules.passwords === 'mlps3' && today > addDays(setOn, changeEveryDays)
}
