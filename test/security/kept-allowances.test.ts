import { afterAll, beforeAll, expect, test } from 'vitest'
import { openKeptAllowances } from '#actions/kept-allowances.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

test('what was used of an allowance is used after a restart too, and comes back with time', async () => {
  const now = Date.parse('2026-09-21T01:00:00Z')
  const before = await openKeptAllowances(world.context.db, () => now)
  for (let n = 0; n < 10; n++) expect(before.allowances.guessesOfOne.take('one-source', now)).toBeUndefined()
  expect(before.allowances.guessesOfOne.wait('one-source', now)).toBeGreaterThan(0)
  await before.close()

  const after = await openKeptAllowances(world.context.db, () => now)
  expect(after.allowances.guessesOfOne.wait('one-source', now)).toBeGreaterThan(0)
  expect(after.allowances.guessesOfOne.wait('another', now)).toBe(0)
  expect(after.allowances.wrongPasswords.wait('one-source', now)).toBe(0)
  expect(after.allowances.guessesOfOne.wait('one-source', now + 3_600_000)).toBe(0)
  await after.close()
})

test('no address of anybody is kept with it', async () => {
  const kept = await openKeptAllowances(world.context.db, () => Date.parse('2026-09-21T01:00:00Z'))
  kept.allowances.filings.take('Xa3_kdmXpq0-1abc', Date.parse('2026-09-21T01:00:00Z'))
  await kept.close()
  const { rows } = await world.owner.pool.query<{ source: string }>('select source from spent_allowance')
  expect(rows.length).toBeGreaterThan(0)
  for (const { source } of rows) expect(source).not.toMatch(/\d+\.\d+\.\d+|:/)
})
