import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Refused, type Channels } from '#channels/channel.ts'
import { messageTexts } from '#text/messages.ts'
import { sendMessages } from '#jobs/send-messages.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { setComplainantContact, setContact } from '#actions/messages.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { openPool, type Pool } from '#records/database.ts'
import { caseAt, move, type Step } from '#test/api/cases-of-every-state.ts'
import { livingIn } from '#test/cases/living.ts'
import { openBrowser, type Browser } from '#test/pages/visiting.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let sender: Pool
let browser: Browser
beforeAll(async () => {
  world = await openWorld()
  sender = openPool(world.connection, 'ydt_sender', 2)
  browser = await openBrowser(world)
})
afterAll(async () => { await sender.close(); await world.close() })
beforeEach(async () => {
  world.setClock('2026-09-21', 10)
  await deliverOutbox(world.context)
  await world.owner.pool.query('delete from message')
  await world.owner.pool.query('delete from vault.officer_contact')
  await world.owner.pool.query('delete from trial_message')
})

const number = '00000000000'
const rows = async (sql: string, values: unknown[] = []) => (await world.owner.pool.query(sql, values)).rows as Record<string, unknown>[]
const send = (channels: Channels = {}) => sendMessages(world.context, { db: sender.db, channels })
const triage = () => world.officer(world.officerId.triage)
const accept = async (id: string) => { await move(world, id, world.officerId.triage, { action: 'accept' }); await deliverOutbox(world.context) }

describe('a resident who leaves a number', () => {
  test('is told that something happened, once, with a sentence that says nothing of what', async () => {
    const { id, code } = await caseAt(world, 'submitted')
    await setComplainantContact(world.context, code, number)
    await accept(id)
    await deliverOutbox(world.context)
    const sent: string[][] = []
    expect(await send({ sms: async (address, text) => { sent.push([address, text]) } })).toBe(1)
    expect(sent).toEqual([[number, messageTexts.progress]])
    expect(await send({ sms: async () => { throw new Error('again') } })).toBe(0)
  })
  test('may take it away, and is told nothing more', async () => {
    const { id, code } = await caseAt(world, 'submitted')
    await setComplainantContact(world.context, code, number)
    await setComplainantContact(world.context, code, '')
    await accept(id)
    expect(await rows('select 1 from message')).toEqual([])
  })
  test('who took it away while a message was on its way gets none', async () => {
    const { id, code } = await caseAt(world, 'submitted')
    await setComplainantContact(world.context, code, number)
    await accept(id)
    await setComplainantContact(world.context, code, '')
    expect(await send({ sms: async () => { throw new Error('sent') } })).toBe(1)
    expect(await rows('select given_up from message')).toEqual([{ given_up: 'no-address' }])
  })
  test('is not woken: what happens at night is told at eight', async () => {
    const { id, code } = await caseAt(world, 'submitted')
    await setComplainantContact(world.context, code, number)
    world.setClock('2026-09-21', 23)
    await accept(id)
    expect(await send()).toBe(0)
    world.setClock('2026-09-22', 8)
    expect(await send()).toBe(1)
  })
  test('leaves it wrapped: no table, in clear or encoded, holds the number', async () => {
    await setComplainantContact(world.context, (await caseAt(world, 'submitted')).code, number)
    for (const { schema, name } of await rows(`select schemaname as schema, tablename as name from pg_tables where schemaname in ('public', 'pub', 'vault')`)) {
      const found = await rows(`select 1 from "${String(schema)}"."${String(name)}" as kept where kept::text ~ ('(^|[^0-9a-f-])' || $1 || '($|[^0-9a-f-])') limit 1`, [number])
      expect(found, `${String(schema)}.${String(name)}`).toEqual([])
    }
    await expect(world.context.db.selectFrom('vault.caseContact').select('wrapped').execute()).rejects.toThrow(/permission denied/)
  })
  test.each(['12', 'not a number', '1'.repeat(40)])('is told when %s is no number', async wrong => {
    expect(await setComplainantContact(world.context, (await caseAt(world, 'submitted')).code, wrong)).toMatchObject({ refusal: { code: 'contact-wrong' } })
  })
  test('does so with the code alone, on the page of the complaint', async () => {
    const filed = await fileComplaint(world.context, { villageCode: world.village, statement: '请公开上月招待费。', photos: [], idempotencyKey: randomUUID(), channel: 'web' })
    const code = filed.ok ? filed.value.receiptCode : ''
    const headers = { origin: 'http://localhost' }
    expect((await browser.post('/track/contact', { code, contact: number }, { headers: { origin: 'https://elsewhere.example' } })).status).toBe(403)
    expect((await browser.post('/track/contact', { code: '0'.repeat(20), contact: number }, { headers })).status).toBe(422)
    expect((await browser.post('/track/contact', { code, contact: '12' }, { headers })).text).toContain('手机号不对')
    const saved = await browser.post('/track/contact', { code, contact: ' 000-0000 0000 ' }, { headers })
    expect(saved.text).toContain('已保存')
    expect(saved.text).not.toContain(number)
  })
})

