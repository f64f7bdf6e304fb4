import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AuditAct } from '#rules/audit/acts.ts'
import { asBody } from '#records/tips.ts'
import { moveTip } from '#actions/tips/move-tip.ts'
import { form, say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'
import { city, county, openWith, report, sealTo } from '#test/tips/reporting.ts'
import { Authenticator } from './authenticator.ts'
import { codeOf } from './codes.ts'
import { askWith, Jar } from './jar.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const known = 'yidiantong-demo'
const own = new Jar()
const ask = (method: string, url: string, body?: unknown, jar = own) => askWith(world, jar, method, url, body)
const enter = (jar = own, username = 'clerk') => ask('POST', '/api/auth/sign-in/username', { username, password: known }, jar)
const security = (at: string, body: unknown = {}) => ask('POST', `/api/v1/security/${at}`, body)
const outcomes = async (act: AuditAct) => (await world.owner.pool.query<{ outcome: string }>('select outcome from audit.entry where act = $1 order by id', [act])).rows.map(row => row.outcome)

const everything = async () => (await world.owner.pool.query(`select
  (select jsonb_agg(to_jsonb(u) - 'updated_at' order by id) from auth."user" as u) as users, (select jsonb_agg(to_jsonb(a) order by id) from auth.account as a) as passwords,
  (select jsonb_agg(to_jsonb(s) - 'seen_at' order by id) from auth.session as s) as sessions, (select jsonb_agg(to_jsonb(f) order by id) from auth.two_factor as f) as factors,
  (select jsonb_agg(to_jsonb(p) - 'counter' - 'used_at' order by id) from auth.passkey as p) as passkeys, (select jsonb_agg(to_jsonb(n) order by user_id, kind) from auth.notice as n) as notices`)).rows[0]

/** What is answered while the audit cannot be written. */
async function withoutAudit<T>(work: () => Promise<T>): Promise<T> {
  const roles = 'ydt_app, ydt_staff, ydt_office, ydt_tip_desk'
  await world.owner.pool.query(`revoke insert on audit.entry from ${roles}`)
  try {
    return await work()
  } finally {
    await world.owner.pool.query(`grant insert on audit.entry to ${roles}`)
  }
}

/** Does nothing while the audit cannot be written, and exactly that once it can. */
async function unwrittenFirst(act: AuditAct, doIt: () => Promise<{ readonly status: number; readonly body: { readonly code?: string } }>): Promise<void> {
  const [before, entered] = [await everything(), (await outcomes(act)).length]
  const unwritten = await withoutAudit(doIt)
  expect(unwritten, act).toMatchObject({ status: 503, body: { code: 'unready' } })
  expect(await everything(), act).toEqual(before)
  expect((await doIt()).status, act).toBe(200)
  expect((await outcomes(act)).slice(entered), act).toEqual(['done'])
}

describe('what an account does with itself is one transaction with its entry, so without one it is not done:', () => {
  const key = new Authenticator()
  let secret = ''
  beforeEach(async () => { own.held.clear() })
  const optionsAt = async (at: string): Promise<never> => (await security(`${at}/options`)).body.options as never
  const idOfPasskey = async () => (await ask('GET', '/api/v1/security')).body.passkeys[0].id as string
  const withCode = async (steps: number) => {
    await enter()
    expect((await ask('POST', '/api/auth/two-factor/verify-totp', { code: codeOf(secret, steps) })).status).toBe(200)
  }

  test('another password', async () => {
    await enter(own, 'handler')
    await unwrittenFirst('changePassword', () => security('password', { current: known, next: 'a clerk walks home by the river' }))
  })

  test('another session ended, one or all', async () => {
    await enter()
    await enter(new Jar())
    const { body } = await ask('GET', '/api/v1/security')
    const other = body.sessions.find((session: { isThis: boolean }) => !session.isThis).id as string
    await unwrittenFirst('endOwnSession', () => security(`sessions/${other}/end`))
    await enter(new Jar())
    await unwrittenFirst('endOtherSessions', () => security('other-sessions/end'))
  })

  test('one’s own session ended', async () => {
    await enter()
    await unwrittenFirst('signOut', () => ask('POST', '/api/auth/sign-out', {}))
  })

  test('a passkey made, renamed, used as a proof, let in by and removed', async () => {
    await enter()
    let response: Record<string, unknown> = key.make(await optionsAt('passkeys'))
    await unwrittenFirst('addPasskey', () => security('passkeys', { response, name: '办公室电脑' }))
    const id = await idOfPasskey()
    await unwrittenFirst('renamePasskey', () => security(`passkeys/${id}/name`, { name: '新电脑' }))
    response = key.sign(await optionsAt('proof/passkey'))
    await unwrittenFirst('provePasskey', () => security('proof/passkey', { response }))
    await unwrittenFirst('enterPasskey', async () => ask('POST', '/api/auth/passkey', { response: key.sign((await ask('POST', '/api/v1/passkeys/options', {})).body.options as never) }))
    await unwrittenFirst('removePasskey', () => security(`passkeys/${id}/remove`))
  })

  test('an authenticator begun, switched on, its recovery codes renewed, and switched off', async () => {
    await enter()
    await unwrittenFirst('startCodes', async () => {
      const begun = await security('codes', { password: known })
      secret = begun.body.secret ?? secret
      return begun
    })
    await unwrittenFirst('enterCode', () => ask('POST', '/api/auth/two-factor/verify-totp', { code: codeOf(secret, -1) }))
    await unwrittenFirst('renewRecoveryCodes', () => security('recovery-codes'))
    own.held.clear()
    await withCode(0)
    await unwrittenFirst('removeCodes', () => security('codes/remove'))
  })

  test('a proof of who is there', async () => {
    await enter()
    await unwrittenFirst('proveAgain', () => security('proof', { password: known }))
  })
})

test('what was refused of it is an entry, too', async () => {
  own.held.clear()
  await enter()
  expect((await security('password', { current: 'wrong', next: 'the ferry leaves at a quarter past' })).body.code).toBe('password-wrong')
  expect((await security('codes', { password: 'wrong' })).body.code).toBe('password-wrong')
  expect((await security('proof', { password: 'wrong' })).body.code).toBe('proof-wrong')
  for (const act of ['changePassword', 'startCodes'] as const) expect((await outcomes(act)).at(-1), act).toBe('password-wrong')
  expect((await outcomes('proveAgain')).at(-1)).toBe('proof-wrong')
})

test('nobody comes in whose entry cannot be written', async () => {
  const jar = new Jar()
  const said = await withoutAudit(() => enter(jar))
  expect([said.status, said.headers['set-cookie']]).toEqual([503, undefined])
  expect((await ask('GET', '/api/v1/me', undefined, jar)).status).toBe(401)
})

test('a check of a file begins with its entry or not at all', async () => {
  const bytes = Buffer.from('户主姓名,村民组,补贴面积(亩),补贴金额(元)\n张三,一组,1,69\n')
  const { id } = (await say(world, 'clerk', 'POST', '/api/v1/import-uploads', { body: { item: 'farmland-subsidy', name: 'a.csv', bytes: bytes.length, villageCode: world.village } })).body
  await say(world, 'clerk', 'PUT', `/api/v1/import-uploads/${id}/chunk`, form({ offset: '0' }, { name: 'chunk', bytes }))
  const stored = async () => (await world.owner.pool.query('select state, asked from import_upload where id = $1', [id])).rows
  const check = () => say(world, 'clerk', 'POST', `/api/v1/import-uploads/${id}/checks`, { body: {} })
  const before = await stored()
  const unwritten = await withoutAudit(check)
  expect([unwritten.status, await stored()]).toEqual([503, before])
  expect((await check()).status).toBe(200)
  expect(await outcomes('checkUpload')).toEqual(['done'])
  await expect.poll(async () => (await stored())[0].state, { timeout: 20_000 }).toBe('checked')
})

test('a part of a report goes on its way to another body with its entry or not at all', async () => {
  const { id } = await report(world)
  await moveTip(world.context, await world.officer(world.officerId.inspector(county, 'second')), id, { action: 'proposeScreening', asOf: 1, outcome: 'transferUp' })
  const { raw } = await say(world, 'inspector', 'GET', `/api/v1/tips/${id}/parts/1`)
  const anew = await sealTo(world.context.tips.recipients.get(city)!, await openWith(world.disciplineKeys.get(county)!, raw))
  const reseal = () => say(world, 'inspector', 'POST', `/api/v1/tips/${id}/parts/1/resealed`, form({ bodyCode: String(city) }, { name: 'sealed', bytes: anew }))
  const onTheirWay = () => asBody(world.context.tips.desk, county, tx => tx.selectFrom('tips.partOnItsWay').select('n').execute(), world.officerId.inspector(county, 'first'))
  const unwritten = await withoutAudit(reseal)
  expect([unwritten.status, await onTheirWay()]).toEqual([503, []])
  expect([(await reseal()).status, await onTheirWay()]).toEqual([201, [{ n: 1 }]])
  expect(await outcomes('resealTipPart')).toEqual(['done'])
})

test('an invitation is used with its entry or not at all', async () => {
  const { body: asked } = await say(world, 'system-admin', 'POST', '/api/v1/accounts/invitations', { body: { name: '测试新人', username: 'new.handler', unitId: world.unitId.department('agriculture'), role: 'handler' } })
  const { body: granted } = await say(world, 'security-admin', 'POST', `/api/v1/accounts/invitations/${asked.id}/grant`, {})
  await unwrittenFirst('acceptInvitation', () => ask('POST', '/api/v1/invitations/accept', { username: 'new.handler', first: asked.half, second: granted.half, password: '春天去看油菜花 in the hills' }, new Jar()))
})
