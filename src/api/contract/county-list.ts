import type { Static } from 'typebox'
import { Type } from 'typebox'
import { procedureLimits } from '#rules/catalogue/county-procedure.ts'
import { changeKinds } from '#rules/catalogue/county-list.ts'
import { proposalKinds, proposalOutcomes } from '#rules/catalogue/proposals.ts'
import { cadences } from '#rules/disclosures/days.ts'
import { AskedCheck, FieldSchemaView, SchemaField } from './catalogue.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Day, Id, IdempotencyKey, Instant, NameInBoth, oneOf, Slug } from './words.ts'

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
    bound: Type.Optional(closed({ responsibleUnitId: Id, supervisingUnitId: Id, validFrom: Day }, { description: 'The two units of the county that answer for it today.' })),
  },
  { title: 'CountyItem' },
)

export const ItemChange = Type.Union([
  closed({ kind: Type.Literal('add'), item: closed(facts) }),
  closed({ kind: Type.Literal('change'), item: Type.Partial(closed(facts), { additionalProperties: false }) }),
  closed({ kind: Type.Literal('retire') }),
  closed({ kind: Type.Literal('restore') }),
])

const form = {
  fields: Type.Array(SchemaField, { maxItems: 100 }),
  rows: Type.Optional(closed({ zh: Name, en: Name, fields: Type.Array(SchemaField, { maxItems: 100 }) })),
  checks: Type.Optional(Type.Array(AskedCheck, { maxItems: 50, description: 'Checks beside those that the earlier form keeps.' })),
}
const binding = { responsibleUnitId: Id, supervisingUnitId: Id }

const told = (most: number) => ({ zh: Type.String({ maxLength: most }), en: Type.Optional(Type.String({ maxLength: 2 * most })) })
const Told = closed(told(procedureLimits.text), { title: 'ProcedureText', description: 'A text in Chinese, and in English where somebody wrote it.' })

export const CountyProcedure = closed(
  {
    explanation: closed(told(procedureLimits.explanation)),
    steps: Type.Array(closed({ ...told(procedureLimits.text), who: Told, limit: Type.Optional(Told), materials: Type.Array(Told, { maxItems: procedureLimits.materials }) }), { maxItems: procedureLimits.steps }),
    risks: Type.Array(Told, { maxItems: procedureLimits.risks }),
  },
  { title: 'CountyProcedure', description: 'How a power is used, step by step, and where it is abused.' },
)
const AskedProcedure = Type.Union([CountyProcedure, Type.Null()], { description: 'Null gives up the county’s own: the procedure of the common list holds again, or none.' })

export const ListProposal = closed(
  {
    id: Id, slug: Slug, name: NameInBoth, validFrom: Day,
    kind: oneOf(proposalKinds),
    change: Type.Optional(ItemChange),
    form: Type.Optional(closed(form)),
    binding: Type.Optional(closed(binding)),
    procedure: Type.Optional(AskedProcedure),
    proposedByName: Type.String(), proposedAt: Instant,
    isOwn: Type.Boolean({ description: 'Proposed by the officer who asks: to be withdrawn, not decided.' }),
    isTooLate: Type.Boolean({ description: 'Its day has passed, so it can no longer be passed.' }),
    decision: Type.Optional(closed({ outcome: oneOf(proposalOutcomes), byName: Type.String(), at: Instant, note: Type.String() })),
  },
  { title: 'ListProposal' },
)

export const CountyList = closed(
  {
    today: Day, categories: Type.Array(closed({ slug: Slug, zh: Type.String(), en: Type.String() })), items: Type.Array(CountyItem),
    units: Type.Array(closed({ id: Id, kind: oneOf(['responsible', 'supervising']), zh: Type.String(), en: Type.String() }), { description: 'Units of the county that an item may be bound to.' }),
    proposals: Type.Array(ListProposal, { description: 'What waits for a decision, oldest first.' }),
    decided: Type.Array(ListProposal, { description: 'What was decided last, newest first.' }),
  },
  { title: 'CountyList' },
)

const answer = { 200: CountyList, ...refusals }
const toItem = { params: closed({ item: Slug }), headers: IdempotencyKey }

export const getCountyList = {
  method: 'GET',
  url: '/api/v1/county-list',
  schema: { operationId: 'getCountyList', tags: ['catalogue'], summary: 'The list of the county with its decisions and open proposals, for its discipline body.', response: answer },
} as const satisfies RouteContract

