import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { monitorsFrom } from '#platform/monitors.ts'
import { openPool, type Pool } from '#records/database.ts'
import { openSignIn } from '#actions/sign-in.ts'
import { multipart, boundary, publish } from '#test/pages/visiting.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, testSecret, type World } from '#test/world.ts'
import { routesOf, type Route } from './public-routes.ts'

/** The whole face as it stands behind HTTPS, with a console of three files. */
let world: World
let app: FastifyInstance
let reader: Pool
let address: string
let routes: readonly Route[]
let record: string
const consoleFolder = mkdtempSync(join(tmpdir(), 'ydt-console-'))
beforeAll(async () => {
  mkdirSync(join(consoleFolder, 'assets'))
  writeFileSync(join(consoleFolder, 'index.html'), '<!doctype html><title>console</title><script nonce="__CSP_NONCE__"></script>')
  writeFileSync(join(consoleFolder, 'assets', 'main-abc.js'), 'export {}')
  world = await openWorld()
  record = await publish(world, monthOfBooks(world.village))
  reader = openPool(world.connection, 'ydt_reader', 3)
  const publicUrl = 'https://village.example'
  const signIn = openSignIn(world.context.db, { staffUrl: publicUrl, https: true, secret: testSecret })
  const { buildApp } = await import('../../src/app.ts')
  app = await buildApp(world.context, signIn, { readerPool: reader.pool, demonstration: true, publicUrl, https: true, consoleFolder })
  await app.listen({ host: '127.0.0.1', port: 0 })
  address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  routes = routesOf(app)
})
afterAll(async () => {
  await app.close()
  await reader.close()
  await world.close()
  rmSync(consoleFolder, { recursive: true })
})

const someId = '0198c0de-0000-4000-8000-000000000001'

/** A route with something in the place of its parameters. */
function filled(url: string): string {
  if (url === '/*') return '/api/auth/sign-in/username' // the list of routes cannot say below what a star stands
  return url.replace(/:code\b/u, String(world.village)).replace(/^\/(d|p|q)\/:id\b/u, (_, kind: string) => kind === 'd' ? `/d/${record}` : `/${kind}/${someId}`)
    .replace(/:id\b|:\w*Id\b/gu, someId).replace(/:file\b/u, 'seal.svg').replace(/:\w+/gu, '1').replace('*', 'nothing-here')
}

