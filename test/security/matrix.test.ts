import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stateOf } from '#rules/cases/fold.ts'
import { canSee } from '#rules/policy/cases.ts'
import { canSee as canSeeDraft } from '#rules/policy/disclosures.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { findOfficerByUser } from '#records/officers.ts'
import { findCase, listEvents } from '#records/cases.ts'
import { getDraft } from '#records/drafts.ts'
import { aboutCase } from '#actions/about-case.ts'
import { endorseDraft } from '#actions/committee.ts'
import { aboutDraft, createDraft, returnDraft, submitDraft } from '#actions/drafts.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { approveDraft } from '#actions/publish.ts'
import { scheduleDraft } from '#actions/schedule-publication.ts'
import type { RouteContract } from '#api/contract/route.ts'
import { staffRoutes } from '#api/contract/routes.ts'
import { caseAt, steps } from '#test/api/cases-of-every-state.ts'
import { casesOfLaterStates, laterStates, type LaterState } from '#test/api/cases-of-later-states.ts'
import { form, say } from '#test/api/talking.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { acts } from '#test/security/acts.ts'
import { bodyAbout } from '#test/security/bodies.ts'
import { questionFor } from '#test/security/every-route.ts'
import { apart, cellOf, half, posts, type Post } from '#test/security/posts.ts'
import { makeThings, thingAt, type Things } from '#test/security/things.ts'
import { someOf, turnOf } from '#test/whole.ts'
import { openWorld, type World } from '#test/world.ts'

/** `MATRIX=1 vitest run test/security/matrix.test.ts` asks everything and writes the document; without it half of the posts are asked of every third route (of all in a whole run) and compared with it. */
const isWriting = process.env['MATRIX'] === '1'
const document = 'docs/security/matrix.md'
const asked: readonly Post[] = isWriting ? posts : half

/** What every account reaches, each with what is its own: its account, its lists, and the names of places, units, items and published records. */
const everybodys = ['askNewPasskey', 'askPasskey', 'askProofPasskey', 'endOtherSessions', 'getContacts', 'getDesk', 'getMe', 'getSecurity', 'getSignInPage', 'listDeputies', 'listDisclosures', 'listFilters', 'listItems', 'listNils', 'listProjects', 'listRelations', 'listUnits', 'listVillages', 'listWithdrawals', 'removeCodes']
const custodians = ['countIdentityRequests', 'listIdentityRequests', 'takeSealedIdentity']
const administrators = ['getOrganisation', 'getSetUp', 'getSetUpTemplate', 'listAccounts', 'listSuccessors']
/** What custodians and administrators reach beside it, and nothing else whatever its state. */
const reachedBy: Readonly<Record<(typeof apart)[number], readonly string[]>> = {
  'custodian': custodians, 'second-custodian': custodians, 'system-admin': administrators, 'security-admin': administrators, 'audit-admin': ['getAuditCsv', 'listAudit'],
}
type Thing = { readonly state: string; readonly id: string; readonly isSeenBy: (officer: Officer) => Promise<boolean> }

