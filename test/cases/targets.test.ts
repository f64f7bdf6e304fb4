import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cityOf, countyOf, townshipOf } from '#rules/divisions/division-code.ts'
import { canSee } from '#rules/policy/cases.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { listItems } from '#records/catalogue.ts'
import { listDeskOfficers } from '#records/conflicts.ts'
import { findBinding } from '#records/officers.ts'
import { getCase, listEvents } from '#records/cases.ts'
import { aboutCase } from '#actions/about-case.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { settleAllConflicts } from '#actions/settle-conflicts.ts'
import { openBrowser } from '#test/pages/visiting.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { inTransaction } from '#records/database.ts'
import { moveCase, type CaseMove } from '#actions/move-case.ts'
import { actingFor } from '#records/scope.ts'
import { caseAt, file, move, reply } from '#test/api/cases-of-every-state.ts'
import { livingIn } from '#test/cases/living.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

const county = 340_522_000_000

let world: World
let villages: number[]
beforeAll(async () => {
  world = await openWorld()
  const { rows } = await world.owner.pool.query<{ code: string }>(`select code from pub.division where level = 'village' and valid_to is null and code between $1 and $2 order by code`, [county, county + 999_999])
  villages = rows.map(row => Number(row.code))
})
afterAll(() => world.close())

const seenBy = async (officerId: string, id: string) => inTransaction(world.context.db, async tx =>
  canSee(await world.officer(officerId), await aboutCase(tx, await getCase(tx, id), stateOf(await listEvents(tx, id)))))

describe('every village of the county', () => {
  test('has a desk that accepts its complaints, and a desk above that takes what the county cannot', async () => {
    expect(villages.length).toBeGreaterThan(80)
    const today = world.context.clock.today()
    expect((await listDeskOfficers(world.context.db, county, today)).length).toBeGreaterThan(1)
    expect((await listDeskOfficers(world.context.db, cityOf(county), today)).length).toBeGreaterThan(0)
    for (const villageCode of villages) {
      const { id } = await file(world, { villageCode })
      expect([await seenBy(world.officerId.triage, id), await seenBy(world.officerId.cityTriage, id)], String(villageCode)).toEqual([true, false])
    }
    // One of each township is about the desk itself.
    for (const villageCode of new Map(villages.map(code => [townshipOf(code), code])).values()) {
      const { id } = await file(world, { villageCode })
      const named = await nameSubjects(world.context, await world.officer(world.officerId.triage), id, { asOf: 1, note: '来信写明所涉人员。', name: [{ unitId: world.unitId.discipline }], lift: [] })
      expect(named, String(villageCode)).toMatchObject({ ok: true, value: { isOutOfSight: true } })
      expect([await seenBy(world.officerId.triage, id), await seenBy(world.officerId.cityTriage, id)], String(villageCode)).toEqual([false, true])
    }
  }, 60_000)

  test('has for every item of the list a unit that answers and another that watches it', async () => {
    const items = await listItems(world.context.db)
    expect(items.length).toBe(60)
    for (const { slug } of items) {
      const bound = await findBinding(world.context.db, county, slug, world.context.clock.today())
      expect(bound, slug).toBeDefined()
      expect(bound!.responsibleUnitId, slug).not.toBe(bound!.supervisingUnitId)
    }
  })

  test('is refused a unit that nobody supervises, in words, and nothing is written', async () => {
    const filed = await caseAt(world, 'accepted')
    const unit = world.unitId.place(340_522_100_000)
    expect(await livingIn(world).by('triage', filed, { action: 'assign', note: '请核查后答复。', responsibleUnitId: unit })).toMatchObject({ ok: false, refusal: { code: 'no-supervising-unit' } })
    expect((await livingIn(world).facts(filed)).state).toBe('accepted')
  })
})

