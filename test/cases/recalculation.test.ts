import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { dueAtAcceptance } from '#rules/cases/limits.ts'
import { listenToOthers } from '#records/notifications.ts'
import { calendarOf, keepCalendar } from '#actions/reference.ts'
import { setComplainantContact } from '#actions/messages.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { recalculateCases } from '#actions/sweep-cases.ts'
import { trackCase } from '#actions/tracking.ts'
import { caseAt, move } from '#test/api/cases-of-every-state.ts'
import { limits } from '#test/case-rules.ts'
import type { World } from '#test/world.ts'
import { livingIn } from './living.ts'
import { beforeEmergency, emergency, load, openIn2020, withEmergency } from './year-2020.ts'

let world: World
let then: World
beforeAll(async () => {
  const opened = await openIn2020('2020-01-20')
  world = opened.world
  then = await opened.now()
})
afterAll(() => world.close())

test('the emergency notice of 27 January 2020 moves every running promise by an event that names it, and shows the complainant each day with its notice', async () => {
  const [filed, extended, answered] = [await caseAt(then, 'handling'), await caseAt(then, 'extensionPending'), await caseAt(then, 'replied')]
  await move(then, extended.id, world.officerId.supervisor('agriculture'), { action: 'grantExtension', note: '同意延长五天。', days: 5 })
  const live = livingIn(world)
  expect([(await live.facts(filed)).dueOn, (await live.facts(extended)).dueOn]).toEqual(['2020-02-07', '2020-02-14'])
  expect((await recalculateCases(world.context)).happened).toBe(0)
  await deliverOutbox(world.context)
  await setComplainantContact(world.context, filed.code, '00000000000')
  await load(world, withEmergency)
  world.setClock('2020-01-28')
  expect((await recalculateCases(world.context)).happened).toBe(2)
  expect((await recalculateCases(world.context)).happened).toBe(0)
  await deliverOutbox(world.context)
  expect((await world.owner.pool.query('select template from message where case_id = $1', [filed.id])).rows).toEqual([{ template: 'progress' }])
  expect(await live.facts(filed)).toMatchObject({ state: 'handling', dueOn: '2020-02-11', originalDueOn: '2020-02-07', dueReason: 'notice' })
  expect((await live.facts(extended)).dueOn).toBe('2020-02-18')
  expect(await live.actions(answered)).not.toContain('recalculate')
  const tracked = await trackCase({ ...world.context, calendar: await calendarOf(world.context.db) }, filed.code)
  expect(tracked).toMatchObject({ value: { dueOn: '2020-02-11' } })
  expect(tracked.ok && tracked.value.timeline.at(-1)).toMatchObject({ action: 'recalculate', dueOn: '2020-02-11', notice: emergency })
  expect(tracked.ok && tracked.value.dueSteps.find(step => step.day === '2020-01-31')).toMatchObject({ counts: false, notice: emergency })
})

test('a notice that would shorten a promise leaves it standing', async () => {
  await load(world, beforeEmergency)
  await recalculateCases(world.context)
  const dues = (await world.context.db.selectFrom('caseFile').select('dueOn').where('dueReason', '=', 'notice').execute()).map(row => row.dueOn)
  expect(dues.toSorted()).toEqual(['2020-02-11', '2020-02-18'])
})

test('a process that runs counts by a notice as soon as another has loaded it, and by what was loaded while it could not listen', async () => {
  const calendar = await keepCalendar(world.context.db)
  const due = () => dueAtAcceptance(calendar.current(), '2020-01-20' as PlainDate, limits).day
  expect(due()).toBe('2020-02-07')
  const told = Promise.withResolvers<void>()
  const listening = await listenToOthers(world.connection, { published: () => {}, calendar: () => void calendar.readAgain().then(told.resolve) })
  await load(world, withEmergency)
  await told.promise
  expect(due()).toBe('2020-02-11')
  // The listening connection is cut, and the next notice comes before it is there again.
  const server = new pg.Client(world.connection as pg.ClientConfig)
  await server.connect()
  await server.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'yidiantong listen' and datname = current_database()`)
  await server.end()
  await load(world, beforeEmergency)
  await vi.waitFor(() => expect(due()).toBe('2020-02-07'), 5000)
  await listening.close()
})
