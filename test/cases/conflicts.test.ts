import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiptCodeFor } from '#platform/crypto/receipt-code.ts'
import { listEvents } from '#records/cases.ts'
import type { NewSubject } from '#records/conflicts.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { moveCase } from '#actions/move-case.ts'
import { declareOwnComplaint, declareRelation, endRelation } from '#actions/relations.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { settleAllConflicts } from '#actions/settle-conflicts.ts'
import { trackCase } from '#actions/tracking.ts'
import { caseAt, file, type Filed } from '#test/api/cases-of-every-state.ts'
import { livingIn } from '#test/cases/living.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld()
  live = livingIn(world)
})
afterAll(() => world.close())

const township = 340_522_100_000

async function name(by: string, { id }: Pick<Filed, 'id'>, name: readonly NewSubject[], lift: readonly string[] = []) {
  return nameSubjects(world.context, await world.officer(by), id, { asOf: (await listEvents(world.context.db, id)).length, note: '来信写明所涉人员。', name, lift })
}

type Account = Parameters<World['signInAs']>[0]

async function get(as: Account, url: string) {
  const { cookie } = await world.signInAs(as)
  return (await world.app()).inject({ url, headers: { cookie } })
}

const seenBy = async (as: Account, { id }: Pick<Filed, 'id'>) => (await get(as, `/api/v1/cases/${id}`)).statusCode === 200

