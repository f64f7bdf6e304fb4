import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forgetResidents } from '#actions/residents/forget.ts'
import { keepOwn } from '#actions/residents/list.ts'
import { enterFrom, findResident, listOwnSessions } from '#actions/residents/sign-in.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { openArchive } from '#platform/spreadsheets/archive.ts'
import { defaultLimits } from '#platform/spreadsheets/sheet.ts'
import { ownListTexts } from '#text/pages-me-own.ts'
import { caseAt, file } from '#test/api/cases-of-every-state.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { report } from '#test/tips/reporting.ts'
import { openWorld, type World } from '#test/world.ts'
import { hidden, openBrowser, publish, type Browser, type Reply } from './visiting.ts'

let world: World
let browser: Browser
let books: string
beforeAll(async () => {
  world = await openWorld({ wechatSignIn: { authorizeHost: 'http://127.0.0.1:1', apiHost: 'http://127.0.0.1:1', appId: 'wx-test', secret: 'wx-secret' } })
  browser = await openBrowser(world)
  books = await publish(world, monthOfBooks(world.village))
})
afterAll(() => world.close())

const post = (path: string, fields: Record<string, string>, cookie = '') => browser.post(path, fields, { headers: { cookie, origin: 'http://localhost' } })
const enter = async (id: string, device: 'wechat' | 'android' | 'iphone' = 'wechat') => `resident=${await enterFrom(world.context, 'wechat', 'wx-test', id, device)}`
const residentOf = async (cookie: string) => (await findResident(world.context, cookie.slice('resident='.length)))!
const isForMe = (reply: Reply, name: string) => expect([reply.status, reply.headers['content-disposition'], reply.headers['cache-control'], reply.headers['etag']]).toEqual([200, `attachment; filename="${name}"`, 'no-store', undefined])
const digits = (code: string) => code.replace(/\D/gu, '')

describe('whoever holds the code of a complaint takes away', () => {
  test('the data, with what was filed, what happened, the answer, the rating and who has the sealed name; no code and no officer stands in it', async () => {
    const { code } = await caseAt(world, 'rated')
    const reply = await post('/track/copy', { code, part: '1', as: 'json' })
    isForMe(reply, 'complaint.json')
    const { complaint, sealed } = JSON.parse(reply.text) as { complaint: Record<string, unknown>; sealed: string }
    expect(complaint).toMatchObject({ villageCode: world.village, statement: expect.any(String), receivedOn: expect.any(String), state: expect.any(String), timeline: expect.any(Array), answer: { text: expect.any(String), repliedOn: expect.any(String) }, rating: { grade: expect.any(String) }, messages: [], filed: { place: null, happened: null, wish: null } })
    expect(sealed.length).toBeGreaterThan(5)
    expect(digits(reply.text)).not.toContain(digits(code))
    const { rows } = await world.owner.pool.query<{ id: string }>('select id from officer')
    for (const { id } of rows) expect(reply.text).not.toContain(id)
  })

  test('everything with its photos, as one file that any computer unpacks', async () => {
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888888' } }).jpeg().toBuffer()
    const filed = await fileComplaint(world.context, { villageCode: world.village, statement: '照片里的路面塌了一块。', photos: [{ bytes }], idempotencyKey: randomUUID(), channel: 'web' })
    if (!filed.ok) throw new Error(filed.refusal.code)
    const reply = await post('/track/copy', { code: filed.value.receiptCode, part: '1', as: 'all' })
    isForMe(reply, 'complaint.zip')
    const archive = await openArchive(reply.bytes, defaultLimits)
    const member = async (name: string) => {
      const chunks: Buffer[] = []
      for await (const chunk of archive.read(name)) chunks.push(chunk)
      return Buffer.concat(chunks)
    }
    expect(archive.names).toEqual(['complaint.txt', 'complaint.json', 'photos/1.jpg'])
    expect((await member('photos/1.jpg')).subarray(0, 3).toString('hex')).toBe('ffd8ff')
    expect(JSON.parse((await member('complaint.json')).toString()).complaint.statement).toBe('照片里的路面塌了一块。')
  })

  test('and who asks without end waits, as for everything that is made anew', async () => {
    const small = await openWorld({ readsPerSource: 2 })
    const [{ code }, there] = [await file(small), await openBrowser(small)]
    const statuses = []
    for (let i = 0; i < 3; i++) statuses.push((await there.post('/track/copy', { code, part: '1', as: 'json' })).status)
    expect(statuses).toEqual([200, 200, 429])
    await small.close()
  })
})

