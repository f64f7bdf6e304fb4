import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rangeOf, townshipOf } from '#rules/divisions/division-code.ts'
import { isDutyAt } from '#rules/policy/accounts.ts'
import { officerRoles, type OfficerRole } from '#rules/policy/officer.ts'
import { listVillages } from '#records/divisions.ts'
import { moveWithdrawal } from '#actions/withdrawals.ts'
import { answerTabs } from '#api/contract/answers.ts'
import { caseQueues } from '#api/contract/desk.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { publish } from '#test/pages/visiting.ts'
import { newChange, newDeputy, newHouseholdCodes, newSetUp, type About } from '#test/security/anew.ts'
import { postAt, type Posted } from '#test/security/posts.ts'
import { makeThings, type Things } from '#test/security/things.ts'
import { isWhole } from '#test/whole.ts'
import { openWorld, type World } from '#test/world.ts'

/**
 * What a list shows, and what is found by its id, are two forms of one policy. Here both are asked of the running program for each subject that has both, by officers at random places: whatever is found by its id
 * stands in the list, and whatever stands in the list is found. Drafts have their queues and their own test beside this one, cards and letters stand in that of cases.
 */
type Subject = {
  readonly list: readonly string[]
  /** Ids in an answer of the list. */
  readonly idsIn: (answer: Answer) => readonly string[]
  /** Requests about one thing, none of which takes it out of the list: a word is missing, or the number is stale. What is refused for another reason than duty and place is found. */
  readonly one: (id: string) => readonly Request[]
  /** What ends by being acted on: one more is made for every post that asks. */
  readonly anew?: (about: About) => Promise<string>
  /** Who acts on something is not always who sees it listed: a leader reads. */
  readonly isReadOnlyFor?: readonly OfficerRole[]
}
type Answer = ReturnType<typeof JSON.parse>
type Request = readonly [method: 'GET' | 'POST' | 'PUT', url: string, body?: object]

const of = (name: string, key = 'id') => (answer: Answer) => (answer[name] as Record<string, string>[]).map(line => line[key]!)
const post = (url: string, body?: object): Request => ['POST', url, body]
const stale = { asOf: 99 }

