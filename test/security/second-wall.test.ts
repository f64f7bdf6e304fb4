import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { RouteContract } from '#api/contract/route.ts'
import type * as GateFile from '#api/staff-gate.ts'
import type * as ScopeFile from '#records/scope.ts'
import type { DivisionRange } from '#rules/divisions/division-code.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { questionFor, type Asked } from '#test/security/every-route.ts'
import { thingAt, type Things } from '#test/security/things.ts'
import { turnOf } from '#test/whole.ts'
import type { World } from '#test/world.ts'

/**
 * The first wall is taken down: every policy says yes, every list is narrowed by nothing, and the routes are told that the officer still serves
 * where he served before. What is left is row security, for officers of one county who ask for what belongs to another.
 */
// Who somebody is and how long a session lasts says nothing of what may be seen: those stay as they are, or nobody would be signed in.
const ofSessions = ['sign-in.ts', 'step-up.ts', 'password.ts', 'device-name.ts']
const policies = readdirSync('src/rules/policy').filter(name => name.endsWith('.ts') && !name.includes('.test.') && !ofSessions.includes(name))
const canary = '金丝雀路灯八八一'

function allowing(module: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(module).map(([name, part]) => [name, typeof part !== 'function' ? part : /refusal/i.test(name) ? () => undefined : /^(can|is|may|keeps|allows)/.test(name) ? () => true : part]))
}

let world: World
/** What ends the session that goes on asking. */
const ownAccount = new Set(['endOwnSession', 'endOtherSessions', 'changePassword', 'startCodes', 'removeCodes', 'renewRecoveryCodes', 'endSessionsOf', 'endPost'])
let routes: readonly RouteContract[]
let about: { caseIds: string[]; things: Things; otherIds: string[] }
/** What no answer may hold: ids of everything there is, the canary of the cases, and whoever has an account here. */
let secret: string[]
/** Everything of the county that staff may not write from another. */
let before: string
/** For the one request that shows what this test would find if the second wall were down too. */
let isSecondDown = false
/** Where every officer served before, as the routes go on believing. */
let formerReach: ReadonlyMap<string, DivisionRange> = new Map()
beforeAll(async () => {
  vi.resetModules()
  for (const name of policies) vi.doMock(`../../src/rules/policy/${name}`, async original => allowing(await original()))
  vi.doMock('../../src/records/case-visibility.ts', async () => {
    const { sql } = await import('kysely')
    return { isVisibleTo: () => sql`true`, mayBeToldTo: () => sql`true`, isCountedFor: () => sql`true`, isWithoutConflict: () => sql`true`, isItemOf: () => sql`true`, isHeardOfBy: () => sql`true` }
  })
  vi.doMock('../../src/api/staff-gate.ts', async original => {
    const gate = await original<typeof GateFile>()
    const asBefore = (officer: Officer): Officer => ({ ...officer, reach: formerReach.get(officer.id) ?? officer.reach })
    return { ...gate, officerOf: (request: Parameters<typeof gate.officerOf>[0]) => asBefore(gate.officerOf(request)), ownPostOf: (request: Parameters<typeof gate.ownPostOf>[0]) => asBefore(gate.ownPostOf(request)) }
  })
  vi.doMock('../../src/records/scope.ts', async original => {
    const scope = await original<typeof ScopeFile>()
    const { getOfficer } = await import('#records/officers.ts')
    return { ...scope, actingFor: async (officer: Officer, work: () => Promise<unknown>) => scope.actingFor(isSecondDown ? officer : await getOfficer(world.context.db, officer.id), work) }
  })
  world = await (await import('#test/world.ts')).openWorld()
  routes = (await import('#api/contract/routes.ts')).staffRoutes.filter(({ form, schema }) => !form && schema.operationId !== 'fileComplaint' && !ownAccount.has(schema.operationId))
  about = await fillCounty()
  await world.postCommittee()
  await moveStaffAway()
  before = await (await import('#test/security/county-state.ts')).countyState(world)
}, 120_000)
afterAll(async () => {
  await world?.close()
  vi.doUnmock('../../src/records/case-visibility.ts')
  vi.doUnmock('../../src/api/staff-gate.ts')
  vi.doUnmock('../../src/records/scope.ts')
  for (const name of policies) vi.doUnmock(`../../src/rules/policy/${name}`)
  vi.resetModules()
})

/** One of everything that an address can name, and cases that carry the canary where words can be. */
async function fillCounty(): Promise<typeof about> {
  const { caseAt } = await import('#test/api/cases-of-every-state.ts')
  const { leftBehind, makeThings } = await import('#test/security/things.ts')
  const { deliverOutbox } = await import('#actions/outbox.ts')
  const caseIds: string[] = []
  for (const step of ['accepted', 'replyDrafted'] as const) caseIds.push((await caseAt(world, step, { statement: `${canary}一直不亮。` })).id)
  const things = await makeThings(world)
  await deliverOutbox(world.context)
  const { rows } = await world.owner.pool.query<{ id: string }>('select id from officer_notice union select id from case_subject')
  secret = [...caseIds, ...[...things].flatMap(([address, id]) => (everybodys.includes(address) ? [] : [id])), canary, leftBehind.name, leftBehind.username]
  return { caseIds, things, otherIds: rows.map(({ id }) => id) }
}

