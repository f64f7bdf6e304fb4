import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { zipOf } from '#test/imports/archives.ts'
import { form, say } from './talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')
const makeDraft = async (period: string) => (await say(world, 'clerk', 'POST', '/api/v1/drafts', { body: monthOfBooks(world.village, period) })).body
const upload = (id: string, name: string, bytes: Buffer, key?: string, role: 'clerk' | 'reviewer' | 'triage' = 'clerk') => {
  const { payload, headers } = form({}, { name, bytes })
  return say(world, role, 'POST', `/api/v1/drafts/${id}/attachments`, { payload, headers, ...(key && { key }) })
}

function office(member: string, type: string, extra = ''): Buffer {
  return zipOf([
    { name: '[Content_Types].xml', content: `<Types><Override PartName="/${member}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/>${extra}</Types>` },
    { name: member, content: '<x/>' },
  ])
}

describe('a file of a draft', () => {
  test('is kept under a clean name and sent back as a download that no browser opens', async () => {
    const { id } = await makeDraft('2026-01')
    const added = await upload(id, '..\\资料\\会议‮记录.exe', pdf)
    expect(added).toMatchObject({ status: 201, body: { eventCount: 2, attachments: [{ n: 1, name: '会议记录.pdf', mediaType: 'application/pdf', bytes: pdf.length }] } })
    for (const role of ['clerk', 'reviewer'] as const) {
      const got = await say(world, role, 'GET', `/api/v1/drafts/${id}/attachments/1`)
      expect(got.raw.equals(pdf)).toBe(true)
      expect(got.headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'content-security-policy': `default-src 'none'; frame-ancestors 'none'; sandbox` })
      expect(got.headers['content-disposition']).toBe(`attachment; filename="file"; filename*=UTF-8''${encodeURIComponent('会议记录.pdf')}`)
    }
    expect((await say(world, 'triage', 'GET', `/api/v1/drafts/${id}/attachments/1`)).status).toBe(404)
    expect(await upload(id, 'a.pdf', pdf, undefined, 'triage')).toMatchObject({ status: 404 })
    expect(await upload(id, 'a.pdf', pdf, undefined, 'reviewer')).toMatchObject({ status: 403, body: { code: 'not-your-duty' } })
  })

  test('is drawn anew when it is a picture, so that nothing but the picture is left', async () => {
    const { id } = await makeDraft('2026-02')
    const picture = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#aa3322' } }).jpeg().withExif({ IFD0: { Copyright: 'GPS 31.7' } }).toBuffer()
    await upload(id, '现场.png', picture)
    const got = await say(world, 'clerk', 'GET', `/api/v1/drafts/${id}/attachments/1`)
    expect(got.headers['content-type']).toBe('image/jpeg')
    expect((await sharp(got.raw).metadata()).exif).toBeUndefined()
  })

  test('may be a spreadsheet or a text document, and nothing with macros or of another kind', async () => {
    const { id } = await makeDraft('2026-03')
    expect((await upload(id, '表.bin', office('xl/workbook.xml', 'spreadsheetml.sheet'))).body.attachments.at(-1)).toMatchObject({ name: '表.xlsx' })
    expect((await upload(id, '文.bin', office('word/document.xml', 'wordprocessingml.document'))).body.attachments.at(-1)).toMatchObject({ name: '文.docx' })
    const macros = office('xl/workbook.xml', 'spreadsheetml.sheet', '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>')
    for (const bytes of [macros, office('other.xml', 'spreadsheetml.sheet'), Buffer.from('<html><script>alert(1)</script>'), Buffer.from('MZ'), Buffer.alloc(0), Buffer.from('%PDF-1.4 cut off'), Buffer.from('PK\x03\x04broken')]) {
      expect(await upload(id, 'a.pdf', bytes)).toMatchObject({ status: 415, body: { code: 'attachment-kind' } })
    }
  })

  test('is refused when it is too large or when its name holds a personal number', async () => {
    const { id } = await makeDraft('2026-04')
    expect(await upload(id, 'a.pdf', Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024), Buffer.from('%%EOF')]))).toMatchObject({ status: 413, body: { code: 'attachment-too-large' } })
    const named = await upload(id, '34052219000101007X.pdf', pdf)
    expect(named).toMatchObject({ status: 422, body: { code: 'attachment-name' } })
    expect(named.body.detail).not.toContain('34052219000101007X')
  })

  test('sent twice with one key is one file, and taken off it is gone', async () => {
    const { id } = await makeDraft('2026-05')
    const key = randomUUID()
    await upload(id, 'a.pdf', pdf, key)
    expect(await upload(id, 'a.pdf', pdf, key)).toMatchObject({ status: 201, body: { attachments: [{ n: 1 }], eventCount: 2 } })
    expect(await upload(id, 'a.pdf', Buffer.concat([pdf, pdf]), key)).toMatchObject({ status: 422, body: { code: 'key-used-for-another' } })
    const { rows } = await world.owner.pool.query('select file_id from draft_attachment where draft_id = $1', [id])
    expect(await say(world, 'clerk', 'DELETE', `/api/v1/drafts/${id}/attachments/1`)).toMatchObject({ status: 200, body: { attachments: [], eventCount: 3 } })
    await expect(world.context.files.read(rows[0].file_id)).rejects.toThrow()
    expect((await say(world, 'clerk', 'DELETE', `/api/v1/drafts/${id}/attachments/1`)).status).toBe(404)
  })

  test('goes with the record into publication and into its correction, and stays published when the correction drops it', async () => {
    const { id, disclosureId } = await makeDraft('2026-06')
    await upload(id, '凭证.pdf', pdf)
    await say(world, 'clerk', 'POST', `/api/v1/drafts/${id}/moves`, { body: { action: 'submit', asOf: 2 } })
    expect((await upload(id, '迟到.pdf', pdf)).body.code).toBe('disclosure-not-now')
    // Bytes that no program can read wait for a second person.
    for (const { fingerprint } of (await say(world, 'reviewer', 'GET', `/api/v1/drafts/${id}`)).body.findings) {
      expect((await say(world, 'reviewer', 'POST', `/api/v1/drafts/${id}/waivers`, { body: { fingerprint, reason: '已逐页看过，没有个人信息。' } })).status).toBe(200)
    }
    expect((await say(world, 'reviewer', 'POST', `/api/v1/drafts/${id}/moves`, { body: { action: 'approve', asOf: 3 } })).status).toBe(200)
    const correction = await say(world, 'clerk', 'POST', `/api/v1/disclosures/${disclosureId}/corrections`, { body: { reason: '电费金额写错了' } })
    expect(correction.body.attachments).toEqual([{ n: 1, name: '凭证.pdf', mediaType: 'application/pdf', bytes: pdf.length }])
    await say(world, 'clerk', 'DELETE', `/api/v1/drafts/${correction.body.id}/attachments/1`)
    const { rows } = await world.owner.pool.query('select file_id from pub.attachment where disclosure_id = $1', [disclosureId])
    expect((await world.context.files.read(rows[0].file_id)).equals(pdf)).toBe(true)
  })
})

