import { readOffice } from './office.ts'
import { readPdf } from './pdf.ts'
import type { DocumentText } from './document-text.ts'

/** The reading process: the file arrives on standard input, the kind as the only argument, and the answer leaves over IPC. */
async function readFromParent(): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  const read = await textOf(Buffer.concat(chunks))
  await new Promise<void>((resolve, reject) => process.send?.(read, undefined, undefined, (error: Error | null) => error ? reject(error) : resolve()))
  process.disconnect()
}

/** What cannot be opened — locked, damaged, a bomb — is a document of which nothing is known, never a fault of ours. */
async function textOf(bytes: Buffer): Promise<DocumentText> {
  try {
    return await (process.argv[2] === 'pdf' ? readPdf(bytes) : readOffice(bytes))
  } catch {
    return { parts: [], pictures: [], isWhole: false }
  }
}

await readFromParent()
