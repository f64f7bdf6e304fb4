import { randomUUID } from 'node:crypto'
import { answerSeq, livingTextStates, mayBeShown } from '#rules/answers/publicity.ts'
import { textProblems, type TextProblem } from '#rules/answers/text-check.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { answerDutyRefusal, answerRefusal } from '#rules/policy/answers.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { findConsent, insertAnswerText, listTextsOfCase } from '#records/answers.ts'
import { isSeen } from '#records/case-lists.ts'
import { findCaseForUpdate, listEvents, type Seen } from '#records/cases.ts'
import { inTransaction } from '#records/database.ts'
import { aboutCase } from '../about-case.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { aboutText, findTextSeen } from './texts.ts'

export type AnswerTextRefusal =
  | PolicyRefusal
  | { readonly code: 'not-found' | 'answer-not-allowed' | 'answer-under-way' | 'answer-not-shown' | 'answer-not-waiting' | 'reason-missing' }
  | { readonly code: 'answer-text-wrong'; readonly problem: TextProblem }

export type AnswerWords = { readonly question: string; readonly answer: string; readonly namesRow: boolean }

/** The desk prepares what everybody is to read of a case, once its complainant allows it. */
export async function prepareAnswer(context: Context, officer: Officer, caseId: string, given: AnswerWords): Promise<Outcome<{ id: string }, AnswerTextRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<{ id: string }, AnswerTextRefusal>> => {
    const foreign = answerDutyRefusal(officer)
    if (foreign) return refuse(foreign)
    const file = await isSeen(tx, officer, caseId) ? await findCaseForUpdate(tx, caseId) : undefined
    if (!file) return refuse({ code: 'not-found' })
    const events = await listEvents(tx, caseId)
    const facts = stateOf(events)
    const refusal = answerRefusal(officer, 'prepare', { countyCode: file.countyCode, ofCase: await aboutCase(tx, file, facts) })
    if (refusal) return refuse(refusal)
    const consent = await findConsent(tx, caseId)
    if (!consent?.isGiven || consent.answerSeq !== answerSeq(events) || !mayBeShown(facts)) return refuse({ code: 'answer-not-allowed' })
    if ((await listTextsOfCase(tx, caseId)).some(text => livingTextStates.some(state => state === text.state))) return refuse({ code: 'answer-under-way' })
    const [question, answer] = [given.question.trim(), given.answer.trim()]
    const [problem] = textProblems({ question, answer }, file.statement, knownWords(file))
    if (problem) return refuse({ code: 'answer-text-wrong', problem })
    const id = randomUUID()
    await insertAnswerText(tx, {
      id, kind: 'answer', countyCode: file.countyCode, villageCode: file.villageCode, caseId, consentSeq: consent.seq, question, answer,
      namesRow: given.namesRow && file.rowSeq !== null, authorId: officer.id, day: context.clock.today(), at: new Date(context.clock.now()),
    })
    return done({ id })
  })
}

/** The county's desk writes a typical case, or chooses one among the answers that are shown. */
export async function prepareTypicalCase(context: Context, officer: Officer, given: { readonly title: string; readonly question: string; readonly answer: string; readonly chosenId?: string | undefined }): Promise<Outcome<{ id: string }, AnswerTextRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<{ id: string }, AnswerTextRefusal>> => {
    const foreign = answerDutyRefusal(officer)
    if (foreign) return refuse(foreign)
    const chosen = given.chosenId === undefined ? undefined : await findTextSeen(tx, officer, given.chosenId)
    if (given.chosenId !== undefined && !chosen) return refuse({ code: 'not-found' })
    const refusal = answerRefusal(officer, 'prepare', chosen ? await aboutText(tx, chosen) : { countyCode: officer.reach.low })
    if (refusal) return refuse(refusal)
    if (chosen && (chosen.kind !== 'answer' || chosen.state !== 'shown')) return refuse({ code: 'answer-not-shown' })
    const words = { title: given.title.trim(), question: given.question.trim(), answer: given.answer.trim() }
    const [problem] = textProblems(words)
    if (problem) return refuse({ code: 'answer-text-wrong', problem })
    const id = randomUUID()
    const countyCode = chosen?.countyCode ?? officer.reach.low
    await insertAnswerText(tx, { id, kind: 'typical', countyCode, ...words, chosenId: chosen?.id ?? null, authorId: officer.id, day: context.clock.today(), at: new Date(context.clock.now()) })
    return done({ id })
  })
}

/** Words that are public and say nothing of a person: no quotation of whoever asked. A row may be somebody's own, so its words are not among them. */
export function knownWords({ seen, rowSeq }: { readonly seen: unknown; readonly rowSeq: number | null }): string[] {
  const { title, label, value } = (seen ?? {}) as Partial<Seen>
  return [title, ...(rowSeq === null ? [label, value] : [])].filter(words => words !== undefined)
}