describe('a spreadsheet', () => {
  const read = (item: string, name: string, bytes: Buffer, village = world.village) => {
    const { payload, headers } = form({ item, villageCode: String(village) }, { name, bytes })
    return say(world, 'clerk', 'POST', '/api/v1/imports', { payload, headers })
  }

  test('is read into the form, every line as typed, every problem with its cell', async () => {
    const csv = '环峰镇某村财务收支\n日期,摘要,往来单位（个人）,收入,支出\n2026-8-3,鱼塘承包费,张演示甲,"5,000.00",\n2026-8-9,村部电费,虚构供电所,,一百\n'
    const { status, body } = await read('income-expense-detail', 'a.csv', Buffer.from(csv))
    expect(status).toBe(200)
    expect(body).toMatchObject({ headerRow: 2, rowNumbers: [3, 4] })
    expect(body.rows[0]).toMatchObject({ summary: '鱼塘承包费', income: '5,000.00' })
    expect(body.columns.find((column: { field?: string }) => column.field === 'expense')).toMatchObject({ header: '支出', column: 'E' })
    expect(body.problems).toEqual(expect.arrayContaining([expect.objectContaining({ cell: 'E4', row: 2, field: 'expense', code: 'not-money' })]))
  })

  test('with one record a line is read into records, and lines of other places are left out', async () => {
    const bytes = await readFile('test/imports/samples/tender-notices.utf8.csv')
    const { body } = await read('project-tender', 'notices.csv', bytes)
    expect(body).toMatchObject({ fields: {}, rows: [] })
    expect(body.records.length).toBe(body.rowNumbers.length)
    const elsewhere = body.problems.filter((problem: { code: string }) => problem.code === 'other-place')
    expect(elsewhere.length).toBeGreaterThan(0)
    expect(elsewhere[0]).toHaveProperty('cell')
    expect(elsewhere[0]).not.toHaveProperty('row')
    expect((await read('project-tender', 'notices.csv', await readFile('test/imports/samples/tender-notices.gb18030.csv'))).body).toEqual(body)
  })

  test('that cannot be read is answered with the reason, and nothing is stored', async () => {
    const { status, body } = await read('income-expense-detail', 'a.xlsx', Buffer.from('<html><table><tr><td>1'))
    expect([status, body.refusal.code, body.rows]).toEqual([200, 'web-page', []])
    expect(body.refusal.message).toContain('web page')
  })

  test('for another village, an unknown item, or by another role is refused', async () => {
    expect((await read('income-expense-detail', 'a.csv', Buffer.from('x'), world.otherVillage)).body.code).toBe('out-of-reach')
    expect((await read('no-such', 'a.csv', Buffer.from('x'))).body.code).toBe('no-schema')
  })
})
