import type { PlainDate } from './plain-date.ts'
import { addDays, toPlainDate, weekdayOf, yearOf } from './plain-date.ts'

/**
 * What the State Council announced for one year. A day may lie in a neighbouring year: the notice for 2023 makes
 * 31 December 2022 a day off. `paper` names the notice a day comes from where it is not the first of `papers`.
 */
export type HolidayNotice = {
  readonly year: number
  readonly papers: readonly string[]
  readonly days: readonly HolidayDay[]
}

/** One named day: off whatever the weekday, or worked whatever the weekday. */
export type HolidayDay = {
  readonly date: string
  readonly name: string
  readonly isOffDay: boolean
  readonly paper?: string | undefined
}

/** Everything that is known about working days, as a value. Make it with `calendarFrom`. */
export type Calendar = {
  readonly coveredYears: ReadonlySet<number>
  readonly namedDays: ReadonlyMap<PlainDate, NamedDay>
}

type NamedDay = { readonly name: string; readonly isOffDay: boolean; readonly notice?: string | undefined }

export const dayStepReasons = ['workday', 'weekend', 'holiday', 'make-up-workday'] as const
/** Why a day counts, or does not. */
export type DayStepReason = (typeof dayStepReasons)[number]

/** One line of "how this date was computed". `ordinal` is the number of working days counted up to and including this day. */
export type DayStep = {
  readonly day: PlainDate
  readonly counts: boolean
  readonly ordinal: number
  readonly why: DayStepReason
  /** The holiday the day belongs to, or makes up for, in the notice's own words. */
  readonly holiday?: string
  /** Address of the notice that names the day. */
  readonly notice?: string
  /** No notice covers the day, so Monday to Friday was assumed. */
  readonly provisional: boolean
}

/** A day reached by counting working days, with the whole count. Provisional when any counted day rests on an assumption. */
export type DueDay = { readonly day: PlainDate; readonly provisional: boolean; readonly steps: readonly DayStep[] }

/** Builds the calendar. Throws on a day that does not exist and on two notices that contradict each other. */
export function calendarFrom(notices: readonly HolidayNotice[]): Calendar {
  const coveredYears = new Set<number>()
  const namedDays = new Map<PlainDate, NamedDay>()
  for (const notice of notices) {
    if (coveredYears.has(notice.year)) throw new Error(`two holiday notices for ${notice.year}`)
    coveredYears.add(notice.year)
    for (const named of notice.days) {
      const day = toPlainDate(named.date)
      if (!day) throw new Error(`the holiday notice for ${notice.year} names ${named.date}, which is no day`)
      const earlier = namedDays.get(day)
      if (earlier && earlier.isOffDay !== named.isOffDay) throw new Error(`holiday notices contradict each other on ${day}`)
      namedDays.set(day, { name: named.name, isOffDay: named.isOffDay, notice: named.paper ?? notice.papers[0] })
    }
  }
  return { coveredYears, namedDays }
}

/** Whether people work on this day: the notice decides; where it is silent, Monday to Friday. */
export function isWorkingDay(calendar: Calendar, day: PlainDate): boolean {
  const named = calendar.namedDays.get(day)
  return named ? !named.isOffDay : !isWeekend(day)
}

/** Whether the answer for this day rests on an assumption because no notice speaks for it. */
export function isProvisional(calendar: Calendar, day: PlainDate): boolean {
  return !calendar.coveredYears.has(yearOf(day)) && !calendar.namedDays.has(day)
}

/**
 * The n-th working day after `from`. `from` is day zero, as the day of receipt is in the rules: counting begins on the day
 * after it, and n = 0 is the day itself, whether or not it is a working day.
 */
export function nthWorkingDayAfter(calendar: Calendar, from: PlainDate, n: number): DueDay {
  return remembered(calendar, `${from} ${n}`, () => countedAfter(calendar, from, n))
}

function countedAfter(calendar: Calendar, from: PlainDate, n: number): DueDay {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`cannot count ${n} working days after ${from}`)
  const steps: DayStep[] = []
  let day = from
  for (let counted = 0; counted < n; ) {
    day = addDays(day, 1)
    const step = stepOn(calendar, day, counted)
    counted = step.ordinal
    steps.push(step)
  }
  return { day, provisional: steps.some(step => step.counts && step.provisional), steps }
}

/** How many working days lie after `from`, up to and including `to`; 0 when `to` is not after `from`. */
export function workingDaysBetween(calendar: Calendar, from: PlainDate, to: PlainDate): number {
  return to > from ? remembered(calendar, `${from} ${to}`, () => countedBetween(calendar, from, to)) : 0
}

function countedBetween(calendar: Calendar, from: PlainDate, to: PlainDate): number {
  let count = 0
  for (let day = from; day < to; ) {
    day = addDays(day, 1)
    if (isWorkingDay(calendar, day)) count += 1
  }
  return count
}

/** Thousands of cases count from the same few days: what was counted once in a calendar is known in it. A new calendar knows nothing yet. */
const knownCounts = new WeakMap<Calendar, Map<string, unknown>>()
const mostRemembered = 5_000

function remembered<Counted>(calendar: Calendar, asked: string, count: () => Counted): Counted {
  const known = knownCounts.get(calendar) ?? new Map<string, unknown>()
  const found = known.get(asked) as Counted | undefined
  if (found !== undefined) return found
  const counted = count()
  if (known.size >= mostRemembered) known.clear()
  knownCounts.set(calendar, known.set(asked, counted))
  return counted
}

function stepOn(calendar: Calendar, day: PlainDate, countedBefore: number): DayStep {
  const counts = isWorkingDay(calendar, day)
  const named = calendar.namedDays.get(day)
  return {
    day,
    counts,
    ordinal: countedBefore + (counts ? 1 : 0),
    why: reasonFor(day, named),
    ...(named ? { holiday: named.name } : {}),
    ...(named?.notice ? { notice: named.notice } : {}),
    provisional: isProvisional(calendar, day),
  }
}

function reasonFor(day: PlainDate, named: NamedDay | undefined): DayStepReason {
  if (named?.isOffDay) return 'holiday'
  // Monday 3 February 2020 is named as worked by the second notice of that year, but it makes up for nothing.
  if (named) return isWeekend(day) ? 'make-up-workday' : 'workday'
  return isWeekend(day) ? 'weekend' : 'workday'
}

function isWeekend(day: PlainDate): boolean {
  const weekday = weekdayOf(day)
  return weekday === 0 || weekday === 6
}

/** A notice that brings working days may not bring forward what was told. */
export function notBefore(told: PlainDate | undefined, counted: PlainDate): PlainDate {
  return told !== undefined && told > counted ? told : counted
}
