import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createPlain, type RequestListener, type Server as PlainServer } from 'node:http'
import { createServer, type Server, type ServerOptions } from 'node:https'
import { createServer as createSocket, type AddressInfo, type Server as SocketServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPool, type Pool } from '#records/database.ts'
import { openSignIn } from '#actions/sign-in.ts'
import { checkHttps } from '#cli/check-https.ts'
import { makeAuthority } from '#test/certificates.ts'
import { openWorld, testSecret, type World } from '#test/world.ts'

// Two names of this machine, one for residents and one for the staff, with a certificate each.
const authority = makeAuthority('an authority of this test')
const issue = (host: string, days: number) => {
  const { certificate: cert, key } = authority.issue({ name: host, host, days })
  return { cert, key }
}
const certificates = { localhost: issue('localhost', 90.5), '127.0.0.1': issue('127.0.0.1', 90.5) }
const ca = authority.certificate
const opened: (Server | PlainServer | SocketServer)[] = []

async function portOf(server: Server | PlainServer | SocketServer): Promise<number> {
  opened.push(server)
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  return (server.address() as AddressInfo).port
}

/** A proxy that does as the runbook says: TLS 1.2 and 1.3, and plain HTTP leads there. */
const proxied = (name: keyof typeof certificates, answer: RequestListener, more: ServerOptions = {}) => portOf(createServer({ ...certificates[name], minVersion: 'TLSv1.2', ciphers: 'ECDHE+AESGCM:ECDHE+CHACHA20', ...more }, answer))
const leading = () => portOf(createPlain((request, reply) => { reply.writeHead(301, { location: `https://${request.headers.host!.split(':')[0]}${request.url}` }).end() }))

let world: World
let reader: Pool
let plainPort: number
const apps: FastifyInstance[] = []
const consoleFolder = mkdtempSync(join(tmpdir(), 'ydt-console-'))
beforeAll(async () => {
  mkdirSync(join(consoleFolder, 'assets'))
  writeFileSync(join(consoleFolder, 'index.html'), '<!doctype html><title>console</title>')
  world = await openWorld()
  reader = openPool(world.connection, 'ydt_reader', 3)
  plainPort = await leading()
})
afterAll(async () => {
  for (const server of opened) server.close()
  for (const app of apps) await app.close()
  await reader.close()
  await world.close()
  rmSync(consoleFolder, { recursive: true })
})

/** The program behind such proxies, one for each address. */
async function behindHttps(options: { readonly isApart: boolean; readonly https?: boolean; readonly proxy?: ServerOptions }): Promise<{ readonly publicUrl: string; readonly staffUrl: string }> {
  const faces: { app?: FastifyInstance } = {}
  const answer: RequestListener = (request, reply) => void faces.app!.server.emit('request', request, reply)
  const publicUrl = `https://localhost:${await proxied('localhost', answer, options.proxy)}`
  const staffUrl = options.isApart ? `https://127.0.0.1:${await proxied('127.0.0.1', answer, options.proxy)}` : publicUrl
  const https = options.https ?? true
  const { buildApp } = await import('../../src/app.ts')
  faces.app = await buildApp(world.context, openSignIn(world.context.db, { staffUrl, https, secret: testSecret }), { readerPool: reader.pool, demonstration: true, publicUrl, staffUrl, https, consoleFolder })
  await faces.app.ready()
  apps.push(faces.app)
  return { publicUrl, staffUrl }
}

const wrong = (found: Awaited<ReturnType<typeof checkHttps>>) => found.filter(({ isRight }) => !isRight).map(({ said }) => said)

