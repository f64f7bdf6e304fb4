import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { livingIn } from '#test/cases/living.ts'
import { caseAt, file, reply } from './cases-of-every-state.ts'
import { form as formOf, say } from './talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const complaint = (more: object = {}) => ({ villageCode: world.village, statement: '村口路灯坏了一个月，一直没人修。', ...more })
const send = (body: unknown, key?: string, headers?: Record<string, string>) => say(world, undefined, 'POST', '/api/v1/complaints', { body, ...(key && { key }), ...(headers && { headers }) })
const track = (code: string) => say(world, undefined, 'POST', '/api/v1/complaints/track', { body: { code } })

describe('a complaint through another program', () => {
  test('is answered with a receipt and the days of what happens next, and can be followed', async () => {
    const filed = await send(complaint({ wish: '尽快修好', person: { name: '测试群众甲', phone: '000-5550-1234' } }))
    expect(filed).toMatchObject({ status: 201, body: { receivedOn: '2026-09-21', promised: { acceptBy: '2026-09-22', assignBy: '2026-09-28', answerBy: '2026-10-13', provisional: false } } })
    expect(filed.body.receiptCode).toMatch(/^\d{20}$/)
    expect(filed.headers['cache-control']).toBe('no-store')
    const tracked = await track(filed.body.receiptCode)
    expect(tracked).toMatchObject({ status: 200, body: { state: 'submitted', villageName: '朝阳村委会', mayRate: false, timeline: [{ action: 'file', day: '2026-09-21' }] } })
    expect(JSON.stringify(tracked.body)).not.toContain('测试群众甲')
  })

  test('sent again with its key is one case with one receipt; the key with another body is refused', async () => {
    const key = randomUUID()
    const [first, second] = await Promise.all([send(complaint(), key), send(complaint(), key)])
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body).toEqual(first.body)
    expect(await send(complaint({ statement: '完全不同的另一件事情。' }), key)).toMatchObject({ status: 422, body: { code: 'key-used-for-another' } })
  })

  test('without a key is a 400', async () => {
    const reply = await (await world.app()).inject({ method: 'POST', url: '/api/v1/complaints', headers: { 'content-type': 'application/json' }, payload: JSON.stringify(complaint()) })
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'key-missing'])
  })

  test('with mistakes is a 422 that names each of them in words', async () => {
    const said = await send(complaint({ statement: '坏', person: { name: '测试', phone: '' } }))
    expect(said).toMatchObject({ status: 422, body: { code: 'bad-request', problems: expect.arrayContaining([
      expect.objectContaining({ field: 'statement', code: 'too-short', message: 'Too short: please write at least 5 characters.' }),
      expect.objectContaining({ field: 'person.phone', code: 'name-without-phone' }),
    ]) } })
    expect(await send(complaint({ villageCode: 340_522_100_999 }))).toMatchObject({ status: 422, body: { code: 'unknown-village' } })
    expect(await send(complaint({ villageCode: 340_522_000_000 }))).toMatchObject({ status: 422, body: { problems: [{ field: 'villageCode' }] } })
    expect(await send(complaint({ about: { disclosureId: randomUUID(), version: 1 } }))).toMatchObject({ status: 422, body: { code: 'unknown-record' } })
    expect(await send(complaint({ isAdmin: true }))).toMatchObject({ status: 422, body: { problems: [{ field: 'isAdmin', code: 'unknown' }] } })
    expect(await send([])).toMatchObject({ status: 422 })
  })

  test('sent by a page of another site is refused', async () => {
    expect(await send(complaint(), undefined, { origin: 'https://evil.example' })).toMatchObject({ status: 403, body: { code: 'foreign-origin' } })
  })
})

