import type { CaseFacts } from '../cases/facts.ts'
import type { CaseAbout } from './cases.ts'
import { moveUpTo, type Standing } from './move-up.ts'

/** Whom cases keep away. */
export type Kept = Pick<CaseAbout, 'namedOfficerIds' | 'namedUnitIds' | 'recordAuthorIds'>

/** A case, and who has it. */
export type HeldCase = { readonly facts: CaseFacts; readonly standing: Omit<Standing, 'excludedUnitIds' | 'excludedOfficerIds'> }

/** What would come to a merge: all cases that are one matter already, and whom they keep away. */
export type Side = { readonly kept: Kept; readonly cases: readonly HeldCase[] }

/**
 * Whether cases can be one matter, in which whoever is kept from one is kept from all: nobody who works on one, wrote or passed its answer, and no desk that has one, is kept away by another. Otherwise
 * some would have to change hands because of the merge; so they are dealt with each by itself. They also lie at one level, so that none comes down to a desk that lost it.
 */
export function canBeOne(one: Side, other: Side): boolean {
  const levels = new Set([one, other].map(side => side.cases[0]?.facts.deskLevel))
  return levels.size === 1 && staysWith(one, other) && staysWith(other, one)
}

function staysWith({ kept, cases }: Side, other: Side): boolean {
  return cases.every(held => isAnswerableWith(held, other.kept, kept))
}

/** Whether whoever has a case may have it although it becomes one with what keeps these away. What waits for the answer of another is in the hands of whoever has that one. */
export function isAnswerableWith({ facts, standing }: HeldCase, kept: Kept, own: Kept): boolean {
  if (facts.merged) return true
  const officers = [facts.handlerId, facts.draftedReply?.draftedBy, ...facts.state === 'replied' ? [facts.publishedReply?.draftedBy, facts.publishedReply?.passedBy] : []]
  const units = [facts.responsibleUnitId, facts.supervisingUnitId, ...facts.helperUnitIds]
  const isAway = (id: string | undefined, lists: readonly (readonly string[])[]) => id !== undefined && lists.some(list => list.includes(id))
  if (officers.some(id => isAway(id, [kept.namedOfficerIds, kept.recordAuthorIds])) || units.some(id => isAway(id, [kept.namedUnitIds]))) return false
  const all = bothKept(own, kept)
  return moveUpTo({ ...standing, excludedUnitIds: all.namedUnitIds, excludedOfficerIds: [...all.namedOfficerIds, ...all.recordAuthorIds] }) === undefined
}

function bothKept(one: Kept, other: Kept): Kept {
  return {
    namedOfficerIds: [...one.namedOfficerIds, ...other.namedOfficerIds], namedUnitIds: [...one.namedUnitIds, ...other.namedUnitIds], recordAuthorIds: [...one.recordAuthorIds, ...other.recordAuthorIds],
  }
}
