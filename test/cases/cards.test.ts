import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CaseEvent, EventOf } from '#rules/cases/events.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { explainItem } from '#actions/explain-item.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { rateCase } from '#actions/complainant-moves.ts'
import { listEvents } from '#records/cases.ts'
import { caseAt, type Filed } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'
import { livingIn } from './living.ts'
import { setRules } from './setting-rules.ts'

let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld({ today: '2026-11-02' })
  live = livingIn(world)
})
beforeEach(() => world.setClock('2026-11-02'))
afterAll(() => world.close())

const cardsOf = async (filed: Filed): Promise<EventOf<'giveCard'>[]> =>
  (await listEvents(world.context.db, filed.id)).filter((event: CaseEvent): event is EventOf<'giveCard'> => event.action === 'giveCard')
const grounds = async (filed: Filed) => (await cardsOf(filed)).map(card => `${card.details.colour} ${card.details.ground}`)
const sweepOn = async (day: string) => {
  world.setClock(day)
  await sweepCases(world.context)
}
const letter = '关于督促办理一件群众投诉的函：请你单位认真核查，限期办结，并书面说明情况。'
const explain = async (officerId: string, filed: Filed, n: number, note = '因雨停工三天，现已复工，本周内办结。') => explainItem(world.context, await world.officer(officerId), filed.id, { n, note })
const topicsOf = async (filed: Filed, unitId: string) => {
  await deliverOutbox(world.context)
  const { rows } = await world.owner.pool.query('select topic from officer_notice where case_id = $1 and unit_id = $2', [filed.id, unitId])
  return rows.map(row => row.topic as string)
}

describe('a card', () => {
  test('is given by the sweep on its day, once however often the sweep runs, to the unit with copies', async () => {
    const filed = await caseAt(world, 'handling') // due on Monday 16 November
    await sweepOn('2026-11-10')
    expect(await grounds(filed)).toEqual([])
    await sweepOn('2026-11-11')
    await sweepOn('2026-11-11')
    await sweepOn('2026-11-16')
    expect(await grounds(filed)).toEqual(['yellow dueSoon'])
    await sweepOn('2026-11-17')
    await sweepOn('2026-11-17')
    expect(await grounds(filed)).toEqual(['yellow dueSoon', 'red overdue'])
    const unitId = world.unitId.department('agriculture')
    expect((await cardsOf(filed))[1]).toMatchObject({ by: { kind: 'system' }, details: { unitId, dueOn: '2026-11-20' } })
    expect(await topicsOf(filed, unitId)).toEqual(expect.arrayContaining(['card-yellow', 'card-red']))
    const leader = await world.officer(world.officerId.leader)
    // The yellow card was to be explained by the 13th: nobody did, so the leaders heard of that too.
    expect((await topicsOf(filed, leader.unitId)).toSorted()).toEqual(['card-copy', 'raised'])
  })

  test('is blue for the desk that names no unit within three working days', async () => {
    const filed = await caseAt(world, 'accepted')
    await sweepOn('2026-11-05')
    expect(await grounds(filed)).toEqual([])
    await sweepOn('2026-11-06')
    expect(await grounds(filed)).toEqual(['blue notDispatched'])
    expect((await cardsOf(filed))[0]!.details).not.toHaveProperty('dueOn')
  })

  test('follows at once on a second failed review, and on the county’s decision about a second answer that is not enough, never on the rating', async () => {
    const filed = await caseAt(world, 'replyDrafted')
    await live.must('supervisor', filed, { action: 'failReview', note: '没有写明查明情况。' })
    const reply = { found: '灯座进水短路。', done: '已换灯座并试亮。', answeredBy: '测试单位答复人', text: '路灯已经修好，谢谢提醒。' }
    await live.must('handler', filed, { action: 'draftReply', reply })
    expect(await grounds(filed)).toEqual([])
    await live.must('supervisor', filed, { action: 'failReview', note: '仍没有写明查明情况。' })
    expect(await grounds(filed)).toEqual(['red reviewFailed'])
    await live.answer(filed)
    await rateCase(world.context, filed.code, { grade: 'dissatisfied' })
    await live.must('supervisor', filed, { action: 'orderRedo', note: '换人重新办理。' })
    await live.must('secondHandler', filed, { action: 'sign' })
    await live.answer(filed, 'secondHandler')
    await rateCase(world.context, filed.code, { grade: 'veryDissatisfied' })
    expect(await grounds(filed)).toEqual(['red reviewFailed'])
    await live.must('triage', filed, { action: 'decideEscalation', note: '换人再办，县级一同上门。', verdict: 'jointVisit' })
    expect(await grounds(filed)).toEqual(['red reviewFailed', 'red ratedBadly'])
  })

  test('is red for a third request for more time although that request is refused', async () => {
    const filed = await caseAt(world, 'secondExtension')
    await live.must('triage', filed, { action: 'grantExtension', note: '同意第二次延期。' })
    expect(await grounds(filed)).toEqual([])
    const ask = async () => say(world, 'handler', 'POST', `/api/v1/cases/${filed.id}/moves`, {
      key: randomUUID(), body: { action: 'askExtension', asOf: (await listEvents(world.context.db, filed.id)).length, note: '还需要几天时间。', details: { days: 3 } },
    })
    expect(await ask()).toMatchObject({ status: 409, body: { code: 'no-more-extensions' } })
    expect(await ask()).toMatchObject({ status: 409, body: { code: 'no-more-extensions' } })
    expect(await grounds(filed)).toEqual(['red extensionsAsked'])
  })

  test('is red for the unit that sent the case back the second time, which can still explain itself', async () => {
    const filed = await caseAt(world, 'returned')
    await live.must('triage', filed, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('housing') })
    await live.must('otherHandler', filed, { action: 'return', note: '同样不属于本单位。' })
    expect(await grounds(filed)).toEqual(['red returned'])
    expect((await cardsOf(filed))[0]!.details.unitId).toBe(world.unitId.department('housing'))
    expect(await explain(world.officerId.handler('agriculture'), filed, 1)).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect(await explain(world.officerId.handler('housing'), filed, 1)).toEqual({ ok: true, value: { n: 1 } })
  })
})

