import type { Cadence } from '#rules/disclosures/days.ts'
import type { Language } from '#text/language.ts'
import { periodText } from '#text/values.ts'

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
      if (isBegun) choices.push({ value: valueOf(cadence, each, part), label: periodText(language, valueOf(cadence, each, part)) })
    }
  }
  return choices
}

function valueOf(cadence: Exclude<Cadence, 'E' | 'none'>, year: number, part: number): string {
  if (cadence === 'A') return String(year)
  return cadence === 'M' ? `${year}-${String(part).padStart(2, '0')}` : `${year}-${cadence}${part}`
}

/** The name a record gets unless the clerk writes another. */
export function titleFor(village: string, period: string, item: string): string {
  return `${village}${period ? periodText('zh-CN', period) : ''}${item}`
}
