import type { Static } from 'typebox'
import { Type } from 'typebox'
import { browsers, systems } from '#rules/policy/device-name.ts'
import { accountNotices } from '#rules/policy/account-notices.ts'
import { passwordProfiles } from '#rules/policy/sign-in.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Id, Instant, oneOf } from './words.ts'

const Password = Type.String({ maxLength: 512 })

export const owedFirst = ['second-step-due', 'second-factor-due', 'password-due'] as const

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
    offersPasskeys: Type.Boolean({ description: 'Whether browsers make passkeys for this address.' }),
    passkeys: Type.Array(closed({ id: Id, name: Type.String(), madeAt: Instant, usedAt: Type.Optional(Instant), isWeak: Type.Boolean({ description: 'Whether its key is too short to open anything here.' }) }, { title: 'Passkey' })),
    provider: Type.Optional(closed({ linkedAt: Type.Optional(Instant), usedAt: Type.Optional(Instant) }, { title: 'ProviderLink', description: 'Absent where there is no sign-in platform.' })),
    notices: Type.Array(closed({ kind: oneOf(accountNotices), at: Instant, times: Type.Integer() }, { title: 'AccountNotice' }), { description: 'Odd tries and changes, the newest first.' }),
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
    operationId: 'proveAgain', tags, summary: 'Shows once more who holds the session, before a sensitive act: by password, and by code where an authenticator is set up. While the second step of a sign-in is owed, by the code alone.',
    body: closed({ password: Type.Optional(Password), code: Type.Optional(Type.String({ maxLength: 20 })) }, { title: 'Proof' }), response: { 200: closed({}, { title: 'Proved' }), ...refusals },
  },
} as const satisfies RouteContract

// What WebAuthn says, in its own JSON: made and checked by its library, not by us.
const WebAuthn = Type.Record(Type.String(), Type.Unknown())
const PasskeyName = Type.String({ maxLength: 40 })
const asked = { 200: closed({ options: WebAuthn }, { title: 'PasskeyAsked' }), ...refusals }

/** Without sign-in: it is the way in. */
export const askPasskey = {
  method: 'POST', url: '/api/v1/passkeys/options', isPublic: true,
  schema: { operationId: 'askPasskey', tags: ['sign-in'], summary: 'What a browser asks a passkey to sign, for /api/auth/passkey. Needs no sign-in.', response: asked },
} as const satisfies RouteContract

export const askNewPasskey = {
  method: 'POST', url: '/api/v1/security/passkeys/options',
  schema: { operationId: 'askNewPasskey', tags, summary: 'What a browser asks a device for, to make a passkey.', response: asked },
} as const satisfies RouteContract

export const addPasskey = {
  method: 'POST', url: '/api/v1/security/passkeys',
  schema: { operationId: 'addPasskey', tags, summary: 'Takes a passkey that a device made.', body: closed({ response: WebAuthn, name: PasskeyName }, { title: 'NewPasskey' }), response: { 200: closed({ id: Id }, { title: 'PasskeyAdded' }), ...refusals } },
} as const satisfies RouteContract

export const renamePasskey = {
  method: 'POST', url: '/api/v1/security/passkeys/:id/name',
  schema: { operationId: 'renamePasskey', tags, summary: 'Gives a passkey another name.', params: ById, body: closed({ name: PasskeyName }, { title: 'PasskeyName' }), response: { 200: closed({}, { title: 'PasskeyRenamed' }), ...refusals } },
} as const satisfies RouteContract

export const removePasskey = {
  method: 'POST', url: '/api/v1/security/passkeys/:id/remove',
  schema: { operationId: 'removePasskey', tags, summary: 'Takes a passkey away: it opens nothing more.', params: ById, response: { 200: closed({}, { title: 'PasskeyRemoved' }), ...refusals } },
} as const satisfies RouteContract

export const askProofPasskey = {
  method: 'POST', url: '/api/v1/security/proof/passkey/options',
  schema: { operationId: 'askProofPasskey', tags, summary: 'What a browser asks a passkey to sign, for a proof.', response: asked },
} as const satisfies RouteContract

export const provePasskey = {
  method: 'POST', url: '/api/v1/security/proof/passkey',
  schema: { operationId: 'provePasskey', tags, summary: 'Shows once more who holds the session, by a passkey.', body: closed({ response: WebAuthn }, { title: 'PasskeyProof' }), response: { 200: closed({}, { title: 'PasskeyProved' }), ...refusals } },
} as const satisfies RouteContract

export const askProviderLink = {
  method: 'POST', url: '/api/v1/security/provider',
  schema: { operationId: 'askProviderLink', tags, summary: 'Where a browser goes to link its identity of the sign-in platform.', response: { 200: closed({ address: Type.String() }, { title: 'ProviderAsked' }), ...refusals } },
} as const satisfies RouteContract

export const unlinkProvider = {
  method: 'POST', url: '/api/v1/security/provider/remove',
  schema: { operationId: 'unlinkProvider', tags, summary: 'Takes the identity of the sign-in platform away from one’s account.', response: { 200: closed({}, { title: 'ProviderUnlinked' }), ...refusals } },
} as const satisfies RouteContract

export type Security = Static<typeof Security>
