import { findPersonalData } from '#rules/masking/detect.ts'
import type { Finding } from '#rules/masking/detect.ts'
import { maskValue } from '#rules/masking/mask.ts'
import type { DisclosureRecord, Field, FieldSchema, Values } from './field-schema.ts'
import type { Place } from './problems.ts'

/** A person's number in something that residents would see. Publication waits until it is gone. */
export type PlacedFinding = Finding & { readonly place: Place | { readonly part: 'attachment'; readonly index: number } }

/**
 * Looks for identity numbers, bank cards and mobile numbers in every text that would be shown, to everyone or to verified
 * villagers, and in the names of attachments. A value that its schema masks is judged as masked.
 */
export function findingsIn(schema: FieldSchema, record: DisclosureRecord, attachmentNames: readonly string[] = []): PlacedFinding[] {
  const rowFields = schema.rows?.fields ?? []
  return [
    ...inValues(schema.fields, record.fields, { part: 'field' }),
    ...record.rows.flatMap((row, index) => inValues(rowFields, row, { part: 'row', row: index + 1 })),
    ...attachmentNames.flatMap((name, index) =>
      findPersonalData(name).map(finding => ({ ...finding, place: { part: 'attachment' as const, index } }))),
  ]
}

function inValues(fields: readonly Field[], values: Values, place: Place): PlacedFinding[] {
  return fields.flatMap(field => {
    const value = values[field.key]
    // No number of a person is shorter than a telephone number, and most values of a large list are.
    if (typeof value !== 'string' || value.length < 11 || !isShown(field)) return []
    const shown = field.mask === undefined ? value : maskValue(field.mask, value)
    return findPersonalData(shown)
      .filter(({ kind }) => !(kind === 'phone' && field.allowPhone === true))
      .map(finding => ({ ...finding, place: { ...place, key: field.key } }))
  })
}

function isShown(field: Field): boolean {
  return field.audience === 'public' || field.audience === 'verified'
}
