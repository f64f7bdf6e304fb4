import type { Field, FieldSchema, Value, Values } from './field-schema.ts'

/** Fen as yuan with two decimals and thousands separators: 1234560 → `12,345.60`. */
export function yuanOf(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`
}

/** A kept value as people type it: money `1234.50`, days `YYYY-MM-DD`, choices by value. The inverse of reading it. */
export function typedValue(field: Field, value: Value): string {
  return field.type === 'money' ? yuanOf(Number(value)).replaceAll(',', '') : String(value)
}

/** All values of a part as people type them. */
export function typedValues(fields: readonly Field[], values: Values): Record<string, string> {
  return Object.fromEntries(fields.flatMap(field => {
    const value = values[field.key]
    return value === undefined ? [] : [[field.key, typedValue(field, value)]]
  }))
}

/** A kept value as a page shows it, with its unit: `12,345.60 元`, `3.5 亩`, the name of a choice. */
export function shownValue(field: Field, value: Value, language: 'zh' | 'en'): string {
  if (field.type === 'money') return `${yuanOf(Number(value))} ${language === 'en' ? 'yuan' : '元'}`
  if (field.type === 'percent') return `${value}%`
  if (field.type === 'choice') return field.choices?.find(choice => choice.value === value)?.[language] ?? String(value)
  return field.unit ? `${value} ${field.unit}` : String(value)
}

/** What a row is called when it is spoken of alone: its first public texts, as far as they are short. */
export function rowLabel(schema: FieldSchema, cells: Values): string {
  const named = (schema.rows?.fields ?? []).filter(field => field.audience === 'public' && ['person', 'organisation', 'text', 'date'].includes(field.type))
  const words = named.flatMap(field => cells[field.key] === undefined ? [] : [String(cells[field.key])])
  return words.slice(0, 3).join(' · ').slice(0, 120)
}
