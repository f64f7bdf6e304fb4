import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { staffRoutes } from '#api/contract/routes.ts'
import { say } from './talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld(); await world.postCommittee() })
afterAll(() => world.close())

const someId = '0198c0de-0000-4000-8000-000000000001'
const addressOf = (url: string) => url.replace(':id', someId).replace(':n', '1').replace(':item', 'income-expense-detail')
const closedRoutes = staffRoutes.filter(route => !('isPublic' in route && route.isPublic))

test.each(closedRoutes.map(route => [route.method, route.url]))('%s %s demands sign-in before anything else', async (method, url) => {
  const said = await say(world, undefined, method, addressOf(url))
  expect(said).toMatchObject({ status: 401, body: { code: 'sign-in', status: 401, detail: 'Please sign in.' } })
  expect(said.headers['content-type']).toContain('application/problem+json')
})

const roles = ['clerk', 'committee', 'reviewer', 'triage', 'supervisor', 'handler', 'leader'] as const satisfies readonly OfficerRole[]

// Status by role, in the order above. 404 and 422 mean that the role came as far as the thing itself.
const table: [string, string, unknown, readonly number[]][] = [
  ['GET', '/api/v1/me', undefined, [200, 200, 200, 200, 200, 200, 200]],
  ['GET', '/api/v1/desk', undefined, [200, 200, 200, 200, 200, 200, 200]],
  ['GET', '/api/v1/items', undefined, [200, 200, 200, 200, 200, 200, 200]],
  ['GET', '/api/v1/schemas/income-expense-detail', undefined, [200, 200, 200, 200, 200, 200, 200]],
  ['GET', '/api/v1/schemas/no-such-item', undefined, [404, 404, 404, 404, 404, 404, 404]],
  ['GET', '/api/v1/villages', undefined, [200, 200, 200, 200, 200, 200, 200]],
  ['GET', '/api/v1/units', undefined, [200, 200, 200, 200, 200, 200, 200]],
  ['GET', '/api/v1/cases?queue=to-accept', undefined, [403, 403, 403, 200, 403, 403, 403]],
  ['GET', '/api/v1/cases?queue=reviews', undefined, [403, 403, 403, 403, 200, 403, 403]],
  ['GET', '/api/v1/cases?queue=to-sign', undefined, [403, 403, 403, 403, 403, 200, 403]],
  ['GET', '/api/v1/cases?queue=overdue', undefined, [403, 403, 403, 403, 403, 403, 200]],
  ['GET', '/api/v1/cases?queue=all', undefined, [403, 403, 403, 200, 200, 403, 200]],
  ['GET', `/api/v1/cases/${someId}`, undefined, [404, 404, 404, 404, 404, 404, 404]],
  ['GET', `/api/v1/cases/${someId}/photos/1`, undefined, [404, 404, 404, 404, 404, 404, 404]],
  ['POST', `/api/v1/cases/${someId}/moves`, { action: 'accept', asOf: 1 }, [404, 404, 404, 404, 404, 404, 404]],
  ['POST', '/api/v1/intake', { channel: 'letter', villageCode: 340_522_100_200, statement: '路灯坏了没有人修。' }, [403, 403, 403, 422, 403, 403, 403]],
  ['POST', '/api/v1/intake/alike', { villageCode: 340_522_100_200, statement: '路灯坏了没有人修。' }, [403, 403, 403, 200, 403, 403, 403]],
  ['GET', `/api/v1/cases/${someId}/alike`, undefined, [404, 404, 404, 404, 404, 404, 404]],
  ['POST', `/api/v1/cases/${someId}/verdicts`, { otherId: '0198c0de-0000-4000-8000-000000000002', verdict: 'different' }, [404, 404, 404, 404, 404, 404, 404]],
  ['GET', `/api/v1/cases/${someId}/intake`, undefined, [404, 404, 404, 404, 404, 404, 404]],
  ['GET', `/api/v1/cases/${someId}/scans/1`, undefined, [404, 404, 404, 404, 404, 404, 404]],
  ['GET', '/api/v1/case-rules', undefined, [403, 403, 403, 200, 200, 200, 200]],
  ['POST', `/api/v1/case-rules/proposals/${someId}/decision`, { outcome: 'passed', note: '' }, [403, 403, 403, 404, 403, 403, 403]],
  ['GET', '/api/v1/organisation', undefined, [403, 403, 403, 200, 403, 403, 200]],
  ['POST', '/api/v1/organisation/heads', { unitId: someId, officerId: someId, validFrom: '2026-01-01' }, [422, 422, 422, 422, 422, 422, 422]],
  ['POST', `/api/v1/organisation/heads/${someId}/end`, { validTo: '2026-01-01', reason: '任期届满。' }, [404, 404, 404, 404, 404, 404, 404]],
  ['POST', '/api/v1/organisation/edges', { unitId: someId, aboveId: someId, kind: 'parent' }, [422, 422, 422, 422, 422, 422, 422]],
  ['POST', `/api/v1/organisation/edges/${someId}/end`, { reason: '机构撤销。' }, [404, 404, 404, 404, 404, 404, 404]],
  ['GET', '/api/v1/supervision/letters', undefined, [403, 403, 403, 200, 200, 403, 200]],
  ['GET', '/api/v1/supervision/letters.csv?year=2026', undefined, [403, 403, 403, 200, 200, 403, 200]],
  ['POST', '/api/v1/case-rules/changes', { validFrom: '2020-01-01', limits: [] }, [403, 403, 403, 422, 403, 403, 403]],
  ['GET', '/api/v1/drafts?queue=mine', undefined, [200, 403, 403, 403, 403, 403, 403]],
  ['GET', '/api/v1/drafts?queue=to-review', undefined, [403, 403, 200, 403, 403, 403, 403]],
  ['GET', `/api/v1/drafts/${someId}`, undefined, [404, 404, 404, 404, 404, 404, 404]],
  ['PUT', `/api/v1/drafts/${someId}`, { asOf: 1, period: '2026-08', title: 'x', fields: {}, rows: [] }, [404, 404, 404, 404, 404, 404, 404]],
  ['POST', `/api/v1/drafts/${someId}/moves`, { action: 'submit', asOf: 1 }, [404, 404, 404, 404, 404, 404, 404]],
  ['DELETE', `/api/v1/drafts/${someId}/attachments/1`, undefined, [404, 404, 404, 404, 404, 404, 404]],
  ['GET', `/api/v1/drafts/${someId}/attachments/1`, undefined, [404, 404, 404, 404, 404, 404, 404]],
  ['POST', '/api/v1/drafts', 'own draft', [422, 403, 403, 403, 403, 403, 403]],
  ['POST', '/api/v1/drafts/check', 'own draft', [422, 422, 422, 403, 403, 403, 403]],
  ['GET', '/api/v1/disclosures', undefined, [200, 200, 200, 200, 200, 200, 200]],
  ['POST', `/api/v1/disclosures/${someId}/corrections`, { reason: '金额写错了' }, [404, 404, 404, 404, 404, 404, 404]],
  ['GET', '/api/v1/overview', undefined, [403, 403, 403, 403, 403, 403, 200]],
  ['GET', '/api/v1/drafts?queue=at-committee', undefined, [403, 200, 403, 403, 403, 403, 403]],
  ['GET', '/api/v1/duties', undefined, [200, 200, 404, 404, 404, 404, 404]],
  ['GET', '/api/v1/duties?village=340522100200', undefined, [200, 200, 200, 404, 404, 404, 404]],
  ['GET', '/api/v1/nil-declarations', undefined, [200, 200, 200, 200, 200, 200, 200]],
  ['POST', '/api/v1/nil-declarations', { villageCode: 340_522_100_200, item: 'contract-ledger', period: '2026-Q1' }, [422, 403, 403, 403, 403, 403, 403]],
  ['POST', `/api/v1/nil-declarations/${someId}/moves`, { action: 'approve' }, [404, 404, 404, 404, 404, 404, 404]],
  ['GET', '/api/v1/coverage?year=2026', undefined, [403, 403, 200, 200, 200, 403, 200]],
  ['GET', '/api/v1/coverage.csv?year=2026&quarter=3', undefined, [403, 403, 200, 200, 200, 403, 200]],
  ['POST', '/api/v1/past-years', { year: 2020 }, [403, 403, 409, 403, 403, 403, 403]],
  ['POST', `/api/v1/notices/${someId}/read`, {}, [404, 404, 404, 404, 404, 404, 404]],
  ['POST', '/api/v1/review-batches', { draftIds: [someId] }, [403, 403, 409, 403, 403, 403, 403]],
  ['GET', `/api/v1/review-batches/${someId}`, undefined, [404, 404, 404, 404, 404, 404, 404]],
  ['POST', `/api/v1/review-batches/${someId}/confirmations`, { draftId: someId, asOf: 1 }, [404, 404, 404, 404, 404, 404, 404]],
  ['POST', `/api/v1/review-batches/${someId}/approvals`, {}, [404, 404, 404, 404, 404, 404, 404]],
  ['GET', '/api/v1/withdrawals', undefined, [200, 200, 200, 200, 200, 200, 200]],
  ['POST', `/api/v1/disclosures/${someId}/withdrawals`, { action: 'ask', note: '公开时选错了事项' }, [404, 404, 404, 404, 404, 404, 404]],
  ['POST', `/api/v1/drafts/${someId}/waivers`, { fingerprint: 'f'.repeat(64), reason: '该处为村部地址，依法公开。' }, [404, 404, 404, 404, 404, 404, 404]],
  ['POST', `/api/v1/drafts/${someId}/waivers`, { fingerprint: 'not a fingerprint', reason: '' }, [422, 422, 422, 422, 422, 422, 422]],
  ['POST', `/api/v1/disclosures/${someId}/takedown`, { reason: 'other', note: '先撤下再核对。' }, [404, 404, 404, 404, 404, 404, 404]],
  ['POST', `/api/v1/disclosures/${someId}/takedown`, { reason: 'because', note: '' }, [422, 422, 422, 422, 422, 422, 422]],
  ['GET', '/api/v1/incidents', undefined, [403, 403, 200, 200, 403, 403, 403]],
  ['POST', `/api/v1/incidents/${someId}/confirmation`, { note: '' }, [404, 404, 404, 404, 404, 404, 404]],
]

