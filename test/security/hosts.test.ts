import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sideOf } from '#platform/hosts.ts'
import { openPool, type Pool } from '#records/database.ts'
import { openSignIn } from '#actions/sign-in.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openBrowser, publish, type Browser, type Reply } from '#test/pages/visiting.ts'
import { openWorld, testSecret, type World } from '#test/world.ts'
import { client, openPlatform } from './platforms.ts'
import { routesOf, type Route } from './public-routes.ts'

/** The whole face behind HTTPS, with a host for residents and one for the staff, and a console of two files. */
const [residents, staff] = ['village.example', 'staff.village.example']
const addresses = { publicUrl: `https://${residents}`, staffUrl: `https://${staff}` }
let world: World
let app: FastifyInstance
let reader: Pool
let platform: Awaited<ReturnType<typeof openPlatform>>
let browser: Browser
let record: string
let style: string
const consoleFolder = mkdtempSync(join(tmpdir(), 'ydt-console-'))

function build(more: { readonly trustedProxies?: readonly string[] } = {}): Promise<FastifyInstance> {
  const signIn = openSignIn(world.context.db, { staffUrl: addresses.staffUrl, https: true, secret: testSecret, now: world.context.clock.now })
  const openId = { issuer: platform.issuer, clientId: client.id, secret: client.secret, factors: [] }
  const doors = { staffOpenId: openId, residentOpenId: openId, wechatSignIn: { authorizeHost: 'https://open.example', apiHost: 'https://api.example', appId: 'a', secret: 's' } }
  return import('../../src/app.ts').then(({ buildApp }) => buildApp(world.context, signIn, { ...addresses, ...doors, readerPool: reader.pool, demonstration: true, https: true, consoleFolder, ...more }))
}

beforeAll(async () => {
  mkdirSync(join(consoleFolder, 'assets'))
  writeFileSync(join(consoleFolder, 'index.html'), '<!doctype html><title>console</title>')
  writeFileSync(join(consoleFolder, 'assets', 'main-abc.js'), 'export {}')
  world = await openWorld()
  record = await publish(world, monthOfBooks(world.village))
  reader = openPool(world.connection, 'ydt_reader', 3)
  platform = await openPlatform([`${addresses.staffUrl}/api/auth/provider/back`])
  app = await build()
  browser = await openBrowser({ app: async () => app } as World)
  style = /href="(\/s\/[^"]+\.css)"/u.exec((await asked(residents, 'GET', '/')).text)![1]!
})
afterAll(async () => {
  await app.close()
  await reader.close()
  await platform.close()
  await world.close()
  rmSync(consoleFolder, { recursive: true })
})

const asked = (host: string, method: string, url: string, headers: Record<string, string> = {}, body?: object): Promise<Reply> =>
  browser.send(method, url, { host, ...body && { 'content-type': 'application/json' }, ...headers }, body && Buffer.from(JSON.stringify(body)))

const someId = '0198c0de-0000-4000-8000-000000000001'
const filled = (url: string) => url.replace('/s/:file', style).replace(/:code\b/u, String(world.village)).replace('/d/:id', `/d/${record}`).replace(/:id\b|:\w*Id\b/gu, someId).replace(/:slug\b|:item\b/u, 'income-expense-detail').replace(/:file\b/u, `${world.village}.json`).replace(/:\w+/gu, '1')

/** Whether an address is there under a host: anything but what is said of one that does not exist. */
async function isThere(host: string, { method, url }: Route, headers: Record<string, string> = {}): Promise<boolean> {
  const [said, nothing] = [await asked(host, method, filled(url), headers), await asked(host, method, url.startsWith('/api') ? '/api/nothing' : '/nothing', headers)]
  expect(nothing.status, `${method} ${url}`).toBe(404)
  if (said.status !== 404 || said.text !== nothing.text) return true
  expect({ ...said.headers, date: '' }, `${method} ${url}`).toEqual({ ...nothing.headers, date: '' })
  return false
}

