import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateOf } from '#rules/cases/fold.ts'
import type { CaseReply } from '#rules/cases/reply.ts'
import { cachedColumns } from '#records/case-columns.ts'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt, getCase, listEvents } from '#records/cases.ts'
import { insertCaseSubject } from '#records/conflicts.ts'
import { rateCase } from '#actions/complainant-moves.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { moveCase, type CaseMove } from '#actions/move-case.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { trackCase } from '#actions/tracking.ts'
import { redacted } from '#test/api/cases-of-every-state.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const reply: CaseReply = { found: '灯座进水短路。', done: '已换灯座并试亮。', answeredBy: '县农业农村局', text: '路灯已经修好，谢谢您的提醒。' }

async function filed(day = '2026-09-21'): Promise<{ id: string; code: string }> {
  world.setClock(day)
  const done = await fileComplaint(world.context, { villageCode: world.village, statement: '村口路灯坏了一个月没有人修。', photos: [], idempotencyKey: randomUUID(), channel: 'web' })
  if (!done.ok) throw new Error(done.refusal.code)
  const id = await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, done.value.receiptCode))
  return { id: id!, code: done.value.receiptCode }
}

const who = () => ({
  triage: world.officerId.triage, handler: world.officerId.handler('agriculture'), supervisor: world.officerId.supervisor('agriculture'),
  otherHandler: world.officerId.handler('housing'), leader: world.officerId.leader, clerk: world.officerId.clerk(world.village),
})

async function move(id: string, by: keyof ReturnType<typeof who>, asked: Omit<CaseMove, 'asOf'>, asOf?: number) {
  const officer = await world.officer(who()[by])
  return moveCase(world.context, officer, id, { asOf: asOf ?? (await listEvents(world.context.db, id)).length, ...asked })
}

const assign = () => ({ action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture'), redacted }) as const

async function inHandling(day = '2026-09-21') {
  const made = await filed(day)
  await move(made.id, 'triage', { action: 'accept' })
  await move(made.id, 'triage', assign())
  expect(await move(made.id, 'handler', { action: 'sign' })).toMatchObject({ ok: true })
  return made
}

describe('the whole way of a complaint', () => {
  test('from filing to closing each step is made by whose duty it is, and the complainant follows it', async () => {
    const { id, code } = await inHandling()
    const tracked = await trackCase(world.context, code)
    // Accepted on Monday 21 September 2026. Counted by hand: 22, 23, 24, (25–27 Mid-Autumn), 28, 29, 30, (1–7 National Day), 8, 9, Saturday 10 made up, 12.
    expect(tracked).toMatchObject({ ok: true, value: { state: 'handling', dueOn: '2026-10-12', mayRate: false } })
    expect(await move(id, 'handler', { action: 'draftReply', reply })).toMatchObject({ ok: true })
    expect(await trackCase(world.context, code)).toMatchObject({ value: { state: 'handling' } })
    expect((await trackCase(world.context, code) as { value: object }).value).not.toHaveProperty('answer')
    expect(await move(id, 'supervisor', { action: 'passReview' })).toMatchObject({ ok: true })
    expect(await trackCase(world.context, code)).toMatchObject({ value: { state: 'replied', answer: { text: reply.text }, mayRate: true } })
    expect(await rateCase(world.context, code, { grade: 'satisfied', opinion: '修好了' })).toMatchObject({ ok: true, value: { state: 'rated', rating: { grade: 'satisfied' } } })
    // On the day on which it would close without a rating: the unit could tell from an earlier one how it was rated.
    world.setClock('2026-10-06')
    await sweepCases(world.context)
    expect((await getCase(world.context.db, id)).state).toBe('rated')
    world.setClock('2026-10-07')
    await sweepCases(world.context)
    expect((await getCase(world.context.db, id)).state).toBe('closed')
    world.setClock('2026-09-21')
  })

  test('a repeated rating changes nothing and another one comes too late', async () => {
    const { id, code } = await inHandling()
    await move(id, 'handler', { action: 'draftReply', reply })
    await move(id, 'supervisor', { action: 'passReview' })
    await rateCase(world.context, code, { grade: 'dissatisfied' })
    expect(await rateCase(world.context, code, { grade: 'dissatisfied' })).toMatchObject({ ok: true })
    expect(await rateCase(world.context, code, { grade: 'verySatisfied' })).toMatchObject({ ok: false, refusal: { code: 'not-now' } })
    expect((await listEvents(world.context.db, id)).filter(event => event.action === 'rate')).toHaveLength(1)
  })

  test('a silent case stays open on the fifteenth day after the answer and closes on the day after', async () => {
    const { id } = await inHandling('2026-03-02')
    await move(id, 'handler', { action: 'draftReply', reply })
    await move(id, 'supervisor', { action: 'passReview' })
    world.setClock('2026-03-17')
    await sweepCases(world.context)
    expect((await getCase(world.context.db, id)).state).toBe('replied')
    world.setClock('2026-03-18')
    await sweepCases(world.context)
    expect((await getCase(world.context.db, id)).state).toBe('closed')
  })
})

describe('extensions', () => {
  test('are asked by the unit, decided by the supervising unit, and the reason is shown to the complainant', async () => {
    const { id, code } = await inHandling('2026-03-02')
    expect(await move(id, 'handler', { action: 'askExtension', note: '需要调取两年前的凭证。', days: 5 })).toMatchObject({ ok: true })
    expect(await move(id, 'handler', { action: 'grantExtension', note: '同意延期，按期答复。' })).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await move(id, 'triage', { action: 'grantExtension', note: '同意延期，按期答复。' })).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await move(id, 'supervisor', { action: 'grantExtension', note: '同意延期，按期答复。' })).toMatchObject({ ok: true })
    const tracked = await trackCase(world.context, code)
    expect(tracked).toMatchObject({ value: { state: 'handling', dueOn: '2026-03-23' } })
    expect(JSON.stringify(tracked)).toContain('需要调取两年前的凭证')
  })

  test('are decided the second time by the county’s triage desk, which is told, and there is no third', async () => {
    const { id } = await inHandling('2026-03-02')
    const ask = { action: 'askExtension', note: '需要调取两年前的凭证。', days: 5 } as const
    const grant = { action: 'grantExtension', note: '同意延期，按期答复。' } as const
    await move(id, 'handler', ask)
    await move(id, 'supervisor', grant)
    expect(await move(id, 'handler', ask)).toMatchObject({ ok: true })
    await deliverOutbox(world.context)
    const { rows } = await world.owner.pool.query(`select unit_id from officer_notice where case_id = $1 and topic = 'case-extensionPending'`, [id])
    expect(rows.map(row => row.unit_id)).toContain(world.unitId.discipline)
    expect(await move(id, 'supervisor', grant)).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await move(id, 'triage', grant)).toMatchObject({ ok: true })
    expect(await move(id, 'handler', ask)).toMatchObject({ ok: false, refusal: { code: 'no-more-extensions' } })
  })

  test('may be asked for on the last working day before the due day, and no more on the due day', async () => {
    const { id } = await inHandling('2026-03-02') // due Monday 16 March
    world.setClock('2026-03-16')
    expect(await move(id, 'handler', { action: 'askExtension', note: '需要调取两年前的凭证。', days: 5 })).toMatchObject({ ok: false, refusal: { code: 'too-late-to-ask-extension' } })
    world.setClock('2026-03-13')
    expect(await move(id, 'handler', { action: 'askExtension', note: '需要调取两年前的凭证。', days: 5 })).toMatchObject({ ok: true })
  })
})

