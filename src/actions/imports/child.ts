import { parseSpreadsheet } from '#platform/spreadsheets/parse.ts'
import type { Limits, Sheet } from '#platform/spreadsheets/sheet.ts'
import { SheetCollector } from '#platform/spreadsheets/collect.ts'
import { checkSheets, sheetsOfPaste, type CheckJob } from './check-file.ts'
import type { CheckMessage } from './run-check.ts'

/** The checking process: the length of the job, the job and the file arrive on standard input; progress and results leave over IPC. */
async function checkFromParent(): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  const input = Buffer.concat(chunks)
  const length = input.readUInt32BE(0)
  const job = JSON.parse(input.subarray(4, 4 + length).toString('utf8')) as CheckJob & { readonly limits: Limits; readonly isPaste: boolean }
  const bytes = input.subarray(4 + length)
  const sheets = job.isPaste ? sheetsOfPaste(bytes.toString('utf8')) : await read(bytes, job.limits)
  if (sheets) await answer(job, sheets)
  process.disconnect()
}

async function read(bytes: Buffer, limits: Limits): Promise<Sheet[] | undefined> {
  const collector = new SheetCollector()
  for await (const message of parseSpreadsheet(bytes, limits)) {
    if (message.kind === 'refused') { await send(message); return undefined }
    if (message.kind !== 'done') collector.take(message)
    if (message.kind === 'rows') await send({ kind: 'progress', rows: collector.rows })
  }
  return collector.sheets
}

const linesInPortion = 2_000

async function answer(job: CheckJob, sheets: Parameters<typeof checkSheets>[1]): Promise<void> {
  const { file, lines } = checkSheets(job, sheets)
  await send({ kind: 'checked', file })
  for (const part of lines) {
    for (let from = 0; from < part.lines.length; from += linesInPortion) await send({ kind: 'lines', village: part.village, lines: part.lines.slice(from, from + linesInPortion) })
  }
  await send({ kind: 'done' })
}

// Waiting until a message has left keeps this process from piling up lines that the parent has not taken yet.
function send(message: CheckMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error: Error | null) => (error ? reject(error) : resolve()))
  })
}

await checkFromParent()