const subjects: Readonly<Record<string, Subject>> = {
  'cases': { list: caseQueues.map(queue => `cases?queue=${queue}`), idsIn: of('items'), one: id => [['GET', `cases/${id}`]] },
  'objections': { list: ['open', 'closed'].map(which => `objections?which=${which}`), idsIn: of('items'), one: id => [post(`objections/${id}/moves`, { ...stale, action: 'answer', words: '这笔电费有发票，可以查阅。' }), post(`objections/${id}/hidings`, { ...stale, part: 'question', reason: 'insult', note: '有侮辱人的话。' })] },
  'nil-declarations': { list: ['nil-declarations'], idsIn: of('items'), one: id => [post(`nil-declarations/${id}/moves`, { action: 'return', note: '' })], isReadOnlyFor: ['clerk', 'committee'] },
  'incidents': { list: ['incidents'], idsIn: of('items'), one: id => [post(`incidents/${id}/confirmation`, { note: '' })] },
  'holds': { list: ['keeping'], idsIn: of('holds'), one: id => [post(`holds/${id}/moves`, { move: 'lift' })] },
  'erasures': { list: ['keeping'], idsIn: of('erasures'), one: id => [post(`erasures/${id}/decisions`, { erase: false })] },
  'answers': { list: answerTabs.map(which => `answers?which=${which}`), idsIn: of('items'), one: id => [post(`answers/${id}/decisions`, { isApproved: false, note: '' })] },
  'tips': { list: ['tips?which=open'], idsIn: of('items'), one: id => [['GET', `tips/${id}`]] },
  'identity-requests': { list: ['identity-requests'], idsIn: of('requests'), one: id => [post(`identity-requests/${id}/refuse`, { note: '' })] },
  'relations': { list: ['relations'], idsIn: of('relations'), one: id => [post(`relations/${id}/end`, { reason: '已经调离。' })] },
  'organisation/heads': { list: ['organisation', 'organisation?place=340522000000', 'organisation?place=340523000000'], idsIn: answer => (answer.units as { heads: { id: string }[] }[]).flatMap(unit => unit.heads.map(({ id }) => id)), one: id => [post(`organisation/heads/${id}/end`, { validTo: '2026-09-21', reason: '' })], isReadOnlyFor: ['leader', 'system-admin', 'security-admin'] },
  'organisation/edges': { list: ['organisation', 'organisation?place=340522000000', 'organisation?place=340523000000'], idsIn: answer => (answer.units as { above: { id: string }[] }[]).flatMap(unit => unit.above.map(({ id }) => id)), one: id => [post(`organisation/edges/${id}/end`, { reason: '' })], isReadOnlyFor: ['leader', 'system-admin', 'security-admin'] },
  'county-list/proposals': { list: ['county-list'], idsIn: of('proposals'), one: id => [post(`county-list/proposals/${id}/decision`, { outcome: 'refused', note: '' })], isReadOnlyFor: ['leader'] },
  'case-rules/proposals': { list: ['case-rules'], idsIn: of('proposals'), one: id => [post(`case-rules/proposals/${id}/decision`, { outcome: 'refused', note: '' })], isReadOnlyFor: ['leader', 'supervisor', 'handler'] },
  'reply-templates': { list: ['reply-templates'], idsIn: answer => (answer.templates as { id: string; isCommon: boolean }[]).filter(({ isCommon }) => !isCommon).map(({ id }) => id), one: id => [post(`reply-templates/${id}/retirement`, { validTo: '2020-01-01' })], isReadOnlyFor: ['handler', 'supervisor'] },
  'saved-filters': { list: ['saved-filters'], idsIn: of('filters'), one: id => [['PUT', `saved-filters/${id}`, { name: '我的' }]] },
  'accounts': { list: ['accounts'], idsIn: of('accounts', 'officerId'), one: id => [['GET', `accounts/${id}/successors`]] },
  'withdrawals': { list: ['withdrawals'], idsIn: of('items', 'disclosureId'), one: id => [post(`disclosures/${id}/withdrawals`, { action: 'refuse', note: '' })], isReadOnlyFor: ['clerk', 'committee'] },
  'organisation/units': { list: ['organisation', 'organisation?place=340522000000'], idsIn: of('units'), one: id => [post(`organisation/units/${id}/name`, { zh: '', reason: '' })], isReadOnlyFor: ['triage', 'leader', 'security-admin'] },
  'deputies': { list: ['deputies'], idsIn: answer => (answer.deputyships as { id: string; isOver: boolean }[]).filter(({ isOver }) => !isOver).map(({ id }) => id), one: id => [post(`deputies/${id}/end`)], anew: newDeputy, isReadOnlyFor: ['audit-admin'] },
  'household-codes': { list: ['household-codes'], idsIn: answer => (answer.batches as { id: string; isOver: boolean }[]).filter(({ isOver }) => !isOver).map(({ id }) => id), one: id => [post(`household-codes/${id}/end`)], anew: newHouseholdCodes },
  'accounts/set-up': { list: ['accounts/set-up'], idsIn: answer => ('waiting' in answer ? [(answer.waiting as { id: string }).id] : []), one: id => [post(`accounts/set-up/${id}/withdraw`)], anew: newSetUp },
  'organisation/post-changes': { list: ['organisation'], idsIn: of('waiting'), one: id => [post(`organisation/post-changes/${id}/withdraw`)], anew: newChange },
  'accounts/invitations': { list: ['accounts'], idsIn: of('invitations'), one: id => [post(`accounts/invitations/${id}/grant`)], isReadOnlyFor: ['system-admin'] },
}

let world: World
let things: Things
let posts: Posted[]
beforeAll(async () => {
  world = await openWorld()
  things = new Map([...await makeThings(world), ['withdrawals', await askedBack()], ['organisation/units', world.unitId.department('finance')]])
  // Posts at random, and last the desks, who can end what is asked about: the one that made things for itself among them.
  const drawn = await randomPosts(isWhole ? 8 : 1)
  const known = async (role: 'clerk' | 'handler' | 'triage', place: number): Promise<Posted> => ({ role, place, cookie: (await world.signInAs(role)).cookie })
  posts = [...drawn.filter(({ role }) => role !== 'triage'), await known('clerk', world.village), await known('handler', 340_522_000_000), ...drawn.filter(({ role }) => role === 'triage'), await known('triage', 340_522_000_000)]
}, 120_000)
afterAll(() => world.close())