export const proposeChange = {
  method: 'POST',
  url: '/api/v1/county-list/changes',
  schema: {
    operationId: 'proposeChange', tags: ['catalogue'], summary: 'Proposes to add, change, retire or take back one item, from a day on. Another officer of the desk decides.',
    headers: IdempotencyKey,
    body: closed({ slug: Slug, validFrom: Day, change: ItemChange }, { title: 'CountyListChange' }),
    response: answer,
  },
} as const satisfies RouteContract

export const proposeForm = {
  method: 'POST',
  url: '/api/v1/county-list/:item/forms',
  schema: {
    operationId: 'proposeForm', tags: ['catalogue'], summary: 'Proposes a form of the county’s own for an item, from a day on. Another officer of the desk decides.',
    ...toItem, body: closed({ validFrom: Day, ...form }, { title: 'CountyForm' }), response: answer,
  },
} as const satisfies RouteContract

export const previewForm = {
  method: 'POST',
  url: '/api/v1/county-list/:item/forms/preview',
  schema: {
    operationId: 'previewForm', tags: ['catalogue'], summary: 'The form that a clerk would get. Nothing is stored.',
    params: toItem.params, body: closed({ validFrom: Day, ...form }, { title: 'CountyFormPreviewed' }),
    response: { 200: closed({ schema: FieldSchemaView, droppedChecks: Type.Integer({ description: 'Checks of the present form that are gone with the fields they need.' }) }, { title: 'CountyFormPreview' }), ...refusals },
  },
} as const satisfies RouteContract

export const proposeBinding = {
  method: 'POST',
  url: '/api/v1/county-list/:item/bindings',
  schema: {
    operationId: 'proposeBinding', tags: ['catalogue'], summary: 'Proposes which responsible and which supervising unit answer for an item, from a day on. Another officer of the desk decides.',
    ...toItem, body: closed({ validFrom: Day, ...binding }, { title: 'CountyBinding' }), response: answer,
  },
} as const satisfies RouteContract

export const proposeBindings = {
  method: 'POST',
  url: '/api/v1/county-list/bindings',
  schema: {
    operationId: 'proposeBindings', tags: ['catalogue'], summary: 'Proposes the two units of several items from one day on: all, or none. Another officer of the desk decides.',
    headers: IdempotencyKey, body: closed({ validFrom: Day, bindings: Type.Array(closed({ slug: Slug, ...binding }), { maxItems: 200 }) }, { title: 'CountyBindings' }), response: answer,
  },
} as const satisfies RouteContract

export const getProcedure = {
  method: 'GET',
  url: '/api/v1/county-list/:item/procedure',
  schema: {
    operationId: 'getProcedure', tags: ['catalogue'], summary: 'The procedure of an item as it holds in the county today, and that of the common list.', params: toItem.params,
    response: { 200: closed({ own: Type.Optional(CountyProcedure), common: Type.Optional(CountyProcedure) }, { title: 'ItemProcedure' }), ...refusals },
  },
} as const satisfies RouteContract

export const proposeProcedure = {
  method: 'POST',
  url: '/api/v1/county-list/:item/procedures',
  schema: {
    operationId: 'proposeProcedure', tags: ['catalogue'], summary: 'Proposes the county’s own procedure for an item, from a day on, or gives it up. Another officer of the desk decides.',
    ...toItem, body: closed({ validFrom: Day, procedure: AskedProcedure }, { title: 'CountyProcedureAsked' }), response: answer,
  },
} as const satisfies RouteContract

export const passProposals = {
  method: 'POST',
  url: '/api/v1/county-list/proposals/pass',
  schema: {
    operationId: 'passProposals', tags: ['catalogue'], summary: 'Passes several proposals of another officer: all, or none.',
    headers: IdempotencyKey, body: closed({ ids: Type.Array(Id, { maxItems: 200, uniqueItems: true }) }, { title: 'ProposalsPassed' }), response: answer,
  },
} as const satisfies RouteContract

export const decideProposal = {
  method: 'POST',
  url: '/api/v1/county-list/proposals/:id/decision',
  schema: {
    operationId: 'decideProposal', tags: ['catalogue'], summary: 'Passes or refuses a proposal of another officer, or withdraws one’s own.',
    params: ById, headers: IdempotencyKey,
    body: closed({ outcome: oneOf(proposalOutcomes), note: Type.String({ maxLength: 500 }) }, { title: 'ProposalDecision' }),
    response: answer,
  },
} as const satisfies RouteContract

export type CountyList = Static<typeof CountyList>
export type ListProposal = Static<typeof ListProposal>
export type ItemProcedure = Static<(typeof getProcedure)['schema']['response'][200]>
