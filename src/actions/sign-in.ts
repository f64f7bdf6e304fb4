import { betterAuth } from 'better-auth'
import { twoFactor, username } from 'better-auth/plugins'
import type { Db } from '#records/database.ts'

export type SignIn = ReturnType<typeof openSignIn>

/** Where staff sign-in lives, and how it is protected. Attempts are counted by source address. */
export type SignInSettings = { readonly publicUrl: string; readonly https: boolean; readonly secret: Uint8Array; readonly trustedOrigins?: readonly string[]; readonly attemptsPerMinute?: number }

const attemptsPerMinute = 20 // from one address: a county office signs in within a few minutes of each other
const workingDay = 10 * 60 * 60 // seconds: a session ends with the working day

/**
 * Staff sign-in by user name and password (better-auth, on our own pool, opaque sessions in the schema `auth`).
 * Nobody signs up: accounts are made by `createAccount`. The second factor has its table and is offered later.
 */
export function openSignIn(db: Db, settings: SignInSettings) {
  return betterAuth({
    appName: 'yidiantong',
    baseURL: settings.publicUrl,
    basePath: '/api/auth',
    secret: Buffer.from(settings.secret).toString('base64'),
    trustedOrigins: [settings.publicUrl, ...(settings.trustedOrigins ?? [])],
    database: { db: db.withSchema('auth'), type: 'postgres', transaction: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    session: { expiresIn: workingDay, updateAge: 60 * 60, cookieCache: { enabled: false } },
    rateLimit: { enabled: true, storage: 'memory', window: 60, max: 300, customRules: { '/sign-in/username': { window: 60, max: settings.attemptsPerMinute ?? attemptsPerMinute } } },
    advanced: {
      cookiePrefix: settings.https ? '__Host-ydt' : 'ydt',
      useSecureCookies: false, // the prefix above already says Secure; better-auth would put its own prefix in front
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', secure: settings.https, path: '/' },
      ipAddress: { disableIpTracking: false },
      database: { generateId: () => crypto.randomUUID() },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [username({ minUsernameLength: 2, maxUsernameLength: 40, usernameValidator: name => /^[a-z0-9._-]+$/i.test(name) }), twoFactor()],
  })
}

/** Makes an account and returns the id of its user. The address is a placeholder: nothing is ever sent to it. */
export async function createAccount(signIn: SignIn, account: { readonly username: string; readonly password: string; readonly name: string }): Promise<string> {
  const auth = await signIn.$context
  const user = await auth.internalAdapter.createUser({
    name: account.name, email: `${account.username}@staff.invalid`, emailVerified: false, username: account.username.toLowerCase(), displayUsername: account.username,
  }, { method: 'admin' })
  await auth.internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: await auth.password.hash(account.password) })
  return user.id
}

/** The user of a session cookie, if the session is alive. */
export async function findSignedInUser(signIn: SignIn, headers: Headers): Promise<string | undefined> {
  const session = await signIn.api.getSession({ headers })
  return session?.user.id
}
