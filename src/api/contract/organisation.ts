import type { Static } from 'typebox'
import { Type } from 'typebox'
import { unitKinds } from '#rules/organisation/set-up-words.ts'
import { officerRoles } from '#rules/policy/officer.ts'
import { edgeKinds } from '#rules/policy/organisation.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Day, DivisionCode, Id, IdempotencyKey, Instant, NameInBoth, oneOf } from './words.ts'

const Reason = Type.String({ maxLength: 500 })

export const OrganisationUnit = closed(
  {
    id: Id, ...NameInBoth.properties, kind: oneOf(unitKinds),
    ended: Type.Optional(Day), formerly: Type.Array(closed({ ...NameInBoth.properties, until: Day }), { description: 'The names it had, the newest first.' }),
    isOwn: Type.Boolean(), mayRename: Type.Boolean(), mayEnd: Type.Boolean(),
    mayChange: Type.Boolean({ description: 'Whether this officer may say who heads it and stands over it: nobody does so for his own unit.' }),
    heads: Type.Array(closed({ id: Id, name: Type.String(), from: Day, to: Type.Optional(Day), mayEnd: Type.Boolean() })),
    above: Type.Array(closed({ id: Id, kind: oneOf(edgeKinds), unit: NameInBoth, from: Day, to: Type.Optional(Day), mayEnd: Type.Boolean() })),
    posts: Type.Array(closed({ id: Id, name: Type.String(), role: oneOf(officerRoles), title: Type.Optional(Type.String()), from: Day, to: Type.Optional(Day), isHead: Type.Boolean(), mayChange: Type.Boolean() })),
  },
  { title: 'OrganisationUnit' },
)

/** What one administrator asked for and another has yet to grant. */
export const PostChange = closed(
  {
    id: Id, name: Type.String(), role: oneOf(officerRoles), unit: NameInBoth, title: Type.Optional(Type.String()), before: Type.Optional(Day), to: Type.Optional(Day), isHead: Type.Boolean({ description: 'Whether the holder becomes the head of the unit.' }),
    reason: Type.String(), askedBy: Type.String(), askedAt: Instant, expiresAt: Instant, mayGrant: Type.Boolean(), mayWithdraw: Type.Boolean(),
  },
  { title: 'PostChange' },
)

export const Organisation = closed(
  {
    today: Day, place: DivisionCode,
    mayEnter: Type.Boolean({ description: 'Whether this officer says who heads and what stands over units.' }), mayMake: Type.Boolean({ description: 'Whether this officer makes units here.' }),
    waiting: Type.Array(PostChange, { description: 'Changes of posts that wait to be granted, for administrators.' }),
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

const UnitName = { zh: Type.String({ maxLength: 200 }), en: Type.Optional(Type.String({ maxLength: 400 })) }

export const makeUnit = {
  method: 'POST',
  url: '/api/v1/organisation/units',
  schema: {
    operationId: 'makeUnit', tags: ['relations'], summary: 'Makes one unit at a place of the own county or city. What leads it follows from its kind.',
    headers: IdempotencyKey, body: closed({ ...UnitName, kind: oneOf(unitKinds), place: DivisionCode }, { title: 'NewUnit' }), response: made,
  },
} as const satisfies RouteContract

export const renameUnit = {
  method: 'POST',
  url: '/api/v1/organisation/units/:id/name',
  schema: {
    operationId: 'renameUnit', tags: ['relations'], summary: 'Gives a unit another name. What happened before is told with the name of then.',
    params: ById, headers: IdempotencyKey, body: closed({ ...UnitName, reason: Reason }, { title: 'UnitRenaming' }), response: made,
  },
} as const satisfies RouteContract

export const endUnit = {
  method: 'POST',
  url: '/api/v1/organisation/units/:id/end',
  schema: {
    operationId: 'endUnit', tags: ['relations'], summary: 'Ends a unit from today on. Refused while somebody holds a post there, while it has work, stands over others or is bound to an item, and for the last of its kind.',
    params: ById, headers: IdempotencyKey, body: closed({ reason: Reason }, { title: 'UnitEnding' }), response: made,
  },
} as const satisfies RouteContract

export const changePost = {
  method: 'POST',
  url: '/api/v1/organisation/posts/:id',
  schema: {
    operationId: 'changePost', tags: ['relations'], summary: 'Changes title, end of term or headship of a post. A longer term and a headship wait until another administrator grants them.',
    params: ById, headers: IdempotencyKey, body: closed({ title: Type.String({ maxLength: 100 }), to: Type.Optional(Day), isHead: Type.Boolean(), reason: Reason,
      seen: closed({ title: Type.String({ maxLength: 100 }), to: Type.Optional(Day) }, { title: 'PostSeen', description: 'What the post said when the change was thought of: where it says something else by now, nothing is changed (409).' }) },
    { title: 'PostChanging', description: 'How the post is from now on; without `to` its term has no end. A headship is ended by the triage desk.' }),
    response: { 200: closed({ id: Id, isWaiting: Type.Boolean() }, { title: 'PostChanged' }), ...refusals },
  },
} as const satisfies RouteContract

export const grantPostChange = {
  method: 'POST',
  url: '/api/v1/organisation/post-changes/:id/grant',
  schema: { operationId: 'grantPostChange', tags: ['relations'], summary: 'Grants a change of a post that another administrator asked for.', params: ById, headers: IdempotencyKey, response: made },
} as const satisfies RouteContract

export const withdrawPostChange = {
  method: 'POST',
  url: '/api/v1/organisation/post-changes/:id/withdraw',
  schema: { operationId: 'withdrawPostChange', tags: ['relations'], summary: 'Takes back a change of a post that waits.', params: ById, headers: IdempotencyKey, response: made },
} as const satisfies RouteContract

export type Organisation = Static<typeof Organisation>
