import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetResidents } from '#actions/residents/forget.ts'
import { codesOf, makeHouseholdCodes } from '#actions/residents/households.ts'
import { villagerTexts } from '#text/pages-villagers.ts'
import { say } from '#test/api/talking.ts'
import { routesOf } from '#test/security/public-routes.ts'
import { openWorld, type World } from '#test/world.ts'
import { publishAllowances, signedIn } from './villager-lists.ts'
import { openBrowser, type Browser } from './visiting.ts'

const text = villagerTexts['zh-CN']
/** Of the class “verified”, in clear and masked; “internal”; “never”. */
const [group, whole, masked, internal, never] = ['鸾鸑鹓村民组', '张鶒鷞', '张*鷞', '鸂鶂备注', '鶊鷉原因']
let world: World
let browser: Browser
let id: string
let before: string
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
  id = await publishAllowances(world, { name: whole, groupName: group, remarks: internal, reasonDetail: never })
  before = (await browser.get(`/d/${id}`)).text
})
afterAll(() => world.close())

let people = 0
/** Somebody who is signed in, as the cookie that says so. */
const resident = async () => `resident=${await signedIn(world, String(++people))}`
const read = (cookie: string) => browser.get(`/me/d/${id}`, { cookie })
const give = (cookie: string, household: string) => browser.post('/me/home', { say: 'come', household }, { headers: { cookie } })
async function codes(count: number, key = randomUUID()) {
  const made = await say(world, 'clerk', 'POST', '/api/v1/household-codes', { body: { count }, key })
  expect(made.status).toBe(200)
  return made.body as { id: string; expiresOn: string; codes: string[] }
}

