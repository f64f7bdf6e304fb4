/**
 * Acts that ask once more who is there: what is sealed is opened, something leaves the ordinary way, or power changes hands.
 * By the operation of the API; where only some of its acts are sensitive, these.
 */
export const sensitiveActs: Readonly<Record<string, true | readonly string[]>> = {
  getTip: true,
  getTipPart: true,
  askIdentity: true,
  passIdentity: true,
  openIdentity: true,
  viewIdentity: true,
  proposeResealing: true,
  approveResealing: true,
  decideErasure: true,
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

/** Whether this request is one of them. */
export function isSensitive(operation: string, action: unknown): boolean {
  const found = sensitiveActs[operation]
  return found === true || (found !== undefined && found.includes(String(action)))
}
