import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAttachment, removeAttachment } from '#actions/attachments.ts'
import { createDraft, openCorrection, submitDraft } from '#actions/drafts.ts'
import { approveDraft } from '#actions/publish.ts'
import { indexRecords } from '#actions/search-index.ts'
import { takeDown } from '#actions/take-down.ts'
import { waiveFinding } from '#actions/waive-finding.ts'
import { moveWithdrawal } from '#actions/withdrawals.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { zipOf } from '#test/imports/archives.ts'
import { openWorld, type World } from '#test/world.ts'
import { type Browser, openBrowser } from './visiting.ts'

let world: World
let browser: Browser
let books: string
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
  books = await publishWith('2026-08', '会议记录.docx', ['村民代表会议讨论了灌溉渠清淤的方案。', '记录人电话13812345678，请勿外传。'])
})
afterAll(() => world.close())

const clerk = () => world.officer(world.officerId.clerk(world.village))
const reviewer = () => world.officer(world.officerId.reviewer(340_522_100_000))
const asked = async () => ({ officerId: (await clerk()).id, key: randomUUID(), what: 'test', body: '' })
const search = async (q: string, rest = '') => (await browser.get(`/v/${world.village}/d?q=${encodeURIComponent(q)}${rest}`)).text
const nothing = '没有符合条件'

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const docx = (paragraphs: readonly string[]) => zipOf([
  { name: '[Content_Types].xml', content: `<Types><Override PartName="/word/document.xml" ContentType="${word}.main+xml"/></Types>` },
  { name: 'word/document.xml', content: `<w:document xmlns:w="w">${paragraphs.map(text => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')}</w:document>` },
  { name: 'docProps/core.xml', content: '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>测试打字员</dc:creator></cp:coreProperties>' },
])

function pdfOf(words: string): Buffer {
  const stream = `BT /F1 12 Tf 20 100 Td (${words}) Tj ET`
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>']
  return Buffer.from(`%PDF-1.4\n${objects.map((object, i) => `${i + 1} 0 obj${object}endobj\n`).join('')}trailer<</Size 6/Root 1 0 R>>\n%%EOF\n`, 'latin1')
}

function sure<Value>(outcome: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.value
}

async function attach(draftId: string, name: string, paragraphs: readonly string[]): Promise<void> {
  sure(await addAttachment(world.context, await clerk(), draftId, { name, mediaType: word, bytes: docx(paragraphs) }, await asked()))
}

/** Hands a draft in and publishes it, the township having accepted whatever the gate found. */
async function approve(draftId: string, asOf: number): Promise<string> {
  for (const { fingerprint } of await standing(draftId)) {
    sure(await waiveFinding(world.context, await reviewer(), draftId, { fingerprint, reason: '该处为值班电话，依法公开。' }))
  }
  sure(await submitDraft(world.context, await clerk(), draftId, asOf))
  return sure(await approveDraft(world.context, await reviewer(), draftId, asOf + 1)).disclosureId
}

async function standing(draftId: string): Promise<{ fingerprint: string }[]> {
  const { rows } = await world.owner.pool.query('select findings from attachment_scan join draft_attachment using (file_id) where draft_id = $1', [draftId])
  return rows.flatMap(row => row.findings as { fingerprint: string }[])
}

async function publishWith(period: string, name: string, paragraphs: readonly string[]): Promise<string> {
  const { id } = sure(await createDraft(world.context, await clerk(), monthOfBooks(world.village, period)))
  await attach(id, name, paragraphs)
  return approve(id, 2)
}