/** Acts about other things than cases and drafts are asked about real ones in acts.test.ts. */
const routes = staffRoutes.filter(({ form, method, schema }) => !form && schema.operationId !== 'fileComplaint' && (method === 'GET' || !acts.some(({ act }) => act === schema.operationId))).toSorted((a, b) => Number(a.method !== 'GET') - Number(b.method !== 'GET') || (a.url < b.url ? -1 : 1))
/** Of these all posts are asked; of the others those apart, who are held to a list that has to be whole. */
const compared: ReadonlySet<RouteContract> = new Set(isWriting ? routes : someOf(routes, 3))
/** One grey dot. */
const picture = { bytes: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64') }
let world: World
let things: { cases: Thing[]; drafts: Thing[]; real: Things; none: Thing }
const officers = new Map<Post, Officer>()
beforeAll(async () => {
  world = await openWorld()
  const later = await casesOfLaterStates(world)
  const real = await makeThings(world)
  await world.postCommittee()
  things = { cases: await casesOfStates(later), drafts: await draftsOfStates(), real, none: { state: '', id: '0198c0de-0000-4000-8000-000000000001', isSeenBy: async () => true } }
  for (const post of posts) officers.set(post, (await findOfficerByUser(world.context.db, await userOf(post), world.context.clock.today()))!)
}, 120_000)
afterAll(() => world.close())

async function userOf(post: Post): Promise<string> {
  await world.signInAs(post)
  return (await world.owner.pool.query<{ id: string }>('select id from auth."user" where username = $1', [post])).rows[0]!.id
}

async function casesOfStates(later: Readonly<Record<LaterState, string>>): Promise<Thing[]> {
  const made: [string, string][] = []
  for (const step of steps) made.push([step, (await caseAt(world, step, { photos: [picture] })).id])
  const raised = (await caseAt(world, 'handling')).id
  await nameSubjects(world.context, await world.officer(world.officerId.triage), raised, { asOf: (await listEvents(world.context.db, raised)).length, note: '来信写明所涉人员。', name: [{ unitId: world.unitId.department('agriculture') }], lift: [] })
  for (const state of laterStates) expect(stateOf(await listEvents(world.context.db, later[state])).state).toBe(state)
  return [...made, ...laterStates.map(state => [state === 'appealed' ? 'appealed (city)' : state, later[state]] as const), ['at the city’s desk', raised] as const].map(([state, id]) => ({
    state, id, isSeenBy: async officer => canSee(officer, await aboutCase(world.context.db, (await findCase(world.context.db, id))!, stateOf(await listEvents(world.context.db, id)))),
  }))
}

async function draftsOfStates(): Promise<Thing[]> {
  const clerk = await world.officer(world.officerId.clerk(world.village))
  const drafts: Thing[] = []
  for (const [state, period] of [['draft', '2025-05'], ['submitted', '2025-06'], ['returned', '2025-07'], ['scheduled', '2025-08'], ['approved', '2025-09']] as const) {
    const made = await createDraft(world.context, clerk, monthOfBooks(world.village, period))
    if (!made.ok) throw new Error(made.refusal.code)
    const { id } = made.value
    if (state === 'draft') expect((await say(world, 'clerk', 'POST', `/api/v1/drafts/${id}/attachments`, form({}, { name: 'photo.png', ...picture }))).status).toBe(201)
    if (state !== 'draft') await submitDraft(world.context, clerk, id, 1)
    if (state === 'returned') await returnDraft(world.context, await world.officer(world.officerId.committee), id, 2, '请补充凭证编号。')
    const reviewer = await world.officer(world.officerId.reviewer(world.village - (world.village % 1000)))
    if (state === 'scheduled' || state === 'approved') await endorseDraft(world.context, await world.officer(world.officerId.committee), id, 2, undefined)
    if (state === 'scheduled') await scheduleDraft(world.context, reviewer, id, 3, '2026-10-01T08:00')
    if (state === 'approved') await approveDraft(world.context, reviewer, id, 3)
    expect((await getDraft(world.context.db, id)).state).toBe(state === 'submitted' ? 'atCommittee' : state)
    drafts.push({ state: state === 'submitted' ? 'at the committee' : state, id, isSeenBy: async officer => canSeeDraft(officer, await aboutDraft(world.context.db, await getDraft(world.context.db, id))) })
  }
  return drafts
}

/** Whose duty it is to read one of these. */
const readers: Readonly<Record<string, readonly Officer['role'][]>> = { 'accounts': ['system-admin', 'security-admin'], 'identity-requests': ['custodian', 'triage'], 'import-uploads': ['clerk'], 'review-batches': ['reviewer'], 'tips': ['inspector'] }

function thingsOf({ method, url }: RouteContract): readonly Thing[] {
  if (url.includes('/cases/:id')) return things.cases
  if (url.includes('/drafts/:id')) return things.drafts
  const [kind, roles] = Object.entries(readers).find(([kind]) => method === 'GET' && url.startsWith(`/api/v1/${kind}/:`)) ?? []
  return kind === undefined ? [things.none] : [{ state: '', id: thingAt(things.real, url)!, isSeenBy: async officer => roles!.includes(officer.role) && officer.level !== 'city' }]
}

async function ask(route: RouteContract, thing: Thing, post: Post): Promise<string> {
  const { method, url, body: least } = questionFor(route, { id: thing.id, village: world.village, word: '路灯' })
  const body = bodyAbout(route, world, thing.id, things.cases.map(({ id }) => id)) ?? least
  const late = body !== undefined && 'asOf' in body ? { ...body, asOf: 99 } : body // so that nothing moves
  const answer = await (await world.app()).inject({ method, url, headers: { ...await world.signInAs(post), ...(method !== 'GET' && { 'idempotency-key': randomUUID() }) }, ...(late !== undefined && { payload: late }) })
  const isSeen = await thing.isSeenBy(officers.get(post)!)
  if (isApart(post) && (answer.statusCode < 300 || answer.statusCode === 409)) reached.set(post, (reached.get(post) ?? new Set()).add(route.schema.operationId))
  if (answer.statusCode >= 500 || (!isSeen && (answer.statusCode < 300 || answer.statusCode === 409))) unexpected.push(`${post}: ${method} ${url} ${thing.state} ${answer.statusCode}`)
  return cellOf(answer.statusCode, answer.statusCode < 400 ? '' : (answer.json() as { code: string }).code)
}

function isApart(post: Post): post is (typeof apart)[number] {
  return (apart as readonly Post[]).includes(post)
}

/** In the order of the posts. Acts one after the other: of two who may do the same once, the first does it. */
async function askAll(route: RouteContract, thing: Thing): Promise<readonly (readonly [Post, string])[]> {
  const posts: readonly Post[] = compared.has(route) ? asked : apart
  if (route.method === 'GET') return Promise.all(posts.map(async post => [post, await ask(route, thing, post)] as const))
  const cells: [Post, string][] = []
  for (const post of posts) cells.push([post, await ask(route, thing, post)])
  return cells
}

const unexpected: string[] = []
const reached = new Map<Post, Set<string>>()

test('every post meets every route in every state as the published matrix says, and what one may not see answers nobody', async () => {
  const cells = new Map<string, string>()
  for (const [n, route] of routes.entries()) for (const thing of statesOf(route, n)) for (const [post, cell] of await askAll(route, thing)) if (compared.has(route)) cells.set(keyOf(nameOf(route), thing.state, post), cell)
  expect(unexpected).toEqual([])
  for (const post of apart) expect([...reached.get(post)!].toSorted(), post).toEqual([...everybodys, ...reachedBy[post]].toSorted())
  if (isWriting) return writeFileSync(document, documentOf(cells))
  const known = published()
  expect([...cells].filter(([question, cell]) => plain(question, known.get(question)) !== plain(question, cell))).toEqual([])
}, 1_200_000)

/** All of them when the matrix is written; otherwise the first and every fourth of the others, the next route the next. */
function statesOf(route: RouteContract, turn: number): readonly Thing[] {
  return isWriting ? thingsOf(route) : turnOf(thingsOf(route), 4, turn)
}

const keyOf = (route: string, state: string, post: Post): string => `${route} ${state} ${post}`

/** An act that went through once is refused the second time: between the two an ordinary run does not tell. */
function plain(question: string, cell: string | undefined): string | undefined {
  return question.startsWith('GET') || cell !== '✓' ? cell : 'o'
}

function nameOf({ method, url }: RouteContract): string {
  return `${method} \`${url.replace('/api/v1', '')}\``
}

function published(): ReadonlyMap<string, string> {
  const lines = readFileSync(document, 'utf8').split('\n').map(line => line.split('|').map(part => part.trim()))
  return new Map(routes.flatMap(route => lines.filter(([, name]) => name === nameOf(route)).flatMap(([, name, states, ...row]) => {
    const of = states === 'any' ? thingsOf(route).map(({ state }) => state) : states!.split(', ')
    return of.flatMap(state => posts.map((post, n): [string, string] => [keyOf(name!, state, post), row[n]!]))
  })))
}

/** States in which every post meets the same stand in one line. */
function linesOf(route: RouteContract, cells: ReadonlyMap<string, string>): string[] {
  const rows = new Map<string, string[]>()
  for (const { state } of thingsOf(route)) {
    const row = posts.map(post => cells.get(keyOf(nameOf(route), state, post))).join(' | ')
    rows.set(row, [...(rows.get(row) ?? []), state])
  }
  return [...rows].map(([row, states]) => `| ${nameOf(route)} | ${states[0] === '' ? '' : rows.size === 1 ? 'any' : states.join(', ')} | ${row} |`)
}

function documentOf(cells: ReadonlyMap<string, string>): string {
  return `# Who reaches what: role × level × route × state

Made by \`MATRIX=1 vitest run test/security/matrix.test.ts\`, which asks the running program; an ordinary run asks half of the posts at every third route and a quarter of the states, the next route the next, and a whole run half of it.
**${routes.length} routes × ${posts.length} posts × the states of cases (${things.cases.length}) and drafts (${things.drafts.length}), and one account, request, upload, batch and report: ${cells.size} requests, ${unexpected.length} unexpected answers.** Unexpected is any fault, and any answer but “not found”, “not your duty” or “malformed”
about something that the policy does not let that post see. Acts about other things are in acts.md (${acts.length} acts, ${acts.length * posts.length * 2} requests). What nobody signed in reaches, and what residents do, is in visitors.md. Custodians and administrators are held to a list besides: their own account, names of places, units and items, what is published, and what their duty is.

✓ shown or done · \`·\` not found · \`–\` not the duty of this post · \`o\` reached, and refused for another reason (nothing there with this number, somebody was faster, a word is missing, the own request). Acts are asked with a stale
number, so that nothing moves. Posts: village clerk, township clerk, village committee, township reviewer, desk of the county, desk of the city, supervising unit, handling unit, leader of the county, inspectors of county and city; custodians of group B and A, administrators of the system, of security and of the audit.

| Route | State | ${posts.join(' | ')} |
|---|---|${posts.map(() => '---').join('|')}|
${routes.flatMap(route => linesOf(route, cells)).join('\n')}
`
}
