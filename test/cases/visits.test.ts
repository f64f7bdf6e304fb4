import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawSeeds } from '#actions/case-consequences.ts'
import { recordBySystem } from '#actions/case-events.ts'
import { findCaseForUpdate } from '#records/cases.ts'
import { inTransaction } from '#records/database.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { isDrawn } from '#rules/cases/sweeps.ts'
import { caseAt, type Filed } from '#test/api/cases-of-every-state.ts'
import { openWorld, type World } from '#test/world.ts'
import { livingIn } from './living.ts'
import { setRules } from './setting-rules.ts'

let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld({ today: '2026-03-01' })
  live = livingIn(world)
  await setRules(world, '2026-03-02', { limits: { visitPercent: 20 } })
})
afterAll(() => world.close())

test('a seed is drawn for this month and the next, once', async () => {
  await drawSeeds(world.context)
  const seeds = async () => (await world.owner.pool.query(`select county_code, month, seed from visit_seed where county_code = 340522000000 order by month`)).rows
  const first = await seeds()
  expect(first.map(row => row.month)).toEqual(['2026-03-01', '2026-04-01'])
  await drawSeeds(world.context)
  expect(await seeds()).toEqual(first)
  await expect(world.owner.pool.query('delete from visit_seed')).rejects.toThrow(/append-only/)
})

test('of the answers of a month at least every fifth is drawn for a return visit, and the draw can be counted again', async () => {
  world.setClock('2026-03-02')
  for (let n = 0; n < 15; n++) await caseAt(world, 'replied')
  const { rows } = await world.owner.pool.query('select answers, drawn, is_drawn, case_id from visit_draw order by answers')
  expect(rows.map(row => row.answers)).toEqual(Array.from({ length: 15 }, (_, n) => n + 1))
  for (const row of rows) expect(row.drawn).toBeGreaterThanOrEqual(Math.floor(row.answers / 5))
  for (const row of rows) expect((await live.facts({ id: row.case_id })).visits).toHaveLength(row.is_drawn ? 1 : 0)
})

test('what a month leaves short of every fifth is drawn in the next: a county with few answers is visited all the same', async () => {
  const drawn = async () => (await world.owner.pool.query('select count(*)::int as answers, count(*) filter (where is_drawn)::int as drawn from visit_draw')).rows[0] as { answers: number; drawn: number }
  for (const month of ['2027-01', '2027-02', '2027-03', '2027-04', '2027-05']) {
    world.setClock(`${month}-20`)
    await drawSeeds(world.context)
    for (let n = 0; n < 3; n++) await caseAt(world, 'replied')
    const { answers, drawn: visited } = await drawn()
    expect(visited, month).toBeGreaterThanOrEqual(Math.floor(answers / 5))
  }
  world.setClock('2026-03-02')
})

test('an answer that was drawn is owed a visit within five working days, which is no hindrance to its rating', async () => {
  const { rows: [drawn] } = await world.owner.pool.query('select case_id from visit_draw where is_drawn limit 1')
  const filed = { id: drawn.case_id as string }
  expect(await live.facts(filed)).toMatchObject({ state: 'replied', visits: [{ reason: 'sample', dueOn: '2026-03-09' }] })
  await live.must('supervisor', filed, { action: 'recordVisit', note: '电话回访，投诉人表示已经解决。', finding: 'solved' })
  expect((await live.facts(filed)).rating).toBeUndefined()
})

test('a visit that is not made by its day earns the supervising unit a card, once', async () => {
  world.setClock('2026-03-02')
  await setRules(world, '2026-03-03', { cards: [{ ground: 'visitOverdue', colour: 'yellow', to: 'supervising', copies: ['triage'] }] })
  world.setClock('2026-03-03')
  const filed = await caseAt(world, 'replied')
  await live.complain(filed, { action: 'rate', grade: 'dissatisfied' })
  expect((await live.facts(filed)).visits).toContainEqual({ reason: 'bad', calledOn: '2026-03-03', days: 5, dueOn: '2026-03-10' })
  const cards = async (day: string) => {
    world.setClock(day)
    await sweepCases(world.context)
    return (await live.facts(filed)).supervisionItems.map(({ ground, unitId }) => [ground, unitId])
  }
  expect(await cards('2026-03-10')).toEqual([])
  expect(await cards('2026-03-11')).toEqual([['visitOverdue', world.unitId.stationed('agriculture')]])
  expect(await cards('2026-03-20')).toHaveLength(1)
})

