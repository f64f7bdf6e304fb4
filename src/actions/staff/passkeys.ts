import { createHash, randomUUID } from 'node:crypto'
import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse, type AuthenticationResponseJSON, type RegistrationResponseJSON } from '@simplewebauthn/server'
import { deletePasskey, findPasskey, insertPasskey, listPasskeys, notePasskeyUsed, renamePasskey } from '#records/passkeys.ts'
import { inTransaction } from '#records/database.ts'
import { forgetShownFactors, noteProved, useCodeOnce } from '#records/staff-accounts.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { renewSession, type SignIn } from '../sign-in.ts'
import { isChallenge, newChallenge } from './challenge.ts'
import { tellHolder } from './notices.ts'
import { waitFor } from './prove.ts'
import type { Session } from './sessions.ts'

export type PasskeyRefusal = { readonly code: 'passkey-wrong' | 'too-many-passkeys' | 'passkey-unnamed' | 'not-found' } | { readonly code: 'slow-down'; readonly seconds: number }
/** Where this platform is: a passkey belongs to one host name, and what signs must have been opened there. */
export type Place = { readonly staffUrl: string }

const most = 10
const algorithms = [-8, -7, -257] // Ed25519, ECDSA on P-256, RSA: what every device has one of

/** Whether browsers make passkeys for this address: only under a name, and only over HTTPS or on one's own machine. */
export function offersPasskeys({ staffUrl }: Place): boolean {
  const { hostname, protocol } = new URL(staffUrl)
  return hostname === 'localhost' || (protocol === 'https:' && !/^[\d.]+$|^\[/.test(hostname))
}

/** What a browser asks any passkey of this place to sign: to sign in, or to show once more who holds a session. It names its account itself. */
export async function askPasskey(context: Context, { staffUrl }: Place, session?: Session): Promise<object> {
  return generateAuthenticationOptions({ rpID: new URL(staffUrl).hostname, challenge: newChallenge(context, purposeOf('show', session)), userVerification: 'required' })
}

/** What a browser asks a device for, to make a passkey that asks its holder and knows the account. */
export async function askNewPasskey(context: Context, { staffUrl }: Place, session: Session): Promise<Outcome<object, PasskeyRefusal>> {
  const there = await listPasskeys(context.db, session.userId)
  if (there.length >= most) return refuse({ code: 'too-many-passkeys' })
  return done(await generateRegistrationOptions({
    rpName: '监督一点通', rpID: new URL(staffUrl).hostname, userName: session.username, userDisplayName: session.name, userID: new TextEncoder().encode(session.userId),
    challenge: newChallenge(context, purposeOf('make', session)), attestationType: 'none', supportedAlgorithmIDs: algorithms, excludeCredentials: there.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  }))
}

/** Takes a passkey that a device made for this session. Its holder was just asked, so the session has shown two factors. */
export async function addPasskey(context: Context, place: Place, session: Session, made: { readonly response: object; readonly name: string }): Promise<Outcome<{ id: string }, PasskeyRefusal>> {
  const name = made.name.trim()
  if (name === '') return refuse({ code: 'passkey-unnamed' })
  const verified = await verifyRegistrationResponse({ ...expected(context, place, purposeOf('make', session), made.response), supportedAlgorithmIDs: algorithms, response: made.response as RegistrationResponseJSON }).catch(() => undefined)
  if (!verified?.verified) return refuse({ code: 'passkey-wrong' })
  const { credential } = verified.registrationInfo
  const [id, now] = [randomUUID(), new Date(context.clock.now())]
  return inTransaction(context.db, async (tx): Promise<Outcome<{ id: string }, PasskeyRefusal>> => {
    const there = await listPasskeys(tx, session.userId)
    if (there.length >= most) return refuse({ code: 'too-many-passkeys' })
    if (there.some(passkey => passkey.credentialId === credential.id) || !await useCodeOnce(tx, session.userId, challengeHash(made.response), now)) return refuse({ code: 'passkey-wrong' })
    await insertPasskey(tx, { id, userId: session.userId, credentialId: credential.id, publicKey: Buffer.from(credential.publicKey), counter: credential.counter, transports: [...credential.transports ?? []], name, madeAt: now })
    await noteProved(tx, session.id, now, { twoFactors: true })
    await tellHolder(context, tx, session.userId, 'passkey-added')
    return done({ id })
  })
}

/** Gives a passkey another name. */
export async function nameOfPasskey(context: Context, session: Session, id: string, typed: string): Promise<Outcome<object, PasskeyRefusal>> {
  const name = typed.trim()
  if (name === '') return refuse({ code: 'passkey-unnamed' })
  return await renamePasskey(context.db, session.userId, id, name) ? done({}) : refuse({ code: 'not-found' })
}

/** Takes a passkey away: it opens nothing more. */
export function removePasskey(context: Context, session: Session, id: string): Promise<Outcome<object, PasskeyRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<object, PasskeyRefusal>> => {
    if (!await deletePasskey(tx, session.userId, id)) return refuse({ code: 'not-found' })
    await forgetShownFactors(tx, session.userId)
    await tellHolder(context, tx, session.userId, 'passkey-removed')
    return done({})
  })
}

