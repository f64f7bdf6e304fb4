import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countyOf } from '#rules/divisions/division-code.ts'
import { listItemsFor } from '#records/catalogue.ts'
import { findBinding, listSupervisorsOf } from '#records/officers.ts'
import { officerId, unitId } from '#cli/demonstration/people.ts'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { officerRoles } from '#rules/policy/officer.ts'
import { redacted } from './cases-of-every-state.ts'
import { openWorld, type World } from '#test/world.ts'
import { say, type Said } from './talking.ts'

let world: World
beforeAll(async () => { world = await openWorld({ today: '2026-09-21' }) })
afterAll(() => world.close())

const both = (zh: string, en: string) => ({ zh, en })
const pond = {
  number: '6.6', category: 'other', zh: '水面养殖发包专项公开', en: 'Ponds let for fish farming', cadence: 'Q', noticeDays: 7,
  responsible: both('村集体经济组织', 'Economic organisation'), supervising: both('乡镇(街道)纪委', 'Township discipline inspection'), basis: ['本县清单'],
}
const [farm, watch, money] = [unitId.department('agriculture'), unitId.stationed('agriculture'), unitId.department('finance')]
const field = (key: string, zh: string, more: object = {}) => ({ key, zh, en: key, type: 'text', required: false, audience: 'public', ...more })
const propose = (slug: string, validFrom: string, change: object, key?: string) => say(world, 'triage', 'POST', '/api/v1/county-list/changes', { body: { slug, validFrom, change }, ...(key && { key }) })
const proposeForm = (slug: string, body: object) => say(world, 'triage', 'POST', `/api/v1/county-list/${slug}/forms`, { body: { validFrom: '2026-09-21', ...body } })
const preview = (slug: string, body: object) => say(world, 'triage', 'POST', `/api/v1/county-list/${slug}/forms/preview`, { body: { validFrom: '2026-09-21', ...body } })
const bind = (slug: string, body: object) => say(world, 'triage', 'POST', `/api/v1/county-list/${slug}/bindings`, { body: { validFrom: '2026-09-21', ...body } })
const settle = (id: string, outcome: string, as: 'triage' | 'second-triage' = 'second-triage', note = '') => say(world, as, 'POST', `/api/v1/county-list/proposals/${id}/decision`, { body: { outcome, note } })
const newest = (said: Said) => said.body.proposals.at(-1).id as string
/** Proposed by one, passed by the other; a proposal that is refused at once comes back as it is. */
const passed = async (proposing: Promise<Said>) => {
  const made = await proposing
  return made.status === 200 ? settle(newest(made), 'passed') : made
}
const decide = (slug: string, validFrom: string, change: object) => passed(propose(slug, validFrom, change))
const form = (slug: string, body: object) => passed(proposeForm(slug, body))
const itemOf = ({ body }: Said, slug: string) => body.items.find((item: { slug: string }) => item.slug === slug)
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
    const fields = { validFrom: '2026-10-01', fields: [field('a', '甲')] }
    for (const route of ['debts/forms', 'debts/forms/preview']) expect(await say(world, role, 'POST', `/api/v1/county-list/${route}`, { body: fields })).toMatchObject({ status: 403 })
    expect(await say(world, role, 'POST', '/api/v1/county-list/debts/bindings', { body: { validFrom: '2026-10-01', responsibleUnitId: farm, supervisingUnitId: watch } })).toMatchObject({ status: 403 })
    expect(await say(world, role, 'POST', `/api/v1/county-list/proposals/${farm}/decision`, { body: { outcome: 'passed', note: '' } })).toMatchObject({ status: 403 })
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
    expect(await form('local-pond', { validFrom: '2026-09-22', fields: [field('pond', '塘口', { required: true }), field('price', '承包价', { type: 'money' })] })).toMatchObject({ status: 200 })
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
    const twice = async () => propose('party-appraisal', '2026-10-01', { kind: 'change', item: { noticeDays: 5 } }, 'a-key-of-sixteen-signs')
    const [, second] = [await twice(), await twice()]
    expect(second.body.proposals).toHaveLength(1)
    expect(itemOf(await settle(newest(second), 'passed'), 'party-appraisal').changes).toHaveLength(1)
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
    const asked = { fields: [...old.fields.filter((each: { key: string }) => each.key !== 'year'), field('note', '县级说明')], rows: { zh: old.rows.zh, en: old.rows.en, fields: old.rows.fields } }
    const previewed = await preview('financial-plan', asked)
    expect(previewed).toMatchObject({ status: 200, body: { droppedChecks: 0 } })
    expect(await form('financial-plan', asked)).toMatchObject({ status: 200 })
    const { body: now } = await say(world, 'clerk', 'GET', '/api/v1/schemas/financial-plan')
    expect(now).toMatchObject({ version: 1000, totalOf: 'planned' })
    expect(now.checks).toEqual(old.checks)
    // What was shown before it was proposed is what a clerk gets.
    expect(now).toEqual(previewed.body.schema)
    expect(now.fields.map((each: { key: string }) => each.key)).toContain('note')
    expect((await say(world, 'clerk', 'GET', '/api/v1/schemas/financial-plan?version=1')).body.version).toBe(1)
    expect((await say(world, 'clerk', 'GET', `/api/v1/drafts/${before.body.id}`)).body.schemaVersion).toBe(1)
  })
  test('loses the checks whose field it gave up, and says how many', async () => {
    expect(await preview('asset-disposal', { fields: [field('assetName', '资产名称', { required: true })] })).toMatchObject({ status: 200, body: { droppedChecks: 4 } })
    expect((await say(world, 'clerk', 'GET', '/api/v1/schemas/asset-disposal')).body.version).toBe(1)
  })
  test('is written by the program only for a county', async () => {
    await expect(world.context.db.insertInto('pub.fieldSchema').values({ item: 'debts', version: 7, body: '{}' }).execute()).rejects.toThrow(/only a county/u)
  })
})

