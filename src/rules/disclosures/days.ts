import { daysInMonth, plainDateOf, toPlainDate } from '#rules/calendar/plain-date.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { narrowDigits } from './figures.ts'
import type { Read } from './figures.ts'

const writings = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/u,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/u,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/u,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]$/u,
  /^(\d{4})(\d{2})(\d{2})$/u,
] as const

const longestDay = 100 // a cell of thirty thousand spaces is no day, and looking for its end would take a second

/**
 * Reads a day as clerks write it: 2026-3-5, 2026/3/5, 2026.3.5, 2026年3月5日, 20260305, with or without a time behind it.
 * The year always comes first with four digits; 5/3/26 could be three different days and is refused.
 */
export function parseDay(text: string): Read<PlainDate> {
  if (text.length > longestDay) return { ok: false, code: 'not-date' }
  const plain = narrowDigits(text).trim().replace(/[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d{1,6})?)?$/u, '').replace(/\s+/gu, '')
  for (const writing of writings) {
    const found = writing.exec(plain)
    if (!found) continue
    const day = plainDateOf({ year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) })
    return day !== undefined && day >= '1900-01-01' ? { ok: true, value: day } : { ok: false, code: 'not-date' }
  }
  return { ok: false, code: 'not-date' }
}

/** How often an item falls due: month, quarter, half-year, year, event, or never on a rhythm. */
export const cadences = ['M', 'Q', 'H', 'A', 'E', 'none'] as const
export type Cadence = (typeof cadences)[number]

/** The days a record is about, both included. */
export type Period = { readonly start: PlainDate; readonly end: PlainDate }

const monthsOf = { M: 1, Q: 3, H: 6, A: 12 } as const satisfies Record<Exclude<Cadence, 'E' | 'none'>, number>

const periodWritings = {
  M: /^(\d{4})-(0[1-9]|1[0-2])$/u,
  Q: /^(\d{4})-Q([1-4])$/u,
  H: /^(\d{4})-H([12])$/u,
  A: /^(\d{4})$/u,
} as const

/**
 * Reads a period in the one form its cadence has: `2026-03`, `2026-Q1`, `2026-H1`, `2026`, and the day itself for an event.
 * A period that has not begun by `today` is refused; one that is running may be published before it ends.
 */
export function parsePeriod(cadence: Cadence, text: string, today: string): Read<Period> {
  const period = cadence === 'E' || cadence === 'none' ? eventDay(text) : span(cadence, text)
  if (!period) return { ok: false, code: 'bad-period' }
  return period.start > today ? { ok: false, code: 'future-period' } : { ok: true, value: period }
}

function eventDay(text: string): Period | undefined {
  const day = toPlainDate(text.trim())
  return day === undefined || day < '1900-01-01' ? undefined : { start: day, end: day }
}

function span(cadence: keyof typeof monthsOf, text: string): Period | undefined {
  const found = periodWritings[cadence].exec(text.trim())
  if (!found || Number(found[1]) < 1900) return undefined
  const year = Number(found[1])
  const months = monthsOf[cadence]
  const last = Number(found[2] ?? '1') * months
  const start = plainDateOf({ year, month: last - months + 1, day: 1 })
  const end = plainDateOf({ year, month: last, day: daysInMonth(year, last) })
  return start !== undefined && end !== undefined ? { start, end } : undefined
}
