import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Said } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'
import { Authenticator } from './authenticator.ts'
import { codeOf } from './codes.ts'
import { askWith, Jar } from './jar.ts'

let world: World
beforeAll(async () => { world = await openWorld({ signInRules: { secondFactor: 'required', idleMinutes: 120, longestHours: 10, proofMinutes: 15 } }) })
afterAll(() => world.close())

const known = 'yidiantong-demo'
const ask = (jar: Jar, method: string, url: string, body?: unknown) => askWith(world, jar, method, url, body)
const enter = (jar: Jar, username: string) => ask(jar, 'POST', '/api/auth/sign-in/username', { username, password: known })
const optionsAt = async (jar: Jar, at: string): Promise<never> => (await ask(jar, 'POST', `/api/v1${at}/options`, {})).body.options as never
const make = async (jar: Jar, key: Authenticator, name: string, lies = {}): Promise<Said> => ask(jar, 'POST', '/api/v1/security/passkeys', { response: key.make(await optionsAt(jar, '/security/passkeys'), lies), name })
const enterBy = async (jar: Jar, key: Authenticator, lies = {}): Promise<Said> => ask(jar, 'POST', '/api/auth/passkey', { response: key.sign(await optionsAt(jar, '/passkeys'), lies) })
const wrong = { status: 422, body: { code: 'passkey-wrong' } }

const [triages, leaders] = [new Authenticator(), new Authenticator()]
const desk = new Jar()

