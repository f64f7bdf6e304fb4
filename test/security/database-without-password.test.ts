import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rangeOf } from '#rules/divisions/division-code.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { databaseOwner } from '#platform/embedded-postgres/owner.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#platform/embedded-postgres/server.ts'
import { openPool } from '#records/database.ts'
import { migrate } from '#records/migrate.ts'
import { databaseRoles } from '#records/roles.ts'
import { actingFor, openScopedPool } from '#records/scope.ts'
import { runProgram, untilReady } from '#test/failure/program.ts'
import { makeAuthority, type Certified } from '#test/certificates.ts'

const folder = mkdtempSync(join(tmpdir(), 'ydt-certified-'))
const [authority, another] = [makeAuthority('authority of the county'), makeAuthority('another authority')]
const keys = join(folder, 'keys')
let server: EmbeddedPostgres
let admin: pg.Client
let port: number

/** Puts a file where the server and the program find it; the server takes no key that others may read. */
function put(name: string, content: string): string {
  const path = join(keys, name)
  writeFileSync(path, content, { mode: 0o600 })
  const owner = databaseOwner()
  if (owner) chownSync(path, owner.uid, owner.gid)
  return path
}

function putBoth(name: string, { certificate, key }: Certified): { sslcert: string; sslkey: string } {
  return { sslcert: put(`${name}.crt`, certificate), sslkey: put(`${name}.key`, key) }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise(resolve => probe.close(resolve))
  return port
}

