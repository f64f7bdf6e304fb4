import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseStates } from '#rules/cases/lifecycle.ts'
import { fileDemonstrationCases } from '#cli/demonstration/complaints.ts'
import { publishDemonstration } from '#cli/demonstration/disclosures.ts'
import { stages } from '#cli/demonstration/projects.ts'
import { mainVillages } from '#cli/demonstration/people.ts'
import { findDemonstration, seedDemonstration } from '#cli/demonstration/seed.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ today: '2026-11-23' })
  await publishDemonstration(world.context)
  await fileDemonstrationCases(world.context)
}, 120_000)
afterAll(() => world.close())

const rows = async (statement: string, values: unknown[] = []) => (await world.owner.pool.query(statement, values)).rows as Record<string, never>[]

test('the demonstration has two years of books for three villages and something current for every other', async () => {
  const books = await rows(`select village_code as village, count(*)::int as n from pub.disclosure where item_slug = 'income-expense-detail' group by 1 order by 2 desc, 1`)
  expect(books.slice(0, 3).map(row => row['village'])).toEqual([...mainVillages])
  expect(books.slice(0, 3).map(row => row['n'])).toEqual([24, 24, 24])
  expect(books).toHaveLength(119)
})

test('the demonstration has subsidies by the thousand, a corrected record and a project in each stage', async () => {
  const [subsidies] = await rows(`select sum(row_count)::int as n from pub.disclosure where item_slug = 'farmland-subsidy'`)
  expect(subsidies!['n']).toBeGreaterThan(3000)
  expect(await rows('select 1 from pub.disclosure where current_version = 2')).toHaveLength(1)
  const projects = await rows(`select count(*)::int as n from pub.disclosure where item_slug = 'project-plan' and village_code = $1`, [mainVillages[0]])
  expect(projects[0]!['n']).toBe(stages.length)
})

test('the demonstration has a case in every state, one overdue and one extended', async () => {
  const states = await rows('select distinct state from case_file')
  expect(states.map(row => String(row['state'])).toSorted()).toEqual([...caseStates].toSorted())
  expect((await rows(`select 1 from case_file where state = 'handling' and due_on < '2026-11-23'`)).length).toBeGreaterThan(0)
  expect((await rows('select 1 from case_file where due_on > original_due_on')).length).toBeGreaterThan(0)
  expect((await rows(`select 1 from case_file where state in ('replied', 'rated')`)).length).toBeGreaterThan(1)
})

test('everybody in the demonstration is invented and says so', async () => {
  for (const row of await rows('select name from officer')) expect(row['name']).toContain('演示')
  const shown = JSON.stringify(await rows('select cells from pub.disclosure_row'))
  expect(shown).not.toMatch(/(?<!\d)\d{17}[\dXx](?!\d)/)
})

test('a database that has posts already is left alone, and one loaded only in part is not shown', async () => {
  const program = { context: world.context, signIn: world.signIn, owner: world.owner.db }
  expect(await seedDemonstration(program)).toHaveLength(8)
  await world.owner.pool.query('update officer set user_id = null where id = $1', [world.officerId.leader])
  await expect(findDemonstration(program)).rejects.toThrow('the demonstration was loaded only in part')
})
