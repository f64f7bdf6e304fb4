import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepCases } from '#actions/sweep-cases.ts'
import { inTransaction } from '#records/database.ts'
import { insertCaseSubject } from '#records/conflicts.ts'
import { openWorld, type World } from '#test/world.ts'
import { caseAt, type Filed } from './cases-of-every-state.ts'
import { say } from './talking.ts'

let world: World
let filed: Filed
beforeAll(async () => {
  world = await openWorld({ today: '2026-11-02' })
  filed = await caseAt(world, 'handling')
  await caseAt(world, 'handling', { department: 'housing' })
  world.setClock('2026-11-17')
  await sweepCases(world.context)
})
afterAll(() => world.close())

const list = (role: 'handler' | 'supervisor' | 'triage' | 'leader' | 'clerk', query = '') => say(world, role, 'GET', `/api/v1/supervision${query}`)
const note = '因雨停工三天，现已复工，本周内办结。'

describe('the list of cards and letters', () => {
  test('demands sign-in, and a duty that has to do with complaints', async () => {
    for (const [method, url] of [['GET', '/api/v1/supervision'], ['GET', `/api/v1/cases/${filed.id}/letter-draft`], ['POST', `/api/v1/cases/${filed.id}/supervision/1/explanation`]] as const) {
      expect(await say(world, undefined, method, url, method === 'POST' ? { body: { note } } : {}), url).toMatchObject({ status: 401 })
    }
    expect(await list('clerk')).toMatchObject({ status: 403, body: { code: 'not-your-duty' } })
  })

  test('shows a unit its own, its supervisor those of its cases, desk and leaders all of the county, with counts per unit', async () => {
    const own = await list('handler')
    expect(own.body).toMatchObject({ total: 1, items: [{ caseId: filed.id, kind: 'red', mayExplain: true, isCaseSeen: true }] })
    expect((await list('leader')).body).toMatchObject({ total: 2, units: [{ red: 1, yellow: 0, open: 1, overdue: 0 }, { red: 1, yellow: 0, open: 1, overdue: 0 }] })
    expect((await list('triage')).body.items.every((item: { mayExplain: boolean }) => !item.mayExplain)).toBe(true)
    expect((await list('leader', `?kind=red&unit=${world.unitId.department('housing')}`)).body).toMatchObject({ total: 1, items: [{ kind: 'red', ground: 'overdue' }] })
    expect((await list('leader', '?standing=overdue')).body.total).toBe(0)
    expect(await list('leader', '?kind=green')).toMatchObject({ status: 400 })
  })
})

describe('a letter', () => {
  test('is drafted from the facts without a word of the complaint, sent, and listed', async () => {
    expect(await say(world, 'handler', 'GET', `/api/v1/cases/${filed.id}/letter-draft`)).toMatchObject({ status: 403 })
    const draft = await say(world, 'triage', 'GET', `/api/v1/cases/${filed.id}/letter-draft`)
    expect(draft).toMatchObject({ status: 200, body: { days: 5, unit: { id: world.unitId.department('agriculture') } } })
    expect(draft.body.text).toContain('2026年11月2日收到')
    expect(draft.body.text).not.toContain('路灯')
    const { body: { eventCount } } = await say(world, 'triage', 'GET', `/api/v1/cases/${filed.id}`)
    const sent = await say(world, 'triage', 'POST', `/api/v1/cases/${filed.id}/moves`, { body: { action: 'supervise', asOf: eventCount, note: '逾期未答复。', details: { letter: draft.body.text, days: 3 } } })
    expect(sent).toMatchObject({ status: 200, body: { supervisionItems: [{ kind: 'letter', text: draft.body.text, mayExplain: false }, { kind: 'red' }] } })
    expect((await list('handler', '?kind=letter')).body).toMatchObject({ total: 1, items: [{ kind: 'letter', mayExplain: true }] })
  })
})

test('an explanation is given once for each request, and then stands in the list and on the case', async () => {
  const url = `/api/v1/cases/${filed.id}/supervision/2/explanation`
  expect(await say(world, 'supervisor', 'POST', url, { body: { note } })).toMatchObject({ status: 404 })
  expect(await say(world, 'handler', 'POST', url, { body: { note: '好' } })).toMatchObject({ status: 422 })
  const key = 'explanation-of-a-letter-1'
  expect(await say(world, 'handler', 'POST', url, { body: { note }, key })).toMatchObject({ status: 200, body: { n: 2 } })
  expect(await say(world, 'handler', 'POST', url, { body: { note }, key })).toMatchObject({ status: 200, body: { n: 2 } })
  expect(await say(world, 'handler', 'POST', url, { body: { note } })).toMatchObject({ status: 409, body: { code: 'nothing-asked' } })
  expect((await say(world, 'supervisor', 'GET', `/api/v1/cases/${filed.id}`)).body.supervisionItems[0]).toMatchObject({ kind: 'letter', answer: note, answeredOn: '2026-11-17' })
})

test('the county reads and sets its cards through the API', async () => {
  const { body } = await say(world, 'triage', 'GET', '/api/v1/case-rules')
  expect(body.cards).toContainEqual({ ground: 'dueSoon', colour: 'yellow', to: 'responsible', copies: ['supervising'], within: 3, percentUsed: 70, answerWithin: 2 })
  const change = (cards: object[]) => say(world, 'triage', 'POST', '/api/v1/case-rules/changes', { body: { validFrom: '2026-12-01', cards } })
  expect(await change([{ ground: 'overdue', colour: 'red', to: 'responsible', copies: [], days: 2 }])).toMatchObject({ status: 422, body: { code: 'form-wrong' } })
  expect(await change([{ ground: 'overdue', colour: 'red', to: 'responsible', copies: ['leader'], answerWithin: 5 }])).toMatchObject({ status: 200 })
})

test('the list is as if the case were not there for a unit that the complaint names', async () => {
  const other = await caseAt(world, 'accepted')
  world.setClock('2026-11-30')
  await sweepCases(world.context)
  expect((await list('triage', '?kind=blue&standing=all')).body.items).toMatchObject([{ caseId: other.id }])
  const triage = await world.officer(world.officerId.triage)
  await inTransaction(world.context.db, async tx => {
    await insertCaseSubject(tx, other.id, { unitId: triage.unitId })
    return { ok: true, value: {} } as const
  })
  expect((await list('triage', '?kind=blue&standing=all')).body).toMatchObject({ total: 0, items: [] })
})