describe('a resident who signed in', () => {
  test('takes away everything in the list as data, or as a page to print, and nobody else’s', async () => {
    const mine = await file(world, { statement: '路灯坏了三天没人修，请来看看。' })
    await file(world, { statement: '别人的投诉，不在清单里。' })
    const cookie = await enter('openid-of-copy-00000001')
    await keepOwn(world.context, await residentOf(cookie), mine.code)
    await post('/me/follow', { v: String(world.village), say: 'follow' }, cookie)
    const data = await post('/me/copy', { as: 'json' }, cookie)
    isForMe(data, 'my-list.json')
    expect(JSON.parse(data.text).resident).toMatchObject({ signedInBy: 'wechat', villagesFollowed: [world.village], toldBy: [], homes: [], sessions: [{ device: 'wechat', isHere: true }], complaints: [{ statement: '路灯坏了三天没人修，请来看看。' }] })
    const printed = await post('/me/copy', { as: 'page' }, cookie)
    expect([printed.status, printed.headers['cache-control'], printed.text.includes('路灯坏了三天没人修'), printed.text.includes('<script')]).toEqual([200, 'no-store', true, false])
    for (const { text } of [data, printed]) {
      expect(text).not.toContain('别人的投诉')
      expect(digits(text)).not.toContain(digits(mine.code))
      expect(text).not.toContain('openid-of-copy')
    }
  })

  test('must be signed in for it, and come from a page of ours', async () => {
    expect((await post('/me/copy', { as: 'json' })).status).toBe(401)
    expect((await browser.post('/me/copy', { as: 'json' }, { headers: { cookie: await enter('openid-of-copy-00000002'), origin: 'https://evil.example' } })).status).toBe(403)
  })

  test('sees the devices that are signed in, and signs one of them out; nobody signs out a device of somebody else', async () => {
    const [here, there, foreign] = [await enter('openid-of-devices-0001'), await enter('openid-of-devices-0001', 'android'), await enter('openid-of-devices-0002')]
    const page = await browser.get('/me', { cookie: here })
    expect([page.text.includes('安卓手机'), page.text.includes('就是这台')]).toEqual([true, true])
    const session = hidden(page, 'session')
    expect((await post('/me/session', { session }, foreign)).status).toBe(200)
    expect(await residentOf(there)).toBeDefined()
    const after = await post('/me/session', { session }, here)
    expect([after.status, after.text.includes('那台设备已退出。'), after.text.includes('安卓手机')]).toEqual([200, true, false])
    expect([await residentOf(there), await residentOf(here) !== undefined]).toEqual([undefined, true])
    expect((await post('/me/session', { session: "x' or 1=1" }, here)).status).toBe(400)
  })

  test('ends sessions, takes the list away and deletes it within a quarter of an hour of signing in; later the page leads there and back, and nothing is done', async () => {
    const [here, there] = [await enter('openid-of-proof-00001'), await enter('openid-of-proof-00001', 'android')]
    const session = hidden(await browser.get('/me', { cookie: here }), 'session')
    const acts = [['/me/session', { session }], ['/me/copy', { as: 'json' }], ['/me/copy', { as: 'page' }], ['/me/leave', { say: 'everywhere' }], ['/me/leave', { say: 'forever' }]] as const
    world.setClock('2026-09-21', 9, 901)
    for (const language of ['zh-CN', 'en'] as const) {
      for (const [path, fields] of acts) {
        const page = await browser.post(`${path}?lang=${language}`, fields, { headers: { cookie: here, origin: 'http://localhost' } })
        expect([page.status, page.text.includes(ownListTexts[language].again), page.text.includes('/me/sign-in/wechat'), page.text.includes('href="/me'), page.text.includes('<script')], `${path} ${language}`).toEqual([403, true, true, true, false])
      }
    }
    expect([await residentOf(here), await residentOf(there)]).toEqual([expect.any(String), expect.any(String)])
    // The end of the fifteenth minute is still within.
    world.setClock('2026-09-21', 9, 900)
    expect((await post('/me/session', { session }, here)).status).toBe(200)
    world.setClock('2026-09-21', 9, 901)
    expect((await post('/me/leave', { say: 'here' }, here)).status).toBe(200)
    expect(await findResident(world.context, here.slice('resident='.length))).toBeUndefined()
    world.setClock('2026-09-21')
  })

  test('who signs in anew leaves no device behind that nobody holds', async () => {
    const before = await enter('openid-of-anew-000001')
    const token = await enterFrom(world.context, 'wechat', 'wx-test', 'openid-of-anew-000001', 'wechat', before.slice('resident='.length))
    expect([await findResident(world.context, before.slice('resident='.length)), await findResident(world.context, token)]).toEqual([undefined, expect.any(String)])
    expect((await listOwnSessions(world.context, (await findResident(world.context, token))!, token)).map(({ isHere }) => isHere)).toEqual([true])
  })

  test('is signed out on a device that was not used for fourteen days, not on the thirteenth; using it begins them anew', async () => {
    const [used, idle] = [await enter('openid-of-idle-000001'), await enter('openid-of-idle-000002')]
    world.setClock('2026-10-04')
    expect((await browser.get('/me', { cookie: used })).text).toContain('清单')
    expect(await residentOf(used)).toBeDefined()
    world.setClock('2026-10-05')
    expect([await residentOf(used) !== undefined, await residentOf(idle)]).toEqual([true, undefined])
    await forgetResidents(world.context)
    expect((await world.owner.pool.query(`select 1 from resident_session where seen_at < '2026-09-22'`)).rowCount).toBe(0)
    world.setClock('2026-10-21') // used again on 5 October; thirty days after signing in are not over
    expect(await residentOf(used)).toBeUndefined()
    world.setClock('2026-09-21')
  })
})

