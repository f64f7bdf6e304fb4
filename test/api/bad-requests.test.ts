import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { form, say } from './talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const someId = '0198c0de-0000-4000-8000-000000000001'
const json = { 'content-type': 'application/json' }
const moves = `/api/v1/cases/${someId}/moves`

describe('a bad body', () => {
  test.each([
    ['that stops in the middle', '{"action": "accept"'],
    ['that is empty', ''],
    ['that would change prototypes', '{"__proto__": {"isAdmin": true}, "action": "accept", "asOf": 1}'],
    ['that would change constructors', '{"constructor": {"prototype": {"isAdmin": true}}, "action": "accept", "asOf": 1}'],
  ])('%s is a 400 problem', async (_, payload) => {
    expect(await say(world, 'triage', 'POST', moves, { payload, headers: json })).toMatchObject({ status: 400, body: { status: 400, code: 'malformed-body' } })
  })

  test('of another type is a 415 problem', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data; boundary=x']) {
      expect(await say(world, 'triage', 'POST', moves, { payload: 'action=accept', headers: { 'content-type': type } })).toMatchObject({ status: 415, body: { code: 'wrong-media-type' } })
    }
    expect(await say(world, 'clerk', 'POST', '/api/v1/imports', { body: {} })).toMatchObject({ status: 415, body: { code: 'wrong-media-type' } })
  })

  test('that is too large is a 413 problem', async () => {
    const payload = JSON.stringify({ action: 'accept', asOf: 1, note: 'x'.repeat(2_000_000) })
    expect(await say(world, 'triage', 'POST', moves, { payload, headers: json })).toMatchObject({ status: 413, body: { code: 'too-large' } })
  })

  test('of the wrong shape is a 422 problem that names every mistake with its place', async () => {
    const body = { action: 'close', asOf: '1', extra: true, details: { days: 1.5 } }
    const said = await say(world, 'triage', 'POST', moves, { body })
    expect(said).toMatchObject({ status: 422, body: { code: 'bad-request', detail: expect.stringContaining('named') } })
    expect(said.body.problems.map((problem: { field: string; code: string }) => [problem.field, problem.code]).sort()).toEqual([
      ['action', 'not-one-of'], ['asOf', 'wrong-type'], ['details.days', 'wrong-type'], ['extra', 'unknown'],
    ])
  })

  test('names fields and rows of a record by their places', async () => {
    const body = { villageCode: world.village, item: 'x!', period: '2026-08', title: '', fields: { income: 5 }, rows: [{}, { summary: 7 }] }
    const said = await say(world, 'clerk', 'POST', '/api/v1/drafts', { body })
    expect(said.status).toBe(422)
    expect(said.body.problems).toEqual(expect.arrayContaining([
      expect.objectContaining({ place: 'field', field: 'income', code: 'wrong-type' }),
      expect.objectContaining({ place: 'row', row: 2, field: 'summary', code: 'wrong-type' }),
      expect.objectContaining({ place: 'body', field: 'title', code: 'too-short' }),
      expect.objectContaining({ place: 'body', field: 'item', code: 'wrong-form' }),
    ]))
  })

  test('with characters that no database keeps is a 422 problem', async () => {
    const draft = (more: object) => say(world, 'clerk', 'POST', '/api/v1/drafts', { body: { villageCode: world.village, item: 'income-expense-detail', period: '2026-08', title: '测试', fields: {}, rows: [], ...more } })
    expect(await draft({ title: 'a\0b' })).toMatchObject({ status: 422, body: { problems: [{ field: 'title', code: 'unreadable' }] } })
    expect(await draft({ rows: [{}, { summary: 'half \ud83d' }] })).toMatchObject({ status: 422, body: { problems: [{ place: 'row', row: 2, field: 'summary', code: 'unreadable' }] } })
    expect((await draft({ fields: { 'a\0': 'x' } })).status).toBe(422)
  })

  test('is told in the language that was asked for', async () => {
    const said = await say(world, 'triage', 'POST', moves, { body: { asOf: 1 }, headers: { 'accept-language': 'zh-CN' } })
    expect(said).toMatchObject({ status: 422, body: { problems: [{ field: 'action', message: '缺少“action”。' }] } })
    expect(said.headers['content-language']).toBe('zh-CN')
  })
})

