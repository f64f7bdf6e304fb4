import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RatingGrade } from '#rules/cases/events.ts'
import { stateOf } from '#rules/cases/fold.ts'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { findCaseForUpdate, listEvents } from '#records/cases.ts'
import { inTransaction } from '#records/database.ts'
import { recordBySystem } from '#actions/case-events.ts'
import { rateCase } from '#actions/complainant-moves.ts'
import { publishRatings } from '#actions/publish-ratings.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { trackCase } from '#actions/tracking.ts'
import { livingIn } from '#test/cases/living.ts'
import { caseAt, type Filed } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

const words = '金丝雀测试意见'
let world: World
let good: Filed
let bad: Filed
let twiceBad: Filed
let unrated: Filed
beforeAll(async () => {
  world = await openWorld({ today: '2026-09-21' })
  const rated = async (grade: RatingGrade) => {
    const filed = await caseAt(world, 'replied')
    await rateAs(filed, grade)
    return filed
  }
  good = await rated('satisfied')
  bad = await rated('veryDissatisfied')
  twiceBad = await caseAt(world, 'replied')
  await rated('verySatisfied')
  unrated = await caseAt(world, 'replied')
})
afterAll(() => world.close())

const rateAs = async (filed: Filed, grade: RatingGrade): Promise<void> => {
  const done = await rateCase(world.context, filed.code, { grade, opinion: words + grade })
  if (!done.ok) throw new Error(done.refusal.code)
}
const read = async (as: OfficerRole, { id }: Filed) => (await say(world, as, 'GET', `/api/v1/cases/${id}`)).body
const listed = async (as: OfficerRole, query: string) => (await say(world, as, 'GET', `/api/v1/cases?${query}`)).body
const line = async (as: OfficerRole, query: string, { id }: Filed) => (await listed(as, query)).items.find((item: { id: string }) => item.id === id)

describe('before the batch is published', () => {
  for (const role of ['handler', 'supervisor'] as const) {
    test(`the ${role} reads neither grade nor opinion of any rating`, async () => {
      for (const filed of [good, bad]) {
        const body = await read(role, filed)
        expect(JSON.stringify(body)).not.toContain(words)
        expect(body).not.toHaveProperty('rating')
        expect(body.ratings).toEqual([])
        const given = body.events.find((event: { action: string }) => event.action === 'rate')
        if (role === 'handler') expect(given).toBeUndefined()
        else {
          expect(given).toMatchObject({ action: 'rate', byKind: 'complainant' })
          expect(given).not.toHaveProperty('details')
          expect(given).not.toHaveProperty('note')
        }
      }
    })
  }
  test('to the unit that answered, a case rated badly looks like one rated well and like one not rated: page, list, count, order', async () => {
    const [well, badly] = [await read('handler', good), await read('handler', bad)]
    const shape = (body: Record<string, unknown> & { events: { action: string }[] }) => ({ ...body, id: '', events: body.events.map(event => event.action), receivedOn: '' })
    expect(shape(badly)).toEqual(shape(well))
    expect(shape(await read('handler', unrated))).toEqual(shape(well))
    const inList = await line('handler', 'queue=answered', bad)
    expect({ ...inList, id: good.id }).toEqual(await line('handler', 'queue=answered', good))
    expect((await listed('handler', 'queue=answered&state=rated')).total).toBe(0)
    expect((await listed('handler', 'queue=answered&state=replied')).total).toBe(5)
    const order = async (sort: string) => (await listed('handler', `queue=answered&sort=${sort}`)).items.map((item: { id: string }) => item.id)
    expect(await order('due')).toEqual(await order('-due'))
  })
  test('what both sides wrote to each other tells the unit that answered of no rating, whatever opinion came with it', async () => {
    const exchange = async (as: OfficerRole, { id }: Filed) => (await say(world, as, 'GET', `/api/v1/cases/${id}/correspondence`)).body
    expect((await exchange('triage', bad)).exchange).toMatchObject([{ action: 'rate', words: `${words}veryDissatisfied` }])
    expect(await exchange('handler', bad)).toEqual(await exchange('handler', unrated))
    expect(await exchange('handler', good)).toEqual(await exchange('handler', unrated))
  })
  test('the supervising unit learns that a redo is needed, without a word', async () => {
    expect((await listed('supervisor', 'queue=badly-rated')).items.map((item: { id: string }) => item.id)).toEqual([bad.id])
    expect((await read('supervisor', bad)).allowed).toContain('orderRedo')
    expect((await read('supervisor', good)).allowed).not.toContain('orderRedo')
  })
  for (const role of ['triage', 'leader'] as const) {
    test(`the ${role} of the county reads a bad rating at once and a good one not`, async () => {
      // Its words are the desk's to read; the leader reads what the desk passed on.
      expect(await read(role, bad)).toMatchObject({ rating: { grade: 1, ...(role === 'triage' && { opinion: `${words}veryDissatisfied` }) }, ratings: [{ grade: 1 }] })
      expect(await read(role, good)).not.toHaveProperty('rating')
      expect(JSON.stringify(await read(role, good))).not.toContain(words)
    })
  }
  test('the complainant reads the own rating at once', async () => {
    expect(await trackCase(world.context, good.code)).toMatchObject({ ok: true, value: { rating: { grade: 'satisfied', opinion: `${words}satisfied` } } })
  })
})

