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
  { ...item, number: Type.Optional(Type.Integer({ description: 'Of a letter: its number in the register of the county and year. A letter about a case that keeps somebody away shows none.' })), text: Type.Optional(Type.String()), byUnit: Type.Optional(NameInBoth), answer: Type.Optional(Type.String()) },
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

const { kind: _, ground: __, mayExplain: ___, ...letter } = item

export const LetterLine = closed(
  { ...letter, number: Type.Optional(Type.Integer({ minimum: 1 })), caseId: Id, isCaseSeen: Type.Boolean(), villageName: Type.String(), townshipName: Type.String(), item: Type.Optional(NameInBoth) },
  { title: 'LetterLine' },
)

const Year = closed({ year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })) })

export const listLetters = {
  method: 'GET',
  url: '/api/v1/supervision/letters',
  schema: {
    operationId: 'listLetters', tags: ['supervision'], summary: 'The register of the supervision letters of a year, numbered by county and year without gaps, as far as the officer may know of them.',
    querystring: Year, response: { 200: closed({ today: Day, year: Type.Integer(), letters: Type.Array(LetterLine) }, { title: 'LetterRegister' }), ...refusals },
  },
} as const satisfies RouteContract

export const getLettersCsv = {
  method: 'GET',
  url: '/api/v1/supervision/letters.csv',
  binary: ['text/csv'],
  schema: { operationId: 'getLettersCsv', tags: ['supervision'], summary: 'The same register as a table.', querystring: Year, response: { ...refusals } },
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
export type LetterLine = Static<typeof LetterLine>
