import type { Static } from 'typebox'
import { Type } from 'typebox'
import { changeKinds } from '#rules/catalogue/county-list.ts'
import { cadences } from '#rules/disclosures/days.ts'
import { SchemaCheck, SchemaField } from './catalogue.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { closed, Day, IdempotencyKey, NameInBoth, oneOf, Slug } from './words.ts'

const Name = Type.String({ minLength: 1, maxLength: 100 })
const Both = closed({ zh: Name, en: Name })

const facts = {
  number: Type.String({ pattern: '^[1-9][0-9]?(\\.[1-9][0-9]{0,2}){1,2}$', maxLength: 12 }),
  category: Slug,
  zh: Name,
  en: Name,
  cadence: oneOf(cadences),
  noticeDays: Type.Integer({ minimum: 0, maximum: 60 }),
  responsible: Both,
  supervising: Both,
  basis: Type.Array(Type.String({ minLength: 1, maxLength: 200 })),
}

export const CountyItem = closed(
  {
    slug: Slug, ...facts, responsible: NameInBoth, supervising: NameInBoth,
    state: oneOf(['listed', 'retired', 'coming']),
    isOwn: Type.Boolean({ description: 'Added by the county itself.' }),
    hasSchema: Type.Boolean(),
    changes: Type.Array(closed({ validFrom: Day, kind: oneOf(changeKinds) }), { description: 'What the county decided about it, and from when.' }),
  },
  { title: 'CountyItem' },
)

export const CountyList = closed(
  { today: Day, categories: Type.Array(closed({ slug: Slug, zh: Type.String(), en: Type.String() })), items: Type.Array(CountyItem) },
  { title: 'CountyList' },
)

export const getCountyList = {
  method: 'GET',
  url: '/api/v1/county-list',
  schema: { operationId: 'getCountyList', tags: ['catalogue'], summary: 'The list of the county with its decisions, for its discipline body.', response: { 200: CountyList, ...refusals } },
} as const satisfies RouteContract

export const ItemChange = Type.Union([
  closed({ kind: Type.Literal('add'), item: closed(facts) }),
  closed({ kind: Type.Literal('change'), item: Type.Partial(closed(facts), { additionalProperties: false }) }),
  closed({ kind: Type.Literal('retire') }),
  closed({ kind: Type.Literal('restore') }),
])

export const changeCountyList = {
  method: 'POST',
  url: '/api/v1/county-list/changes',
  schema: {
    operationId: 'changeCountyList', tags: ['catalogue'], summary: 'Adds, changes, retires or takes back one item, from a day on.',
    headers: IdempotencyKey,
    body: closed({ slug: Slug, validFrom: Day, change: ItemChange }, { title: 'CountyListChange' }),
    response: { 200: CountyList, ...refusals },
  },
} as const satisfies RouteContract

export const changeCountyForm = {
  method: 'POST',
  url: '/api/v1/county-list/:item/forms',
  schema: {
    operationId: 'changeCountyForm', tags: ['catalogue'], summary: 'Gives an item a form of the county’s own, from a day on.',
    params: closed({ item: Slug }),
    headers: IdempotencyKey,
    body: closed(
      {
        validFrom: Day, fields: Type.Array(SchemaField, { maxItems: 100 }),
        rows: Type.Optional(closed({ zh: Name, en: Name, fields: Type.Array(SchemaField, { maxItems: 100 }) })),
        checks: Type.Optional(Type.Array(SchemaCheck, { maxItems: 50, description: 'Checks beside those that the earlier form keeps.' })),
      },
      { title: 'CountyForm' },
    ),
    response: { 200: closed({ version: Type.Integer(), droppedChecks: Type.Integer() }, { title: 'CountyFormMade' }), ...refusals },
  },
} as const satisfies RouteContract

export type CountyList = Static<typeof CountyList>
