import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { addDays, partsOf, weekdayOf } from '#rules/calendar/plain-date.ts'
import type { DayStep, DayStepReason } from '#rules/calendar/working-days.ts'
import type { InBoth, Language } from './language.ts'

const chineseWeekdays = ['日', '一', '二', '三', '四', '五', '六'] as const
const englishWeekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `2026年10月10日(星期六)` */
export function chineseDay(day: PlainDate): string {
  const { year, month, day: number } = partsOf(day)
  return `${year}年${month}月${number}日(星期${chineseWeekdays[weekdayOf(day)]})`
}

/** `Sat 10 Oct 2026` */
export function englishDay(day: PlainDate): string {
  const { year, month, day: number } = partsOf(day)
  return `${englishWeekdays[weekdayOf(day)]} ${number} ${englishMonths[month - 1]} ${year}`
}

/** A day as the reader's language writes it. */
export function dayText(language: Language, day: PlainDate): string {
  return language === 'en' ? englishDay(day) : chineseDay(day)
}

/** The holidays as the notices name them; joined names are split at 、. A name that is not here is shown as it stands. */
const englishHolidays: Readonly<Record<string, string>> = {
  元旦: 'New Year',
  春节: 'Spring Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
}

/** The name of a holiday in the reader's language. */
export function holidayName(language: Language, name: string): string {
  if (language === 'zh-CN') return name
  return name.split('、').map(part => englishHolidays[part] ?? part).join(' and ')
}

type StepText = (step: DayStep, holiday: string) => string

const dayStepTexts: InBoth<Record<DayStepReason, StepText>> = {
  'zh-CN': {
    workday: step => `第${step.ordinal}个工作日`,
    weekend: () => '周末，不计入',
    holiday: (_, holiday) => `${holiday}放假，不计入`,
    'make-up-workday': (step, holiday) => `${holiday}调休上班，第${step.ordinal}个工作日`,
  },
  en: {
    workday: step => `working day ${step.ordinal}`,
    weekend: () => 'weekend, not counted',
    holiday: (_, holiday) => `${holiday} holiday, not counted`,
    'make-up-workday': (step, holiday) => `make-up working day for ${holiday}, working day ${step.ordinal}`,
  },
}

const assumed: InBoth<string> = { 'zh-CN': '（暂定）', en: ' (provisional)' }

/** Why one day counted or did not: a line of "how this date was computed", without the day itself. */
export function dayStepText(language: Language, step: DayStep): string {
  const sentence = dayStepTexts[language][step.why](step, holidayName(language, step.holiday ?? ''))
  return step.provisional ? sentence + assumed[language] : sentence
}

/** What a reader is told beside a date that rests on a year without a notice. */
export const provisionalNotice: InBoth<string> = {
  'zh-CN': '该年度放假安排尚未公布，此日期按周一至周五为工作日暂算，安排公布后以正式日期为准。',
  en: 'The holidays of that year have not been announced. The date assumes Monday to Friday and may change when they are.',
}

/** Heads of a calendar's columns, Monday first, and what stands on a day off. */
export const weekdayHeads: InBoth<readonly string[]> = { 'zh-CN': ['一', '二', '三', '四', '五', '六', '日'], en: ['M', 'T', 'W', 'T', 'F', 'S', 'S'] }
export const dayOffMark: InBoth<string> = { 'zh-CN': '休', en: '–' }

const dayZeroTexts: InBoth<(day: string) => string> = {
  'zh-CN': day => `${day}当日不计入，从下一天起计算工作日；节假日和调休以国务院办公厅通知为准。`,
  en: day => `${day} is day zero; counting begins the day after. Holidays and make-up days follow the State Council’s notices.`,
}

/** How the count begins, for the head of the list of days: on the day before the first of them, whatever it began with. */
export function dayZeroNotice(language: Language, steps: readonly { readonly day: string }[]): string {
  return dayZeroTexts[language](dayText(language, addDays(steps[0]!.day as PlainDate, -1)))
}

export const dueProblems = ['form', 'day', 'year', 'count'] as const
/** What can be wrong with a line that asks for a due day. */
export type DueProblem = (typeof dueProblems)[number]

/** One sentence for each wrong line of the `due` command; `shown` is the offending text, already quoted. */
export const dueProblemTexts: InBoth<Record<DueProblem, (line: number, shown: string) => string>> = {
  'zh-CN': {
    form: (line, shown) => `第${line}行 ${shown}：应为“YYYY-MM-DD n”，例如 2026-09-25 10`,
    day: (line, shown) => `第${line}行 ${shown}：日历上没有这一天，请按 YYYY-MM-DD 填写`,
    year: (line, shown) => `第${line}行 ${shown}：年份应在1900至2200之间`,
    count: (line, shown) => `第${line}行 ${shown}：工作日数应为0至9999的整数`,
  },
  en: {
    form: (line, shown) => `line ${line} ${shown}: expected "YYYY-MM-DD n", for example 2026-09-25 10`,
    day: (line, shown) => `line ${line} ${shown}: there is no such day; write it as YYYY-MM-DD`,
    year: (line, shown) => `line ${line} ${shown}: the year must lie between 1900 and 2200`,
    count: (line, shown) => `line ${line} ${shown}: the number of working days must be a whole number from 0 to 9999`,
  },
}
