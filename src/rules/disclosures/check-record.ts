import { bareValues } from './bare-values.ts'
import { checkProblems } from './checks.ts'
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
  const problems: Problem[] = []
  const fields = readPart(schema.fields, raw.fields, today, { part: 'field' }, problems)
  const rows = readRows(schema, raw, today, problems)
  const record = { fields, rows }
  // Not by spreading into push: a list of two hundred thousand equal rows would be more arguments than a call can take.
  return { record, problems: problems.concat(checkProblems(schema, record)) }
}

function readRows(schema: FieldSchema, raw: RawRecord, today: string, problems: Problem[]): Values[] {
  if (raw.rows.length === 0) return []
  if (!schema.rows) {
    problems.push({ place: { part: 'file' }, code: 'rows-not-allowed' })
    return []
  }
  const { fields, maximum } = schema.rows
  if (raw.rows.length > maximum) {
    problems.push({ place: { part: 'file' }, code: 'row-limit', details: { rows: raw.rows.length, maximum } })
    return []
  }
  return raw.rows.map((row, index) => readPart(fields, row, today, { part: 'row', row: index + 1 }, problems))
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