describe('what is added to a complaint through another program', () => {
  test('takes two photos as the page does, once, and refuses what is no photo, no addition, or too many', async () => {
    const filed = await file(world)
    await livingIn(world).must('triage', filed, { action: 'askMore', note: '请写明是哪一年的账。' })
    const photo = { name: 'a.jpg', bytes: await sharp({ create: { width: 40, height: 30, channels: 3, background: '#226633' } }).jpeg().toBuffer() }
    const add = (texts: Record<string, string>, files = [photo]) => {
      const { payload, headers } = formOf({ code: filed.code, action: 'supplyMore', note: '是2024年的账。'.padEnd(1000, '账'), ...texts }, ...files)
      return say(world, undefined, 'POST', '/api/v1/complaints/additions', { payload, headers })
    }
    expect(await add({}, [{ ...photo, bytes: Buffer.from('<html>') }])).toMatchObject({ status: 422, body: { code: 'photo-unreadable' } })
    expect(await add({}, [photo, photo, photo])).toMatchObject({ status: 413, body: { code: 'too-large' } })
    expect(await add({ action: 'withdraw' })).toMatchObject({ status: 400, body: { code: 'broken-form' } })
    expect(await add({ action: 'reopen' })).toMatchObject({ status: 409, body: { code: 'not-now' } })
    expect(await add({ code: '12345678901234567890' })).toMatchObject({ status: 404, body: { code: 'no-such-code' } })
    for (let i = 0; i < 2; i++) expect(await add({}, [photo, photo])).toMatchObject({ status: 200, body: { state: 'submitted', timeline: [{}, {}, { action: 'supplyMore', photoCount: 2 }] } })
    expect((await world.owner.pool.query('select 1 from case_attachment where case_id = $1', [filed.id])).rows).toHaveLength(2)
  })
})

describe('the code of a receipt', () => {
  test('that is unknown is a 404, one that is no code a 422', async () => {
    expect(await track('12345678901234567890')).toMatchObject({ status: 404, body: { code: 'no-such-code' } })
    expect(await track('1234')).toMatchObject({ status: 422, body: { code: 'malformed-code' } })
  })

  test('lets its holder rate an answer once it is there', async () => {
    const { code } = await caseAt(world, 'replied')
    const rate = (grade: string, opinion?: string) => say(world, undefined, 'POST', '/api/v1/complaints/rate', { body: { code, grade, opinion } })
    expect((await track(code)).body).toMatchObject({ state: 'replied', answer: { text: reply.text, repliedOn: '2026-09-21' }, mayRate: true })
    expect(await rate('wonderful')).toMatchObject({ status: 422, body: { problems: [{ field: 'grade', code: 'not-one-of' }] } })
    expect(await rate('satisfied', '修好了，谢谢')).toMatchObject({ status: 200, body: { state: 'rated', rating: { grade: 'satisfied', opinion: '修好了，谢谢' } } })
    expect(await rate('satisfied')).toMatchObject({ status: 200 })
    expect(await rate('dissatisfied')).toMatchObject({ status: 409, body: { code: 'not-now' } })
  })
})

test('whoever keeps guessing codes has to wait, and so has whoever floods', async () => {
  const other = await openWorld({ complaintsPerSource: 20 })
  try {
    const guesses = []
    for (let i = 0; i < 12; i++) guesses.push(await say(other, undefined, 'POST', '/api/v1/complaints/track', { body: { code: String(10n ** 19n + BigInt(i)) } }))
    expect(guesses.map(guess => guess.status)).toEqual([...Array<number>(10).fill(404), 429, 429])
    expect(guesses.at(-1)).toMatchObject({ body: { code: 'slow-down' }, headers: { 'retry-after': expect.anything() } })
    const statuses = []
    for (let i = 0; i < 21; i++) statuses.push((await say(other, undefined, 'POST', '/api/v1/complaints', { body: { villageCode: other.village, statement: `第${i}盏路灯坏了很久。` } })).status)
    expect(statuses).toEqual([...Array<number>(20).fill(201), 429])
  } finally {
    await other.close()
  }
})
