import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { beforeAllCases, listToSweep } from '#records/case-sweeps.ts'
import { trackCase } from '#actions/tracking.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { caseAt, type Filed } from '#test/api/cases-of-every-state.ts'
import { openWorld, type World } from '#test/world.ts'
import { livingIn } from './living.ts'

let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld()
  live = livingIn(world)
})
afterAll(() => world.close())

const at = (day: string) => world.setClock(day)
const order = { action: 'orderRedo', note: '答复没有回应问题。' } as const

async function badlyRated(day = '2026-03-02'): Promise<Filed> {
  at(day)
  const filed = await caseAt(world, 'replied')
  expect(await live.complain(filed, { action: 'rate', grade: 'dissatisfied', note: '没有解决' })).toMatchObject({ ok: true })
  return filed
}

async function twiceBadlyRated(): Promise<Filed> {
  const filed = await badlyRated()
  await live.must('supervisor', filed, order)
  await live.must('secondHandler', filed, { action: 'sign' })
  await live.answer(filed, 'secondHandler')
  expect(await live.complain(filed, { action: 'rate', grade: 'veryDissatisfied' })).toMatchObject({ ok: true, value: { state: 'escalated' } })
  return filed
}

describe('a bad rating', () => {
  test('calls for a return visit and a redo by somebody else; the first rating stays counted', async () => {
    const filed = await badlyRated()
    expect(await live.actions(filed)).toEqual(['file', 'accept', 'assign', 'sign', 'draftReply', 'passReview', 'rate', 'callVisit'])
    expect(await live.by('supervisor', filed, { action: 'recordVisit', note: '电话联系了投诉人。', finding: 'notSolved' })).toMatchObject({ ok: true })
    expect(await live.by('supervisor', filed, { action: 'recordVisit', note: '又打了一次电话。', finding: 'solved' })).toMatchObject({ ok: false, refusal: { code: 'no-visit-owed' } })
    await live.must('supervisor', filed, order)
    expect(await live.facts(filed)).toMatchObject({ state: 'redo', dueOn: '2026-03-16', redos: 1, ratings: [{ grade: 'dissatisfied' }] })
    expect(await live.by('handler', filed, { action: 'sign' })).toMatchObject({ ok: false, refusal: { code: 'handled-before' } })
    expect(await live.by('secondHandler', filed, { action: 'sign' })).toMatchObject({ ok: true })
    await live.answer(filed, 'secondHandler')
    expect(await live.complain(filed, { action: 'rate', grade: 'satisfied' })).toMatchObject({ ok: true, value: { state: 'rated', rating: { grade: 'satisfied' } } })
    expect((await live.facts(filed)).ratings.map(rating => rating.grade)).toEqual(['dissatisfied', 'satisfied'])
    at('2026-03-18')
    await sweepCases(world.context)
    expect((await live.facts(filed)).state).toBe('closed')
  })

  test('is never closed over: a redo that nobody orders is ordered on the third working day', async () => {
    const filed = await badlyRated()
    at('2026-03-04')
    await sweepCases(world.context)
    expect((await live.facts(filed)).state).toBe('rated')
    at('2026-03-05')
    await sweepCases(world.context)
    expect(await live.facts(filed)).toMatchObject({ state: 'redo', dueOn: '2026-03-19' })
  })

  test('where the unit has nobody else, another unit can be asked, and the handler of before is still barred', async () => {
    const filed = await badlyRated()
    await live.must('supervisor', filed, order)
    await live.must('triage', filed, { action: 'assign', note: '请换人办理。', responsibleUnitId: world.unitId.department('agriculture') })
    expect(await live.by('handler', filed, { action: 'sign' })).toMatchObject({ ok: false, refusal: { code: 'handled-before' } })
    await live.must('secondHandler', filed, { action: 'sign' })
  })

  test('given a second time takes the case to the county by itself', async () => {
    const filed = await twiceBadlyRated()
    expect((await live.actions(filed)).slice(-3)).toEqual(['rate', 'callVisit', 'escalate'])
    expect(await live.by('supervisor', filed, order)).toMatchObject({ ok: false, refusal: { code: 'not-now' } })
    const finding = { action: 'decideEscalation', note: '经复核，账目与凭证一致，请求没有依据。' } as const
    expect(await live.by('supervisor', filed, { ...finding, verdict: 'writtenFinding' })).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await live.by('triage', filed, finding)).toMatchObject({ ok: false, refusal: { code: 'choice-missing' } })
    await live.must('triage', filed, { ...finding, verdict: 'writtenFinding' })
    const tracked = await trackCase(world.context, filed.code)
    expect(tracked).toMatchObject({ value: { state: 'closed' } })
    expect(tracked.ok && tracked.value.timeline.at(-1)).toMatchObject({ action: 'decideEscalation', verdict: 'writtenFinding', note: expect.stringContaining('没有依据') })
  })

  test('may lead the county to a joint visit or to supervision; then it is done once more by yet another hand', async () => {
    const visited = await twiceBadlyRated()
    await live.must('triage', visited, { action: 'decideEscalation', verdict: 'jointVisit', note: '由县级和监督单位一同上门。' })
    expect(await live.facts(visited)).toMatchObject({ state: 'redo', redos: 2, barredHands: [{ by: world.officerId.handler('agriculture') }, { by: world.officerId.handler('agriculture') }, { by: world.officerId.secondHandler }, { by: world.officerId.secondHandler }] })
    expect((await live.facts(visited)).visits.at(-1)).toMatchObject({ reason: 'escalated' })
    const supervised = await twiceBadlyRated()
    await live.must('triage', supervised, { action: 'decideEscalation', verdict: 'supervise', note: '列为督办件，限期重办。' })
    expect(await live.facts(supervised)).toMatchObject({ state: 'redo', supervision: { dueOn: '2026-03-16' } })
    for (const former of ['handler', 'secondHandler'] as const) expect(await live.by(former, supervised, { action: 'sign' })).toMatchObject({ ok: false, refusal: { code: 'handled-before' } })
    await live.must('triage', supervised, { action: 'assign', note: '请住建局换人办理。', responsibleUnitId: world.unitId.department('housing') })
    expect(await live.by('triage', supervised, { action: 'supervise', note: '再次督办。' })).toMatchObject({ ok: false, refusal: { code: 'letter-missing' } })
    await live.must('triage', supervised, { action: 'liftSupervision', note: '已经落实。' })
  })
})

