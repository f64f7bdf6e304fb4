import { afterAll, beforeAll, expect, test } from 'vitest'
import { staffRoutes } from '#api/contract/routes.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { publish } from '#test/pages/visiting.ts'
import { openWorld, type World } from '#test/world.ts'
import { nobody, questionsOf } from './asking.ts'
import { addressesOf, routesOf } from './public-routes.ts'

let world: World
const platform = { issuer: 'http://127.0.0.1:9', clientId: 'yidiantong', secret: 'never asked', factors: [] }
beforeAll(async () => {
  world = await openWorld({ staffOpenId: platform, residentOpenId: platform, wechatSignIn: { authorizeHost: 'https://open.example', apiHost: 'https://api.example', appId: 'wx-test', secret: 'never asked' } })
})
afterAll(() => world.close())

/** What may be written because somebody looked: that he did, and that he is there. */
const traces = new Set(['audit.entry', 'auth.session', 'public.resident_session', 'public.case_presence', 'public.spent_allowance', 'public.later_reading'])

// A link somewhere else, or a picture in a page there, is a look. What begins a sign-in elsewhere is a link of ours, and is looked at with them.
const fromElsewhere = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }

/** A word for all that every table holds. */
async function contents(): Promise<ReadonlyMap<string, string>> {
  const { rows } = await world.owner.pool.query<{ name: string }>(`select schemaname || '.' || tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`)
  const names = rows.map(({ name }) => name).filter(name => !traces.has(name))
  const sums = await world.owner.pool.query<{ name: string; sum: string }>(names.map(name => `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from ${name} t`).join(' union all '))
  return new Map(sums.rows.map(({ name, sum }) => [name, sum]))
}

test('who reads changes nothing, on whatever page and by whatever route, beside the trace that he looked', async () => {
  const { id } = await caseAt(world, 'handling')
  const recordId = await publish(world, monthOfBooks(world.village))
  const app = await world.app()
  const accounts = await Promise.all((['triage', 'reviewer', 'handler'] as const).map(role => world.signInAs(role)))
  const before = await contents()
  const about = { id: recordId, village: world.village, item: 'income-expense-detail', short: '1' }
  for (const { method, url } of routesOf(app)) if (method === 'GET' && !url.includes('*') && !url.startsWith('/api')) await app.inject({ url: addressesOf(url, about)[0]!, headers: fromElsewhere })
  for (const url of ['/api/auth/provider', '/api/auth/provider?link', '/api/auth/provider/back?code=one&state=two']) for (const account of accounts) await app.inject({ url, headers: { ...account, ...fromElsewhere } })
  for (const headers of accounts) for (const route of staffRoutes) if (route.method === 'GET') await app.inject({ url: questionsOf(route, { caseId: id, recordId, draftId: nobody, village: world.village })[0]!.url, headers })
  expect([...await contents()].filter(([name, sum]) => before.get(name) !== sum).map(([name]) => name)).toEqual([])
}, 60_000)
