import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { deputyDaysProblem, inPostOf, isLent, mayEndDeputyship, nameDeputyRefusal, standsInFor } from '#rules/policy/deputies.ts'
import { isOneNow, isOnePerson, officerRoles, type Officer } from '#rules/policy/officer.ts'
import { listEvents } from '#records/cases.ts'
import { findOfficerByUser } from '#records/officers.ts'
import { actingFor } from '#records/scope.ts'
import { moveCase } from '#actions/move-case.ts'
import { declareOwnComplaint } from '#actions/relations.ts'
import { deputyshipsFor, lendablePosts, nameDeputy } from '#actions/staff/deputies.ts'
import { endOfPost } from '#actions/staff/posts.ts'
import { file } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'

type Account = Parameters<World['signInAs']>[0]
const day = (text: string) => text as PlainDate

describe('the rules of deputies', () => {
  test('a post is done by its own duty, between clerk and reviewer of a township by the other; what rests on several people is not lent', () => {
    expect(officerRoles.filter(role => !isLent(role))).toEqual(['inspector', 'custodian', 'system-admin', 'security-admin', 'audit-admin'])
    for (const absent of officerRoles) for (const deputy of officerRoles) {
      const isPair = absent === deputy || (absent === 'clerk' && deputy === 'reviewer') || (absent === 'reviewer' && deputy === 'clerk')
      expect(standsInFor({ role: absent }, { role: deputy }), `${absent} by ${deputy}`).toBe(isPair && isLent(absent))
    }
  })

  test('a term begins today at the earliest and has ninety days at most', () => {
    expect(deputyDaysProblem(day('2026-09-20'), day('2026-09-22'), day('2026-09-21'))).toBe('deputy-past')
    expect(deputyDaysProblem(day('2026-09-22'), day('2026-09-21'), day('2026-09-21'))).toBe('deputy-days')
    expect(deputyDaysProblem(day('2026-09-21'), day('2026-12-19'), day('2026-09-21'))).toBeUndefined()
    expect(deputyDaysProblem(day('2026-09-21'), day('2026-12-20'), day('2026-09-21'))).toBe('deputy-too-long')
  })

  test('who is away, the head of the unit and the security administrator name a deputy, and nobody himself; either side ends it', () => {
    const by = (role: Officer['role'], id: string): Officer => ({ id, name: '', role, unitId: 'u', level: 'county', reach: { low: 1, high: 2 } })
    const about = { absentId: 'a', deputyId: 'b', isHead: false, isInReach: true }
    expect(nameDeputyRefusal(by('triage', 'a'), about)).toBeUndefined()
    expect(nameDeputyRefusal(by('leader', 'x'), { ...about, isHead: true })).toBeUndefined()
    expect(nameDeputyRefusal(by('security-admin', 'x'), about)).toBeUndefined()
    expect(nameDeputyRefusal(by('security-admin', 'x'), { ...about, isInReach: false })).toEqual({ code: 'not-your-deputy' })
    for (const role of officerRoles) if (role !== 'security-admin') expect(nameDeputyRefusal(by(role, 'x'), about), role).toEqual({ code: 'not-your-deputy' })
    expect(nameDeputyRefusal(by('leader', 'b'), { ...about, isHead: true })).toEqual({ code: 'deputy-self' })
    for (const id of ['a', 'b']) expect(mayEndDeputyship(by('triage', id), about)).toBe(true)
    expect(mayEndDeputyship(by('triage', 'x'), about)).toBe(false)
    expect(mayEndDeputyship(by('system-admin', 'x'), about)).toBe(true)
    expect(mayEndDeputyship(by('audit-admin', 'x'), about)).toBe(false)
  })

  test('two count as one for what either did from the first day on, and are two again for what was done afterwards', () => {
    const deputy: Officer = { id: 'b', name: '', role: 'clerk', unitId: 'u', level: 'township', reach: { low: 1, high: 2 }, oneWith: [{ officerId: 'a', to: day('2026-09-25'), isNow: false }] }
    expect(isOnePerson(deputy, 'a', day('2026-09-25'))).toBe(true)
    expect(isOnePerson(deputy, 'a', day('2026-09-26'))).toBe(false)
    expect(isOnePerson(deputy, 'c', day('2026-09-25'))).toBe(false)
    expect(isOneNow(deputy, 'a')).toBe(false)
    expect(inPostOf(deputy, { ...deputy, id: 'a', role: 'reviewer', reach: { low: 5, high: 6 } }, 'd')).toMatchObject({ id: 'b', role: 'reviewer', reach: { low: 5, high: 6 }, standsInFor: { id: 'a' } })
  })
})

