import { randomUUID } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeXlsx } from '#platform/spreadsheets/write-xlsx.ts'
import { importHotline, readHotline, type HotlineReading } from '#actions/intake/hotline.ts'
import { trackCase } from '#actions/tracking.ts'
import { say } from '#test/api/talking.ts'
import { pastPolicies } from '#test/past-policies.ts'
import { isWhole } from '#test/whole.ts'
import { openWorld, type World } from '#test/world.ts'
import { check, csv, header, idOf, order, take } from './doors.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const count = async () => Number((await world.owner.pool.query(`select count(*) from case_file where channel = 'hotline'`)).rows[0].count)

describe('a file of the 12345 hotline', () => {
  test('is looked at first: columns, orders and counts, no name and no telephone, nothing stored', async () => {
    const said = await check(world, csv([order('A-1'), order('A-2', { caller: '匿名', phone: '' })]))
    expect(said).toMatchObject({ status: 200, body: { headerRow: 1, fresh: 2, known: 0, isBlocked: false, problems: [], orders: [{ row: 2, number: 'A-1', calledOn: '2026-09-18', dueOn: '2026-09-24', villageName: '朝阳村委会', isNamed: true }, { number: 'A-2', isNamed: false }] } })
    expect(said.body.columns.map(({ field }: { field: string }) => field)).toEqual(['number', 'calledOn', 'caller', 'phone', 'title', 'content', 'place', 'dueOn'])
    expect(said.raw.toString()).not.toMatch(/测试市民|0000-0000000/)
    expect(await count()).toBe(0)
  })

  test('becomes cases with the hotline’s clock beside ours, the caller sealed, and a code for each', async () => {
    const bytes = csv([order('B-1'), order('B-2', { content: '来电人反映村里大塘承包租金从未公开。', title: '' })])
    const { sha256 } = (await check(world, bytes)).body
    const key = randomUUID()
    const taken = await take(world, bytes, sha256, key)
    expect(taken).toMatchObject({ status: 201, body: { filed: 2, known: 0, receipts: [{ number: 'B-1' }, { number: 'B-2' }] } })
    const [{ caseId, receiptCode }] = taken.body.receipts
    expect(await trackCase(world.context, receiptCode)).toMatchObject({ ok: true, value: { state: 'submitted', receivedOn: '2026-09-21', statement: expect.stringContaining('路灯') } })
    expect(await idOf(world, receiptCode)).toBe(caseId)
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${caseId}/intake`)).body).toMatchObject({ channel: 'hotline', channelNumber: 'B-1', receivedOn: '2026-09-18', dueOn: '2026-09-24' })
    const rows = await pastPolicies(world, 'select ciphertext from vault.sealed_identity where case_id = $1', [caseId])
    expect(JSON.parse(await world.openIdentity(rows[0].ciphertext))).toEqual({ v: 2, field: 'identity', caseId, name: '测试市民', phone: '0000-0000000' })
    // The answer was lost: the same request tells the same codes and makes nothing new.
    expect((await take(world, bytes, sha256, key)).body).toEqual(taken.body)
    expect((await world.owner.pool.query('select filed, known from hotline_import')).rows).toEqual([{ filed: 2, known: 0 }])
  })

  test('is taken over with its entry in the audit or not at all', async () => {
    const [bytes, before] = [csv([order('E-1'), order('E-2')]), await count()]
    const { sha256 } = (await check(world, bytes)).body
    await world.owner.pool.query('revoke insert on audit.entry from ydt_app, ydt_staff, ydt_office')
    expect((await take(world, bytes, sha256, randomUUID())).status).toBe(503)
    await world.owner.pool.query('grant insert on audit.entry to ydt_app, ydt_staff, ydt_office')
    expect(await count()).toBe(before)
    expect((await take(world, bytes, sha256, randomUUID())).status).toBe(201)
    expect((await world.owner.pool.query(`select outcome from audit.entry where act = 'importHotline' order by id desc limit 1`)).rows).toEqual([{ outcome: 'done' }])
  })

  test('is taken over without its callers’ names where there are no custodians to seal them to', async () => {
    const [context, officer] = [{ ...world.context, custodians: undefined }, await world.officer(world.officerId.triage)]
    const bytes = csv([order('N-1')])
    const read = await readHotline(context, officer, bytes)
    expect(read).toMatchObject({ ok: true, value: { leftOut: [], orders: [{ number: 'N-1' }] } })
    const { sha256, orders } = (read as { value: HotlineReading }).value
    expect(orders[0]).not.toHaveProperty('person')
    const taken = await importHotline(context, officer, { bytes, sha256, leaveOut: 0 }, { officerId: officer.id, key: randomUUID(), what: 'importHotline', body: bytes })
    expect(taken).toMatchObject({ ok: true, value: { filed: 1 } })
  })

  test('taken over again makes no order a case twice: known ones are passed over, new ones filed', async () => {
    const before = await count()
    const bytes = csv([order('B-1'), order('B-3')])
    const looked = await check(world, bytes)
    expect(looked.body).toMatchObject({ fresh: 1, known: 1, orders: [{ number: 'B-1', isKnown: true }, { number: 'B-3', isKnown: false }] })
    expect((await take(world, bytes, looked.body.sha256)).body).toMatchObject({ filed: 1, known: 1, receipts: [{ number: 'B-3' }] })
    expect(await take(world, bytes, looked.body.sha256)).toMatchObject({ status: 409, body: { code: 'hotline-nothing-new' } })
    expect(await count()).toBe(before + 1)
  })

  test('tells nothing of an order whose case is kept from the officer: it is answered as on the day when there was none, and whoever sees both merges them', async () => {
    const answers = async (...orders: string[][]) => {
      const looked = await check(world, csv(orders))
      const taken = await take(world, csv(orders), looked.body.sha256)
      return [looked.body, taken.body, await check(world, csv(orders))].map(body => JSON.stringify(body.body ?? body).replaceAll(/[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f-]{27}|\d{20}|K[AB]-\d/g, '#'))
    }
    const first = await take(world, csv([order('KA-1')]), (await check(world, csv([order('KA-1')]))).body.sha256)
    const { caseId } = first.body.receipts[0]
    const named = await say(world, 'triage', 'POST', `/api/v1/cases/${caseId}/subjects`, { body: { asOf: 1, note: '来信写明所涉人员。', name: [{ officerId: world.officerId.secondTriage }], lift: [] } })
    expect(named).toMatchObject({ status: 200, body: { isOutOfSight: true } })
    const hidden = await answers(order('KA-1'), order('KA-2'))
    const without = await answers(order('KB-1'), order('KB-2'))
    expect(hidden).toEqual(without)
    expect(hidden[1]).toContain('"filed":2,"known":0')
    expect((await world.owner.pool.query(`select nth from case_intake where channel_number = 'KA-1' order by nth`)).rows).toEqual([{ nth: 1 }, { nth: 2 }])
  })

  test('sent by two desks at once makes each order one case', async () => {
    const before = await count()
    const bytes = csv([order('C-1'), order('C-2')])
    const { sha256 } = (await check(world, bytes)).body
    const both = await Promise.all([take(world, bytes, sha256), take(world, bytes, sha256)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
    expect(await count()).toBe(before + 2)
  })

  test('with rows that cannot be taken makes no case at all, unless the officer agrees to leave out exactly these', async () => {
    const before = await count()
    const bytes = csv([order('D-1'), order('D-2', { place: '外县某村' }), order('D-1'), order('D-3', { day: '', place: '博望区某村' })])
    const looked = await check(world, bytes)
    expect(looked.body).toMatchObject({ isBlocked: false, fresh: 1, orders: [{ number: 'D-1' }], problems: [{ cell: 'G3', code: 'unknown-village', severity: 'error' }, { cell: 'B5' }, { cell: 'G5' }, { cell: 'A4', code: 'number-repeated', message: expect.stringContaining('A2') }] })
    expect(looked.body.leftOut).toEqual([{ row: 3, number: 'D-2', messages: [expect.any(String)] }, { row: 4, number: 'D-1', messages: [expect.stringContaining('A2')] }, { row: 5, number: 'D-3', messages: [expect.any(String), expect.any(String)] }])
    for (const leaveOut of [undefined, '0', '2', '4', 'x', '-3']) expect(await take(world, bytes, looked.body.sha256, undefined, leaveOut === undefined ? {} : { leaveOut })).toMatchObject({ status: 422, body: { code: 'hotline-blocked' } })
    expect(await count()).toBe(before)
    expect((await take(world, bytes, looked.body.sha256, undefined, { leaveOut: '3' })).body).toMatchObject({ filed: 1, known: 0, receipts: [{ number: 'D-1' }] })
    expect(await count()).toBe(before + 1)
    const none = csv([order('D-9', { place: '外县某村' })])
    const empty = await check(world, none)
    expect(empty.body).toMatchObject({ isBlocked: true, fresh: 0 })
    expect(await take(world, none, empty.body.sha256, undefined, { leaveOut: '1' })).toMatchObject({ status: 422, body: { code: 'hotline-blocked' } })
  })

  test('that is not the one looked at is refused', async () => {
    const { sha256 } = (await check(world, csv([order('E-1')]))).body
    expect(await take(world, csv([order('E-2')]), sha256)).toMatchObject({ status: 422, body: { code: 'upload-changed' } })
    expect(await take(world, csv([order('E-2')]), '')).toMatchObject({ status: 422, body: { code: 'upload-changed' } })
  })

  test('is read in GB18030 and from a workbook as in UTF-8', async () => {
    const gb = await gb18030(csv([order('F-1')]).toString())
    const book = writeXlsx([{ name: '工单', rows: [header, order('F-2')] }])
    for (const bytes of [gb, book]) expect((await check(world, bytes)).body).toMatchObject({ fresh: 1, isBlocked: false, orders: [{ villageName: '朝阳村委会' }] })
  })

  test('that is a bomb, no spreadsheet, or in no writing at all gets a sentence, not an error', async () => {
    const bomb = bombOf('xl/worksheets/sheet1.xml', deflateRawSync(Buffer.alloc(30_000_000)))
    expect((await check(world, bomb)).body).toMatchObject({ refusal: { code: 'suspicious-archive', message: expect.stringMatching(/.{10,}/) }, isBlocked: true })
    for (const bytes of [Buffer.from('%PDF-1.4'), Buffer.from([0xff, 0x00, 0xff, 0x81, 0x20]), Buffer.from('<html><table></table></html>'), Buffer.from(' ')]) {
      const said = await check(world, bytes)
      expect(said).toMatchObject({ status: 200, body: { refusal: { message: expect.stringMatching(/.{5,}/) } } })
      expect(await take(world, bytes, '')).toMatchObject({ status: 422 })
    }
  })

  test('of a thousand orders, the most there may be, is looked at and taken over (in an ordinary run a hundred are taken over)', async () => {
    const [most, taken] = [1000, isWhole ? 1000 : 100].map(count => csv(Array.from({ length: count }, (_, n) => order(`H-${n}`)))) as [Buffer, Buffer]
    expect((await check(world, most)).body).toMatchObject({ fresh: 1000, isBlocked: false })
    const looked = await check(world, taken)
    expect((await take(world, taken, looked.body.sha256)).body).toMatchObject({ filed: looked.body.fresh })
  })

  test('of a city is taken over by the city’s desk for its counties: each case lies on the desk of its place', async () => {
    const { rows: [elsewhere] } = await world.owner.pool.query(`select code from pub.division where county_code = 340521000000 and level = 'village' and valid_to is null order by code limit 1`)
    const bytes = csv([order('X-1'), order('X-2', { place: String(elsewhere.code) }), order('X-3', { place: '外地某村' }), order('B-1')])
    expect((await check(world, bytes)).body).toMatchObject({ fresh: 1, known: 1, leftOut: [{ row: 3 }, { row: 4 }] })
    const looked = await check(world, bytes, 'city-triage')
    expect(looked.body).toMatchObject({ fresh: 2, known: 1, leftOut: [{ row: 4, number: 'X-3' }] })
    const key = randomUUID()
    const taken = await take(world, bytes, looked.body.sha256, key, { leaveOut: '1', as: 'city-triage' })
    expect(taken).toMatchObject({ status: 201, body: { filed: 2, known: 1, receipts: [{ number: 'X-1' }, { number: 'X-2' }] } })
    expect((await take(world, bytes, looked.body.sha256, key, { leaveOut: '1', as: 'city-triage' })).body).toEqual(taken.body)
    const [here, there] = taken.body.receipts.map(({ caseId }: { caseId: string }) => caseId)
    const { rows } = await world.owner.pool.query('select id, county_code::text, desk_level from case_file where id = any($1) order by county_code', [[here, there]])
    expect(rows).toEqual([{ id: there, county_code: '340521000000', desk_level: 'county' }, { id: here, county_code: '340522000000', desk_level: 'county' }])
    const status = async (as: 'triage' | 'city-triage', id: string) => (await say(world, as, 'GET', `/api/v1/cases/${id}`)).status
    expect([await status('triage', here), await status('triage', there), await status('city-triage', here)]).toEqual([200, 404, 404])
    // What the city took over is known to the county.
    expect((await check(world, csv([order('X-1')]))).body).toMatchObject({ fresh: 0, known: 1 })
  })

  test('is the desk’s of the county and of the city alone', async () => {
    expect(await check(world, csv([order('G-1')]), 'supervisor')).toMatchObject({ status: 403, body: { code: 'not-your-duty' } })
    expect((await say(world, 'triage', 'POST', '/api/v1/hotline-files/check', { body: {} })).status).toBe(415)
  })
})

async function gb18030(text: string): Promise<Buffer> {
  // No encoder comes with the platform: the table is made by decoding every pair of bytes.
  const table = new Map<string, number[]>()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high++) for (let low = 0x40; low <= 0xfe; low++) if (low !== 0x7f) table.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  return Buffer.from([...text].flatMap(character => (character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : table.get(character) ?? [0x3f])))
}

/** A zip file of one member that unpacks to thousands of times its size. */
function bombOf(name: string, packed: Buffer): Buffer {
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(30_000_000, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(30_000_000, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end])
}
