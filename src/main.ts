import { findDemonstration, seedDemonstration } from '#cli/demonstration/seed.ts'
import { buildConsoleIfChanged } from '#cli/build-console.ts'
import type { DemonstrationAccount } from '#cli/demonstration/people.ts'
import { openProgram, type Program } from '#cli/open-program.ts'
import { printWelcome } from '#cli/welcome.ts'
import { signInRules as rulesFrom } from '#rules/policy/sign-in.ts'
import { CannotStart } from '#platform/cannot-start.ts'
import { readConfig, type Config } from '#platform/config.ts'
import { speakInLines, writeFault } from '#platform/log.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#platform/embedded-postgres/server.ts'
import { channelsFor } from '#jobs/channels.ts'
import { startJobs } from '#jobs/schedule.ts'
import { buildApp } from './app.ts'

/** What has been opened, in order; closed in the opposite order. */
const opened: { close(): Promise<void> }[] = []
let isEnding = false

speakInLines()
try {
  await start(readConfig(process.env, process.argv.slice(2)))
} catch (cause) {
  await end(sentenceOf(cause))
}

async function start(config: Config) {
  const embedded = config.databaseUrl ? undefined : await startEmbeddedPostgres(config.dataFolder)
  if (embedded) watch(embedded, config)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end())
  const program = await openProgram(config, embedded)
  opened.push(program)
  const accounts = config.demonstration ? await seedDemonstration(program) : await findDemonstration(program)
  if (config.roles.has('web')) await startWeb(config, program, accounts)
  if (config.roles.has('jobs')) opened.push(await startJobs(program.context, program.connection, channelsFor(config.gateways)))
  await printWelcome(config, accounts)
}

async function startWeb(config: Config, program: Program, demonstrationAccounts: readonly DemonstrationAccount[]) {
  const consoleFolder = await buildConsoleIfChanged()
  // What the database holds decides, not the setting: real books must never be called invented, nor invented ones real.
  const demonstration = demonstrationAccounts.length > 0
  if (config.secondFactor === 'off' && !demonstration) throw new CannotStart('SECOND_FACTOR=off is for the demonstration: leave it out')
  const signInRules = rulesFrom({ isDemonstration: demonstration, secondFactor: config.secondFactor, passwords: config.passwordProfile })
  const app = await buildApp(program.context, program.signIn, { ...config, demonstration, signInRules, readerPool: program.readerPool, consoleFolder, demonstrationAccounts })
  await app.listen({ host: config.host, port: config.port })
  opened.push(app)
}

function watch(embedded: EmbeddedPostgres, config: Config) {
  opened.push({ close: () => embedded.stop() })
  // A program without its database can only lie: it ends, and whoever supervises it starts both anew.
  void embedded.ended.then(() => end(`the database ended by itself; what it said is in ${config.dataFolder}/postgres.log`))
}

/** Ends everything in order: no new requests, running ones answered, then the pools, then the database. The last sentence is for whoever stands at the terminal, and no line of the log. */
async function end(problem?: string) {
  if (isEnding) return
  isEnding = true
  if (problem !== undefined) console.error(problem)
  for (const part of opened.reverse()) await part.close().catch((cause: unknown) => writeFault('could not be closed', cause))
  process.exit(problem === undefined ? 0 : 1)
}

/** What a person can mend is one sentence; what only we can mend keeps its stack. */
function sentenceOf(cause: unknown): string {
  const { code, port } = cause as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') return `port ${port} is taken: stop what uses it, or choose another with PORT=…`
  if (code === 'EACCES' && port !== undefined) return `port ${port} may not be used by this user: choose one above 1023 with PORT=…`
  if (cause instanceof CannotStart || (cause instanceof Error && /^(SECRET_KEY|VAULT_RECIPIENTS) /.test(cause.message))) return cause.message
  return cause instanceof Error ? cause.stack ?? cause.message : String(cause)
}
