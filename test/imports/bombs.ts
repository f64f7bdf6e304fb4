import { type Member, packedOf, zipOf } from './archives.ts'

const million = 1_000_000

/** Workbooks of which each is a bomb in its own way: by what it claims, by where it begins to lie, or by what stands beside the lie. */
export const bombs: readonly (readonly [what: string, make: () => Buffer])[] = [
  ['says that it unpacks to 210 MB', () => workbookWith({ content: packedOf(blanks(210)) })],
  ['packs two thousand parts a thousand times each', () => workbookWith({ content: '<worksheet/>' }, parts(90_000))],
  ['says 5 kB and unpacks to 200 MB', () => workbookWith({ content: packedOf(blanks(200)), claimedSize: 5_000 })],
  ['says 30 MB and unpacks to 200 MB', () => workbookWith({ content: packedOf(blanks(200)), claimedSize: 30 * million })],
  ['says 150 MB and unpacks to 800 MB', () => workbookWith({ content: packedOf(blanks(800)), claimedSize: 150 * million })],
  ['begins like a list and ends in 200 MB', () => workbookWith({ content: packedOf(list(2), blanks(200)), claimedSize: 2 * million })],
  ['is a list of a hundred megabytes and then as much again', () => workbookWith({ content: packedOf(list(110), blanks(110)), claimedSize: 115 * million })],
  ['is as long a list as may be and then as much again', () => workbookWith({ content: packedOf(list(76), blanks(76)), claimedSize: 79 * million })],
  ['hides its lie among two thousand parts', () => workbookWith({ content: packedOf(blanks(50)), claimedSize: 60_000 }, parts(8_000))],
  ['names entities of entities', () => workbookWith({ content: '<?xml version="1.0"?><!-- x --><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>' })],
]

/** An ordinary workbook but for its sheet and what stands beside it. */
export function workbookWith(sheet: Omit<Member, 'name'>, beside: readonly Member[] = []): Buffer {
  return zipOf([
    { name: 'xl/workbook.xml', content: '<workbook xmlns:r="r"><sheets><sheet name="甲" sheetId="1" r:id="rId1"/></sheets></workbook>' },
    { name: 'xl/_rels/workbook.xml.rels', content: '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>' },
    ...beside,
    { name: 'xl/worksheets/sheet1.xml', ...sheet },
  ])
}

/** So many megabytes of blanks. */
export function blanks(megabytes: number): readonly [piece: Buffer, times: number] {
  return [Buffer.alloc(million, ' '), megabytes]
}

function parts(bytes: number): Member[] {
  const content = packedOf([Buffer.from('<a/>'.repeat(bytes / 4)), 1])
  return Array.from({ length: 1_990 }, (_, n) => ({ name: `xl/part${n}.xml`, content }))
}

/** Rows that pack about seven times, as those of real lists do; the numbers of the rows begin anew with each megabyte, which nobody sees before they are read. */
function list(megabytes: number): readonly [piece: Buffer, times: number] {
  const rows: string[] = []
  let [bytes, n] = [0, 7]
  for (let row = 1; bytes < million; row++) {
    n = (n * 1_103_515_245 + 12_345) % 2_147_483_648
    const text = `<row r="${row}"><c r="A${row}" t="s"><v>${row % 5000}</v></c><c r="B${row}"><v>${n % 100_000}</v></c><c r="C${row}" t="s"><v>${n % 97}</v></c></row>`
    rows.push(text)
    bytes += text.length
  }
  return [Buffer.from(rows.join('')), megabytes]
}
