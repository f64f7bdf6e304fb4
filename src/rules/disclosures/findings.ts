import { birthDayOf } from '#rules/masking/birth-day.ts'
import { findPersonalData } from '#rules/masking/detect.ts'
import type { Finding } from '#rules/masking/detect.ts'
import { severityOfFinding, type FindingKind } from '#rules/masking/kinds.ts'
import { maskValue } from '#rules/masking/mask.ts'
import { findPersonalWords } from '#rules/masking/words.ts'
import type { DisclosureRecord, Field, FieldSchema, Values } from './field-schema.ts'
import type { Place } from './problems.ts'

/** Something personal in what residents would see. Publication waits while a red one stands. */
export type PlacedFinding = Finding & { readonly place: Place | { readonly part: 'attachment'; readonly index: number; readonly where?: string } }

/**
 * Looks for personal data in every text that would be shown, to everyone or to verified villagers, and in the names of attachments.
 * A value that its schema masks is judged as masked. With `today` a row's identity number tells whether its name is a child's.
 */
export function findingsIn(schema: FieldSchema, record: DisclosureRecord, attachmentNames: readonly string[] = [], today?: string): PlacedFinding[] {
  const aid = isAidList(schema)
  return [
    ...inValues(schema.fields, record.fields, { part: 'field' }, false),
    ...findingsInRows(schema, record.rows, 0, today),
    ...attachmentNames.flatMap((name, index) =>
      findPersonalData(name, { aid }).map(finding => ({ ...finding, place: { part: 'attachment' as const, index } }))),
  ]
}

/** The same in a stretch of rows, of which `before` stand above it. */
export function findingsInRows(schema: FieldSchema, rows: readonly Values[], before: number, today?: string): PlacedFinding[] {
  const fields = schema.rows?.fields ?? []
  const aid = isAidList(schema)
  return rows.flatMap((row, index) => {
    const place = { part: 'row', row: before + index + 1 } as const
    return [...inValues(fields, row, place, aid), ...today === undefined ? [] : ofChildren(fields, row, place, today)]
  })
}

/** Whether the rows of a schema name people who are paid or helped: there illness and age are somebody's. */
export function isAidList(schema: FieldSchema): boolean {
  const fields = schema.rows?.fields ?? []
  const hasPerson = fields.some(field => field.type === 'person' && isShown(field))
  return hasPerson && (schema.totalIsPaidOut === true || fields.some(field => field.mask === 'id-number' || field.mask === 'bank-card'))
}

/** The code under which a finding stands among the problems of a record. */
export function problemOfFinding(kind: FindingKind): 'personal-data' | 'personal-look' {
  return severityOfFinding(kind) === 'red' ? 'personal-data' : 'personal-look'
}

/** The text in which a finding's place counts: as it would be shown, or for a name as it was typed. */
function inValues(fields: readonly Field[], values: Values, place: Place, aid: boolean): PlacedFinding[] {
  return fields.flatMap(field => {
    const value = values[field.key]
    if (typeof value !== 'string' || !isShown(field)) return []
    if (field.type === 'date') return isBirthDate(field) ? [{ kind: 'birth-date' as const, start: 0, length: value.length, place: { ...place, key: field.key } }] : []
    const shown = field.mask === undefined ? value : maskValue(field.mask, value)
    const isName = field.type === 'person' || field.mask === 'party-name'
    return [...findPersonalData(shown, { aid }), ...isName ? findPersonalWords(value, { name: true }).filter(({ kind }) => kind === 'placeholder') : []]
      .filter(({ kind }) => !((kind === 'phone' || kind === 'landline') && field.allowPhone === true))
      .map(finding => ({ ...finding, place: { ...place, key: field.key } }))
  })
}

// A day of birth is only somebody's beside a name; no schema has one without.
function isBirthDate(field: Field): boolean {
  // 发生日期 is the day on which something happened.
  return /出生|(?<!发)生日/u.test(field.zh)
}

/** Whether the row's identity number says that its name is a child's. The number itself is never shown. */
function ofChildren(fields: readonly Field[], row: Values, place: Place, today: string): PlacedFinding[] {
  const number = fields.find(field => field.mask === 'id-number')
  const name = fields.find(field => field.type === 'person' && isShown(field))
  const [born, called] = [birthDayOf(String(number ? row[number.key] ?? '' : '')), name && row[name.key]]
  if (born === undefined || name === undefined || typeof called !== 'string') return []
  const age = ageOn(born, today)
  if (age >= 18) return []
  return [{ kind: age < 14 ? 'minor' : 'young-person', start: 0, length: called.length, place: { ...place, key: name.key } }]
}

function ageOn(born: string, today: string): number {
  return Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0)
}

function isShown(field: Field): boolean {
  return field.audience === 'public' || field.audience === 'verified'
}
