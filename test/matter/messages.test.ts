import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messageLimits } from '#rules/cases/messages.ts'
import { setComplainantContact } from '#actions/messages.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { trackCase } from '#actions/tracking.ts'
import { caseAt, type Filed } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { livingIn } from '#test/cases/living.ts'
import { openWorld, type World } from '#test/world.ts'
import { writingIn } from './writing.ts'

let world: World
let live: ReturnType<typeof livingIn>
let by: ReturnType<typeof writingIn>
beforeAll(async () => {
  world = await openWorld()
  live = livingIn(world)
  by = writingIn(world)
})
afterAll(() => world.close())

const tracked = async ({ code }: Filed) => {
  const found = await trackCase(world.context, code)
  if (!found.ok) throw new Error(found.refusal.code)
  return found.value
}
const photo = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#336622' } }).jpeg().toBuffer()
const last = async (role: 'triage' | 'handler' | 'supervisor', filed: Filed) => (await by.read(role, filed)).exchange.at(-1)

describe('a message to the complainant', () => {
  test('is read by the code, under the name of the unit and never of an officer', async () => {
    const filed = await caseAt(world, 'handling')
    expect(await by.post('handler', filed, 'messages', { words: '请问是哪一盏灯？' })).toMatchObject({ status: 200, body: { exchange: [{ by: 'officer', words: '请问是哪一盏灯？' }] } })
    const found = await tracked(filed)
    expect(found.messages).toEqual([{ on: '2026-09-21', words: '请问是哪一盏灯？', photoCount: 0, isPassedOn: false, unitName: { zh: expect.stringContaining('农业农村局'), en: expect.any(String) } }])
    expect(found.timeline.at(-1)).toMatchObject({ action: 'writeMessage', unitName: expect.anything() })
    expect(JSON.stringify(found)).not.toContain((await world.officer(world.officerId.handler('agriculture'))).name)
    // The line of the history says that something was written, and not what.
    expect((await by.file('supervisor', filed)).events.at(-1)).not.toHaveProperty('note')
  })

  test('tells whoever left a number in the one fixed sentence, and no desk', async () => {
    const filed = await caseAt(world, 'handling')
    await setComplainantContact(world.context, filed.code, '13800000000')
    await deliverOutbox(world.context)
    const count = async () => (await world.owner.pool.query(`select (select count(*)::int from message where case_id = $1) as sent, (select count(*)::int from officer_notice where case_id = $1) as notices`, [filed.id])).rows[0]
    const before = await count()
    await by.post('handler', filed, 'messages', { words: '请问是哪一盏灯？' })
    await deliverOutbox(world.context)
    expect(await count()).toEqual({ sent: before.sent + 1, notices: before.notices })
    const { rows } = await world.owner.pool.query('select template from message where case_id = $1', [filed.id])
    expect(new Set(rows.map(row => row.template))).toEqual(new Set(['progress']))
    await by.write(filed, '村口第一盏。')
    await deliverOutbox(world.context)
    expect(await count()).toEqual({ sent: before.sent + 1, notices: before.notices + 1 })
  })

  test('of the desk is between the desk and the complainant: a unit sees that it was written', async () => {
    const filed = await caseAt(world, 'handling')
    await by.post('triage', filed, 'messages', { words: '您是三组的吗？' })
    expect(await last('handler', filed)).toMatchObject({ by: 'officer' })
    expect(await last('handler', filed)).not.toHaveProperty('words')
    expect(await last('triage', filed)).toMatchObject({ words: '您是三组的吗？' })
  })

  test('is written by whoever works on the case: no leader, no helper, nobody else', async () => {
    const filed = await caseAt(world, 'handling')
    expect(await by.post('leader', filed, 'messages', { words: '请问？' })).toMatchObject({ status: 403 })
    expect(await by.post('clerk', filed, 'messages', { words: '请问？' })).toMatchObject({ status: 404 })
    expect(await say(world, undefined, 'POST', `/api/v1/cases/${filed.id}/messages`, { body: { words: '请问？' } })).toMatchObject({ status: 401 })
  })

  test('sent twice with its key is one; five without an answer are enough', async () => {
    const filed = await caseAt(world, 'handling')
    const key = randomUUID()
    for (let i = 0; i < 2; i++) expect(await by.post('handler', filed, 'messages', { words: '请问是哪一盏灯？' }, key)).toMatchObject({ status: 200 })
    expect((await tracked(filed)).messages).toHaveLength(1)
    for (let i = 1; i < messageLimits.unanswered.officer; i++) expect(await by.post('handler', filed, 'messages', { words: '再问一句。' })).toMatchObject({ status: 200 })
    expect(await by.post('supervisor', filed, 'messages', { words: '再问一句。' })).toMatchObject({ status: 409, body: { code: 'messages-unanswered' } })
    await by.write(filed, '第一盏。')
    expect(await by.post('handler', filed, 'messages', { words: '谢谢。' })).toMatchObject({ status: 200 })
  })
})

