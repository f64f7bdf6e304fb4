import { findField } from './field-schema.ts'
import type { Check, DisclosureRecord, Field, FieldSchema, Part, Value, Values } from './field-schema.ts'
import { millionthsOf } from './figures.ts'
import type { Problem } from './problems.ts'
import { growingSeries } from './sequence.ts'

type CheckOf<K extends Check['kind']> = Extract<Check, { kind: K }>

/** Everything the checks of a schema find wrong between the values of a record. Values that are absent are not judged. */
export function checkProblems(schema: FieldSchema, record: DisclosureRecord): Problem[] {
  const checks = beginChecks(schema, record.fields)
  for (const row of record.rows) checks.take(row)
  return checks.problems()
}

/** The same, row by row as they come: nothing of a list is held but its sums and what must not come twice. */
export type GrowingChecks = {
  take(row: Values): void
  /** Once all rows have come. */
  problems(): Problem[]
  /** The sum in fen of the money field the schema names, over the rows that have come; undefined where there are none. */
  totalFen(): number | undefined
}

export function beginChecks(schema: FieldSchema, fields: Values): GrowingChecks {
  const summed = summedFields(schema).map(key => ({ key, field: findField(schema, 'row', key), sum: 0n }))
  const judges = schema.checks.map(check => judgeOf(check, schema, fields))
  let count = 0
  const sumOf = (key: string) => summed.find(each => each.key === key)?.sum ?? 0n
  return {
    take(row) {
      count += 1
      for (const each of summed) each.sum += sizeOf(each.field, row[each.key])
      for (const judge of judges) judge.row?.(row, count)
    },
    problems: () => [...judges.flatMap(judge => judge.end({ count, sumOf })), ...tooLargeTotal(schema, sumOf)],
    totalFen: () => schema.totalOf === undefined || count === 0 ? undefined : Number(sumOf(schema.totalOf) / 10_000n),
  }
}

/** What has come of the rows: how many, and the exact sum of a row field in millionths of its unit. */
type Rows = { readonly count: number; readonly sumOf: (key: string) => bigint }

/** One check at work: it sees each row once, and the header at the end. */
type Judge = { readonly row?: (values: Values, row: number) => void; readonly end: (rows: Rows) => readonly Problem[] }

function judgeOf(check: Check, schema: FieldSchema, fields: Values): Judge {
  switch (check.kind) {
    case 'balance': return { end: rows => balance(check, schema, fields, rows) }
    case 'sum': return { end: rows => sum(check, schema, fields, rows) }
    case 'count': return { end: rows => count(check, fields, rows) }
    case 'parts': return eachPart(check.part, fields, (values, row) => parts(check, schema, values, row))
    case 'product': return eachPart('row', fields, (values, row) => product(check, schema, fields, values, row))
    case 'order': return eachPart(check.part, fields, (values, row) => order(check, values, row))
    case 'at-most': return eachPart(check.part, fields, (values, row) => atMost(check, schema, values, row))
    case 'unique': return unique(check)
    case 'one-of': return eachPart(check.part, fields, (values, row) => oneOf(check, values, row))
    case 'carry': return eachPart(check.part, fields, (values, row) => carry(check, schema, values, row))
    case 'limit-sum': return { end: rows => limitSum(check, schema, fields, rows) }
    case 'shares': return eachPart(check.part, fields, (values, row) => shares(check, schema, values, row))
    case 'sequence': return sequence(check)
  }
}

