import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CaseEvent, EventOf } from '#rules/cases/events.ts'
import { listEvents } from '#records/cases.ts'
import { moveCase, type CaseMove } from '#actions/move-case.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { caseAt, file, reply, withText, type Filed } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'
import { livingIn } from './living.ts'

/** Nobody gains time, or a lighter hand, by a move; and nobody answers for what lies with somebody else. The week of Monday 2 November 2026 has no holiday, nor have the two after it. */
let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld({ today: '2026-11-02' })
  live = livingIn(world)
})
beforeEach(() => world.setClock('2026-11-02'))
afterAll(() => world.close())

const propose = { action: 'proposeRejection', note: '已有生效判决。', reasonCode: 'litigation', addressCode: 'court' } as const
const decline = { action: 'declineRejection', note: '可以受理，请继续。' } as const
const sweepOn = async (day: string) => { world.setClock(day); await sweepCases(world.context) }
const cards = async ({ id }: Filed) => (await listEvents(world.context.db, id)).filter((event: CaseEvent): event is EventOf<'giveCard'> => event.action === 'giveCard').map(({ details }) => [details.ground, details.unitId])

async function nameUnit(filed: Filed): Promise<void> {
  const named = await nameSubjects(world.context, await world.officer(world.officerId.triage), filed.id, { asOf: (await live.facts(filed)).lastSeq, note: '来信写明所涉单位。', name: [{ unitId: world.unitId.department('agriculture') }], lift: [] })
  if (!named.ok) throw new Error(named.refusal.code)
}

async function byCity(filed: Filed, asked: Omit<CaseMove, 'asOf'>) {
  return moveCase(world.context, await world.officer(world.officerId.cityTriage), filed.id, { asOf: (await live.facts(filed)).lastSeq, ...await withText(world, filed.id, asked) })
}

test('whoever proposes a rejection and declines it in turn wins no day for accepting: the step goes on where it was, late as it was', async () => {
  const filed = await file(world)
  const before = await live.facts(filed)
  await live.must('triage', filed, propose)
  expect((await live.facts(filed)).step).toEqual({ from: '2026-11-02' })
  world.setClock('2026-11-04')
  await live.must('secondTriage', filed, decline)
  const after = await live.facts(filed)
  expect([after.state, after.step, after.rejection]).toEqual(['submitted', before.step, undefined])
  // Due on the 3rd.
  await sweepOn('2026-11-05')
  expect((await live.facts(filed)).isMarkedOverdue).toBe(true)
  await live.must('triage', filed, propose)
  expect((await live.facts(filed)).isMarkedOverdue).toBe(false)
  await live.must('secondTriage', filed, decline)
  expect((await live.facts(filed)).isMarkedOverdue).toBe(true)
})

test('a proposal that nobody decides earns the desk its card as if it had been made on the last day for accepting', async () => {
  // To be accepted by the 3rd, decided by the 5th; three working days more end on the 10th.
  const early = await file(world)
  await live.must('triage', early, propose)
  await sweepOn('2026-11-10')
  expect(await cards(early)).toEqual([])
  await sweepOn('2026-11-11')
  expect(await cards(early)).toEqual([['notDispatched', world.unitId.discipline]])
})

test('a decision about a second answer that was not enough earns the desk its card when it lies, of which the unit that answered learns nothing', async () => {
  const filed = await caseAt(world, 'replied')
  await live.complain(filed, { action: 'rate', grade: 'dissatisfied' })
  await live.must('supervisor', filed, { action: 'orderRedo', note: '请另一位同志重新办理。' })
  await live.must('secondHandler', filed, { action: 'sign' })
  await live.answer(filed, 'secondHandler')
  await live.complain(filed, { action: 'rate', grade: 'veryDissatisfied' })
  expect((await live.facts(filed)).state).toBe('escalated')
  // To be decided by the 9th; three working days more end on the 12th.
  await sweepOn('2026-11-12')
  expect((await cards(filed)).map(([ground]) => ground)).not.toContain('notDispatched')
  await sweepOn('2026-11-13')
  expect(await cards(filed)).toContainEqual(['notDispatched', world.unitId.discipline])
  const { body } = await say(world, 'handler', 'GET', `/api/v1/cases/${filed.id}`)
  expect(body.state).toBe('replied')
  expect(JSON.stringify([body.events, body.supervisionItems])).not.toMatch(/notDispatched|visitOverdue/)
})

