import type { CaseEvent } from '#rules/cases/events.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import type { CaseAction } from '#rules/cases/states.ts'
import { readsOriginal } from '#rules/policy/matter.ts'
import type { Officer, OfficerRole } from '#rules/policy/officer.ts'
import { hidesVisits, historySeen, type HistorySeen } from '#rules/ratings/sight.ts'
import { listPublishedRatings } from '#records/ratings.ts'
import type { Context } from '#actions/context.ts'
import type { CaseDetail, CaseEventView } from '../contract/case-shapes.ts'
import { gradeNumber } from './case-events.ts'

/** What this officer sees of a history. */
export async function seenBy(context: Pick<Context, 'db'>, officer: Officer, file: { readonly id: string }, events: readonly CaseEvent[], facts: CaseFacts): Promise<HistorySeen> {
  return historySeen(officer.role, events, facts, await listPublishedRatings(context.db, file.id))
}

/** A line of the history: of a rating that is not read, that it was given and nothing more. */
export function eventSeen(seen: HistorySeen, event: CaseEvent, view: CaseEventView): CaseEventView {
  if (seen.reads(event)) return view
  const { note: _words, details: _grade, ...given } = view
  return given
}

/** The ratings that are read, and among them that of the answer that stands. */
export function ratingsSeen(seen: HistorySeen, role: OfficerRole, facts: CaseFacts, events: readonly CaseEvent[], releases: ReadonlyMap<number, { readonly words: string }>): Pick<CaseDetail, 'rating' | 'ratings'> {
  const given = events.filter(event => event.action === 'rate')
  const read = facts.ratings.filter((_, n) => seen.reads(given[n]!))
  const standing = facts.rating && seen.reads(given.at(-1)!) ? facts.rating : undefined
  const opinion = opinionSeen(role, standing?.opinion, releases.get(given.at(-1)?.seq ?? 0)?.words)
  return {
    ratings: read.map(({ grade, on, cycle }) => ({ grade: gradeNumber(grade), on, cycle })),
    ...(standing && { rating: { grade: gradeNumber(standing.grade), ...(opinion !== undefined && { opinion }), ...(standing.scores && { scores: standing.scores }), on: standing.on } }),
  }
}

/** The opinion of a rating as this role reads it. */
function opinionSeen(role: OfficerRole, opinion: string | undefined, released: string | undefined): string | undefined {
  return readsOriginal(role) || opinion === undefined ? opinion : released
}

/** Return visits. The unit that answered is told of none. */
export function visitsSeen({ role }: Officer, { visits }: CaseFacts): Pick<CaseDetail, 'visits'> {
  return { visits: hidesVisits(role) ? [] : visits.map(visit => ({ ...visit })) }
}

/** How far an officer has read. Whoever can do nothing is not told of events that are not shown, not even how many they are. */
export function eventCountSeen(seen: HistorySeen, facts: CaseFacts, allowed: readonly CaseAction[]): number {
  return allowed.length > 0 ? facts.lastSeq : seen.events.at(-1)!.seq
}
