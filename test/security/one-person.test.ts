import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rangeOf } from '#rules/divisions/division-code.ts'
import { createDraft, submitDraft } from '#actions/drafts.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { approveDraft } from '#actions/publish.ts'
import { declareOwnComplaint } from '#actions/relations.ts'
import { inviteAdministrator } from '#actions/staff/first-administrator.ts'
import { tiePersons } from '#actions/staff/same-person.ts'
import { listEvents } from '#records/cases.ts'
import { actingFor } from '#records/scope.ts'
import { county } from '#cli/demonstration/people.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { say, type Said } from '#test/api/talking.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const here = { origin: 'http://localhost' }
const chosen = '春天去看油菜花 in the hills'
const cookieOf = (said: Said) => ([said.headers['set-cookie'] ?? []].flat() as string[]).map(text => text.split(';')[0]).join('; ')
const asked = async <Row = Record<string, unknown>>(query: string, values: unknown[] = []) => (await world.owner.pool.query(query, values)).rows as Row[]
const ask = (body: object) => say(world, 'system-admin', 'POST', '/api/v1/accounts/invitations', { body })
const grant = (id: string) => say(world, 'security-admin', 'POST', `/api/v1/accounts/invitations/${id}/grant`, {})
const end = (officerId: string) => say(world, 'system-admin', 'POST', `/api/v1/accounts/${officerId}/end`, { body: { reason: '调离岗位' } })

/** Invites, grants and accepts; answers the cookie of the new account and its post. */
async function comes(wanted: { name: string; username: string; unitId: string; role: string; sameAs?: string; otherPerson?: string }): Promise<{ cookie: string; officerId: string }> {
  const first = await ask(wanted)
  const second = await grant(first.body.id)
  expect([first.status, second.status], `${first.body.code} ${second.body.code}`).toEqual([200, 200])
  expect((await say(world, undefined, 'POST', '/api/v1/invitations/accept', { body: { username: wanted.username, first: first.body.half, second: second.body.half, password: chosen }, headers: here })).status).toBe(200)
  const cookie = cookieOf(await say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: { username: wanted.username, password: chosen }, headers: here }))
  return { cookie, officerId: (await asked<{ id: string }>('select officer.id from officer join auth."user" as account on account.id = officer.user_id where account.username = $1', [wanted.username]))[0]!.id }
}

describe('nobody has two of the three powers', () => {
  const admin = async (username: string) => (await asked<{ id: string; name: string; unit_id: string }>('select officer.id, officer.name, officer.unit_id from officer join auth."user" as account on account.id = officer.user_id where account.username = $1', [username]))[0]!

  test('by an invitation, whatever blanks are in the name and whoever it is said to be', async () => {
    const { id, name, unit_id: unitId } = await admin('system-admin')
    const wanted = { name: ` ${[...name].join(' ')}`, username: 'second.hat', unitId, role: 'security-admin' }
    for (const person of [{}, { sameAs: id }, { otherPerson: '同名的另一位同志' }]) expect(await ask({ ...wanted, ...person }), JSON.stringify(person)).toMatchObject({ status: 422, body: { code: 'powers-apart' } })
    // Nor one of them beside other work, for the same person.
    const clerk = await world.officer(world.officerId.clerk(world.village))
    expect(await ask({ ...wanted, name: '另一个写法', sameAs: clerk.id })).toMatchObject({ status: 422, body: { code: 'powers-apart' } })
  })

  test('by two invitations under way: the second is not granted', async () => {
    const { unit_id: unitId } = await admin('system-admin')
    const [one, other] = [await ask({ name: '测试双权', username: 'hat.a', unitId, role: 'audit-admin' }), await ask({ name: '测试 双权', username: 'hat.b', unitId, role: 'security-admin' })]
    expect((await grant(one.body.id)).status).toBe(200)
    expect(await grant(other.body.id)).toMatchObject({ status: 422, body: { code: 'powers-apart' } })
    for (const { body } of [one, other]) await say(world, 'security-admin', 'POST', `/api/v1/accounts/invitations/${body.id}/withdraw`, {})
  })

  test('by the command line', async () => {
    const invite = (role: 'audit-admin' | 'security-admin', username: string, person = {}) => inviteAdministrator(world.context, world.owner.db, { role, place: county, username, name: '测试王芳', person })
    expect((await invite('audit-admin', 'cli.one')).ok).toBe(true)
    expect(await invite('security-admin', 'cli.two')).toMatchObject({ ok: false, refusal: { code: 'powers-apart' } })
    expect(await invite('security-admin', 'cli.two', { otherPerson: '同名的另一位同志' })).toMatchObject({ ok: false, refusal: { code: 'powers-apart' } })
    expect(await invite('audit-admin', 'cli.three')).toMatchObject({ ok: false, refusal: { code: 'namesakes' } })
    expect((await invite('audit-admin', 'cli.three', { otherPerson: '同名的另一位同志' })).ok).toBe(true)
  })

  test('whatever asks the database; one after the other is no two', async () => {
    const { low, high } = rangeOf(county)
    const { unit_id: unitId } = await admin('system-admin')
    const post = (name: string, role: string, from: string, to: string | null, personOf: string | null = null) =>
      asked('insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from, active_to, person_of) values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8) returning id', [unitId, role, name, low, high, from, to, personOf])
    const [{ id }] = await post('测试先后', 'system-admin', '2026-01-01', '2026-06-01') as [{ id: string }]
    await expect(post('测试 先后', 'security-admin', '2026-05-31', null)).rejects.toMatchObject({ constraint: 'name_in_one_power' })
    await expect(post('另一个写法', 'clerk', '2026-05-31', null, id)).rejects.toMatchObject({ constraint: 'person_in_one_power' })
    await post('测试 先后', 'security-admin', '2026-06-01', null, id)
  })
})