describe('naming whom a complaint is about', () => {
  test('is the desk’s alone, says why, and is written as an event without names', async () => {
    const filed = await caseAt(world, 'handling')
    expect(await name(world.officerId.supervisor('agriculture'), filed, [{ unitId: world.unitId.place(world.village) }])).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await name(world.officerId.clerk(world.village), filed, [{ unitId: world.unitId.place(world.village) }])).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect(await name(world.officerId.triage, filed, [])).toMatchObject({ ok: false, refusal: { code: 'choice-missing' } })
    expect(await name(world.officerId.triage, filed, [{ unitId: randomUUID() }])).toMatchObject({ ok: false, refusal: { code: 'unknown-unit' } })
    expect(await name(world.officerId.triage, filed, [{ officerId: randomUUID() }])).toMatchObject({ ok: false, refusal: { code: 'unknown-officer' } })
    expect(await name(world.officerId.triage, filed, [{ person: '测试某主任', servesUnitId: world.unitId.place(world.village), isHead: true }])).toMatchObject({ ok: true, value: { isOutOfSight: false } })
    const event = (await listEvents(world.context.db, filed.id)).at(-1)!
    expect(event).toMatchObject({ action: 'nameSubjects', details: { named: [expect.any(String)], lifted: [] } })
    expect(JSON.stringify(event)).not.toContain('测试某主任')
    expect(await live.facts(filed)).toMatchObject({ state: 'handling', deskLevel: 'county' })
    expect(await seenBy('handler', filed)).toBe(true)
    expect((await get('handler', `/api/v1/cases/${filed.id}`)).body).not.toContain('测试某主任')
    expect((await get('handler', `/api/v1/cases/${filed.id}/subjects`)).statusCode).toBe(403)
    const tracked = await trackCase(world.context, filed.code)
    expect(JSON.stringify(tracked)).not.toContain('测试某主任')
    expect(tracked.ok && tracked.value.timeline.map(step => step.action)).not.toContain('nameSubjects')
  })

  test('leaves whoever is kept away no wait to learn from: the answer comes while somebody else holds the case', async () => {
    const filed = await file(world)
    expect(await name(world.officerId.triage, filed, [{ officerId: world.officerId.secondTriage }])).toMatchObject({ ok: true })
    const kept = await world.officer(world.officerId.secondTriage)
    await world.owner.db.transaction().execute(async tx => {
      await tx.selectFrom('caseFile').select('id').where('id', '=', filed.id).forUpdate().execute()
      expect(await moveCase(world.context, kept, filed.id, { action: 'accept', asOf: 2 })).toEqual({ ok: false, refusal: { code: 'not-found' } })
      expect(await name(kept.id, filed, [])).toEqual({ ok: false, refusal: { code: 'not-found' } })
    })
  })

  test('of the unit at work takes the case to the city in the same moment, and the county no longer finds it', async () => {
    const filed = await caseAt(world, 'handling')
    const named = await name(world.officerId.triage, filed, [{ unitId: world.unitId.department('agriculture') }])
    expect(named).toMatchObject({ ok: true, value: { isOutOfSight: true } })
    expect((await live.actions(filed)).slice(-2)).toEqual(['nameSubjects', 'moveUp'])
    expect(await live.facts(filed)).toMatchObject({ state: 'countyDecides', deskLevel: 'city', responsibleUnitId: undefined, supervisingUnitId: undefined })
    for (const account of ['triage', 'handler', 'supervisor', 'leader'] as const) expect(await seenBy(account, filed), account).toBe(false)
    expect(await seenBy('city-triage', filed)).toBe(true)
    const tracked = await trackCase(world.context, filed.code)
    expect(tracked.ok && tracked.value.timeline.at(-1)!.action).toBe('moveUp')
    // The city's desk gives it to a unit of the county that is not in conflict.
    expect(await live.by('triage', filed, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('finance') })).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    const detail = (await get('city-triage', `/api/v1/cases/${filed.id}`)).json<{ responsibleUnits: { id: string }[] }>()
    expect(detail.responsibleUnits.map(unit => unit.id)).not.toContain(world.unitId.department('agriculture'))
    expect(detail.responsibleUnits.map(unit => unit.id)).toContain(world.unitId.department('finance'))
  })

  test('of a unit that helps takes the case to the city as well: nobody in conflict stays at work', async () => {
    const [filed, helper] = [await caseAt(world, 'handling'), world.unitId.department('housing')]
    await live.must('triage', filed, { action: 'joinUnits', note: '涉及道路部分，请协办。', unitIds: [helper] })
    expect(await name(world.officerId.triage, filed, [{ unitId: helper }])).toMatchObject({ ok: true, value: { isOutOfSight: true } })
    expect(await live.facts(filed)).toMatchObject({ state: 'countyDecides', deskLevel: 'city', helperUnitIds: [] })
  })

  test('of an officer of the desk takes it to the city before it is accepted; the notice reaches the city’s desk', async () => {
    // The desk shows the newest twelve, and of one moment any of them.
    await deliverOutbox(world.context)
    world.setClock('2026-09-21', 9, 1)
    const filed = await file(world)
    await name(world.officerId.triage, filed, [{ officerId: world.officerId.secondTriage }])
    expect(await live.facts(filed)).toMatchObject({ state: 'submitted', deskLevel: 'city' })
    await deliverOutbox(world.context)
    const desk = (await get('city-triage', '/api/v1/desk')).json<{ notices: { caseId?: string }[] }>()
    expect(desk.notices.map(notice => notice.caseId)).toContain(filed.id)
    expect((await get('triage', '/api/v1/desk')).body).not.toContain(filed.id)
  })

  test('of the head of a township that handles it brings it back to the county’s desk', async () => {
    const filed = await file(world)
    await live.must('triage', filed, { action: 'accept' })
    await world.owner.pool.query(`insert into item_binding values (340522000000, 'township-test', $1, $2, '2022-11-01') on conflict do nothing`, [world.unitId.place(township), world.unitId.stationed('civil')])
    await live.must('triage', filed, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.place(township) })
    await name(world.officerId.triage, filed, [{ person: '测试镇长', servesUnitId: world.unitId.place(township), isHead: true }])
    expect(await live.facts(filed)).toMatchObject({ state: 'countyDecides', deskLevel: 'county', responsibleUnitId: undefined })
    expect(await seenBy('triage', filed)).toBe(true)
    expect(await live.by('triage', filed, { action: 'assign', note: '再请原单位核查。', responsibleUnitId: world.unitId.place(township) })).toMatchObject({ ok: false, refusal: { code: 'assigned-unit-named' } })
  })

  test('a village never handles a complaint', async () => {
    const filed = await caseAt(world, 'accepted')
    expect(await live.by('triage', filed, { action: 'assign', note: '请村里核查。', responsibleUnitId: world.unitId.place(world.otherVillage) })).toMatchObject({ ok: false, refusal: { code: 'unknown-unit' } })
  })

  test('lifting the name restores exactly what it took', async () => {
    const filed = await caseAt(world, 'handling')
    await name(world.officerId.triage, filed, [{ officerId: world.officerId.clerk(world.otherVillage) }])
    expect(await declareRelation(world.context, await world.officer(world.officerId.handler('agriculture')), { officerId: world.officerId.handler('agriculture'), kind: 'kin', withOfficerId: world.officerId.clerk(world.otherVillage) })).toMatchObject({ ok: true })
    expect(await seenBy('handler', filed)).toBe(false)
    const { subjects } = (await get('triage', `/api/v1/cases/${filed.id}/subjects`)).json<{ subjects: { id: string }[] }>()
    expect(await name(world.officerId.triage, filed, [], subjects.map(subject => subject.id))).toMatchObject({ ok: true })
    expect(await seenBy('handler', filed)).toBe(true)
  })

  test('is about a case that joined it too', async () => {
    const [lead, joined] = [await caseAt(world, 'handling'), await caseAt(world, 'accepted')]
    await live.must('triage', joined, { action: 'merge', intoCaseId: lead.id, note: '反映同一件事。' })
    await name(world.officerId.triage, lead, [{ unitId: world.unitId.department('agriculture') }])
    expect(await seenBy('city-triage', lead)).toBe(true)
    expect((await live.actions(joined)).slice(-1)).toEqual(['moveUp'])
    expect([await seenBy('city-triage', joined), await seenBy('handler', joined), (await live.facts(joined)).state]).toEqual([true, false, 'merged'])
  })

  test('of somebody below keeps a leader who heads the county out as little as before, of the leader everybody in the county', async () => {
    const filed = await caseAt(world, 'handling')
    await name(world.officerId.triage, filed, [{ unitId: world.unitId.place(world.village) }])
    expect(await seenBy('leader', filed)).toBe(true)
    await name(world.officerId.triage, filed, [{ officerId: world.officerId.leader }])
    for (const account of ['triage', 'handler', 'supervisor', 'leader'] as const) expect(await seenBy(account, filed), account).toBe(false)
    expect(await seenBy('city-triage', filed)).toBe(true)
  })
})

