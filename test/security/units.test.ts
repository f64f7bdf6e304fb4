import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { county } from '#cli/demonstration/people.ts'
import { createAccount } from '#actions/sign-in.ts'
import { listEvents } from '#records/cases.ts'
import { trackCase } from '#actions/tracking.ts'
import { caseAt, redacted } from '#test/api/cases-of-every-state.ts'
import { say, type Said } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
const today = '2026-09-21'
beforeAll(async () => { world = await openWorld() })
afterEach(() => world.setClock(today))
afterAll(() => world.close())

type Account = Parameters<typeof say>[1]
const reason = '机构改革'
const make = (as: Account, body: object = {}) => say(world, as, 'POST', '/api/v1/organisation/units', { body: { zh: '县水利局（测试）', en: 'Water (test)', kind: 'responsible', place: county, ...body } })
const rename = (as: Account, id: string, zh: string, why = reason) => say(world, as, 'POST', `/api/v1/organisation/units/${id}/name`, { body: { zh, reason: why } })
const end = (as: Account, id: string, why = reason) => say(world, as, 'POST', `/api/v1/organisation/units/${id}/end`, { body: { reason: why } })
const seen = async (as: Account, id: string, place?: number) => (await say(world, as, 'GET', `/api/v1/organisation${place ? `?place=${place}` : ''}`)).body.units.find((unit: { id: string }) => unit.id === id)
const others = ['security-admin', 'audit-admin', 'triage', 'leader', 'handler', 'clerk'] as const

