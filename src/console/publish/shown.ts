import type { Field } from '#rules/disclosures/field-schema.ts'
import { parseMoney } from '#rules/disclosures/figures.ts'
import { yuanOf } from '#rules/disclosures/display.ts'
import type { Language } from '#text/language.ts'
import { moneyUnit } from '#text/values.ts'

/** A typed value as a reader likes it: money with separators, the name of a choice. What cannot be read is shown as it was typed. */
export function shownText(field: Field, typed: string | undefined, language: Language): string {
  if (typed === undefined || typed === '') return ''
  if (field.type === 'choice') {
    const choice = field.choices?.find(({ value }) => value === typed)
    return choice ? (language === 'en' ? choice.en : choice.zh) : typed
  }
  if (field.type !== 'money') return typed
  const money = parseMoney(typed, 'yuan')
  return money.ok ? yuanOf(money.value) : typed
}

/** Whether values of a field stand at the right, under each other. */
export function isFigure(field: Field): boolean {
  return field.type === 'money' || field.type === 'quantity' || field.type === 'integer' || field.type === 'percent'
}

/** What stands over a column: the name, and the unit where figures need one. */
export function columnHead(field: Field, language: Language): string {
  const name = language === 'en' ? field.en : field.zh
  const unit = field.type === 'money' ? moneyUnit[language] : field.type === 'percent' ? '%' : field.unit
  return unit ? `${name} (${unit})` : name
}

/** Yuan with two decimals as the server sends them, with separators. */
export function yuanText(total: string | undefined): string {
  if (total === undefined) return ''
  const money = parseMoney(total, 'yuan')
  return money.ok ? yuanOf(money.value) : total
}
