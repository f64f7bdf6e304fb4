import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBad } from '#rules/cases/events.ts'
import { endedStates, isOneOf } from '#rules/cases/states.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { move as moveOf } from '#rules/cases/lifecycle.ts'
import { extensionDecider, lightOf, lights, stageDue } from '#rules/cases/limits.ts'
import { canSee, isWithoutConflict, type CaseAbout } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { isItemOf, mayReadSupervision } from '#rules/policy/supervision.ts'
import { rangeOf } from '#rules/divisions/division-code.ts'
import { listEvents } from '#records/cases.ts'
import { insertCaseSubject, type NewSubject } from '#records/conflicts.ts'
import { actingFor } from '#records/scope.ts'
import { countCases, countNarrowed, listCases, type CaseSort } from '#records/case-lists.ts'
import type { CaseNarrowing, CaseQueueKey } from '#records/case-narrowing.ts'
import { listRedactions, listReleases } from '#records/matter.ts'
import { listPublishedRatings } from '#records/ratings.ts'
import { listSupervisionItems } from '#records/supervision-lists.ts'
import { aboutCase } from '#actions/about-case.ts'
import { createDraft, submitDraft } from '#actions/drafts.ts'
import { releaseWords } from '#actions/matter/release.ts'
import { writeAsComplainant } from '#actions/matter/write.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { approveDraft } from '#actions/publish.ts'
import { declareOwnComplaint, declareRelation, endRelation } from '#actions/relations.ts'
import { caseReader } from '#api/case-reader.ts'
import { caseQueues, queuesOf } from '#api/contract/desk.ts'
import { limits } from '#test/case-rules.ts'
import { caseAt, divide, file, move, steps, toSecondHandler, type Filed } from '#test/api/cases-of-every-state.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { enter } from '#test/intake/doors.ts'
import { turnOf } from '#test/whole.ts'
import { openWorld, type World } from '#test/world.ts'

type Known = { readonly id: string; readonly villageCode: number; readonly about: CaseAbout; readonly facts: CaseFacts; readonly waits: boolean; readonly hasText: boolean; readonly channel: string }

const item = 'farmland-subsidy'
let world: World
let officers: Officer[]
let cases: Known[]
beforeAll(async () => {
  world = await openWorld()
  await fill()
  cases = await readAll()
  officers = await everyKindOfOfficer()
})
afterAll(() => world.close())

/** Cases in every state, of several days, villages and departments; some name officers or units, one disputes a record. */
async function fill(): Promise<void> {
  for (const day of ['2026-08-31', '2026-09-18', '2026-09-21']) {
    world.setClock(day)
    for (const step of steps) await caseAt(world, step, { department: day === '2026-09-18' ? 'housing' : 'agriculture' })
  }
  const naming = async (subject: NewSubject, step: 'submitted' | 'handling') => {
    const { id } = await caseAt(world, step, { villageCode: world.otherVillage })
    await world.context.db.transaction().execute(tx => insertCaseSubject(tx, id, subject))
  }
  await naming({ officerId: world.officerId.triage }, 'submitted')
  await naming({ officerId: world.officerId.handler('agriculture') }, 'handling')
  await naming({ unitId: world.unitId.stationed('agriculture') }, 'handling')
  await naming({ unitId: world.unitId.discipline }, 'submitted')
  await naming({ officerId: world.officerId.leader }, 'handling')
  await naming({ unitId: world.unitId.place(340_522_100_000) }, 'handling')
  await naming({ person: '测试局长', servesUnitId: world.unitId.department('agriculture'), isHead: true }, 'handling')
  await naming({ person: '测试科员', servesUnitId: world.unitId.stationed('agriculture'), isHead: false }, 'handling')
  await naming({ person: '测试不明', servesUnitId: undefined, isHead: false }, 'handling')
  await naming({ officerId: world.officerId.clerk(world.otherVillage) }, 'handling')
  await naming({ officerId: world.officerId.reviewer(340_522_101_000) }, 'handling')
  const sorted = [await caseAt(world, 'accepted'), await caseAt(world, 'handling')]
  for (const { id } of sorted) await move(world, id, world.officerId.triage, { action: 'classify', itemSlug: item })
  await enter(world, { channel: 'letter', channelNumber: '信-名单' })
  await beside()
  await file(world, { about: { disclosureId: await published(), version: 1 } })
}

