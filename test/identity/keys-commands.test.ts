import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readIdentity } from '#rules/identity/sealed.ts'
import { fingerprintOf, type Custodians } from '#platform/crypto/identity.ts'
import { provider } from '#platform/crypto/provider.ts'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { say } from '#test/api/talking.ts'
import { pastPolicies } from '#test/past-policies.ts'
import { openWorld, testSecret, type World } from '#test/world.ts'

let world: World
let folder: string
beforeAll(async () => {
  world = await openWorld()
  folder = mkdtempSync(join(tmpdir(), 'ydt-keys-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world.close()
})

type Ran = { readonly code: number; readonly out: string; readonly err: string }

/** What `npm run cli -- keys …` does, in a process of its own that is told of the database only where it needs one. */
function keys(words: string, { recipients = '', offline = true }: { readonly recipients?: string; readonly offline?: boolean } = {}): Promise<Ran> {
  const { host, port, user, password, database } = world.connection as { host: string; port: number; user: string; password: string; database: string }
  const online = { DATABASE_URL: `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`, DATA_DIR: dirname(world.fileFolder), SECRET_KEY: Buffer.from(testSecret).toString('hex') }
  const env = { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: 'node_modules/.cache/compiled', VAULT_RECIPIENTS: recipients, DATA_DIR: dirname(world.fileFolder), ...(!offline && online) }
  const args = words.split(' ').map(word => word.replace('@', `${folder}/`).replaceAll('+', ' '))
  return new Promise(resolve => {
    execFile(process.execPath, ['src/cli/main.ts', 'keys', ...args], { env, encoding: 'utf8' }, (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }))
  })
}

const file = (name: string) => readFileSync(join(folder, name), 'utf8')
const secretOf = (name: string) => /AGE-SECRET-KEY-\S+/.exec(file(name))![0]
const publicOf = (name: string) => /# public (\S+)/.exec(file(name))![1]!
const all = (...names: readonly string[]) => names.map(name => `${name[0]!.toUpperCase()}=${publicOf(`${name}.key`)}`).join(' ')
const group = (...names: readonly string[]): Custodians => ({ A: names.filter(name => name.startsWith('a')).map(name => publicOf(`${name}.key`)), B: names.filter(name => name.startsWith('b')).map(name => publicOf(`${name}.key`)) })
const [before, after] = [['a1', 'a2', 'b1', 'b2'], ['a3', 'b3']]
const person = (n: number) => ({ name: `测试群众${n}`, phone: `000-5550-000${n}` })

async function named(n: number, custodians: Custodians): Promise<string> {
  const filed = await fileComplaint({ ...world.context, custodians }, { villageCode: world.village, statement: '村口路灯坏了一个月没有人修。', photos: [], person: person(n), idempotencyKey: randomUUID(), channel: 'web' })
  if (!filed.ok) throw new Error(filed.refusal.code)
  return (await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, filed.value.receiptCode)))!
}

async function kept(id: string): Promise<{ ciphertext: Buffer; sealed_to: string[] }> {
  const [row] = await pastPolicies(world, 'select ciphertext, sealed_to from vault.sealed_identity where case_id = $1', [id])
  return row as unknown as { ciphertext: Buffer; sealed_to: string[] }
}

const openBy = async (a: string, b: string, ciphertext: Buffer) => (await provider.open(secretOf(`${a}.key`), await provider.open(secretOf(`${b}.key`), ciphertext))).toString()
const entriesOf = async (act: string) => (await world.owner.pool.query('select outcome from audit.entry where act = $1', [act])).rows