/** The row fields whose sum some check or the total needs. */
function summedFields({ checks, totalOf }: FieldSchema): string[] {
  const keys = checks.flatMap(check => check.kind === 'balance' ? [check.income, check.expense] : check.kind === 'sum' || check.kind === 'limit-sum' ? [check.row] : [])
  return [...new Set(totalOf === undefined ? keys : [...keys, totalOf])]
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

function balance(check: CheckOf<'balance'>, schema: FieldSchema, fields: Values, { sumOf }: Rows): Problem[] {
  const { [check.opening]: opening, [check.closing]: closing } = fields
  if (opening === undefined || closing === undefined) return []
  const field = findField(schema, 'field', check.closing)
  const expected = sizeOf(findField(schema, 'field', check.opening), opening)
    + sumOf(check.income) - sumOf(check.expense)
  const found = sizeOf(field, closing)
  if (expected === found) return []
  return [{ place: { part: 'field', key: check.closing }, code: 'balance-mismatch', details: compared(field, expected, found) }]
}

function sum(check: CheckOf<'sum'>, schema: FieldSchema, fields: Values, { sumOf }: Rows): Problem[] {
  const stated = fields[check.field]
  if (stated === undefined) return []
  const field = findField(schema, 'field', check.field)
  const expected = sumOf(check.row)
  const found = sizeOf(field, stated)
  if (expected === found) return []
  return [{ place: { part: 'field', key: check.field }, code: 'sum-mismatch', details: compared(field, expected, found) }]
}

function count(check: CheckOf<'count'>, fields: Values, rows: Rows): Problem[] {
  const stated = fields[check.field]
  if (stated === undefined || stated === rows.count) return []
  return [{ place: { part: 'field', key: check.field }, code: 'count-mismatch', details: { expected: rows.count, found: stated } }]
}

function parts(check: CheckOf<'parts'>, schema: FieldSchema, values: Values, row: number | undefined): Problem[] {
  if ([...check.keys, check.equals].some(key => values[key] === undefined)) return []
  const field = findField(schema, check.part, check.equals)
  const expected = sumOfFields(check.keys, schema, check.part, values)
  const found = sizeOf(field, values[check.equals])
  if (expected === found) return []
  return [problemAt(check.part, row, check.equals, 'parts-mismatch', compared(field, expected, found))]
}

function product(check: CheckOf<'product'>, schema: FieldSchema, fields: Values, values: Values, row: number | undefined): Problem[] {
  const amount = values[check.equals]
  const inRow = values[check.b] !== undefined
  const b = inRow ? values[check.b] : fields[check.b]
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

function unique(check: CheckOf<'unique'>): Judge {
  const firstRow = new Map<string, number>()
  const found: Problem[] = []
  return {
    row(values, row) {
      if (check.keys.some(key => values[key] === undefined)) return
      const combination = JSON.stringify(check.keys.map(key => values[key]))
      const first = firstRow.get(combination)
      if (first === undefined) firstRow.set(combination, row)
      else found.push(problemAt('row', row, check.keys[0] ?? '', 'duplicate-row', { first }))
    },
    end: () => found,
  }
}

function oneOf(check: CheckOf<'one-of'>, values: Values, row: number | undefined): Problem[] {
  const filled = check.keys.filter(key => values[key] !== undefined && values[key] !== 0)
  if (filled.length === 1) return []
  return [problemAt(check.part, row, check.keys[0] ?? '', 'one-of', { filled: filled.length, keys: check.keys.join(',') })]
}

function carry(check: CheckOf<'carry'>, schema: FieldSchema, values: Values, row: number | undefined): Problem[] {
  if ([...check.plus, ...check.minus, check.equals].some(key => values[key] === undefined)) return []
  const field = findField(schema, check.part, check.equals)
  const expected = sumOfFields(check.plus, schema, check.part, values) - sumOfFields(check.minus, schema, check.part, values)
  const found = sizeOf(field, values[check.equals])
  if (expected === found) return []
  const terms = { plus: check.plus.join(','), minus: check.minus.join(',') }
  return [problemAt(check.part, row, check.equals, 'carry-mismatch', { ...compared(field, expected, found), ...terms })]
}

function limitSum(check: CheckOf<'limit-sum'>, schema: FieldSchema, fields: Values, { sumOf }: Rows): Problem[] {
  const [first = ''] = check.fields
  if (fields[first] === undefined) return []
  const field = findField(schema, 'field', first)
  const limit = sumOfFields(check.fields, schema, 'field', fields)
  const found = sumOf(check.row)
  if (found <= limit) return []
  const details = { row: check.row, of: check.fields.join(','), found: writtenSize(field, found), limit: writtenSize(field, limit) }
  return [problemAt('field', undefined, first, 'exceeds-sum', details)]
}

function shares(check: CheckOf<'shares'>, schema: FieldSchema, values: Values, row: number | undefined): Problem[] {
  if (values[check.equals] === undefined || check.keys.every(key => values[key] === undefined)) return []
  const field = findField(schema, check.part, check.equals)
  const expected = sumOfFields(check.keys, schema, check.part, values)
  const found = sizeOf(field, values[check.equals])
  if (expected === found) return []
  return [problemAt(check.part, row, check.equals, 'shares-mismatch', { ...compared(field, expected, found), of: check.keys.join(',') })]
}

function sequence(check: CheckOf<'sequence'>): Judge {
  const papers = growingSeries()
  return {
    row: (values, row) => papers.take(values[check.key], row),
    end: () => papers.gaps().map(({ row, ...details }) => problemAt('row', row, check.key, 'sequence-gap', details)),
  }
}

/** The exact sum of several fields of one part; what is absent counts as nothing. */
function sumOfFields(keys: readonly string[], schema: FieldSchema, part: Part, values: Values): bigint {
  return keys.reduce((total, key) => total + sizeOf(findField(schema, part, key), values[key]), 0n)
}

function tooLargeTotal(schema: FieldSchema, sumOf: Rows['sumOf']): Problem[] {
  if (schema.totalOf === undefined) return []
  return sumOf(schema.totalOf) / 10_000n > BigInt(Number.MAX_SAFE_INTEGER) ? [{ place: { part: 'file' }, code: 'too-large' }] : []
}

function eachPart(part: Part, fields: Values, judge: (values: Values, row: number | undefined) => readonly Problem[]): Judge {
  if (part === 'field') return { end: () => judge(fields, undefined) }
  const found: Problem[] = []
  return { row: (values, row) => { for (const problem of judge(values, row)) found.push(problem) }, end: () => found }
}

function problemAt(part: Part, row: number | undefined, key: string, code: Problem['code'], details: Problem['details']): Problem {
  return { place: { part, key, ...(row !== undefined && { row }) }, code, ...(details && { details }) }
}

function compared(field: Field | undefined, expected: bigint, found: bigint): { expected: string; found: string } {
  return { expected: writtenSize(field, expected), found: writtenSize(field, found) }
}
