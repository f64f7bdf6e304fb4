import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openIdFrom, type OpenIdKeys } from '#platform/open-id.ts'
import { meTexts } from '#text/pages-me.ts'
import { openWorld, type World } from '#test/world.ts'
import { codeOf } from './codes.ts'
import { askWith, Jar } from './jar.ts'
import { client, openFalsePlatform, openPlatform, walk } from './platforms.ts'

let platform: Awaited<ReturnType<typeof openPlatform>>
let falsePlatform: Awaited<ReturnType<typeof openFalsePlatform>>
let world: World
beforeAll(async () => {
  [platform, falsePlatform] = await Promise.all([openPlatform(['http://localhost/api/auth/provider/back', 'http://localhost/me/sign-in/province/back']), openFalsePlatform()])
  const settings = { issuer: platform.issuer, clientId: client.id, secret: client.secret, factors: ['mfa'] }
  world = await openWorld({ staffOpenId: settings, residentOpenId: settings, signInRules: { secondFactor: 'required', idleMinutes: 120, longestHours: 10, proofMinutes: 15 } })
})
afterAll(async () => { await world.close(); await platform.close(); await falsePlatform.close() })

const ask = (jar: Jar, method: string, url: string, body?: unknown) => askWith(world, jar, method, url, body)
const enterByName = (jar: Jar, username: string) => ask(jar, 'POST', '/api/auth/sign-in/username', { username, password: 'yidiantong-demo' })
const begin = async (jar: Jar, how = '') => String((await ask(jar, 'GET', `/api/auth/provider${how}`)).headers['location'])
const comeTo = async (jar: Jar, back: URL) => String((await ask(jar, 'GET', back.pathname + back.search)).headers['location'])
const go = async (jar: Jar, how = '') => comeTo(jar, await walk(await begin(jar, how)))

describe('what a platform says of itself', () => {
  const back = 'http://localhost/api/auth/provider/back'
  const keys: OpenIdKeys = { state: 'a'.repeat(64), nonce: 'b'.repeat(64), verifier: 'c'.repeat(43) }
  const finish = (said: object, more: { head?: Record<string, unknown>; isSignedByAnother?: boolean; isSilent?: boolean; calledBy?: string; query?: string } = {}) => {
    Object.assign(falsePlatform, { claims: { nonce: keys.nonce, ...said }, head: {}, isSignedByAnother: false, isSilent: false, calledBy: undefined, ...more })
    return openIdFrom({ issuer: falsePlatform.issuer, clientId: client.id, secret: client.secret, factors: ['mfa', 'high'] }).finish(back, more.query ?? `code=one&state=${keys.state}`, keys)
  }

  test('is believed when all of it fits, and two factors where it names one of the words agreed on', async () => {
    expect(await finish({})).toEqual({ subject: 'person-1', twoFactors: false })
    expect(await finish({ amr: ['pwd', 'mfa'] })).toEqual({ subject: 'person-1', twoFactors: true })
    expect(await finish({ acr: 'high' })).toEqual({ subject: 'person-1', twoFactors: true })
    expect(await finish({ amr: 'mfa', acr: 'low' })).toEqual({ subject: 'person-1', twoFactors: false })
  })

  test.each([
    ['another nonce', { nonce: 'd'.repeat(64) }, {}], ['no nonce', { nonce: undefined }, {}], ['another audience', { aud: 'another' }, {}], ['another issuer', { iss: 'https://platform.example.org' }, {}],
    ['a word that has expired', { exp: 1_600_000_000, iat: 1_599_999_000 }, {}], ['a word that begins tomorrow', { nbf: 4_000_000_000 }, {}],
    ['a signature of somebody else', {}, { isSignedByAnother: true }], ['no signature', {}, { head: { alg: 'none' } }], ['a signature by what everybody can read', {}, { head: { alg: 'HS256' } }],
    ['a signature of somebody else, and the address of his key', {}, { isSignedByAnother: true, head: { jku: 'https://platform.example.org/keys' } }],
    ['another state', {}, { query: `code=one&state=${'e'.repeat(64)}` }], ['no state', {}, { query: 'code=one' }], ['a refusal', {}, { query: `error=access_denied&state=${keys.state}` }], ['no code', {}, { query: `state=${keys.state}` }],
  ] as const)('with %s opens nothing', async (_, claims, more) => expect(await finish(claims, more)).toBe('refused'))

  test('by an RSA key below 3072 bits is not taken, unless the county has said that its platform cannot do otherwise', async () => {
    const weak = await openFalsePlatform(2048)
    weak.claims = { nonce: keys.nonce }
    const by = (least?: 2048 | 3072) => openIdFrom({ issuer: weak.issuer, clientId: client.id, secret: client.secret, factors: [] }, least).finish(back, `code=one&state=${keys.state}`, keys)
    expect([await by(), await by(3072), await by(2048)]).toEqual(['weak-key', 'weak-key', { subject: 'person-1', twoFactors: false }])
    weak.isSignedByAnother = true
    expect([await by(), await by(2048)]).toEqual(['weak-key', 'refused'])
    await weak.close()
  })

  test('opens nothing where it calls itself by another name than the setting', async () => {
    expect(await finish({}, { calledBy: 'https://platform.example.org' })).not.toHaveProperty('subject')
  })

  test('is asked at the host that the setting names and nowhere else, whatever the platform says of itself', async () => {
    const asked: string[] = []
    const elsewhere = createServer((request, response) => { asked.push(request.url ?? ''); response.end() })
    await new Promise<void>(resolve => { elsewhere.listen(0, '127.0.0.1', resolve) })
    falsePlatform.keysAt = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
    expect(await finish({})).toBe('unreachable')
    falsePlatform.keysAt = undefined
    expect([await finish({}), asked]).toEqual([{ subject: 'person-1', twoFactors: false }, []])
    elsewhere.close()
  })

  test('and its silence is not taken for a no', async () => {
    expect(await finish({}, { isSilent: true })).toBe('unreachable')
    expect(await openIdFrom({ issuer: 'http://127.0.0.1:9', clientId: client.id, secret: client.secret, factors: [] }).begin(back, keys)).toBeUndefined()
  })
})