test('an answer that lies with its reviewer, and a request that lies with whoever decides it, earn their cards to whoever has them', async () => {
  const [drafted, asking] = [await caseAt(world, 'handling'), await caseAt(world, 'handling')]
  await live.must('handler', drafted, { action: 'draftReply', reply })
  await live.must('handler', asking, { action: 'askExtension', note: '需要现场勘验取证。', days: 5 })
  // Both are due on Monday 16 November.
  await sweepOn('2026-11-11')
  await sweepOn('2026-11-17')
  const supervising = world.unitId.stationed('agriculture')
  for (const filed of [drafted, asking]) expect(await cards(filed)).toEqual([['dueSoon', supervising], ['overdue', supervising]])
  // Whoever has them explains itself, and nobody else.
  const explain = async (role: 'handler' | 'supervisor') => say(world, role, 'POST', `/api/v1/cases/${drafted.id}/supervision/2/explanation`, { body: { note: '审核人员出差，今日已经审核完毕，下不为例。' } })
  const shown = async (role: 'handler' | 'supervisor') => (await say(world, role, 'GET', `/api/v1/cases/${drafted.id}`)).body.supervisionItems.map((item: { mayExplain: boolean }) => item.mayExplain)
  expect([await shown('handler'), await shown('supervisor')]).toEqual([[false, false], [true, true]])
  expect([(await explain('handler')).status, (await explain('supervisor')).status]).toEqual([404, 200])
})

test('a request for more time is to be decided within the days of review; on the day after it is late', async () => {
  const filed = await caseAt(world, 'handling')
  await live.must('handler', filed, { action: 'askExtension', note: '需要现场勘验取证。', days: 5 })
  await sweepOn('2026-11-04')
  expect((await live.facts(filed)).isMarkedOverdue).toBe(false)
  await sweepOn('2026-11-05')
  expect((await live.facts(filed)).isMarkedOverdue).toBe(true)
})

test('a request that went with its unit undecided is not the next unit’s: its first is decided by the supervising unit', async () => {
  const filed = await caseAt(world, 'handling')
  await live.must('handler', filed, { action: 'askExtension', note: '需要现场勘验取证。', days: 5 })
  await live.must('triage', filed, { action: 'recall', note: '分错了单位，重新分办。' })
  expect((await live.facts(filed)).extensions.asked).toBe(0)
  await live.must('triage', filed, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture') })
  await live.must('handler', filed, { action: 'sign' })
  await live.must('handler', filed, { action: 'askExtension', note: '需要现场勘验取证。', days: 5 })
  const listed = async (role: 'triage' | 'supervisor') => (await say(world, role, 'GET', '/api/v1/cases?queue=extensions')).body.items.map((item: { id: string }) => item.id)
  expect([(await listed('triage')).includes(filed.id), (await listed('supervisor')).includes(filed.id)]).toEqual([false, true])
  await live.must('supervisor', filed, { action: 'grantExtension', note: '情况属实，同意。' })
})

test('an answered case that went up has no unit to visit: the desk that has it does, and finds it among its visits', async () => {
  const filed = await caseAt(world, 'replied')
  await nameUnit(filed)
  expect(await live.facts(filed)).toMatchObject({ state: 'replied', deskLevel: 'city', supervisingUnitId: undefined })
  await sweepOn('2026-11-18')
  expect(await live.facts(filed)).toMatchObject({ state: 'closed', visits: [{ reason: 'silent' }] })
  const listed = async (role: 'triage' | 'city-triage') => (await say(world, role, 'GET', '/api/v1/cases?queue=visits')).body.items.map((item: { id: string }) => item.id)
  expect([await listed('city-triage'), await listed('triage')]).toEqual([[filed.id], []])
  expect(await byCity(filed, { action: 'recordVisit', note: '电话回访，投诉人表示已经解决。', finding: 'solved' })).toMatchObject({ ok: true })
  expect((await live.facts(filed)).visits).toMatchObject([{ finding: 'solved' }])
})

test('where a unit supervises, the desk records no visit', async () => {
  const filed = await caseAt(world, 'replied')
  await live.complain(filed, { action: 'rate', grade: 'dissatisfied' })
  expect(await live.by('triage', filed, { action: 'recordVisit', note: '电话回访过。', finding: 'solved' })).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
})

test('a redo of a joined complaint is for others than those who had a hand in the answer of the leading one, by policy and in the database', async () => {
  const [lead, joined] = [await caseAt(world, 'assigned'), await caseAt(world, 'accepted')]
  await live.must('secondHandler', lead, { action: 'sign' })
  await live.must('triage', joined, { action: 'merge', note: '反映的是同一件事。', intoCaseId: lead.id })
  await live.answer(lead, 'handler')
  await live.complain(joined, { action: 'rate', grade: 'dissatisfied' })
  await live.must('supervisor', joined, { action: 'orderRedo', note: '请另一位同志重新办理。' })
  for (const hand of ['handler', 'secondHandler'] as const) {
    expect(await live.by(hand, joined, { action: 'sign' }), hand).toMatchObject({ ok: false, refusal: { code: 'handled-before' } })
    const sign = world.owner.pool.query(`insert into case_event (case_id, seq, action, day, at, by_kind, officer_id, unit_id, details) select case_id, seq + 1, 'sign', day, at, 'officer', $2, $3, '{}' from case_event where case_id = $1 order by seq desc limit 1`,
      [joined.id, hand === 'handler' ? world.officerId.handler('agriculture') : world.officerId.secondHandler, world.unitId.department('agriculture')])
    await expect(sign, hand).rejects.toThrow(/somebody else than the hands before/)
  }
})