test('a case the county looks into reads as answered to the unit that answered, and no list finds it by what it is', async () => {
  const { must, answer, facts } = livingIn(world)
  await rateAs(twiceBad, 'dissatisfied')
  await must('supervisor', twiceBad, { action: 'orderRedo', note: '请另一位同志重新办理。' })
  await must('secondHandler', twiceBad, { action: 'sign' })
  await answer(twiceBad, 'secondHandler')
  await rateAs(twiceBad, 'veryDissatisfied')
  expect((await facts(twiceBad)).state).toBe('escalated')
  const body = await read('handler', twiceBad)
  expect(body.state).toBe('replied')
  expect(body).not.toHaveProperty('stageDueOn')
  expect(body.events.at(-1)).toMatchObject({ action: 'passReview' })
  expect(body.supervisionItems).toEqual([])
  expect(JSON.stringify(body.events)).not.toMatch(/escalate|callVisit/)
  expect((await listed('handler', 'queue=answered&state=escalated')).total).toBe(0)
  expect((await line('handler', 'queue=answered&state=replied', twiceBad)).state).toBe('replied')
  expect(await read('supervisor', twiceBad)).not.toHaveProperty('rating')
  expect(await read('triage', twiceBad)).toMatchObject({ state: 'escalated', rating: { grade: 1 } })
})

describe('publishing', () => {
  test('four complaints are too few, and five are not published before their month is over', async () => {
    world.setClock('2026-10-01', 1)
    expect(await publishRatings(world.context)).toBe(0)
    world.setClock('2026-09-30', 22)
    const fifth = await caseAt(world, 'replied')
    await rateCase(world.context, fifth.code, { grade: 'satisfied' })
    expect(await publishRatings(world.context)).toBe(0)
    expect(await read('handler', good)).not.toHaveProperty('rating')
  })
  test('on the first day of the next month the batch appears as a whole, once, and everybody concerned reads it, its words once the desk passed them on', async () => {
    world.setClock('2026-10-01', 1)
    expect(await Promise.all([publishRatings(world.context), publishRatings(world.context)])).toEqual(expect.arrayContaining([0, 1]))
    const { exchange } = (await say(world, 'triage', 'GET', `/api/v1/cases/${good.id}/correspondence`)).body
    const { seq, mayRelease } = exchange.find((one: { action: string }) => one.action === 'rate')
    expect(mayRelease).toBe(true)
    for (const role of ['handler', 'supervisor', 'leader'] as const) expect((await read(role, good)).rating).not.toHaveProperty('opinion')
    expect((await say(world, 'triage', 'POST', `/api/v1/cases/${good.id}/releases`, { body: { of: seq, words: '说清楚了。', photos: [] } })).status).toBe(200)
    for (const role of ['handler', 'supervisor', 'triage', 'leader'] as const) {
      expect(await read(role, good)).toMatchObject({ rating: { grade: 4, opinion: role === 'triage' ? `${words}satisfied` : '说清楚了。' } })
      expect(await read(role, bad)).toMatchObject({ rating: { grade: 1 }, ratings: [{ grade: 1 }] })
    }
  })
  test('a rating given later waits for a batch of its own, though its case had one before', async () => {
    world.setClock('2026-10-10')
    await sweepCases(world.context)
    const asked = await read('handler', bad)
    expect(asked.state).toBe('redo')
    const late = await caseAt(world, 'replied')
    await rateCase(world.context, late.code, { grade: 'veryDissatisfied', opinion: words })
    world.setClock('2026-11-01')
    expect(await publishRatings(world.context)).toBe(0)
    expect(JSON.stringify(await read('handler', late))).not.toContain(words)
  })
  test('the database itself takes no batch of fewer than five complaints and adds to none', async () => {
    const { pool } = world.owner
    const { rows: [batch] } = await pool.query('select * from rating_batch')
    const { rows: [waiting] } = await pool.query('select case_id, seq from case_rating where not exists (select 1 from rating_batch_entry e where (e.case_id, e.seq) = (case_rating.case_id, case_rating.seq))')
    await expect(pool.query('insert into rating_batch_entry (case_id, seq, batch_id) values ($1, $2, $3)', [waiting.case_id, waiting.seq, batch.id])).rejects.toThrow(/takes no more/)
    await expect(pool.query('insert into rating_batch (id, unit_id, through, published_at) values (gen_random_uuid(), $1, $2, now())', [batch.unit_id, '2026-09-30'])).rejects.toThrow(/at least five/)
  })
})

