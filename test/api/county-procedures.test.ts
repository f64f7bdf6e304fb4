import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officerRoles } from '#rules/policy/officer.ts'
import { actingFor } from '#records/scope.ts'
import { openWorld, type World } from '#test/world.ts'
import { say, type Said } from './talking.ts'

let world: World
beforeAll(async () => { world = await openWorld({ today: '2026-09-21' }) })
afterAll(() => world.close())

const step = (who: string, zh: string, more: object = {}) => ({ who: { zh: who }, zh, materials: [], ...more })
const procedure = { explanation: { zh: '塘口怎么发包、钱到哪里去。', en: 'How ponds are let, and where the money goes.' }, steps: [step('村委会', '提出方案', { limit: { zh: '10日内' }, materials: [{ zh: '发包方案' }] }), step('村民代表会议', '表决')], risks: [{ zh: '不公开竞价' }] }
const propose = (slug: string, asked: object = procedure, validFrom = '2026-09-21') => say(world, 'triage', 'POST', `/api/v1/county-list/${slug}/procedures`, { body: { validFrom, procedure: asked }, headers: { 'accept-language': 'zh-CN' } })
const settle = (id: string, outcome: string, as: 'triage' | 'second-triage' = 'second-triage', note = '') => say(world, as, 'POST', `/api/v1/county-list/proposals/${id}/decision`, { body: { outcome, note } })
const newest = ({ body }: Said) => body.proposals.at(-1).id as string
const read = (slug: string) => say(world, 'triage', 'GET', `/api/v1/county-list/${slug}/procedure`)
const page = async (slug: string, language = 'zh') => (await (await world.app()).inject({ method: 'GET', url: `/v/${world.village}/i/${slug}?lang=${language}` })).body
let minute = 9
/** A minute later, when no kept page is left. */
const later = (day: string) => { minute += 1; world.setClock(day, minute % 23) }

describe('who sets the procedure of an item', () => {
  test('it demands sign-in', async () => {
    const app = await world.app()
    expect((await app.inject({ method: 'GET', url: '/api/v1/county-list/debts/procedure' })).statusCode).toBe(401)
    expect((await app.inject({ method: 'POST', url: '/api/v1/county-list/debts/procedures' })).statusCode).toBe(401)
  })
  test.each(officerRoles.filter(role => role !== 'triage' && role !== 'committee'))('a %s neither reads nor proposes it', async role => {
    expect(await say(world, role, 'GET', '/api/v1/county-list/debts/procedure')).toMatchObject({ status: 403 })
    expect(await say(world, role, 'POST', '/api/v1/county-list/debts/procedures', { body: { validFrom: '2026-09-21', procedure } })).toMatchObject({ status: 403 })
  })
  test('of an item that the county does not have there is none', async () => {
    expect(await read('no-such-item')).toMatchObject({ status: 422, body: { code: 'unknown-item' } })
    expect(await propose('no-such-item')).toMatchObject({ status: 422, body: { code: 'unknown-item' } })
  })
})

describe('what is no procedure', () => {
  const [first, second] = procedure.steps
  test.each([
    ['a single step', { ...procedure, steps: [first] }, 'procedure-too-short', '办事流程至少要有两步。'],
    ['a single step beside one that was left empty', { ...procedure, steps: [first, step('  ', '')] }, 'procedure-too-short', '办事流程至少要有两步。'],
    ['a step that nobody does', { ...procedure, steps: [first, step('', '表决')] }, 'procedure-empty', '第2步没有填完整，每一步都要写明谁来做、做什么。'],
    ['no explanation', { ...procedure, explanation: { zh: '  ' } }, 'procedure-empty', '“这是什么”没有填完整，请补上。'],
    ['a telephone number in a paper', { ...procedure, steps: [{ ...first, materials: [{ zh: '联系人13800000000' }] }, second] }, 'procedure-personal', '第1步里含有'],
    ['an identity number in English', { ...procedure, risks: [{ zh: '冒名', en: '11010519491231002X' }] }, 'procedure-personal', '风险第1条里含有'],
  ])('%s is refused with its place', async (_, asked, code, sentence) => {
    const said = await propose('debts', asked)
    expect(said).toMatchObject({ status: 422, body: { code } })
    expect(said.body.detail).toContain(sentence)
  })
  test('an identity number with one digit off is a number like any other', async () => {
    const said = await propose('village-affairs-supervision', { ...procedure, risks: [{ zh: '编号110105194912310021' }] })
    expect(said.body.code).not.toBe('procedure-personal')
  })
  test('thirty-one steps are more than a contract takes, thirty are not', async () => {
    const of = (count: number) => ({ ...procedure, steps: Array.from({ length: count }, (_, i) => step('村委会', `第${i + 1}件`)) })
    expect(await propose('assembly-decisions', of(31))).toMatchObject({ status: 422, body: { code: 'bad-request' } })
    expect(await propose('assembly-decisions', of(30))).toMatchObject({ status: 200 })
  })
  test('and it cannot hold from yesterday on', async () => {
    expect(await propose('debts', procedure, '2026-09-20')).toMatchObject({ status: 422, body: { code: 'starts-in-past' } })
  })
})

