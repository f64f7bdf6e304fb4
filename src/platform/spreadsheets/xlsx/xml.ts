import { SaxesParser } from 'saxes'
import type { SaxesTagPlain } from 'saxes'
import type { Archive } from '../archive.ts'
import { Refused } from '../sheet.ts'

export type Attributes = Readonly<Record<string, string>>

/** What to do at each point of an XML file. Names come without their prefix: some programs write `x:row` for `row`. */
export type XmlEvents = {
  open?(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

/**
 * Reads one XML member as it is unpacked and yields after every chunk, so that the caller can pass on what has gathered.
 * A document type is refused outright: it is where entity bombs live, and no spreadsheet has one.
 */
export async function* readXml(archive: Archive, name: string, events: XmlEvents): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parser = parserOf(events)
  try {
    for await (const chunk of archive.read(name)) {
      parser.write(decoder.decode(chunk, { stream: true }))
      yield
    }
    parser.write(decoder.decode())
    parser.close()
    yield
  } catch (cause) {
    if (cause instanceof Refused) throw cause
    throw new Refused('damaged-file', { reason: name.slice(0, 80) })
  }
}

/** Reads an XML member to its end. */
export async function readWholeXml(archive: Archive, name: string, events: XmlEvents): Promise<void> {
  for await (const _ of readXml(archive, name, events)) continue
}

function parserOf(events: XmlEvents): SaxesParser<{ xmlns: false; position: false }> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('doctype', () => { throw new Refused('suspicious-archive', { reason: 'document type' }) })
  parser.on('error', error => { throw error })
  const { open, close, text } = events
  if (open) parser.on('opentag', (tag: SaxesTagPlain) => open(localName(tag.name), tag.attributes))
  if (close) parser.on('closetag', (tag: SaxesTagPlain) => close(localName(tag.name)))
  if (text) { parser.on('text', text); parser.on('cdata', text) }
  return parser
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** Excel writes characters that XML cannot hold as _x000D_. */
export function withoutEscapes(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
