import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { readSpreadsheet } from '../../src/platform/spreadsheets/read-spreadsheet.ts'

/** Has a file refused five times, and reports how long each took in milliseconds, by the clock and in CPU of all threads, and the longest time nobody else had a turn. */
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
const file = Buffer.concat(chunks.splice(0))
const delay = monitorEventLoopDelay({ resolution: 2 })
delay.enable()
await setTimeout(20)
delay.reset()
const [times, cpu]: [number[], number[]] = [[], []]
for (let turn = 0; turn < 5; turn++) {
  const [started, spent] = [performance.now(), process.cpuUsage()]
  if (Array.isArray(await readSpreadsheet(file))) throw new Error('the bomb was read')
  times.push(performance.now() - started)
  const { user, system } = process.cpuUsage(spent)
  cpu.push((user + system) / 1000)
}
delay.disable()
process.send?.({ times, cpu, longest: delay.max / 1e6 })
process.disconnect()