const everywhere = {
  'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()', 'strict-transport-security': 'max-age=31536000; includeSubDomains',
}
const pagePolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
const consolePolicy = "default-src 'none'; script-src 'nonce-…'; script-src-attr 'none'; style-src 'nonce-…'; style-src-attr 'none'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
const closedPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
const sandbox = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** What answers below an address may say about what they load, and about being kept. The first that fits counts. */
const faces: readonly { readonly below: RegExp; readonly policies: readonly string[]; readonly caching: RegExp }[] = [
  { below: /^\/api(?:\/|$)/u, policies: [closedPolicy, sandbox], caching: /^no-store$/u },
  { below: /^\/(?:healthz|readyz|metrics)$/u, policies: [closedPolicy], caching: /^no-store$/u },
  { below: /^\/console/u, policies: [consolePolicy, closedPolicy, pagePolicy], caching: /^(?:no-store|public, max-age=31536000, immutable|public, max-age=0)$/u },
  { below: /^\/s\//u, policies: [pagePolicy], caching: /^(?:no-store|public, max-age=\d+(?:, immutable|, must-revalidate)?)$/u },
  { below: /^\//u, policies: [pagePolicy, sandbox], caching: /^(?:no-store|no-cache|public, max-age=0, must-revalidate)$/u },
]

async function expectHeaders(method: string, url: string, more: RequestInit = {}): Promise<Response> {
  const reply = await fetch(address + url, { method, redirect: 'manual', ...more })
  await reply.arrayBuffer()
  const about = `${method} ${url} ${reply.status}`
  const headers = Object.fromEntries(reply.headers)
  for (const [name, value] of Object.entries(everywhere)) expect(headers[name], `${name} of ${about}`).toBe(value)
  for (const name of ['server', 'x-powered-by', 'access-control-allow-origin', 'access-control-allow-credentials']) expect(headers[name], `${name} of ${about}`).toBeUndefined()
  const face = faces.find(({ below }) => below.test(url.split('?')[0]!))!
  const isRedirect = reply.status >= 300 && reply.status < 400
  if (isRedirect) expect(headers['location'], about).toMatch(/^\/(?![/\\])/u)
  expect([...face.policies, ...isRedirect ? [closedPolicy] : []], about).toContain(headers['content-security-policy']?.replaceAll(/'nonce-[A-Za-z0-9+/]{22}=='/gu, "'nonce-…'"))
  if (!isRedirect) expect(headers['cache-control'] ?? 'none', `cache-control of ${about}`).toMatch(face.caching)
  if (!isRedirect && reply.status !== 204) expect(headers['content-type'], about).toMatch(/charset=utf-8|^image\/|^application\/(?:problem\+json|octet-stream|pdf)|version=/u)
  return reply
}

test('every route says everything a browser must be told, found or not, in every answer', async () => {
  expect(routes.length).toBeGreaterThan(150)
  for (const { method, url } of routes) await expectHeaders(method, filled(url), method === 'GET' || method === 'HEAD' ? {} : { headers: { 'sec-fetch-site': 'same-origin' } })
}, 60_000)

test.each(['/nothing-here', '/api/nothing-here', '/api/%zz', '/%zz', '/console/assets/nothing.js', `/api/v1/cases/${'x'.repeat(300)}`, `/v/${'1'.repeat(300)}`])('so does what is no route: %s', async url => { await expectHeaders('GET', url) })

test('every answer of the console has a nonce of its own, in its policy and in its page alike, and none can be kept', async () => {
  const seen = new Set<string>()
  for (const url of ['/console/', '/console/', '/console/index.html', '/console/desk?a=1', '/console/cases/1']) {
    const reply = await fetch(address + url, { headers: { 'accept-encoding': 'br' } })
    const nonces = new Set([...reply.headers.get('content-security-policy')!.matchAll(/'nonce-([^']+)'/gu)].map(([, nonce]) => nonce!))
    expect(nonces.size).toBe(1)
    expect(await reply.text()).toContain(`<script nonce="${[...nonces][0]}">`)
    expect([reply.headers.get('cache-control'), reply.headers.get('etag'), reply.headers.get('last-modified')]).toEqual(['no-store', null, null])
    seen.add([...nonces][0]!)
  }
  expect(seen.size).toBe(5)
})

test('what was not meant to be served is not: no checkout, no folder, no setting, and no answer that repeats the request', async () => {
  for (const url of ['/.git/config', '/.env', '/package.json', '/src/main.ts', '/s/', '/s/..%2f..%2fpackage.json', '/console/assets/', '/console/assets/..%2f..%2f..%2fpackage.json', '/console/../package.json', '/data/', '/migrations/0001.sql']) {
    const reply = await fetch(address + url, { redirect: 'manual' })
    expect(url.startsWith('/console/') ? [200, 404] : [404, 400], `${url} ${reply.status}`).toContain(reply.status) // the console answers with its one page
    expect(await reply.text(), url).not.toMatch(/yidiantong"|"dependencies"|Index of|\[core\]/u)
  }
  expect((await app.inject({ method: 'TRACE' as 'GET', url: '/' })).statusCode).toBeGreaterThanOrEqual(404)
})

test('for whoever names a foreign address in a question, no redirect leads there', async () => {
  for (const { method, url } of routes) if (method === 'GET') for (const question of ['?next=https://evil.example', '?lang=//evil.example', '?v=//evil.example&url=https://evil.example&q=//evil.example']) {
    const reply = await app.inject({ url: filled(url) + question })
    if (reply.statusCode >= 300 && reply.statusCode < 400) expect(reply.headers.location, url).toMatch(/^\/(?![/\\])/u)
  }
})

test('under /api every refusal is a problem document, even of an address that cannot be read or a method that is not there', async () => {
  for (const [method, url] of [['GET', '/api/%zz'], ['GET', '/api'], ['GET', '/api/v1/nothing'], ['DELETE', '/api/v1/sign-in'], ['PATCH', '/api/v1/me'], ['GET', `/api/v1/cases/${'x'.repeat(300)}`], ['POST', '/api/v1/complaints']] as const) {
    const reply = await fetch(address + url, { method })
    expect(reply.headers.get('content-type'), `${method} ${url}`).toMatch(/^application\/problem\+json/u)
    expect(await reply.json(), url).toMatchObject({ status: reply.status, code: expect.any(String) })
  }
})

test('behind HTTPS the session has the prefix that binds it to this host, and no page sets a cookie', async () => {
  const reply = await fetch(`${address}/api/auth/sign-in/username`, { method: 'POST', headers: { 'content-type': 'application/json', 'origin': 'https://village.example' }, body: JSON.stringify({ username: 'clerk', password: 'yidiantong-demo' }) })
  expect(reply.status).toBe(200)
  const cookies = reply.headers.getSetCookie()
  expect(cookies.length).toBeGreaterThan(0)
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-/u)
    for (const attribute of [/; ?secure/iu, /; ?httponly/iu, /; ?samesite=strict/iu, /; ?path=\/(?:;|$)/iu]) expect(cookie).toMatch(attribute)
    expect(cookie).not.toMatch(/domain=/iu)
  }
  for (const { method, url } of routes) {
    if (method === 'GET' && !url.startsWith('/api')) expect((await fetch(address + filled(url), { redirect: 'manual' })).headers.getSetCookie(), url).toEqual([])
  }
}, 60_000)

describe('an act that a page of another site sends', () => {
  const forms = [['application/x-www-form-urlencoded', 'a=b'], [`multipart/form-data; boundary=${boundary}`, multipart({ a: 'b' }, [])], ['application/json', '{}'], ['text/plain', 'a=b']] as const
  const others = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }] as const
  test('is refused by every route that acts, whatever the form', async () => {
    const acting = routes.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))
    expect(acting.length).toBeGreaterThan(60)
    for (const { method, url } of acting) for (const [type, body] of forms) for (const other of others) {
      const reply = await fetch(address + filled(url), { method, headers: { 'content-type': type, ...other }, body })
      // A type that a page does not take is refused before anybody looks where it comes from.
      const said = await reply.text()
      expect(filled(url).startsWith('/api') ? [403] : [403, 415, 400], `${method} ${url} ${type} ${JSON.stringify(other)} ${said.slice(0, 200)}`).toContain(reply.status)
    }
  }, 60_000)
})

