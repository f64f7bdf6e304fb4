import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewSubject } from '#records/conflicts.ts'
import { listEvents } from '#records/cases.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { explainItem } from '#actions/explain-item.ts'
import { setContact } from '#actions/messages.ts'
import { moveCase, type CaseMove } from '#actions/move-case.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { declareOwnComplaint, declareRelation } from '#actions/relations.ts'
import { settleAllConflicts } from '#actions/settle-conflicts.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { caseAt, withText, type Filed } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { livingIn } from '#test/cases/living.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld({ today: '2026-11-02' })
  live = livingIn(world)
})
afterAll(() => world.close())

const [letter, why] = ['关于督促办理一件群众投诉的函：请你单位认真核查，限期办结，并书面说明情况。', '群众反映强烈。']
const department = (key: string) => world.unitId.department(key)

async function name({ id }: Filed, ...name: NewSubject[]): Promise<void> {
  const named = await nameSubjects(world.context, await world.officer(world.officerId.triage), id, { asOf: (await listEvents(world.context.db, id)).length, note: '来信写明所涉人员。', name, lift: [] })
  if (!named.ok) throw new Error(named.refusal.code)
}

/** One move, by anybody, on what is newest. */
async function act(officerId: string, { id }: Filed, asked: Omit<CaseMove, 'asOf'>) {
  return moveCase(world.context, await world.officer(officerId), id, { asOf: (await listEvents(world.context.db, id)).length, ...await withText(world, id, asked) })
}

async function sweepOn(day: string): Promise<void> {
  world.setClock(day)
  await sweepCases(world.context)
  await deliverOutbox(world.context)
}

type Reader = 'triage' | 'handler' | 'supervisor' | 'leader' | 'city-triage'
const listed = async (as: Reader, filed: Filed) => (await say(world, as, 'GET', '/api/v1/supervision?standing=all')).body.items.filter((item: { caseId: string }) => item.caseId === filed.id)
const holders = async (filed: Filed) => (await world.owner.db.selectFrom('caseGrant').select('holder').where('caseId', '=', filed.id).orderBy('holder').execute()).map(row => row.holder)
const messages = async (officerId: string) => (await world.owner.db.selectFrom('message').select('template').where('officerId', '=', officerId).execute()).map(row => row.template)
const assignTo = (unitId: string) => ({ action: 'assign', note: '请核查后答复。', responsibleUnitId: unitId }) as const

/** A unit at work is named, so the case lies at the city's desk. */
async function goneUp(more: Parameters<typeof caseAt>[2] = {}): Promise<Filed> {
  const filed = await caseAt(world, 'handling', more)
  await name(filed, { unitId: department('agriculture') })
  return filed
}

