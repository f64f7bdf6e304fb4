import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bombRefusal } from './bombs.ts'
import { SheetCollector } from './collect.ts'
import type { Message } from './parse.ts'
import { defaultLimits } from './sheet.ts'
import type { Limits, Refusal, Sheet } from './sheet.ts'

export { bombRefusal } from './bombs.ts'
export { defaultLimits } from './sheet.ts'
export type { Limits, Refusal, Sheet } from './sheet.ts'

const program = fileURLToPath(new URL('child.ts', import.meta.url))
const root = new URL('../../../', import.meta.url)
// All the reader can open: its own code and the libraries.
const readable = ['src/platform/spreadsheets/*', 'node_modules/*', 'package.json'].map(path => `--allow-fs-read=${fileURLToPath(new URL(path, root))}`)

/**
 * Reads an XLSX or CSV file in a process of its own with a bounded heap, a time limit, no access to anything but its own code,
 * and none of our environment, so that no file can slow, fill or break the program. Give it a path or the bytes.
 * Answers the sheets, or why the file was refused; a refused file has no sheets at all. `onProgress` hears how many rows have been read.
 */
export async function readSpreadsheet(source: string | Buffer, limits: Limits = defaultLimits, onProgress?: (rows: number) => void): Promise<Sheet[] | Refusal> {
  const bytes = typeof source === 'string' ? await bytesOf(source, limits) : source
  if (!Buffer.isBuffer(bytes)) return bytes
  if (bytes.length > limits.fileBytes) return { code: 'file-too-large', details: { maximum: limits.fileBytes } }
  return await bombRefusal(bytes, limits) ?? readInChild(bytes, limits, onProgress)
}

async function bytesOf(path: string, limits: Limits): Promise<Buffer | Refusal> {
  try {
    // The size is looked at first: a file of many gigabytes must not be read only to be refused.
    const { size } = await stat(path)
    return size > limits.fileBytes ? { code: 'file-too-large', details: { maximum: limits.fileBytes } } : await readFile(path)
  } catch (cause) {
    return { code: 'unreadable-file', details: { reason: cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown' } }
  }
}

function readInChild(bytes: Buffer, limits: Limits, onProgress: ((rows: number) => void) | undefined): Promise<Sheet[] | Refusal> {
  const child = startChild(limits)
  const collector = new SheetCollector()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish({ code: 'too-slow', details: { seconds: limits.milliseconds / 1000 } }), limits.milliseconds)
    function finish(result: Sheet[] | Refusal): void {
      clearTimeout(timer)
      child.removeAllListeners('exit')
      child.kill('SIGKILL')
      resolve(result)
    }
    child.on('message', (message: Message) => {
      if (message.kind === 'refused') return finish(message.refusal)
      if (message.kind === 'done') return finish(collector.sheets)
      collector.take(message)
      if (message.kind === 'rows') onProgress?.(collector.rows)
    })
    child.on('error', cause => { clearTimeout(timer); reject(new Error('cannot start the spreadsheet reader', { cause })) })
    child.on('exit', (code) => {
      // An exit code of 1 is an exception and our fault; any other end without an answer means that its heap was too small for the file.
      if (code === 1) { clearTimeout(timer); reject(new Error('the spreadsheet reader failed')) }
      else finish({ code: 'unpacked-too-large', details: { maximum: limits.unpackedBytes } })
    })
    // A reader that refuses early closes its end while the rest of the file is still being sent.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(bytes)
  })
}

function startChild(limits: Limits): ChildProcess {
  return fork(program, [JSON.stringify(limits)], {
    env: {},
    execArgv: [`--max-old-space-size=${limits.heapMegabytes}`, '--permission', ...readable],
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
  })
}
