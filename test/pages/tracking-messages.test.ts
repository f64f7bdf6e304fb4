import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messageTexts } from '#text/pages-messages.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { livingIn } from '#test/cases/living.ts'
import { writingIn } from '#test/matter/writing.ts'
import { openWorld, type World } from '#test/world.ts'
import { type Browser, hidden, openBrowser } from './visiting.ts'

const text = messageTexts['zh-CN']
let world: World
let browser: Browser
let by: ReturnType<typeof writingIn>
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
  by = writingIn(world)
})
afterAll(() => world.close())

const open = (code: string) => browser.post('/track', { code })
const written = async () => (await world.owner.pool.query('select count(*)::int as n from case_message')).rows[0].n as number

describe('without any script the holder of a code', () => {
  test('reads what the unit asks, under its name, and answers with two photos; the same form sent twice is one message', async () => {
    const filed = await caseAt(world, 'handling')
    await by.post('handler', filed, 'messages', { words: '请问是 <哪一盏> 灯？' })
    const page = await open(filed.code)
    for (const words of [text.hasNews(1), '请问是 &lt;哪一盏&gt; 灯？', '县农业农村局', text.careful]) expect(page.text).toContain(words)
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#226633' } }).jpeg().toBuffer()
    const fields = { code: filed.code, part: '1', key: hidden(page, 'key'), words: '第二盏，\r\n靠井边。' }
    const before = await written()
    for (let i = 0; i < 2; i++) {
      const sent = await browser.post('/track/message', fields, { files: [{ name: 'a.jpg', bytes }, { name: 'b.jpg', bytes }] })
      expect([sent.status, sent.headers['cache-control'], sent.text.includes(text.sent), sent.text.includes(text.photos(2)), sent.text.includes(text.waiting)]).toEqual([200, 'no-store', true, true, true])
      expect(sent.text).not.toContain(text.hasNews(1))
    }
    expect(await written()).toBe(before + 1)
  })

  test('loses nothing that was typed by a mistake', async () => {
    const filed = await caseAt(world, 'handling')
    const key = hidden(await open(filed.code), 'key')
    const post = (fields: Record<string, string>, files: { name: string; bytes: Buffer }[] = []) => browser.post('/track/message', { code: filed.code, part: '1', key, words: '第二盏。', ...fields }, { files })
    const before = await written()
    const empty = await post({ words: '  ' })
    expect([empty.status, empty.text.includes('请写几句话再发送。'), hidden(empty, 'key')]).toEqual([422, true, key])
    const wrong = await post({}, [{ name: 'a.jpg', bytes: Buffer.from('<html>') }])
    expect([wrong.status, wrong.text.includes(text.photoUnreadable(1)), wrong.text.includes('第二盏。')]).toEqual([422, true, true])
    const three = await post({}, [1, 2, 3].map(n => ({ name: `${n}.jpg`, bytes: Buffer.from('x') })))
    expect([three.status, three.text.includes(text.tooMany), three.text.includes('第二盏。')]).toEqual([422, true, true])
    const keyless = await post({ key: 'x' })
    expect([keyless.status, keyless.text.includes(text.again), keyless.text.includes('第二盏。')]).toEqual([422, true, true])
    expect(await written()).toBe(before)
    // A browser that sends no files sends a simple form.
    expect((await browser.post('/track/message', { code: filed.code, part: '1', key, words: '第二盏。' })).status).toBe(200)
    expect(await written()).toBe(before + 1)
  })

  test('with a wrong code gets the page for wrong codes, and from a foreign page nothing', async () => {
    const filed = await caseAt(world, 'handling')
    const code = filed.code.replace(/.$/u, digit => String((Number(digit) + 1) % 10))
    const wrong = await browser.post('/track/message', { code, words: '第二盏。', key: crypto.randomUUID() }, { files: [] })
    expect([wrong.status, wrong.text.includes('没有查到')]).toEqual([422, true])
    expect((await browser.post('/track/message', { code: filed.code, words: '第二盏。', key: crypto.randomUUID() }, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
  })

  test('is offered no form once the case is over, and still reads what was written', async () => {
    const filed = await caseAt(world, 'handling')
    await by.post('handler', filed, 'messages', { words: '请问是哪一盏？' })
    await livingIn(world).complain(filed, { action: 'withdraw' })
    const page = await open(filed.code)
    expect([page.text.includes('请问是哪一盏？'), page.text.includes('/track/message')]).toEqual([true, false])
  })
})
