import { groundsKeptFromUnit } from '../cases/card-rules.ts'
import { isBad, type CaseEvent, type RatingGrade } from '../cases/events.ts'
import type { CaseFacts } from '../cases/facts.ts'
import type { CaseState } from '../cases/states.ts'
import type { SupervisionItem } from '../cases/supervision-items.ts'
import type { OfficerRole } from '../policy/officer.ts'

/**
 * What each role learns of a rating before its batch is published. `words-of-bad`: the county decides about a bad rating, so it reads it at once.
 * `redo`: the supervising unit learns that a redo is needed, and no word. `nothing`: the unit that answered.
 */
const sights = {
  triage: 'words-of-bad', leader: 'words-of-bad', supervisor: 'redo', handler: 'nothing',
  clerk: 'nothing', committee: 'nothing', reviewer: 'nothing', inspector: 'nothing', custodian: 'nothing',
  'system-admin': 'nothing', 'security-admin': 'nothing', 'audit-admin': 'nothing',
} as const satisfies Record<OfficerRole, 'words-of-bad' | 'redo' | 'nothing'>

/** Whether this role reads the grade and the opinion. */
function readsRating(role: OfficerRole, grade: RatingGrade, isPublished: boolean): boolean {
  return isPublished || (sights[role] === 'words-of-bad' && isBad(grade))
}

/** To the unit that answered a rated case is an answered one: a redo may then follow a rating or a return visit, and nothing tells which. */
export function stateSeen(role: OfficerRole, state: CaseState): CaseState {
  return hidesWhatIsOwed(role, state) ? 'replied' : state
}

/** Whether the day, the light and the visit that a bad rating brings are kept from this role. */
export function hidesWhatIsOwed(role: OfficerRole, state: CaseState): boolean {
  return sights[role] === 'nothing' && (state === 'rated' || state === 'escalated')
}

/** What a role sees of a history: the events left, which of its ratings are read, and from which number on something is kept back. */
export type HistorySeen = { readonly events: readonly CaseEvent[]; readonly hiddenFrom: number | undefined; readonly reads: (event: CaseEvent) => boolean }

export function historySeen(role: OfficerRole, events: readonly CaseEvent[], { state, supervisionItems }: Pick<CaseFacts, 'state' | 'supervisionItems'>, published: ReadonlySet<number>): HistorySeen {
  const reads = (event: CaseEvent) => event.action !== 'rate' || readsRating(role, event.details.grade, published.has(event.seq))
  const hiddenFrom = events.find(event => !reads(event))?.seq
  const tells = (event: CaseEvent) => !reads(event) || tellsOfBad(event) || tellsOfOthersCard(event, supervisionItems) || (event.action === 'escalate' && hidesWhatIsOwed(role, state))
  return { reads, hiddenFrom, events: hidesVisits(role) ? events.map(withoutVisits).filter(event => !tells(event)) : events }
}

/** Return visits are none of the answering unit's business: whether one was made, and why, would say what the rating was. */
export function hidesVisits(role: OfficerRole): boolean {
  return sights[role] === 'nothing'
}

/** The cards that are shown to a role. */
export function itemsSeen<Item extends Pick<SupervisionItem, 'ground'>>(role: OfficerRole, items: readonly Item[]): readonly Item[] {
  return hidesVisits(role) ? items.filter(item => !isKeptBack(item.ground)) : items
}

function isKeptBack(ground: SupervisionItem['ground']): boolean {
  return ground !== undefined && groundsKeptFromUnit.has(ground)
}

function tellsOfOthersCard(event: CaseEvent, items: CaseFacts['supervisionItems']): boolean {
  if (event.action === 'giveCard') return isKeptBack(event.details.ground)
  return (event.action === 'explain' || event.action === 'raise') && isKeptBack(items[event.details.n - 1]?.ground)
}

/** A notice of holidays moves the days of visits too, and of what a bad rating brings. */
function withoutVisits(event: CaseEvent): CaseEvent {
  if (event.action !== 'recalculate' || !event.details.days) return event
  return { ...event, details: { ...event.details, days: event.details.days.filter(({ what }) => what !== 'visit' && what !== 'order') } }
}

function tellsOfBad(event: CaseEvent): boolean {
  if (event.action === 'recalculate') return event.details.dueOn === undefined && (event.details.state === 'rated' || event.details.state === 'escalated' || event.details.days?.length === 0)
  return event.action === 'callVisit' || event.action === 'recordVisit' || (event.action === 'markOverdue' && (event.details.state === 'rated' || event.details.state === 'escalated'))
}
