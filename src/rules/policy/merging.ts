import type { CaseFacts } from '../cases/facts.ts'
import { deskLevels } from '../cases/states.ts'
import type { CaseAbout } from './cases.ts'

/** Of a case that joins another: whom it keeps away, and at which level it lies. */
export type Joining = Pick<CaseAbout, 'namedOfficerIds' | 'namedUnitIds' | 'recordAuthorIds'> & Pick<CaseFacts, 'deskLevel'>

/**
 * Whether a case can be answered together with another: nobody who works on the leading one, and nobody who wrote or passed its answer, is kept away from the
 * one that joins it; and it does not come down again to a desk that lost it.
 */
export function isAnswerableWith(lead: CaseFacts, joining: Joining): boolean {
  const units = [lead.responsibleUnitId, lead.supervisingUnitId, ...lead.helperUnitIds]
  const officers = [lead.handlerId, lead.draftedReply?.draftedBy, ...lead.state === 'replied' ? [lead.publishedReply?.draftedBy, lead.publishedReply?.passedBy] : []]
  const isAway = (id: string | undefined, ...lists: readonly (readonly string[])[]) => id !== undefined && lists.some(list => list.includes(id))
  return deskLevels.indexOf(lead.deskLevel) >= deskLevels.indexOf(joining.deskLevel)
    && !units.some(id => isAway(id, joining.namedUnitIds)) && !officers.some(id => isAway(id, joining.namedOfficerIds, joining.recordAuthorIds))
}
