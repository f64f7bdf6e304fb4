import { afterAll, beforeAll, expect, test } from 'vitest'
import { yearsKept } from '#rules/retention/classes.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

test('names, words and entered values are deleted after the same years by the sweep that asks and by the function that does it', async () => {
  const { rows } = await world.owner.pool.query<{ name: string; source: string }>(`select proname as name, prosrc as source from pg_proc where pronamespace = 'keeping'::regnamespace`)
  const years = rows.flatMap(({ name, source }) => [...source.matchAll(/interval '(\d+) years?'/gu)].map(([, count]) => [name, Number(count)] as const))
  expect(Object.fromEntries(years)).toEqual({ forget_identity: yearsKept.identity, delete_words: yearsKept.words, end_draft: yearsKept.draft, end_withheld: yearsKept.withheld })
})