describe('a program behind a proxy that is set up as it should be', () => {
  test('is right in every line, where the staff have a host of their own', async () => {
    const addresses = await behindHttps({ isApart: true })
    const found = await checkHttps({ ...addresses, ca, plainPort })
    expect(wrong(found)).toEqual([])
    const host = { residents: 'localhost', staff: '127.0.0.1' }
    const both = (name: string) => [
      'takes TLS 1.2 and TLS 1.3', 'refuses TLS 1.0', 'refuses TLS 1.1', 'refuses weak suites of TLS 1.2', `its certificate is good for ${name} and lasts 90 more days`,
      'says Strict-Transport-Security: max-age=31536000; includeSubDomains', `http://${name}/ leads to https`, `http://${name}/healthz leads to https`,
    ]
    expect(found.map(({ said }) => said)).toEqual([
      ...both(host.residents), 'sets no cookie of the staff', 'residents’ pages are there and the console is not',
      ...both(host.staff), 'its cookies are __Host- and Secure', 'the console is there and residents’ pages are not',
    ])
    expect(found.map(({ address }) => address).filter((address, n, all) => address !== all[n - 1])).toEqual([addresses.publicUrl, addresses.staffUrl])
  })

  test('is right where both share one, where only one of the two versions is taken, and where nobody listens for plain HTTP', async () => {
    const closed = createSocket()
    const nobody = await portOf(closed)
    await new Promise(resolve => { closed.close(resolve) })
    for (const proxy of [{ maxVersion: 'TLSv1.2' }, { minVersion: 'TLSv1.3' }] as const) {
      const found = await checkHttps({ ...await behindHttps({ isApart: false, proxy }), ca, plainPort: nobody })
      expect(wrong(found)).toEqual([])
      expect(found.map(({ said }) => said)).toEqual(expect.arrayContaining(['the console is there', 'nobody answers http://localhost/']))
    }
  })
})

