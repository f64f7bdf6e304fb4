import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { databaseRoles } from '#records/roles.ts'
import { dataFolder, isAlive, postgresOf, runProgram, untilReady } from './program.ts'

const folders: string[] = []
function newFolder(): string {
  const folder = dataFolder()
  folders.push(folder)
  return folder
}
afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }) })

/** What the first start on an empty folder was seen to do. Its folder is the pattern of those where something goes wrong later. */
type FirstStart = { readonly folder: string; readonly ran: boolean; readonly exit: number | string; readonly outlived: boolean }
let first: Promise<FirstStart> | undefined

function firstStart(): Promise<FirstStart> {
  return first ??= (async () => {
    const folder = newFolder()
    const program = await untilReady(runProgram({ DATA_DIR: folder }))
    const database = postgresOf(folder)!
    const ran = isAlive(database)
    program.child.kill('SIGTERM')
    return { folder, ran, exit: await program.ended, outlived: isAlive(database) }
  })()
}

/** A folder in which the program ran before and ended well. */
async function usedFolder(): Promise<string> {
  const folder = newFolder()
  spawnSync('cp', ['-a', `${(await firstStart()).folder}/.`, folder])
  return folder
}

/** The words of a start that cannot go on: one sentence, no stack. */
async function refusal(env: Record<string, string>): Promise<string> {
  const program = runProgram(env)
  expect(await program.ended).toBe(1)
  const said = program.said().trim()
  expect(said).not.toMatch(/\n\s+at /)
  return said
}

describe('the program', () => {
  test('starts on an empty folder, stops cleanly on SIGTERM and takes its database with it', async () => {
    const { folder, ran, exit, outlived } = await firstStart()
    expect({ ran, exit, outlived }).toEqual({ ran: true, exit: 0, outlived: false })
    expect(postgresOf(folder)).toBeUndefined()
  })

  test('is killed, then its database: each time it starts again; meanwhile another one says in a sentence that the data are in use', async () => {
    const folder = await usedFolder()
    const first = await untilReady(runProgram({ DATA_DIR: folder }))
    const database = postgresOf(folder)!
    expect(await refusal({ DATA_DIR: folder })).toMatch(/another yidiantong \(process \d+\) uses .* set DATA_DIR/)
    expect((await fetch(`${first.address}/readyz`)).status).toBe(200)
    first.child.kill('SIGKILL')
    await first.ended
    const second = await untilReady(runProgram({ DATA_DIR: folder }))
    expect(isAlive(database)).toBe(false) // it has not outlived its program
    process.kill(postgresOf(folder)!, 'SIGKILL')
    expect(await second.ended).toBe(1)
    expect(second.said()).toContain('the database ended by itself')
    const third = await untilReady(runProgram({ DATA_DIR: folder }))
    third.child.kill('SIGTERM')
    expect(await third.ended).toBe(0)
  })

  test('says in one sentence that its port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => squatter.once('listening', resolve))
    const { port } = squatter.address() as { port: number }
    expect(await refusal({ DATA_DIR: newFolder(), PORT: String(port) })).toContain(`port ${port} is taken`)
    squatter.close()
  })

  test('says in one sentence that it cannot write where it should', async () => {
    const file = join(newFolder(), 'a-file')
    writeFileSync(file, '')
    expect(await refusal({ DATA_DIR: join(file, 'data') })).toMatch(/cannot write to .* DATA_DIR/)
  })

  test('says in one sentence that the data are of another PostgreSQL', async () => {
    const folder = await usedFolder()
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n')
    expect(await refusal({ DATA_DIR: folder })).toMatch(/was written by PostgreSQL 17, this program brings 18/)
  })

  test('says in one sentence what is wrong with PORT, STAFF_URL, SCANNER, AUDIT_SINK and DATABASE_URL', async () => {
    expect(await refusal({ DATA_DIR: newFolder(), PORT: 'x' })).toContain('PORT=x is no port')
    expect(await refusal({ DATA_DIR: newFolder(), STAFF_URL: 'http://localhost:1' })).toContain('STAFF_URL must have another host name than PUBLIC_URL')
    expect(await refusal({ DATA_DIR: newFolder(), SCANNER: 'x' })).toContain('SCANNER is not understood')
    expect(await refusal({ DATA_DIR: newFolder(), AUDIT_SINK: 'x' })).toContain('AUDIT_SINK is not understood')
    expect(await refusal({ DATA_DIR: newFolder(), DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })).toContain('cannot use the database of DATABASE_URL')
  })

  test('says in one sentence that a list of passwords cannot be used, and which words a setting takes', async () => {
    const elsewhere = { DATA_DIR: newFolder(), DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
    expect(await refusal({ ...elsewhere, BREACHED_PASSWORDS: '/nowhere/passwords.txt' })).toMatch(/^BREACHED_PASSWORDS cannot be used: ENOENT/)
    expect(await refusal({ ...elsewhere, SECOND_FACTOR: 'sometimes' })).toBe('SECOND_FACTOR is not understood: choose from off, required, everybody')
  })
})

test('with DATABASE_URL it uses that database, makes the roles there and starts none of its own', async () => {
  const { host, port, user, password } = inject('server')
  const client = new pg.Client({ host, port, user, password, database: 'postgres' })
  await client.connect()
  await client.query('create database elsewhere')
  const folder = newFolder()
  const url = `postgres://${user}:${password}@/elsewhere?host=${encodeURIComponent(host)}&port=${port}`
  const program = await untilReady(runProgram({ DATA_DIR: folder, DATABASE_URL: url }))
  expect(postgresOf(folder)).toBeUndefined()
  expect((await client.query('select rolname from pg_roles where rolname = any($1)', [databaseRoles])).rowCount).toBe(databaseRoles.length)
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
  await client.query('drop database elsewhere with (force)')
  await client.end()
})
