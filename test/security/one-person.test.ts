import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rangeOf } from '#rules/divisions/division-code.ts'
import { createDraft, submitDraft } from '#actions/drafts.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { approveDraft } from '#actions/publish.ts'
import { declareOwnComplaint } from '#actions/relations.ts'
import { inviteAdministrator } from '#actions/staff/first-administrator.ts'
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