describe('two people', () => {
  test('change the list: until the second has passed it, a proposal changes nothing', async () => {
    const made = await propose('debts', '2026-09-21', { kind: 'change', item: { noticeDays: 9 } })
    expect(itemOf(made, 'debts')).toMatchObject({ noticeDays: 0, changes: [] })
    expect(made.body.proposals.at(-1)).toMatchObject({ slug: 'debts', kind: 'item', isOwn: true, isTooLate: false, change: { kind: 'change', item: { noticeDays: 9 } }, proposedByName: '演示·分办员' })
    world.setClock('2026-09-21', 10)
    const seen = await say(world, 'second-triage', 'GET', '/api/v1/county-list')
    expect(seen.body.proposals.at(-1)).toMatchObject({ isOwn: false })
    const done = await settle(newest(made), 'passed')
    expect(itemOf(done, 'debts')).toMatchObject({ noticeDays: 9 })
    expect(done.body.proposals).toEqual([])
    expect(done.body.decided[0]).toMatchObject({ slug: 'debts', decision: { outcome: 'passed', byName: '演示·分办员乙' } })
  })
  test('means that nobody decides a proposal of their own, and nobody withdraws another’s', async () => {
    const id = newest(await propose('debts', '2026-09-21', { kind: 'change', item: { noticeDays: 3 } }))
    expect(await settle(id, 'passed', 'triage')).toMatchObject({ status: 403, body: { code: 'own-proposal' } })
    expect(await settle(id, 'refused', 'triage', '自己否决自己')).toMatchObject({ status: 403, body: { code: 'own-proposal' } })
    expect(await settle(id, 'withdrawn')).toMatchObject({ status: 403, body: { code: 'not-your-proposal' } })
    expect(await settle(id, 'withdrawn', 'triage')).toMatchObject({ status: 200, body: { proposals: [] } })
    expect(await settle(id, 'passed')).toMatchObject({ status: 409, body: { code: 'already-decided' } })
    expect(await settle(farm, 'passed')).toMatchObject({ status: 404 })
  })
  test('a refusal says why, and the list stays as it was', async () => {
    const id = newest(await propose('debts', '2026-09-21', { kind: 'retire' }))
    expect(await settle(id, 'refused', 'second-triage', '不 ')).toMatchObject({ status: 422, body: { code: 'reason-missing' } })
    world.setClock('2026-09-21', 11)
    const refused = await settle(id, 'refused', 'second-triage', '债权债务必须公开。')
    expect(itemOf(refused, 'debts')).toMatchObject({ state: 'listed' })
    expect(refused.body.decided[0]).toMatchObject({ decision: { outcome: 'refused', note: '债权债务必须公开。' } })
  })
  test('decide one change of a kind about an item at a time', async () => {
    const id = newest(await propose('debts', '2026-09-21', { kind: 'retire' }))
    expect(await propose('debts', '2026-09-22', { kind: 'change', item: { noticeDays: 1 } })).toMatchObject({ status: 409, body: { code: 'already-proposed' } })
    await settle(id, 'withdrawn', 'triage')
  })
  test('decide by the day from which it holds; the day after it is too late', async () => {
    const id = newest(await propose('debts', '2026-09-22', { kind: 'change', item: { noticeDays: 4 } }))
    world.setClock('2026-09-23')
    expect((await say(world, 'second-triage', 'GET', '/api/v1/county-list')).body.proposals[0]).toMatchObject({ isTooLate: true })
    expect(await settle(id, 'passed')).toMatchObject({ status: 422, body: { code: 'starts-in-past' } })
    world.setClock('2026-09-22')
    expect(itemOf(await settle(id, 'passed'), 'debts')).toMatchObject({ noticeDays: 4 })
    world.setClock('2026-09-21')
  })
  test('that decide the same proposal at the same moment decide it once', async () => {
    const id = newest(await propose('debts', '2026-09-21', { kind: 'change', item: { noticeDays: 2 } }))
    const answers = await Promise.all(['passed', 'passed', 'refused'].map(outcome => settle(id, outcome, 'second-triage', '同时作出决定')))
    expect(answers.map(answer => answer.status).toSorted()).toEqual([200, 409, 409])
  })
  test('are two in the database too, and no change is written without what they passed', async () => {
    const id = newest(await propose('debts', '2026-09-21', { kind: 'retire' }))
    const decision = { proposalId: id, proposerId: officerId.triage, decidedAt: new Date(), note: '' }
    const write = (more: { outcome: string; deciderId: string; proposerId?: string }) => world.context.db.insertInto('listDecision').values({ ...decision, ...more }).execute()
    await expect(write({ outcome: 'passed', deciderId: officerId.triage })).rejects.toThrow(/second person/u)
    await expect(write({ outcome: 'withdrawn', deciderId: officerId.secondTriage })).rejects.toThrow(/check/u)
    await expect(write({ outcome: 'passed', deciderId: officerId.triage, proposerId: officerId.secondTriage })).rejects.toThrow(/second person/u)
    const change = { countyCode: countyOf(world.village), slug: 'debts', seq: 90, validFrom: '2026-09-21', change: '{"kind":"retire"}', authorId: officerId.triage, madeAt: new Date() }
    const put = (proposalId: string | null) => world.context.db.insertInto('pub.countyItem').values({ ...change, proposalId }).execute()
    await expect(put(null)).rejects.toThrow(/second person/u)
    await expect(put(id)).rejects.toThrow(/second person/u)
    const bound = { countyCode: change.countyCode, itemSlug: 'debts', validFrom: '2026-09-21', responsibleUnitId: farm, supervisingUnitId: watch }
    await expect(world.context.db.insertInto('itemBinding').values(bound).execute()).rejects.toThrow(/second person/u)
    await settle(id, 'withdrawn', 'triage')
    await expect(put(id)).rejects.toThrow(/second person/u)
  })
})

