import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { secretSettings } from '#platform/secret-settings.ts'
import { dataFolder, runProgram, untilReady } from '#test/failure/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'ydt-secrets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
function fileOf(content: string, mode = 0o600): string {
  const path = join(folder, `secret-${files++}`)
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}

/** A folder of credentials as systemd fills it: files that show the right of a group. */
function credentials(held: Readonly<Record<string, string>>): string {
  const path = join(folder, `credentials-${files++}`)
  mkdirSync(path, { mode: 0o700 })
  for (const [name, content] of Object.entries(held)) {
    writeFileSync(join(path, name), content)
    chmodSync(join(path, name), 0o440)
  }
  return path
}

const read = (env: Record<string, string>) => readConfig({ DEMO: '0', PUBLIC_URL: 'https://books.example', ...env }, [])

/** Of each setting: a value, and what of it the configuration then holds. */
const values: Readonly<Record<(typeof secretSettings)[number], readonly [given: string, held: object]>> = {
  SECRET_KEY: ['ab'.repeat(32), { secretKey: 'ab'.repeat(32) }],
  SECRET_KEY_NEXT: ['cd'.repeat(32), { secretKeyNext: 'cd'.repeat(32) }],
  SECRET_KEY_BEFORE: ['ef'.repeat(32), { secretKeyBefore: 'ef'.repeat(32) }],
  DATABASE_URL: ['postgres://u@/books?host=/run/postgresql', { databaseUrl: 'postgres://u@/books?host=/run/postgresql' }],
  SMS_GATEWAY: ['https://sms.example/send word', { gateways: { sms: { url: 'https://sms.example/send', key: 'word' } } }],
  MAIL_SERVER: ['smtps://mail.example from@mail.example', { gateways: { email: { url: 'smtps://mail.example', from: 'from@mail.example' } } }],
  WECHAT_ACCOUNT: ['https://api.example app word template', { gateways: { wechat: { host: 'https://api.example', appId: 'app', secret: 'word', templateId: 'template' } } }],
  WECHAT_SIGN_IN: ['https://open.example https://api.example app word', { wechatSignIn: { authorizeHost: 'https://open.example', apiHost: 'https://api.example', appId: 'app', secret: 'word' } }],
  STAFF_OPENID: ['https://platform.example client word mfa', { staffOpenId: { issuer: 'https://platform.example', clientId: 'client', secret: 'word', factors: ['mfa'] } }],
  RESIDENT_OPENID: ['https://platform.example client word', { residentOpenId: { issuer: 'https://platform.example', clientId: 'client', secret: 'word' } }],
  MONITOR_TOKEN: ['a-word-for-monitors-99', { monitors: { token: 'a-word-for-monitors-99' } }],
}

describe.each(secretSettings)('%s', name => {
  const [value, held] = values[name]
  const credential = name.toLowerCase().replaceAll('_', '-')

  test('is taken from the environment, from a file that is named, and from the credentials of the service without being named', () => {
    expect(read({ [name]: value })).toMatchObject(held)
    expect(read({ [`${name}_FILE`]: fileOf(`${value}\n`) })).toMatchObject(held)
    const service = credentials({ [credential]: value })
    expect(read({ CREDENTIALS_DIRECTORY: service })).toMatchObject(held)
    expect(read({ CREDENTIALS_DIRECTORY: service, [`${name}_FILE`]: join(service, credential) })).toMatchObject(held)
    expect(read({ CREDENTIALS_DIRECTORY: service, [`${name}_FILE`]: join(service, '.', credential), [name]: '' })).toMatchObject(held)
  })

  test('is refused when it is given more than once, whichever two they are', () => {
    const service = credentials({ [credential]: value })
    const sentence = `${name} is given more than once: keep one of ${name}, ${name}_FILE and the credential ${credential}`
    for (const twice of [{ [name]: value, [`${name}_FILE`]: fileOf(value) }, { [name]: value, CREDENTIALS_DIRECTORY: service }, { [`${name}_FILE`]: fileOf(value), CREDENTIALS_DIRECTORY: service }]) {
      expect(() => read(twice)).toThrow(sentence)
    }
  })
})