describe('a unit that is asked', () => {
  test('explains itself once, in writing; nobody else can', async () => {
    const filed = await caseAt(world, 'handling')
    await sweepOn('2026-11-11')
    const handler = world.officerId.handler('agriculture')
    expect(await explain(handler, filed, 1, '知道了')).toMatchObject({ ok: false, refusal: { code: 'note-too-short' } })
    expect(await explain(world.officerId.supervisor('agriculture'), filed, 1)).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect(await explain(handler, filed, 2)).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect(await explain(handler, filed, 1)).toEqual({ ok: true, value: { n: 1 } })
    expect(await explain(handler, filed, 1)).toMatchObject({ ok: false, refusal: { code: 'nothing-asked' } })
    expect((await live.facts(filed)).supervisionItems[0]).toMatchObject({ answeredOn: '2026-11-11', answer: '因雨停工三天，现已复工，本周内办结。' })
  })

  test('and says nothing is told of to the leaders on the day after, once', async () => {
    const filed = await caseAt(world, 'handling')
    await sweepOn('2026-11-11') // yellow, to be explained by the 13th
    await sweepOn('2026-11-13')
    expect(await live.actions(filed)).not.toContain('raise')
    await sweepOn('2026-11-14')
    await sweepOn('2026-11-15')
    expect((await live.actions(filed)).filter(action => action === 'raise')).toHaveLength(1)
    expect((await live.facts(filed)).supervisionItems[0]).toMatchObject({ level: 'leader', raisedOn: '2026-11-14' })
  })
})

