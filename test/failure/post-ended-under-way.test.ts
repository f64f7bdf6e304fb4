import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import { createAccount } from '#actions/sign-in.ts'
import { inTransaction, target, type Db } from '#records/database.ts'
import { actingFor, PostEnded } from '#records/scope.ts'
import { asBody } from '#records/tips.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let beside: pg.Client
beforeAll(async () => {
  world = await openWorld()
  beside = new pg.Client(target(world.connection))
  await beside.connect()
})
afterAll(async () => {
  await beside.end()
  await world.close()
})

const rows = async <Row = Record<string, unknown>>(query: string, values: unknown[] = []) => (await world.owner.pool.query(query, values)).rows as Row[]
/** Until as many statements of the program wait for a lock. */
async function waitFor(waiting: number): Promise<void> {
  const until = performance.now() + 10_000
  while (performance.now() < until) {
    const found = await beside.query<{ n: number }>(`select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`)
    if (found.rows[0]!.n >= waiting) return
  }
  throw new Error(`nothing waits: ${waiting} were expected to`)
}

/** Somebody else has a lock until `go`. */
async function holding(query: string, values: unknown[]): Promise<() => Promise<void>> {
  const client = new pg.Client(target(world.connection))
  await client.connect()
  await client.query('begin')
  await client.query(query, values)
  return async () => { await client.query('commit'); await client.end() }
}

test('what an officer began before the hand-over is done before it; nothing is committed in the name of who has left', async () => {
  const { id } = await caseAt(world, 'assigned')
  const [leaving, next] = [world.officerId.handler('agriculture'), world.officerId.secondHandler]
  await rows('update officer set user_id = $1 where id = $2', [await createAccount(world.signIn, { username: 'second.handler', password: '春天去看油菜花 in the hills', name: 'second.handler' }), next])
  const { body: { eventCount } } = await say(world, 'handler', 'GET', `/api/v1/cases/${id}`)
  const go = await holding('select from case_file where id = $1 for update', [id])
  const act = say(world, 'handler', 'POST', `/api/v1/cases/${id}/moves`, { body: { action: 'sign', asOf: eventCount } })
  await waitFor(1)
  const hand = say(world, 'security-admin', 'POST', `/api/v1/accounts/${leaving}/hand-over`, { body: { successorId: next, reason: '岗位轮换' } })
  await waitFor(2)
  expect(await rows('select active_to from officer where id = $1', [leaving])).toEqual([{ active_to: null }])
  await go()
  // The one, then the other: neither is lost, and there is no deadlock.
  expect([(await act).status, (await hand).status]).toEqual([200, 200])
  const [done] = await rows<{ before: boolean }>(`select event.officer_id = $2 as before from case_event as event where case_id = $1 and action = 'sign'`, [id, leaving])
  expect(done).toEqual({ before: true })
})

test('what was let in and reaches its act after the end of the post is refused, changes nothing and leaves an entry', async () => {
  const { id } = await caseAt(world, 'assigned', { department: 'housing' })
  const leaving = world.officerId.handler('housing')
  await rows('update officer set user_id = $1 where id = $2', [await createAccount(world.signIn, { username: 'housing.handler', password: '春天去看油菜花 in the hills', name: 'housing.handler' }), leaving])
  const entered = await say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: { username: 'housing.handler', password: '春天去看油菜花 in the hills' }, headers: { origin: 'http://localhost' } })
  const headers = { origin: 'http://localhost', cookie: ([entered.headers['set-cookie'] ?? []].flat() as string[]).map(text => text.split(';')[0]).join('; ') }
  const { body: { eventCount } } = await say(world, undefined, 'GET', `/api/v1/cases/${id}`, { headers })
  // The end of the post is written and not committed: the gate still lets in, the act waits.
  const go = await holding('update officer set active_to = $2 where id = $1', [leaving, world.context.clock.today()])
  const act = say(world, undefined, 'POST', `/api/v1/cases/${id}/moves`, { headers, body: { action: 'sign', asOf: eventCount } })
  await waitFor(1)
  await go()
  expect(await act).toMatchObject({ status: 403, body: { code: 'no-post' } })
  expect(await rows(`select action from case_event where case_id = $1 and officer_id = $2`, [id, leaving])).toEqual([])
  expect(await rows(`select act, outcome, subject_id from audit.entry where officer_id = $1 order by id desc limit 1`, [leaving])).toEqual([{ act: 'moveCase', outcome: 'no-post', subject_id: id }])
  // The connection that was refused serves the next officer as any other.
  for (let n = 0; n < 12; n += 1) expect((await say(world, 'triage', 'GET', `/api/v1/cases/${id}`)).status).toBe(200)
})

/** Somebody who has just begun in the department of agriculture, signed in. */
async function newcomer(username: string): Promise<{ id: string; headers: { origin: string; cookie: string } }> {
  const id = randomUUID()
  await rows(`insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from, user_id) select $2, unit_id, role, $3, reach_low, reach_high, active_from, $4 from officer where id = $1`,
    [world.officerId.handler('agriculture'), id, `测试·${username}`, await createAccount(world.signIn, { username, password: '春天去看油菜花 in the hills', name: username })])
  const entered = await say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: { username, password: '春天去看油菜花 in the hills' }, headers: { origin: 'http://localhost' } })
  return { id, headers: { origin: 'http://localhost', cookie: ([entered.headers['set-cookie'] ?? []].flat() as string[]).map(text => text.split(';')[0]).join('; ') } }
}
const end = (id: string) => rows('update officer set active_to = $2 where id = $1', [id, world.context.clock.today()])

