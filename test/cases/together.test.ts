import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deliverOutbox } from '#actions/outbox.ts'
import { trackCase } from '#actions/tracking.ts'
import { getCase } from '#records/cases.ts'
import { caseAt, file } from '#test/api/cases-of-every-state.ts'
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

const merge = (into: string) => ({ action: 'merge', note: '反映的是同一件事。', intoCaseId: into }) as const

describe('merging', () => {
  test('gives each complainant the answer, and leaves each the receipt, the due day and the rating', async () => {
    world.setClock('2026-03-02')
    const joined = await caseAt(world, 'accepted')
    world.setClock('2026-03-04')
    const lead = await caseAt(world, 'handling')
    await live.must('triage', joined, merge(lead.id))
    expect(await trackCase(world.context, joined.code)).toMatchObject({ value: { state: 'merged', dueOn: '2026-03-16', may: [{ action: 'withdraw' }] } })
    await live.answer(lead)
    expect(await trackCase(world.context, joined.code)).toMatchObject({ value: { state: 'replied', receivedOn: '2026-03-02', dueOn: '2026-03-16', mayRate: true, answer: { text: expect.stringContaining('路灯') } } })
    expect(await live.complain(joined, { action: 'rate', grade: 'dissatisfied' })).toMatchObject({ ok: true, value: { state: 'rated' } })
    expect((await live.facts(lead)).rating).toBeUndefined()
    await live.must('supervisor', joined, { action: 'orderRedo', note: '没有回应他的问题。' })
    expect(await live.by('handler', joined, { action: 'sign' })).toMatchObject({ ok: false, refusal: { code: 'handled-before' } })
  })

  test('is undone exactly: the facts are those from before, and so is every figure', async () => {
    const [lead, joined] = [await caseAt(world, 'handling'), await caseAt(world, 'assigned')]
    const before = await live.facts(joined)
    const figures = await say(world, 'leader', 'GET', '/api/v1/overview')
    await live.must('triage', joined, merge(lead.id))
    expect((await say(world, 'leader', 'GET', '/api/v1/overview')).body.totals).toEqual(figures.body.totals)
    await live.must('triage', joined, { action: 'unmerge', note: '不是同一件事。' })
    const after = await live.facts(joined)
    expect({ ...after, lastSeq: before.lastSeq, lastOn: before.lastOn }).toEqual(before)
    expect(await getCase(world.context.db, joined.id)).toMatchObject({ state: 'assigned', mergedInto: null })
    expect(await live.by('handler', joined, { action: 'sign' })).toMatchObject({ ok: true })
  })

  test('is refused into itself, into what is not running, into what one may not see, and for a case that others joined', async () => {
    const [lead, joined, third] = [await caseAt(world, 'handling'), await caseAt(world, 'accepted'), await caseAt(world, 'accepted')]
    expect(await live.by('triage', joined, merge(joined.id))).toMatchObject({ ok: false, refusal: { code: 'merge-into-itself' } })
    expect(await live.by('triage', joined, merge((await caseAt(world, 'replied')).id))).toMatchObject({ ok: false, refusal: { code: 'merge-not-running' } })
    expect(await live.by('triage', joined, merge('0198c0de-0000-4000-8000-000000000001'))).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    await live.must('triage', joined, merge(lead.id))
    expect(await live.by('triage', lead, merge(third.id))).toMatchObject({ ok: false, refusal: { code: 'merge-has-others' } })
    expect(await live.by('triage', third, merge(joined.id))).toMatchObject({ ok: false, refusal: { code: 'merge-not-running' } })
  })

  test('ends by itself when the leading complainant withdraws', async () => {
    const [lead, joined] = [await caseAt(world, 'handling'), await caseAt(world, 'accepted')]
    await live.must('triage', joined, merge(lead.id))
    await live.complain(lead, { action: 'withdraw' })
    expect((await live.facts(joined)).state).toBe('accepted')
  })

  test('is made and undone by the supervising unit too, of cases it supervises both', async () => {
    const [lead, joined] = [await caseAt(world, 'handling'), await caseAt(world, 'assigned')]
    const elsewhere = await caseAt(world, 'handling', { department: 'housing' })
    expect(await live.by('supervisor', joined, merge(elsewhere.id))).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    const before = await live.facts(joined)
    await live.must('supervisor', joined, merge(lead.id))
    await live.must('supervisor', joined, { action: 'unmerge', note: '不是同一件事。' })
    expect(await live.facts(joined)).toEqual({ ...before, lastSeq: before.lastSeq + 2, merged: undefined })
  })

  test('of two cases into each other at once: one is merged, the other leads, and nothing waits for ever', async () => {
    const [one, two] = [await caseAt(world, 'accepted'), await caseAt(world, 'accepted')]
    const both = await Promise.all([live.by('triage', one, merge(two.id)), live.by('triage', two, merge(one.id))])
    expect(both.filter(outcome => outcome.ok)).toHaveLength(1)
  })
})

