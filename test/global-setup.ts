import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/server.ts'
import { openPool } from '#records/database.ts'
import { linkOfficerToUser } from '#records/organisation.ts'
import { migrate } from '#records/migrate.ts'
import { loadReferenceData } from '#actions/reference.ts'
import { createAccount, openSignIn } from '#actions/sign-in.ts'
import { demonstrationAccounts, officerId, setUpOrganisation } from '#cli/demonstration/people.ts'
import { testSecret } from './world.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    readonly server: { host: string; port: number; user: string; password: string }
    /** A folder for unpacked browsers, which goes with the run. */
    readonly browsers: string
  }
}

/** Starts one real PostgreSQL for the whole run and prepares the database that every test's own is copied from. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(roomiest(), 'ydt-test-'))
  chmodSync(folder, 0o755) // the database's own user must get in
  const server = await startEmbeddedPostgres(folder, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' })
  const { host, port, user, password } = server
  const connection = { host, port, user, password, database: 'template_world' }
  const admin = new pg.Client({ ...connection, database: 'postgres' })
  await admin.connect()
  await admin.query('create database template_world')
  await admin.end()
  await migrate(connection, 'migrations')
  const owner = openPool(connection, 'ydt_owner', 2)
  await loadReferenceData(owner.db)
  // Tests that want the committee call it in: `world.postCommittee`.
  await setUpOrganisation(owner.db, '2999-01-01')
  // Which answers are drawn for a return visit would differ from run to run: no lots, unless a test asks for them.
  await owner.pool.query(`insert into pub.county_case_rule (county_code, seq, valid_from, body, author_id, made_at) values (340522000000, 1, '2000-01-02', '{"limits": {"visitPercent": 0}}', $1, '2000-01-01T00:00:00Z')`, [officerId.triage])
  const signIn = openSignIn(owner.db, { staffUrl: 'http://localhost', https: false, secret: testSecret })
  for (const { username, password: word, officerId: id } of await demonstrationAccounts(owner.db)) {
    await linkOfficerToUser(owner.db, id, await createAccount(signIn, { username, password: word, name: username }))
  }
  await owner.close()
  project.provide('server', { host, port, user, password })
  const browsers = mkdtempSync(join(tmpdir(), 'ydt-browsers-'))
  project.provide('browsers', browsers)
  return async () => {
    await server.stop()
    for (const made of [folder, browsers]) rmSync(made, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Memory if there is enough of it: a test database needs no disk. */
function roomiest(): string {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > 1.5e9 ? memory : tmpdir()
}
