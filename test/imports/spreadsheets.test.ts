import { readFile, writeFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultLimits, readSpreadsheet, bombRefusal } from '#platform/spreadsheets/read-spreadsheet.ts'
import type { Limits, Refusal, Sheet } from '#platform/spreadsheets/read-spreadsheet.ts'
import { SheetCollector } from '#platform/spreadsheets/collect.ts'
import { parseSpreadsheet } from '#platform/spreadsheets/parse.ts'
import { packedOf, sheetOf, xlsxOf, zipOf } from './archives.ts'
import { blanks, bombs, workbookWith } from './bombs.ts'

const sample = (name: string) => path.join(import.meta.dirname, 'samples', name)

async function sheetsOf(source: string | Buffer): Promise<Sheet[]> {
  const read = await readSpreadsheet(source)
  if (!Array.isArray(read)) throw new Error(`refused: ${read.code}`)
  return read
}

async function refusalOf(source: string | Buffer, limits: Partial<Limits> = {}): Promise<string | undefined> {
  const read = await readSpreadsheet(source, { ...defaultLimits, ...limits })
  return Array.isArray(read) ? undefined : read.code
}

/** What the reading process finds, without starting it. */
async function readHere(bytes: Buffer): Promise<Sheet[] | Refusal> {
  const collector = new SheetCollector()
  for await (const message of parseSpreadsheet(bytes, defaultLimits)) {
    if (message.kind === 'refused') return message.refusal
    collector.take(message)
  }
  return collector.sheets
}

/** The rows of the first sheet. */
async function rowsHere(bytes: Buffer): Promise<Sheet['rows'] | undefined> {
  const read = await readHere(bytes)
  return Array.isArray(read) ? read[0]?.rows : undefined
}

async function refusedHere(bytes: Buffer): Promise<Refusal | undefined> {
  const read = await readHere(bytes)
  return Array.isArray(read) ? undefined : read
}

const cells = (xml: string, stylesXml?: string, date1904 = false) =>
  xlsxOf({ sheets: [{ name: '表', xml: `<sheetData><row r="1">${xml}</row></sheetData>` }], date1904, ...(stylesXml !== undefined && { stylesXml }) })

describe('an XLSX file', () => {
  test('gives its texts from shared, inline and formula strings, without the reading aids of rich text', async () => {
    const xml = '<sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><r><t>李</t></r><r><t>四_x000D_</t></r><rPh><t>li</t></rPh></is></c><c r="E2" t="str"><f>A1</f><v>王五</v></c></row></sheetData>'
    const [sheet] = await sheetsOf(xlsxOf({ sheets: [{ name: '名单', xml }], strings: ['张三 &amp; 子'] }))
    expect(sheet).toEqual({ name: '名单', hidden: false, rows: [[], ['', '张三 & 子', '李四\r', '', '王五']], hiddenRows: [], merges: [] })
  })

  test('gives numbers as they are shown: no float noise, no lost digits, no hidden jiao', async () => {
    const styles = '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="#,##0.00&quot;元&quot;"/><numFmt numFmtId="165" formatCode="000000"/></numFmts>'
      + '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="2"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="1"/><xf numFmtId="10"/></cellXfs></styleSheet>'
    const values: [string, number, string][] = [
      ['1234.5', 0, '1234.5'], ['1234.4999999999998', 0, '1234.5'], ['72276.929999999993', 0, '72276.93'], ['0.30000000000000004', 0, '0.3'], ['25446.1', 1, '25446.10'],
      ['1234.567', 2, '1234.57'], ['1E-3', 0, '0.001'], ['1.5E+3', 0, '1500'], ['340522190001010002', 0, '340522190001010002'], ['521', 3, '000521'],
      ['1234.5', 4, '1234.5'], ['0.1234', 5, '12.34%'], ['-0.005', 1, '-0.01'], ['289689312.5', 1, '289689312.50'],
    ]
    const rows = await rowsHere(cells(values.map(([value, style]) => `<c s="${style}"><v>${value}</v></c>`).join(''), styles))
    expect(rows?.[0]).toEqual(values.map(([, , shown]) => shown))
  })

  test('gives days by the style of the cell, in both date systems', async () => {
    const styles = '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="171" formatCode="[Red]0.00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="22"/><xf numFmtId="171"/><xf numFmtId="20"/></cellXfs></styleSheet>'
    const xml = '<c s="1"><v>46086</v></c><c s="2"><v>46086</v></c><c s="3"><v>46086.5</v></c><c s="4"><v>46086</v></c><c s="0"><v>46086</v></c><c s="5"><v>0.5</v></c><c s="1"><v>59</v></c><c s="1"><v>61</v></c>'
    const rows = await rowsHere(cells(xml, styles))
    const day = { date: '2026-03-05', text: '2026-03-05' }
    expect(rows?.[0]).toEqual([day, day, { date: '2026-03-05', text: '2026-03-05 12:00' }, '46086.00', '46086', '12:00', { date: '1900-02-28', text: '1900-02-28' }, { date: '1900-03-01', text: '1900-03-01' }])
    expect(await rowsHere(cells('<c s="1"><v>44624</v></c>', styles, true))).toEqual([[day]])
  })

  test('names its hidden sheets and rows and its merged cells, and passes over empty rows', async () => {
    const xml = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>标题</t></is></c></row><row r="3" hidden="1"><c r="A3"><v>1</v></c></row><row r="1048576" s="1"/></sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells>'
    const sheets = await sheetsOf(xlsxOf({ sheets: [{ name: '甲', xml }, { name: '乙', state: 'veryHidden', xml: sheetOf([['x']]) }] }))
    expect(sheets[0]).toEqual({ name: '甲', hidden: false, rows: [['标题'], [], ['1']], hiddenRows: [3], merges: [{ row: 0, column: 0, lastRow: 0, lastColumn: 2 }] })
    expect(sheets[1]).toMatchObject({ name: '乙', hidden: true, rows: [['x']] })
  })

  test('tells how far reading has come', async () => {
    const progress: number[] = []
    await readSpreadsheet(xlsxOf({ sheets: [{ name: '甲', xml: sheetOf(Array.from({ length: 2_500 }, (_, row) => [String(row)])) }] }), defaultLimits, rows => progress.push(rows))
    expect(progress).toEqual([1_000, 2_000, 2_500])
  })
})