describe('a village of a county that has no desk yet', () => {
  const ofCity = async (queue: string) => (await say(world, 'city-triage', 'GET', `/api/v1/cases?queue=${queue}`)).body
  const counted = async (key: string) => (await say(world, 'city-triage', 'GET', '/api/v1/desk')).body.queues.find((queue: { key: string }) => queue.key === key).count
  test('has its complaints at the desk of the city, which is told, lists, counts and accepts them; the resident reads why', async () => {
    const filed = await file(world, { villageCode: await elsewhere() })
    for (const as of [world.officerId.triage, world.officerId.cityTriage, world.officerId.leader]) expect(await seenBy(as, filed.id)).toBe(false)
    const before = await counted('to-accept')
    expect(await settleAllConflicts(world.context)).toBe(1)
    expect(await settleAllConflicts(world.context)).toBe(0)
    expect([await seenBy(world.officerId.cityTriage, filed.id), await seenBy(world.officerId.triage, filed.id)]).toEqual([true, false])
    expect([await counted('to-accept'), (await ofCity('to-accept')).total]).toEqual([before + 1, before + 1])
    expect((await ofCity('to-accept')).items.map((item: { id: string }) => item.id)).toContain(filed.id)
    await deliverOutbox(world.context)
    const told = await world.context.db.selectFrom('officerNotice').select('unitId').where('caseId', '=', filed.id).execute()
    expect(new Set(told.map(({ unitId }) => unitId))).toEqual(new Set([world.unitId.cityDiscipline]))
    const page = await (await openBrowser(world)).post('/track', { code: filed.code })
    expect([page.text.includes('本县还没有受理单位'), page.text.includes('因回避要求')]).toEqual([true, false])
    await move(world, filed.id, world.officerId.cityTriage, { action: 'accept' })
    expect(await livingIn(world).facts(filed)).toMatchObject({ state: 'accepted', deskLevel: 'city', dueOn: expect.any(String) })
  })

  test('has its complaints assigned by the city to the units of that county, singly or together, and answered there', async () => {
    const villageCode = await elsewhere()
    const [filed, second] = [await file(world, { villageCode }), await file(world, { villageCode })]
    await settleAllConflicts(world.context)
    for (const { id } of [filed, second]) await move(world, id, world.officerId.cityTriage, { action: 'accept' })
    const read = async () => (await say(world, 'city-triage', 'GET', `/api/v1/cases/${filed.id}`)).body
    const act = async (action: string, details: object) => say(world, 'city-triage', 'POST', `/api/v1/cases/${filed.id}/moves`, { body: { action, asOf: 3, note, details } })
    const [note, asked] = ['请核查后答复。', { redacted: { statement: '村口路灯坏了。', photos: [] } }]
    // Nobody of that county is set up: the city reads so, and units of another county are none.
    expect(await read()).toMatchObject({ responsibleUnits: [], suggestions: [], allowed: expect.arrayContaining(['assign']) })
    expect(await act('assign', { ...asked, responsibleUnitId: world.unitId.department('agriculture') })).toMatchObject({ status: 422, body: { code: 'unknown-unit' } })
    const { department, handler, supervisor } = await unitsOf(countyOf(villageCode))
    expect((await read()).responsibleUnits.map((unit: { id: string }) => unit.id)).toEqual([department])
    expect(await act('assign', { ...asked, responsibleUnitId: department })).toMatchObject({ status: 200 })
    await say(world, 'city-triage', 'POST', `/api/v1/cases/${second.id}/redactions`, { body: { asOf: 3, statement: '村口路灯坏了。', photos: [] } })
    const many = await say(world, 'city-triage', 'POST', '/api/v1/cases/assignments', { body: { responsibleUnitId: department, note, cases: [{ id: second.id, asOf: 4 }] } })
    expect(many).toMatchObject({ status: 200, body: { outcomes: [{ id: second.id, isAssigned: true }] } })
    // Behind row security, as the officers of that county ask.
    const does = async (officerId: string, asked: Omit<CaseMove, 'asOf'>) => {
      const officer = await world.officer(officerId)
      const asOf = (await listEvents(world.context.db, filed.id)).length
      expect(await actingFor(officer, () => moveCase({ ...world.context, db: world.context.staff }, officer, filed.id, { asOf, ...asked })), asked.action).toMatchObject({ ok: true })
    }
    await does(handler, { action: 'sign' })
    await does(handler, { action: 'draftReply', reply })
    await does(supervisor, { action: 'passReview' })
    expect((await (await openBrowser(world)).post('/track', { code: filed.code })).text).toContain(reply.text)
    expect([await seenBy(world.officerId.cityTriage, filed.id), await seenBy(world.officerId.triage, filed.id)]).toEqual([true, false])
  })

  test('keeps with the city what went there, and has the new ones at its own desk, the moment there is one', async () => {
    const villageCode = await elsewhere()
    const before = await file(world, { villageCode })
    await settleAllConflicts(world.context)
    const [unit, officer, theirs] = [randomUUID(), randomUUID(), countyOf(villageCode)]
    await world.owner.pool.query(`insert into unit (id, kind, name_zh, name_en, division_code, county_code) select $1, kind, '测试外县监督办', 'Test desk', $2::bigint, $2::bigint from unit where id = $3`, [unit, theirs, world.unitId.discipline])
    await world.owner.pool.query(`insert into officer (id, name, role, unit_id, reach_low, reach_high, active_from) values ($1, '测试甲', 'triage', $2, $3::bigint, $3::bigint + 999999, '2022-11-01')`, [officer, unit, theirs])
    const after = await file(world, { villageCode })
    expect(await settleAllConflicts(world.context)).toBe(0)
    expect([await seenBy(officer, before.id), await seenBy(world.officerId.cityTriage, before.id)]).toEqual([false, true])
    expect([await seenBy(officer, after.id), await seenBy(world.officerId.cityTriage, after.id)]).toEqual([true, false])
    // While the post is vacant, what was begun there stays there.
    await move(world, after.id, officer, { action: 'accept' })
    await world.owner.pool.query(`update officer set active_to = active_from where id = $1`, [officer])
    expect(await settleAllConflicts(world.context)).toBe(0)
  })

  /** A department with its handler and a stationed group with its supervisor, bound for one item; no desk. */
  async function unitsOf(county: number) {
    const [department, stationed, handler, supervisor] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
    const { pool } = world.owner
    await pool.query(`insert into unit (id, kind, name_zh, name_en, division_code, county_code) values ($1, 'responsible', '测试外县农业农村局', 'Test department', $3::bigint, $3::bigint), ($2, 'supervising', '测试外县派驻组', 'Test group', $3::bigint, $3::bigint)`, [department, stationed, county])
    await pool.query(`insert into officer (id, name, role, unit_id, reach_low, reach_high, active_from) values ($1, '测试办理员', 'handler', $3, $5::bigint, $5::bigint + 999999, '2022-11-01'), ($2, '测试监督员', 'supervisor', $4, $5::bigint, $5::bigint + 999999, '2022-11-01')`, [handler, supervisor, department, stationed, county])
    await pool.query(`insert into item_binding (county_code, item_slug, responsible_unit_id, supervising_unit_id, valid_from) values ($1, 'farmland-subsidy', $2, $3, '2022-11-01')`, [county, department, stationed])
    return { department, handler, supervisor }
  }

  async function elsewhere(): Promise<number> {
    const { rows: [found] } = await world.owner.pool.query<{ code: string }>(`select code from pub.division where level = 'village' and valid_to is null and code not between $1 and $2 order by code limit 1`, [county, county + 999_999])
    return Number(found!.code)
  }
})

