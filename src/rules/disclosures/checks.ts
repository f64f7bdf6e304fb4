import { findField } from './field-schema.ts'
import type { Check, DisclosureRecord, Field, FieldSchema, Part, Value, Values } from './field-schema.ts'
import { millionthsOf } from './figures.ts'
import type { Problem } from './problems.ts'
import { findGaps } from './sequence.ts'

type CheckOf<K extends Check['kind']> = Extract<Check, { kind: K }>

/** Everything the checks of a schema find wrong between the values of a record. Values that are absent are not judged. */
export function checkProblems(schema: FieldSchema, record: DisclosureRecord): Problem[] {
  return [...schema.checks.flatMap(check => problemsOf(check, schema, record)), ...tooLargeTotal(schema, record)]
}

function problemsOf(check: Check, schema: FieldSchema, record: DisclosureRecord): Problem[] {
  switch (check.kind) {
    case 'balance': return balance(check, schema, record)
    case 'sum': return sum(check, schema, record)
    case 'count': return count(check, record)
    case 'parts': return eachPart(check.part, record, (values, row) => parts(check, schema, values, row))
    case 'product': return eachPart('row', record, (values, row) => product(check, schema, record, values, row))
    case 'order': return eachPart(check.part, record, (values, row) => order(check, values, row))
    case 'at-most': return eachPart(check.part, record, (values, row) => atMost(check, schema, values, row))
    case 'unique': return unique(check, record)
    case 'one-of': return eachPart(check.part, record, (values, row) => oneOf(check, values, row))
    case 'carry': return eachPart(check.part, record, (values, row) => carry(check, schema, values, row))
    case 'limit-sum': return limitSum(check, schema, record)
    case 'shares': return eachPart(check.part, record, (values, row) => shares(check, schema, values, row))
    case 'sequence': return sequence(check, record)
  }
}

/** The exact sum of a row field, in millionths of its unit. */
export function sumOfRows(schema: FieldSchema, record: DisclosureRecord, key: string): bigint {
  const field = findField(schema, 'row', key)
  return record.rows.reduce((total, row) => total + sizeOf(field, row[key]), 0n)
}

/** Millionths of a unit as decimal text: money with two decimals, anything else with as many as it has. */
export function writtenSize(field: Field | undefined, size: bigint): string {
  const digits = (size < 0n ? -size : size).toString().padStart(7, '0')
  const decimals = digits.slice(-6).replace(/0+$/u, '').padEnd(field?.type === 'money' ? 2 : 0, '0')
  return `${size < 0n ? '-' : ''}${digits.slice(0, -6)}${decimals === '' ? '' : `.${decimals}`}`
}

/** A value as a whole number of millionths of its unit (yuan, mu, persons), so that unlike types can be compared exactly. */
export function sizeOf(field: Field | undefined, value: Value | undefined): bigint {
  if (value === undefined) return 0n
  if (typeof value === 'string') return millionthsOf(value)
  return BigInt(value) * (field?.type === 'money' ? 10_000n : 1_000_000n)
}

function balance(check: CheckOf<'balance'>, schema: FieldSchema, record: DisclosureRecord): Problem[] {
  const { [check.opening]: opening, [check.closing]: closing } = record.fields
  if (opening === undefined || closing === undefined) return []
  const field = findField(schema, 'field', check.closing)
  const expected = sizeOf(findField(schema, 'field', check.opening), opening)
    + sumOfRows(schema, record, check.income) - sumOfRows(schema, record, check.expense)
  const found = sizeOf(field, closing)
  if (expected === found) return []
  return [{ place: { part: 'field', key: check.closing }, code: 'balance-mismatch', details: compared(field, expected, found) }]
}

function sum(check: CheckOf<'sum'>, schema: FieldSchema, record: DisclosureRecord): Problem[] {
  const stated = record.fields[check.field]
  if (stated === undefined) return []
  const field = findField(schema, 'field', check.field)
  const expected = sumOfRows(schema, record, check.row)
  const found = sizeOf(field, stated)
  if (expected === found) return []
  return [{ place: { part: 'field', key: check.field }, code: 'sum-mismatch', details: compared(field, expected, found) }]
}

function count(check: CheckOf<'count'>, record: DisclosureRecord): Problem[] {
  const stated = record.fields[check.field]
  if (stated === undefined || stated === record.rows.length) return []
  return [{ place: { part: 'field', key: check.field }, code: 'count-mismatch', details: { expected: record.rows.length, found: stated } }]
}

function parts(check: CheckOf<'parts'>, schema: FieldSchema, values: Values, row: number | undefined): Problem[] {
  if ([...check.keys, check.equals].some(key => values[key] === undefined)) return []
  const field = findField(schema, check.part, check.equals)
  const expected = sumOf(check.keys, schema, check.part, values)
  const found = sizeOf(field, values[check.equals])
  if (expected === found) return []
  return [problemAt(check.part, row, check.equals, 'parts-mismatch', compared(field, expected, found))]
}

function product(check: CheckOf<'product'>, schema: FieldSchema, record: DisclosureRecord, values: Values, row: number | undefined): Problem[] {
  const amount = values[check.equals]
  const inRow = values[check.b] !== undefined
  const b = inRow ? values[check.b] : record.fields[check.b]
  if (amount === undefined || values[check.a] === undefined || b === undefined) return []
  const field = findField(schema, 'row', check.equals)
  const size = sizeOf(findField(schema, 'row', check.a), values[check.a]) * sizeOf(findField(schema, inRow ? 'row' : 'field', check.b), b)
  const difference = size - sizeOf(field, amount) * 1_000_000n
  if ((difference < 0n ? -difference : difference) <= BigInt(check.tolerance) * 10_000_000_000n) return []
  // Two millionths multiplied are billionths of thousandths; half a fen more and cut off is the nearest fen.
  const expected = ((size + 5_000_000_000n) / 10_000_000_000n) * 10_000n
  return [problemAt('row', row, check.equals, 'product-mismatch', compared(field, expected, sizeOf(field, amount)))]
}

