import catalogue from '../../data/catalogue/default.v1.json' with { type: 'json' }
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { parsePeriod, type Cadence } from '#rules/disclosures/days.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { caseStates } from '#rules/cases/lifecycle.ts'
import { allowedActions } from '#rules/policy/cases.ts'
import { listEvents } from '#records/cases.ts'
import { aboutCase } from '#actions/about-case.ts'
import { furnishAccounts } from '#cli/demonstration/accounts.ts'
import { fileDemonstrationCases } from '#cli/demonstration/complaints.ts'
import { publishDemonstration } from '#cli/demonstration/disclosures.ts'
import { everyOtherItem } from '#cli/demonstration/items/all.ts'
import { stages } from '#cli/demonstration/projects.ts'
import { demonstrationAccounts, mainVillages } from '#cli/demonstration/people.ts'
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
  // And one more that is told stage by stage, a record for each.
  expect(projects[0]!['n']).toBe(stages.length + 1)
})

test('the demonstration has a case in every state, one overdue and one extended', async () => {
  const states = await rows('select distinct state from case_file')
  expect(states.map(row => String(row['state'])).toSorted()).toEqual([...caseStates].toSorted())
  expect((await rows(`select 1 from case_file where state = 'handling' and due_on < '2026-11-23'`)).length).toBeGreaterThan(0)
  expect((await rows('select 1 from case_file where due_on > original_due_on')).length).toBeGreaterThan(0)
  expect((await rows(`select 1 from case_file where state in ('replied', 'rated')`)).length).toBeGreaterThan(1)
})

test('the appeal of the demonstration can be decided by one of its accounts', async () => {
  const [appeal] = await world.context.db.selectFrom('caseFile').selectAll().where('state', '=', 'appealed').execute()
  const about = await aboutCase(world.context.db, appeal!, stateOf(await listEvents(world.context.db, appeal!.id)))
  const deciding = await Promise.all((await demonstrationAccounts(world.context.db)).map(async ({ username, officerId }) => (allowedActions(await world.officer(officerId), about).includes('overruleRejection') ? [username] : [])))
  expect(deciding.flat()).toEqual(['city-triage'])
})

test('the village of the accounts has records of every item, and of every category', async () => {
  const told = await rows('select distinct item_slug as item from pub.disclosure where village_code = $1', [mainVillages[0]])
  expect(told.map(row => String(row['item'])).toSorted()).toEqual(catalogue.items.map(item => item.slug).toSorted())
})

test.each(['2026-11-23', '2027-01-01', '2027-01-12', '2027-01-13', '2027-04-01', '2027-07-31', '2028-02-29'])('on %s the demonstration tells of periods that were over, on days that have come', today => {
  const cadenceOf = new Map(catalogue.items.map(item => [item.slug, item.cadence as Cadence]))
  for (const { day, input } of everyOtherItem({ code: mainVillages[0], name: '演示村' }, today as PlainDate).flat()) {
    expect(day <= today, input.title).toBe(true)
    expect(parsePeriod(cadenceOf.get(input.item)!, input.period, day), input.title).toMatchObject({ ok: true })
  }
})

test('the accounts of the demonstration were told something, hand out codes for households, and have a set-up that waits', async () => {
  const users = await rows(`select username, id from auth."user"`)
  await furnishAccounts(world.context, new Map(users.map(({ username, id }) => [String(username), String(id)])))
  expect((await rows('select user_id from auth.notice')).length).toBeGreaterThan(3)
  expect(await rows('select made, made - (select count(*)::int from household_code where batch_id = batch.id) as used from household_code_batch batch order by made_at')).toEqual([{ made: 120, used: 37 }, { made: 40, used: 0 }])
  expect(await rows('select outcome from county_setup')).toEqual([{ outcome: null }])
})

test('everybody in the demonstration is invented and says so', async () => {
  for (const row of await rows('select name from officer')) expect(row['name']).toContain('演示')
  const shown = JSON.stringify(await rows('select cells from pub.disclosure_row'))
  expect(shown).not.toMatch(/(?<!\d)\d{17}[\dXx](?!\d)/)
})

test('an account that came with a later release gets its sign-in at the next start', async () => {
  const program = { context: world.context, signIn: world.signIn, owner: world.owner.db }
  const post = async () => (await rows('select user_id as user from officer where id = $1', [world.officerId.secondTriage]))[0]!['user']
  await world.owner.pool.query('update officer set user_id = null where id = $1', [world.officerId.secondTriage])
  await world.owner.pool.query(`delete from auth."user" where username = 'second-triage'`)
  await seedDemonstration(program)
  expect(await post()).not.toBeNull()
})

test('a database that has posts already is left alone, and one loaded only in part is not shown', async () => {
  const program = { context: world.context, signIn: world.signIn, owner: world.owner.db }
  const accounts = await demonstrationAccounts(world.context.db)
  expect(await seedDemonstration(program)).toEqual(accounts)
  await world.owner.pool.query('update officer set user_id = null where id = $1', [accounts.at(-1)!.officerId])
  await expect(findDemonstration(program)).rejects.toThrow('the demonstration was loaded only in part')
})
