import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RouteContract } from '#api/contract/route.ts'
import { staffRoutes } from '#api/contract/routes.ts'
import { form } from '#test/api/talking.ts'
import { acts, type Act } from '#test/security/acts.ts'
import type { About } from '#test/security/anew.ts'
import { bodyAbout } from '#test/security/bodies.ts'
import { countyState } from '#test/security/county-state.ts'
import { questionFor } from '#test/security/every-route.ts'
import { cellOf, neighbourOf, posts, type Post } from '#test/security/posts.ts'
import { makeThings } from '#test/security/things.ts'
import { isWhole } from '#test/whole.ts'
import { openWorld, type World } from '#test/world.ts'

/** `MATRIX=1 vitest run test/security/acts.test.ts` asks every post and writes the document; without it each act is asked by a quarter of the posts, the next act by the next quarter (by all in a whole run). */
const isWriting = process.env['MATRIX'] === '1'
const document = 'docs/security/acts.md'
const turns = isWriting || isWhole ? 1 : 4
const wheres = ['its county', 'the next county'] as const
type Where = (typeof wheres)[number]

let world: World
let about: About
const neighbours = new Map<Post, string>()
const cells = new Map<string, string>()
const unexpected: string[] = []
beforeAll(async () => {
  world = await openWorld()
  about = { world, things: await makeThings(world) }
  await world.postCommittee()
  for (const post of posts) neighbours.set(post, await neighbourOf(world, post))
}, 120_000)
afterAll(() => world.close())

/** Everything about one case or one draft; what of them whose county reaches in which state is in matrix.md. */
const aboutFiles = staffRoutes.filter(({ form, url }) => !form && /\/(?:cases|drafts)\/:id\b/.test(url))
const abroad = posts.filter(post => !post.startsWith('city-'))

function routeOf(act: Act): RouteContract {
  return staffRoutes.find(({ schema }) => schema.operationId === act.act)!
}

function nameOf(act: Act): string {
  const { method, url } = routeOf(act)
  return `${method} \`${url.replace('/api/v1', '')}\`${act.as ? ` (${act.as})` : ''}`
}

/** Posts of the city have both counties, so about them the next one is the same question. */
function mayReach({ who, abroad = [] }: Act, post: Post, where: Where): boolean {
  return (where === 'its county' || post.startsWith('city-') ? who : abroad).includes(post)
}

/** Of those whose duty it is the first is asked at every turn: what comes later stands on it. */
function askedOf(act: Act): readonly Post[] {
  return posts.filter((post, n) => post === act.who[0] || (n + acts.indexOf(act)) % turns === 0)
}

async function thingOf({ of }: Act): Promise<string> {
  return typeof of === 'string' ? about.things.get(of)! : of ? of(about) : randomUUID()
}

async function ask(act: Act, id: string, post: Post, where: Where): Promise<void> {
  const { method, url } = questionFor(routeOf(act), { id, village: world.village, word: '路灯' })
  const file = act.form?.(about)
  const sent = file ? form(file.texts, file) : { payload: typeof act.body === 'function' ? await act.body(about, id) : act.body, headers: {} }
  const cookie = where === 'its county' ? (await world.signInAs(post)).cookie : neighbours.get(post)!
  const { statusCode, body } = await (await world.app()).inject({ method, url, headers: { cookie, 'origin': 'http://localhost', 'idempotency-key': randomUUID(), ...sent.headers }, ...(sent.payload !== undefined && { payload: sent.payload }) })
  const cell = cellOf(statusCode, statusCode < 400 ? '' : (JSON.parse(body) as { code: string }).code)
  cells.set(`${nameOf(act)} ${where} ${post}`, cell)
  // A malformed question is refused before anybody's duty is asked, and would prove nothing.
  if (statusCode >= 500 || statusCode === 400 || ['✓', 'o'].includes(cell) !== mayReach(act, post, where)) unexpected.push(`${post} of ${where}: ${nameOf(act)} ${statusCode} ${body.slice(0, 300)}`)
}

test('whoever has no duty in an act, or has it in another county, is refused about a real thing and leaves everything as it was', async () => {
  const real = new Map<Act, string>()
  for (const act of acts) real.set(act, await thingOf(act))
  const before = await countyState(world)
  for (const act of acts) for (const where of wheres) for (const post of askedOf(act).filter(post => !mayReach(act, post, where))) await ask(act, real.get(act)!, post, where)
  expect(unexpected).toEqual([])
  expect((await countyState(world)).split('\n').filter(line => !before.includes(line))).toEqual([])
}, 600_000)

