import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateOf } from '#rules/cases/fold.ts'
import { cachedColumns } from '#records/case-columns.ts'
import { listEvents } from '#records/cases.ts'
import { actingFor } from '#records/scope.ts'
import { moveCase } from '#actions/move-case.ts'
import { nameInDivided } from '#actions/name-subjects.ts'
import { settleAllConflicts } from '#actions/settle-conflicts.ts'
import { trackCase } from '#actions/tracking.ts'
import { caseAt, file, redacted, type Filed, type Step } from '#test/api/cases-of-every-state.ts'
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
type Desk = 'triage' | 'second-triage' | 'city-triage' | 'handler' | 'supervisor'
const words = '村口垃圾池三个月没有清运。'
const counted = async ({ id }: Case) => (await listEvents(world.context.db, id)).length
const status = async (as: Desk, { id }: Case) => (await say(world, as, 'GET', `/api/v1/cases/${id}`)).status
const department = (key = 'agriculture') => world.unitId.department(key)

/** Asked as the staff ask, behind the second wall. */
async function moves(as: Desk, at: Case, { action, note, ...details }: { readonly action: string; readonly note?: string; readonly [detail: string]: unknown }) {
  return say(world, as, 'POST', `/api/v1/cases/${at.id}/moves`, { body: { asOf: await counted(at), action, note, details } })
}

async function must(as: Desk, at: Case, asked: Parameters<typeof moves>[2]): Promise<void> {
  const { status: answered, body } = await moves(as, at, asked)
  if (answered !== 200) throw new Error(`${JSON.stringify(asked)}: ${answered} ${JSON.stringify(body)}`)
}

async function names(as: Desk, at: Case, name: readonly object[], lift: readonly string[] = []) {
  return say(world, as, 'POST', `/api/v1/cases/${at.id}/subjects`, { body: { asOf: await counted(at), note: '来信写明所涉人员。', name, lift } })
}

async function divide(as: Desk, at: Case, statement = words): Promise<Case> {
  await must(as, at, { action: 'split', note: '反映的是两件事。', statement })
  const [newest] = await world.owner.db.selectFrom('caseFile').select('id').where(where => where.or([where('splitFrom', '=', at.id), where('splitFrom', '=', where.selectFrom('caseFile as whole').select('whole.splitFrom').where('whole.id', '=', at.id))])).orderBy('part', 'desc').limit(1).execute()
  return newest!
}

/** A complaint and a part of it. */
async function divided(step: Step = 'submitted'): Promise<[Filed, Case]> {
  const whole = await caseAt(world, step)
  return [whole, await divide('triage', whole)]
}

/** From the desk to a handling, by a unit. */
async function toWork(part: Case): Promise<void> {
  await must('triage', part, { action: 'accept' })
  await must('triage', part, { action: 'assign', note: '请核查后答复。', responsibleUnitId: department(), redacted })
}

const ownTo = async (as: Desk, { code }: Filed) => (await say(world, as, 'POST', '/api/v1/relations/own-complaints', { body: { code } })).status
const actions = async ({ id }: Case) => (await listEvents(world.context.db, id)).map(event => event.action)
const subjectIds = async (as: Desk, { id }: Case) => (await say(world, as, 'GET', `/api/v1/cases/${id}/subjects`)).body.subjects.map((subject: { id: string }) => subject.id) as string[]