describe('what is too much', () => {
  test('is a body over its limit: 413, for pages and for programs', async () => {
    const page = await fetch(`${address}/track`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `code=${'1'.repeat(100_000)}` })
    const program = await fetch(`${address}/api/v1/complaints`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ statement: 'x'.repeat(3_000_000) }) })
    expect([page.status, program.status]).toEqual([413, 413])
  })

  test('is a head of more than 16 kilobytes: 431', async () => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    socket.write(`GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`)
    const said = await new Promise<string>(resolve => socket.once('data', data => resolve(data.toString())))
    socket.destroy()
    expect(said).toMatch(/^HTTP\/1\.1 431/u)
  })

  test('is more than one word about where a request ends: 400, and nothing after it is answered', async () => {
    const said = async (head: string) => {
      const socket = connect(Number(new URL(address).port), '127.0.0.1')
      socket.write(`POST /track HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: x\r\n\r\n`)
      const chunks: Buffer[] = []
      socket.on('data', chunk => chunks.push(chunk)).on('error', () => {})
      await new Promise(resolve => { socket.once('close', resolve) })
      return Buffer.concat(chunks).toString().match(/HTTP\/1\.1 \d+/gu)
    }
    for (const head of ['content-length: 6\r\ntransfer-encoding: chunked', 'content-length: 6\r\ncontent-length: 5', 'transfer-encoding: chunked\r\ntransfer-encoding: identity', 'content-length : 6', 'content-length: +6', 'transfer-encoding:\u000bchunked']) expect(await said(head), head).toEqual(['HTTP/1.1 400'])
  })

  test('is a head or a body that does not come to its end, a connection nobody uses, and more connections than there is room for', () => {
    expect(app.server).toMatchObject({ headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 10_000, timeout: 120_000, maxConnections: 8000 })
  })
})

describe('figures and readiness', () => {
  test('are found by this machine alone, and by nobody whom a proxy passes on; for everybody else they are a page that is not there', async () => {
    const asked = (url: string, remoteAddress: string, headers = {}) => app.inject({ url, remoteAddress, headers })
    for (const url of ['/metrics', '/readyz']) {
      expect((await asked(url, '127.0.0.1')).statusCode, url).toBe(200)
      const nowhere = await asked('/nothing-here', '203.0.113.5')
      for (const hidden of [await asked(url, '203.0.113.5'), await asked(url, '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }), await asked(url, '203.0.113.5', { authorization: 'Bearer ' })]) {
        expect([hidden.statusCode, hidden.body.replaceAll(url, '/nothing-here')], url).toEqual([404, nowhere.body])
      }
    }
    expect((await asked('/healthz', '203.0.113.5')).statusCode).toBe(200)
  })

  test('are found by a named network through a proxy that is believed; what anybody else says of his address is not heard', async () => {
    const { buildApp } = await import('../../src/app.ts')
    const behind = await buildApp(world.context, world.signIn, { readerPool: reader.pool, demonstration: true, publicUrl: 'https://village.example', https: true, consoleFolder: undefined, trustedProxies: ['10.0.0.1'], monitors: monitorsFrom('192.0.2.0/24', undefined) })
    const status = async (remoteAddress: string, said?: string) => (await behind.inject({ url: '/readyz', remoteAddress, headers: said === undefined ? {} : { 'x-forwarded-for': said } })).statusCode
    expect(await status('10.0.0.1', '192.0.2.7'), 'through the proxy').toBe(200)
    expect(await status('192.0.2.7'), 'directly').toBe(200)
    expect(await status('10.0.0.1', '203.0.113.5'), 'a stranger through the proxy').toBe(404)
    expect(await status('10.0.0.1', '192.0.2.7, 203.0.113.5'), 'a stranger who says he is somebody else').toBe(404)
    expect(await status('203.0.113.5', '192.0.2.7'), 'a stranger who says he is a proxy').toBe(404)
    await behind.close()
  })
})