describe('who sees a case', () => {
  test('a unit it was not assigned to, the clerk of the village and an officer it names do not find it', async () => {
    const { id } = await inHandling()
    expect(await move(id, 'otherHandler', { action: 'draftReply', reply })).toEqual({ ok: false, refusal: { code: 'not-found' } })
    expect(await move(id, 'clerk', { action: 'sign' })).toEqual({ ok: false, refusal: { code: 'not-found' } })
    await world.owner.db.transaction().execute(tx => insertCaseSubject(tx, id, { officerId: who().handler }))
    expect(await move(id, 'handler', { action: 'draftReply', reply })).toEqual({ ok: false, refusal: { code: 'not-found' } })
  })

  test('a leader sees it and may do nothing', async () => {
    const { id } = await inHandling()
    expect(await move(id, 'leader', { action: 'draftReply', reply })).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
  })

  test('who acts on what is no longer so is told, and nothing changes', async () => {
    const { id } = await filed()
    await move(id, 'triage', { action: 'accept' })
    expect(await move(id, 'triage', assign(), 1)).toMatchObject({ ok: false, refusal: { code: 'stale', eventCount: 2, possible: ['divert', 'assign', 'supervise', 'merge', 'split', 'classify'] } })
  })

  test('two officers who act at once: one moves the case, the other is told', async () => {
    const { id } = await filed()
    const both = await Promise.all([move(id, 'triage', { action: 'accept' }, 1), move(id, 'triage', { action: 'accept' }, 1)])
    expect(both.map(outcome => String(outcome.ok)).toSorted()).toEqual(['false', 'true'])
  })
})

test('the columns kept for lists are the fold of the history, for every case', async () => {
  const { db } = world.context
  const cases = await db.selectFrom('caseFile').select('id').execute()
  expect(cases.length).toBeGreaterThan(5)
  for (const { id } of cases) {
    const facts = stateOf(await listEvents(db, id))
    const rules = await world.context.caseRules.on(340_522_000_000, facts.cycleFrom)
    const { countedDays, ...kept } = cachedColumns(facts, world.context.calendar, rules, null)
    const expected = { ...kept, countedDays: JSON.parse(countedDays) as unknown }
    const columns = await db.selectFrom('caseFile').select(Object.keys(expected) as (keyof typeof expected)[]).where('id', '=', id).executeTakeFirstOrThrow()
    expect(columns).toEqual(expected)
  }
})

test('every event has its leaf in the queue, and every message is delivered to a desk without saying what the case is about', async () => {
  world.setClock('2026-10-08')
  await deliverOutbox(world.context)
  const { rows } = await world.owner.pool.query(`select count(*)::int as events, (select count(*)::int from log_queue where log = 'case') as leaves, (select count(*)::int from outbox where delivered_at is null) as waiting from case_event`)
  expect(rows[0]).toMatchObject({ waiting: 0, leaves: rows[0].events })
  const notices = await world.owner.pool.query('select * from officer_notice')
  expect(notices.rows.length).toBeGreaterThan(5)
  expect(JSON.stringify(notices.rows)).not.toContain('路灯')
})
