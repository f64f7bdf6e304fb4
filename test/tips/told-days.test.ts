import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { officerRoles, type Officer } from '#rules/policy/officer.ts'
import type { InspectorAction } from '#rules/tips/lifecycle.ts'
import { target } from '#records/database.ts'
import { asCounter } from '#records/tip-days.ts'
import { asBody, findTip, listTipEvents } from '#records/tips.ts'
import { setContact } from '#actions/messages.ts'
import { followTip, objectToResult } from '#actions/tips/follow-tip.ts'
import { moveTip, type TipMove } from '#actions/tips/move-tip.ts'
import { recountTips } from '#actions/tips/recount-tips.ts'
import { remindInspectors } from '#actions/tips/remind-inspectors.ts'
import { sendTip } from '#actions/tips/send-tip.ts'
import { runJob, schedule } from '#jobs/schedule.ts'
import { say } from '#test/api/talking.ts'
import { beforeEmergency, emergency, load, openIn2020, withEmergency } from '#test/cases/year-2020.ts'
import { openBrowser } from '#test/pages/visiting.ts'
import type { World } from '#test/world.ts'
import { city, county, named, openForm, report, sealTo } from './reporting.ts'

/** The last working day before the festival. The fifth after it is 5 February and the fifteenth the 19th; after the emergency notice they are the 7th and the 21st. */
const eve = '2020-01-23'

let world: World
let withCalendar: () => Promise<World>
let [first, second]: Officer[] = []
let of: Record<'received' | 'silent' | 'ended' | 'told', { id: string; receiptCode: string }>
beforeAll(async () => {
  const opened = await openIn2020(eve)
  world = opened.world
  withCalendar = opened.now
  ;[first, second] = await Promise.all((['first', 'second'] as const).map(which => world.officer(world.officerId.inspector(county, which))))
  const then = await withCalendar()
  of = { received: await report(then, named), silent: await report(then), ended: await report(then, named), told: await report(then, named) }
  for (const { id } of [of.ended, of.told]) {
    await act(then, first!, id, 'proposeScreening', { outcome: 'noSubstance' })
    await act(then, second!, id, 'confirmScreening')
  }
  await act(then, first!, of.told.id, 'tellResult', { words: await wordsFor(of.told.id) })
})
afterAll(() => world.close())
beforeEach(() => world.setClock('2020-01-28', 7))

const desk = () => world.context.tips.desk
const act = async (then: World, officer: Officer, id: string, action: InspectorAction, more: Partial<TipMove> = {}) => {
  const asOf = (await eventsOf(id)).length
  return moveTip(then.context, officer, id, { action, asOf, ...more })
}
const wordsFor = async (id: string) => sealTo([(await asBody(desk(), county, tx => findTip(tx, id)))!.reporterRecipient], '没有可查证的内容。')
const eventsOf = (id: string) => asBody(desk(), county, tx => listTipEvents(tx, id))
/** The days of a report as its row has them, and the one by which lists are ordered. */
const told = async (id: string) => {
  const { countedDays, owedOn } = (await asBody(desk(), county, tx => findTip(tx, id)))!
  return { ...Object.fromEntries((countedDays ?? []).map(({ what, by }) => [what, by])), listed: owedOn }
}
const allTold = async () => Object.fromEntries(await Promise.all(Object.entries(of).map(async ([name, { id }]) => [name, await told(id)])))
const moves = async () => Object.fromEntries(await Promise.all(Object.entries(of).map(async ([name, { id }]) => [name, (await eventsOf(id)).filter(({ action }) => action === 'recalculate').map(({ moved }) => moved)])))