describe('a card or letter about a case that went up', () => {
  test('is the desk’s that has it now, while what the county was asked before ends and is shown there no more', async () => {
    const filed = await caseAt(world, 'handling') // due on Monday 16 November
    await live.must('triage', filed, { action: 'supervise', note: why, letter, days: 10 })
    await sweepOn('2026-11-11')
    expect((await listed('handler', filed)).map((item: { kind: string }) => item.kind).toSorted()).toEqual(['letter', 'yellow'])
    world.setClock('2026-11-12')
    await name(filed, { unitId: department('agriculture') })
    expect((await live.facts(filed)).supervisionItems).toMatchObject([{ kind: 'letter', endedOn: '2026-11-12' }, { colour: 'yellow', endedOn: '2026-11-12' }])
    await sweepOn('2026-11-17')
    expect((await live.facts(filed)).supervisionItems[2]).toMatchObject({ colour: 'red', unitId: world.unitId.cityDiscipline, deskLevel: 'city' })
    expect(await holders(filed)).toEqual(['desk city', `explains ${world.unitId.cityDiscipline}`])
    for (const reader of ['triage', 'handler', 'supervisor', 'leader'] as const) expect(await listed(reader, filed), reader).toEqual([])
    expect((await listed('city-triage', filed)).map((item: { isCaseSeen: boolean }) => item.isCaseSeen)).toEqual([true, true, true])
    const explain = async (officerId: string) => explainItem(world.context, await world.officer(officerId), filed.id, { n: 3, note: '已重新确定承办单位，本周内办结。' })
    expect(await explain(world.officerId.triage)).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect(await explain(world.officerId.cityTriage)).toEqual({ ok: true, value: { n: 3 } })
    // The city's desk supervises by a letter of its own, to itself as long as it has named nobody.
    expect((await say(world, 'city-triage', 'GET', `/api/v1/cases/${filed.id}/letter-draft`)).body).toMatchObject({ unit: { id: world.unitId.cityDiscipline } })
    expect(await act(world.officerId.cityTriage, filed, { action: 'supervise', note: why, letter })).toMatchObject({ ok: true })
  })

  test('goes to the county unit that the city’s desk chose, rises to nobody in the county, and is lost when the case goes up once more', async () => {
    world.setClock('2026-11-02')
    const filed = await goneUp()
    expect(await act(world.officerId.cityTriage, filed, assignTo(department('housing')))).toMatchObject({ ok: true })
    expect(await act(world.officerId.cityTriage, filed, { action: 'supervise', note: why, letter, days: 1 })).toMatchObject({ ok: true })
    expect(await holders(filed)).toContain(`explains ${department('housing')}`)
    for (const day of ['2026-11-04', '2026-11-10', '2026-11-14', '2026-11-19']) await sweepOn(day)
    const [item] = (await live.facts(filed)).supervisionItems
    // The city has no leaders' office here, and there is no desk above it.
    expect(item).toMatchObject({ level: 'city', raisedTo: [world.unitId.stationed('housing'), world.unitId.cityDiscipline] })
    expect(await listed('leader', filed)).toEqual([])
    expect(await listed('triage', filed)).toEqual([])
    await world.owner.pool.query('update supervision_item set raised_to = $2 where case_id = $1', [filed.id, [world.unitId.discipline, world.unitId.leadership]])
    for (const reader of ['triage', 'leader'] as const) expect(await listed(reader, filed), reader).toEqual([])
    expect((await holders(filed)).filter(holder => holder === `explains ${world.unitId.discipline}` || holder === `explains ${world.unitId.leadership}`)).toEqual([])
    await world.owner.db.updateTable('caseFile').set({ deskLevel: 'province' }).where('id', '=', filed.id).execute()
    expect(await holders(filed)).not.toContain(`explains ${department('housing')}`)
  })
})

describe('what rises', () => {
  test('reaches the city’s desk, which reads the letter’s line and nothing of the case; who is kept away does not', async () => {
    world.setClock('2026-11-02')
    const filed = await caseAt(world, 'handling')
    await live.must('supervisor', filed, { action: 'supervise', note: why, letter, days: 1 })
    for (const day of ['2026-11-04', '2026-11-10', '2026-11-14']) await sweepOn(day)
    expect(await listed('city-triage', filed)).toEqual([])
    expect(await holders(filed)).not.toContain(`explains ${world.unitId.cityDiscipline}`)
    await sweepOn('2026-11-19')
    expect(await listed('city-triage', filed)).toMatchObject([{ kind: 'letter', level: 'city', isCaseSeen: false, mayExplain: false }])
    expect((await say(world, 'city-triage', 'GET', `/api/v1/cases/${filed.id}`)).status).toBe(404)
    const told = async () => (await say(world, 'city-triage', 'GET', '/api/v1/desk')).body.notices.filter((notice: { topic: string }) => notice.topic === 'raised')
    expect(await told()).toEqual([expect.not.objectContaining({ caseId: expect.anything() })])
    const city = world.officerId.cityTriage
    expect(await declareRelation(world.context, await world.officer(city), { officerId: city, kind: 'kin', withOfficerId: world.officerId.clerk(world.otherVillage) })).toMatchObject({ ok: true })
    await name(filed, { officerId: world.officerId.clerk(world.otherVillage) })
    expect([await listed('city-triage', filed), await told()]).toEqual([[], []])
  })

  test('a unit that sent a case back is told of its red card all the same', async () => {
    world.setClock('2026-11-23')
    const filed = await caseAt(world, 'assigned', { department: 'housing' })
    await live.must('otherHandler', filed, { action: 'return', note: '不属本单位职责。' })
    await live.must('triage', filed, assignTo(department('agriculture')))
    await live.must('handler', filed, { action: 'return', note: '同样不属于本单位。' })
    await deliverOutbox(world.context)
    const { notices } = (await say(world, 'handler', 'GET', '/api/v1/desk')).body
    expect(notices.filter((notice: { topic: string; dueOn?: string }) => notice.topic === 'card-red' && notice.dueOn === '2026-11-26')).toEqual([expect.not.objectContaining({ caseId: expect.anything() })])
    expect(await listed('handler', filed)).toMatchObject([{ kind: 'red', ground: 'returned', isCaseSeen: false, mayExplain: true }])
  })
})

