import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { givenMasters, makeNext, switchToNext } from '#platform/crypto/master-key.ts'
import { masterName } from '#platform/crypto/secrets.ts'
import { listenToOthers } from '#records/notifications.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { openWorld, testSecret, type World } from '#test/world.ts'

const first = Buffer.from(testSecret).toString('hex')
let world: World
let folder: string
const secrets = () => join(folder, 'secrets')
const file = (name: string) => existsSync(join(secrets(), name)) ? readFileSync(join(secrets(), name), 'utf8').trim() : undefined
beforeAll(async () => {
  world = await openWorld()
  for (let n = 0; n < 60; n++) await fileComplaint(world.context, { villageCode: world.village, statement: '村口路灯坏了一个月没有人修。', photos: [], person: { name: '测试群众', phone: '000-5550-0001' }, idempotencyKey: randomUUID(), channel: 'web' })
})
afterAll(() => world.close())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ydt-master-'))
  mkdirSync(secrets(), { mode: 0o700 })
  writeFileSync(join(secrets(), 'master-key'), first, { mode: 0o600 })
  return () => rmSync(folder, { recursive: true, force: true })
})

type Ran = { readonly code: number | string | null; readonly out: string; readonly err: string }

/** What the command does, in a process of its own; killed when `isEnough`. */
function replaceMaster(words: readonly string[], { settings = {}, isEnough }: { readonly settings?: Record<string, string>; readonly isEnough?: () => boolean } = {}): Promise<Ran> {
  const { host, port, user, password, database } = world.connection as { host: string; port: number; user: string; password: string; database: string }
  const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: folder, DATABASE_URL: `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`, ...settings }
  const child = spawn(process.execPath, ['src/cli/main.ts', 'keys', 'replace-master', ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString() })
  const watching = isEnough && setInterval(() => { if (isEnough()) child.kill('SIGKILL') }, 5)
  return new Promise(resolve => child.once('close', (code, signal) => { clearInterval(watching); resolve({ code: code ?? signal, out, err }) }))
}

describe('the files of the master', () => {
  test('are whole whenever the change of them ends, for their owner alone', () => {
    const was = file('master-key')
    makeNext(secrets())
    const next = file('master-key-next')
    makeNext(secrets())
    expect([file('master-key'), file('master-key-next')]).toEqual([was, next])
    // Killed between its two steps: the one before lies beside itself, and the next still waits.
    copyFileSync(join(secrets(), 'master-key'), join(secrets(), 'master-key-before'))
    expect(givenMasters(secrets(), { secretKey: undefined })).toMatchObject({ own: Buffer.from(was!, 'hex'), next: Buffer.from(next!, 'hex'), before: undefined })
    switchToNext(secrets())
    switchToNext(secrets())
    expect([file('master-key'), file('master-key-before'), file('master-key-next')]).toEqual([next, was, undefined])
    expect(readdirSync(secrets()).toSorted()).toEqual(['master-key', 'master-key-before'])
    for (const name of readdirSync(secrets())) expect(statSync(join(secrets(), name)).mode & 0o777).toBe(0o600)
  })

  test('are made by the first start, once', () => {
    rmSync(join(secrets(), 'master-key'))
    const { own } = givenMasters(secrets(), { secretKey: undefined })
    expect(givenMasters(secrets(), { secretKey: undefined }).own).toEqual(own)
    expect(statSync(join(secrets(), 'master-key')).mode & 0o777).toBe(0o600)
  })
})

