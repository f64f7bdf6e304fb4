import { randomUUID } from 'node:crypto'
import { buildApp } from '../src/app.ts'
import { fileComplaint } from '../src/actions/complaints.ts'
import { nameSubjects } from '../src/actions/name-subjects.ts'
import { createAccount } from '../src/actions/sign-in.ts'
import { receiptHmac } from '../src/platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt } from '../src/records/cases.ts'
import { getOfficer } from '../src/records/officers.ts'
import { linkOfficerToUser } from '../src/records/organisation.ts'
import { demonstrationAccounts, mainVillages, officerId } from '../src/cli/demonstration/people.ts'
import type { Program } from '../src/cli/open-program.ts'
import { figure, median } from './measure.ts'

const [blocks, inBlock] = [9, 60]
const word = '金丝雀路灯'

type Ask = { readonly path: string; readonly body?: object }
type Pair = { readonly what: string; readonly hidden: Ask; readonly missing: () => Ask }

/**
 * How long an officer whom a complaint names waits for “not found”, against how long for a case that never was: asked in turns, so that the machine's
 * moods fall on both. A ratio of 1 within its spread says that a clock learns nothing.
 */
export async function benchHidden(program: Program): Promise<void> {
  const app = await buildApp(program.context, program.signIn, { readerPool: program.readerPool, demonstration: true, publicUrl: 'http://localhost', https: false })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  try {
    const hiddenId = await hiddenCase(program)
    const cookie = await signedIn(program, 'second-triage')
    for (const pair of pairsFor(hiddenId)) {
      const ratios: number[] = []
      const all: { hidden: number[]; missing: number[] } = { hidden: [], missing: [] }
      for (let block = 0; block <= blocks; block++) {
        const took: typeof all = { hidden: [], missing: [] }
        for (let n = 0; n < inBlock; n++) for (const which of n % 2 === 0 ? ['hidden', 'missing'] as const : ['missing', 'hidden'] as const) {
          took[which].push(await ask(origin, cookie, which === 'hidden' ? pair.hidden : pair.missing()))
        }
        if (block === 0) continue // warms up
        ratios.push(median(took.hidden) / median(took.missing))
        all.hidden.push(...took.hidden)
        all.missing.push(...took.missing)
      }
      const [ratio, spread] = [median(ratios), ratios.toSorted((a, b) => a - b)]
      const [least, most] = [spread[0]!, spread.at(-1)!]
      figure(`${pair.what}: kept from the officer against never there`, `${median(all.hidden).toFixed(2)} / ${median(all.missing).toFixed(2)} ms = ${ratio.toFixed(3)} (${least.toFixed(2)} to ${most.toFixed(2)})`, '1 within the spread', least <= 1 && most >= 1)
    }
  } finally {
    await app.close()
  }
}

const search = '/api/v1/cases/search'

function pairsFor(id: string): readonly Pair[] {
  return [
    { what: 'case page', hidden: { path: `/api/v1/cases/${id}` }, missing: () => ({ path: `/api/v1/cases/${randomUUID()}` }) },
    { what: 'photo', hidden: { path: `/api/v1/cases/${id}/photos/1` }, missing: () => ({ path: `/api/v1/cases/${randomUUID()}/photos/1` }) },
    { what: 'list search', hidden: { path: search, body: { queue: 'all', q: word } }, missing: () => ({ path: search, body: { queue: 'all', q: '银丝雀路灯' } }) },
    { what: 'act', hidden: { path: `/api/v1/cases/${id}/moves`, body: acceptance }, missing: () => ({ path: `/api/v1/cases/${randomUUID()}/moves`, body: acceptance }) },
  ]
}

const acceptance = { action: 'accept', asOf: 2 }

async function hiddenCase({ context }: Program): Promise<string> {
  const filed = await fileComplaint(context, { villageCode: mainVillages[0], statement: `测量用：${word}坏了。`, photos: [], idempotencyKey: randomUUID(), channel: 'api' })
  if (!filed.ok) throw new Error(filed.refusal.code)
  const id = (await findCaseIdByReceipt(context.db, receiptHmac(context.secrets.receiptPepper, filed.value.receiptCode)))!
  const named = await nameSubjects(context, await getOfficer(context.db, officerId.triage), id, { asOf: 1, note: '测量用：来信写明所涉人员。', name: [{ officerId: officerId.secondTriage }], lift: [] })
  if (!named.ok) throw new Error(named.refusal.code)
  return id
}

async function signedIn({ context, signIn, owner }: Program, name: string): Promise<string> {
  const { username, password, officerId: id } = (await demonstrationAccounts(context.db)).find(account => account.username === name)!
  await linkOfficerToUser(owner, id, await createAccount(signIn, { username, password, name: username }))
  const answer = await signIn.handler(new Request('http://localhost/api/auth/sign-in/username', {
    method: 'POST', headers: { 'content-type': 'application/json', origin: 'http://localhost' }, body: JSON.stringify({ username, password }),
  }))
  if (!answer.ok) throw new Error(`cannot sign in as ${name}: ${answer.status}`)
  return answer.headers.getSetCookie().map(cookie => cookie.split(';')[0]).join('; ')
}

async function ask(origin: string, cookie: string, { path, body }: Ask): Promise<number> {
  const begun = performance.now()
  const answer = await fetch(origin + path, {
    method: body ? 'POST' : 'GET', headers: { cookie, origin: 'http://localhost', ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }) }, ...(body && { body: JSON.stringify(body) }),
  })
  await answer.arrayBuffer()
  const took = performance.now() - begun
  const expected = path === search ? 200 : 404
  if (answer.status !== expected) throw new Error(`${path} answered ${answer.status}`)
  return took
}
