import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { staffRoutes } from '#api/contract/routes.ts'
import { caseAt, move, type Filed } from '#test/api/cases-of-every-state.ts'
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

/** Words of the complainant, and nowhere else in the county. */
const canary = '金丝雀五五八'
const text = { statement: '村口路灯坏了，请核查维修费。', photos: [] as number[] }

async function filed(photos = 0): Promise<Filed> {
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#226633' } }).jpeg().toBuffer()
  const done = await fileComplaint(world.context, {
    villageCode: world.village, statement: `${canary}我家门口的路灯坏了，本人电话13800000000。`, place: `${canary}东头`, happened: `${canary}上月`, wish: `${canary}早点修`,
    photos: Array.from({ length: photos }, () => ({ bytes })), idempotencyKey: randomUUID(), channel: 'web',
  })
  if (!done.ok) throw new Error(done.refusal.code)
  return { id: (await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, done.value.receiptCode)))!, code: done.value.receiptCode }
}

async function accepted(photos = 0): Promise<Filed> {
  const made = await filed(photos)
  await move(world, made.id, world.officerId.triage, { action: 'accept' })
  return made
}

const assign = (redacted?: object) => ({ action: 'assign', asOf: 2, note: '请核查后答复。', details: { responsibleUnitId: world.unitId.department('agriculture'), ...(redacted && { redacted }) } })

