import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDuties, remindOfDuties } from '#actions/open-duties.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { createDraft, submitDraft } from '#actions/drafts.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'
import { say } from './talking.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ today: '2026-08-31' })
  await openDuties(world.context)
  world.setClock('2026-09-21')
  await openDuties(world.context)
})
afterAll(() => world.close())

async function submitted(village: number, period: string): Promise<string> {
  const clerk = await world.officer(world.officerId.clerk(village))
  const draft = await createDraft(world.context, clerk, monthOfBooks(village, period))
  if (!draft.ok) throw new Error(draft.refusal.code)
  await submitDraft(world.context, clerk, draft.value.id, 1)
  return draft.value.id
}

describe('what a village owes', () => {
  test('is told to its clerk with the rule of each due day and whether it may be declared nil', async () => {
    const { body } = await say(world, 'clerk', 'GET', '/api/v1/duties')
    const books = body.duties.find((duty: { item: string; period: string }) => duty.item === 'income-expense-detail' && duty.period === '2026-08')
    expect(books).toMatchObject({ rule: 'monthly', dueOn: '2026-09-15', standing: 'overdue', hasSchema: true, mayDeclareNil: true })
    const running = body.duties.find((duty: { item: string; period: string }) => duty.item === 'income-expense-detail' && duty.period === '2026-09')
    expect(running).toMatchObject({ standing: 'running', mayDeclareNil: false })
    expect((await say(world, 'clerk', 'GET', `/api/v1/duties?village=${world.otherVillage}`)).status).toBe(404)
  })

  test('is declared nil by the clerk, shown to the reviewer with what speaks against it, and published', async () => {
    const made = await say(world, 'clerk', 'POST', '/api/v1/nil-declarations', { body: { villageCode: world.village, item: 'project-progress', period: '2026-08', note: '没有在建项目。' } })
    expect(made.status).toBe(201)
    expect((await say(world, 'clerk', 'POST', '/api/v1/nil-declarations', { body: { villageCode: world.village, item: 'project-progress', period: '2026-08' } })).body).toMatchObject({ code: 'already-declared', status: 409 })
    const waiting = (await say(world, 'reviewer', 'GET', '/api/v1/nil-declarations')).body.items
    expect(waiting).toMatchObject([{ item: 'project-progress', note: '没有在建项目。', doubts: [], mayDecide: true }])
    expect((await say(world, 'reviewer', 'POST', `/api/v1/nil-declarations/${made.body.id}/moves`, { body: { action: 'return', note: '短' } })).body).toMatchObject({ code: 'reason-missing' })
    expect((await say(world, 'reviewer', 'POST', `/api/v1/nil-declarations/${made.body.id}/moves`, { body: { action: 'approve' } })).status).toBe(200)
    const { body } = await say(world, 'clerk', 'GET', '/api/v1/duties')
    expect(body.duties.find((duty: { item: string; period: string }) => duty.item === 'project-progress' && duty.period === '2026-08')).toMatchObject({ standing: 'nilLate', nilOn: '2026-09-21', mayDeclareNil: false })
  })
})

describe('coverage', () => {
  test('counts published ÷ owed for the township’s own villages and no others', async () => {
    const { body } = await say(world, 'reviewer', 'GET', '/api/v1/coverage?year=2026')
    expect(body.villages.every((village: { code: number }) => Math.floor(village.code / 1000) === 340_522_100)).toBe(true)
    const own = body.villages.find((village: { code: number }) => village.code === world.village)
    expect(own).toMatchObject({ owed: 3, done: 1, nil: 1, late: 1, overdue: 2 })
    expect(own.cells[body.items.findIndex((item: { slug: string }) => item.slug === 'project-progress')]).toEqual([1, 1, 1, 1, 0])
    expect(body.nextPastYear).toBe(2026)
  })

  test('of a quarter tells only what falls due in it, and is a table for a spreadsheet too', async () => {
    expect((await say(world, 'leader', 'GET', '/api/v1/coverage?year=2026&quarter=4')).body.villages[0]).toMatchObject({ owed: 0 })
    const file = await say(world, 'leader', 'GET', '/api/v1/coverage.csv?year=2026&quarter=3')
    expect(file.headers['content-type']).toContain('text/csv')
    const lines = file.raw.toString().split('\r\n')
    expect(lines[0]).toContain('应公开,已公开')
    expect(lines.filter(line => line.startsWith(String(world.village)))).toHaveLength(3)
    expect((await say(world, 'leader', 'GET', '/api/v1/coverage?year=2026&quarter=5')).status).toBe(400)
  })

  test('of past years grows only from near to far', async () => {
    expect((await say(world, 'reviewer', 'POST', '/api/v1/past-years', { body: { year: 2024 } })).body).toMatchObject({ code: 'nearer-year-first', detail: 'Past years are filled in from near to far: please open 2026 first.' })
    expect((await say(world, 'reviewer', 'POST', '/api/v1/past-years', { body: { year: 2026 } })).status).toBe(201)
  })
})