describe('a passkey', () => {
  test('is made by who is signed in, asks its holder, and is then the second factor that a duty owes', async () => {
    await enter(desk, 'triage')
    expect(await ask(desk, 'GET', '/api/v1/desk')).toMatchObject({ status: 403, body: { code: 'second-factor-due' } })
    expect(await make(desk, triages, '办公室电脑', { isHolderAsked: false })).toMatchObject(wrong)
    expect(await make(desk, triages, '办公室电脑', { origin: 'https://yidiantong.example.org' })).toMatchObject(wrong)
    expect(await make(desk, triages, ' ')).toMatchObject({ status: 422, body: { code: 'passkey-unnamed' } })
    expect((await make(desk, triages, '办公室电脑')).status).toBe(200)
    expect((await ask(desk, 'GET', '/api/v1/desk')).status).toBe(200)
    expect((await ask(desk, 'GET', '/api/v1/security')).body).toMatchObject({ passkeys: [{ name: '办公室电脑' }], notices: [{ kind: 'passkey-added' }, { kind: 'new-browser' }] })
  })

  test('opens its account by itself, as both steps at once', async () => {
    const jar = new Jar()
    expect(await enterBy(jar, triages)).toMatchObject({ status: 200, body: {} })
    expect((await ask(jar, 'GET', '/api/v1/me')).body.officer.role).toBe('triage')
    expect((await ask(jar, 'GET', '/api/v1/desk')).status).toBe(200)
  })

  test('is not taken from a page of another site, without asking its holder, or with an account that is not its own', async () => {
    expect(await enterBy(new Jar(), triages, { origin: 'https://localhost.example.org' })).toMatchObject(wrong)
    expect(await enterBy(new Jar(), triages, { isHolderAsked: false })).toMatchObject(wrong)
    expect(await enterBy(new Jar(), new class extends Authenticator { override sign(...asked: Parameters<Authenticator['sign']>) { return { ...triages.sign(...asked), id: this.id.toString('base64url') } } }())).toMatchObject(wrong)
    expect(await ask(new Jar(), 'POST', '/api/auth/passkey', { response: { id: triages.id.toString('base64url') } })).toMatchObject(wrong)
    expect(await ask(new Jar(), 'POST', '/api/auth/passkey', { response: 'none' })).toMatchObject(wrong)
    const response = triages.sign(await optionsAt(new Jar(), '/passkeys')) as { response: { userHandle: string } }
    expect(await ask(new Jar(), 'POST', '/api/auth/passkey', { response: { ...response, response: { ...response.response, userHandle: Buffer.from('somebody else').toString('base64url') } } })).toMatchObject(wrong)
  })

  test('signs each challenge once, within five minutes, and only one of ours made for that purpose', async () => {
    const options = await optionsAt(new Jar(), '/passkeys') as { challenge: string }
    const response = triages.sign(options)
    expect((await ask(new Jar(), 'POST', '/api/auth/passkey', { response })).status).toBe(200)
    expect(await ask(new Jar(), 'POST', '/api/auth/passkey', { response })).toMatchObject(wrong)
    expect(await ask(new Jar(), 'POST', '/api/auth/passkey', { response: triages.sign(options) })).toMatchObject(wrong)
    const ofProof = await optionsAt(desk, '/security/proof/passkey')
    expect(await ask(new Jar(), 'POST', '/api/auth/passkey', { response: triages.sign(ofProof) })).toMatchObject(wrong)
    expect(await ask(new Jar(), 'POST', '/api/auth/passkey', { response: triages.sign({ ...options, challenge: Buffer.alloc(40).toString('base64url') }) })).toMatchObject(wrong)
    const old = await optionsAt(new Jar(), '/passkeys')
    world.setClock('2026-09-21', 10)
    expect(await ask(new Jar(), 'POST', '/api/auth/passkey', { response: triages.sign(old) })).toMatchObject(wrong)
  })

  test('whose counter goes back is a copy, and opens nothing', async () => {
    expect((await enterBy(new Jar(), triages, { counter: 100 })).status).toBe(200)
    expect(await enterBy(new Jar(), triages, { counter: 100 })).toMatchObject(wrong)
    expect(await enterBy(new Jar(), triages, { counter: 99 })).toMatchObject(wrong)
    expect(await enterBy(new Jar(), triages, { counter: 0 })).toMatchObject(wrong)
    triages.counter = 100
  })

  test('shows once more who holds a session, but not with the passkey of somebody else', async () => {
    const clerk = new Jar()
    await enter(clerk, 'leader')
    expect((await make(clerk, leaders, '手机')).status).toBe(200)
    world.setClock('2026-09-21', 10)
    expect(await ask(desk, 'POST', '/api/v1/security/passkeys/options', {})).toMatchObject({ status: 403, body: { code: 'step-up' } })
    const before = new Map(desk.held)
    const prove = async (key: Authenticator) => ask(desk, 'POST', '/api/v1/security/proof/passkey', { response: key.sign(await optionsAt(desk, '/security/proof/passkey')) })
    expect(await prove(leaders)).toMatchObject(wrong)
    expect(await ask(desk, 'POST', '/api/v1/security/proof', { password: known })).toMatchObject({ status: 422, body: { code: 'proof-wrong' } })
    expect((await prove(triages)).status).toBe(200)
    expect(desk.held.get('ydt.session_token')).not.toBe(before.get('ydt.session_token'))
    expect((await ask(desk, 'POST', '/api/v1/security/passkeys/options', {})).status).toBe(200)
  })

  test('is asked for after the password where there is no authenticator; until then the session reaches nothing', async () => {
    const jar = new Jar()
    expect((await enter(jar, 'triage')).status).toBe(200)
    for (const [method, url, body] of [['GET', '/api/v1/desk', undefined], ['POST', '/api/v1/security/codes', { password: known }], ['POST', '/api/v1/security/passkeys/options', {}], ['POST', '/api/v1/security/password', { current: known, next: '春天去看油菜花 in the hills' }]] as const) {
      expect(await ask(jar, method, url, body), url).toMatchObject({ status: 403, body: { code: 'second-step-due' } })
    }
    expect(await ask(jar, 'GET', '/api/v1/me')).toMatchObject({ status: 200, body: { owed: 'second-step-due' } })
    expect((await ask(jar, 'POST', '/api/v1/security/proof/passkey', { response: triages.sign(await optionsAt(jar, '/security/proof/passkey')) })).status).toBe(200)
    expect((await ask(jar, 'GET', '/api/v1/desk')).status).toBe(200)
  })

  test('is renamed and taken away by its holder alone, and then opens nothing', async () => {
    const [mine] = (await ask(desk, 'GET', '/api/v1/security')).body.passkeys as { id: string }[]
    const stranger = new Jar()
    await enter(stranger, 'clerk')
    expect((await ask(stranger, 'POST', `/api/v1/security/passkeys/${mine!.id}/name`, { name: '别人的' })).status).toBe(404)
    expect((await ask(stranger, 'POST', `/api/v1/security/passkeys/${mine!.id}/remove`, {})).status).toBe(404)
    expect((await ask(desk, 'POST', `/api/v1/security/passkeys/${mine!.id}/name`, { name: '值班室电脑' })).status).toBe(200)
    expect((await ask(desk, 'GET', '/api/v1/security')).body.passkeys).toMatchObject([{ name: '值班室电脑' }])
    expect((await ask(desk, 'POST', `/api/v1/security/passkeys/${mine!.id}/remove`, {})).status).toBe(200)
    expect(await enterBy(new Jar(), triages)).toMatchObject(wrong)
    expect(await ask(desk, 'GET', '/api/v1/desk')).toMatchObject({ status: 403, body: { code: 'second-factor-due' } })
  })
})

