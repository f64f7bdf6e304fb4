import type { Check, DisclosureRecord, Field, FieldSchema, Part, RawRecord, Value } from '#rules/disclosures/field-schema.ts'
import { typedValues } from '#rules/disclosures/display.ts'
import { sizeOf, sumOfRows, writtenSize } from '#rules/disclosures/checks.ts'
import { findField } from '#rules/disclosures/field-schema.ts'

const day = '2026-03-05'

/** A record that fills every field of a schema and passes all its checks; two rows where there are rows. */
export function sampleRecord(schema: FieldSchema): DisclosureRecord {
  const rows = schema.rows ? [filled(schema.rows.fields, 1), filled(schema.rows.fields, 2)] : []
  const record = { fields: filled(schema.fields, 1), rows }
  // Making one check hold may disturb another, so each is mended again until nothing changes any more.
  for (let round = 0; round < 12; round += 1) for (const check of schema.checks) mend(check, schema, record)
  return record
}

/** The same record as a clerk would type it. */
export function typed(schema: FieldSchema, record: DisclosureRecord): RawRecord {
  return { fields: typedValues(schema.fields, record.fields), rows: record.rows.map(row => typedValues(schema.rows?.fields ?? [], row)) }
}

/** Disturbs what one check is about, and nothing else if it can be helped. */
export function broken(schema: FieldSchema, check: Check, good: DisclosureRecord): DisclosureRecord {
  const record = structuredClone(good) as Draft
  const values = (part: Part) => part === 'field' ? record.fields : record.rows[0]!
  const raise = (part: Part, key: string) => { values(part)[key] = raised(findField(schema, part, key)!, values(part)[key]) }
  switch (check.kind) {
    case 'balance': raise('field', check.closing); break
    case 'sum': case 'count': raise('field', check.field); break
    case 'parts': case 'shares': case 'carry': raise(check.part, check.equals); break
    // The tolerance is one yuan: one fen beyond it is too much.
    case 'product': record.rows[0]![check.equals] = Number(record.rows[0]![check.equals]) + check.tolerance + 1; break
    case 'at-most': for (const key of [check.a]) values(check.part)[key] = values(check.part)[check.b]!; raise(check.part, check.a); break
    case 'order': values(check.part)[check.keys[1]!] = day; values(check.part)[check.keys[0]!] = '2026-03-06'; break
    case 'unique': for (const key of check.keys) record.rows[1]![key] = record.rows[0]![key]!; break
    case 'one-of': for (const key of check.keys) delete values(check.part)[key]; break
    case 'limit-sum': record.rows[0]![check.row] = limitOf(check, record) + 1; break
    case 'sequence': record.rows[0]![check.key] = '记-1'; record.rows[1]![check.key] = '记-3'; break
  }
  return record
}

type Draft = { fields: Record<string, Value>; rows: Record<string, Value>[] }

function limitOf(check: Extract<Check, { kind: 'limit-sum' }>, record: DisclosureRecord): number {
  return check.fields.reduce((sum, key) => sum + Number(record.fields[key] ?? 0), 0) - Number(record.rows[1]![check.row] ?? 0)
}

function filled(fields: readonly Field[], n: number): Record<string, Value> {
  return Object.fromEntries(fields.filter(field => field.audience !== 'never').map(field => [field.key, valueOf(field, n)]))
}

function valueOf(field: Field, n: number): Value {
  switch (field.type) {
    case 'money': return 10_000 * n
    case 'integer': return 2
    case 'quantity': case 'percent': return '2'
    case 'date': return day
    case 'choice': return field.choices![(n - 1) % field.choices!.length]!.value
    case 'organisation': return '虚构测试单位'
    // Residents are 张三 and 李四; whoever holds an office is 王五 or 测试干部.
    case 'person': return (field.mask === undefined ? ['王五', '测试干部'] : ['张三', '李四'])[n - 1]!
    case 'text': case 'long-text': return field.mask === 'party-name' ? ['张三', '李四'][n - 1]! : `记-${n}`
  }
}

function raised(field: Field, value: Value | undefined): Value {
  return typeof value === 'number' ? value + 1 : field.type === 'percent' ? '99' : writtenSize(field, sizeOf(field, value) + 10_000n)
}