test.each(table)('%s %s answers each role as its duty allows', async (method, url, given, expected) => {
  const body = given === 'own draft' ? { villageCode: world.village, item: 'no-such-item', period: '2026-08', title: '测试', fields: {}, rows: [] } : given
  const answers = []
  for (const role of roles) answers.push((await say(world, role, method, url, { body })).status)
  expect(answers).toEqual(expected)
})

describe('a request from elsewhere', () => {
  const act = (headers: Record<string, string>) => say(world, 'triage', 'POST', `/api/v1/cases/${someId}/moves`, { body: { action: 'accept', asOf: 1 }, headers })

  test('is refused when its origin is another site, and carried out from here or from the host itself', async () => {
    expect(await act({ origin: 'https://evil.example' })).toMatchObject({ status: 403, body: { code: 'foreign-origin' } })
    expect(await act({ 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403, body: { code: 'foreign-origin' } })
    expect(await act({ 'sec-fetch-site': 'same-site', 'origin': 'http://localhost' })).toMatchObject({ status: 403 })
    expect((await act({ origin: 'null' })).status).toBe(403)
    expect((await act({ origin: 'http://localhost' })).status).toBe(404)
    expect((await act({ 'origin': 'http://village.example:8080', 'host': 'village.example:8080' })).status).toBe(404)
    expect((await act({ 'origin': 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(404)
  })

  test('with a session but without any word of where it comes from is refused', async () => {
    const { cookie } = await world.signInAs('triage')
    const said = await say(world, undefined, 'POST', `/api/v1/cases/${someId}/moves`, { body: { action: 'accept', asOf: 1 }, headers: { cookie } })
    expect(said).toMatchObject({ status: 403, body: { code: 'foreign-origin' } })
  })
})

test('an account whose post has ended is told so', async () => {
  await world.owner.pool.query('update officer set active_to = $1 where id = $2', ['2026-09-01', world.officerId.supervisor('agriculture')])
  expect(await say(world, 'supervisor', 'GET', '/api/v1/me')).toMatchObject({ status: 403, body: { code: 'no-post' } })
  await world.owner.pool.query('update officer set active_to = null where id = $1', [world.officerId.supervisor('agriculture')])
})

describe('signing in', () => {
  const account = { username: 'clerk', password: 'yidiantong-demo' }

  test('gives a cookie that opens the desk, and signing out closes it', async () => {
    const said = await say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: account, headers: { origin: 'http://localhost' } })
    expect(said.status).toBe(200)
    const cookie = [said.headers['set-cookie']].flat().map(text => String(text).split(';')[0]).join('; ')
    expect(String(said.headers['set-cookie'])).toMatch(/HttpOnly/i)
    expect((await say(world, undefined, 'GET', '/api/v1/me', { headers: { cookie } })).status).toBe(200)
    expect((await say(world, undefined, 'POST', '/api/auth/sign-out', { headers: { cookie, origin: 'http://localhost' } })).status).toBe(200)
    expect((await say(world, undefined, 'GET', '/api/v1/me', { headers: { cookie } })).status).toBe(401)
  })

  test('works from the address in the bar, whatever the public one is', async () => {
    const said = await say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: account, headers: { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' } })
    expect(said.status).toBe(200)
  })

  test('with a wrong password or an unknown name says the same', async () => {
    const wrong = await say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: { ...account, password: 'wrong-password' } })
    const unknown = await say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: { username: 'nobody', password: 'wrong-password' } })
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } })
    expect(unknown.body).toEqual(wrong.body)
  })

  test('from a page of another site is refused', async () => {
    expect((await say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: account, headers: { origin: 'https://evil.example' } })).status).toBe(403)
  })

  test.each(['sign-up/email', 'update-user', 'is-username-available', 'two-factor/enable', 'get-session', 'change-password', 'no-such'])('does not open the door %s', async door => {
    expect(await say(world, undefined, 'POST', `/api/auth/${door}`, { body: {} })).toMatchObject({ status: 404, body: { code: 'no-such-route' } })
  })
})

test('the document of the API is served', async () => {
  expect(await say(world, undefined, 'GET', '/api/openapi.json')).toMatchObject({ status: 200, body: { openapi: '3.1.0' } })
})

test('the sign-in page knows whether this is a demonstration', async () => {
  expect(await say(world, undefined, 'GET', '/api/v1/sign-in')).toMatchObject({ status: 200, body: { demonstration: true, accounts: [] } })
})
