import { addDays, daysInMonth, partsOf, plainDateOf, type PlainDate } from '../calendar/plain-date.ts'
import type { Cadence } from '../disclosures/days.ts'

/** Cadences whose periods come round by themselves. */
export const rhythms = ['M', 'Q', 'H', 'A'] as const satisfies readonly Cadence[]
export type Rhythm = (typeof rhythms)[number]

/** A period in the one form its rhythm has, with its days. */
export type NamedPeriod = { readonly text: string; readonly start: PlainDate; readonly end: PlainDate }

export const dutyRules = ['monthly', 'quarterly', 'half-yearly', 'annual', 'annual-day', 'event', 'back-fill'] as const
/** The rule a due day rests on. Its sentence is in text/duties.ts. */
export type DutyRule = (typeof dutyRules)[number]

export const dutyKinds = ['period', 'event', 'back-fill'] as const
export type DutyKind = (typeof dutyKinds)[number]

/** An annual item that falls due on another day of the next year. */
export type DutyException = { readonly month: number; readonly day: number }

export type Due = { readonly dueOn: PlainDate; readonly rule: DutyRule }

/** An item as the calendar needs it. */
export type DutyItem = { readonly slug: string; readonly cadence: Cadence }

const monthsOf = { M: 1, Q: 3, H: 6, A: 12 } as const satisfies Record<Rhythm, number>
const ruleOf = { M: 'monthly', Q: 'quarterly', H: 'half-yearly', A: 'annual' } as const satisfies Record<Rhythm, DutyRule>

/** The period of a rhythm that a day lies in. */
export function periodAt(rhythm: Rhythm, day: PlainDate): NamedPeriod {
  const { year, month } = partsOf(day)
  const months = monthsOf[rhythm]
  const n = Math.ceil(month / months)
  const last = n * months
  const text = { M: `${year}-${String(month).padStart(2, '0')}`, Q: `${year}-Q${n}`, H: `${year}-H${n}`, A: String(year) }[rhythm]
  return { text, start: plainDateOf({ year, month: last - months + 1, day: 1 })!, end: plainDateOf({ year, month: last, day: daysInMonth(year, last) })! }
}

/** The periods of a rhythm that begin within these days, both included, the earliest first. */
export function periodsBeginning(rhythm: Rhythm, from: PlainDate, to: PlainDate): NamedPeriod[] {
  const periods: NamedPeriod[] = []
  for (let period = periodAt(rhythm, from); period.start <= to; period = periodAt(rhythm, addDays(period.end, 1))) {
    if (period.start >= from) periods.push(period)
  }
  return periods
}

/**
 * When a period falls due. Monthly by the 15th of the next month; quarterly, half-yearly and annual by the 15th of the first month after
 * the period (Chongqing's rules on village affairs, art. 30); an annual item whose data names another day of the next year, on that day.
 * The 15th is the 15th: the rule does not move it for a day off.
 */
export function dueOfPeriod(rhythm: Rhythm, period: NamedPeriod, exception?: DutyException): Due {
  const { year, month } = partsOf(addDays(period.end, 1))
  if (rhythm === 'A' && exception) return { dueOn: plainDateOf({ year, ...exception })!, rule: 'annual-day' }
  return { dueOn: plainDateOf({ year, month, day: 15 })!, rule: ruleOf[rhythm] }
}

/** What happened is published within so many days. */
export const eventDays = 10

/** Warned of so many days before: for an event, on the seventh day after it. */
export const warningDays = 3

/** When an event falls due: ten days after it; the day itself is day zero. */
export function dueOfEvent(day: PlainDate): Due {
  return { dueOn: addDays(day, eventDays), rule: 'event' }
}

/** A village as the calendar needs it. */
export type DutyVillage = { readonly isVirtual: boolean; readonly validFrom: PlainDate; readonly validTo: PlainDate | null }

/** Whether a village owes what opens on a day. A virtual community has no villagers and owes nothing. */
export function owesOn({ isVirtual, validFrom, validTo }: DutyVillage, day: PlainDate): boolean {
  return !isVirtual && validFrom <= day && (validTo === null || validTo > day)
}

/** What a village owes for the periods that begin within these days: what the nightly opening writes down for all villages at once. */
export function dutiesOf(village: DutyVillage, items: readonly DutyItem[], exceptions: ReadonlyMap<string, DutyException>, from: PlainDate, to: PlainDate) {
  return rhythms.flatMap(rhythm => periodsBeginning(rhythm, from, to).filter(period => owesOn(village, period.start)).flatMap(period =>
    items.filter(item => item.cadence === rhythm).map(item => ({ item: item.slug, period, ...dueOfPeriod(rhythm, period, exceptions.get(item.slug)) }))))
}
