import type { CaseFacts } from '#rules/cases/fold.ts'
import type { CaseAbout } from '#rules/policy/cases.ts'
import { excludedBy } from '#rules/policy/conflicts.ts'
import { listDisputed } from '#records/case-links.ts'
import type { CaseFile } from '#records/cases.ts'
import { listMatter, listOrganisationAround, listSubjects, listTies } from '#records/conflicts.ts'
import type { Db, Tx } from '#records/database.ts'
import { listPostsOfPersons } from '#records/persons.ts'
import { lookingFurther } from '#records/scope.ts'

/** What permission needs to know of a case. */
export async function aboutCase(db: Db | Tx, file: Pick<CaseFile, 'id' | 'villageCode' | 'disclosureId' | 'bodyCode'>, facts: CaseFacts): Promise<CaseAbout> {
  return {
    state: facts.state, villageCode: file.villageCode, deskLevel: facts.deskLevel, wentToBody: file.bodyCode !== null,
    responsibleUnitId: facts.responsibleUnitId, supervisingUnitId: facts.supervisingUnitId, helperUnitIds: facts.helperUnitIds,
    ...await keptAway(db, file),
    extensionsAsked: facts.extensions.asked,
    extensionAskedBy: facts.extensions.requests.at(-1)?.askedBy,
    replyDraftedBy: facts.draftedReply?.draftedBy,
    rejectionProposedBy: facts.rejection?.proposedBy, rejectionConfirmedBy: facts.rejection?.confirmedBy,
    barredHands: facts.barredHands,
    doneOn: {
      extensionAskedBy: facts.extensions.requests.at(-1)?.askedOn, replyDraftedBy: facts.draftedReply?.draftedOn,
      rejectionProposedBy: facts.rejection?.proposedOn, rejectionConfirmedBy: facts.rejection?.confirmedOn,
    },
  }
}

/** Whom a case, or several, keep away. */
export type KeptAway = Pick<CaseAbout, 'namedOfficerIds' | 'namedUnitIds' | 'recordAuthorIds'>

/** Who is kept away from a case now, by itself or by any other of its matter: worked out from what is written at this moment, so that a change holds at once. */
export async function keptAway(db: Db | Tx, file: Pick<CaseFile, 'id' | 'disclosureId'>): Promise<KeptAway> {
  const matter = await listMatter(db, file.id)
  return matter.length === 1 ? keptAwayBy(db, matter, file.disclosureId === null ? [] : [file.disclosureId]) : keptAwayByMatter(db, matter)
}

/** The same of cases that are or would be one matter, whether or not an officer holds each of them. */
export function keptAwayByMatter(db: Db | Tx, caseIds: readonly string[]): Promise<KeptAway> {
  return lookingFurther(db, 'merged', async tx => keptAwayBy(tx, caseIds, await listDisputed(tx, caseIds)))
}

async function keptAwayBy(db: Db | Tx, caseIds: readonly string[], disclosureIds: readonly string[]): Promise<KeptAway> {
  const subjects = await listSubjects(db, caseIds)
  const { complainantIds, recordAuthorIds } = await listTies(db, caseIds, disclosureIds)
  const excluded = excludedBy({ subjects, complainantIds }, await listOrganisationAround(db, subjects))
  // Who is kept away in one post is in every post.
  return { namedOfficerIds: await listPostsOfPersons(db, [...excluded.officers.keys()]), namedUnitIds: [...excluded.units.keys()], recordAuthorIds: await listPostsOfPersons(db, recordAuthorIds) }
}
