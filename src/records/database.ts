import { CamelCasePlugin, type Dialect, Kysely, PostgresDialect, type PostgresDialectConfig, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { writeFault } from '#platform/log.ts'
import type { DatabaseRole } from './roles.ts'
import type { DB } from './tables.ts'

/** Where the database is. `user` signs in; every pool then takes one of our roles and keeps it. */
export type Connection = { readonly host: string; readonly port: number; readonly user: string; readonly password: string; readonly database: string }
  | { readonly url: string }

export type Db = Kysely<DB>
export type Tx = Transaction<DB>

/** A pool and the query builder over it. Close it with `close`. */
export type Pool = { readonly db: Db; readonly pool: pg.Pool; close(): Promise<void> }

const int8 = 20
const date = 1082
pg.types.setTypeParser(date, text => text) // `pg` would read a day as local midnight
pg.types.setTypeParser(int8, text => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error('bigint beyond 2^53 read: ' + text)
  return value
})

/** Opens a pool whose every connection acts as `role`. A statement that takes 15 s is our fault and is ended. */
export function openPool(connection: Connection, role: DatabaseRole, size = 10): Pool {
  return openPoolOver(connection, role, size, config => new PostgresDialect(config))
}

/** The same, spoken to in another way: see scope.ts. */
export function openPoolOver(connection: Connection, role: DatabaseRole, size: number, dialect: (config: PostgresDialectConfig) => Dialect): Pool {
  const pool = new pg.Pool({
    ...target(connection),
    options: `-c role=${role} -c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000`,
    application_name: `yidiantong ${role}`,
    max: size,
    connectionTimeoutMillis: 10_000,
  })
  // A connection was cut. Whoever was using it is told by the failed query; without listeners the program itself would end.
  pool.on('error', cause => writeFault('a connection to the database was cut', cause, { role }))
  pool.on('connect', client => {
    client.on('error', () => {})
    nameMarkedStatements(client)
  })
  const db = new Kysely<DB>({ dialect: dialect({ pool }), plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })] })
  return {
    db, pool,
    async close() {
      await db.destroy()
      if (!pool.ending) await pool.end() // the builder ends a pool only if it was ever asked itself
    },
  }
}

/**
 * A statement that begins with a comment is sent under that name: PostgreSQL then parses and plans it once per connection.
 * The comment is one word between `/*` and its end, as in `insertCase`.
 */
function nameMarkedStatements(client: pg.PoolClient) {
  const plain = client.query.bind(client) as (...asked: unknown[]) => unknown
  const marked = (...asked: unknown[]) => {
    const [text, values] = asked
    const name = typeof text === 'string' ? /^\s*\/\* (\w+) \*\//.exec(text)?.[1] : undefined
    return name === undefined ? plain(...asked) : plain({ name, text, values }, ...asked.slice(2))
  }
  client.query = marked as typeof client.query
}

/** Names the database for a `pg` client that signs in as itself, without taking a role. */
export function target(connection: Connection): pg.ClientConfig {
  return 'url' in connection ? { connectionString: connection.url } : { ...connection }
}

/** Runs `work` in one transaction; everything in it uses `tx` and nothing else. Given a transaction, it takes part in that one. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Tx) : db.transaction().execute(work)
}

/** Does its work within a transaction and undoes every row of it where it ends in a refusal; what the transaction did before stays. */
export async function allOrNothing<Ends extends { readonly ok: boolean }>(tx: Tx, work: (tx: Tx) => Promise<Ends>): Promise<Ends> {
  await sql`savepoint all_or_nothing`.execute(tx)
  const ends = await work(tx)
  if (!ends.ok) await sql`rollback to savepoint all_or_nothing`.execute(tx)
  return ends
}

/** Runs what may fail by a constraint: within a transaction only it is undone then, and the transaction can go on. */
export async function attempt<T>(db: Db, work: () => Promise<T>): Promise<T> {
  if (!db.isTransaction) return work()
  await sql`savepoint attempt`.execute(db)
  try {
    const value = await work()
    await sql`release savepoint attempt`.execute(db)
    return value
  } catch (cause) {
    await sql`rollback to savepoint attempt`.execute(db)
    throw cause
  }
}

/** Lets the statements of one transaction take minutes: for sweeps over all villages, with nobody waiting. */
export async function allowLongStatements(tx: Tx): Promise<void> {
  await sql`set local statement_timeout = '240s'`.execute(tx)
}

/** One of these ids, as one parameter: hundreds of them would otherwise each be parsed, planned and bound. */
export function anyOf(ids: readonly string[]) {
  return sql<string>`any(${ids}::uuid[])`
}

/** Throws when the database cannot be reached. */
export async function reach(db: Db): Promise<void> {
  await sql`select 1`.execute(db)
}
