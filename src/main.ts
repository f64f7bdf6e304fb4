import { CannotStart } from '#platform/cannot-start.ts'
import { readConfig, type Config } from '#platform/config.ts'
import { speakInLines, writeFault } from '#platform/log.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#platform/embedded-postgres/server.ts'
import type { Opened } from './serve.ts'

/** What has been opened, in order; closed in the opposite order. */
const opened: Opened[] = []
let isEnding = false

speakInLines()
try {
  await start(readConfig(process.env, process.argv.slice(2)))
} catch (cause) {
  await end(sentenceOf(cause))
}

async function start(config: Config) {
  // Most of a start is reading the program itself: a wrong setting is told before that, and the database starts meanwhile.
  const whole = import('./serve.ts')
  whole.catch(() => {}) // awaited below, unless the database does not start: then that is told
  const embedded = config.databaseUrl ? undefined : await startEmbeddedPostgres(config.dataFolder)
  if (embedded) watch(embedded, config)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end())
  const { serve } = await whole
  await serve(config, embedded, part => void opened.push(part))
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
  if (cause instanceof CannotStart || (cause instanceof Error && /^(SECRET_KEY(_NEXT|_BEFORE)?|VAULT_RECIPIENTS) /.test(cause.message))) return cause.message
  return cause instanceof Error ? cause.stack ?? cause.message : String(cause)
}
