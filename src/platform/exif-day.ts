/** When a camera says that it took a picture: DateTimeOriginal of the Exif block, the day alone. */
export function dayTaken(exif: Buffer | undefined): string | undefined {
  if (!exif) return undefined
  const tiff = exif.subarray(0, 6).toString('latin1') === 'Exif\0\0' ? exif.subarray(6) : exif
  const order = tiff.subarray(0, 2).toString('latin1')
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return undefined
  const reader: Reader = { bytes: tiff, isLittle: order === 'II' }
  const inner = entryOf(reader, uint32(reader, 4), exifDirectory)
  const entry = inner === undefined ? undefined : entryOf(reader, uint32(reader, inner + 8), dateTimeOriginal)
  const at = entry === undefined ? undefined : uint32(reader, entry + 8)
  const [, year, month, day] = /^(\d{4}):(\d\d):(\d\d) /u.exec(at === undefined ? '' : tiff.toString('latin1', at, at + 11)) ?? []
  return year === undefined ? undefined : `${year}-${month}-${day}`
}

type Reader = { readonly bytes: Buffer; readonly isLittle: boolean }

const exifDirectory = 0x8769
const dateTimeOriginal = 0x9003
const mostEntries = 500

/** Where the entry of a tag begins in a directory; undefined where it is not there or the figures point outside. */
function entryOf(reader: Reader, directory: number | undefined, tag: number): number | undefined {
  if (directory === undefined) return undefined
  const count = uint16(reader, directory) ?? 0
  for (let n = 0; n < Math.min(count, mostEntries); n++) {
    const at = directory + 2 + n * 12
    if (uint16(reader, at) === tag) return at
  }
  return undefined
}

function uint16({ bytes, isLittle }: Reader, at: number): number | undefined {
  if (at + 2 > bytes.length) return undefined
  return isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)
}

function uint32({ bytes, isLittle }: Reader, at: number): number | undefined {
  if (at + 4 > bytes.length) return undefined
  return isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
}
