import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileComplaint } from '#actions/complaints.ts'
import { findCaseIdByReceipt, listEvents } from '#records/cases.ts'
import { insertCaseSubject } from '#records/conflicts.ts'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { caseAt, file, redacted, reply } from './cases-of-every-state.ts'
import { say } from './talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const act = (role: 'triage' | 'handler' | 'supervisor', id: string, body: object, key?: string) => say(world, role, 'POST', `/api/v1/cases/${id}/moves`, { body, ...(key && { key }) })

describe('a case', () => {
  test('goes its whole way through the API, each role seeing what it may do next', async () => {
    const { id } = await file(world)
    expect(await say(world, 'handler', 'GET', `/api/v1/cases/${id}`)).toMatchObject({ status: 404, body: { code: 'not-found' } })
    const seen = await say(world, 'triage', 'GET', `/api/v1/cases/${id}`)
    expect(seen).toMatchObject({ status: 200, body: { state: 'submitted', light: 'green', allowed: ['accept', 'askMore', 'divert', 'proposeRejection', 'supervise', 'merge', 'split', 'classify'], withheld: [], eventCount: 1, stageDueOn: '2026-09-22', villageName: '朝阳村委会', townshipName: '环峰镇' } })
    expect(seen.body).not.toHaveProperty('receiptHmac')
    const accepted = await act('triage', id, { action: 'accept', asOf: 1 })
    expect(accepted).toMatchObject({ status: 200, body: { state: 'accepted', allowed: ['divert', 'assign', 'supervise', 'merge', 'split', 'classify'], due: { on: '2026-10-12', original: '2026-10-12', provisional: false } } })
    expect(accepted.body.due.steps.at(-1)).toMatchObject({ day: '2026-10-12', counts: true, ordinal: 10 })
    expect(accepted.body.responsibleUnits.some((unit: { id: string }) => unit.id === world.unitId.department('agriculture'))).toBe(true)
    const assigned = await act('triage', id, { action: 'assign', asOf: 2, note: '请核查后答复。', details: { responsibleUnitId: world.unitId.department('agriculture'), redacted } })
    expect(assigned).toMatchObject({ status: 200, body: { state: 'assigned', responsibleUnit: { id: world.unitId.department('agriculture') }, allowed: ['recall', 'supervise', 'merge', 'split', 'classify'] } })
    expect(await say(world, 'handler', 'GET', `/api/v1/cases/${id}`)).toMatchObject({ status: 200, body: { allowed: ['return', 'sign'] } })
    await act('handler', id, { action: 'sign', asOf: 3 })
    const drafted = await act('handler', id, { action: 'draftReply', asOf: 4, details: { reply } })
    expect(drafted).toMatchObject({ status: 200, body: { state: 'replyDrafted', draft: { text: reply.text, draftedByName: '演示·农业办理员' } } })
    const passed = await act('supervisor', id, { action: 'passReview', asOf: 5 })
    expect(passed).toMatchObject({ status: 200, body: { state: 'replied', light: 'none', reply: { publishedOn: '2026-09-21' } } })
    expect(passed.body.events.map((event: { action: string }) => event.action)).toEqual(['file', 'accept', 'assign', 'sign', 'draftReply', 'passReview'])
    expect(passed.body.events[2]).toMatchObject({ officerName: '演示·分办员', unitName: { zh: expect.stringContaining('信访室') }, details: { responsibleUnit: { zh: expect.stringContaining('农业农村局') } } })
  })

  test('shows an extension asked for, what it would move the due day to, and whom it waits for', async () => {
    const { id } = await caseAt(world, 'extensionPending')
    expect(await say(world, 'supervisor', 'GET', `/api/v1/cases/${id}`)).toMatchObject({
      status: 200, body: { allowed: ['grantExtension', 'refuseExtension', 'supervise'], extension: { longest: 10, most: 2, asked: 1, granted: 0, open: { days: 5, wouldBeDueOn: '2026-10-19' } } },
    })
    const granted = await act('supervisor', id, { action: 'grantExtension', asOf: 5, note: '同意延长三天。', details: { days: 3 } })
    expect(granted.body).toMatchObject({ due: { original: '2026-10-12', on: '2026-10-15', reason: '同意延长三天。' }, extension: { granted: 1 } })
  })

  test('names what would be the officer’s to do and is refused, with the reason', async () => {
    const { id } = await caseAt(world, 'handling')
    world.setClock('2026-10-12')
    const seen = await say(world, 'handler', 'GET', `/api/v1/cases/${id}`)
    world.setClock('2026-09-21')
    expect(seen.body).toMatchObject({ allowed: ['draftReply'], withheld: [{ action: 'askExtension', code: 'too-late-to-ask-extension', message: expect.stringContaining('last day') }] })
  })
})

