import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { addDays } from '#rules/calendar/plain-date.ts'
import { isProvisional } from '#rules/calendar/working-days.ts'
import { administratorRoles, type OfficerRole } from '#rules/policy/officer.ts'
import { signInRules } from '#rules/policy/sign-in.ts'
import { readConfig } from '#platform/config.ts'
import { provider } from '#platform/crypto/provider.ts'
import { inviteAdministrator } from '#actions/staff/first-administrator.ts'
import { findDemonstration } from '#cli/demonstration/seed.ts'
import { openProgram, type Program } from '#cli/open-program.ts'
import { form, say, type Said } from '#test/api/talking.ts'
import { redacted } from '#test/api/cases-of-every-state.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { peopleBook, type Row } from '#test/security/set-up-book.ts'
import { codeOf } from '#test/security/codes.ts'
import type { World } from '#test/world.ts'
import { buildApp } from '../../src/app.ts'

// The ten steps of “The first day of a county” in the manual, on a database in which there is nothing.
const [county, township, village] = [340_523_000_000, 340_523_100_000, 340_523_100_201]
const folder = mkdtempSync(join(tmpdir(), 'ydt-first-day-'))
const database = `first_day_${process.pid}`
let program: Program
let world: World

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ ...inject('server'), database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  await administer(`create database ${database}`)
  const { host, port, user, password } = inject('server')
  const [a, b, body] = await Promise.all([0, 1, 2].map(async () => provider.recipientOf(await provider.makeIdentity()))) // steps 1 and 2: npm run cli -- keys make
  const config = readConfig({ DEMO: '0', DATA_DIR: folder, DATABASE_URL: `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`, VAULT_RECIPIENTS: `A=${a} B=${b}`, TIP_RECIPIENTS: `${county}=${body}` }, [])
  program = await openProgram(config, undefined)
  expect(await findDemonstration(program)).toEqual([])
  const app = await buildApp(program.context, program.signIn, { readerPool: program.readerPool, demonstration: false, publicUrl: 'http://localhost', https: false, signInRules: signInRules({ isDemonstration: false, passwords: 'usual' }) })
  world = { app: async () => app } as World
})
afterAll(async () => {
  await (await world?.app())?.close()
  await program?.close()
  await administer(`drop database if exists ${database} with (force)`)
  rmSync(folder, { recursive: true, force: true })
})

const here = { origin: 'http://localhost' }
const password = '春天去看油菜花 in the hills'
const cookies = new Map<string, string>()
const cookieOf = (said: Said) => ([said.headers['set-cookie'] ?? []].flat() as string[]).map(text => text.split(';')[0]).join('; ')
const as = (username: string, method: string, url: string, body?: object) => say(world, undefined, method, url, { ...(body && { body }), headers: { ...here, cookie: cookies.get(username)! } })

/** Sets the password with both halves, signs in, and sets up an authenticator where the duty demands one. */
async function enter(username: string, first: string, second: string): Promise<void> {
  expect((await say(world, undefined, 'POST', '/api/v1/invitations/accept', { body: { username, first, second, password }, headers: here })).status, username).toBe(200)
  const entered = await say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: { username, password }, headers: here })
  cookies.set(username, cookieOf(entered))
  if ((await as(username, 'GET', '/api/v1/me')).body.owed !== 'second-factor-due') return
  const { body: { secret } } = await as(username, 'POST', '/api/v1/security/codes', { password })
  const shown = await as(username, 'POST', '/api/auth/two-factor/verify-totp', { code: codeOf(secret) })
  if (cookieOf(shown)) cookies.set(username, cookieOf(shown))
}

async function send(username: string, url: string, rows: readonly Row[]): Promise<Said> {
  const upload = form({}, { name: 'people.xlsx', bytes: peopleBook(rows) })
  return say(world, undefined, 'POST', `/api/v1/accounts/set-up${url}`, { payload: upload.payload, headers: { ...here, ...upload.headers, cookie: cookies.get(username)! } })
}

const bureau = { unit: '县住建局', kind: '责任部门', place: String(county) }
const body = { unit: '县纪委监委信访室', kind: '纪委监委信访室', place: String(county) }
const people = [
  { unit: '县委县政府', kind: '县领导机关', place: String(county), name: '测试领导', username: 'leader', duty: '分管领导', head: '是' },
  { ...body, name: '测试分办甲', username: 'triage.a', duty: '分办员' },
  { ...body, name: '测试分办乙', username: 'triage.b', duty: '分办员' },
  { ...bureau, name: '测试办理', username: 'handler', duty: '办理人' },
  { unit: '派驻县住建局纪检监察组', kind: '派驻纪检监察组', place: String(county), name: '测试监督', username: 'supervisor', duty: '监督人', supervises: '县住建局' },
  { unit: '历阳镇政府', kind: '乡镇', place: String(township), name: '测试审核', username: 'reviewer', duty: '乡镇审核人' },
  { unit: '村委会', kind: '村', place: String(village), name: '测试信息员', username: 'clerk', duty: '信息员' },
]

