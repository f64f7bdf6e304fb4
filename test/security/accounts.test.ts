import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountActs, accountRefusal, type AccountAct } from '#rules/policy/accounts.ts'
import { officerRoles, type OfficerRole } from '#rules/policy/officer.ts'
import { proofNeeded, publishingActs, sensitiveActs } from '#rules/policy/step-up.ts'
import { inviteAdministrator } from '#actions/staff/first-administrator.ts'
import { schedule } from '#jobs/schedule.ts'
import { staffRoutes } from '#api/contract/routes.ts'
import { county } from '#cli/demonstration/people.ts'
import { createAccount } from '#actions/sign-in.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { say, type Said } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const here = { origin: 'http://localhost' }
const chosen = '春天去看油菜花 in the hills'

const accept = (username: string, first: string, second: string, password = chosen) => say(world, undefined, 'POST', '/api/v1/invitations/accept', { body: { username, first, second, password }, headers: here })
const enter = (username: string, password: string) => say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: { username, password }, headers: here })
const cookieOf = (said: Said) => ([said.headers['set-cookie'] ?? []].flat() as string[]).map(text => text.split(';')[0]).join('; ')

describe('an account of staff', () => {
  const wanted = () => ({ name: '测试新人', username: 'new.handler', unitId: world.unitId.department('agriculture'), role: 'handler' })
  let invitation: { id: string; half: string }

  test('is asked for by the system administrator alone, for a duty that belongs to the unit', async () => {
    const ask = (as: OfficerRole, more: object = {}) => say(world, as, 'POST', '/api/v1/accounts/invitations', { body: { ...wanted(), ...more } })
    for (const role of ['security-admin', 'audit-admin', 'triage', 'leader'] as const) expect((await ask(role)).status, role).toBe(403)
    expect(await ask('system-admin', { role: 'triage' })).toMatchObject({ status: 422, body: { code: 'reach-wrong' } })
    expect(await ask('system-admin', { username: 'clerk' })).toMatchObject({ status: 409, body: { code: 'username-used' } })
    const asked = await ask('system-admin')
    expect(asked.status).toBe(200)
    invitation = asked.body
    expect(invitation.half).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){5}$/) // 24 letters of five bits
  })

  test('is granted by the security administrator alone, and each of the two holds half of the code', async () => {
    const grant = (as: OfficerRole) => say(world, as, 'POST', `/api/v1/accounts/invitations/${invitation.id}/grant`, {})
    expect((await accept('new.handler', invitation.half, invitation.half)).body.code).toBe('invitation-wrong')
    for (const role of ['system-admin', 'audit-admin', 'triage'] as const) expect((await grant(role)).status, role).toBe(403)
    const granted = await grant('security-admin')
    expect(granted.status).toBe(200)
    expect(await grant('security-admin')).toMatchObject({ status: 409, body: { code: 'invitation-ended' } })
    for (const [first, second] of [[invitation.half, invitation.half], [granted.body.half, granted.body.half], [granted.body.half, invitation.half]] as const) {
      expect((await accept('new.handler', first, second)).body.code).toBe('invitation-wrong')
    }
    expect(await accept('new.handler', invitation.half, granted.body.half, 'short')).toMatchObject({ status: 422, body: { code: 'password-weak' } })
    expect((await accept('new.handler', invitation.half.toLowerCase(), granted.body.half)).status).toBe(200)
    expect((await accept('new.handler', invitation.half, granted.body.half)).body.code).toBe('invitation-wrong')
    const { rows } = await world.owner.pool.query('select first_hash, second_hash from staff_invitation')
    expect(JSON.stringify(rows)).not.toContain(invitation.half)
  })

  test('signs in with the password its holder chose, and works until its post is ended', async () => {
    const cookie = cookieOf(await enter('new.handler', chosen))
    const me = await say(world, undefined, 'GET', '/api/v1/me', { headers: { cookie } })
    expect(me.body.officer).toMatchObject({ name: '测试新人', role: 'handler' })
    const end = (as: OfficerRole, reason: string) => say(world, as, 'POST', `/api/v1/accounts/${me.body.officer.id}/end`, { body: { reason } })
    expect((await end('triage', '调离岗位')).status).toBe(403)
    expect(await end('system-admin', '')).toMatchObject({ status: 422 })
    expect((await end('system-admin', '调离岗位')).body).toEqual({ ended: 1 })
    expect((await say(world, undefined, 'GET', '/api/v1/me', { headers: { cookie } })).status).toBe(401)
    expect((await enter('new.handler', chosen)).status).toBe(401)
  })

  test('whose password or authenticator is lost starts anew by two people, and nothing of before opens it', async () => {
    const cookie = cookieOf(await enter('supervisor', 'yidiantong-demo'))
    const id = world.officerId.supervisor('agriculture')
    const asked = await say(world, 'system-admin', 'POST', '/api/v1/accounts/invitations', { body: { officerId: id } })
    const granted = await say(world, 'security-admin', 'POST', `/api/v1/accounts/invitations/${asked.body.id}/grant`, {})
    expect((await say(world, undefined, 'GET', '/api/v1/me', { headers: { cookie } })).status).toBe(200)
    expect((await accept('supervisor', asked.body.half, granted.body.half)).status).toBe(200)
    expect((await say(world, undefined, 'GET', '/api/v1/me', { headers: { cookie } })).status).toBe(401)
    expect((await enter('supervisor', 'yidiantong-demo')).status).toBe(401)
    expect((await enter('supervisor', chosen)).status).toBe(200)
  })

  test('of a custodian joins the group of its unit', async () => {
    const asked = await say(world, 'system-admin', 'POST', '/api/v1/accounts/invitations', { body: { ...wanted(), name: '测试保管人', username: 'new.custodian', unitId: world.unitId.custody('B'), role: 'custodian' } })
    expect((await say(world, 'security-admin', 'POST', `/api/v1/accounts/invitations/${asked.body.id}/grant`, {})).status).toBe(200)
    expect((await world.owner.pool.query(`select officer.custodian_group from officer join staff_invitation as invited on invited.officer_id = officer.id where invited.username = 'new.custodian'`)).rows).toEqual([{ custodian_group: 'B' }])
    await say(world, 'security-admin', 'POST', `/api/v1/accounts/invitations/${asked.body.id}/withdraw`, {})
  })

  test('is seen by administrators of its county, and an invitation that ran out opens nothing', async () => {
    const asked = await say(world, 'system-admin', 'POST', '/api/v1/accounts/invitations', { body: { ...wanted(), username: 'too.late', otherPerson: '同名的另一位同志' } })
    const granted = await say(world, 'security-admin', 'POST', `/api/v1/accounts/invitations/${asked.body.id}/grant`, {})
    const seen = await say(world, 'security-admin', 'GET', '/api/v1/accounts')
    expect(seen.body.invitations).toMatchObject([{ username: 'too.late', kind: 'new', mayGrant: false, mayWithdraw: true }])
    expect(JSON.stringify(seen.body)).not.toContain(granted.body.half)
    for (const role of ['audit-admin', 'triage', 'leader', 'clerk'] as const) expect((await say(world, role, 'GET', '/api/v1/accounts')).status, role).toBe(403)
    world.setClock('2026-09-29')
    expect((await accept('too.late', asked.body.half, granted.body.half)).body.code).toBe('invitation-wrong')
    expect((await say(world, 'system-admin', 'POST', '/api/v1/accounts/invitations', { body: { ...wanted(), username: 'too.late', otherPerson: '同名的另一位同志' } })).status).toBe(200)
    const { rows } = await world.owner.pool.query('select active_to from officer where name = $1 and user_id is null', [wanted().name])
    expect(rows).toEqual([{ active_to: '2026-09-29' }])
  })
})