describe('a deputy', () => {
  let world: World
  beforeAll(async () => { world = await openWorld() })
  afterAll(() => world.close())

  const name = (as: Account, body: object) => say(world, as as 'triage', 'POST', '/api/v1/deputies', { body: { from: '2026-09-21', to: '2026-09-25', reason: 'leave', ...body } })
  const list = async (as: Account) => (await say(world, as as 'triage', 'GET', '/api/v1/deputies')).body
  const stepInto = (as: Account, deputyshipId: string | null) => say(world, as as 'triage', 'POST', '/api/v1/me/post', { body: { deputyshipId } })
  const me = async (as: Account) => (await say(world, as as 'triage', 'GET', '/api/v1/me')).body
  const notices = async (as: Account) => ((await say(world, as as 'triage', 'GET', '/api/v1/security')).body.notices as { kind: string }[]).map(({ kind }) => kind)
  const known = async (id: string): Promise<Officer> => (await findOfficerByUser(world.context.db, (await world.owner.pool.query('select user_id from officer where id = $1', [id])).rows[0].user_id, world.context.clock.today()))!
  const desk = () => ({ absentId: world.officerId.triage, deputyId: world.officerId.secondTriage })
  const townshipOf = (village: number) => village - village % 1000
  let held: string

  test('is named by who is away, and both are told; everything else is refused with its reason', async () => {
    const { officerId } = world
    const [body, townClerk] = [340_522_000_000, officerId.townshipClerk(townshipOf(world.village))]
    const codes = async (by: string, asked: object) => {
      const named = await nameDeputy(world.context, await world.officer(by), { from: '2026-09-21', to: '2026-09-25', reason: 'leave', ...desk(), ...asked })
      return named.ok ? 'named' : named.refusal.code
    }
    expect(await codes(townClerk, {})).toBe('not-your-deputy')
    expect(await codes(officerId.secondTriage, {})).toBe('not-your-deputy')
    expect(await codes(officerId.triage, { deputyId: officerId.leader })).toBe('deputy-wrong')
    expect(await codes(officerId.triage, { deputyId: officerId.cityTriage })).toBe('deputy-wrong')
    expect(await codes(officerId.triage, { to: '2026-12-20' })).toBe('deputy-too-long')
    expect(await codes(officerId.triage, { from: '2026-09-20' })).toBe('deputy-past')
    expect(await codes(officerId.inspector(body, 'first'), { absentId: officerId.inspector(body, 'first'), deputyId: officerId.inspector(body, 'second') })).toBe('post-not-lent')
    expect(await codes(officerId.custodian('A'), { absentId: officerId.custodian('A'), deputyId: officerId.custodian('B') })).toBe('post-not-lent')
    expect(await codes(officerId.administrator('security-admin'), { absentId: officerId.administrator('system-admin'), deputyId: officerId.administrator('audit-admin') })).toBe('post-not-lent')
    expect((await (await world.app()).inject({ method: 'POST', url: '/api/v1/deputies' })).statusCode).not.toBe(200)
    const named = await name('triage', desk())
    expect(named.status).toBe(200)
    held = named.body.id
    expect(await notices('triage')).toContain('deputy-given')
    expect(await notices('second-triage')).toContain('deputy-made')
    expect(await codes(officerId.triage, { from: '2026-09-25', to: '2026-09-26' })).toBe('deputy-taken')
    expect(await codes(officerId.secondTriage, { absentId: officerId.secondTriage, deputyId: officerId.triage })).toBe('deputy-taken')
    const seen = async (by: string) => (await deputyshipsFor(world.context, await world.officer(by))).map(({ id }) => id)
    for (const by of [officerId.triage, officerId.secondTriage, ...(['security-admin', 'system-admin', 'audit-admin'] as const).map(role => officerId.administrator(role))]) expect(await seen(by)).toEqual([held])
    for (const by of [townClerk, officerId.leader, officerId.inspector(body, 'first')]) expect(await seen(by)).toEqual([])
    // Whoever heads the unit names deputies in it as well, and sees them.
    expect(await codes(officerId.leader, { from: '2026-09-26', to: '2026-09-26' })).toBe('not-your-deputy')
    await world.owner.pool.query(`insert into unit_head (unit_id, officer_id, valid_from) values ($1, $2, '2026-01-01')`, [world.unitId.discipline, officerId.leader])
    expect(await seen(officerId.leader)).toEqual([held])
    expect((await lendablePosts(world.context, await world.officer(officerId.leader))).map(({ officerId: id }) => id)).toContain(officerId.triage)
  })

  test('of a post that is not lent, of another unit, for longer or through another is refused by the database itself', async () => {
    const { officerId } = world
    const insert = (absent: string, deputy: string, from = '2026-10-01', to = '2026-10-02', by = absent) => world.owner.pool.query(
      `insert into deputyship (id, absent_id, deputy_id, from_day, to_day, reason, named_by, named_at) values (gen_random_uuid(), $1, $2, $3, $4, 'leave', $5, now())`, [absent, deputy, from, to, by])
    const body = 340_522_000_000
    await expect(insert(officerId.inspector(body, 'first'), officerId.inspector(body, 'second'))).rejects.toThrow(/not lent/)
    await expect(insert(officerId.administrator('system-admin'), officerId.administrator('audit-admin'))).rejects.toThrow(/not lent/)
    await expect(insert(officerId.triage, officerId.cityTriage)).rejects.toThrow(/same unit/)
    await expect(insert(officerId.triage, officerId.secondTriage, '2026-10-01', '2026-12-30')).rejects.toThrow(/check/)
    await expect(insert(officerId.triage, officerId.secondTriage, '2026-10-01', '2026-10-02', officerId.secondTriage)).rejects.toThrow(/check/)
    await expect(insert(officerId.secondTriage, officerId.triage, '2026-09-25', '2026-09-26')).rejects.toThrow(/through another/)
    await expect(world.owner.pool.query(`delete from deputyship where id = $1`, [held])).rejects.toThrow(/append-only/)
  })

  test('steps into the post, acts in the own name, and history and audit say for whom', async () => {
    expect((await me('second-triage')).lent).toMatchObject([{ id: held, role: 'triage', to: '2026-09-25' }])
    expect((await stepInto('second-triage', held)).status).toBe(200)
    expect(await me('second-triage')).toMatchObject({ officer: { name: '演示·分办员乙', role: 'triage' }, standsInFor: { name: '演示·分办员', to: '2026-09-25' } })
    const { id } = await file(world)
    const accepted = await say(world, 'second-triage', 'POST', `/api/v1/cases/${id}/moves`, { body: { action: 'accept', asOf: 1 } })
    expect(accepted.status).toBe(200)
    expect(accepted.body.events.at(-1)).toMatchObject({ action: 'accept', officerName: '演示·分办员乙', forName: '演示·分办员' })
    expect((await listEvents(world.context.db, id)).at(-1)!.by).toMatchObject({ officerId: world.officerId.secondTriage, forOfficerId: world.officerId.triage })
    const audited = await world.owner.pool.query(`select officer_id, for_officer_id, outcome from audit.entry where act = 'moveCase'`)
    expect(audited.rows).toEqual([{ officer_id: world.officerId.secondTriage, for_officer_id: world.officerId.triage, outcome: 'done' }])
    expect((await say(world, 'second-triage', 'POST', '/api/v1/relations', { body: { officerId: world.officerId.triage, kind: 'kin', withUnitId: world.unitId.leadership } })).body.code).toBe('not-lent')
  })

  test('is kept away by the conflicts of both, by the policy and behind it by the database; in the own post by the own alone', async () => {
    const filed = await file(world)
    const absent = await world.officer(world.officerId.triage)
    expect((await declareOwnComplaint(world.context, absent, filed.code)).ok).toBe(true)
    expect((await say(world, 'second-triage', 'GET', `/api/v1/cases/${filed.id}`)).status).toBe(404)
    const listed = async () => (await say(world, 'second-triage', 'GET', '/api/v1/cases?queue=to-accept')).body.items.map((item: { id: string }) => item.id) as string[]
    expect(await listed()).not.toContain(filed.id)
    const own = await known(world.officerId.secondTriage)
    const seen = (officer: Officer) => actingFor(officer, () => world.context.staff.selectFrom('caseFile').select('id').where('id', '=', filed.id).execute())
    expect(await seen(inPostOf(own, absent, held))).toEqual([])
    expect(await seen(own)).toHaveLength(1)
    await stepInto('second-triage', null)
    expect((await say(world, 'second-triage', 'GET', `/api/v1/cases/${filed.id}`)).status).toBe(200)
    expect(await listed()).toContain(filed.id)
  })

  test('and who is away are one person wherever two are asked for, in every post, and the database says so too', async () => {
    const { triage, secondTriage } = world.officerId
    // A third at the desk, or what waits for a second person would go to the desk above.
    await world.owner.pool.query(`insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from) select gen_random_uuid(), unit_id, role, '测试·第三人', reach_low, reach_high, active_from from officer where id = $1`, [triage])
    const { id } = await file(world)
    const propose = { action: 'proposeRejection', reasonCode: 'litigation', addressCode: 'court', note: '此事已由人民法院立案受理，请向法院反映。' } as const
    const act = async (officer: Officer, asked: object) => moveCase(world.context, officer, id, { asOf: (await listEvents(world.context.db, id)).length, ...asked } as never)
    const proposed = await act(await known(triage), propose)
    expect(proposed).toMatchObject({ ok: true })
    expect(await act(await known(secondTriage), { action: 'confirmRejection' })).toEqual({ ok: false, refusal: { code: 'own-request', action: 'confirmRejection' } })
    // An officer of whom the program forgot the deputyship.
    await expect(act(await world.officer(secondTriage), { action: 'confirmRejection' })).rejects.toThrow(/his deputy/)
    world.setClock('2026-09-28')
    // For what was done before its end it still holds.
    expect(await act(await known(secondTriage), { action: 'confirmRejection' })).toMatchObject({ ok: false })
    expect(await act(await known(secondTriage), { action: 'declineRejection', note: '理由不充分，请重新研究。' })).toMatchObject({ ok: false })
    const later = await file(world)
    const move = async (officer: Officer, asked: object) => moveCase(world.context, officer, later.id, { asOf: (await listEvents(world.context.db, later.id)).length, ...asked } as never)
    expect(await move(await known(triage), propose)).toMatchObject({ ok: true })
    expect(await move(await known(secondTriage), { action: 'confirmRejection' })).toMatchObject({ ok: true })
    expect(await isOneInDatabase(triage, secondTriage, '2026-09-25')).toBe(true)
    expect(await isOneInDatabase(triage, secondTriage, '2026-09-26')).toBe(false)
  })

  const isOneInDatabase = async (one: string, other: string, since: string) => (await sql<{ is: boolean }>`select one_person(${one}::uuid, ${other}::uuid, ${since}::date, '2026-09-28') as is`.execute(world.context.db)).rows[0]!.is

  test('has the duty of the post and nothing of the own, and writes nothing as somebody else', async () => {
    const reviewer = world.officerId.reviewer(townshipOf(world.village))
    const named = await nameDeputy(world.context, await world.officer(reviewer), { absentId: reviewer, deputyId: world.officerId.townshipClerk(townshipOf(world.village)), from: '2026-09-28', to: '2026-09-30', reason: 'training' })
    if (!named.ok) throw new Error(named.refusal.code)
    const draft = () => say(world, 'township-clerk', 'POST', '/api/v1/drafts', { body: monthOfBooks(world.village) })
    const made = await draft()
    expect(made.status).toBe(201)
    expect((await stepInto('township-clerk', named.value.id)).status).toBe(200)
    expect(await draft()).toMatchObject({ status: 403, body: { code: 'not-your-duty' } })
    // The reviewer's own desk, in which the deputy wrote the draft: four eyes are not two.
    const submitted = await say(world, 'township-clerk', 'GET', `/api/v1/drafts/${made.body.id}`)
    expect(submitted.status).toBe(200)
    expect((await say(world, 'township-clerk', 'POST', `/api/v1/drafts/${made.body.id}/waivers`, { body: { fingerprint: 'x', reason: '十个字以上的理由，测试用。' } })).status).not.toBe(200)
    await expect(world.owner.pool.query(`insert into draft_event (draft_id, seq, action, officer_id, for_officer_id, at) values ($1, 99, 'edit', $2, $3, '2026-09-28T09:00+08')`, [made.body.id, reviewer, world.officerId.townshipClerk(townshipOf(world.village))])).rejects.toThrow(/being the deputy/)
  })

  test('ends with its last day, by either side, and with the post; where somebody stood in it, that is said once', async () => {
    const standing = (await me('township-clerk')).lent as { id: string }[]
    expect(standing).toHaveLength(1)
    world.setClock('2026-10-01')
    expect((await say(world, 'township-clerk', 'GET', '/api/v1/desk')).body.code).toBe('deputyship-over')
    expect((await say(world, 'township-clerk', 'GET', '/api/v1/desk')).status).toBe(200)
    expect(await me('township-clerk')).toMatchObject({ officer: { role: 'clerk' }, lent: [] })
    expect((await stepInto('township-clerk', standing[0]!.id)).body.code).toBe('deputyship-over')

    const again = await name('triage', { ...desk(), from: '2026-10-01', to: '2026-10-09' })
    await stepInto('second-triage', again.body.id)
    expect((await say(world, 'township-clerk', 'POST', `/api/v1/deputies/${again.body.id}/end`)).status).toBe(404)
    expect((await say(world, 'triage', 'POST', `/api/v1/deputies/${again.body.id}/end`)).status).toBe(200)
    expect((await say(world, 'second-triage', 'GET', '/api/v1/cases?queue=to-accept')).body.code).toBe('deputyship-over')
    expect(await notices('second-triage')).toContain('deputy-over')

    const last = await nameDeputy(world.context, await world.officer(world.officerId.administrator('security-admin')), { ...desk(), from: '2026-10-02', to: '2026-10-09', reason: 'other' })
    if (!last.ok) throw new Error(last.refusal.code)
    expect((await stepInto('second-triage', last.value.id)).body.code).toBe('deputyship-over')
    world.setClock('2026-10-02')
    expect((await stepInto('second-triage', last.value.id)).status).toBe(200)
    expect(await endOfPost(world.context, await world.officer(world.officerId.administrator('system-admin')), world.officerId.triage, '调离岗位')).toMatchObject({ ok: true })
    expect((await say(world, 'second-triage', 'GET', '/api/v1/desk')).body.code).toBe('deputyship-over')
    expect((await list('second-triage')).deputyships[0]).toMatchObject({ id: last.value.id, isOver: true, endedOn: '2026-10-02' })
    expect((await me('second-triage')).standsInFor).toBeUndefined()
  })
})
