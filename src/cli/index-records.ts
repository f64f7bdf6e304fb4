import { catchUp } from '#actions/catch-up.ts'
import { indexRecords } from '#actions/search-index.ts'
import type { Command } from './command.ts'
import { withProgram } from './migrate.ts'

/** Brings everything published under its words, the words of its files, and the names of those it pays. */
export const indexRecordsCommand: Command = {
  name: 'index-records',
  summary: 'make what was published earlier findable: its words, its files, payments to oneself',
  usage: 'npm run cli -- index-records [--json]    (may be broken off and started again; the running program does the same bit by bit)',
  run: args => withProgram(async ({ context }) => {
    let records = 0
    for (let more = await indexRecords(context); more > 0; more = await indexRecords(context)) records += more
    const done = { records, ...await catchUp(context) }
    console.log(args.includes('--json') ? JSON.stringify(done) : `${done.records} records, ${done.files} files (${done.missing} not on the disk), ${done.lists} lists with ${done.payees} payees`)
    return 0
  }),
}