describe('a post that is handed over', () => {
  test('is closed at that moment to who left: list, search, export, counts, messages; the successor of the same unit and duty has the work, and the history the former name', async () => {
    const { id } = await caseAt(world, 'handling')
    const [leaving, next] = [world.officerId.handler('agriculture'), world.officerId.secondHandler]
    const hand = (as: OfficerRole, officerId: string, successorId: string, reason = '岗位轮换') => say(world, as, 'POST', `/api/v1/accounts/${officerId}/hand-over`, { body: { successorId, reason } })
    // Nobody else of the unit can sign in, so nobody may take the work.
    await world.owner.pool.query('update officer set user_id = null where id = $1', [next])
    expect((await hand('system-admin', leaving, next)).body.code).toBe('no-successor')
    await world.owner.pool.query('update officer set user_id = $1 where id = $2', [await createAccount(world.signIn, { username: 'second.handler', password: chosen, name: 'second.handler' }), next])
    const candidates = await say(world, 'security-admin', 'GET', `/api/v1/accounts/${leaving}/successors`)
    expect(candidates.body.successors).toEqual([{ officerId: next, name: '演示·农业农村办理员乙' }])
    for (const role of ['audit-admin', 'triage', 'leader', 'handler'] as const) expect([(await hand(role, leaving, next)).status, (await say(world, role, 'GET', `/api/v1/accounts/${leaving}/successors`)).status], role).toEqual([403, 403])
    expect((await hand('system-admin', leaving, world.officerId.handler('finance'))).body.code).toBe('successor-wrong')
    expect((await hand('system-admin', leaving, next, '')).body.code).toBe('reason-missing')
    await world.owner.pool.query(`insert into vault.officer_contact (officer_id, channel, wrapped) values ($1, 'sms', '\\x00')`, [leaving])
    const asked = ['/api/v1/me', '/api/v1/desk', '/api/v1/cases?queue=handling', `/api/v1/cases/${id}`, '/api/v1/supervision/letters.csv?year=2026', '/api/v1/me/contacts', '/api/v1/saved-filters']
    const before = { ...await world.signInAs('handler') }
    expect((await say(world, undefined, 'GET', `/api/v1/cases/${id}`, { headers: before })).status).toBe(200)
    expect((await hand('security-admin', leaving, next)).body.ended).toBeGreaterThan(0)
    for (const url of asked) expect((await say(world, undefined, 'GET', url, { headers: before })).status, url).toBe(401)
    expect((await enter('handler', 'yidiantong-demo')).status).toBe(401)
    expect((await world.owner.pool.query('select 1 from vault.officer_contact where officer_id = $1', [leaving])).rows).toEqual([])
    const cookie = cookieOf(await enter('second.handler', chosen))
    expect((await say(world, undefined, 'GET', '/api/v1/cases?queue=handling', { headers: { cookie } })).body.items.map((item: { id: string }) => item.id)).toContain(id)
    const seen = await say(world, undefined, 'GET', `/api/v1/cases/${id}`, { headers: { cookie } })
    expect(seen.body).toMatchObject({ handlerName: '演示·农业农村办理员乙', allowed: expect.arrayContaining(['draftReply']) })
    expect(seen.body.events.find((event: { action: string }) => event.action === 'sign').officerName).toBe('演示·农业办理员')
    expect((await hand('security-admin', leaving, next)).body.code).toBe('post-over')
  })
})

