import { answerSeq, mayBeShown } from '#rules/answers/publicity.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { findConsent, insertConsent } from '#records/answers.ts'
import { findCaseForUpdate, listEvents } from '#records/cases.ts'
import { inTransaction } from '#records/database.ts'
import { notifyPublished } from '#records/publication-notices.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { findByCode, tracked, type TrackedCase, type TrackingRefusal } from '../tracking.ts'

export type ConsentRefusal = TrackingRefusal | { readonly code: 'answer-not-there' }

/**
 * Whoever holds the code allows that everybody reads the masked question and answer, or takes it back: then nothing of it is shown any more when
 * this is done. The same tap twice does it once.
 */
export async function allowPublicAnswer(context: Context, typed: string, isGiven: boolean, part = 1): Promise<Outcome<TrackedCase, ConsentRefusal>> {
  const id = await findByCode(context, typed, part)
  if (!id.ok) return id
  const said = await inTransaction(context.db, async (tx): Promise<Outcome<number, ConsentRefusal>> => {
    const file = (await findCaseForUpdate(tx, id.value))!
    const events = await listEvents(tx, id.value)
    const last = await findConsent(tx, id.value)
    const answer = answerSeq(events)
    // What was allowed for an earlier answer is asked anew for a later one.
    const isSaid = isGiven ? last?.isGiven && last.answerSeq === answer : !last?.isGiven
    if (isSaid) return done(file.villageCode)
    if (answer === undefined || (isGiven && !mayBeShown(stateOf(events)))) return refuse({ code: 'answer-not-there' })
    await insertConsent(tx, { caseId: id.value, seq: (last?.seq ?? 0) + 1, answerSeq: answer, isGiven, day: context.clock.today(), at: new Date(context.clock.now()) })
    if (!isGiven) await notifyPublished(tx, file.villageCode)
    return done(file.villageCode)
  })
  if (!said.ok) return said
  if (!isGiven) context.published.tell(said.value)
  return done(await tracked(context, id.value))
}
