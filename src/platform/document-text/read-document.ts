import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { documentLimits, type DocumentText } from './document-text.ts'

export type { DocumentText } from './document-text.ts'

const program = fileURLToPath(new URL('child.ts', import.meta.url))
const root = new URL('../../../', import.meta.url)
// All the reader can open: its own code and the libraries.
const readable = ['src/platform/document-text/*', 'src/platform/spreadsheets/*', 'node_modules/*', 'package.json'].map(path => `--allow-fs-read=${fileURLToPath(new URL(path, root))}`)

const unread: DocumentText = { parts: [], pictures: [], isWhole: false }

/**
 * Reads the text and the properties of a document in a process of its own with a bounded heap, a time limit, no access to anything but
 * its own code and none of our environment. A document that is too much for it counts as one that could not be checked.
 */
export function readDocument(bytes: Buffer, kind: 'pdf' | 'office'): Promise<DocumentText> {
  const child = fork(program, [kind], {
    env: {}, execArgv: [`--max-old-space-size=${documentLimits.heapMegabytes}`, '--permission', ...readable], stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(unread), documentLimits.milliseconds)
    function finish(read: DocumentText): void {
      clearTimeout(timer)
      child.removeAllListeners('exit')
      child.kill('SIGKILL')
      resolve(read)
    }
    child.on('message', message => finish(message as DocumentText))
    child.on('error', cause => { clearTimeout(timer); reject(new Error('cannot start the document reader', { cause })) })
    child.on('exit', () => finish(unread))
    // A reader that ends early closes its end while the rest of the file is still being sent.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(bytes)
  })
}
