/**
 * A day on the calendar, written `YYYY-MM-DD`, and nothing more: no hour, no time zone.
 *
 * Never make one with `new Date(text)`. `new Date('2026-10-10')` is midnight in Greenwich time, which is still 9 October in
 * New York and already eight in the morning in Hefei; `new Date('2026/10/10')` is midnight wherever the machine happens to stand.
 * A deadline that moves by a day when a server is moved is a wrong deadline. So days are counted as whole numbers with
 * integer arithmetic, `Date` is not used at all, and two days compare as text: '2026-10-09' < '2026-10-10'.
 */
export type PlainDate = string & { readonly [plainDateBrand]: true }
declare const plainDateBrand: unique symbol

/** The parts of a day: month 1–12, day of the month 1–31. */
export type DateParts = { readonly year: number; readonly month: number; readonly day: number }

/** 0 is Sunday, 6 is Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** Reads `YYYY-MM-DD` and nothing else; a day that does not exist (2026-02-30) is undefined. */
export function toPlainDate(text: string): PlainDate | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!found) return undefined
  return plainDateOf({ year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) })
}

/** The day with these parts, or undefined where there is none. */
export function plainDateOf({ year, month, day }: DateParts): PlainDate | undefined {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return undefined
  if (!Number.isInteger(month) || month < 1 || month > 12) return undefined
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return undefined
  return written({ year, month, day })
}

/** Year, month and day as numbers. */
export function partsOf(day: PlainDate): DateParts {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) }
}

/** The year a day lies in; also the year whose holiday notice covers it. */
export function yearOf(day: PlainDate): number {
  return Number(day.slice(0, 4))
}

/** The day `count` days later; earlier when `count` is negative. Throws outside the years 1 to 9999. */
export function addDays(day: PlainDate, count: number): PlainDate {
  if (!Number.isInteger(count)) throw new RangeError(`cannot add ${count} days to ${day}: not a whole number`)
  return fromDayNumber(dayNumberOf(day) + count)
}

/** How many days `to` lies after `from`; negative when it lies before. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumberOf(to) - dayNumberOf(from)
}

/** The day of the week, 0 for Sunday. */
export function weekdayOf(day: PlainDate): Weekday {
  // Day 0, 1 January 1970, was a Thursday (4). The double remainder keeps days before it positive.
  return ((((dayNumberOf(day) + 4) % 7) + 7) % 7) as Weekday
}

/**
 * The day it is in China at an instant. China keeps UTC+8 all year and has had no summer time since 1991,
 * so a fixed eight hours is exact for every instant this platform can meet.
 */
export function plainDateInShanghai(epochMilliseconds: number): PlainDate {
  if (!Number.isFinite(epochMilliseconds)) throw new RangeError(`not an instant: ${epochMilliseconds}`)
  return fromDayNumber(Math.floor((epochMilliseconds + 8 * 3_600_000) / 86_400_000))
}

/** The instant at which a clock in China shows this hour of a day, in milliseconds since 1970. */
export function instantInShanghai(day: PlainDate, hour: number, minute: number): number {
  return ((dayNumberOf(day) * 24 + hour - 8) * 60 + minute) * 60_000
}

/** The same day so many months later, or the last of that month where it has no such day. */
export function addMonths(date: PlainDate, count: number): PlainDate {
  const { year, month, day } = partsOf(date)
  const months = year * 12 + month - 1 + count
  const to = { year: Math.floor(months / 12), month: (months % 12) + 1 }
  return written({ ...to, day: Math.min(day, daysInMonth(to.year, to.month)) })
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/**
 * Days since 1 January 1970 in the Gregorian calendar. The year is taken to begin in March, so that the leap day is its last
 * and the months before it always have the same lengths (153 days in every five months).
 */
function dayNumberOf(date: PlainDate): number {
  const { year, month, day } = partsOf(date)
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The inverse of `dayNumberOf`. */
function fromDayNumber(number: number): PlainDate {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  if (year < 1 || year > 9999) throw new RangeError(`day ${number} lies outside the years 1 to 9999`)
  return written({ year, month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 })
}

function written({ year, month, day }: DateParts): PlainDate {
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}` as PlainDate
}

function padded(number: number, width: number): string {
  return String(number).padStart(width, '0')
}