describe('a part of a complaint', () => {
  test('that is divided again stays at the desk that divided it, about the same people, and has a number of its own', async () => {
    const [whole, part] = await divided()
    // A part goes up alone where its own unit at work is the one that is in conflict.
    await toWork(part)
    expect((await names('triage', part, [{ unitId: department() }])).status).toBe(200)
    expect(await live.facts(part)).toMatchObject({ deskLevel: 'city' })
    const again = await divide('city-triage', part)
    expect(await live.facts(again)).toMatchObject({ deskLevel: 'city', splitFrom: whole.id })
    expect([await status('city-triage', again), await status('triage', again)]).toEqual([200, 404])
    expect(await subjectIds('city-triage', again)).toHaveLength(1)
    expect((await say(world, 'triage', 'GET', '/api/v1/cases?queue=all')).raw.toString()).not.toContain(again.id)
    expect(await trackCase(world.context, whole.code)).toMatchObject({ value: { parts: [1, 2, 3] } })
    // The same where no wall stands before the program.
    const once = await moveCase(world.context, await world.officer(world.officerId.cityTriage), part.id, { action: 'split', asOf: await counted(part), note: '反映的是两件事。', statement: words })
    expect(once).toMatchObject({ ok: true })
    // The county’s desk does not see the part of the city, and numbers its own behind it.
    await divide('triage', whole)
    expect(await trackCase(world.context, whole.code, 5)).toMatchObject({ value: { part: 5, state: 'submitted' } })
  })

  test('tells nothing of the whole where only one of them may be known, nor the whole of it', async () => {
    const whole = await file(world)
    const part = await divide('triage', whole, '村口桥栏杆断了两根没人修。')
    await toWork(part)
    await names('triage', part, [{ unitId: department() }])
    const seen = await say(world, 'triage', 'GET', `/api/v1/cases/${whole.id}`)
    expect(seen).toMatchObject({ status: 200, body: { parts: [] } })
    expect(seen.raw.toString()).not.toContain(part.id)
    expect(seen.raw.toString()).not.toContain('桥栏杆')
    const other = await say(world, 'city-triage', 'GET', `/api/v1/cases/${part.id}`)
    expect(other).toMatchObject({ status: 200, body: { parts: [] } })
    expect(other.body.splitFrom).toBeUndefined()
    expect(other.raw.toString()).not.toContain(whole.id)
  })
})