describe('a bad address', () => {
  test.each(['/api/v1/cases/not-an-id', '/api/v1/cases?queue=nonsense', '/api/v1/cases?queue=to-accept&page=0', '/api/v1/cases?queue=to-accept&page=x', '/api/v1/cases?queue=to-accept&x=1',
    '/api/v1/cases?queue=to-accept&village=12', `/api/v1/cases/${someId}/photos/0`])('%s is a 400 problem', async url => {
    expect(await say(world, 'triage', 'GET', url)).toMatchObject({ status: 400, body: { code: 'bad-request' } })
  })

  test('that does not exist is a 404 problem, signed in or not', async () => {
    for (const url of ['/api/v1/nothing', '/api/nothing', '/api/v1/cases/1/2/3/4', '/api']) {
      expect(await say(world, undefined, 'GET', url)).toMatchObject({ status: 404, body: { code: 'no-such-route' } })
    }
    expect(await say(world, 'triage', 'DELETE', `/api/v1/cases/${someId}`)).toMatchObject({ status: 404, body: { code: 'no-such-route' } })
  })

  test('with words to look for is refused with a sentence: an address is kept in histories and in the logs of proxies', async () => {
    for (const [as, list] of [['triage', 'cases?queue=all&q'], ['clerk', 'drafts?queue=mine&q'], ['clerk', 'disclosures?q'], ['system-admin', 'accounts?q'], ['audit-admin', 'audit?who'], ['audit-admin', 'audit.csv?who']] as const) {
      const said = await say(world, as, 'GET', `/api/v1/${list}=${encodeURIComponent('张三')}`)
      expect(said, list).toMatchObject({ status: 400, body: { code: 'bad-request', problems: [{ code: 'unknown', field: list.split(/[?&]/).at(-1), message: expect.stringContaining('please remove it') }] } })
      expect(said.raw.toString()).not.toContain('张三')
    }
  })

  test('whose search has odd characters finds nothing and breaks nothing', async () => {
    for (const q of ['%', '_', "'", '\\', '"; drop table case_file; --', '村'.repeat(100), '\u0000']) {
      const said = await say(world, 'triage', 'POST', '/api/v1/cases/search', { body: { queue: 'all', q } })
      expect([200, 422]).toContain(said.status)
    }
  })
})

describe('an act', () => {
  test('without its key is a 400 problem, and so is one with a key that is too short', async () => {
    const { cookie, origin } = await world.signInAs('triage')
    const reply = await (await world.app()).inject({ method: 'POST', url: moves, headers: { cookie, origin, 'content-type': 'application/json', 'accept-language': 'en' }, payload: '{"action":"accept","asOf":1}' })
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'key-missing'])
    expect(await say(world, 'triage', 'POST', moves, { body: { action: 'accept', asOf: 1 }, key: 'short' })).toMatchObject({ status: 400, body: { code: 'bad-key' } })
    expect(await say(world, 'triage', 'POST', moves, { body: { action: 'accept', asOf: 1 }, key: 'with spaces in it, and long' })).toMatchObject({ status: 400, body: { code: 'bad-key' } })
  })
})

describe('a form', () => {
  const upload = (payload: Buffer | string, headers: Record<string, string>) => say(world, 'clerk', 'POST', '/api/v1/imports', { payload, headers })

  test('that stops in the middle is a 400 problem', async () => {
    const { payload, headers } = form({ item: 'income-expense-detail', villageCode: String(world.village) }, { name: 'a.csv', bytes: Buffer.from('a,b\n1,2\n') })
    expect(await upload(payload.subarray(0, payload.length - 30), headers)).toMatchObject({ status: 400, body: { code: 'broken-form' } })
    expect((await upload(payload, { 'content-type': 'multipart/form-data' })).status).toBeLessThan(500)
    expect((await upload('nonsense', headers)).status).toBeLessThan(500)
  })

  test('with too large a file is a 413 problem', async () => {
    const { payload, headers } = form({ item: 'income-expense-detail', villageCode: String(world.village) }, { name: 'a.csv', bytes: Buffer.alloc(20_500_000, 'a') })
    expect(await upload(payload, headers)).toMatchObject({ status: 413, body: { code: 'too-large' } })
  })

  test('without its parts is a 422 problem', async () => {
    const without = form({ item: 'income-expense-detail', villageCode: String(world.village) })
    expect(await upload(without.payload, without.headers)).toMatchObject({ status: 422, body: { code: 'file-missing' } })
    const nowhere = form({ item: 'income-expense-detail' }, { name: 'a.csv', bytes: Buffer.from('x') })
    expect(await upload(nowhere.payload, nowhere.headers)).toMatchObject({ status: 422, body: { code: 'unknown-village' } })
  })
})

test('a fault of ours is a 500 problem that says nothing of itself', async () => {
  const { db } = world.context
  const written: string[] = []
  const write = process.stderr.write
  process.stderr.write = ((text: string) => { written.push(text); return true }) as typeof process.stderr.write
  const broken = Object.assign(world.context, { db: new Proxy(db, { get: (of, key) => key === 'selectFrom' || key === 'getExecutor' ? () => { throw new Error('secret: 张三 13800000000') } : Reflect.get(of, key) }) })
  try {
    const said = await say(world, undefined, 'POST', '/api/v1/complaints/track', { body: { code: '12345678901234567890' } })
    expect(said).toMatchObject({ status: 500, body: { code: 'fault', status: 500 } })
    expect(said.raw.toString()).not.toMatch(/secret|张三|at .*\.ts/)
    expect(JSON.parse(written.join(''))).toMatchObject({ level: 'error', what: 'fault under /api', kind: 'Error' })
    expect(written.join('')).not.toMatch(/secret|张三/)
  } finally {
    Object.assign(broken, { db })
    process.stderr.write = write
  }
})

test('a number of twelve digits that is no place is not found, and neither is a place that has no list', async () => {
  for (const village of [110_000_000_001, 340_522_000_001, 340_500_000_000]) expect(await say(world, 'handler', 'GET', `/api/v1/items?village=${village}`), String(village)).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect((await say(world, 'handler', 'GET', `/api/v1/items?village=${world.village}`)).status).toBe(200)
  for (const place of [340_522_000_001, 340_522_999_000, 340_500_000_000]) expect(await say(world, 'triage', 'GET', `/api/v1/organisation?place=${place}`), String(place)).toMatchObject({ status: 404, body: { code: 'not-found' } })
})
