import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#records/database.ts'
import { getDraft } from '#records/drafts.ts'
import { addAttachment } from '#actions/attachments.ts'
import { readDraft } from '#actions/check-draft.ts'
import { createDraft, saveDraft, submitDraft } from '#actions/drafts.ts'
import { approveDraft } from '#actions/publish.ts'
import { waiveFinding } from '#actions/waive-finding.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { zipOf } from '#test/imports/archives.ts'
import { pdfOf } from './pdf.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const clerk = () => world.officer(world.officerId.clerk(world.village))
const reviewer = () => world.officer(world.officerId.reviewer(340_522_100_000))
const reason = '该处为村部地址，依法公开。'

/** A month of books whose first entry says something more. */
function books(period: string, summary: string) {
  const input = monthOfBooks(world.village, period)
  return { ...input, rows: input.rows.map((row, index) => index === 0 ? { ...row, summary } : row) }
}

async function drafted(period: string, summary = '鱼塘承包费'): Promise<string> {
  const draft = await createDraft(world.context, await clerk(), books(period, summary))
  if (!draft.ok) throw new Error(JSON.stringify(draft.refusal))
  return draft.value.id
}

async function findings(id: string) {
  return (await readDraft(world.context, world.context.db, await getDraft(world.context.db, id))).findings
}

const attach = async (id: string, name: string, mediaType: Parameters<typeof addAttachment>[3]['mediaType'], bytes: Buffer) =>
  addAttachment(world.context, await clerk(), id, { name, mediaType, bytes }, { officerId: (await clerk()).id, key: randomUUID(), what: 'test', body: '' })

describe('while a red finding stands', () => {
  test('nothing can be handed in, and the finding names its place and not what it found', async () => {
    const id = await drafted('2026-08', '付测试村三组12号房租')
    const refused = await submitDraft(world.context, await clerk(), id, 1)
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'has-problems', findings: [{ kind: 'address', place: { part: 'row', row: 1, key: 'summary' } }] } })
    expect(JSON.stringify(refused)).not.toContain('12号')
  })

  test('only a reviewer of the township who wrote nothing may accept it, with a reason of ten characters', async () => {
    const id = await drafted('2026-07', '付测试村三组12号房租')
    const [{ fingerprint } = { fingerprint: '' }] = await findings(id)
    expect(await waiveFinding(world.context, await clerk(), id, { fingerprint, reason })).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await waiveFinding(world.context, await reviewer(), id, { fingerprint, reason: '九个字的理由不够长' })).toMatchObject({ ok: false, refusal: { code: 'reason-too-short' } })
    expect(await waiveFinding(world.context, await reviewer(), id, { fingerprint: 'f'.repeat(64), reason })).toMatchObject({ ok: false, refusal: { code: 'no-such-finding' } })
    expect(await waiveFinding(world.context, await reviewer(), id, { fingerprint, reason })).toEqual({ ok: true, value: {} })
    expect(await submitDraft(world.context, await clerk(), id, 1)).toMatchObject({ ok: true })
    expect(await approveDraft(world.context, await reviewer(), id, 2)).toMatchObject({ ok: true })
    const { rows } = await world.owner.pool.query('select blocking, cardinality(waived) as waived from redaction_report where draft_id = $1', [id])
    expect(rows).toEqual([{ blocking: 1, waived: 1 }])
  })

  test('an acceptance ends as soon as one letter of the place changes', async () => {
    const id = await drafted('2026-06', '付测试村三组12号房租')
    const [{ fingerprint } = { fingerprint: '' }] = await findings(id)
    await waiveFinding(world.context, await reviewer(), id, { fingerprint, reason })
    const { villageCode: _, item: __, ...edit } = books('2026-06', '付测试村三组13号房租')
    await saveDraft(world.context, await clerk(), id, { ...edit, asOf: 1 })
    expect(await submitDraft(world.context, await clerk(), id, 2)).toMatchObject({ ok: false, refusal: { code: 'has-problems' } })
  })
})

