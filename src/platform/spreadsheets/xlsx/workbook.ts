import type { Archive } from '../archive.ts'
import { Refused } from '../sheet.ts'
import type { Limits } from '../sheet.ts'
import { formatOf } from './number-format.ts'
import type { NumberFormat } from './number-format.ts'
import { readWholeXml, readXml, withoutEscapes } from './xml.ts'
import type { Attributes } from './xml.ts'

export type SheetPart = { readonly name: string; readonly hidden: boolean; readonly path: string }

/** What has to be known before a sheet can be read. */
export type Workbook = {
  readonly sheets: readonly SheetPart[]
  readonly is1904: boolean
  readonly formats: readonly NumberFormat[]
  readonly strings: readonly string[]
}

type Relation = { readonly path: string; readonly type: string }

/** Reads the parts of a workbook that its sheets refer to. An archive without a workbook is no spreadsheet of the modern kind. */
export async function readWorkbook(archive: Archive, limits: Limits): Promise<Workbook> {
  if (!archive.has('xl/workbook.xml')) throw new Refused('not-a-spreadsheet')
  const relations = await readRelations(archive)
  const listed: { name: string; hidden: boolean; relation: string }[] = []
  let is1904 = false
  await readWholeXml(archive, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/u.test(attributes['date1904'] ?? '')
      if (name === 'sheet') listed.push({ name: attributes['name'] ?? '', hidden: /hidden/iu.test(attributes['state'] ?? ''), relation: relationId(attributes) })
    },
  })
  if (listed.length > limits.sheets) throw new Refused('suspicious-archive', { sheets: listed.length })
  const sheets = listed.flatMap(({ name, hidden, relation }) => {
    const target = relations.get(relation)
    return target?.type === 'worksheet' ? [{ name, hidden, path: target.path }] : []
  })
  const part = (type: string) => [...relations.values()].find(relation => relation.type === type && archive.has(relation.path))?.path
  return { sheets, is1904, formats: await readFormats(archive, part('styles')), strings: await readStrings(archive, part('sharedStrings')) }
}

async function readRelations(archive: Archive): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>()
  await readWholeXml(archive, 'xl/_rels/workbook.xml.rels', {
    open(name, attributes) {
      if (name !== 'Relationship') return
      const target = attributes['Target'] ?? ''
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//u, '')}`
      relations.set(attributes['Id'] ?? '', { path, type: (attributes['Type'] ?? '').split('/').at(-1) ?? '' })
    },
  })
  return relations
}

function relationId(attributes: Attributes): string {
  const key = Object.keys(attributes).find(name => name.endsWith(':id'))
  return key === undefined ? '' : attributes[key] ?? ''
}

async function readFormats(archive: Archive, path: string | undefined): Promise<NumberFormat[]> {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  let isCellFormat = false
  if (path === undefined) return formats
  await readWholeXml(archive, path, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (name === 'cellXfs') isCellFormat = true
      if (name !== 'xf' || !isCellFormat) return
      const id = Number(attributes['numFmtId'] ?? '0')
      formats.push(formatOf(id, codes.get(id)))
    },
    close(name) { if (name === 'cellXfs') isCellFormat = false },
  })
  return formats
}

async function readStrings(archive: Archive, path: string | undefined): Promise<string[]> {
  const strings: string[] = []
  if (path === undefined) return strings
  let text = ''
  let isText = false
  let isPhonetic = false
  const events = {
    open(name: string) {
      if (name === 'si') text = ''
      else if (name === 'rPh') isPhonetic = true
      else if (name === 't') isText = !isPhonetic
    },
    close(name: string) {
      if (name === 'si') strings.push(withoutEscapes(text))
      else if (name === 'rPh') isPhonetic = false
      else if (name === 't') isText = false
    },
    text(part: string) { if (isText) text += part },
  }
  for await (const _ of readXml(archive, path, events)) continue
  return strings
}
