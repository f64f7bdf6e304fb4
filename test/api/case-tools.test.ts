import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { listEvents } from '#records/cases.ts'
import { insertCaseSubject } from '#records/conflicts.ts'
import { caseAt, file, move, readyCase, reply } from './cases-of-every-state.ts'
import { say } from './talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

type Account = OfficerRole | 'second-triage'
const name = (id: string, subject: { officerId: string } | { unitId: string }) => world.context.db.transaction().execute(tx => insertCaseSubject(tx, id, subject))
const detail = async (id: string, as: Account = 'triage') => (await say(world, as, 'GET', `/api/v1/cases/${id}`)).body

describe('units that are suggested for an assignment', () => {
  test('come with their reasons: where it is, and who kept such cases before', async () => {
    for (const department of ['agriculture', 'agriculture', 'housing']) await caseAt(world, 'handling', { department })
    const { id } = await caseAt(world, 'accepted')
    const suggested = async () => (await detail(id)).suggestions.map((one: { unitId: string; reasons: string[]; kept: number }) => [one.unitId, one.reasons, one.kept])
    const { department, place } = world.unitId
    // Nobody supervises the township where the complaint is of no item: the act would refuse it, so it is not suggested.
    expect(await suggested()).toEqual([[department('agriculture'), ['history'], 2], [department('housing'), ['history'], 1]])
    await move(world, id, world.officerId.triage, { action: 'classify', itemSlug: 'farmland-subsidy' })
    expect(await suggested()).toEqual([[expect.any(String), ['bound'], 0], [place(340_522_100_000), ['place'], 0]])
  })

  test('are never those that are kept away, nor one that returned this very case or that it was taken back from, nor shown to whoever does not assign', async () => {
    const { id } = await caseAt(world, 'accepted')
    await name(id, { unitId: world.unitId.department('agriculture') })
    expect((await detail(id)).suggestions.map((one: { unitId: string }) => one.unitId)).not.toContain(world.unitId.department('agriculture'))
    const back = await caseAt(world, 'returned')
    expect((await detail(back.id)).suggestions.map((one: { unitId: string }) => one.unitId)).not.toContain(world.unitId.department('agriculture'))
    const { id: handled } = await caseAt(world, 'handling')
    const { id: recalled } = await caseAt(world, 'handling')
    await move(world, recalled, world.officerId.triage, { action: 'recall', note: '分错了单位，收回重新分办。' })
    expect((await detail(recalled)).suggestions.map((one: { unitId: string }) => one.unitId)).not.toContain(world.unitId.department('agriculture'))
    expect((await detail(handled, 'handler')).suggestions).toEqual([])
  })
})

describe('who else has a case open', () => {
  const sign = (as: Account, id: string, isWriting = false) => say(world, as, 'POST', `/api/v1/cases/${id}/presence`, { body: { isWriting } })

  test('is told to those who have it open too, with what they do, until the page has been closed for a while', async () => {
    const { id } = await caseAt(world, 'accepted')
    expect(await sign('second-triage', id, true)).toMatchObject({ status: 200, body: { others: [] } })
    expect((await sign('triage', id)).body.others).toEqual([{ name: expect.any(String), doing: 'writing' }])
    expect((await sign('second-triage', id)).body.others).toMatchObject([{ doing: 'open' }])
    world.setClock('2026-09-21', 10)
    expect((await sign('triage', id)).body.others).toEqual([])
    world.setClock('2026-09-21')
    const { rows } = await world.owner.pool.query('select officer_id from case_presence where case_id = $1', [id])
    expect(rows.length).toBe(1)
  })

  test('never names anybody who may not see the case, and tells such a person nothing', async () => {
    const { id } = await caseAt(world, 'handling')
    await sign('handler', id, true)
    expect((await sign('supervisor', id)).body.others).toMatchObject([{ doing: 'writing' }])
    await name(id, { officerId: world.officerId.handler('agriculture') })
    expect((await sign('handler', id))).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect((await sign('supervisor', id)).body.others).toEqual([])
    for (const role of ['clerk', 'reviewer', 'inspector'] as const) expect((await sign(role, id)).status).toBe(404)
    expect((await sign('triage', randomUUID())).status).toBe(404)
  })

  test('does not tell the unit that answered that others are busy with a rating it must not know of', async () => {
    const { id } = await caseAt(world, 'rated')
    await sign('triage', id)
    expect((await sign('handler', id)).body.others).toEqual([])
  })
})

