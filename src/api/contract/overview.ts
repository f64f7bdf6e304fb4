import type { Static } from 'typebox'
import { Type } from 'typebox'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { closed, Count, Day, DivisionCode, Instant, oneOf } from './words.ts'

/**
 * Shares, each kept as numerator and denominator: villages that published in the last 92 days of all that owe disclosure;
 * closed or answered cases that were answered by the due day; answered cases that were rated; ratings of the three satisfied grades.
 */
export const shareKeys = ['villages-publishing', 'answered-in-time', 'rated', 'satisfied'] as const

export const VillageOverview = closed(
  {
    code: DivisionCode,
    name: Type.String(),
    townshipCode: DivisionCode,
    townshipName: Type.String(),
    published: Count,
    lastPublishedAt: Type.Optional(Instant),
    openCases: Count,
    overdueCases: Count,
    closedCases: Count,
    rated: Count,
  },
  { title: 'VillageOverview' },
)

export const Overview = closed(
  {
    asOf: Day,
    divisionName: Type.String(),
    shares: Type.Array(closed({ key: oneOf(shareKeys), numerator: Count, denominator: Count })),
    totals: closed({ published: Count, openCases: Count, overdueCases: Count, closedCases: Count, rated: Count }),
    repeats: closed({ complaints: Count, matters: Count, shared: Count, most: Count, closed: Count, repeated: Count }, {
      description: 'complaints came about so many matters, shared ones by more than one complainant (most: at most so many); of closed matters, repeated came again within 90 days, as a new case or reopened.',
    }),
    villages: Type.Array(VillageOverview, { description: 'In the order of their codes: this is no ranking.' }),
  },
  { title: 'Overview' },
)

export const getOverview = {
  method: 'GET',
  url: '/api/v1/overview',
  schema: { operationId: 'getOverview', tags: ['overview'], summary: 'What was published and solved in the officer’s reach.', response: { 200: Overview, ...refusals } },
} as const satisfies RouteContract

export type Overview = Static<typeof Overview>