describe('a passkey by RSA', () => {
  const [weak, strong] = [new Authenticator(2048), new Authenticator(3072)]
  const tooWeak = { status: 422, body: { code: 'passkey-weak', detail: expect.stringContaining('two administrators') } }
  const holder = new Jar()

  test('is asked of no device, and not kept below 3072 bits', async () => {
    await enter(holder, 'inspector')
    expect((await optionsAt(holder, '/security/passkeys') as { pubKeyCredParams: { alg: number }[] }).pubKeyCredParams.map(({ alg }) => alg)).toEqual([-8, -7])
    expect(await make(holder, weak, '旧电脑')).toMatchObject(tooWeak)
    expect((await make(holder, strong, '安全密钥')).status).toBe(200)
    expect((await enterBy(new Jar(), strong)).status).toBe(200)
  })

  test('that was kept before is still there and says that it is too weak, but neither signs in nor proves anything; another one does', async () => {
    await world.owner.pool.query(`insert into auth.passkey (id, user_id, credential_id, public_key, counter, transports, name, made_at) select gen_random_uuid(), user_id, $1, $2, 0, '{}', '旧电脑', now() from auth.passkey where credential_id = $3`, [weak.id.toString('base64url'), weak.publicKey, strong.id.toString('base64url')])
    expect((await ask(holder, 'GET', '/api/v1/security')).body.passkeys).toMatchObject([{ name: '安全密钥', isWeak: false }, { name: '旧电脑', isWeak: true }])
    expect(await enterBy(new Jar(), weak)).toMatchObject(tooWeak)
    expect((await world.owner.pool.query(`select outcome, subject_id from audit.entry where act = 'enterPasskey' order by id desc limit 1`)).rows).toEqual([{ outcome: 'passkey-weak', subject_id: (await ask(holder, 'GET', '/api/v1/me')).body.officer.id }])
    const prove = async (key: Authenticator) => ask(holder, 'POST', '/api/v1/security/proof/passkey', { response: key.sign(await optionsAt(holder, '/security/proof/passkey')) })
    expect(await prove(weak)).toMatchObject(tooWeak)
    expect((await prove(strong)).status).toBe(200)
  })

  test('of 2048 bits is asked for, kept and taken where the county has said that its computers cannot do otherwise', async () => {
    const lenient = await openWorld({ leastRsaBits: 2048 })
    const [jar, key] = [new Jar(), new Authenticator(2048)]
    const say = (method: string, url: string, body?: unknown) => askWith(lenient, jar, method, url, body)
    await say('POST', '/api/auth/sign-in/username', { username: 'leader', password: known })
    const { options } = (await say('POST', '/api/v1/security/passkeys/options', {})).body as { options: never }
    expect((await say('POST', '/api/v1/security/passkeys', { response: key.make(options), name: '旧电脑' })).status).toBe(200)
    expect((await say('POST', '/api/auth/passkey', { response: key.sign((await say('POST', '/api/v1/passkeys/options', {})).body.options as never) })).status).toBe(200)
    await lenient.close()
  })
})

