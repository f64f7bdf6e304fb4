import { daysInMonth, partsOf, plainDateOf, type PlainDate } from './plain-date.ts'

/** A calendar month as `YYYY-MM`, with its first and its last day. */
export type Month = { readonly name: string; readonly first: PlainDate; readonly last: PlainDate }

/** Reads `YYYY-MM`; anything else is no month. */
export function toMonth(text: string): Month | undefined {
  const found = /^(\d{4})-(0[1-9]|1[0-2])$/u.exec(text)
  return found && Number(found[1]) >= 1900 ? monthOf(Number(found[1]), Number(found[2])) : undefined
}

/** The month a day lies in. */
export function monthOfDay(day: PlainDate): Month {
  const { year, month } = partsOf(day)
  return monthOf(year, month)
}

/** The month so many months later, or earlier for a negative count. */
export function addMonths({ first }: Month, count: number): Month {
  const { year, month } = partsOf(first)
  const n = year * 12 + month - 1 + count
  return monthOf(Math.floor(n / 12), n % 12 + 1)
}

function monthOf(year: number, month: number): Month {
  const day = (date: number) => plainDateOf({ year, month, day: date })!
  return { name: day(1).slice(0, 7), first: day(1), last: day(daysInMonth(year, month)) }
}
