import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { rateCase } from '#actions/complainant-moves.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { publishRatings } from '#actions/publish-ratings.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld({ today: '2026-09-21' }) })
afterAll(() => world.close())

const unitOf = async (as: OfficerRole) => (await say(world, as, 'GET', '/api/v1/ratings')).body.units[0]
const isTold = async (as: OfficerRole) => {
  await deliverOutbox(world.context)
  return (await say(world, as, 'GET', '/api/v1/desk')).body.notices.filter(({ topic }: { topic: string }) => topic === 'ratings-worth-a-look').length
}

async function rateBest(many: number, scores?: { efficiency: number; guidance?: number }): Promise<void> {
  for (let n = 0; n < many; n++) expect(await rateCase(world.context, (await caseAt(world, 'replied')).code, { grade: 'verySatisfied', opinion: '工作人员态度很好。', ...(scores && { scores }) })).toMatchObject({ ok: true })
}

test('what ratings of one unit have in common is shown and told to the desk and the supervising unit once they are published, once, and never to the unit', async () => {
  await rateBest(4, { efficiency: 5 })
  await rateBest(1, { efficiency: 3, guidance: 2 })
  expect(await publishRatings(world.context)).toBe(0)
  expect(await isTold('supervisor')).toBe(0)
  world.setClock('2026-10-01')
  expect(await publishRatings(world.context)).toBe(1)
  for (const role of ['triage', 'supervisor'] as const) {
    expect((await unitOf(role)).worthALook, role).toEqual([{ kind: 'quick-best', ratings: 5 }, { kind: 'same-words', ratings: 5 }, { kind: 'same-minute', ratings: 5 }])
    expect(await isTold(role), role).toBe(3)
  }
  expect(await isTold('handler')).toBe(0)
  expect((await unitOf('handler')).worthALook).toEqual([])
  await rateBest(5)
  world.setClock('2026-11-01')
  expect(await publishRatings(world.context)).toBe(1)
  expect(await isTold('supervisor')).toBe(3)
})

test('single points are shown as their mean where at least five gave one', async () => {
  for (const role of ['leader', 'handler'] as const) expect((await unitOf(role)).scores, role).toEqual([{ aspect: 'efficiency', mean: 4.6, count: 5 }])
})
