import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawSeeds } from '#actions/case-consequences.ts'
import { isDrawn } from '#rules/cases/sweeps.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
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

test('an answer that was drawn is owed a visit within five working days, which is no hindrance to its rating', async () => {
  const { rows: [drawn] } = await world.owner.pool.query('select case_id from visit_draw where is_drawn limit 1')
  const filed = { id: drawn.case_id as string }
  expect(await live.facts(filed)).toMatchObject({ state: 'replied', visits: [{ reason: 'sample', dueOn: '2026-03-09' }] })
  await live.must('supervisor', filed, { action: 'recordVisit', note: '电话回访，投诉人表示已经解决。', finding: 'solved' })
  expect((await live.facts(filed)).rating).toBeUndefined()
})

test('the lot alone decides below the share, and the share where the lot would leave too few', () => {
  expect(isDrawn(0.19, 20, { answers: 0, drawn: 0 })).toBe(true)
  expect(isDrawn(0.2, 20, { answers: 0, drawn: 0 })).toBe(false)
  expect(isDrawn(0.99, 20, { answers: 4, drawn: 0 })).toBe(true)
  expect(isDrawn(0.99, 20, { answers: 4, drawn: 1 })).toBe(false)
  expect(isDrawn(0, 0, { answers: 9, drawn: 0 })).toBe(false)
})
