import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordBySystem } from '#actions/case-events.ts'
import { recalculateCases, sweepCases } from '#actions/sweep-cases.ts'
import { findCaseForUpdate } from '#records/cases.ts'
import { inTransaction } from '#records/database.ts'
import { caseAt, type Filed } from '#test/api/cases-of-every-state.ts'
import type { World } from '#test/world.ts'
import { livingIn } from './living.ts'
import { beforeEmergency, emergency, load, openIn2020, withEmergency } from './year-2020.ts'

/** The last working day before the festival: 31 January, 1, 3 and 4 February follow, and after the emergency notice 3, 4, 5 and 6 February. */
const eve = '2020-01-23'

let world: World
let withCalendar: () => Promise<World>
let of: Record<'assigned' | 'visited' | 'raised', Filed>
beforeAll(async () => {
  const opened = await openIn2020(eve)
  world = opened.world
  withCalendar = opened.now
  const then = await withCalendar()
  const live = livingIn(then)
  of = { assigned: await caseAt(then, 'assigned'), visited: await caseAt(then, 'replied'), raised: await caseAt(then, 'handling') }
  await bySystem(then, of.visited, 'callVisit', { reason: 'sample', dueOn: '2020-02-03', days: 3 })
  await live.must('supervisor', of.visited, { action: 'recordVisit', note: '到现场看过，路灯仍不亮。', finding: 'notSolved' })
  await live.must('triage', of.raised, { action: 'supervise', note: '群众反映强烈。', letter: '请贵单位三个工作日内查明路灯长期不亮的原因，并书面说明下一步安排。', days: 3 })
  await bySystem(then, of.raised, 'raise', { n: 1, level: 'supervising' })
})
afterAll(() => world.close())

async function bySystem(then: World, filed: Filed, action: 'callVisit' | 'raise', details: object): Promise<void> {
  const facts = await livingIn(then).facts(filed)
  await inTransaction(then.context.db, async tx => recordBySystem(then.context, tx, (await findCaseForUpdate(tx, filed.id))!, facts, action, details))
}

async function told({ id }: Filed): Promise<Record<string, string>> {
  const { countedDays } = await world.context.db.selectFrom('caseFile').select('countedDays').where('id', '=', id).executeTakeFirstOrThrow()
  return Object.fromEntries((countedDays as { what: string; dueOn: string }[]).map(({ what, dueOn }) => [what, dueOn]))
}

test('until when a unit may send a case back, a redo is left to be ordered and a letter does not rise again is told when it begins to run', async () => {
  expect(await told(of.assigned)).toMatchObject({ return: '2020-01-31' })
  expect(await told(of.visited)).toEqual({ order: '2020-02-01' })
  expect(await told(of.raised)).toMatchObject({ item: '2020-02-03', rise: '2020-02-03' })
})

test('an emergency notice moves these days too, each by an event that names it', async () => {
  await load(world, withEmergency)
  world.setClock('2020-01-28')
  expect((await recalculateCases(world.context)).happened).toBe(3)
  expect(await told(of.assigned)).toMatchObject({ return: '2020-02-03' })
  expect(await told(of.visited)).toEqual({ order: '2020-02-04' })
  expect(await told(of.raised)).toMatchObject({ item: '2020-02-05', rise: '2020-02-05' })
  const { rows } = await world.owner.pool.query(`select details->>'notice' as notice, details->'days' as days from case_event where case_id = $1 order by seq desc limit 1`, [of.assigned.id])
  expect(rows).toEqual([{ notice: emergency, days: [{ what: 'step', dueOn: '2020-02-03' }, { what: 'return', dueOn: '2020-02-03' }] }])
})

test('a notice that takes the days off back shortens none of them: the case is sent back on the last day that was told, and not on the day after', async () => {
  await load(world, beforeEmergency)
  await recalculateCases(world.context)
  expect(await told(of.assigned)).toMatchObject({ return: '2020-02-03' })
  expect(await told(of.visited)).toEqual({ order: '2020-02-04' })
  expect(await told(of.raised)).toMatchObject({ rise: '2020-02-05' })

  const now = await withCalendar()
  const sendBack = () => livingIn(now).by('handler', of.assigned, { action: 'return', note: '路灯由供电公司维护，不属本局。' })
  world.setClock('2020-02-04')
  expect(await sendBack()).toMatchObject({ ok: false, refusal: { code: 'too-late-to-return', lastDay: '2020-02-03' } })
  world.setClock('2020-02-03')
  expect(await sendBack()).toMatchObject({ ok: true })
})

test('a redo is ordered by itself, and a letter rises again, on the day after the one that was told and not on that day', async () => {
  const now = await withCalendar()
  const live = livingIn(now)
  const did = async (filed: Filed, day: string) => { world.setClock(day); await sweepCases(now.context); return live.actions(filed) }
  expect(await did(of.visited, '2020-02-04')).not.toContain('orderRedo')
  expect(await did(of.visited, '2020-02-05')).toContain('orderRedo')
  expect((await did(of.raised, '2020-02-05')).filter(action => action === 'raise')).toHaveLength(1)
  expect((await did(of.raised, '2020-02-06')).filter(action => action === 'raise')).toHaveLength(2)
})