describe('a message of the complainant', () => {
  test('is read by the desk at once and by the unit when the desk has released it, in the words of the desk and with the photos it chose', async () => {
    const filed = await caseAt(world, 'handling')
    const written = await by.write(filed, '是我家门口那盏，电话13800000000。', { photos: [{ bytes: await photo() }, { bytes: await photo() }] })
    expect(written).toMatchObject({ ok: true, value: { messages: [{ photoCount: 2, isPassedOn: false }] } })
    for (const role of ['handler', 'supervisor'] as const) {
      expect(await last(role, filed)).toMatchObject({ by: 'complainant', photos: [], isReleased: false, mayRelease: false })
      expect(await last(role, filed)).not.toHaveProperty('words')
    }
    const atDesk = await last('triage', filed)
    expect(atDesk).toMatchObject({ words: '是我家门口那盏，电话13800000000。', photos: [1, 2], mayRelease: true })
    const release = (more: object) => by.post('triage', filed, 'releases', { of: atDesk.seq, words: '是某村民家门口那盏。', photos: [], ...more })
    expect(await by.post('handler', filed, 'releases', { of: atDesk.seq, words: '是某村民家门口那盏。', photos: [] })).toMatchObject({ status: 403 })
    expect(await release({ words: '电话13800000000' })).toMatchObject({ status: 422, body: { code: 'redaction-personal' } })
    expect(await release({ photos: [9] })).toMatchObject({ status: 422, body: { code: 'no-such-photo' } })
    expect(await release({ of: 1 })).toMatchObject({ status: 404 })
    expect(await release({ photos: [2] })).toMatchObject({ status: 200 })
    expect(await last('handler', filed)).toMatchObject({ by: 'complainant', words: '是某村民家门口那盏。', photos: [2], isReleased: true })
    expect((await say(world, 'handler', 'GET', `/api/v1/cases/${filed.id}/photos/2`)).status).toBe(200)
    expect((await say(world, 'handler', 'GET', `/api/v1/cases/${filed.id}/photos/1`)).status).toBe(404)
    expect((await tracked(filed)).messages.at(-1)).toMatchObject({ isPassedOn: true, words: '是我家门口那盏，电话13800000000。' })
    expect(await live.actions(filed)).toEqual(['file', 'accept', 'assign', 'sign', 'writeMessage', 'releaseWords'])
  })

  test('sent twice from one form is one, also with photos; a wrong code learns nothing', async () => {
    const filed = await caseAt(world, 'handling')
    const key = randomUUID()
    const bytes = await photo()
    const both = await Promise.all([1, 2].map(() => by.write(filed, '第一盏。', { key, photos: [{ bytes }] })))
    expect(both.every(one => one.ok)).toBe(true)
    expect((await tracked(filed)).messages).toMatchObject([{ photoCount: 1 }])
    expect(await by.write({ code: '00000000000000000000' }, '第一盏。')).toEqual({ ok: false, refusal: { code: 'no-such-code' } })
    expect(await by.write({ code: '1' }, '第一盏。')).toEqual({ ok: false, refusal: { code: 'malformed-code' } })
  })

  test('waits for an answer after three, has two photos and a thousand characters', async () => {
    const filed = await caseAt(world, 'handling')
    expect(await by.write(filed, ' ')).toMatchObject({ refusal: { code: 'message-missing' } })
    expect(await by.write(filed, '字'.repeat(1001))).toMatchObject({ refusal: { code: 'message-too-long', most: 1000 } })
    expect(await by.write(filed, '三张。', { photos: [1, 2, 3].map(() => ({ bytes: Buffer.from('x') })) })).toMatchObject({ refusal: { code: 'too-many-message-photos' } })
    expect(await by.write(filed, '坏的。', { photos: [{ bytes: Buffer.from('x') }] })).toMatchObject({ refusal: { code: 'photo-unreadable', n: 1 } })
    for (let i = 0; i < messageLimits.unanswered.complainant; i++) expect(await by.write(filed, `第${i}条。`)).toMatchObject({ ok: true })
    expect(await by.write(filed, '又一条。')).toMatchObject({ refusal: { code: 'messages-unanswered' } })
    expect((await tracked(filed)).mayWrite).toBe(false)
    await by.post('triage', filed, 'messages', { words: '已经看到。' })
    expect(await by.write(filed, '谢谢。')).toMatchObject({ ok: true })
  })

  test('is not taken by a case that is over, nor one to its complainant', async () => {
    const filed = await caseAt(world, 'rated')
    expect(await by.write(filed, '谢谢。')).toMatchObject({ ok: true })
    await live.complain(filed, { action: 'withdraw' })
    const over = await caseAt(world, 'handling')
    await live.complain(over, { action: 'withdraw' })
    expect(await by.write(over, '还有一点。')).toMatchObject({ refusal: { code: 'not-writable' } })
    expect(await by.post('triage', over, 'messages', { words: '请问？' })).toMatchObject({ status: 409, body: { code: 'not-now' } })
  })

  test('by the API is written once by its key', async () => {
    const filed = await caseAt(world, 'handling')
    const key = randomUUID()
    for (let i = 0; i < 2; i++) {
      expect(await say(world, undefined, 'POST', '/api/v1/complaints/messages', { body: { code: filed.code, words: '第一盏。' }, key })).toMatchObject({ status: 200, body: { messages: [{ words: '第一盏。' }] } })
    }
  })
})