describe('whoever reported in confidence', () => {
  test('takes away what can be read, with a word about who alone opens the rest', async () => {
    const { receiptCode } = await report(world)
    expect((await post('/track', { code: receiptCode })).text).toContain('/track/copy')
    const reply = await post('/track/copy', { code: receiptCode })
    isForMe(reply, 'report.json')
    const { report: told, sealed } = JSON.parse(reply.text) as { report: object; sealed: string }
    expect(told).toMatchObject({ stands: 'received', wasComplaint: false, toldToYou: [], objectedOn: null })
    expect(sealed).toContain('检举控告室')
    expect(reply.text).not.toContain('收取好处费')
    expect(digits(reply.text)).not.toContain(digits(receiptCode))
  })
})

describe('whoever objected to a published value', () => {
  const object = async (question: string) => {
    const form = await browser.get(`/object?d=${books}&ver=1&row=2&field=expense`)
    const receipt = await post('/object', { d: books, ver: '1', row: '2', field: 'expense', key: hidden(form, 'key'), question })
    return [.../aria-label="[^"]*"><p>([\s\S]*?)<\/p>/u.exec(receipt.text)![1]!.matchAll(/<span>(\d{4})<\/span>/gu)].map(group => group[1]).join('')
  }
  const shown = async () => (await browser.get(`/d/${books}`)).text

  test('takes a copy away of what was written and of what everybody sees', async () => {
    const code = await object('请打13812345678告诉我，这笔电费对吗？')
    expect((await post('/track', { code })).text).toContain('/track/copy')
    const reply = await post('/track/copy', { code })
    isForMe(reply, 'objection.json')
    expect(JSON.parse(reply.text).objection).toMatchObject({ about: { disclosureId: books, version: 1, row: 2, field: 'expense' }, asTyped: '请打13812345678告诉我，这笔电费对吗？', state: 'raised', answer: null })
    expect(JSON.parse(reply.text).objection.asShown).not.toContain('13812345678')
    expect(digits(reply.text)).not.toContain(code)
  })

  test('takes it back while nothing was found out: the words are gone, as typed and as shown, and that there was one stays', async () => {
    const code = await object('村部这个月的电费为什么这么多？')
    expect(await shown()).toContain('村部这个月的电费为什么这么多？')
    const page = await post('/track/objection', { code, action: 'withdraw' })
    expect([page.status, page.text.includes('异议已撤回'), page.text.includes('value="withdraw"')]).toEqual([200, true, false])
    expect(await shown()).not.toContain('村部这个月的电费')
    expect(await shown()).toContain('提出人已撤回')
    for (const table of ['objection', 'pub.objection', 'objection_event', 'message', 'outbox', 'officer_notice', 'pub.search_part']) expect((await world.owner.pool.query(`select 1 from ${table} t where t::text like '%村部这个月的电费%'`)).rowCount, table).toBe(0)
    expect((await post('/track/objection', { code, action: 'withdraw' })).status).toBe(409)
  })

  test('and nobody else changes its words: not the program, not without withdrawing', async () => {
    await object('第三个问题，这笔钱花在哪里？')
    await expect(world.context.db.updateTable('objection').set({ question: '' }).where('state', '=', 'raised').execute()).rejects.toThrow(/not changed/u)
    await expect(world.context.db.updateTable('objection').set({ question: '别的字' }).where('state', '=', 'raised').execute()).rejects.toThrow(/not changed/u)
  })
})