describe('an identity of the platform', () => {
  const desk = new Jar()

  test('opens nothing and makes no account while nobody has linked it', async () => {
    const { rows: [before] } = await world.owner.pool.query('select count(*) from auth."user"')
    const stranger = new Jar()
    const address = new URL(await begin(stranger))
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ scope: 'openid', response_type: 'code', code_challenge_method: 'S256', redirect_uri: 'http://localhost/api/auth/provider/back' })
    expect(await comeTo(stranger, await walk(address.href))).toBe('/console/sign-in?provider=not-linked')
    expect((await ask(stranger, 'GET', '/api/v1/me')).status).toBe(401)
    expect((await world.owner.pool.query('select count(*) from auth."user"')).rows).toEqual([before])
  })

  test('is linked by the holder of an account alone, signed in and just proved', async () => {
    expect(await begin(new Jar(), '?link')).toBe('/console/security?provider=refused')
    await enterByName(desk, 'leader')
    world.setClock('2026-09-21', 10)
    expect(await ask(desk, 'POST', '/api/v1/security/provider', {})).toMatchObject({ status: 403, body: { code: 'step-up' } })
    expect(await begin(desk, '?link')).toBe('/console/security?provider=refused')
    await ask(desk, 'POST', '/api/v1/security/proof', { password: 'yidiantong-demo' })
    expect((await ask(desk, 'POST', '/api/v1/security/provider', {})).body).toEqual({ address: '/api/auth/provider?link' })
    // From the platform a browser brings the cookie of the way alone, because the session's is strict.
    const back = await walk(await begin(desk, '?link'))
    const fromElsewhere = new Jar()
    fromElsewhere.held.set('ydt.provider', desk.held.get('ydt.provider')!)
    expect(await comeTo(fromElsewhere, back)).toBe('/console/security?provider=linked')
    expect((await ask(desk, 'GET', '/api/v1/security')).body).toMatchObject({ provider: { linkedAt: expect.any(String) }, notices: [{ kind: 'provider-linked' }, { kind: 'new-browser' }] })
    const { rows } = await world.owner.pool.query(`select from auth.provider_link where provider_link::text like '%person-1%'`)
    expect(rows).toHaveLength(0)
  })

  test('opens its account then, and belongs to no second one', async () => {
    const jar = new Jar()
    expect(await go(jar)).toBe('/console/')
    expect((await ask(jar, 'GET', '/api/v1/me')).body.officer.role).toBe('leader')
    const other = new Jar()
    await enterByName(other, 'clerk')
    expect(await go(other, '?link')).toBe('/console/security?provider=taken')
  })

  test('comes back once, and to the browser that began', async () => {
    const [jar, thief] = [new Jar(), new Jar()]
    const back = await walk(await begin(jar))
    const taken = jar.held.get('ydt.provider')!
    expect(await comeTo(thief, back)).toBe('/console/sign-in?provider=refused')
    await begin(thief)
    expect(await comeTo(thief, back)).toBe('/console/sign-in?provider=refused')
    const late = new URL(back.href)
    late.searchParams.set('state', late.searchParams.get('state')!.replace(/^./u, digit => digit === '0' ? '1' : '0'))
    expect(await comeTo(jar, late)).toBe('/console/sign-in?provider=refused')
    jar.held.set('ydt.provider', taken)
    expect(await comeTo(jar, back)).toBe('/console/sign-in?provider=refused') // an altered way back has spent it
    world.setClock('2026-09-21', 11)
    const old = new Jar()
    const address = await walk(await begin(old))
    world.setClock('2026-09-21', 12)
    expect(await comeTo(old, address)).toBe('/console/sign-in?provider=refused')
  })

  test('is one factor, unless the platform says that it asked for two: a duty that needs two is closed until its own was shown', async () => {
    platform.who = 'person-2'
    const reviewer = new Jar()
    await enterByName(reviewer, 'reviewer')
    const { rows: [user] } = await world.owner.pool.query<{ id: string }>(`select id from auth."user" where username = 'reviewer'`)
    expect(await begin(reviewer, '?link')).toBe('/console/security?provider=refused') // nothing of an account is changed before its duty has what it owes
    await world.owner.pool.query(`update auth.session set two_factors = true where user_id = $1`, [user!.id])
    expect(await go(reviewer, '?link')).toBe('/console/security?provider=linked')
    const [one, two] = [new Jar(), new Jar()]
    await go(one)
    expect(await ask(one, 'GET', '/api/v1/desk')).toMatchObject({ status: 403, body: { code: 'second-factor-due' } })
    platform.amr = ['pwd', 'mfa']
    await go(two)
    expect((await ask(two, 'GET', '/api/v1/desk')).status).toBe(200)
    await ask(two, 'POST', '/api/v1/security/proof', { password: 'yidiantong-demo' })
    expect((await ask(two, 'POST', '/api/v1/security/provider/remove', {})).status).toBe(200)
    expect(await go(new Jar())).toBe('/console/sign-in?provider=not-linked')
  })

  test('is the first step where the account has an authenticator: its code is the second, tried twenty times an hour however often one begins', async () => {
    Object.assign(platform, { who: 'person-1', amr: ['pwd'] })
    const own = new Jar()
    await enterByName(own, 'leader')
    const { secret } = (await ask(own, 'POST', '/api/v1/security/codes', { password: 'yidiantong-demo' })).body as { secret: string }
    await ask(own, 'POST', '/api/auth/two-factor/verify-totp', { code: codeOf(secret, -1) })
    const jar = new Jar()
    await go(jar)
    expect(await ask(jar, 'GET', '/api/v1/desk')).toMatchObject({ status: 403, body: { code: 'second-step-due' } })
    expect(await ask(jar, 'POST', '/api/v1/security/proof', { code: '000000' })).toMatchObject({ status: 422, body: { code: 'proof-wrong' } })
    expect((await ask(jar, 'POST', '/api/v1/security/proof', { code: codeOf(secret) })).status).toBe(200)
    expect((await ask(jar, 'GET', '/api/v1/desk')).status).toBe(200)
    const thief = new Jar()
    await go(thief)
    const tried: number[] = []
    for (let n = 0; n < 20; n++) tried.push((await ask(thief, 'POST', '/api/v1/security/proof', { code: '000000' })).status)
    expect(tried).toEqual([...Array.from({ length: 19 }, () => 422), 429])
    const another = new Jar()
    await go(another)
    expect((await ask(another, 'POST', '/api/auth/two-factor/verify-totp', { code: codeOf(secret, 1) })).status).toBe(429)
    expect((await ask(another, 'POST', '/api/v1/security/proof', { code: codeOf(secret, 1) })).status).toBe(429)
  })

  test('leaves its sign-ins and failures in the audit, without the identity', async () => {
    const { rows } = await world.owner.pool.query<{ act: string; outcome: string }>(`select distinct act, outcome from audit.entry where act ~ 'Provider' order by 1, 2`)
    expect(rows.map(({ act, outcome }) => `${act} ${outcome}`)).toEqual(['enterProvider done', 'enterProvider not-linked', 'enterProvider refused', 'linkProvider done', 'linkProvider taken', 'unlinkProvider done'])
  })
})