describe('a short message about a card', () => {
  test('goes to the officers of the unit who may know of the case, and to no colleague who is kept away', async () => {
    world.setClock('2026-11-02')
    const filed = await caseAt(world, 'handling', { department: 'finance' })
    const [kept, free] = [world.officerId.handler('finance'), '0198c0de-0000-4000-8000-00000000f1a2']
    await world.owner.pool.query(`insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from) select $2, unit_id, role, '测试·财政办理员乙', reach_low, reach_high, active_from from officer where id = $1`, [kept, free])
    for (const id of [kept, free]) await setContact(world.context, await world.officer(id), 'sms', '13900000000')
    const clerk = world.officerId.clerk(340_522_105_201)
    await declareRelation(world.context, await world.officer(kept), { officerId: kept, kind: 'kin', withOfficerId: clerk })
    await name(filed, { officerId: clerk })
    await sweepOn('2026-11-17')
    expect([await messages(kept), (await messages(free)).filter(template => template === 'reminder')]).toEqual([[], ['reminder']])
  })
})

describe('a complaint that is to be answered with another', () => {
  const merge = (lead: Filed) => ({ action: 'merge', note: '反映的是同一件事。', intoCaseId: lead.id }) as const
  test('is refused where it names whoever works on that one, in words that say nothing of it', async () => {
    world.setClock('2026-11-02')
    const [lead, joined] = [await caseAt(world, 'handling'), await caseAt(world, 'assigned', { department: 'housing' })]
    await name(joined, { unitId: department('agriculture') })
    expect(await live.by('triage', joined, merge(lead))).toEqual({ ok: false, refusal: { code: 'merge-apart' } })
    const elsewhere = await caseAt(world, 'handling', { department: 'housing' })
    const offered = (await say(world, 'triage', 'GET', `/api/v1/cases/${joined.id}`)).body.choices.mergeable.map((line: { id: string }) => line.id)
    expect(offered).toContain(elsewhere.id)
    expect(offered).not.toContain(lead.id)
    expect(await live.by('triage', joined, merge(elsewhere))).toMatchObject({ ok: true })
  })
  test('is on its own again once it names them or turns out to be theirs; whom it names does not come to work on the other', async () => {
    const [lead, one, two, three] = [await caseAt(world, 'handling'), await caseAt(world, 'accepted'), await caseAt(world, 'accepted'), await caseAt(world, 'accepted')]
    for (const each of [one, two, three]) await live.must('triage', each, merge(lead))
    await name(one, { unitId: department('agriculture') })
    expect((await live.actions(one)).slice(-2)).toEqual(['nameSubjects', 'unmerge'])
    expect(await live.facts(one)).toMatchObject({ state: 'accepted', deskLevel: 'county', merged: undefined })
    await name(two, { unitId: department('housing') })
    expect((await live.facts(two)).state).toBe('merged')
    const helping = { action: 'joinUnits', note: '涉及道路部分，请协办。', unitIds: [department('housing')] } as const
    expect(await live.by('triage', lead, helping)).toMatchObject({ ok: false, refusal: { code: 'assigned-unit-named' } })
    await live.must('triage', two, { action: 'unmerge', note: '不是同一件事。' })
    await live.must('triage', lead, helping)
    await live.must('triage', lead, { action: 'releaseUnits', note: '协办已完成。' })
    // The supervisor who passes the answer turns out to be the complainant of the third, and is kept from the lead as long as the two are one matter.
    await declareOwnComplaint(world.context, await world.officer(world.officerId.supervisor('agriculture')), three.code)
    expect(await live.by('supervisor', lead, { action: 'supervise', note: why, letter })).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    await settleAllConflicts(world.context)
    await live.answer(lead)
    expect([(await live.facts(lead)).state, (await live.facts(three)).state]).toEqual(['replied', 'accepted'])
  })
})

