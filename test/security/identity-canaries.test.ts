import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import fs, { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { identityToRecipient } from 'age-encryption'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { provider } from '#platform/crypto/provider.ts'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { openPool, target } from '#records/database.ts'
import { closeAuditDays } from '#actions/audit.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { setComplainantContact, setContact } from '#actions/messages.ts'
import { keepOwn } from '#actions/residents/list.ts'
import { askForCode, enterByCode, enterFrom, findResident } from '#actions/residents/sign-in.ts'
import { setFollowerNumber, setWechat } from '#actions/residents/tell.ts'
import { sendMessages } from '#jobs/send-messages.ts'
import { say } from '#test/api/talking.ts'
import { check, csv, order, take } from '#test/intake/doors.ts'
import { openBrowser, type Browser } from '#test/pages/visiting.ts'
import { openWorld, type World } from '#test/world.ts'
import { formsOf, found } from './canaries.ts'

/** Of nobody: none of these can be anybody's name, number or account. */
const planted = { name: '鸾鸑鹓鹔甲', phone: '00073915526', idNo: '340522190001010027', helper: '鹴鶄鶒乙', number: '00061482093', openid: 'oFICTIONALcanary00000000001' } as const
/** Of residents who sign in: two numbers and three ids, each in a place of its own. */
const resident = { number: '00051930478', follower: '00029471836', openid: 'oFICTIONALcanary00000000002', toldAt: 'oFICTIONALcanary00000000003', toldOfCase: 'oFICTIONALcanary00000000004' } as const
/** Stands in the text of the complaint, which is kept in clear: the search must find it wherever it looks. */
const control = '鶂鸊鷉公开的话'

let world: World
let browser: Browser
let code = ''
let walFrom = ''
const tokens: string[] = []
const said: Buffer[] = []
const shown: string[] = []

/** Everything the process writes to its outputs, whoever writes it: the logger goes past `process.stdout`. */
function listen(): () => void {
  const { write, writeSync } = fs
  const [out, err] = [process.stdout.write.bind(process.stdout), process.stderr.write.bind(process.stderr)]
  const keep = (chunk: unknown) => { said.push(Buffer.from(chunk as string)) }
  fs.writeSync = ((fd: number, chunk: string, ...rest: never[]) => { if (fd < 3) keep(chunk); return writeSync(fd, chunk, ...rest) }) as typeof fs.writeSync
  fs.write = ((fd: number, chunk: string, ...rest: never[]) => { if (fd < 3) keep(chunk); return (write as (...all: unknown[]) => void)(fd, chunk, ...rest) }) as unknown as typeof fs.write
  process.stdout.write = ((chunk: string, ...rest: never[]) => { keep(chunk); return out(chunk, ...rest) }) as typeof process.stdout.write
  process.stderr.write = ((chunk: string, ...rest: never[]) => { keep(chunk); return err(chunk, ...rest) }) as typeof process.stderr.write
  return () => Object.assign(fs, { write, writeSync }) && Object.assign(process.stdout, { write: out }) && Object.assign(process.stderr, { write: err })
}

let unlisten: () => void
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
  unlisten = listen()
  walFrom = (await admin(client => client.query('select pg_walfile_name(pg_switch_wal()) as name'))).rows[0].name
  await live()
}, 60_000)
afterAll(async () => {
  unlisten()
  await world.close()
})

async function admin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(target(world.connection))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const person = { name: `${planted.name}${planted.idNo}`, phone: planted.phone }
const complaint = { v: String(0), statement: `${control}，路灯一直不亮。`, ...person }

/** As a telephone takes it, with its owner in what nobody sees. */
async function photo(): Promise<Buffer> {
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#886' } }).withExif({ IFD0: { Copyright: planted.phone, ImageDescription: planted.idNo } }).jpeg().toBuffer()
  expect(found(bytes, planted.phone)).toBe(true)
  return bytes
}

