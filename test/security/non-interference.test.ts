import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TSchema } from 'typebox'
import { officerActions } from '#rules/cases/states.ts'
import { shortCodeOf } from '#rules/divisions/short-code.ts'
import { listEvents } from '#records/cases.ts'
import type { NewSubject } from '#records/conflicts.ts'
import { createDraft, submitDraft } from '#actions/drafts.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { approveDraft } from '#actions/publish.ts'
import { declareOwnComplaint, declareRelation } from '#actions/relations.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { staffRoutes } from '#api/contract/routes.ts'
import type { RouteContract } from '#api/contract/route.ts'
import { caseAt, file, type Filed } from '#test/api/cases-of-every-state.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { routesOf } from '#test/security/public-routes.ts'
import { openWorld, type World } from '#test/world.ts'

type Account = Parameters<World['signInAs']>[0]
type Asked = { readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'; readonly url: string; readonly body?: unknown }
type Known = { readonly caseId: string; readonly recordId: string; readonly draftId: string; readonly village: number }

/** A word of the statement, and nowhere else in the county. */
const canary = '金丝雀路灯九九七'
const nobody = '00000000-0000-4000-8000-000000000000'

/** Who is kept away from a case, and by what. All of them read everything; `acting` try every act, where another scenario has the others try. */
type Scenario = { readonly name: string; readonly away: readonly Account[]; readonly acting?: readonly Account[]; readonly make: (world: World) => Promise<Filed> }

const county: readonly Account[] = ['clerk', 'committee', 'township-clerk', 'reviewer', 'triage', 'supervisor', 'handler', 'leader', 'inspector', 'second-inspector']

/** Those of them who could see a complaint at all, and one who could not. */
const desks: readonly Account[] = ['triage', 'handler', 'leader', 'reviewer']

async function naming(world: World, { id }: Filed, ...name: NewSubject[]): Promise<void> {
  const named = await nameSubjects(world.context, await world.officer(world.officerId.triage), id, { asOf: (await listEvents(world.context.db, id)).length, note: '来信写明所涉人员。', name, lift: [] })
  if (!named.ok) throw new Error(named.refusal.code)
}

const scenarios: readonly Scenario[] = [
  { name: 'a unit at work is named, so the case went to the city', away: [...county, 'city-inspector'], make: async world => {
    const filed = await caseAt(world, 'handling', { statement: `${canary}一直不亮。` })
    await naming(world, filed, { unitId: world.unitId.department('agriculture') })
    return filed
  } },
  { name: 'an officer of the desk is named before anything was done', away: desks, acting: ['triage', 'handler'], make: async world => {
    const filed = await file(world, { statement: `${canary}一直不亮。` })
    await naming(world, filed, { officerId: world.officerId.secondTriage })
    return filed
  } },
  { name: 'the head of the county is named by name and post after the answer', away: desks, acting: ['triage', 'handler'], make: async world => {
    const filed = await caseAt(world, 'replied', { statement: `${canary}一直不亮。` })
    await naming(world, filed, { person: '测试负责人', servesUnitId: world.unitId.leadership, isHead: true })
    return filed
  } },
  { name: 'a clerk of the village is named, whose relation the handler declared', away: ['handler', 'clerk', 'city-triage'], acting: ['handler', 'city-triage'], make: async world => {
    const filed = await caseAt(world, 'handling', { statement: `${canary}一直不亮。` })
    await naming(world, filed, { officerId: world.officerId.clerk(world.otherVillage) })
    return filed
  } },
  { name: 'it disputes a record, and is the handler’s own complaint', away: ['handler', 'clerk', 'city-triage'], acting: ['handler', 'city-triage'], make: async world => {
    const filed = await caseAt(world, 'handling', { statement: `${canary}一直不亮。` })
    await declareOwnComplaint(world.context, await world.officer(world.officerId.handler('agriculture')), filed.code)
    return filed
  } },
]

let base: string
let known: Omit<Known, 'caseId'>
beforeAll(async () => {
  const world = await openWorld()
  known = { village: world.village, ...await background(world) }
  base = (await world.context.db.selectNoFrom(sql<string>`current_database()`.as('name')).executeTakeFirstOrThrow()).name
  await world.close({ keep: true })
}, 60_000)

const figures = { requests: 0, pairs: new Set<string>(), differences: 0 }
afterAll(() => {
  console.error(`non-interference: ${staffRoutes.length} routes of the staff, ${figures.pairs.size} pairs of route and account, ${figures.requests} pairs of requests, ${figures.differences} differences`)
})

/** What both counties have: a published record, a draft, cases of other people, notices, and a declared relation. */
async function background(world: World): Promise<{ recordId: string; draftId: string }> {
  const clerk = await world.officer(world.officerId.clerk(world.village))
  const made = await createDraft(world.context, clerk, monthOfBooks(world.village))
  if (!made.ok || !(await submitDraft(world.context, clerk, made.value.id, 1)).ok) throw new Error('no draft')
  const published = await approveDraft(world.context, await world.officer(world.officerId.reviewer(340_522_100_000)), made.value.id, 2)
  if (!published.ok) throw new Error(published.refusal.code)
  for (const step of ['submitted', 'assigned', 'handling', 'extensionPending', 'replyDrafted', 'rated'] as const) await caseAt(world, step)
  const handler = world.officerId.handler('agriculture')
  await declareRelation(world.context, await world.officer(handler), { officerId: handler, kind: 'kin', withOfficerId: world.officerId.clerk(world.otherVillage) })
  await deliverOutbox(world.context)
  return { recordId: published.value.disclosureId, draftId: made.value.id }
}

/** Values for one parameter of a query or a body: every word of a list, and otherwise a few that fit. */
function samples(name: string, schema: TSchema, { caseId, village, recordId }: Known): unknown[] {
  const { enum: words, type, format, pattern, minimum = 1, items, properties, anyOf } = schema as { enum?: unknown[]; type?: string; format?: string; pattern?: string; minimum?: number; items?: TSchema; properties?: Record<string, TSchema>; anyOf?: TSchema[] }
  if (words) return words
  if (anyOf) return anyOf.flatMap(one => samples(name, one, { caseId, village, recordId, draftId: nobody })).slice(0, 2)
  if (properties) return [bodyOf(schema, { caseId, village, recordId, draftId: nobody })]
  if (type === 'array') return [items ? samples(name, items, { caseId, village, recordId, draftId: nobody }).slice(0, 1) : []]
  if (format === 'uuid') return [caseId]
  if (format === 'date') return ['2026-12-01']
  if (type === 'boolean') return [true]
  if (type === 'integer' || type === 'number') return minimum > 1e9 ? [village] : [minimum]
  if (name === 'q' || name === 'note' || name === 'reason') return [canary]
  return [pattern?.includes('a-z') ? 'duty-allowance' : '测试用的说明文字']
}

function bodyOf(schema: TSchema | undefined, about: Known): Record<string, unknown> {
  const { properties = {}, required = [] } = (schema ?? {}) as { properties?: Record<string, TSchema>; required?: string[] }
  return Object.fromEntries(Object.entries(properties).filter(([name]) => required.includes(name)).map(([name, part]) => [name, samples(name, part, about)[0]]))
}

/** Every question the contract knows, asked of the case, of a record, of a draft and of nothing. */
function questionsOf(route: RouteContract, about: Known): Asked[] {
  const ids = !route.url.includes(':') ? [''] : route.url.includes('/cases/') ? [about.caseId] : route.method === 'GET' ? [about.caseId, about.recordId, about.draftId, nobody] : [about.caseId, about.recordId]
  const addresses = ids.map(id => route.url.replaceAll(/:(\w+)/g, (_, name: string) => (name === 'n' ? '1' : name === 'slug' || name === 'item' ? 'duty-allowance' : name === 'code' || name === 'village' ? String(about.village) : id)))
  const query = route.schema.querystring as { properties?: Record<string, TSchema>; required?: string[] } | undefined
  const least = new URLSearchParams(Object.fromEntries(Object.entries(bodyOf(route.schema.querystring, about)).map(([name, value]) => [name, String(value)])))
  const searches = [least, ...Object.entries(query?.properties ?? {}).flatMap(([name, part]) => samples(name, part, about).map(value => new URLSearchParams({ ...Object.fromEntries(least), [name]: String(value) })))]
  const bodies = route.schema.body === undefined ? [undefined] : bodiesOf(route, about)
  return addresses.flatMap(address => searches.flatMap(search => bodies.map(body => ({ method: route.method, url: search.size > 0 ? `${address}?${search.toString()}` : address, ...(body !== undefined && { body }) }))))
}

function bodiesOf(route: RouteContract, about: Known): unknown[] {
  const body = bodyOf(route.schema.body, about)
  if (route.schema.operationId === 'moveCase') return officerActions.map(action => ({ action, asOf: 5, note: '需要说明的理由。', details: { intoCaseId: about.caseId } }))
  const { properties = {} } = route.schema.body as unknown as { properties?: Record<string, TSchema> }
  return [body, ...Object.entries(properties).flatMap(([name, part]) => samples(name, part, about).slice(0, 3).map(value => ({ ...body, [name]: value })))]
}

/** What may differ between two machines and says nothing: ids made just now, in the order they appear, and when a row was written. */
function withoutChance(text: string, kept: ReadonlySet<string>): string {
  const seen = new Map<string, string>()
  return text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, id => (kept.has(id) ? id : seen.get(id) ?? seen.set(id, `new ${seen.size}`).get(id)!))
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\dZ+:]*/g, 'an instant')
}

