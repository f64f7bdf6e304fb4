import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listEvents } from '#records/cases.ts'
import { actingFor } from '#records/scope.ts'
import { declareRelation } from '#actions/relations.ts'
import { settleAllConflicts } from '#actions/settle-conflicts.ts'
import { trackCase } from '#actions/tracking.ts'
import { caseAt, file, redacted, type Filed } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { livingIn } from '#test/cases/living.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld({ today: '2026-11-02' })
  live = livingIn(world)
})
afterAll(() => world.close())

type Case = { readonly id: string }
type Account = 'triage' | 'second-triage' | 'city-triage' | 'handler' | 'supervisor'
const counted = async ({ id }: Case) => (await listEvents(world.context.db, id)).length
const status = async (as: Account, { id }: Case) => (await say(world, as, 'GET', `/api/v1/cases/${id}`)).status
const department = (key = 'agriculture') => world.unitId.department(key)
const clerk = () => world.officerId.clerk(world.otherVillage)

/** Asked as the staff ask, behind the second wall. */
async function moves(as: Account, at: Case, { action, note, ...details }: { readonly action: string; readonly note?: string; readonly [detail: string]: unknown }) {
  return say(world, as, 'POST', `/api/v1/cases/${at.id}/moves`, { body: { asOf: await counted(at), action, note, details } })
}
async function must(as: Account, at: Case, asked: Parameters<typeof moves>[2]): Promise<void> {
  const { status: answered, body } = await moves(as, at, asked)
  if (answered !== 200) throw new Error(`${JSON.stringify(asked)}: ${answered} ${JSON.stringify(body)}`)
}
async function names(as: Account, at: Case, name: readonly object[], lift: readonly string[] = []): Promise<void> {
  const { status: answered, body } = await say(world, as, 'POST', `/api/v1/cases/${at.id}/subjects`, { body: { asOf: await counted(at), note: '来信写明所涉人员。', name, lift } })
  if (answered !== 200) throw new Error(JSON.stringify(body))
}
const merge = (lead: Case) => ({ action: 'merge', note: '反映的是同一件事。', intoCaseId: lead.id })
const unmerge = { action: 'unmerge', note: '不是同一件事。' }
const actions = async ({ id }: Case) => (await listEvents(world.context.db, id)).map(event => event.action)
const subjects = async (as: Account, { id }: Case) => (await say(world, as, 'GET', `/api/v1/cases/${id}/subjects`)).body.subjects as { id: string }[]
const kept = async (...cases: Case[]) => (await world.owner.db.selectFrom('caseExclusion').select(['caseId', 'officerId']).where('caseId', 'in', cases.map(({ id }) => id)).orderBy('caseId').orderBy('officerId').execute()).map(row => `${row.caseId} ${row.officerId}`)

/** What an officer finds of these cases behind the wall alone, whatever the program asks. */
async function found(officerId: string, ...cases: Case[]): Promise<string[]> {
  const officer = await world.officer(officerId)
  return (await actingFor(officer, () => world.context.staff.selectFrom('caseFile').select('id').where('id', 'in', cases.map(({ id }) => id)).execute())).map(({ id }) => id)
}

/** One that waits for the answer of another, both at the county's desk; the units are at work on the waiting one as well. */
async function merged(): Promise<[Filed, Filed]> {
  const [lead, joined] = [await caseAt(world, 'handling'), await caseAt(world, 'assigned', { department: 'housing' })]
  await must('triage', joined, merge(lead))
  return [lead, joined]
}

// A colleague without any relation, who has the cases all the same.
const free = '0198c0de-0000-4000-8000-00000000f1b1'
beforeAll(async () => {
  await world.owner.pool.query(`insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from) select $2, unit_id, role, '测试·住建办理员乙', reach_low, reach_high, active_from from officer where id = $1`, [world.officerId.handler('housing'), free])
  for (const key of ['agriculture', 'housing']) {
    const id = world.officerId.handler(key)
    await declareRelation(world.context, await world.officer(id), { officerId: id, kind: 'kin', withOfficerId: clerk() })
  }
})

