/** How fresh the proof of who is there must be: of minutes ago, or of the same sitting. */
export type Freshness = 'minutes' | 'sitting'

/** By the operation of the API; where only some of its acts are sensitive, these. */
type Acts = Readonly<Record<string, true | readonly string[]>>

/** Acts that ask once more who is there: what is sealed is opened, something leaves the ordinary way, is kept or goes for good, or power changes hands. */
export const sensitiveActs: Acts = {
  getTip: true,
  getTipPart: true,
  moveTip: true,
  askIdentity: true,
  passIdentity: true,
  openIdentity: true,
  viewIdentity: true,
  proposeResealing: true,
  approveResealing: true,
  decideErasure: true,
  askHold: true,
  moveHold: true,
  getAuditCsv: true,
  searchAuditCsv: true,
  moveCase: ['divert'],
  takeDownDisclosure: true,
  nameHead: true,
  endHead: true,
  addEdge: true,
  endEdge: true,
  makeUnit: true,
  renameUnit: true,
  endUnit: true,
  changePost: true,
  grantPostChange: true,
  withdrawPostChange: true,
  declareRelation: true,
  endRelation: true,
  changeCaseRules: true,
  decideCaseRules: true,
  askInvitation: true,
  grantInvitation: true,
  withdrawInvitation: true,
  endPost: true,
  endSessionsOf: true,
  endOwnSession: true,
  endOtherSessions: true,
  handOver: true,
  nameDeputy: true,
  askSetUp: true,
  grantSetUp: true,
  withdrawSetUp: true,
  takeBackSetUp: true,
  renewHalves: true,
  removeCodes: true,
  renewRecoveryCodes: true,
  askNewPasskey: true,
  removePasskey: true,
  askProviderLink: true,
  unlinkProvider: true,
}

/**
 * Acts that make something public or take it away, which a reviewer does by the dozen in a morning. Asked every quarter of an hour, people type their
 * password without looking what for; so one proof covers a sitting of these.
 */
export const publishingActs: Acts = {
  moveDraft: ['approve', 'schedule'],
  approveBatch: true,
  moveNil: ['approve'],
  moveWithdrawal: ['grant'],
}

/** How fresh a proof this request asks for; undefined where it asks for none. */
export function proofNeeded(operation: string, action: unknown): Freshness | undefined {
  if (isIn(sensitiveActs, operation, action)) return 'minutes'
  return isIn(publishingActs, operation, action) ? 'sitting' : undefined
}

function isIn(acts: Acts, operation: string, action: unknown): boolean {
  const found = Object.hasOwn(acts, operation) ? acts[operation] : undefined
  return found === true || (found !== undefined && found.includes(String(action)))
}