/** All that somebody learns from an answer: status, headers and body. */
async function answerOf(app: FastifyInstance, asked: Asked, headers: Record<string, string>, kept: ReadonlySet<string>): Promise<string> {
  const { statusCode, headers: told, rawPayload, body } = await app.inject({
    method: asked.method, url: asked.url, headers: { ...headers, ...(asked.method !== 'GET' && { 'idempotency-key': `${'k'.repeat(16)}${Buffer.from(asked.url + JSON.stringify(asked.body ?? '')).toString('base64url').slice(-120)}` }) },
    ...(asked.body !== undefined && { payload: asked.body as object }),
  })
  const { date: _, 'set-cookie': __, 'content-length': length, etag, 'x-response-time': ___, ...shown } = told
  expect(statusCode, `${asked.method} ${asked.url}`).toBeLessThan(asked.url.startsWith('/readyz') ? 600 : 500)
  // A file is made of bytes that may carry the time it was made.
  const content = /json|html|xml|text|csv/.test(String(told['content-type'])) ? withoutChance(body, kept) : `${rawPayload.length} bytes`
  const size = asked.method === 'GET' && kept.size > 0 ? { length, etag } : {}
  return JSON.stringify({ statusCode, shown, ...size, content })
}

async function accountsOf(world: World, account: Account) {
  const { cookie, origin } = await world.signInAs(account)
  return { app: await world.app(), headers: { cookie, origin, 'accept-language': 'zh-CN' } }
}

