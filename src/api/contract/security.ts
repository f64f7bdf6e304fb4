import type { Static } from 'typebox'
import { Type } from 'typebox'
import { browsers, systems } from '#rules/policy/device-name.ts'
import { passwordProfiles } from '#rules/policy/sign-in.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Instant, oneOf } from './words.ts'

const Password = Type.String({ maxLength: 512 })

export const owedFirst = ['second-factor-due', 'password-due'] as const

export const SeenSession = closed(
  {
    id: Type.String(), isThis: Type.Boolean(), isSameNetwork: Type.Boolean({ description: 'Whether it was begun in the network this request came from. No address is kept.' }),
    startedAt: Instant, seenAt: Instant, browser: oneOf(browsers), system: oneOf(systems),
  },
  { title: 'StaffSession' },
)

export const Security = closed(
  {
    username: Type.String(),
    owed: Type.Optional(oneOf(owedFirst, { description: 'What must be done before anything else.' })),
    factorNeeded: Type.Boolean({ description: 'Whether the duty needs a second factor.' }),
    passwords: oneOf(passwordProfiles),
    passwordSetAt: Type.Optional(Instant),
    recoveryCodesLeft: Type.Optional(Type.Integer({ description: 'Absent while no authenticator is set up.' })),
    idleMinutes: Type.Integer(), longestHours: Type.Integer(),
    sessions: Type.Array(SeenSession),
  },
  { title: 'AccountSecurity' },
)

const tags = ['security'] as const

export const getSecurity = {
  method: 'GET', url: '/api/v1/security',
  schema: { operationId: 'getSecurity', tags, summary: 'One’s own account: second factor, password and sessions.', response: { 200: Security, ...refusals } },
} as const satisfies RouteContract

export const changePassword = {
  method: 'POST', url: '/api/v1/security/password',
  schema: {
    operationId: 'changePassword', tags, summary: 'Sets another password and ends every other session.',
    body: closed({ current: Password, next: Password }, { title: 'PasswordChange' }), response: { 200: closed({ ended: Type.Integer() }, { title: 'PasswordChanged' }), ...refusals },
  },
} as const satisfies RouteContract

const RecoveryCodes = Type.Array(Type.String(), { description: 'Shown this once; only their hashes are kept.' })

export const startCodes = {
  method: 'POST', url: '/api/v1/security/codes',
  schema: {
    operationId: 'startCodes', tags, summary: 'Begins to set up an authenticator; it counts once a code was entered at /api/auth/two-factor/verify-totp.',
    body: closed({ password: Password }, { title: 'CodesAsked' }),
    response: { 200: closed({ address: Type.String({ description: 'For the QR code.' }), secret: Type.String({ description: 'To type by hand.' }), recoveryCodes: RecoveryCodes }, { title: 'CodesBegun' }), ...refusals },
  },
} as const satisfies RouteContract

export const removeCodes = {
  method: 'POST', url: '/api/v1/security/codes/remove',
  schema: { operationId: 'removeCodes', tags, summary: 'Switches the authenticator off. A duty that needs one is closed until another is set up.', response: { 200: closed({}, { title: 'CodesRemoved' }), ...refusals } },
} as const satisfies RouteContract

export const renewRecoveryCodes = {
  method: 'POST', url: '/api/v1/security/recovery-codes',
  schema: { operationId: 'renewRecoveryCodes', tags, summary: 'Makes new recovery codes; the old ones open nothing more.', response: { 200: closed({ recoveryCodes: RecoveryCodes }, { title: 'RecoveryCodes' }), ...refusals } },
} as const satisfies RouteContract

export const endOwnSession = {
  method: 'POST', url: '/api/v1/security/sessions/:id/end',
  schema: { operationId: 'endOwnSession', tags, summary: 'Signs one’s account out on one device.', params: ById, response: { 200: closed({}, { title: 'SessionEnded' }), ...refusals } },
} as const satisfies RouteContract

export const endOtherSessions = {
  method: 'POST', url: '/api/v1/security/other-sessions/end',
  schema: { operationId: 'endOtherSessions', tags, summary: 'Signs one’s account out on every other device.', response: { 200: closed({ ended: Type.Integer() }, { title: 'SessionsEnded' }), ...refusals } },
} as const satisfies RouteContract

export const proveAgain = {
  method: 'POST', url: '/api/v1/security/proof',
  schema: {
    operationId: 'proveAgain', tags, summary: 'Shows once more who holds the session, before a sensitive act: by password, and by code where an authenticator is set up.',
    body: closed({ password: Password, code: Type.Optional(Type.String({ maxLength: 20 })) }, { title: 'Proof' }), response: { 200: closed({}, { title: 'Proved' }), ...refusals },
  },
} as const satisfies RouteContract

export type Security = Static<typeof Security>
