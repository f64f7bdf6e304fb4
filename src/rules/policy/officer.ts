import { plainDateInShanghai, type PlainDate } from '../calendar/plain-date.ts'
import type { DivisionCode, DivisionLevel, DivisionRange } from '../divisions/division-code.ts'
import type { CustodianGroup } from '../identity/groups.ts'
import { isWithin, organisationOf, townshipOf } from '../divisions/division-code.ts'

export const officerRoles = ['clerk', 'committee', 'reviewer', 'triage', 'supervisor', 'handler', 'leader', 'inspector', 'custodian', 'system-admin', 'security-admin', 'audit-admin'] as const
/**
 * The duty an officer holds: village disclosure clerk, village supervisory committee, township reviewer, triage desk of the county discipline body,
 * supervising unit, responsible unit, leader (reads only),
 * inspector of a discipline body (confidential reports, and nothing else), custodian of one half of the way to identities; and the three administrators, who see no case:
 * of accounts and configuration, of rights, of the audit.
 */
export type OfficerRole = (typeof officerRoles)[number]

/** Those who give and watch powers. The database lets nobody be two of them at a time, nor one of them beside other work. */
export const administratorRoles = ['system-admin', 'security-admin', 'audit-admin'] as const satisfies readonly OfficerRole[]

/** A member of staff as the rules see one. `reach` is the subtree of the division the officer serves. */
export type Officer = {
  readonly id: string
  readonly name: string
  readonly role: OfficerRole
  readonly unitId: string
  readonly level: DivisionLevel
  readonly reach: DivisionRange
  /** Of a custodian. */
  readonly custodianGroup?: CustodianGroup | undefined
  /** In whose post this officer acts now, as the deputy: duty and reach above are that post's, the name is the own. */
  readonly standsInFor?: { readonly id: string; readonly name: string; readonly deputyshipId?: string | undefined; readonly otherPosts?: readonly string[] | undefined } | undefined
  /** The other posts of the same person, former and present. */
  readonly otherPosts?: readonly string[] | undefined
  /** With whom this officer is or was deputy and deputised, to which day: for acts of those days the two count as one person. */
  readonly oneWith?: readonly OneWith[] | undefined
}

export type OneWith = { readonly officerId: string; readonly to: PlainDate; readonly isNow: boolean }

/** In which posts an officer acts: the own, and that of whom he stands in for. What the database keeps away from a person it writes for each post of it. */
export function actingPostsOf(officer: Pick<Officer, 'id' | 'standsInFor'>): readonly string[] {
  return officer.standsInFor ? [officer.id, officer.standsInFor.id] : [officer.id]
}

/** Whose conflicts keep this officer away: those of the person, in whichever post they came about, and in the post of another also his. */
export function personsOf(officer: Pick<Officer, 'id' | 'standsInFor' | 'otherPosts'>): readonly string[] {
  return [...actingPostsOf(officer), ...officer.otherPosts ?? [], ...officer.standsInFor?.otherPosts ?? []]
}

/** Whether a post is this officer's person's: the one acted in, a former or another present one. */
export function isSelf(officer: Pick<Officer, 'id' | 'otherPosts'>, otherId: string | null | undefined): boolean {
  return typeof otherId === 'string' && (otherId === officer.id || (officer.otherPosts ?? []).includes(otherId))
}

/** Whether who did something on a day counts as this officer for what comes after it: one_person() of migration 0076 says the same. */
export function isOnePerson(officer: Officer, otherId: string | undefined, since: PlainDate | Date | undefined): boolean {
  const day = since instanceof Date ? plainDateInShanghai(since.getTime()) : since
  return isSelf(officer, otherId) || (officer.oneWith ?? []).some(({ officerId, to }) => officerId === otherId && (day === undefined || to >= day))
}

/** Whether what concerns another concerns this officer, because one of them is the other's deputy now. */
export function isOneNow(officer: Officer, otherId: string | undefined): boolean {
  return isSelf(officer, otherId) || (officer.oneWith ?? []).some(({ officerId, isNow }) => officerId === otherId && isNow)
}

/**
 * Whether this clerk writes for the village: its own clerk, or the clerk of the township it belongs to, who brings in what the township
 * holds for all its villages. A clerk with a wider reach is nobody's clerk. Clerks only ever write; none may approve.
 */
export function isClerkOf(officer: Officer, village: DivisionCode): boolean {
  if (officer.role !== 'clerk') return false
  if (officer.level === 'village') return officer.reach.low === village && officer.reach.high === village
  return isOfTownship(officer, village)
}

/** Whether this is of the supervisory committee of that very village. */
export function isCommitteeOf(officer: Officer, village: DivisionCode): boolean {
  return officer.role === 'committee' && officer.level === 'village' && officer.reach.low === village && officer.reach.high === village
}

/** Whether this is a reviewer of the township the village belongs to. */
export function isReviewerOf(officer: Officer, village: DivisionCode): boolean {
  return officer.role === 'reviewer' && isOfTownship(officer, village)
}

function isOfTownship(officer: Officer, village: DivisionCode): boolean {
  return officer.level === 'township' && isWithin(village, officer.reach) && townshipOf(village) === officer.reach.low
}

/** The county whose item list an officer works with. Above the county there is none of its own, and the common list answers. */
export function listCountyOf(officer: Pick<Officer, 'level' | 'reach'>): DivisionCode {
  return organisationOf(officer.reach.low)
}
