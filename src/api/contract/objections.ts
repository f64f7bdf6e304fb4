import type { Static } from 'typebox'
import { Type } from 'typebox'
import { hidableParts, hidingReasons } from '#rules/objections/hiding.ts'
import { objectionStates, officerObjectionActions } from '#rules/objections/lifecycle.ts'
import { objectionWords } from '#rules/objections/words.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { AsOf, ById, closed, Day, DivisionCode, Id, IdempotencyKey, oneOf, Page, pageOf } from './words.ts'

export const ObjectionView = closed(
  {
    id: Id,
    villageCode: DivisionCode,
    villageName: Type.String(),
    disclosureId: Id,
    version: Type.Integer({ minimum: 1 }),
    currentVersion: Type.Integer({ minimum: 1 }),
    title: Type.String(),
    row: Type.Optional(Type.Integer({ minimum: 1 })),
    field: Type.Optional(Type.String()),
    question: Type.String({ description: 'As it was typed. Everybody else sees it with personal numbers blotted out.' }),
    raisedOn: Day,
    state: oneOf(objectionStates),
    dueOn: Type.Optional(Day),
    isOverdue: Type.Boolean(),
    answer: Type.Optional(Type.String()),
    decision: Type.Optional(Type.String()),
    possible: Type.Array(oneOf(officerObjectionActions)),
    mayHide: Type.Array(oneOf(hidableParts), { description: 'Texts that this officer may hide from the public.' }),
    hidden: Type.Array(oneOf(hidableParts), { description: 'Texts that nobody else is shown any more.' }),
    eventCount: Type.Integer({ minimum: 1 }),
  },
  { title: 'ObjectionView' },
)

export const listObjections = {
  method: 'GET',
  url: '/api/v1/objections',
  schema: {
    operationId: 'listObjections',
    tags: ['objections'],
    summary: 'Objections to the records of the officer’s villages, soonest due first. Nobody can learn who asked.',
    querystring: closed({ which: oneOf(['open', 'closed']), page: Page }),
    response: { 200: pageOf(ObjectionView, 'ObjectionPage'), ...refusals },
  },
} as const satisfies RouteContract

export const moveObjection = {
  method: 'POST',
  url: '/api/v1/objections/:id/moves',
  schema: {
    operationId: 'moveObjection',
    tags: ['objections'],
    summary: 'The village answers or concedes; the township upholds or dismisses. The words are public.',
    params: ById,
    headers: IdempotencyKey,
    body: closed({ action: oneOf(officerObjectionActions), asOf: AsOf, words: Type.String({ maxLength: objectionWords.answer.most * 2 }) }, { title: 'ObjectionMove' }),
    response: { 200: closed({ id: Id }, { title: 'ObjectionMoved' }), ...refusals },
  },
} as const satisfies RouteContract

export const hideObjection = {
  method: 'POST',
  url: '/api/v1/objections/:id/hidings',
  schema: {
    operationId: 'hideObjection',
    tags: ['objections'],
    summary: 'Hides one text of an objection from the public: the township or the triage desk, never who made the record or answered. A tombstone stays.',
    params: ById,
    headers: IdempotencyKey,
    body: closed({ part: oneOf(hidableParts), reason: oneOf(hidingReasons), asOf: AsOf, note: Type.String({ maxLength: 1000 }) }, { title: 'ObjectionHiding' }),
    response: { 200: closed({ id: Id }, { title: 'ObjectionHidden' }), ...refusals },
  },
} as const satisfies RouteContract

export type ObjectionView = Static<typeof ObjectionView>