describe('the audit and the holder', () => {
  const entries = async () => (await world.owner.pool.query<{ act: string; outcome: string; officer_id: string | null; subject_id: string | null; place_code: string | null; session: string | null }>(`select act, outcome, officer_id, subject_id, place_code, session from audit.entry where subject_kind = 'account' order by id`)).rows

  test('know every sign-in, every failure and every sign-out, but nothing of what was typed', async () => {
    const jar = new Jar()
    await ask(jar, 'POST', '/api/auth/sign-in/username', { username: 'supervisor', password: 'typed-by-mistake' })
    await ask(jar, 'POST', '/api/auth/sign-in/username', { username: 'no-such-name', password: 'typed-by-mistake' })
    await enter(jar, 'supervisor')
    const { id } = (await ask(jar, 'GET', '/api/v1/me')).body.officer as { id: string }
    await ask(jar, 'POST', '/api/auth/sign-out', {})
    const last = (await entries()).slice(-4)
    expect(last).toMatchObject([
      { act: 'enterPassword', outcome: 'wrong-credentials', officer_id: null, subject_id: id }, { act: 'enterPassword', outcome: 'wrong-credentials', officer_id: null, subject_id: null, place_code: null },
      { act: 'enterPassword', outcome: 'done', officer_id: id }, { act: 'signOut', outcome: 'done', officer_id: id },
    ])
    expect(last[2]!.session).toBe(last[3]!.session)
    expect(last[0]!.place_code).toBe(last[2]!.place_code)
    const { rows } = await world.owner.pool.query(`select from audit.entry where entry::text ~ 'typed-by-mistake|no-such-name'`)
    expect(rows).toHaveLength(0)
    expect((await entries()).map(entry => entry.act)).toEqual(expect.arrayContaining(['addPasskey', 'removePasskey', 'provePasskey', 'enterPasskey', 'proveAgain']))
  })

  test('are told of a run of wrong tries, once by message, and of the wait that follows', async () => {
    await world.owner.pool.query(`insert into vault.officer_contact (officer_id, channel, wrapped) values ($1, 'sms', '\\x00')`, [world.officerId.handler('agriculture')])
    const [own, stranger] = [new Jar(), new Jar()]
    for (let n = 0; n < 11; n++) await ask(stranger, 'POST', '/api/auth/sign-in/username', { username: 'handler', password: `guess-number-${n}` })
    expect((await entries()).slice(-2)).toMatchObject([{ act: 'enterPassword', outcome: 'wrong-credentials' }, { act: 'beSlowed', outcome: 'slow-down' }])
    await world.signIn.handler(new Request('http://localhost/api/auth/sign-in/username', { method: 'POST', headers: { 'content-type': 'application/json', origin: 'http://localhost' }, body: JSON.stringify({ username: 'handler', password: known }) }))
      .then(answer => { for (const cookie of answer.headers.getSetCookie()) own.held.set(cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1).split(';')[0]!) })
    expect((await ask(own, 'GET', '/api/v1/security')).body.notices).toEqual([{ kind: 'wrong-tries', times: 10, at: expect.any(String) }])
    const { rows } = await world.owner.pool.query(`select template, channel from message where officer_id = $1`, [world.officerId.handler('agriculture')])
    expect(rows).toEqual([{ template: 'account', channel: 'sms' }])
  })

  test('know when the authenticator, a recovery code or the password changed what opens the account', async () => {
    const jar = new Jar()
    await enter(jar, 'reviewer')
    const { secret, recoveryCodes } = (await ask(jar, 'POST', '/api/v1/security/codes', { password: known })).body as { secret: string; recoveryCodes: string[] }
    await ask(jar, 'POST', '/api/auth/two-factor/verify-totp', { code: codeOf(secret, -1) })
    const [phone, sly] = [new Jar(), new Jar()]
    await enter(sly, 'reviewer')
    sly.held.delete('ydt.step') // a try that says of no account whose it is would be counted nowhere
    expect(await ask(sly, 'POST', '/api/auth/two-factor/verify-totp', { code: codeOf(secret) })).toMatchObject({ status: 401, body: { code: 'step-over' } })
    await enter(phone, 'reviewer')
    await ask(phone, 'POST', '/api/auth/two-factor/verify-backup-code', { code: recoveryCodes[0] })
    await ask(phone, 'POST', '/api/v1/security/recovery-codes', {})
    await ask(phone, 'POST', '/api/v1/security/password', { current: known, next: '春天去看油菜花 in the hills' })
    await ask(phone, 'POST', '/api/v1/security/codes/remove', {})
    const { notices } = (await ask(phone, 'GET', '/api/v1/security')).body as { notices: { kind: string }[] }
    expect(notices.map(notice => notice.kind).toReversed()).toEqual(['new-browser', 'codes-on', 'new-browser', 'recovery-used', 'recovery-renewed', 'password-changed', 'codes-off'])
  })
})