describe('whoever left a number is told, once each and in the same sentence,', () => {
  const live = () => livingIn(world)
  const told = async (step: Step) => {
    const filed = await caseAt(world, step)
    await setComplainantContact(world.context, filed.code, number)
    await deliverOutbox(world.context)
    await world.owner.pool.query('delete from message')
    /** How many messages what was done just now brings. */
    const now = async (doing: Promise<unknown>) => {
      await doing
      await deliverOutbox(world.context)
      return (await rows('delete from message where case_id = $1 returning template', [filed.id])).map(({ template }) => template)
    }
    return { filed, now }
  }
  const progress = ['progress']

  test('that more time is asked for, refused, asked for again and given; not that the unit begins', async () => {
    const { filed, now } = await told('assigned')
    const ask = { action: 'askExtension', days: 5, note: '需要现场勘验取证。' } as const
    expect(await now(live().must('handler', filed, { action: 'sign' }))).toEqual([])
    expect(await now(live().must('handler', filed, ask))).toEqual(progress)
    expect(await now(live().must('supervisor', filed, { action: 'refuseExtension', note: '材料已经齐全。' }))).toEqual(progress)
    expect(await now(live().must('handler', filed, ask))).toEqual(progress)
    expect(await now(live().must('triage', filed, { action: 'grantExtension', note: '同意延长五天。' }))).toEqual(progress)
  })
  test('that it is handled together with another, and that it was moved up a level', async () => {
    const { filed, now } = await told('handling')
    const lead = await caseAt(world, 'handling')
    expect(await now(live().must('triage', filed, { action: 'merge', note: '反映的是同一件事。', intoCaseId: lead.id }))).toEqual(progress)
    const other = await told('handling')
    const naming = nameSubjects(world.context, await triage(), other.filed.id, { asOf: 4, note: '来信写明所涉人员。', name: [{ unitId: world.unitId.department('agriculture') }], lift: [] })
    expect(await other.now(naming)).toEqual(progress)
  })
  test('what was decided after a second bad rating, and after a while whether it is still solved', async () => {
    const { filed, now } = await told('replied')
    await live().complain(filed, { action: 'rate', grade: 'dissatisfied' })
    expect(await now(live().must('supervisor', filed, { action: 'orderRedo', note: '答复没有回应问题。' }))).toEqual(progress)
    await live().must('secondHandler', filed, { action: 'sign' })
    expect(await now(live().answer(filed, 'secondHandler'))).toEqual(progress)
    expect(await now(live().complain(filed, { action: 'rate', grade: 'veryDissatisfied' }))).toEqual(progress)
    expect(await now(live().must('triage', filed, { action: 'decideEscalation', verdict: 'writtenFinding', note: '经复核，账目与凭证一致，请求没有依据。' }))).toEqual(progress)
    world.setClock('2026-10-20', 10)
    expect(await now(sweepCases(world.context))).toEqual([])
    world.setClock('2026-10-21', 23)
    expect(await now(sweepCases(world.context))).toEqual(progress)
  })
  test('by the code of the whole, of a part of a divided complaint', async () => {
    const { filed, now } = await told('submitted')
    await live().must('triage', filed, { action: 'split', note: '反映的是两件事。', statement: '村口垃圾池三个月没有清运。' })
    const [part] = await rows('select id from case_file where split_from = $1', [filed.id])
    expect(await now(live().must('triage', { id: String(part!.id) }, { action: 'accept' }))).toEqual(progress)
  })
})