test('notices stand on the desk of every role until one of the unit puts them away', async () => {
  world.setClock('2026-10-12')
  await remindOfDuties(world.context)
  await deliverOutbox(world.context)
  const desk = (await say(world, 'clerk', 'GET', '/api/v1/desk')).body
  expect(desk.notices).toMatchObject([{ topic: 'duty-due-soon', dueOn: '2026-10-15', isRead: false }])
  expect((await say(world, 'reviewer', 'POST', `/api/v1/notices/${desk.notices[0].id}/read`)).status).toBe(404)
  expect((await say(world, 'clerk', 'POST', `/api/v1/notices/${desk.notices[0].id}/read`)).status).toBe(200)
  expect((await say(world, 'clerk', 'GET', '/api/v1/desk')).body.notices).toMatchObject([{ isRead: true }])
  world.setClock('2026-09-21')
})

describe('reviewing several drafts together', () => {
  test('demands that the drawn ones be opened first, and says what came of each', async () => {
    const ids = await Promise.all(['2025-01', '2025-02', '2025-03', '2025-04'].map(period => submitted(world.village, period)))
    const made = await say(world, 'reviewer', 'POST', '/api/v1/review-batches', { body: { draftIds: ids } })
    expect(made).toMatchObject({ status: 201, body: { left: 3 } })
    const url = `/api/v1/review-batches/${made.body.id}`
    expect((await say(world, 'reviewer', 'POST', `${url}/approvals`)).body).toMatchObject({ code: 'sample-unopened', status: 409 })
    for (const item of made.body.items.filter((each: { isSampled: boolean }) => each.isSampled)) {
      const { body: draft } = await say(world, 'reviewer', 'GET', `/api/v1/drafts/${item.draftId}`)
      expect((await say(world, 'reviewer', 'POST', `${url}/confirmations`, { body: { draftId: item.draftId, asOf: draft.eventCount } })).status).toBe(200)
    }
    const done = await say(world, 'reviewer', 'POST', `${url}/approvals`)
    expect(done.body.items.map((item: { result: string }) => item.result)).toEqual(['approved', 'approved', 'approved', 'approved'])
    expect((await say(world, 'reviewer', 'POST', `${url}/approvals`)).status).toBe(200)
  })
})

test('a draft is scheduled for an hour, which its page tells, and a withdrawal is asked for and granted by two', async () => {
  const id = await submitted(world.village, '2025-05')
  const move = (body: object) => say(world, 'reviewer', 'POST', `/api/v1/drafts/${id}/moves`, { body })
  expect((await move({ action: 'schedule', asOf: 2, publishAt: '2026-09-21' })).body).toMatchObject({ code: 'publish-time-unreadable', status: 422 })
  expect((await move({ action: 'schedule', asOf: 2, publishAt: '2026-09-22T08:00' })).body).toMatchObject({ state: 'scheduled', publishAt: '2026-09-22T00:00:00.000Z', allowed: ['unschedule'] })
  expect((await move({ action: 'unschedule', asOf: 3 })).body).toMatchObject({ state: 'submitted' })
  const { body: draft } = await move({ action: 'approve', asOf: 4 })
  const withdrawals = `/api/v1/disclosures/${draft.disclosureId}/withdrawals`
  expect((await say(world, 'clerk', 'POST', withdrawals, { body: { action: 'ask', note: '误将邻村账目公开在本村。' } })).status).toBe(200)
  expect((await say(world, 'reviewer', 'GET', '/api/v1/withdrawals')).body.items).toMatchObject([{ reason: '误将邻村账目公开在本村。', mayDecide: true }])
  expect((await say(world, 'reviewer', 'POST', withdrawals, { body: { action: 'grant' } })).status).toBe(200)
  const listed = (await say(world, 'clerk', 'GET', '/api/v1/disclosures')).body.items.find((record: { id: string }) => record.id === draft.disclosureId)
  expect(listed).toMatchObject({ isWithdrawn: true, mayCorrect: false, mayAskWithdrawal: false })
})
