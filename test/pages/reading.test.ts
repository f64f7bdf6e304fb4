import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shortCodeOf } from '#rules/divisions/short-code.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'
import { type Browser, correct, openBrowser, publish } from './visiting.ts'

let world: World
let browser: Browser
let books: string
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
  books = await publish(world, monthOfBooks(world.village, '2026-08'))
  for (let month = 1; month <= 7; month++) await publish(world, monthOfBooks(world.village, `2026-0${month}`))
})
afterAll(() => world.close())

describe('a village', () => {
  test('is one small page without a script that says what is there, how much, and how new', async () => {
    const page = await browser.get(`/v/${world.village}`, { 'accept-encoding': 'br' })
    expect(page.status).toBe(200)
    expect(page.text).toMatch(/<html lang="zh-CN">/)
    expect(page.text).toContain('最近更新：2026年9月21日')
    expect(page.text).toContain('40,000.00 元')
    expect(page.text).toContain('8期收支账')
    expect(page.text).toContain('演示数据：人物、企业、金额均为虚构')
    expect(page.text).not.toMatch(/<script|<style| style=| on[a-z]+=/)
    const style = await browser.get(/href="(\/s\/[0-9a-f]+\.css)"/.exec(page.text)![1]!, { 'accept-encoding': 'br' })
    expect(style.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(page.bytes.length + style.bytes.length + (await browser.get('/s/seal.svg')).bytes.length).toBeLessThan(14 * 1024)
  })

  test('is found from the start, by name, and by the code on the notice board', async () => {
    expect((await browser.get('/')).text).toContain('/?place=340522000000')
    expect((await browser.get('/?place=340522100000')).text).toContain(`/v/${world.village}`)
    expect((await browser.get(`/?q=${encodeURIComponent('朝阳')}`)).text).toContain(`/v/${world.village}`)
    const short = shortCodeOf(world.village)
    expect(await browser.get(`/q/${short.toUpperCase()}`)).toMatchObject({ status: 302, headers: { location: `/v/${world.village}` } })
    expect(await browser.get(`/q/${short}?lang=en`)).toMatchObject({ headers: { location: `/v/${world.village}?lang=en` } })
    expect((await browser.get(`/q/${short}.svg`)).headers['content-type']).toBe('image/svg+xml')
    expect((await browser.get(`/q/${short}.png`)).bytes.subarray(1, 4).toString()).toBe('PNG')
    expect((await browser.get(`/v/${world.village}/poster`)).text).toContain(`http://localhost/q/${short}`)
  })

  test('is answered in the language that is asked for, and keeps it', async () => {
    const english = await browser.get(`/v/${world.village}`, { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.1' })
    expect([english.headers['content-language'], english.headers['vary']]).toEqual(['en', 'accept-language, accept-encoding'])
    const asked = await browser.get(`/v/${world.village}?lang=en`, { 'accept-language': 'zh-CN' })
    expect(asked.headers['vary']).toBe('accept-encoding')
    expect(asked.text).toContain('<html lang="en">')
    expect(asked.text).toContain(`/complain?v=${world.village}&amp;lang=en`)
    expect(asked.text).toMatch(/<h1 lang="zh">/)
    expect((await browser.get(`/v/${world.village}?lang=zh`, { 'accept-language': 'en' })).headers['content-language']).toBe('zh-CN')
  })
})

describe('kept pages', () => {
  test.each(['br', 'gzip', 'identity'])('carry a strong tag in %s and need not be sent twice', async coding => {
    const first = await browser.get(`/v/${world.village}`, { 'accept-encoding': coding })
    expect(first.headers['content-encoding']).toBe(coding === 'identity' ? undefined : coding)
    const { etag } = first.headers
    expect(etag).toMatch(/^"[\w-]+"$/)
    for (const held of [etag!, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await browser.get(`/v/${world.village}`, { 'accept-encoding': coding, 'if-none-match': held })
      expect([again.status, again.bytes.length, again.headers['etag']]).toEqual([304, 0, etag])
    }
    expect((await browser.get(`/v/${world.village}`, { 'accept-encoding': coding, 'if-none-match': '"other"' })).status).toBe(200)
  })

  test('have another tag in each coding and language', async () => {
    const tags = await Promise.all([['br', 'zh'], ['gzip', 'zh'], ['identity', 'zh'], ['br', 'en']].map(async ([coding, language]) =>
      (await browser.get(`/v/${world.village}`, { 'accept-encoding': coding!, 'accept-language': language! })).headers['etag']))
    expect(new Set(tags).size).toBe(4)
    expect((await browser.get(`/v/${world.village}`, { 'accept-encoding': 'br;q=0, gzip' })).headers['content-encoding']).toBe('gzip')
  })

  test('answer HEAD with the same headers and no body', async () => {
    const [get, head] = [await browser.get(`/v/${world.village}`), await browser.send('HEAD', `/v/${world.village}`, {})]
    expect(head.bytes.length).toBe(0)
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' })
  })

  test('shared with additions of a messenger are the same page', async () => {
    const [plain, shared] = [await browser.get(`/v/${world.village}`), await browser.get(`/v/${world.village}?from=groupmessage&isappinstalled=0`)]
    expect(shared.text).toBe(plain.text)
  })

  test('tell the browser to load nothing foreign, guess nothing and say nothing', async () => {
    for (const path of ['/', `/v/${world.village}`, `/d/${books}`, '/help', '/track', `/complain?v=${world.village}`, '/nothing-here']) {
      const { headers } = await browser.get(path)
      expect(headers['content-security-policy']).toBe("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
      expect([headers['x-content-type-options'], headers['referrer-policy'], headers['cross-origin-opener-policy']]).toEqual(['nosniff', 'no-referrer', 'same-origin'])
    }
  })
})

describe('a list', () => {
  test('can be narrowed, searched and turned over', async () => {
    const list = (query: string) => browser.get(`/v/${world.village}/d${query}`)
    expect((await list('')).text).toContain('共8条')
    expect((await list('?category=three-assets&item=income-expense-detail&period=2026-03')).text).toContain('共1条')
    expect((await list('?period=2026-Q2')).text).toContain('共3条')
    expect((await list('?period=2025')).text).toContain('没有符合条件的公开内容')
    expect((await list(`?q=${encodeURIComponent('电费')}`)).text).toContain('共8条')
    expect((await list(`?q=${encodeURIComponent('低保')}`)).text).toContain('没有符合条件的公开内容')
    expect((await list(`?q=${encodeURIComponent('，。')}`)).status).toBe(200)
  })
})

describe('a record', () => {
  test('shows every line with a way to question it, and its data for spreadsheets and programs', async () => {
    const page = await browser.get(`/d/${books}`)
    expect(page.text).toContain('虚构供电所')
    expect(page.text).toMatch(/张\*/)
    expect(page.text).not.toContain('张演示甲')
    expect(page.text).toMatch(/<tr id="r2">[\s\S]*?&amp;row=2"/)
    const csv = await browser.get(`/d/${books}.csv`)
    expect(csv.text.charCodeAt(0)).toBe(0xfeff)
    expect(csv.headers['content-disposition']).toMatch(/^attachment/)
    expect(csv.text.split('\r\n')).toHaveLength(4)
    const json = JSON.parse((await browser.get(`/d/${books}.json`)).text)
    expect(json).toMatchObject({ id: books, version: 1, fields: { expense: 120_050 }, rows: [{ seq: 1, cells: { income: 500_000 } }, { seq: 2 }] })
    expect(JSON.stringify(json)).not.toContain('张演示甲')
  })

  test('that is corrected is seen corrected at once, says what changed and why, and keeps the old version', async () => {
    const fields = { ...monthOfBooks(world.village, '2026-07').fields, expense: '1300.50', closingBalance: '13699.50', bankBalance: '13699.50' }
    const [first, second] = monthOfBooks(world.village, '2026-07').rows
    const july = /\/d\/([0-9a-f-]{36})/.exec((await browser.get(`/v/${world.village}/d?period=2026-07`)).text)![1]!
    expect((await browser.get(`/d/${july}`)).text).toContain('1,200.50 元')
    world.setClock('2026-09-21', 10) // later than the others, so that the village page names it first
    await correct(world, july, '电费少记一百元，更正。', monthOfBooks(world.village, '2026-07', { fields, rows: [first!, { ...second!, expense: '1300.50' }] }))
    const page = await browser.get(`/d/${july}`)
    expect(page.text).toContain('电费少记一百元，更正。')
    expect(page.text).toContain('<del>1,200.50 元</del>')
    expect(page.text).toContain('<ins>1,300.50 元</ins>')
    expect(page.text).toContain('第2行 · 支出')
    expect((await browser.get(`/d/${july}?v=1`)).text).toContain('您看的是第1版，已被更正')
    expect((await browser.get(`/v/${world.village}`)).text).toContain('有更正')
    expect((await browser.get(`/p/${july}`)).headers['location']).toBe(`/d/${july}`)
  })
})

describe('a published file', () => {
  test('is handed over as a file that cannot run here, under its own name', async () => {
    const fileId = await world.context.files.put(Buffer.from('%PDF-1.7 <script>'))
    await world.owner.pool.query(`insert into pub.attachment values (340522000000, $1, 1, 1, $2, $3, 'text/html', 17, $4)`, [books, fileId, '账目"附件"\r\n(1).pdf', Buffer.alloc(32, 7)])
    const { status, headers, text } = await browser.get(`/a/${books}/1/1`)
    expect([status, text]).toEqual([200, '%PDF-1.7 <script>'])
    expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox" })
    expect(headers['content-disposition']).toBe(`attachment; filename="file-1"; filename*=UTF-8''%E8%B4%A6%E7%9B%AE%22%E9%99%84%E4%BB%B6%22%0D%0A%281%29.pdf`)
  })
})

describe('nonsense in an address', () => {
  const missing = '11111111-1111-4111-8111-111111111111'
  test.each([
    ['/v/1', 404], ['/v/340522100999', 404], ['/v/340522100000', 404], ['/v/abc', 404], ['/?place=5', 400], ['/?place=340599000000', 404], ['/q/zzzzzzzzz', 404], ['/q/../x', 404],
    ['/v/V/d?page=0', 400], ['/v/V/d?page=99', 400], ['/v/V/d?page=x', 400], ['/v/V/d?category=none', 400], ['/v/V/d?item=%27', 400], ['/v/V/d?period=2026-13', 400],
    [`/d/${missing}`, 404], ['/d/x', 404], ['/d/B?v=9', 404], ['/d/B?v=-1', 400], ['/d/B?rows=2', 400], [`/a/${missing}/1/1`, 404], ['/a/B/1/9', 404], ['/a/B/x/1', 404],
    ['/complain?v=1', 404], [`/complain?d=${missing}`, 404], ['/complain?d=B&row=99', 400], ['/complain?d=B&field=nope', 400], ['/complain?d=B&ver=7', 404],
    ['/%zz', 404], ['/%00', 404], [`/${'a'.repeat(3000)}`, 404], ['/v/V/d?q=%00%ff%27%22', 200], ['/?q=%00', 200], ['/?q=%25_\\', 200], ['/__proto__', 404], ['/v/V?__proto__[x]=1&lang[]=en', 200],
  ] as const)('%s is answered with a page: %i', async (path, status) => {
    const page = await browser.get(path.replace('V', String(world.village)).replace('B', books))
    expect([page.status, page.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
    expect(page.text).toContain('</html>')
    expect(page.text).not.toMatch(/\bError\b|node_modules|\bat .*:\d+/)
  })

  test('problems are never kept by a cache', async () => {
    expect((await browser.get('/v/340522100999')).headers['cache-control']).toBe('no-store')
    expect(gunzipSync((await browser.get('/nothing', { 'accept-encoding': 'gzip' })).bytes).toString()).toContain('没有找到这一页')
  })
})
