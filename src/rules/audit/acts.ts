/** What an entry of the audit is about. */
export const auditSubjects = ['case', 'identity', 'report', 'record', 'rules', 'organisation', 'relation', 'answer', 'contact', 'register', 'account', 'audit', 'program'] as const
export type AuditSubject = (typeof auditSubjects)[number]

/**
 * Every act on protected data that the audit keeps, by the name it has in the staff's interface, and what it is about. `why` is the field of the request whose word is kept as the reason: always
 * one of a fixed list, never words of a person, because words stand where the act left them and go with them. `seen`: the answer lists several cases, under this key.
 */
export const auditActs = {
  // reading cases
  listCases: { about: 'case', seen: 'id' },
  getCase: { about: 'case' },
  getCasePhoto: { about: 'case' },
  getCorrespondence: { about: 'case' },
  getEvidence: { about: 'case' },
  listAlike: { about: 'case', seen: 'id' },
  listAlikeEntry: { about: 'case', seen: 'id' },
  getIntake: { about: 'case' },
  getScan: { about: 'case' },
  getCaseSubjects: { about: 'case' },
  getLetterDraft: { about: 'case' },
  listSupervision: { about: 'case', seen: 'caseId' },
  listLetters: { about: 'register' },
  getLettersCsv: { about: 'register' },
  getCoverageCsv: { about: 'register' },
  listAllowedAnswers: { about: 'answer', seen: 'caseId' },
  listAnswerTexts: { about: 'answer' },
  // deciding on cases
  moveCase: { about: 'case', why: 'action' },
  assignCases: { about: 'case' },
  nameCaseSubjects: { about: 'case' },
  redactCase: { about: 'case' },
  writeMessage: { about: 'case' },
  releaseWords: { about: 'case' },
  keepNote: { about: 'case' },
  addEvidence: { about: 'case' },
  addScan: { about: 'case' },
  sayVerdict: { about: 'case', why: 'verdict' },
  explainItem: { about: 'case' },
  enterComplaint: { about: 'case', why: 'channel' },
  readHotline: { about: 'register' },
  importHotline: { about: 'register' },
  // identities
  getIdentityRequest: { about: 'identity' },
  askIdentity: { about: 'identity', why: 'reason' },
  listIdentityRequests: { about: 'identity' },
  takeSealedIdentity: { about: 'identity' },
  passIdentity: { about: 'identity' },
  openIdentity: { about: 'identity' },
  refuseIdentity: { about: 'identity' },
  viewIdentity: { about: 'identity' },
  proposeResealing: { about: 'identity' },
  approveResealing: { about: 'identity' },
  // confidential reports
  listTips: { about: 'report' },
  getTip: { about: 'report' },
  getTipPart: { about: 'report' },
  moveTip: { about: 'report', why: 'action' },
  // rules, organisation, relations
  changeCaseRules: { about: 'rules' },
  decideCaseRules: { about: 'rules', why: 'outcome' },
  proposeChange: { about: 'rules' },
  proposeForm: { about: 'rules' },
  proposeBinding: { about: 'rules' },
  proposeBindings: { about: 'rules' },
  proposeProcedure: { about: 'rules' },
  passProposals: { about: 'rules' },
  decideProposal: { about: 'rules', why: 'outcome' },
  nameHead: { about: 'organisation' },
  endHead: { about: 'organisation' },
  addEdge: { about: 'organisation', why: 'kind' },
  endEdge: { about: 'organisation' },
  listRelations: { about: 'relation' },
  declareRelation: { about: 'relation', why: 'kind' },
  endRelation: { about: 'relation' },
  declareOwnComplaint: { about: 'relation' },
  // what is published, hidden and taken down
  prepareAnswer: { about: 'answer' },
  prepareTypicalCase: { about: 'answer' },
  decideAnswer: { about: 'answer' },
  withdrawAnswer: { about: 'answer' },
  takeDownDisclosure: { about: 'record', why: 'reason' },
  confirmIncident: { about: 'record' },
  waiveFinding: { about: 'record' },
  hideObjection: { about: 'record', why: 'reason' },
  moveWithdrawal: { about: 'record', why: 'action' },
  setContact: { about: 'contact' },
  makeHouseholdCodes: { about: 'register' },
  endHouseholdCodes: { about: 'register' },
  // keeping and deleting
  getKeeping: { about: 'register' },
  askHold: { about: 'register', why: 'kind' },
  moveHold: { about: 'register', why: 'move' },
  askErasure: { about: 'record', why: 'ground' },
  decideErasure: { about: 'record' },
  // accounts
  listAccounts: { about: 'organisation' },
  askInvitation: { about: 'organisation', why: 'role' },
  grantInvitation: { about: 'organisation' },
  withdrawInvitation: { about: 'organisation' },
  endPost: { about: 'organisation' },
  endSessionsOf: { about: 'organisation' },
  // getting in and out, and what opens an account; never what was typed
  enterPassword: { about: 'account' },
  enterCode: { about: 'account' },
  enterRecoveryCode: { about: 'account' },
  enterPasskey: { about: 'account' },
  enterProvider: { about: 'account' },
  beSlowed: { about: 'account' },
  signOut: { about: 'account' },
  acceptInvitation: { about: 'account' },
  changePassword: { about: 'account' },
  startCodes: { about: 'account' },
  removeCodes: { about: 'account' },
  renewRecoveryCodes: { about: 'account' },
  addPasskey: { about: 'account' },
  renamePasskey: { about: 'account' },
  removePasskey: { about: 'account' },
  linkProvider: { about: 'account' },
  unlinkProvider: { about: 'account' },
  endOwnSession: { about: 'account' },
  endOtherSessions: { about: 'account' },
  proveAgain: { about: 'account' },
  provePasskey: { about: 'account' },
  handOver: { about: 'organisation' },
  listDeputies: { about: 'organisation' },
  nameDeputy: { about: 'organisation', why: 'reason' },
  endDeputyship: { about: 'organisation' },
  standIn: { about: 'organisation' },
  getSetUp: { about: 'organisation' },
  askSetUp: { about: 'organisation' },
  grantSetUp: { about: 'organisation' },
  withdrawSetUp: { about: 'organisation' },
  takeBackSetUp: { about: 'organisation' },
  renewHalves: { about: 'organisation' },
  // the audit itself, and the program
  listAudit: { about: 'audit' },
  getAuditCsv: { about: 'audit' },
  start: { about: 'program' },
  exportIdentities: { about: 'identity' },
  importIdentities: { about: 'identity' },
} as const satisfies Readonly<Record<string, { readonly about: AuditSubject; readonly why?: string; readonly seen?: 'id' | 'caseId' }>>