/** A record whose clerk asks that it be withdrawn. */
async function askedBack(): Promise<string> {
  const id = await publish(world, monthOfBooks(world.village, '2026-04'))
  const asked = await moveWithdrawal(world.context, await world.officer(world.officerId.clerk(world.village)), id, { action: 'ask', note: '误将邻村账目公开在本村。' })
  if (!asked.ok) throw new Error(asked.refusal.code)
  return id
}

/** Some posts of every duty, in units that may have it, at places of two counties and above; by the same numbers each time. */
async function randomPosts(each: number): Promise<Posted[]> {
  const villages = (await listVillages(world.context.db, rangeOf(340_500_000_000))).map(({ code }) => code).filter(code => !String(code).startsWith('340522') || townshipOf(code) === townshipOf(world.village))
  const near = [world.village, world.otherVillage, villages.find(code => townshipOf(code) === townshipOf(world.village) && code !== world.village)!, villages.find(code => !String(code).startsWith('340522'))!]
  const places: Record<string, readonly number[]> = { village: near, township: near.map(townshipOf), county: [340_522_000_000, 340_523_000_000], city: [340_500_000_000, 340_522_000_000] }
  const { rows: units } = await world.owner.pool.query<{ kind: string; level: string }>(`select distinct kind, (select level from pub.division where code = division_code) as level from unit order by 1, 2`)
  const made: Posted[] = []
  let number = 20_260_921
  const draw = <Value>(from: readonly Value[]): Value => from[(number = (number * 48_271) % 2_147_483_647) % from.length]!
  for (const role of officerRoles) for (let n = 0; n < each; n++) {
    const fitting = units.filter(({ kind, level }) => isDutyAt(role, kind) && places[level] !== undefined)
    const unit = n === 0 ? fitting.find(({ level }) => level !== 'city')! : draw(fitting)
    // The first of every duty serves where the things are.
    made.push(await postAt(world, role, unit.kind, n === 0 ? places[unit.level]![0]! : draw(places[unit.level]!), draw(['A', 'B'] as const)))
  }
  return made
}

async function ask(post: Posted, [method, url, body]: Request): Promise<{ status: number; body: Answer }> {
  const answer = await (await world.app()).inject({ method, url: `/api/v1/${url}`, headers: { 'cookie': post.cookie, 'origin': 'http://localhost', ...(method !== 'GET' && { 'idempotency-key': randomUUID() }) }, ...(body && { payload: body }) })
  return { status: answer.statusCode, body: String(answer.headers['content-type']).includes('json') ? answer.json() : undefined }
}

test.each(Object.keys(subjects))('%s: what is found by its id stands in the list, and what stands in the list is found', async name => {
  const { list, idsIn, one, anew, isReadOnlyFor = [] } = subjects[name]!
  let shown = 0
  for (const post of posts) {
    const fresh = await anew?.({ world, things })
    const told = new Set<string>()
    for (const url of list) {
      const { status, body } = await ask(post, ['GET', url])
      expect([200, 403, 404], `${post.role} ${url} ${status}`).toContain(status)
      if (status === 200) for (const id of idsIn(body)) told.add(id)
    }
    const asked = fresh === undefined ? new Set([...told].slice(0, 3).concat(things.get(name) ?? [])) : [fresh]
    for (const id of asked) {
      const answers = await Promise.all(one(id).map(request => ask(post, request)))
      expect(answers.every(({ status }) => status < 500), `${post.role} at ${post.place}: ${id}`).toBe(true)
      if (answers.length === 0) continue
      const isFound = answers.some(({ status, body }) => status !== 404 && !(status === 403 && ['not-your-duty', 'out-of-reach'].includes((body as { code: string }).code)))
      const who = `${post.role} at ${post.place}: ${id} ${answers.map(({ status, body }) => `${status} ${(body as { code?: string } | undefined)?.code ?? ''}`).join()}`
      if (isFound) expect.soft(told.has(id), `found and not listed: ${who}`).toBe(true)
      if (told.has(id) && !isReadOnlyFor.includes(post.role)) expect.soft(isFound, `listed and not found: ${who}`).toBe(true)
    }
    shown += told.size
  }
  expect(shown).toBeGreaterThan(0)
}, 120_000)