describe('a new post is not a new person', () => {
  test('whoever invites says of an equal name whose the post is; whoever grants it reads that, and it is kept', async () => {
    const clerk = await world.officer(world.officerId.clerk(world.otherVillage))
    const wanted = { name: clerk.name, username: 'which.one', unitId: world.unitId.department('agriculture'), role: 'handler' }
    expect(await ask(wanted)).toMatchObject({ status: 409, body: { code: 'namesakes', namesakes: expect.arrayContaining([expect.objectContaining({ name: clerk.name, role: 'clerk' })]) } })
    expect(await ask({ ...wanted, otherPerson: ' 不 ' })).toMatchObject({ status: 422, body: { code: 'person-reason' } })
    expect(await ask({ ...wanted, sameAs: crypto.randomUUID() })).toMatchObject({ status: 422, body: { code: 'person-unknown' } })
    const other = await ask({ ...wanted, otherPerson: '同名的另一位，身份证号不同' })
    expect((await say(world, 'security-admin', 'GET', '/api/v1/accounts')).body.invitations).toContainEqual(expect.objectContaining({ username: 'which.one', otherPerson: '同名的另一位，身份证号不同' }))
    expect((await grant(other.body.id)).status).toBe(200)
    expect(await asked(`select other_person, person_of from staff_invitation as invited join officer on officer.id = invited.officer_id where username = 'which.one'`)).toEqual([{ other_person: '同名的另一位，身份证号不同', person_of: null }])
    const same = await ask({ ...wanted, username: 'same.one', sameAs: clerk.id })
    expect((await say(world, 'security-admin', 'GET', '/api/v1/accounts')).body.invitations).toContainEqual(expect.objectContaining({ username: 'same.one', samePerson: expect.objectContaining({ officerId: clerk.id, role: 'clerk' }) }))
    for (const { body } of [other, same]) await say(world, 'system-admin', 'POST', `/api/v1/accounts/invitations/${body.id}/withdraw`, {})
  })

  test('who was named in a complaint, is its complainant or wrote its record neither lists nor reads it in the new post', async () => {
    const [named, own, open] = [await caseAt(world, 'handling'), await caseAt(world, 'handling'), await caseAt(world, 'handling')]
    const clerk = await world.officer(world.officerId.clerk(world.village))
    const asOf = (await listEvents(world.context.db, named.id)).length
    expect((await nameSubjects(world.context, await world.officer(world.officerId.triage), named.id, { asOf, note: '投诉的是村信息员本人。', name: [{ officerId: clerk.id }], lift: [] })).ok).toBe(true)
    expect((await declareOwnComplaint(world.context, clerk, own.code)).ok).toBe(true)
    const { cookie, officerId } = await comes({ name: clerk.name, username: 'moved.on', unitId: world.unitId.department('agriculture'), role: 'handler', sameAs: clerk.id })
    expect((await end(clerk.id)).status).toBe(200)
    const read = async (id: string) => (await say(world, undefined, 'GET', `/api/v1/cases/${id}`, { headers: { cookie } })).status
    expect([await read(named.id), await read(own.id), await read(open.id)]).toEqual([404, 404, 200])
    const listed = (await say(world, undefined, 'GET', '/api/v1/cases?queue=handling', { headers: { cookie } })).body.items.map(({ id }: { id: string }) => id)
    expect(listed).toContain(open.id)
    expect(listed).not.toContain(named.id)
    expect(listed).not.toContain(own.id)
    // Behind the rules the database says the same.
    const moved = await world.officer(officerId)
    const found = await actingFor(moved, () => world.context.staff.selectFrom('caseFile').select('id').where('id', 'in', [named.id, own.id, open.id]).execute())
    expect(found).toEqual([{ id: open.id }])
  })

  test('a clerk who became reviewer approves nothing that was written as clerk, nor does the database take it', async () => {
    const clerk = await world.officer(world.officerId.clerk(world.otherVillage))
    const draft = await createDraft(world.context, clerk, monthOfBooks(world.otherVillage))
    if (!draft.ok || !(await submitDraft(world.context, clerk, draft.value.id, 1)).ok) throw new Error('no draft')
    const [{ unit_id: unitId }] = await asked<{ unit_id: string }>('select unit_id from officer where id = $1', [world.officerId.reviewer(Math.floor(world.otherVillage / 1000) * 1000)]) as [{ unit_id: string }]
    const { officerId } = await comes({ name: clerk.name, username: 'promoted', unitId, role: 'reviewer', sameAs: clerk.id })
    expect(await approveDraft(world.context, await world.officer(officerId), draft.value.id, 2)).toMatchObject({ ok: false, refusal: { code: 'author-cannot-review' } })
    expect(await asked('select one_person($1, $2, null, null) as is_one', [clerk.id, officerId])).toEqual([{ is_one: true }])
    const { otherPosts: _, ...forgetful } = await world.officer(officerId)
    await expect(approveDraft(world.context, forgetful, draft.value.id, 2)).rejects.toMatchObject({ constraint: 'own_work' })
  })

  test('relations declared in one post keep away in every other', async () => {
    const { id } = await caseAt(world, 'handling')
    const [leaver, named] = [await world.officer(world.officerId.supervisor('housing')), await world.officer(world.officerId.reviewer(Math.floor(world.village / 1000) * 1000))]
    const { officerId } = await comes({ name: leaver.name, username: 'related.one', unitId: world.unitId.department('agriculture'), role: 'handler', sameAs: leaver.id })
    const declared = await say(world, 'triage', 'POST', '/api/v1/relations', { body: { officerId: leaver.id, kind: 'kin', withOfficerId: named.id } })
    expect(declared.status).toBe(201)
    const handler = await world.officer(officerId)
    const sees = async () => (await actingFor(handler, () => world.context.staff.selectFrom('caseFile').select('id').where('id', '=', id).execute())).length
    expect(await sees()).toBe(1)
    await nameSubjects(world.context, await world.officer(world.officerId.triage), id, { asOf: (await listEvents(world.context.db, id)).length, note: '来信写明的人。', name: [{ officerId: named.id }], lift: [] })
    expect(await sees()).toBe(0)
    const cookie = cookieOf(await say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: { username: 'related.one', password: chosen }, headers: here }))
    expect((await say(world, undefined, 'GET', `/api/v1/cases/${id}`, { headers: { cookie } })).status).toBe(404)
    expect((await say(world, undefined, 'GET', '/api/v1/relations', { headers: { cookie } })).body.relations).toMatchObject([{ isOwn: true, mayEnd: false }])
  })

  test('nobody stands in for himself, in whichever post', async () => {
    const clerk = await world.officer(world.officerId.handler('finance'))
    const { officerId } = await comes({ name: clerk.name, username: 'twice.here', unitId: clerk.unitId, role: 'handler', sameAs: clerk.id })
    const days = { from: '2026-09-21', to: '2026-09-25', reason: 'leave' }
    expect(await say(world, 'security-admin', 'POST', '/api/v1/deputies', { body: { absentId: clerk.id, deputyId: officerId, ...days } })).toMatchObject({ body: { code: 'deputy-wrong' } })
    await expect(asked(`insert into deputyship (id, absent_id, deputy_id, from_day, to_day, reason, named_by, named_at) values (gen_random_uuid(), $1, $2, '2026-09-21', '2026-09-25', 'leave', $3, now())`, [clerk.id, officerId, world.officerId.triage])).rejects.toThrow(/himself/)
  })
})

