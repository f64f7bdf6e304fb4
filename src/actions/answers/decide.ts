import { appearsOn } from '#rules/answers/publicity.ts'
import { answerDutyRefusal, answerRefusal, type AnswerAct } from '#rules/policy/answers.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { insertAnswerDecision, insertAnswerWithdrawal, lockAnswers, type AnswerText } from '#records/answers.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { notifyPublished } from '#records/publication-notices.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import type { AnswerTextRefusal } from './prepare.ts'
import { aboutText, findTextSeen } from './texts.ts'

const shortestReason = 5

/** A second officer approves a text, or sends it back with a reason: then another can be prepared. */
export async function decideAnswer(context: Context, officer: Officer, id: string, given: { readonly isApproved: boolean; readonly note?: string | undefined }): Promise<Outcome<{ id: string }, AnswerTextRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<{ id: string }, AnswerTextRefusal>> => {
    const text = await reachable(tx, officer, 'decide', id)
    if (!text.ok) return text
    if (text.value.state !== 'waiting') return refuse({ code: 'answer-not-waiting' })
    const note = given.note?.trim() ?? ''
    if (!given.isApproved && [...note].length < shortestReason) return refuse({ code: 'reason-missing' })
    const day = context.clock.today()
    await insertAnswerDecision(tx, { textId: id, isApproved: given.isApproved, officerId: officer.id, note: note === '' ? null : note, appearsOn: given.isApproved ? appearsOn(day) : null, day, at: new Date(context.clock.now()) })
    return done({ id })
  })
}

/** An officer takes a text away from everybody, at once and without a trace there; why stays inside. */
export async function withdrawAnswer(context: Context, officer: Officer, id: string, given: { readonly reason: string }): Promise<Outcome<{ id: string }, AnswerTextRefusal>> {
  let place: number | undefined
  const withdrawn = await inTransaction(context.db, async (tx): Promise<Outcome<{ id: string }, AnswerTextRefusal>> => {
    const text = await reachable(tx, officer, 'withdraw', id)
    if (!text.ok) return text
    const { state, villageCode, countyCode } = text.value
    if (state !== 'coming' && state !== 'shown') return refuse({ code: 'answer-not-shown' })
    const reason = given.reason.trim()
    if ([...reason].length < shortestReason) return refuse({ code: 'reason-missing' })
    await insertAnswerWithdrawal(tx, { textId: id, officerId: officer.id, reason, day: context.clock.today(), at: new Date(context.clock.now()) })
    await notifyPublished(tx, place = villageCode ?? countyCode)
    return done({ id })
  })
  if (withdrawn.ok && place !== undefined) context.published.tell(place)
  return withdrawn
}

/** The text, if this officer may do this with it. The lock lets nobody decide, withdraw or show it in between. */
async function reachable(tx: Tx, officer: Officer, act: AnswerAct, id: string): Promise<Outcome<AnswerText, AnswerTextRefusal>> {
  const foreign = answerDutyRefusal(officer)
  if (foreign) return refuse(foreign)
  await lockAnswers(tx)
  const text = await findTextSeen(tx, officer, id)
  if (!text) return refuse({ code: 'not-found' })
  const refusal = answerRefusal(officer, act, await aboutText(tx, text))
  return refusal ? refuse(refusal) : done(text)
}
