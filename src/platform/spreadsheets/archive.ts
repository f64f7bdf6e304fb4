import { promisify } from 'node:util'
import { constants, inflateRaw } from 'node:zlib'
import { fromBuffer } from 'yauzl'
import type { Entry, ZipFile, ZipFileOptions } from 'yauzl'
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
 * Why an archive is refused by what its own directory says, or by a member whose beginning alone is longer than the whole claims to
 * be; or undefined. No more than `peek` is unpacked and nothing of it read, so this may be asked in the program itself, and a bomb
 * costs no process. One that begins harmlessly, or claims megabytes, is found while it is unpacked, in the reading process.
 */
export async function refusalByDirectory(bytes: Buffer, limits: Limits): Promise<Refusal | undefined> {
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x04034b50) return undefined
  try {
    const zip = await opened(bytes)
    if (zip.entryCount > limits.archiveEntries) throw new Refused('suspicious-archive', { entries: zip.entryCount })
    let total = 0
    const entries = [...(await entriesOf(zip)).values()]
    for (const entry of entries) refuseSize(total += entry.uncompressedSize, entry.uncompressedSize, entry, limits)
    await refuseFalseBeginnings(zip, entries)
    return undefined
  } catch (cause) {
    if (cause instanceof Refused) return cause.refusal
    throw cause
  }
}

/** What is unpacked in the program itself: the first packed bytes of members that claim to be small, until all together are too many. */
const peek = { packed: 16_384, claimed: 2_000_000, all: 20_000_000 }
const inflate = promisify(inflateRaw)

async function refuseFalseBeginnings(zip: ZipFile, entries: readonly Entry[]): Promise<void> {
  let left = peek.all
  for (const entry of entries) {
    if (entry.compressionMethod !== 8 || entry.uncompressedSize > peek.claimed || left <= 0) continue
    left -= Math.max(entry.uncompressedSize, peek.packed)
    if (await isLongerThanItSays(zip, entry)) throw new Refused('suspicious-archive', { reason: 'false size' })
  }
}

async function isLongerThanItSays(zip: ZipFile, entry: Entry): Promise<boolean> {
  try {
    const chunks: Buffer[] = []
    for await (const chunk of await streamOf(zip, entry, { decodeFileData: false, start: 0, end: Math.min(peek.packed, entry.compressedSize) })) chunks.push(chunk)
    await inflate(Buffer.concat(chunks), { maxOutputLength: Math.max(entry.uncompressedSize, 1), finishFlush: constants.Z_SYNC_FLUSH })
    return false
  } catch (cause) {
    // Whatever else is wrong with a member, the reading process says so.
    return cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE'
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

function streamOf(zip: ZipFile, entry: Entry, part?: ZipFileOptions): Promise<AsyncIterable<Buffer>> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, part ?? {}, (error, stream) => {
      if (error) reject(new Refused('damaged-file', { reason: error.message.slice(0, 100) }))
      else resolve(stream)
    })
  })
}