/** Signs in as a browser on the staff's page does. */
async function signedIn(): Promise<string> {
  const said = await asked(staff, 'POST', '/api/auth/sign-in/username', { origin: addresses.staffUrl }, { username: 'triage', password: 'yidiantong-demo' })
  expect(said.status).toBe(200)
  return cookiesOf(said).map(cookie => cookie.split(';')[0]).join('; ')
}

const cookiesOf = (said: Reply) => [said.headers['set-cookie'] ?? []].flat()

describe('every address', () => {
  test('is there under one of the two hosts, and under the other as if it did not exist, whoever asks', async () => {
    // Stars stand for what the list of routes cannot name; HEAD is GET without its body.
    const routes = [...routesOf(app).filter(({ method, url }) => method !== 'HEAD' && !url.includes('*')), { method: 'POST', url: '/api/auth/sign-in/username' }, { method: 'GET', url: '/console/' }, { method: 'GET', url: '/console/cases' }, { method: 'GET', url: '/console/assets/main-abc.js' }]
    expect(routes.length).toBeGreaterThan(150)
    const counted: Record<string, string[]> = { staff: [], residents: [], both: [] }
    for (const route of routes) {
      const side = sideOf(route.url)
      counted[side]!.push(route.url)
      const answers = { staff: await isThere(staff, route), residents: await isThere(residents, route) }
      expect(answers, `${route.method} ${route.url}`).toEqual({ staff: side !== 'residents' || route.url === '/', residents: side !== 'staff' })
    }
    expect(counted['both']!.toSorted()).toEqual(['/healthz', '/metrics', '/readyz', '/s/:file', '/s/parts'])
    expect(Math.min(counted['staff']!.length, counted['residents']!.length)).toBeGreaterThan(40)
    const cookie = await signedIn()
    for (const { method, url } of routes) if (sideOf(url) === 'staff') expect(await isThere(residents, { method, url }, { cookie }), `${method} ${url}`).toBe(false)
  }, 60_000)

  test('is found by its route, however it is written', async () => {
    for (const url of ['/%61pi/v1/me', '/api/v1/%6de', '/%63onsole/', '/console/?x=/v/1', '/api/v1/me/']) expect((await asked(residents, 'GET', url)).status, url).toBe(404)
    for (const url of [`/%76/${world.village}`, '/%68elp', '/help?from=groupmessage', '/api/v1/%63omplaints/track']) expect((await asked(staff, url.startsWith('/api') ? 'POST' : 'GET', url)).status, url).toBe(404)
  })

  test('of nothing but the staff’s host leads to the console', async () => {
    const said = await asked(staff, 'GET', '/')
    expect([said.status, said.headers['location']]).toEqual([302, '/console/'])
  })
})

describe('a page that is kept', () => {
  test('is given under the residents’ host, and not under the staff’s, however that is written', async () => {
    const page = `/v/${world.village}`
    for (let time = 0; time < 2; time++) expect((await asked(residents, 'GET', page)).status).toBe(200)
    for (const host of [staff, staff.toUpperCase(), `${staff}:443`]) expect((await asked(host, 'GET', page)).status, host).toBe(404)
    expect((await asked('10.0.0.7', 'GET', page)).status, 'a host nobody named').toBe(200)
  })

  test('is not asked for by what a stranger says of the host, and is by what a proxy that is believed says', async () => {
    const page = `/v/${world.village}`
    const passedOn = { 'x-forwarded-host': staff }
    expect((await asked(residents, 'GET', page, passedOn)).status, 'a stranger').toBe(200)
    expect((await asked(residents, 'GET', '/api/v1/me', passedOn)).status, 'a stranger').toBe(404)
    const behind = await build({ trustedProxies: ['127.0.0.1'] })
    const proxy = await openBrowser({ app: async () => behind } as World)
    const through = async (url: string, host: string) => (await proxy.get(url, { 'host': 'inside:3000', 'x-forwarded-host': host })).status
    for (let time = 0; time < 2; time++) expect([await through(page, residents), await through(page, staff)]).toEqual([200, 404])
    expect([await through('/api/v1/me', residents), await through('/api/v1/me', staff)]).toEqual([404, 401])
    await behind.close()
  })
})