describe('a search for words that stand only in a published file', () => {
  test('finds the record, names the file, marks the words and leads to the file', async () => {
    const page = await search('灌溉渠')
    expect(page).toContain(`<a href="/a/${books}/1/1" download>`)
    expect(page).toContain('会议记录.docx')
    expect(page).toMatch(/<mark>灌溉<\/mark>|<mark>灌溉渠<\/mark>/)
    expect((await browser.get(`/a/${books}/1/1`)).status).toBe(200)
    expect(await search('灌溉渠', '&lang=en')).toContain('Attachment <span')
  })
  test('understands pinyin, and takes words of the title together with words of the file', async () => {
    expect(await search('guangaiqu')).toContain('讨论了灌溉渠清淤')
    expect(await search('8月 清淤')).toContain('会议记录.docx')
  })
  test('never shows or finds a personal number, even one that a second person let pass', async () => {
    expect(await search('请勿外传')).toContain('电话******，')
    expect(await search('13812345678')).toContain(nothing)
    expect(await search('请勿外传')).not.toContain('13812345678')
  })
  test('does not look at who wrote the file', async () => expect(await search('打字员')).toContain(nothing))
  test('finds nothing in a file of a draft, and the public role cannot read what was read in it', async () => {
    const { id } = sure(await createDraft(world.context, await clerk(), monthOfBooks(world.village, '2026-07')))
    await attach(id, '草稿.docx', ['尚未公开的水塔图纸'])
    expect(await search('水塔')).toContain(nothing)
    await expect(world.context.reader.withSchema('public').selectFrom('fileText').select('text').execute()).rejects.toThrow(/permission denied/)
    sure(await removeAttachment(world.context, await clerk(), id, 1, await asked()))
    expect(await world.context.db.selectFrom('fileText').select('piece').where('text', 'like', '%水塔%').execute()).toEqual([])
  })
  test('finds a word far down a long file, also where two pieces of it meet', async () => {
    const filler = '无'.repeat(7_998)
    const id = await publishWith('2026-06', '长文.docx', [`${filler}石拱桥${filler}`, '末尾写着拦水坝'])
    for (const words of ['石拱桥', '拦水坝']) expect(await search(words)).toContain(`/a/${id}/1/1`)
  })
  test('finds it again after the words were lost', async () => {
    await world.owner.db.deleteFrom('pub.searchPart').execute()
    expect(await search('灌溉渠')).toContain(nothing)
    await indexRecords(world.context)
    expect(await search('灌溉渠')).toContain(`/a/${books}/1/1`)
  })
  test('finds after a correction what the new files say, and nothing of the files it took away', async () => {
    const { id } = sure(await openCorrection(world.context, await clerk(), books, '换上定稿的会议记录'))
    sure(await removeAttachment(world.context, await clerk(), id, 1, await asked()))
    await attach(id, '定稿.docx', ['代表会议同意修建蓄水池'])
    await approve(id, 3)
    expect(await search('灌溉渠')).toContain(nothing)
    expect(await search('蓄水池')).toContain(`/a/${books}/2/1`)
  })
  test('finds after a correction of something else what the files still say', async () => {
    const { id } = sure(await openCorrection(world.context, await clerk(), books, '更正一处说明文字'))
    await attach(id, '补充.docx', ['另附测量草图一份'])
    await approve(id, 2)
    expect(await search('蓄水池')).toContain(`/a/${books}/3/1`)
    expect(await search('测量草图')).toContain(`/a/${books}/3/2`)
  })
  test('finds nothing of a record that was taken down, and the public role cannot read its words', async () => {
    sure(await takeDown(world.context, await reviewer(), books, { reason: 'personal-data', note: '附件写了不该公开的内容。' }))
    expect(await search('蓄水池')).toContain(nothing)
    expect(await world.context.reader.selectFrom('pub.attachmentText').select('text').where('disclosureId', '=', books).execute()).toEqual([])
    expect(await world.context.db.selectFrom('pub.attachmentText').select('piece').where('disclosureId', '=', books).execute()).not.toEqual([])
    await indexRecords(world.context)
    expect(await search('蓄水池')).toContain(nothing)
  })
  test('finds nothing of a record that was withdrawn, and the public role cannot read its words', async () => {
    const id = await publishWith('2026-05', '方案.docx', ['拟建风雨廊桥一座'])
    expect(await search('风雨廊桥')).toContain(`/a/${id}/1/1`)
    sure(await moveWithdrawal(world.context, await clerk(), id, { action: 'ask', note: '不属于本村公开的内容' }))
    sure(await moveWithdrawal(world.context, await reviewer(), id, { action: 'grant' }))
    expect(await search('风雨廊桥')).toContain(nothing)
    expect(await world.context.reader.selectFrom('pub.attachmentText').select('text').where('disclosureId', '=', id).execute()).toEqual([])
  })
  test('finds words of a PDF, a spreadsheet and slides', async () => {
    const { id } = sure(await createDraft(world.context, await clerk(), monthOfBooks(world.village, '2026-04')))
    const kinds = [
      ['表.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', zipOf([
        { name: '[Content_Types].xml', content: '<Types/>' }, { name: 'xl/workbook.xml', content: '<workbook/>' },
        { name: 'xl/sharedStrings.xml', content: '<sst><si><t>太阳能路灯清单</t></si></sst>' },
        { name: 'xl/worksheets/sheet1.xml', content: '<worksheet><row><c><v>8642</v></c></row></worksheet>' },
      ])],
      ['讲.pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', zipOf([
        { name: '[Content_Types].xml', content: '<Types/>' }, { name: 'ppt/presentation.xml', content: '<p/>' },
        { name: 'ppt/slides/slide1.xml', content: '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:t>卫生厕所改造</a:t></a:p></p:sld>' },
      ])],
      ['文.pdf', 'application/pdf', pdfOf('minutes about the watermill of the hamlet')],
    ] as const
    for (const [name, mediaType, bytes] of kinds) sure(await addAttachment(world.context, await clerk(), id, { name, mediaType, bytes }, await asked()))
    const published = await approve(id, 4)
    expect(await search('太阳能路灯')).toContain(`/a/${published}/1/1`)
    expect(await search('厕所改造')).toContain(`/a/${published}/1/2`)
    expect(await search('watermill')).toContain('<mark>watermill</mark>')
    expect(await search('8642')).toContain(nothing) // the number of a shared word, or a bare figure
  })
})