describe('a text file', () => {
  test('is read alike from UTF-8 with byte order mark and from GB18030', async () => {
    const [utf8] = await sheetsOf(sample('tender-notices.utf8.csv'))
    const [gb18030] = await sheetsOf(sample('tender-notices.gb18030.csv'))
    expect(gb18030).toEqual(utf8)
    expect(utf8?.rows).toHaveLength(29)
    expect(utf8?.rows[0]?.[0]).toBe('省级代码')
    expect(utf8?.rows[15]?.[1]).toBe('罍+艺创小镇景观道排方案及施工图设计(2017BBCZ3069)')
  })

  test.each([['tabs', '姓名\t金额\n张三\t1'], ['semicolons', '姓名;金额\n张三;1'], ['carriage returns', '姓名,金额\r\n张三,1'], ['quotes', '"姓名","金额"\n"张三",1']])('may be separated by %s', async (_, text) => {
    expect(await rowsHere(Buffer.from(text))).toEqual([['姓名', '金额'], ['张三', '1']])
  })

  test('may be UTF-16 with its byte order mark, and keeps commas and line breaks inside quotes', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('姓名\t备注\n张三\t"一,\n""二"""', 'utf16le')])
    expect(await rowsHere(bytes)).toEqual([['姓名', '备注'], ['张三', '一,\n"二"']])
  })

  test('with a column called __proto__ is only text', async () => {
    expect(await rowsHere(Buffer.from('__proto__,constructor\nx,y'))).toEqual([['__proto__', 'constructor'], ['x', 'y']])
  })
})

describe('what is refused', () => {
  test.each([
    ['an empty file', Buffer.alloc(0), 'empty-file'], ['blanks only', Buffer.from(' \n \t \n'), 'empty-file'],
    ['a web page that calls itself .xlsx', Buffer.from('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1'), 'web-page'],
    ['an XML spreadsheet', Buffer.from('<?xml version="1.0"?><Workbook/>'), 'web-page'],
    ['an old .xls or encrypted file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old-xls'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'not-a-spreadsheet'], ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'not-a-spreadsheet'],
    ['a zip file without a workbook', zipOf([{ name: 'word/document.xml', content: '<a/>' }]), 'not-a-spreadsheet'],
    ['bytes of no known encoding', Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a]), 'unknown-encoding'],
    ['quotes without a partner', Buffer.from('a,b\n"c,d\ne,f\n'), 'broken-csv'],
    ['a truncated archive', xlsxOf({ sheets: [{ name: '甲', xml: sheetOf([['x']]) }] }).subarray(0, 300), 'damaged-file'],
    ['XML that is not well-formed', xlsxOf({ sheets: [{ name: '甲', xml: '<sheetData><row>' }] }), 'damaged-file'],
    ['row numbers that go back', xlsxOf({ sheets: [{ name: '甲', xml: '<sheetData><row r="5"/><row r="2"/></sheetData>' }] }), 'damaged-file'],
    ['a workbook without sheets', xlsxOf({ sheets: [] }), 'damaged-file'],
    ['a member that is longer than it says', lyingArchive(), 'suspicious-archive'],
    ['two members of one name', zipOf([{ name: 'xl/workbook.xml', content: '<a/>' }, { name: 'xl/workbook.xml', content: '<a/>' }]), 'suspicious-archive'],
    ['a name that points outside', zipOf([{ name: '../../etc/passwd', content: 'x' }]), 'suspicious-archive'],
    ['entity bombs', entityBomb(), 'suspicious-archive'],
    ['a cell far to the right', cells('<c r="ZZZ1"><v>1</v></c>'), 'too-many-columns'],
    ['a cell far below', xlsxOf({ sheets: [{ name: '甲', xml: '<sheetData><row r="1048576"><c><v>1</v></c></row></sheetData>' }] }), 'too-many-rows'],
  ])('%s', async (_, bytes, code) => {
    expect((await refusedHere(bytes))?.code).toBe(code)
    expect([undefined, code]).toContain((await bombRefusal(bytes, defaultLimits))?.code)
  })

  test.each([
    ['an old .xls file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old-xls'],
    ['XML that is not well-formed', xlsxOf({ sheets: [{ name: '甲', xml: '<sheetData><row>' }] }), 'damaged-file'],
    ['a member that is longer than it says', lyingArchive(), 'suspicious-archive'],
  ])('%s, as the program hears of it', async (_, bytes, code) => expect(await refusalOf(bytes)).toBe(code))

  test('a file that does not exist', async () => expect(await refusalOf(sample('nothing.csv'))).toBe('unreadable-file'))

  test('a file larger than allowed, before it is read', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sheet-'))
    await writeFile(path.join(folder, 'large.csv'), Buffer.alloc(2_000, 'a'))
    expect(await refusalOf(path.join(folder, 'large.csv'), { fileBytes: 1_000 })).toBe('file-too-large')
    await rm(folder, { recursive: true })
  })

  test('a file that takes too long: its process is ended', async () => {
    expect(await refusalOf(await readFile(sample('tender-notices.utf8.csv')), { milliseconds: 1 })).toBe('too-slow')
  })
})

