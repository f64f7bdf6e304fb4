import type { PlainDate } from '../calendar/plain-date.ts'
import type { DivisionCode } from '../divisions/division-code.ts'
import type { DisclosureAction, DisclosureState } from './disclosure-states.ts'
import { disclosureActions } from './disclosure-states.ts'
import type { Officer, OfficerRole } from './officer.ts'
import { isClerkOf, isCommitteeOf, isOnePerson, isReviewerOf } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

export { disclosureActions, disclosureStates } from './disclosure-states.ts'
export type { DisclosureAction, DisclosureState } from './disclosure-states.ts'

/** What permission needs to know about one version of a record. */
export type DisclosureAbout = {
  readonly state: DisclosureState
  readonly villageCode: DivisionCode
  /** Everybody who wrote in this version, not only whoever submitted it; or who asked for a withdrawal or declared nil. */
  readonly authorIds: readonly string[]
  /** Who of the village committee passed it: author, committee and township are three people. */
  readonly endorserIds?: readonly string[]
  /** When the first of them wrote. */
  readonly since?: PlainDate | Date | undefined
}

/** Who does what, where: the clerk of that very village writes, its committee passes, a reviewer of its township decides. */
const table = {
  draft: { edit: 'clerk', submit: 'clerk' },
  atCommittee: { endorse: 'committee', returnDraft: 'committee' },
  submitted: { approve: 'reviewer', schedule: 'reviewer', returnDraft: 'reviewer' },
  returned: { edit: 'clerk', submit: 'clerk' },
  scheduled: { unschedule: 'reviewer' },
  published: { correct: 'clerk', askWithdrawal: 'clerk' },
  withdrawalAsked: { withdraw: 'reviewer', refuseWithdrawal: 'reviewer' },
  superseded: {},
  withdrawn: {},
  owed: { declareNil: 'clerk' },
  nilDeclared: { approveNil: 'reviewer', returnNil: 'reviewer' },
  nilPublished: {},
} as const satisfies Record<DisclosureState, Partial<Record<DisclosureAction, OfficerRole>>>

/** Why an officer may not perform an action on this version, or undefined. Duty, reach, authorship, then the state. */
export function refusalFor(officer: Officer, action: DisclosureAction, about: DisclosureAbout): PolicyRefusal | undefined {
  if (!isDutyOf(officer.role, action)) return { code: 'not-your-duty', role: officer.role }
  if (!isOnDesk(officer, about.villageCode)) return { code: 'out-of-reach' }
  // Four eyes: not even a reviewer who only mended a figure may pass the version.
  if (officer.role !== 'clerk' && [...about.authorIds, ...(about.endorserIds ?? [])].some(id => isOnePerson(officer, id, about.since))) return { code: 'author-cannot-review' }
  const here: Partial<Record<DisclosureAction, OfficerRole>> = table[about.state]
  const possible = disclosureActions.filter(each => here[each] !== undefined)
  return here[action] === officer.role ? undefined : { code: 'disclosure-not-now', state: about.state, possible }
}

/** Whether an officer may see this version: a public one anybody may, an unpublished one only its village's clerk and committee and its township's reviewer. */
export function canSee(officer: Officer, about: DisclosureAbout): boolean {
  switch (about.state) {
    case 'published':
    case 'withdrawalAsked':
    case 'superseded':
    case 'nilPublished':
      return true
    case 'draft':
    case 'atCommittee':
    case 'submitted':
    case 'returned':
    case 'scheduled':
    case 'withdrawn':
    case 'owed':
    case 'nilDeclared':
      return isOnDesk(officer, about.villageCode)
  }
}

/** What this officer may do with this version now. */
export function allowedActions(officer: Officer, about: DisclosureAbout): readonly DisclosureAction[] {
  return disclosureActions.filter(action => refusalFor(officer, action, about) === undefined)
}

function isDutyOf(role: OfficerRole, action: DisclosureAction): boolean {
  return Object.values(table).some((here: Partial<Record<DisclosureAction, OfficerRole>>) => here[action] === role)
}

function isOnDesk(officer: Officer, village: DivisionCode): boolean {
  return isClerkOf(officer, village) || isCommitteeOf(officer, village) || isReviewerOf(officer, village)
}
