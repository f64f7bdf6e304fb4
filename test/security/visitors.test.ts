import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shortCodeOf } from '#rules/divisions/short-code.ts'
import { keepOwn } from '#actions/residents/list.ts'
import { enterFrom, findResident } from '#actions/residents/sign-in.ts'
import { staffRoutes } from '#api/contract/routes.ts'
import { caseAt, type Filed, type Step } from '#test/api/cases-of-every-state.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openBrowser, publish, type Browser, type Reply } from '#test/pages/visiting.ts'
import { questionFor } from '#test/security/every-route.ts'
import { addressesOf, routesOf } from '#test/security/public-routes.ts'
import { makeThings, thingAt, type Things } from '#test/security/things.ts'
import { openWorld, type World } from '#test/world.ts'

/** `MATRIX=1 vitest run test/security/visitors.test.ts` asks about cases of every state here and writes the document; without it one state is asked about and compared with it. */
const isWriting = process.env['MATRIX'] === '1'
const document = 'docs/security/visitors.md'
const states: readonly Step[] = isWriting ? ['submitted', 'accepted', 'handling', 'replyDrafted', 'replied', 'rated'] : ['handling']
const wrongCode = '00000000000000000000'
const canary = '金丝雀路灯六六四一直不亮'

/** Who comes: nobody, somebody signed in with nothing of this, the resident in whose list it stands, and whoever holds its code. */
const visitors = ['nobody', 'another resident', 'its resident', 'holder of the code'] as const
type Visitor = (typeof visitors)[number]

let world: World
let browser: Browser
let things: Things
let record: string
beforeAll(async () => {
  world = await openWorld({ complaintsPerSource: 1_000_000 })
  // Wrong codes are this test's daily bread; that guessers are slowed down is another's.
  const { allowances } = world.context
  Object.assign(world.context, { allowances: { ...allowances, guessesOfOne: allowances.reads, guessesOfAll: allowances.reads } })
  browser = await openBrowser(world)
  record = await publish(world, monthOfBooks(world.village, '2026-04'))
  things = await makeThings(world)
}, 120_000)
afterAll(() => world.close())

async function cookieOf(visitor: Visitor, { code }: Filed): Promise<Record<string, string>> {
  if (visitor !== 'another resident' && visitor !== 'its resident') return {}
  const token = await enterFrom(world.context, 'wechat', 'wx-test', `openid-of-nobody-${randomUUID()}`)
  if (visitor === 'its resident') expect((await keepOwn(world.context, (await findResident(world.context, token))!, code)).ok).toBe(true)
  return { cookie: `resident=${token}` }
}

/** Everything that a form of the residents' pages may send, with a code that is right or wrong. */
function fieldsFor(path: string, visitor: Visitor, { id, code }: Filed): Record<string, string> {
  return {
    code: visitor === 'holder of the code' ? code : wrongCode, part: '1', case: id, action: path === '/track/act' ? 'confirmSolved' : 'accept', say: 'allow', grade: 'satisfied', words: '村口第二盏也不亮。', note: '没有解决。', key: randomUUID(), file: randomUUID(), contact: '',
    v: String(world.village), d: record, ver: '1', row: '1', question: '', statement: '', villageCode: String(world.village), household: 'AAAA-AAAA', phone: '', number: '',
  }
}

function cellOf(status: number): string {
  return status < 400 ? '✓' : status === 404 ? '·' : status === 401 || status === 403 ? '–' : status < 500 ? 'o' : '!'
}

const unexpected: string[] = []
let requests = 0

async function visit(method: string, url: string, visitor: Visitor, filed: Filed): Promise<string> {
  const headers = await cookieOf(visitor, filed)
  const reply: Reply = method === 'GET'
    ? await browser.get(addressesOf(url.replace('/me/d/:id', `/me/d/${record}`), { id: record, item: 'village-affairs', village: world.village, short: shortCodeOf(world.village) })[0]!, headers)
    : await browser.post(url, fieldsFor(url, visitor, filed), { headers: { ...headers, origin: 'http://localhost' } })
  requests += 1
  // Who holds the code may read all of it; who has it in the list, what the list opens. Nobody else learns a word.
  const isTheirs = visitor === 'holder of the code' || visitor === 'its resident'
  if ((reply.status >= 500 && url !== '/readyz') || (!isTheirs && reply.text.includes(canary))) unexpected.push(`${visitor}: ${method} ${url} ${reply.status}`)
  return cellOf(reply.status)
}

