import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileComplaint, type ComplaintInput } from '#actions/complaints.ts'
import { createDraft, submitDraft } from '#actions/drafts.ts'
import { approveDraft } from '#actions/publish.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const file = (more: Partial<ComplaintInput>) => fileComplaint(world.context, { villageCode: world.village, statement: '照片里是坏了的路灯。', photos: [], idempotencyKey: randomUUID(), channel: 'web', ...more })
const count = async () => (await world.owner.pool.query('select count(*)::int as n from case_file')).rows[0].n as number

describe('a photo of a complaint', () => {
  test('is encoded anew: the place it was taken, the camera and everything else but the picture is gone', async () => {
    const taken = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#226633' } })
      .withExif({ IFD0: { Make: 'TestCamera', Copyright: '测试群众' }, IFD3: { GPSLatitude: '31/1 43/1 0/1', GPSLatitudeRef: 'N' } }).jpeg().toBuffer()
    expect((await sharp(taken).metadata()).exif).toBeDefined()
    expect(await file({ photos: [{ bytes: taken }] })).toMatchObject({ ok: true })
    const { rows } = await world.owner.pool.query('select * from case_attachment')
    const kept = await world.context.files.read(rows[0].file_id)
    const { exif, xmp, iptc, icc, format, width } = await sharp(kept).metadata()
    expect({ exif, xmp, iptc, icc, format, width }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined, icc: undefined, format: 'jpeg', width: 400 })
    expect(kept.includes('TestCamera')).toBe(false)
  })

  test.each([
    ['a page called photo.jpg', Buffer.from('<html><script>alert(1)</script></html>'), 'photo-unreadable'],
    ['a drawing that can carry script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'photo-unreadable'],
    ['nothing at all', Buffer.alloc(0), 'photo-unreadable'],
    ['half a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'photo-unreadable'],
    ['more than ten megabytes', Buffer.alloc(10 * 1024 * 1024 + 1), 'photo-too-large'],
  ])('that is %s is refused by name and nothing is stored', async (_what, bytes, code) => {
    const before = await count()
    expect(await file({ photos: [{ bytes }] })).toEqual({ ok: false, refusal: { code, n: 1 } })
    expect(await count()).toBe(before)
  })

  test('of sixteen thousand by sixteen thousand points is refused before a point is decoded', async () => {
    const flood = await sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: '#ffffff' }, limitInputPixels: false }).png({ compressionLevel: 9 }).toBuffer()
    const before = process.memoryUsage().rss
    expect(await file({ photos: [{ bytes: flood }] })).toEqual({ ok: false, refusal: { code: 'photo-too-large', n: 1 } })
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })

  test('is kept beside another in the order in which they were sent', async () => {
    const picture = (width: number) => sharp({ create: { width, height: 300, channels: 3, background: '#226633' } }).jpeg().toBuffer()
    expect(await file({ statement: '两张照片里是同一盏路灯。', photos: [{ bytes: await picture(410) }, { bytes: await picture(420) }] })).toMatchObject({ ok: true })
    const { rows } = await world.owner.pool.query<{ file_id: string }>('select file_id from case_attachment where case_id = (select id from case_file where statement like $1) order by n', ['两张照片%'])
    expect(await Promise.all(rows.map(async row => (await sharp(await world.context.files.read(row.file_id)).metadata()).width))).toEqual([410, 420])
  })

  test('is the seventh of at most six', async () => {
    expect(await file({ photos: Array.from({ length: 7 }, () => ({ bytes: Buffer.from('x') })) })).toMatchObject({ ok: false, refusal: { code: 'too-many-photos' } })
  })
})

describe('what a complaint questions', () => {
  async function published(villageCode: number, reviewer: number): Promise<string> {
    const clerk = await world.officer(world.officerId.clerk(villageCode))
    const draft = await createDraft(world.context, clerk, monthOfBooks(villageCode, '2026-08'))
    const id = draft.ok ? draft.value.id : ''
    await submitDraft(world.context, clerk, id, 1)
    const done = await approveDraft(world.context, await world.officer(world.officerId.reviewer(reviewer)), id, 2)
    return done.ok ? done.value.disclosureId : ''
  }

  test('is kept as it was seen: the record, its version, the line and the value', async () => {
    const disclosureId = await published(world.village, 340_522_100_000)
    expect(await file({ about: { disclosureId, version: 1, rowSeq: 2, fieldKey: 'expense' } })).toMatchObject({ ok: true })
    const { rows } = await world.owner.pool.query('select seen, disclosure_version, row_seq, field_key, item_slug from case_file where disclosure_id = $1', [disclosureId])
    expect(rows).toEqual([{ disclosure_version: 1, row_seq: 2, field_key: 'expense', item_slug: 'income-expense-detail', seen: { title: '8月财务收支明细', label: expect.stringContaining('村部电费'), value: '1,200.50 元' } }])
  })

  test('cannot be another village’s record, a version, a line or a field that is not there', async () => {
    const disclosureId = await published(world.otherVillage, 340_522_101_000)
    const unknown = { ok: false, refusal: { code: 'unknown-record' } }
    expect(await file({ about: { disclosureId, version: 1 } })).toEqual(unknown)
    const own = { villageCode: world.otherVillage }
    for (const about of [{ disclosureId, version: 2 }, { disclosureId, version: 1, rowSeq: 99 }, { disclosureId, version: 1, rowSeq: 1, fieldKey: '__proto__' }, { disclosureId: randomUUID(), version: 1 }]) {
      expect(await file({ ...own, about })).toEqual(unknown)
    }
  })
})