describe('while complaints are merged', () => {
  test('whoever the lead keeps away finds the joined one no more, and whoever the joined keeps away not the lead; after it is undone each is as before', async () => {
    const [lead, joined] = [await caseAt(world, 'accepted'), await caseAt(world, 'assigned', { department: 'housing' })]
    await names('triage', lead, [{ officerId: clerk() }])
    const housing = world.officerId.handler('housing')
    const before = await kept(lead, joined)
    expect(await status('handler', lead)).toBe(404)
    expect(await found(housing, joined)).toEqual([joined.id])
    await must('triage', joined, merge(lead))
    expect(await found(housing, joined)).toEqual([])
    expect(await live.by('otherHandler', joined, { action: 'sign' })).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect(await subjects('triage', joined)).toEqual([])
    await must('triage', joined, unmerge)
    expect(await kept(lead, joined)).toEqual(before)
    expect(await found(housing, joined)).toEqual([joined.id])
    expect(await subjects('triage', joined)).toEqual([])
    expect(await live.by('otherHandler', joined, { action: 'sign' })).toMatchObject({ ok: true })
  })

  test('a name given to either holds for both from that moment on, and lifting it ends it for both', async () => {
    const lead = await caseAt(world, 'assigned', { department: 'housing' })
    const joined = await caseAt(world, 'accepted')
    await must('triage', joined, merge(lead))
    const housing = world.officerId.handler('housing')
    expect(await found(housing, lead)).toEqual([lead.id])
    await names('triage', joined, [{ officerId: clerk() }])
    expect([await found(housing, lead), await found(free, lead)]).toEqual([[], [lead.id]])
    expect((await actions(joined)).at(-1)).toBe('nameSubjects')
    expect((await actions(lead)).at(-1)).toBe('assign')
    await names('triage', joined, [], (await subjects('triage', joined)).map(({ id }) => id))
    expect(await found(housing, lead)).toEqual([lead.id])
  })

  test('a name given to the lead that takes it to the city takes what joined it along, still merged, and undoing brings neither down', async () => {
    const [lead, joined] = await merged()
    await names('triage', lead, [{ officerId: world.officerId.secondTriage }])
    expect([await actions(lead), await actions(joined)].map(list => list.at(-1))).toEqual(['moveUp', 'moveUp'])
    for (const each of [lead, joined]) expect([await status('second-triage', each), await status('triage', each), await status('city-triage', each)]).toEqual([404, 404, 200])
    expect(await live.facts(joined)).toMatchObject({ state: 'merged', deskLevel: 'city', merged: { before: { state: 'countyDecides', deskLevel: 'city', responsibleUnitId: undefined } } })
    expect(await trackCase(world.context, joined.code)).toMatchObject({ value: { state: 'merged' } })
    expect(JSON.stringify(await trackCase(world.context, joined.code))).not.toContain('nameSubjects')
    await must('city-triage', joined, unmerge)
    expect(await live.facts(joined)).toMatchObject({ state: 'countyDecides', deskLevel: 'city' })
    expect([await status('second-triage', joined), await status('city-triage', joined)]).toEqual([404, 200])
    expect(await found(world.officerId.secondTriage, lead, joined)).toEqual([])
  })

  test('a name given to the joined one that concerns whoever has it or the lead undoes the merge, and takes up what it names alone', async () => {
    const [lead, joined] = await merged()
    await names('triage', joined, [{ officerId: world.officerId.secondTriage }])
    expect((await actions(joined)).slice(-3)).toEqual(['nameSubjects', 'unmerge', 'moveUp'])
    expect(await live.facts(lead)).toMatchObject({ state: 'handling', deskLevel: 'county' })
    expect([await status('second-triage', lead), await status('second-triage', joined)]).toEqual([200, 404])
  })

  test('the lead is not given to a unit that a joined one names', async () => {
    const [lead, joined] = [await caseAt(world, 'accepted'), await caseAt(world, 'accepted')]
    await names('triage', joined, [{ unitId: department('housing') }])
    await must('triage', joined, merge(lead))
    const to = (key: string) => ({ action: 'assign', note: '请核查后答复。', responsibleUnitId: department(key), redacted })
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${lead.id}`)).body.responsibleUnits.map((unit: Case) => unit.id)).not.toContain(department('housing'))
    expect(await moves('triage', lead, to('housing'))).toMatchObject({ status: 422, body: { code: 'assigned-unit-named' } })
    await must('triage', joined, unmerge)
    await must('triage', lead, to('housing'))
  })

  test('an officer’s own complaint keeps him from all, and so does the record he wrote', async () => {
    const [lead, joined] = [await caseAt(world, 'assigned'), await caseAt(world, 'accepted')]
    await must('triage', joined, merge(lead))
    expect((await say(world, 'handler', 'POST', '/api/v1/relations/own-complaints', { body: { code: joined.code } })).status).toBe(200)
    expect([await status('handler', lead), await found(world.officerId.handler('agriculture'), lead)]).toEqual([404, []])
    await must('triage', joined, unmerge)
    expect(await found(world.officerId.handler('agriculture'), lead)).toEqual([lead.id])
  })

  test('what a joined one was divided into is of the matter too', async () => {
    const lead = await caseAt(world, 'accepted')
    const whole = await caseAt(world, 'accepted')
    await must('triage', whole, { action: 'split', note: '反映的是两件事。', statement: '村口垃圾池三个月没有清运。' })
    const part = await world.owner.db.selectFrom('caseFile').select('id').where('splitFrom', '=', whole.id).executeTakeFirstOrThrow()
    await must('triage', part, { action: 'accept' })
    await must('triage', part, { action: 'assign', note: '请核查后答复。', responsibleUnitId: department('housing'), redacted })
    await must('triage', whole, merge(lead))
    await names('triage', lead, [{ officerId: clerk() }])
    expect(await found(world.officerId.handler('housing'), part)).toEqual([])
    await names('triage', lead, [{ unitId: department('housing') }])
    expect(await live.facts(part)).toMatchObject({ deskLevel: 'city', responsibleUnitId: undefined })
    expect(await live.facts(whole)).toMatchObject({ state: 'merged', deskLevel: 'county' })
  })
})

describe('a merge', () => {
  test('is refused, and not offered, where one of the two would have to change hands or levels', async () => {
    const apart = async (lead: Case, joined: Case, as: Account = 'triage') => {
      expect((await say(world, as, 'GET', `/api/v1/cases/${joined.id}`)).body.choices.mergeable.map((line: Case) => line.id)).not.toContain(lead.id)
      expect(await moves(as, joined, merge(lead))).toMatchObject({ status: 409, body: { code: 'merge-apart' } })
      expect(await kept(lead)).not.toEqual([])
    }
    // The lead names the unit that has the other, and the other way round.
    const [lead, joined] = [await caseAt(world, 'handling'), await caseAt(world, 'assigned', { department: 'housing' })]
    await names('triage', lead, [{ unitId: department('housing') }])
    await apart(lead, joined)
    // The one lies at the city's desk; its supervisor has both.
    const [high, low] = [await caseAt(world, 'handling'), await caseAt(world, 'assigned')]
    await names('triage', high, [{ officerId: world.officerId.secondTriage }])
    await must('city-triage', high, { action: 'assign', note: '请核查后答复。', responsibleUnitId: department(), redacted })
    await apart(high, low, 'supervisor')
  })

  test('is undone by the sweep once a declared relation makes one of them unfit for whoever has the other', async () => {
    const [lead, joined] = [await caseAt(world, 'handling', { department: 'finance' }), await caseAt(world, 'accepted')]
    const [handler, other] = [world.officerId.handler('finance'), 340_522_105_201]
    await names('triage', joined, [{ unitId: world.unitId.place(other) }])
    await must('triage', joined, merge(lead))
    await declareRelation(world.context, await world.officer(handler), { officerId: handler, kind: 'kin', withUnitId: world.unitId.place(other) })
    await settleAllConflicts(world.context)
    expect(await live.facts(joined)).toMatchObject({ state: 'accepted', deskLevel: 'county', merged: undefined })
    expect(await live.facts(lead)).toMatchObject({ state: 'handling', deskLevel: 'county' })
    expect(await found(handler, lead)).toEqual([lead.id])
  })
})

test('complaints that were answered together stay one matter, also after each goes its own way', async () => {
  const [lead, joined] = [await caseAt(world, 'handling'), await file(world)]
  await must('triage', joined, merge(lead))
  await live.answer(lead)
  expect(await live.facts(joined)).toMatchObject({ state: 'replied', merged: undefined })
  expect(await found(world.officerId.handler('agriculture'), joined)).toEqual([joined.id])
  await names('triage', lead, [{ officerId: clerk() }])
  expect(await found(world.officerId.handler('agriculture'), lead, joined)).toEqual([])
  expect(await status('handler', joined)).toBe(404)
})
