import { Type } from 'typebox'
import { householdLimits } from '#rules/policy/households.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Count, Day, Id, IdempotencyKey, Instant } from './words.ts'

const Batches = closed(
  { batches: Type.Array(closed({ id: Id, madeAt: Instant, made: Count, expiresOn: Day, isOver: Type.Boolean({ description: 'Ended, or past its day.' }) }, { title: 'HouseholdBatch' }), { description: 'Those of the village, the newest first. How many were used is not said: it would tell which household has an account.' }) },
  { title: 'HouseholdBatches' },
)

export const listHouseholdCodes = {
  method: 'GET',
  url: '/api/v1/household-codes',
  schema: { operationId: 'listHouseholdCodes', tags: ['publish'], summary: 'Household codes that were made for the village of the clerk.', response: { 200: Batches, ...refusals } },
} as const satisfies RouteContract

export const makeHouseholdCodes = {
  method: 'POST',
  url: '/api/v1/household-codes',
  schema: {
    operationId: 'makeHouseholdCodes', tags: ['publish'], summary: 'Makes codes for paper, one for a household: whoever gives one counts as of the village for a year.', headers: IdempotencyKey,
    body: closed({ count: Type.Integer({ minimum: 1, maximum: householdLimits.most }) }, { title: 'HouseholdCodesAsked' }),
    response: { 200: closed({ id: Id, expiresOn: Day, codes: Type.Array(Type.String({ description: '12 digits; shown with this answer and never again.' })) }, { title: 'HouseholdCodes' }), ...refusals },
  },
} as const satisfies RouteContract

export const endHouseholdCodes = {
  method: 'POST',
  url: '/api/v1/household-codes/:id/end',
  schema: {
    operationId: 'endHouseholdCodes', tags: ['publish'], summary: 'Ends what was not used of a batch. Who is verified already stays so.', headers: IdempotencyKey, params: ById,
    response: { 200: closed({ id: Id }, { title: 'HouseholdBatchEnded' }), ...refusals },
  },
} as const satisfies RouteContract
