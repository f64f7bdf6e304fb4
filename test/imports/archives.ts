import { constants, crc32, deflateRawSync } from 'node:zlib'

/** A member of a zip file; `claimedSize` is what its headers say when that is not the truth. */
export type Member = { readonly name: string; readonly content: string | Buffer | Packed; readonly claimedSize?: number }

/** What is packed already, and what it unpacks to. Its checksum is left out: no reader here looks at one. */
export type Packed = { readonly packed: Buffer; readonly length: number }

/** Pieces one after the other, each packed once and repeated: eight hundred megabytes made in the time of one. */
export function packedOf(...pieces: readonly (readonly [piece: Buffer, times: number])[]): Packed {
  const parts = pieces.flatMap(([piece, times]) => Array<Buffer>(times).fill(deflateRawSync(piece, { finishFlush: constants.Z_FULL_FLUSH })))
  const emptyLastBlock = Buffer.from([0x03, 0x00])
  return { packed: Buffer.concat([...parts, emptyLastBlock]), length: pieces.reduce((sum, [piece, times]) => sum + piece.length * times, 0) }
}

/** Writes a zip file as Excel does, or as an attacker does. */
export function zipOf(members: readonly Member[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, claimedSize } of members) {
    const { packed, length, crc } = typeof content === 'object' && 'packed' in content ? { ...content, crc: 0 } : packedWhole(Buffer.from(content))
    const sizes = { crc, packed: packed.length, plain: claimedSize ?? length }
    const local = Buffer.concat([header(0x04034b50, name, sizes, undefined), packed])
    directory.push(header(0x02014b50, name, sizes, offset))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, central, end])
}

function packedWhole(plain: Buffer): Packed & { readonly crc: number } {
  return { packed: deflateRawSync(plain), length: plain.length, crc: crc32(plain) }
}

function header(signature: number, name: string, sizes: { crc: number; packed: number; plain: number }, offset: number | undefined): Buffer {
  const isCentral = offset !== undefined
  const head = Buffer.alloc(isCentral ? 46 : 30)
  const at = isCentral ? 2 : 0
  head.writeUInt32LE(signature, 0)
  if (isCentral) head.writeUInt16LE(20, 4)
  head.writeUInt16LE(20, 4 + at)
  head.writeUInt16LE(0x0800, 6 + at)
  head.writeUInt16LE(8, 8 + at)
  head.writeUInt32LE(sizes.crc, 14 + at)
  head.writeUInt32LE(sizes.packed, 18 + at)
  head.writeUInt32LE(sizes.plain, 22 + at)
  const bytes = Buffer.from(name)
  head.writeUInt16LE(bytes.length, 26 + at)
  if (offset !== undefined) head.writeUInt32LE(offset, 42)
  return Buffer.concat([head, bytes])
}

/** Parts of a workbook; what is left out is an ordinary small one. */
export type WorkbookParts = {
  readonly sheets: readonly { readonly name: string; readonly state?: string; readonly xml: string }[]
  readonly strings?: readonly string[]
  readonly stylesXml?: string
  readonly date1904?: boolean
  readonly extra?: readonly Member[]
}

/** An XLSX file with these sheets; a sheet's `xml` is what stands inside `<worksheet>`. */
export function xlsxOf(parts: WorkbookParts): Buffer {
  const listed = parts.sheets.map(({ name, state }, index) =>
    `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${state === undefined ? '' : ` state="${state}"`}/>`)
  const relations = parts.sheets.map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`))
  return zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'xl/workbook.xml', content: `<workbook xmlns:r="r"><workbookPr date1904="${parts.date1904 === true ? 1 : 0}"/><sheets>${listed.join('')}</sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${relations.join('')}${relation('rId90', 'styles', 'styles.xml')}${relation('rId91', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>` },
    ...(parts.stylesXml === undefined ? [] : [{ name: 'xl/styles.xml', content: parts.stylesXml }]),
    ...(parts.strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: `<sst>${parts.strings.map(text => `<si><t>${text}</t></si>`).join('')}</sst>` }]),
    ...parts.sheets.map(({ xml }, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, content: `<worksheet>${xml}</worksheet>` })),
    ...(parts.extra ?? []),
  ])
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`
}

/** Sheet data with every value as an inline string. */
export function sheetOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;')}</t></is></c>`
  return `<sheetData>${rows.map(row => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData>`
}
