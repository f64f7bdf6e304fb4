import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject } from 'vitest'
import { signInRules } from '#rules/policy/sign-in.ts'
import { readConfig } from '#platform/config.ts'
import { provider } from '#platform/crypto/provider.ts'
import { openProgram, type Program } from '#cli/open-program.ts'
import { form, say, type Said } from '#test/api/talking.ts'
import { codeOf } from '#test/security/codes.ts'
import { peopleBook, type Row } from '#test/security/set-up-book.ts'
import type { World } from '#test/world.ts'
import { buildApp } from '../../src/app.ts'

/** A program on a database in which there is nothing, as it starts for a real county or city. */
export type FromNothing = {
  readonly program: Program
  readonly world: World
  /** What the program was started with: a command finds the same database by it. */
  readonly settings: Readonly<Record<string, string>>
  as(username: string, method: string, url: string, body?: object): Promise<Said>
  /** Sets the password with both halves, signs in, and sets up an authenticator where the duty demands one. */
  enter(username: string, first: string, second: string): Promise<void>
  /** Sends a spreadsheet to the set-up. */
  send(username: string, url: string, rows: readonly Row[]): Promise<Said>
  /** Everything of a spreadsheet, asked for by one administrator and granted by another; each enters with both halves. */
  setUp(asker: string, granter: string, rows: readonly (Row & { readonly username: string })[]): Promise<Said>
  close(): Promise<void>
}

const here = { origin: 'http://localhost' }
const password = '春天去看油菜花 in the hills'
const cookieOf = (said: Said) => ([said.headers['set-cookie'] ?? []].flat() as string[]).map(text => text.split(';')[0]).join('; ')

/** Opens it, with keys for the discipline bodies of these places. */
export async function openFromNothing(name: string, bodies: readonly number[]): Promise<FromNothing> {
  const [folder, database] = [mkdtempSync(join(tmpdir(), 'ydt-from-nothing-')), `${name}_${process.pid}`]
  await administer(`create database ${database}`)
  const { host, port, user, password: key } = inject('server')
  const [a, b, ...ofBodies] = await Promise.all(['A', 'B', ...bodies].map(async () => provider.recipientOf(await provider.makeIdentity()))) // steps 1 and 2 of the manual: npm run cli -- keys make
  const settings = { DEMO: '0', DATA_DIR: folder, DATABASE_URL: `postgres://${user}:${key}@/${database}?host=${encodeURIComponent(host)}&port=${port}`, VAULT_RECIPIENTS: `A=${a} B=${b}`, TIP_RECIPIENTS: bodies.map((body, i) => `${body}=${ofBodies[i]}`).join(' ') }
  const program = await openProgram(readConfig(settings, []), undefined)
  const app = await buildApp(program.context, program.signIn, { readerPool: program.readerPool, demonstration: false, publicUrl: 'http://localhost', https: false, signInRules: signInRules({ isDemonstration: false, passwords: 'usual' }) })
  const world = { app: async () => app } as World
  const close = async () => {
    await app.close()
    await program.close()
    await administer(`drop database if exists ${database} with (force)`)
    rmSync(folder, { recursive: true, force: true })
  }
  return { program, world, settings, close, ...talking(world) }
}

function talking(world: World): Pick<FromNothing, 'as' | 'enter' | 'send' | 'setUp'> {
  const cookies = new Map<string, string>()
  const as: FromNothing['as'] = (username, method, url, body) => say(world, undefined, method, url, { ...(body && { body }), headers: { ...here, cookie: cookies.get(username)! } })
  const enter: FromNothing['enter'] = async (username, first, second) => {
    expect((await say(world, undefined, 'POST', '/api/v1/invitations/accept', { body: { username, first, second, password }, headers: here })).status, username).toBe(200)
    const entered = await say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: { username, password }, headers: here })
    cookies.set(username, cookieOf(entered))
    if ((await as(username, 'GET', '/api/v1/me')).body.owed !== 'second-factor-due') return
    const { body: { secret } } = await as(username, 'POST', '/api/v1/security/codes', { password })
    const shown = await as(username, 'POST', '/api/auth/two-factor/verify-totp', { code: codeOf(secret) })
    if (cookieOf(shown)) cookies.set(username, cookieOf(shown))
  }
  const send: FromNothing['send'] = (username, url, rows) => {
    const upload = form({}, { name: 'people.xlsx', bytes: peopleBook(rows) })
    return say(world, undefined, 'POST', `/api/v1/accounts/set-up${url}`, { payload: upload.payload, headers: { ...here, ...upload.headers, cookie: cookies.get(username)! } })
  }
  const setUp: FromNothing['setUp'] = async (asker, granter, rows) => {
    expect((await send(asker, '/reading', rows)).body.problems).toEqual([])
    const asked = await send(asker, '', rows)
    const granted = await as(granter, 'POST', `/api/v1/accounts/set-up/${asked.body.id}/grant`)
    const half = (said: Said, username: string) => said.body.halves.find((told: { username: string }) => told.username === username).half
    for (const { username } of rows) await enter(username, half(asked, username), half(granted, username))
    return granted
  }
  return { as, enter, send, setUp }
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ ...inject('server'), database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
