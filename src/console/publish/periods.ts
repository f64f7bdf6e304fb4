import type { Cadence } from '#rules/disclosures/days.ts'
import type { Language } from '#text/language.ts'

/** A period the clerk can choose, newest first. */
export type PeriodChoice = { value: string; label: string }

const yearsBack = 6

/** The periods that have begun by `today`, back to some years ago for filling in what is missing. Events are days and are typed. */
export function periodChoices(cadence: Cadence, today: string, language: Language): PeriodChoice[] {
  if (cadence === 'E' || cadence === 'none') return []
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  const monthsEach = { M: 1, Q: 3, H: 6, A: 12 }[cadence]
  const choices: PeriodChoice[] = []
  for (let each = year; each >= year - yearsBack; each--) {
    for (let part = 12 / monthsEach; part >= 1; part--) {
      const isBegun = each < year || (part - 1) * monthsEach + 1 <= month
      if (isBegun) choices.push({ value: valueOf(cadence, each, part), label: periodText(valueOf(cadence, each, part), language) })
    }
  }
  return choices
}

function valueOf(cadence: Exclude<Cadence, 'E' | 'none'>, year: number, part: number): string {
  if (cadence === 'A') return String(year)
  return cadence === 'M' ? `${year}-${String(part).padStart(2, '0')}` : `${year}-${cadence}${part}`
}

/** A period as people say it: 2026年3月, 2026年第1季度, 2026年上半年, 2026年. What is no period is shown as it stands. */
export function periodText(period: string, language: Language): string {
  const [year = '', rest = '', day] = period.split('-')
  const isChinese = language === 'zh-CN'
  if (day !== undefined) return isChinese ? `${year}年${Number(rest)}月${Number(day)}日` : period
  if (rest === '') return isChinese ? `${year}年` : year
  if (rest.startsWith('Q')) return isChinese ? `${year}年第${rest.slice(1)}季度` : `Q${rest.slice(1)} ${year}`
  if (rest.startsWith('H')) return isChinese ? `${year}年${rest === 'H1' ? '上' : '下'}半年` : `${rest} ${year}`
  return isChinese ? `${year}年${Number(rest)}月` : period
}

/** The name a record gets unless the clerk writes another. */
export function titleFor(village: string, period: string, item: string): string {
  return `${village}${period ? periodText(period, 'zh-CN') : ''}${item}`
}