test('what is read in several statements is refused with the first that comes after the end of the post, on the desk and on the own page', async () => {
  const { id: caseId } = await caseAt(world, 'assigned')
  for (const [username, table, url] of [['new.one', 'case_event', `/api/v1/cases/${caseId}`], ['new.two', 'auth.account', '/api/v1/security']] as const) {
    const { id, headers } = await newcomer(username)
    expect((await say(world, undefined, 'GET', url, { headers })).status, url).toBe(200)
    // The gate has let in, and the answer waits half way.
    const go = await holding(`lock table ${table} in access exclusive mode`, [])
    const read = say(world, undefined, 'GET', url, { headers })
    await waitFor(1)
    await end(id)
    await go()
    expect(await read, url).toMatchObject({ status: 403, body: { code: 'no-post' } })
  }
})

test('what an account does with itself is an act in its post: after the end of the post it is refused and changes nothing', async () => {
  const { id, headers } = await newcomer('new.three')
  const other = await say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: { username: 'new.three', password: '春天去看油菜花 in the hills' }, headers: { origin: 'http://localhost' } })
  expect(other.status).toBe(200)
  const sessions = () => rows(`select session.id from auth.session as session join officer on officer.user_id = session.user_id where officer.id = $1`, [id])
  const before = (await sessions()).length
  const go = await holding('update officer set active_to = $2 where id = $1', [id, world.context.clock.today()])
  const act = say(world, undefined, 'POST', '/api/v1/security/other-sessions/end', { headers })
  await waitFor(1)
  await go()
  expect(await act).toMatchObject({ status: 403, body: { code: 'no-post' } })
  expect(await sessions()).toHaveLength(before)
})

test('no statement, in a transaction or alone, is made in a post that has ended, on any pool an officer asks', async () => {
  const officer = await world.officer(world.officerId.handler('finance'))
  const inspector = await world.officer((await rows<{ id: string }>(`select id from officer where role = 'inspector' order by id limit 1`))[0]!.id)
  for (const { id } of [officer, inspector]) await end(id)
  const letIn = (acts: boolean) => ({ day: world.context.clock.today(), acts })
  const ask = (db: Db) => db.selectFrom('officer').select('id').limit(1).execute()
  for (const acts of [true, false]) {
    for (const db of [world.context.staff, world.context.office.db, world.context.own]) {
      await expect(actingFor(officer, () => ask(db), letIn(acts))).rejects.toThrow(PostEnded)
      await expect(actingFor(officer, () => inTransaction(db, ask), letIn(acts))).rejects.toThrow(PostEnded)
    }
    await expect(actingFor(inspector, () => asBody(world.context.tips.desk, inspector.reach.low, async () => 'read'), letIn(acts))).rejects.toThrow(PostEnded)
  }
})

test('what is read to answer an act that is done is answered although the post has ended since', async () => {
  const officer = await world.officer(world.officerId.clerk(world.otherVillage))
  const read = actingFor(officer, async () => {
    await inTransaction(world.context.staff, tx => tx.selectFrom('officer').select('id').limit(1).execute())
    await end(officer.id)
    return world.context.staff.selectFrom('officer').select('id').limit(1).execute()
  }, { day: world.context.clock.today(), acts: true })
  expect(await read).toHaveLength(1)
})

test('acts of many officers and the end of their posts do not lock each other out', async () => {
  const made = await Promise.all(Array.from({ length: 6 }, () => caseAt(world, 'handling')))
  const leaving = world.officerId.supervisor('agriculture')
  const answers = await Promise.all([
    ...made.map(({ id }) => say(world, 'supervisor', 'POST', `/api/v1/cases/${id}/notes`, { body: { words: '已电话了解情况。' } })),
    say(world, 'system-admin', 'POST', `/api/v1/accounts/${leaving}/end`, { body: { reason: '调离岗位' } }),
    say(world, 'security-admin', 'POST', `/api/v1/accounts/${world.officerId.leader}/end`, { body: { reason: '退休离任' } }),
    ...made.map(({ id }) => say(world, 'triage', 'POST', `/api/v1/cases/${id}/notes`, { body: { words: '已电话了解情况。' } })),
  ])
  expect(answers.filter(({ status }) => status >= 500)).toEqual([])
})

test('of two administrators who end each other’s post at one moment one is let through, and the other reads that it is to be tried again, or that the post is over', async () => {
  const [{ id: systemAdmin }, { id: securityAdmin }] = await rows<{ id: string }>(`select id from officer where role in ('system-admin', 'security-admin') order by role = 'system-admin' desc`) as [{ id: string }, { id: string }]
  const end = (as: 'system-admin' | 'security-admin', of: string) => say(world, as, 'POST', `/api/v1/accounts/${of}/end`, { body: { reason: '岗位撤销' } })
  // Both are under way before either may take the other's row.
  const go = await holding('select from officer where id in ($1, $2) for share', [systemAdmin, securityAdmin])
  const both = [end('system-admin', securityAdmin), end('security-admin', systemAdmin)]
  await waitFor(2)
  await go()
  const statuses = (await Promise.all(both)).map(({ status }) => status).toSorted()
  expect(statuses[0]).toBe(200)
  expect([401, 403, 404, 503]).toContain(statuses[1])
  expect(await rows('select id from officer where id in ($1, $2) and active_to is null', [systemAdmin, securityAdmin])).toHaveLength(1)
})