function order(check: CheckOf<'order'>, values: Values, row: number | undefined): Problem[] {
  const days = check.keys.flatMap(key => (values[key] === undefined ? [] : [{ key, day: String(values[key]) }]))
  return days.flatMap(({ key, day }, index) => {
    const before = days[index - 1]
    if (before === undefined || before.day <= day) return []
    return [problemAt(check.part, row, key, 'wrong-order', { before: before.key, earlier: day, later: before.day })]
  })
}

function atMost(check: CheckOf<'at-most'>, schema: FieldSchema, values: Values, row: number | undefined): Problem[] {
  if (values[check.a] === undefined || values[check.b] === undefined) return []
  const field = findField(schema, check.part, check.a)
  const [a, b] = [sizeOf(field, values[check.a]), sizeOf(findField(schema, check.part, check.b), values[check.b])]
  if (a <= b) return []
  return [problemAt(check.part, row, check.a, 'exceeds', { than: check.b, found: writtenSize(field, a), limit: writtenSize(field, b) })]
}

function unique(check: CheckOf<'unique'>, record: DisclosureRecord): Problem[] {
  const firstRow = new Map<string, number>()
  return record.rows.flatMap((values, index) => {
    if (check.keys.some(key => values[key] === undefined)) return []
    const combination = JSON.stringify(check.keys.map(key => values[key]))
    const first = firstRow.get(combination)
    if (first === undefined) firstRow.set(combination, index + 1)
    return first === undefined ? [] : [problemAt('row', index + 1, check.keys[0] ?? '', 'duplicate-row', { first })]
  })
}

function oneOf(check: CheckOf<'one-of'>, values: Values, row: number | undefined): Problem[] {
  const filled = check.keys.filter(key => values[key] !== undefined && values[key] !== 0)
  if (filled.length === 1) return []
  return [problemAt(check.part, row, check.keys[0] ?? '', 'one-of', { filled: filled.length, keys: check.keys.join(',') })]
}

function carry(check: CheckOf<'carry'>, schema: FieldSchema, values: Values, row: number | undefined): Problem[] {
  if ([...check.plus, ...check.minus, check.equals].some(key => values[key] === undefined)) return []
  const field = findField(schema, check.part, check.equals)
  const expected = sumOf(check.plus, schema, check.part, values) - sumOf(check.minus, schema, check.part, values)
  const found = sizeOf(field, values[check.equals])
  if (expected === found) return []
  const terms = { plus: check.plus.join(','), minus: check.minus.join(',') }
  return [problemAt(check.part, row, check.equals, 'carry-mismatch', { ...compared(field, expected, found), ...terms })]
}

function limitSum(check: CheckOf<'limit-sum'>, schema: FieldSchema, record: DisclosureRecord): Problem[] {
  const [first = ''] = check.fields
  if (record.fields[first] === undefined) return []
  const field = findField(schema, 'field', first)
  const limit = sumOf(check.fields, schema, 'field', record.fields)
  const found = sumOfRows(schema, record, check.row)
  if (found <= limit) return []
  const details = { row: check.row, of: check.fields.join(','), found: writtenSize(field, found), limit: writtenSize(field, limit) }
  return [problemAt('field', undefined, first, 'exceeds-sum', details)]
}

function shares(check: CheckOf<'shares'>, schema: FieldSchema, values: Values, row: number | undefined): Problem[] {
  if (values[check.equals] === undefined || check.keys.every(key => values[key] === undefined)) return []
  const field = findField(schema, check.part, check.equals)
  const expected = sumOf(check.keys, schema, check.part, values)
  const found = sizeOf(field, values[check.equals])
  if (expected === found) return []
  return [problemAt(check.part, row, check.equals, 'shares-mismatch', { ...compared(field, expected, found), of: check.keys.join(',') })]
}

function sequence(check: CheckOf<'sequence'>, record: DisclosureRecord): Problem[] {
  return findGaps(record.rows.map(row => row[check.key])).map(({ row, ...details }) => problemAt('row', row, check.key, 'sequence-gap', details))
}

/** The exact sum of several fields of one part; what is absent counts as nothing. */
function sumOf(keys: readonly string[], schema: FieldSchema, part: Part, values: Values): bigint {
  return keys.reduce((total, key) => total + sizeOf(findField(schema, part, key), values[key]), 0n)
}

function tooLargeTotal(schema: FieldSchema, record: DisclosureRecord): Problem[] {
  if (schema.totalOf === undefined) return []
  const fen = sumOfRows(schema, record, schema.totalOf) / 10_000n
  return fen > BigInt(Number.MAX_SAFE_INTEGER) ? [{ place: { part: 'file' }, code: 'too-large' }] : []
}

function eachPart(part: Part, record: DisclosureRecord, judge: (values: Values, row: number | undefined) => Problem[]): Problem[] {
  if (part === 'field') return judge(record.fields, undefined)
  return record.rows.flatMap((values, index) => judge(values, index + 1))
}

function problemAt(part: Part, row: number | undefined, key: string, code: Problem['code'], details: Problem['details']): Problem {
  return { place: { part, key, ...(row !== undefined && { row }) }, code, ...(details && { details }) }
}

function compared(field: Field | undefined, expected: bigint, found: bigint): { expected: string; found: string } {
  return { expected: writtenSize(field, expected), found: writtenSize(field, found) }
}
