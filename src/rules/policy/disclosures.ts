import type { DivisionCode } from '../divisions/division-code.ts'
import type { DisclosureAction, DisclosureState } from './disclosure-states.ts'
import { disclosureActions } from './disclosure-states.ts'
import type { Officer } from './officer.ts'
import { isClerkOf, isReviewerOf } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

export { disclosureActions, disclosureStates } from './disclosure-states.ts'
export type { DisclosureAction, DisclosureState } from './disclosure-states.ts'

/** What permission needs to know about one version of a record. */
export type DisclosureAbout = {
  readonly state: DisclosureState
  readonly villageCode: DivisionCode
  /** Everybody who wrote in this version, not only whoever submitted it. */
  readonly authorIds: readonly string[]
}

const actionsIn = {
  draft: ['edit', 'submit'],
  submitted: ['approve', 'returnDraft'],
  returned: ['edit', 'submit'],
  published: ['correct'],
  superseded: [],
  withdrawn: [],
} as const satisfies Record<DisclosureState, readonly DisclosureAction[]>

/** Who does what: the clerk of that very village writes, a reviewer of its township decides. */
const dutyOf = {
  edit: 'clerk',
  submit: 'clerk',
  approve: 'reviewer',
  returnDraft: 'reviewer',
  correct: 'clerk',
} as const satisfies Record<DisclosureAction, Officer['role']>

/** Why an officer may not perform an action on this version, or undefined. Duty, reach, authorship, then the state. */
export function refusalFor(officer: Officer, action: DisclosureAction, about: DisclosureAbout): PolicyRefusal | undefined {
  if (officer.role !== dutyOf[action]) return { code: 'not-your-duty', role: officer.role }
  if (!isOnDesk(officer, about.villageCode)) return { code: 'out-of-reach' }
  // Four eyes: not even a reviewer who only mended a figure may pass the version.
  if (dutyOf[action] === 'reviewer' && about.authorIds.includes(officer.id)) return { code: 'author-cannot-review' }
  const possible: readonly DisclosureAction[] = actionsIn[about.state]
  return possible.includes(action) ? undefined : { code: 'disclosure-not-now', state: about.state, possible }
}

/** Whether an officer may see this version: a public one anybody may, an unpublished one only its village's clerk and township's reviewer. */
export function canSee(officer: Officer, about: DisclosureAbout): boolean {
  switch (about.state) {
    case 'published':
    case 'superseded':
      return true
    case 'draft':
    case 'submitted':
    case 'returned':
    case 'withdrawn':
      return isOnDesk(officer, about.villageCode)
  }
}

/** What this officer may do with this version now. */
export function allowedActions(officer: Officer, about: DisclosureAbout): readonly DisclosureAction[] {
  return disclosureActions.filter(action => refusalFor(officer, action, about) === undefined)
}

function isOnDesk(officer: Officer, village: DivisionCode): boolean {
  return isClerkOf(officer, village) || isReviewerOf(officer, village)
}
