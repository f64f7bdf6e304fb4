import { findPersonalData } from '#rules/masking/detect.ts'
import { findForbiddenCharacter } from './characters.ts'
import { parseDay } from './days.ts'
import { maxLengthOf } from './field-schema.ts'
import type { Field, Value } from './field-schema.ts'
import { parseInteger, parseMoney, parsePercent, parseQuantity } from './figures.ts'
import type { ProblemCode } from './problems.ts'

/** A value as it will be kept, nothing when the field was left empty, or what is wrong with it. */
export type ReadValue =
  | { readonly ok: true; readonly value: Value | undefined }
  | { readonly ok: false; readonly code: ProblemCode; readonly details?: Readonly<Record<string, string | number>> }

/** Reads one typed value by its field. Text is kept exactly as it came; only figures and days have a canonical form. */
export function readValue(field: Field, typed: unknown, today: string): ReadValue {
  if (typed === undefined || typed === null) return empty(field)
  if (typeof typed !== 'string') return { ok: false, code: 'not-text' }
  if (typed.trim() === '') return empty(field)
  const length = typed.length <= maxLengthOf(field) ? typed.length : [...typed].length
  if (length > maxLengthOf(field)) return { ok: false, code: 'too-long', details: { length, maximum: maxLengthOf(field) } }
  const forbidden = findForbiddenCharacter(typed, field.type === 'long-text')
  if (forbidden !== undefined) return { ok: false, code: 'forbidden-character', details: { character: forbidden } }
  const read = readByType(field, typed, today)
  return read.ok ? read : { ...read, details: excerptOf(typed) }
}

function empty(field: Field): ReadValue {
  return field.required ? { ok: false, code: 'missing' } : { ok: true, value: undefined }
}

function readByType(field: Field, typed: string, today: string): ReadValue {
  switch (field.type) {
    case 'money': return refuseNegative(field, parseMoney(typed, 'yuan'))
    case 'quantity': return refuseNegative(field, parseQuantity(typed, field.unit))
    case 'integer': return refuseNegative(field, parseInteger(typed, field.unit))
    case 'percent': return refuseNegative(field, parsePercent(typed))
    case 'date': return readDay(field, typed, today)
    case 'choice': return readChoice(field, typed)
    case 'text': case 'long-text': case 'person': case 'organisation': return { ok: true, value: typed }
  }
}

function refuseNegative(field: Field, read: ReadValue): ReadValue {
  if (!read.ok || field.negative === true) return read
  return String(read.value).startsWith('-') ? { ok: false, code: 'negative' } : read
}

function readDay(field: Field, typed: string, today: string): ReadValue {
  const read = parseDay(typed)
  if (!read.ok || field.future === true || read.value <= today) return read
  return { ok: false, code: 'future-date' }
}

function readChoice(field: Field, typed: string): ReadValue {
  const wanted = typed.trim()
  const choice = (field.choices ?? []).find(({ value, zh, en }) => value === wanted || zh === wanted || en === wanted)
  return choice ? { ok: true, value: choice.value } : { ok: false, code: 'not-choice' }
}

// The message repeats a short value so that the clerk finds it, but never one that looks like a person's number.
function excerptOf(typed: string): { value: string } | undefined {
  const short = [...typed.trim()].slice(0, 20).join('')
  return short === typed.trim() && findPersonalData(typed).length === 0 ? { value: short } : undefined
}
