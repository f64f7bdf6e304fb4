import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import { nthWorkingDayAfter, type Calendar } from '../calendar/working-days.ts'
import { parseDay } from '../disclosures/days.ts'

/** Day 0 of the spreadsheet calendar, as it counts from March 1900 on. */
const dayZero = '1899-12-30' as PlainDate

/** A day as hotlines export it: any writing of `parseDay`, with or without a time behind it, or the bare number of a spreadsheet. */
export function readCallDay(typed: string): PlainDate | undefined {
  const serial = /^([3-6]\d{4})(?:\.\d+)?$/u.exec(typed.normalize('NFKC').trim())
  if (serial) return addDays(dayZero, Number(serial[1]))
  const read = parseDay(typed.replace(/(?:上午|下午|[时点]|\d{1,2}时\d{1,2}分(?:\d{1,2}秒)?)\s*$/u, ''))
  return read.ok ? read.value : undefined
}

/** The hotline's own clock: a day, or so many working or calendar days from the call. */
export function readHotlineDue(typed: string, calledOn: PlainDate, calendar: Calendar): PlainDate | undefined {
  const span = /^(\d{1,3})(?:个)?(工作日|自然日|日|天)(?:内|以内)?$/u.exec(typed.normalize('NFKC').replace(/\s/gu, ''))
  if (!span) return readCallDay(typed)
  const days = Number(span[1])
  return span[2] === '工作日' ? nthWorkingDayAfter(calendar, calledOn, days).day : addDays(calledOn, days)
}
