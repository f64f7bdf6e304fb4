import { isOneNow, isSelf, type Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

export const relationKinds = ['kin', 'same-village', 'interest'] as const
/** What ties an officer to another or to a unit: kinship, the same village, an interest. */
export type RelationKind = (typeof relationKinds)[number]

/** Whether this officer keeps the relations of the county: its desk that sorts complaints. */
export function keepsRelations(officer: Officer): boolean {
  return officer.role === 'triage' && officer.level === 'county'
}

/** Why an officer may not write down a relation of this officer: everybody declares for himself, the county's desk for everybody in the county. */
export function declareRefusal(officer: Officer, ofOfficerId: string): PolicyRefusal | undefined {
  return isSelf(officer, ofOfficerId) || keepsRelations(officer) ? undefined : { code: 'not-your-duty', role: officer.role }
}

/** Why an officer may not end a relation: only the county's desk does, and nobody his own, or a bar could be lifted by whom it bars. */
export function endRefusal(officer: Officer, ofOfficerId: string): PolicyRefusal | undefined {
  if (!keepsRelations(officer)) return { code: 'not-your-duty', role: officer.role }
  return isOneNow(officer, ofOfficerId) ? { code: 'author-cannot-review' } : undefined
}