describe.each(scenarios)('$name', ({ away, acting = away, make }) => {
  let [without, withCase]: World[] = []
  let about: Known
  const kept = new Set<string>()

  beforeAll(async () => {
    [without, withCase] = [await openWorld({ copyOf: base }), await openWorld({ copyOf: base })]
    const { id } = await make(withCase)
    about = { ...known, caseId: id }
    // A month later on both sides: sweeps have run, steps are overdue, notices have come.
    for (const world of [without, withCase]) {
      await deliverOutbox(world.context)
      world.setClock('2026-10-29')
      await sweepCases(world.context)
      await deliverOutbox(world.context)
    }
    for (const { id } of await without.context.db.selectFrom('caseFile').select('id').execute()) kept.add(id)
    for (const kind of [known.recordId, known.draftId, nobody, about.caseId]) kept.add(kind)
  }, 60_000)
  afterAll(async () => {
    await without?.close()
    await withCase?.close()
  })

  async function expectSame(account: Account, asked: readonly Asked[]): Promise<void> {
    const [one, other] = [await accountsOf(without!, account), await accountsOf(withCase!, account)]
    for (const question of asked) {
      figures.requests += 1
      const expected = await answerOf(one.app, question, one.headers, kept)
      const found = await answerOf(other.app, question, other.headers, kept)
      if (found !== expected) figures.differences += 1
      expect.soft(found, `${account}: ${question.method} ${question.url} ${JSON.stringify(question.body ?? '').slice(0, 200)}`).toBe(expected)
    }
  }

  test.each(away)('%s reads every route of the staff and learns nothing', async account => {
    for (const route of staffRoutes) {
      figures.pairs.add(`${route.schema.operationId} ${account}`)
      if (route.method === 'GET') await expectSame(account, questionsOf(route, about))
    }
  }, 120_000)

  test.each(acting)('%s tries every act of the staff and learns nothing, nor afterwards', async account => {
    for (const route of staffRoutes) if (route.method !== 'GET' && !route.form) await expectSame(account, questionsOf(route, about))
    for (const route of staffRoutes) if (['getDesk', 'listCases', 'getOverview', 'listDrafts'].includes(route.schema.operationId)) await expectSame(account, questionsOf(route, about))
  }, 120_000)

  test('what everybody reads is the same: pages, feeds, files, figures', async () => {
    const [one, other] = [await without!.app(), await withCase!.app()]
    for (const { method, url } of routesOf(one)) {
      // Figures of the process, which both counties of this test share.
      if (method !== 'GET' || url.startsWith('/api/v1') || url.includes('*') || url === '/metrics') continue
      const address = url.replaceAll(/:(\w+)(\([^)]*\))?/g, (_, name: string) => (name === 'id' ? about.recordId : name === 'short' ? shortCodeOf(about.village) : name === 'item' || name === 'slug' ? 'income-expense-detail' : String(about.village)))
      figures.requests += 1
      expect.soft(await answerOf(other, { method: 'GET', url: address }, {}, kept), address).toBe(await answerOf(one, { method: 'GET', url: address }, {}, kept))
    }
  }, 60_000)
})
