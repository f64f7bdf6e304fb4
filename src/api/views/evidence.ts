import type { Officer } from '#rules/policy/officer.ts'
import { listEvidence, type EvidenceRow } from '#records/evidence.ts'
import type { Context } from '#actions/context.ts'
import type { CaseDetail } from '../contract/case-shapes.ts'

type File = CaseDetail['evidence'][number]

/** The files that can go with what the officer writes: for the lead all there are, for a helper those of his own unit. */
export async function evidenceToChoose(context: Pick<Context, 'db'>, officer: Officer, caseId: string, isLead: boolean): Promise<File[]> {
  return (await listEvidence(context.db, caseId)).filter(({ unitId }) => isLead || unitId === officer.unitId).map(fileView)
}

export function fileView({ id, name, mediaType, bytes }: EvidenceRow): File {
  return { id, name, mediaType, bytes }
}
