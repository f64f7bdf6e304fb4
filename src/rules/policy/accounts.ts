import { isWithin, ownPlacesOf, rangeOf, type DivisionCode, type DivisionRange } from '../divisions/division-code.ts'
import { isSelf, type Officer, type OfficerRole } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

/** What administrators do with accounts. */
export const accountActs = ['read', 'ask', 'grant', 'withdraw', 'change-post', 'end-post', 'hand-over', 'end-sessions'] as const
export type AccountAct = (typeof accountActs)[number]

/** The system administrator asks for an account, the security administrator grants it with its role: no account comes from one hand. What only takes away, either does. */
const duties = {
  read: ['system-admin', 'security-admin'],
  ask: ['system-admin'],
  grant: ['security-admin'],
  withdraw: ['system-admin', 'security-admin'],
  'change-post': ['system-admin'],
  'end-post': ['system-admin', 'security-admin'],
  'hand-over': ['system-admin', 'security-admin'],
  'end-sessions': ['security-admin'],
} as const satisfies Record<AccountAct, readonly OfficerRole[]>

/** Why an officer may not do this with an account. `about` is whose account, and where its unit lies. */
export function accountRefusal(officer: Officer, act: AccountAct, about?: { readonly officerId: string; readonly divisionCode: DivisionCode }): PolicyRefusal | undefined {
  const able: readonly OfficerRole[] = duties[act]
  if (!able.includes(officer.role)) return { code: 'not-your-duty', role: officer.role }
  if (!about) return undefined
  if (!isWithin(about.divisionCode, officer.reach)) return { code: 'out-of-reach' }
  return isSelf(officer, about.officerId) ? { code: 'own-post' } : undefined
}

/** Who makes accounts, of units of the own organisation alone: the check `administers_own_organisation` of migration 0055 says the same. */
const makers: readonly OfficerRole[] = ['system-admin', 'security-admin']

/**
 * What a post reaches: the place of its unit and everything below. Who makes accounts for a city makes those of the city's own units; each of its counties has administrators of its own, and
 * nobody of the city makes their clerks by accident. Who reads the audit of a city reads that of its counties too.
 */
export function reachOf(role: OfficerRole, place: DivisionCode): DivisionRange {
  return makers.includes(role) ? ownPlacesOf(place) : rangeOf(place)
}

/** In which units a duty can be. */
const unitsOf = {
  clerk: ['village', 'township'], committee: ['village'], reviewer: ['township'], triage: ['discipline'], inspector: ['inspection'], supervisor: ['supervising'], handler: ['responsible'], leader: ['leadership'], custodian: ['custody'],
  'system-admin': ['administration'], 'security-admin': ['administration'], 'audit-admin': ['administration'],
} as const satisfies Record<OfficerRole, readonly string[]>

/** Whether somebody in a unit of this kind can have this duty. */
export function isDutyAt(role: OfficerRole, unitKind: string): boolean {
  return (unitsOf[role] as readonly string[]).includes(unitKind)
}
