import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { explainItem } from '#actions/explain-item.ts'
import { declareOwnComplaint } from '#actions/relations.ts'
import { caseAt, type Filed } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'
import { livingIn } from './living.ts'

let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld({ today: '2026-12-30' })
  live = livingIn(world)
})
afterAll(() => world.close())

const letter = '请贵单位三个工作日内查明路灯长期不亮的原因，并书面说明下一步安排。'

async function send(filed?: Filed): Promise<Filed> {
  const about = filed ?? await caseAt(world, 'handling')
  await live.must('triage', about, { action: 'supervise', note: '群众反映强烈。', letter, days: 3 })
  return about
}

const register = async (as: 'triage' | 'supervisor' | 'handler' | 'leader', year = 2026) => say(world, as, 'GET', `/api/v1/supervision/letters?year=${year}`)
const numbers = async (year = 2026) => (await register('leader', year)).body.letters.map((line: { number?: number }) => line.number)

describe('the register of supervision letters', () => {
  test('numbers the letters of a county one after the other, each year anew, however many are sent at once', async () => {
    await send()
    const waiting = await Promise.all([caseAt(world, 'handling'), caseAt(world, 'handling'), caseAt(world, 'handling')])
    await Promise.all(waiting.map(filed => send(filed)))
    expect(await numbers()).toEqual([1, 2, 3, 4])
    const last = await send()
    world.setClock('2027-01-04')
    const [first] = [await send()]
    expect([await numbers(), await numbers(2027)]).toEqual([[1, 2, 3, 4, 5], [1]])
    const { body } = await say(world, 'triage', 'GET', `/api/v1/cases/${last.id}`)
    expect(body.supervisionItems[0]).toMatchObject({ kind: 'letter', number: 5 })
    expect((await say(world, 'supervisor', 'GET', `/api/v1/cases/${first.id}`)).body.supervisionItems[0]).toMatchObject({ number: 1 })
    await expect(world.context.db.insertInto('letterNumber').values({ countyCode: 340_522_000_000, year: 2027, series: 'open', number: 9, caseId: first.id, n: 1 }).execute()).rejects.toThrow(/letter_number/)
    await expect(world.owner.pool.query('update letter_number set number = 7')).rejects.toThrow(/append-only/)
  })

  test('leaves no gap by a letter about a case that keeps somebody away, and shows that person nothing of it', async () => {
    const own = await caseAt(world, 'handling')
    await declareOwnComplaint(world.context, await world.officer(world.officerId.supervisor('agriculture')), own.code)
    const before = (await register('supervisor', 2027)).body
    await send(own)
    expect((await register('supervisor', 2027)).body).toEqual(before)
    const open = await send()
    expect((await register('supervisor', 2027)).body.letters.map((line: { number?: number }) => line.number)).toEqual([1, 2])
    // Whoever may know of it sees it without a number.
    const { letters } = (await register('leader', 2027)).body
    expect(letters.map((line: { caseId: string; number?: number }) => [line.caseId, line.number])).toEqual([[expect.any(String), 1], [open.id, 2], [own.id, undefined]])
  })

  test('is read by whoever sends letters and by the leaders, also as a table', async () => {
    expect((await register('handler')).status).toBe(403)
    expect((await register('supervisor')).status).toBe(200)
    const { cookie } = await world.signInAs('leader')
    const file = await (await world.app()).inject({ url: '/api/v1/supervision/letters.csv?year=2027', headers: { cookie } })
    expect(file.headers['content-type']).toContain('text/csv')
    const [head, ...lines] = file.body.replace('\uFEFF', '').trimEnd().split('\r\n')
    expect(head).toContain('编号,发出日期,收函单位')
    expect(lines.map(line => line.split(',')[0])).toEqual(['监督一点通督〔2027〕1号', '监督一点通督〔2027〕2号', '不公开编号'])
    expect((await (await world.app()).inject({ url: '/api/v1/supervision/letters' })).statusCode).toBe(401)
  })
})

describe('a letter to a unit that has a head', () => {
  const explain = async (officerId: string, { id }: Filed) => explainItem(world.context, await world.officer(officerId), id, { n: 1, note: '已查明：灯座进水，明日更换并书面报告。' })
  const head = '0198c0de-0000-4000-8000-00000000d0d0'

  test('is answered by the head, by nobody else of the unit, and by anybody again once no head is in office', async () => {
    world.setClock('2027-02-01')
    const handler = world.officerId.handler('agriculture')
    const [one, two] = [await send(), await send()]
    await world.owner.pool.query(`insert into officer (id, user_id, unit_id, role, name, reach_low, reach_high, active_from) select $2::uuid, $2::text, unit_id, role, '测试·局长甲', reach_low, reach_high, active_from from officer where id = $1`, [handler, head])
    await world.owner.pool.query(`insert into unit_head (unit_id, officer_id, valid_from) select unit_id, id, '2027-01-01' from officer where id = $1`, [head])
    expect(await explain(handler, one)).toEqual({ ok: false, refusal: { code: 'letter-for-head' } })
    const { body } = await say(world, 'handler', 'GET', `/api/v1/cases/${one.id}`)
    expect(body.supervisionItems[0]).toMatchObject({ kind: 'letter', mayExplain: false })
    expect(await explain(head, one)).toMatchObject({ ok: true })
    await world.owner.pool.query(`update officer set active_to = '2027-02-02' where id = $1`, [head])
    expect(await explain(handler, two)).toMatchObject({ ok: false })
    world.setClock('2027-02-02')
    expect(await explain(handler, two)).toMatchObject({ ok: true })
  })
})
