import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig, waysOut } from '#platform/config.ts'
import { destinationsOf } from '#platform/ways-out.ts'

/** Every module that opens a connection to elsewhere: with what, and the setting that names the other end. Another one is a way out that the firewall's list does not know. */
const openers: Readonly<Record<string, { readonly by: readonly string[]; readonly to: string }>> = {
  'channels/email/send.ts': { by: ['nodemailer'], to: 'MAIL_SERVER' },
  'channels/sms/send.ts': { by: ['fetch'], to: 'SMS_GATEWAY' },
  'channels/wechat/send.ts': { by: ['fetch'], to: 'WECHAT_ACCOUNT' },
  'jobs/schedule.ts': { by: ['pg', 'pg-boss'], to: 'DATABASE_URL' },
  'platform/audit-sink.ts': { by: ['node:net', 'node:tls'], to: 'AUDIT_SINK' },
  'platform/chinese.ts': { by: ['createRequire'], to: '' }, // loads a dictionary of characters
  'platform/embedded-postgres/program.ts': { by: ['createRequire'], to: '' }, // finds the folder of a package
  'platform/embedded-postgres/server.ts': { by: ['node:net'], to: '' }, // the socket of its own database, in a folder of its own
  'platform/https-probes.ts': { by: ['node:http', 'node:https', 'node:tls'], to: '' }, // a command of the operator asks PUBLIC_URL and STAFF_URL from outside; the running program never does
  'platform/open-id.ts': { by: ['fetch', 'openid-client'], to: 'STAFF_OPENID RESIDENT_OPENID' },
  'platform/scanner.ts': { by: ['node:net'], to: 'SCANNER' },
  'platform/wechat-sign-in.ts': { by: ['fetch'], to: 'WECHAT_SIGN_IN' },
  'records/database.ts': { by: ['pg'], to: 'DATABASE_URL' },
  'records/migrate.ts': { by: ['pg'], to: 'DATABASE_URL' },
  'records/notifications.ts': { by: ['pg'], to: 'DATABASE_URL' },
}

/** Packages that connect to what they are told, and those that were looked at and connect to nothing as they are used here. One that is in neither list fails. */
const connecting = new Set(['nodemailer', 'openid-client', 'pg', 'pg-boss'])
const silent = new Set([
  '@fastify/formbody', '@fastify/multipart', '@fastify/static', '@node-rs/jieba', '@simplewebauthn/server', '@vitejs/plugin-react', '@zxcvbn-ts/language-common', 'age-encryption', 'csv-parse', 'fast-json-stringify', 'fastify', 'kysely',
  'opencc-js', 'pinyin-pro', 'prom-client', 'qrcode', 'saxes', 'sharp', 'typebox', 'unpdf', 'vite', 'yauzl',
  'better-auth', // would ask social platforms and send telemetry: no platform is given to it, and telemetry is off (actions/sign-in.ts)
])

/** Where other programs are started; what they are is said in ways-out.test.ts. */
const starters = ['actions/imports/run-check.ts', 'platform/document-text/read-document.ts', 'platform/embedded-postgres/server.ts', 'platform/spreadsheets/read-spreadsheet.ts']

const network = /^node:(?:net|tls|http|https|http2|dgram|dns|dns\/promises|inspector|cluster)$/u
const harmless = new Set(['BlockList', 'createServer', 'isIP', 'STATUS_CODES']) // to listen and to reckon is not to connect

