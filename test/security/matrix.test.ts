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
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { questionFor } from '#test/security/every-route.ts'
import { makeThings, thingAt, type Things } from '#test/security/things.ts'
import { someOf } from '#test/whole.ts'
import { openWorld, type World } from '#test/world.ts'

/** `MATRIX=1 vitest run test/security/matrix.test.ts` asks everything and writes the document; without it half of the posts are asked of every third route (of all in a whole run) and compared with it. */
const isWriting = process.env['MATRIX'] === '1'
const document = 'docs/security/matrix.md'
const ordinary = ['clerk', 'township-clerk', 'committee', 'reviewer', 'triage', 'city-triage', 'supervisor', 'handler', 'leader', 'inspector', 'city-inspector'] as const
const apart = ['custodian', 'second-custodian', 'system-admin', 'security-admin', 'audit-admin'] as const
const posts = [...ordinary, ...apart] as const
// Those apart are refused nearly everywhere, at once: to ask all five costs less than one more of the others.
const asked = isWriting ? posts : (['clerk', 'triage', 'handler', ...apart] as const)

/** What every account reaches, each with what is its own: its account, its lists, and the names of places, units, items and published records. */
const everybodys = ['askNewPasskey', 'askPasskey', 'askProofPasskey', 'endOtherSessions', 'getContacts', 'getDesk', 'getMe', 'getSecurity', 'getSignInPage', 'listDeputies', 'standIn', 'listDisclosures', 'listFilters', 'listItems', 'listNils', 'listProjects', 'listRelations', 'listUnits', 'listVillages', 'listWithdrawals', 'removeCodes']
const custodians = ['countIdentityRequests', 'listIdentityRequests', 'proposeResealing', 'takeSealedIdentity']
const administrators = ['getOrganisation', 'getSetUp', 'getSetUpTemplate', 'listAccounts', 'listSuccessors']
/** What custodians and administrators reach beside it, and nothing else whatever its state. */
const reachedBy: Readonly<Record<(typeof apart)[number], readonly string[]>> = {
  'custodian': custodians, 'second-custodian': custodians, 'system-admin': [...administrators, 'makeUnit'], 'security-admin': administrators, 'audit-admin': ['getAuditCsv', 'listAudit'],
}
type Post = (typeof posts)[number]
type Thing = { readonly state: string; readonly id: string; readonly isSeenBy: (officer: Officer) => Promise<boolean> }

const routes = staffRoutes.filter(({ form, schema }) => !form && schema.operationId !== 'fileComplaint').toSorted((a, b) => Number(a.method !== 'GET') - Number(b.method !== 'GET') || (a.url < b.url ? -1 : 1))
/** Of these all posts are asked; of the others those apart, who are held to a list that has to be whole. */
const compared: ReadonlySet<RouteContract> = new Set(isWriting ? routes : someOf(routes, 3))
let world: World
let things: { cases: Thing[]; drafts: Thing[]; real: Things; none: Thing }
const officers = new Map<Post, Officer>()
beforeAll(async () => {
  world = await openWorld()
  const real = await makeThings(world)
  await world.postCommittee()
  things = { cases: await casesOfStates(), drafts: await draftsOfStates(), real, none: { state: '', id: '0198c0de-0000-4000-8000-000000000001', isSeenBy: async () => true } }
  for (const post of posts) officers.set(post, (await findOfficerByUser(world.context.db, await userOf(post), world.context.clock.today()))!)
}, 120_000)
afterAll(() => world.close())

async function userOf(post: Post): Promise<string> {
  await world.signInAs(post)
  return (await world.owner.pool.query<{ id: string }>('select id from auth."user" where username = $1', [post])).rows[0]!.id
}

