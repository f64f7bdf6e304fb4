import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { defaultLimits, readSpreadsheet } from '../src/platform/spreadsheets/read-spreadsheet.ts'
import { writeXlsx } from '../src/platform/spreadsheets/write-xlsx.ts'
import { readConfig } from '../src/platform/config.ts'
import { openProgram } from '../src/cli/open-program.ts'
import { county, officerId } from '../src/cli/demonstration/people.ts'
import { getOfficer } from '../src/records/officers.ts'
import { listVillages } from '../src/records/divisions.ts'
import { findNewestSchema } from '../src/records/catalogue.ts'
import { findUpload } from '../src/records/imports.ts'
import { approveDraft } from '../src/actions/publish.ts'
import { submitDraft } from '../src/actions/drafts.ts'
import { startCheck, type UploadResult } from '../src/actions/imports/checking.ts'
import { makeDrafts } from '../src/actions/imports/make-drafts.ts'
import { receiveChunk, startUpload } from '../src/actions/imports/uploads.ts'
import { rangeOf } from '../src/rules/divisions/division-code.ts'
import { openBenchDatabase } from './program.ts'
import { figure, median } from './measure.ts'

const header = ['村代码', '户主姓名', '村民组', '补贴面积(亩)', '补贴金额(元)']
const surnames = '张王李赵陈刘杨黄周吴'
const frame = { period: '2026-06-30', title: '2026年耕地地力保护补贴', fields: { subsidyName: '耕地地力保护补贴', year: '2026' }, despiteKnownRows: false }

/** Importing a large file: what checking costs over parsing, and one village's hundred thousand rows up to its page. */
export async function benchImports(): Promise<void> {
  await benchBomb()
  await withProgram(async program => {
    const schema = (await findNewestSchema(program.context.db, 'farmland-subsidy', 340_522_000_000, program.context.clock.today()))!
    await benchChecking(schema, (await villagesOfBench(program.context.db))[0]!.code)
    await benchPublishing(program)
  })
}

/** Importing a county's million rows. */
export async function benchMillionRows(): Promise<void> {
  await withProgram(benchMillion)
}

async function withProgram(work: (program: Program) => Promise<void>): Promise<void> {
  const database = await openBenchDatabase()
  const program = await openProgram(readConfig({ DATA_DIR: database.folder }, []), database.server)
  try {
    await work(program)
  } finally {
    await program.close()
    await database.close()
    rmSync(database.folder, { recursive: true, force: true })
  }
}

type Program = Awaited<ReturnType<typeof openProgram>>

const villagesOfBench = async (db: Program['context']['db']) => (await listVillages(db, rangeOf(county))).filter(village => !village.isVirtual)

/** A gigabyte of one letter in a megabyte, as a sheet. */
async function benchBomb(): Promise<void> {
  const bomb = bombOf(Buffer.alloc(200_000_000, 'a'))
  const times: number[] = []
  for (let turn = 0; turn < 5; turn++) {
    const started = performance.now()
    const answer = await readSpreadsheet(bomb)
    if (Array.isArray(answer)) throw new Error('the bomb was read')
    times.push(performance.now() - started)
  }
  figure('an archive bomb is refused', `${median(times).toFixed(0)} ms`, '200 ms', median(times) < 200)
}

// A whole workbook whose sheet is replaced by what unpacks to far more than it packs to; the sizes in its headers are true.
function bombOf(content: Buffer): Buffer {
  const book = writeXlsx([{ name: 'x', rows: [['x']] }])
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const at = book.indexOf(name) - 30
  const packed = deflateRawSync(content)
  const oldSize = book.readUInt32LE(at + 18)
  const local = Buffer.from(book.subarray(at, at + 30 + name.length))
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(content.length, 22)
  const tail = Buffer.from(book.subarray(at + 30 + name.length + oldSize))
  const entry = tail.indexOf(name) - 46
  tail.writeUInt32LE(packed.length, entry + 20)
  tail.writeUInt32LE(content.length, entry + 24)
  const end = tail.length - 22
  tail.writeUInt32LE(at + local.length + packed.length + (book.readUInt32LE(book.length - 6) - (at + 30 + name.length + oldSize)), end + 16)
  return Buffer.concat([book.subarray(0, at), local, packed, tail])
}