describe('a file that holds a secret', () => {
  const of = (path: string) => () => read({ MONITOR_TOKEN_FILE: path })

  test.each([0o400, 0o600, 0o700])('is taken with the mode %o', mode => { expect(of(fileOf('a-word-for-monitors-99', mode))).not.toThrow() })
  test.each([0o640, 0o604, 0o660, 0o610, 0o601, 0o602, 0o644])('is refused with the mode %o: others may come at it', mode => {
    const path = fileOf('a-word-for-monitors-99', mode)
    expect(of(path)).toThrow(`the file of MONITOR_TOKEN may be read by others: chmod 600 ${path}`)
  })

  test('is refused when it is not there, is a folder or holds nothing; what it holds is held to the same rules as ever', () => {
    expect(of(join(folder, 'nowhere'))).toThrow(/^the file of MONITOR_TOKEN cannot be read: ENOENT/)
    const inner = join(folder, 'inner')
    mkdirSync(inner, { mode: 0o700 })
    expect(of(inner)).toThrow(/^the file of MONITOR_TOKEN cannot be read: EISDIR/)
    expect(of(fileOf('\n'))).toThrow('the file of MONITOR_TOKEN is empty')
    expect(of(fileOf('short'))).toThrow('MONITOR_TOKEN is too easy to guess')
  })

  test('is not looked for where no folder of credentials is named, nor is every file in it taken for one', () => {
    expect(read({}).monitors.token).toBeUndefined()
    expect(read({ CREDENTIALS_DIRECTORY: credentials({ 'MONITOR_TOKEN': 'a-word-for-monitors-99', 'port': '1' }) })).toMatchObject({ monitors: { token: undefined }, port: 3000 })
  })
})

describe('the program', () => {
  test('runs with every secret in files, and none stands in its environment or its command line', async () => {
    const { host, port, user, password } = inject('server')
    const client = new pg.Client({ host, port, user, password, database: 'postgres' })
    await client.connect()
    await client.query('create database kept_in_files')
    const [data, token, key] = [dataFolder(), 'a-word-for-monitors-99', 'cd'.repeat(32)]
    const url = `postgres://${user}:${password}@/kept_in_files?host=${encodeURIComponent(host)}&port=${port}`
    const program = await untilReady(runProgram({ DATA_DIR: data, DATABASE_URL_FILE: fileOf(url), CREDENTIALS_DIRECTORY: credentials({ 'secret-key': `${key}\n`, 'monitor-token': token }) }))
    const seen = ['environ', 'cmdline'].map(part => readFileSync(`/proc/${program.child.pid}/${part}`, 'latin1')).join('\0')
    expect(seen).toContain('DATABASE_URL_FILE=')
    for (const secret of [password, token, key]) expect(seen).not.toContain(secret)
    expect(existsSync(join(data, 'secrets', 'master-key'))).toBe(false)
    const metrics = async (word: string) => (await fetch(`${program.address}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.5', 'authorization': `Bearer ${word}` } })).status
    expect([await metrics(token), await metrics(`${token}x`)]).toEqual([200, 404])
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
    expect(program.said()).not.toMatch(new RegExp([password, token, key].join('|')))
    await client.query('drop database kept_in_files with (force)')
    await client.end()
    rmSync(data, { recursive: true, force: true })
  })

  test('says in one sentence which file it does not take', async () => {
    const path = fileOf('a-word-for-monitors-99', 0o644)
    const program = runProgram({ DATA_DIR: join(folder, 'unused'), MONITOR_TOKEN_FILE: path })
    expect(await program.ended).toBe(1)
    expect(program.said().trim()).toBe(`the file of MONITOR_TOKEN may be read by others: chmod 600 ${path}`)
  })
})
