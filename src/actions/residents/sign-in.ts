import { randomBytes, randomInt, randomUUID, timingSafeEqual } from 'node:crypto'
import { wrapAddress } from '#platform/crypto/address.ts'
import { unwrap, wrap } from '#platform/crypto/wrapping.ts'
import { sha256 } from '#platform/crypto/commitment.ts'
import { firstMark, hmacs, marksOf } from '#platform/crypto/key-ring.ts'
import type { Device } from '#rules/residents/device.ts'
import type { OpenIdKeys } from '#platform/open-id.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { deleteResident, deleteSession, deleteSessionById, deleteSessionsOf, endAttempt, enterResident, findSession, insertAttempt, insertSession, keepSession, listSessions, takeTry, type BegunFor, type ResidentKind, type ResidentSession } from '#records/residents.ts'
import { keepEntry } from '../audit.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { sendSignInCode } from '../messages.ts'
import { openIdKeys } from '../open-id-keys.ts'

/** How long things live, and how often a code may be tried. */
export const signInLimits = { codeMinutes: 5, tries: 5, elsewhereMinutes: 10, sessionDays: 30, idleDays: 14, proofMinutes: 15 } as const

/**
 * A session that nobody used since then has ended. A phone that was lent, sold or lost signs itself out; whoever waits for the answer of an ordinary
 * complaint, ten working days, looks at least once in fourteen days. Shorter would ask old people for a code every time.
 */
export function idleSince(context: Pick<Context, 'clock'>): Date {
  return new Date(context.clock.now() - signInLimits.idleDays * 86_400_000)
}

/** A number or app-scoped id as it is recognised again, by marks of this: nobody without the key can test a guess against one. */
function identifierOf(context: Context, kind: ResidentKind, ...words: readonly string[]): Buffer {
  return firstMark(context.secrets.residentKey, [kind, ...words].join('\0'))
}

/** The digits of a mobile number as typed: spaces, dashes, full-width digits and China's own prefix forgiven. */
export function toNumber(typed: string): string | undefined {
  const plain = typed.slice(0, 60).normalize('NFKC').replace(/[\s()\-–—.]/gu, '').replace(/^(?:\+|00)86(?=\d{11}$)/u, '')
  return /^\d{11}$/u.test(plain) ? plain : undefined // eleven digits: no number abroad, where a message can be made to cost much
}

export type CodeRefusal = { readonly code: 'number-wrong' } | { readonly code: 'too-many'; readonly seconds: number }

/**
 * Sends a code to a number. The answer is the same whether the number ever signed in or not: whoever has it gets a code. A browser that the number signed in before (`known`) has
 * codes of its own: others who know the number, or come from the same network, cannot use them up.
 */
export async function askForCode(context: Context, source: string, typed: string, known?: string): Promise<Outcome<{ browser: string }, CodeRefusal>> {
  const number = toNumber(typed)
  if (number === undefined) return refuse({ code: 'number-wrong' })
  const now = context.clock.now()
  const identifier = identifierOf(context, 'phone', number)
  const [{ signIns, codesToNumber, codesToKnown }, counted] = [context.allowances, identifier.toString('base64url').slice(0, 16)]
  const isKnown = known !== undefined && knownMarks(context, identifier).some(mark => isSame(known, mark))
  const seconds = isKnown ? codesToKnown.take(counted, now) : signIns.take(source, now) ?? codesToNumber.take(counted, now)
  if (seconds !== undefined) return refuse({ code: 'too-many', seconds })
  const [id, browser, code] = [randomUUID(), newToken(), String(randomInt(1_000_000)).padStart(6, '0')]
  await inTransaction(context.db, async tx => {
    await insertAttempt(tx, {
      id, kind: 'phone', browserHash: hashed(browser), identifier: wrap(context.secrets.wrappingKey, `identifier ${id}`, identifier), codeHash: codeHashes(context, id, code)[0]!,
      wrapped: wrapAddress(context.secrets.wrappingKey, id, `${number} ${code}`), expiresAt: new Date(now + signInLimits.codeMinutes * 60_000),
    })
    await sendSignInCode(context, tx, id)
  })
  return done({ browser })
}

export type WrongCode = { readonly code: 'wrong'; readonly left: number } | { readonly code: 'over' }

/** Signs in the browser that asked for a code; `known` is what it shows when it asks for the next. A wrong one counts as a try, and after the last nothing opens any more. */
export async function enterByCode(context: Context, browser: string, typed: string, device: Device = 'other', before?: string): Promise<Outcome<{ token: string; known: string }, WrongCode>> {
  const now = new Date(context.clock.now())
  return inTransaction(context.db, async (tx): Promise<Outcome<{ token: string; known: string }, WrongCode>> => {
    const found = await takeTry(tx, hashed(browser), now, signInLimits.tries)
    if (!found) return refuse({ code: 'over' })
    const digits = typed.slice(0, 40).normalize('NFKC').replace(/\s/gu, '')
    if (!codeHashes(context, found.id, digits).some(hash => timingSafeEqual(found.codeHash, hash))) return refuse(found.left > 0 ? { code: 'wrong', left: found.left } : { code: 'over' })
    await endAttempt(tx, hashed(browser), 'phone', now)
    const identifier = unwrap(context.secrets.wrappingKey, `identifier ${found.id}`, found.identifier)
    return done({ token: await enter(context, tx, 'phone', identifier, device, before), known: knownMarks(context, identifier)[0]! })
  })
}

