import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { shortCodeOf } from '#rules/divisions/short-code.ts'
import { getCase, listEvents } from '#records/cases.ts'
import type { NewSubject } from '#records/conflicts.ts'
import { createDraft, submitDraft } from '#actions/drafts.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { enterComplaint } from '#actions/intake/enter.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { approveDraft } from '#actions/publish.ts'
import { setContact } from '#actions/messages.ts'
import { declareOwnComplaint, declareRelation } from '#actions/relations.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { demonstrationAccounts } from '#cli/demonstration/people.ts'
import { staffRoutes } from '#api/contract/routes.ts'
import { caseAt, divide, file, move, toSecondHandler, type Filed } from '#test/api/cases-of-every-state.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { routesOf } from '#test/security/public-routes.ts'
import { someOf, turnOf } from '#test/whole.ts'
import { openWorld, type World } from '#test/world.ts'
import { answerOf, canary, nobody, questionsOf, usedNumber, type Asked, type Known } from './asking.ts'

type Account = Parameters<World['signInAs']>[0]

/** Who is kept away from a case, and by what. All of them read everything; `acting` try every act, where another scenario has the others try. An ordinary run asks every third to read and every fourth to act, each of them a quarter of all questions, and the next one the next quarter. */
type Scenario = { readonly name: string; readonly away: readonly Account[]; readonly acting?: readonly Account[]; readonly make: (world: World) => Promise<Filed> }

const county: readonly Account[] = ['clerk', 'committee', 'township-clerk', 'reviewer', 'triage', 'supervisor', 'handler', 'leader', 'inspector', 'second-inspector']

/** Those of them who could see a complaint at all, and one who could not. */
const desks: readonly Account[] = ['triage', 'handler', 'leader', 'reviewer']

async function naming(world: World, { id }: Filed, ...name: NewSubject[]): Promise<void> {
  const named = await nameSubjects(world.context, await world.officer(world.officerId.triage), id, { asOf: (await listEvents(world.context.db, id)).length, note: '来信写明所涉人员。', name, lift: [] })
  if (!named.ok) throw new Error(named.refusal.code)
}