describe('one unit', () => {
  test('is looked for at places alone: a number that is none is not found', async () => {
    expect((await say(world, 'system-admin', 'GET', '/api/v1/organisation?place=340522000001')).body.code).toBe('not-found')
    expect((await make('system-admin', { place: 340_522_000_001 })).body.code).toBe('unknown-place')
    expect((await say(world, 'clerk', 'GET', '/api/v1/items?village=110000000003')).body.code).toBe('not-found')
    expect((await say(world, 'city-triage', 'GET', '/api/v1/items')).status).toBe(200)
  })

  test('is made by the system administrator at a place of the own county, once, under what leads it', async () => {
    for (const role of others) expect((await make(role)).status, role).toBe(403)
    expect((await make('system-admin', { place: 340_500_000_000 })).body.code).toBe('unknown-place')
    expect((await make('system-admin', { place: 340_521_000_000 })).body.code).toBe('unknown-place')
    expect((await make('system-admin', { kind: 'village' })).body.code).toBe('unit-kind-place')
    expect((await make('system-admin', { zh: '　 ' })).body.code).toBe('unit-name-wrong')
    const made = await make('system-admin')
    expect(made.status).toBe(200)
    expect((await make('system-admin', { zh: '县 水利局（测试）' })).body.code).toBe('unit-name-used')
    expect(await seen('system-admin', made.body.id)).toMatchObject({ zh: '县水利局（测试）', kind: 'responsible', mayRename: true, mayEnd: true, mayChange: false, above: [{ kind: 'parent', unit: { zh: '县委县政府（演示）' } }] })
    expect((await seen('triage', made.body.id)).mayRename).toBe(false)
    expect((await say(world, 'system-admin', 'GET', '/api/v1/accounts')).body.units.map(({ id }: { id: string }) => id)).toContain(made.body.id)
    const entries = await world.context.audit.reader.selectFrom('audit.entry').select(['act', 'outcome']).where('act', '=', 'makeUnit').orderBy('id', 'desc').limit(1).execute()
    expect(entries).toMatchObject([{ act: 'makeUnit', outcome: 'unit-name-used' }])
  })

  test('is named anew for what comes; what happened before is told with the name of then', async () => {
    const { id, code } = await caseAt(world, 'handling')
    const unitId = world.unitId.department('agriculture')
    const before = (await seen('system-admin', unitId)).zh as string
    world.setClock('2026-09-22')
    for (const role of others) expect((await rename(role, unitId, '县农业局（测试）')).status, role).toBe(403)
    expect((await rename('system-admin', unitId, '县农业局（测试）', '改')).body.code).toBe('reason-missing')
    expect((await rename('system-admin', unitId, before)).body.code).toBe('nothing-changed')
    expect((await rename('system-admin', randomUUID(), '县农业局（测试）')).body.code).toBe('not-found')
    expect((await rename('system-admin', unitId, '县农业局（测试）')).status).toBe(200)
    expect(await seen('triage', unitId)).toMatchObject({ zh: '县农业局（测试）', formerly: [{ zh: before, until: '2026-09-22' }] })
    const file = await say(world, 'triage', 'GET', `/api/v1/cases/${id}`)
    expect(file.body.responsibleUnit.nameZh).toBe('县农业局（测试）')
    const named = (said: Said, action: string) => said.body.events.findLast((event: { action: string }) => event.action === action)
    expect([named(file, 'assign').details.responsibleUnit.zh, named(file, 'sign').unitName.zh]).toEqual([before, before])
    const asked = (await listEvents(world.context.db, id)).length
    expect((await say(world, 'handler', 'POST', `/api/v1/cases/${id}/moves`, { body: { action: 'askExtension', asOf: asked, note: '材料还在调取，需要延长办理时间。', details: { days: 5 } } })).status).toBe(200)
    const after = await say(world, 'triage', 'GET', `/api/v1/cases/${id}`)
    expect([named(after, 'sign').unitName.zh, named(after, 'askExtension').unitName.zh]).toEqual([before, '县农业局（测试）'])
    const told = await trackCase(world.context, code)
    expect(told).toMatchObject({ value: { timeline: expect.arrayContaining([expect.objectContaining({ action: 'sign', unitName: expect.objectContaining({ zh: before }) }), expect.objectContaining({ action: 'askExtension', unitName: expect.objectContaining({ zh: '县农业局（测试）' }) })]) } })
    // The database keeps the name of before, whoever writes.
    await expect(world.owner.pool.query(`update unit set name_zh = '别名' where id = $1`, [unitId])).rejects.toThrow(/name of before/)
    await expect(world.owner.pool.query(`update unit_former_name set name_zh = '别名' where unit_id = $1`, [unitId])).rejects.toThrow(/append-only/)
  })

  test('ends when nobody serves there and nothing would be without it; the sentence says what stands against it', async () => {
    const refused = async (id: string) => (await end('system-admin', id)).body as { code: string; detail: string }
    expect((await refused(world.unitId.discipline)).code).toBe('unit-last')
    expect(await refused(world.unitId.department('finance'))).toMatchObject({ code: 'unit-has-posts', detail: expect.stringContaining('演示·财政办理员') })
    const { rows: posts } = await world.owner.pool.query<{ id: string }>(`select id from officer where unit_id = any($1)`, [[world.unitId.department('housing'), world.unitId.stationed('housing')]])
    for (const post of posts) expect((await say(world, 'security-admin', 'POST', `/api/v1/accounts/${post.id}/end`, { body: { reason } })).status).toBe(200)
    expect(await refused(world.unitId.department('housing'))).toMatchObject({ code: 'unit-bound', detail: expect.stringContaining('more') })
    expect((await refused(world.unitId.stationed('housing'))).code).toBe('unit-bound')
    await expect(world.owner.pool.query(`update unit set ended_on = $1, ended_by = $2, end_reason = 'x' where id = $3`, [today, world.officerId.administrator('system-admin'), world.unitId.department('housing')])).rejects.toThrow(/unit_at_work|does not end/)

    const { body: { id } } = await make('system-admin', { zh: '县林业局（测试）' })
    const asked = await say(world, 'system-admin', 'POST', '/api/v1/accounts/invitations', { body: { name: '测试林业', username: 'forest', unitId: id, role: 'handler' } })
    expect(await refused(id)).toMatchObject({ code: 'unit-has-posts', detail: expect.stringContaining('测试林业') })
    await say(world, 'system-admin', 'POST', `/api/v1/accounts/invitations/${asked.body.id}/withdraw`, {})
    for (const role of ['audit-admin', 'triage', 'leader', 'clerk'] as const) expect((await end(role, id)).status, role).toBe(403)
    expect((await end('security-admin', id, '改')).body.code).toBe('reason-missing')
    expect((await end('security-admin', id)).status).toBe(200)
    expect(await refused(id)).toMatchObject({ code: 'unit-over' })
    expect((await rename('system-admin', id, '又一个名字')).body.code).toBe('unit-over')
    expect(await seen('triage', id)).toMatchObject({ ended: today, mayChange: false, above: [{ to: today }] })
    // Nothing goes there any more, and its name is free.
    expect((await say(world, 'system-admin', 'POST', '/api/v1/accounts/invitations', { body: { name: '测试林业', username: 'forest', unitId: id, role: 'handler' } })).body.code).toBe('unknown-unit')
    const submitted = await caseAt(world, 'accepted')
    const move = { action: 'assign', asOf: (await listEvents(world.context.db, submitted.id)).length, note: '请核查后答复。', details: { responsibleUnitId: id, redacted } }
    expect((await say(world, 'triage', 'POST', `/api/v1/cases/${submitted.id}/moves`, { body: move })).body.code).toBe('unknown-unit')
    await expect(world.owner.pool.query(`update case_file set responsible_unit_id = $1 where id = $2`, [id, submitted.id])).rejects.toThrow(/has ended/)
    await expect(world.owner.pool.query(`insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from) values (gen_random_uuid(), $1, 'handler', '测试', $2, $2, $3)`, [id, county, today])).rejects.toThrow(/has ended/)
    expect((await make('system-admin', { zh: '县林业局（测试）' })).status).toBe(200)
  })

  test('that ends between the look at it and the assignment is refused in a sentence, and the case stays where it was', async () => {
    const unitId = world.unitId.department('organisation')
    const filed = await caseAt(world, 'accepted')
    const ending = await world.owner.pool.connect()
    await ending.query(`begin; alter table unit disable trigger guarded`)
    await ending.query(`update unit set ended_on = $1, ended_by = $2, end_reason = '机构改革' where id = $3`, [today, world.officerId.administrator('system-admin'), unitId])
    const asked = say(world, 'triage', 'POST', `/api/v1/cases/${filed.id}/moves`, { body: { action: 'assign', asOf: 2, note: '请核查后答复。', details: { responsibleUnitId: unitId, redacted } } })
    await vi.waitFor(async () => expect((await world.owner.pool.query('select 1 from pg_locks where not granted')).rows.length).toBeGreaterThan(0), 5000)
    await ending.query('alter table unit enable always trigger guarded; commit')
    ending.release()
    expect(await asked).toMatchObject({ status: 422, body: { code: 'unknown-unit' } })
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${filed.id}`)).body).toMatchObject({ state: 'accepted', eventCount: 2 })
  })

  test('with open work does not end, whoever has left it', async () => {
    const { body: { id } } = await make('system-admin', { zh: '县气象局（测试）' })
    const filed = await caseAt(world, 'handling')
    await world.owner.pool.query(`update case_file set helper_unit_ids = array[$1::uuid] where id = $2`, [id, filed.id])
    const said = (await end('system-admin', id)).body
    expect(said.code).toBe('unit-has-work')
    expect(said.detail).not.toMatch(/\d/)
  })
})

describe('what a post says of its holder', () => {
  const change = async (as: Account, officerId: string, body: object) => {
    const { post_title: title, active_to: to } = await held(officerId)
    return say(world, as, 'POST', `/api/v1/organisation/posts/${officerId}`, { body: { title: '', isHead: false, reason, seen: { title: title ?? '', ...(to !== null && { to }) }, ...body } })
  }
  const grant = (as: Account, id: string) => say(world, as, 'POST', `/api/v1/organisation/post-changes/${id}/grant`, {})
  const held = async (id: string) => (await world.owner.pool.query<{ post_title: string | null; active_to: string | null }>('select post_title, active_to from officer where id = $1', [id])).rows[0]!

  test('is changed by one where it gives nothing, and by two where it gives a longer term or a headship', async () => {
    const id = world.officerId.handler('finance')
    for (const role of others) expect((await change(role, id, { title: '科长' })).status, role).toBe(403)
    expect((await change('system-admin', id, {})).body.code).toBe('nothing-changed')
    expect((await change('system-admin', id, { to: today })).body.code).toBe('term-over')
    expect((await change('system-admin', world.officerId.administrator('system-admin'), { title: '科长' })).body.code).toBe('own-post')
    expect((await change('system-admin', world.officerId.cityTriage, { title: '科长' })).body.code).toBe('not-found')
    expect((await change('system-admin', id, { title: '科长', to: '2026-12-01' })).body).toEqual({ id, isWaiting: false })
    expect(await held(id)).toEqual({ post_title: '科长', active_to: '2026-12-01' })

    // Whoever thought of a change before this one undoes nothing of it unseen.
    expect((await change('system-admin', id, { title: '股长', seen: { title: '' } })).body.code).toBe('post-overtaken')
    const asked = await change('system-admin', id, { title: '科长', to: '2027-12-01', isHead: true })
    expect(asked.body.isWaiting).toBe(true)
    expect(await held(id)).toEqual({ post_title: '科长', active_to: '2026-12-01' })
    expect((await change('system-admin', id, { title: '局长' })).body.code).toBe('change-waits')
    const [waiting] = (await say(world, 'security-admin', 'GET', '/api/v1/organisation')).body.waiting
    expect(waiting).toMatchObject({ id: asked.body.id, title: '科长', before: '2026-12-01', to: '2027-12-01', isHead: true, mayGrant: true })
    expect((await say(world, 'triage', 'GET', '/api/v1/organisation')).body.waiting).toEqual([])
    for (const role of ['system-admin', 'audit-admin', 'triage'] as const) expect((await grant(role, asked.body.id)).status, role).toBe(403)
    expect((await grant('security-admin', asked.body.id)).status).toBe(200)
    expect((await grant('security-admin', asked.body.id)).body.code).toBe('change-ended')
    expect(await held(id)).toEqual({ post_title: '科长', active_to: '2027-12-01' })
    expect((await seen('triage', world.unitId.department('finance'))).heads).toMatchObject([{ name: '演示·财政办理员', from: today }])
    const again = await change('system-admin', id, { title: '科长' })
    expect((await say(world, 'security-admin', 'POST', `/api/v1/organisation/post-changes/${again.body.id}/withdraw`, {})).status).toBe(200)
    await expect(world.owner.pool.query(`insert into post_change (id, officer_id, is_head, reason, asked_by, asked_at, expires_at, decided_by, decided_at, outcome) values (gen_random_uuid(), $1, false, 'x', $2, now(), now(), $2, now(), 'granted')`, [id, world.officerId.administrator('system-admin')])).rejects.toThrow(/check/)
  })

  test('is asked for with the account: title, term and headship', async () => {
    const unitId = world.unitId.department('civil')
    const ask = (more: object) => say(world, 'system-admin', 'POST', '/api/v1/accounts/invitations', { body: { name: '测试民政', username: 'civil.new', unitId, role: 'handler', title: '副局长', from: '2026-09-01', to: '2028-09-01', isHead: true, ...more } })
    expect((await ask({ to: '2026-09-01' })).body.code).toBe('term-order')
    expect((await ask({ from: '2026-10-01' })).body.code).toBe('head-later')
    const asked = await ask({})
    const { invitations } = (await say(world, 'security-admin', 'GET', '/api/v1/accounts')).body
    expect(invitations).toMatchObject([{ title: '副局长', from: '2026-09-01', to: '2028-09-01', isHead: true }])
    expect((await say(world, 'security-admin', 'POST', `/api/v1/accounts/invitations/${asked.body.id}/grant`, {})).status).toBe(200)
    const unit = await seen('triage', unitId)
    expect(unit.posts).toContainEqual(expect.objectContaining({ name: '测试民政', title: '副局长', from: '2026-09-01', to: '2028-09-01', isHead: true }))
    expect((await say(world, 'security-admin', 'POST', `/api/v1/accounts/invitations/${asked.body.id}/withdraw`, {})).status).toBe(200)
    expect((await seen('triage', unitId)).heads).toMatchObject([{ name: '测试民政', to: today }])
    // Nor does somebody head a unit who never came.
    const late = await ask({ username: 'civil.late', name: '测试民政乙' })
    await say(world, 'security-admin', 'POST', `/api/v1/accounts/invitations/${late.body.id}/grant`, {})
    expect((await seen('triage', unitId)).heads[0]).toMatchObject({ name: '测试民政乙', mayEnd: true })
    world.setClock('2026-09-29')
    await ask({ username: 'civil.later', name: '测试民政丙' })
    expect((await seen('triage', unitId)).heads.find(({ name }: { name: string }) => name === '测试民政乙')).toMatchObject({ to: '2026-09-29' })
  })

  test('lends the post no longer than its term: a deputyship that would outlast it ends with the change', async () => {
    const [absent, deputy] = [world.officerId.handler('agriculture'), world.officerId.secondHandler]
    await world.owner.pool.query('update officer set user_id = $1 where id = $2', [await createAccount(world.signIn, { username: 'second.handler', password: '春天去看油菜花 in the hills', name: 'second.handler' }), deputy])
    const lend = async (from: string, to: string) => (await world.owner.pool.query<{ id: string }>(`insert into deputyship (id, absent_id, deputy_id, from_day, to_day, reason, named_by, named_at) values (gen_random_uuid(), $1, $2, $3, $4, 'leave', $1, now()) returning id`, [absent, deputy, from, to])).rows[0]!.id
    const [within, beyond] = [await lend('2026-09-21', '2026-10-14'), await lend('2026-10-15', '2026-10-20')]
    expect((await change('system-admin', absent, { to: '2026-10-15' })).status).toBe(200)
    const { rows } = await world.owner.pool.query('select id, ended_on from deputyship where id = any($1) order by from_day', [[within, beyond]])
    expect(rows).toEqual([{ id: within, ended_on: null }, { id: beyond, ended_on: today }])
  })

  test('ends access on the day the term ends: the day before all is open, on the day and after it nothing is', async () => {
    const id = world.officerId.supervisor('civil')
    const password = '春天去看油菜花 in the hills'
    await world.owner.pool.query('update officer set user_id = $1 where id = $2', [await createAccount(world.signIn, { username: 'civil.watch', password, name: 'civil.watch' }), id])
    const enter = async () => ([(await say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: { username: 'civil.watch', password }, headers: { origin: 'http://localhost' } })).headers['set-cookie'] ?? []].flat() as string[]).map(text => text.split(';')[0]).join('; ')
    expect((await change('system-admin', id, { to: '2026-09-30' })).status).toBe(200)
    const asked = async (cookie: string) => (await say(world, undefined, 'GET', '/api/v1/desk', { headers: { cookie } })).status
    world.setClock('2026-09-29')
    const cookie = await enter()
    expect(await asked(cookie)).toBe(200)
    for (const day of ['2026-09-30', '2026-10-01']) {
      world.setClock(day)
      expect([401, 403], day).toContain(await asked(cookie))
      expect(await say(world, undefined, 'GET', '/api/v1/desk', { headers: { cookie: await enter() } }), day).toMatchObject({ status: 403, body: { code: 'no-post' } })
    }
  })
})

describe('the two groups of custodians', () => {
  const custodian = { role: 'custodian', name: '测试保管' }
  const insert = (unitId: string, group: string, name: string) => world.owner.pool.query(`insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from, custodian_group) values (gen_random_uuid(), $1, 'custodian', $2, $3, $4, $5, $6)`, [unitId, name, county, county + 999_999, today, group])

  test('never meet in one unit or one person, whoever writes', async () => {
    await insert(world.unitId.custody('A'), 'A', '测试甲')
    await expect(insert(world.unitId.custody('A'), 'B', '测试乙')).rejects.toThrow(/unit_in_one_group/)
    await expect(insert(world.unitId.custody('B'), 'B', '测试甲')).rejects.toThrow(/name_in_one_group/)
    const ask = (group: 'A' | 'B', name: string, username: string) => say(world, 'system-admin', 'POST', '/api/v1/accounts/invitations', { body: { ...custodian, name, username, unitId: world.unitId.custody(group) } })
    expect((await ask('B', '测试甲', 'keep.one')).body.code).toBe('both-groups')
    // Somebody asked for in both at once: the second grant is refused.
    const [one, other] = [await ask('A', '测试丙', 'keep.two'), await ask('B', '测试丙', 'keep.three')]
    const grants = [one, other].map(({ body }) => () => say(world, 'security-admin', 'POST', `/api/v1/accounts/invitations/${body.id}/grant`, {}))
    expect([(await grants[0]!()).status, (await grants[1]!()).body.code]).toEqual([200, 'both-groups'])
  })
})