describe('the staff', () => {
  test('sign in and work at their own host; what lets them in there is never set under the other, nor heard', async () => {
    const said = await asked(residents, 'POST', '/api/auth/sign-in/username', { origin: addresses.publicUrl }, { username: 'triage', password: 'yidiantong-demo' })
    expect([said.status, cookiesOf(said)]).toEqual([404, []])
    const cookie = await signedIn()
    expect(cookie).toMatch(/^__Host-/u)
    expect((await asked(staff, 'GET', '/api/v1/desk', { cookie })).status).toBe(200)
    expect(JSON.parse((await asked(staff, 'GET', '/api/v1/me', { cookie })).text), 'where the console leads to what everybody may read').toMatchObject({ residentsAt: addresses.publicUrl })
    expect(JSON.parse((await asked(staff, 'GET', '/api/v1/sign-in')).text), 'and where its door leads residents').toMatchObject({ residentsAt: addresses.publicUrl })
    for (const url of ['/api/v1/desk', '/api/v1/me', '/api/auth/sign-out']) {
      const away = await asked(residents, url.endsWith('out') ? 'POST' : 'GET', url, { cookie, origin: addresses.publicUrl })
      expect([away.status, cookiesOf(away)], url).toEqual([404, []])
    }
  })

  test('are asked from their own pages alone: what a page of the residents’ host has the browser send is refused', async () => {
    const cookie = await signedIn()
    const put = (headers: Record<string, string>) => asked(staff, 'POST', '/api/v1/saved-filters', { cookie, 'idempotency-key': randomUUID(), ...headers }, { name: '超期', filter: {} })
    expect(JSON.parse((await put({ origin: addresses.publicUrl })).text)).toMatchObject({ status: 403, code: 'foreign-origin' })
    expect((await put({ 'origin': addresses.publicUrl, 'sec-fetch-site': 'same-site' })).status).toBe(403)
    expect((await put({ 'origin': addresses.staffUrl, 'sec-fetch-site': 'same-origin' })).status).not.toBe(403)
  })

  test('get their passkeys and come back from single sign-on under their own host', async () => {
    const { options } = JSON.parse((await asked(staff, 'POST', '/api/v1/passkeys/options', { origin: addresses.staffUrl }, {})).text) as { options: { rpId: string } }
    expect(options.rpId).toBe(staff)
    expect(JSON.parse((await asked(staff, 'GET', '/api/v1/sign-in')).text)).toMatchObject({ offersPasskeys: true, offersProvider: true })
    const away = new URL((await asked(staff, 'GET', '/api/auth/provider')).headers['location']!)
    expect(away.searchParams.get('redirect_uri')).toBe(`${addresses.staffUrl}/api/auth/provider/back`)
  })
})

describe('residents', () => {
  test('complain at their own host, from its pages or by another program; from a page of the staff’s host it is refused', async () => {
    const send = (host: string, headers: Record<string, string>) => asked(host, 'POST', '/api/v1/complaints', { 'idempotency-key': randomUUID(), ...headers }, { villageCode: world.village, statement: '路灯一直不亮，请说明。' })
    expect((await send(residents, {})).status).toBe(201)
    expect((await send(residents, { origin: addresses.publicUrl })).status).toBe(201)
    expect((await send(residents, { origin: addresses.staffUrl })).status).toBe(403)
    expect((await send(staff, { origin: addresses.staffUrl })).status).toBe(404)
  })

  test('find their own host on what is printed and handed on', async () => {
    expect((await asked(residents, 'GET', `/v/${world.village}/poster`)).text).toContain(residents)
    for (const url of ['/robots.txt', '/sitemap.xml', `/v/${world.village}/feed.atom`, `/open/v/${world.village}`, `/d/${record}.json`]) {
      const { text } = await asked(residents, 'GET', url)
      expect(text, url).toContain(`${addresses.publicUrl}/`)
      expect(text, url).not.toContain(staff)
    }
  })
})