function linesOf(villages: readonly number[], rows: number, bad = { findings: 0, duplicates: 0 }, name = '测试'): string[][] {
  const lines: string[][] = []
  for (let n = 0; n < rows; n++) {
    const area = (n % 90) + 1
    const village = villages[n % villages.length]!
    const isDuplicate = bad.duplicates > 0 && n >= villages.length && n % Math.round(1 / bad.duplicates) === 501
    // A mobile number in the group column, where nothing masks it; digits no operator has given out would not be found.
    const isFinding = bad.findings > 0 && n % Math.round(1 / bad.findings) === 100
    lines.push(isDuplicate ? lines[n - villages.length]!.slice() : [String(village), `${surnames[n % 10]}${name}${n}`, isFinding ? `一组1380013${String(n % 10_000).padStart(4, '0')}` : `${n % 12}组`, String(area), String(area * 69)])
  }
  return lines
}

const csvOf = (lines: readonly (readonly string[])[]) => Buffer.from(`${[header, ...lines].map(cells => cells.join(',')).join('\n')}\n`)

/** Parsing alone and checking, each in a child of its own, in turns; the children report their CPU and their largest memory. */
async function benchChecking(schema: unknown, village: number): Promise<void> {
  const file = writeXlsx([{ name: '表', rows: [header, ...linesOf([village], 100_000)] }])
  const turns: { parse: number; check: number; memory: number }[] = []
  for (let turn = 0; turn < 4; turn++) {
    const parse = await measured({ mode: 'parse', schema, village }, file)
    const check = await measured({ mode: 'check', schema, village }, file)
    if (turn > 0) turns.push({ parse: parse.cpu, check: check.cpu, memory: check.memory })
  }
  const ratio = median(turns.map(turn => turn.check / turn.parse))
  const memory = Math.max(...turns.map(turn => turn.memory))
  figure('100,000 rows: CPU of check and import over parsing', `${ratio.toFixed(2)} × (${(median(turns.map(turn => turn.check)) / 1e6).toFixed(1)} s)`, '4 ×', ratio <= 4)
  figure('100,000 rows: largest memory of the checking process', `${(memory / 1024).toFixed(0)} MB`, '512 MB', memory <= 512 * 1024)
}

function measured(job: object, file: Buffer): Promise<{ cpu: number; memory: number }> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('servers/checking.ts', import.meta.url), [JSON.stringify(job)], { stdio: ['pipe', 'inherit', 'inherit', 'ipc'], execArgv: ['--max-old-space-size=448'] })
    child.once('message', message => resolve(message as { cpu: number; memory: number }))
    child.once('exit', code => reject(new Error(`a measured check ended with ${code}`)))
    child.stdin?.end(file)
  })
}

