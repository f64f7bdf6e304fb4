import type { Static } from 'typebox'
import { Type } from 'typebox'
import { verdicts, visitFindings } from '#rules/cases/events.ts'
import { lights } from '#rules/cases/limits.ts'
import { caseStates, officerActions } from '#rules/cases/states.ts'
import { channels } from '#rules/intake/channels.ts'
import { CaseDetail, CaseSummary, RedactedText, Reply } from './case-shapes.ts'
import { caseQueues } from './desk.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { UnitRef, unitKinds } from './sign-in.ts'
import { AsOf, ById, closed, DivisionCode, Id, IdempotencyKey, oneOf, Page, pageOf, Search, Slug } from './words.ts'

export const caseSorts = ['due', '-due', 'received', '-received', 'village', '-village'] as const

const CasePage = pageOf(CaseSummary, 'CasePage')
const narrowing = {
  queue: oneOf(caseQueues),
  state: Type.Optional(oneOf(caseStates)),
  village: Type.Optional(DivisionCode),
  unit: Type.Optional(Id),
  item: Type.Optional(Slug),
  channel: Type.Optional(oneOf(channels)),
  light: Type.Optional(oneOf(lights)),
  sort: Type.Optional(oneOf(caseSorts)),
  page: Page,
}

export const listCases = {
  method: 'GET',
  url: '/api/v1/cases',
  schema: {
    operationId: 'listCases',
    tags: ['cases'],
    summary: 'Cases of one queue that the officer may see. `due` sorts by the day of the present step, soonest first.',
    querystring: closed(narrowing),
    response: { 200: CasePage, ...refusals },
  },
} as const satisfies RouteContract

export const searchCases = {
  method: 'POST',
  url: '/api/v1/cases/search',
  schema: {
    operationId: 'searchCases',
    tags: ['cases'],
    summary: 'The same list, narrowed by words too, which stand in no address. For the desk `q` finds a case by its number at the other office too. Stores nothing.',
    body: closed({ ...narrowing, q: Search }, { title: 'CaseSearch' }),
    response: { 200: CasePage, ...refusals },
  },
} as const satisfies RouteContract

export const getCase = {
  method: 'GET',
  url: '/api/v1/cases/:id',
  schema: { operationId: 'getCase', tags: ['cases'], summary: 'One case, with what may be done to it.', params: ById, response: { 200: CaseDetail, ...refusals } },
} as const satisfies RouteContract

export const CaseMove = closed(
  {
    action: oneOf(officerActions),
    asOf: AsOf,
    note: Type.Optional(Type.String({ maxLength: 1000 })),
    details: Type.Optional(
      closed({
        responsibleUnitId: Type.Optional(Id),
        days: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
        reply: Type.Optional(Reply),
        evidence: Type.Optional(Type.Array(Id, { description: 'draftReply, contribute: the files that go with it.' })),
        unitIds: Type.Optional(Type.Array(Id, { description: 'joinUnits: the units that are to help.' })),
        reasonCode: Type.Optional(Slug),
        addressCode: Type.Optional(Slug),
        routeCode: Type.Optional(Slug),
        verdict: Type.Optional(oneOf(verdicts)),
        finding: Type.Optional(oneOf(visitFindings)),
        intoCaseId: Type.Optional(Id),
        statement: Type.Optional(Type.String({ maxLength: 8000, description: 'split: what the new complaint is about.' })),
        itemSlug: Type.Optional(Slug),
        redacted: Type.Optional(RedactedText),
        letter: Type.Optional(Type.String({ maxLength: 3000, description: 'supervise: the words of the letter to the head of the unit.' })),
      }),
    ),
  },
  { title: 'CaseMove', description: 'assign takes responsibleUnitId, and redacted unless a text for the units stands; joinUnits unitIds; askExtension and grantExtension days; supervise letter, and days if not the county’s; draftReply reply, and evidence; contribute evidence; proposeRejection reasonCode and addressCode; divert routeCode; decideEscalation verdict; recordVisit finding; merge intoCaseId; split statement; classify itemSlug, and accept too where it is to be put under an item by the same stroke; the others take no details.' },
)

export const moveCase = {
  method: 'POST',
  url: '/api/v1/cases/:id/moves',
  schema: {
    operationId: 'moveCase',
    tags: ['cases'],
    summary: 'Does one thing to a case. 409 `not-now` names what is possible instead; 409 `stale` when somebody acted meanwhile, with what may be done now; 403 on a conflict of interest.',
    params: ById,
    headers: IdempotencyKey,
    body: CaseMove,
    response: { 200: CaseDetail, ...refusals },
  },
} as const satisfies RouteContract

export const getCasePhoto = {
  method: 'GET',
  url: '/api/v1/cases/:id/photos/:n',
  binary: ['image/jpeg', 'image/webp'],
  schema: {
    operationId: 'getCasePhoto',
    tags: ['cases'],
    summary: 'A re-encoded photo of a case.',
    params: closed({ id: Id, n: Type.Integer({ minimum: 1, maximum: 100 }) }),
    response: { ...refusals },
  },
} as const satisfies RouteContract

export const listUnits = {
  method: 'GET',
  url: '/api/v1/units',
  schema: {
    operationId: 'listUnits',
    tags: ['cases'],
    summary: 'Units in the officer’s reach; with a village, only those of its county.',
    querystring: closed({ kind: Type.Optional(oneOf(unitKinds)), village: Type.Optional(DivisionCode) }),
    response: { 200: closed({ units: Type.Array(UnitRef) }, { title: 'UnitList' }), ...refusals },
  },
} as const satisfies RouteContract

export type CasePage = Static<typeof CasePage>
export type CaseSearch = Static<typeof searchCases.schema.body>
export type CaseMove = Static<typeof CaseMove>
