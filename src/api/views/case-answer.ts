import type { CaseFacts } from '#rules/cases/fold.ts'
import type { CaseAction } from '#rules/cases/states.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { countSameAnswers, listEvidenceById } from '#records/evidence.ts'
import type { Context } from '#actions/context.ts'
import type { CaseDetail } from '../contract/case-shapes.ts'
import type { Named } from './case-events.ts'
import { evidenceToChoose, fileView } from './evidence.ts'

/** The answer with the files it rests on, the files that could go with the next one, and whether the same words went to somebody else. */
export async function answerOf(context: Pick<Context, 'db'>, officer: Officer, caseId: string, facts: CaseFacts, { officers }: Named, allowed: readonly CaseAction[]): Promise<Pick<CaseDetail, 'reply' | 'evidence'>> {
  const written = facts.publishedReply ?? facts.draftedReply
  const [isLead, isHelper] = [allowed.includes('draftReply'), allowed.includes('contribute')]
  const evidence = isLead || isHelper ? await evidenceToChoose(context, officer, caseId, isLead) : []
  if (!written) return { evidence }
  const unitId = facts.responsibleUnitId
  return {
    evidence,
    reply: {
      ...written.reply, draftedOn: written.draftedOn, draftedByName: officers.get(written.draftedBy) ?? '', ...(written.publishedOn && { publishedOn: written.publishedOn }),
      evidence: (await listEvidenceById(context.db, (written.evidence ?? []).map(ref => ref.id))).map(fileView),
      sameElsewhere: unitId === undefined ? 0 : await countSameAnswers(context.db, officer, { caseId, unitId, text: written.reply.text }),
    },
  }
}
