import type { Static } from 'typebox'
import { Type } from 'typebox'
import { cadences } from '#rules/disclosures/days.ts'
import type { Check } from '#rules/disclosures/field-schema.ts'
import { audiences, fieldTypes, maskKinds, placeKinds } from '#rules/disclosures/field-schema.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { closed, Count, DivisionCode, NameInBoth, oneOf, Slug } from './words.ts'

export const CatalogueItem = closed(
  {
    number: Type.String(),
    slug: Slug,
    category: Slug,
    zh: Type.String(),
    en: Type.String(),
    cadence: oneOf(cadences),
    noticeDays: Count,
    hasSchema: Type.Boolean({ description: 'Whether a typed form exists; without one a record of this item cannot be entered yet.' }),
    isRetired: Type.Boolean({ description: 'No longer on the list of this county; known for what was published before.' }),
  },
  { title: 'CatalogueItem' },
)

export const Catalogue = closed(
  { version: Type.Integer(), categories: Type.Array(closed({ slug: Slug, zh: Type.String(), en: Type.String() })), items: Type.Array(CatalogueItem) },
  { title: 'Catalogue' },
)

export const listItems = {
  method: 'GET',
  url: '/api/v1/items',
  schema: { operationId: 'listItems', tags: ['catalogue'], summary: 'The supervision-item list of the officer’s county, or of the county of a village, with what was taken from it.', querystring: closed({ village: Type.Optional(DivisionCode) }), response: { 200: Catalogue, ...refusals } },
} as const satisfies RouteContract

export const SchemaField = closed(
  {
    key: Type.String(),
    zh: Type.String(),
    en: Type.String(),
    type: oneOf(fieldTypes),
    unit: Type.Optional(Type.String()),
    required: Type.Boolean(),
    audience: oneOf(audiences),
    mask: Type.Optional(oneOf(maskKinds)),
    aliases: Type.Optional(Type.Array(Type.String())),
    choices: Type.Optional(Type.Array(closed({ value: Type.String(), zh: Type.String(), en: Type.String() }))),
    maxLength: Type.Optional(Count),
    help: Type.Optional(NameInBoth),
    negative: Type.Optional(Type.Boolean()),
    future: Type.Optional(Type.Boolean()),
    allowPhone: Type.Optional(Type.Boolean()),
    place: Type.Optional(oneOf(placeKinds)),
  },
  { title: 'SchemaField' },
)

export const SchemaCheck = Type.Unsafe<Check>(Type.Object({ kind: Type.String() }, { additionalProperties: true, description: 'A rule between values, as rules/disclosures defines it: the client checks with the same code.' }))

const Key = Type.Optional(Type.String({ maxLength: 60 }))
const Keys = Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 50 }))

/** A check that somebody asks for: the properties that any kind takes and no others. Which kind takes which, the rules say in words. */
export const AskedCheck = Type.Unsafe<Check>(closed({
  kind: Type.String({ maxLength: 20 }), part: Type.Optional(oneOf(['field', 'row'])), opening: Key, income: Key, expense: Key, closing: Key, row: Key, field: Key, fields: Keys, keys: Keys, equals: Key,
  a: Key, b: Key, tolerance: Type.Optional(Count), plus: Keys, minus: Keys, key: Key,
}, { description: 'A rule between values, as rules/disclosures defines it.' }))

export const FieldSchemaView = closed(
  {
    item: Slug,
    version: Type.Integer({ minimum: 1 }),
    zh: Type.String(),
    en: Type.String(),
    fields: Type.Array(SchemaField),
    rows: Type.Optional(closed({ zh: Type.String(), en: Type.String(), fields: Type.Array(SchemaField), maximum: Count })),
    checks: Type.Array(SchemaCheck),
    totalOf: Type.Optional(Type.String({ description: 'Key of the row money field whose sum the lists show.' })),
    titleOf: Type.Optional(Type.String()),
  },
  { title: 'FieldSchemaView' },
)

export const getSchema = {
  method: 'GET',
  url: '/api/v1/schemas/:item',
  schema: {
    operationId: 'getSchema',
    tags: ['catalogue'],
    summary: 'The typed fields of one item: the version asked for, or the newest.',
    params: closed({ item: Slug }),
    querystring: closed({ version: Type.Optional(Type.Integer({ minimum: 1, maximum: 100000 })) }),
    response: { 200: FieldSchemaView, ...refusals },
  },
} as const satisfies RouteContract

export const Village = closed({ code: DivisionCode, name: Type.String(), townshipCode: DivisionCode, townshipName: Type.String() }, { title: 'Village' })

export const listVillages = {
  method: 'GET',
  url: '/api/v1/villages',
  schema: {
    operationId: 'listVillages',
    tags: ['catalogue'],
    summary: 'Villages in the officer’s reach, by code.',
    response: { 200: closed({ villages: Type.Array(Village) }, { title: 'VillageList' }), ...refusals },
  },
} as const satisfies RouteContract

export const getTemplate = {
  method: 'GET',
  url: '/api/v1/items/:item/:file',
  binary: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv'],
  schema: {
    operationId: 'getTemplate',
    tags: ['catalogue'],
    summary: 'A spreadsheet to fill in for an item: `template.xlsx` with explanations and choices on a second sheet, or `template.csv`.',
    params: closed({ item: Slug, file: oneOf(['template.xlsx', 'template.csv']) }),
    response: { ...refusals },
  },
} as const satisfies RouteContract

export type FieldSchemaView = Static<typeof FieldSchemaView>
export type SchemaField = Static<typeof SchemaField>
