import type { Reply } from '#rules/cases/facts.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import { answerOwedStates, isOneOf, type CaseAction } from '#rules/cases/states.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { countSameAnswers, listEvidenceById } from '#records/evidence.ts'
import type { Context } from '#actions/context.ts'
import type { CaseDetail } from '../contract/case-shapes.ts'
import type { Named } from './case-events.ts'
import { evidenceToChoose, fileView } from './evidence.ts'

/** The answer the complainant has and the one that is being written, and the files that could go with the next one. */
export async function answerOf(context: Pick<Context, 'db'>, officer: Officer, caseId: string, facts: CaseFacts, { officers }: Named, allowed: readonly CaseAction[]): Promise<Pick<CaseDetail, 'reply' | 'draft' | 'evidence'>> {
  const [isLead, isHelper] = [allowed.includes('draftReply'), allowed.includes('contribute')]
  const evidence = isLead || isHelper ? await evidenceToChoose(context, officer, caseId, isLead) : []
  const written = async (answer: Reply) => ({
    ...answer.reply, draftedOn: answer.draftedOn, draftedByName: officers.get(answer.draftedBy) ?? '',
    evidence: (await listEvidenceById(context.db, (answer.evidence ?? []).map(ref => ref.id))).map(fileView),
    sameElsewhere: facts.responsibleUnitId === undefined ? 0 : await countSameAnswers(context.db, officer, { caseId, unitId: facts.responsibleUnitId, text: answer.reply.text }),
  })
  const { publishedReply: sent, draftedReply: draft } = facts
  return {
    evidence,
    ...(sent?.publishedOn && { reply: { ...await written(sent), publishedOn: sent.publishedOn } }),
    ...(draft && isOneOf(answerOwedStates, facts.state) && { draft: await written(draft) }),
  }
}
