import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { say } from './talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const create = (period: string, more: object = {}, key?: string) => say(world, 'clerk', 'POST', '/api/v1/drafts', { body: monthOfBooks(world.village, period, more), ...(key && { key }) })
const move = (role: 'clerk' | 'reviewer', id: string, body: object, key?: string) => say(world, role, 'POST', `/api/v1/drafts/${id}/moves`, { body, ...(key && { key }) })
const nobody = '34052219000101007X'

async function published(period: string): Promise<{ draftId: string; disclosureId: string }> {
  const { body } = await create(period)
  await move('clerk', body.id, { action: 'submit', asOf: 1 })
  const approved = await move('reviewer', body.id, { action: 'approve', asOf: 2 })
  if (approved.status !== 200) throw new Error(JSON.stringify(approved.body))
  return { draftId: body.id, disclosureId: body.disclosureId }
}

describe('a draft', () => {
  test('is kept, saved, handed in, returned, handed in again and published', async () => {
    const created = await create('2026-01')
    expect(created).toMatchObject({ status: 201, body: { state: 'draft', baseVersion: 0, eventCount: 1, rowCount: 2, problems: [], allowed: ['edit', 'submit'], periodStart: '2026-01-01', periodEnd: '2026-01-31', townshipName: '环峰镇' } })
    const { id } = created.body
    const { title, fields, rows, period } = created.body
    expect(await say(world, 'clerk', 'PUT', `/api/v1/drafts/${id}`, { body: { asOf: 1, title: `${title}（修改）`, fields, rows, period } })).toMatchObject({ status: 200, body: { title: '1月财务收支明细（修改）', eventCount: 2 } })
    expect(await say(world, 'clerk', 'PUT', `/api/v1/drafts/${id}`, { body: { asOf: 1, title, fields, rows, period } })).toMatchObject({ status: 409, body: { code: 'stale', eventCount: 2 } })
    expect(await move('clerk', id, { action: 'submit', asOf: 2 })).toMatchObject({ status: 200, body: { state: 'submitted', allowed: [] } })
    expect(await say(world, 'reviewer', 'GET', `/api/v1/drafts/${id}`)).toMatchObject({ status: 200, body: { allowed: ['approve', 'schedule', 'return'] } })
    expect(await move('reviewer', id, { action: 'return', asOf: 3 })).toMatchObject({ status: 422, body: { code: 'reason-missing' } })
    expect(await move('reviewer', id, { action: 'return', asOf: 3, note: '请补充凭证编号。' })).toMatchObject({ status: 200, body: { state: 'returned', returnReason: '请补充凭证编号。' } })
    expect(await move('clerk', id, { action: 'submit', asOf: 4 })).toMatchObject({ status: 200 })
    const approved = await move('reviewer', id, { action: 'approve', asOf: 5 })
    expect(approved).toMatchObject({ status: 200, body: { state: 'approved', allowed: [] } })
    expect(approved.body.events.map((event: { action: string }) => event.action)).toEqual(['create', 'edit', 'submit', 'return', 'submit', 'approve'])
    expect(await create('2026-01')).toMatchObject({ status: 409, body: { code: 'already-published' } })
  })

  test('sent twice with one key is one draft', async () => {
    const key = randomUUID()
    const [first, second] = await Promise.all([create('2026-02', {}, key), create('2026-02', {}, key)])
    expect([first.status, second.status]).toEqual([201, 201])
    expect(first.body.id).toBe(second.body.id)
    expect(await create('2026-02')).toMatchObject({ status: 409, body: { code: 'already-drafted' } })
    expect(await create('2026-03', {}, key)).toMatchObject({ status: 422, body: { code: 'key-used-for-another' } })
  })

  test('with mistakes is kept all the same, and not taken over until they are put right', async () => {
    const created = await create('2026-03', { title: `三月 ${nobody}`, fields: { openingBalance: '一万' } })
    expect(created.status).toBe(201)
    const refused = await move('clerk', created.body.id, { action: 'submit', asOf: 1 })
    expect(refused).toMatchObject({ status: 422, body: { code: 'has-problems' } })
    for (const { problems } of [created.body, refused.body]) {
      expect(problems).toEqual(expect.arrayContaining([
        expect.objectContaining({ place: 'field', field: 'openingBalance', code: 'not-money', message: expect.stringContaining('Opening') }),
        expect.objectContaining({ place: 'body', field: 'title', code: 'personal-data' }),
      ]))
    }
    expect(JSON.stringify(refused.body)).not.toContain(nobody)
  })

  test('of thousands of rows comes whole, its problems counted and the first five hundred told', async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => ({ date: '2025-12-02', summary: `第${n}笔“"rows":[]”`, ...(n % 2 === 0 && { income: '一百' }) }))
    const created = await create('2025-12', { rows })
    expect(created.status).toBe(201)
    expect(created.body.rows).toEqual(rows)
    expect(created.body.problems).toHaveLength(500)
    expect(created.body.problemCount).toBeGreaterThanOrEqual(1_250)
    const { body } = await say(world, 'clerk', 'GET', `/api/v1/drafts/${created.body.id}`)
    expect(body).toEqual(created.body)
    const { body: lastThousand } = await say(world, 'clerk', 'PUT', `/api/v1/drafts/${body.id}`, { body: { asOf: 1, period: body.period, title: body.title, fields: body.fields, rows: rows.slice(0, 1_000) } })
    expect(lastThousand.rows).toEqual(rows.slice(0, 1_000))
  })

  test('of a period that cannot be is refused with the place of the mistake', async () => {
    expect(await create('2026-13')).toMatchObject({ status: 422, body: { code: 'has-problems', problems: [{ place: 'body', field: 'period', code: 'bad-period' }] } })
    expect(await create('2027-01')).toMatchObject({ status: 422, body: { problems: [{ code: 'future-period' }] } })
  })

  test('is nobody else’s to see', async () => {
    const { body } = await create('2026-04')
    for (const role of ['triage', 'handler', 'supervisor', 'leader'] as const) expect((await say(world, role, 'GET', `/api/v1/drafts/${body.id}`)).status).toBe(404)
    expect(await say(world, 'clerk', 'POST', '/api/v1/drafts', { body: monthOfBooks(world.otherVillage) })).toMatchObject({ status: 403, body: { code: 'out-of-reach' } })
  })

  test('approved twice with one key is published once, and the cached pages hear of it after it is committed', async () => {
    const { body } = await create('2026-05')
    await move('clerk', body.id, { action: 'submit', asOf: 1 })
    const heard: Promise<number>[] = []
    const count = async () => (await world.owner.pool.query('select 1 from pub.disclosure where id = $1', [body.disclosureId])).rowCount!
    world.context.published.onPublished(() => void heard.push(count()))
    const key = randomUUID()
    const approve = () => move('reviewer', body.id, { action: 'approve', asOf: 2 }, key)
    expect([(await approve()).status, (await approve()).status]).toEqual([200, 200])
    expect(await Promise.all(heard)).toEqual([1])
  })
})

