import { startEmbeddedPostgres } from '#platform/embedded-postgres/server.ts'
import { readConfig } from '#platform/config.ts'
import type { Command } from './command.ts'
import type { Program } from './open-program.ts'

/** Brings the database and its reference data up to date without starting the web. */
export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'bring the database and its reference data up to date',
  usage: 'npm run cli -- migrate    (DATABASE_URL or DATA_DIR say which database)',
  run: () => withProgram(async () => {
    console.log('up to date')
    return 0
  }),
}

/** Opens the program's database for one command and closes it again. The whole program is read only then: a command that needs none, or refuses what it was given, answers at once. */
export async function withProgram(work: (program: Program) => Promise<number>): Promise<number> {
  const config = readConfig(process.env, [])
  const { openProgram } = await import('./open-program.ts')
  const embedded = config.databaseUrl ? undefined : await startEmbeddedPostgres(config.dataFolder)
  try {
    const program = await openProgram(config, embedded)
    try {
      return await work(program)
    } finally {
      await program.close()
    }
  } finally {
    await embedded?.stop()
  }
}
