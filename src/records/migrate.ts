import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Connection, target } from './database.ts'
import { databaseRoles } from './roles.ts'

const oneAtATime = 7_305_221 // advisory lock: two programs that start together migrate one after the other

/**
 * Brings the database to the newest schema: makes the roles, then runs each file of `folder` once, in the order of names,
 * as ydt_owner. Each file is one transaction. Returns the names of the files it ran.
 */
export async function migrate(connection: Connection, folder: string): Promise<string[]> {
  const client = new pg.Client({ ...target(connection), application_name: 'yidiantong migrate' })
  await client.connect()
  try {
    await refuseOldServer(client)
    await client.query('select pg_advisory_lock($1)', [oneAtATime])
    await makeRoles(client)
    await refuseMightyRoles(client)
    return await runFiles(client, folder)
  } finally {
    await client.end()
  }
}

async function refuseOldServer(client: pg.Client) {
  const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int as version`)
  if (rows[0]!.version < 150_000) throw new Error('PostgreSQL 15 or later is needed: point DATABASE_URL at a newer server')
}

async function makeRoles(client: pg.Client) {
  for (const role of databaseRoles) {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
    if (!rowCount) await client.query(`create role ${role} nologin noinherit`).catch(ignoreAlreadyMade)
    await client.query(`grant ${role} to current_user`)
  }
  await client.query(`do $$ begin execute format('grant create, connect on database %I to ydt_owner', current_database()); end $$`)
  await client.query('revoke all on schema public from public')
  await client.query('grant usage, create on schema public to ydt_owner')
  await client.query('grant usage on schema public to ydt_app, ydt_staff, ydt_office, ydt_logd, ydt_tip_door, ydt_tip_desk, ydt_sender, ydt_diverter, ydt_shredder, ydt_rekeyer, ydt_vault, ydt_audit, ydt_audit_desk')
}

/** A role that passes over row security would make the second wall a painting of one. */
async function refuseMightyRoles(client: pg.Client) {
  const { rows } = await client.query<{ name: string }>('select rolname as name from pg_roles where rolname = any($1) and (rolsuper or rolbypassrls or rolcanlogin) order by 1', [[...databaseRoles]])
  if (rows.length > 0) throw new Error(`the role ${rows[0]!.name} may log in, is a superuser or passes over row security: alter role ${rows[0]!.name} nologin nosuperuser nobypassrls`)
}

function ignoreAlreadyMade(cause: unknown) {
  const taken = ['42710', '23505'] // roles belong to the whole server: another database's migration may have made it meanwhile
  if (!taken.includes((cause as { code?: string }).code ?? '')) throw cause
}

async function runFiles(client: pg.Client, folder: string): Promise<string[]> {
  await client.query('set role ydt_owner')
  await client.query(`create table if not exists public.migration (name text primary key, run_at timestamptz not null default now())`)
  const { rows } = await client.query<{ name: string }>('select name from public.migration')
  const done = new Set(rows.map(row => row.name))
  const ran: string[] = []
  for (const name of readdirSync(folder).filter(file => file.endsWith('.sql')).sort()) {
    if (done.has(name)) continue
    await client.query('begin')
    try {
      await client.query(readFileSync(join(folder, name), 'utf8'))
      await client.query('insert into public.migration (name) values ($1)', [name])
      await client.query('commit')
    } catch (cause) {
      await client.query('rollback')
      throw new Error(`migration ${name} failed: ${(cause as Error).message}`, { cause })
    }
    ran.push(name)
  }
  return ran
}