describe('a move', () => {
  test('that the state does not allow is a 409 that names what is possible', async () => {
    const { id } = await file(world)
    expect(await act('triage', id, { action: 'assign', asOf: 1, note: '请核查后答复。', details: { responsibleUnitId: randomUUID() } })).toMatchObject({ status: 409, body: { code: 'not-now', possible: ['accept', 'askMore', 'divert', 'proposeRejection', 'supervise', 'merge', 'split', 'classify'] } })
  })

  test('on what somebody else has changed meanwhile is a 409 that says how far it has come, and what is open now', async () => {
    const { id } = await caseAt(world, 'accepted')
    expect(await act('triage', id, { action: 'accept', asOf: 1 })).toMatchObject({ status: 409, body: { code: 'stale', eventCount: 2, possible: ['divert', 'assign', 'supervise', 'merge', 'split', 'classify'] } })
  })

  test('of no officer, or with forged states, days and names in its body, is refused and changes nothing', async () => {
    const { id } = await file(world)
    for (const action of ['withdraw', 'rate', 'close', 'recalculate', 'lapse', 'reopen', 'file']) expect(await act('triage', id, { action, asOf: 1 })).toMatchObject({ status: 422 })
    for (const forged of [{ state: 'closed' }, { day: '2020-01-01' }, { lastModified: '2020-01-01' }, { officerId: randomUUID() }, { details: { dueOn: '2030-01-01' } }]) {
      expect(await act('triage', id, { action: 'accept', asOf: 1, ...forged })).toMatchObject({ status: 422 })
    }
    expect(await say(world, 'triage', 'GET', `/api/v1/cases/${id}`)).toMatchObject({ body: { state: 'submitted', eventCount: 1 } })
    expect(await act('triage', id, { action: 'accept', asOf: 1 })).toMatchObject({ status: 200, body: { state: 'accepted' } })
  })

  test('without its reason, or to a unit that is none, is a 422', async () => {
    const { id } = await caseAt(world, 'accepted')
    const assign = (more: object) => act('triage', id, { action: 'assign', asOf: 2, ...more })
    expect(await assign({ details: { responsibleUnitId: world.unitId.department('agriculture'), redacted } })).toMatchObject({ status: 422, body: { code: 'note-missing' } })
    expect(await assign({ note: '请核查后答复。' })).toMatchObject({ status: 422, body: { code: 'unit-missing' } })
    expect(await assign({ note: '请核查后答复。', details: { responsibleUnitId: randomUUID() } })).toMatchObject({ status: 422, body: { code: 'unknown-unit' } })
  })

  test('repeated with its key happens once and is answered with the present state; with another body the key is refused', async () => {
    const { id } = await file(world)
    const key = randomUUID()
    const [first, second] = await Promise.all([act('triage', id, { action: 'accept', asOf: 1 }, key), act('triage', id, { action: 'accept', asOf: 1 }, key)])
    expect([first.status, second.status]).toEqual([200, 200])
    expect((await listEvents(world.context.db, id)).length).toBe(2)
    await act('triage', id, { action: 'assign', asOf: 2, note: '请核查后答复。', details: { responsibleUnitId: world.unitId.department('agriculture'), redacted } })
    expect(await act('triage', id, { action: 'accept', asOf: 1 }, key)).toMatchObject({ status: 200, body: { state: 'assigned' } })
    expect(await act('triage', id, { action: 'accept', asOf: 2 }, key)).toMatchObject({ status: 422, body: { code: 'key-used-for-another' } })
  })

  test('that was refused may be tried again with the same key', async () => {
    const { id } = await caseAt(world, 'accepted')
    const key = randomUUID()
    expect((await act('triage', id, { action: 'accept', asOf: 2 }, key)).status).toBe(409)
    const assign = { action: 'assign', asOf: 2, note: '请核查后答复。', details: { responsibleUnitId: world.unitId.department('agriculture'), redacted } }
    expect((await act('triage', id, assign, key)).status).toBe(200)
  })

  test('that takes the case off the desk shows it as that move left it, and no further, however late it is repeated', async () => {
    const { id } = await caseAt(world, 'assigned')
    const key = randomUUID()
    const back = { action: 'return', asOf: 3, note: '不属本单位职责。' }
    expect(await act('handler', id, back, key)).toMatchObject({ status: 200, body: { state: 'returned', allowed: [], eventCount: 4 } })
    expect((await say(world, 'handler', 'GET', `/api/v1/cases/${id}`)).status).toBe(404)
    await act('triage', id, { action: 'assign', asOf: 4, note: '请另行核查答复。', details: { responsibleUnitId: world.unitId.department('housing'), redacted } })
    expect(await act('handler', id, back, key)).toMatchObject({ status: 200, body: { state: 'returned', eventCount: 4 } })
  })
})

