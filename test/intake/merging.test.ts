import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepCases } from '#actions/sweep-cases.ts'
import { trackCase } from '#actions/tracking.ts'
import { file, move, type Filed } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { livingIn } from '#test/cases/living.ts'
import { openWorld, type World } from '#test/world.ts'
import { check, csv, enter, order, take } from './doors.ts'

let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld({ today: '2026-09-21' })
  live = livingIn(world)
})
afterAll(() => world.close())

const merge = (into: string) => ({ action: 'merge', note: '反映的是同一件事。', intoCaseId: into }) as const
const figures = async () => (await say(world, 'leader', 'GET', '/api/v1/overview')).body

/** One complaint through each door, all accepted. */
async function throughEveryDoor(mark: string): Promise<Record<'web' | 'phone' | 'letter' | 'visit' | 'proxy' | 'hotline', Filed>> {
  const bytes = csv([order(`并案-${mark}`)])
  const [receipt] = (await take(world, bytes, (await check(world, bytes)).body.sha256)).body.receipts
  const doors = {
    web: await file(world), phone: await enter(world), letter: await enter(world, { channel: 'letter', channelNumber: `信-${mark}` }), visit: await enter(world, { channel: 'visit' }),
    proxy: await enter(world, { channel: 'proxy', helper: '李四' }), hotline: { id: receipt.caseId, code: receipt.receiptCode },
  }
  for (const { id } of Object.values(doors)) await move(world, id, world.officerId.triage, { action: 'accept' })
  return doors
}

/** Every row of every table of ours, as text. */
async function everything(): Promise<Map<string, string[]>> {
  const { rows: tables } = await world.owner.pool.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pub', 'tips') order by 1`)
  const whole = new Map<string, string[]>()
  for (const { name } of tables) whole.set(name, (await world.owner.pool.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} as t order by 1`)).rows.map(({ row }) => row))
  return whole
}

describe('cases that came through different doors, merged and taken apart again', () => {
  test('leave every row of every table as it was, but for what says that it happened', async () => {
    const { web, ...others } = await throughEveryDoor('一')
    const [before, said] = [await everything(), await figures()]
    for (const joined of Object.values(others)) await live.must('triage', joined, merge(web.id))
    for (const joined of Object.values(others)) await live.must('triage', joined, { action: 'unmerge', note: '不是同一件事。' })
    const after = await everything()
    expect([...after.keys()]).toEqual([...before.keys()])
    for (const [table, rows] of after) {
      const earlier = before.get(table)!
      // Appended to: the two events of each, their leaves, their messages.
      if (['case_event', 'log_queue', 'outbox'].some(name => table === `public.${name}`)) {
        expect(rows.filter(row => !earlier.includes(row)), table).toHaveLength(10)
        expect(earlier.filter(row => !rows.includes(row)), table).toEqual([])
        continue
      }
      const counted = (row: string) => (table === 'public.case_file' ? { ...JSON.parse(row) as object, event_count: 0 } : JSON.parse(row) as object)
      expect(rows.map(counted), table).toEqual(earlier.map(counted))
    }
    expect(await figures()).toEqual(said)
  })

  test('change no figure of villages while merged; only complaints and matters part', async () => {
    const { hotline, letter, web } = await throughEveryDoor('二')
    const before = await figures()
    for (const joined of [hotline, letter]) await live.must('triage', joined, merge(web.id))
    const { repeats, ...during } = await figures()
    const { repeats: earlier, ...rest } = before
    expect(during).toEqual(rest)
    expect(repeats).toEqual({ ...earlier, matters: earlier.matters - 2, shared: earlier.shared + 1, most: 3 })
  })

  test('get one answer, and keep each its receipt, its own days, its hotline’s clock and its rating', async () => {
    world.setClock('2026-09-21')
    const { letter, hotline } = await throughEveryDoor('三')
    world.setClock('2026-09-23')
    const web = await file(world)
    await move(world, web.id, world.officerId.triage, { action: 'accept' })
    await live.must('triage', web, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture') })
    await live.must('handler', web, { action: 'sign' })
    for (const joined of [letter, hotline]) await live.must('triage', joined, merge(web.id))
    const dueOf = async (filed: Filed) => ((await trackCase(world.context, filed.code)) as { value: { dueOn?: string } }).value.dueOn
    expect(await dueOf(letter)).toBe(await dueOf(hotline))
    expect((await dueOf(letter))! < (await dueOf(web))!).toBe(true)
    await live.answer(web)
    for (const each of [letter, hotline, web]) expect(await trackCase(world.context, each.code)).toMatchObject({ value: { state: 'replied', answer: { text: expect.stringContaining('路灯') }, mayRate: true } })
    expect(await live.complain(letter, { action: 'rate', grade: 'verySatisfied' })).toMatchObject({ ok: true })
    expect(await live.complain(hotline, { action: 'rate', grade: 'dissatisfied' })).toMatchObject({ ok: true })
    expect((await live.facts(web)).rating).toBeUndefined()
    expect((await live.facts(letter)).rating?.grade).toBe('verySatisfied')
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${hotline.id}/intake`)).body).toMatchObject({ channelNumber: '并案-三', dueOn: '2026-09-24' })
  })

  test('are refused into another county', async () => {
    const [one, other] = [await file(world), await file(world)]
    for (const { id } of [one, other]) await move(world, id, world.officerId.triage, { action: 'accept' })
    await world.owner.pool.query('update case_file set county_code = 340503000000 where id = $1', [other.id])
    expect(await live.by('triage', one, merge(other.id))).toMatchObject({ ok: false, refusal: { code: 'merge-other-county' } })
    await expect(world.owner.pool.query(`update case_file set state = 'merged', merged_into = $2 where id = $1`, [one.id, other.id])).rejects.toThrow(/within its county/)
    await world.owner.pool.query('update case_file set county_code = 340522000000 where id = $1', [other.id])
  })
})

describe('a matter that comes again after it was closed', () => {
  test.each<[string, number, number]>([['on the 89th day', 89, 1], ['on the 90th day', 90, 1], ['on the 91st day', 91, 0]])('%s counts as repeated or not', async (_, days, counted) => {
    world.setClock('2027-02-13')
    const closed = await file(world, { statement: `塘坝漏水${days}没有修好，田里没水。` })
    await move(world, closed.id, world.officerId.triage, { action: 'accept' })
    await live.must('triage', closed, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture') })
    await live.must('handler', closed, { action: 'sign' })
    await live.answer(closed)
    await live.complain(closed, { action: 'rate', grade: 'satisfied' })
    world.setClock('2027-03-01')
    await sweepCases(world.context)
    expect((await live.facts(closed)).state).toBe('closed')
    const { repeats: before } = await figures()
    world.setClock(new Date(Date.parse('2027-03-01') + days * 86_400_000).toISOString().slice(0, 10))
    const again = await file(world, { statement: `塘坝又漏水${days}，田里没水。` })
    const said = await say(world, 'triage', 'POST', `/api/v1/cases/${again.id}/verdicts`, { body: { otherId: closed.id, verdict: 'again' } })
    expect(said).toMatchObject({ status: 200 })
    expect((await figures()).repeats).toEqual({ ...before, complaints: before.complaints + 1, matters: before.matters + 1, repeated: before.repeated + counted })
    // A slip can be put right: the newest word holds.
    await say(world, 'triage', 'POST', `/api/v1/cases/${again.id}/verdicts`, { body: { otherId: closed.id, verdict: 'different' } })
    expect((await figures()).repeats.repeated).toBe(before.repeated)
  })
})