/** Posts the staff of the county to its neighbour, in units of their own there, but for one whom nobody takes along: what they leave behind is another tenant’s. */
async function moveStaffAway(): Promise<void> {
  const { rows } = await world.owner.pool.query<{ id: string; low: number; high: number }>('select id, reach_low as low, reach_high as high from officer')
  formerReach = new Map(rows.map(({ id, low, high }) => [id, { low, high }]))
  await world.owner.pool.query(`
    with there as (select code, level, row_number() over (partition by level order by code) as n from pub.division where code between 340523000000 and 340523999999 and valid_to is null),
      moved as (insert into unit (id, division_code, county_code, kind, name_zh, name_en)
        select md5('neighbour' || unit.id)::uuid, coalesce((select code from there where there.level = case unit.kind when 'village' then 'village' when 'township' then 'township' else 'county' end order by n limit 1), 340523000000), 340523000000, unit.kind, '邻' || unit.name_zh, 'Next ' || unit.name_en
        from unit where unit.division_code between 340522000000 and 340522999999 returning id, division_code)
    update officer set unit_id = moved.id, reach_low = moved.division_code, reach_high = moved.division_code + case when moved.division_code % 1000000 = 0 then 999999 when moved.division_code % 1000 = 0 then 999 else 0 end
    from moved where moved.id = md5('neighbour' || officer.unit_id)::uuid and officer.id <> $1`, [about.things.get('accounts')])
}

/** What everybody may read, what the whole platform has one of, and what went along with its officer. */
const everybodys = ['disclosures', 'resealings', 'saved-filters', 'import-uploads', 'review-batches']

function questionsOf(route: RouteContract): Asked[] {
  const thing = thingAt(about.things, route.url)
  const ids = !route.url.includes(':') ? [about.caseIds[0]!] : route.url.includes('/cases/') ? [...about.caseIds, thing!] : [...(thing === undefined ? [] : [thing]), about.caseIds[0]!, ...about.otherIds.slice(0, 2)]
  return ids.flatMap((id): Asked[] => {
    const plain = questionFor(route, { id, village: world.village, word: canary })
    if (route.schema.operationId !== 'moveCase') return [plain]
    return ['accept', 'assign', 'return', 'sign', 'askExtension', 'draftReply', 'passReview', 'close'].map(action => ({ ...plain, body: { action, asOf: 1, note: '需要说明的理由。' } }))
  })
}

/** Everybody's duty. In an ordinary run each asks a quarter of the routes, the next the next. */
const accounts = ['clerk', 'committee', 'reviewer', 'triage', 'supervisor', 'handler', 'leader', 'inspector', 'custodian', 'second-custodian', 'system-admin', 'security-admin', 'audit-admin'] as const
const figures = { requests: 0, foreignRows: 0 }

describe('with every policy saying yes', () => {
  test.each(accounts)('%s of the next county finds nothing of this one and changes nothing in it', async account => {
    const [app, headers] = [await world.app(), await world.signInAs(account)]
    vi.spyOn(console, 'error').mockReturnValue() // what row security refuses is a fault of the first wall, and the log says so each time
    for (const route of turnOf(routes, 4, accounts.indexOf(account))) {
      for (const { method, url, body } of questionsOf(route)) {
        figures.requests += 1
        const answer = await app.inject({ method, url, headers: { ...headers, ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }) }, ...(body !== undefined && { payload: body }) })
        const asked = `${url} ${JSON.stringify(body ?? '')}`
        const told = secret.filter(word => answer.body.includes(word) && !asked.includes(word))
        expect(answer.statusCode, asked).not.toBe(401)
        figures.foreignRows += told.length
        expect.soft(told, `${account}: ${method} ${asked} ${answer.statusCode}`).toEqual([])
      }
    }
    vi.restoreAllMocks()
  }, 120_000)

  test('and the rows of the county are what they were', async () => {
    expect((await (await import('#test/security/county-state.ts')).countyState(world)).split('\n').filter(line => !before.includes(line))).toEqual([])
    console.error(`second wall: ${routes.length} routes, ${accounts.length} accounts, ${figures.requests} requests with every policy saying yes, ${figures.foreignRows} rows of another county`)
  })

  test('and without row security the desk would find them all', async () => {
    isSecondDown = true
    const { body } = await (await world.app()).inject({ url: '/api/v1/cases?queue=all', headers: await world.signInAs('triage') })
    for (const id of about.caseIds) expect(body).toContain(id)
  })
})
