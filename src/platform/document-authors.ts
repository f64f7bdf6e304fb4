import { crc32, deflateRawSync } from 'node:zlib'

/** Parts of an office file that say who made it, when and where; what stands there when they are emptied. */
const emptied: Readonly<Record<string, string>> = {
  'docProps/core.xml': '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
  'docProps/app.xml': '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
  'docProps/custom.xml': '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}

/**
 * A document without the properties that its program wrote into it unasked: author, last editor, company. What cannot be taken apart
 * safely, and what carries a signature that any change would break, stays as it is.
 */
export function withoutAuthors(bytes: Buffer): Buffer {
  return bytes.subarray(0, 4).toString('latin1') === '%PDF' ? pdfWithoutAuthors(bytes) : officeWithoutAuthors(bytes)
}

type Entry = { readonly head: Buffer; readonly name: string; readonly local: number; readonly packed: number }

function officeWithoutAuthors(bytes: Buffer): Buffer {
  const entries = entriesOf(bytes)
  if (!entries?.some(({ name }) => name in emptied) || entries.some(({ name }) => name.startsWith('_xmlsignatures/'))) return bytes
  const written: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const { head, data } = rewritten(bytes, entry)
    head.writeUInt32LE(offset, 42)
    // The head before the content has the same figures; sizes stand in it, so nothing needs to follow the content.
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head.subarray(6, 30), Buffer.alloc(2), Buffer.from(entry.name)])
    written.push(local, data)
    directory.push(head, Buffer.from(entry.name))
    offset += local.length + data.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...written, central, end])
}

/** One member with its directory head: emptied if it tells who made the file, otherwise as it was packed. */
function rewritten(bytes: Buffer, { head, name, local, packed }: Entry): { head: Buffer; data: Buffer } {
  const made = Buffer.from(head)
  made.writeUInt16LE(made.readUInt16LE(8) & ~8, 8)
  made.writeUInt16LE(0, 30) // no extra field
  made.writeUInt16LE(0, 32) // no comment
  const text = emptied[name]
  if (text === undefined) {
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    return { head: made, data: bytes.subarray(from, from + packed) }
  }
  const plain = Buffer.from(text)
  const data = deflateRawSync(plain)
  made.writeUInt16LE(8, 10)
  made.writeUInt32LE(crc32(plain), 16)
  made.writeUInt32LE(data.length, 20)
  made.writeUInt32LE(plain.length, 24)
  return { head: made, data }
}

/** The members by the directory at the end; undefined for anything out of the ordinary. */
function entriesOf(bytes: Buffer): Entry[] | undefined {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'))
  if (end < 0 || end + 22 > bytes.length) return undefined
  const [count, start] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 16)]
  const found: Entry[] = []
  for (let at = start; found.length < count;) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) return undefined
    const lengths = [28, 30, 32].map(place => bytes.readUInt16LE(at + place))
    const [packed, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)]
    if (local + 30 > bytes.length || local + packed > bytes.length || bytes.readUInt32LE(local) !== 0x04034b50) return undefined
    found.push({ head: bytes.subarray(at, at + 46), name: bytes.toString('utf8', at + 46, at + 46 + lengths[0]!), local, packed })
    at += 46 + lengths[0]! + lengths[1]! + lengths[2]!
  }
  return found
}

// In a PDF every place is counted in bytes, so the words are written over with blanks of the same length.
const pdfWords = /\/(?:Author|Company|Manager|SourceModified)\s*(?:\((?<literal>(?:[^()\\]|\\[\s\S])*)\)|<(?<hex>[0-9A-Fa-f\s]*)>)|<(?<tag>dc:creator|pdf:Author|xmp:Author|photoshop:AuthorsPosition)>(?<xml>[\s\S]{0,2000}?)<\/\k<tag>>/gu

function pdfWithoutAuthors(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  if (text.includes('/ByteRange')) return bytes
  return Buffer.from(text.replace(pdfWords, (whole: string, ...rest: unknown[]) => {
    const { literal, hex, tag = '', xml = '' } = rest.at(-1) as Partial<Record<'literal' | 'hex' | 'tag' | 'xml', string>>
    if (literal !== undefined) return over(whole, literal, ' '.repeat(literal.length), 1)
    if (hex !== undefined) return over(whole, hex, hex.replace(/../gu, '20').replace(/[^20]/gu, '0'), 1)
    return over(whole, xml, xml.replace(/(?<=^|>)[^<]*/gu, words => ' '.repeat(words.length)), tag.length + 3)
  }), 'latin1')
}

/** The words that end `after` characters before the end, written over. */
function over(whole: string, words: string, blank: string, after: number): string {
  return whole.slice(0, whole.length - after - words.length) + blank + whole.slice(whole.length - after)
}