describe('an officer whom a complaint names', () => {
  test('finds it neither by its list, nor by its id, nor by its photo, nor by acting on it', async () => {
    const { id } = await caseAt(world, 'handling')
    await world.context.db.transaction().execute(tx => insertCaseSubject(tx, id, { officerId: world.officerId.handler('agriculture') }))
    expect((await say(world, 'handler', 'GET', `/api/v1/cases/${id}`)).status).toBe(404)
    expect((await say(world, 'handler', 'GET', `/api/v1/cases/${id}/photos/1`)).status).toBe(404)
    expect((await act('handler', id, { action: 'draftReply', asOf: 4, details: { reply } })).status).toBe(404)
    const list = await say(world, 'handler', 'GET', '/api/v1/cases?queue=handling')
    expect(list.body.items.map((item: { id: string }) => item.id)).not.toContain(id)
  })

  test('whose unit is named is not offered that unit either', async () => {
    const { id } = await caseAt(world, 'accepted')
    await world.context.db.transaction().execute(tx => insertCaseSubject(tx, id, { unitId: world.unitId.department('agriculture') }))
    const seen = await say(world, 'triage', 'GET', `/api/v1/cases/${id}`)
    expect(seen.body.responsibleUnits.map((unit: { id: string }) => unit.id)).not.toContain(world.unitId.department('agriculture'))
    expect(await act('triage', id, { action: 'assign', asOf: 2, note: '请核查后答复。', details: { responsibleUnitId: world.unitId.department('agriculture'), redacted } })).toMatchObject({ status: 422, body: { code: 'assigned-unit-named' } })
  })
})

test('a photo is sent as a picture that no browser takes for anything else and no cache keeps', async () => {
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#336644' } }).png().toBuffer()
  const filed = await fileComplaint(world.context, { villageCode: world.village, statement: '村口路灯坏了，有照片。', photos: [{ bytes }], idempotencyKey: randomUUID(), channel: 'web' })
  const id = filed.ok ? (await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, filed.value.receiptCode)))! : ''
  expect((await say(world, 'triage', 'GET', `/api/v1/cases/${id}`)).body.photos).toEqual([{ n: 1, mediaType: 'image/jpeg', width: 40, height: 30 }])
  const photo = await say(world, 'triage', 'GET', `/api/v1/cases/${id}/photos/1`)
  expect(photo.status).toBe(200)
  expect(photo.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'content-security-policy': `default-src 'none'; frame-ancestors 'none'; sandbox` })
  expect((await sharp(photo.raw).metadata()).width).toBe(40)
  expect((await say(world, 'triage', 'GET', `/api/v1/cases/${id}/photos/2`)).status).toBe(404)
})

describe('lists', () => {
  test('are searched, narrowed, and turned by pages', async () => {
    const { id } = await file(world, { statement: '水库大坝渗水，请尽快查看。', villageCode: world.otherVillage })
    const found = await say(world, 'triage', 'POST', '/api/v1/cases/search', { body: { queue: 'to-accept', q: '大坝渗水' } })
    expect(found.body).toMatchObject({ total: 1, page: 1, items: [{ id, excerpt: '水库大坝渗水，请尽快查看。', state: 'submitted', light: 'green', photoCount: 0 }] })
    const there = await say(world, 'triage', 'GET', `/api/v1/cases?queue=all&village=${world.otherVillage}&state=submitted`)
    expect(there.body.items.map((item: { id: string }) => item.id)).toEqual([id])
    const named = await say(world, 'triage', 'POST', '/api/v1/cases/search', { body: { queue: 'to-accept', q: found.body.items[0].villageName } })
    expect(named.body.items.map((item: { id: string }) => item.id)).toContain(id)
    const [first, beyond] = [await say(world, 'triage', 'GET', '/api/v1/cases?queue=all&page=1'), await say(world, 'triage', 'GET', '/api/v1/cases?queue=all&page=9000')]
    expect(beyond.body).toMatchObject({ items: [], total: first.body.total, page: 9000 })
  })

  test('have the lengths that the desk counts', async () => {
    for (const role of ['triage', 'supervisor', 'handler', 'leader', 'clerk', 'reviewer'] as const) {
      const desk = await say(world, role, 'GET', '/api/v1/desk')
      for (const { list, key, count } of desk.body.queues as { list: string; key: string; count: number }[]) {
        expect((await say(world, role, 'GET', `/api/v1/${list}?queue=${key}`)).body.total, `${role} ${key}`).toBe(count)
      }
    }
  })
})
