import { createHash, randomUUID } from 'node:crypto'
import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse, type AuthenticationResponseJSON, type RegistrationResponseJSON } from '@simplewebauthn/server'
import { cose, decodeCredentialPublicKey } from '@simplewebauthn/server/helpers'
import { bitsOf, type LeastRsaBits } from '#platform/crypto/rsa-strength.ts'
import { deletePasskey, findPasskey, insertPasskey, listPasskeys, notePasskeyUsed, renamePasskey } from '#records/passkeys.ts'
import { inTransaction } from '#records/database.ts'
import { forgetShownFactors, noteProved, useCodeOnce } from '#records/staff-accounts.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { renewSession, type SignIn } from '../sign-in.ts'
import { isChallenge, newChallenge } from './challenge.ts'
import { tellHolder } from './notices.ts'
import { waitFor } from './prove.ts'
import type { Session } from './sessions.ts'

export type PasskeyRefusal = { readonly code: 'passkey-wrong' | 'passkey-weak' | 'too-many-passkeys' | 'passkey-unnamed' | 'not-found' } | { readonly code: 'slow-down'; readonly seconds: number }
/** Where this platform is: a passkey belongs to one host name, and what signs must have been opened there. And how strong it must be: nothing said, 128 bits. */
export type Place = { readonly staffUrl: string; readonly leastRsaBits?: LeastRsaBits }

const most = 10
const strong = [-8, -7] // Ed25519, ECDSA on P-256
const rsa = -257 // of 2048 bits on every device that has no other

/** What a device is asked for: only what will be taken. */
function algorithmsAt({ leastRsaBits = 3072 }: Place): number[] {
  return leastRsaBits < 3072 ? [...strong, rsa] : strong
}

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
export async function askNewPasskey(context: Context, place: Place, session: Session): Promise<Outcome<object, PasskeyRefusal>> {
  const there = await listPasskeys(context.db, session.userId)
  if (there.length >= most) return refuse({ code: 'too-many-passkeys' })
  return done(await generateRegistrationOptions({
    rpName: '监督一点通', rpID: new URL(place.staffUrl).hostname, userName: session.username, userDisplayName: session.name, userID: new TextEncoder().encode(session.userId),
    challenge: newChallenge(context, purposeOf('make', session)), attestationType: 'none', supportedAlgorithmIDs: algorithmsAt(place), excludeCredentials: there.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  }))
}

/** Takes a passkey that a device made for this session. Its holder was just asked, so the session has shown two factors. */
export async function addPasskey(context: Context, place: Place, session: Session, made: { readonly response: object; readonly name: string }): Promise<Outcome<{ id: string }, PasskeyRefusal>> {
  const name = made.name.trim()
  if (name === '') return refuse({ code: 'passkey-unnamed' })
  const verified = await verifyRegistrationResponse({ ...expected(context, place, purposeOf('make', session), made.response), supportedAlgorithmIDs: [...strong, rsa], response: made.response as RegistrationResponseJSON }).catch(() => undefined)
  if (!verified?.verified) return refuse({ code: 'passkey-wrong' })
  const { credential } = verified.registrationInfo
  if (isWeak(credential.publicKey, place)) return refuse({ code: 'passkey-weak' })
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
  const shown = await holderOf(context, place, response, session)
  if (!shown.ok) {
    context.allowances.proofs.take(session.id, now)
    return refuse({ code: shown.refusal.code })
  }
  return done({ cookies: await renewSession(context, signIn, cookie, { provedAt: new Date(now), twoFactors: true }) })
}

type Unshown = { readonly code: 'passkey-wrong' | 'passkey-weak'; readonly userId?: string }

/** Whose passkey signed what was asked, for a sign-in or for a session. What was signed serves once. A key that could be forged shows nothing, but its holder is told so. */
export async function holderOf(context: Context, place: Place, given: object, session?: Session): Promise<Outcome<string, Unshown>> {
  const response = given as AuthenticationResponseJSON
  const passkey = typeof response.id === 'string' ? await findPasskey(context.db, response.id) : undefined
  if (!passkey || (session !== undefined && passkey.userId !== session.userId)) return refuse({ code: 'passkey-wrong' })
  const verified = await verifyAuthenticationResponse({
    ...expected(context, place, purposeOf('show', session), response), response,
    credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
  }).catch(() => undefined)
  const named = response.response?.userHandle
  if (!verified?.verified || (named !== undefined && Buffer.from(named, 'base64url').toString() !== passkey.userId)) return refuse({ code: 'passkey-wrong' })
  if (isWeak(passkey.publicKey, place)) return refuse({ code: 'passkey-weak', userId: passkey.userId })
  const now = new Date(context.clock.now())
  return inTransaction(context.db, async (tx): Promise<Outcome<string, Unshown>> => {
    const isFirst = await useCodeOnce(tx, passkey.userId, challengeHash(response), now) && await notePasskeyUsed(tx, passkey.id, verified.authenticationInfo.newCounter, now)
    return isFirst ? done(passkey.userId) : refuse({ code: 'passkey-wrong' })
  })
}

/** Whether a passkey signs by an RSA key shorter than is taken here. The curves that devices are asked for have 128 bits of strength. */
export function isWeak(publicKey: Uint8Array, { leastRsaBits = 3072 }: Place): boolean {
  try {
    const key = decodeCredentialPublicKey(new Uint8Array(publicKey))
    return cose.isCOSEPublicKeyRSA(key) && bitsOf(key.get(cose.COSEKEYS.n) ?? new Uint8Array()) < leastRsaBits
  } catch {
    return true // what cannot be read opens nothing
  }
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
