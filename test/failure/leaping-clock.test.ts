import { afterAll, beforeAll, expect, test } from 'vitest'
import { stateOf } from '#rules/cases/fold.ts'
import { closeAuditDays } from '#actions/audit.ts'
import { insistOnClock } from '#actions/clock-check.ts'
import { runJob, schedule } from '#jobs/schedule.ts'
import { listEvents } from '#records/cases.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld({ today: '2026-03-02' }) })
afterAll(() => world.close())

const night = schedule.find(({ name }) => name === 'sweep-cases')!
const sender = { db: undefined as never, channels: {} }
const sweep = (checkedOn?: string) => runJob(night, world.context, sender, () => insistOnClock(world.context, checkedOn))

test('a clock that leaps a year ahead lets nothing happen by itself until somebody has looked at it; one that leaps back finds nothing due', async () => {
  const { id } = await caseAt(world, 'replied')
  const state = async () => stateOf(await listEvents(world.context.db, id)).state
  await say(world, 'triage', 'GET', `/api/v1/cases/${id}`) // something is in the audit
  world.setClock('2026-03-03')
  await closeAuditDays(world.context)
  await sweep()
  world.setClock('2027-03-03')
  await expect(sweep()).rejects.toThrow('job sweep-cases failed')
  await expect(sweep('2027-03-02')).rejects.toThrow('job sweep-cases failed')
  world.setClock('2025-03-03')
  await sweep()
  expect(await state()).toBe('replied')
  // Half a year off is long, and believed.
  world.setClock('2026-08-29')
  await insistOnClock(world.context, undefined)
  world.setClock('2026-08-30')
  await expect(insistOnClock(world.context, undefined)).rejects.toThrow('the clock says 2026-08-30, and the last night of this program was 2026-03-02: set the clock right, or start once with CLOCK_CHECKED=2026-08-30 if it is')
  await sweep('2026-08-30')
  expect(await state()).toBe('closed')
})