describe('an officer who leaves a number', () => {
  test('is told of work on the desk, in office hours', async () => {
    await setContact(world.context, await triage(), 'sms', number)
    world.setClock('2026-09-19', 10) // a Saturday
    await caseAt(world, 'submitted')
    await deliverOutbox(world.context)
    expect(await send()).toBe(0)
    world.setClock('2026-09-20', 8) // a Sunday that is worked
    expect(await send()).toBe(0)
    world.setClock('2026-09-20', 9)
    expect(await send()).toBe(1)
    expect(await rows('select address, text from trial_message order by at desc limit 1')).toEqual([{ address: '*******0000', text: messageTexts['work-waits'] }])
  })
  test('is told nothing of a case that names the officer', async () => {
    await setContact(world.context, await triage(), 'sms', number)
    const { id } = await caseAt(world, 'submitted')
    await world.owner.pool.query('insert into case_subject (case_id, officer_id) values ($1, $2)', [id, world.officerId.triage])
    await deliverOutbox(world.context)
    expect(await rows('select 1 from message')).toEqual([])
  })
  test('keeps it by the API, which never gives it back', async () => {
    const app = await world.app()
    expect((await app.inject({ url: '/api/v1/me/contacts' })).statusCode).toBe(401)
    const headers = await world.signInAs('handler')
    const post = (address: string, channel = 'email') => app.inject({ method: 'POST', url: '/api/v1/me/contacts', headers: { ...headers, 'idempotency-key': randomUUID() }, payload: { channel, address } })
    expect((await post('nobody')).json()).toMatchObject({ code: 'contact-wrong' })
    expect((await post('nobody@example.test')).json()).toEqual({ channels: ['email'] })
    expect((await app.inject({ url: '/api/v1/me/contacts', headers })).body).not.toContain('nobody')
    expect((await post('')).json()).toEqual({ channels: [] })
  })
})

describe('a gateway', () => {
  test('that fails is asked again later, ever more rarely, and at last no more', async () => {
    await setContact(world.context, await triage(), 'sms', number)
    await caseAt(world, 'submitted')
    await deliverOutbox(world.context)
    let asked = 0
    const failing: Channels = { sms: async () => { asked += 1; throw new Error('busy') } }
    for (const [day, hour] of [['2026-09-21', 10], ['2026-09-21', 11], ['2026-09-21', 12], ['2026-09-21', 15], ['2026-09-21', 18], ['2026-09-22', 9], ['2026-09-23', 9], ['2026-09-24', 9]] as const) {
      world.setClock(day, hour)
      await send(failing)
    }
    expect(asked).toBe(6)
    expect(await rows('select attempts, given_up from message')).toEqual([{ attempts: 6, given_up: 'failed' }])
  })
  test('that refuses for good is not asked again', async () => {
    await setContact(world.context, await triage(), 'sms', number)
    await caseAt(world, 'submitted')
    await deliverOutbox(world.context)
    await send({ sms: async () => { throw new Refused('sms-404') } })
    expect(await rows('select given_up from message')).toEqual([{ given_up: 'sms-404' }])
    expect(await send({ sms: async () => { throw new Error('asked again') } })).toBe(0)
  })
})

test('the trial page shows what would have been sent, where the data are invented, and nowhere else', async () => {
  expect((await browser.get('/trial/messages')).status).toBe(200)
  const real = await openWorld({ demonstration: false })
  try {
    expect((await (await openBrowser(real)).get('/trial/messages')).status).toBe(404)
  } finally {
    await real.close()
  }
})
