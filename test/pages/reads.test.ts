import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shortCodeOf } from '#rules/divisions/short-code.ts'
import { openAllowances } from '#platform/allowances.ts'
import { say } from '#test/api/talking.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { stagesOf } from '#test/projects/telling.ts'
import { openWorld, type World } from '#test/world.ts'
import { type Browser, openBrowser, publish } from './visiting.ts'

const most = 3
let world: World
let browser: Browser
let books: string
let project: string
beforeAll(async () => {
  world = await openWorld({ readsPerSource: most })
  browser = await openBrowser(world)
  books = await publish(world, monthOfBooks(world.village))
  const plan = await publish(world, stagesOf(world.village, '').plan)
  project = /href="\/p\/([0-9a-f-]{36})"/u.exec((await browser.get(`/d/${plan}`)).text)![1]!
})
afterAll(() => world.close())

/** One request from an address. */
async function from(remoteAddress: string, url: string, headers: Record<string, string> = {}) {
  return (await world.app()).inject({ url, remoteAddress, headers })
}

let networks = 0
/** An address of a network that has read nothing yet. */
const newcomer = () => `198.51.${networks++}.7`

/** An address of a network that has read all it may. */
async function wornOut(): Promise<string> {
  const address = newcomer()
  for (let n = 0; n < most; n++) expect((await from(address, `/v/${world.village}/d?q=a`)).statusCode).toBe(200)
  expect((await from(address, `/v/${world.village}/d?q=a`)).statusCode).toBe(429)
  return address
}

describe('what is made anew for each who asks', () => {
  test('is given as often as a source may have it, then not; another source is not concerned, and after a while it is given again', async () => {
    const search = `/v/${world.village}/d?q=${encodeURIComponent('补贴')}`
    const [one, neighbour, other] = ['203.0.113.5', '203.0.113.200', '203.0.114.5']
    for (let n = 0; n < most; n++) expect((await from(one, search)).statusCode, String(n)).toBe(200)
    const refused = await from(one, search)
    expect([refused.statusCode, refused.headers['retry-after'], refused.headers['cache-control']]).toEqual([429, '60', 'no-store'])
    expect(refused.body).toContain('查得太密了')
    expect((await from(one, search, { 'accept-language': 'en' })).body).toContain('Please try again in 60 seconds')
    expect((await from(neighbour, search)).statusCode, 'the same network').toBe(429)
    expect((await from(other, search)).statusCode, 'another network').toBe(200)
    world.setClock('2026-09-21', 10)
    expect((await from(one, search)).statusCode, 'an hour later').toBe(200)
    world.setClock('2026-09-21', 9)
  })

  test('is every search, every download and every list that is not kept', async () => {
    const village = world.village
    const attachment = `/a/${books}/1/1`
    const addresses = [
      `/?q=${encodeURIComponent('石桥')}`, `/v/${village}/d?q=a`, `/v/${village}/qa?q=a`, `/d/${randomUUID()}`, `/d/${books}.csv`, `/d/${books}.json`, `/d/${books}.json?v=1`, attachment,
      `/open/v/${village}`, `/open/v/${village}.jsonld`, `/open/v/${village}.json`, `/open/v/${village}.csv?item=income-expense-detail`, `/open/v/${village}-answers.csv`, `/open/v/${village}-answers.json`,
      `/open/ocds/${village}.json`, `/p/${project}/ocds.json`,
    ]
    for (const address of addresses) {
      const source = newcomer()
      for (let n = 0; n < most; n++) expect((await from(source, address)).statusCode, address).not.toBe(429)
      expect((await from(source, address)).statusCode, address).toBe(429)
    }
    const source = newcomer()
    const lists = await Promise.all(['category=three-assets', 'period=2026-03', 'item=income-expense-detail', 'period=2026-04'].map(question => from(source, `/v/${village}/d?${question}`)))
    expect(lists.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 200, 200, 429])
  })
})

