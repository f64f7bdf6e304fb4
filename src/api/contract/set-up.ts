import type { Static } from 'typebox'
import { Type } from 'typebox'
import { unitKinds } from '#rules/organisation/set-up-words.ts'
import { officerRoles } from '#rules/policy/officer.ts'
import { HeldPost, PlacedProblem, refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Count, Day, Id, Instant, NameInBoth, oneOf } from './words.ts'

const tags = ['accounts'] as const
const form = [{ name: 'file', file: true, required: true, description: 'CSV (UTF-8 or GB18030) or XLSX: a person a row, as in the template.' }] as const
const bodyLimit = 21 * 1024 * 1024

/** What a spreadsheet makes, changes and leaves. */
export const SetUpPlan = closed(
  {
    isNothing: Type.Boolean({ description: 'Whether everything of the file is there already.' }),
    units: Type.Array(closed({ name: NameInBoth, kind: oneOf(unitKinds), place: Type.String(), isNew: Type.Boolean() })),
    posts: Type.Array(closed({
      row: Type.Integer({ minimum: 1 }), what: oneOf(['new', 'changed', 'left'] as const), name: Type.String(), username: Type.String(), unit: NameInBoth, role: oneOf(officerRoles),
      title: Type.Optional(Type.String()), from: Day, to: Type.Optional(Day), isHead: Type.Boolean(),
      samePerson: Type.Optional(HeldPost), sameRow: Type.Optional(Type.Integer({ description: 'The earlier row that brings the same person.' })), otherPerson: Type.Optional(Type.String({ description: 'Why this is none of those of the same name.' })),
    })),
    stationed: Type.Array(closed({ unit: NameInBoth, above: NameInBoth }), { description: 'Which units a stationed group will supervise.' }),
  },
  { title: 'SetUpPlan' },
)

export const SetUpReading = closed(
  {
    plan: SetUpPlan,
    problems: Type.Array(PlacedProblem, { description: 'Everything that is wrong, each with its cell. While there is one, nothing can be asked for.' }),
    refusal: Type.Optional(closed({ code: Type.String(), message: Type.String() }, { description: 'The file as a whole cannot be read; everything else is empty.' })),
  },
  { title: 'SetUpReading' },
)

export const SetUpState = closed(
  {
    mayAsk: Type.Boolean(),
    waiting: Type.Optional(closed({ id: Id, askedBy: Type.String(), askedAt: Instant, expiresAt: Instant, mayGrant: Type.Boolean(), mayWithdraw: Type.Boolean(), plan: SetUpPlan, problems: Type.Array(PlacedProblem, { description: 'What has come between since it was asked for: it can only be withdrawn then.' }) })),
    granted: Type.Optional(closed({ id: Id, at: Instant, by: Type.String(), invited: Count, open: Count }, { description: 'The last that was granted: how many it invited, and how many of them have yet to set a password.' })),
  },
  { title: 'SetUpState' },
)

const Halves = Type.Array(closed({ name: Type.String(), username: Type.String(), unit: Type.String(), half: Type.String() }), { description: 'Half of each invitation code, told this once to this administrator alone.' })

export const getSetUp = {
  method: 'GET', url: '/api/v1/accounts/set-up',
  schema: { operationId: 'getSetUp', tags, summary: 'A set-up of the county from a spreadsheet: what waits to be granted, with all that it would make.', response: { 200: SetUpState, ...refusals } },
} as const satisfies RouteContract

export const getSetUpTemplate = {
  method: 'GET', url: '/api/v1/accounts/set-up/template.xlsx', binary: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  schema: { operationId: 'getSetUpTemplate', tags, summary: 'The spreadsheet to fill in, with choices, examples and explanations.', response: { ...refusals } },
} as const satisfies RouteContract

export const readSetUp = {
  method: 'POST', url: '/api/v1/accounts/set-up/reading', bodyLimit, form,
  schema: { operationId: 'readSetUp', tags, summary: 'Shows what a spreadsheet would make, change and leave, and every problem with its cell. Stores nothing.', response: { 200: SetUpReading, ...refusals } },
} as const satisfies RouteContract

export const askSetUp = {
  method: 'POST', url: '/api/v1/accounts/set-up', bodyLimit, form,
  schema: { operationId: 'askSetUp', tags, summary: 'Asks for everything of a spreadsheet, all or nothing. Repeated, it is refused: halves of codes are never told twice.', response: { 200: closed({ id: Id, halves: Halves }, { title: 'SetUpAsked' }), ...refusals } },
} as const satisfies RouteContract

export const grantSetUp = {
  method: 'POST', url: '/api/v1/accounts/set-up/:id/grant',
  schema: { operationId: 'grantSetUp', tags, summary: 'Grants what another administrator asked for: units, posts and invitations are made in one transaction.', params: ById, response: { 200: closed({ units: Count, posts: Count, changed: Count, halves: Halves }, { title: 'SetUpGranted' }), ...refusals } },
} as const satisfies RouteContract

export const withdrawSetUp = {
  method: 'POST', url: '/api/v1/accounts/set-up/:id/withdraw',
  schema: { operationId: 'withdrawSetUp', tags, summary: 'Takes back what waits to be granted.', params: ById, response: { 200: closed({ id: Id }, { title: 'SetUpWithdrawn' }), ...refusals } },
} as const satisfies RouteContract

export const takeBackSetUp = {
  method: 'POST', url: '/api/v1/accounts/set-up/:id/take-back',
  schema: {
    operationId: 'takeBackSetUp', tags, summary: 'Ends whatever the last granted set-up made and nobody has used; names who stays.', params: ById, body: closed({ reason: Type.String({ maxLength: 500 }) }, { title: 'SetUpTakingBack' }),
    response: { 200: closed({ ended: Count, left: Type.Array(closed({ name: Type.String(), unit: Type.String() })) }, { title: 'SetUpTakenBack' }), ...refusals },
  },
} as const satisfies RouteContract

export const renewHalves = {
  method: 'POST', url: '/api/v1/accounts/set-up/:id/halves',
  schema: {
    operationId: 'renewHalves', tags, summary: 'Tells the halves anew of codes that nobody has used: the first to who asks for accounts, the second to who grants them.', params: ById,
    response: { 200: closed({ which: oneOf(['first', 'second'] as const), halves: Halves }, { title: 'HalvesRenewed' }), ...refusals },
  },
} as const satisfies RouteContract

export type SetUpPlan = Static<typeof SetUpPlan>
export type SetUpReading = Static<typeof SetUpReading>
export type SetUpState = Static<typeof SetUpState>