/** That a number was shown in this browser: nobody without the key makes it of a number, or the number of it. */
function knownMarks(context: Context, identifier: Buffer): string[] {
  return hmacs(context.secrets.residentKey, 'known browser\0', identifier.toString('hex')).map(mark => mark.toString('base64url'))
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

function codeHashes(context: Context, attemptId: string, code: string): Buffer[] {
  return hmacs(context.secrets.residentKey, `code\0${attemptId}\0${code}`)
}

/** Who recognises a resident for us. */
export type Elsewhere = Exclude<ResidentKind, 'phone'>

/** Begins a sign-in at WeChat or the province: the browser keeps one half, they bring the other back. With `about` nobody is signed in: WeChat is asked where to tell of it. */
export async function beginElsewhere(context: Context, kind: Elsewhere, source: string, about: { readonly forCase?: string; readonly forResident?: string } = {}): Promise<Outcome<{ browser: string; keys: OpenIdKeys }, { readonly code: 'too-many'; readonly seconds: number }>> {
  const now = context.clock.now()
  const seconds = context.allowances.begunElsewhere.take(source, now)
  if (seconds !== undefined) return refuse({ code: 'too-many', seconds })
  const browser = newToken()
  await insertAttempt(context.db, { id: randomUUID(), kind, browserHash: hashed(browser), expiresAt: new Date(now + signInLimits.elsewhereMinutes * 60_000), ...about })
  return done({ browser, keys: openIdKeys(context.secrets.residentKey, browser)[0]! })
}

/** What a sign-in began with, if what was brought back belongs to this browser. It does once: the same address again finds nothing. */
export async function takeState(context: Context, kind: Elsewhere, browser: string, state: string): Promise<OpenIdKeys & BegunFor | undefined> {
  const keys = openIdKeys(context.secrets.residentKey, browser).find(made => isSame(state, made.state))
  if (!keys) return undefined
  const begun = await endAttempt(context.db, hashed(browser), kind, new Date(context.clock.now()))
  return begun && { ...keys, ...begun }
}

/** Signs in whoever has this id there: within one app of WeChat, or at one platform. */
export function enterFrom(context: Context, kind: Elsewhere, where: string, id: string, device: Device = 'other', before?: string): Promise<string> {
  return inTransaction(context.db, tx => enter(context, tx, kind, identifierOf(context, kind, where, id), device, before))
}

/** Begins a session. `before` is the token that the browser had until now: its session ends, or it would stay behind as a device that nobody holds. */
async function enter(context: Context, tx: Tx, kind: ResidentKind, identifier: Buffer, device: Device, before: string | undefined): Promise<string> {
  if (before !== undefined) await deleteSession(tx, hashed(before))
  const residentId = await enterResident(tx, kind, marksOf(context.secrets.residentKey, identifier), randomUUID(), context.clock.today())
  const [token, now] = [newToken(), new Date(context.clock.now())]
  await insertSession(tx, { id: randomUUID(), tokenHash: hashed(token), residentId, device, begunAt: now, seenAt: now, expiresAt: new Date(now.getTime() + signInLimits.sessionDays * 86_400_000) })
  return token
}

/** The resident whose device sends this token; undefined when it sends none, or one that is over. That it was used is written down once an hour. */
export async function findResident(context: Context, token: string | undefined): Promise<string | undefined> {
  const now = new Date(context.clock.now())
  const found = token === undefined ? undefined : await findSession(context.db, hashed(token), now, idleSince(context))
  if (found && found.seenAt.getTime() + 3_600_000 <= now.getTime()) await keepSession(context.db, found.id, now)
  return found?.residentId
}

/** Whether somebody has just shown on this device who he is: what ends other sessions, deletes everything or takes it away asks for that, because a phone that lies about is signed in for days. */
export async function isJustSignedIn(context: Context, token: string | undefined): Promise<boolean> {
  const now = new Date(context.clock.now())
  const found = token === undefined ? undefined : await findSession(context.db, hashed(token), now, idleSince(context))
  return found !== undefined && now.getTime() - found.begunAt.getTime() <= signInLimits.proofMinutes * 60_000
}

/** A device that is signed in; whether it is the one that asks. */
export type OwnSession = ResidentSession & { readonly isHere: boolean }

/** The devices of a resident that are signed in. */
export async function listOwnSessions(context: Context, residentId: string, token: string | undefined): Promise<readonly OwnSession[]> {
  const [now, since] = [new Date(context.clock.now()), idleSince(context)]
  const here = token === undefined ? undefined : await findSession(context.db, hashed(token), now, since)
  return (await listSessions(context.db, residentId, now, since)).map(session => ({ ...session, isHere: session.id === here?.id }))
}

/** Signs another device of the resident out. */
export function endOwnSession(context: Context, residentId: string, id: string): Promise<void> {
  return deleteSessionById(context.db, residentId, id)
}

/** Ends this device's session, every device's, or everything there is about the resident. */
export async function leave(context: Context, token: string, what: 'here' | 'everywhere' | 'forever'): Promise<void> {
  const resident = await findResident(context, token)
  if (!resident) return
  switch (what) {
    case 'here': return deleteSession(context.db, hashed(token))
    case 'everywhere': return deleteSessionsOf(context.db, resident)
    case 'forever': return inTransaction(context.db, async tx => {
      await deleteResident(tx, resident)
      // Nothing of who it was: only that somebody wished it.
      await keepEntry(tx, { at: new Date(context.clock.now()), act: 'forgetResident', subjectKind: 'account', why: 'own-wish' }, done({}))
    })
  }
}

/** 256 bits that nobody guesses; the database keeps its hash. */
function newToken(): string {
  return randomBytes(32).toString('base64url')
}

function hashed(token: string): Buffer {
  return Buffer.from(sha256(Buffer.from(token)))
}
