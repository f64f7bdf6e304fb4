import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Draft } from './draft-shapes.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Count, DivisionCode, Id, IdempotencyKey, Instant, NameInBoth, Page, pageOf, Search, Slug } from './words.ts'

export const PublishedSummary = closed(
  {
    id: Id,
    villageCode: DivisionCode,
    villageName: Type.String(),
    item: Slug,
    itemName: NameInBoth,
    period: Type.String(),
    title: Type.String(),
    version: Type.Integer({ minimum: 1 }),
    publishedAt: Instant,
    rowCount: Count,
    total: Type.Optional(Type.String({ description: 'Yuan with two decimals.' })),
    openCorrectionId: Type.Optional(Id),
    mayCorrect: Type.Boolean(),
    mayTakeDown: Type.Boolean(),
    isTakenDown: Type.Boolean(),
    isWithdrawn: Type.Boolean(),
    mayAskWithdrawal: Type.Boolean(),
    mayAskErasure: Type.Boolean(),
    mayHold: Type.Boolean(),
    isWithdrawalAsked: Type.Boolean(),
  },
  { title: 'PublishedSummary' },
)

const PublishedPage = pageOf(PublishedSummary, 'PublishedPage')
const narrowing = { village: Type.Optional(DivisionCode), item: Type.Optional(Slug), page: Page }

export const listDisclosures = {
  method: 'GET',
  url: '/api/v1/disclosures',
  schema: {
    operationId: 'listDisclosures',
    tags: ['disclosures'],
    summary: 'Published records in the officer’s reach, newest first.',
    querystring: closed(narrowing),
    response: { 200: PublishedPage, ...refusals },
  },
} as const satisfies RouteContract

export const searchDisclosures = {
  method: 'POST',
  url: '/api/v1/disclosures/search',
  schema: {
    operationId: 'searchDisclosures', tags: ['disclosures'], summary: 'The same list, narrowed by words too, which stand in no address. Stores nothing.',
    body: closed({ ...narrowing, q: Search }, { title: 'PublishedSearch' }), response: { 200: PublishedPage, ...refusals },
  },
} as const satisfies RouteContract

export const correctDisclosure = {
  method: 'POST',
  url: '/api/v1/disclosures/:id/corrections',
  schema: {
    operationId: 'correctDisclosure',
    tags: ['disclosures'],
    summary: 'Opens a correction: a draft filled with the published values, unmasked. The reason will be public.',
    params: ById,
    headers: IdempotencyKey,
    body: closed({ reason: Type.String({ minLength: 5, maxLength: 1000 }) }, { title: 'CorrectionRequest' }),
    response: { 201: Draft, ...refusals },
  },
} as const satisfies RouteContract

export type PublishedPage = Static<typeof PublishedPage>
export type PublishedSearch = Static<typeof searchDisclosures.schema.body>
export type PublishedSummary = Static<typeof PublishedSummary>
