import type { Static } from 'typebox'
import { Type } from 'typebox'
import { draftStates } from '#rules/disclosures/lifecycle.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { AsOf, ById, closed, Count, DivisionCode, Id, IdempotencyKey, Instant, NameInBoth, oneOf, Slug } from './words.ts'

export const ReviewBatch = closed(
  {
    id: Id,
    left: Count,
    items: Type.Array(closed({
      draftId: Id, title: Type.String(), villageName: Type.String(), period: Type.String(), state: oneOf(draftStates), isSampled: Type.Boolean(), isConfirmed: Type.Boolean(),
      result: Type.Optional(Type.String({ description: '`approved`, or the code of the refusal.' })), message: Type.Optional(Type.String()),
    })),
  },
  { title: 'ReviewBatch', description: 'Drafts to be approved together; `left` of the drawn ones have not been opened and confirmed.' },
)

export const makeBatch = {
  method: 'POST',
  url: '/api/v1/review-batches',
  schema: {
    operationId: 'makeBatch', tags: ['review'], summary: 'Puts submitted drafts together. The server draws at least a tenth and at least three of them, by lots drawn at submission.', headers: IdempotencyKey,
    body: closed({ draftIds: Type.Array(Id, { minItems: 1, maxItems: 200 }) }, { title: 'BatchInput' }), response: { 201: ReviewBatch, ...refusals },
  },
} as const satisfies RouteContract

export const getBatch = {
  method: 'GET',
  url: '/api/v1/review-batches/:id',
  schema: { operationId: 'getBatch', tags: ['review'], summary: 'A batch of one’s own.', params: ById, response: { 200: ReviewBatch, ...refusals } },
} as const satisfies RouteContract

export const confirmSample = {
  method: 'POST',
  url: '/api/v1/review-batches/:id/confirmations',
  schema: {
    operationId: 'confirmSample', tags: ['review'], summary: 'A drawn draft was opened and found right, as it stood.', params: ById, headers: IdempotencyKey,
    body: closed({ draftId: Id, asOf: AsOf }, { title: 'SampleConfirmed' }), response: { 200: ReviewBatch, ...refusals },
  },
} as const satisfies RouteContract

export const approveBatch = {
  method: 'POST',
  url: '/api/v1/review-batches/:id/approvals',
  schema: { operationId: 'approveBatch', tags: ['review'], summary: 'Approves each draft of the batch in its own transaction and says what came of each.', params: ById, headers: IdempotencyKey, response: { 200: ReviewBatch, ...refusals } },
} as const satisfies RouteContract

export const WithdrawalView = closed(
  {
    disclosureId: Id, title: Type.String(), item: Slug, itemName: NameInBoth, period: Type.String(), villageCode: DivisionCode, villageName: Type.String(), reason: Type.String(),
    clerkName: Type.String(), askedAt: Instant, mayDecide: Type.Boolean(),
  },
  { title: 'WithdrawalView' },
)

export const listWithdrawals = {
  method: 'GET',
  url: '/api/v1/withdrawals',
  schema: { operationId: 'listWithdrawals', tags: ['review'], summary: 'Requests to withdraw a record which wait for a decision.', response: { 200: closed({ items: Type.Array(WithdrawalView) }, { title: 'WithdrawalList' }), ...refusals } },
} as const satisfies RouteContract

export const moveWithdrawal = {
  method: 'POST',
  url: '/api/v1/disclosures/:id/withdrawals',
  schema: {
    operationId: 'moveWithdrawal', tags: ['review'], summary: 'Asks that a record be withdrawn (the reason will be public), or grants or refuses it. The tombstone stays.', params: ById, headers: IdempotencyKey,
    body: closed({ action: oneOf(['ask', 'grant', 'refuse']), note: Type.Optional(Type.String({ maxLength: 1000 })) }, { title: 'WithdrawalMove' }),
    response: { 200: closed({ id: Id }, { title: 'WithdrawalMoved' }), ...refusals },
  },
} as const satisfies RouteContract

export type ReviewBatch = Static<typeof ReviewBatch>
export type WithdrawalView = Static<typeof WithdrawalView>