describe('a name', () => {
  test('given to a part holds for the whole and for every part: each goes up by the same rules, and the person named finds none of them', async () => {
    const [whole, part] = await divided()
    const third = await divide('triage', whole)
    expect((await names('triage', part, [{ officerId: world.officerId.secondTriage }])).status).toBe(200)
    for (const each of [whole, part, third]) {
      expect((await actions(each)).slice(-2)).toEqual(['nameSubjects', 'moveUp'])
      expect([await status('second-triage', each), await status('triage', each), await status('city-triage', each)]).toEqual([404, 404, 200])
    }
    const kept = await world.officer(world.officerId.secondTriage)
    expect(await actingFor(kept, () => world.context.staff.selectFrom('caseFile').select('id').where('id', 'in', [whole.id, part.id, third.id]).execute())).toEqual([])
    for (const n of [1, 2, 3]) expect(await trackCase(world.context, whole.code, n)).toMatchObject({ value: { timeline: expect.arrayContaining([expect.objectContaining({ action: 'moveUp' })]) } })
    expect(JSON.stringify(await trackCase(world.context, whole.code, 3))).not.toContain('nameSubjects')
  })

  test('given where another desk has a part is written there by the program, without who named and why', async () => {
    const [whole, part] = await divided()
    await toWork(part)
    await names('triage', part, [{ unitId: department() }])
    expect((await names('city-triage', part, [{ officerId: world.officerId.clerk(world.otherVillage) }])).status).toBe(200)
    expect((await listEvents(world.context.db, whole.id)).at(-1)).toMatchObject({ action: 'nameSubjects', by: { kind: 'system', officerId: undefined, unitId: undefined }, note: undefined })
    expect(await subjectIds('triage', whole)).toHaveLength(2)
    // And the other way round, by a desk that does not see the part.
    expect((await names('triage', whole, [{ unitId: department('housing') }])).status).toBe(200)
    expect(await subjectIds('city-triage', part)).toHaveLength(3)
  })

  test('leaves an entry of the audit for each case it was written in, and none where it was there already', async () => {
    const [whole, part] = await divided()
    const entries = async (of: Case) => (await world.owner.pool.query<{ officer_id: string; outcome: string }>(`select officer_id, outcome from audit.entry where act = 'nameCaseSubjects' and subject_id = $1`, [of.id])).rows
    await names('triage', whole, [{ unitId: department('finance') }])
    for (const each of [whole, part]) expect(await entries(each)).toEqual([{ officer_id: world.officerId.triage, outcome: 'done' }])
    const own = await world.owner.db.insertInto('caseSubject').values({ caseId: part.id, unitId: department('housing'), namedSeq: 1 }).returning('id').executeTakeFirstOrThrow()
    expect((await names('triage', whole, [{ unitId: department('housing') }])).status).toBe(200)
    expect([(await entries(whole)).length, (await entries(part)).length, own.id.length]).toEqual([2, 1, 36])
    // Neither the naming nor any entry where one of the entries cannot be written.
    await world.owner.pool.query(`create function audit.refuse_part() returns trigger language plpgsql as $$ begin if new.subject_id = '${part.id}' then raise exception 'no room'; end if; return new; end $$; create trigger refuse_part before insert on audit.entry for each row execute function audit.refuse_part()`)
    try {
      expect((await names('triage', whole, [{ person: '测试某主任', unitId: world.unitId.place(world.village) }])).status).toBe(503)
    } finally {
      await world.owner.pool.query('drop function audit.refuse_part() cascade')
    }
    expect([(await entries(whole)).length, (await subjectIds('triage', whole)).length]).toEqual([2, 2])
  })

  test('lifted from one is lifted from all, and what only one was about before stays', async () => {
    const [whole, part] = await divided()
    await names('triage', whole, [{ unitId: department('finance') }, { person: '测试某主任', unitId: world.unitId.place(world.village), isHead: true }])
    const [first] = await subjectIds('triage', whole)
    expect((await names('triage', whole, [], [first!])).status).toBe(200)
    for (const each of [whole, part]) expect(await subjectIds('triage', each)).toHaveLength(1)
    expect((await listEvents(world.context.db, part.id)).at(-1)).toMatchObject({ action: 'nameSubjects', details: { named: [], lifted: [expect.any(String)] } })
  })

  test('reaches a part that is over, and one that waits for the answer of another complaint, which is then on its own', async () => {
    const [whole, part] = await divided('accepted')
    const [over, lead] = [await divide('triage', whole), await caseAt(world, 'handling')]
    expect(await live.complain(whole, { action: 'withdraw', note: '垃圾已经清了' }, 3)).toMatchObject({ ok: true })
    await must('triage', part, { action: 'merge', note: '反映的是同一件事。', intoCaseId: lead.id })
    await names('triage', whole, [{ unitId: department() }])
    expect((await actions(part)).slice(-2)).toEqual(['nameSubjects', 'unmerge'])
    expect(await subjectIds('triage', over)).toHaveLength(1)
    await names('triage', whole, [{ officerId: world.officerId.secondTriage }])
    for (const each of [whole, part, over]) expect([await status('second-triage', each), await status('city-triage', each)]).toEqual([404, 200])
  })

  test('given to a complaint that another’s part joined is written in that one alone, and keeps away from the part and its whole while they are one matter', async () => {
    const [whole, part] = await divided()
    const lead = await caseAt(world, 'handling')
    await must('triage', part, { action: 'merge', note: '反映的是同一件事。', intoCaseId: lead.id })
    await names('triage', lead, [{ officerId: world.officerId.clerk(world.otherVillage) }])
    const kept = async () => new Set((await world.owner.db.selectFrom('caseExclusion').select('caseId').where('caseId', 'in', [lead.id, part.id, whole.id]).execute()).map(row => row.caseId))
    expect([await subjectIds('triage', part), await subjectIds('triage', whole)]).toEqual([[], []])
    expect(await kept()).toEqual(new Set([lead.id, part.id, whole.id]))
    await must('triage', part, { action: 'unmerge', note: '不是同一件事。' })
    expect(await kept()).toEqual(new Set([lead.id]))
  })

  test('that held for one alone, from before it held for all, is brought to all by the sweep', async () => {
    const [whole, part] = await divided()
    await world.owner.db.insertInto('caseSubject').values({ caseId: part.id, officerId: world.officerId.secondTriage, namedSeq: 1 }).execute()
    expect(await status('second-triage', whole)).toBe(200)
    await nameInDivided(world.context)
    await settleAllConflicts(world.context)
    expect([await status('second-triage', whole), await status('city-triage', whole), await status('city-triage', part)]).toEqual([404, 200, 200])
    const length = await counted(whole)
    await nameInDivided(world.context)
    expect(await counted(whole)).toBe(length)
  })

  test('and divisions at the same moment end in one list and in numbers of their own', async () => {
    const [whole, part] = await divided()
    const split = { action: 'split', note: '反映的是两件事。', statement: words }
    const done = await Promise.all([moves('triage', whole, split), moves('second-triage', part, split), names('triage', whole, [{ unitId: department('finance') }]), names('second-triage', part, [{ unitId: department('housing') }])])
    expect(done.map(each => each.status).filter(each => each !== 200 && each !== 409)).toEqual([])
    expect(done.some(each => each.status === 200)).toBe(true)
    const { rows } = await world.owner.pool.query<{ named: string }>(`select file.id, string_agg(subject.unit_id::text, ' ' order by subject.unit_id) as named from case_file as file left join case_subject as subject on subject.case_id = file.id and lifted_seq is null where $1 in (file.id, file.split_from) group by 1`, [whole.id])
    expect(new Set(rows.map(row => row.named)).size).toBe(1)
  })
})