test('a longer term lasts into no other power of the same name, and nobody whose post was of one group joins the other under another name', async () => {
  const { low, high } = rangeOf(county)
  const [{ unit_id: unitId }] = await asked<{ unit_id: string }>(`select unit_id from officer where role = 'audit-admin' limit 1`) as [{ unit_id: string }]
  const post = async (name: string, role: string, from: string, to: string | null) => (await asked<{ id: string }>('insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from, active_to) values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7) returning id', [unitId, role, name, low, high, from, to]))[0]!.id
  const first = await post('测试续任', 'audit-admin', '2026-01-01', '2026-12-01')
  await post('测试续任', 'system-admin', '2026-12-01', null)
  const change = (to?: string) => say(world, 'system-admin', 'POST', `/api/v1/organisation/posts/${first}`, { body: { title: '', ...(to && { to }), isHead: false, reason: '延长任期', seen: { title: '', to: '2026-12-01' } } })
  expect(await change('2027-01-01')).toMatchObject({ status: 422, body: { code: 'powers-apart' } })
  const custodian = (await asked<{ id: string }>(`select id from officer where custodian_group = 'A' limit 1`))[0]!.id
  expect(await ask({ name: '测试改名', username: 'other.group', unitId: world.unitId.custody('B'), role: 'custodian', sameAs: custodian })).toMatchObject({ status: 422, body: { code: 'both-groups' } })
})

