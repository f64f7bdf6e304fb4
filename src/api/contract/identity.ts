import type { Static } from 'typebox'
import { Type } from 'typebox'
import { custodianGroups } from '#rules/identity/groups.ts'
import { identityReasons, requestStates } from '#rules/identity/request.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Count, Id, IdempotencyKey, Instant, NameInBoth, oneOf } from './words.ts'

const Recipient = Type.String({ pattern: '^age1[0-9a-z]{20,100}$', description: 'An age recipient.' })
/** One identity, sealed once or twice. */
const Sealed = Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', minLength: 200, maxLength: 20_000, description: 'Sealed with age in the browser, in base64.' })
const Words = Type.String({ maxLength: 1000 })

const Head = {
  id: Id, state: oneOf(requestStates), reason: oneOf(identityReasons), note: Words, askedAt: Instant, lapsesAt: Instant, askedByName: Type.String(),
  passedAt: Type.Optional(Instant), openedAt: Type.Optional(Instant), viewedAt: Type.Optional(Instant), viewUntil: Type.Optional(Instant), refusedAt: Type.Optional(Instant), refusal: Type.Optional(Words),
}

export const CaseIdentity = closed(
  { isNamed: Type.Boolean(), mayAsk: Type.Boolean(), requests: Type.Array(closed({ ...Head, isOwn: Type.Boolean() }, { title: 'CaseIdentityRequest' })) },
  { title: 'CaseIdentity', description: 'Whether a complainant gave a name, and who asked to see it. Never the name.' },
)

export const getIdentityRequest = {
  method: 'GET',
  url: '/api/v1/cases/:id/identity',
  schema: { operationId: 'getIdentityRequest', tags: ['identity'], summary: 'Requests to see who complained, for the desk that sorts complaints.', params: ById, response: { 200: CaseIdentity, ...refusals } },
} as const satisfies RouteContract

const Done = closed({ id: Id }, { title: 'IdentityStep' })

export const askIdentity = {
  method: 'POST',
  url: '/api/v1/cases/:id/identity',
  schema: {
    operationId: 'askIdentity', tags: ['identity'], summary: 'Asks to see who complained. The complainant is shown the reason. Lapses after three days.',
    params: ById, headers: IdempotencyKey, body: closed({ reason: oneOf(identityReasons), note: Words, viewRecipient: Recipient }, { title: 'IdentityAsking' }), response: { 200: Done, ...refusals },
  },
} as const satisfies RouteContract

export const CustodyList = closed(
  {
    group: Type.Optional(oneOf(custodianGroups)),
    requests: Type.Array(closed({ ...Head, caseId: Id, unit: NameInBoth, viewRecipient: Recipient, isMyTurn: Type.Boolean() }, { title: 'CustodyRequest' })),
    keys: Type.Array(closed({ group: oneOf(custodianGroups), recipient: Recipient, fingerprint: Type.String() })),
    total: Count,
    older: Type.Integer({ minimum: 0, description: 'Identities that are sealed to other keys than those configured now.' }),
    resealing: Type.Optional(closed({ id: Id, reason: Words, proposedByName: Type.String(), isApproved: Type.Boolean(), mayApprove: Type.Boolean() })),
  },
  { title: 'CustodyList' },
)

/** Asked every minute by the rail, so it tells of nothing but their number and is no entry of the audit. */
export const countIdentityRequests = {
  method: 'GET',
  url: '/api/v1/identity-requests/waiting',
  schema: { operationId: 'countIdentityRequests', tags: ['identity'], summary: 'How many requests for an identity wait for the custodian who asks.', response: { 200: closed({ waiting: Count }, { title: 'IdentitiesWaiting' }), ...refusals } },
} as const satisfies RouteContract

export const listIdentityRequests = {
  method: 'GET',
  url: '/api/v1/identity-requests',
  schema: { operationId: 'listIdentityRequests', tags: ['identity'], summary: 'The desk of a custodian: requests, the keys in use, and whether identities wait to be sealed anew.', response: { 200: CustodyList, ...refusals } },
} as const satisfies RouteContract

export const takeSealedIdentity = {
  method: 'GET',
  url: '/api/v1/identity-requests/:id/sealed',
  binary: ['application/octet-stream'],
  schema: {
    operationId: 'takeSealedIdentity', tags: ['identity'], summary: 'The ciphertext for whoever’s turn it is: the outer layer for group B, the inner one for group A, and at last, for a quarter of an hour, what was opened for whoever asked.',
    params: ById, response: { ...refusals },
  },
} as const satisfies RouteContract

function step<const Name extends string, const Verb extends string>(operationId: Name, verb: Verb, summary: string) {
  return {
    method: 'POST', url: `/api/v1/identity-requests/:id/${verb}`,
    schema: { operationId, tags: ['identity'], summary, params: ById, headers: IdempotencyKey, body: closed({ sealed: Sealed }), response: { 200: Done, ...refusals } },
  } as const satisfies RouteContract
}

export const passIdentity = step('passIdentity', 'pass', 'Hands the inner ciphertext on to group A, the outer layer taken off in the browser of a custodian of group B.')
export const openIdentity = step('openIdentity', 'open', 'Hands what a custodian of group A opened in the browser on to whoever asked, sealed to the key of the request.')

export const refuseIdentity = {
  method: 'POST',
  url: '/api/v1/identity-requests/:id/refuse',
  schema: { operationId: 'refuseIdentity', tags: ['identity'], summary: 'Refuses a request, with the reason.', params: ById, headers: IdempotencyKey, body: closed({ note: Words }), response: { 200: Done, ...refusals } },
} as const satisfies RouteContract

export const viewIdentity = {
  method: 'POST',
  url: '/api/v1/identity-requests/:id/view',
  schema: {
    operationId: 'viewIdentity', tags: ['identity'], summary: 'Begins the quarter of an hour in which whoever asked may look.', params: ById, headers: IdempotencyKey, body: closed({}),
    response: { 200: closed({ until: Instant, seconds: Type.Integer({ minimum: 0, description: 'How long from now.' }) }, { title: 'IdentityView' }), ...refusals },
  },
} as const satisfies RouteContract

export const proposeResealing = {
  method: 'POST',
  url: '/api/v1/resealings',
  schema: {
    operationId: 'proposeResealing', tags: ['identity'], summary: 'Proposes to seal every identity to the keys that are configured now.', headers: IdempotencyKey,
    body: closed({ note: Words }), response: { 200: Done, ...refusals },
  },
} as const satisfies RouteContract

export const approveResealing = {
  method: 'POST',
  url: '/api/v1/resealings/:id/approval',
  schema: {
    operationId: 'approveResealing', tags: ['identity'], summary: 'Agrees to a re-sealing, as a custodian of the other group.', params: ById, headers: IdempotencyKey, body: closed({}), response: { 200: Done, ...refusals },
  },
} as const satisfies RouteContract

export type CaseIdentity = Static<typeof CaseIdentity>
export type CustodyList = Static<typeof CustodyList>
