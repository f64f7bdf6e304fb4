import { workingDaysBetween } from '#rules/calendar/working-days.ts'
import type { CaseEvent, CaseEventDetails, RatingGrade, RatingScores } from '#rules/cases/events.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { move, noteRefusal } from '#rules/cases/lifecycle.ts'
import { promisedAnew } from '#rules/cases/limits.ts'
import { limitRefusal, type Day } from '#rules/cases/may.ts'
import type { CaseRefusal } from '#rules/cases/refusals.ts'
import { complainantActions, type ComplainantAction } from '#rules/cases/states.ts'
import { findCaseForUpdate, listEvents } from '#records/cases.ts'
import { inTransaction } from '#records/database.ts'
import { recordAll } from './case-consequences.ts'
import { eventOf, knownOf } from './case-events.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { findByCode, tracked, type TrackedCase, type TrackingRefusal } from './tracking.ts'

/** What the holder of a receipt code asks for. */
export type ComplainantMove = { readonly action: Exclude<ComplainantAction, 'rate'>; readonly note?: string | undefined } | { readonly action: 'rate'; readonly grade: RatingGrade; readonly scores?: RatingScores | undefined; readonly note?: string | undefined }

export type ComplainantRefusal = TrackingRefusal | CaseRefusal

/** What only the complainant can do, by the code. The same tap twice does it once. */
export async function actAsComplainant(context: Context, typed: string, asked: ComplainantMove, part = 1): Promise<Outcome<TrackedCase, ComplainantRefusal>> {
  const id = await findByCode(context, typed, part)
  if (!id.ok) return id
  const note = asked.note?.trim() || undefined
  const acted = await inTransaction(context.db, async (tx): Promise<Outcome<undefined, CaseRefusal>> => {
    const file = (await findCaseForUpdate(tx, id.value))!
    const events = await listEvents(tx, id.value)
    const facts = stateOf(events)
    if (isRepeated(events, asked, note)) return done(undefined)
    const moved = move(facts.state, asked.action)
    const { day } = await knownOf(context, file, facts)
    if (!moved.ok) return refuse({ code: 'not-now', state: facts.state, possible: complainantActions.filter(action => move(facts.state, action).ok && limitRefusal(action, facts, day) === undefined) })
    const refusal = noteRefusal(asked.action, note) ?? limitRefusal(asked.action, facts, day)
    if (refusal) return refuse(refusal)
    await recordAll(context, tx, file, facts, eventOf(context, facts, asked.action, { kind: 'complainant' }, note, detailsOf(asked, facts, day)))
    return done(undefined)
  })
  return acted.ok ? done(await tracked(context, id.value)) : acted
}

/** The complainant's judgement of the answer; nobody else can give it. */
export function rateCase(context: Context, typed: string, { grade, opinion, scores }: { grade: RatingGrade; opinion?: string; scores?: RatingScores | undefined }, part = 1): Promise<Outcome<TrackedCase, ComplainantRefusal>> {
  return actAsComplainant(context, typed, { action: 'rate', grade, scores, note: opinion }, part)
}

/** The same tap on a slow line: the complainant's last act was this one, with the same words; of a rating, the same grade. */
function isRepeated(events: readonly CaseEvent[], asked: ComplainantMove, note: string | undefined): boolean {
  const last = events.findLast(event => event.by.kind === 'complainant')
  if (!last || last.action !== asked.action) return false
  if (asked.action !== 'rate') return last.note === note && events.at(-1) === last
  // An answer that came after it is a new one to rate.
  const isAnsweredAnew = events.some(event => event.seq > last.seq && (event.action === 'passReview' || event.action === 'answerTogether'))
  return last.action === 'rate' && last.details.grade === asked.grade && !isAnsweredAnew
}

function detailsOf(asked: ComplainantMove, facts: CaseFacts, { calendar, limits, today }: Day): object {
  switch (asked.action) {
    case 'supplyMore': {
      // The clock stood still while the question was open: what was left of the time to accept is left now.
      const used = workingDaysBetween(calendar, facts.filedOn, facts.moreAsked?.on ?? today)
      return { left: Math.max(0, limits.accept - used) } satisfies CaseEventDetails['supplyMore']
    }
    case 'rate':
      return { grade: asked.grade, ...(hasScores(asked.scores) && { scores: asked.scores }) } satisfies CaseEventDetails['rate']
    case 'reopen':
      return promisedAnew(calendar, facts.dueOn, today, limits.handle) satisfies CaseEventDetails['reopen']
    case 'revive': case 'appeal': case 'confirmSolved': case 'reportUnsolved': case 'withdraw':
      return {}
  }
}

function hasScores(scores: RatingScores | undefined): boolean {
  return scores !== undefined && Object.values(scores).some(score => score !== undefined)
}