describe('a source that has read all it may', () => {
  test('still reads what codes and posters lead to, and lists that somebody else has asked for', async () => {
    const source = await wornOut()
    const { village } = world
    for (const address of ['/', '/help', `/v/${village}`, `/v/${village}/d`, `/v/${village}/duties`, `/v/${village}/changes`, `/v/${village}/changes?lang=en`, `/v/${village}/board`, `/v/${village}/poster`, `/v/${village}/qa`, `/v/${village}/feed.atom`, `/v/${village}/feed.rss`, `/v/${village}/projects`, `/d/${books}`, `/p/${project}`, '/open/', '/sitemap.xml', '/robots.txt', '/track', `/q/${shortCodeOf(village)}.svg`, `/complain?v=${village}`]) {
      expect((await from(source, address)).statusCode, address).toBe(200)
    }
    expect((await from(source, `/q/${shortCodeOf(village)}`)).statusCode).toBe(302)
    const list = `/v/${village}/d?category=three-assets&page=1`
    expect((await from(await wornOut(), `${list}&period=2026-03`)).statusCode).toBe(429)
    expect((await from(newcomer(), `${list}&period=2026-03`)).statusCode).toBe(200)
    expect((await from(source, `${list}&period=2026-03`)).statusCode, 'kept since').toBe(200)
  })

  test('is answered from the kept pages, which count for nobody', async () => {
    const page = `/v/${world.village}`
    for (let n = 0; n < 20 * most; n++) expect((await browser.get(page)).status).toBe(200)
    expect((await browser.get(`${page}/d?q=a`)).status, 'the first search').toBe(200)
    for (let n = 1; n < most; n++) await browser.get(`${page}/d?q=a`)
    expect((await browser.get(`${page}/d?q=a`)).status).toBe(429)
    expect((await browser.get(page)).status).toBe(200)
  })

  test('still complains, by the page and by another program, and follows its complaint', async () => {
    const source = await wornOut()
    const app = await world.app()
    const filed = await app.inject({ method: 'POST', url: '/api/v1/complaints', remoteAddress: source, headers: { 'idempotency-key': randomUUID() }, payload: { villageCode: world.village, statement: '路灯一直不亮，请说明。' } })
    expect(filed.statusCode).toBe(201)
    const { receiptCode } = filed.json<{ receiptCode: string }>()
    expect((await app.inject({ method: 'POST', url: '/api/v1/complaints/track', remoteAddress: source, payload: { code: receiptCode } })).statusCode).toBe(200)
    const form = new URLSearchParams({ village: String(world.village), statement: '路灯一直不亮，请说明。', key: randomUUID() }).toString()
    const posted = await app.inject({ method: 'POST', url: '/complain', remoteAddress: source, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: form })
    expect(posted.statusCode).toBeLessThan(429)
  })
})

test('reading writes nothing: what was read is remembered by this process alone', async () => {
  await wornOut()
  const { rows } = await world.owner.pool.query<{ kind: string }>('select distinct kind from spent_allowance')
  expect(rows.map(({ kind }) => kind)).not.toContain('reads')
  const told: string[] = []
  const allowances = openAllowances({ reads: { burst: 1, perHour: 1 } }, { known: [{ kind: 'reads', source: 'a', spent: 1, at: 0 }], keep: kind => void told.push(kind) })
  expect([allowances.reads.take('a', 0), allowances.reads.take('a', 0), allowances.exports.take('a', 0), told]).toEqual([undefined, expect.any(Number), undefined, []])
})

test('a village behind one address reads on the day a list is published, and a machine gets five a second', () => {
  const { reads } = openAllowances()
  for (let n = 0; n < 12_000; n++) expect(reads.take('village', 0)).toBeUndefined()
  expect(reads.take('village', 0)).toBe(1)
  const got = Array.from({ length: 60 }, (_, second) => Array.from({ length: 100 }, () => reads.take('village', (second + 1) * 1000) === undefined).filter(Boolean).length)
  expect(got.reduce((sum, of) => sum + of, 0)).toBe(300)
})

describe('an officer', () => {
  test('takes out a thousand files within an hour, and then waits; lists go on, and nobody else waits', async () => {
    const officer = await world.officer(world.officerId.leader)
    const file = '/api/v1/coverage.csv?year=2026&quarter=3'
    for (let n = 0; n < 999; n++) world.context.allowances.exports.take(officer.id, world.context.clock.now())
    expect((await say(world, 'leader', 'GET', file)).status).toBe(200)
    const refused = await say(world, 'leader', 'GET', file)
    expect([refused.status, refused.body.code, Number(refused.headers['retry-after'])]).toEqual([429, 'slow-down', 4])
    expect((await say(world, 'leader', 'GET', '/api/v1/coverage?year=2026&quarter=3')).status).toBe(200)
    expect((await say(world, 'supervisor', 'GET', file)).status).toBe(200)
    world.setClock('2026-09-21', 10)
    expect((await say(world, 'leader', 'GET', file)).status).toBe(200)
  })

  test('who is refused a file of the audit stands in the audit', async () => {
    const { rows: [administrator] } = await world.owner.pool.query<{ id: string }>(`select id from officer where role = 'audit-admin'`)
    for (let n = 0; n < 1000; n++) world.context.allowances.exports.take(administrator!.id, world.context.clock.now())
    expect((await say(world, 'audit-admin', 'GET', '/api/v1/audit.csv?act=moveCase')).status).toBe(429)
    const { rows } = await world.owner.pool.query<{ outcome: string }>(`select outcome from audit.entry where act = 'getAuditCsv'`)
    expect(rows).toEqual([{ outcome: 'slow-down' }])
  })
})
