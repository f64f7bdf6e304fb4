import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import { isWorkingDay } from '#rules/calendar/working-days.ts'
import { officerRoles } from '#rules/policy/officer.ts'
import { receiptCodeFor } from '#platform/crypto/receipt-code.ts'
import { isSolved } from '#platform/proof-of-work.ts'
import { setContact } from '#actions/messages.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { remindInspectors } from '#actions/tips/remind-inspectors.ts'
import { staffRoutes } from '#api/contract/routes.ts'
import { messageTexts } from '#text/messages.ts'
import { someOf } from '#test/whole.ts'
import { openWorld, type World } from '#test/world.ts'
import { city, county, named, report } from './reporting.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())
beforeEach(() => world.setClock('2026-09-21', 7))

type Sent = { readonly officerId: string; readonly template: string; readonly sendAfter: Date }
const messages = async (of: World) => (await of.owner.pool.query<Sent>('select officer_id as "officerId", template, send_after as "sendAfter" from message order by send_after, officer_id')).rows
const inspector = (which: 'first' | 'second') => world.officerId.inspector(county, which)

/** Everything that anybody outside the body may ask for without knowing an id. */
async function outside(): Promise<Map<string, string>> {
  const app = await world.app()
  const seen = new Map<string, string>()
  for (const role of someOf(officerRoles.filter(role => role !== 'inspector'), 2)) {
    const headers = await world.signInAs(role)
    for (const { method, url } of staffRoutes) {
      // The audit grows by being read, these very questions included; what it holds of reports is asked below.
      if (method !== 'GET' || url.includes(':') || url.startsWith('/api/v1/audit')) continue
      const { statusCode, body } = await app.inject({ url: url.startsWith('/api') ? url : `/api/v1${url}`, headers })
      // When an account was last used is another instant with every one of these questions.
      seen.set(`${role} ${url}`, `${statusCode} ${body.replaceAll(/"seenAt":"[^"]*"/gu, '')}`)
    }
  }
  for (const url of ['/', `/v/${world.village}`, `/v/${world.village}/d`, '/open/', '/sitemap.xml', `/report?v=${world.village}`, '/track', '/api/v1/health']) {
    const { statusCode, body } = await app.inject({ url })
    // The key of a form is another every time.
    seen.set(url, `${statusCode} ${body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gu, '')}`)
  }
  return seen
}

describe('how many reports there are', () => {
  test('shows nowhere outside the body: with none, one, four and five, and after reminders, every surface is the same', async () => {
    await setContact(world.context, await world.officer(inspector('first')), 'sms', '00000000001')
    // Whoever asks is signed in before, or the list of accounts would tell of these questions.
    for (const role of officerRoles) await world.signInAs(role)
    const none = await outside()
    expect([...none.values()].filter(said => said.startsWith('200')).length).toBeGreaterThan(50)
    let there = 0
    for (const count of [1, 4, 5]) {
      world.setClock('2026-09-21', 7)
      for (; there < count; there++) await report(world, there === 3 ? named : {}, { bodyCode: there === 4 ? city : county })
      world.setClock('2026-10-30', 7)
      await remindInspectors(world.context)
      await deliverOutbox(world.context)
      world.setClock('2026-09-21', 7)
      const now = await outside()
      expect([...now].filter(([where, said]) => none.get(where) !== said).map(([where]) => where), `with ${count}`).toEqual([])
    }
    expect((await world.owner.pool.query(`select 1 from audit.entry where subject_kind = 'report' and outcome = 'done'`)).rows).toEqual([])
    await world.owner.pool.query('delete from message')
  }, 120_000)
})