describe('a closed case', () => {
  async function closed(): Promise<Filed> {
    at('2026-02-14')
    const filed = await caseAt(world, 'rated')
    at('2026-03-02')
    await sweepCases(world.context)
    return filed
  }

  test('is asked about once, thirty days later, and its complainant answers once', async () => {
    const filed = await closed()
    at('2026-03-31')
    await sweepCases(world.context)
    expect((await live.facts(filed)).stillSolved).toBeUndefined()
    expect(await live.complain(filed, { action: 'confirmSolved' })).toMatchObject({ ok: false, refusal: { code: 'not-asked' } })
    at('2026-04-01')
    await sweepCases(world.context)
    await sweepCases(world.context)
    expect((await live.actions(filed)).filter(action => action === 'askStillSolved')).toHaveLength(1)
    expect(await live.complain(filed, { action: 'reportUnsolved', note: '灯又坏了' })).toMatchObject({ ok: true })
    expect((await live.facts(filed)).visits).toMatchObject([{ reason: 'unsolved', dueOn: '2026-04-09' }])
    expect(await live.complain(filed, { action: 'confirmSolved' })).toMatchObject({ ok: false, refusal: { code: 'not-asked' } })
  })

  test('is reopened with new facts until the ninetieth day, which no remark prolongs', async () => {
    const filed = await closed()
    at('2026-04-01')
    await sweepCases(world.context)
    await live.complain(filed, { action: 'reportUnsolved', note: '灯又坏了' })
    const reopen = { action: 'reopen', note: '灯修好一周后又灭了，开关箱进水。' } as const
    expect(await live.complain(filed, { ...reopen, note: '又坏了' })).toMatchObject({ ok: false, refusal: { code: 'note-too-short' } })
    at('2026-06-01')
    expect(await live.complain(filed, reopen)).toMatchObject({ ok: false, refusal: { code: 'too-late-for', action: 'reopen', lastDay: '2026-05-31' } })
    at('2026-05-31')
    expect(await live.complain(filed, reopen)).toMatchObject({ ok: true, value: { state: 'accepted' } })
    expect(await live.facts(filed)).toMatchObject({ cycle: 2, filedOn: '2026-02-14', dueReason: 'reopening', ratings: [{ grade: 'satisfied', cycle: 1 }], extensions: { asked: 0 } })
  })

  test('whose complainant said nothing is visited', async () => {
    at('2026-03-02')
    const filed = await caseAt(world, 'replied')
    at('2026-03-18')
    await sweepCases(world.context)
    expect(await live.facts(filed)).toMatchObject({ state: 'closed', visits: [{ reason: 'silent', dueOn: '2026-03-25' }] })
  })
})

describe('the sweep', () => {
  test('marks a step as overdue once, on the day after its due day, and begins anew with the next step', async () => {
    at('2026-03-02')
    const filed = await caseAt(world, 'accepted')
    at('2026-03-05')
    await sweepCases(world.context)
    expect((await live.facts(filed)).isMarkedOverdue).toBe(false)
    at('2026-03-06')
    expect((await sweepCases(world.context)).happened).toBeGreaterThan(0)
    await sweepCases(world.context)
    expect((await live.actions(filed)).filter(action => action === 'markOverdue')).toHaveLength(1)
    await live.must('triage', filed, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture') })
    expect((await live.facts(filed)).isMarkedOverdue).toBe(false)
  })

  test('goes on past the first page, and past cases that stay where they are', async () => {
    at('2026-03-02')
    const filed = await Promise.all(Array.from({ length: 7 }, () => caseAt(world, 'accepted')))
    at('2026-03-30')
    const seen: string[] = []
    for (let page = await listToSweep(world.context.db, '2026-03-30' as PlainDate, beforeAllCases, 2); page.length > 0; page = await listToSweep(world.context.db, '2026-03-30' as PlainDate, page.at(-1)!, 2)) seen.push(...page)
    expect(new Set(seen).size).toBe(seen.length)
    for (const { id } of filed) expect(seen).toContain(id)
  })

  test('that runs again finds nothing more to do', async () => {
    at('2026-04-02')
    await sweepCases(world.context)
    expect(await sweepCases(world.context)).toEqual({ looked: 0, happened: 0 })
  })

  test('a clock that went back a year writes no event before the last one', async () => {
    at('2026-04-02')
    const filed = await caseAt(world, 'handling')
    at('2025-04-02')
    await live.must('handler', filed, { action: 'askExtension', note: '需要现场勘验取证。', days: 5 })
    expect((await live.facts(filed)).lastOn).toBe('2026-04-02')
    at('2026-04-02')
  })
})
