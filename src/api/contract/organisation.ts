import type { Static } from 'typebox'
import { Type } from 'typebox'
import { officerRoles } from '#rules/policy/officer.ts'
import { edgeKinds } from '#rules/policy/organisation.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Day, DivisionCode, Id, IdempotencyKey, NameInBoth, oneOf } from './words.ts'

const Reason = Type.String({ maxLength: 500 })

export const OrganisationUnit = closed(
  {
    id: Id, ...NameInBoth.properties,
    mayChange: Type.Boolean({ description: 'Whether this officer may say who heads it and stands over it: nobody does so for his own unit.' }),
    heads: Type.Array(closed({ id: Id, name: Type.String(), from: Day, to: Type.Optional(Day), mayEnd: Type.Boolean() })),
    above: Type.Array(closed({ id: Id, kind: oneOf(edgeKinds), unit: NameInBoth, from: Day, to: Type.Optional(Day), mayEnd: Type.Boolean() })),
    posts: Type.Array(closed({ id: Id, name: Type.String(), role: oneOf(officerRoles), title: Type.Optional(Type.String()), from: Day, to: Type.Optional(Day) })),
  },
  { title: 'OrganisationUnit' },
)

export const Organisation = closed(
  {
    today: Day, place: DivisionCode,
    places: Type.Array(closed({ code: DivisionCode, name: Type.String() }), { description: 'Whose units can be looked at: the officer’s own place and the townships or counties below it.' }),
    units: Type.Array(OrganisationUnit),
    officers: Type.Array(closed({ id: Id, name: Type.String(), unit: NameInBoth }), { description: 'Who can be a head.' }),
    choices: Type.Array(closed({ id: Id, ...NameInBoth.properties }), { description: 'What can stand over a unit.' }),
  },
  { title: 'Organisation' },
)

export const getOrganisation = {
  method: 'GET',
  url: '/api/v1/organisation',
  schema: {
    operationId: 'getOrganisation', tags: ['relations'], summary: 'The units of a place: who heads them, what stands over them, and the posts with their terms.',
    querystring: closed({ place: Type.Optional(DivisionCode) }), response: { 200: Organisation, ...refusals },
  },
} as const satisfies RouteContract

const made = { 200: closed({ id: Id }, { title: 'OrganisationChanged' }), ...refusals }

export const nameHead = {
  method: 'POST',
  url: '/api/v1/organisation/heads',
  schema: {
    operationId: 'nameHead', tags: ['relations'], summary: 'Says who heads a unit. It counts at once: what that person is kept away from changes, for cases under way too.',
    headers: IdempotencyKey, body: closed({ unitId: Id, officerId: Id, validFrom: Day }, { title: 'NewHead' }), response: made,
  },
} as const satisfies RouteContract

export const endHead = {
  method: 'POST',
  url: '/api/v1/organisation/heads/:id/end',
  schema: {
    operationId: 'endHead', tags: ['relations'], summary: 'Says that somebody heads a unit no longer. Nobody ends his own.',
    params: ById, headers: IdempotencyKey, body: closed({ validTo: Day, reason: Reason }, { title: 'HeadEnding' }), response: made,
  },
} as const satisfies RouteContract

export const addEdge = {
  method: 'POST',
  url: '/api/v1/organisation/edges',
  schema: {
    operationId: 'addEdge', tags: ['relations'], summary: 'Says that a unit leads or supervises another, from now on.',
    headers: IdempotencyKey, body: closed({ unitId: Id, aboveId: Id, kind: oneOf(edgeKinds) }, { title: 'NewEdge' }), response: made,
  },
} as const satisfies RouteContract

export const endEdge = {
  method: 'POST',
  url: '/api/v1/organisation/edges/:id/end',
  schema: {
    operationId: 'endEdge', tags: ['relations'], summary: 'Says that a unit leads or supervises another no longer, from now on.',
    params: ById, headers: IdempotencyKey, body: closed({ reason: Reason }, { title: 'EdgeEnding' }), response: made,
  },
} as const satisfies RouteContract

export type Organisation = Static<typeof Organisation>