describe('a relation', () => {
  const clerk = () => world.officerId.clerk(340_522_105_201)
  test('holds from the moment it is declared, is ended by the desk and by nobody for himself', async () => {
    const filed = await caseAt(world, 'handling')
    await name(world.officerId.triage, filed, [{ officerId: clerk() }])
    expect(await seenBy('supervisor', filed)).toBe(true)
    const supervisor = await world.officer(world.officerId.supervisor('agriculture'))
    const declared = await declareRelation(world.context, supervisor, { officerId: supervisor.id, kind: 'same-village', withUnitId: world.unitId.place(340_522_105_201) })
    expect(await seenBy('supervisor', filed)).toBe(false)
    const id = declared.ok ? declared.value.id : ''
    expect(await endRelation(world.context, supervisor, id, '已经不在那里。')).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await endRelation(world.context, await world.officer(world.officerId.triage), id, '已经不在那里。')).toMatchObject({ ok: true })
    expect(await seenBy('supervisor', filed)).toBe(true)
    await expect(world.owner.pool.query(`delete from declared_relation`)).rejects.toThrow(/append-only/)
  })
  test('of the desk’s own officer is ended by another, which the database insists on', async () => {
    const triage = await world.officer(world.officerId.triage)
    const declared = await declareRelation(world.context, triage, { officerId: triage.id, kind: 'interest', withUnitId: world.unitId.place(340_522_105_201), note: '入股合作社。' })
    const id = declared.ok ? declared.value.id : ''
    expect(await endRelation(world.context, triage, id, '已经退股。')).toMatchObject({ ok: false, refusal: { code: 'author-cannot-review' } })
    await expect(world.owner.pool.query(`insert into relation_end values ($1, $2, $2, '2026-09-21', 'x')`, [id, triage.id])).rejects.toThrow(/two people/)
    expect(await endRelation(world.context, await world.officer(world.officerId.secondTriage), id, '已经退股。')).toMatchObject({ ok: true })
  })
  test('is entered by the county for its own officers, and by others for themselves only', async () => {
    const handler = world.officerId.handler('civil')
    expect(await declareRelation(world.context, await world.officer(clerk()), { officerId: handler, kind: 'kin', withOfficerId: clerk() })).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await declareRelation(world.context, await world.officer(world.officerId.triage), { officerId: handler, kind: 'kin', withOfficerId: clerk() })).toMatchObject({ ok: true })
    expect(await declareRelation(world.context, await world.officer(world.officerId.triage), { officerId: world.officerId.cityTriage, kind: 'kin', withOfficerId: clerk() })).toMatchObject({ ok: false, refusal: { code: 'unknown-officer' } })
    expect(await declareRelation(world.context, await world.officer(clerk()), { officerId: clerk(), kind: 'kin' })).toMatchObject({ ok: false, refusal: { code: 'choice-missing' } })
  })
})