/** What of a module could reach elsewhere, and the packages it takes. */
function readModule(source: string): { readonly by: string[]; readonly packages: string[] } {
  const code = source.replace(/\/\*[\s\S]*?\*\//gu, '').replace(/(?:^|\s)\/\/ .*$/gmu, '')
  const taken = [...code.matchAll(/^(?:import|export)\s+(?!type\b)(?:([^'"]*?)\sfrom\s+)?['"]([^'"]+)['"]/gmu)].map(([, names = '', from = '']) => ({ names, from }))
  const later = [...code.matchAll(/\bimport\(\s*(?:['"]([^'"]+)['"])?/gu)].map(([, from]) => ({ names: '*', from: from ?? 'a name that is not written out' }))
  const values = (names: string) => names.replace(/[{}]/gu, '').split(',').map(name => name.trim()).filter(name => name !== '' && !name.startsWith('type ')).map(name => name.replace(/\s+as\s.*$/u, ''))
  const all = [...taken, ...later].filter(({ names, from }) => !/^[.#]/u.test(from) && (values(names).length > 0 || names === ''))
  const packages = all.map(({ from }) => from).filter(from => !from.startsWith('node:')).map(from => from.split('/').slice(0, from.startsWith('@') ? 2 : 1).join('/'))
  const by = [
    ...all.filter(({ names, from }) => network.test(from) && values(names).some(name => !harmless.has(name))).map(({ from }) => from), ...packages.filter(name => connecting.has(name)),
    ...[...code.matchAll(/\b(?:fetch(?=\s*[(;,)\]]|$)|WebSocket|EventSource|XMLHttpRequest|sendBeacon|createRequire|getBuiltinModule)\b/gmu)].map(([word]) => word),
    ...(/\bglobalThis\s*\[|\brequire\s*\(|\bprocess\.binding\b/u.test(code) ? ['a way around'] : []),
  ]
  return { by: [...new Set(by)].toSorted(), packages: [...new Set(packages)] }
}

/** Browsers run these, and may speak to where they came from alone (`connect-src 'self'`, headers.test.ts). */
const forBrowsers = /^(?:console|pages\/enhance|pages\/sealing)\//u
const modules = readdirSync('src', { recursive: true, encoding: 'utf8' }).map(name => name.replaceAll('\\', '/')).filter(name => /\.tsx?$/u.test(name) && !name.endsWith('.test.ts') && !forBrowsers.test(name)).toSorted()
  .map(name => [name, readFileSync(join('src', name), 'utf8')] as const)

describe('only the modules on the list open a connection to elsewhere', () => {
  test('and each of them with what the list says', () => {
    expect(Object.fromEntries(modules.map(([name, source]) => [name, readModule(source).by] as const).filter(([, by]) => by.length > 0))).toEqual(Object.fromEntries(Object.entries(openers).map(([name, { by }]) => [name, by])))
  })

  test('every package was looked at', () => {
    expect([...new Set(modules.flatMap(([, source]) => readModule(source).packages))].filter(name => !connecting.has(name) && !silent.has(name))).toEqual([])
  })

  test('other programs are started where the list says', () => {
    expect(modules.filter(([, source]) => /'node:(?:child_process|worker_threads)'/u.test(source)).map(([name]) => name)).toEqual(starters)
  })

  test('no address is written in them, and every one of them is named by a setting that is in the table of ways out', () => {
    for (const [name, source] of modules) if (name in openers) expect(source.replace(/\/\*[\s\S]*?\*\//gu, ''), name).not.toMatch(/['"`](?:https?|wss?|smtps?|postgres(?:ql)?|syslog\+\w+):\/\/[^$]/u)
    const named = waysOut(readConfig({}, [])).filter(({ isForBrowsers }) => !isForBrowsers).map(({ variable }) => variable)
    expect([...new Set(Object.values(openers).flatMap(({ to }) => to.split(' ').filter(Boolean)))].toSorted()).toEqual(named.toSorted())
  })

  test.each([
    ['fetch', 'const answer = await fetch(address)'], ['fetch', 'const ask = fetch'], ['node:https', `import { request } from 'node:https'`], ['node:net', `import net from 'node:net'`], ['node:tls', `import * as tls from 'node:tls'`],
    ['node:http', `import { createServer, get } from 'node:http'`], ['node:dns', `import { resolve } from 'node:dns'`], ['nodemailer', `const { createTransport } = await import('nodemailer')`], ['WebSocket', 'new WebSocket(address)'],
    ['a way around', `globalThis['fe' + 'tch'](address)`], ['a way around', `require('undici')`], ['node:net', `import {\n  isIP,\n  connect,\n} from 'node:net'`],
  ])('a breach by %s is seen: %s', (by, source) => { expect(readModule(source).by).toEqual([by]) })

  test('what only listens, reckons or names a type is none', () => {
    for (const source of [`import { createServer } from 'node:http'`, `import { BlockList, isIP } from 'node:net'`, `import type { Socket } from 'node:net'`, `import { isIP, type Socket } from 'node:net'`, '// fetch (a word)', `const site = headers['sec-fetch-site']`]) expect(readModule(source).by, source).toEqual([])
    expect(readModule(`const it = await import(name)`).packages).toEqual(['a name that is not written out'])
    expect(readModule(`import axios from 'axios'`).packages).toEqual(['axios'])
  })
})

describe('the list for the firewall', () => {
  const env = {
    DEMO: '0', PUBLIC_URL: 'https://books.example', STAFF_URL: 'https://desk.example', DATABASE_URL: 'postgres://u@db.example/y?sslmode=verify-full', SMS_GATEWAY: 'https://sms.example:8443/send key', MAIL_SERVER: 'smtps://u@mail.example from@mail.example',
    WECHAT_ACCOUNT: 'https://api.wechat.example app secret template', WECHAT_SIGN_IN: 'https://open.wechat.example https://sns.wechat.example app secret', STAFF_OPENID: 'https://staff.example/realm client secret', RESIDENT_OPENID: 'https://residents.example client secret',
    SCANNER: '127.0.0.1:3310', AUDIT_SINK: 'syslog+tls://logs.example',
  }
  const whole = [
    ['DATABASE_URL', 'db.example', 5432], ['SMS_GATEWAY', 'sms.example', 8443], ['MAIL_SERVER', 'mail.example', 465], ['WECHAT_ACCOUNT', 'api.wechat.example', 443], ['WECHAT_SIGN_IN', 'sns.wechat.example', 443],
    ['STAFF_OPENID', 'staff.example', 443], ['RESIDENT_OPENID', 'residents.example', 443], ['SCANNER', '127.0.0.1', 3310], ['AUDIT_SINK', 'logs.example', 6514],
  ]

  test('holds every host and port that a configuration names, and is printed by a command that opens nothing', () => {
    const ran = spawnSync(process.execPath, ['src/cli/main.ts', 'ways-out'], { env: { PATH: process.env['PATH'], ...env }, encoding: 'utf8' })
    expect([ran.status, ran.stderr, ran.stdout]).toEqual([0, '', whole.map(way => `${way.join('\t')}\n`).join('')])
  })

  test('leaves no address of the configuration out but those that only browsers go to', () => {
    const config = readConfig(env, [])
    const addresses = JSON.stringify({ ...config, dataLicence: undefined }).match(/[\w+]+:\/\/[^\s"]+|"host":"\d[^"]*"/gu)!
    const listed = destinationsOf(waysOut(config)).map(({ host }) => host)
    const missing = addresses.filter(address => !listed.some(host => address.includes(host)))
    expect(missing).toEqual(['https://books.example', 'https://desk.example', 'https://open.wechat.example'])
    expect(addresses.length).toBeGreaterThan(10)
  })

  test.each([
    [{}, []], [{ DATABASE_URL: 'postgres://u@/y?host=%2Fvar%2Frun%2Fpostgresql&port=5433' }, []], [{ DATABASE_URL: 'postgres://u@/y?host=db.example&port=5433&sslmode=verify-full' }, [['DATABASE_URL', 'db.example', 5433]]],
    [{ DATABASE_URL: 'postgres://u@[::1]:5433/y' }, [['DATABASE_URL', '::1', 5433]]], [{ SCANNER: '/run/clamav/clamd.ctl' }, []], [{ SCANNER: '[::1]:3310' }, [['SCANNER', '::1', 3310]]],
    [{ MAIL_SERVER: 'smtp://127.0.0.1 from@mail.example' }, [['MAIL_SERVER', '127.0.0.1', 587]]], [{ AUDIT_SINK: 'syslog+tcp://localhost' }, [['AUDIT_SINK', 'localhost', 601]]],
  ])('says of %o', (more, expected) => {
    expect(destinationsOf(waysOut(readConfig({ DEMO: '0', PUBLIC_URL: 'https://books.example', ...more }, []))).map(({ variable, host, port }) => [variable, host, port])).toEqual(expected)
  })
})
