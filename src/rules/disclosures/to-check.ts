import { oneWord, readObject, requiredCount, requiredText, texts } from '#rules/catalogue/json-shape.ts'
import type { ShapeReader } from '#rules/catalogue/json-shape.ts'
import type { Check } from './field-schema.ts'

const kinds = [
  'balance', 'sum', 'count', 'parts', 'product', 'order', 'at-most', 'unique', 'one-of', 'carry', 'limit-sum', 'shares', 'sequence',
] as const satisfies readonly Check['kind'][]

/** Narrows one check of a schema file; a check that cannot be read is complained about and left out. */
export function toCheck(json: unknown, path: string, errors: string[]): Check[] {
  const reader = readObject(json, path, errors)
  const before = errors.length
  const kind = oneWord(reader, 'kind', kinds)
  if (errors.length > before) return []
  const check = checkOf(kind, reader)
  return errors.length > before ? [] : [check]
}

function checkOf(kind: Check['kind'], reader: ShapeReader): Check {
  const text = (key: string) => requiredText(reader, key)
  const keys = () => texts(reader, 'keys', true)
  const part = () => oneWord(reader, 'part', ['field', 'row'] as const)
  switch (kind) {
    case 'balance': return { kind, opening: text('opening'), income: text('income'), expense: text('expense'), closing: text('closing') }
    case 'sum': return { kind, row: text('row'), field: text('field') }
    case 'count': return { kind, field: text('field') }
    case 'parts': return { kind, part: part(), keys: keys(), equals: text('equals') }
    case 'product': return { kind, a: text('a'), b: text('b'), equals: text('equals'), tolerance: requiredCount(reader, 'tolerance', 0) }
    case 'order': return { kind, part: part(), keys: keys() }
    case 'at-most': return { kind, part: part(), a: text('a'), b: text('b') }
    case 'unique': return { kind, keys: keys() }
    case 'one-of': return { kind, part: part(), keys: keys() }
    case 'carry': return { kind, part: part(), plus: texts(reader, 'plus', true), minus: texts(reader, 'minus', true), equals: text('equals') }
    case 'limit-sum': return { kind, row: text('row'), fields: texts(reader, 'fields', true) }
    case 'shares': return { kind, part: part(), keys: keys(), equals: text('equals') }
    case 'sequence': return { kind, key: text('key') }
  }
}
