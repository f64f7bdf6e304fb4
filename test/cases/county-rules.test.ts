import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import rulesFile from '../../data/cases/rules.v1.json' with { type: 'json' }
import { toCaseRules, toCountyCaseRules } from '#rules/cases/case-rules.ts'
import { changeCaseRules } from '#actions/case-rules.ts'
import { loadReferenceData } from '#actions/reference.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'
import { livingIn } from './living.ts'

let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld({ today: '2026-03-02' })
  live = livingIn(world)
})
afterAll(() => world.close())

const setting = async (validFrom: string, rules: object, officer = world.officerId.triage) => changeCaseRules(world.context, await world.officer(officer), { validFrom: validFrom as PlainDate, rules })

describe('the rules of a county', () => {
  test('are set by its discipline body alone, from tomorrow at the earliest, and every mistake is named', async () => {
    expect(await setting('2026-04-01', { limits: { handle: 7 } }, world.officerId.leader)).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await setting('2026-03-02', { limits: { handle: 7 } })).toMatchObject({ ok: false, refusal: { code: 'rules-not-later' } })
    expect(await setting('2026-04-01', { limits: { handle: 0, visitPercent: 101, sleep: 3 } })).toMatchObject({
      ok: false, refusal: { code: 'form-wrong', errors: ['rules.limits.sleep is no limit', 'rules.limits.handle must be a whole number from 1', 'rules.limits.visitPercent must be at most 100'] },
    })
  })

  test('hold for cases whose cycle begins from their day on; a case keeps the rules of the day it began', async () => {
    const before = await caseAt(world, 'submitted')
    expect(await setting('2026-03-03', { limits: { handle: 7, mostExtensions: 0 }, routes: [{ code: 'own', zh: '请到县便民中心三号窗口', en: 'Counter 3 of the service centre' }] })).toMatchObject({ ok: true })
    world.setClock('2026-03-03')
    await live.must('triage', before, { action: 'accept' })
    expect((await live.facts(before)).dueOn).toBe('2026-03-17') // ten working days, as promised when it was filed
    const later = await caseAt(world, 'handling')
    expect((await live.facts(later)).dueOn).toBe('2026-03-12')
    expect(await live.by('handler', later, { action: 'askExtension', days: 3, note: '需要现场勘验。' })).toMatchObject({ ok: false, refusal: { code: 'no-more-extensions', most: 0 } })
    expect(await live.by('triage', await caseAt(world, 'submitted'), { action: 'divert', routeCode: 'hotline' })).toMatchObject({ ok: false, refusal: { code: 'choice-missing' } })
  })

  test('are read and set through the API', async () => {
    world.setClock('2026-03-03')
    const read = await say(world, 'triage', 'GET', '/api/v1/case-rules')
    expect(read.body.limits).toContainEqual({ name: 'handle', value: 7 })
    const set = await say(world, 'triage', 'POST', '/api/v1/case-rules/changes', { body: { validFrom: '2026-03-05', limits: [{ name: 'handle', value: 9 }] } })
    expect(set).toMatchObject({ status: 200 })
    expect(await say(world, 'triage', 'POST', '/api/v1/case-rules/changes', { body: { validFrom: '2026-03-05', limits: [{ name: 'sleep', value: 9 }] } })).toMatchObject({ status: 422 })
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
