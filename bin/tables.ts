/**
 * Generates src/records/tables.ts from the migrated database, so that the types are what the database says.
 * `--verify` only compares and fails on drift.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/server.ts'
import { migrate } from '../src/records/migrate.ts'

const folder = mkdtempSync(join(tmpdir(), 'ydt-tables-'))
chmodSync(folder, 0o755) // the database's own user must get in
const server = await startEmbeddedPostgres(folder, { fsync: 'off' })
try {
  await migrate({ host: server.host, port: server.port, user: server.user, password: server.password, database: 'postgres' }, 'migrations')
  const ran = spawnSync('npx', ['kysely-codegen', '--dialect', 'postgres', '--camel-case', '--date-parser', 'string',
    '--type-mapping', JSON.stringify({ int8: 'number' }), '--exclude-pattern', '*.migration',
    '--url', `postgres://${server.user}:${server.password}@/postgres?host=${encodeURIComponent(server.host)}&port=${server.port}`,
    '--out-file', 'src/records/tables.ts', ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = ran.status ?? 1
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