test('a visitor learns of a complaint only what is his, at every address of the residents, as the published matrix says', async () => {
  const lines: string[] = []
  const addresses = routesOf(await world.app()).filter(({ method, url }) => (method === 'GET' || method === 'POST') && !url.startsWith('/api/') && !url.startsWith('/console') && !url.includes('*') && url !== '/readyz' && url !== '/metrics')
  for (const { method, url } of addresses.toSorted((a, b) => (a.url < b.url ? -1 : 1))) {
    const isAboutCase = method === 'POST' && (url.startsWith('/track') || url.startsWith('/me'))
    const rows = new Map<string, string[]>()
    for (const state of isAboutCase ? states : states.slice(0, 1)) {
      const filed = await caseAt(world, state, { statement: canary })
      const cells: string[] = []
      for (const visitor of visitors) cells.push(await visit(method, url, visitor, filed))
      rows.set(cells.join(' | '), [...(rows.get(cells.join(' | ')) ?? []), state])
    }
    for (const [cells, of] of rows) lines.push(`| ${method} \`${url}\` | ${!isAboutCase ? '' : rows.size === 1 ? 'any' : of.join(', ')} | ${cells} |`)
  }
  expect(unexpected).toEqual([])
  if (isWriting) writeFileSync(document, documentOf(lines, addresses.length))
  else expect(lines.map(cellsOf).filter(line => !knownLines().has(line))).toEqual([])
}, 300_000)

/** Address and cells; of which state a line is, the document alone says. */
function cellsOf(line: string): string {
  return line.split('|').filter((_, n) => n !== 2).join('|')
}

function knownLines(): ReadonlySet<string> {
  return new Set(readFileSync(document, 'utf8').split('\n').map(cellsOf))
}

test('at no address of the staff does anybody who is not signed in as an officer get further than the sign-in, whatever is asked about', async () => {
  const resident = { cookie: `resident=${await enterFrom(world.context, 'wechat', 'wx-test', 'openid-of-nobody-staff')}` }
  const wrong: string[] = []
  for (const route of staffRoutes.filter(({ isPublic }) => !isPublic)) for (const headers of [{}, resident]) {
    const { method, url, body } = questionFor(route, { id: thingAt(things, route.url) ?? record, village: world.village, word: '路灯' })
    const { statusCode } = await (await world.app()).inject({ method, url, headers: { ...headers, origin: 'http://localhost', ...(method !== 'GET' && { 'idempotency-key': randomUUID() }) }, ...(body !== undefined && { payload: body }) })
    if (statusCode !== 401) wrong.push(`${method} ${url} ${statusCode}`)
  }
  expect(wrong).toEqual([])
}, 120_000)

function documentOf(lines: readonly string[], addresses: number): string {
  return `# What visitors reach: visitor × address × state

Made by \`MATRIX=1 vitest run test/security/visitors.test.ts\`, which asks the running program; an ordinary run asks one state of cases and compares.
**${addresses} addresses × ${visitors.length} visitors × the states of cases (${states.length}) where a form is about one: ${requests} requests, ${unexpected.length} unexpected answers.** Unexpected is any fault, and any word of a complaint told to
whoever neither holds its code nor has it in his list. The ${staffRoutes.filter(({ isPublic }) => !isPublic).length} routes of the staff (matrix.md) are asked too, by nobody and by a signed-in resident, about one real thing each: every answer is 401.

✓ a page, a file, or on to another page · \`·\` not there · \`–\` not without signing in · \`o\` refused with a sentence (a wrong code, a word is missing, not now). Only the holder sends the right code; for \`/me\` the resident has the case in the list.

| Address | State | ${visitors.join(' | ')} |
|---|---|${visitors.map(() => '---').join('|')}|
${lines.join('\n')}
`
}