describe('a unit in which everybody is kept away', () => {
  test('gives the case back to the desk, and is not given it again; a colleague who is not keeps it there', async () => {
    world.setClock('2026-11-02')
    const [alone, two] = [await caseAt(world, 'handling', { department: 'housing' }), await caseAt(world, 'handling')]
    await declareOwnComplaint(world.context, await world.officer(world.officerId.handler('housing')), alone.code)
    await declareOwnComplaint(world.context, await world.officer(world.officerId.handler('agriculture')), two.code)
    await settleAllConflicts(world.context)
    expect((await live.facts(two)).state).toBe('handling')
    expect(await live.facts(alone)).toMatchObject({ state: 'countyDecides', deskLevel: 'county', responsibleUnitId: undefined })
    const { body } = await say(world, 'triage', 'GET', `/api/v1/cases/${alone.id}`)
    expect(body.responsibleUnits.map((unit: { id: string }) => unit.id)).toEqual(expect.not.arrayContaining([department('housing')]))
    expect(await live.by('triage', alone, assignTo(department('housing')))).toEqual({ ok: false, refusal: { code: 'unit-without-handlers' } })
    expect(await live.by('triage', alone, assignTo(department('agriculture')))).toMatchObject({ ok: true })
  })
  test('does not supervise it either: another supervising unit does, as where the bound one is named', async () => {
    const filed = await caseAt(world, 'accepted')
    await name(filed, { unitId: world.unitId.stationed('agriculture') })
    await live.must('triage', filed, assignTo(department('agriculture')))
    const { supervisingUnitId } = await live.facts(filed)
    expect(Object.values(['organisation', 'civil', 'finance', 'housing']).map(key => world.unitId.stationed(key))).toContain(supervisingUnitId)
    const other = await caseAt(world, 'accepted')
    await live.must('triage', other, assignTo(department('agriculture')))
    expect((await live.facts(other)).supervisingUnitId).toBe(world.unitId.stationed('agriculture'))
  })
  test('may be the desk itself, by its officers’ own complaints: then the case goes up', async () => {
    const filed = await caseAt(world, 'submitted')
    for (const id of [world.officerId.triage, world.officerId.secondTriage]) {
      expect(await settleAllConflicts(world.context)).toBe(0)
      await declareOwnComplaint(world.context, await world.officer(id), filed.code)
    }
    expect(await settleAllConflicts(world.context)).toBe(1)
    expect(await live.facts(filed)).toMatchObject({ state: 'submitted', deskLevel: 'city' })
  })
})