describe('what is not as it should be is said', () => {
  const bare: RequestListener = (_, reply) => { reply.writeHead(200, { 'set-cookie': 'session=1; Path=/' }).end() }
  const ask = async (port: number, plain = plainPort, trusted: string | false = ca) => {
    const address = `https://localhost:${port}`
    return wrong(await checkHttps({ publicUrl: address, staffUrl: address, plainPort: plain, ...trusted && { ca: trusted } }))
  }

  test('of versions that nobody should take any more', async () => {
    const old = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    expect(await ask(await proxied('localhost', bare, old))).toEqual(expect.arrayContaining(['takes TLS 1.0', 'takes TLS 1.1']))
    expect(await ask(await proxied('localhost', bare, { ...old, minVersion: 'TLSv1.1' }))).toEqual(expect.arrayContaining(['takes TLS 1.1']))
    expect(await ask(await proxied('localhost', bare, { ...old, maxVersion: 'TLSv1.1' }))).toEqual(['nobody takes TLS 1.2 or 1.3 here'])
  })

  test('of suites without a key of their own for each connection, or that authenticate apart', async () => {
    const takes = 'takes weak suites of TLS 1.2: allow ECDHE with GCM or ChaCha20 alone'
    expect(await ask(await proxied('localhost', bare, { ciphers: 'ECDHE-ECDSA-AES128-SHA' }))).toContain(takes)
    expect(await ask(await proxied('localhost', bare, { ciphers: 'ECDHE+AESGCM:ECDHE-ECDSA-AES256-SHA384' }))).toContain(takes)
    for (const ciphers of ['ECDHE+AESGCM', 'ECDHE+CHACHA20', 'ECDHE+AESCCM']) expect(await ask(await proxied('localhost', bare, { ciphers }))).not.toContain(takes)
  })

  test('of a certificate that nobody knows, of another name, that is over, and that will soon be', async () => {
    expect((await ask(await proxied('localhost', bare), plainPort, false)).join()).toContain('not to be trusted for localhost: UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    expect((await ask(await proxied('localhost', bare, certificates['127.0.0.1']))).join()).toContain('not to be trusted for localhost: ERR_TLS_CERT_ALTNAME_INVALID')
    expect((await ask(await proxied('localhost', bare, issue('localhost', -1)))).join()).toContain('not to be trusted for localhost: CERT_HAS_EXPIRED')
    for (const [left, isRight] of [[13.9, false], [14.1, true]] as const) {
      expect((await ask(await proxied('localhost', bare, issue('localhost', left)))).includes('its certificate is good for localhost and lasts 13 more days'), String(left)).toBe(!isRight)
    }
  })

  test('of HSTS that is missing or too short, of cookies without Secure, and of something else that answers', async () => {
    expect(await ask(await proxied('localhost', bare))).toEqual(['does not say Strict-Transport-Security', 'its cookie session is not __Host- and Secure'])
    const short: RequestListener = (_, reply) => { reply.writeHead(200, { 'strict-transport-security': 'max-age=31535999' }).end() }
    expect(await ask(await proxied('localhost', short))).toEqual(['says Strict-Transport-Security: max-age=31535999', 'sets no cookie at sign-out: is this program behind it?'])
    const unaware = await behindHttps({ isApart: false, https: false })
    expect(wrong(await checkHttps({ ...unaware, ca, plainPort }))).toEqual(['does not say Strict-Transport-Security', 'its cookie ydt.session_token is not __Host- and Secure'])
  })

  test('of plain HTTP that answers by itself, leads elsewhere, or sets a cookie', async () => {
    const { publicUrl, staffUrl } = await behindHttps({ isApart: false })
    const said = async (answer: RequestListener) => wrong(await checkHttps({ publicUrl, staffUrl, ca, plainPort: await portOf(createPlain(answer)) }))
    expect(await said((_, reply) => { reply.end('hello') })).toEqual(['http://localhost/ is answered with 200 instead of being led to https', 'http://localhost/healthz is answered with 200 instead of being led to https'])
    for (const location of ['http://localhost/', 'https://elsewhere.example/', '/healthz', '']) expect((await said((_, reply) => { reply.writeHead(302, { location }).end() }))[0], location).toContain('answered with 302')
    expect(await said((request, reply) => { reply.writeHead(request.url === '/' ? 301 : 404, { location: 'https://localhost/' }).end() })).toEqual(['http://localhost/healthz is answered with 404 instead of being led to https'])
    expect((await said((_, reply) => { reply.writeHead(301, { 'location': 'https://localhost/', 'set-cookie': 'a=b' }).end() }))[0]).toBe('http://localhost/ sets a cookie')
  })

  test('of a proxy that does not pass the host on, so that the two sides are not apart', async () => {
    const { publicUrl, staffUrl } = await behindHttps({ isApart: true })
    const { port } = new URL(publicUrl)
    const mixed = await proxied('127.0.0.1', (request, reply) => {
      request.headers.host = `localhost:${port}`
      void apps.at(-1)!.server.emit('request', request, reply)
    })
    const found = wrong(await checkHttps({ publicUrl, staffUrl: staffUrl.replace(/\d+$/u, String(mixed)), ca, plainPort }))
    expect(found).toEqual(['sets no cookie at sign-out: is this program behind it?', 'it is not so that the console is there and residents’ pages are not'])
  })

  test('of an address at which nobody is, or that has no https', async () => {
    const closed = createSocket()
    const port = await portOf(closed)
    await new Promise(resolve => { closed.close(resolve) })
    expect(await ask(port)).toEqual(['nobody takes TLS 1.2 or 1.3 here'])
    expect(wrong(await checkHttps({ publicUrl: 'http://localhost:1', staffUrl: 'http://localhost:1' }))).toEqual(['does not begin with https://'])
  })
})

test('the command prints a line for each and ends with 1 where any is not right', async () => {
  const child = spawn('node', ['src/cli/main.ts', 'check-https'], { env: { ...process.env, PUBLIC_URL: 'https://localhost:1' }, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString() })
  expect(await new Promise(resolve => { child.once('exit', resolve) })).toBe(1)
  expect(said).toBe('NOT  https://localhost:1  nobody takes TLS 1.2 or 1.3 here\n')
})