describe('bombs', () => {
  test('one million rows of text are refused at once', async () => {
    const refusal = await refusedHere(Buffer.from('张三,一组,1,69\n'.repeat(1_000_000)))
    expect(refusal).toEqual({ code: 'too-many-rows', details: { maximum: 200_000 } })
  })

  test('a sheet that unpacks to 210 MB is refused by what it claims', async () => {
    const refusal = await refusedHere(bomb(undefined))
    expect(refusal?.code).toBe('unpacked-too-large')
  })

  test('a sheet of 80 MB that packs too densely is refused by its ratio', async () => {
    const refusal = await refusedHere(workbookWith({ content: packedOf([Buffer.from('<worksheet><sheetData>'), 1], [Buffer.from('<row><c><v>0</v></c></row>'.repeat(30_000)), 100]) }))
    expect(refusal?.code).toBe('suspicious-archive')
  })

  test('a bomb that lies about its size is caught while it unpacks', async () => {
    const refusal = await refusedHere(bomb(5_000))
    expect(refusal?.code).toBe('suspicious-archive')
  })

  test.each(bombs)('one that %s is refused without a process that reads it', async (_, make) => {
    const bytes = make()
    expect((await bombRefusal(bytes, defaultLimits))?.code).toMatch(/^(?:suspicious-archive|unpacked-too-large)$/u)
  })

  test('a list, a picture with a document type and a part that nobody needs and is damaged are none', async () => {
    const damaged = workbookWith({ content: sheetOf([['张三', '69']]) }, [{ name: 'xl/media/image1.svg', content: '<!DOCTYPE svg><svg/>' }, { name: 'docProps/app.xml', content: '<x/>'.repeat(2_000) }])
    damaged[damaged.indexOf('docProps/app.xml') + 16] = 0xff
    expect(await bombRefusal(damaged, defaultLimits)).toBeUndefined()
    expect(await refusalOf(damaged)).toBeUndefined()
  })

  test('ten thousand members are refused before any is opened', async () => {
    const refusal = await refusedHere(zipOf(Array.from({ length: 10_000 }, (_, index) => ({ name: `m${index}`, content: '' }))))
    expect(refusal?.code).toBe('suspicious-archive')
  })
})

describe('whatever the bytes', () => {
  test('a damaged workbook is read or refused, and never makes the reader throw', async () => {
    const good = xlsxOf({ sheets: [{ name: '甲', xml: sheetOf([['姓名', '金额'], ['张三', '69']]) }], strings: ['x'] })
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
    await fc.assert(fc.asyncProperty(damage, async changes => {
      const bytes = Buffer.from(good)
      for (const [index, byte] of changes) bytes[index] = byte
      const kinds: string[] = []
      for await (const message of parseSpreadsheet(bytes, defaultLimits)) kinds.push(message.kind)
      expect(['done', 'refused']).toContain(kinds.at(-1))
      expect((await bombRefusal(bytes, defaultLimits))?.code ?? 'none').toMatch(/^(?:none|suspicious-archive|damaged-file|unpacked-too-large)$/u)
    }), { numRuns: 300 })
  })

  test('any text is read or refused', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async bytes => {
      const kinds: string[] = []
      for await (const message of parseSpreadsheet(Buffer.from(bytes), defaultLimits)) kinds.push(message.kind)
      expect(['done', 'refused']).toContain(kinds.at(-1))
    }), { numRuns: 300 })
  })
})

function bomb(claimedSize: number | undefined): Buffer {
  return workbookWith({ content: packedOf(blanks(210)), ...(claimedSize !== undefined && { claimedSize }) })
}

function lyingArchive(): Buffer {
  return workbookWith({ content: '<worksheet><sheetData/></worksheet>', claimedSize: 5 })
}

function entityBomb(): Buffer {
  return workbookWith({ content: '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>' })
}