describe('a resident', () => {
  const text = meTexts['zh-CN']
  const open = async (jar: Jar, address: string) => {
    const reply = await (await world.app()).inject({ url: address, headers: { cookie: jar.cookie } })
    jar.take({ status: reply.statusCode, body: undefined, headers: reply.headers, raw: reply.rawPayload })
    return { status: reply.statusCode, location: String(reply.headers.location), text: reply.body }
  }

  test('comes with the identity of the province, is the same one next time, and stays unknown', async () => {
    platform.who = 'province-person-7'
    const jar = new Jar()
    expect((await open(jar, '/me')).text).toContain(text.province)
    const back = await walk((await open(jar, '/me/sign-in/province')).location)
    expect(await open(jar, back.pathname + back.search)).toMatchObject({ status: 303, location: '/me' })
    expect((await open(jar, '/me')).text).toContain(text.casesTitle)
    const again = new Jar()
    const way = await walk((await open(again, '/me/sign-in/province')).location)
    await open(again, way.pathname + way.search)
    const { rows } = await world.owner.pool.query<{ kind: string }>('select kind, resident::text as said from resident')
    expect(rows).toEqual([{ kind: 'province', said: expect.not.stringContaining('person') }])
  })

  test('is refused with one sentence when the way back is used again, altered, or of another browser', async () => {
    const jar = new Jar()
    const back = await walk((await open(jar, '/me/sign-in/province')).location)
    for (const [who, address] of [[new Jar(), back.pathname + back.search], [jar, `${back.pathname}?code=x&state=${'0'.repeat(64)}`], [jar, back.pathname]] as const) {
      const reply = await open(who, address)
      expect([reply.status, reply.text.includes(text.provinceRefused)]).toEqual([400, true])
    }
    expect((await open(jar, back.pathname + back.search)).status).toBe(303)
    expect((await open(jar, back.pathname + back.search)).status).toBe(400)
  })
})