describe('what changes around a case', () => {
  test('a unit that a named officer comes to head loses the case at once, and the next sweep takes it up', async () => {
    const filed = await caseAt(world, 'handling', { department: 'housing' })
    const clerk = world.officerId.clerk(world.otherVillage)
    await name(world.officerId.triage, filed, [{ officerId: clerk }])
    const handler = await world.officer(world.officerId.handler('housing'))
    const before = (await live.by('otherHandler', filed, { action: 'draftReply' }))
    expect(before).toMatchObject({ ok: false, refusal: { code: 'reply-missing' } })
    await world.owner.pool.query(`insert into unit_head values ($1, $2, '2026-09-21')`, [handler.unitId, clerk])
    expect(await live.by('otherHandler', filed, { action: 'draftReply' })).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect(await settleAllConflicts(world.context)).toBe(1)
    expect(await settleAllConflicts(world.context)).toBe(0)
    expect(await live.facts(filed)).toMatchObject({ deskLevel: 'city', state: 'countyDecides' })
    await world.owner.pool.query('update unit_head set valid_to = valid_from where officer_id = $1', [clerk])
  })
})

describe('an officer who is the complainant', () => {
  test('shows it by the code, loses the case in every other way, and follows it by the code', async () => {
    const filed = await caseAt(world, 'handling')
    expect(await seenBy('handler', filed)).toBe(true)
    const handler = await world.officer(world.officerId.handler('agriculture'))
    expect(await declareOwnComplaint(world.context, handler, '0000 0000 0000 0000 0000')).toMatchObject({ ok: false })
    expect(await declareOwnComplaint(world.context, handler, filed.code)).toEqual({ ok: true, value: {} })
    expect(await seenBy('handler', filed)).toBe(false)
    expect((await get('handler', '/api/v1/cases?queue=handling')).body).not.toContain(filed.id)
    expect(await live.by('handler', filed, { action: 'draftReply' })).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect(await trackCase(world.context, filed.code)).toMatchObject({ ok: true })
    expect(await live.by('secondHandler', filed, { action: 'draftReply' })).toMatchObject({ ok: false, refusal: { code: 'reply-missing' } })
    expect((await get('triage', '/api/v1/relations')).body).not.toContain(filed.id)
  })
})

test('an officer who tries receipt codes as his own waits after ten wrong ones like everybody; another officer does not', async () => {
  const { code } = await file(world)
  const claim = async (as: 'handler' | 'supervisor', tried: string) => say(world, as, 'POST', '/api/v1/relations/own-complaints', { body: { code: tried } })
  const wrong = receiptCodeFor(world.context.secrets.receiptPepper, randomUUID())
  for (let n = 0; n < 10; n++) expect((await claim('supervisor', wrong)).status).toBe(404)
  expect(await claim('supervisor', code)).toMatchObject({ status: 429, body: { code: 'slow-down' } })
  expect((await claim('handler', code)).status).toBe(200)
})