function mend(check: Check, schema: FieldSchema, record: Draft): void {
  const write = (part: Part, values: Record<string, Value>, key: string, size: bigint) => { values[key] = written(findField(schema, part, key)!, size) }
  const size = (part: Part, values: Record<string, Value>, key: string) => sizeOf(findField(schema, part, key), values[key])
  const total = (part: Part, values: Record<string, Value>, keys: readonly string[]) => keys.reduce((sum, key) => sum + size(part, values, key), 0n)
  const each = (part: Part, work: (values: Record<string, Value>) => void) => { for (const values of part === 'field' ? [record.fields] : record.rows) work(values) }
  switch (check.kind) {
    case 'balance': write('field', record.fields, check.closing, size('field', record.fields, check.opening) + sumOfRows(schema, record, check.income) - sumOfRows(schema, record, check.expense)); break
    case 'sum': write('field', record.fields, check.field, sumOfRows(schema, record, check.row)); break
    case 'count': record.fields[check.field] = record.rows.length; break
    case 'one-of': each(check.part, values => { for (const key of check.keys.slice(1)) delete values[key] }); break
    case 'product': each('row', values => write('row', values, check.equals, size('row', values, check.a) * size(check.b in values ? 'row' : 'field', check.b in values ? values : record.fields, check.b) / 1_000_000n)); break
    case 'at-most': each(check.part, values => { if (size(check.part, values, check.a) > size(check.part, values, check.b)) give(schema, check.part, values, check.a, check.b, write, size) }); break
    case 'carry': each(check.part, values => { settle(schema, check, values, check.plus, check.minus, write, total) }); break
    case 'parts': case 'shares': each(check.part, values => { settle(schema, check, values, check.keys, [], write, total) }); break
    case 'limit-sum': write('field', record.fields, check.fields[0]!, sumOfRows(schema, record, check.row)); for (const key of check.fields.slice(1)) write('field', record.fields, key, 0n); break
    case 'order': case 'unique': case 'sequence': break
  }
}

type Write = (part: Part, values: Record<string, Value>, key: string, size: bigint) => void
type Total = (part: Part, values: Record<string, Value>, keys: readonly string[]) => bigint
type Size = (part: Part, values: Record<string, Value>, key: string) => bigint

/** Makes Σ plus − Σ minus = equals: by what is free to move, and the sum itself only when nothing decides it elsewhere. */
function settle(schema: FieldSchema, check: Check & { part: Part; equals: string }, values: Record<string, Value>, plus: readonly string[], minus: readonly string[], write: Write, total: Total): void {
  const { part, equals } = check
  for (const key of [...plus, ...minus]) if (values[key] === undefined) write(part, values, key, 0n)
  const later = schema.checks.slice(schema.checks.indexOf(check) + 1)
  const isFixed = (key: string) => isDecided(schema.checks.filter(other => ['sum', 'count', 'product', 'balance'].includes(other.kind)), part, key)
  const filler = plus.find(key => !isFixed(key))
  if (isFixed(equals) || isDecided(later, part, equals)) {
    if (filler === undefined) return
    for (const key of [...plus, ...minus]) if (key !== filler && !isFixed(key)) write(part, values, key, 0n)
    write(part, values, filler, total(part, values, [equals]) - total(part, values, plus.filter(key => key !== filler)) + total(part, values, minus))
    return
  }
  const left = total(part, values, plus) - total(part, values, minus)
  if (left < 0n && filler !== undefined) write(part, values, filler, total(part, values, [filler]) - left)
  if (left < 0n && filler === undefined) write(part, values, minus[0]!, total(part, values, plus))
  write(part, values, equals, left < 0n ? 0n : left)
}

/** The greater of two that must not be greater comes down, or the other goes up; what makes up a decided sum goes up with it. */
function give(schema: FieldSchema, part: Part, values: Record<string, Value>, a: string, b: string, write: Write, size: Size): void {
  if (!isDecided(schema.checks, part, b)) write(part, values, b, size(part, values, a))
  else if (!isDecided(schema.checks, part, a)) write(part, values, a, size(part, values, b))
  else for (const check of schema.checks) {
    if (!('keys' in check && 'equals' in check && check.equals === b)) continue
    write(part, values, check.keys[0]!, size(part, values, check.keys[0]!) + size(part, values, a) - size(part, values, b))
  }
}

function isDecided(checks: readonly Check[], part: Part, key: string): boolean {
  return checks.some(check => ('equals' in check && check.equals === key && (check.kind === 'product' ? 'row' : check.part) === part)
    || (check.kind === 'balance' && part === 'field' && check.closing === key)
    || ((check.kind === 'sum' || check.kind === 'count') && part === 'field' && check.field === key))
}

function written(field: Field, size: bigint): Value {
  if (field.type === 'money') return Number(size / 10_000n)
  if (field.type === 'integer') return Number(size / 1_000_000n)
  return writtenSize(field, size)
}
