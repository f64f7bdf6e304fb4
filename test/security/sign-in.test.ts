import { argon2Sync, scryptSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newRecoveryCodes } from '#actions/sign-in.ts'
import { codeOf } from './codes.ts'
import { askWith, Jar } from './jar.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld({ signInRules: { secondFactor: 'required', idleMinutes: 120, longestHours: 10, proofMinutes: 15 } }) })
afterAll(() => world.close())

const known = 'yidiantong-demo'
const ask = (jar: Jar, method: string, url: string, body?: unknown, headers: Record<string, string> = {}) => askWith(world, jar, method, url, body, headers)
const enter = (jar: Jar, username: string, password = known) => ask(jar, 'POST', '/api/auth/sign-in/username', { username, password })

describe('a second factor', () => {
  const jar = new Jar()
  let secret: string
  let recovery: string[]

  test('is owed by duties that see what is sealed or decide: until then they reach their own account alone', async () => {
    const signedIn = await enter(jar, 'triage')
    expect(signedIn.body).toEqual({})
    expect(await ask(jar, 'GET', '/api/v1/desk')).toMatchObject({ status: 403, body: { code: 'second-factor-due' } })
    expect(await ask(jar, 'GET', '/api/v1/me')).toMatchObject({ status: 200, body: { owed: 'second-factor-due' } })
    expect(await ask(jar, 'GET', '/api/v1/security')).toMatchObject({ status: 200, body: { username: 'triage', owed: 'second-factor-due', factorNeeded: true } })
    const clerk = new Jar()
    await enter(clerk, 'clerk')
    expect((await ask(clerk, 'GET', '/api/v1/desk')).status).toBe(200)
  })

  test('is set up with the password and a first code, and opens the desk', async () => {
    expect(await ask(jar, 'POST', '/api/v1/security/codes', { password: 'wrong-password' })).toMatchObject({ status: 422, body: { code: 'password-wrong' } })
    const begun = await ask(jar, 'POST', '/api/v1/security/codes', { password: known })
    expect(begun.body.address).toMatch(/^otpauth:\/\/totp\//)
    expect(begun.body.address).not.toContain('staff.invalid')
    ;({ secret, recoveryCodes: recovery } = begun.body)
    expect(recovery).toHaveLength(8)
    expect(await ask(jar, 'POST', '/api/auth/two-factor/verify-totp', { code: '000000' })).toMatchObject({ status: 401, body: { code: 'code-wrong' } })
    expect((await ask(jar, 'POST', '/api/auth/two-factor/verify-totp', { code: codeOf(secret, -1) })).status).toBe(200)
    expect((await ask(jar, 'GET', '/api/v1/desk')).status).toBe(200)
    const { rows } = await world.owner.pool.query<{ backup_codes: string }>('select backup_codes from auth.two_factor')
    for (const code of recovery) expect(rows[0]!.backup_codes).not.toContain(code)
  })

  test('is asked for at the next sign-in, and each code opens once', async () => {
    const [phone, other] = [new Jar(), new Jar()]
    expect((await enter(phone, 'triage')).body).toEqual({ twoFactorRedirect: true })
    expect((await ask(phone, 'GET', '/api/v1/me')).status).toBe(401)
    const code = codeOf(secret)
    expect((await ask(phone, 'POST', '/api/auth/two-factor/verify-totp', { code, trustDevice: true })).status).toBe(200)
    expect((await ask(phone, 'GET', '/api/v1/desk')).status).toBe(200)
    expect([...phone.held.keys()]).not.toContain('ydt.trust_device')
    await enter(other, 'triage')
    expect(await ask(other, 'POST', '/api/auth/two-factor/verify-totp', { code })).toMatchObject({ status: 401, body: { code: 'code-wrong' } })
  })

  test('that is lost is replaced by a recovery code, each of which opens once', async () => {
    const [phone, other] = [new Jar(), new Jar()]
    await enter(phone, 'triage')
    expect((await ask(phone, 'POST', '/api/auth/two-factor/verify-backup-code', { code: recovery[0]!.toLowerCase().replaceAll('-', ' ') })).status).toBe(200)
    expect((await ask(phone, 'GET', '/api/v1/security')).body.recoveryCodesLeft).toBe(7)
    await enter(other, 'triage')
    expect((await ask(other, 'POST', '/api/auth/two-factor/verify-backup-code', { code: recovery[0] })).status).toBe(401)
    expect((await ask(other, 'POST', '/api/auth/two-factor/verify-backup-code', { code: recovery[1] })).status).toBe(200)
  })

  test('is asked for again before a sensitive act, when the last proof is a quarter of an hour old', async () => {
    const act = () => ask(jar, 'POST', `/api/v1/organisation/heads/${world.officerId.leader}/end`, { validTo: '2026-01-01', reason: '任期届满。' })
    expect((await act()).status).toBe(404)
    world.setClock('2026-09-21', 10)
    expect(await act()).toMatchObject({ status: 403, body: { code: 'step-up' } })
    expect((await ask(jar, 'GET', '/api/v1/desk')).status).toBe(200)
    expect(await ask(jar, 'POST', '/api/v1/security/proof', { password: known })).toMatchObject({ status: 422, body: { code: 'proof-wrong' } })
    const copied = new Jar()
    for (const [name, value] of jar.held) copied.held.set(name, value)
    expect((await ask(jar, 'POST', '/api/v1/security/proof', { password: known, code: codeOf(secret, 1) })).status).toBe(200)
    expect((await act()).status).toBe(404)
    // The proof gives the session another token: whoever holds a copy of the one before has nothing.
    expect((await ask(copied, 'GET', '/api/v1/me')).status).toBe(401)
    expect((await ask(jar, 'GET', '/api/v1/security')).body.sessions.filter((session: { isThis: boolean }) => session.isThis)).toHaveLength(1)
    const { rows } = await world.owner.pool.query(`select act, session from audit.entry where officer_id = $1 and act in ('proveAgain', 'endHead') and outcome in ('done', 'not-found') order by id`, [world.officerId.triage])
    expect(new Set(rows.map(row => row.session)).size).toBe(1)
    expect(rows.map(row => row.act)).toEqual(['endHead', 'proveAgain', 'endHead'])
  })
})

describe('sessions', () => {
  test('are listed with device and time, without an address, and ended from afar', async () => {
    const [desk, phone] = [new Jar(), new Jar()]
    await enter(desk, 'handler')
    await ask(phone, 'POST', '/api/auth/sign-in/username', { username: 'handler', password: known }, { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36' })
    const { sessions } = (await ask(desk, 'GET', '/api/v1/security')).body as { sessions: { id: string; isThis: boolean }[] }
    expect(sessions).toHaveLength(2)
    expect(sessions.find(session => !session.isThis)).toMatchObject({ browser: 'Chrome', system: 'Android', isSameNetwork: true })
    expect(JSON.stringify(sessions)).not.toMatch(/127\.0\.0/)
    expect((await ask(desk, 'POST', `/api/v1/security/sessions/${sessions.find(session => !session.isThis)!.id}/end`, {})).status).toBe(200)
    expect((await ask(phone, 'GET', '/api/v1/me')).status).toBe(401)
    expect((await ask(desk, 'GET', '/api/v1/me')).status).toBe(200)
    const stranger = new Jar()
    await enter(stranger, 'clerk')
    expect((await ask(stranger, 'POST', `/api/v1/security/sessions/${sessions.find(session => session.isThis)!.id}/end`, {})).status).toBe(404)
  })

  test('end after two hours without use, and with the working day', async () => {
    world.setClock('2026-09-22', 8)
    const [idle, busy] = [new Jar(), new Jar()]
    await enter(idle, 'leader')
    await enter(busy, 'leader')
    for (const hour of [9, 10, 11]) {
      world.setClock('2026-09-22', hour)
      expect((await ask(busy, 'GET', '/api/v1/me')).status, `at ${hour}`).toBe(200)
    }
    expect((await ask(idle, 'GET', '/api/v1/me')).status).toBe(401)
    for (const hour of [13, 15, 17, 18]) {
      world.setClock('2026-09-22', hour)
      expect((await ask(busy, 'GET', '/api/v1/me')).status, `at ${hour}`).toBe(200)
    }
    world.setClock('2026-09-22', 19)
    expect((await ask(busy, 'GET', '/api/v1/me')).status).toBe(401)
  })

  test('hold a token that is told nowhere and opens nothing without its signature', async () => {
    const jar = new Jar()
    const said = await enter(jar, 'leader')
    const { rows } = await world.owner.pool.query<{ token: string }>('select token from auth.session order by started_at desc, created_at desc limit 1')
    expect(said.raw.toString()).not.toContain(rows[0]!.token)
    const thief = new Jar()
    thief.held.set('ydt.session_token', rows[0]!.token)
    expect((await ask(thief, 'GET', '/api/v1/me')).status).toBe(401)
    thief.held.set('ydt.session_token', `${rows[0]!.token}.${Buffer.alloc(32).toString('base64url')}`)
    expect((await ask(thief, 'GET', '/api/v1/me')).status).toBe(401)
  })
})

describe('a password', () => {
  const next = '春天去看油菜花 in the hills'

  test('is changed by who knows it, and every other session ends', async () => {
    const [jar, other] = [new Jar(), new Jar()]
    await enter(jar, 'reviewer')
    await enter(other, 'reviewer')
    const change = (current: string, chosen: string) => ask(jar, 'POST', '/api/v1/security/password', { current, next: chosen })
    expect(await change('wrong-password', next)).toMatchObject({ status: 422, body: { code: 'password-wrong' } })
    expect(await change(known, 'password12345678')).toMatchObject({ status: 422, body: { code: 'password-weak' } })
    expect((await change(known, next)).body).toEqual({ ended: 1 })
    expect((await ask(other, 'GET', '/api/v1/me')).status).toBe(401)
    expect((await ask(jar, 'GET', '/api/v1/me')).status).toBe(200)
    expect((await enter(new Jar(), 'reviewer')).status).toBe(401)
    expect((await enter(new Jar(), 'reviewer', next)).status).toBe(200)
  })
})

test('a password that is kept by the scrypt of before opens its account, and is kept by Argon2id from then on, as are former ones', async () => {
  const [salt, user] = ['00112233445566778899aabbccddeeff', `(select user_id from officer where id = '${world.officerId.secondTriage}')`]
  const old = `${salt}:${scryptSync(known, salt, 64, { N: 16_384, r: 16, p: 1, maxmem: 2 ** 26 }).toString('hex')}`
  await world.owner.pool.query(`update auth.account set password = '${old}' where user_id = ${user}`)
  await world.owner.pool.query(`insert into auth.former_password (user_id, hash, set_at) select ${user}, '${old}', '2026-09-01'`)
  const kept = async () => (await world.owner.pool.query<{ password: string; hash: string }>(`select password, hash from auth.account join auth.former_password using (user_id) where user_id = ${user}`)).rows
  expect((await enter(new Jar(), 'second-triage', 'another-password')).status).toBe(401)
  expect(await kept()).toEqual([{ password: old, hash: old }])
  const jar = new Jar()
  expect((await enter(jar, 'second-triage')).status).toBe(200)
  const [row] = await kept()
  expect(row!.password).toMatch(/^\$argon2id\$v=19\$m=32768,t=3,p=1\$/)
  expect(row!.hash).toBe(row!.password)
  expect((await enter(new Jar(), 'second-triage')).status).toBe(200)
  expect((await enter(new Jar(), 'second-triage', 'another-password')).status).toBe(401)
})

describe('who guesses', () => {
  test('waits, and locks neither the holder on his own device nor his colleagues out', async () => {
    const [own, stranger] = [new Jar(), new Jar()]
    await enter(own, 'supervisor')
    await ask(own, 'POST', '/api/auth/sign-out', {})
    const guesses: number[] = []
    for (let n = 0; n < 12; n++) guesses.push((await enter(stranger, 'supervisor', `guess-number-${n}`)).status)
    expect(guesses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429])
    // From the same network, at the same time:
    expect((await enter(new Jar(), 'supervisor')).status).toBe(429)
    expect((await enter(own, 'supervisor')).status).toBe(200)
    expect((await enter(new Jar(), 'leader')).status).toBe(200)
    const { rows } = await world.owner.pool.query('select from auth.session')
    expect(rows.length).toBeGreaterThan(0)
  })

  test('may not borrow a device that is known to another account', async () => {
    const own = new Jar()
    await enter(own, 'leader')
    expect((await enter(own, 'supervisor')).status).toBe(429)
  })
  test('meets a slow hash, recovery codes of 120 bits and tokens of 128 at least', async () => {
    const { rows: [kept] } = await world.owner.pool.query<{ password: string }>('select password from auth.account limit 1')
    const [, kind, , cost, nonce = '', tag = ''] = kept!.password.split('$')
    expect([kind, cost]).toEqual(['argon2id', 'm=32768,t=3,p=1'])
    const made = argon2Sync('argon2id', { message: known, nonce: Buffer.from(nonce, 'base64'), memory: 32_768, passes: 3, parallelism: 1, tagLength: 32 })
    expect(made.equals(Buffer.from(tag, 'base64'))).toBe(true)
    const codes = newRecoveryCodes()
    expect(new Set(codes).size).toBe(8)
    for (const code of codes) expect(code.replaceAll('-', '')).toMatch(/^[0-9A-HJKMNP-TV-Z]{24}$/u)
    const { rows } = await world.owner.pool.query<{ token: string }>('select token from auth.session')
    expect(rows.length).toBeGreaterThan(0)
    for (const { token } of rows) expect(token).toMatch(/^[A-Za-z0-9]{32,}$/u)
  })

  test('gets no more looked at by sending all of them at once, passwords or codes', async () => {
    const stranger = new Jar()
    const passwords = await Promise.all(Array.from({ length: 30 }, (_, n) => enter(stranger, 'handler', `guess-number-${n}`)))
    expect(passwords.filter(({ status }) => status === 401).length, 'passwords looked at').toBeLessThanOrEqual(10 + 3)
    await enter(stranger, 'triage')
    const codes = await Promise.all(Array.from({ length: 50 }, (_, n) => ask(stranger, 'POST', '/api/auth/two-factor/verify-totp', { code: String(100_000 + n) })))
    // A step that is over by then is answered without a look at the code.
    expect(codes.filter(({ body }) => body.code === 'code-wrong').length, 'codes looked at').toBeLessThanOrEqual(20 + 3)
    expect(codes.filter(({ body }) => body.code === 'code-wrong').length, 'codes looked at').toBeGreaterThan(0)
  })
})