/** A whole life: filed with a mistake, filed into a broken database, filed with a photo that names its owner, looked up, written to, a number left, entered by staff, brought by the hotline, asked for, opened, seen. */
async function live(): Promise<void> {
  const form = { ...complaint, v: String(world.village), key: randomUUID() }
  const post = async (fields: Record<string, string>, path = '/complain') => browser.post(path, fields, { headers: { origin: 'http://localhost' }, ...(path === '/complain' && { files: [] }) })
  await post({ ...form, statement: '' })
  await world.owner.pool.query('revoke insert on outbox from ydt_app')
  shown.push((await post(form)).text.replaceAll(/value="[^"]*"|<textarea[^]*?<\/textarea>/gu, ''))
  shown.push(JSON.stringify((await say(world, undefined, 'POST', '/api/v1/complaints', { body: { villageCode: world.village, statement: complaint.statement, person } })).body))
  await world.owner.pool.query('grant insert on outbox to ydt_app')
  code = /<p id="code">([^]*?)<\/p>/u.exec((await browser.post('/complain', form, { headers: { origin: 'http://localhost' }, files: [{ name: `${planted.name}.jpg`, bytes: await photo() }] })).text)![1]!.replaceAll(/\D/gu, '')
  const id = (await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, code)))!
  shown.push(JSON.stringify((await say(world, undefined, 'POST', '/api/v1/complaints', { body: { villageCode: world.village, statement: 'x', person: { ...person, phone: `${planted.phone}x` } } })).body))
  expect((await post({ code }, '/track')).text).toContain(planted.name)
  expect((await setComplainantContact(world.context, code, planted.number)).ok).toBe(true)
  expect((await setContact(world.context, await world.officer(world.officerId.triage), 'wechat', planted.openid)).ok).toBe(true)
  const entered = await say(world, 'triage', 'POST', '/api/v1/intake', { body: { channel: 'proxy', villageCode: world.village, statement: '路灯坏了没有人修。', person, helper: planted.helper } })
  expect(entered.status, JSON.stringify(entered.body)).toBeLessThan(300)
  const orders = csv([order('热-金丝雀', { caller: `${planted.name}${planted.idNo}`, phone: planted.phone })])
  const looked = await check(world, orders)
  expect((await take(world, orders, looked.body.sha256)).status).toBeLessThan(300)
  await unseal(id)
  await liveAsResident(id)
  await deliverOutbox(world.context)
  world.setClock('2026-09-22')
  await closeAuditDays(world.context)
}

/** Residents: a code asked for, sent by a gateway that fails first, used; a number and ids left; the complaint kept in a list, which is read and taken away; signed in by WeChat too. */
async function liveAsResident(caseId: string): Promise<void> {
  const { context } = world
  const asked = await askForCode(context, 'a-source', resident.number)
  if (!asked.ok) throw new Error(asked.refusal.code)
  const sender = openPool(world.connection, 'ydt_sender', 1)
  const sent: string[] = []
  const send = (sms: (address: string, text: string) => Promise<void>) => sendMessages(context, { db: sender.db, channels: { sms } })
  await send(async () => { throw new Error('no way out') })
  world.setClock('2026-09-21', 9, 90)
  await send(async (address, text) => { sent.push(`${address} ${text}`) })
  await sender.close()
  const mine = sent.find(said => said.startsWith(resident.number))!
  const entered = await enterByCode(context, asked.value.browser, /\d{6}/u.exec(mine.slice(resident.number.length))![0])
  if (!entered.ok) throw new Error(entered.refusal.code)
  tokens.push(asked.value.browser, entered.value.token, await enterFrom(context, 'wechat', 'an-app', resident.openid))
  const id = (await findResident(context, entered.value.token))!
  expect((await setFollowerNumber(context, id, resident.follower)).ok).toBe(true)
  await setWechat(context, { forCase: null, forResident: id }, resident.toldAt)
  expect((await keepOwn(context, id, code)).ok).toBe(true)
  await setWechat(context, { forCase: caseId, forResident: null }, resident.toldOfCase)
  const list = await browser.get('/me', { cookie: `resident=${entered.value.token}` })
  expect(list.text).toContain('/me/leave')
  shown.push(list.text, (await browser.post('/me/sign-in/phone', { number: `${resident.number}x` }, { headers: { origin: 'http://localhost' } })).text.replaceAll(/value="[^"]*"/gu, ''))
}

async function unseal(caseId: string): Promise<void> {
  const identity = await provider.makeIdentity()
  const { body: { id } } = await say(world, 'triage', 'POST', `/api/v1/cases/${caseId}/identity`, { body: { reason: 'contact', note: '需要约时间上门查看。', viewRecipient: await identityToRecipient(identity) } })
  const take = async (as: 'custodian' | 'second-custodian' | 'triage') => (await say(world, as, 'GET', `/api/v1/identity-requests/${id}/sealed`)).raw
  const send = (as: 'custodian' | 'second-custodian', verb: string, sealed: Buffer) => say(world, as, 'POST', `/api/v1/identity-requests/${id}/${verb}`, { body: { sealed: sealed.toString('base64') } })
  await send('custodian', 'pass', await provider.open(world.custodians.B, await take('custodian')))
  await send('second-custodian', 'open', await provider.seal([await identityToRecipient(identity)], await provider.open(world.custodians.A, await take('second-custodian'))))
  await say(world, 'triage', 'POST', `/api/v1/identity-requests/${id}/view`, { body: {} })
  expect((await provider.open(identity, await take('triage'))).toString()).toContain(planted.name)
}

const secrets = () => [...Object.values(planted), ...Object.values(resident), ...tokens, code]
function expectNothing(where: Buffer, name: string): void {
  for (const secret of secrets()) expect(found(where, secret), `${name} holds ${secret === code ? 'the receipt code' : secret} in clear`).toBe(false)
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)).filter(path => statSync(path).isFile())
}

