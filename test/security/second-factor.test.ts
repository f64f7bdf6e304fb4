import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInRules } from '#rules/policy/sign-in.ts'
import { readConfig } from '#platform/config.ts'
import { staffRoutes } from '#api/contract/routes.ts'
import { demonstrationAccounts } from '#cli/demonstration/people.ts'
import { nameDeputy } from '#actions/staff/deputies.ts'
import { codeOf } from './codes.ts'
import { askWith, Jar } from './jar.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

const known = 'yidiantong-demo'
/** What an account may do before it has a second factor: see itself, set one up, change its password, sign out elsewhere. */
const ownPage = ['getMe', 'standIn', 'getSecurity', 'proveAgain', 'askProofPasskey', 'provePasskey', 'changePassword', 'startCodes', 'askNewPasskey', 'addPasskey', 'endOwnSession', 'endOtherSessions']
const someId = '0198c0de-0000-4000-8000-000000000001'

describe('where nothing else is said everybody must have a second factor, and', () => {
  let world: World
  beforeAll(async () => {
    const { secondFactor } = signInRules({ isDemonstration: false, passwords: 'usual' })
    world = await openWorld({ signInRules: { secondFactor } })
    await world.postCommittee()
  })
  afterAll(() => world.close())
  const ask = (jar: Jar, method: string, url: string, body?: unknown) => askWith(world, jar, method, url, body)

  test('every account is told so first and reaches no desk', async () => {
    for (const { username } of await demonstrationAccounts(world.context.db)) {
      const as = username as Parameters<World['signInAs']>[0] & 'clerk'
      expect(await say(world, as, 'GET', '/api/v1/me'), username).toMatchObject({ status: 200, body: { owed: 'second-factor-due' } })
      expect(await say(world, as, 'GET', '/api/v1/security'), username).toMatchObject({ body: { owed: 'second-factor-due', factorNeeded: true } })
      expect(await say(world, as, 'GET', '/api/v1/desk'), username).toMatchObject({ status: 403, body: { code: 'second-factor-due', detail: 'Your duty needs a second step at sign-in. Please set it up under “Account security” first.' } })
    }
  })

  test('a village clerk can do nothing else before', async () => {
    const reached: string[] = []
    for (const { method, url, schema: { operationId }, ...route } of staffRoutes) {
      if ('isPublic' in route && route.isPublic) continue
      const said = await say(world, 'clerk', method, url.replace(':id', someId).replace(':n', '1').replace(':item', 'income-expense-detail'))
      if (said.body?.code !== 'second-factor-due') reached.push(operationId)
    }
    expect(reached.toSorted()).toEqual(ownPage.toSorted())
  })

  test('a village clerk sets one up with the password and a first code, works, and is asked for it from then on', async () => {
    const [jar, next] = [new Jar(), new Jar()]
    await ask(jar, 'POST', '/api/auth/sign-in/username', { username: 'clerk', password: known })
    expect((await ask(jar, 'GET', '/api/v1/desk')).body.code).toBe('second-factor-due')
    const { secret } = (await ask(jar, 'POST', '/api/v1/security/codes', { password: known })).body
    // Begun is not done: only a code shows that the phone has it.
    expect((await ask(jar, 'GET', '/api/v1/desk')).body.code).toBe('second-factor-due')
    expect((await ask(jar, 'POST', '/api/auth/two-factor/verify-totp', { code: codeOf(secret, -1) })).status).toBe(200)
    expect((await ask(jar, 'GET', '/api/v1/desk')).status).toBe(200)
    expect((await ask(jar, 'GET', '/api/v1/me')).body.owed).toBeUndefined()
    expect((await ask(next, 'POST', '/api/auth/sign-in/username', { username: 'clerk', password: known })).body).toEqual({ twoFactorRedirect: true })
    expect((await ask(next, 'GET', '/api/v1/desk')).status).toBe(401)
    expect((await ask(next, 'POST', '/api/auth/two-factor/verify-totp', { code: codeOf(secret) })).status).toBe(200)
    expect((await ask(next, 'GET', '/api/v1/desk')).status).toBe(200)
  })

  test('who switches the authenticator off again is where he was', async () => {
    const jar = new Jar()
    await ask(jar, 'POST', '/api/auth/sign-in/username', { username: 'leader', password: known })
    const { secret } = (await ask(jar, 'POST', '/api/v1/security/codes', { password: known })).body
    await ask(jar, 'POST', '/api/auth/two-factor/verify-totp', { code: codeOf(secret) })
    expect((await ask(jar, 'GET', '/api/v1/desk')).status).toBe(200)
    expect((await ask(jar, 'POST', '/api/v1/security/codes/remove')).status).toBe(200)
    expect((await ask(jar, 'GET', '/api/v1/desk')).body.code).toBe('second-factor-due')
  })
})

