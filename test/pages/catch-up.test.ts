import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { addAttachment } from '#actions/attachments.ts'
import { catchUp } from '#actions/catch-up.ts'
import { createDraft } from '#actions/drafts.ts'
import { findOwnRows, payeeKeyOf } from '#actions/payees.ts'
import { takeDown } from '#actions/take-down.ts'
import { approveWithPictures } from '#test/disclosures/looking.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { zipOf } from '#test/imports/archives.ts'
import { publish, visitVillageWithBooks } from './visiting.ts'

const at = visitVillageWithBooks()
const clerk = () => at.world.officer(at.world.officerId.clerk(at.world.village))
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const docx = (text: string) => zipOf([
  { name: '[Content_Types].xml', content: `<Types><Override PartName="/word/document.xml" ContentType="${word}.main+xml"/></Types>` },
  { name: 'word/document.xml', content: `<w:document xmlns:w="w"><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:document>` },
])

async function publishWith(period: string, text: string): Promise<string> {
  const made = await createDraft(at.world.context, await clerk(), monthOfBooks(at.world.village, period))
  const id = made.ok ? made.value.id : ''
  expect(await addAttachment(at.world.context, await clerk(), id, { name: '会议记录.docx', mediaType: word, bytes: docx(text) }, { officerId: (await clerk()).id, key: randomUUID(), what: 'test', body: '' })).toMatchObject({ ok: true })
  return approveWithPictures(at.world, id, 2)
}

/** The database as it was before a way of finding existed: its owner takes the guard away for a moment. */
async function forget(table: string): Promise<void> {
  await at.world.owner.pool.query(`alter table ${table} disable trigger kept; delete from ${table}; alter table ${table} enable always trigger kept`)
}

async function forgetFiles(): Promise<void> {
  await forget('pub.attachment_text')
  await at.world.owner.pool.query('delete from file_text; delete from pub.search_part where attachment_n is not null; delete from later_reading')
  at.world.context.published.tell(at.world.village)
}

const isFound = async (words: string) => (await at.browser.get(`/v/${at.world.village}/d?q=${encodeURIComponent(words)}`)).text.includes('<mark>')

describe('files published before files were read', () => {
  test('are read later, one after another, and are found then; what was taken down is not', async () => {
    await publishWith('2026-07', '讨论灌溉渠清淤')
    await publishWith('2026-06', '讨论文化广场护栏')
    const gone = await publishWith('2026-05', '讨论荷塘承包期限')
    await takeDown(at.world.context, await at.world.officer(at.world.officerId.reviewer(340_522_100_000)), gone, { reason: 'other', note: '先撤下再核对。' })
    await forgetFiles()
    expect([await isFound('灌溉渠'), await isFound('护栏')]).toEqual([false, false])
    expect(await catchUp(at.world.context, { most: 1 })).toMatchObject({ files: 1 })
    at.world.context.published.tell(at.world.village)
    expect([await isFound('灌溉渠'), await isFound('护栏')].filter(Boolean)).toHaveLength(1)
    expect(await catchUp(at.world.context, { most: 1 })).toMatchObject({ files: 1 })
    expect(await catchUp(at.world.context)).toMatchObject({ files: 0, missing: 0 })
    at.world.context.published.tell(at.world.village)
    expect([await isFound('灌溉渠'), await isFound('护栏'), await isFound('荷塘承包期限')]).toEqual([true, true, false])
  })

  test('that are not on the disk are passed over, and tried again when they are back', async () => {
    const id = await publishWith('2026-04', '讨论村口路灯维修')
    await forgetFiles()
    const { rows: [file] } = await at.world.owner.pool.query('select file_id from pub.attachment where disclosure_id = $1', [id])
    const { files } = at.world.context
    const without = { ...at.world.context, files: { ...files, has: async (id: string) => id !== file.file_id && files.has(id) } }
    expect(await catchUp(without)).toMatchObject({ missing: 1 })
    expect(await catchUp(at.world.context)).toMatchObject({ files: 1, missing: 0 })
    at.world.context.published.tell(at.world.village)
    expect(await isFound('村口路灯')).toBe(true)
  })
})

describe('lists published before payees had keys', () => {
  test('are gone through once, and each payee finds the own row; a list without numbers is not tried again', async () => {
    const person = { householderName: '欧阳测试', groupName: '1组', quantity: '1', standard: '100', amount: '100.00', idNo: '340522190001010002' }
    const subsidy = (period: string, row: Record<string, string>) => ({ villageCode: at.world.village, item: 'farmland-subsidy', period, title: '耕地地力保护补贴发放表', fields: { subsidyName: '耕地地力保护补贴', year: '2026', standard: '100' }, rows: [row] })
    const id = await publish(at.world, subsidy('2026-01-05', person))
    const { idNo: _, ...nameless } = person
    await publish(at.world, subsidy('2025-01-05', nameless))
    const key = payeeKeyOf(at.world.context, at.world.village, '欧阳测试', '010002')
    await forget('payee_key')
    expect((await findOwnRows(at.world.context, key)).rows).toEqual([])
    expect(await catchUp(at.world.context)).toMatchObject({ lists: 2, payees: 1 })
    expect((await findOwnRows(at.world.context, key)).rows).toEqual([{ disclosureId: id, version: 1, seq: 1 }])
    expect(await catchUp(at.world.context)).toMatchObject({ lists: 0, payees: 0 })
  })
})