/** Shows once more who holds a session, by a passkey of its account. Answers the cookies of the renewed session. */
export async function proveByPasskey(context: Context, signIn: SignIn, place: Place, session: Session, { response, cookie }: { readonly response: object; readonly cookie: string }): Promise<Outcome<{ cookies: string[] }, PasskeyRefusal>> {
  const now = context.clock.now()
  const waiting = waitFor(context.allowances.proofs, session.id, now) // a signature cannot be guessed: it is this session that must not flood
  if (waiting) return refuse(waiting)
  if (await holderOf(context, place, response, session) !== session.userId) {
    context.allowances.proofs.take(session.id, now)
    return refuse({ code: 'passkey-wrong' })
  }
  return done({ cookies: await renewSession(context, signIn, cookie, { provedAt: new Date(now), twoFactors: true }) })
}

/** Whose passkey signed what was asked, for a sign-in or for a session; undefined when none did. What was signed serves once. */
export async function holderOf(context: Context, place: Place, given: object, session?: Session): Promise<string | undefined> {
  const response = given as AuthenticationResponseJSON
  const passkey = typeof response.id === 'string' ? await findPasskey(context.db, response.id) : undefined
  if (!passkey || (session !== undefined && passkey.userId !== session.userId)) return undefined
  const verified = await verifyAuthenticationResponse({
    ...expected(context, place, purposeOf('show', session), response), response,
    credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
  }).catch(() => undefined)
  const named = response.response?.userHandle
  if (!verified?.verified || (named !== undefined && Buffer.from(named, 'base64url').toString() !== passkey.userId)) return undefined
  const now = new Date(context.clock.now())
  return inTransaction(context.db, async tx => {
    const isFirst = await useCodeOnce(tx, passkey.userId, challengeHash(response), now) && await notePasskeyUsed(tx, passkey.id, verified.authenticationInfo.newCounter, now)
    return isFirst ? passkey.userId : undefined
  })
}

function purposeOf(what: 'show' | 'make', session: Session | undefined): string {
  return session === undefined ? what : `${what} ${session.id}`
}

function expected(context: Context, { staffUrl }: Place, purpose: string, response: object) {
  return { expectedChallenge: (challenge: string) => isChallenge(context, purpose, challenge), expectedOrigin: originOf(response, staffUrl), expectedRPID: new URL(staffUrl).hostname, requireUserVerification: true }
}

/** The origin that must have signed: ours; on one's own machine, where no false page is, whatever the port. */
function originOf(response: object, staffUrl: string): string {
  const own = new URL(staffUrl)
  const { origin } = clientDataOf(response)
  const isOwnMachine = own.hostname === 'localhost' && typeof origin === 'string' && URL.canParse(origin) && new URL(origin).hostname === 'localhost'
  return isOwnMachine ? origin : own.origin
}

function challengeHash(response: object): string {
  return createHash('sha256').update(`passkey ${String(clientDataOf(response).challenge)}`).digest('base64url')
}

function clientDataOf(response: object): { readonly origin?: unknown; readonly challenge?: unknown } {
  const { response: { clientDataJSON = '' } = {} } = response as { response?: { clientDataJSON?: unknown } }
  try {
    return JSON.parse(Buffer.from(String(clientDataJSON), 'base64url').toString()) as object
  } catch {
    return {}
  }
}
