import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countyOf } from '#rules/divisions/division-code.ts'
import { listItemsFor } from '#records/catalogue.ts'
import { officerRoles } from '#rules/policy/officer.ts'
import { openWorld, type World } from '#test/world.ts'
import { say } from './talking.ts'

let world: World
beforeAll(async () => { world = await openWorld({ today: '2026-09-21' }) })
afterAll(() => world.close())

const both = (zh: string, en: string) => ({ zh, en })
const pond = {
  number: '6.6', category: 'other', zh: '水面养殖发包专项公开', en: 'Ponds let for fish farming', cadence: 'Q', noticeDays: 7,
  responsible: both('村集体经济组织', 'Economic organisation'), supervising: both('乡镇(街道)纪委', 'Township discipline inspection'), basis: ['本县清单'],
}
const field = (key: string, zh: string, more: object = {}) => ({ key, zh, en: key, type: 'text', required: false, audience: 'public', ...more })
const decide = (slug: string, validFrom: string, change: object, key?: string) => say(world, 'triage', 'POST', '/api/v1/county-list/changes', { body: { slug, validFrom, change }, ...(key && { key }) })
const form = (slug: string, body: object) => say(world, 'triage', 'POST', `/api/v1/county-list/${slug}/forms`, { body: { validFrom: '2026-09-21', ...body } })
const draft = (item: string, period: string, fields: object = {}) => say(world, 'clerk', 'POST', '/api/v1/drafts', { body: { villageCode: world.village, item, period, title: '测试公开内容', fields, rows: [] } })

describe('who decides', () => {
  test('the list of a county demands sign-in', async () => {
    const app = await world.app()
    expect((await app.inject({ method: 'GET', url: '/api/v1/county-list' })).statusCode).toBe(401)
  })
  // The village's committee holds no post here: with one, drafts of the village would go through it.
  test.each(officerRoles.filter(role => role !== 'triage' && role !== 'committee'))('a %s neither sees nor changes it', async role => {
    expect(await say(world, role, 'GET', '/api/v1/county-list')).toMatchObject({ status: 403, body: { code: 'not-your-duty' } })
    expect(await say(world, role, 'POST', '/api/v1/county-list/changes', { body: { slug: 'debts', validFrom: '2026-10-01', change: { kind: 'retire' } } })).toMatchObject({ status: 403 })
    expect(await say(world, role, 'POST', '/api/v1/county-list/debts/forms', { body: { validFrom: '2026-10-01', fields: [field('a', '甲')] } })).toMatchObject({ status: 403 })
  })
  test('the discipline body of the county sees all sixty items', async () => {
    const { status, body } = await say(world, 'triage', 'GET', '/api/v1/county-list')
    expect(status).toBe(200)
    expect(body.items).toHaveLength(60)
    expect(body.items[0]).toMatchObject({ slug: 'party-organisation', state: 'listed', hasSchema: true, changes: [] })
  })
})

describe('an item of the county’s own', () => {
  test('is offered to clerks from its day on, is filled in, and is called by its name in public', async () => {
    expect(await decide('local-pond', '2026-09-22', { kind: 'add', item: pond })).toMatchObject({ status: 200 })
    expect(await draft('local-pond', '2026-Q3')).toMatchObject({ status: 422, body: { code: 'no-schema' } })
    expect(await form('local-pond', { validFrom: '2026-09-22', fields: [field('pond', '塘口', { required: true }), field('price', '承包价', { type: 'money' })] })).toMatchObject({ status: 200, body: { version: 1000, droppedChecks: 0 } })
    const offered = async () => (await say(world, 'clerk', 'GET', '/api/v1/items')).body.items.some((item: { slug: string }) => item.slug === 'local-pond')
    expect(await offered()).toBe(false)
    world.setClock('2026-09-22')
    expect(await offered()).toBe(true)
    const created = await draft('local-pond', '2026-Q3', { pond: '东塘', price: '1200' })
    expect(created).toMatchObject({ status: 201, body: { itemName: both('水面养殖发包专项公开', 'Ponds let for fish farming'), schemaVersion: 1000 } })
    await say(world, 'clerk', 'POST', `/api/v1/drafts/${created.body.id}/moves`, { body: { action: 'submit', asOf: 1 } })
    expect((await say(world, 'reviewer', 'POST', `/api/v1/drafts/${created.body.id}/moves`, { body: { action: 'approve', asOf: 2 } })).status).toBe(200)
    const page = await (await world.app()).inject({ method: 'GET', url: `/v/${world.village}/d?item=local-pond` })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('水面养殖发包专项公开')
    const record = await (await world.app()).inject({ method: 'GET', url: `/d/${created.body.disclosureId}` })
    expect(record.body).toContain('东塘')
    world.setClock('2026-09-21')
  })
  test('is an item of that county and of no other', async () => {
    const neighbour = countyOf(world.village) === 340523000000 ? 340522000000 : 340523000000
    expect((await listItemsFor(world.context.db, neighbour, '2026-12-31' as never)).some(item => item.slug === 'local-pond')).toBe(false)
    expect(await listItemsFor(world.context.db, neighbour, '2026-12-31' as never)).toHaveLength(60)
  })
})