async function imported(program: Program, officer: Awaited<ReturnType<typeof getOfficer>>, bytes: Buffer, villageCode?: number): Promise<{ result: UploadResult; draftIds: readonly string[]; id: string }> {
  const { context } = program
  const started = await startUpload(context, officer, { item: 'farmland-subsidy', villageCode, name: 'bench.csv', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  if (!started.ok) throw new Error(started.refusal.code)
  const { id } = started.value
  for (let from = 0; from < bytes.length; from += 1_000_000) {
    const received = await receiveChunk(context, officer, id, from, bytes.subarray(from, from + 1_000_000))
    if (!received.ok) throw new Error(received.refusal.code)
  }
  const checking = await startCheck(context, officer, id, {})
  if (!checking.ok) throw new Error(checking.refusal.code)
  await checking.value.finished
  const result = (await findUpload(context.db, id, officer.id))!.result as UploadResult
  const made = await makeDrafts(context, officer, id, frame)
  if (!made.ok) throw new Error(`${made.refusal.code} ${JSON.stringify(result.refusal ?? result.file?.counts)}`)
  return { result, draftIds: made.value.draftIds, id }
}

/** One village's hundred thousand rows from the file to the page. */
async function benchPublishing(program: Program): Promise<void> {
  const village = (await villagesOfBench(program.context.db))[0]!.code
  const [clerk, reviewer] = await Promise.all([getOfficer(program.context.db, officerId.clerk(village)), getOfficer(program.context.db, officerId.reviewer(village - village % 1000))])
  const before = performance.now()
  const { draftIds } = await imported(program, clerk, csvOf(linesOf([village], 100_000)), village)
  const importSeconds = (performance.now() - before) / 1000
  const [id] = draftIds
  const submitting = performance.now()
  const submitted = await submitDraft(program.context, clerk, id!, 1)
  const approving = performance.now()
  const approved = submitted.ok && await approveDraft(program.context, reviewer, id!, 2)
  const end = performance.now()
  if (!approved || !approved.ok) throw new Error(submitted.ok ? 'not approved' : submitted.refusal.code)
  const memory = process.resourceUsage().maxRSS
  figure('100,000 rows of one village: sent, checked, drafted', `${importSeconds.toFixed(1)} s`, '60 s', importSeconds < 60)
  figure('100,000 rows of one village: handed in and published', `${((approving - submitting) / 1000).toFixed(1)} s and ${((end - approving) / 1000).toFixed(1)} s`, '15 s a statement', end - approving < 60_000)
  figure('100,000 rows of one village: largest memory of the program', `${(memory / 1024).toFixed(0)} MB`, '512 MB', memory <= 512 * 1024)
}

/** A county's subsidy: a million rows over its villages, one file for each township, with planted personal data and duplicates. */
async function benchMillion(program: Program): Promise<void> {
  const villages = (await villagesOfBench(program.context.db)).map(village => village.code).slice(0, 300)
  const byTownship = Map.groupBy(villages, village => village - village % 1000)
  const started = performance.now()
  const found = { findings: 0, duplicates: 0, planted: 0, plantedTwice: 0, rows: 0, drafts: 0 }
  let left = 1_000_000
  const files = [...byTownship].flatMap(([township, own]) => filesOf(township, own, Math.ceil(1_000_000 * own.length / villages.length)))
  for (const { township, own, rows } of files) {
    const lines = linesOf(own, Math.min(rows, left), { findings: 0.005, duplicates: 0.001 }, '某')
    left -= lines.length
    const { result, draftIds } = await imported(program, await getOfficer(program.context.db, officerId.townshipClerk(township)), csvOf(lines))
    found.planted += lines.filter(line => line[2]!.length > 6).length
    found.plantedTwice += lines.length - new Set(lines.map(line => line.join())).size
    found.findings += result.file?.counts['personal-data'] ?? 0
    found.duplicates += result.file?.counts['duplicate-row'] ?? 0
    found.rows += result.file?.parts.reduce((sum, part) => sum + part.rows, 0) ?? 0
    found.drafts += draftIds.length
  }
  const minutes = (performance.now() - started) / 60_000
  figure(`${found.rows.toLocaleString('en')} rows over ${villages.length} villages, ${files.length} files, ${found.drafts} drafts`, `${minutes.toFixed(1)} min`, '15 min', minutes <= 15 && found.rows === 1_000_000)
  figure('personal data planted in them and found', `${found.findings} of ${found.planted}`, 'all', found.findings === found.planted)
  figure('duplicates planted in them and found', `${found.duplicates} of ${found.plantedTwice}`, 'all', found.duplicates === found.plantedTwice)
}

// A file takes at most 200,000 rows; a large township sends its villages in two.
function filesOf(township: number, own: readonly number[], rows: number): { township: number; own: readonly number[]; rows: number }[] {
  const parts = Math.ceil(rows / (defaultLimits.rows - 10))
  const size = Math.ceil(own.length / parts)
  return Array.from({ length: parts }, (_, part) => own.slice(part * size, (part + 1) * size)).filter(part => part.length > 0)
    .map(part => ({ township, own: part, rows: Math.ceil(rows * part.length / own.length) }))
}
