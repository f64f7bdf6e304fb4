import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#test/world.ts'
import { askWith, Jar } from './jar.ts'
import { client, openPlatform, walk } from './platforms.ts'

/** What a sign-in at a platform is worth, who may begin one, and whom others' failures keep out. */
let platform: Awaited<ReturnType<typeof openPlatform>>
let world: World
beforeAll(async () => {
  platform = await openPlatform(['http://localhost/api/auth/provider/back', 'http://localhost/me/sign-in/province/back'])
  const settings = { issuer: platform.issuer, clientId: client.id, secret: client.secret, factors: ['mfa'] }
  world = await openWorld({ staffOpenId: settings, residentOpenId: settings, wechatSignIn: { authorizeHost: 'https://open.example', apiHost: 'https://api.example', appId: 'wx-test', secret: 'secret' }, signInRules: { secondFactor: 'off', idleMinutes: 120, longestHours: 10, proofMinutes: 15, sittingMinutes: 60 } })
})
afterAll(async () => { await world.close(); await platform.close() })

const ask = (jar: Jar, method: string, url: string, body?: unknown, headers?: Record<string, string>) => askWith(world, jar, method, url, body, headers)
const begin = async (jar: Jar, how = '') => String((await ask(jar, 'GET', `/api/auth/provider${how}`)).headers['location'])
const comeTo = async (jar: Jar, back: URL) => String((await ask(jar, 'GET', back.pathname + back.search)).headers['location'])
const enterByName = (jar: Jar, username: string) => ask(jar, 'POST', '/api/auth/sign-in/username', { username, password: 'yidiantong-demo' })

async function link(username: string, who: string): Promise<void> {
  const jar = new Jar()
  platform.who = who
  await enterByName(jar, username)
  expect(await comeTo(jar, await walk(await begin(jar, '?link')))).toBe('/console/security?provider=linked')
}

describe('a session that a platform began', () => {
  const sensitive = (jar: Jar) => ask(jar, 'POST', '/api/v1/security/provider', {})

  test('does no sensitive act before its holder has shown here who he is, however lately it began', async () => {
    await link('security-admin', 'person-1')
    const jar = new Jar()
    expect(await comeTo(jar, await walk(await begin(jar)))).toBe('/console/')
    expect((await ask(jar, 'GET', '/api/v1/me')).status).toBe(200)
    expect(await sensitive(jar)).toMatchObject({ status: 403, body: { code: 'step-up' } })
    expect(await begin(jar, '?link')).toBe('/console/security?provider=refused')
    expect((await ask(jar, 'POST', '/api/v1/security/proof', { password: 'yidiantong-demo' })).status).toBe(200)
    expect((await sensitive(jar)).status).toBe(200)
  })

  test('does none either where the platform asked for two factors, nor once more after its proof has aged', async () => {
    platform.amr = ['pwd', 'mfa']
    const jar = new Jar()
    await comeTo(jar, await walk(await begin(jar)))
    expect((await sensitive(jar)).status).toBe(403)
    await ask(jar, 'POST', '/api/v1/security/proof', { password: 'yidiantong-demo' })
    world.setClock('2026-09-21', 10)
    expect((await sensitive(jar)).status).toBe(403)
    await comeTo(jar, await walk(await begin(jar)))
    expect((await sensitive(jar)).status).toBe(403)
    platform.amr = ['pwd']
  })
})