test('the figures of a unit count published ratings only: no difference from one day to the next tells of one person', async () => {
  const figures = async (role: OfficerRole) => (await say(world, role, 'GET', '/api/v1/ratings')).body.units
  for (const role of ['leader', 'triage', 'supervisor'] as const) {
    const [unit, ...others] = await figures(role)
    expect(others).toEqual([])
    expect(unit.satisfied).toMatchObject({ numerator: 3, denominator: 6 })
    expect(unit.rated).toBeGreaterThan(4)
    expect(unit.worthALook).toEqual([])
  }
  // The unit itself counts what is published alone: a number that grew between two batches would tell it who rated.
  const [own, ...others] = await figures('handler')
  expect([others, own.rated, own.satisfied, own.worthALook]).toMatchObject([[], 6, { numerator: 3, denominator: 6 }, []])
  expect((await say(world, 'clerk', 'GET', '/api/v1/ratings')).status).toBe(403)
  expect((await say(world, undefined, 'GET', '/api/v1/ratings')).status).toBe(401)
})

test('a redo after a bad rating is to the unit that answered what a redo after a failed return visit is', async () => {
  const { must } = livingIn(world)
  const [rated, visited] = [await caseAt(world, 'replied'), await caseAt(world, 'replied')]
  await rateAs(rated, 'dissatisfied')
  await inTransaction(world.context.db, async tx => {
    const file = (await findCaseForUpdate(tx, visited.id))!
    await recordBySystem(world.context, tx, file, stateOf(await listEvents(tx, visited.id)), 'callVisit', { reason: 'sample', dueOn: '2026-11-09' })
  })
  expect((await livingIn(world).by('supervisor', visited, { action: 'orderRedo', note: '请另一位同志重新办理。' })).ok).toBe(false)
  await must('supervisor', visited, { action: 'recordVisit', finding: 'notSolved', note: '上门看过，问题还在。' })
  for (const filed of [rated, visited]) await must('supervisor', filed, { action: 'orderRedo', note: '请另一位同志重新办理。' })
  const [one, other] = [await read('handler', rated), await read('handler', visited)]
  const shape = (body: { events: { action: string }[] }) => ({ ...body, id: '', eventCount: 0, events: body.events.map(event => event.action) })
  expect(shape(other)).toEqual(shape(one))
  expect(one.events.map((event: { action: string }) => event.action)).toEqual(['file', 'accept', 'assign', 'sign', 'draftReply', 'passReview', 'orderRedo'])
})

test('a card for a visit that was not made in time is not shown to the unit that answered: page, history, list', async () => {
  const { must, facts } = livingIn(world)
  const shown = async (role: OfficerRole) => (await listed(role, 'queue=cards')).items.map((item: { id: string }) => item.id)
  const rated = await caseAt(world, 'replied')
  await rateAs(rated, 'dissatisfied')
  await must('supervisor', rated, { action: 'orderRedo', note: '请另一位同志重新办理。' })
  const visitBy = (await facts(rated)).visits[0]!.dueOn
  await inTransaction(world.context.db, async tx => {
    const file = (await findCaseForUpdate(tx, rated.id))!
    await recordBySystem(world.context, tx, file, await facts(rated), 'giveCard', { ground: 'visitOverdue', colour: 'yellow', unitId: world.unitId.stationed('agriculture'), copyUnitIds: [], dueOn: visitBy, days: 3 })
  })
  expect((await facts(rated)).supervisionItems).toMatchObject([{ ground: 'visitOverdue' }])
  expect((await read('supervisor', rated)).supervisionItems).toMatchObject([{ ground: 'visitOverdue' }])
  expect(await shown('supervisor')).toContain(rated.id)
  const unit = await read('handler', rated)
  expect(unit.supervisionItems).toEqual([])
  expect(JSON.stringify(unit.events)).not.toMatch(/giveCard|visitOverdue/)
  expect(await shown('handler')).not.toContain(rated.id)
})
