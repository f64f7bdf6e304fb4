/** What a value is; it decides how the typed text is read, kept, compared and shown. */
export const fieldTypes = [
  'text', 'long-text', 'money', 'quantity', 'integer', 'percent', 'date', 'choice', 'person', 'organisation',
] as const
export type FieldType = (typeof fieldTypes)[number]

/** Who may see a field: everyone, verified villagers, staff with the duty, or nobody (such a value is not even kept). */
export const audiences = ['public', 'verified', 'internal', 'never'] as const
export type Audience = (typeof audiences)[number]

/** How a value is de-identified before strangers see it. `party-name` masks people and leaves organisations alone. */
export const maskKinds = ['person-name', 'party-name', 'id-number', 'bank-card', 'phone', 'address'] as const
export type MaskKind = (typeof maskKinds)[number]

/** Fields that say which place a row belongs to: rows of another place are refused at import. */
export const placeKinds = ['division-code', 'village-name', 'township-name'] as const
export type PlaceKind = (typeof placeKinds)[number]

export type Choice = { readonly value: string; readonly zh: string; readonly en: string }

export type Field = {
  readonly key: string
  readonly zh: string
  readonly en: string
  readonly type: FieldType
  readonly unit?: string
  readonly required: boolean
  readonly audience: Audience
  readonly mask?: MaskKind
  /** Other column headers under which clerks' spreadsheets carry this field. */
  readonly aliases?: readonly string[]
  readonly choices?: readonly Choice[]
  readonly maxLength?: number
  readonly help?: { readonly zh: string; readonly en: string }
  /** Amounts below zero are refused unless this says they can be meant. */
  readonly negative?: boolean
  /** Days after today are refused unless this says they can be meant (deadlines, ends of contracts). */
  readonly future?: boolean
  /** A telephone number is not a finding here: staff hotlines. */
  readonly allowPhone?: boolean
  readonly place?: PlaceKind
}

/** Rules between values. Each is skipped while a value it needs is absent, so an unfinished draft is not nagged twice. */
export type Check =
  /** opening + Σ income − Σ expense = closing; income and expense are row fields. */
  | { readonly kind: 'balance'; readonly opening: string; readonly income: string; readonly expense: string; readonly closing: string }
  /** Σ of a row field = a header field. */
  | { readonly kind: 'sum'; readonly row: string; readonly field: string }
  /** The number of rows = a header field. */
  | { readonly kind: 'count'; readonly field: string }
  /** Several values add up to another. */
  | { readonly kind: 'parts'; readonly part: Part; readonly keys: readonly string[]; readonly equals: string }
  /** In each row a × b = amount, within a tolerance in fen; b may stand in the header when the row has none. */
  | { readonly kind: 'product'; readonly a: string; readonly b: string; readonly equals: string; readonly tolerance: number }
  /** Days that must not run backwards. */
  | { readonly kind: 'order'; readonly part: Part; readonly keys: readonly string[] }
  | { readonly kind: 'at-most'; readonly part: Part; readonly a: string; readonly b: string }
  /** No two rows carry the same combination. A row in which one of the keys is empty is left out. */
  | { readonly kind: 'unique'; readonly keys: readonly string[] }
  /** Exactly one of these is filled. */
  | { readonly kind: 'one-of'; readonly part: Part; readonly keys: readonly string[] }
  /** Σ plus − Σ minus = equals, for a carried balance without entries: opening + income − expense = closing. */
  | { readonly kind: 'carry'; readonly part: Part; readonly plus: readonly string[]; readonly minus: readonly string[]; readonly equals: string }
  /** Σ of a row field is at most the sum of header fields: payments ≤ contract + changes. The first must be there; the others count as nothing when absent. */
  | { readonly kind: 'limit-sum'; readonly row: string; readonly fields: readonly string[] }
  /** What is given out adds up to what there is to give: shares that are absent count as nothing, but one must be there. */
  | { readonly kind: 'shares'; readonly part: Part; readonly keys: readonly string[]; readonly equals: string }
  /** Numbered papers have no gap: the digits at the end of a row field run on, for each word before them (记-1, 记-2, 收-1). */
  | { readonly kind: 'sequence'; readonly key: string }

export type Part = 'field' | 'row'

export type RowSchema = {
  readonly zh: string
  readonly en: string
  readonly fields: readonly Field[]
  readonly maximum: number
}

/** The shape of one kind of record: header fields, an optional list of rows, and the checks between them. */
export type FieldSchema = {
  readonly item: string
  readonly version: number
  readonly zh: string
  readonly en: string
  readonly fields: readonly Field[]
  readonly rows?: RowSchema
  readonly checks: readonly Check[]
  /** The row money field that is summed for the list of records. */
  readonly totalOf?: string
  /** The total is money that was paid to people, so that the totals of a year's records add up to something. A list of monthly amounts is not. */
  readonly totalIsPaidOut?: boolean
  /** The header field by which people call the record. */
  readonly titleOf?: string
}

/** A value as it is kept: money is integer fen, an integer is a number, everything else is text. */
export type Value = string | number
export type Values = Readonly<Record<string, Value>>

export type DisclosureRecord = { readonly fields: Values; readonly rows: readonly Values[] }

/** A record as typed or imported: everything is still text. */
export type RawRecord = {
  readonly fields: Readonly<Record<string, string>>
  readonly rows: readonly Readonly<Record<string, string>>[]
}

const lengthOf = {
  'text': 200, 'long-text': 5_000, 'money': 40, 'quantity': 40, 'integer': 40,
  'percent': 40, 'date': 40, 'choice': 100, 'person': 50, 'organisation': 100,
} as const satisfies Record<FieldType, number>

/** The longest text a field takes, counted in characters. */
export function maxLengthOf(field: Field): number {
  return field.maxLength ?? lengthOf[field.type]
}

/** Finds a field of the header or of the rows by its key. */
export function findField(schema: FieldSchema, part: Part, key: string): Field | undefined {
  const fields = part === 'field' ? schema.fields : schema.rows?.fields ?? []
  return fields.find(field => field.key === key)
}
