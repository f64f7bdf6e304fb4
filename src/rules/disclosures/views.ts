import { maskValue } from '#rules/masking/mask.ts'
import { bareValues } from './bare-values.ts'
import { sumOfRows } from './checks.ts'
import type { DisclosureRecord, Field, FieldSchema, Value, Values } from './field-schema.ts'

/** The record as anybody may see it: fields for narrower audiences are gone, personal values are masked. */
export function publicView(schema: FieldSchema, record: DisclosureRecord): DisclosureRecord {
  const shown = schema.rows?.fields ?? []
  return {
    fields: publicValues(schema.fields, record.fields),
    rows: record.rows.map(row => publicValues(shown, row)),
  }
}

/** What a list of records prints: how many rows, and the sum in fen of the money field the schema names. */
export function totals(schema: FieldSchema, record: DisclosureRecord): { readonly rows: number; readonly total: number | undefined } {
  const total = schema.totalOf === undefined || record.rows.length === 0
    ? undefined
    : Number(sumOfRows(schema, record, schema.totalOf) / 10_000n)
  return { rows: record.rows.length, total }
}

/** All text of a public view, one value a line, for the search index. Give it a view, never the record itself. */
export function recordText(schema: FieldSchema, publicRecord: DisclosureRecord): string {
  const lines = textsOf(schema.fields, publicRecord.fields)
  for (const row of publicRecord.rows) lines.push(...textsOf(schema.rows?.fields ?? [], row))
  return lines.join('\n')
}

/** The keys of fields that the people of the village see and strangers do not. */
export function villagerKeys(schema: FieldSchema): string[] {
  return [...schema.fields, ...schema.rows?.fields ?? []].filter(field => field.audience === 'verified').map(field => field.key)
}

/** What the people of the village see beside the public view, masked like anything that leaves the office: one recognises a neighbour without the whole name. */
export function villagerValues(fields: readonly Field[], values: Values): Values {
  return valuesFor('verified', fields, values)
}

function publicValues(fields: readonly Field[], values: Values): Values {
  return valuesFor('public', fields, values)
}

function valuesFor(audience: 'public' | 'verified', fields: readonly Field[], values: Values): Values {
  const shown = bareValues<Value>()
  for (const field of fields) {
    const value = values[field.key]
    if (field.audience !== audience || value === undefined) continue
    shown[field.key] = field.mask === undefined ? value : maskValue(field.mask, String(value))
  }
  return shown
}

function textsOf(fields: readonly Field[], values: Values): string[] {
  return fields.flatMap(field => {
    const value = values[field.key]
    if (typeof value !== 'string' || !isText(field)) return []
    return [field.type === 'choice' ? field.choices?.find(choice => choice.value === value)?.zh ?? value : value]
  })
}

function isText(field: Field): boolean {
  return ['text', 'long-text', 'choice', 'person', 'organisation'].includes(field.type)
}
