import { createHash, randomBytes } from 'node:crypto'
import { APIError } from 'better-auth/api'
import { betterAuth } from 'better-auth'
import { twoFactor, username } from 'better-auth/plugins'
import { hashPassword, isOldHash, isPassword } from '#platform/crypto/password-hash.ts'
import type { Secrets } from '#platform/crypto/secrets.ts'
import { crockford, readWritten } from '#platform/crypto/written-code.ts'
import { renewHash, useCodeOnce } from '#records/staff-accounts.ts'
import { inTransaction, type Db } from '#records/database.ts'
import { joinable, joining } from '#records/joining.ts'
import type { Context } from './context.ts'
import { letInPath, ownDoor, type Proved, type Recognised } from './staff/door.ts'

export type SignIn = ReturnType<typeof openSignIn>

/** Where staff sign-in lives, and how it is protected. */
export type SignInSettings = { readonly staffUrl: string; readonly https: boolean; readonly secret: Uint8Array | Secrets['session']; readonly now?: () => number }

const longestSession = 10 * 60 * 60 // seconds; the gate ends a session earlier where the rules say so
const recoveryCodes = 8

/**
 * Staff sign-in by user name, password and second factor (better-auth, on our own pool, opaque sessions in the schema `auth`).
 * Nobody signs up: accounts come from invitations. How often may be tried is counted in `api/auth.ts`, so better-auth counts nothing and locks nobody.
 */
export function openSignIn(pool: Db, settings: SignInSettings) {
  const db = joinable(pool)
  const now = () => new Date(settings.now?.() ?? Date.now())
  return betterAuth({
    appName: 'yidiantong',
    baseURL: settings.staffUrl,
    basePath: '/api/auth',
    ...secretsIn(settings.secret),
    trustedOrigins: [settings.staffUrl],
    database: { db: joinable(pool, 'auth'), type: 'postgres', transaction: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: 512, password: { hash: hashPassword, verify: ({ hash, password }) => isPasswordOf(db, hash, password) } },
    session: { expiresIn: longestSession, disableSessionRefresh: true, cookieCache: { enabled: false }, additionalFields: sessionFields },
    rateLimit: { enabled: false },
    databaseHooks: { session: { create: { before: async (session, asked) => {
      const { startedAt, network } = session as typeof session & { startedAt?: Date; network?: string }
      const code = asked?.path === '/two-factor/verify-totp' ? String((asked.body as { code?: unknown }).code) : undefined
      // A code opens once, however long it is still shown: who looks over a shoulder comes too late.
      if (code !== undefined && !await useCodeOnce(db, session.userId, hashOf(code), now())) throw new APIError('UNAUTHORIZED', { message: 'used before' })
      return { data: { startedAt: startedAt ?? now(), seenAt: now(), provedAt: isProof(asked) ? now() : new Date(0), twoFactors: hasTwoFactors(asked), network: network ?? asked?.headers?.get(networkHeader) ?? null } }
    } } } },
    advanced: {
      cookiePrefix: settings.https ? '__Host-ydt' : 'ydt',
      useSecureCookies: false, // the prefix above already says Secure; better-auth would put its own prefix in front
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', secure: settings.https, path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => crypto.randomUUID() },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [
      ownDoor(),
      username({ minUsernameLength: 2, maxUsernameLength: 40, usernameValidator: name => /^[a-z0-9._-]+$/i.test(name) }),
      twoFactor({
        issuer: '监督一点通',
        accountLockout: { enabled: false }, // it would let who knows a password lock its holder out
        backupCodeOptions: { amount: recoveryCodes, customBackupCodesGenerate: newRecoveryCodes, storeBackupCodes: { encrypt: async codes => JSON.stringify((JSON.parse(codes) as string[]).map(code => isHash(code) ? code : hashOf(code))), decrypt: async hashes => hashes } },
      }),
    ],
  })
}

/** As better-auth takes them: the first makes, each opens what it made, and what has no number is of the first master. */
function secretsIn(given: SignInSettings['secret']) {
  const { keys, makes } = given instanceof Uint8Array ? { keys: [given], makes: 0 } : given
  const numbered = keys.map((key, n) => ({ version: n + 1, value: cookieKeyOf(key) }))
  return { secret: numbered[0]!.value, secrets: [numbered[makes]!, ...numbered.filter((_, n) => n !== makes)] }
}

/** What better-auth signs its cookies with. */
export function cookieKeyOf(key: Uint8Array): string {
  return Buffer.from(key).toString('base64')
}

/** Whether this is the password. One that is kept in an earlier way is kept anew, now that it is known. */
async function isPasswordOf(db: Db, hash: string, password: string): Promise<boolean> {
  if (!await isPassword(hash, password)) return false
  if (isOldHash(hash)) await renewHash(db, hash, await hashPassword(password))
  return true
}

/** In which a request says from which network it comes, as a keyed hash. Set by `api/auth.ts`, never by a browser. */
export const networkHeader = 'x-ydt-network'

const sessionFields = {
  startedAt: { type: 'date', required: false, input: false },
  seenAt: { type: 'date', required: false, input: false },
  provedAt: { type: 'date', required: false, input: false },
  network: { type: 'string', required: false, input: false },
  twoFactors: { type: 'boolean', required: false, input: false },
  deputyshipId: { type: 'string', required: false, input: false },
} as const

type Asked = { readonly path?: string; readonly body?: unknown } | null | undefined

/** Whether a session begins with a proof: always at the doors of better-auth, at our own where it says so. */
function isProof(asked: Asked): boolean {
  return asked?.path !== letInPath || (asked.body as Recognised).isProof
}

/** Whether a session begins with two factors shown: after a code, or where our own door says so. */
function hasTwoFactors(asked: Asked): boolean {
  return asked?.path === letInPath ? (asked.body as Recognised).twoFactors : asked?.path?.startsWith('/two-factor/') === true
}

/** 120 bits each: enough for a plain hash, and nothing to guess. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodes }, () => crockford(randomBytes(15)))
}

// better-auth writes the codes that are left through the same function as new ones.
function isHash(code: string): boolean {
  return /^[\w-]{43}$/.test(code)
}

/** Notes a proof, and gives the session it was for another token. Answers the cookies that carry it. */
export async function renewSession({ db }: Pick<Context, 'db'>, signIn: SignIn, cookie: string, proved: Proved): Promise<string[]> {
  const answer = await inTransaction(db, tx => joining(tx, () => signIn.api.renew({ headers: new Headers({ cookie }), body: proved, asResponse: true })))
  if (!answer.ok) throw new Error(`cannot renew a session after its proof: ${answer.status}`)
  return answer.headers.getSetCookie()
}

/** A recovery code as it is kept, and as better-auth is asked for it: hyphens and spaces are for the eye. */
export function hashOf(code: string): string {
  return createHash('sha256').update(readWritten(code)).digest('base64url')
}

/** Makes an account with a password that somebody else knows: for the demonstration, and for nothing else. */
export async function createAccount(signIn: SignIn, account: { readonly username: string; readonly password: string; readonly name: string }): Promise<string> {
  const auth = await signIn.$context
  const { id } = await auth.internalAdapter.createUser({
    name: account.name, email: `${account.username}@staff.invalid`, emailVerified: false, username: account.username.toLowerCase(), displayUsername: account.username,
  }, { method: 'admin' })
  await auth.internalAdapter.linkAccount({ userId: id, providerId: 'credential', accountId: id, password: await auth.password.hash(account.password) })
  return id
}
