import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInRules } from '#rules/policy/sign-in.ts'
import { openAllowances } from '#platform/allowances.ts'
import { secretsOf } from '#platform/crypto/secrets.ts'
import { openPool, type Pool } from '#records/database.ts'
import { knownMasters } from '#actions/masters/known-masters.ts'
import { endReplacing } from '#actions/masters/replace.ts'
import { openSignIn } from '#actions/sign-in.ts'
import { openWorld, testSecret, type World } from '#test/world.ts'
import { buildApp } from '../../src/app.ts'
import { Authenticator } from './authenticator.ts'
import { codeOf } from './codes.ts'
import { askWith, Jar } from './jar.ts'
import { client, openPlatform, walk } from './platforms.ts'

const [first, second] = [Buffer.from(testSecret), randomBytes(32)]
let platform: Awaited<ReturnType<typeof openPlatform>>
let world: World
let [rekeyer, reader]: Pool[] = []
const apps: FastifyInstance[] = []
beforeAll(async () => {
  platform = await openPlatform(['http://localhost/api/auth/provider/back'])
  world = await openWorld()
  ;[rekeyer, reader] = [openPool(world.connection, 'ydt_rekeyer', 1), openPool(world.connection, 'ydt_reader', 2)]
})
afterAll(async () => {
  for (const app of apps) await app.close()
  await Promise.all([rekeyer!.close(), reader!.close(), platform.close()])
  await world.close()
})

/** The web face of a program that was started with these masters. */
async function started(given: Parameters<typeof knownMasters>[1]): Promise<World> {
  const secrets = secretsOf(await knownMasters(world.owner.db, given, new Date(world.context.clock.now())))
  const context = { ...world.context, secrets, allowances: openAllowances({}) }
  const signIn = openSignIn(context.db, { staffUrl: 'http://localhost', https: false, secret: secrets.session, now: context.clock.now })
  const staffOpenId = { issuer: platform.issuer, clientId: client.id, secret: client.secret, factors: [] }
  const app = await buildApp(context, signIn, { readerPool: reader!.pool, demonstration: true, publicUrl: 'http://localhost', https: false, staffOpenId, signInRules: { ...signInRules({ isDemonstration: true, passwords: 'usual' }), secondFactor: 'off' } })
  apps.push(app)
  return { ...world, context, app: async () => app }
}

const enter = (at: World, jar: Jar, username: string) => askWith(at, jar, 'POST', '/api/auth/sign-in/username', { username, password: 'yidiantong-demo' })
const isIn = async (at: World, jar: Jar) => (await askWith(at, jar, 'GET', '/api/v1/me')).status === 200
const begin = async (at: World, jar: Jar, how = '') => new URL(String((await askWith(at, jar, 'GET', `/api/auth/provider${how}`)).headers['location']), 'http://localhost')
const comeBack = async (at: World, jar: Jar, back: URL) => String((await askWith(at, jar, 'GET', back.pathname + back.search)).headers['location'])

async function enterWithCode(at: World, username: string, code: string): Promise<Jar> {
  const jar = new Jar()
  expect((await enter(at, jar, username)).body).toEqual({ twoFactorRedirect: true })
  expect((await askWith(at, jar, 'POST', '/api/auth/two-factor/verify-totp', { code })).status).toBe(200)
  return jar
}

const asksFor = async (at: World, jar: Jar, path: string) => (await askWith(at, jar, 'POST', `/api/v1${path}/options`, {})).body.options as Parameters<Authenticator['make']>[0]

/** One program asks for the passkey, another is shown it. */
async function enterWithPasskey(asking: World, shown: World, device: Authenticator): Promise<boolean> {
  const jar = new Jar()
  await askWith(shown, jar, 'POST', '/api/auth/passkey', { response: device.sign(await asksFor(asking, jar, '/passkeys')) })
  return isIn(shown, jar)
}

test('staff stay signed in on every program while the master is replaced; authenticators and linked identities open what they opened, before and after', async () => {
  const before = await started({ own: first })
  const [session, setUp, linking] = [new Jar(), new Jar(), new Jar()]
  await enter(before, session, 'triage')
  await enter(before, setUp, 'leader')
  const { secret } = (await askWith(before, setUp, 'POST', '/api/v1/security/codes', { password: 'yidiantong-demo' })).body
  expect((await askWith(before, setUp, 'POST', '/api/auth/two-factor/verify-totp', { code: codeOf(secret, -1) })).status).toBe(200)
  const passkey = new Authenticator()
  expect((await askWith(before, session, 'POST', '/api/v1/security/passkeys', { response: passkey.make(await asksFor(before, session, '/security/passkeys')), name: '办公室电脑' })).status).toBe(200)
  await enter(before, linking, 'security-admin')
  platform.who = 'person-1'
  expect(await comeBack(before, linking, await walk(String(await begin(before, linking, '?link'))))).toBe('/console/security?provider=linked')

  const [knowing, changed] = [await started({ own: first, next: second }), await started({ own: second, before: first })]
  for (const at of [knowing, changed, before]) expect(await isIn(at, session)).toBe(true)
  const ofNew = new Jar()
  await enter(changed, ofNew, 'handler')
  expect([await isIn(knowing, ofNew), await isIn(changed, ofNew)]).toEqual([true, true])
  // A way that one program begins may come back to another.
  const way = new Jar()
  expect(await comeBack(changed, way, await walk(String(await begin(knowing, way))))).toBe('/console/')
  expect([await enterWithPasskey(knowing, changed, passkey), await enterWithPasskey(changed, knowing, passkey), await enterWithPasskey(before, changed, passkey)]).toEqual([true, true, true])
  const forged = new Jar()
  forged.held.set('ydt.session_token', session.held.get('ydt.session_token')!.replace(/^[^.]+/, 'a'.repeat(32)))
  expect(await isIn(changed, forged)).toBe(false)
  expect(await isIn(knowing, await enterWithCode(changed, 'leader', codeOf(secret)))).toBe(true)

  expect(await endReplacing(changed.context, world.owner.db, rekeyer!.db)).toMatchObject({ ok: true })
  expect(await isIn(knowing, await enterWithCode(knowing, 'leader', codeOf(secret, 1)))).toBe(true)
  const after = await started({ own: second })
  // What the earlier master signed counts no more: whoever had it could sign a cookie.
  expect([await isIn(after, session), await isIn(after, ofNew)]).toEqual([false, true])
  const { rows: [kept] } = await world.owner.pool.query<{ secret: string }>('select secret from auth.two_factor')
  expect(kept!.secret).toMatch(/^\$ba\$2\$/)
  expect([await enterWithPasskey(after, after, passkey), await enterWithPasskey(before, after, passkey)]).toEqual([true, false])
  const again = new Jar()
  expect(await comeBack(after, again, await walk(String(await begin(after, again))))).toBe('/console/')
  expect(await isIn(after, again)).toBe(true)
})
