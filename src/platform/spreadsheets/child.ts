import { parseSpreadsheet } from './parse.ts'
import type { Message } from './parse.ts'
import type { Limits } from './sheet.ts'

/** The reading process: the file arrives on standard input, the limits as the only argument, and the answer leaves over IPC. */
async function readFromParent(): Promise<void> {
  const limits = JSON.parse(process.argv[2] ?? '') as Limits
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  for await (const message of parseSpreadsheet(Buffer.concat(chunks), limits)) await send(message)
  process.disconnect()
}

// Waiting until a message has left keeps this process from piling up rows that the parent has not taken yet.
function send(message: Message): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error: Error | null) => (error ? reject(error) : resolve()))
  })
}

await readFromParent()
