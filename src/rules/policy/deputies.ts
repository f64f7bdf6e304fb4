import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import { isSelf, type Officer, type OfficerRole } from './officer.ts'

export const deputyReasons = ['leave', 'sick-leave', 'business-trip', 'training', 'other'] as const
/** Why somebody is away. */
export type DeputyReason = (typeof deputyReasons)[number]

/** The most days for which a post is lent at one time: who is away longer hands the post over. */
export const longestDeputyship = 90

/**
 * Which duties stand in for which. Confidential reports, sealed names and the three powers rest on two or three people who are not each other: they are not lent at all.
 * A village committee supervises those who publish, so it is stood in for by itself alone.
 */
const standsIn = {
  clerk: ['clerk', 'reviewer'], reviewer: ['reviewer', 'clerk'],
  committee: ['committee'], triage: ['triage'], supervisor: ['supervisor'], handler: ['handler'], leader: ['leader'],
  inspector: [], custodian: [], 'system-admin': [], 'security-admin': [], 'audit-admin': [],
} as const satisfies Record<OfficerRole, readonly OfficerRole[]>

/** Whether a post of this duty can be lent at all. */
export function isLent(role: OfficerRole): boolean {
  return standsIn[role].length > 0
}

/** Whether the duty of an absent officer can be done by this one of the same unit. Guarded in the database by guard_deputyship(). */
export function standsInFor(absent: Pick<Officer, 'role'>, deputy: Pick<Officer, 'role'>): boolean {
  return (standsIn[absent.role] as readonly OfficerRole[]).includes(deputy.role)
}

/** Acts that are not lent with a post: they are about the person, give power over people, or begin the way to a name. */
export const notLent: ReadonlySet<string> = new Set([
  'askIdentity', 'viewIdentity', 'takeSealedIdentity', 'getIdentityRequest', 'refuseIdentity', 'declareRelation', 'endRelation', 'declareOwnComplaint', 'nameHead', 'endHead', 'addEdge', 'endEdge', 'nameDeputy', 'setContact',
])

/** Who may name a deputy, as far as it follows from who is who. `isHead`: of the unit of the absent officer. */
export function nameDeputyRefusal(officer: Officer, about: { readonly absentId: string; readonly deputyId?: string | undefined; readonly isHead: boolean; readonly isInReach: boolean }): { readonly code: 'not-your-deputy' | 'deputy-self' } | undefined {
  const mayName = about.absentId === officer.id || about.isHead || (officer.role === 'security-admin' && about.isInReach)
  if (!mayName) return { code: 'not-your-deputy' }
  // Nobody lends a post to himself.
  return isSelf(officer, about.deputyId) ? { code: 'deputy-self' } : undefined
}

/** Whether an officer may end a deputyship: either side, whoever heads the unit, and the two administrators of accounts, because it only takes away. */
export function mayEndDeputyship(officer: Officer, about: { readonly absentId: string; readonly deputyId: string; readonly isHead: boolean; readonly isInReach: boolean }): boolean {
  return officer.id === about.absentId || officer.id === about.deputyId || about.isHead || (about.isInReach && (officer.role === 'security-admin' || officer.role === 'system-admin'))
}

/** What is wrong with the days of a deputyship, if anything. */
export function deputyDaysProblem(from: PlainDate, to: PlainDate, today: PlainDate): 'deputy-past' | 'deputy-days' | 'deputy-too-long' | undefined {
  if (from < today) return 'deputy-past'
  if (to < from) return 'deputy-days'
  return to > addDays(from, longestDeputyship - 1) ? 'deputy-too-long' : undefined
}

/** The officer as he acts in the post of another: his own person, with the duty and the reach of the absent one and nothing of his own. */
export function inPostOf(deputy: Officer, absent: Officer, deputyshipId?: string): Officer {
  return { ...deputy, role: absent.role, unitId: absent.unitId, level: absent.level, reach: absent.reach, standsInFor: { id: absent.id, name: absent.name, deputyshipId, otherPosts: absent.otherPosts } }
}