describe('what the complainant writes with an act', () => {
  test('is the desk’s to read and to pass on, like a message', async () => {
    const filed = await caseAt(world, 'submitted')
    await live.must('triage', filed, { action: 'askMore', note: '请写明是哪一盏灯。' })
    await live.complain(filed, { action: 'supplyMore', note: '我家门口那盏。' })
    await live.must('triage', filed, { action: 'accept' })
    await live.must('triage', filed, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture') })
    const lines = async () => (await by.file('handler', filed)).events as { action: string; note?: string }[]
    expect((await lines()).find(line => line.action === 'supplyMore')).not.toHaveProperty('note')
    expect((await lines()).find(line => line.action === 'askMore')).not.toHaveProperty('note')
    await by.post('triage', filed, 'releases', { of: 3, words: '某村民家门口那盏。', photos: [] })
    expect((await lines()).find(line => line.action === 'supplyMore')).toMatchObject({ note: '某村民家门口那盏。' })
  })

  test('to rate is not passed on while ratings are blind', async () => {
    const filed = await caseAt(world, 'replied')
    await live.complain(filed, { action: 'rate', grade: 'dissatisfied', note: '没有给我家看单据。' })
    const { exchange } = await by.read('triage', filed)
    const rating = exchange.find((one: { action: string }) => one.action === 'rate')
    expect(rating).toMatchObject({ mayRelease: false })
    expect(await by.post('triage', filed, 'releases', { of: rating.seq, words: '没有看到单据。', photos: [] })).toMatchObject({ status: 404 })
    for (const role of ['handler', 'supervisor', 'leader'] as const) expect(JSON.stringify([await by.file(role, filed), await by.read(role, filed)]), role).not.toContain('单据')
  })
})

describe('a complainant whose case was merged into another', () => {
  test('writes by the own code and is answered there; the unit that answers for all reads what the desk releases, and not of whom', async () => {
    const [lead, joined] = [await caseAt(world, 'handling'), await caseAt(world, 'accepted')]
    await live.must('triage', joined, { action: 'merge', note: '反映的是同一件事。', intoCaseId: lead.id })
    expect(await by.write(joined, '我家门口那盏也坏了。')).toMatchObject({ ok: true, value: { state: 'merged', mayWrite: true, messages: [{ words: '我家门口那盏也坏了。', isPassedOn: false }] } })
    const waiting = async () => (await say(world, 'triage', 'GET', '/api/v1/cases?queue=to-release')).body.items.map((item: { id: string }) => item.id)
    expect(await waiting()).toContain(joined.id)
    expect([(await by.read('handler', lead)).ofMerged, (await tracked(lead)).messages]).toEqual([[], []])
    await by.post('triage', joined, 'releases', { of: (await by.read('triage', joined)).eventCount, words: '村口另一盏也坏了。', photos: [] })
    await deliverOutbox(world.context)
    expect(await waiting()).not.toContain(joined.id)
    expect((await by.read('handler', lead)).ofMerged).toEqual([{ on: '2026-09-21', words: '村口另一盏也坏了。' }])
    expect((await say(world, 'handler', 'GET', `/api/v1/cases/${joined.id}`)).status).toBe(404)
    expect(await by.post('triage', joined, 'messages', { words: '已转给办理单位，一并核查。' })).toMatchObject({ status: 200 })
    expect([(await tracked(joined)).messages.at(-1)?.words, (await tracked(lead)).messages]).toEqual(['已转给办理单位，一并核查。', []])
    // Whoever the merged case names reads nothing of it.
    await nameSubjects(world.context, await world.officer(world.officerId.triage), joined.id, { asOf: (await by.read('triage', joined)).eventCount, note: '来信写明所涉人员。', name: [{ officerId: world.officerId.handler('agriculture') }], lift: [] })
    expect((await say(world, 'handler', 'GET', `/api/v1/cases/${lead.id}/correspondence`)).body.ofMerged ?? []).toEqual([])
  })
})