describe('the city’s desk', () => {
  test('gives a case that keeps the whole county away to a department of the city; the county’s desk cannot', async () => {
    const { low, high } = { low: 340_500_000_000, high: 340_599_999_999 }
    const [bureau, group] = ['0198c0de-0000-4000-8000-0000000c1001', '0198c0de-0000-4000-8000-0000000c1002']
    await world.owner.pool.query(`insert into unit (id, kind, name_zh, name_en, division_code, county_code) values ($1, 'responsible', '市农业农村局（测试）', 'City agriculture (test)', $3, $3), ($2, 'supervising', '派驻市农业农村局组（测试）', 'Group at city agriculture (test)', $3, $3)`, [bureau, group, low])
    for (const [unitId, role] of [[bureau, 'handler'], [group, 'supervisor']]) await world.owner.pool.query(`insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from) values ($1, $1, $2, '测试·市级', $3, $4, '2022-11-01')`, [unitId, role, low, high])
    const filed = await caseAt(world, 'accepted')
    expect(await live.by('triage', filed, assignTo(bureau))).toMatchObject({ ok: false, refusal: { code: 'unknown-unit' } })
    await name(filed, { person: '测试负责人', servesUnitId: world.unitId.leadership, isHead: true })
    expect((await live.facts(filed)).deskLevel).toBe('city')
    const { body } = await say(world, 'city-triage', 'GET', `/api/v1/cases/${filed.id}`)
    expect(body.responsibleUnits.map((unit: { id: string }) => unit.id)).toEqual([bureau])
    expect(await act(world.officerId.cityTriage, filed, assignTo(department('finance')))).toMatchObject({ ok: false, refusal: { code: 'assigned-unit-named' } })
    expect(await act(world.officerId.cityTriage, filed, assignTo(bureau))).toMatchObject({ ok: true })
    expect(await live.facts(filed)).toMatchObject({ state: 'assigned', responsibleUnitId: bureau, supervisingUnitId: group })
    expect(await act(bureau, filed, { action: 'sign' })).toMatchObject({ ok: true })
  })
})

describe('taking back', () => {
  test('is the desk’s, says why, lets the time run, and counts as neither return nor redo; the unit is told', async () => {
    world.setClock('2026-11-02')
    const filed = await caseAt(world, 'handling', { department: 'housing' })
    const { dueOn } = await live.facts(filed)
    const recall = { action: 'recall', note: '分错了单位，改由农业农村局办理。' } as const
    expect(await live.by('otherHandler', filed, recall)).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await live.by('triage', filed, { action: 'recall' })).toMatchObject({ ok: false, refusal: { code: 'note-missing' } })
    await live.must('triage', filed, recall)
    expect(await live.facts(filed)).toMatchObject({ state: 'accepted', dueOn, returns: [], redos: 0, responsibleUnitId: undefined, supervisingUnitId: undefined, handlerId: undefined })
    expect(await live.by('otherHandler', filed, { action: 'sign' })).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    await deliverOutbox(world.context)
    const notices = await world.owner.db.selectFrom('officerNotice').select(['unitId', 'caseId', 'details']).where('topic', '=', 'recalled').execute()
    expect(notices).toEqual([{ unitId: department('housing'), caseId: null, details: { place: expect.any(String), receivedOn: '2026-11-02' } }])
    await live.must('triage', filed, assignTo(department('agriculture')))
    expect(await live.by('handler', filed, { action: 'return', note: '不属本单位职责。' })).toMatchObject({ ok: true })
    expect((await live.facts(filed)).state).toBe('returned')
    for (const step of ['accepted', 'replyDrafted', 'replied'] as const) expect(await live.by('triage', await caseAt(world, step), recall), step).toMatchObject({ ok: false, refusal: { code: 'not-now' } })
  })
  test('is told to no unit in which somebody must not know of the case', async () => {
    const filed = await caseAt(world, 'handling')
    await declareOwnComplaint(world.context, await world.officer(world.officerId.handler('agriculture')), filed.code)
    await live.must('triage', filed, { action: 'recall', note: '分错了单位，重新分办。' })
    await deliverOutbox(world.context)
    expect(await world.owner.db.selectFrom('officerNotice').select('id').where('topic', '=', 'recalled').where('unitId', '=', department('agriculture')).execute()).toEqual([])
  })
})
