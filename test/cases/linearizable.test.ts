import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAtOnce } from '../../bench/linear-clients.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

// `npm run bench -- linearizable` does the same a hundred thousand times.
test('whatever officers and complainants do to a case at once, its history is that of one after the other, and nothing accepted is lost', async () => {
  const reached = new Set<string>()
  // What they do is left to chance, so they go on until an answer was judged: nothing would be shown by clients that never get beyond the first steps.
  const wholeWay = ['accept', 'assign', 'sign', 'draftReply', 'passReview', 'rate']
  for (let round = 0; round < 5 && !wholeWay.every(action => reached.has(action)); round += 1) {
    const findings = await actAtOnce(world.context, { operations: 1500, clients: 12, cases: 6 })
    expect(findings.anomalies).toEqual([])
    expect(findings.accepted).toBeGreaterThan(200)
    expect(findings.events).toBeGreaterThan(80)
    expect(findings.refused).toBeGreaterThan(50)
    for (const action of findings.actions) reached.add(action)
  }
  expect([...reached]).toEqual(expect.arrayContaining(wholeWay))
}, 120_000)
