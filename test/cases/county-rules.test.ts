import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import rulesFile from '../../data/cases/rules.v1.json' with { type: 'json' }
import { toCaseRules, toCountyCaseRules } from '#rules/cases/case-rules.ts'
import { loadReferenceData } from '#actions/reference.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'
import { livingIn } from './living.ts'
import { setRules } from './setting-rules.ts'

let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld({ today: '2026-03-02' })
  live = livingIn(world)
})
afterAll(() => world.close())

const today = '2026-03-02'
const read = async (as: Parameters<typeof say>[1] = 'triage') => (await say(world, as, 'GET', '/api/v1/case-rules')).body
const propose = (body: object, as: Parameters<typeof say>[1] = 'triage') => say(world, as, 'POST', '/api/v1/case-rules/changes', { body })
const decide = (id: string, outcome: string, as: 'triage' | 'second-triage' = 'second-triage', note = '') => say(world, as, 'POST', `/api/v1/case-rules/proposals/${id}/decision`, { body: { outcome, note } })

describe('the rules of a county', () => {
  test('are set by its discipline body alone, from tomorrow at the earliest, and every mistake is named', async () => {
    expect(await setRules(world, '2026-04-01', { limits: { handle: 7 } }, world.officerId.leader)).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await setRules(world, today, { limits: { handle: 7 } })).toMatchObject({ ok: false, refusal: { code: 'rules-not-later' } })
    expect(await setRules(world, '2026-04-01', { limits: { handle: 0, visitPercent: 101, sleep: 3 } })).toMatchObject({
      ok: false, refusal: { code: 'form-wrong', errors: ['rules.limits.sleep is no limit', 'rules.limits.handle must be a whole number from 1', 'rules.limits.visitPercent must be at most 100'] },
    })
  })

  test('go no further than is fixed for every county, and the sentence says which rule fixes it', async () => {
    const beyond = (limits: object) => setRules(world, '2026-04-01', { limits })
    expect(await beyond({ handle: 31 })).toMatchObject({ ok: false, refusal: { code: 'rules-beyond', problems: [{ name: 'handle', bound: 'most', days: 30 }] } })
    expect(await beyond({ visitPercent: 19 })).toMatchObject({ ok: false, refusal: { problems: [{ name: 'visitPercent', bound: 'least', days: 20 }] } })
    // What everybody is promised wherever he lives.
    for (const [name, days, bound, room] of [['mostExtensions', 3, 'most', 2], ['askBefore', 0, 'least', 1], ['mostReturns', 3, 'most', 2], ['rateCalendarDays', 6, 'least', 7], ['reopenCalendarDays', 29, 'least', 30], ['sign', 11, 'most', 10]] as const) {
      expect(await beyond({ [name]: days }), name).toMatchObject({ ok: false, refusal: { problems: expect.arrayContaining([expect.objectContaining({ name, bound, days: room })]) } })
    }
    expect(await beyond({ extensionDays: 20 })).toMatchObject({ ok: false, refusal: { problems: [{ name: 'mostExtensions', bound: 'most', days: 1 }] } })
    expect(await beyond({ rateCalendarDays: 20 })).toMatchObject({ ok: false, refusal: { problems: [{ name: 'silentCloseCalendarDays', bound: 'least', days: 20 }] } })
    const told = await propose({ validFrom: '2026-04-01', limits: [{ name: 'handle', value: 31 }] })
    expect(told).toMatchObject({ status: 422, body: { code: 'rules-beyond' } })
    expect(told.body.detail).toContain('“From acceptance to the answer” may be at most 30 (Regulation on petitions, article 34')
  })

  test('are proposed by one officer and decided by another, a part at a time, and the database takes no other way', async () => {
    const limits = [{ name: 'sign', value: 2 }]
    expect(await propose({ validFrom: '2026-04-01', limits: [] })).toMatchObject({ status: 422, body: { code: 'nothing-changed' } })
    expect(await propose({ validFrom: '2026-04-01', limits: [{ name: 'sign', value: 1 }] })).toMatchObject({ status: 422, body: { code: 'nothing-changed' } })
    const { body } = await propose({ validFrom: '2026-04-01', limits })
    const [{ id }] = body.proposals
    expect(body.proposals).toMatchObject([{ part: 'limits', isOwn: true, limits }])
    expect(await propose({ validFrom: '2026-04-02', limits: [{ name: 'assign', value: 2 }] })).toMatchObject({ status: 409, body: { code: 'already-proposed' } })
    expect(await decide(id, 'passed', 'triage')).toMatchObject({ status: 403, body: { code: 'own-proposal' } })
    expect(await decide(id, 'refused', 'second-triage', '不行')).toMatchObject({ status: 422, body: { code: 'reason-missing' } })
    expect((await decide(id, 'withdrawn', 'triage')).body).toMatchObject({ proposals: [], decided: [{ decision: { outcome: 'withdrawn' } }] })
    expect((await say(world, 'triage', 'GET', '/api/v1/county-list')).body).toMatchObject({ proposals: [], decided: [] })
    await expect(world.context.db.insertInto('pub.countyCaseRule').values({ countyCode: 340_522_000_000, seq: 50, validFrom: '2026-04-01', body: '{}', authorId: world.officerId.triage, madeAt: new Date(world.context.clock.now()) }).execute()).rejects.toThrow(/second person/)
  })

  test('whose day has come before anybody passed them are proposed anew', async () => {
    const late = await openWorld({ today })
    const asked = await say(late, 'triage', 'POST', '/api/v1/case-rules/changes', { body: { validFrom: '2026-03-03', limits: [{ name: 'sign', value: 2 }] } })
    late.setClock('2026-03-03')
    expect(await say(late, 'second-triage', 'POST', `/api/v1/case-rules/proposals/${asked.body.proposals[0].id}/decision`, { body: { outcome: 'passed', note: '' } })).toMatchObject({ status: 422, body: { code: 'rules-not-later' } })
    expect((await say(late, 'second-triage', 'GET', '/api/v1/case-rules')).body.proposals).toMatchObject([{ isTooLate: true }])
    await late.close()
  })

  test('hold for cases whose cycle begins from their day on; a case keeps the rules of the day it began', async () => {
    const before = await caseAt(world, 'submitted')
    expect(await setRules(world, '2026-03-03', { limits: { handle: 7, mostExtensions: 0 } })).toMatchObject({ ok: true })
    expect(await setRules(world, '2026-03-03', { routes: [{ code: 'own', zh: '请到县便民中心三号窗口', en: 'Counter 3 of the service centre' }] })).toMatchObject({ ok: true })
    world.setClock('2026-03-03')
    await live.must('triage', before, { action: 'accept' })
    expect((await live.facts(before)).dueOn).toBe('2026-03-17') // ten working days, as promised when it was filed
    const later = await caseAt(world, 'handling')
    expect((await live.facts(later)).dueOn).toBe('2026-03-12')
    expect(await live.by('handler', later, { action: 'askExtension', days: 3, note: '需要现场勘验。' })).toMatchObject({ ok: false, refusal: { code: 'no-more-extensions', most: 0 } })
    expect(await live.by('triage', await caseAt(world, 'submitted'), { action: 'divert', routeCode: 'hotline' })).toMatchObject({ ok: false, refusal: { code: 'choice-missing' } })
  })

  test('are read by whoever works by them: what holds, what is coming, what is past, and who set it', async () => {
    world.setClock('2026-03-03')
    expect((await read('handler')).limits).toContainEqual(expect.objectContaining({ name: 'handle', value: 7, most: 30 }))
    const { body } = await propose({ validFrom: '2026-03-05', limits: [{ name: 'handle', value: 9 }] })
    await decide(body.proposals[0].id, 'passed')
    const standings = async () => (await read()).versions.filter((version: { common?: number }) => version.common === undefined).map((version: { validFrom: string; standing: string }) => [version.validFrom, version.standing])
    expect(await standings()).toEqual([['2026-03-05', 'coming'], ['2026-03-03', 'inForce'], ['2026-03-03', 'inForce'], ['2000-01-02', 'inForce']])
    expect((await read('leader')).versions.find((version: { validFrom: string }) => version.validFrom === '2026-03-05')).toMatchObject({ limits: [{ name: 'handle', value: 9 }], setBy: expect.any(String), passedBy: expect.any(String) })
    await setRules(world, '2026-03-06', { limits: { handle: 8, mostExtensions: 1 } })
    world.setClock('2026-03-06')
    expect(await standings()).toEqual([['2026-03-06', 'inForce'], ['2026-03-05', 'past'], ['2026-03-03', 'past'], ['2026-03-03', 'inForce'], ['2000-01-02', 'inForce']])
    expect(await read('handler')).toMatchObject({ mayPropose: false })
    for (const role of ['clerk', 'reviewer', 'inspector'] as const) expect(await say(world, role, 'GET', '/api/v1/case-rules')).toMatchObject({ status: 403 })
    for (const role of ['supervisor', 'handler', 'leader'] as const) expect(await propose({ validFrom: '2026-04-05', limits: [{ name: 'handle', value: 9 }] }, role)).toMatchObject({ status: 403 })
    expect((await (await world.app()).inject({ method: 'GET', url: '/api/v1/case-rules' })).statusCode).toBe(401)
    expect(await propose({ validFrom: '2026-04-05', limits: [{ name: 'sleep', value: 9 }] })).toMatchObject({ status: 422 })
  })

  test('cannot be changed or begin in the past, not even by the owner of the database', async () => {
    await expect(world.owner.pool.query(`update pub.county_case_rule set valid_from = '2020-01-01'`)).rejects.toThrow(/append-only/)
    await expect(world.owner.pool.query(`insert into pub.county_case_rule (county_code, seq, valid_from, body, author_id, made_at) values (340522000000, 99, '2026-03-03', '{}', $1, '2026-03-03T02:00:00Z')`, [world.officerId.triage])).rejects.toThrow(/check/)
  })
})

describe('the common rules', () => {
  test('of the file are right, and loading them again changes nothing', async () => {
    expect(toCaseRules(rulesFile).ok).toBe(true)
    await loadReferenceData(world.owner.db)
    const { rows } = await world.owner.pool.query('select version from pub.case_rule order by version')
    expect(rows).toEqual([{ version: 1 }, { version: 2 }])
  })

  test('with a mistake are refused with its place', () => {
    const broken = toCaseRules({ ...rulesFile, validFrom: 'soon', limits: { ...rulesFile.limits, accept: -1 } })
    expect(broken).toMatchObject({ ok: false, errors: ['rules.limits.accept must be a whole number from 1', 'rules.validFrom must be a day'] })
    expect(toCountyCaseRules({ routes: [{ code: 'a', zh: '甲', en: 'a' }, { code: 'a', zh: '乙', en: 'b' }] })).toMatchObject({ ok: false, errors: ['rules.routes has a twice'] })
  })
})
