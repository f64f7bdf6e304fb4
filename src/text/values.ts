import { yuanOf } from '#rules/disclosures/display.ts'
import type { InBoth, Language } from './language.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const chineseQuarters = ['一', '二', '三', '四'] as const

/** What money is counted in. */
export const moneyUnit: InBoth<string> = { 'zh-CN': '元', en: 'yuan' }

/** `12,345.60 元`; in English `12,345.60 yuan`. */
export function moneyText(language: Language, fen: number): string {
  return `${yuanOf(fen)} ${moneyUnit[language]}`
}

/** `2026年10月10日`, in English `10 Oct 2026`. */
export function plainDayText(language: Language, day: string): string {
  const [year, month, date] = [day.slice(0, 4), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
  return language === 'en' ? `${date} ${months[month - 1]} ${year}` : `${year}年${month}月${date}日`
}

/** The period of a record: `2026-09` is 2026年9月, `2026-Q3` 2026年第三季度, `2026-H1` 2026年上半年, a day itself. */
export function periodText(language: Language, period: string): string {
  if (period.length === 10) return plainDayText(language, period)
  const [year, part] = [period.slice(0, 4), period.slice(5)]
  if (part === '') return language === 'en' ? year : `${year}年`
  const number = Number(part.slice(-1))
  if (part.startsWith('Q')) return language === 'en' ? `${year}, quarter ${number}` : `${year}年第${chineseQuarters[number - 1]}季度`
  if (part.startsWith('H')) return language === 'en' ? `${year}, ${number === 1 ? 'first' : 'second'} half` : `${year}年${number === 1 ? '上' : '下'}半年`
  return language === 'en' ? `${months[Number(part) - 1]} ${year}` : `${year}年${Number(part)}月`
}

/** The size of a file as people say it. */
export function sizeText(bytes: number): string {
  return bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`
}

/** Yes, this is a plural: English wants to know. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

/** `1 day`, `15 days`; `1 working day`, `10 working days`. */
export const days = (count: number) => counted(count, 'day', 'days')
export const workingDays = (count: number) => counted(count, 'working day', 'working days')

/** 20 digits in five groups of four, as the receipt shows them. */
export function groupedCode(code: string): string {
  return code.match(/.{1,4}/g)?.join(' ') ?? code
}

/** Between a name and what it names, and between things in a row. */
export const colon: InBoth<string> = { 'zh-CN': '：', en: ': ' }
export const comma: InBoth<string> = { 'zh-CN': '，', en: ', ' }
