import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockFrom } from '#actions/context.ts'
import { addDays } from '#rules/calendar/plain-date.ts'
import { readIdentity } from '#rules/identity/sealed.ts'
import { divisionColumns } from '#rules/divisions/division-file.ts'
import { administratorRoles } from '#rules/policy/officer.ts'
import { provider } from '#platform/crypto/provider.ts'
import { redacted } from '#test/api/cases-of-every-state.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { peopleBook, type Row } from '#test/security/set-up-book.ts'
import { begin, commandsOf, Desks, end, keyIn, openWith, run, untilGreeting, type Begun, type Said } from './first-day.ts'

// The ten steps of “The first day of a county” in the manual: its own commands, as processes of their own, on a folder in which there is nothing.
const [county, township, village] = [340_523_000_000, 340_523_100_000, 340_523_100_201]
const folder = mkdtempSync(join(tmpdir(), 'ydt-first-day-'))
const [data, media, places] = [join(folder, 'data'), join(folder, 'media'), join(folder, 'places.csv')]
const port = 20_000 + process.pid % 20_000
const origin = `http://127.0.0.1:${port}`
const env: Record<string, string> = { DATA_DIR: data, PORT: String(port), NODE_COMPILE_CACHE: 'node_modules/.cache/compiled' }
const desks = new Desks(origin)
let program: Begun | undefined

beforeAll(() => {
  mkdirSync(data)
  mkdirSync(media)
  for (const open of [folder, data]) chmodSync(open, 0o755) // as root the database runs as another user
  writeFileSync(places, `${divisionColumns.join(',')}\n341700000000,测试市,341799000000,测试县,341799100000,测试镇,341799100201,测试村委会,220\n`)
})
afterAll(async () => {
  if (program) await end(program)
  rmSync(folder, { recursive: true, force: true })
})

const commands = commandsOf('docs/manual/README.md')
/** The one command of the manual that begins so, with our files in the place of those it names. */
function command(beginning: string): string {
  const [found, ...more] = commands.filter(line => line.startsWith(beginning))
  if (!found || more.length > 0) throw new Error(`the manual has ${found ? more.length + 1 : 'no'} command ${beginning}`)
  return found.replaceAll('/media/key', media).replace('places.csv', places)
}
const half = (said: string, which: 'first' | 'second') => new RegExp(`^${which} half +(\\S+)`, 'mu').exec(said)![1]!

test('both manuals print the same commands, and a setting for each thing that the start needs', () => {
  expect(commandsOf('docs/manual/README.zh-CN.md')).toEqual(commands)
  expect(commands.filter(line => line.startsWith('export ')).flatMap(line => [...line.matchAll(/([A-Z_]+)=/gu)].map(([, name]) => name)).filter(name => name!.length > 1)).toEqual(['DEMO', 'PUBLIC_URL', 'VAULT_RECIPIENTS', 'TIP_RECIPIENTS'])
  expect(commands.length).toBe(11)
})

test('steps 1 to 3: each custodian and the body make a pair off line; the settings name the public halves, whose fingerprints can be compared', async () => {
  const make = command('npm run cli -- keys make --out /media/key/a1.key')
  const said = new Map<string, string>()
  for (const who of ['a1', 'a2', 'b1', 'b2']) said.set(who, await run(make.replace('a1.key', `${who}.key`), env))
  await run(command('npm run cli -- keys make --out /media/key/reports.key'), env)
  const publicOf = (who: string) => keyIn(join(media, `${who}.key`)).recipient
  Object.assign(env, {
    DEMO: '0', PUBLIC_URL: origin, VAULT_RECIPIENTS: ['a1', 'a2', 'b1', 'b2'].map(who => `${who[0]!.toUpperCase()}=${publicOf(who)}`).join(' '), TIP_RECIPIENTS: `${county}=${publicOf('reports')}`,
  })
  const listed = await run(command('npm run cli -- keys list'), env)
  for (const words of said.values()) expect(listed).toContain(/^fingerprint (\S.*)$/mu.exec(words)![1]!.trim())
}, 120_000)

test('steps 4 to 6: places and three administrators by the command line while nothing runs; then the program starts and each of the three enters', async () => {
  expect(await run(command('npm run cli -- load-divisions'), env)).toMatch(/4 places loaded, of them 1 villages/u)
  const invited = new Map<string, string>()
  for (const role of administratorRoles) invited.set(role, await run(command(`npm run cli -- invite-administrator ${role} `), env))
  program = begin(command('npm start'), env)
  await untilGreeting(program)
  for (const [role, said] of invited) {
    expect(said).toContain(`${origin}/console/invitation`)
    await desks.enter(userNameIn(said), half(said, 'first'), half(said, 'second'))
    administrators.set(role, userNameIn(said))
  }
}, 400_000)

