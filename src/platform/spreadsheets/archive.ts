import { fromBuffer } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { Refused } from './sheet.ts'
import type { Limits } from './sheet.ts'

/** The members of a zip file that may be read, one at a time, each within what is left of the limits. */
export type Archive = {
  readonly names: readonly string[]
  has(name: string): boolean
  /** The unpacked bytes of a member, chunk by chunk. What the headers claim is not believed: the bytes are counted. */
  read(name: string): AsyncGenerator<Buffer>
}

/** Opens a zip file. Too many members, two of one name, names that point outside and encrypted members are refused. */
export async function openArchive(bytes: Buffer, limits: Limits): Promise<Archive> {
  const zip = await opened(bytes)
  if (zip.entryCount > limits.archiveEntries) throw new Refused('suspicious-archive', { entries: zip.entryCount })
  const entries = await entriesOf(zip)
  const spent = { bytes: 0 }
  return {
    names: [...entries.keys()],
    has: name => entries.has(name),
    read: name => unpack(zip, entries, name, limits, spent),
  }
}

/** Opens a zip file as far as its directory. */
export function opened(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, decodeStrings: true }, (error, zip) => {
      if (error) reject(new Refused('damaged-file', { reason: error.message.slice(0, 100) }))
      else resolve(zip)
    })
  })
}

/** What the directory of a zip file lists, by name. */
export function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  return new Promise((resolve, reject) => {
    zip.on('error', (error: Error) => reject(new Refused('suspicious-archive', { reason: error.message.slice(0, 100) })))
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: Entry) => {
      if (entries.has(entry.fileName) || entry.isEncrypted()) return reject(new Refused('suspicious-archive', { reason: 'repeated or encrypted member' }))
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
}

async function* unpack(zip: ZipFile, entries: ReadonlyMap<string, Entry>, name: string, limits: Limits, spent: { bytes: number }): AsyncGenerator<Buffer> {
  const entry = entries.get(name)
  if (!entry) throw new Refused('damaged-file', { reason: `no ${name.slice(0, 80)}` })
  refuseSize(spent.bytes + entry.uncompressedSize, entry.uncompressedSize, entry, limits)
  let size = 0
  try {
    for await (const chunk of await streamOf(zip, entry)) {
      size += chunk.length
      spent.bytes += chunk.length
      refuseSize(spent.bytes, size, entry, limits)
      yield chunk
    }
  } catch (cause) {
    // The library stops as soon as a member is longer than its header says, or its checksum is wrong.
    if (cause instanceof Error && /too many bytes|not enough bytes/u.test(cause.message)) throw new Refused('suspicious-archive', { reason: 'false size' })
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_')) throw new Refused('damaged-file', { reason: String(cause.code) })
    throw cause
  }
}

/** Refuses a member of `size`, with which the whole comes to `total`. */
export function refuseSize(total: number, size: number, entry: Entry, limits: Limits): void {
  if (total > limits.unpackedBytes) throw new Refused('unpacked-too-large', { maximum: limits.unpackedBytes })
  if (size > limits.ratioFromBytes && size > limits.ratio * Math.max(entry.compressedSize, 1)) throw new Refused('suspicious-archive', { reason: 'packed too densely' })
}

function streamOf(zip: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer>> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(new Refused('damaged-file', { reason: error.message.slice(0, 100) }))
      else resolve(stream)
    })
  })
}
