import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { provider } from '#platform/crypto/provider.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { setComplainantContact, setContact } from '#actions/messages.ts'
import { enterFrom } from '#actions/residents/sign-in.ts'
import { say } from '#test/api/talking.ts'
import { report } from '#test/tips/reporting.ts'
import { openWorld, testSecret, type World } from '#test/world.ts'
import { found } from './canaries.ts'

/** Of nobody: none of these can be anybody's name, number or account. */
const planted = { name: '鸾鸑鹓鹔甲', phone: '13973915526', number: '13861482093', openid: 'oFICTIONALcanary00000000002', ofOfficer: 'oFICTIONALcanary00000000003', reporter: '鹴鶄鶒丙' } as const

let world: World
let folder: string
/** The receipt code and the household codes, as they are printed and as they are typed. */
const codes: string[] = []
/** All that every command said and wrote, by command. */
const said = new Map<string, Buffer>()
beforeAll(async () => {
  world = await openWorld()
  folder = mkdtempSync(join(tmpdir(), 'ydt-commands-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world.close()
})

let recipients = ''

/** What `npm run cli -- WORDS` does, in a process of its own over the database of this world. */
async function cli(words: string, typed = ''): Promise<number> {
  const { host, port, user, password, database } = world.connection as { host: string; port: number; user: string; password: string; database: string }
  const env = { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: 'node_modules/.cache/compiled', VAULT_RECIPIENTS: recipients, DATA_DIR: dirname(world.fileFolder), DATABASE_URL: `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`, SECRET_KEY: Buffer.from(testSecret).toString('hex') }
  const before = new Set(readdirSync(folder))
  const args = words.split(' ').map(word => word.replace('@', `${folder}/`).replaceAll('+', ' '))
  const code = await new Promise<number>(resolve => {
    const child = execFile(process.execPath, ['src/cli/main.ts', ...args], { env, encoding: 'utf8', maxBuffer: 2 ** 28 }, (error, out, err) => {
      const files = readdirSync(folder).filter(name => !before.has(name)).map(name => readFileSync(join(folder, name)))
      said.set(words, Buffer.concat([Buffer.from(`${out}\n${err}\n`), ...files]))
      resolve(error ? Number(error.code) : 0)
    })
    child.stdin!.end(typed)
  })
  return code
}

const publicOf = (name: string) => /# public (\S+)/.exec(readFileSync(join(folder, `${name}.key`), 'utf8'))![1]!

/** A named complaint with a number to call, an officer and a resident with their accounts, a report, and codes of households, sealed to keys that `keys make` made. */
async function plant(): Promise<void> {
  const { context } = world
  const custodians = { A: [publicOf('a1')], B: [publicOf('b1')] }
  const filed = await fileComplaint({ ...context, custodians }, { villageCode: world.village, statement: '村口路灯坏了一个月没有人修。', photos: [], person: { name: planted.name, phone: planted.phone }, idempotencyKey: randomUUID(), channel: 'web' })
  if (!filed.ok) throw new Error(filed.refusal.code)
  codes.push(filed.value.receiptCode, filed.value.receiptCode.replaceAll(/\D/gu, ''))
  expect((await setComplainantContact(context, filed.value.receiptCode, planted.number)).ok).toBe(true)
  expect((await setContact(context, await world.officer(world.officerId.triage), 'wechat', planted.ofOfficer)).ok).toBe(true)
  await enterFrom(context, 'wechat', 'wx-test', planted.openid)
  await report(world, { name: planted.reporter, phone: planted.phone })
  const made = await say(world, 'clerk', 'POST', '/api/v1/household-codes', { body: { count: 3 } })
  for (const code of made.body.codes as string[]) codes.push(code, code.replaceAll('-', ''))
}

/** Custodians of both groups agree that the identities are taken out. */
async function agree(): Promise<void> {
  const { body } = await say(world, 'custodian', 'POST', '/api/v1/resealings', { body: { note: '两组都更换保管人。' } })
  expect((await say(world, 'second-custodian', 'POST', `/api/v1/resealings/${body.id}/approval`, { body: {} })).status).toBe(200)
}

test('no command writes or prints a name, a number, an account or a code of anybody, whether it succeeds or fails', async () => {
  for (const made of await Promise.all(['a1', 'b1', 'a2', 'b2'].map(name => cli(`keys make --out @${name}.key`)))) expect(made).toBe(0)
  recipients = `A=${publicOf('a1')} B=${publicOf('b1')}`
  await plant()
  writeFileSync(join(folder, 'list.csv'), `姓名,电话,金额\n${planted.name},${planted.phone},${planted.phone}\n`)
  writeFileSync(join(folder, 'not-sealed.jsonl'), `{"caseId": "${planted.name}"\n`)
  const ran: Record<string, number> = {}
  const run = async (words: string, typed?: string) => { ran[words] = await cli(words, typed) }
  await Promise.all([run('due', '2026-09-21 10\n2026-13-40 x\n'), run(`import check @list.csv --item duty-allowance --village ${world.village}`), run('detect @list.csv'), run('check-https'), run('keys list'), run('ways-out')])
  for (const words of ['migrate', 'load-holidays', 'load-divisions data/divisions/maanshan-2022.json --valid-from 2026-09-21', 'index-records', 'invite-administrator audit-admin 340523000000 canary.admin 测试审计', 'same-person clerk no-such-name', 'same-person clerk city-triage']) await run(words)
  await run('keys export --out @0.jsonl')
  await agree()
  recipients = `A=${publicOf('a2')} B=${publicOf('b2')}`
  await run('keys export --out @1.jsonl')
  await run('keys open --key @b1.key --in @1.jsonl --out @2.jsonl')
  await run('keys open --key @b1.key --in @not-sealed.jsonl --out @x.jsonl')
  await run(`keys reseal --key @a1.key --in @2.jsonl --out @3.jsonl --to A=${publicOf('a2')}+B=${publicOf('b2')}`)
  await run('keys import --in @2.jsonl')
  await run('keys import --in @3.jsonl')
  // The search would find them: the export holds the name, behind both keys.
  const [line] = readFileSync(join(folder, '1.jsonl'), 'utf8').trim().split('\n').map(text => JSON.parse(text) as { sealed: string })
  const keyOf = (name: string) => /AGE-SECRET-KEY-\S+/.exec(readFileSync(join(folder, `${name}.key`), 'utf8'))![0]
  const opened = await provider.open(keyOf('a1'), await provider.open(keyOf('b1'), Buffer.from(line!.sealed, 'base64')))
  expect(found(opened, planted.name)).toBe(true)
  expect(Object.values(ran).filter(code => code === 0).length, JSON.stringify(ran)).toBeGreaterThan(9)
  for (const [words, all] of said) for (const secret of [...Object.values(planted), ...codes]) expect.soft(found(all, secret), `${words} tells ${secret}`).toBe(false)
}, 300_000)

test('every command of the help was among them', async () => {
  await cli('--help')
  const help = said.get('--help')!.toString()
  const names = [...help.matchAll(/^ {2}(\S+(?: \S+)?) {2,}\S/gmu)].map(([, name]) => name!)
  expect(names.length).toBeGreaterThan(12)
  expect(names.filter(name => ![...said.keys()].some(words => words.startsWith(name)))).toEqual([])
})
