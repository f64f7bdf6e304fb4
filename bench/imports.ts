import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from '../src/platform/spreadsheets/write-xlsx.ts'
import { readConfig } from '../src/platform/config.ts'
import { openProgram } from '../src/cli/open-program.ts'
import { county } from '../src/cli/demonstration/people.ts'
import { listVillages } from '../src/records/divisions.ts'
import { findNewestSchema } from '../src/records/catalogue.ts'
import { rangeOf } from '../src/rules/divisions/division-code.ts'
import { csvOf, header, linesOf } from './import-files.ts'
import { bombs } from '../test/imports/bombs.ts'
import { openBenchDatabase } from './program.ts'
import { figure, median } from './measure.ts'

/** Importing a large file: what checking costs over parsing, and one village's hundred thousand rows up to its page. */
export async function benchImports(): Promise<void> {
  await benchBombs()
  const database = await openBenchDatabase()
  try {
    const program = await openProgram(readConfig({ DATA_DIR: database.folder }, []), database.server)
    const schema = (await findNewestSchema(program.context.db, 'farmland-subsidy', 340_522_000_000, program.context.clock.today()))!
    const village = (await listVillages(program.context.db, rangeOf(county))).find(place => !place.isVirtual)!.code
    await program.close()
    await benchChecking(schema, village)
    await benchPublishing(database, village)
  } finally {
    await database.close()
  }
}

/** Every kind of bomb that the tests know, each in a process of its own, from its bytes to its refusal; the slowest of five turns counts, and the CPU of the median one. */
async function benchBombs(): Promise<void> {
  for (const [what, make] of bombs) {
    const { times, cpu, longest } = await measured<{ times: number[]; cpu: number[]; longest: number }>('refusing.ts', {}, { file: make() })
    const slowest = Math.max(...times)
    figure(`a bomb that ${what}`, `${median(times).toFixed(0)} ms, slowest ${slowest.toFixed(0)}, CPU ${median(cpu).toFixed(0)}, wait ${longest.toFixed(0)}`, '200 ms', slowest < 200)
  }
}

/** Parsing alone and checking, each in a child of its own, in turns; the children report their CPU and their largest memory. */
async function benchChecking(schema: unknown, village: number): Promise<void> {
  const file = writeXlsx([{ name: '表', rows: [header, ...linesOf([village], 100_000, '测试')] }])
  const turns: { parse: number; check: number; memory: number }[] = []
  for (let turn = 0; turn < 4; turn++) {
    const parse = await measured<Checked>('checking.ts', { mode: 'parse', schema, village }, { file })
    const check = await measured<Checked>('checking.ts', { mode: 'check', schema, village }, { file })
    if (turn > 0) turns.push({ parse: parse.cpu, check: check.cpu, memory: check.memory })
  }
  const ratio = median(turns.map(turn => turn.check / turn.parse))
  const memory = Math.max(...turns.map(turn => turn.memory))
  figure('100,000 rows: CPU of check and import over parsing', `${ratio.toFixed(2)} × (${(median(turns.map(turn => turn.check)) / 1e6).toFixed(1)} s)`, '4 ×', ratio <= 4)
  figure('100,000 rows: largest memory of the checking process', `${(memory / 1024).toFixed(0)} MB`, '512 MB', memory <= 512 * 1024)
}

type Checked = { cpu: number; memory: number }

function measured<Answer>(server: string, job: object, { file, env }: { file?: Buffer; env?: Record<string, string> }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL(`servers/${server}`, import.meta.url), [JSON.stringify(job)], { stdio: ['pipe', 'inherit', 'inherit', 'ipc'], env: { ...process.env, ...env }, execArgv: file ? ['--max-old-space-size=448'] : [] })
    child.once('message', message => resolve(message as Answer))
    child.once('exit', code => reject(new Error(`a measured process ended with ${code}`)))
    child.stdin?.end(file)
  })
}

/** One village's hundred thousand rows from the file to the page, in a program of its own. */
async function benchPublishing({ url, folder }: { url: string; folder: string }, village: number): Promise<void> {
  const path = join(folder, 'list.csv')
  writeFileSync(path, csvOf(linesOf([village], 100_000, '测试')))
  const took = await measured<{ import: number; submit: number; publish: number; longest: number[]; memory: number }>('publishing.ts', { village, path }, { env: { DATABASE_URL: url, DATA_DIR: folder } })
  const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1)
  figure('100,000 rows of one village: sent, checked, drafted', `${seconds(took.import)} s`, '60 s', took.import < 60_000)
  figure('100,000 rows of one village: handed in and published', `${seconds(took.submit)} s and ${seconds(took.publish)} s`, '15 s a statement', took.publish < 60_000)
  figure('100,000 rows of one village: largest memory of the program', `${(took.memory / 1024).toFixed(0)} MB`, '512 MB', took.memory <= 512 * 1024)
  figure('100,000 rows of one village: longest wait of others meanwhile, in each of the three', `${took.longest.map(wait => wait.toFixed(0)).join(', ')} ms`, '100 ms', Math.max(...took.longest) < 100)
}