describe('a visit that finds nothing solved', () => {
  const unsolved = { action: 'recordVisit', note: '上门查看，路灯确实还不亮。', finding: 'notSolved' } as const

  test('keeps the answer from closing in silence: what the supervising unit does not order is ordered by itself two working days later', async () => {
    world.setClock('2026-03-02')
    const filed = await drawnAnswer()
    await live.must('supervisor', filed, unsolved)
    for (const [day, state] of [['2026-03-04', 'replied'], ['2026-03-05', 'redo']] as const) {
      world.setClock(day)
      await sweepCases(world.context)
      expect(await live.facts(filed), day).toMatchObject({ state })
    }
  })

  test('brings a case that closed in silence to the desk, which may have it done again; a finding that all is well leaves it closed', async () => {
    const [one, other] = [await closedInSilence(), await closedInSilence()]
    await live.must('supervisor', other, { ...unsolved, note: '电话回访，投诉人说已经解决。', finding: 'solved' })
    expect(await live.facts(other)).toMatchObject({ state: 'closed' })
    await live.must('supervisor', one, unsolved)
    expect(await live.facts(one)).toMatchObject({ state: 'escalated' })
    await live.must('triage', one, { action: 'decideEscalation', verdict: 'supervise', note: '列为督办件，限期换人重办。' })
    expect(await live.facts(one)).toMatchObject({ state: 'redo', closedOn: undefined })
  })

  test('after the desk has closed it with a written finding, goes to the desk once more only by a new visit', async () => {
    const filed = await closedInSilence()
    await live.must('supervisor', filed, unsolved)
    await live.must('triage', filed, { action: 'decideEscalation', verdict: 'writtenFinding', note: '经复核，路灯已列入下月的更换计划。' })
    await sweepCases(world.context)
    expect(await live.facts(filed)).toMatchObject({ state: 'closed' })
  })

  /** Whatever the lot said. */
  async function drawnAnswer(): Promise<Filed> {
    const filed = await caseAt(world, 'replied')
    if ((await live.facts(filed)).visits.length > 0) return filed
    await inTransaction(world.context.db, async tx => recordBySystem(world.context, tx, (await findCaseForUpdate(tx, filed.id))!, await live.facts(filed), 'callVisit', { reason: 'sample', dueOn: '2026-03-09' }))
    return filed
  }

  async function closedInSilence(): Promise<Filed> {
    world.setClock('2026-04-01')
    const filed = await caseAt(world, 'replied')
    while ((await live.facts(filed)).visits.some(visit => visit.recordedOn === undefined)) await live.must('supervisor', filed, { ...unsolved, note: '电话回访，一切都好。', finding: 'solved' })
    world.setClock('2026-04-17')
    await sweepCases(world.context)
    expect(await live.facts(filed)).toMatchObject({ state: 'closed' })
    return filed
  }
})

test('the lot alone decides below the share, and the share where the lot would leave too few', () => {
  expect(isDrawn(0.19, 20, { answers: 0, drawn: 0 })).toBe(true)
  expect(isDrawn(0.2, 20, { answers: 0, drawn: 0 })).toBe(false)
  expect(isDrawn(0.99, 20, { answers: 4, drawn: 0 })).toBe(true)
  expect(isDrawn(0.99, 20, { answers: 4, drawn: 1 })).toBe(false)
  expect(isDrawn(0, 0, { answers: 9, drawn: 0 })).toBe(false)
})
