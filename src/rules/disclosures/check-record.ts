import { bareValues } from './bare-values.ts'
import { beginChecks } from './checks.ts'
import type { DisclosureRecord, Field, FieldSchema, Part, RawRecord, Value, Values } from './field-schema.ts'
import type { Place, Problem } from './problems.ts'
import { readValue } from './values.ts'

/** What a checked record came to: the record as far as it could be read, and everything wrong with it. */
export type CheckedRecord = { readonly record: DisclosureRecord; readonly problems: readonly Problem[] }

/**
 * Reads a record as typed. `today` is the day it is checked on: days after it are refused where they make no sense.
 * The record may be kept only if `problems` is empty; it is also returned otherwise, so that a page can show what was understood.
 * Keys are looked up among the schema's own, never on the object's prototype, so `__proto__` is just an unknown field.
 */
export function checkRecord(schema: FieldSchema, raw: RawRecord, today: string): CheckedRecord {
  const check = beginRecord(schema, raw.fields, raw.rows.length, today)
  const rows = check.take(raw.rows)
  return { record: { fields: check.fields, rows }, problems: check.problems() }
}

/** A record that is read while its rows come, so that a long list is never held to be checked. */
export type GrowingRecord = {
  readonly fields: Values
  /** Reads the next rows; none where the schema has no rows or the record has too many. */
  take(rows: RawRecord['rows']): Values[]
  /** Everything wrong with it, once all rows have come. */
  problems(): readonly Problem[]
  /** The sum in fen of the money field the schema names; undefined where there are no rows. */
  totalFen(): number | undefined
}

export function beginRecord(schema: FieldSchema, raw: RawRecord['fields'], rowCount: number, today: string): GrowingRecord {
  const problems: Problem[] = []
  const fields = readPart(schema.fields, raw, today, { part: 'field' }, problems)
  const refused = rowsRefused(schema, rowCount)
  if (refused) problems.push(refused)
  const checks = beginChecks(schema, fields)
  let before = 0
  return {
    fields,
    take(rows) {
      if (refused) return []
      return rows.map(row => {
        const read = readPart(schema.rows?.fields ?? [], row, today, { part: 'row', row: ++before }, problems)
        checks.take(read)
        return read
      })
    },
    // Not by spreading into push: a list of two hundred thousand equal rows would be more arguments than a call can take.
    problems: () => problems.concat(checks.problems()),
    totalFen: checks.totalFen,
  }
}

function rowsRefused({ rows }: FieldSchema, count: number): Problem | undefined {
  if (count === 0) return undefined
  if (!rows) return { place: { part: 'file' }, code: 'rows-not-allowed' }
  return count > rows.maximum ? { place: { part: 'file' }, code: 'row-limit', details: { rows: count, maximum: rows.maximum } } : undefined
}

/** The values of rows that have been checked before, without judging them again. */
export function valuesOfRows(schema: FieldSchema, rows: RawRecord['rows'], today: string): Values[] {
  return rows.map((row, index) => readPart(schema.rows?.fields ?? [], row, today, { part: 'row', row: index + 1 }, []))
}

function readPart(fields: readonly Field[], raw: Readonly<Record<string, unknown>>, today: string, place: Place & { part: Part }, problems: Problem[]): Values {
  const values = bareValues<Value>()
  for (const field of fields) {
    // Data that must never be shown is not kept either: what is not there cannot leak.
    if (field.audience === 'never') continue
    const typed = Object.hasOwn(raw, field.key) ? raw[field.key] : undefined
    const read = readValue(field, typed, today)
    if (!read.ok) problems.push({ place: { ...place, key: field.key }, code: read.code, ...(read.details && { details: read.details }) })
    else if (read.value !== undefined) values[field.key] = read.value
  }
  for (const key of Object.keys(raw)) {
    if (Object.hasOwn(values, key)) continue
    if (!fields.some(field => field.key === key)) problems.push({ place, code: 'unknown-field', details: { key: key.slice(0, 60) } })
  }
  return values
}