test('a move on a case that somebody moved meanwhile is told what happened, who did it and what is open now', async () => {
  const { id } = await caseAt(world, 'handling')
  await move(world, id, world.officerId.handler('agriculture'), { action: 'askExtension', days: 5, note: '需要现场勘验取证。' })
  const stale = await say(world, 'handler', 'POST', `/api/v1/cases/${id}/moves`, { body: { action: 'draftReply', asOf: 4, details: { reply } } })
  expect(stale).toMatchObject({ status: 409, body: { code: 'stale', eventCount: 5, possible: [], happened: [{ action: 'askExtension', day: '2026-09-21', officerName: expect.any(String) }] } })
})

describe('a saved filter', () => {
  const save = (as: Account, more: object) => say(world, as, 'POST', '/api/v1/saved-filters', { body: { name: '朝阳村待受理', queue: 'to-accept', sort: 'due', ...more } })

  test('counts what its list holds, whatever it is narrowed to', async () => {
    await file(world, { statement: '水渠堵塞，请清理。', villageCode: world.otherVillage })
    await save('triage', { village: world.village })
    await save('triage', { name: '水渠', queue: 'all', q: '水渠', state: 'submitted', sort: '-received' })
    await save('triage', { name: '评价差的', queue: 'returned' })
    await save('triage', { name: '黄灯的', queue: 'all', unit: world.unitId.department('agriculture'), item: 'farmland-subsidy', channel: 'web', light: 'yellow' })
    const { filters } = (await say(world, 'triage', 'GET', '/api/v1/saved-filters')).body
    expect(filters.map((filter: { name: string }) => filter.name)).toEqual(['朝阳村待受理', '水渠', '评价差的', '黄灯的'].sort())
    for (const { id: _, name: __, count, ...narrowing } of filters) {
      const list = narrowing.q === undefined ? say(world, 'triage', 'GET', `/api/v1/cases?${new URLSearchParams(narrowing).toString()}`) : say(world, 'triage', 'POST', '/api/v1/cases/search', { body: narrowing })
      expect((await list).body.total).toBe(count)
    }
    expect(filters.find((filter: { name: string }) => filter.name === '水渠').count).toBe(1)
  })

  test('belongs to one officer, is renamed and deleted by that officer alone, and has a name of its own', async () => {
    expect(await save('triage', { name: '评价差的', queue: 'all' })).toMatchObject({ status: 409, body: { code: 'filter-name-used' } })
    expect(await save('triage', { name: '   ' })).toMatchObject({ status: 422, body: { code: 'filter-unnamed' } })
    expect(await save('handler', {})).toMatchObject({ status: 403 })
    const { filters: [first] } = (await say(world, 'triage', 'GET', '/api/v1/saved-filters')).body
    expect((await say(world, 'second-triage', 'GET', '/api/v1/saved-filters')).body.filters).toEqual([])
    const rename = (as: Account, to: string) => say(world, as, 'PUT', `/api/v1/saved-filters/${first.id}`, { body: { name: to } })
    expect((await rename('second-triage', '别人的')).status).toBe(404)
    expect((await rename('triage', first.name === '水渠' ? '评价差的' : '水渠'))).toMatchObject({ status: 409 })
    expect((await rename('triage', '每天先看')).body.filters[0].name).toBe('每天先看')
    expect((await say(world, 'second-triage', 'DELETE', `/api/v1/saved-filters/${first.id}`)).status).toBe(404)
    expect((await say(world, 'triage', 'DELETE', `/api/v1/saved-filters/${first.id}`)).body.filters).toHaveLength(3)
    expect((await say(world, undefined, 'GET', '/api/v1/saved-filters')).status).toBe(401)
  })

  test('is one of twenty at most', async () => {
    for (let n = 0; n < 20; n++) expect((await save('leader', { name: `第${n}个`, queue: 'all' })).status).toBe(201)
    expect(await save('leader', { name: '多一个', queue: 'all' })).toMatchObject({ status: 409, body: { code: 'too-many-filters' } })
  })
})