describe('an officer’s own complaint', () => {
  test('is his in the whole and in every part, also in those that are made later', async () => {
    const [whole, part] = await divided()
    expect(await ownTo('handler', whole)).toBe(200)
    const later = await divide('triage', part)
    for (const each of [part, later]) await toWork(each)
    const handler = await world.officer(world.officerId.handler('agriculture'))
    for (const each of [part, later]) {
      expect(await status('handler', each)).toBe(404)
      expect(await live.by('handler', each, { action: 'sign' })).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
      expect((await moves('handler', each, { action: 'sign' })).status).toBe(404)
      expect(await live.by('secondHandler', each, { action: 'sign' })).toMatchObject({ ok: true })
    }
    expect((await say(world, 'handler', 'GET', '/api/v1/cases?queue=all')).raw.toString()).not.toMatch(new RegExp(`${part.id}|${later.id}`))
    expect(await actingFor(handler, () => world.context.staff.selectFrom('caseFile').select('id').where('id', 'in', [whole.id, part.id, later.id]).execute())).toEqual([])
    expect(await trackCase(world.context, whole.code, 3)).toMatchObject({ ok: true })
  })

  test('does not join a case that he handles, by any of its parts', async () => {
    const [whole, part] = await divided()
    const lead = await caseAt(world, 'handling')
    await ownTo('handler', whole)
    const refused = await moves('triage', part, { action: 'merge', note: '反映的是同一件事。', intoCaseId: lead.id })
    expect(refused).toMatchObject({ status: 409, body: { code: 'merge-apart' } })
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${part.id}`)).body.choices.mergeable.map((line: Case) => line.id)).not.toContain(lead.id)
  })

  test('shown while it is being divided is his in the new part as well', async () => {
    const wholes = await Promise.all(Array.from({ length: 6 }, () => file(world)))
    await Promise.all(wholes.flatMap(whole => [moves('triage', whole, { action: 'split', note: '反映的是两件事。', statement: words }), ownTo('handler', whole)]))
    const { rows } = await world.owner.pool.query(`select count(*)::int as parts, count(own.case_id)::int as own, count(kept.case_id)::int as kept from case_file as part left join own_complaint as own on own.case_id = part.id
      left join case_exclusion as kept on kept.case_id = part.id and kept.officer_id = own.officer_id where part.split_from = any($1)`, [wholes.map(({ id }) => id)])
    expect(rows).toEqual([{ parts: 6, own: 6, kept: 6 }])
  })
})

test('the columns of every case are what its events add up to', async () => {
  const cases = await world.context.db.selectFrom('caseFile').select(['id', 'splitFrom']).execute()
  expect(cases.filter(({ splitFrom }) => splitFrom !== null).length).toBeGreaterThan(10)
  for (const { id } of cases) {
    const facts = stateOf(await listEvents(world.context.db, id))
    const { countedDays, ...kept } = cachedColumns(facts, world.context.calendar, await world.context.caseRules.on(340_522_000_000, facts.cycleFrom), null)
    const expected = { ...kept, countedDays: JSON.parse(countedDays) as unknown }
    expect(await world.context.db.selectFrom('caseFile').select(Object.keys(expected) as (keyof typeof expected)[]).where('id', '=', id).executeTakeFirstOrThrow()).toEqual(expected)
  }
})