/** Relations of every kind, one ended; an own complaint; a head who serves elsewhere; and a case that went to the city. */
async function beside(): Promise<void> {
  const { context, officerId, unitId } = world
  const declared = async (by: string, more: { withOfficerId: string } | { withUnitId: string }) => {
    const made = await declareRelation(context, await world.officer(by), { officerId: by, kind: 'kin', ...more })
    if (!made.ok) throw new Error(made.refusal.code)
    return made.value.id
  }
  await declared(officerId.handler('agriculture'), { withOfficerId: officerId.clerk(world.otherVillage) })
  await declared(officerId.clerk(world.otherVillage), { withOfficerId: officerId.supervisor('agriculture') })
  await declared(officerId.secondHandler, { withUnitId: unitId.place(340_522_101_000) })
  await endRelation(context, await world.officer(officerId.triage), await declared(officerId.leader, { withUnitId: unitId.place(340_522_100_000) }), '已经调离那里。')
  // Words of a complainant: one waits, one was passed on.
  const [waiting, passed] = [await caseAt(world, 'handling'), await caseAt(world, 'handling')]
  for (const { code } of [waiting, passed]) await writeAsComplainant(context, code, { words: '村口第二盏。', photos: [], key: crypto.randomUUID() })
  await releaseWords(context, await world.officer(officerId.triage), passed.id, { of: (await listEvents(context.db, passed.id)).length, words: '村口第二盏。', photos: [] })
  const own = await caseAt(world, 'handling')
  await declareOwnComplaint(context, await world.officer(officerId.handler('agriculture')), own.code)
  await world.owner.pool.query(`insert into unit_head values ($1, $2, '2026-01-01')`, [unitId.department('housing'), officerId.reviewer(340_522_101_000)])
  const raised = await caseAt(world, 'handling')
  for (const { id } of [raised, own, await caseAt(world, 'assigned'), await caseAt(world, 'handling', { department: 'housing' })]) {
    await move(world, id, officerId.triage, { action: 'supervise', note: '群众反映强烈。', letter: '请你单位认真核查，限期办结，并书面说明情况和下一步措施。' })
  }
  await nameTo(raised.id, { unitId: unitId.department('agriculture') })
  await beDivided(own)
}

/** A complaint that was divided: the handler’s own, before and after it was shown; and one of which a part, gone to the city, names its unit, while the whole stays in the county. */
async function beDivided(own: Filed): Promise<void> {
  const { officerId, unitId } = world
  const [before, whole] = [await caseAt(world, 'handling'), await caseAt(world, 'handling', { department: 'housing' })]
  const parts = [await divide(world, own.id), await divide(world, before.id), await divide(world, whole.id)]
  for (const { id } of parts) await toSecondHandler(world, id)
  await declareOwnComplaint(world.context, await world.officer(officerId.handler('agriculture')), before.code)
  await nameTo(parts[2]!.id, { unitId: unitId.department('agriculture') }, { officerId: officerId.clerk(world.otherVillage) })
}

async function nameTo(id: string, ...name: NewSubject[]): Promise<void> {
  const named = await nameSubjects(world.context, await world.officer(world.officerId.triage), id, { asOf: (await listEvents(world.context.db, id)).length, note: '来信写明所涉单位。', name, lift: [] })
  if (!named.ok) throw new Error(named.refusal.code)
}

async function published(): Promise<string> {
  const clerk = await world.officer(world.officerId.clerk(world.village))
  const draft = await createDraft(world.context, clerk, monthOfBooks(world.village))
  if (!draft.ok || !(await submitDraft(world.context, clerk, draft.value.id, 1)).ok) throw new Error('no draft')
  const done = await approveDraft(world.context, await world.officer(world.officerId.reviewer(340_522_100_000)), draft.value.id, 2)
  if (!done.ok) throw new Error(done.refusal.code)
  // The clerk has since become one of those who sort complaints: the veto on disputed records must still hold.
  const { low, high } = rangeOf(340_522_000_000)
  await world.owner.pool.query(`update officer set role = 'triage', unit_id = $1, name = '测试·曾任信息员', reach_low = $2, reach_high = $3 where id = $4`, [world.unitId.discipline, low, high, clerk.id])
  return done.value.disclosureId
}

