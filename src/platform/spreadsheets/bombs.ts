import { setImmediate } from 'node:timers/promises'
import { constants, createInflateRaw, inflateRawSync } from 'node:zlib'
import type { Entry } from 'yauzl'
import { entriesOf, opened, refuseSize } from './archive.ts'
import { Refused } from './sheet.ts'
import type { Limits, Refusal } from './sheet.ts'

/**
 * Why an archive is a bomb, or undefined. Asked in the program itself, before a process is started to read the file, which alone takes
 * as long as a refusal may: first by what the directory says, then by unpacking each member until it is longer than it says. Nothing
 * is kept of what is unpacked, nor read but the head of each part; a member whose claim is believed cannot be longer than the limits.
 */
export async function bombRefusal(bytes: Buffer, limits: Limits): Promise<Refusal | undefined> {
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x04034b50) return undefined
  try {
    const zip = await opened(bytes)
    if (zip.entryCount > limits.archiveEntries) throw new Refused('suspicious-archive', { entries: zip.entryCount })
    let total = 0
    const entries = [...(await entriesOf(zip)).values()]
    for (const entry of entries) refuseSize(total += entry.uncompressedSize, entry.uncompressedSize, entry, limits)
    // Two thousand members below the size at which each is looked at alone are a bomb together.
    if (total > limits.ratioFromBytes && total > limits.ratio * bytes.length) throw new Refused('suspicious-archive', { reason: 'packed too densely' })
    await refuseFalseSizes(bytes, entries)
    return undefined
  } catch (cause) {
    if (cause instanceof Refused) return cause.refusal
    throw cause
  }
}

const deflated = 8
// Most of the time of unpacking a bomb goes into handing over its pieces: these are sixty-four times the usual. Members no larger are
// unpacked on the spot, because sending two thousand small ones to another thread costs more. Others have a turn after so many bytes; a
// member counts as some more than it has, for what it costs to begin one.
const pieceBytes = 1024 * 1024
const bytesInTurn = 2 * pieceBytes
const bytesOfBeginning = 16 * 1024

async function refuseFalseSizes(bytes: Buffer, entries: readonly Entry[]): Promise<void> {
  let sinceTurn = 0
  // What claims to be packed least comes first: who hides much behind a small claim has more packed bytes than the claim would need.
  for (const entry of entries.toSorted((a, b) => claimedRatio(a) - claimedRatio(b))) {
    // What is only stored cannot claim another size: the library has compared them.
    const packed = entry.compressionMethod === deflated ? packedBytesOf(bytes, entry) : undefined
    if (!packed) continue
    if (entry.uncompressedSize >= pieceBytes) {
      await refuseLongMember(entry, packed)
      continue
    }
    refuseShortMember(entry, packed)
    sinceTurn += entry.uncompressedSize + packed.length + bytesOfBeginning
    if (sinceTurn > bytesInTurn) sinceTurn = await setImmediate(0)
  }
}

function claimedRatio({ uncompressedSize, compressedSize }: Entry): number {
  return uncompressedSize / Math.max(compressedSize, 1)
}

/** The packed bytes of a member, or undefined where there are none: whoever reads it says so. */
function packedBytesOf(bytes: Buffer, { relativeOffsetOfLocalHeader: at, compressedSize }: Entry): Buffer | undefined {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== 0x04034b50) return undefined
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  return bytes.subarray(start, start + compressedSize)
}

function refuseShortMember(entry: Entry, packed: Buffer): void {
  try {
    const most = Math.max(entry.uncompressedSize, 1)
    const whole = inflateRawSync(packed, { chunkSize: Math.max(most, constants.Z_MIN_CHUNK), maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH })
    refuseDocumentType(entry, whole)
    giveBack(whole)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') throw falseSize()
    rethrowRefused(cause)
  }
}

async function refuseLongMember(entry: Entry, packed: Buffer): Promise<void> {
  try {
    await measure(entry, packed)
  } catch (cause) {
    rethrowRefused(cause)
  }
}

/** Counts the pieces as they come: to await each of them takes a third longer. */
function measure(entry: Entry, packed: Buffer): Promise<void> {
  const unpacking = createInflateRaw({ chunkSize: pieceBytes, finishFlush: constants.Z_SYNC_FLUSH })
  let size = 0
  return new Promise((resolve, reject) => {
    unpacking.on('data', (piece: Buffer<ArrayBuffer>) => {
      try {
        if (size === 0) refuseDocumentType(entry, piece)
        size += piece.length
        if (size > entry.uncompressedSize) throw falseSize()
        giveBack(piece)
      } catch (cause) {
        unpacking.destroy(cause as Error)
      }
    })
    unpacking.once('end', resolve).once('error', reject)
    unpacking.end(packed)
  })
}

/** Frees at once what was counted: the collector would come only after all of it, and until then each piece costs fresh memory, which takes longer than unpacking. */
function giveBack(piece: Buffer<ArrayBuffer>): void {
  // Small ones may share their memory with others.
  if (piece.length === piece.buffer.byteLength) piece.buffer.transfer(0)
}

function falseSize(): Refused {
  return new Refused('suspicious-archive', { reason: 'false size' })
}

/** Whatever else is wrong with a member, the reading process says so, if it needs that member at all. */
function rethrowRefused(cause: unknown): void {
  if (cause instanceof Refused) throw cause
}

/** A document type is where entity bombs live, and no part of a workbook has one; a picture may. */
function refuseDocumentType({ fileName }: Entry, head: Buffer): void {
  const beginning = head.subarray(0, 4_096)
  if (!beginning.includes('<!DOCTYPE') || !/^xl\/.*\.(?:xml|rels)$/u.test(fileName)) return
  if (firstOf(beginning.toString('latin1')).startsWith('<!DOCTYPE')) throw new Refused('suspicious-archive', { reason: 'document type' })
}

/** What comes first in an XML text after its mark, blanks, instructions and comments. */
function firstOf(text: string): string {
  let rest = text.replace(/^\u00ef\u00bb\u00bf/u, '').trimStart()
  for (const [begin, end] of [['<?', '?>'], ['<!--', '-->']] as const) {
    while (rest.startsWith(begin) && rest.includes(end)) rest = rest.slice(rest.indexOf(end) + end.length).trimStart()
  }
  return rest
}