describe('the procedure of a county', () => {
  test('is proposed by one and waits on the desk of the other alone', async () => {
    const before = (await say(world, 'second-triage', 'GET', '/api/v1/desk')).body.proposals.list
    const made = await propose('debts', procedure, '2026-09-22')
    expect(made.body.proposals.at(-1)).toMatchObject({ kind: 'procedure', slug: 'debts', procedure, isOwn: true })
    expect((await say(world, 'second-triage', 'GET', '/api/v1/desk')).body.proposals).toEqual({ list: before + 1, rules: 0 })
    expect((await say(world, 'triage', 'GET', '/api/v1/desk')).body.proposals).toEqual({ list: 0, rules: 0 })
    expect((await say(world, 'handler', 'GET', '/api/v1/desk')).body).not.toHaveProperty('proposals')
    expect(await settle(newest(made), 'passed', 'triage')).toMatchObject({ status: 403, body: { code: 'own-proposal' } })
    expect(await settle(newest(made), 'passed')).toMatchObject({ status: 200 })
    expect((await say(world, 'second-triage', 'GET', '/api/v1/desk')).body.proposals.list).toBe(before)
  })
  test('is read by residents from its day on, and not the day before', async () => {
    later('2026-09-21')
    expect(await page('debts')).not.toContain('塘口怎么发包')
    later('2026-09-22')
    const shown = await page('debts')
    expect(shown).toContain('塘口怎么发包')
    expect(shown).toMatch(/<svg class="flow"[^>]*>.*提出方案/su)
    expect(shown).toContain('不公开竞价')
  })
  test('keeps the legal basis of the common list', async () => {
    const common = (await read('debts')).body.common
    expect(common.steps.length).toBeGreaterThan(1)
    expect(await page('debts')).toContain('依据')
  })
  test('shows Chinese where nobody wrote English, marked as Chinese', async () => {
    const shown = await page('debts', 'en')
    expect(shown).toContain('How ponds are let, and where the money goes.')
    expect(shown).toContain('<span lang="zh">村委会</span>')
  })
  test('changes nothing when it is proposed as it stands', async () => {
    expect(await propose('debts', { ...procedure, explanation: { zh: ` ${procedure.explanation.zh} `, en: procedure.explanation.en } }, '2026-09-22')).toMatchObject({ status: 422, body: { code: 'nothing-changed' } })
  })
  test('is given up again by two, and that of the common list holds', async () => {
    const given = await say(world, 'triage', 'POST', '/api/v1/county-list/debts/procedures', { body: { validFrom: '2026-09-22', procedure: null } })
    expect(await settle(newest(given), 'passed')).toMatchObject({ status: 200 })
    later('2026-09-22')
    expect(await page('debts')).not.toContain('塘口怎么发包')
    expect((await read('debts')).body.own).toBeUndefined()
    expect(await say(world, 'triage', 'POST', '/api/v1/county-list/debts/procedures', { body: { validFrom: '2026-09-22', procedure: null } })).toMatchObject({ status: 422, body: { code: 'nothing-changed' } })
  })
  test('that is refused leaves a reason and no procedure', async () => {
    const made = await propose('debts', procedure, '2026-09-22')
    expect(await settle(newest(made), 'refused', 'second-triage', '步骤写得不全')).toMatchObject({ status: 200 })
    expect((await read('debts')).body.own).toBeUndefined()
  })
})

describe('the database', () => {
  const insert = (county = 340522000000) => sql`insert into pub.item_procedure (county_code, slug, seq, valid_from, body, author_id, proposal_id, made_at)
    values (${county}::bigint, 'debts', 99, '2026-10-01', '{}', ${world.officerId.triage}::uuid, ${randomUUID()}::uuid, now())`
  test('takes no procedure, no item and no form from the program or an officer without a proposal that was passed', async () => {
    const officer = await world.officer(world.officerId.triage)
    const change = sql`insert into pub.county_item (county_code, slug, seq, valid_from, change, author_id, made_at) values (340522000000, 'debts', 99, '2026-10-01', '{"kind": "retire"}', ${world.officerId.triage}::uuid, now())`
    const form = sql`insert into pub.field_schema (item, version, body, county_code, valid_from, author_id, made_at) values ('debts', 1999, '{}', 340522000000, '2026-10-01', ${world.officerId.triage}::uuid, now())`
    for (const statement of [insert(), change, form]) {
      await expect(statement.execute(world.context.db)).rejects.toThrow('a second person passed')
      await expect(actingFor(officer, () => statement.execute(world.context.staff))).rejects.toThrow('a second person passed')
    }
  })
  test('takes none of another county from an officer', async () => {
    const officer = await world.officer(world.officerId.triage)
    await expect(actingFor(officer, () => insert(340523000000).execute(world.context.staff))).rejects.toThrow(/another county|a second person passed/)
  })
  test('changes and deletes none', async () => {
    await expect(sql`update pub.item_procedure set seq = 7`.execute(world.owner.db)).rejects.toThrow()
    await expect(sql`delete from pub.item_procedure`.execute(world.owner.db)).rejects.toThrow()
  })
})
