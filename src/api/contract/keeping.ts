import type { Static } from 'typebox'
import { Type } from 'typebox'
import { erasureGrounds, holdKinds, holdMoves } from '#rules/policy/keeping.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Day, DivisionCode, Id, IdempotencyKey, Instant, NameInBoth, oneOf } from './words.ts'

export const Hold = closed(
  {
    id: Id, kind: oneOf(holdKinds), subjectId: Id, title: Type.Optional(Type.String()), placeCode: DivisionCode, placeName: Type.String(), reason: Type.String(), askedByName: Type.String(), askedOn: Day,
    isGranted: Type.Boolean(), liftReason: Type.Optional(Type.String()), may: Type.Array(oneOf(holdMoves)),
  },
  { title: 'Hold' },
)

const ValuePlace = closed({ version: Type.Integer({ minimum: 1 }), row: Type.Integer({ minimum: 0, description: '0 is the header.' }) }, { title: 'ValuePlace' })
const elsewhere = Type.Array(ValuePlace, { description: 'Where the same words stand that may be somebody else’s: those are asked for by themselves.' })

export const ErasureRequest = closed(
  {
    id: Id, disclosureId: Id, title: Type.String(), villageCode: DivisionCode, villageName: Type.String(), version: Type.Integer({ minimum: 1 }), row: Type.Integer({ minimum: 0 }),
    places: Type.Array(ValuePlace, { description: 'Where it is deleted: the line in every version in which it is provably the same.' }), elsewhere, fieldName: NameInBoth, ground: oneOf(erasureGrounds), note: Type.String(),
    askedByName: Type.String(), askedAt: Instant, mayDecide: Type.Boolean(),
  },
  { title: 'ErasureRequest' },
)

export const Keeping = closed({ holds: Type.Array(Hold), erasures: Type.Array(ErasureRequest) }, { title: 'Keeping' })

const Made = closed({ id: Id }, { title: 'KeepingDone' })
const tags = ['keeping'] as const

export const getKeeping = {
  method: 'GET',
  url: '/api/v1/keeping',
  schema: { operationId: 'getKeeping', tags, summary: 'What is kept beyond its time, and deletions of personal values that wait for a second person, within the officer’s reach.', response: { 200: Keeping, ...refusals } },
} as const satisfies RouteContract

export const askHold = {
  method: 'POST',
  url: '/api/v1/holds',
  schema: {
    operationId: 'askHold', tags, summary: 'Asks that a complaint or record be kept beyond its time. It holds at once and falls when the second person refuses.', headers: IdempotencyKey,
    body: closed({ kind: oneOf(holdKinds), subjectId: Id, reason: Type.String({ maxLength: 1000 }) }, { title: 'NewHold' }), response: { 200: Made, ...refusals },
  },
} as const satisfies RouteContract

export const moveHold = {
  method: 'POST',
  url: '/api/v1/holds/:id/moves',
  schema: {
    operationId: 'moveHold', tags, summary: 'The second person grants or refuses a hold; lifting it takes two again.', params: ById, headers: IdempotencyKey,
    body: closed({ move: oneOf(holdMoves), reason: Type.Optional(Type.String({ maxLength: 1000 })) }, { title: 'HoldMoved' }), response: { 200: Made, ...refusals },
  },
} as const satisfies RouteContract

export const askErasure = {
  method: 'POST',
  url: '/api/v1/disclosures/:id/erasures',
  schema: {
    operationId: 'askErasure', tags, summary: 'Asks that one published personal value be deleted from a line of a version, the newest unless one is named, and from all versions in which that line is provably the same. Row 0 is the header; amounts cannot be deleted.', params: ById, headers: IdempotencyKey,
    body: closed({ version: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })), row: Type.Integer({ minimum: 0, maximum: 1_000_000 }), field: Type.String({ minLength: 1, maxLength: 80 }), ground: oneOf(erasureGrounds), note: Type.String({ maxLength: 1000 }) }, { title: 'NewErasure' }),
    response: { 200: closed({ id: Id, places: Type.Array(ValuePlace), elsewhere }, { title: 'ErasureAsked' }), ...refusals },
  },
} as const satisfies RouteContract

export const decideErasure = {
  method: 'POST',
  url: '/api/v1/erasures/:id/decisions',
  schema: {
    operationId: 'decideErasure', tags, summary: 'The second person has the value deleted, with the salt that opens its commitment, or refuses. It cannot be brought back.', params: ById, headers: IdempotencyKey,
    body: closed({ erase: Type.Boolean(), note: Type.Optional(Type.String({ maxLength: 1000 })) }, { title: 'ErasureDecision' }), response: { 200: Made, ...refusals },
  },
} as const satisfies RouteContract

export type Hold = Static<typeof Hold>
export type ErasureRequest = Static<typeof ErasureRequest>
