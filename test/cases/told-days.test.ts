import { afterAll, beforeAll, expect, test } from 'vitest'
import { rateCase } from '#actions/complainant-moves.ts'
import { recalculateCases } from '#actions/sweep-cases.ts'
import { caseAt, file, type Filed } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import type { World } from '#test/world.ts'
import { livingIn } from './living.ts'
import { beforeEmergency, emergency, load, openIn2020, withEmergency } from './year-2020.ts'

/** The last working day before the festival. With the notice of that day the next ones are 31 January, 1 February (a Saturday), 3 February; after the emergency notice 3, 4, 5 February. */
const eve = '2020-01-23'

let world: World
let withCalendar: () => Promise<World>
let of: Record<'accepted' | 'asked' | 'handling' | 'supervised' | 'rated', Filed>
beforeAll(async () => {
  const opened = await openIn2020(eve)
  world = opened.world
  withCalendar = opened.now
  const then = await withCalendar()
  const live = livingIn(then)
  of = {
    accepted: await caseAt(then, 'accepted'), asked: await file(then), handling: await caseAt(then, 'handling'), supervised: await caseAt(then, 'handling'),
    rated: await caseAt(then, 'replied'),
  }
  await live.must('triage', of.asked, { action: 'askMore', note: '请补充路灯的位置。' })
  await live.must('triage', of.supervised, { action: 'supervise', note: '群众反映强烈。', letter: '请贵单位三个工作日内查明路灯长期不亮的原因，并书面说明下一步安排。', days: 3 })
  await rateCase(then.context, of.rated.code, { grade: 'dissatisfied', opinion: '路灯还是不亮。' })
})
afterAll(() => world.close())

/** The days of a case by what is owed, as they are told. */
async function told({ id }: Filed): Promise<Record<string, string>> {
  const row = await world.context.db.selectFrom('caseFile').select(['countedDays', 'stepDueOn']).where('id', '=', id).executeTakeFirstOrThrow()
  return { ...Object.fromEntries((row.countedDays as { what: string; dueOn: string }[]).map(({ what, dueOn }) => [what, dueOn])), ...(row.stepDueOn && { listed: row.stepDueOn }) }
}
const allTold = async () => Object.fromEntries(await Promise.all(Object.entries(of).map(async ([name, filed]) => [name, await told(filed)])))

test('every day by which something is owed is told when it begins to run', async () => {
  expect(await allTold()).toEqual({
    accepted: { step: '2020-02-03', listed: '2020-02-03' }, asked: { step: '2020-02-05', listed: '2020-02-05' }, handling: { contact: '2020-02-01', listed: '2020-02-12' },
    supervised: { contact: '2020-02-01', item: '2020-02-03', supervision: '2020-02-03', listed: '2020-02-12' }, rated: { step: '2020-02-01', visit: '2020-02-05', listed: '2020-02-01' },
  })
})

test('what is written between the loading of a notice and the counting moves no day unseen', async () => {
  await load(world, withEmergency)
  await livingIn(await withCalendar()).must('triage', of.supervised, { action: 'joinUnits', note: '请住建部门协助。', unitIds: [world.unitId.department('housing')] })
  expect(await told(of.supervised)).toMatchObject({ contact: '2020-02-01', item: '2020-02-03', supervision: '2020-02-03' })
})

test('a new notice moves the day of every step, first word, visit, explanation and supervision, each by an event that names it', async () => {
  world.setClock('2020-01-28')
  const happened = (await recalculateCases(world.context)).happened
  expect(happened).toBe(5)
  expect((await recalculateCases(world.context)).happened).toBe(0)
  expect(await allTold()).toMatchObject({
    accepted: { step: '2020-02-05', listed: '2020-02-05' }, asked: { step: '2020-02-07', listed: '2020-02-07' }, handling: { contact: '2020-02-04' },
    supervised: { contact: '2020-02-04', item: '2020-02-05', supervision: '2020-02-05' }, rated: { step: '2020-02-04', visit: '2020-02-07' },
  })
  const { body } = await say(world, 'triage', 'GET', `/api/v1/cases/${of.accepted.id}`)
  // Day by day to the step's own day, the one that the notice made a day off among them.
  expect(body.stageSteps.at(-1)).toMatchObject({ day: '2020-02-05', counts: true, ordinal: 3 })
  expect(body.stageSteps).toContainEqual(expect.objectContaining({ day: '2020-01-31', counts: false, notice: emergency }))
  expect(body.events.at(-1)).toMatchObject({ action: 'recalculate', details: { notice: emergency, moved: [{ what: 'step', dueOn: '2020-02-05' }] } })
  expect(await world.context.db.selectFrom('supervisionItem').select(['kind', 'dueOn']).where('caseId', '=', of.supervised.id).execute()).toEqual([{ kind: 'letter', dueOn: '2020-02-05' }])
})

test('the unit that answered learns nothing of what a bad rating brought when its days move', async () => {
  const { body } = await say(world, 'handler', 'GET', `/api/v1/cases/${of.rated.id}`)
  expect(body.events.map((event: { action: string }) => event.action)).not.toContain('recalculate')
  const seen = await say(world, 'supervisor', 'GET', `/api/v1/cases/${of.rated.id}`)
  expect(seen.body.events.at(-1)).toMatchObject({ action: 'recalculate', details: { moved: [{ what: 'step' }, { what: 'visit' }] } })
})

test('a notice that takes days off back leaves every day that was told, and what counts on reading stands by an event', async () => {
  const before = await allTold()
  await load(world, beforeEmergency)
  await recalculateCases(world.context)
  expect(await allTold()).toEqual(before)
  expect((await recalculateCases(world.context)).happened).toBe(0)
  const { body } = await say({ ...world, context: (await withCalendar()).context }, 'triage', 'GET', `/api/v1/cases/${of.accepted.id}`)
  expect(body.stageDueOn).toBe('2020-02-05')
})

test('a step counted under a shorter calendar than it was told by is kept by an event on the day of the notice', async () => {
  await load(world, withEmergency)
  const now = await withCalendar()
  const filed = await caseAt(now, 'accepted')
  expect(await told(filed)).toMatchObject({ step: '2020-02-05' })
  await load(world, beforeEmergency)
  expect((await recalculateCases(world.context)).happened).toBeGreaterThan(0)
  expect(await told(filed)).toMatchObject({ step: '2020-02-05', listed: '2020-02-05' })
  const facts = await livingIn(world).facts(filed)
  expect(facts.step).toMatchObject({ dueOn: '2020-02-05' })
  expect((await recalculateCases(world.context)).happened).toBe(0)
})
