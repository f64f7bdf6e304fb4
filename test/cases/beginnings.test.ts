import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { trackCase } from '#actions/tracking.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { caseAt, file } from '#test/api/cases-of-every-state.ts'
import { openWorld, type World } from '#test/world.ts'
import { livingIn } from './living.ts'

let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld()
  live = livingIn(world)
})
afterAll(() => world.close())

const at = (day: string) => world.setClock(day)
const question = { action: 'askMore', note: '请写明是哪一年的账。' } as const

describe('a question to the complainant', () => {
  test('is asked once; the answer goes on where the clock stopped', async () => {
    at('2026-03-02')
    const filed = await file(world)
    await live.must('triage', filed, question)
    const asked = await trackCase(world.context, filed.code)
    expect(asked).toMatchObject({ value: { state: 'needsMoreInfo', question: '请写明是哪一年的账。', may: [{ action: 'supplyMore', until: '2026-03-09' }, { action: 'withdraw' }] } })
    at('2026-03-05')
    expect(await live.complain(filed, { action: 'supplyMore', note: '是2024年的账。' })).toMatchObject({ ok: true, value: { state: 'submitted' } })
    // Nothing of the one working day to accept was used on the day of filing, so it is left whole.
    expect((await live.facts(filed)).step).toEqual({ from: '2026-03-05', days: 1 })
    expect(await live.by('triage', filed, question)).toMatchObject({ ok: false, refusal: { code: 'asked-before' } })
  })

  test('that stays open for five working days ends the case on the sixth, not before; within thirty days it can be revived', async () => {
    at('2026-03-02')
    const filed = await file(world)
    await live.must('triage', filed, question)
    at('2026-03-09') // the fifth working day
    await sweepCases(world.context)
    expect((await live.facts(filed)).state).toBe('needsMoreInfo')
    at('2026-03-10')
    await sweepCases(world.context)
    expect((await live.facts(filed)).state).toBe('lapsed')
    at('2026-04-10') // the thirty-first day
    expect(await live.complain(filed, { action: 'revive', note: '是2024年的账。' })).toMatchObject({ ok: false, refusal: { code: 'too-late-for', action: 'revive', lastDay: '2026-04-09' } })
    at('2026-04-09')
    expect(await live.complain(filed, { action: 'revive', note: '是2024年的账。' })).toMatchObject({ ok: true, value: { state: 'submitted' } })
    expect(await live.complain(filed, { action: 'revive', note: '是2024年的账。' })).toMatchObject({ ok: true })
    expect((await live.actions(filed)).filter(action => action === 'revive')).toHaveLength(1)
  })
})

