import type { Static } from 'typebox'
import { Type } from 'typebox'
import { dutyKinds, dutyRules } from '#rules/duties/duty-calendar.ts'
import { dutyStandings } from '#rules/duties/standing.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Count, Day, DivisionCode, Id, IdempotencyKey, Instant, NameInBoth, oneOf, Page, Slug } from './words.ts'

const Period = Type.String({ minLength: 4, maxLength: 10 })

export const DutyView = closed(
  {
    item: Slug, itemName: NameInBoth, period: Period, kind: oneOf(dutyKinds), rule: oneOf(dutyRules), dueOn: Type.Optional(Day), standing: oneOf(dutyStandings),
    draftId: Type.Optional(Id), disclosureId: Type.Optional(Id), nilOn: Type.Optional(Day), nilState: Type.Optional(oneOf(['declared', 'returned'])), nilReason: Type.Optional(Type.String({ description: 'Why a declaration came back.' })),
    hasSchema: Type.Boolean(), mayDeclareNil: Type.Boolean(),
  },
  { title: 'DutyView' },
)

export const DutyList = closed(
  {
    today: Day, villageCode: DivisionCode, villageName: Type.String(), duties: Type.Array(DutyView),
    years: Type.Array(closed({ year: Type.Integer(), owed: Count, done: Count, isBackFill: Type.Boolean() }), { description: 'How complete each year is, newest first.' }),
  },
  { title: 'DutyList' },
)

export const listDuties = {
  method: 'GET',
  url: '/api/v1/duties',
  schema: {
    operationId: 'listDuties', tags: ['duties'], summary: 'What a village owes since a year and what became of it. A clerk or committee sees its own village.',
    querystring: closed({ village: Type.Optional(DivisionCode), since: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })) }),
    response: { 200: DutyList, ...refusals },
  },
} as const satisfies RouteContract

export const NilView = closed(
  {
    id: Id, villageCode: DivisionCode, villageName: Type.String(), item: Slug, itemName: NameInBoth, period: Period, clerkName: Type.String(), declaredAt: Instant, note: Type.Optional(Type.String()),
    doubts: Type.Array(closed({ kind: oneOf(['payments', 'records', 'complaints']), count: Count, itemName: Type.Optional(NameInBoth), total: Type.Optional(Type.String({ description: 'Yuan.' })) })),
    mayDecide: Type.Boolean(),
  },
  { title: 'NilView' },
)

export const listNils = {
  method: 'GET',
  url: '/api/v1/nil-declarations',
  schema: { operationId: 'listNils', tags: ['duties'], summary: 'Declarations that nothing happened which wait for a decision, with what speaks against each.', response: { 200: closed({ items: Type.Array(NilView) }, { title: 'NilList' }), ...refusals } },
} as const satisfies RouteContract

export const declareNil = {
  method: 'POST',
  url: '/api/v1/nil-declarations',
  schema: {
    operationId: 'declareNil', tags: ['duties'], summary: 'Signs that nothing happened in a period.', headers: IdempotencyKey,
    body: closed({ villageCode: DivisionCode, item: Slug, period: Period, note: Type.Optional(Type.String({ maxLength: 500 })) }, { title: 'NilInput' }),
    response: { 201: closed({ id: Id }, { title: 'NilMade' }), ...refusals },
  },
} as const satisfies RouteContract

export const moveNil = {
  method: 'POST',
  url: '/api/v1/nil-declarations/:id/moves',
  schema: {
    operationId: 'moveNil', tags: ['duties'], summary: 'Publishes a declaration, or returns it with a reason. A doubted one needs words.', params: ById, headers: IdempotencyKey,
    body: closed({ action: oneOf(['approve', 'return']), note: Type.Optional(Type.String({ maxLength: 1000 })) }, { title: 'NilMove' }),
    response: { 200: closed({ id: Id }, { title: 'NilMoved' }), ...refusals },
  },
} as const satisfies RouteContract

const Counted = { owed: Count, done: Count, late: Count, nil: Count, overdue: Count }

export const Coverage = closed(
  {
    asOf: Day, year: Type.Integer(), quarter: Type.Optional(Type.Integer()), page: Type.Integer({ minimum: 1 }), pageSize: Count, total: Count,
    items: Type.Array(closed({ slug: Slug, number: Type.String(), name: NameInBoth })),
    villages: Type.Array(closed({ code: DivisionCode, name: Type.String(), townshipName: Type.String(), ...Counted, cells: Type.Array(Type.Array(Count), { description: 'For each item in order: owed, done, late, nil, overdue; empty where nothing fell due.' }) })),
    places: Type.Array(closed({ code: DivisionCode, name: Type.String(), villages: Count, ...Counted }), { description: 'Townships, or counties above the county, as last counted at night; for the whole year.' }),
    nextPastYear: Type.Optional(Type.Integer({ description: 'For a township: the past year that may be opened next.' })),
  },
  { title: 'Coverage' },
)

const CoverageQuery = closed({ year: Type.Integer({ minimum: 2000, maximum: 2100 }), quarter: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })), page: Page })

export const getCoverage = {
  method: 'GET',
  url: '/api/v1/coverage',
  schema: { operationId: 'getCoverage', tags: ['duties'], summary: 'Published ÷ owed by village and item, in the officer’s reach, by the day on which it fell due.', querystring: CoverageQuery, response: { 200: Coverage, ...refusals } },
} as const satisfies RouteContract

export const getCoverageCsv = {
  method: 'GET',
  url: '/api/v1/coverage.csv',
  binary: ['text/csv'],
  schema: { operationId: 'getCoverageCsv', tags: ['duties'], summary: 'The whole matrix as a table: one line for each village and item.', querystring: CoverageQuery, response: { ...refusals } },
} as const satisfies RouteContract

export const openPastYear = {
  method: 'POST',
  url: '/api/v1/past-years',
  schema: {
    operationId: 'openPastYear', tags: ['duties'], summary: 'Opens a past year for the villages of the township, from near to far.', headers: IdempotencyKey,
    body: closed({ year: Type.Integer({ minimum: 2000, maximum: 2100 }) }, { title: 'PastYear' }), response: { 201: closed({ duties: Count }, { title: 'PastYearOpened' }), ...refusals },
  },
} as const satisfies RouteContract

export const readNotice = {
  method: 'POST',
  url: '/api/v1/notices/:id/read',
  schema: { operationId: 'readNotice', tags: ['desk'], summary: 'Takes a notice off the desk of the unit.', params: ById, headers: IdempotencyKey, response: { 200: closed({ id: Id }, { title: 'NoticeRead' }), ...refusals } },
} as const satisfies RouteContract

export type DutyView = Static<typeof DutyView>
export type NilView = Static<typeof NilView>
export type Coverage = Static<typeof Coverage>