describe('the database', () => {
  test('refuses a version without a report of that very version', async () => {
    await expect(world.owner.pool.query(`insert into pub.disclosure_version (county_code, disclosure_id, version, schema_version, title, fields, salts, row_count, published_by, approved_by, commitment, log_queue_id)
      values (340522, $1, 1, 1, 'x', '{}', '', 0, 'x', 'x', decode(repeat('00', 32), 'hex'), 1)`, [randomUUID()])).rejects.toThrow(/gated/)
  })

  test('refuses a report while a finding stands, and an acceptance by an author', async () => {
    const id = await drafted('2026-05')
    const by = (await clerk()).id
    const fingerprint = Buffer.alloc(32, 1)
    await expect(world.context.db.insertInto('redactionReport').values({ id: randomUUID(), draftId: id, disclosureId: randomUUID(), version: 1, blocking: 1, yellow: 0, waived: [fingerprint] }).execute()).rejects.toThrow(/finding stands/)
    await expect(world.context.db.insertInto('redactionReport').values({ id: randomUUID(), draftId: id, disclosureId: randomUUID(), version: 1, blocking: 1, yellow: 0, waived: [] }).execute()).rejects.toThrow(/finding stands/)
    await expect(world.context.db.insertInto('findingWaiver').values({ draftId: id, fingerprint, kind: 'address', reason, officerId: by }).execute()).rejects.toThrow(/second person/)
    await expect(world.context.db.insertInto('findingWaiver').values({ draftId: id, fingerprint, kind: 'address', reason: '太短', officerId: (await reviewer()).id }).execute()).rejects.toThrow(/check constraint/)
    await inTransaction(world.context.db, async tx => {
      await tx.insertInto('findingWaiver').values({ draftId: id, fingerprint, kind: 'address', reason, officerId: (await reviewer()).id }).execute()
      await tx.insertInto('redactionReport').values({ id: randomUUID(), draftId: id, disclosureId: randomUUID(), version: 1, blocking: 1, yellow: 0, waived: [fingerprint] }).execute()
    })
  })

  test('keeps of a finding no more than its kind and a keyed hash', async () => {
    const { rows } = await world.owner.pool.query(`select row_to_json(w)::text as said from finding_waiver w`)
    expect(rows.length).toBeGreaterThan(0)
    for (const { said } of rows) expect(said).not.toMatch(/三组|12号/)
  })
})

function office(member: string, type: string, members: readonly { name: string; content: string }[]): Buffer {
  return zipOf([{ name: '[Content_Types].xml', content: `<Types><Override PartName="/${member}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>` }, ...members])
}

const found = async (id: string) => (await findings(id)).map(({ finding }) => [finding.kind, 'where' in finding.place ? finding.place.where : ''])
const nobody = '340522190001010002'

describe('files', () => {
  test('the text and the properties of a PDF are read', async () => {
    const id = await drafted('2026-04')
    await attach(id, '清册.pdf', 'application/pdf', pdfOf(`a list of people with ${nobody} in it`, '/Author(tel 13812345678)'))
    expect(await found(id)).toEqual([['phone', 'property Author'], ['id-number', 'page 1']])
  })

  test('the text, the comments and the properties of office files are read, cut into pieces or not', async () => {
    const id = await drafted('2026-03')
    await attach(id, '记录.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', office('word/document.xml', 'wordprocessingml.document', [
      { name: 'word/document.xml', content: `<w:document xmlns:w="w"><w:p><w:r><w:t>${nobody.slice(0, 9)}</w:t></w:r><w:r><w:t>${nobody.slice(9)}</w:t></w:r></w:p></w:document>` },
      { name: 'word/comments.xml', content: '<w:comments xmlns:w="w"><w:p><w:t>13812345678</w:t></w:p></w:comments>' },
      { name: 'docProps/core.xml', content: '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>出生日期：1950-02-03</dc:creator></cp:coreProperties>' },
    ]))
    await attach(id, '表.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', office('xl/workbook.xml', 'spreadsheetml.sheet', [
      { name: 'xl/workbook.xml', content: '<workbook/>' }, { name: 'xl/sharedStrings.xml', content: '<sst><si><t>测试小区5栋2单元301室</t></si></sst>' },
    ]))
    await attach(id, '讲.pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', office('ppt/presentation.xml', 'presentationml.presentation', [
      { name: 'ppt/presentation.xml', content: '<p/>' }, { name: 'ppt/slides/slide1.xml', content: '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:t>138-1234-5678</a:t></a:p></p:sld>' },
    ]))
    expect((await found(id)).map(([kind, where]) => `${kind} ${where}`).toSorted()).toEqual([
      'address xl/sharedStrings.xml', 'birth-date property creator', 'id-number word/document.xml', 'phone ppt/slides/slide1.xml', 'phone word/comments.xml'])
  })

  test('a picture, a scan and a file that cannot be read wait for a second person, and only before publication', async () => {
    const id = await drafted('2026-02')
    await attach(id, '现场.jpg', 'image/jpeg', Buffer.from('picture'))
    await attach(id, '扫描.pdf', 'application/pdf', pdfOf(''))
    await attach(id, '锁.pdf', 'application/pdf', Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'))
    expect(await found(id)).toEqual([['picture', ''], ['picture', 'page 1'], ['unreadable', '']])
    expect(await submitDraft(world.context, await clerk(), id, 4)).toMatchObject({ ok: true })
    expect(await approveDraft(world.context, await reviewer(), id, 5)).toMatchObject({ ok: false, refusal: { code: 'has-problems' } })
    for (const { fingerprint } of await findings(id)) expect(await waiveFinding(world.context, await reviewer(), id, { fingerprint, reason: '已逐页看过，没有个人信息。' })).toMatchObject({ ok: true })
    expect(await approveDraft(world.context, await reviewer(), id, 5)).toMatchObject({ ok: true })
  })
})