const scenarios: readonly Scenario[] = [
  { name: 'a unit at work is named, so the case went to the city', away: [...county, 'city-inspector'], acting: ['clerk', 'reviewer', 'triage', 'supervisor', 'handler', 'leader', 'inspector'], make: async world => {
    const filed = await caseAt(world, 'handling', { statement: `${canary}一直不亮。` })
    await move(world, filed.id, world.officerId.triage, { action: 'supervise', note: `${canary}督办。`, letter: '请你单位认真核查，限期办结，并书面说明情况和下一步措施。' })
    await naming(world, filed, { unitId: world.unitId.department('agriculture') })
    return filed
  } },
  { name: 'an officer of the desk is named before anything was done', away: desks, acting: ['triage', 'handler'], make: async world => {
    // By a letter with a number: entering the same number again must tell nothing. Not over the web, which would leave a session behind.
    const entry = { channel: 'letter', channelNumber: usedNumber, receivedOn: begun as PlainDate, villageCode: world.village, statement: `${canary}一直不亮。` } as const
    const entered = await enterComplaint(world.context, await world.officer(world.officerId.triage), entry, 'the-letter-of-this-scenario')
    if (!entered.ok) throw new Error(entered.refusal.code)
    const filed = { id: entered.value.caseId, code: entered.value.receiptCode }
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
  { name: 'a part of it names an officer of the desk, so whole and part went to the city', away: ['triage', 'handler', 'leader'], acting: ['triage'], make: async world => {
    const filed = await caseAt(world, 'handling', { statement: `${canary}一直不亮。` })
    const part = await divide(world, filed.id, `${canary}收了两次钱。`)
    await naming(world, { ...part, code: filed.code }, { officerId: world.officerId.secondTriage })
    return filed
  } },
  { name: 'it is the handler’s own complaint, divided before and after that was shown', away: ['handler'], make: async world => {
    const filed = await file(world, { statement: `${canary}一直不亮。` })
    const before = await divide(world, filed.id, `${canary}收了两次钱。`)
    await declareOwnComplaint(world.context, await world.officer(world.officerId.handler('agriculture')), filed.code)
    const after = await divide(world, before.id, `${canary}又收了一次钱。`)
    for (const { id } of [before, after]) await toSecondHandler(world, id)
    return { ...after, code: filed.code }
  } },
  { name: 'it waits for the answer of another, which names a clerk whose relation the handler declared', away: ['handler', 'clerk', 'city-triage'], acting: ['handler'], make: async world => {
    const lead = await file(world, { statement: `${canary}收了两次钱。` })
    await move(world, lead.id, world.officerId.triage, { action: 'accept' })
    await naming(world, lead, { officerId: world.officerId.clerk(world.otherVillage) })
    const filed = await caseAt(world, 'assigned', { statement: `${canary}一直不亮。` })
    await move(world, filed.id, world.officerId.triage, { action: 'merge', note: `${canary}是同一件事。`, intoCaseId: lead.id })
    return filed
  } },
  { name: 'it went to the discipline body as a confidential report', away: [...desks, 'supervisor', 'clerk', 'second-triage', 'city-triage', 'city-inspector'], acting: ['triage', 'handler'], make: async world => {
    const filed = await file(world, { statement: `${canary}一直不亮。` })
    await move(world, filed.id, world.officerId.triage, { action: 'divert', routeCode: 'tip', note: `${canary}转办。` })
    expect((await getCase(world.context.db, filed.id)).bodyCode).not.toBeNull()
    return filed
  } },
]

/** A search reads, though its words come in a body. */
const isReading = ({ method, url }: { readonly method: string; readonly url: string }) => method === 'GET' || url.endsWith('/search')

let base: string
let known: Omit<Known, 'caseId'>
beforeAll(async () => {
  const world = await openWorld({ today: begun })
  known = { village: world.village, ...await background(world) }
  base = (await world.context.db.selectNoFrom(sql<string>`current_database()`.as('name')).executeTakeFirstOrThrow()).name
  // Signed in here once for all: the copies of this county know the same sessions.
  for (const account of new Set(scenarios.flatMap(({ away }) => away))) signedIn.set(account, await world.signInAs(account))
  await world.close({ keep: true })
}, 60_000)

// From the first of October on cards are given; three weeks later those that went unanswered have risen.
const [begun, today] = ['2026-10-12', '2026-11-19']
const signedIn = new Map<Account, { cookie: string; origin: string }>()
/** Counts the accounts that ask: each asks the first question of a route and, in an ordinary run, a third of the others. */
let turn = 0
const figures = { requests: 0, differences: 0 }
afterAll(() => {
  console.error(`non-interference: ${staffRoutes.length} routes of the staff, ${figures.requests} pairs of requests, ${figures.differences} differences`)
})

/** What both counties have: a published record, a draft, cases of other people, notices, and a declared relation. */
async function background(world: World): Promise<{ recordId: string; draftId: string }> {
  const clerk = await world.officer(world.officerId.clerk(world.village))
  const made = await createDraft(world.context, clerk, monthOfBooks(world.village))
  if (!made.ok || !(await submitDraft(world.context, clerk, made.value.id, 1)).ok) throw new Error('no draft')
  const published = await approveDraft(world.context, await world.officer(world.officerId.reviewer(340_522_100_000)), made.value.id, 2)
  if (!published.ok) throw new Error(published.refusal.code)
  // Whoever is kept away later wants to be told of work.
  for (const { officerId } of await demonstrationAccounts(world.context.db)) await setContact(world.context, await world.officer(officerId), 'sms', '13900000000')
  for (const step of ['submitted', 'assigned', 'handling', 'extensionPending', 'replyDrafted', 'rated'] as const) await caseAt(world, step)
  const handler = world.officerId.handler('agriculture')
  await declareRelation(world.context, await world.officer(handler), { officerId: handler, kind: 'kin', withOfficerId: world.officerId.clerk(world.otherVillage) })
  await deliverOutbox(world.context)
  return { recordId: published.value.disclosureId, draftId: made.value.id }
}

describe.each(scenarios)('$name', ({ away: all, acting: actors = all, make }) => {
  const [away, acting] = [someOf(all, 3), someOf(actors, 4)]
  let [without, withCase]: World[] = []
  let about: Known
  const kept = new Set<string>()

  beforeAll(async () => {
    [without, withCase] = await Promise.all([openWorld({ copyOf: base, today: begun }), openWorld({ copyOf: base, today: begun })])
    const { id } = await make(withCase)
    about = { ...known, caseId: id }
    // A month later on both sides: sweeps have run, steps are overdue, notices have come.
    await Promise.all([without, withCase].map(async world => {
      await deliverOutbox(world.context)
      world.setClock(today)
      await sweepCases(world.context)
      await deliverOutbox(world.context)
      await world.app()
    }))
    for (const { id } of await without.context.db.selectFrom('caseFile').select('id').execute()) kept.add(id)
    for (const kind of [known.recordId, known.draftId, nobody, about.caseId]) kept.add(kind)
  }, 60_000)
  afterAll(async () => {
    await without?.close()
    await withCase?.close()
  })

  async function expectSame(account: Account, asked: readonly Asked[]): Promise<void> {
    const [one, other, headers] = [await without!.app(), await withCase!.app(), { ...signedIn.get(account)!, 'accept-language': 'zh-CN' }]
    const compare = async (question: Asked) => {
      figures.requests += 1
      const [expected, found] = await Promise.all([answerOf(one, question, headers, kept), answerOf(other, question, headers, kept)])
      if (found === expected) return
      figures.differences += 1
      expect.soft(found, `${account}: ${question.method} ${question.url} ${JSON.stringify(question.body ?? question.form?.file?.name ?? '').slice(0, 200)}`).toBe(expected)
    }
    // Reading changes nothing, so a few at a time; acts one after the other, as they may build on each other.
    const atOnce = asked.every(isReading) ? 8 : 1
    for (let at = 0; at < asked.length; at += atOnce) await Promise.all(asked.slice(at, at + atOnce).map(compare))
  }

  test.each(away)('%s reads every route of the staff and learns nothing', async account => {
    turn += 1
    await expectSame(account, turnOf(staffRoutes.filter(isReading).flatMap(route => questionsOf(route, about)), 4, turn))
  }, 120_000)

  test.each(acting)('%s tries every act of the staff and learns nothing, nor afterwards', async account => {
    turn += 1
    const acts = turnOf(staffRoutes.filter(route => !isReading(route)).flatMap(route => questionsOf(route, about)), 4, turn)
    for (const [n, asked] of acts.entries()) {
      // Each thing made has a moment, and so a place in every list, of its own.
      for (const world of [without!, withCase!]) world.setClock(today, 9, n)
      await expectSame(account, [asked])
    }
    for (const route of staffRoutes) if (['getDesk', 'listCases', 'searchCases', 'getOverview', 'listDrafts'].includes(route.schema.operationId)) await expectSame(account, questionsOf(route, about))
  }, 120_000)

  test('nobody who is kept away is sent a message more', async () => {
    const sent = async ({ context }: World) => {
      const ids = (await demonstrationAccounts(context.db)).filter(({ username }) => (all as readonly string[]).includes(username)).map(account => account.officerId)
      return (await context.db.selectFrom('message').select(['officerId', 'template', 'channel', 'sendAfter']).where('officerId', 'in', ids).execute()).map(row => JSON.stringify(row)).toSorted()
    }
    const expected = await sent(without!)
    expect(expected.length).toBeGreaterThan(0)
    expect(await sent(withCase!)).toEqual(expected)
  })

  test('what everybody reads is the same: pages, feeds, files, figures', async () => {
    const [one, other] = [await without!.app(), await withCase!.app()]
    for (const { method, url } of routesOf(one)) {
      if (method !== 'GET' || url.startsWith('/api/v1') || url.includes('*') || url === '/metrics') continue
      const address = url.replaceAll(/:(\w+)(\([^)]*\))?/g, (_, name: string) => (name === 'id' ? about.recordId : name === 'short' ? shortCodeOf(about.village) : name === 'item' || name === 'slug' ? 'income-expense-detail' : String(about.village)))
      figures.requests += 1
      expect.soft(await answerOf(other, { method: 'GET', url: address }, {}, kept), address).toBe(await answerOf(one, { method: 'GET', url: address }, {}, kept))
    }
  }, 60_000)

  test('what the program tells of itself is the same, but for the process that both counties share here', async () => {
    const told = async (world: World) => (await (await world.app()).inject('/metrics')).body.split('\n').filter(line => !/^(?:# (?:HELP|TYPE) )?(?:process|nodejs)_/.test(line))
    const [expected, found] = [await told(without!), await told(withCase!)]
    expect(expected.join('\n')).toContain('yidiantong_responses_total')
    expect(found).toEqual(expected)
  })
})
