import { openArchive, type Archive } from '../spreadsheets/archive.ts'
import { defaultLimits } from '../spreadsheets/sheet.ts'
import { readWholeXml } from '../spreadsheets/xlsx/xml.ts'
import { documentLimits, type DocumentPart, type DocumentText } from './document-text.ts'

// Everything a person wrote, visible or not: comments, notes, headers, hidden sheets. Left out: styles, themes, fonts, settings.
const wording = /^(?:word\/(?:document|comments\w*|footnotes|endnotes|header\d*|footer\d*)\.xml|xl\/(?:sharedStrings|workbook|comments\d*|worksheets\/[^/]+|threadedComments\/[^/]+|drawings\/[^/]+|tables\/[^/]+)(?:\.xml)?|xl\/comments\/[^/]+\.xml|ppt\/(?:slides|notesSlides|comments)\/[^/]+\.xml|docProps\/(?:core|app|custom)\.xml|word\/charts\/[^/]+\.xml|xl\/charts\/[^/]+\.xml)$/u
const picture = /^(?:word|xl|ppt)\/media\//u
const closed = /(?:^|\/)(?:embeddings|oleObject)/u
// Where one of these ends, a paragraph, a cell or a property ends: letters on both sides do not belong together.
const ends: ReadonlySet<string> = new Set(['p', 'si', 'c', 'row', 'tab', 'br', 'tc', 'comment'])

/** Reads the words and the properties of a .docx, .xlsx or .pptx. */
export async function readOffice(bytes: Buffer): Promise<DocumentText> {
  const archive = await openArchive(bytes, defaultLimits)
  const parts: DocumentPart[] = []
  let characters = 0
  for (const name of archive.names.filter(name => wording.test(name))) {
    const found = name.startsWith('docProps/') ? await propertiesOf(archive, name) : [{ where: name, text: await wordsOf(archive, name) }]
    parts.push(...found)
    characters += found.reduce((sum, { text }) => sum + text.length, 0)
    if (characters > documentLimits.characters) return { parts, pictures: picturesOf(archive), isWhole: false }
  }
  return { parts, pictures: picturesOf(archive), isWhole: !archive.names.some(name => closed.test(name)) }
}

function picturesOf(archive: Archive): string[] {
  return archive.names.filter(name => picture.test(name))
}

async function wordsOf(archive: Archive, name: string): Promise<string> {
  const pieces: string[] = []
  await readWholeXml(archive, name, {
    // Names of sheets and tables, and the text that stands for a picture, are attributes.
    open: (tag, attributes) => { for (const key of ['name', 'descr', 'title']) if (tag !== 'font' && attributes[key]) pieces.push(`${attributes[key]}\n`) },
    text: text => pieces.push(text),
    close: tag => { if (ends.has(tag)) pieces.push('\n') },
  })
  return pieces.join('')
}

async function propertiesOf(archive: Archive, name: string): Promise<DocumentPart[]> {
  const found: DocumentPart[] = []
  let text = ''
  await readWholeXml(archive, name, {
    open: () => { text = '' },
    text: more => { text += more },
    close: tag => { if (text.trim()) found.push({ where: `property ${tag}`, text }); text = '' },
  })
  return found
}