describe('keys replace-master', () => {
  let master = first
  beforeEach(() => writeFileSync(join(secrets(), 'master-key'), master, { mode: 0o600 }))

  test('says each step before its time, and what is no step', async () => {
    expect(await replaceMaster(['--switch'])).toMatchObject({ code: 1, err: 'there is no next master: begin with --prepare\n' })
    expect(await replaceMaster(['--prepare', '--finish'])).toMatchObject({ code: 1, err: 'one step at a time: see --help\n' })
    expect((await replaceMaster(['--anew'])).err).toMatch(/see --help\n$/)
    expect(await replaceMaster([], { settings: { SECRET_KEY: first } })).toMatchObject({ code: 1, err: 'SECRET_KEY is given by the settings, which this command cannot write: begin with --prepare\n' })
    expect(file('master-key')).toBe(first)
  })

  test('does nothing at once while a program works on the database', async () => {
    const listening = await listenToOthers(world.connection, { published: () => {}, calendar: () => {} })
    const ran = await replaceMaster([])
    await listening.close()
    expect(ran).toMatchObject({ code: 1, err: '1 program works on this database and would not know the new master: stop them, or go in steps (--prepare, --switch, --finish)\n' })
    expect(file('master-key')).toBe(first)
  })

  test('goes in steps while programs work, with the key in settings too, and says what is not under the newest', async () => {
    const prepared = await replaceMaster(['--prepare', '--json'], { settings: { SECRET_KEY: master } })
    const { next, SECRET_KEY_NEXT } = JSON.parse(prepared.out) as { next: string; SECRET_KEY_NEXT: string }
    expect(next).toBe(masterName(Buffer.from(SECRET_KEY_NEXT, 'hex')))
    expect(await replaceMaster(['--finish'], { settings: { SECRET_KEY: master, SECRET_KEY_NEXT } })).toMatchObject({ code: 1, err: 'the next master is known, but the one before it still makes what is new: --switch comes first\n' })
    const changed = { SECRET_KEY: SECRET_KEY_NEXT, SECRET_KEY_BEFORE: master }
    expect(await replaceMaster(['--show'], { settings: { SECRET_KEY: SECRET_KEY_NEXT } })).toMatchObject({ code: 1, err: expect.stringContaining('give that one, or, to replace it, both') })
    const shown = JSON.parse((await replaceMaster(['--show', '--json'], { settings: changed })).out) as { kinds: { kind: string; found: number }[] }
    expect(shown.kinds.find(({ kind }) => kind === 'keys of cases')).toEqual({ kind: 'keys of cases', found: 60, put: 0, unreadable: 0 })
    expect(await replaceMaster(['--finish'], { settings: changed })).toMatchObject({ code: 0, out: expect.stringMatching(/keys of cases {14}60 put under it\n[^]*everything is under this master: take SECRET_KEY_BEFORE away/) })
    expect((await replaceMaster(['--show'], { settings: { SECRET_KEY: SECRET_KEY_NEXT } })).out).toMatch(/master 2 .* everything under it since [^]*keys of cases {14}0 not under it/)
    expect(await replaceMaster(['--show'], { settings: { SECRET_KEY: master } })).toMatchObject({ code: 1, err: expect.stringContaining('which replaced it: give that one') })
    master = SECRET_KEY_NEXT
  })

  test('at once: makes a master, puts everything under it, and takes the one before away; killed at any moment it goes on where it was', async () => {
    const isBegun = () => file('master-key') !== master
    let ran: Ran | undefined
    for (const later of [0, 1200, 1900, 2600, Infinity]) {
      let since = Infinity
      ran = await replaceMaster([], { isEnough: () => { if (isBegun()) since = Math.min(since, Date.now()); return Date.now() - since >= later } })
      if (ran.code === 0) break
      expect([ran.code, file('master-key-before')]).toEqual(['SIGKILL', master])
      writeFileSync(join(secrets(), 'master-key-before.0badcafe.draft'), master) // as if it had been killed while it wrote
    }
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('the one before it is needed for older backups alone') })
    expect(readdirSync(secrets()).filter(name => name.startsWith('master-key'))).toEqual(['master-key'])
    expect(file('master-key')).not.toBe(master)
    master = file('master-key')!
    expect((await replaceMaster(['--show'])).out).toMatch(/keys of cases {14}0 not under it/)
  }, 120_000)
})
