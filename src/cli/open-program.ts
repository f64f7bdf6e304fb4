import { join } from 'node:path'
import type pg from 'pg'
import { sinkAt } from '#platform/audit-sink.ts'
import { openBreachedPasswords } from '#platform/breached-passwords.ts'
import { CannotStart } from '#platform/cannot-start.ts'
import { systemNow } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { givenMasters } from '#platform/crypto/master-key.ts'
import { secretsOf, type Secrets } from '#platform/crypto/secrets.ts'
import type { EmbeddedPostgres } from '#platform/embedded-postgres/server.ts'
import { localFiles } from '#platform/files.ts'
import type { Allowance } from '#platform/rate-limit.ts'
import { scannerAt } from '#platform/scanner.ts'
import { openPool, type Connection, type Db, type Pool } from '#records/database.ts'
import { openScopedPool } from '#records/scope.ts'
import { listenToOthers } from '#records/notifications.ts'
import { migrate } from '#records/migrate.ts'
import { insistOnAudit, openAudit } from '#actions/audit.ts'
import { clockFrom, publicationBell, type Context } from '#actions/context.ts'
import { caseRuleShelf } from '#actions/case-rules.ts'
import { openKeptAllowances } from '#actions/kept-allowances.ts'
import { keepCalendar, loadReferenceData } from '#actions/reference.ts'
import { knownMasters } from '#actions/masters/known-masters.ts'
import { openSignIn, type SignIn } from '#actions/sign-in.ts'
import { sealedTo } from './books.ts'

const migrations = join(import.meta.dirname, '../../migrations')

/** Everything the faces and the jobs work with, over a migrated database. */
export type Program = {
  readonly context: Context
  readonly signIn: SignIn
  readonly connection: Connection
  /** Pool of ydt_reader, for the named statements of the public pages. */
  readonly readerPool: pg.Pool
  /** Acts as ydt_owner: for loading reference data only. */
  readonly owner: Db
  close(): Promise<void>
}

/** Migrates the database, brings the reference data up to date, and opens the pools. */
export async function openProgram(config: Config, embedded: EmbeddedPostgres | undefined): Promise<Program> {
  const breachedPasswords = config.breachedPasswords === undefined ? undefined : await openBreachedPasswords(config.breachedPasswords)
  const connection: Connection = embedded ? { ...embedded, database: 'postgres' } : { url: config.databaseUrl! }
  await migrate(connection, migrations).catch((cause: Error) => {
    throw embedded ? cause : new CannotStart(`cannot use the database of DATABASE_URL: ${cause.message}`, { cause })
  })
  const secretsFolder = join(config.dataFolder, 'secrets')
  const owner = openPool(connection, 'ydt_owner', 2)
  const secrets = await secretsIn(owner, secretsFolder, config)
  const app = openPool(connection, 'ydt_app', 12)
  const staff = openScopedPool(connection, 'ydt_staff', 10)
  const [own, office, auditDesk] = [openScopedPool(connection, 'ydt_app', 3), openScopedPool(connection, 'ydt_office', 3), openScopedPool(connection, 'ydt_audit_desk', 2)]
  const reader = openPool(connection, 'ydt_reader', 8)
  const [tipDoor, tipDesk] = [openPool(connection, 'ydt_tip_door', 2), openPool(connection, 'ydt_tip_desk', 3)]
  const [vault, auditReader] = [openPool(connection, 'ydt_vault', 2), openPool(connection, 'ydt_audit', 2)]
  await loadReferenceData(owner.db)
  const clock = clockFrom(systemNow)
  await insistOnAudit(app.db, clock).catch((cause: Error) => {
    throw new CannotStart(`the audit cannot be written, and without it nothing starts: ${cause.message}`, { cause })
  })
  const { custodians, bodies } = await sealedTo(config, secretsFolder, owner.db)
  const calendar = await keepCalendar(app.db)
  const kept = await openKeptAllowances(app.db, clock.now, { filings: allowanceOf(config.complaintsPerSource), reads: allowanceOf(config.readsPerSource) })
  const context: Context = {
    db: app.db, staff: staff.db, office: { db: office.db, audit: auditDesk.db }, own: own.db, reader: reader.db, clock, caseRules: caseRuleShelf(reader.db, clock), get calendar() { return calendar.current() }, secrets,
    custodians, vault: vault.db, audit: openAudit(app.db, auditReader.db, config.auditSink && sinkAt(config.auditSink)),
    tips: { door: tipDoor.db, desk: tipDesk.db, recipients: bodies }, allowances: kept.allowances, usedUp: kept.usedUp,
    files: localFiles(join(config.dataFolder, 'files')), scanner: config.scanner && scannerAt(config.scanner), breachedPasswords, published: publicationBell(),
  }
  const listening = await listenToOthers(connection, { published: village => context.published.tell(village), calendar: () => void calendar.readAgain() })
  const signIn = openSignIn(app.db, { staffUrl: config.staffUrl, https: config.https, secret: secrets.session, now: clock.now })
  return {
    context, signIn, connection, owner: owner.db, readerPool: reader.pool,
    async close() {
      await listening.close()
      await kept.close()
      await Promise.all([owner, app, own, staff, office, auditDesk, reader, tipDoor, tipDesk, vault, auditReader].map(pool => pool.close()))
    },
  }
}

async function secretsIn(owner: Pool, folder: string, config: Config): Promise<Secrets> {
  try {
    return secretsOf(await knownMasters(owner.db, givenMasters(folder, config), new Date(systemNow())))
  } catch (cause) {
    await owner.close() // a command ends when nothing is open any more
    throw cause
  }
}

/** So many at once, and as many again within an hour. */
function allowanceOf(count: number | undefined): Allowance | undefined {
  return count === undefined ? undefined : { burst: count, perHour: count }
}