describe('words that the desk wrote for a unit', () => {
  const canary = '金丝雀六六二'
  const text = { statement: '村口路灯坏了，请核查维修费。', photos: [] }
  test('stay what the unit reads whatever else happens to the case, until the desk writes others', async () => {
    const live = livingIn(world)
    const filed = await caseAt(world, 'accepted', { statement: `${canary}我家门口的路灯坏了。` })
    await live.must('triage', filed, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture'), redacted: text })
    const reads = async () => (await say(world, 'handler', 'GET', `/api/v1/cases/${filed.id}`))
    const after: [string, () => Promise<unknown>][] = [
      ['signing', () => live.must('handler', filed, { action: 'sign' })],
      ['an extension', () => live.must('handler', filed, { action: 'askExtension', days: 3, note: '需要现场勘验取证。' })],
      ['its refusal', () => live.must('supervisor', filed, { action: 'refuseExtension', note: '时间足够。' })],
      ['a joining unit', () => live.must('supervisor', filed, { action: 'joinUnits', unitIds: [world.unitId.department('housing')], note: '请住建局协办。' })],
      ['a merge', async () => {
        const lead = await caseAt(world, 'handling')
        await live.must('triage', filed, { action: 'merge', intoCaseId: lead.id, note: '反映的是同一件事。' })
        await live.must('triage', filed, { action: 'unmerge', note: '不是同一件事。' })
      }],
      ['an item', () => world.context.db.updateTable('caseFile').set({ itemSlug: 'farmland-subsidy' }).where('id', '=', filed.id).execute()],
    ]
    for (const [what, happens] of after) {
      await happens()
      const said = await reads()
      expect([said.status, said.body.reading, said.body.statement, said.raw.includes(canary)], what).toEqual([200, 'for-units', text.statement, false])
    }
    const asOf = (await listEvents(world.context.db, filed.id)).length
    expect(await say(world, 'triage', 'POST', `/api/v1/cases/${filed.id}/redactions`, { body: { asOf, ...text, statement: '村东第三盏路灯坏了，请核查。' } })).toMatchObject({ status: 200 })
    expect((await reads()).body.statement).toBe('村东第三盏路灯坏了，请核查。')
  })
})