const administrators = new Map<string, string>()
const userNameIn = (said: string) => /^user name +(\S+)/mu.exec(said)![1]!

const at = (unit: string, kind: string, place: number) => ({ unit, kind, place: String(place) })
const desk = at('县纪委监委信访室', '纪委监委信访室', county)
const [custodyA, custodyB] = [at('县档案馆', '身份保管', county), at('县司法局公证处', '身份保管', county)]
const inspection = at('县纪委监委案管室', '检举控告室', county)
const people: readonly (Row & { readonly username: string })[] = [
  { ...at('县委县政府', '县领导机关', county), name: '测试领导', username: 'leader', duty: '分管领导', head: '是' },
  { ...desk, name: '测试分办甲', username: 'triage.a', duty: '分办员' }, { ...desk, name: '测试分办乙', username: 'triage.b', duty: '分办员' },
  { ...custodyA, name: '测试保管甲', username: 'custodian.a', duty: '身份保管人A组' }, { ...custodyB, name: '测试保管乙', username: 'custodian.b', duty: '身份保管人B组' },
  { ...inspection, name: '测试检举甲', username: 'inspector.a', duty: '检举控告办理人' }, { ...inspection, name: '测试检举乙', username: 'inspector.b', duty: '检举控告办理人' },
  { ...at('县住建局', '责任部门', county), name: '测试办理', username: 'handler', duty: '办理人' },
  { ...at('派驻县住建局纪检监察组', '派驻纪检监察组', county), name: '测试监督', username: 'supervisor', duty: '监督人', supervises: '县住建局' },
  { ...at('历阳镇政府', '乡镇', township), name: '测试审核', username: 'reviewer', duty: '乡镇审核人' },
  { ...at('村委会', '村', village), name: '测试信息员', username: 'clerk', duty: '信息员' },
]

test('step 7: units and people come from one spreadsheet, asked for by one and granted by another; everybody enters with both halves', async () => {
  const book = () => { const form = new FormData(); form.append('file', new Blob([new Uint8Array(peopleBook(people))]), 'people.xlsx'); return form }
  const [system, security] = [administrators.get('system-admin')!, administrators.get('security-admin')!]
  expect((await desks.ask(system, 'POST', '/api/v1/accounts/set-up/reading', book())).body.problems).toEqual([])
  const asked = await desks.ask(system, 'POST', '/api/v1/accounts/set-up', book())
  const granted = await desks.ask(security, 'POST', `/api/v1/accounts/set-up/${asked.body.id}/grant`)
  expect(granted.body).toMatchObject({ units: 9, posts: people.length })
  const halfOf = (said: Said, username: string) => said.body.halves.find((told: { username: string }) => told.username === username).half
  for (const { username } of people) await desks.enter(username, halfOf(asked, username), halfOf(granted, username))
}, 200_000)

let units: readonly { readonly id: string; readonly zh: string }[]
let record: string

test('steps 8 and 9: an item is bound by one of the desk and passed by the other; the first record stands on the page of its village', async () => {
  const today = clockFrom(() => Date.now()).today()
  units = (await desks.ask('triage.a', 'GET', '/api/v1/county-list')).body.units.map((unit: { id: string; zh?: string; nameZh?: string }) => ({ id: unit.id, zh: unit.zh ?? unit.nameZh }))
  const proposed = await desks.ask('triage.a', 'POST', '/api/v1/county-list/income-expense-detail/bindings', { validFrom: today, responsibleUnitId: unitId('县住建局'), supervisingUnitId: unitId('派驻县住建局纪检监察组') })
  const proposal = proposed.body.proposals.at(-1).id as string
  expect((await desks.ask('triage.a', 'POST', `/api/v1/county-list/proposals/${proposal}/decision`, { outcome: 'passed', note: '' })).status).toBe(403)
  expect((await desks.ask('triage.b', 'POST', `/api/v1/county-list/proposals/${proposal}/decision`, { outcome: 'passed', note: '' })).status).toBe(200)
  const lastMonth = addDays(`${today.slice(0, 7)}-01` as typeof today, -1).slice(0, 7)
  const draft = await desks.ask('clerk', 'POST', '/api/v1/drafts', monthOfBooks(village, lastMonth))
  await desks.ask('clerk', 'POST', `/api/v1/drafts/${draft.body.id}/moves`, { action: 'submit', asOf: 1 })
  record = (await desks.ask('reviewer', 'POST', `/api/v1/drafts/${draft.body.id}/moves`, { action: 'approve', asOf: 2 })).body.disclosureId
  expect((await desks.ask(undefined, 'GET', `/v/${village}`)).text).toContain(`/d/${record}`)
})

