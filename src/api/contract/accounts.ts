import type { Static } from 'typebox'
import { Type } from 'typebox'
import { officerRoles } from '#rules/policy/officer.ts'
import { HeldPost, refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { unitKinds } from './sign-in.ts'
import { ById, closed, Day, Id, Instant, NameInBoth, oneOf, Search } from './words.ts'

const tags = ['accounts'] as const
const Half = Type.String({ maxLength: 60 })

export const StaffAccount = closed(
  {
    officerId: Id, name: Type.String(), role: oneOf(officerRoles), title: Type.Optional(Type.String()), unit: NameInBoth, from: Day, to: Type.Optional(Day),
    username: Type.Optional(Type.String({ description: 'Absent while nobody has signed in to the post.' })),
    hasCodes: Type.Boolean(), seenAt: Type.Optional(Instant),
    mayInviteAgain: Type.Boolean(), mayEnd: Type.Boolean(), mayHandOver: Type.Boolean(), maySignOut: Type.Boolean(),
  },
  { title: 'StaffAccount' },
)

export const StaffInvitation = closed(
  {
    id: Id, kind: oneOf(['new', 'again'] as const), name: Type.String(), username: Type.String(), role: oneOf(officerRoles), unit: NameInBoth,
    title: Type.Optional(Type.String()), from: Type.Optional(Day), to: Type.Optional(Day), isHead: Type.Boolean(),
    samePerson: Type.Optional(HeldPost), otherPerson: Type.Optional(Type.String({ description: 'Why this is none of those of the same name.' })),
    askedAt: Instant, askedBy: Type.Optional(Type.String()), grantedBy: Type.Optional(Type.String()), expiresAt: Instant, mayGrant: Type.Boolean(), mayWithdraw: Type.Boolean(),
  },
  { title: 'StaffInvitation' },
)

export const Accounts = closed(
  {
    accounts: Type.Array(StaffAccount), isCut: Type.Boolean({ description: 'Whether there are more than are listed; a search narrows them.' }),
    invitations: Type.Array(StaffInvitation),
    mayAsk: Type.Boolean(),
    units: Type.Array(closed({ id: Id, ...NameInBoth.properties, kind: oneOf(unitKinds) }), { description: 'Where a new account can be, for who may ask for one.' }),
  },
  { title: 'Accounts' },
)

export const listAccounts = {
  method: 'GET', url: '/api/v1/accounts',
  schema: { operationId: 'listAccounts', tags, summary: 'Posts and their accounts, and invitations under way: for administrators.', querystring: closed({}), response: { 200: Accounts, ...refusals } },
} as const satisfies RouteContract

export const searchAccounts = {
  method: 'POST', url: '/api/v1/accounts/search',
  schema: { operationId: 'searchAccounts', tags, summary: 'The same, narrowed by words, which stand in no address. Stores nothing.', body: closed({ q: Search }, { title: 'AccountSearch' }), response: { 200: Accounts, ...refusals } },
} as const satisfies RouteContract

const told = { 200: closed({ id: Id, half: Type.String({ description: 'Half of the invitation code, told this once to this administrator alone.' }) }, { title: 'CodeHalf' }), ...refusals }

export const askInvitation = {
  method: 'POST', url: '/api/v1/accounts/invitations',
  schema: {
    operationId: 'askInvitation', tags, summary: 'Asks for an account for somebody new, or for another start of one. Repeated, it is refused: half of a code is never told twice.',
    body: closed({ officerId: Type.Optional(Id), name: Type.Optional(Type.String({ maxLength: 40 })), username: Type.Optional(Type.String({ maxLength: 60 })), unitId: Type.Optional(Id), role: Type.Optional(oneOf(officerRoles)),
      title: Type.Optional(Type.String({ maxLength: 40 })), from: Type.Optional(Day), to: Type.Optional(Day), isHead: Type.Optional(Type.Boolean()),
      sameAs: Type.Optional(Type.String({ format: 'uuid', description: 'A former or present post of the same person.' })), otherPerson: Type.Optional(Type.String({ maxLength: 200, description: 'Why this is none of those of the same name.' })) }, { title: 'InvitationAsked', description: 'An `officerId` for another start; the rest for somebody new.' }),
    response: told,
  },
} as const satisfies RouteContract

export const grantInvitation = {
  method: 'POST', url: '/api/v1/accounts/invitations/:id/grant',
  schema: { operationId: 'grantInvitation', tags, summary: 'Grants what another administrator asked for.', params: ById, response: told },
} as const satisfies RouteContract

export const withdrawInvitation = {
  method: 'POST', url: '/api/v1/accounts/invitations/:id/withdraw',
  schema: { operationId: 'withdrawInvitation', tags, summary: 'Takes back an invitation that was not used.', params: ById, response: { 200: closed({ id: Id }, { title: 'InvitationWithdrawn' }), ...refusals } },
} as const satisfies RouteContract

const ended = { 200: closed({ ended: Type.Integer({ description: 'How many sessions ended.' }) }, { title: 'AccountEnded' }), ...refusals }

export const endPost = {
  method: 'POST', url: '/api/v1/accounts/:id/end',
  schema: { operationId: 'endPost', tags, summary: 'Ends a post from today on, and every session of it.', params: ById, body: closed({ reason: Type.String({ maxLength: 500 }) }, { title: 'PostEnding' }), response: ended },
} as const satisfies RouteContract

export const listSuccessors = {
  method: 'GET', url: '/api/v1/accounts/:id/successors',
  schema: { operationId: 'listSuccessors', tags, summary: 'Who could take over the work of a post: of the same unit, duty and reach.', params: ById, response: { 200: closed({ successors: Type.Array(closed({ officerId: Id, name: Type.String() })) }, { title: 'Successors' }), ...refusals } },
} as const satisfies RouteContract

export const handOver = {
  method: 'POST', url: '/api/v1/accounts/:id/hand-over',
  schema: { operationId: 'handOver', tags, summary: 'Ends a post and gives its work to a successor, in one act.', params: ById, body: closed({ successorId: Id, reason: Type.String({ maxLength: 500 }) }, { title: 'HandingOver' }), response: ended },
} as const satisfies RouteContract

export const endSessionsOf = {
  method: 'POST', url: '/api/v1/accounts/:id/sign-out',
  schema: { operationId: 'endSessionsOf', tags, summary: 'Signs an account out everywhere.', params: ById, response: ended },
} as const satisfies RouteContract

/** Without sign-in: whoever comes with both halves of a code has no password yet. */
export const acceptInvitation = {
  method: 'POST', url: '/api/v1/invitations/accept', isPublic: true,
  schema: {
    operationId: 'acceptInvitation', tags: ['sign-in'], summary: 'Sets the first password of an account, or another after it was lost. Needs no sign-in, but both halves of the code.',
    body: closed({ username: Type.String({ maxLength: 60 }), first: Half, second: Half, password: Type.String({ maxLength: 512 }) }, { title: 'Acceptance' }), response: { 200: closed({ username: Type.String() }, { title: 'Accepted' }), ...refusals },
  },
} as const satisfies RouteContract

export type Accounts = Static<typeof Accounts>
