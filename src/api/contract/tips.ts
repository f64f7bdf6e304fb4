import type { Static } from 'typebox'
import { Type } from 'typebox'
import { disposals, isInspectorAction, screeningOutcomes, tipActions, tipStates } from '#rules/tips/lifecycle.ts'
import { tipDayKinds } from '#rules/tips/day-kinds.ts'
import { mostParts } from '#rules/tips/diversion.ts'
import { owedSteps } from '#rules/tips/told-days.ts'
import { DayStep } from './case-shapes.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { AsOf, ById, closed, Day, DivisionCode, Id, oneOf, Page, pageOf } from './words.ts'

const inspectorActions = tipActions.filter(isInspectorAction)
const partKinds = ['matter', 'person', 'file'] as const

/** A sealed text: age, in base64. */
const SealedWords = Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', minLength: 200, maxLength: 90_000, description: 'Sealed with age in the browser, in base64.' })

const Owed = closed({ what: oneOf(owedSteps), by: Day, isLate: Type.Boolean() }, { title: 'TipOwed' })

const TipHead = { id: Id, isNamed: Type.Boolean(), origin: oneOf(['door', 'desk', 'below', 'above']), receivedOn: Day, state: oneOf(tipStates), owed: Type.Array(Owed, { description: 'What the body owes now, soonest first.' }) }

export const TipSummary = closed(TipHead, { title: 'TipSummary' })

export const TipDetail = closed(
  {
    ...TipHead,
    eventCount: AsOf,
    formHash: Type.String({ description: 'SHA-256 of the form’s key, in hexadecimal. The sealed texts hold that key: compare, so that none was exchanged.' }),
    parts: Type.Array(closed({ n: Type.Integer({ minimum: 1 }), kind: oneOf(partKinds), bytes: Type.Integer() })),
    events: Type.Array(closed({
      seq: AsOf, action: oneOf(tipActions), on: Day, by: Type.Optional(Type.String()), outcome: Type.Optional(oneOf(screeningOutcomes)), disposal: Type.Optional(oneOf(disposals)),
      note: Type.Optional(Type.String({ description: 'Sealed to this body.' })), objection: Type.Optional(Type.String({ description: 'The reporter’s objection, sealed to this body.' })),
      moved: Type.Optional(Type.Array(closed({ what: oneOf(tipDayKinds), by: Day }), { description: 'recalculate: the days that a notice of holidays moved.' })),
      notice: Type.Optional(Type.String({ description: 'recalculate: the address of that notice.' })),
    })),
    days: Type.Array(closed({
      what: oneOf(tipDayKinds), by: Day, steps: Type.Array(DayStep), notice: Type.Optional(Type.String({ description: 'The notice that moved the day after it was told.' })),
    }, { title: 'TipDay' }), { description: 'Every day that runs, as it was told, day by day with the notice each rests on. `object` is the last day of the reporter.' }),
    possible: Type.Array(oneOf(inspectorActions)),
    archiveAfter: Type.Optional({ ...Day, description: 'The last day on which the reporter, who was told the result, is waited for; it can be put away from the day after.' }),
    recipients: closed({
      own: Type.Array(Type.String()), reporter: Type.String(),
      above: Type.Optional(closed({ bodyCode: DivisionCode, name: Type.String(), recipients: Type.Array(Type.String()) })),
      below: Type.Array(closed({ bodyCode: DivisionCode, name: Type.String(), recipients: Type.Array(Type.String()) })),
    }, { description: 'age recipients: what this body keeps, what the reporter is told and what is handed over are sealed to them.' }),
  },
  { title: 'TipDetail' },
)

const PartOfTip = closed({ id: Id, n: Type.Integer({ minimum: 1, maximum: mostParts }) })

export const listTips = {
  method: 'GET',
  url: '/api/v1/tips',
  schema: {
    operationId: 'listTips', tags: ['tips'], summary: 'Confidential reports of the inspector’s own body, what is owed soonest first.',
    querystring: closed({ which: oneOf(['open', 'ended']), page: Page }), response: { 200: pageOf(TipSummary, 'TipPage'), ...refusals },
  },
} as const satisfies RouteContract

export const getTip = {
  method: 'GET',
  url: '/api/v1/tips/:id',
  schema: { operationId: 'getTip', tags: ['tips'], summary: 'One report: its steps, its sealed parts, and to whom anything about it is sealed.', params: ById, response: { 200: TipDetail, ...refusals } },
} as const satisfies RouteContract

export const getTipPart = {
  method: 'GET',
  url: '/api/v1/tips/:id/parts/:n',
  binary: ['application/octet-stream'],
  schema: {
    operationId: 'getTipPart', tags: ['tips'], summary: 'A sealed part as it was sealed. Fetching it is recorded; only the body’s own key opens it.',
    params: PartOfTip, response: { ...refusals },
  },
} as const satisfies RouteContract

export const resealTipPart = {
  method: 'POST',
  url: '/api/v1/tips/:id/parts/:n/resealed',
  bodyLimit: 21 * 1024 * 1024,
  form: [
    { name: 'bodyCode', file: false, required: true, description: 'The body that is to take the report over.' },
    { name: 'file', file: true, required: true, description: 'The part, opened and sealed anew to that body in the browser.' },
  ],
  schema: {
    operationId: 'resealTipPart', tags: ['tips'], summary: 'One part of a report, sealed to the body above or below, before the screening that passes it on is confirmed. A part sent again takes the place of the first.',
    params: PartOfTip, response: { 201: closed({ n: Type.Integer({ minimum: 1 }) }, { title: 'TipPartResealed' }), ...refusals },
  },
} as const satisfies RouteContract

export const moveTip = {
  method: 'POST',
  url: '/api/v1/tips/:id/moves',
  bodyLimit: 256 * 1024,
  schema: {
    operationId: 'moveTip', tags: ['tips'], summary: 'A step of a report. What one proposed another decides.',
    params: ById,
    body: closed({
      action: oneOf(inspectorActions), asOf: AsOf, outcome: Type.Optional(oneOf(screeningOutcomes)), disposal: Type.Optional(oneOf(disposals)),
      note: Type.Optional(SealedWords), words: Type.Optional(SealedWords),
      handOver: Type.Optional(closed({ bodyCode: DivisionCode }, { description: 'Where it goes: every part was sealed to that body before.' })),
    }, { title: 'TipMove' }),
    response: { 200: closed({ eventCount: AsOf }, { title: 'TipMoved' }), ...refusals },
  },
} as const satisfies RouteContract

export type TipSummary = Static<typeof TipSummary>
export type TipDetail = Static<typeof TipDetail>
