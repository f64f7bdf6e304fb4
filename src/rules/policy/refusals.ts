import type { CaseAction } from '../cases/states.ts'
import type { DisclosureAction, DisclosureState } from './disclosure-states.ts'
import type { InspectorAction } from '../tips/lifecycle.ts'
import type { OfficerRole } from './officer.ts'

/** Why an officer may not do something. The reason is part of the answer. */
export type PolicyRefusal =
  | { readonly code: 'not-your-duty'; readonly role: OfficerRole }
  | { readonly code: 'out-of-reach' }
  /** The complaint names the officer or the unit, or the officer published or approved the disputed record. */
  | { readonly code: 'conflict-of-interest'; readonly of: 'officer' | 'unit' | 'record-author' }
  /** Nobody decides a request or passes a draft of their own. */
  | { readonly code: 'own-request'; readonly action: CaseAction | InspectorAction }
  /** A redo is signed for by somebody else than the handler of the answer before. */
  | { readonly code: 'handled-before' }
  /** A supervision letter is answered by the head it was sent to. */
  | { readonly code: 'letter-for-head' }
  /** A complaint is never assigned to a unit that it names. */
  | { readonly code: 'assigned-unit-named'; readonly unitId: string }
  /** The unit that acts cannot supervise itself. */
  | { readonly code: 'units-not-apart' }
  | { readonly code: 'author-cannot-review' }
  /** A proposal for the list of a county is decided by another person, and withdrawn by nobody else. */
  | { readonly code: 'own-proposal' }
  | { readonly code: 'not-your-proposal' }
  /** What keeps somebody away is not changed by that person, nor for the own unit. */
  | { readonly code: 'own-post' }
  | { readonly code: 'disclosure-not-now'; readonly state: DisclosureState; readonly possible: readonly DisclosureAction[] }