describe('a way to a platform', () => {
  const begins = { '/api/auth/provider': '/console/sign-in', '/api/auth/provider?link': '/console/sign-in', '/me/sign-in/province': '/me', '/me/sign-in/wechat': '/me' } as const
  const kept = async () => (await world.owner.pool.query<{ ways: number }>('select (select count(*) from auth.provider_attempt)::int + (select count(*) from sign_in_attempt)::int as ways')).rows[0]!.ways

  test.each(['cross-site', 'same-site'])('is begun by no page of another site (%s): it leads to the page where its holder may tap, and nothing is written', async site => {
    const before = await kept()
    for (const [address, instead] of Object.entries(begins)) {
      for (const method of ['GET', 'HEAD'] as const) {
        const reply = await (await world.app()).inject({ method, url: address, headers: { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', referer: 'https://elsewhere.example/' } })
        expect([reply.statusCode, reply.headers['location'], reply.headers['set-cookie']], `${method} ${address}`).toEqual([303, instead, undefined])
      }
    }
    expect(await kept()).toBe(before)
  })

  test.each(['same-origin', 'none', undefined])('is begun from a page of ours, from a bookmark, and by a browser that does not say (%s)', async site => {
    const before = await kept()
    for (const address of ['/api/auth/provider', '/me/sign-in/province', '/me/sign-in/wechat']) {
      const reply = await (await world.app()).inject({ url: address, headers: site === undefined ? {} : { 'sec-fetch-site': site } })
      expect([reply.statusCode, String(reply.headers['location']).startsWith('http')], address).toEqual([303, true])
    }
    expect(await kept()).toBe(before + 3)
  })
})

describe('what leads to nobody', () => {
  const beginFrom = async (address: string, jar = new Jar()) => {
    const reply = await (await world.app()).inject({ url: '/api/auth/provider', remoteAddress: address, headers: { cookie: jar.cookie } })
    jar.take({ status: reply.statusCode, body: undefined, headers: reply.headers, raw: reply.rawPayload })
    return { jar, location: String(reply.headers['location']) }
  }
  const back = '/api/auth/provider/back?error=access_denied'

  test('is counted, and what is right is not: four hundred officers behind one address sign in within an hour', async () => {
    for (let n = 0; n < 400; n++) expect((await beginFrom('198.51.100.7')).location).toMatch(/^http/u)
    expect((await (await world.app()).inject({ url: '/me/sign-in/province', remoteAddress: '198.51.100.7' })).headers['location']).toMatch(/^http/u)
  })

  test('makes its network wait after thirty times, and neither the browser that was in before nor a resident', async () => {
    const desk = new Jar()
    await enterByName(desk, 'leader')
    const known = new Jar()
    known.held.set('ydt.device', desk.held.get('ydt.device')!)
    const began = async () => beginFrom('203.0.113.9')
    for (let n = 0; n < 30; n++) expect(await comeTo((await began()).jar, new URL(`http://localhost${back}`))).toBe('/console/sign-in?provider=refused')
    expect((await began()).location).toBe('/console/sign-in?provider=slow-down')
    expect((await beginFrom('203.0.113.200')).location).toBe('/console/sign-in?provider=slow-down')
    expect((await beginFrom('203.0.114.9')).location).toMatch(/^http/u)
    expect((await beginFrom('203.0.113.9', known)).location).toMatch(/^http/u)
    expect((await (await world.app()).inject({ url: '/me/sign-in/province', remoteAddress: '203.0.113.9' })).headers['location']).toMatch(/^http/u)
    world.setClock('2026-09-21', 11)
    expect((await began()).location).toMatch(/^http/u)
  })

  test('counts for the browser that was in before where it is that one, although it brings no mark on its way back', async () => {
    const desk = new Jar()
    await enterByName(desk, 'leader')
    for (let n = 0; n < 30; n++) {
      const { jar } = await beginFrom('192.0.2.9', Object.assign(new Jar(), { held: new Map([['ydt.device', desk.held.get('ydt.device')!]]) }))
      jar.held.delete('ydt.device')
      await comeTo(jar, new URL(`http://localhost${back}`))
    }
    const again = new Jar()
    again.held.set('ydt.device', desk.held.get('ydt.device')!)
    expect((await beginFrom('192.0.2.9', again)).location).toBe('/console/sign-in?provider=slow-down')
    expect((await beginFrom('192.0.2.9')).location).toMatch(/^http/u)
  })
})

describe('the tokens of a platform', () => {
  /** In how many rows of all tables a word stands, as text or as bytes. */
  async function rowsWith(word: string): Promise<number> {
    const { rows } = await world.owner.pool.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`)
    const { rows: [found] } = await world.owner.pool.query<{ many: number }>(`select sum(many)::int as many from (${rows.map(({ name }) => `select count(*) as many from ${name} t where position($1 in t::text) > 0 or position(encode(convert_to($1, 'UTF8'), 'hex') in t::text) > 0`).join(' union all ')}) counted`, [word])
    return found!.many
  }

  test('are in no table and in nothing that the browser gets, neither of an officer nor of a resident', async () => {
    platform.who = 'person-1'
    platform.tokens.length = 0
    const told: string[] = []
    const held = new Map<string, string>()
    for (const [begins, page] of [['/api/auth/provider', '/api/v1/me'], ['/me/sign-in/province', '/me']] as const) {
      const open = async (url: string) => {
        const reply = await (await world.app()).inject({ url, headers: { cookie: [...held].map(pair => pair.join('=')).join('; ') } })
        for (const { name, value } of reply.cookies) held.set(name, value)
        told.push(JSON.stringify(reply.headers), reply.body)
        return reply
      }
      const back = await walk(String((await open(begins)).headers['location']))
      expect((await open(back.pathname + back.search)).statusCode).toBe(303)
      expect((await open(page)).statusCode).toBe(200)
    }
    expect(platform.tokens).toHaveLength(4)
    for (const token of platform.tokens) {
      const [longest = ''] = token.split('.').toSorted((one, other) => other.length - one.length)
      expect(await rowsWith(longest)).toBe(0)
      expect(told.filter(text => text.includes(longest))).toEqual([])
    }
    expect(await rowsWith(decodeURIComponent(held.get('ydt.session_token')!).split('.')[0]!)).toBe(1) // what is kept is found
  })
})