async function readAll(): Promise<Known[]> {
  const files = await world.context.db.selectFrom('caseFile').select(['id', 'villageCode', 'disclosureId', 'bodyCode', 'channel']).execute()
  return Promise.all(files.map(async found => {
    const facts = stateOf(await listEvents(world.context.db, found.id))
    return { id: found.id, villageCode: found.villageCode, channel: found.channel, hasText: (await listRedactions(world.context.db, found.id)).length > 0, facts, about: await aboutCase(world.context.db, found, facts), waits: await hasUnitAtWork(facts) && await hasWordsToRelease(found.id) }
  }))
}

/** A unit of its own, or of the case that answers for it. */
async function hasUnitAtWork({ responsibleUnitId, merged }: CaseFacts): Promise<boolean> {
  const lead = merged && stateOf(await listEvents(world.context.db, merged.intoCaseId))
  return responsibleUnitId !== undefined || lead?.responsibleUnitId !== undefined
}

/** Whether the desk, reading the case, is offered words that no unit reads yet. */
async function hasWordsToRelease(caseId: string): Promise<boolean> {
  const { db } = world.context
  const [released, published] = [await listReleases(db, caseId), await listPublishedRatings(db, caseId)]
  return (await listEvents(db, caseId)).some(({ seq, action, by, note }) => by.kind === 'complainant' && (action === 'writeMessage' || note !== undefined) && !released.has(seq) && (action !== 'rate' || published.has(seq)))
}

async function everyKindOfOfficer(): Promise<Officer[]> {
  const { rows } = await world.owner.pool.query<{ id: string }>(`select id from officer where role in ('triage', 'leader', 'supervisor', 'handler') or reach_low in ($1, $2, 340522100000)`, [world.village, world.otherVillage])
  const posts = await Promise.all(rows.map(row => world.officer(row.id)))
  const triage = posts.find(officer => officer.role === 'triage')!
  const leader = posts.find(officer => officer.role === 'leader')!
  const [city, province, elsewhere, township] = [rangeOf(340_500_000_000), rangeOf(340_000_000_000), rangeOf(340_521_000_000), rangeOf(340_522_100_000)]
  return [
    ...posts,
    { ...triage, id: crypto.randomUUID(), level: 'city', unitId: world.unitId.cityDiscipline, reach: city }, { ...triage, id: crypto.randomUUID(), level: 'province', reach: province },
    { ...triage, id: crypto.randomUUID(), reach: elsewhere }, { ...triage, id: crypto.randomUUID(), level: 'township', reach: township },
    { ...leader, id: crypto.randomUUID(), level: 'city', reach: city }, { ...leader, id: crypto.randomUUID(), level: 'township', reach: township },
  ]
}

test('for every officer who reads cards and letters the list holds exactly those that the policy lets the officer know of', async () => {
  let known = 0
  for (const officer of officers.filter(mayReadSupervision)) {
    const expected = cases.flatMap(({ id, about, facts }) => facts.supervisionItems.filter(item => isItemOf(officer, item, about) || (officer.role !== 'handler' && canSee(officer, about))).map(({ n }) => `${id} ${n}`))
    const { rows } = await listSupervisionItems(world.context.db, officer, world.context.clock.today(), { standing: 'all', ...everything })
    expect(rows.map(({ caseId, n }) => `${caseId} ${n}`).toSorted(), `${officer.role} ${officer.level} ${officer.name}`).toEqual(expected.toSorted())
    known += expected.length
  }
  expect(known).toBeGreaterThan(5)
})

const everything = { page: 1, pageSize: 10_000 }

async function listed(officer: Officer, queue: CaseQueueKey, sort: CaseSort = 'due'): Promise<string[]> {
  const { total, lines } = await listCases(world.context.db, caseReader(world.context, officer), { queue, sort, ...everything })
  expect(lines.length).toBe(total)
  return lines.map(line => line.id)
}

