import { readConfig, waysOut } from '#platform/config.ts'
import { destinationsOf } from '#platform/ways-out.ts'
import type { Command } from './command.ts'

/** Prints what a firewall has to let through. Opens nothing. */
export const waysOutCommand: Command = {
  name: 'ways-out',
  summary: 'every host and port the program connects to, for the firewall',
  usage: 'npm run cli -- ways-out    (reads the settings of the environment; prints variable, host and port, separated by tabs)',
  async run() {
    for (const { variable, host, port } of destinationsOf(waysOut(readConfig(process.env, [])))) console.log(`${variable}\t${host}\t${port}`)
    return 0
  },
}