describe('a complaint', () => {
  test('is assigned to no unit before its text for the unit is written; the database holds it too', async () => {
    const made = await accepted()
    expect(await by.post('triage', made, 'moves', assign())).toMatchObject({ status: 422, body: { code: 'redaction-missing' } })
    expect(await by.post('triage', made, 'redactions', { asOf: 2, ...text })).toMatchObject({ status: 200, body: { eventCount: 3 } })
    expect(await by.post('triage', made, 'moves', { ...assign(), asOf: 3 })).toMatchObject({ status: 200, body: { state: 'assigned' } })
    const bare = await accepted()
    const leaf = await world.owner.pool.query(`insert into log_queue (log, leaf) values ('case', sha256('x')) returning id`)
    await expect(world.owner.pool.query(`insert into case_event (case_id, seq, action, by_kind, officer_id, unit_id, day, log_queue_id) values ($1, 3, 'assign', 'officer', $2, $3, '2026-09-21', $4)`,
      [bare.id, world.officerId.triage, world.unitId.discipline, leaf.rows[0].id])).rejects.toThrow(/text for the unit/)
  })

  test('comes to the unit without numbers that identify a person, unless a reason stands beside them', async () => {
    const made = await accepted()
    const withPhone = { ...text, statement: '路灯坏了，可打13800000000问村电工。' }
    const refused = await by.post('triage', made, 'moves', assign(withPhone))
    expect(refused).toMatchObject({ status: 422, body: { code: 'redaction-personal' } })
    expect(refused.body.detail).toContain('telephone number')
    expect(await by.post('triage', made, 'moves', assign({ ...withPhone, reason: '电工的号码已在公开栏公布。' }))).toMatchObject({ status: 200 })
    const { rows } = await world.owner.pool.query('select kept, reason from case_redaction where case_id = $1', [made.id])
    expect(rows).toEqual([{ kept: ['phone'], reason: '电工的号码已在公开栏公布。' }])
  })

  test('is read by the unit, its helpers, the supervisor and the leader in the words of the desk, whatever route they ask', async () => {
    const made = await accepted(2)
    expect(await by.post('triage', made, 'moves', assign({ ...text, photos: [2] }))).toMatchObject({ status: 200 })
    await live.must('handler', made, { action: 'sign' })
    await live.must('supervisor', made, { action: 'joinUnits', note: '请一并核查。', unitIds: [world.unitId.department('housing')] })
    expect(await by.write(made, `${canary}昨天又坏了`)).toMatchObject({ ok: true })
    for (const role of ['handler', 'supervisor', 'leader'] as const) {
      expect(await by.file(role, made), role).toMatchObject({ reading: 'for-units', statement: text.statement, excerpt: text.statement, photoCount: 1, photos: [{ n: 2 }] })
      for (const route of staffRoutes) {
        if (route.method !== 'GET') continue
        const address = route.url.replaceAll(/:(\w+)/g, (_, name: string) => (name === 'n' ? '1' : name === 'id' ? made.id : 'x'))
        for (const query of ['', '?queue=all', '?queue=handling']) {
          const reply = await say(world, role, 'GET', address + query)
          expect(reply.raw.toString('utf8'), `${role} ${address}${query}`).not.toContain(canary)
        }
      }
      expect((await say(world, role, 'POST', '/api/v1/cases/search', { body: { queue: role === 'handler' ? 'handling' : 'all', q: canary } })).body).toMatchObject({ total: 0 })
      expect((await say(world, role, 'GET', `/api/v1/cases/${made.id}/photos/1`)).status).toBe(404)
      expect((await say(world, role, 'GET', `/api/v1/cases/${made.id}/photos/2`)).status).toBe(200)
    }
    for (const [words, total] of [[canary, 0], ['东头', 0], ['核查维修费', 1]] as const) expect((await say(world, 'handler', 'POST', '/api/v1/cases/search', { body: { queue: 'handling', q: words } })).body, words).toMatchObject({ total })
    const desk = await by.file('triage', made)
    expect(desk).toMatchObject({ reading: 'original', statement: expect.stringContaining(canary), wish: `${canary}早点修`, photoCount: 2, forUnits: { statement: text.statement, photos: [2] } })
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${made.id}/photos/1`)).status).toBe(200)
    expect((await say(world, 'triage', 'POST', '/api/v1/cases/search', { body: { queue: 'all', q: canary } })).body.total).toBeGreaterThan(0)
  })

  test('says nothing of the hour at which its complainant did anything', async () => {
    const made = await accepted()
    await by.post('triage', made, 'moves', assign(text))
    expect((await by.file('handler', made)).events[0]).toMatchObject({ action: 'file', at: '2026-09-21T00:00:00.000Z' })
    expect((await by.file('triage', made)).events[0].at).not.toBe('2026-09-21T00:00:00.000Z')
  })

  test('whose text was never written, because it was assigned before there were any, shows that it is awaited', async () => {
    const made = await caseAt(world, 'handling', { statement: `${canary}老案子。` })
    await world.owner.pool.query(`alter table case_redaction disable trigger kept; delete from case_redaction where case_id = '${made.id}'; alter table case_redaction enable always trigger kept`)
    expect(await by.file('handler', made)).toMatchObject({ reading: 'awaited', statement: '', excerpt: '', photos: [] })
  })
})

describe('the text for the units', () => {
  test('is revised by the desk, version after version, and each stays', async () => {
    const made = await accepted()
    await by.post('triage', made, 'moves', assign(text))
    const second = { statement: '村口路灯坏了，请核查。', place: '村口', photos: [] }
    expect(await by.post('triage', made, 'redactions', { asOf: 2, ...second })).toMatchObject({ status: 409, body: { code: 'stale' } })
    expect(await by.post('triage', made, 'redactions', { asOf: 3, ...second })).toMatchObject({ status: 200 })
    expect(await by.file('handler', made)).toMatchObject({ statement: second.statement, place: '村口' })
    expect((await by.read('triage', made)).versions).toMatchObject([{ seq: 3, statement: text.statement, on: '2026-09-21' }, { seq: 4, statement: second.statement, place: '村口' }])
    expect(await by.read('handler', made)).not.toHaveProperty('versions')
    await expect(world.owner.pool.query(`update case_redaction set statement = 'x'`)).rejects.toThrow(/append-only/)
  })

  test('is the desk’s to write, and refused where it says nothing or names a photo that is not there', async () => {
    const made = await accepted()
    for (const role of ['supervisor', 'handler', 'leader', 'clerk'] as const) expect([403, 404]).toContain((await by.post(role, made, 'redactions', { asOf: 2, ...text })).status)
    expect(await by.post('triage', made, 'redactions', { asOf: 2, statement: '  嗯 ', photos: [] })).toMatchObject({ status: 422, body: { code: 'redaction-length' } })
    expect(await by.post('triage', made, 'redactions', { asOf: 2, ...text, photos: [7] })).toMatchObject({ status: 422, body: { code: 'no-such-photo' } })
  })
})

describe('a note of an office', () => {
  test('is read by its own office and by nobody else, and is in no history', async () => {
    const made = await caseAt(world, 'handling')
    const [ofDesk, ofUnit] = ['台账备注甲九', '单位备注乙九']
    expect(await by.post('triage', made, 'notes', { words: ofDesk })).toMatchObject({ status: 200, body: { notes: [{ n: 1, words: ofDesk }] } })
    expect(await by.post('handler', made, 'notes', { words: ofUnit })).toMatchObject({ status: 200, body: { notes: [{ n: 2, words: ofUnit }] } })
    expect((await by.read('second-triage', made)).notes.map((note: { words: string }) => note.words)).toEqual([ofDesk])
    for (const role of ['supervisor', 'leader'] as const) expect((await by.read(role, made)).notes).toEqual([])
    for (const [role, own] of [['triage', ofDesk], ['handler', ofUnit]] as const) expect(JSON.stringify((await by.read(role, made)).notes)).not.toContain(own === ofDesk ? ofUnit : ofDesk)
    for (const role of ['triage', 'handler', 'supervisor'] as const) expect(JSON.stringify(await by.file(role, made))).not.toMatch(/备注[甲乙]九/)
    const tracked = await say(world, undefined, 'POST', '/api/v1/complaints/track', { body: { code: made.code } })
    expect(JSON.stringify(tracked.body)).not.toMatch(/备注[甲乙]九/)
    expect(await by.post('leader', made, 'notes', { words: '领导备注。' })).toMatchObject({ status: 403 })
    expect(await by.post('handler', made, 'notes', { words: ' ' })).toMatchObject({ status: 422, body: { code: 'message-missing' } })
    await expect(world.owner.pool.query('delete from case_note')).rejects.toThrow(/append-only/)
  })
})
