import { extensionDecider } from '../cases/limits.ts'
import { actionRules, askableActions, moveBefore } from '../cases/lifecycle.ts'
import type { CaseAction, CaseState, DeskLevel } from '../cases/states.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { Hand } from '../cases/facts.ts'
import type { DivisionCode } from '../divisions/division-code.ts'
import { isWithin } from '../divisions/division-code.ts'
import { isOnePerson, personsOf, type Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

/** What permission needs to know about a case. */
export type CaseAbout = {
  readonly state: CaseState
  /** The village the complaint is about. */
  readonly villageCode: DivisionCode
  readonly responsibleUnitId?: string | undefined
  readonly supervisingUnitId?: string | undefined
  /** The level whose desk sorts and decides it; the county's unless it was moved up. */
  readonly deskLevel?: DeskLevel | undefined
  /** It went to a discipline body as a confidential report: nobody sees what is left of it. */
  readonly wentToBody?: boolean
  /** Officers and units that are kept away: those the complaint names, and whoever `excludedBy` of conflicts.ts adds to them. */
  readonly namedOfficerIds: readonly string[]
  readonly namedUnitIds: readonly string[]
  /** Officers who wrote, published or approved the disputed record. */
  readonly recordAuthorIds: readonly string[]
  /** How many extensions have been asked for, the open one included. */
  readonly extensionsAsked: number
  /** The days of what is decided by a second person: from then on a deputy and whom he stands in for are one. */
  readonly doneOn?: Partial<Record<Author, PlainDate | undefined>>
  readonly extensionAskedBy?: string | undefined
  readonly replyDraftedBy?: string | undefined
  /** Units that help the responsible one: they see the case and may add what they found. */
  readonly helperUnitIds?: readonly string[]
  readonly rejectionProposedBy?: string | undefined
  readonly rejectionConfirmedBy?: string | undefined
  /** While a redo is under way, whoever had a hand in an answer before, with the day. */
  readonly barredHands?: readonly Hand[]
}

/** The two units an assignment would bind; they meet the same veto as the officer. */
export type ProposedUnits = { readonly responsibleUnitId: string; readonly supervisingUnitId: string }

/**
 * Why an officer may not perform an action on a case, or undefined. Duty and reach first, then the conflict veto, which no
 * role overrides. Whether the state allows the move is the lifecycle's question, asked by `move`.
 */
export function refusalFor(officer: Officer, action: CaseAction, about: CaseAbout, proposed?: ProposedUnits): PolicyRefusal | undefined {
  if (!isDutyOf(officer, action, about)) return { code: 'not-your-duty', role: officer.role }
  if (!isInReach(officer, about)) return { code: 'out-of-reach' }
  return conflictOf(officer, about) ?? ownRequest(officer, action, about) ?? refusalOfUnits(about, proposed)
}

/** Why an officer may not bring a file to a case, or undefined: whoever writes the answer may, and a helper for the part of it that is his. */
export function evidenceRefusal(officer: Officer, about: CaseAbout): PolicyRefusal | undefined {
  const forbidden = refusalFor(officer, 'draftReply', about)
  return forbidden && refusalFor(officer, 'contribute', about) ? forbidden : undefined
}

/** Why a unit may not help with a case, or undefined: it meets the same veto, and nobody helps itself. */
export function helperRefusal(about: CaseAbout, unitIds: readonly string[]): PolicyRefusal | undefined {
  const named = unitIds.find(unitId => about.namedUnitIds.includes(unitId))
  if (named !== undefined) return { code: 'assigned-unit-named', unitId: named }
  return unitIds.some(unitId => unitId === about.responsibleUnitId || unitId === about.supervisingUnitId) ? { code: 'units-not-apart' } : undefined
}

/**
 * Whether an officer may know that the case exists. Look cases up through this: what one may not see is not found, so a
 * refusal never tells a named officer that a complaint is there.
 */
export function canSee(officer: Officer, about: CaseAbout): boolean {
  return isInReach(officer, about) && conflictOf(officer, about) === undefined
}

/** The veto alone: neither the officer nor the unit is named, and the officer has no part in the disputed record. */
export function isWithoutConflict(officer: Officer, about: CaseAbout): boolean {
  return conflictOf(officer, about) === undefined
}

/** What this officer may do with the case now; screens draw their buttons from it. Empty for a case the officer may not see. */
export function allowedActions(officer: Officer, about: CaseAbout): readonly CaseAction[] {
  if (!canSee(officer, about)) return []
  return askableActions(about.state).filter(action => refusalFor(officer, action, about) === undefined)
}

function isDutyOf(officer: Officer, action: CaseAction, about: CaseAbout): boolean {
  const duties: readonly string[] = actionRules[action].duties
  // Whoever asks for a move early must be one to make the move before it.
  const first = moveBefore(about.state, action)
  if (first && !isDutyOf(officer, first, about)) return false
  const isDecision = action === 'grantExtension' || action === 'refuseExtension'
  if (isDecision) return officer.role === extensionDecider(about.extensionsAsked)
  if (action === 'recordVisit') return officer.role === (about.supervisingUnitId === undefined ? 'triage' : 'supervisor')
  // The lead answers; a helper only contributes.
  if (officer.role === 'handler' && isHelper(officer, about)) return action === 'contribute'
  return duties.includes(officer.role)
}

/** Whether the case lies on this officer's desk. Exhaustive, so that a new role sees nothing until somebody decides. */
function isInReach(officer: Officer, about: CaseAbout): boolean {
  switch (officer.role) {
    case 'triage':
      // One desk has it: the county's, or after a conflict of interest the one above and no longer the county's. A wider reach alone shows nothing.
      return officer.level === deskLevelOf(about) && isWithin(about.villageCode, officer.reach)
    case 'leader':
      // Leaders above the county look at figures; single cases stay in the county that answers for them, as long as it does.
      return officer.level === 'county' && deskLevelOf(about) === 'county' && isWithin(about.villageCode, officer.reach)
    case 'supervisor':
      return officer.unitId === about.supervisingUnitId
    case 'handler':
      // Whatever unit is bound, a complaint is not handled in the village it is about.
      return officer.level !== 'village' && (officer.unitId === about.responsibleUnitId || isHelper(officer, about))
    // A village is small: a clerk or reviewer who saw the complaint would know the complainant.
    case 'clerk':
    case 'committee':
    case 'reviewer':
      return false
    // Confidential reports are another desk, with other tables.
    case 'inspector':
      return false
    // Who gives or watches powers has none over a case.
    case 'system-admin':
    case 'security-admin':
    case 'custodian':
    case 'audit-admin':
      return false
  }
}

function isHelper(officer: Officer, about: CaseAbout): boolean {
  return officer.unitId !== about.responsibleUnitId && (about.helperUnitIds ?? []).includes(officer.unitId)
}

function deskLevelOf(about: CaseAbout): DeskLevel {
  return about.deskLevel ?? 'county'
}

function conflictOf(officer: Officer, about: CaseAbout): PolicyRefusal | undefined {
  if (about.wentToBody) return { code: 'out-of-reach' }
  if (personsOf(officer).some(id => about.namedOfficerIds.includes(id))) return { code: 'conflict-of-interest', of: 'officer' }
  if (about.namedUnitIds.includes(officer.unitId)) return { code: 'conflict-of-interest', of: 'unit' }
  if (personsOf(officer).some(id => about.recordAuthorIds.includes(id))) return { code: 'conflict-of-interest', of: 'record-author' }
  return undefined
}

type Author = 'extensionAskedBy' | 'replyDraftedBy' | 'rejectionProposedBy' | 'rejectionConfirmedBy'

/** The decisions nobody takes on work of their own, and where that work's authors stand. */
const ownWork: Partial<Record<CaseAction, readonly Author[]>> = {
  grantExtension: ['extensionAskedBy'],
  refuseExtension: ['extensionAskedBy'],
  passReview: ['replyDraftedBy'],
  failReview: ['replyDraftedBy'],
  confirmRejection: ['rejectionProposedBy'],
  declineRejection: ['rejectionProposedBy'],
  upholdRejection: ['rejectionProposedBy', 'rejectionConfirmedBy'],
  overruleRejection: ['rejectionProposedBy', 'rejectionConfirmedBy'],
}

/** A redo by the same hand is no redo, whoever lends his name to the signature. */
const byAnotherHand: ReadonlySet<CaseAction> = new Set(['sign', 'draftReply', 'askExtension'])

function ownRequest(officer: Officer, action: CaseAction, about: CaseAbout): PolicyRefusal | undefined {
  if (byAnotherHand.has(action) && about.barredHands?.some(({ by, on }) => isOnePerson(officer, by, on))) return { code: 'handled-before' }
  return isOwnWork(officer, action, about) ? { code: 'own-request', action } : undefined
}

/** Whether this would be a decision about work of the officer's own. */
export function isOwnWork(officer: Officer, action: CaseAction, about: CaseAbout): boolean {
  return (ownWork[action] ?? []).some(author => about[author] !== undefined && isOnePerson(officer, about[author], about.doneOn?.[author]))
}

function refusalOfUnits(about: CaseAbout, proposed: ProposedUnits | undefined): PolicyRefusal | undefined {
  if (!proposed) return undefined
  const { responsibleUnitId, supervisingUnitId } = proposed
  const named = [responsibleUnitId, supervisingUnitId].find(unitId => about.namedUnitIds.includes(unitId))
  if (named !== undefined) return { code: 'assigned-unit-named', unitId: named }
  return responsibleUnitId === supervisingUnitId ? { code: 'units-not-apart' } : undefined
}
