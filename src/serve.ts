import { findDemonstration, seedDemonstration } from '#cli/demonstration/seed.ts'
import { buildConsoleIfChanged } from '#cli/build-console.ts'
import type { DemonstrationAccount } from '#cli/demonstration/people.ts'
import { openProgram, type Program } from '#cli/open-program.ts'
import { printWelcome } from '#cli/welcome.ts'
import { signInRules as rulesFrom } from '#rules/policy/sign-in.ts'
import { CannotStart } from '#platform/cannot-start.ts'
import type { Config } from '#platform/config.ts'
import { writeLine } from '#platform/log.ts'
import type { EmbeddedPostgres } from '#platform/embedded-postgres/server.ts'
import { channelsFor } from '#jobs/channels.ts'
import { startJobs } from '#jobs/schedule.ts'
import { insistOnClock } from '#actions/clock-check.ts'
import { buildApp } from './app.ts'

/** What was opened and is to be closed at the end. */
export type Opened = { close(): Promise<void> }

/** Opens the program over its database, then the parts that were asked for, and tells of each as soon as it is open. Throws a CannotStart for what a person can mend. */
export async function serve(config: Config, embedded: EmbeddedPostgres | undefined, tellOpened: (part: Opened) => void): Promise<void> {
  const program = await openProgram(config, embedded)
  tellOpened(program)
  const accounts = config.demonstration ? await seedDemonstration(program) : await findDemonstration(program)
  // What is invented may be as old as it likes.
  const insist = accounts.length > 0 ? undefined : () => insistOnClock(program.context, config.clockChecked)
  await insist?.()
  if (config.roles.has('web')) tellOpened(await startWeb(config, program, accounts))
  if (config.roles.has('jobs')) tellOpened(await startJobs(program.context, program.connection, channelsFor(config.gateways), insist))
  await printWelcome(config, accounts)
}

async function startWeb(config: Config, program: Program, demonstrationAccounts: readonly DemonstrationAccount[]): Promise<Opened> {
  const consoleFolder = await buildConsoleIfChanged()
  // What the database holds decides, not the setting: real books must never be called invented, nor invented ones real.
  const demonstration = demonstrationAccounts.length > 0
  if (config.secondFactor === 'off' && !demonstration) throw new CannotStart('SECOND_FACTOR=off is for the demonstration: leave it out')
  const signInRules = rulesFrom({ isDemonstration: demonstration, secondFactor: config.secondFactor, passwords: config.passwordProfile })
  if (config.leastRsaBits < 3072) writeLine('warn', 'RSA_2048=accept: passkeys and sign-in platforms may sign by keys of 112 bits of strength')
  const app = await buildApp(program.context, program.signIn, { ...config, demonstration, signInRules, readerPool: program.readerPool, consoleFolder, demonstrationAccounts })
  await app.listen({ host: config.host, port: config.port })
  return app
}
