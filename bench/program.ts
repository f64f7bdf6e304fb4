import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../src/platform/config.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/server.ts'
import { setUpOrganisation } from '../src/cli/demonstration/people.ts'
import { openProgram, type Program } from '../src/cli/open-program.ts'
import { seedDemonstration } from '../src/cli/demonstration/seed.ts'

/** A database with the demonstration county, on the disk and with every safety on, for one benchmark run. */
export async function openBenchDatabase() {
  const folder = makeFolder('ydt-bench-')
  const config = readConfig({ DATA_DIR: folder }, [])
  const server = await startEmbeddedPostgres(folder)
  const program = await openProgram(config, server)
  await seedDemonstration(program)
  await program.close()
  return {
    folder, server, url: `postgres://${server.user}:${server.password}@/postgres?host=${encodeURIComponent(server.host)}&port=${server.port}`,
    async close() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A program over a database on the disk with the demonstration's people and no face, for what is measured inside. It is new and deleted afterwards, unless `BENCH_FOLDER` says where one is kept. */
export async function openBenchProgram(): Promise<{ readonly program: Program; close(): Promise<void> }> {
  const kept = process.env['BENCH_FOLDER']
  const folder = kept ?? makeFolder('ydt-bench-')
  const isNew = !existsSync(join(folder, 'postgres'))
  const server = await startEmbeddedPostgres(folder)
  const program = await openProgram(readConfig({ DATA_DIR: folder, PUBLIC_URL: 'http://localhost' }, []), server)
  if (isNew) await setUpOrganisation(program.owner, '2999-01-01')
  return {
    program,
    async close() {
      await program.close()
      await server.stop()
      if (kept === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A new folder on a real disk that the database's own user can enter. */
export function makeFolder(prefix: string): string {
  const place = existsSync('/var/tmp') && statfsSync('/var/tmp').bavail > 0 ? '/var/tmp' : tmpdir()
  const folder = mkdtempSync(join(place, prefix))
  chmodSync(folder, 0o755)
  return folder
}