describe('the two units of an item', () => {
  test('are a responsible and a supervising unit of the county, from today at the earliest', async () => {
    expect(await bind('local-pond', { responsibleUnitId: farm, supervisingUnitId: farm })).toMatchObject({ status: 422, body: { code: 'units-same' } })
    expect(await bind('local-pond', { responsibleUnitId: watch, supervisingUnitId: farm })).toMatchObject({ status: 422, body: { code: 'unknown-unit' } })
    expect(await bind('local-pond', { responsibleUnitId: farm, supervisingUnitId: money })).toMatchObject({ status: 422, body: { code: 'no-supervising-unit' } })
    expect(await bind('local-nothing', { responsibleUnitId: farm, supervisingUnitId: watch })).toMatchObject({ status: 422, body: { code: 'unknown-item' } })
    expect(await bind('local-pond', { validFrom: '2026-09-20', responsibleUnitId: farm, supervisingUnitId: watch })).toMatchObject({ status: 422, body: { code: 'starts-in-past' } })
  })
  test('hold from their day on, and of two for one day the later decided', async () => {
    const county = countyOf(world.village)
    expect(itemOf(await say(world, 'triage', 'GET', '/api/v1/county-list'), 'local-pond').bound).toBeUndefined()
    await passed(bind('local-pond', { validFrom: '2026-09-22', responsibleUnitId: farm, supervisingUnitId: watch }))
    expect(await findBinding(world.context.db, county, 'local-pond', '2026-09-21')).toBeUndefined()
    expect(await findBinding(world.context.db, county, 'local-pond', '2026-09-22')).toEqual({ responsibleUnitId: farm, supervisingUnitId: watch })
    // Decided again for the same day: the later decision holds.
    await passed(bind('local-pond', { validFrom: '2026-09-22', responsibleUnitId: money, supervisingUnitId: watch }))
    world.setClock('2026-09-22')
    const { body } = await say(world, 'triage', 'GET', '/api/v1/county-list')
    expect(body.items.find((item: { slug: string }) => item.slug === 'local-pond').bound).toEqual({ responsibleUnitId: money, supervisingUnitId: watch, validFrom: '2026-09-22' })
    expect((await listSupervisorsOf(world.context.db, county, farm, '2026-09-22'))[0]).toBe(watch)
    world.setClock('2026-09-21')
  })
  test('get the complaints about it: the bound unit is offered first, and the supervising one watches', async () => {
    world.setClock('2026-09-23')
    const { id: disclosureId } = await world.context.db.selectFrom('pub.disclosure').select('id').where('itemSlug', '=', 'local-pond').executeTakeFirstOrThrow()
    const filed = await fileComplaint(world.context, { villageCode: world.village, statement: '东塘承包价是怎么定的，没有看到报价。', photos: [], idempotencyKey: randomUUID(), channel: 'web', about: { disclosureId, version: 1 } })
    if (!filed.ok) throw new Error(JSON.stringify(filed.refusal))
    const id = await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, filed.value.receiptCode))
    const act = (body: object) => say(world, 'triage', 'POST', `/api/v1/cases/${id}/moves`, { body })
    expect((await act({ action: 'accept', asOf: 1 })).body.responsibleUnits[0]).toMatchObject({ id: money, bound: true })
    expect((await act({ action: 'assign', asOf: 2, note: '按清单转办。', details: { responsibleUnitId: money, redacted } })).status).toBe(200)
    expect(await world.context.db.selectFrom('caseFile').select(['responsibleUnitId', 'supervisingUnitId']).where('id', '=', id!).executeTakeFirst()).toEqual({ responsibleUnitId: money, supervisingUnitId: watch })
    world.setClock('2026-09-21')
  })
})