describe('what opens an account', () => {
  const userOf = async (officerId: string) => (await world.owner.pool.query<{ user_id: string }>('select user_id from officer where id = $1', [officerId])).rows[0]!.user_id
  const kept = async (userId: string) => {
    const tables = ['auth.session', 'auth.account', 'auth.two_factor', 'auth.passkey', 'auth.provider_link', 'auth.former_password']
    return Promise.all(tables.map(async table => (await world.owner.pool.query<{ n: number }>(`select count(*)::int as n from ${table} where user_id = $1`, [userId])).rows[0]!.n))
  }
  const fill = async (userId: string) => {
    const put = (query: string) => world.owner.pool.query(query, [userId])
    await put(`insert into auth.two_factor (id, secret, backup_codes, user_id, verified) values ('two-' || $1, 's', 'b', $1, true)`)
    await put(`update auth."user" set two_factor_enabled = true where id = $1`)
    await put(`insert into auth.provider_link (user_id, issuer, subject_hash, linked_at) values ($1, 'https://example.org', sha256('x'), now())`)
    await put(`insert into auth.former_password (user_id, hash, set_at) values ($1, 'h', now())`)
  }

  test('goes with its last post: sessions, password, authenticator and links', async () => {
    const id = world.officerId.leader
    await enter('leader', 'yidiantong-demo')
    const userId = await userOf(id)
    await fill(userId)
    expect((await kept(userId)).reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(5)
    expect((await say(world, 'system-admin', 'POST', `/api/v1/accounts/${id}/end`, { body: { reason: '退休离任' } })).body.ended).toBeGreaterThan(0)
    expect(await kept(userId)).toEqual([0, 0, 0, 0, 0, 0])
    expect((await enter('leader', 'yidiantong-demo')).status).toBe(401)
  })

  test('goes in the night in which a term has run out, and not a day before; whoever holds a post keeps it', async () => {
    const [id, other] = [world.officerId.secondTriage, world.officerId.triage]
    await world.owner.pool.query(`update officer set active_to = '2026-10-10' where id = $1`, [id])
    await world.owner.pool.query(`insert into vault.officer_contact (officer_id, channel, wrapped) values ($1, 'sms', '\\x00')`, [id])
    await enter('second-triage', 'yidiantong-demo')
    const [userId, otherUser] = [await userOf(id), await userOf(other)]
    await fill(userId)
    const night = schedule.find(({ name }) => name === 'end-access')!
    const before = await kept(userId)
    world.setClock('2026-10-09')
    await night.run(world.context, undefined as never)
    expect(await kept(userId)).toEqual(before)
    world.setClock('2026-10-10')
    await night.run(world.context, undefined as never)
    expect(await kept(userId)).toEqual([0, 0, 0, 0, 0, 0])
    expect((await world.owner.pool.query('select 1 from vault.officer_contact where officer_id = $1', [id])).rows).toEqual([])
    expect((await kept(otherUser))[1]).toBe(1)
  })
})

describe('an administrator', () => {
  test('sees no case, whatever the queue', async () => {
    for (const role of ['system-admin', 'security-admin', 'audit-admin'] as const) {
      expect((await say(world, role, 'GET', '/api/v1/cases?queue=all')).status, role).toBe(403)
      expect((await say(world, role, 'GET', '/api/v1/desk')).body.queues, role).toEqual([])
    }
  })

  test('is invited by the command line where there is none, without any default password', async () => {
    const invited = await inviteAdministrator(world.context, world.owner.db, { role: 'system-admin', place: county, username: 'first.admin', name: '测试管理员' })
    if (!invited.ok) throw new Error(invited.refusal.code)
    expect((await accept('first.admin', invited.value.first, invited.value.second)).status).toBe(200)
    const cookie = cookieOf(await enter('first.admin', chosen))
    expect((await say(world, undefined, 'GET', '/api/v1/accounts', { headers: { cookie } })).status).toBe(200)
    expect((await inviteAdministrator(world.context, world.owner.db, { role: 'security-admin', place: county, username: 'first.admin', name: '测试管理员' })).ok).toBe(false)
  })

  test('has one of the three powers and no other work: the database refuses the rest, for as long as it lasts', async () => {
    const { rows: [holder] } = await world.owner.pool.query<{ user_id: string }>('select user_id from officer where id = $1', [world.officerId.administrator('audit-admin')])
    const post = (role: string, from: string, userId: string | null = holder!.user_id) => world.owner.pool.query(
      'insert into officer (id, user_id, unit_id, role, name, reach_low, reach_high, active_from) values (gen_random_uuid(), $1, $2, $3, $4, 340522000000, 340522999999, $5)', [userId, world.unitId.administration, role, '测试', from])
    for (const role of ['system-admin', 'security-admin', 'triage', 'clerk']) await expect(post(role, '2026-10-01'), role).rejects.toThrow(/officer_(one_post_at_a_time|powers_apart)/)
    const client = await world.owner.pool.connect()
    await client.query('begin; alter table officer drop constraint officer_one_post_at_a_time')
    await expect(client.query('insert into officer (id, user_id, unit_id, role, name, reach_low, reach_high, active_from) values (gen_random_uuid(), $1, $2, $3, $4, 340522000000, 340522999999, $5)', [holder!.user_id, world.unitId.administration, 'triage', '测试', '2026-10-01'])).rejects.toThrow(/officer_powers_apart/)
    await client.query('rollback')
    client.release()
  })
})

describe('with accounts', () => {
  const officer = (role: OfficerRole) => ({ id: role, name: '测试', role, unitId: 'unit', level: 'county' as const, reach: { low: county, high: county + 999_999_999 } })
  const yes: Record<AccountAct, readonly OfficerRole[]> = {
    'read': ['system-admin', 'security-admin'], 'ask': ['system-admin'], 'grant': ['security-admin'], 'withdraw': ['system-admin', 'security-admin'], 'change-post': ['system-admin'], 'end-post': ['system-admin', 'security-admin'], 'hand-over': ['system-admin', 'security-admin'], 'end-sessions': ['security-admin'],
  }

  test.each(accountActs)('%s is for those and nobody else, in reach, and never for one’s own', act => {
    for (const role of officerRoles) {
      expect(accountRefusal(officer(role), act, { officerId: 'other', divisionCode: county }), role).toEqual(yes[act].includes(role) ? undefined : { code: 'not-your-duty', role })
      if (!yes[act].includes(role)) continue
      expect(accountRefusal(officer(role), act, { officerId: 'other', divisionCode: 340_521_000_000 })).toEqual({ code: 'out-of-reach' })
      expect(accountRefusal(officer(role), act, { officerId: role, divisionCode: county })).toEqual({ code: 'own-post' })
    }
  })

  test('every sensitive act is one of the API, and ordinary ones ask for nothing', () => {
    const operations = staffRoutes.map(route => route.schema.operationId)
    for (const act of Object.keys({ ...sensitiveActs, ...publishingActs })) expect(operations).toContain(act)
    expect([proofNeeded('moveCase', 'divert'), proofNeeded('moveCase', 'accept'), proofNeeded('getDesk', undefined), proofNeeded('takeDownDisclosure', undefined), proofNeeded('moveDraft', 'approve'), proofNeeded('moveDraft', 'submit')]).toEqual(['minutes', undefined, undefined, 'minutes', 'sitting', undefined])
  })
})