describe('no name, number, account or receipt code stands in clear', () => {
  test('in an export of every table, as a superuser makes it', async () => {
    const dump = await admin(async client => {
      const { rows } = await client.query(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`)
      const parts: Buffer[] = []
      for (const { name } of rows) parts.push(Buffer.from((await client.query(`select whole::text as said from ${name} as whole`)).rows.map(row => row.said).join('\n')))
      return Buffer.concat(parts)
    })
    expect(dump.length).toBeGreaterThan(100_000)
    expect(found(dump, control)).toBe(true)
    expectNothing(dump, 'the export')
  })

  test('in the write-ahead log and the log of the database', async () => {
    const { folder, until } = (await admin(client => client.query(`select current_setting('data_directory') as folder, pg_walfile_name(pg_switch_wal()) as until`))).rows[0]
    const names = readdirSync(join(folder, 'pg_wal')).filter(name => /^[0-9A-F]{24}$/.test(name) && name >= walFrom && name <= until)
    const wal = Buffer.concat(names.map(name => readFileSync(join(folder, 'pg_wal', name))))
    expect(found(wal, control)).toBe(true)
    expectNothing(wal, 'the write-ahead log')
    expectNothing(readFileSync(join(folder, '..', 'postgres.log')), 'the log of the database')
  })

  test('in any file the program keeps', () => {
    const folder = join(world.fileFolder, '..')
    writeFileSync(join(folder, 'planted.txt'), control)
    const files = Buffer.concat(filesUnder(folder).map(path => readFileSync(path)))
    expect(found(files, control)).toBe(true)
    expectNothing(files, 'a file')
  })

  test('in a backup as the runbook tells to make it: the files of the database and those of the program, in one archive', async () => {
    const { folder, oid, until } = (await admin(async client => {
      await client.query('checkpoint') // as a stop does: everything is in the files
      return client.query(`select current_setting('data_directory') as folder, (select oid from pg_database where datname = current_database()) as oid, pg_walfile_name(pg_current_wal_lsn()) as until`)
    })).rows[0]
    // The server of the tests has the databases of other tests beside this one: of base and of the write-ahead log only what is of this world is taken.
    const wal = readdirSync(join(folder, 'pg_wal')).filter(name => /^[0-9A-F]{24}$/.test(name) && name >= walFrom && name <= until).map(name => `pg_wal/${name}`)
    const ours = [`base/${oid}`, 'global', 'pg_xact', 'pg_multixact', ...wal].map(name => `${basename(folder)}/${name}`)
    const made = spawnSync('tar', ['--numeric-owner', '-cpf', '-', '-C', join(folder, '..'), ...ours, 'postgres.log', '-C', join(world.fileFolder, '..'), '.'], { maxBuffer: 2 ** 30 })
    // The runbook stops the program first; this server goes on, for the worlds of other tests, so a file may grow under the copy.
    expect(made.stderr.toString().split('\n').filter(line => line !== '' && !line.endsWith('file changed as we read it'))).toEqual([])
    expect(found(made.stdout, control)).toBe(true)
    expect(filesUnder(world.fileFolder).length).toBeGreaterThan(0)
    for (const path of filesUnder(world.fileFolder)) expect(made.stdout.includes(readFileSync(path)), 'an uploaded file is in the archive').toBe(true)
    expectNothing(made.stdout, 'the backup')
  })

  test('in what the program writes to its outputs when all is well and when it is not', () => {
    process.stderr.write(`${control}\n`)
    const words = Buffer.concat(said)
    expect(words.toString()).toContain('fault under /api')
    expect(found(words, control)).toBe(true)
    expectNothing(Buffer.from(words.toString().replaceAll(control, '')), 'the log')
  })

  test('in metrics and in answers that say no', async () => {
    const metrics = (await browser.get('/metrics')).text
    expect(metrics).toContain('yidiantong_responses_total')
    expectNothing(Buffer.from(metrics), 'metrics')
    expect(shown.join()).toMatch(/fault|unready/)
    expectNothing(Buffer.from(shown.join('\n')), 'a refusal')
  })
})

test('the search finds a secret in every form it looks for', () => {
  for (const [at, form] of formsOf(planted.name).entries()) expect(found(Buffer.concat([Buffer.from('before '), form, Buffer.from(' after')]), planted.name), `form ${at}`).toBe(true)
  for (const before of ['', 'x', 'xy']) expect(found(Buffer.from(Buffer.from(`${before}${planted.phone} and more`).toString('base64')), planted.phone), before).toBe(true)
})
