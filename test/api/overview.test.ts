import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertCaseSubject } from '#records/conflicts.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { caseAt, file, steps } from './cases-of-every-state.ts'
import { say } from './talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  for (const step of steps) await caseAt(world, step)
  await caseAt(world, 'rated', { villageCode: world.otherVillage })
  const { body } = await say(world, 'clerk', 'POST', '/api/v1/drafts', { body: monthOfBooks(world.village) })
  await say(world, 'clerk', 'POST', `/api/v1/drafts/${body.id}/moves`, { body: { action: 'submit', asOf: 1 } })
  await say(world, 'reviewer', 'POST', `/api/v1/drafts/${body.id}/moves`, { body: { action: 'approve', asOf: 2 } })
})
afterAll(() => world.close())

const overview = async () => (await say(world, 'leader', 'GET', '/api/v1/overview')).body
const of = (body: { villages: { code: number }[] }, code: number) => body.villages.find(village => village.code === code)
const share = (body: { shares: { key: string }[] }, key: string) => body.shares.find(found => found.key === key)

test('the overview counts what was published, raised, answered and rated, village by village', async () => {
  const body = await overview()
  expect(body).toMatchObject({ asOf: '2026-09-21', divisionName: '含山县', totals: { published: 1, openCases: 8, closedCases: 3, overdueCases: 0, rated: 2 } })
  expect(of(body, world.village)).toMatchObject({ published: 1, openCases: 8, closedCases: 2, rated: 1, townshipName: '环峰镇' })
  expect(of(body, world.otherVillage)).toMatchObject({ published: 0, openCases: 0, closedCases: 1, rated: 1 })
  const owing = (await world.owner.pool.query(`select count(*)::int as n from pub.division where level = 'village' and not is_virtual and valid_to is null and county_code = 340522000000`)).rows[0].n
  expect(share(body, 'villages-publishing')).toEqual({ key: 'villages-publishing', numerator: 1, denominator: owing })
  expect(share(body, 'answered-in-time')).toMatchObject({ numerator: 3, denominator: 3 })
  expect(share(body, 'rated')).toMatchObject({ numerator: 2, denominator: 3 })
  // Neither is published yet: a figure that moves on the day of a rating would say what it was.
  expect(share(body, 'satisfied')).toMatchObject({ numerator: 0, denominator: 0 })
  expect(body.villages.map((village: { code: number }) => village.code)).toEqual(body.villages.map((village: { code: number }) => village.code).toSorted())
})

test('what it calls overdue is what the queue of overdue cases holds, on the day after a due day and not on it', async () => {
  for (const day of ['2026-09-22', '2026-09-23', '2026-10-12', '2026-10-13', '2026-12-31']) {
    world.setClock(day)
    const listed = (await say(world, 'leader', 'GET', '/api/v1/cases?queue=overdue')).body.total
    expect((await overview()).totals.overdueCases, day).toBe(listed)
  }
  expect(share(await overview(), 'villages-publishing')).toMatchObject({ numerator: 0 })
  world.setClock('2026-09-21')
})

test('a case that names the leader is in no figure the leader sees', async () => {
  const before = (await overview()).totals.openCases
  const { id } = await file(world)
  expect((await overview()).totals.openCases).toBe(before + 1)
  await world.context.db.transaction().execute(tx => insertCaseSubject(tx, id, { officerId: world.officerId.leader }))
  expect((await overview()).totals.openCases).toBe(before)
})
