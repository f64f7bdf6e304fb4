import { addDays, addMonths, partsOf, type PlainDate } from '#rules/calendar/plain-date.ts'
import type { DraftInput } from '#actions/drafts.ts'
import { yuan } from '../ledgers.ts'

export type Village = { readonly code: number; readonly name: string }
type Cells = Readonly<Record<string, string>>
/** A record of the demonstration and the day on which it is published. */
export type Telling = { readonly item: string; readonly day: PlainDate; readonly period: string; readonly title: string; readonly fields: Cells; readonly rows?: readonly Cells[] }

/** A period that is over, with its last day. */
type Span = { readonly period: string; readonly end: PlainDate; readonly published: PlainDate }

/** Days and periods as they stand today: each period is the last one that is over and has been told in time. */
export type Times = { readonly ago: (days: number) => PlainDate; readonly month: Span; readonly quarter: Span; readonly half: Span; readonly year: Span }

const daysToTell = 12

export function timesOf(today: PlainDate): Times {
  const last = (months: number, back = 0): Span => {
    const { year, month } = partsOf(today)
    const first = `${year}-${String(month - (month - 1) % months).padStart(2, '0')}-01` as PlainDate
    const end = addDays(addMonths(first, -months * back), -1)
    const published = addDays(end, daysToTell)
    return published <= today ? { period: periodOf(end, months), end, published } : last(months, back + 1)
  }
  // The newest months stay open: somebody has to be reminded of something.
  return { ago: days => addDays(today, -days), month: last(1, 2), quarter: last(3), half: last(6), year: last(12) }
}

function periodOf(end: PlainDate, months: number): string {
  const { year, month } = partsOf(end)
  return ({ 1: `${year}-${String(month).padStart(2, '0')}`, 3: `${year}-Q${month / 3}`, 6: `${year}-H${month / 6}`, 12: String(year) } as Record<number, string>)[months]!
}

/** Rows under the keys named, numbered; an empty cell is left out. */
export function table(keys: string, ...lines: readonly (readonly (string | number)[])[]): Cells[] {
  const names = keys.split(' ')
  return lines.map((line, i) => Object.fromEntries([['seq', String(i + 1)], ...line.flatMap((cell, n) => cell === '' ? [] : [[names[n]!, String(cell)]])]))
}

/** The sum of a money column, as it is typed. */
export function sum(rows: readonly Cells[], key: string): string {
  return yuan(rows.reduce((total, row) => total + Math.round(Number(row[key] ?? 0) * 100), 0))
}

/** People who do not exist. */
export const who = ['赵演示甲', '钱演示乙', '孙演示丙', '李演示丁', '周演示戊', '吴演示己', '郑演示庚', '王演示辛', '冯演示壬', '陈演示癸'] as const
export const group = (n: number) => `第${n}村民组`
export const hotline = '0555-0000000'

/** What happened on a day and was told some days later. */
export function event(t: Times, item: string, daysAgo: number, title: string, fields: Cells, rows?: readonly Cells[]): Telling {
  return { item, day: t.ago(daysAgo - 4), period: t.ago(daysAgo), title, fields, ...(rows && { rows }) }
}

/** What is told of a period after it is over. */
export function over(item: string, span: Span, title: string, fields: Cells, rows?: readonly Cells[]): Telling {
  return { item, day: span.published, period: span.period, title, fields, ...(rows && { rows }) }
}

/** The record as a clerk enters it. */
export function inputOf(village: Village, { item, period, title, fields, rows = [] }: Telling): DraftInput {
  return { villageCode: village.code, item, period, title, fields, rows: rows.map(row => ({ ...row })) }
}
