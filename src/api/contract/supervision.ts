import type { Static } from 'typebox'
import { Type } from 'typebox'
import { cardColours, cardGrounds } from '#rules/cases/card-rules.ts'
import { supervisionLevels } from '#rules/cases/supervision-items.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { UnitRef } from './sign-in.ts'
import { ById, closed, Count, Day, Id, IdempotencyKey, NameInBoth, oneOf, Page } from './words.ts'

export const supervisionKinds = [...cardColours, 'letter'] as const
export const supervisionStandings = ['open', 'overdue', 'raised', 'all'] as const

const item = {
  n: Type.Integer({ minimum: 1, description: 'Its number within the case.' }),
  kind: oneOf(supervisionKinds),
  ground: Type.Optional(oneOf(cardGrounds)),
  on: Day,
  unit: Type.Optional(UnitRef),
  dueOn: Type.Optional(Type.String({ format: 'date', description: 'By when the unit explains itself; a card that asks nothing has none.' })),
  isOverdue: Type.Boolean(),
  level: oneOf(supervisionLevels),
  answeredOn: Type.Optional(Day),
  endedOn: Type.Optional(Day),
  mayExplain: Type.Boolean({ description: 'Whether this officer can answer it now.' }),
}

export const CaseSupervisionItem = closed(
  { ...item, text: Type.Optional(Type.String()), byUnit: Type.Optional(NameInBoth), answer: Type.Optional(Type.String()) },
  { title: 'CaseSupervisionItem', description: 'A card or a supervision letter of a case, with its words.' },
)

export const SupervisionLine = closed(
  { ...item, caseId: Id, isCaseSeen: Type.Boolean({ description: 'Whether the officer may open the case.' }), villageName: Type.String(), townshipName: Type.String(), item: Type.Optional(NameInBoth) },
  { title: 'SupervisionLine' },
)

export const SupervisionCounts = closed(
  { unit: UnitRef, blue: Count, yellow: Count, red: Count, letters: Count, open: Count, overdue: Count },
  { title: 'SupervisionCounts', description: 'Cards and letters of one unit, as far as the officer may know of them.' },
)

export const listSupervision = {
  method: 'GET',
  url: '/api/v1/supervision',
  schema: {
    operationId: 'listSupervision', tags: ['supervision'], summary: 'Cards and supervision letters that the officer may know of, soonest due first, with counts per unit.',
    querystring: closed({ kind: Type.Optional(oneOf(supervisionKinds)), standing: Type.Optional(oneOf(supervisionStandings)), unit: Type.Optional(Id), page: Page }),
    response: {
      200: closed({ items: Type.Array(SupervisionLine), total: Count, page: Type.Integer({ minimum: 1 }), pageSize: Type.Integer({ minimum: 1 }), today: Day, units: Type.Array(SupervisionCounts) }, { title: 'SupervisionPage' }),
      ...refusals,
    },
  },
} as const satisfies RouteContract

export const getLetterDraft = {
  method: 'GET',
  url: '/api/v1/cases/:id/letter-draft',
  schema: {
    operationId: 'getLetterDraft', tags: ['supervision'], summary: 'A supervision letter as the facts of the case draft it: the place and the matter, the days, what is asked and by when; never who complained.',
    params: ById, response: { 200: closed({ unit: UnitRef, days: Count, dueOn: Day, text: Type.String() }, { title: 'LetterDraft' }), ...refusals },
  },
} as const satisfies RouteContract

export const explainItem = {
  method: 'POST',
  url: '/api/v1/cases/:id/supervision/:n/explanation',
  schema: {
    operationId: 'explainItem', tags: ['supervision'], summary: 'The written explanation of the unit that was given a card or sent a letter. Once.',
    params: closed({ id: Id, n: Type.Integer({ minimum: 1, maximum: 10_000 }) }), headers: IdempotencyKey,
    body: closed({ note: Type.String({ maxLength: 1000 }) }, { title: 'Explanation' }),
    response: { 200: closed({ n: Count }, { title: 'Explained' }), ...refusals },
  },
} as const satisfies RouteContract

export type SupervisionLine = Static<typeof SupervisionLine>
export type SupervisionCounts = Static<typeof SupervisionCounts>
export type CaseSupervisionItem = Static<typeof CaseSupervisionItem>