describe('checking', () => {
  test('shows what residents would see, and stores nothing', async () => {
    const drafts = async () => (await world.owner.pool.query('select count(*)::int as n from disclosure_draft')).rows[0].n
    const before = await drafts()
    const checked = await say(world, 'clerk', 'POST', '/api/v1/drafts/check', { body: monthOfBooks(world.village, '2026-06') })
    expect(checked).toMatchObject({ status: 200, body: { problems: [], findings: [], totals: { rowCount: 2, sums: { income: '5000.00', expense: '1200.50' } }, publicView: { rowCount: 2 } } })
    expect(checked.body.publicView.rows[0]).toMatchObject({ income: '5000.00' })
    expect(JSON.stringify(checked.body.publicView)).not.toContain('张演示甲')
    expect(await drafts()).toBe(before)
    expect((await say(world, 'reviewer', 'POST', '/api/v1/drafts/check', { body: monthOfBooks(world.village, '2026-06') })).status).toBe(200)
  })

  test('names mistakes and personal numbers with their places', async () => {
    const body = monthOfBooks(world.village, '2026-06', { rows: [{ date: '2026-06-03', summary: `补 ${nobody}`, income: '5' }] })
    const { body: checked } = await say(world, 'clerk', 'POST', '/api/v1/drafts/check', { body })
    expect(checked.problems.map((problem: { code: string }) => problem.code)).toContain('balance-mismatch')
    expect(checked.findings).toEqual([expect.objectContaining({ place: 'row', row: 1, field: 'summary', code: 'personal-data' })])
  })
})