describe('a supervision letter', () => {
  test('puts the case under supervision, names nobody, and ends with it', async () => {
    const filed = await caseAt(world, 'handling')
    expect(await live.by('triage', filed, { action: 'supervise', note: '群众反映强烈。' })).toMatchObject({ ok: false, refusal: { code: 'letter-missing' } })
    expect(await live.by('triage', filed, { action: 'supervise', note: '群众反映强烈。', letter: `${letter}联系电话 13800138000。` })).toMatchObject({ ok: false, refusal: { code: 'letter-personal' } })
    await live.must('triage', filed, { action: 'supervise', note: '群众反映强烈。', letter, days: 3 })
    expect((await live.facts(filed)).supervisionItems).toMatchObject([{ kind: 'letter', dueOn: '2026-11-05', unitId: world.unitId.department('agriculture'), text: letter }])
    expect(await live.by('supervisor', filed, { action: 'supervise', note: '再次督办一次。', letter })).toMatchObject({ ok: false, refusal: { code: 'supervised-already' } })
    await live.must('triage', filed, { action: 'liftSupervision', note: '已经落实到位。' })
    expect((await live.facts(filed)).supervisionItems).toMatchObject([{ endedOn: '2026-11-02' }])
    expect(await explain(world.officerId.handler('agriculture'), filed, 1)).toMatchObject({ ok: false, refusal: { code: 'nothing-asked' } })
  })

  test('that nobody answers rises from supervising unit to county desk, leaders and city', async () => {
    const filed = await caseAt(world, 'handling')
    await live.must('supervisor', filed, { action: 'supervise', note: '群众反映强烈。', letter, days: 1 })
    const levelOn = async (day: string) => {
      await sweepOn(day)
      return (await live.facts(filed)).supervisionItems[0]!.level
    }
    const levels = [await levelOn('2026-11-03'), await levelOn('2026-11-04'), await levelOn('2026-11-09'), await levelOn('2026-11-10'), await levelOn('2026-11-14'), await levelOn('2026-11-19')]
    expect(levels).toEqual(['unit', 'supervising', 'supervising', 'county', 'leader', 'city'])
    expect(await explain(world.officerId.handler('agriculture'), filed, 1)).toEqual({ ok: true, value: { n: 1 } })
  })
})

describe('the database', () => {
  test('keeps the list of cards exactly as the histories say', async () => {
    const { rows } = await world.owner.pool.query<{ case_id: string }>('select distinct case_id from supervision_item')
    expect(rows.length).toBeGreaterThan(5)
    for (const { case_id: id } of rows) {
      const { supervisionItems } = await live.facts({ id })
      const { rows: kept } = await world.owner.pool.query('select n, kind, colour, ground, cycle, given_on, unit_id, due_on, answered_on, ended_on, level, raised_on, desk_level, raised_to from supervision_item where case_id = $1 order by n', [id])
      expect(kept).toEqual(supervisionItems.map(item => ({
        n: item.n, kind: item.kind, colour: item.colour ?? null, ground: item.ground ?? null, cycle: item.cycle, given_on: item.on, unit_id: item.unitId ?? null, due_on: item.dueOn ?? null,
        answered_on: item.answeredOn ?? null, ended_on: item.endedOn ?? null, level: item.level, raised_on: item.raisedOn ?? null, desk_level: item.deskLevel, raised_to: item.raisedTo,
      })))
    }
  })

  test('takes no card from an officer, no second card on one ground, and no explanation from another unit', async () => {
    const filed = await caseAt(world, 'handling')
    await sweepOn('2026-11-11')
    const insert = (action: string, byKind: string, officer: string | null, unit: string | null, details: object) => world.owner.pool.query(
      `with leaf as (insert into log_queue (log, leaf, queued_at) values ('case', decode(md5(random()::text) || md5(random()::text), 'hex'), now()) returning id)
       insert into case_event (case_id, seq, action, by_kind, officer_id, unit_id, details, day, at, log_queue_id)
       select $1, (select max(seq) + 1 from case_event where case_id = $1), $2, $3, $4, $5, $6, '2026-11-11', now(), id from leaf`, [filed.id, action, byKind, officer, unit, JSON.stringify(details)])
    const { handler, supervisor } = { handler: await world.officer(world.officerId.handler('agriculture')), supervisor: await world.officer(world.officerId.supervisor('agriculture')) }
    await expect(insert('giveCard', 'officer', handler.id, handler.unitId, { ground: 'overdue' })).rejects.toThrow(/not done by officer/)
    await expect(insert('explain', 'officer', supervisor.id, supervisor.unitId, { n: 1 })).rejects.toThrow(/by the unit that was asked/)
    await expect(world.owner.pool.query(`insert into supervision_item select case_id, 9, kind, colour, ground, cycle, given_on, unit_id, due_on, null, null, level, null, desk_level, raised_to from supervision_item where case_id = $1`, [filed.id])).rejects.toThrow(/supervision_item_once/)
  })
})

test('a county sets its cards from a later day on; cases whose cycle has begun keep theirs', async () => {
  const before = await caseAt(world, 'accepted')
  const cards = [{ ground: 'notDispatched', colour: 'red', to: 'triage', copies: ['leader'], days: 1 }]
  expect(await setRules(world, '2026-11-03', { cards })).toMatchObject({ ok: true })
  world.setClock('2026-11-03', 10)
  const later = await caseAt(world, 'accepted')
  await sweepOn('2026-11-05')
  expect([await grounds(before), await grounds(later)]).toEqual([[], ['red notDispatched']])
})
