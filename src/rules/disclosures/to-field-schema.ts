import type { Narrowed } from '#rules/catalogue/catalogue.ts'
import {
  bothLanguages, elements, flag, member, oneWord, optionalText, readObject, refuseRepeats, requiredCount, requiredText, texts,
} from '#rules/catalogue/json-shape.ts'
import type { ShapeReader } from '#rules/catalogue/json-shape.ts'
import { toCheck } from './to-check.ts'
import { audiences, fieldTypes, findField, maskKinds, placeKinds } from './field-schema.ts'
import type { Check, Choice, Field, FieldSchema, Part, RowSchema } from './field-schema.ts'

/** Narrows the JSON of a field schema file. Each complaint names the place in the file. */
export function toFieldSchema(json: unknown): Narrowed<FieldSchema> {
  const errors: string[] = []
  const file = readObject(json, 'schema', errors)
  const rows = member(file, 'rows')
  const totalOf = optionalText(file, 'totalOf')
  const titleOf = optionalText(file, 'titleOf')
  const schema: FieldSchema = {
    item: requiredText(file, 'item'),
    version: requiredCount(file, 'version', 1),
    zh: requiredText(file, 'zh'),
    en: requiredText(file, 'en'),
    fields: fieldsOf(file),
    ...(rows !== undefined && { rows: toRows(rows, errors) }),
    checks: elements(file, 'checks', true).flatMap(({ value, path }) => toCheck(value, path, errors)),
    ...(totalOf !== undefined && { totalOf }),
    ...(flag(file, 'totalIsPaidOut', false) && { totalIsPaidOut: true }),
    ...(titleOf !== undefined && { titleOf }),
  }
  refuseUnknownKeys(schema, errors)
  return errors.length === 0 ? { ok: true, value: schema } : { ok: false, errors }
}

function toRows(json: unknown, errors: string[]): RowSchema {
  const reader = readObject(json, 'schema.rows', errors)
  return {
    zh: requiredText(reader, 'zh'), en: requiredText(reader, 'en'),
    maximum: requiredCount(reader, 'maximum', 1), fields: fieldsOf(reader),
  }
}

function fieldsOf(reader: ShapeReader): readonly Field[] {
  const fields = elements(reader, 'fields', true).map(({ value, path }) => toField(value, path, reader.errors))
  refuseRepeats(reader.errors, `${reader.path}.fields`, fields.map(field => field.key))
  // Two fields that answer to one header would make an import guess.
  refuseRepeats(reader.errors, `${reader.path}.fields headers`, fields.flatMap(field => [...new Set([field.zh, ...field.aliases ?? []])]))
  return fields
}

function toField(json: unknown, path: string, errors: string[]): Field {
  const reader = readObject(json, path, errors)
  const unit = optionalText(reader, 'unit')
  const field: Field = {
    key: requiredText(reader, 'key'),
    zh: requiredText(reader, 'zh'),
    en: requiredText(reader, 'en'),
    type: oneWord(reader, 'type', fieldTypes),
    ...(unit !== undefined && { unit }),
    required: flag(reader, 'required'),
    audience: oneWord(reader, 'audience', audiences),
    ...(has(reader, 'mask') && { mask: oneWord(reader, 'mask', maskKinds) }),
    ...(has(reader, 'aliases') && { aliases: texts(reader, 'aliases', true) }),
    ...(has(reader, 'choices') && { choices: choicesOf(reader) }),
    ...(has(reader, 'maxLength') && { maxLength: requiredCount(reader, 'maxLength', 1) }),
    ...(has(reader, 'help') && { help: bothLanguages(reader, 'help') }),
    ...(has(reader, 'negative') && { negative: flag(reader, 'negative') }),
    ...(has(reader, 'future') && { future: flag(reader, 'future') }),
    ...(has(reader, 'allowPhone') && { allowPhone: flag(reader, 'allowPhone') }),
    ...(has(reader, 'place') && { place: oneWord(reader, 'place', placeKinds) }),
  }
  refuseContradictions(field, path, errors)
  return field
}

function choicesOf(reader: ShapeReader): readonly Choice[] {
  return elements(reader, 'choices', true).map(({ value, path }) => {
    const choice = readObject(value, path, reader.errors)
    return { value: requiredText(choice, 'value'), zh: requiredText(choice, 'zh'), en: requiredText(choice, 'en') }
  })
}

function refuseContradictions(field: Field, path: string, errors: string[]): void {
  // A key such as constructor would be found on every object.
  if (!/^[a-z][A-Za-z0-9]*$/u.test(field.key) || field.key in {}) errors.push(`${path}.key must be a word in camelCase`)
  if ((field.type === 'choice') !== (field.choices !== undefined)) errors.push(`${path}: a choice needs choices, and only a choice has them`)
  const isNumber = ['money', 'quantity', 'integer', 'percent', 'date', 'choice'].includes(field.type)
  if (field.mask !== undefined && isNumber) errors.push(`${path}.mask: only text can be masked`)
  if (field.audience === 'never' && field.required) errors.push(`${path}: what is never kept cannot be required`)
  if (field.audience === 'public' && ['id-number', 'bank-card', 'phone'].includes(field.mask ?? '')) {
    errors.push(`${path}: identity, bank and telephone numbers of people may not be public, not even masked`)
  }
}

function refuseUnknownKeys(schema: FieldSchema, errors: string[]): void {
  const known = (part: Part, key: string, where: string) => {
    if (findField(schema, part, key) === undefined) errors.push(`${where}: there is no ${part === 'row' ? 'row ' : ''}field ${key}`)
  }
  if (schema.titleOf !== undefined) known('field', schema.titleOf, 'schema.titleOf')
  if (schema.totalOf !== undefined) known('row', schema.totalOf, 'schema.totalOf')
  for (const [index, check] of schema.checks.entries()) {
    for (const { part, key } of placesOf(check, schema)) known(part, key, `schema.checks[${index}]`)
  }
}

/** Every field a check reads, and in which part it must stand. */
function placesOf(check: Check, schema: FieldSchema): { part: Part; key: string }[] {
  const inPart = (part: Part, ...keys: readonly string[]) => keys.map(key => ({ part, key }))
  switch (check.kind) {
    case 'balance': return [...inPart('field', check.opening, check.closing), ...inPart('row', check.income, check.expense)]
    case 'sum': return [...inPart('row', check.row), ...inPart('field', check.field)]
    case 'count': return inPart('field', check.field)
    case 'parts': case 'shares': return inPart(check.part, ...check.keys, check.equals)
    // The second factor may stand in the header: one standard for everybody.
    case 'product': return [...inPart('row', check.a, check.equals), ...inPart(findField(schema, 'field', check.b) ? 'field' : 'row', check.b)]
    case 'at-most': return inPart(check.part, check.a, check.b)
    case 'unique': return inPart('row', ...check.keys)
    case 'order': case 'one-of': return inPart(check.part, ...check.keys)
    case 'carry': return inPart(check.part, ...check.plus, ...check.minus, check.equals)
    case 'limit-sum': return [...inPart('row', check.row), ...inPart('field', ...check.fields)]
    case 'sequence': return inPart('row', check.key)
  }
}

function has(reader: ShapeReader, key: string): boolean {
  return Object.hasOwn(reader.members, key)
}