describe('keys of custodians', () => {
  const ids: string[] = []

  test('are made off line, one for each person, readable by that person alone, and never over another or where the program keeps its data', async () => {
    const making = [...before, ...after].map(async name => [name, await keys(`make --out @${name}.key`)] as const)
    for (const [name, made] of await Promise.all(making)) {
      expect([made.code, made.out], name).toEqual([0, `public      ${publicOf(`${name}.key`)}\nfingerprint ${fingerprintOf(publicOf(`${name}.key`))}\n`])
      expect(statSync(join(folder, `${name}.key`)).mode & 0o777).toBe(0o600)
    }
    const was = file('a1.key')
    expect(await keys('make --out @a1.key')).toMatchObject({ code: 1, out: '', err: `${folder}/a1.key is there already: nothing was written\n` })
    expect(file('a1.key')).toBe(was)
    expect(await keys(`make --out ${dirname(world.fileFolder)}/a.key`)).toMatchObject({ code: 1, err: 'a secret key never goes into DATA_DIR: choose a medium that is kept off line\n' })
  })

  test('are listed by group with the fingerprints to compare, and what is no list of both groups is said', async () => {
    const { out } = await keys('list', { recipients: all(...before) })
    expect(out.trim().split('\n')).toEqual(before.map(name => `${name[0]!.toUpperCase()}  ${fingerprintOf(publicOf(`${name}.key`))}  ${publicOf(`${name}.key`)}`))
    expect(await keys('list', { recipients: `A=${publicOf('a1.key')}` })).toMatchObject({ code: 1, err: expect.stringMatching(/^VAULT_RECIPIENTS has one group of custodians only.*\n$/) })
    expect((await keys('list')).out).toContain('VAULT_RECIPIENTS is not set')
  })

  test('are changed only after a custodian of each group agreed: until then nothing comes out', async () => {
    for (const n of [1, 2]) ids.push(await named(n, group(...before)))
    const taking = () => keys('export --out @1.jsonl', { recipients: all(...after), offline: false })
    expect(await taking()).toMatchObject({ code: 1, err: expect.stringContaining('no re-sealing is approved') })
    const { body } = await say(world, 'custodian', 'POST', '/api/v1/resealings', { body: { note: '两组都更换保管人。' } })
    expect(await taking()).toMatchObject({ code: 1 })
    expect((await say(world, 'second-custodian', 'POST', `/api/v1/resealings/${body.id}/approval`, { body: {} })).status).toBe(200)
    expect(await taking()).toMatchObject({ code: 0, out: '2 identities written\n' })
    expect(statSync(join(folder, '1.jsonl')).mode & 0o777).toBe(0o600)
    expect(file('1.jsonl')).not.toContain('测试群众')
    expect(await entriesOf('exportIdentities')).toEqual([{ outcome: 'done' }])
  })

  test('take one layer off each: that of B first, by any of the group and no other, then that of A, which seals to the new ones', async () => {
    expect(await keys('open --key @a1.key --in @1.jsonl --out @2.jsonl')).toMatchObject({ code: 1, err: expect.stringMatching(/does not open with this key: nothing was written\n$/) })
    expect(await keys('open --key @b2.key --in @1.jsonl --out @2.jsonl')).toMatchObject({ code: 0, out: '2 identities written\n' })
    expect(file('2.jsonl')).not.toContain('测试群众')
    const to = all(...after).replaceAll(' ', '+')
    expect(await keys(`reseal --key @b1.key --in @2.jsonl --out @3.jsonl --to ${to}`)).toMatchObject({ code: 1, err: expect.stringContaining('does not open with this key') })
    expect(await keys(`reseal --key @a2.key --in @2.jsonl --out @3.jsonl --to A=${publicOf('a3.key')}+B=${publicOf('a3.key')}`)).toMatchObject({ code: 1, err: expect.stringContaining('none in both') })
    expect(await keys(`reseal --key @a2.key --in @2.jsonl --out @3.jsonl --to ${to}`)).toMatchObject({ code: 0, out: '2 identities written\n' })
    expect(file('3.jsonl')).not.toContain('测试群众')
  })

  test('say in a sentence what is wrong with a file', async () => {
    writeFileSync(join(folder, 'broken.jsonl'), '{"caseId":\n')
    const wrong = [
      ['open --key @b1.key --in @none.jsonl --out @x.jsonl', `${folder}/none.jsonl cannot be read: there is no such file`],
      ['open --key @b1.key --in @broken.jsonl --out @x.jsonl', `line 1 of ${folder}/broken.jsonl is no sealed identity: nothing was written`],
      ['open --key @1.jsonl --in @1.jsonl --out @x.jsonl', `there is no key in ${folder}/1.jsonl`],
      ['open --key @b1.key --in @1.jsonl --out @3.jsonl', `${folder}/3.jsonl is there already: nothing was written`],
      ['open --in @1.jsonl', '--key is missing: see --help'],
    ] as const
    const ran = await Promise.all(wrong.map(([words]) => keys(words)))
    expect(ran.map(({ code, err }) => [code, err])).toEqual(wrong.map(([, sentence]) => [1, `${sentence}\n`]))
  })

  test('go back all or none, to the keys that are configured and no others, and end the leave', async () => {
    const sealed = await kept(ids[0]!)
    const put = (name: string, ...names: readonly string[]) => keys(`import --in @${name}`, { recipients: all(...names), offline: false })
    expect(await put('1.jsonl', ...after)).toMatchObject({ code: 1, err: expect.stringContaining('nothing was put back') })
    expect(await put('3.jsonl', ...before)).toMatchObject({ code: 1, err: 'nothing was put back: the file is sealed to other keys than VAULT_RECIPIENTS names\n' })
    writeFileSync(join(folder, 'half.jsonl'), `${file('3.jsonl').split('\n')[0]}\n`)
    expect(await put('half.jsonl', ...after)).toMatchObject({ code: 1, err: 'nothing was put back: 1 identities that are sealed to earlier keys are not in the file; join the files of all keys first\n' })
    expect((await kept(ids[0]!)).ciphertext.equals(sealed.ciphertext)).toBe(true)
    // Whoever complains meanwhile is sealed to the new keys already.
    ids.push(await named(3, group(...after)))
    expect(await put('3.jsonl', ...after)).toMatchObject({ code: 0, out: '2 identities are sealed to the new keys\n' })
    for (const [n, id] of ids.entries()) {
      const { ciphertext, sealed_to } = await kept(id)
      expect(readIdentity(await openBy('a3', 'b3', ciphertext), id)).toEqual(person(n + 1))
      await expect(openBy('a1', 'b1', ciphertext)).rejects.toThrow()
      expect(sealed_to).toEqual([...group(...after).A, ...group(...after).B].map(fingerprintOf))
    }
    expect(await put('3.jsonl', ...after)).toMatchObject({ code: 1, err: expect.stringContaining('no re-sealing is approved') })
    expect(await entriesOf('importIdentities')).toEqual([{ outcome: 'done' }])
  })
})
