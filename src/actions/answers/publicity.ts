import { answerSeq, mayBeShown } from '#rules/answers/publicity.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CaseEvent } from '#rules/cases/events.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import { findConsent, listTextsOfCase } from '#records/answers.ts'
import type { Db } from '#records/database.ts'

/** What the complainant allows about showing the answer, and the text that is or will be shown. */
export type Publicity = { readonly isGiven: boolean; readonly text?: { readonly question: string; readonly answer: string; readonly isShown: boolean; readonly appearsOn: PlainDate } }

/** Nothing where there is no answer to allow and nothing was allowed. */
export async function publicityOf(db: Db, caseId: string, events: readonly CaseEvent[], facts: CaseFacts): Promise<{ publicity?: Publicity }> {
  const consent = await findConsent(db, caseId)
  // After a later answer what is shown of the earlier one can still be taken back.
  const [text] = consent?.isGiven ? (await listTextsOfCase(db, caseId)).filter(({ state }) => state === 'coming' || state === 'shown') : []
  const isGiven = consent?.isGiven === true && (consent.answerSeq === answerSeq(events) || text !== undefined)
  if (!isGiven && !mayBeShown(facts)) return {}
  return { publicity: { isGiven, ...(text && { text: { question: text.question, answer: text.answer, isShown: text.state === 'shown', appearsOn: text.appearsOn! } }) } }
}