describe('a decision', () => {
  test('for a day that has passed, or that binds a unit to itself, is refused with a sentence', async () => {
    expect(await decide('debts', '2026-09-20', { kind: 'retire' })).toMatchObject({ status: 422, body: { code: 'starts-in-past' } })
    expect(await decide('local-twin', '2026-10-01', { kind: 'add', item: { ...pond, number: '6.7', supervising: pond.responsible } })).toMatchObject({ status: 422, body: { code: 'units-same' } })
    expect(await decide('debts', '2026-13-45', { kind: 'retire' })).toMatchObject({ status: 422 })
    expect(await decide('debts', '2026-10-01', { kind: 'abolish' })).toMatchObject({ status: 422 })
  })
  test('sent twice is made once', async () => {
    const twice = async () => decide('party-appraisal', '2026-10-01', { kind: 'change', item: { noticeDays: 5 } }, 'a-key-of-sixteen-signs')
    const [, second] = [await twice(), await twice()]
    expect(second.body.items.find((item: { slug: string }) => item.slug === 'party-appraisal').changes).toHaveLength(1)
  })
  test('to retire an item stops new records from its day on; periods before are still filled in, and published ones keep their name', async () => {
    await decide('collected-fees', '2026-10-01', { kind: 'retire' })
    world.setClock('2026-09-30')
    expect((await draft('collected-fees', '2026-Q3')).status).toBe(201)
    world.setClock('2026-10-01')
    expect(await draft('collected-fees', '2026-Q4')).toMatchObject({ status: 422, body: { code: 'unknown-item' } })
    expect((await draft('collected-fees', '2026-Q2')).status).toBe(201)
    world.setClock('2026-10-02')
    expect((await say(world, 'clerk', 'GET', '/api/v1/items')).body.items.find((item: { slug: string }) => item.slug === 'collected-fees')).toMatchObject({ isRetired: true })
    world.setClock('2026-09-21')
  })
})

describe('a form of the county’s own', () => {
  test('never makes an identity number public, not even masked, and says so', async () => {
    const refused = await form('debts', { fields: [field('idNo', '身份证号', { mask: 'id-number' })] })
    expect(refused).toMatchObject({ status: 422, body: { code: 'form-wrong' } })
    expect(refused.body.detail).toContain('may not be public, not even masked')
    expect((await form('debts', { fields: [field('a', '甲', { audience: 'internal' })] })).body.detail).toContain('at least one field must be public')
    expect((await form('debts', { fields: [field('a', '甲'), field('b', '甲')] })).body.detail).toContain('“甲” occurs twice')
  })
  test('is the next version; a draft begun before keeps the form it was begun with', async () => {
    const before = await draft('financial-plan', '2026')
    const { body: old } = await say(world, 'clerk', 'GET', '/api/v1/schemas/financial-plan')
    const made = await form('financial-plan', { fields: [...old.fields.filter((each: { key: string }) => each.key !== 'year'), field('note', '县级说明')], rows: { zh: old.rows.zh, en: old.rows.en, fields: old.rows.fields } })
    expect(made).toMatchObject({ status: 200, body: { version: 1000, droppedChecks: 0 } })
    const { body: now } = await say(world, 'clerk', 'GET', '/api/v1/schemas/financial-plan')
    expect(now).toMatchObject({ version: 1000, totalOf: 'planned' })
    expect(now.checks).toEqual(old.checks)
    expect(now.fields.map((each: { key: string }) => each.key)).toContain('note')
    expect((await say(world, 'clerk', 'GET', '/api/v1/schemas/financial-plan?version=1')).body.version).toBe(1)
    expect((await say(world, 'clerk', 'GET', `/api/v1/drafts/${before.body.id}`)).body.schemaVersion).toBe(1)
  })
  test('loses the checks whose field it gave up, and says how many', async () => {
    expect(await form('asset-disposal', { fields: [field('assetName', '资产名称', { required: true })] })).toMatchObject({ status: 200, body: { droppedChecks: 4 } })
  })
  test('is written by the program only for a county', async () => {
    await expect(world.context.db.insertInto('pub.fieldSchema').values({ item: 'debts', version: 7, body: '{}' }).execute()).rejects.toThrow(/only a county/u)
  })
})