describe('accounts of two organisations', () => {
  test('that whoever runs the machine says are of one person are one for every rule, from that moment on', async () => {
    const [handler, above] = [world.officerId.handler('agriculture'), world.officerId.cityTriage]
    const named = await caseAt(world, 'handling', { department: 'housing' })
    const names = async (officerId: string) => nameSubjects(world.context, await world.officer(world.officerId.triage), named.id, { asOf: (await listEvents(world.context.db, named.id)).length, note: '来信写明的人。', name: [{ officerId }], lift: [] })
    expect((await names(handler)).ok).toBe(true)
    expect((await names(world.officerId.secondTriage)).ok).toBe(true)
    expect((await say(world, 'city-triage', 'GET', `/api/v1/cases/${named.id}`)).status).toBe(200)
    const are = async () => (await asked<{ is_one: boolean }>('select one_person($1, $2, null, null) as is_one', [handler, above]))[0]!.is_one
    expect(await are()).toBe(false)
    const tied = await tiePersons(world.context, world.owner.db, ['city-triage', 'handler'])
    expect(tied).toMatchObject({ ok: true, value: expect.arrayContaining([expect.objectContaining({ role: 'triage' }), expect.objectContaining({ role: 'handler' })]) })
    expect(await are()).toBe(true)
    expect((await say(world, 'city-triage', 'GET', `/api/v1/cases/${named.id}`)).status).toBe(404)
    expect((await world.officer(above)).otherPosts).toContain(handler)
    expect(await tiePersons(world.context, world.owner.db, ['handler', 'city-triage'])).toEqual({ ok: false, refusal: { code: 'one-already' } })
  })

  test('that hold what nobody holds together are not tied, nor is what nobody knows', async () => {
    expect(await tiePersons(world.context, world.owner.db, ['system-admin', 'city-inspector'])).toEqual({ ok: false, refusal: { code: 'powers-apart' } })
    expect(await tiePersons(world.context, world.owner.db, ['city-inspector', 'no-such-name'])).toEqual({ ok: false, refusal: { code: 'unknown-username', usernames: ['no-such-name'] } })
    expect(await asked(`select officer.person_of from officer join auth."user" as account on account.id = officer.user_id where account.username in ('system-admin', 'city-inspector')`)).toEqual([{ person_of: null }, { person_of: null }])
  })
})