test('a county begins from nothing: administrators, people, list, a first record and a first complaint, without a password that anybody was given', async () => {
  // Steps 3 and 4: the first administrators, by the command line.
  for (const role of administratorRoles) {
    const invited = await inviteAdministrator(program.context, program.owner, { role: role as OfficerRole, county, username: role, name: `测试${role}` })
    if (!invited.ok) throw new Error(invited.refusal.code)
    await enter(role, invited.value.first, invited.value.second)
  }
  // Steps 5 and 6: everybody from one spreadsheet, asked for by one and granted by another; each enters with both halves.
  expect((await send('system-admin', '/reading', people)).body.problems).toEqual([])
  const asked = await send('system-admin', '', people)
  const granted = await as('security-admin', 'POST', `/api/v1/accounts/set-up/${asked.body.id}/grant`)
  expect(granted.body).toMatchObject({ units: 6, posts: 7 })
  const half = (said: Said, username: string) => said.body.halves.find((told: { username: string }) => told.username === username).half
  for (const { username } of people) await enter(username, half(asked, username), half(granted, username))

  // Step 7: the calendar knows this year.
  const { calendar, clock } = program.context
  expect(isProvisional(calendar, clock.today())).toBe(false)

  // Step 8: the county's list is the common one; which two units answer for an item is proposed by one and passed by another.
  const units = (await as('triage.a', 'GET', '/api/v1/county-list')).body.units as { id: string; zh?: string; nameZh?: string }[]
  const unitId = (name: string) => units.find(unit => (unit.zh ?? unit.nameZh) === name)!.id
  const proposed = await as('triage.a', 'POST', '/api/v1/county-list/income-expense-detail/bindings', { validFrom: clock.today(), responsibleUnitId: unitId('县住建局'), supervisingUnitId: unitId('派驻县住建局纪检监察组') })
  const proposal = proposed.body.proposals.at(-1).id as string
  expect((await as('triage.a', 'POST', `/api/v1/county-list/proposals/${proposal}/decision`, { outcome: 'passed', note: '' })).status).toBe(403)
  expect((await as('triage.b', 'POST', `/api/v1/county-list/proposals/${proposal}/decision`, { outcome: 'passed', note: '' })).status).toBe(200)

  // Step 9: the first record, by two people.
  const lastMonth = addDays(`${clock.today().slice(0, 7)}-01` as ReturnType<typeof clock.today>, -1).slice(0, 7)
  const draft = await as('clerk', 'POST', '/api/v1/drafts', monthOfBooks(village, lastMonth))
  expect(draft.status).toBe(201)
  await as('clerk', 'POST', `/api/v1/drafts/${draft.body.id}/moves`, { action: 'submit', asOf: 1 })
  const approved = await as('reviewer', 'POST', `/api/v1/drafts/${draft.body.id}/moves`, { action: 'approve', asOf: 2 })
  expect(approved.status).toBe(200)
  expect((await say(world, undefined, 'GET', `/d/${approved.body.disclosureId}`)).status).toBe(200)

  // Step 10: the first complaint, to its department.
  const filed = await say(world, undefined, 'POST', '/api/v1/complaints', { body: { villageCode: village, statement: '村口路灯坏了一个月，一直没人修。', about: { disclosureId: approved.body.disclosureId, version: 1 }, person: { name: '测试群众', phone: '000-5550-1234' } } })
  expect(filed.status).toBe(201)
  const [{ id }] = (await as('triage.a', 'GET', '/api/v1/cases?queue=all')).body.items
  expect((await as('triage.a', 'POST', `/api/v1/cases/${id}/moves`, { action: 'accept', asOf: 1 })).status).toBe(200)
  expect(await as('triage.a', 'POST', `/api/v1/cases/${id}/moves`, { action: 'assign', asOf: 2, note: '请核查后答复。', details: { responsibleUnitId: unitId('县住建局'), redacted } })).toMatchObject({ status: 200, body: { state: 'assigned' } })
  expect((await as('handler', 'GET', `/api/v1/cases/${id}`)).body.allowed).toEqual(['return', 'sign'])
}, 120_000)