test('nobody of the next county finds a case or a draft of this one, whatever is read or done', async () => {
  const [caseId, draftId] = [about.things.get('cases')!, about.things.get('drafts')!]
  for (const [turn, route] of aboutFiles.entries()) for (const post of abroad.filter((_, n) => (n + turn) % turns === 0)) {
    const id = route.url.includes('/cases/') ? caseId : draftId
    const { method, url, body: least } = questionFor(route, { id, village: world.village, word: '路灯' })
    const body = bodyAbout(route, world, id, [randomUUID()]) ?? least
    const { statusCode } = await (await world.app()).inject({ method, url, headers: { 'cookie': neighbours.get(post)!, 'origin': 'http://localhost', 'idempotency-key': randomUUID() }, ...(body && { payload: body }) })
    if (statusCode !== 404 && statusCode !== 403) unexpected.push(`${post} of the next county: ${method} ${url} ${statusCode}`)
  }
  expect(unexpected).toEqual([])
}, 600_000)

test('whoever has the duty gets as far as the act itself', async () => {
  for (const act of acts) for (const where of wheres) for (const post of askedOf(act).filter(post => mayReach(act, post, where))) await ask(act, await thingOf(act), post, where)
  expect(unexpected).toEqual([])
}, 600_000)

test('every act of the staff that is not about a case, a draft or the own account is asked about here, and the published table is what was answered', () => {
  const elsewhere = /^\/api\/v1\/(?:cases\/:id|drafts\/:id|complaints|security|me|passkeys|invitations\/accept|relations\/own-complaints)\b/
  const here = new Set(acts.map(({ act }) => act))
  expect(staffRoutes.filter(({ method, url, schema }) => method !== 'GET' && !elsewhere.test(url) && !here.has(schema.operationId)).map(({ url }) => url)).toEqual([])
  if (isWriting) return writeFileSync(document, documentOf())
  const known = published()
  expect([...cells].filter(([question, cell]) => plain(known.get(question)) !== plain(cell))).toEqual([])
})

/** Of two who may do the same once, the first does it: between the two an ordinary run does not tell. */
function plain(cell: string | undefined): string | undefined {
  return cell === '✓' ? 'o' : cell
}

function published(): ReadonlyMap<string, string> {
  const lines = readFileSync(document, 'utf8').split('\n').map(line => line.split('|').map(part => part.trim()))
  return new Map(lines.flatMap(([, name, where, ...row]) => (where === 'its county' || where === 'the next county' ? posts.map((post, n): [string, string] => [`${name} ${where} ${post}`, row[n]!]) : [])))
}

function documentOf(): string {
  const lines = acts.toSorted((a, b) => (routeOf(a).url < routeOf(b).url ? -1 : 1)).flatMap(act => wheres.map(where => `| ${nameOf(act)} | ${where} | ${posts.map(post => cells.get(`${nameOf(act)} ${where} ${post}`)).join(' | ')} |`))
  return `# Who does what: role × level × act × county

Made by \`MATRIX=1 vitest run test/security/acts.test.ts\`, which asks the running program; an ordinary run asks a quarter of it, the next act by the next quarter of the posts, and a whole run everything.
**${acts.length} acts × ${posts.length} posts × 2 counties: ${cells.size} requests, ${unexpected.length} unexpected answers.** Each act is asked about a real thing of the county, in a form that only permission can refuse, by every post of that county and by the same posts of the next one.
Who may is declared in \`test/security/acts.ts\`, act by act; unexpected is every answer that is not as declared, either way, every fault, and every malformed question. What was refused left every row as it was.
Cases and drafts in each of their states are in matrix.md; here all ${aboutFiles.length} routes about one are asked by the ${abroad.length} posts of the next county about one case and one draft (${aboutFiles.length * abroad.length} requests): each answer is “not found” or “not your duty”.

✓ done · \`·\` not found · \`–\` not the duty of this post · \`o\` reached, and refused for another reason (done before, the own proposal, a word is missing). Posts as in matrix.md; those of the city have both counties.

| Act | Posts of | ${posts.join(' | ')} |
|---|---|${posts.map(() => '---').join('|')}|
${lines.join('\n')}
`
}