describe('a correction', () => {
  test('starts from the published values, unmasked, needs a reason, and there is only one at a time', async () => {
    const { disclosureId } = await published('2026-07')
    const correct = (reason: string) => say(world, 'clerk', 'POST', `/api/v1/disclosures/${disclosureId}/corrections`, { body: { reason } })
    const listed = async () => (await say(world, 'clerk', 'GET', '/api/v1/disclosures')).body.items.find((item: { id: string }) => item.id === disclosureId)
    expect(await listed()).toMatchObject({ mayCorrect: true, version: 1, rowCount: 2 })
    expect((await correct('改')).status).toBe(422)
    const [one, two] = await Promise.all([correct('电费金额写错了'), correct('电费金额写错了')])
    expect(new Set([one.status, two.status])).toEqual(new Set([201, 409]))
    const opened = one.status === 201 ? one : two
    expect(opened.body).toMatchObject({ baseVersion: 1, reason: '电费金额写错了', previous: { version: 1 }, disclosureId })
    expect(opened.body.rows[0].counterparty).toBe('张演示甲')
    expect(opened.body.previous.rows).toEqual(opened.body.rows)
    expect(await listed()).toMatchObject({ mayCorrect: false, openCorrectionId: opened.body.id })
    const triage = await say(world, 'triage', 'GET', '/api/v1/disclosures')
    expect(triage.body.items.find((item: { id: string }) => item.id === disclosureId)).not.toHaveProperty('openCorrectionId')
  })
})

test('lists of published records are narrowed and searched', async () => {
  const all = await say(world, 'leader', 'GET', '/api/v1/disclosures')
  expect(all.body.total).toBeGreaterThan(0)
  expect(all.body.items.every((item: { mayCorrect: boolean }) => !item.mayCorrect)).toBe(true)
  expect((await say(world, 'leader', 'POST', '/api/v1/disclosures/search', { body: { q: '7月' } })).body.total).toBe(1)
  expect((await say(world, 'leader', 'GET', `/api/v1/disclosures?village=${world.otherVillage}`)).body.total).toBe(0)
  expect((await say(world, 'leader', 'GET', '/api/v1/disclosures?item=contract-ledger')).body.total).toBe(0)
})

test('lists of drafts show the sum of the money column that the schema names', async () => {
  const { body: schema } = await say(world, 'clerk', 'GET', '/api/v1/schemas/farmland-subsidy')
  expect(schema.totalOf).toBe('amount')
  const created = await say(world, 'clerk', 'POST', '/api/v1/drafts', {
    body: { villageCode: world.village, item: 'farmland-subsidy', period: '2026-09-01', title: '补贴发放表', fields: {}, rows: [{ amount: '100.5' }, { amount: '2万元' }, { amount: '不详' }] },
  })
  expect(created).toMatchObject({ status: 201, body: { total: '20100.50' } })
  const listed = await say(world, 'clerk', 'POST', '/api/v1/drafts/search', { body: { queue: 'mine', q: '补贴' } })
  expect(listed.body).toMatchObject({ total: 1, items: [{ id: created.body.id, total: '20100.50' }] })
})