describe('where a county says that some duties must', () => {
  let world: World
  beforeAll(async () => { world = await openWorld({ signInRules: { secondFactor: 'required' } }) })
  afterAll(() => world.close())

  test('a deputy must have what either post demands, and the own page says so in each of them', async () => {
    const { reviewer, townshipClerk } = world.officerId
    const township = world.village - world.village % 1000
    const named = await nameDeputy(world.context, await world.officer(reviewer(township)), { absentId: reviewer(township), deputyId: townshipClerk(township), from: '2026-09-21', to: '2026-09-25', reason: 'leave' })
    if (!named.ok) throw new Error(named.refusal.code)
    const stepInto = (deputyshipId: string | null) => say(world, 'township-clerk', 'POST', '/api/v1/me/post', { body: { deputyshipId } })
    const owed = async () => Promise.all(['/api/v1/me', '/api/v1/security'].map(async url => (await say(world, 'township-clerk', 'GET', url)).body.owed))
    expect((await say(world, 'township-clerk', 'GET', '/api/v1/desk')).status).toBe(200)
    expect(await owed()).toEqual([undefined, undefined])
    expect((await stepInto(named.value.id)).status).toBe(200)
    expect(await say(world, 'township-clerk', 'GET', '/api/v1/desk')).toMatchObject({ status: 403, body: { code: 'second-factor-due' } })
    expect(await owed()).toEqual(['second-factor-due', 'second-factor-due'])
    // Without one, the way back to the own post stays open.
    expect((await stepInto(null)).status).toBe(200)
    expect((await say(world, 'township-clerk', 'GET', '/api/v1/desk')).status).toBe(200)
  })

  test('nor does the post of a clerk free a reviewer of what the own one demands', async () => {
    const { reviewer, townshipClerk } = world.officerId
    const township = world.village - world.village % 1000
    const absent = await world.officer(townshipClerk(township))
    const named = await nameDeputy(world.context, absent, { absentId: absent.id, deputyId: reviewer(township), from: '2026-09-26', to: '2026-09-27', reason: 'leave' })
    if (!named.ok) throw new Error(named.refusal.code)
    world.setClock('2026-09-26')
    expect((await say(world, 'reviewer', 'POST', '/api/v1/me/post', { body: { deputyshipId: named.value.id } })).status).toBe(200)
    for (const url of ['/api/v1/me', '/api/v1/security']) expect((await say(world, 'reviewer', 'GET', url)).body.owed, url).toBe('second-factor-due')
    expect((await say(world, 'reviewer', 'GET', '/api/v1/desk')).body.code).toBe('second-factor-due')
  })
})

test('the setting takes three words and no other', () => {
  for (const word of ['off', 'required', 'everybody'] as const) expect(readConfig({ SECOND_FACTOR: word }, []).secondFactor).toBe(word)
  expect(readConfig({}, []).secondFactor).toBeUndefined()
  for (const word of ['on', 'Everybody', 'all']) expect(() => readConfig({ SECOND_FACTOR: word }, []), word).toThrow('SECOND_FACTOR is not understood: choose from off, required, everybody')
})