describe('merging before acceptance', () => {
  test('accepts both by the same stroke: each has its promise, its thread and its rating, and one answer reaches both', async () => {
    world.setClock('2026-03-02')
    const [lead, joined] = [await file(world), await file(world)]
    const page = await say(world, 'triage', 'GET', `/api/v1/cases/${joined.id}`)
    expect(page.body).toMatchObject({ allowed: expect.arrayContaining(['accept', 'merge']), choices: { mergeable: expect.arrayContaining([expect.objectContaining({ id: lead.id })]) } })
    await live.must('triage', joined, merge(lead.id))
    expect(await live.actions(lead)).toEqual(['file', 'accept'])
    expect(await live.actions(joined)).toEqual(['file', 'accept', 'merge'])
    expect(await live.facts(lead)).toMatchObject({ state: 'accepted', dueOn: '2026-03-16' })
    expect(await trackCase(world.context, joined.code)).toMatchObject({ value: { state: 'merged', receivedOn: '2026-03-02', dueOn: '2026-03-16' } })
    await live.must('triage', lead, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture') })
    await live.must('handler', lead, { action: 'sign' })
    await live.answer(lead)
    for (const each of [lead, joined]) expect(await trackCase(world.context, each.code)).toMatchObject({ value: { state: 'replied', mayRate: true } })
    expect(await live.complain(joined, { action: 'rate', grade: 'satisfied' })).toMatchObject({ ok: true })
    expect((await live.facts(lead)).rating).toBeUndefined()
  })

  test('undone leaves an accepted complaint, exactly as acceptance alone would have left it', async () => {
    const [lead, joined, alone] = [await caseAt(world, 'handling'), await file(world), await file(world)]
    await live.must('triage', joined, merge(lead.id))
    await live.must('triage', joined, { action: 'unmerge', note: '不是同一件事。' })
    await live.must('triage', alone, { action: 'accept' })
    const undone = await live.facts(joined)
    expect({ ...undone, lastSeq: 2, merged: undefined }).toEqual({ ...await live.facts(alone), merged: undefined })
    expect(await getCase(world.context.db, joined.id)).toMatchObject({ state: 'accepted', mergedInto: null, dueOn: undone.dueOn })
  })

  test('is the desk’s alone, changes nothing when it is refused, and accepts nothing that is being rejected', async () => {
    const [lead, joined] = [await file(world), await file(world)]
    expect(await live.by('handler', joined, merge(lead.id))).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect(await live.by('triage', joined, { action: 'merge', intoCaseId: lead.id })).toMatchObject({ ok: false, refusal: { code: 'note-missing' } })
    expect(await live.by('triage', joined, merge(joined.id))).toMatchObject({ ok: false, refusal: { code: 'merge-into-itself' } })
    await live.must('triage', lead, { action: 'proposeRejection', note: '已有生效判决。', reasonCode: 'litigation', addressCode: 'court' })
    expect(await live.by('triage', joined, merge(lead.id))).toMatchObject({ ok: false, refusal: { code: 'merge-not-running' } })
    expect([await live.actions(lead), await live.actions(joined)]).toEqual([['file', 'proposeRejection'], ['file']])
  })

  test('of two new complaints into each other at once leaves one leading and both accepted', async () => {
    const [one, two] = [await file(world), await file(world)]
    const both = await Promise.all([live.by('triage', one, merge(two.id)), live.by('secondTriage', two, merge(one.id))])
    expect(both.filter(outcome => outcome.ok)).toHaveLength(1)
    expect((await Promise.all([one, two].map(async each => (await live.facts(each)).state))).sort()).toEqual(['accepted', 'merged'])
  })
})

describe('splitting', () => {
  test('makes a case of one part, which its complainant follows under the same code, with the whole time counted on', async () => {
    world.setClock('2026-03-02')
    const filed = await file(world)
    world.setClock('2026-03-03')
    expect(await live.by('triage', filed, { action: 'split', note: '反映的是两件事。', statement: '短' })).toMatchObject({ ok: false, refusal: { code: 'statement-missing' } })
    await live.must('triage', filed, { action: 'split', note: '反映的是两件事。', statement: '村口垃圾池三个月没有清运。' })
    expect(await trackCase(world.context, filed.code)).toMatchObject({ value: { state: 'submitted', parts: [1, 2], part: 1, statement: expect.stringContaining('路灯') } })
    expect(await trackCase(world.context, filed.code, 2)).toMatchObject({ value: { state: 'submitted', part: 2, receivedOn: '2026-03-02', statement: expect.stringContaining('垃圾池') } })
    expect(await trackCase(world.context, filed.code, 3)).toMatchObject({ ok: false, refusal: { code: 'no-such-code' } })
    expect(await live.complain(filed, { action: 'withdraw', note: '垃圾已经清了' }, 2)).toMatchObject({ ok: true, value: { state: 'withdrawn', part: 2 } })
    expect((await live.facts(filed)).state).toBe('submitted')
  })
})

describe('joint work', () => {
  test('has a lead that answers and helpers that see the case and add to it, under one due day', async () => {
    const filed = await caseAt(world, 'handling')
    const { dueOn } = await live.facts(filed)
    const join = { action: 'joinUnits', note: '道路部分请住建局协办。' } as const
    expect(await live.by('otherHandler', filed, { action: 'contribute', note: '路面已查看。' })).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect(await live.by('supervisor', filed, { ...join, unitIds: [world.unitId.department('agriculture')] })).toMatchObject({ ok: false, refusal: { code: 'units-not-apart' } })
    await live.must('supervisor', filed, { ...join, unitIds: [world.unitId.department('housing')] })
    expect(await live.facts(filed)).toMatchObject({ state: 'jointHandling', dueOn })
    await deliverOutbox(world.context)
    const { rows } = await world.owner.pool.query(`select unit_id from officer_notice where case_id = $1 and topic = 'case-jointHandling'`, [filed.id])
    expect(rows.map(row => row.unit_id)).toContain(world.unitId.department('housing'))
    await live.must('otherHandler', filed, { action: 'contribute', note: '路面已查看，属实。' })
    expect(await live.by('otherHandler', filed, { action: 'draftReply' })).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(JSON.stringify(await trackCase(world.context, filed.code))).not.toContain('路面已查看')
    await live.must('handler', filed, { action: 'askExtension', days: 3, note: '需要现场勘验取证。' })
    await live.must('supervisor', filed, { action: 'refuseExtension', note: '时间足够。' })
    expect((await live.facts(filed)).state).toBe('jointHandling')
    await live.must('supervisor', filed, { action: 'releaseUnits', note: '协办已完成。' })
    expect(await live.by('otherHandler', filed, { action: 'contribute', note: '再补充一点。' })).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
  })
})
