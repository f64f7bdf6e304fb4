import { CannotStart } from '#platform/cannot-start.ts'
import { checkHttpsCommand } from './check-https.ts'
import type { Command } from './command.ts'
import { due } from './due.ts'
import { loadDivisionsCommand } from './load-divisions.ts'
import { loadHolidaysCommand } from './load-holidays.ts'
import { migrateCommand } from './migrate.ts'
import { detect } from './detect.ts'
import { inviteAdministratorCommand } from './invite-administrator.ts'
import { indexRecordsCommand } from './index-records.ts'
import { keysExport, keysImport, keysList, keysMake, keysOpen, keysReseal } from './keys.ts'
import { keysReplaceMaster } from './replace-master.ts'
import { importCheck } from './import-check.ts'
import { samePersonCommand } from './same-person.ts'
import { waysOutCommand } from './ways-out.ts'

/** Every command, in the order of the help. */
const commands: readonly Command[] = [due, importCheck, detect, checkHttpsCommand, migrateCommand, loadDivisionsCommand, loadHolidaysCommand, indexRecordsCommand, inviteAdministratorCommand, samePersonCommand, keysMake, keysList, keysExport, keysOpen, keysReseal, keysImport, keysReplaceMaster, waysOutCommand]

const words = process.argv.slice(2)
const found = commands.find(command => command.name.split(' ').every((word, i) => words[i] === word))
if (found) {
  const rest = words.slice(found.name.split(' ').length)
  if (rest.includes('--help')) console.log(`${found.summary}\n\n${found.usage}`)
  else process.exitCode = await found.run(rest).catch(sayAndFail)
} else {
  const isHelp = words.length === 0 || words[0] === '--help'
  console.log(`${isHelp ? '' : `there is no command “${words.join(' ')}”\n\n`}npm run cli -- COMMAND\n`)
  for (const command of commands) console.log(`  ${command.name.padEnd(16)} ${command.summary}`)
  process.exitCode = isHelp ? 0 : 2
}

/** What a person can mend is one sentence. */
function sayAndFail(cause: unknown): number {
  if (!(cause instanceof CannotStart)) throw cause
  console.error(cause.message)
  return 1
}
