import { workingDaysBetween } from '#rules/calendar/working-days.ts'
import type { CaseEvent, CaseEventDetails, RatingGrade, RatingScores } from '#rules/cases/events.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { move, noteRefusal } from '#rules/cases/lifecycle.ts'
import { promisedAnew } from '#rules/cases/limits.ts'
import { limitRefusal, type Day } from '#rules/cases/may.ts'
import { messageLimits, takesPhotos, type MessageRefusal } from '#rules/cases/messages.ts'
import type { CaseRefusal } from '#rules/cases/refusals.ts'
import { complainantActions, type ComplainantAction } from '#rules/cases/states.ts'
import type { PhotoRefusal } from '#platform/images.ts'
import { findCaseForUpdate, getCase, listEvents } from '#records/cases.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { insertMessagePhotos } from '#records/matter.ts'
import { recordAll } from './case-consequences.ts'
import { eventOf, knownOf, type RecordedCase } from './case-events.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { withPhotos } from './kept-photos.ts'
import { findByCode, tracked, type TrackedCase, type TrackingRefusal } from './tracking.ts'

/** What the holder of a receipt code asks for; photos go with what adds to the case. */
export type ComplainantMove = { readonly action: Exclude<ComplainantAction, 'rate'>; readonly note?: string | undefined; readonly photos?: readonly { readonly bytes: Buffer }[] } | { readonly action: 'rate'; readonly grade: RatingGrade; readonly scores?: RatingScores | undefined; readonly note?: string | undefined }

export type ComplainantRefusal = TrackingRefusal | CaseRefusal | Extract<MessageRefusal, { code: 'too-many-message-photos' }> | { readonly code: PhotoRefusal; readonly n: number }

/** What only the complainant can do, by the code. The same tap twice does it once. */
export async function actAsComplainant(context: Context, typed: string, asked: ComplainantMove, part = 1): Promise<Outcome<TrackedCase, ComplainantRefusal>> {
  const id = await findByCode(context, typed, part)
  if (!id.ok) return id
  const photos = asked.action === 'rate' ? [] : asked.photos ?? []
  const most = takesPhotos(asked.action) ? messageLimits.photos : 0
  if (photos.length > most) return refuse({ code: 'too-many-message-photos', most })
  // Photos are dear to draw anew, so first it is asked whether it can be done at all.
  const possible = photos.length > 0 ? await judge(context, context.db, await getCase(context.db, id.value), asked) : undefined
  if (possible && !possible.ok) return possible
  const acted = await withPhotos(context, possible?.value === 'there' ? [] : photos, kept => inTransaction(context.db, async (tx): Promise<Outcome<'written' | 'there', CaseRefusal>> => {
    const file = (await findCaseForUpdate(tx, id.value))!
    const judged = await judge(context, tx, file, asked)
    if (!judged.ok || judged.value === 'there') return judged as Outcome<'there', CaseRefusal>
    const { facts, day } = judged.value
    await insertMessagePhotos(tx, file.id, facts.lastSeq + 1, kept)
    await recordAll(context, tx, file, facts, eventOf(context, facts, asked.action, { kind: 'complainant' }, noteOf(asked), detailsOf(asked, facts, day)))
    return done('written')
  }))
  return acted.ok ? done(await tracked(context, id.value)) : acted
}

/** Whether the complainant may do this now, or has done so before. */
async function judge(context: Context, db: Db | Tx, file: RecordedCase, asked: ComplainantMove): Promise<Outcome<'there' | { readonly facts: CaseFacts; readonly day: Day }, CaseRefusal>> {
  const events = await listEvents(db, file.id)
  const [facts, note] = [stateOf(events), noteOf(asked)]
  if (isRepeated(events, asked, note)) return done('there')
  const { day } = await knownOf(context, file, facts)
  if (!move(facts.state, asked.action).ok) return refuse({ code: 'not-now', state: facts.state, possible: complainantActions.filter(action => move(facts.state, action).ok && limitRefusal(action, facts, day) === undefined) })
  const refusal = noteRefusal(asked.action, note) ?? limitRefusal(asked.action, facts, day)
  return refusal ? refuse(refusal) : done({ facts, day })
}

function noteOf({ note }: ComplainantMove): string | undefined {
  return note?.trim() || undefined
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