describe('units of many items', () => {
  test('are proposed together and passed together by a second person, all or none', async () => {
    const pair = { responsibleUnitId: money, supervisingUnitId: watch }
    const many = (slugs: readonly string[], more: object = {}) => say(world, 'triage', 'POST', '/api/v1/county-list/bindings', { body: { validFrom: '2026-12-01', bindings: slugs.map(slug => ({ slug, ...pair, ...more })) } })
    const open = async () => ((await say(world, 'second-triage', 'GET', '/api/v1/county-list')).body.proposals as { id: string; kind: string; slug: string }[]).filter(({ kind }) => kind === 'binding')
    const before = (await open()).length
    expect(await say(world, 'leader', 'POST', '/api/v1/county-list/bindings', { body: { validFrom: '2026-12-01', bindings: [{ slug: 'debts', ...pair }] } })).toMatchObject({ status: 403 })
    expect(await many(['senior-allowance', 'no-such-item'])).toMatchObject({ status: 422, body: { code: 'unknown-item' } })
    expect(await open()).toHaveLength(before)
    expect(await many(['senior-allowance', 'debts'])).toMatchObject({ status: 200 })
    const ids = (await open()).filter(({ slug }) => slug === 'senior-allowance' || slug === 'debts').map(({ id }) => id)
    expect(ids).toHaveLength(2)
    const pass = (as: 'triage' | 'second-triage', asked: readonly string[]) => say(world, as, 'POST', '/api/v1/county-list/proposals/pass', { body: { ids: asked } })
    expect(await pass('triage', ids)).toMatchObject({ status: 403, body: { code: 'own-proposal' } })
    expect(await pass('second-triage', [...ids, farm])).toMatchObject({ status: 404 })
    expect(await open()).toHaveLength(before + 2)
    expect((await pass('second-triage', ids)).status).toBe(200)
    for (const slug of ['senior-allowance', 'debts']) expect(await findBinding(world.context.db, countyOf(world.village), slug, '2026-12-01')).toMatchObject(pair)
  })
})