beforeAll(async () => {
  chmodSync(folder, 0o755) // the database's own user must get in
  mkdirSync(keys, { mode: 0o755 })
  port = await freePort()
  const { sslcert, sslkey } = putBoth('server', authority.issue({ name: 'database', host: 'localhost' }))
  server = await startEmbeddedPostgres(folder, {
    fsync: 'off', listen_addresses: '127.0.0.1', port: String(port),
    ssl: 'on', ssl_cert_file: sslcert, ssl_key_file: sslkey, ssl_ca_file: put('authority.crt', authority.certificate),
    hba_file: put('pg_hba.conf', 'local all postgres scram-sha-256\nlocal all all peer map=program\nhostssl all all 127.0.0.1/32 cert\n'),
    ident_file: put('pg_ident.conf', `program ${userInfo().username} neighbour\n`),
  })
  admin = new pg.Client({ host: server.host, port, user: server.user, password: server.password, database: 'postgres' })
  await admin.connect()
  for (const name of ['yidiantong', 'neighbour']) {
    await admin.query(`create role ${name} login createrole`)
    await admin.query(`create database ${name} owner ${name}`)
  }
  // Roles belong to the whole server: who brings a second database takes those of the first.
  await migrate({ url: urlOf() }, 'migrations')
  for (const role of databaseRoles) await admin.query(`grant ${role} to neighbour with admin option`)
})
afterAll(async () => {
  await admin?.end()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The address as an operator writes it; what is undefined is left out. */
function urlOf(more: { user?: string; host?: string; sslmode?: string; sslcert?: string | undefined; sslkey?: string | undefined; sslrootcert?: string } = {}): string {
  const { user = 'yidiantong', host = 'localhost', ...given } = more
  const asked = { sslmode: 'verify-full', ...putBoth('program', authority.issue({ name: 'yidiantong' })), sslrootcert: join(keys, 'authority.crt'), ...given }
  return `postgres://${user}@${host}:${port}/yidiantong?${new URLSearchParams(Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined)).toString()}`
}

/** What somebody is told who asks for a connection of the program. */
async function answerTo(url: string): Promise<string> {
  const pool = openPool({ url }, 'ydt_app', 1)
  const said = await pool.pool.query('select 1').then(() => 'welcome', (cause: Error) => cause.message)
  await pool.close()
  return said
}

/** Every connection of the program as the server sees it. */
async function connections(user: string) {
  const { rows } = await admin.query<{ name: string; ssl: boolean; who: string | null }>('select application_name as name, ssl, client_dn as who from pg_stat_ssl join pg_stat_activity using (pid) where usename = $1 order by 1', [user])
  return rows
}

describe('a database that asks for a certificate', () => {
  test('lets the program in by its own, for every pool, and no password is anywhere', async () => {
    const url = urlOf()
    expect(await migrate({ url }, 'migrations')).toEqual([])
    const [app, staff] = [openPool({ url }, 'ydt_app', 1), openScopedPool({ url }, 'ydt_staff', 1)]
    const nobody: Officer = { id: '0198c0de-0000-4000-8000-000000000001', name: '', role: 'triage', unitId: '0198c0de-0000-4000-8000-000000000002', level: 'county', reach: rangeOf(340_522_000_000) }
    expect(await app.db.selectFrom('caseFile').select('id').execute()).toEqual([])
    expect(await actingFor(nobody, () => staff.db.selectFrom('caseFile').select('id').execute())).toEqual([])
    await expect.poll(() => connections('yidiantong')).toEqual(['ydt_app', 'ydt_staff'].map(role => ({ name: `yidiantong ${role}`, ssl: true, who: '/CN=yidiantong' })))
    expect((await admin.query(`select rolpassword from pg_authid where rolname in ('yidiantong', 'neighbour')`)).rows).toEqual([{ rolpassword: null }, { rolpassword: null }])
    await Promise.all([app.close(), staff.close()])
  })

  test('refuses whoever has none, one of another authority, somebody else’s, or one whose time is over', async () => {
    expect(await answerTo(urlOf())).toBe('welcome')
    expect(await answerTo(urlOf({ sslcert: undefined, sslkey: undefined }))).toContain('connection requires a valid client certificate')
    expect(await answerTo(urlOf({ user: `postgres:${server.password}`, sslcert: undefined, sslkey: undefined }))).toContain('connection requires a valid client certificate')
    expect(await answerTo(urlOf(putBoth('foreign', another.issue({ name: 'yidiantong' }))))).toMatch(/unknown ca|ECONNRESET|terminated/)
    expect(await answerTo(urlOf(putBoth('somebody', authority.issue({ name: 'somebody' }))))).toContain('certificate authentication failed for user "yidiantong"')
    expect(await answerTo(urlOf(putBoth('late', authority.issue({ name: 'yidiantong', days: -1 }))))).toMatch(/certificate expired|ECONNRESET|terminated/)
    expect(await answerTo(urlOf({ sslmode: 'disable' }))).toMatch(/no pg_hba.conf entry .* no encryption/)
  })

  test('is itself refused where its name does not fit, and where another authority speaks for it', async () => {
    expect(await answerTo(urlOf({ host: '127.0.0.1' }))).toContain(`IP: 127.0.0.1 is not in the cert's list`)
    expect(await answerTo(urlOf({ sslrootcert: put('another.crt', another.certificate) }))).toMatch(/unable to verify|unable to get|self-signed|signature failure/)
    expect(await answerTo(urlOf({ sslrootcert: '' }))).toMatch(/unable to verify|unable to get|self-signed/) // nor do those that everybody trusts
  })

  test('a certificate that is renewed is taken with the next connection: nothing is started again', async () => {
    const url = urlOf()
    const pool = openPool({ url }, 'ydt_app', 1)
    const serialNow = async () => {
      const { rows: [own] } = await pool.pool.query<{ pid: number }>('select pg_backend_pid() as pid')
      return (await admin.query<{ serial: string }>('select client_serial::text as serial from pg_stat_ssl where pid = $1', [own!.pid])).rows[0]!.serial
    }
    const before = await serialNow()
    putBoth('program', authority.issue({ name: 'yidiantong' }))
    expect(await serialNow()).toBe(before) // a connection that stands goes on
    await admin.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'yidiantong'`)
    await expect.poll(() => pool.pool.totalCount).toBe(0)
    expect(await serialNow()).not.toBe(before)
    await pool.close()
  })

  test('serves the whole program, pages and jobs, which speaks to it by nothing else', async () => {
    const program = await untilReady(runProgram({ DATA_DIR: join(folder, 'program'), DATABASE_URL: urlOf() }))
    expect((await fetch(program.address)).status).toBe(200)
    const held = await connections('yidiantong')
    expect(held.map(({ name }) => name)).toEqual(expect.arrayContaining(['yidiantong jobs', 'yidiantong listen', 'yidiantong ydt_app', 'yidiantong ydt_reader']))
    expect(held.filter(({ ssl, who }) => !ssl || who !== '/CN=yidiantong')).toEqual([])
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
  })

  test('stops the start with a sentence when the certificate is not the right one', async () => {
    const program = runProgram({ DATA_DIR: join(folder, 'program'), DATABASE_URL: urlOf(putBoth('somebody', authority.issue({ name: 'somebody' }))) })
    expect(await program.ended).toBe(1)
    expect(program.said()).toMatch(/^cannot use the database of DATABASE_URL: certificate authentication failed for user "yidiantong"$/m)
  })
})

describe('a database on the same machine that looks who asks (peer)', () => {
  const at = (user: string) => `postgres://${user}@/neighbour?host=${encodeURIComponent(server.host)}&port=${port}`

  test('lets the program in by the user it runs as, and as nobody else', async () => {
    await migrate({ url: at('neighbour') }, 'migrations')
    expect(await answerTo(at('neighbour'))).toBe('welcome')
    expect(await answerTo(at('yidiantong'))).toBe('Peer authentication failed for user "yidiantong"')
    expect(await answerTo(at('postgres'))).toMatch(/password/)
  })
})
