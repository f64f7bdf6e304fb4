import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignInRules } from '#rules/policy/sign-in.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { say, type Said } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
const rules: SignInRules = { idleMinutes: 600, longestHours: 10, proofMinutes: 15, sittingMinutes: 60, passwords: 'usual', secondFactor: 'required' }
beforeAll(async () => { world = await openWorld({ signInRules: rules }) })
afterAll(() => world.close())

const here = { origin: 'http://localhost' }
const cookieOf = (said: Said) => ([said.headers['set-cookie'] ?? []].flat() as string[]).map(text => text.split(';')[0]).join('; ')
const enter = async (username: string) => cookieOf(await say(world, undefined, 'POST', '/api/auth/sign-in/username', { body: { username, password: 'yidiantong-demo' }, headers: here }))

/** What the audit holds of what `work` did. */
async function noted(work: () => Promise<Said>): Promise<{ code: string; entries: object[] }> {
  const { rows: [last] } = await world.owner.pool.query<{ n: number }>('select max(id)::int as n from audit.entry')
  const { body } = await work()
  const { rows } = await world.owner.pool.query<object>('select act, outcome, subject_id, officer_id, for_officer_id from audit.entry where id > $1 order by id', [last!.n])
  return { code: body.code, entries: rows }
}

test('what the gate refuses to somebody it knows leaves an entry: without a second factor, without a fresh proof, after the end of the post, in a lent post', async () => {
  const { id } = await caseAt(world, 'handling')
  const { triage, secondTriage } = world.officerId
  const get = (cookie: string) => say(world, undefined, 'GET', `/api/v1/cases/${id}`, { headers: { cookie, ...here } })
  const ask = (cookie: string) => say(world, undefined, 'POST', `/api/v1/cases/${id}/identity`, { headers: { cookie, ...here, 'idempotency-key': crypto.randomUUID() }, body: { reason: 'contact', note: '需要约时间上门查看。', viewRecipient: recipient } })
  const recipient = await identityToRecipient(await generateX25519Identity())
  const cookie = await enter('triage')
  const entry = (act: string, outcome: string) => ({ act, outcome, subject_id: id, officer_id: triage, for_officer_id: null })
  expect(await noted(() => get(cookie))).toEqual({ code: 'second-factor-due', entries: [entry('getCase', 'second-factor-due')] })

  await world.owner.pool.query('update auth.session set two_factors = true')
  world.setClock('2026-09-21', 10)
  expect(await noted(() => ask(cookie))).toEqual({ code: 'step-up', entries: [entry('askIdentity', 'step-up')] })

  await world.owner.pool.query(`insert into deputyship (id, absent_id, deputy_id, from_day, to_day, reason, named_by, named_at) values (gen_random_uuid(), $2, $1, '2026-09-21', '2026-09-25', 'leave', $2, now())`, [triage, secondTriage])
  await world.owner.pool.query(`update auth.session set deputyship_id = (select id from deputyship limit 1)`)
  expect(await noted(() => ask(cookie))).toEqual({ code: 'not-lent', entries: [{ ...entry('askIdentity', 'not-lent'), for_officer_id: secondTriage }] })
  await world.owner.pool.query(`update deputyship set ended_at = now(), ended_on = '2026-09-21'`)
  expect(await noted(() => get(cookie))).toEqual({ code: 'deputyship-over', entries: [entry('getCase', 'deputyship-over')] })

  await world.owner.pool.query(`update officer set active_to = '2026-09-20' where id = $1`, [triage])
  expect(await noted(() => get(cookie))).toEqual({ code: 'no-post', entries: [entry('getCase', 'no-post')] })
  // Whoever is unknown, and what is not protected, leaves none.
  expect((await noted(() => say(world, undefined, 'GET', `/api/v1/cases/${id}`))).entries).toEqual([])
  expect((await noted(() => say(world, undefined, 'GET', '/api/v1/me', { headers: { cookie } }))).entries).toEqual([])
})
