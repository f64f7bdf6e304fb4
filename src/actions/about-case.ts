import type { CaseFacts } from '#rules/cases/fold.ts'
import type { CaseAbout } from '#rules/policy/cases.ts'
import { listConflicts, type CaseFile } from '#records/cases.ts'
import type { Db, Tx } from '#records/database.ts'

/** What permission needs to know of a case. */
export async function aboutCase(db: Db | Tx, file: Pick<CaseFile, 'id' | 'villageCode' | 'disclosureId'>, facts: CaseFacts): Promise<CaseAbout> {
  return {
    state: facts.state, villageCode: file.villageCode,
    responsibleUnitId: facts.responsibleUnitId, supervisingUnitId: facts.supervisingUnitId, helperUnitIds: facts.helperUnitIds,
    ...await listConflicts(db, file.id, file.disclosureId),
    extensionsAsked: facts.extensions.asked,
    extensionAskedBy: facts.extensions.requests.at(-1)?.askedBy,
    replyDraftedBy: facts.draftedReply?.draftedBy,
    rejectionProposedBy: facts.rejection?.proposedBy, rejectionConfirmedBy: facts.rejection?.confirmedBy,
    barredHandlerId: facts.barredHandlerId,
  }
}
