import type { PlainDate } from '../calendar/plain-date.ts'
import { addDays } from '../calendar/plain-date.ts'
import { notBefore, nthWorkingDayAfter, type Calendar } from '../calendar/working-days.ts'
import type { CardColour, CardGround } from './card-rules.ts'
import { endedStates, isOneOf, type CaseState, type DeskLevel } from './states.ts'

export const supervisionLevels = ['unit', 'supervising', 'county', 'leader', 'city'] as const
/** Whose list a card or letter stands on: the unit that was asked, and above it whoever hears that it said nothing. */
export type SupervisionLevel = (typeof supervisionLevels)[number]

/** What a unit is told about cards and letters. */
export const supervisionTopics = ['card-blue', 'card-yellow', 'card-red', 'card-copy', 'letter-sent', 'explained', 'raised'] as const

/** The levels through which each kind rises while nobody answers. */
const ladders = {
  card: ['unit', 'leader'],
  letter: supervisionLevels,
} as const satisfies Record<string, readonly SupervisionLevel[]>

/** A card or a supervision letter: to whom, by when an answer is due, and what became of it. */
export type SupervisionItem = {
  /** Its number within the case, from 1. */
  readonly n: number
  readonly kind: 'card' | 'letter'
  /** Of a card. */
  readonly colour?: CardColour | undefined
  readonly ground?: CardGround | undefined
  readonly cycle: number
  readonly on: PlainDate
  /** The level whose desk had the case when it was given: the level below loses it with the case. */
  readonly deskLevel: DeskLevel
  readonly unitId?: string | undefined
  /** By when the unit explains itself; a card that asks nothing has none. */
  readonly dueOn?: PlainDate | undefined
  /** The working days it was counted by; what is older than their record has none. */
  readonly days?: number | undefined
  /** Of a letter: its words, and the officer and unit that sent it. */
  readonly text?: string | undefined
  readonly by?: string | undefined
  readonly byUnitId?: string | undefined
  readonly answeredOn?: PlainDate | undefined
  readonly answer?: string | undefined
  readonly answeredBy?: string | undefined
  /** Supervision was lifted, or the case ended: nobody waits for an answer any more. */
  readonly endedOn?: PlainDate | undefined
  readonly level: SupervisionLevel
  readonly raisedOn?: PlainDate | undefined
  /** The last day before it rises once more, where a notice left it standing or moved it: never earlier than this. */
  readonly riseDueOn?: PlainDate | undefined
  /** The units it rose to, in this order. */
  readonly raisedTo: readonly string[]
}

/** Whether an answer is still asked for. */
export function isOpenItem(item: Pick<SupervisionItem, 'dueOn' | 'answeredOn' | 'endedOn'>): boolean {
  return item.dueOn !== undefined && item.answeredOn === undefined && item.endedOn === undefined
}

/** The level above, or undefined at the top. */
export function levelAbove(item: Pick<SupervisionItem, 'kind' | 'level'>): SupervisionLevel | undefined {
  const ladder: readonly SupervisionLevel[] = ladders[item.kind]
  return ladder[ladder.indexOf(item.level) + 1]
}

/** The first day on which an item without an answer goes one level up: the day after its own, and again after each further term. */
export function raiseDay(item: SupervisionItem, calendar: Calendar, limits: { readonly raise: number }): PlainDate | undefined {
  if (!isOpenItem(item) || levelAbove(item) === undefined) return undefined
  return addDays(riseDue(item, calendar, limits) ?? item.dueOn!, 1)
}

/** The last day before an item that rose once rises again; undefined while its own day counts. */
export function riseDue({ raisedOn, riseDueOn }: SupervisionItem, calendar: Calendar, limits: { readonly raise: number }): PlainDate | undefined {
  return raisedOn && notBefore(riseDueOn, nthWorkingDayAfter(calendar, raisedOn, limits.raise).day)
}

/** Items after a change of the case: a letter ends with the supervision it began, everything with a case that is over. */
export function endedItems(items: readonly SupervisionItem[], now: { readonly state: CaseState; readonly isSupervised: boolean; readonly day: PlainDate }): readonly SupervisionItem[] {
  const isOver = isOneOf(endedStates, now.state)
  const ends = (item: SupervisionItem) => isOpenItem(item) && (isOver || (item.kind === 'letter' && !now.isSupervised))
  return items.some(ends) ? items.map(item => (ends(item) ? { ...item, endedOn: now.day } : item)) : items
}