async function casesOfStates(): Promise<Thing[]> {
  const made: [string, string][] = []
  for (const step of steps) made.push([step, (await caseAt(world, step)).id])
  const raised = (await caseAt(world, 'handling')).id
  await nameSubjects(world.context, await world.officer(world.officerId.triage), raised, { asOf: (await listEvents(world.context.db, raised)).length, note: '来信写明所涉人员。', name: [{ unitId: world.unitId.department('agriculture') }], lift: [] })
  return [...made, ['at the city’s desk', raised] as const].map(([state, id]) => ({
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

/** Whose duty it is to read one of these. What they do about them is asked with an id of nothing, or the first who may would leave the next another thing; every-list.test.ts and second-wall.test.ts ask about real ones. */
const readers: Readonly<Record<string, readonly Officer['role'][]>> = { 'accounts': ['system-admin', 'security-admin'], 'identity-requests': ['custodian', 'triage'], 'import-uploads': ['clerk'], 'review-batches': ['reviewer'], 'tips': ['inspector'] }

function thingsOf({ method, url }: RouteContract): readonly Thing[] {
  if (url.includes('/cases/:id')) return things.cases
  if (url.includes('/drafts/:id')) return things.drafts
  const [kind, roles] = Object.entries(readers).find(([kind]) => method === 'GET' && url.startsWith(`/api/v1/${kind}/:`)) ?? []
  return kind === undefined ? [things.none] : [{ state: '', id: thingAt(things.real, url)!, isSeenBy: async officer => roles!.includes(officer.role) && officer.level !== 'city' }]
}

/** What an answer says of permission: shown or done, not found, not one's duty, or reached and refused for another reason. */
function cellOf(status: number): string {
  return status < 300 ? '✓' : status === 404 ? '·' : status === 403 ? '–' : status < 500 ? 'o' : '!'
}

async function ask(route: RouteContract, thing: Thing, post: Post): Promise<string> {
  const { method, url, body } = questionFor(route, { id: thing.id, village: world.village, word: '路灯' })
  const late = body !== undefined && 'asOf' in body ? { ...body, asOf: 99 } : body // so that nothing moves
  const answer = await (await world.app()).inject({ method, url, headers: { ...await world.signInAs(post), ...(method !== 'GET' && { 'idempotency-key': randomUUID() }) }, ...(late !== undefined && { payload: late }) })
  const isSeen = await thing.isSeenBy(officers.get(post)!)
  if (isApart(post) && (answer.statusCode < 300 || answer.statusCode === 409)) reached.set(post, (reached.get(post) ?? new Set()).add(route.schema.operationId))
  if (answer.statusCode >= 500 || (!isSeen && (answer.statusCode < 300 || answer.statusCode === 409))) unexpected.push(`${post}: ${method} ${url} ${thing.state} ${answer.statusCode}`)
  return cellOf(answer.statusCode)
}

function isApart(post: Post): post is (typeof apart)[number] {
  return (apart as readonly Post[]).includes(post)
}

/** In the order of the posts. Acts one after the other: of two who may do the same once, the first does it. */
async function askAll(route: RouteContract, thing: Thing): Promise<string[]> {
  const posts = compared.has(route) ? asked : apart
  if (route.method === 'GET') return Promise.all(posts.map(post => ask(route, thing, post)))
  const cells: string[] = []
  for (const post of posts) cells.push(await ask(route, thing, post))
  return cells
}

const unexpected: string[] = []
const reached = new Map<Post, Set<string>>()

test('every post meets every route in every state as the published matrix says, and what one may not see answers nobody', async () => {
  const lines: string[] = []
  for (const route of routes) {
    const rows = new Map<string, string[]>()
    for (const thing of thingsOf(route)) {
      const cells = await askAll(route, thing)
      const key = cells.join(' | ')
      rows.set(key, [...(rows.get(key) ?? []), thing.state])
    }
    if (compared.has(route)) for (const [cells, states] of rows) lines.push(`| ${nameOf(route)} | ${states.length === thingsOf(route).length ? (states[0] === '' ? '' : 'any') : states.join(', ')} | ${cells} |`)
  }
  expect(unexpected).toEqual([])
  for (const post of apart) expect([...reached.get(post)!].toSorted(), post).toEqual([...everybodys, ...reachedBy[post]].toSorted())
  if (isWriting) writeFileSync(document, documentOf(lines))
  else expect(columns(lines, asked)).toEqual(columns(readFileSync(document, 'utf8').split('\n').filter(line => [...compared].some(route => line.startsWith(`| ${nameOf(route)} |`))), posts))
}, 1_200_000)

function nameOf({ method, url }: RouteContract): string {
  return `${method} \`${url.replace('/api/v1', '')}\``
}

/** Of a line only what the posts asked here met: by route, in the order of the states. */
function columns(lines: readonly string[], head: readonly Post[]): string[] {
  const met = new Set<string>()
  for (const line of lines) {
    const [, route = '', , ...cells] = line.split('|').map(part => part.trim())
    // An act that went through once is refused the second time: between the two the matrix does not tell here.
    const of = (post: Post) => (route.startsWith('GET') ? cells[head.indexOf(post)]! : cells[head.indexOf(post)]!.replace('✓', 'o'))
    met.add(`${route} ${of('clerk')} ${of('triage')} ${of('handler')} ${apart.map(of).join(' ')}`)
  }
  return [...met].toSorted()
}

function documentOf(lines: readonly string[]): string {
  const requests = routes.reduce((sum, route) => sum + thingsOf(route).length * posts.length, 0)
  return `# Who reaches what: role × level × route × state

Made by \`MATRIX=1 vitest run test/security/matrix.test.ts\`, which asks the running program; the test compares a sixth of it at every run, half of the posts at every third route, and half of it in a whole run.
**${routes.length} routes × ${posts.length} posts × the states of cases (${things.cases.length}) and drafts (${things.drafts.length}), and one account, request, upload, batch and report: ${requests} requests, ${unexpected.length} unexpected answers.** Unexpected is any fault, and any answer but “not found”, “not your duty” or “malformed”
about something that the policy does not let that post see. What nobody signed in reaches, and what residents do, is in visitors.md. Custodians and administrators are held to a list besides: their own account, names of places, units and items, what is published, and what their duty is.

✓ shown or done · \`·\` not found · \`–\` not the duty of this post · \`o\` reached, and refused for another reason (nothing there with this number, somebody was faster, a word is missing). Acts are asked with a stale
number, so that nothing moves. Posts: village clerk, township clerk, village committee, township reviewer, desk of the county, desk of the city, supervising unit, handling unit, leader of the county, inspectors of county and city; custodians of group B and A, administrators of the system, of security and of the audit.

| Route | State | ${posts.join(' | ')} |
|---|---|${posts.map(() => '---').join('|')}|
${lines.join('\n')}
`
}
