export const caseStates = [
  'submitted',
  'needsMoreInfo',
  'lapsed',
  'diverted',
  'rejectionProposed',
  'rejected',
  'appealed',
  'accepted',
  'assigned',
  'returned',
  'countyDecides',
  'handling',
  'jointHandling',
  'extensionPending',
  'replyDrafted',
  'replied',
  'rated',
  'redo',
  'escalated',
  'closed',
  'merged',
  'withdrawn',
] as const
/** Where an ordinary complaint stands. */
export type CaseState = (typeof caseStates)[number]

/** An answer is owed by the due day. */
export const answerOwedStates = ['accepted', 'assigned', 'returned', 'countyDecides', 'handling', 'jointHandling', 'extensionPending', 'replyDrafted', 'redo', 'merged'] as const satisfies readonly CaseState[]

/** Another complaint can join it: an answer is owed, or will be by the acceptance that comes with the merge. */
export const leadingStates: readonly CaseState[] = ['submitted', ...answerOwedStates.filter(state => state !== 'merged')]

/** The complainant has an answer. */
export const answeredStates = ['replied', 'rated', 'escalated', 'closed'] as const satisfies readonly CaseState[]

/** Over without an answer. Two of them the complainant can still leave: a lapsed case by reviving it, a rejected one by an appeal. */
export const endedStates = ['lapsed', 'diverted', 'rejected', 'withdrawn'] as const satisfies readonly CaseState[]

/** Whether a case stands in one of these states. */
export function isOneOf(states: readonly CaseState[], state: CaseState): boolean {
  return states.includes(state)
}

export const complainantActions = ['supplyMore', 'revive', 'appeal', 'rate', 'confirmSolved', 'reportUnsolved', 'reopen', 'withdraw'] as const
/** What only the complainant can do, by the receipt code, beside filing. */
export type ComplainantAction = (typeof complainantActions)[number]

export const officerActions = [
  'accept',
  'askMore',
  'divert',
  'proposeRejection',
  'confirmRejection',
  'declineRejection',
  'upholdRejection',
  'overruleRejection',
  'assign',
  'return',
  'recall',
  'sign',
  'joinUnits',
  'releaseUnits',
  'contribute',
  'askExtension',
  'grantExtension',
  'refuseExtension',
  'draftReply',
  'passReview',
  'failReview',
  'recordVisit',
  'orderRedo',
  'decideEscalation',
  'supervise',
  'liftSupervision',
  'merge',
  'unmerge',
  'split',
  'classify',
] as const
/** What an officer can do to a case. */
export type OfficerAction = (typeof officerActions)[number]

/** What is done on a sheet of its own and not as a move: saying whom a complaint is about, writing its text for the units, writing to each other. */
const sheetActions = ['nameSubjects', 'redactStatement', 'writeMessage', 'releaseWords'] as const

export const identityActions = ['askIdentity', 'passIdentity', 'openIdentity', 'viewIdentity', 'refuseIdentity', 'endIdentity'] as const
/** The way to a sealed identity: asked for, the outer layer off, the inner one opened for whoever asked, looked at; or refused; or at its end because the name was deleted. */
export type IdentityAction = (typeof identityActions)[number]

export const systemActions = ['lapse', 'callVisit', 'escalate', 'close', 'askStillSolved', 'answerTogether', 'recalculate', 'markOverdue', 'moveUp', 'giveCard', 'raise'] as const
/** What happens by itself; ordering an overdue redo, undoing a merge whose leading case ended and naming in the other cases of a divided complaint happen by themselves too. */
export type SystemAction = (typeof systemActions)[number]

// `explain` stands apart: a unit answers a card or a letter from its own list, also when it has handed the case on since.
export const caseActions = ['file', ...officerActions, 'explain', ...sheetActions, ...identityActions, ...complainantActions, ...systemActions] as const
/** What can happen to an ordinary complaint. */
export type CaseAction = (typeof caseActions)[number]

export const deskLevels = ['county', 'city', 'province'] as const
/** The level whose desk sorts and decides a case. */
export type DeskLevel = (typeof deskLevels)[number]

/** Whose task a move is. */
export type CaseDuty = 'complainant' | 'triage' | 'supervisor' | 'handler' | 'custodian' | 'system'