describe('a reminder to inspectors', () => {
  const workingDay = (from: PlainDate, step: 1 | -1) => {
    let day = addDays(from, step)
    while (!isWorkingDay(world.context.calendar, day)) day = addDays(day, step)
    return day
  }
  const remindedOn = async (day: string, of = world) => {
    of.setClock(day, 7)
    await of.owner.pool.query('delete from message')
    await remindInspectors(of.context)
    await remindInspectors(of.context)
    return messages(of)
  }

  test('comes the working day before a step is due, on that day, and while it is overdue; not earlier, and on no day of rest', async () => {
    // A county of its own: in the other one reports are overdue already.
    const other = await openWorld()
    try {
      const told = async (day: string) => (await remindedOn(day, other)).length
      for (const which of ['first', 'second'] as const) await setContact(other.context, await other.officer(other.officerId.inspector(county, which)), 'sms', '00000000001')
      for (const id of [other.officerId.triage, other.officerId.leader, other.officerId.inspector(city, 'first')]) await setContact(other.context, await other.officer(id), 'sms', '00000000002')
      other.setClock('2026-09-21', 9)
      const { screenedBy } = await report(other)
      const before = workingDay(screenedBy!, -1)
      expect(await told(workingDay(before, -1)), 'two days before').toBe(0)
      expect(await told(before), 'the day before').toBe(2)
      expect(await told(screenedBy!), 'on the day').toBe(2)
      expect(await told(workingDay(screenedBy!, 1)), 'the day after').toBe(2)
      expect(await told('2026-10-03'), 'on a day of rest').toBe(0)
    } finally {
      await other.close()
    }
  }, 120_000)

  test('goes to the inspectors of the body alone, in office hours, once for each kind of step and day, in the sentence of any reminder', async () => {
    for (const which of ['first', 'second'] as const) await setContact(world.context, await world.officer(inspector(which)), 'sms', '00000000001')
    for (const id of [world.officerId.triage, world.officerId.leader]) await setContact(world.context, await world.officer(id), 'sms', '00000000002')
    const notices = (await world.owner.pool.query('select count(*) from officer_notice')).rows
    const sent = await remindedOn('2026-10-30')
    // Four reports of the county are not screened, one of them named and not told of either: two kinds of steps, two inspectors.
    expect(sent.map(({ officerId }) => officerId).toSorted()).toEqual([inspector('first'), inspector('first'), inspector('second'), inspector('second')].toSorted())
    expect(new Set(sent.map(({ template, sendAfter }) => `${template} ${sendAfter.toISOString()}`))).toEqual(new Set(['reminder 2026-10-30T00:30:00.000Z']))
    expect(messageTexts.reminder).not.toMatch(/举报|检举|控告|report/u)
    expect((await world.owner.pool.query('select count(*) from officer_notice')).rows).toEqual(notices)
  })
})

describe('codes of reports guessed in great number', () => {
  test('find nothing and soon cost no look-up, while whoever holds a code stays in', async () => {
    const { receiptCode } = await report(world)
    const app = await world.app()
    const look = (code: string, remoteAddress: string, more: object = {}) => app.inject({
      method: 'POST', url: '/track', remoteAddress, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ code, ...more }).toString(),
    })
    const statuses = new Map<number, number>()
    for (let n = 0; n < 1500; n++) {
      const { statusCode } = await look(receiptCodeFor(world.context.secrets.receiptPepper, randomUUID()), `10.${n >> 8}.${n & 255}.1`)
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1)
    }
    // The clock stands still: of everybody's guesses twenty-five are looked up, and every other asks for work first.
    expect(Object.fromEntries(statuses)).toEqual({ 422: 25, 429: 1475 })
    const asked = await look(receiptCode, '192.0.2.1')
    expect(asked.statusCode).toBe(429)
    const challenge = /name="challenge" value="([^"]+)"/u.exec(asked.body)![1]!
    let counter = 0
    while (!isSolved(challenge, String(counter))) counter += 1
    const found = await look(receiptCode, '192.0.2.1', { challenge, counter: String(counter) })
    expect([found.statusCode, found.body.includes('您的举报')]).toEqual([200, true])
  }, 60_000)
})
