import type { Static } from 'typebox'
import { Type } from 'typebox'
import { ratingAspects } from '#rules/cases/events.ts'
import { patternKinds } from '#rules/ratings/patterns.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { UnitRef } from './sign-in.ts'
import { closed, Count, Day, oneOf } from './words.ts'

const UnitRatings = closed(
  {
    unit: UnitRef,
    answered: Count,
    rated: Count,
    worthALook: Type.Array(closed({ kind: oneOf(patternKinds), ratings: Count }), { description: 'What is alike in the published ratings of the last year; never a finding about those who rated.' }),
    satisfied: Type.Optional(
      closed(
        { numerator: Count, denominator: Count, low: Type.Number({ minimum: 0, maximum: 1 }), high: Type.Number({ minimum: 0, maximum: 1 }) },
        { description: 'Of the published ratings those of the three satisfied grades, with the 95 % interval of Wilson. Absent where fewer than five are published.' },
      ),
    ),
    scores: Type.Array(closed({ aspect: oneOf(ratingAspects), mean: Type.Number({ minimum: 1, maximum: 5 }), count: Count }), { description: 'The mean of single points in the published ratings, where at least five gave one.' }),
  },
  { title: 'UnitRatings' },
)

const Ratings = closed({ asOf: Day, units: Type.Array(UnitRatings, { description: 'By name: this is no ranking.' }) }, { title: 'Ratings' })

export const getRatings = {
  method: 'GET',
  url: '/api/v1/ratings',
  schema: { operationId: 'getRatings', tags: ['overview'], summary: 'How the answers of each unit were rated, as far as it is published. For leaders, the triage desk, supervising units about theirs, and a unit about itself: to that one only published ratings count.', response: { 200: Ratings, ...refusals } },
} as const satisfies RouteContract

export type Ratings = Static<typeof Ratings>