describe('what belongs elsewhere', () => {
  test('is shown its way, in the words of the county’s rules as they stood that day', async () => {
    const filed = await file(world)
    expect(await live.by('triage', filed, { action: 'divert', routeCode: 'nowhere' })).toMatchObject({ ok: false, refusal: { code: 'choice-missing' } })
    await live.must('triage', filed, { action: 'divert', routeCode: 'hotline' })
    const tracked = await trackCase(world.context, filed.code)
    expect(tracked).toMatchObject({ value: { state: 'diverted', may: [] } })
    expect(tracked.ok && tracked.value.timeline.at(-1)?.told?.[0]?.zh).toContain('12345')
  })

  test('is rejected by two persons with a reason and an address; the complainant learns it only then', async () => {
    at('2026-03-02')
    const filed = await file(world)
    const propose = { action: 'proposeRejection', note: '已有生效判决。', reasonCode: 'litigation', addressCode: 'court' } as const
    expect(await live.by('triage', filed, { ...propose, addressCode: 'police' })).toMatchObject({ ok: false, refusal: { code: 'choice-missing' } })
    await live.must('triage', filed, propose)
    expect(await trackCase(world.context, filed.code)).toMatchObject({ value: { state: 'submitted', timeline: [{ action: 'file' }] } })
    expect(await live.by('triage', filed, { action: 'confirmRejection' })).toMatchObject({ ok: false, refusal: { code: 'own-request' } })
    await live.must('secondTriage', filed, { action: 'confirmRejection' })
    const told = await trackCase(world.context, filed.code)
    expect(told).toMatchObject({ value: { state: 'rejected', may: [{ action: 'appeal', until: '2026-04-01' }] } })
    expect(told.ok && told.value.timeline.at(-1)).toMatchObject({ action: 'confirmRejection', note: '已有生效判决。', told: [{ code: 'litigation' }, { code: 'court' }] })
  })

  test('may be appealed against once; where the two who rejected it are the whole desk, the desk above decides', async () => {
    at('2026-03-02')
    const filed = await file(world)
    await live.must('triage', filed, { action: 'proposeRejection', note: '应找其他部门。', reasonCode: 'other-organ', addressCode: 'hotline' })
    await live.must('secondTriage', filed, { action: 'confirmRejection' })
    expect(await live.complain(filed, { action: 'appeal', note: '这是村里公开的内容。' })).toMatchObject({ ok: true, value: { state: 'appealed' } })
    // Nobody else is at this desk, so the one above decides, and the complainant reads why.
    expect(await live.actions(filed)).toEqual(['file', 'proposeRejection', 'confirmRejection', 'appeal', 'moveUp'])
    expect(await live.facts(filed)).toMatchObject({ state: 'appealed', deskLevel: 'city' })
    expect(await trackCase(world.context, filed.code)).toMatchObject({ value: { state: 'appealed', timeline: expect.arrayContaining([expect.objectContaining({ action: 'moveUp', isUndecidable: true })]) } })
    const { moveCase } = await import('#actions/move-case.ts')
    const city = await world.officer(world.officerId.cityTriage)
    expect(await moveCase(world.context, city, filed.id, { action: 'upholdRejection', asOf: 5, note: '复核后认为应当由其他部门办理。' })).toMatchObject({ ok: true })
    expect(await live.complain(filed, { action: 'appeal', note: '再次申诉。' })).toMatchObject({ ok: false, refusal: { code: 'appealed-before' } })
  })

  test('is decided at its own desk where a third person is there; overruling begins the promise', async () => {
    at('2026-03-02')
    const { rows } = await world.owner.pool.query(`insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from) select gen_random_uuid(), unit_id, role, '测试·第三人', reach_low, reach_high, active_from from officer where id = $1 returning id`, [world.officerId.triage])
    const third = await world.officer(rows[0].id)
    const { moveCase } = await import('#actions/move-case.ts')
    const other = await file(world)
    await live.must('triage', other, { action: 'proposeRejection', note: '应找其他部门。', reasonCode: 'other-organ', addressCode: 'hotline' })
    await live.must('secondTriage', other, { action: 'confirmRejection' })
    await live.complain(other, { action: 'appeal', note: '这是村里公开的内容。' })
    for (const who of ['triage', 'secondTriage'] as const) expect(await live.by(who, other, { action: 'overruleRejection', note: '应当受理。' })).toMatchObject({ ok: false, refusal: { code: 'own-request' } })
    at('2026-03-03')
    expect(await moveCase(world.context, third, other.id, { action: 'overruleRejection', asOf: 4, note: '属于公开内容，应当受理。' })).toMatchObject({ ok: true })
    expect(await live.facts(other)).toMatchObject({ state: 'accepted', acceptedOn: '2026-03-03', dueOn: '2026-03-17', rejection: undefined })
  })
})

describe('a complaint', () => {
  test('is withdrawn by its complainant and by nobody else, and not any more once it is answered', async () => {
    const filed = await caseAt(world, 'handling')
    expect(await live.by('triage', filed, { action: 'withdraw' as never })).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await live.complain(filed, { action: 'withdraw', note: '已经解决了' })).toMatchObject({ ok: true, value: { state: 'withdrawn', may: [] } })
    const answered = await caseAt(world, 'replied')
    expect(await live.complain(answered, { action: 'withdraw' })).toMatchObject({ ok: false, refusal: { code: 'not-now', possible: ['rate'] } })
  })

  test('returned twice is the county’s to decide, and cannot be returned a third time', async () => {
    at('2026-03-02')
    const filed = await caseAt(world, 'returned')
    const assign = { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('housing') } as const
    const back = { action: 'return', note: '不属本单位职责。' } as const
    await live.must('triage', filed, assign)
    await live.must('otherHandler', filed, back)
    expect((await live.facts(filed)).state).toBe('countyDecides')
    await live.must('triage', filed, assign)
    expect(await live.by('otherHandler', filed, back)).toMatchObject({ ok: false, refusal: { code: 'no-more-returns' } })
    expect(await live.facts(filed)).toMatchObject({ state: 'assigned', dueOn: '2026-03-16' })
  })
})