export type AuditAct = keyof typeof auditActs

/** Acts of the staff that touch nothing protected, so that leaving one out is a decision and not an oversight. */
export const unaudited = [
  'getMe', 'getContacts', 'getDesk', 'listUnits', 'bePresent', 'listFilters', 'saveFilter', 'renameFilter', 'deleteFilter', 'listReplyTemplates', 'addReplyTemplate', 'retireReplyTemplate',
  'listItems', 'getSchema', 'listVillages', 'getCaseRules', 'getOrganisation', 'getCountyList', 'getProcedure', 'previewForm', 'listDrafts', 'createDraft', 'getDraft', 'saveDraft', 'moveDraft', 'checkDraft', 'addAttachment', 'removeAttachment',
  'correctDayTaken', 'getAttachment', 'readImport', 'startUpload', 'getUpload', 'sendChunk', 'checkUpload', 'makeDrafts', 'getTemplate', 'listDisclosures', 'correctDisclosure', 'listObjections', 'moveObjection', 'listIncidents',
  'getOverview', 'getRatings', 'listHouseholdCodes', 'countIdentityRequests', 'listProjects', 'listDuties', 'listNils', 'declareNil', 'moveNil', 'getCoverage', 'openPastYear', 'readNotice', 'makeBatch', 'getBatch', 'confirmSample', 'approveBatch', 'listWithdrawals',
  'listSuccessors', 'getSetUpTemplate', 'readSetUp',
  // looking at one's own account, and what only asks a device
  'getSecurity', 'askNewPasskey', 'askProofPasskey', 'askProviderLink',
] as const

export function isAuditAct(name: string): name is AuditAct {
  return Object.hasOwn(auditActs, name)
}
