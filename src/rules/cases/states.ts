export const caseStates = [
  'submitted',
  'accepted',
  'assigned',
  'returned',
  'handling',
  'extensionPending',
  'replyDrafted',
  'replied',
  'rated',
  'closed',
] as const
/** Where an ordinary complaint stands. */
export type CaseState = (typeof caseStates)[number]

export const caseActions = [
  'file',
  'accept',
  'assign',
  'return',
  'sign',
  'askExtension',
  'grantExtension',
  'refuseExtension',
  'draftReply',
  'passReview',
  'failReview',
  'rate',
  'close',
] as const
/** What can happen to an ordinary complaint. */
export type CaseAction = (typeof caseActions)[number]

/** Whose task a move is. */
export type CaseDuty = 'complainant' | 'triage' | 'supervisor' | 'handler' | 'system'
