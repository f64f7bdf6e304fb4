import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { meTexts } from '#text/pages-me.ts'
import { contactTexts, messageTexts } from '#text/messages.ts'
import { findToldCase } from '#actions/messages.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { move } from '#test/api/cases-of-every-state.ts'
import { forgetResidents } from '#actions/residents/forget.ts'
import { tellFollowers } from '#actions/residents/tell.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { sendMessages } from '#jobs/send-messages.ts'
import { openPool, type Pool } from '#records/database.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'
import { hidden, openBrowser, publish, type Browser, type Reply } from './visiting.ts'

const text = meTexts['zh-CN']
const openId = 'openid-of-nobody-000001'
let world: World
let browser: Browser
let sender: Pool
let wechat: Awaited<ReturnType<typeof standIn>>
beforeAll(async () => {
  wechat = await standIn()
  world = await openWorld({ wechatSignIn: { authorizeHost: wechat.origin, apiHost: wechat.origin, appId: 'wx-test', secret: 'wx-secret' } })
  browser = await openBrowser(world)
  sender = openPool(world.connection, 'ydt_sender', 1)
})
afterAll(async () => { await sender.close(); await world.close(); await wechat.close() })

/** WeChat as its manual describes it: a code serves once, five minutes long; what is wrong comes as JSON of status 200 with an errcode. */
async function standIn() {
  const codes = new Map<string, number>()
  const how = { isSilent: false, asked: 0 }
  const server: Server = createServer((request, reply) => {
    const { pathname, searchParams: query } = new URL(request.url!, 'http://localhost')
    how.asked += 1
    if (how.isSilent) return void request.socket.destroy()
    const say = (body: object) => reply.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(body))
    if (pathname !== '/sns/oauth2/access_token' || query.get('grant_type') !== 'authorization_code') return say({ errcode: 40002, errmsg: 'invalid grant_type' })
    if (query.get('appid') !== 'wx-test') return say({ errcode: 40013, errmsg: 'invalid appid' })
    if (query.get('secret') !== 'wx-secret') return say({ errcode: 40125, errmsg: 'invalid appsecret' })
    const until = codes.get(query.get('code') ?? '')
    if (until === undefined) return say({ errcode: 40029, errmsg: 'invalid code' })
    if (until === 0) return say({ errcode: 40163, errmsg: 'code been used' })
    if (until < Date.now()) return say({ errcode: 42003, errmsg: 'code expired' })
    codes.set(query.get('code')!, 0)
    return say({ access_token: 'a', expires_in: 7200, refresh_token: 'r', openid: openId, scope: 'snsapi_base' })
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  return {
    how, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    allow(lives = 300_000) { const code = randomUUID().replaceAll('-', ''); codes.set(code, Date.now() + lives); return code },
    close: () => new Promise(done => server.close(done)),
  }
}

/** The cookies an answer leaves behind, as the next request sends them. */
function cookiesOf(reply: Reply): string {
  return ([] as string[]).concat(reply.headers['set-cookie'] ?? []).map(cookie => cookie.split(';')[0]!).filter(pair => !pair.endsWith('=')).join('; ')
}
const post = (path: string, fields: Record<string, string>, cookie = '') => browser.post(path, fields, { headers: { cookie } })
const get = (path: string, cookie = '') => browser.get(path, { cookie })

/** The code that went to a number, from the trial page, which is emptied: the clock stands still and could not tell old from new. */
async function codeFor(number: string): Promise<string> {
  await sendMessages(world.context, { db: sender.db, channels: {} })
  const page = (await get('/trial/messages')).text
  await world.owner.pool.query('delete from trial_message')
  return new RegExp(`\\*${number.slice(-4)} ·[^验]*验证码(\\d{6})`, 'u').exec(page)![1]!
}

async function signInByPhone(number: string): Promise<string> {
  const asked = await post('/me/sign-in/phone', { phone: number })
  const entered = await post('/me/sign-in/code', { digits: await codeFor(number) }, cookiesOf(asked))
  expect([entered.status, entered.headers['location']]).toEqual([303, '/me'])
  return cookiesOf(entered)
}

async function beginWechat(): Promise<{ cookie: string; state: string }> {
  const begun = await get('/me/sign-in/wechat')
  const address = new URL(begun.headers['location']!)
  expect([begun.status, address.pathname, address.hash, address.searchParams.get('scope'), address.searchParams.get('redirect_uri')]).toEqual([303, '/connect/oauth2/authorize', '#wechat_redirect', 'snsapi_base', 'http://localhost/me/sign-in/wechat/back'])
  return { cookie: cookiesOf(begun), state: address.searchParams.get('state')! }
}
const comeBack = (code: string, state: string, cookie: string) => get(`/me/sign-in/wechat/back?code=${code}&state=${state}`, cookie)

async function complaint(): Promise<string> {
  const filed = await fileComplaint(world.context, { villageCode: world.village, statement: '村口路灯坏了，请修一修。', photos: [], idempotencyKey: randomUUID(), channel: 'web' })
  if (!filed.ok) throw new Error(filed.refusal.code)
  return filed.value.receiptCode
}

describe('a code by text message', () => {
  test('is asked for on a page that says that a number can be taken over, and what is safer', async () => {
    const [chinese, english] = [(await get('/me')).text, (await get('/me?lang=en')).text]
    expect(chinese).toContain('拿到号码的人能打开这份清单。更稳妥的是每件投诉的查询码，或者微信登录。')
    expect(english).toContain('whoever has it opens this list. Safer is the receipt code of each complaint, or “Sign in with WeChat”.')
    expect(text.phoneTaken([])).toMatch(/更稳妥的是每件投诉的查询码。$/u)
  })

  test('is answered the same for a known number as for an unknown one, and signs in the browser that asked for it, once', async () => {
    await signInByPhone('00000000001')
    const [known, unknown] = [await post('/me/sign-in/phone', { phone: '+86 000 0000 0001' }), await post('/me/sign-in/phone', { phone: '00000000002' })]
    expect([known.status, known.headers['location'], known.text]).toEqual([unknown.status, unknown.headers['location'], unknown.text])
    const digits = await codeFor('00000000002')
    const other = await post('/me/sign-in/code', { digits }, cookiesOf(known))
    const stranger = await post('/me/sign-in/code', { digits })
    expect([other.status, stranger.status, stranger.text.includes(text.over)]).toEqual([422, 422, true])
    const first = await post('/me/sign-in/code', { digits: digits.replace(/(\d{3})/u, '$1 ') }, cookiesOf(unknown))
    const second = await post('/me/sign-in/code', { digits }, cookiesOf(unknown))
    expect([first.status, second.status, second.text.includes(text.over)]).toEqual([303, 422, true])
    expect(String(first.headers['set-cookie'])).toMatch(/resident=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax/u)
  })

  test('opens nothing after five wrong tries, nor after five minutes', async () => {
    const asked = cookiesOf(await post('/me/sign-in/phone', { phone: '00000000003' }))
    const digits = await codeFor('00000000003')
    const wrong = digits === '000000' ? '000001' : '000000'
    const said: string[] = []
    for (let n = 0; n < 5; n += 1) said.push((await post('/me/sign-in/code', { digits: wrong }, asked)).text)
    expect([said[0]!.includes(text.wrong(4)), said[3]!.includes(text.wrong(1)), said[4]!.includes(text.over)]).toEqual([true, true, true])
    expect((await post('/me/sign-in/code', { digits }, asked)).status).toBe(422)
    const late = cookiesOf(await post('/me/sign-in/phone', { phone: '00000000003' }))
    const good = await codeFor('00000000003')
    world.setClock('2026-09-21', 10)
    expect((await post('/me/sign-in/code', { digits: good }, late)).status).toBe(422)
    await forgetResidents(world.context)
    expect((await world.owner.pool.query('select 1 from sign_in_attempt')).rows).toEqual([])
    world.setClock('2026-09-21', 9)
  })

  test('is not sent for what is no number, nor a sixth time in an hour, nor from a foreign page; what was typed stays', async () => {
    const wrong = await post('/me/sign-in/phone', { phone: '12<b>' })
    expect([wrong.status, wrong.text.includes(text.numberWrong), wrong.text.includes('value="12&lt;b&gt;"')]).toEqual([422, true, true])
    for (let n = 0; n < 5; n += 1) expect((await post('/me/sign-in/phone', { phone: '00000000004' })).status).toBe(303)
    expect((await post('/me/sign-in/phone', { phone: '00000000004' })).status).toBe(429)
    for (const path of ['/me/sign-in/phone', '/me/sign-in/code', '/me/keep', '/me/open', '/me/drop', '/me/follow', '/me/contact', '/me/leave', '/me/session', '/me/copy']) {
      expect((await browser.post(path, {}, { headers: { 'sec-fetch-site': 'cross-site' } })).status, path).toBe(403)
    }
  })
})

describe('whoever knows a number', () => {
  test('uses up the codes of strangers, and not those of a browser that the number signed in before', async () => {
    const mine = await signInByPhone('00000000031')
    expect(mine).toMatch(/resident-known=[\w-]{43}/u)
    const known = mine.split('; ').find(pair => pair.startsWith('resident-known='))!
    const [asStranger, other] = [() => post('/me/sign-in/phone', { phone: '00000000031' }), () => post('/me/sign-in/phone', { phone: '00000000032' }, known)]
    const stranger: number[] = []
    for (let n = 0; n < 5; n += 1) stranger.push((await asStranger()).status)
    expect(stranger).toEqual([303, 303, 303, 303, 429]) // the first of five had signed it in
    const own: number[] = []
    for (let n = 0; n < 6; n += 1) own.push((await post('/me/sign-in/phone', { phone: '000 0000 0031' }, known)).status)
    expect(own).toEqual([303, 303, 303, 303, 303, 429])
    for (let n = 0; n < 5; n += 1) await other()
    expect((await other()).status, 'it is known for its own number alone').toBe(429)
  })

  test('finds no trace of it in a browser that was signed out', async () => {
    const mine = await signInByPhone('00000000033')
    const left = await post('/me/leave', { say: 'here' }, mine)
    expect(([] as string[]).concat(left.headers['set-cookie'] ?? []).filter(cookie => cookie.includes('Max-Age=0')).map(cookie => cookie.split('=')[0])).toEqual(['resident', 'resident-known'])
  })
})

describe('WeChat', () => {
  test('signs in whoever it vouches for; its code serves once, and so does the way back', async () => {
    const { cookie, state } = await beginWechat()
    const code = wechat.allow()
    const entered = await comeBack(code, state, cookie)
    expect([entered.status, entered.headers['location']]).toEqual([303, '/me'])
    expect((await get('/me', cookiesOf(entered))).text).toContain(text.casesTitle)
    const asked = wechat.how.asked
    expect((await comeBack(code, state, cookie)).status).toBe(400)
    expect(wechat.how.asked).toBe(asked) // the way back had been used: WeChat was not even asked
    const again = await beginWechat()
    expect((await comeBack(code, again.state, again.cookie)).status).toBe(400)
  })

  test('an altered state, another browser, a code too old or made up: refused with one sentence', async () => {
    const one = await beginWechat()
    const refused = [
      await comeBack(wechat.allow(), one.state.replace(/^./u, digit => digit === '0' ? '1' : '0'), one.cookie),
      await comeBack(wechat.allow(), one.state, ''), await comeBack(wechat.allow(), one.state, (await beginWechat()).cookie), await comeBack('made-up', one.state, one.cookie),
    ]
    const old = await beginWechat()
    for (const reply of [...refused, await comeBack(wechat.allow(-1), old.state, old.cookie)]) expect([reply.status, reply.text.includes('微信登录没有成功'), cookiesOf(reply)]).toEqual([400, true, ''])
  })

  test('that does not answer gets a clear page', async () => {
    const { cookie, state } = await beginWechat()
    wechat.how.isSilent = true
    const reply = await comeBack(wechat.allow(), state, cookie)
    wechat.how.isSilent = false
    expect([reply.status, reply.text.includes(text.wechatDown)]).toEqual([503, true])
  })
})

describe('a list of one’s own', () => {
  test('is the same on another phone, holds no code in its page, and opens each complaint by a post', async () => {
    const code = await complaint()
    const [phone, other] = [await signInByPhone('00000000005'), await signInByPhone('00000000005')]
    expect((await browser.post('/track', { code }, { headers: { cookie: phone } })).text).toContain(text.keepTitle)
    expect((await post('/track', { code })).text).not.toContain(text.keepTitle)
    expect((await post('/me/keep', { code }, phone)).text).toContain(text.added)
    const page = await get('/me', other)
    expect([page.text.includes(`>${text.open}<`), page.text.includes(code), page.headers['cache-control']]).toEqual([true, false, 'no-store'])
    const caseId = hidden(page, 'case')
    expect((await post('/me/open', { case: caseId }, other)).text).toContain('村口路灯坏了')
    const stranger = await signInByPhone('00000000006')
    expect((await post('/me/open', { case: caseId }, stranger)).status).toBe(400)
    expect((await get('/me', stranger)).text).toContain(text.none)
    expect((await post('/me/open', { case: caseId })).status).toBe(401)
    expect((await post('/me/drop', { case: caseId }, other)).text).toContain(text.none)
    expect((await post('/track', { code })).status).toBe(200)
  })

  test('a wrong code is counted as a guess and added to no list', async () => {
    const phone = await signInByPhone('00000000007')
    expect((await post('/me/keep', { code: '0'.repeat(20) }, phone)).status).toBe(422)
    expect((await get('/me', phone)).text).toContain(text.none)
  })

  test('a village is followed and no longer; its public page stays the same for everybody', async () => {
    const phone = await signInByPhone('00000000008')
    const [mine, everybodys] = [await get(`/v/${world.village}`, phone), await get(`/v/${world.village}`)]
    expect([mine.text === everybodys.text, everybodys.text.includes(`/me?v=${world.village}`), everybodys.headers['set-cookie']]).toEqual([true, true, undefined])
    expect((await get(`/me?v=${world.village}`, phone)).text).toContain('value="follow"')
    expect((await post('/me/follow', { v: String(world.village), say: 'follow' }, phone)).text).toContain(text.nothingNew)
    expect((await post('/me/follow', { v: String(world.village), say: 'stop' }, phone)).text).toContain(text.noVillages)
  })

  test('whoever leaves a number is told once a day that a followed village published, and no longer once it is taken away', async () => {
    const phone = await signInByPhone('00000000012')
    const follow = () => post('/me/follow', { v: String(world.village), say: 'follow' }, phone)
    expect((await follow()).text).toContain(text.tellTitle)
    expect((await post('/me/contact', { number: '12' }, phone)).text).toContain(text.numberWrong)
    expect((await post('/me/contact', { number: '00000009876' }, phone)).text).toContain(text.tellSaved)
    const told = async () => {
      await tellFollowers(world.context)
      await sendMessages(world.context, { db: sender.db, channels: {} })
      return (await get('/trial/messages')).text.split(messageTexts.village).length - 1
    }
    expect(await told()).toBe(0)
    world.setClock('2026-09-21', 10)
    await publish(world, monthOfBooks(world.village))
    world.setClock('2026-09-21', 11)
    expect([await told(), await told()]).toEqual([1, 1])
    expect((await post('/me/contact', { number: '' }, phone)).text).toContain(text.tellRemoved)
    await world.owner.pool.query(`update resident_village set told_at = '2026-09-01'`)
    world.setClock('2026-09-22', 11)
    expect(await told()).toBe(1)
    await world.owner.pool.query('delete from trial_message')
    world.setClock('2026-09-21', 9)
  })

  test('ends on this phone, on all phones, and altogether', async () => {
    const [one, two, three] = [await signInByPhone('00000000009'), await signInByPhone('00000000009'), await signInByPhone('00000000009')]
    expect((await post('/me/leave', { say: 'here' }, one)).text).toContain(text.left)
    expect([(await get('/me', one)).text.includes(text.ended), (await get('/me', two)).text.includes(text.casesTitle)]).toEqual([true, true])
    await post('/me/leave', { say: 'everywhere' }, two)
    expect((await get('/me', three)).text).toContain(text.ended)
    const code = await complaint()
    const last = await signInByPhone('00000000009')
    await post('/me/keep', { code }, last)
    const before = Number((await world.owner.pool.query('select count(*) from resident_case')).rows[0].count)
    expect((await post('/me/leave', { say: 'forever' }, last)).text).toContain(text.deleted)
    expect(Number((await world.owner.pool.query('select count(*) from resident_case')).rows[0].count)).toBe(before - 1)
    expect((await post('/track', { code })).status).toBe(200)
    // The audit knows that somebody wished it, and nothing of who it was.
    const { rows } = await world.owner.pool.query(`select officer_id, subject_id, why, outcome from audit.entry where act = 'forgetResident'`)
    expect(rows).toEqual([{ officer_id: null, subject_id: null, why: 'own-wish', outcome: 'done' }])
  })

  test('ends after thirty days without signing in anew', async () => {
    const phone = await signInByPhone('00000000010')
    for (const day of ['2026-10-04', '2026-10-17']) { // used at least once in fourteen days
      world.setClock(day)
      await get('/me', phone)
    }
    world.setClock('2026-10-21', 8)
    expect((await get('/me', phone)).text).toContain(text.casesTitle)
    world.setClock('2026-10-21', 10)
    expect((await get('/me', phone)).text).toContain(text.ended)
    world.setClock('2026-09-21', 9)
  })

  test('loses a complaint whose words are deleted, for its key follows from the code', async () => {
    const [phone, code] = [await signInByPhone('00000000011'), await complaint()]
    await post('/me/keep', { code }, phone)
    const caseId = hidden(await get('/me', phone), 'case')
    await world.owner.pool.query(`update case_file set statement = '', words_deleted_on = '2026-09-21' where id = $1`, [caseId])
    expect((await get('/me', phone)).text).toContain(text.none)
  })
})

describe('being told by WeChat', () => {
  const words = contactTexts['zh-CN']
  /** Asks to be told, and reads where WeChat is asked from the page that says what is kept. */
  async function ask(path: string, fields: Record<string, string>, cookie = '') {
    const page = await post(path, { ...fields, say: 'ask' }, cookie)
    expect([page.status, page.text.includes(words.wechatKept), page.headers['cache-control']]).toEqual([200, true, 'no-store'])
    const address = new URL(/class="button" href="([^"]*)"/u.exec(page.text)![1]!.replaceAll('&amp;', '&'))
    expect([address.searchParams.get('scope'), address.searchParams.get('redirect_uri')]).toEqual(['snsapi_base', 'http://localhost/track/wechat/back'])
    return { cookie: cookiesOf(page), state: address.searchParams.get('state')! }
  }
  const back = (code: string, { state, cookie }: { state: string; cookie: string }) => get(`/track/wechat/back?code=${code}&state=${state}`, cookie)
  async function sent(): Promise<string[]> {
    const addresses: string[] = []
    await sendMessages(world.context, { db: sender.db, channels: { wechat: async (address, said) => { addresses.push(`${address} ${said}`) } } })
    return addresses
  }
  async function accepted(code: string): Promise<void> {
    const id = await findToldCase(world.context, code)
    await move(world, id!, world.officerId.triage, { action: 'accept' })
    await deliverOutbox(world.context)
  }

  test('of a complaint takes the code alone and the consent of whoever holds it; nobody is signed in by it', async () => {
    const code = await complaint()
    expect((await post('/track', { code })).text).toContain(words.wechat)
    const asked = await ask('/track/wechat', { code })
    const saved = await back(wechat.allow(), asked)
    expect([saved.status, saved.text.includes(words.wechatSaved), saved.text.includes(code), cookiesOf(saved)]).toEqual([200, true, false, ''])
    expect((await post('/track', { code })).text).toContain(words.wechatIsTold)
    await accepted(code)
    expect(await sent()).toEqual([`${openId} ${messageTexts.progress}`])
    const [{ wrapped }] = (await world.owner.pool.query('select wrapped from vault.case_contact where case_id = $1', [await findToldCase(world.context, code)])).rows
    expect(wrapped.includes(openId)).toBe(false)
  })

  test('ends when it is taken away, or with name and phone', async () => {
    for (const [path, fields] of [['/track/wechat', { say: 'stop' }], ['/track/forget', {}]] as const) {
      const code = await complaint()
      await back(wechat.allow(), await ask('/track/wechat', { code }))
      const page = await post(path, { code, ...fields })
      expect([page.status, page.text.includes(words.wechatIsTold)]).toEqual([200, false])
      await accepted(code)
      expect(await sent()).toEqual([])
    }
  })

  test('of the villages that are followed is for whoever is signed in, whichever way', async () => {
    expect((await post('/me/wechat', { say: 'ask' })).status).toBe(401)
    const phone = await signInByPhone('00000000013')
    await post('/me/follow', { v: String(world.village), say: 'follow' }, phone)
    await back(wechat.allow(), await ask('/me/wechat', {}, phone))
    expect((await get('/me', phone)).text).toContain(words.wechatIsTold)
    world.setClock('2026-09-22', 10)
    await publish(world, monthOfBooks(world.village, '2026-07'))
    world.setClock('2026-09-22', 11)
    await tellFollowers(world.context)
    expect(await sent()).toEqual([`${openId} ${messageTexts.village}`])
    expect((await post('/me/wechat', { say: 'stop' }, phone)).text).toContain(words.wechatRemoved)
    world.setClock('2026-09-21', 9)
  })

  test('is bound to the browser that asked, serves once, and is no way to sign in; nor is a sign-in a way to be told', async () => {
    const code = await complaint()
    const asked = await ask('/track/wechat', { code })
    const signIn = await beginWechat()
    const refused = [await back(wechat.allow(), { ...asked, cookie: '' }), await back(wechat.allow(), { ...asked, state: signIn.state }), await back(wechat.allow(), signIn), await comeBack(wechat.allow(), asked.state, asked.cookie)]
    for (const reply of [...refused, await back(wechat.allow(), asked)]) expect([reply.status, cookiesOf(reply)]).toEqual([400, ''])
    expect((await post('/track', { code })).text).not.toContain(words.wechatIsTold)
    expect((await post('/track/wechat', { code: '0'.repeat(20), say: 'ask' })).status).toBe(422)
  })

  test('is not offered where messages go out by another app, which gives other ids', async () => {
    const other = await openWorld({ wechatSignIn: { authorizeHost: wechat.origin, apiHost: wechat.origin, appId: 'wx-test', secret: 'wx-secret' }, gateways: { wechat: { appId: 'wx-other' } } })
    const there = await openBrowser(other)
    const filed = await fileComplaint(other.context, { villageCode: other.village, statement: '村口路灯坏了，请修一修。', photos: [], idempotencyKey: randomUUID(), channel: 'web' })
    const code = filed.ok ? filed.value.receiptCode : ''
    expect((await there.post('/track', { code })).text).not.toContain(words.wechat)
    expect((await there.post('/track/wechat', { code, say: 'ask' })).status).toBe(404)
    await other.close()
  })
})

test('no number, no WeChat id, no session and no receipt code stands in any table', async () => {
  const code = await complaint()
  const phone = await signInByPhone('00007654321')
  await post('/me/keep', { code }, phone)
  await post('/me/sign-in/phone', { phone: '00007654321' })
  await post('/me/contact', { number: '00007654321' }, phone)
  const { rows } = await world.owner.pool.query(`select format('select coalesce(string_agg(t::text, chr(10)), '''') as all from %I.%I t', table_schema, table_name) as statement from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)
  const everything = (await Promise.all(rows.map(async ({ statement }) => (await world.owner.pool.query(statement)).rows[0].all as string))).join('\n')
  const inHex = (word: string) => Buffer.from(word).toString('hex')
  const token = phone.slice(phone.indexOf('=') + 1)
  for (const word of ['00007654321', openId, token, code]) expect([everything.includes(word), everything.includes(inHex(word))], word).toEqual([false, false])
  expect(everything.length).toBeGreaterThan(10_000)
})
