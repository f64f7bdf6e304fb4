import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { defaultLimits, bombRefusal, type Refusal } from '#platform/spreadsheets/read-spreadsheet.ts'
import type { CheckedFile, CheckedLines, CheckJob } from './check-file.ts'

/** What the checking process says: how far it is, then the result and its lines in portions; or why the file was not read. */
export type CheckMessage =
  | { readonly kind: 'progress'; readonly rows: number }
  | { readonly kind: 'checked'; readonly file: CheckedFile }
  | ({ readonly kind: 'lines' } & CheckedLines)
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export type CheckRun = { readonly bytes: Buffer; readonly isPaste: boolean; readonly job: CheckJob; readonly onRows?: (rows: number) => void }
export type CheckAnswer = { readonly file: CheckedFile; readonly lines: readonly CheckedLines[] } | { readonly refusal: Refusal }

// Reading takes up to ten seconds of this; a checked file of two hundred thousand rows the rest.
const milliseconds = 60_000
const heapMegabytes = 448

const program = fileURLToPath(new URL('child.ts', import.meta.url))
const root = new URL('../../../', import.meta.url)
const readable = ['src/actions/imports/*', 'src/platform/spreadsheets/*', 'src/rules/*', 'node_modules/*', 'package.json'].map(path => `--allow-fs-read=${fileURLToPath(new URL(path, root))}`)

let last: Promise<unknown> = Promise.resolve()

/**
 * Reads and checks a file in a process of its own, with a bounded heap and a time limit, no environment and no access to anything but
 * its code. One file at a time: two large ones at once would take the memory that serves residents.
 */
export function runCheck(run: CheckRun): Promise<CheckAnswer> {
  const turn = last.then(() => checkOne(run))
  last = turn.catch(() => undefined)
  return turn
}

async function checkOne(run: CheckRun): Promise<CheckAnswer> {
  const refusal = run.isPaste ? undefined : await bombRefusal(run.bytes, defaultLimits)
  return refusal ? { refusal } : checkInChild(run)
}

function checkInChild({ bytes, isPaste, job, onRows }: CheckRun): Promise<CheckAnswer> {
  const child = fork(program, [], {
    env: {}, execArgv: [`--max-old-space-size=${heapMegabytes}`, '--permission', ...readable], stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
  })
  sendInput(child, { ...job, isPaste, limits: defaultLimits }, bytes)
  return new Promise((resolve, reject) => {
    const found: { file: CheckedFile | undefined; lines: Map<number, CheckedLines['lines'][number][]> } = { file: undefined, lines: new Map() }
    const timer = setTimeout(() => finish({ refusal: { code: 'too-slow', details: { seconds: milliseconds / 1000 } } }), milliseconds)
    function finish(answer: CheckAnswer): void {
      clearTimeout(timer)
      child.removeAllListeners('exit')
      child.kill('SIGKILL')
      resolve(answer)
    }
    child.on('message', (message: CheckMessage) => {
      if (message.kind === 'progress') onRows?.(message.rows)
      else if (message.kind === 'refused') finish({ refusal: message.refusal })
      else if (message.kind === 'checked') found.file = message.file
      else if (message.kind === 'lines') gather(found.lines, message)
      else if (found.file) finish({ file: found.file, lines: [...found.lines].map(([village, lines]) => ({ village, lines })) })
    })
    child.on('error', cause => { clearTimeout(timer); reject(new Error('cannot start the import check', { cause })) })
    child.on('exit', code => {
      if (code === 1) { clearTimeout(timer); reject(new Error('the import check failed')) }
      else finish({ refusal: { code: 'unpacked-too-large', details: { maximum: defaultLimits.unpackedBytes } } })
    })
  })
}

function gather(all: Map<number, CheckedLines['lines'][number][]>, { village, lines }: CheckedLines): void {
  const own = all.get(village) ?? []
  all.set(village, own)
  for (const line of lines) own.push(line)
}

function sendInput(child: ChildProcess, job: object, bytes: Buffer): void {
  const text = Buffer.from(JSON.stringify(job))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  // A reader that refuses early closes its end while the rest of the file is still being sent.
  child.stdin?.on('error', () => undefined)
  child.stdin?.write(length)
  child.stdin?.write(text)
  child.stdin?.end(bytes)
}
