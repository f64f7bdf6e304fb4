import { fromBuffer } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { Refused } from './sheet.ts'
import type { Limits, Refusal } from './sheet.ts'

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

/**
 * Why an archive is refused by what its own directory says, or undefined. Nothing is unpacked, so this may be asked in the program
 * itself, and an honest bomb costs no process. One that lies about its sizes is found while it is unpacked, in the reading process.
 */
export async function refusalByDirectory(bytes: Buffer, limits: Limits): Promise<Refusal | undefined> {
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x04034b50) return undefined
  try {
    const zip = await opened(bytes)
    if (zip.entryCount > limits.archiveEntries) throw new Refused('suspicious-archive', { entries: zip.entryCount })
    let total = 0
    for (const entry of (await entriesOf(zip)).values()) refuseSize(total += entry.uncompressedSize, entry.uncompressedSize, entry, limits)
    return undefined
  } catch (cause) {
    if (cause instanceof Refused) return cause.refusal
    throw cause
  }
}

function opened(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, decodeStrings: true }, (error, zip) => {
      if (error) reject(new Refused('damaged-file', { reason: error.message.slice(0, 100) }))
      else resolve(zip)
    })
  })
}

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
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

function refuseSize(total: number, size: number, entry: Entry, limits: Limits): void {
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
