export const disclosureStates = [
  'draft', 'atCommittee', 'submitted', 'returned', 'scheduled', 'published', 'withdrawalAsked', 'superseded', 'withdrawn', 'owed', 'nilDeclared', 'nilPublished',
] as const
/**
 * Where one version of a record stands. Once published it is everybody's to read. `owed`, `nilDeclared` and `nilPublished` are of a duty
 * for which nothing happened.
 */
export type DisclosureState = (typeof disclosureStates)[number]

export const disclosureActions = [
  'edit', 'submit', 'endorse', 'approve', 'schedule', 'unschedule', 'returnDraft', 'correct', 'askWithdrawal', 'withdraw', 'refuseWithdrawal',
  'declareNil', 'approveNil', 'returnNil',
] as const
/** What an officer can do with one version. `correct` starts a new draft and leaves the published version standing. */
export type DisclosureAction = (typeof disclosureActions)[number]