test('for every officer the list holds exactly the cases that the policy lets the officer see', async () => {
  let seen = 0
  for (const officer of officers) {
    const expected = cases.filter(known => canSee(officer, known.about)).map(known => known.id)
    expect((await listed(officer, 'all')).sort(), `${officer.role} ${officer.level} ${officer.name}`).toEqual(expected.sort())
    seen += expected.length
  }
  expect(seen).toBeGreaterThan(100)
})

test('row security shows every officer exactly those, and what a card of the officer’s unit is about, whatever is asked', async () => {
  let [seen, more] = [0, 0]
  for (const officer of officers) {
    const isOfItem = ({ facts }: Known) => facts.supervisionItems.some(item => item.unitId === officer.unitId)
    const isKeptFrom = ({ about }: Known) => !isWithoutConflict(officer, about)
    const expected = cases.filter(known => canSee(officer, known.about) || (['triage', 'leader', 'supervisor', 'handler'].includes(officer.role) && isOfItem(known) && !isKeptFrom(known))).map(known => known.id)
    const shown = await actingFor(officer, () => world.context.staff.selectFrom('caseFile').select('id').execute())
    expect(shown.map(({ id }) => id).sort(), `${officer.role} ${officer.level} ${officer.name}`).toEqual(expected.sort())
    const events = await actingFor(officer, () => world.context.staff.selectFrom('caseEvent').select('caseId').distinct().execute())
    expect(events.map(({ caseId }) => caseId).sort()).toEqual(expected)
    seen += expected.length
    more += expected.filter(id => !canSee(officer, cases.find(known => known.id === id)!.about)).length
  }
  expect(seen).toBeGreaterThan(100)
  expect(more).toBeLessThan(seen / 10)
})

test('whoever a complaint names, whose unit it names, or who wrote the disputed record does not find it', async () => {
  const triage = officers.find(officer => officer.id === world.officerId.triage)!
  const author = officers.find(officer => officer.name === '测试·曾任信息员')!
  const missing = (ids: readonly string[]) => cases.filter(known => !ids.includes(known.id)).map(known => known.about)
  const ofDesk = missing(await listed(triage, 'all'))
  expect(ofDesk.every(about => about.deskLevel === 'city' || about.namedOfficerIds.includes(triage.id) || about.namedUnitIds.includes(triage.unitId))).toBe(true)
  // The desk's own officer, the desk, and the leader whom the whole county answers to; and the case and the part that went to the city.
  expect(ofDesk).toHaveLength(5)
  expect(missing(await listed(author, 'all')).some(about => about.recordAuthorIds.includes(author.id))).toBe(true)
})