describe('several cases assigned at once', () => {
  const unit = () => world.unitId.department('agriculture')
  const assign = (cases: object[], more: { as?: Account; note?: string; key?: string; unitId?: string } = {}) =>
    say(world, more.as ?? 'triage', 'POST', '/api/v1/cases/assignments', { body: { responsibleUnitId: more.unitId ?? unit(), note: more.note ?? '同类事项，请一并核查。', cases }, ...(more.key && { key: more.key }) })

  test('each stand or fall alone: assigned with the days the rules give, stale, not theirs to assign, or kept from the unit', async () => {
    const [good, stale, named, early, unwritten] = [await readyCase(world), await readyCase(world), await readyCase(world), await file(world), await caseAt(world, 'accepted')]
    await name(named.id, { unitId: unit() })
    await move(world, stale.id, world.officerId.triage, { action: 'split', note: '另一件事分开办。', statement: '路灯之外还有水沟的事情。' })
    const asked = [{ id: good.id, asOf: 3 }, { id: stale.id, asOf: 3 }, { id: named.id, asOf: 3 }, { id: early.id, asOf: 1 }, { id: randomUUID(), asOf: 1 }, { id: unwritten.id, asOf: 2 }]
    const { status, body } = await assign(asked)
    expect(status).toBe(200)
    expect(body.outcomes.map((outcome: { isAssigned: boolean; code?: string }) => outcome.code ?? outcome.isAssigned)).toEqual([true, 'stale', 'assigned-unit-named', 'not-now', 'not-found', 'redaction-missing'])
    expect(body.outcomes[0].line).toMatchObject({ state: 'assigned', stageDueOn: '2026-09-22', dueOn: '2026-10-12', responsibleUnit: { id: unit() } })
    for (const refused of body.outcomes.slice(1)) expect(refused.message).toEqual(expect.any(String))
    expect(body.outcomes[4]).not.toHaveProperty('line')
    expect((await listEvents(world.context.db, good.id)).at(-1)).toMatchObject({ action: 'assign', note: '同类事项，请一并核查。' })
    expect(await detail(named.id)).toMatchObject({ state: 'accepted' })
  })

  test('are the same act as one: its reason, its unit and its officer are asked for each, and retried they happen once', async () => {
    const [one, two] = [await readyCase(world), await readyCase(world)]
    const cases = [{ id: one.id, asOf: 3 }, { id: two.id, asOf: 3 }, { id: two.id, asOf: 3 }]
    expect((await assign(cases, { note: '' })).body.outcomes.map((outcome: { code: string }) => outcome.code)).toEqual(['note-missing', 'note-missing'])
    expect((await assign(cases, { unitId: randomUUID() })).body.outcomes[0].code).toBe('unknown-unit')
    for (const role of ['handler', 'supervisor', 'leader', 'clerk'] as const) expect(await assign(cases, { as: role })).toMatchObject({ status: 403 })
    const key = randomUUID()
    const [first, again] = [await assign(cases, { key }), await assign(cases, { key })]
    for (const answer of [first, again]) expect(answer.body.outcomes.map((outcome: { isAssigned: boolean }) => outcome.isAssigned)).toEqual([true, true])
    expect((await listEvents(world.context.db, two.id)).length).toBe(4)
  })

  test('are marked in the list where they can be assigned, for whoever assigns, and it says where only the text for the unit is missing', async () => {
    // The next day, so that both are the newest: of one moment the ids decide what stands on the first page.
    world.setClock('2026-09-22')
    const [{ id }, unwritten] = [await readyCase(world), await caseAt(world, 'accepted')]
    const line = (as: Account, of = id) => say(world, as, 'GET', '/api/v1/cases?queue=all&sort=-received').then(({ body }) => body.items.find((item: { id: string }) => item.id === of))
    expect(await line('triage')).toMatchObject({ assignAsOf: 3 })
    expect(await line('triage', unwritten.id)).toMatchObject({ awaitsText: true })
    expect(await line('triage', unwritten.id)).not.toHaveProperty('assignAsOf')
    const ready = (await say(world, 'triage', 'GET', '/api/v1/cases?queue=ready-to-assign&sort=-received')).body.items
    expect(ready.every((item: { assignAsOf?: number }) => item.assignAsOf !== undefined) && ready.some((item: { id: string }) => item.id === id)).toBe(true)
    for (const of of [id, unwritten.id]) expect(Object.keys(await line('leader', of))).not.toEqual(expect.arrayContaining(['assignAsOf']))
    expect(await line('leader', unwritten.id)).not.toHaveProperty('awaitsText')
    await file(world)
    expect((await say(world, 'triage', 'GET', '/api/v1/cases?queue=to-accept')).body.items[0]).not.toHaveProperty('assignAsOf')
  })
})
