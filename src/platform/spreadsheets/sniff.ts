import { Refused } from './sheet.ts'

/** What the bytes are, whatever the file is called. */
export type Content = { readonly kind: 'archive' } | { readonly kind: 'text'; readonly text: string }

/** Decides by the bytes alone. Old .xls files, web pages that call themselves .xls, PDFs and pictures are refused with a reason. */
export function sniff(bytes: Buffer): Content {
  if (bytes.length === 0) throw new Refused('empty-file')
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return { kind: 'archive' }
  // The container of .xls, and also of .xlsx files that are protected by a password.
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new Refused('old-xls')
  if (/^(?:%PDF|\{\\rtf|\x89PNG|\xff\xd8\xff|GIF8|Rar!|7z\xbc\xaf|\x1f\x8b)/u.test(bytes.subarray(0, 8).toString('latin1'))) throw new Refused('not-a-spreadsheet')
  const text = decode(bytes)
  if (/^\s*<(?:!doctype|\?xml|html|head|body|table|meta|style|script|div|!--)/iu.test(text.slice(0, 2_000))) throw new Refused('web-page')
  if (text.trim() === '') throw new Refused('empty-file')
  if (text.includes('\0')) throw new Refused('not-a-spreadsheet')
  return { kind: 'text', text }
}

/**
 * UTF-8 if every byte is valid UTF-8, otherwise GB18030 if every byte is valid there; a guess by frequency would now and then turn a
 * village's names into other names. UTF-16 only with its byte order mark, as “Unicode text” from Excel has it.
 */
function decode(bytes: Buffer): string {
  if (startsWith(bytes, [0xff, 0xfe])) return decodeAs('utf-16le', bytes) ?? refuse()
  if (startsWith(bytes, [0xfe, 0xff])) return decodeAs('utf-16be', bytes) ?? refuse()
  const text = decodeAs('utf-8', bytes)
  if (text !== undefined) return text
  if (bytes.subarray(0, 4_096).includes(0)) throw new Refused('not-a-spreadsheet')
  return decodeAs('gb18030', bytes) ?? refuse()
}

function decodeAs(encoding: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    // A fatal decoder throws on the first byte that the encoding does not have: then it is another encoding.
    return undefined
  }
}

function refuse(): never {
  throw new Refused('unknown-encoding')
}

function startsWith(bytes: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}
