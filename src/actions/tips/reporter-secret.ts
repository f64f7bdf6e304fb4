/**
 * What the key for words to a reporter is wrapped under when the report came as a complaint. The desk has no receipt code, but the key of the
 * case follows from it: the reporter can open with the code alone. So can, unlike with a report from the door, whoever holds the
 * program's wrapping key and the database.
 */
export function reporterSecret(caseKey: Buffer): string {
  return `case ${caseKey.toString('hex')}`
}