test('household codes are made by the clerk of the village alone, printed with the act or its retry, and stand in no table', async () => {
  const key = randomUUID()
  const made = await codes(3, key)
  expect(new Set(made.codes).size).toBe(3)
  for (const code of made.codes) expect(code).toMatch(/^\d{12}$/)
  expect(await codes(3, key)).toEqual(made)
  for (const role of ['township-clerk', 'committee', 'reviewer', 'triage', 'leader', 'security-admin'] as const) {
    expect((await say(world, role, 'POST', '/api/v1/household-codes', { body: { count: 3 } })).status, role).toBe(403)
    expect((await say(world, role, 'GET', '/api/v1/household-codes')).status, role).toBe(403)
  }
  const listed = (await say(world, 'clerk', 'GET', '/api/v1/household-codes')).body
  expect(listed.batches).toEqual([{ id: made.id, madeAt: '2026-09-21T01:00:00.000Z', made: 3, expiresOn: '2026-11-20', isOver: false }])
  const { rows } = await world.owner.pool.query(`select format('select coalesce(string_agg(t::text, chr(10)), '''') as all from %I.%I t', table_schema, table_name) as statement from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)
  const everything = (await Promise.all(rows.map(async ({ statement }) => (await world.owner.pool.query(statement)).rows[0].all as string))).join('\n')
  for (const code of made.codes) expect([everything.includes(code), everything.includes(Buffer.from(code).toString('hex'))]).toEqual([false, false])
})

test('whoever gives one reads the fields for villagers of that village, masked, for a year; others read the same nothing', async () => {
  const [mine, strangers, anothers] = [await resident(), await resident(), await resident()]
  expect([(await read('')).status, (await read(mine)).status]).toEqual([401, 403])
  const [one, two] = (await codes(2)).codes
  const come = await give(mine, `${one!.slice(0, 4)} ${one!.slice(4)}`)
  expect([come.status, come.text.includes(text.leave), come.text.includes(`/me/d/${id}`)]).toEqual([200, true, true])
  const shown = await read(mine)
  expect([shown.status, shown.headers['cache-control'], shown.text.includes(group), shown.text.includes(masked)]).toEqual([200, 'no-store', true, true])
  for (const kept of [whole, internal, never]) expect(shown.text, kept).not.toContain(kept)
  // Used once, it is like one that was made up.
  const [again, madeUp] = [await give(strangers, one!), await give(strangers, '000000000000')]
  expect([again.status, again.text.replaceAll(one!, ''), (await read(strangers)).status]).toEqual([422, madeUp.text.replaceAll('000000000000', ''), 403])
  const [neighbour, request] = [await world.officer(world.officerId.clerk(world.otherVillage)), randomUUID()]
  expect((await makeHouseholdCodes(world.context, neighbour, request, 1)).ok).toBe(true)
  expect((await give(anothers, codesOf(world.context, neighbour, request, 1)[0]!)).status).toBe(200)
  expect((await browser.get('/me', { cookie: anothers })).text).toContain(text.leave)
  const other = await read(anothers)
  expect([other.status, other.text.includes(group), other.text === (await read(strangers)).text]).toEqual([403, false, true])
  world.setClock('2027-09-22')
  expect((await read(await signedInAgain(mine))).status).toBe(403)
  world.setClock('2026-09-21')
  for (const v of ['1e999', '1.5', '-1', '']) expect((await browser.post('/me/home', { say: 'leave', v }, { headers: { cookie: mine } })).status, v).toBe(200)
  expect((await browser.post('/me/home', { say: 'leave', v: String(world.village) }, { headers: { cookie: mine } })).text).toContain(text.left)
  expect((await read(mine)).status).toBe(403)
  expect((await give(mine, two!)).status).toBe(200)
})

/** Sessions end after a month, or two weeks without use; who it is stays. */
async function signedInAgain(cookie: string): Promise<string> {
  await world.owner.pool.query(`update resident_session set expires_at = '2028-01-01', seen_at = '2028-01-01' where encode(token_hash, 'hex') = encode(sha256($1::bytea), 'hex')`, [Buffer.from(cookie.slice('resident='.length))])
  return cookie
}

test('what everybody reads stays the same bytes, and nothing else that a verified villager can ask for tells more', async () => {
  const mine = await resident()
  expect((await give(mine, (await codes(1)).codes[0]!)).status).toBe(200)
  expect(before).toContain(text.more(['姓名', '村民组']))
  for (const cookie of ['', mine]) expect((await browser.get(`/d/${id}`, { cookie })).text).toBe(before)
  for (const { method, url } of routesOf(await world.app())) {
    if (method !== 'GET' || url.startsWith('/api/') || url === '/me/d/:id' || url.includes('*')) continue
    const address = url.replace(':id', id).replace(':version', '1').replace(':n', '1').replace(':code', String(world.village)).replace(':item', 'disability-allowances').replace(':file', `${world.village}.csv`).replace(':short', 'x').replace(':slug', 'x')
    for (const asked of [address, ...url === '/d/:id' ? [`${address}.csv`, `${address}.json`, `${address}?q=${encodeURIComponent(group)}`] : [`${address}?q=${encodeURIComponent(group)}`]]) {
      const { text: said, headers } = await browser.get(asked, { cookie: mine })
      // A search repeats what was looked for; it must find nothing by it.
      const told = said.replaceAll(encodeURIComponent(group), '').replaceAll(`value="${group}"`, '').replaceAll(`“${group}”`, '')
      if (!asked.includes('?q=')) for (const kept of [group, whole, masked, internal, never]) expect(told + JSON.stringify(headers), asked).not.toContain(kept)
      else for (const kept of [masked, internal, never]) expect(told, asked).not.toContain(kept)
    }
  }
})

test('codes of an ended batch, of the past and of a guess open nothing, and guessing is slowed down', async () => {
  const [ended, late] = [await codes(1), await codes(1)]
  const end = () => say(world, 'clerk', 'POST', `/api/v1/household-codes/${ended.id}/end`, { body: {} })
  expect([(await end()).status, (await end()).status]).toEqual([200, 404])
  const mine = await resident()
  expect((await give(mine, ended.codes[0]!)).text).toContain(text.wrong)
  world.setClock('2026-11-21')
  expect((await give(await signedInAgain(mine), late.codes[0]!)).text).toContain(text.wrong)
  await forgetResidents(world.context)
  expect((await world.owner.pool.query(`select 1 from household_code`)).rows).toEqual([])
  let last = 422
  for (let n = 0; n < 12 && last === 422; n += 1) last = (await give(mine, `00000000000${n % 10}`)).status
  expect(last).toBe(429)
  expect((await browser.post('/me/home', { say: 'come', household: '1' }, { headers: { 'cookie': mine, 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
  world.setClock('2026-09-21')
})
