import type { Static } from 'typebox'
import { Type } from 'typebox'
import { deputyReasons } from '#rules/policy/deputies.ts'
import { officerRoles } from '#rules/policy/officer.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Day, Id, IdempotencyKey, NameInBoth, oneOf } from './words.ts'

const tags = ['accounts'] as const
const Person = closed({ officerId: Id, name: Type.String(), role: oneOf(officerRoles) })

export const Deputies = closed(
  {
    deputyships: Type.Array(closed({
      id: Id, absentName: Type.String(), deputyName: Type.String(), role: oneOf(officerRoles, { description: 'The duty that is lent.' }), unit: NameInBoth, from: Day, to: Day, reason: oneOf(deputyReasons), namedBy: Type.String(),
      isNow: Type.Boolean(), isOver: Type.Boolean(), endedOn: Type.Optional(Day), mayEnd: Type.Boolean(),
    }, { title: 'Deputyship' }), { description: 'Those of the last quarter, those that run and those to come.' }),
    posts: Type.Array(closed({ ...Person.properties, unit: NameInBoth, deputies: Type.Array(Person) }), { description: 'Whose deputy may be named, and who could be it.' }),
    isLent: Type.Boolean({ description: 'Whether the post of who asks can be lent at all.' }),
  },
  { title: 'Deputies' },
)

export const listDeputies = {
  method: 'GET', url: '/api/v1/deputies',
  schema: { operationId: 'listDeputies', tags, summary: 'Who stands in for whom: of the own post, of the units one heads, and for administrators of their reach.', response: { 200: Deputies, ...refusals } },
} as const satisfies RouteContract

export const nameDeputy = {
  method: 'POST', url: '/api/v1/deputies',
  schema: {
    operationId: 'nameDeputy', tags, summary: 'Names a deputy for a term: somebody of the same unit, who does the post under the own name.', headers: IdempotencyKey,
    body: closed({ absentId: Id, deputyId: Id, from: Day, to: Day, reason: oneOf(deputyReasons) }, { title: 'DeputyNamed' }), response: { 200: closed({ id: Id }, { title: 'DeputyshipMade' }), ...refusals },
  },
} as const satisfies RouteContract

export const endDeputyship = {
  method: 'POST', url: '/api/v1/deputies/:id/end',
  schema: { operationId: 'endDeputyship', tags, summary: 'Ends a deputyship at this instant.', params: ById, headers: IdempotencyKey, response: { 200: closed({ id: Id }, { title: 'DeputyshipEnded' }), ...refusals } },
} as const satisfies RouteContract

export const standIn = {
  method: 'POST', url: '/api/v1/me/post',
  schema: {
    operationId: 'standIn', tags, summary: 'Lets this session act in the post of an absent officer, or again in the own.',
    body: closed({ deputyshipId: Type.Union([Id, Type.Null()]) }, { title: 'PostChosen' }), response: { 200: closed({ deputyshipId: Type.Union([Id, Type.Null()]) }, { title: 'PostOfSession' }), ...refusals },
  },
} as const satisfies RouteContract

export type Deputies = Static<typeof Deputies>
