import { openArchive } from './spreadsheets/archive.ts'
import { defaultLimits, Refused } from './spreadsheets/sheet.ts'

export type DocumentType = 'application/pdf' | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' | 'application/vnd.openxmlformats-officedocument.presentationml.presentation'

/** An office file is opened only as far as its table of contents, which is small. */
const contentsLimits = { ...defaultLimits, unpackedBytes: 1_000_000, ratioFromBytes: 200_000 }

const parts = [
  { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', member: 'xl/workbook.xml', content: 'spreadsheetml.sheet.main+xml' },
  { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', member: 'word/document.xml', content: 'wordprocessingml.document.main+xml' },
  { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', member: 'ppt/presentation.xml', content: 'presentationml.presentation.main+xml' },
] as const

/** What a document is by its bytes, whatever it is called; undefined for anything we do not pass on, files with macros among it. */
export async function documentTypeOf(bytes: Buffer): Promise<DocumentType | undefined> {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return bytes.subarray(-2048).includes('%%EOF') ? 'application/pdf' : undefined
  if (bytes.length < 4 || bytes.readUInt32BE(0) !== 0x504b0304) return undefined
  try {
    return await officeTypeOf(bytes)
  } catch (cause) {
    if (cause instanceof Refused) return undefined
    throw cause
  }
}

async function officeTypeOf(bytes: Buffer): Promise<DocumentType | undefined> {
  const archive = await openArchive(bytes, contentsLimits)
  if (!archive.has('[Content_Types].xml')) return undefined
  const chunks: Buffer[] = []
  for await (const chunk of archive.read('[Content_Types].xml')) chunks.push(chunk)
  const contents = Buffer.concat(chunks).toString('utf8')
  if (/vbaProject|macroEnabled|activeX/i.test(contents)) return undefined
  return parts.find(part => archive.has(part.member) && contents.includes(part.content))?.type
}