/** Asks as the one who owns the server. */
async function asked<Row extends object = Record<string, unknown>>(sql: string, ...values: unknown[]): Promise<Row[]> {
  const client = new pg.Client(target(world.connection))
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

const before = {
  received: { screen: '2020-02-05', tellAcceptance: '2020-02-19', listed: '2020-02-05' }, silent: { screen: '2020-02-05', listed: '2020-02-05' },
  ended: { tellResult: '2020-02-19', listed: '2020-02-19' }, told: { object: '2020-02-19', listed: null },
}
const after = {
  received: { screen: '2020-02-07', tellAcceptance: '2020-02-21', listed: '2020-02-07' }, silent: { screen: '2020-02-07', listed: '2020-02-07' },
  ended: { tellResult: '2020-02-21', listed: '2020-02-21' }, told: { object: '2020-02-21', listed: null },
}

describe('the days of a confidential report', () => {
  test('are told when they begin to run: what its body owes, and until when its reporter may object', async () => {
    expect(await allTold()).toEqual(before)
    await recountTips(await withCalendar().then(({ context }) => context))
    expect(await moves()).toEqual({ received: [], silent: [], ended: [], told: [] })
  })

  test('are moved by no step between the loading of a notice and the counting, and by no look', async () => {
    await load(world, withEmergency)
    const now = await withCalendar()
    expect(await act(now, first!, of.received.id, 'proposeScreening', { outcome: 'dispose' })).toMatchObject({ ok: true })
    expect(await allTold()).toEqual(before)
    expect((await say(now, 'inspector', 'GET', `/api/v1/tips/${of.received.id}`)).body.owed).toEqual([{ what: 'screen', by: '2020-02-05', isLate: false }, { what: 'tellAcceptance', by: '2020-02-19', isLate: false }])
    expect((await followTip(now.context, of.told.receiptCode))!.days).toMatchObject([{ what: 'object', by: '2020-02-19' }])
  })

  test('move later with a notice, each report by one event of its own that names it', async () => {
    await recountTips(world.context)
    await recountTips(world.context)
    expect(await allTold()).toEqual(after)
    const by = (...days: object[]) => [{ notice: emergency, days }]
    expect(await moves()).toEqual({
      received: by({ what: 'screen', by: '2020-02-07' }, { what: 'tellAcceptance', by: '2020-02-21' }), silent: by({ what: 'screen', by: '2020-02-07' }),
      ended: by({ what: 'tellResult', by: '2020-02-21' }), told: by({ what: 'object', by: '2020-02-21' }),
    })
    // Each in the log of cases, like every step of a report.
    expect(await asked(`select count(distinct log_queue_id)::int as leaves from tips.tip_event join log_queue on log_queue.id = log_queue_id where action = 'recalculate' and log = 'case' and octet_length(leaf) = 32`)).toEqual([{ leaves: 4 }])
  })

  test('are shown to the inspector day by day, with the notice each rests on and the one that moved them', async () => {
    const { body } = await say(world, 'inspector', 'GET', `/api/v1/tips/${of.received.id}`)
    expect(body.owed.map(({ by }: { by: string }) => by)).toEqual(['2020-02-07', '2020-02-21'])
    expect(body.days).toMatchObject([{ what: 'screen', by: '2020-02-07', notice: emergency }, { what: 'tellAcceptance', by: '2020-02-21', notice: emergency }])
    expect(body.days[0].steps.at(-1)).toMatchObject({ day: '2020-02-07', counts: true, ordinal: 5 })
    expect(body.days[0].steps).toContainEqual(expect.objectContaining({ day: '2020-01-31', counts: false, notice: emergency }))
    expect(body.events.at(-1)).toMatchObject({ action: 'recalculate', notice: emergency, moved: [{ what: 'screen', by: '2020-02-07' }, { what: 'tellAcceptance', by: '2020-02-21' }] })
    expect(body.events.at(-1)).not.toHaveProperty('by')
  })

  test('are shown to the reporter with the notice, on a page without scripts, and are in the copy', async () => {
    const browser = await openBrowser(world)
    const page = await browser.post('/track', { code: of.told.receiptCode })
    expect(page.text).toContain('最晚2020年2月21日(星期五)提出')
    expect(page.text).toContain(`href="${emergency}"`)
    expect(page.text).toContain('第15个工作日')
    const copy = await browser.post('/track/copy', { code: of.received.receiptCode })
    expect(JSON.parse(copy.text).report.days).toEqual([{ what: 'screen', by: '2020-02-07', notice: emergency }, { what: 'tellAcceptance', by: '2020-02-21', notice: emergency }])
  })

  test('are brought forward by no notice that takes days off back, nor by a result that is told again', async () => {
    await load(world, beforeEmergency)
    await recountTips(world.context)
    expect(await allTold()).toEqual(after)
    expect((await moves()).told).toHaveLength(1)
    const now = await withCalendar()
    expect(await act(now, first!, of.told.id, 'tellResult', { words: await wordsFor(of.told.id) })).toMatchObject({ ok: true })
    expect(await told(of.told.id)).toMatchObject({ object: '2020-02-21' })
  })

  test('hold when a report is sent again: its receipt names the day that was told', async () => {
    world.setClock(eve)
    const key = crypto.randomUUID()
    const send = async (then: World) => sendTip(then.context, { bodyCode: county, key, open: { form: openForm, files: [] } })
    await load(world, withEmergency)
    expect(await send(await withCalendar())).toMatchObject({ value: { screenedBy: '2020-02-07', repeated: false } })
    await load(world, beforeEmergency)
    world.setClock('2020-01-28')
    expect(await send(await withCalendar())).toMatchObject({ value: { receivedOn: eve, screenedBy: '2020-02-07', repeated: true } })
  })

  test('are what inspectors are reminded by: the day before the one that was told, and not the day before the one that was counted', async () => {
    const inspector = world.officerId.inspector(county, 'first')
    await setContact(world.context, await world.officer(inspector), 'sms', '00000000001')
    const { context } = await withCalendar()
    const reminded = async (day: string) => { world.setClock(day, 7); await remindInspectors(context); return (await asked('select 1 from message')).length }
    expect([await reminded('2020-02-04'), await reminded('2020-02-05'), await reminded('2020-02-06')]).toEqual([0, 0, 1])
  })

  test('let a report be put away on the day after the last to object that was told, not on that day nor the day before', async () => {
    const now = await withCalendar()
    for (const day of ['2020-02-20', '2020-02-21']) {
      world.setClock(day)
      expect(await act(now, second!, of.told.id, 'archive'), day).toEqual({ ok: false, refusal: { code: 'tip-objection-open', lastDay: '2020-02-21' } })
      expect((await say(now, 'inspector', 'GET', `/api/v1/tips/${of.told.id}`)).body.archiveAfter).toBe('2020-02-21')
    }
    world.setClock('2020-02-22')
    expect(await act(now, second!, of.told.id, 'archive')).toMatchObject({ ok: true })
    expect(await told(of.told.id)).toEqual({ listed: null })
  })

  test('end with what they are for: of a result that was objected to no day runs on', async () => {
    const now = await withCalendar()
    expect(await act(now, first!, of.ended.id, 'tellResult', { words: await wordsFor(of.ended.id) })).toMatchObject({ ok: true })
    expect(await told(of.ended.id)).toEqual({ object: '2020-02-19', listed: null })
    expect(await objectToResult(now.context, of.ended.receiptCode, '收条的原件还在，请再看。')).toMatchObject({ ok: true, value: { days: [] } })
    expect(await told(of.ended.id)).toEqual({ listed: null })
  })
})

describe('a report from before days were told', () => {
  test('gets them from the job, the soonest as it was told before; a notice since then moves that by an event', async () => {
    world.setClock(eve)
    const [plain, earlier] = [await report(await withCalendar(), named), await report(await withCalendar(), named)]
    await asked('alter table tips.tip disable trigger told_days')
    await asked('update tips.tip set counted_days = null where id in ($1, $2)', plain.id, earlier.id)
    await asked(`update tips.tip set owed_on = '2020-02-04' where id = $1`, earlier.id)
    await asked('alter table tips.tip enable always trigger told_days')
    expect((await say(world, 'inspector', 'GET', `/api/v1/tips/${earlier.id}`)).body.owed[0].by).toBe('2020-02-04')
    await recountTips(world.context)
    expect(await told(plain.id)).toEqual({ screen: '2020-02-05', tellAcceptance: '2020-02-19', listed: '2020-02-05' })
    expect((await eventsOf(plain.id)).map(({ action }) => action)).toEqual(['file'])
    expect(await told(earlier.id)).toEqual({ screen: '2020-02-05', tellAcceptance: '2020-02-19', listed: '2020-02-05' })
    expect((await eventsOf(earlier.id)).at(-1)).toMatchObject({ action: 'recalculate', moved: { days: [{ what: 'screen', by: '2020-02-05' }] } })
  })
})

describe('the database', () => {
  const set = (id: string, values: object) => asCounter(desk(), county, async tx => {
    const { numUpdatedRows } = await tx.updateTable('tips.tip').set(values).where('id', '=', id).executeTakeFirstOrThrow()
    return Number(numUpdatedRows)
  })
  const days = (by: string) => JSON.stringify([{ what: 'screen', from: eve, by }])
  test('lets whoever counts anew move days and nothing else, later and by an event', async () => {
    world.setClock(eve)
    const { id } = of.silent
    await expect(set(id, { state: 'archived' })).rejects.toThrow(/moves days alone/)
    await expect(set(id, { receiptHmac: null })).rejects.toThrow(/moves days alone/)
    await expect(set(id, { countedDays: days('2020-02-06') })).rejects.toThrow(/not brought forward/)
    await expect(set(id, { countedDays: null })).rejects.toThrow(/not brought forward/)
    const other = await report(await withCalendar())
    await expect(set(other.id, { countedDays: days('2020-03-06') }), 'without an event').rejects.toThrow(/by an event that names the notice/)
    await expect(asBody(desk(), county, tx => tx.updateTable('tips.tip').set({ countedDays: days('2020-03-06') }).where('id', '=', other.id).execute(), first!.id), 'by an inspector').rejects.toThrow(/by an event that names the notice/)
  })
  test('shows whoever counts anew nothing sealed, and lets him touch no report of another body', async () => {
    expect(await asCounter(desk(), county, tx => tx.selectFrom('tips.sealedPart').select('n').execute())).toEqual([])
    const { id } = await report(await withCalendar(), {}, { bodyCode: city })
    expect(await set(id, { owedOn: null })).toBe(0)
  })
})

describe('of counting days anew', () => {
  const paths = ['/api/v1/me', '/api/v1/desk', '/api/v1/overview', '/api/v1/duties', '/api/v1/cases?queue=all', '/api/v1/incidents', '/api/v1/notices']
  test('nobody outside the body learns: it writes into no table but those of reports and the log, answers nothing and logs no line', async () => {
    world.setClock('2020-01-28', 7)
    for (let n = 0; n < 3; n++) await report(await withCalendar(), n === 0 ? named : {})
    for (const role of officerRoles) await world.signInAs(role)
    const tables = (await asked<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`)).map(({ name }) => name)
    const digests = async () => new Map(await Promise.all(tables.map(async name => [name, (await asked<{ digest: string }>(`select md5(coalesce(string_agg(known::text, '' order by known::text), '')) as digest from ${name} as known`))[0]!.digest] as const)))
    const seen = async () => {
      const found = new Map<string, string>()
      for (const role of officerRoles.filter(role => role !== 'inspector')) for (const url of paths) found.set(`${role} ${url}`, (await say(world, role, 'GET', url)).raw.toString().replaceAll(/"seenAt":"[^"]*"/gu, ''))
      return found
    }
    await load(world, withEmergency)
    const views = await seen()
    const lines: string[] = []
    const written = (['stdout', 'stderr'] as const).map(where => vi.spyOn(process[where], 'write').mockImplementation(line => { lines.push(String(line)); return true }))
    const settled = await digests()
    const ran = await runJob(schedule.find(({ name }) => name === 'recalculate-cases')!, world.context, { db: world.context.db, channels: {} })
    for (const spy of written) spy.mockRestore()
    const now = await digests()
    expect(lines).toEqual([])
    expect(ran).toBeUndefined()
    expect(tables.filter(name => settled.get(name) !== now.get(name))).toEqual(['public.log_queue', 'tips.tip', 'tips.tip_event'])
    expect([...await seen()].filter(([where, said]) => views.get(where) !== said)).toEqual([])
  })
})