describe('queues', () => {
  const isIn: Record<CaseQueueKey, (known: Known, officer: Officer) => boolean> = {
    'to-accept': ({ facts }) => facts.state === 'submitted',
    'to-assign': ({ facts }) => facts.state === 'accepted',
    'ready-to-assign': ({ facts, hasText }) => hasText && moveOf(facts.state, 'assign').ok,
    'returned': ({ facts }) => facts.state === 'returned',
    'to-confirm': ({ facts }) => ['rejectionProposed', 'appealed'].includes(facts.state),
    'county-decides': ({ facts }) => ['countyDecides', 'escalated'].includes(facts.state),
    'badly-rated': ({ facts }) => facts.state === 'rated' && isBad(facts.rating!.grade),
    'visits': ({ facts }) => facts.visits.some(visit => !visit.recordedOn),
    'to-release': ({ waits }) => waits,
    'supervised': ({ facts }) => facts.supervision !== undefined,
    'cards': ({ facts }) => facts.supervisionItems.some(item => item.kind === 'card' && item.cycle === facts.cycle) && !isOneOf([...endedStates, 'closed'], facts.state),
    'extensions': ({ facts }, { role }) => facts.state === 'extensionPending' && (role === 'supervisor' || role === 'triage' ? extensionDecider(facts.extensions.asked) === role : facts.extensions.asked > 1),
    'reviews': ({ facts }) => facts.state === 'replyDrafted',
    'to-sign': ({ facts }) => ['assigned', 'redo'].includes(facts.state),
    'handling': ({ facts }, { role, unitId }) => ['handling', 'jointHandling'].includes(facts.state) && (role !== 'handler' || facts.responsibleUnitId === unitId),
    'helping': ({ facts }, { unitId }) => facts.state === 'jointHandling' && facts.helperUnitIds.includes(unitId),
    'waiting': ({ facts }) => ['extensionPending', 'replyDrafted'].includes(facts.state),
    'answered': ({ facts }) => ['replied', 'rated', 'escalated', 'closed'].includes(facts.state),
    'overdue': ({ facts }) => lightOf(facts, world.context.clock.today(), world.context.calendar, limits) === 'red',
    'all': () => true,
  }

  const days = ['2026-09-21', '2026-09-22', '2026-09-23', '2026-10-12', '2026-10-13', '2026-11-30']
  // In an ordinary run a third of the officers on each day, all of them over the days.
  test.each(days)('on %s each queue holds the cases of its state and light, and its count is the length of its list', async day => {
    world.setClock(day)
    for (const officer of turnOf(officers, 3, days.indexOf(day))) {
      const counts = await countCases(world.context.db, caseReader(world.context, officer), caseQueues)
      for (const queue of queuesOf[officer.role].cases.length > 0 ? caseQueues : (['all'] as const)) {
        const expected = cases.filter(known => canSee(officer, known.about) && isIn[queue](known, officer)).map(known => known.id)
        expect((await listed(officer, queue)).sort(), `${officer.role} ${queue}`).toEqual(expected.sort())
        expect(counts.get(queue), `${officer.role} ${queue}`).toBe(expected.length)
      }
    }
  })

  test.each(['2026-09-21', '2026-10-09', '2026-10-12', '2026-10-13'])('on %s each narrowed to a unit, an item, a door or a light holds the cases whose facts say so', async day => {
    world.setClock(day)
    const today = world.context.clock.today()
    const unit = world.unitId.department('agriculture')
    const narrowings: [Partial<CaseNarrowing>, (known: Known) => boolean][] = [
      [{ unit }, ({ facts }) => facts.responsibleUnitId === unit], [{ item }, ({ facts }) => facts.itemSlug === item], [{ channel: 'letter' }, ({ channel }) => channel === 'letter'],
      ...lights.map((light): [Partial<CaseNarrowing>, (known: Known) => boolean] => [{ light }, ({ facts }) => lightOf(facts, today, world.context.calendar, limits) === light]),
      [{ unit, light: 'yellow' }, ({ facts }) => facts.responsibleUnitId === unit && lightOf(facts, today, world.context.calendar, limits) === 'yellow'],
    ]
    for (const officer of officers.filter(({ role }) => queuesOf[role].cases.length > 0)) {
      for (const [narrowing, holds] of narrowings) {
        const expected = cases.filter(known => canSee(officer, known.about) && holds(known)).map(known => known.id)
        const { total, lines } = await listCases(world.context.db, caseReader(world.context, officer), { queue: 'all', sort: 'received', ...everything, ...narrowing })
        expect(lines.map(line => line.id).sort(), `${officer.role} ${JSON.stringify(narrowing)}`).toEqual(expected.sort())
        expect(await countNarrowed(world.context.db, caseReader(world.context, officer), [{ queue: 'all', ...narrowing }])).toEqual([total])
      }
    }
    expect(new Set(cases.map(({ facts }) => lightOf(facts, today, world.context.calendar, limits))).size).toBeGreaterThan(2)
  })

  test('due sorts by the day of the present step that the case page shows, cases that owe none last', async () => {
    world.setClock('2026-09-23')
    const officer = officers.find(known => known.id === world.officerId.triage)!
    const due = new Map(cases.map(known => [known.id, stageDue(known.facts, world.context.calendar, limits) ?? '9999']))
    const days = (await listed(officer, 'all', 'due')).map(id => due.get(id)!)
    expect(days).toEqual(days.toSorted())
    expect(days.at(0)).not.toBe('9999')
    expect(days.at(-1)).toBe('9999')
    const back = (await listed(officer, 'all', '-due')).map(id => due.get(id)!).filter(day => day !== '9999')
    expect(back).toEqual(days.filter(day => day !== '9999').toReversed())
  })
})
