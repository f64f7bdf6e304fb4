import type { PlainDate } from '../calendar/plain-date.ts'
import type { CustodianGroup } from '../identity/groups.ts'
import { administratorRoles, type OfficerRole } from '../policy/officer.ts'

/** A post that somebody has, had or will have, with whose it is. */
export type KnownPerson = {
  readonly officerId: string
  /** The same for all posts of one person. */
  readonly personId: string
  readonly name: string
  readonly role: OfficerRole
  readonly username: string | undefined
  readonly unit: { readonly zh: string; readonly en: string }
  readonly from: PlainDate
  readonly to: PlainDate | undefined
  /** Of a custodian. */
  readonly group?: CustodianGroup | undefined
}

/** What who invites says of the person: a post of the same one, or why an equal name is another. */
export type PersonSaid = { readonly sameAs?: string | undefined; readonly otherPerson?: string | undefined }
export type PersonProblem = { readonly code: 'namesakes'; readonly namesakes: readonly KnownPerson[] } | { readonly code: 'person-unknown' | 'person-reason' }

/** A name as it is compared: `name_key` of migration 0076 says the same. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').replaceAll(/[\s·・‧•]/gu, '').toLowerCase()
}

/**
 * Whose post a new one is: that of the person named by another post, whatever the name; with a reason, somebody else's of the same name; where there is nobody of the name, somebody new. Where there is, it has to be said:
 * neither is a person forgotten with the post, nor are two made one, without somebody who said so.
 */
export function personFor({ sameAs, otherPerson }: PersonSaid, name: string, known: readonly KnownPerson[]): { readonly personOf: string | undefined } | { readonly problem: PersonProblem } {
  if (sameAs !== undefined) {
    const found = known.find(({ officerId }) => officerId === sameAs)
    return found ? { personOf: found.personId } : { problem: { code: 'person-unknown' } }
  }
  if (otherPerson !== undefined) return isReason(otherPerson) ? { personOf: undefined } : { problem: { code: 'person-reason' } }
  const namesakes = known.filter(other => nameKey(other.name) === nameKey(name))
  return namesakes.length > 0 ? { problem: { code: 'namesakes', namesakes } } : { personOf: undefined }
}

/** Whether words say why two of one name are two people. */
export function isReason(words: string): boolean {
  return [...words.replaceAll(/\s/gu, '')].length >= 4
}

type Term = { readonly role: OfficerRole; readonly name: string; readonly from: PlainDate; readonly to: PlainDate | undefined }

/**
 * The post beside which a new one would give its holder two kinds of power on one day: of the same person, power or other work; of the same name, two of the three powers, because nobody outside could tell
 * from the names that there are three. Of terms that follow each other none: the constraints `person_in_one_power` and `name_in_one_power` of migration 0076 say the same.
 */
export function powerBeside(post: Term, personId: string | undefined, known: readonly KnownPerson[]): KnownPerson | undefined {
  return known.find(other => powerOf(other.role) !== powerOf(post.role) && isBeside(post, other)
    && (other.personId === personId || (nameKey(other.name) === nameKey(post.name) && powerOf(other.role) !== 'work' && powerOf(post.role) !== 'work')))
}

/** Whether a person is or was a custodian of the other group: what one has seen of the way to names stays in a head, so the two are apart for ever, as `person_in_one_group` of migration 0076 says. */
export function isOfOtherGroup(group: CustodianGroup | undefined, personId: string | undefined, known: readonly KnownPerson[]): boolean {
  return group !== undefined && personId !== undefined && known.some(other => other.personId === personId && other.group !== undefined && other.group !== group)
}

/** Of the three powers the one a duty is, or other work. */
export function powerOf(role: OfficerRole): OfficerRole | 'work' {
  return (administratorRoles as readonly OfficerRole[]).includes(role) ? role : 'work'
}

function isBeside(one: Pick<Term, 'from' | 'to'>, other: Pick<Term, 'from' | 'to'>): boolean {
  return isDays(one) && isDays(other) && (one.to === undefined || other.from < one.to) && (other.to === undefined || one.from < other.to)
}

/** A post that ended on the day it began was never held. */
function isDays({ from, to }: Pick<Term, 'from' | 'to'>): boolean {
  return to === undefined || from < to
}