const unitId = (name: string) => units.find(unit => unit.zh === name)!.id
const person = { name: '试用假名', phone: '000-5550-1234' }

test('step 10: a complaint filed on the page reaches desk and department without the name, which two groups open one after the other', async () => {
  const page = await desks.ask(undefined, 'GET', `/complain?d=${record}`)
  const filed = await desks.ask(undefined, 'POST', '/complain', fieldsOf({ d: record, ver: '1', key: keyOf(page), statement: '村口路灯坏了一个月，一直没人修。', ...person }))
  expect(filed.status).toBe(200)
  const [{ id }] = (await desks.ask('triage.a', 'GET', '/api/v1/cases?queue=all')).body.items
  expect((await desks.ask('triage.a', 'POST', `/api/v1/cases/${id}/moves`, { action: 'accept', asOf: 1 })).status).toBe(200)
  expect(await desks.ask('triage.a', 'POST', `/api/v1/cases/${id}/moves`, { action: 'assign', asOf: 2, note: '请核查后答复。', details: { responsibleUnitId: unitId('县住建局'), redacted } })).toMatchObject({ status: 200, body: { state: 'assigned' } })
  const seen = await desks.ask('handler', 'GET', `/api/v1/cases/${id}`)
  expect([seen.body.allowed, seen.text.includes(person.name)]).toEqual([['return', 'sign'], false])

  const viewing = await provider.makeIdentity()
  const request = await desks.ask('triage.a', 'POST', `/api/v1/cases/${id}/identity`, { reason: 'contact', note: '试一遍密钥：请两组保管人先后打开。', viewRecipient: await provider.recipientOf(viewing) })
  const sealed = async (as: string) => (await desks.ask(as, 'GET', `/api/v1/identity-requests/${request.body.id}/sealed`)).bytes
  const inner = await openWith(join(media, 'b2.key'), await sealed('custodian.b'))
  expect((await desks.ask('custodian.b', 'POST', `/api/v1/identity-requests/${request.body.id}/pass`, { sealed: inner.toString('base64') })).status).toBe(200)
  const plain = await openWith(join(media, 'a2.key'), await sealed('custodian.a'))
  const forViewer = await provider.seal([await provider.recipientOf(viewing)], plain)
  expect((await desks.ask('custodian.a', 'POST', `/api/v1/identity-requests/${request.body.id}/open`, { sealed: forViewer.toString('base64') })).status).toBe(200)
  expect((await desks.ask('triage.a', 'POST', `/api/v1/identity-requests/${request.body.id}/view`, {})).status).toBe(200)
  expect(readIdentity((await provider.open(viewing, await sealed('triage.a'))).toString(), id)).toEqual(person)
})

test('and a confidential report is in the list of the inspectors alone, where the key of the body opens it', async () => {
  const page = await desks.ask(undefined, 'GET', `/report?v=${village}`)
  const form = new FormData()
  for (const [name, value] of Object.entries({ v: String(village), key: keyOf(page), about: '某干部（测试）', statement: '测试举报：虚报两亩地的补贴。', happened: '', proof: '', name: '', phone: '', whom: 'own' })) form.append(name, value)
  expect((await desks.ask(undefined, 'POST', '/report', form)).status).toBe(200)
  const [{ id }] = (await desks.ask('inspector.a', 'GET', '/api/v1/tips?which=open')).body.items
  const matter = await desks.ask('inspector.a', 'GET', `/api/v1/tips/${id}/parts/1`)
  expect((await openWith(join(media, 'reports.key'), matter.bytes)).toString()).toContain('虚报两亩地的补贴')
  for (const other of ['triage.a', 'custodian.a', 'leader']) expect((await desks.ask(other, 'GET', '/api/v1/tips?which=open')).status, other).toBe(403)
})

const keyOf = ({ text }: Said) => /name="key" value="([^"]+)"/u.exec(text)![1]!
const fieldsOf = (fields: Record<string, string>) => new URLSearchParams(fields) as unknown as FormData
