export const subjectReasons = ['wrote-record', 'passed-record', 'approved-record', 'village-of-record', 'village-of-complaint'] as const
/** Why somebody is proposed as a subject of a complaint. */
export type SubjectReason = (typeof subjectReasons)[number]

/** Somebody the complaint may be about, and why. The desk decides; nobody is named by a machine. */
export type Proposal = { readonly reason: SubjectReason } & ({ readonly officerId: string } | { readonly unitId: string })

/** What proposals are made from: who brought the disputed record to publication, and the unit of the village. */
export type Clues = {
  readonly approval: { readonly authorId: string; readonly committeeId: string | undefined; readonly approverId: string } | undefined
  readonly villageUnitId: string | undefined
}

/**
 * Whom a complaint may be about. Where it disputes a record: who wrote it, who passed it in the village, who approved it, and the village that
 * published it. Otherwise the village it is about. What is named already is not proposed.
 */
export function proposeSubjects({ approval, villageUnitId }: Clues, named: { readonly officerIds: readonly string[]; readonly unitIds: readonly string[] }): Proposal[] {
  const proposals: Proposal[] = [
    ...(approval ? [{ reason: 'wrote-record' as const, officerId: approval.authorId }] : []),
    ...(approval?.committeeId !== undefined ? [{ reason: 'passed-record' as const, officerId: approval.committeeId }] : []),
    ...(approval ? [{ reason: 'approved-record' as const, officerId: approval.approverId }] : []),
    ...(villageUnitId !== undefined ? [{ reason: approval ? 'village-of-record' as const : 'village-of-complaint' as const, unitId: villageUnitId }] : []),
  ]
  return proposals.filter(proposal => ('officerId' in proposal ? !named.officerIds.includes(proposal.officerId) : !named.unitIds.includes(proposal.unitId)))
}
