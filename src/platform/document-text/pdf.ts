import { getDocumentProxy } from 'unpdf'
import { documentLimits, type DocumentPart, type DocumentText } from './document-text.ts'

/** Fewer letters than these on a page, and it is most likely a scan. */
const fewLetters = 20

/** Reads the words, notes and properties of a PDF. One that is locked, or has more in it than pages, is not whole. */
export async function readPdf(bytes: Buffer): Promise<DocumentText> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, stopAtErrors: true })
  const parts: DocumentPart[] = await propertiesOf(pdf)
  const pictures: string[] = []
  let characters = 0
  let isWhole = pdf.numPages <= documentLimits.pages && await pdf.getAttachments() === null
  for (let n = 1; n <= Math.min(pdf.numPages, documentLimits.pages); n++) {
    const text = await textOfPage(pdf, n)
    characters += text.length
    if (text.replace(/\s/gu, '').length < fewLetters) pictures.push(`page ${n}`)
    // A font without its table of letters gives signs that mean nothing.
    if (isGarbled(text)) isWhole = false
    parts.push({ where: `page ${n}`, text })
    if (characters > documentLimits.characters) return { parts, pictures, isWhole: false }
  }
  return { parts, pictures, isWhole }
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

async function propertiesOf(pdf: Pdf): Promise<DocumentPart[]> {
  const { info, metadata } = await pdf.getMetadata()
  const own = Object.entries(info as Record<string, unknown>).flatMap(([key, value]) => typeof value === 'string' ? [{ where: `property ${key}`, text: value }] : [])
  const packet: unknown = metadata && typeof metadata === 'object' && 'getRaw' in metadata ? (metadata as { getRaw(): unknown }).getRaw() : undefined
  return typeof packet === 'string' ? [...own, { where: 'property XMP', text: packet.replace(/<[^>]{0,2000}>/gu, '\n') }] : own
}

async function textOfPage(pdf: Pdf, n: number): Promise<string> {
  const page = await pdf.getPage(n)
  const { items } = await page.getTextContent()
  const words = items.map(item => 'str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '').join('')
  const notes = (await page.getAnnotations()).flatMap((note: { contentsObj?: { str?: string }; fieldValue?: unknown }) => [note.contentsObj?.str, note.fieldValue])
  return [words, ...notes.filter((note): note is string => typeof note === 'string')].join('\n')
}

function isGarbled(text: string): boolean {
  const strange = text.match(/[\p{Cc}\p{Co}\p{Cn}\uFFFD]/gu)?.filter(sign => !/\s/u.test(sign)).length ?? 0
  return strange > 5 && strange > text.length / 50
}
