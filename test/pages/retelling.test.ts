import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'
import { type Browser, correct, openBrowser, publish } from './visiting.ts'

let world: World
let browser: Browser
let [july, august, list]: string[] = []
beforeAll(async () => {
  world = await openWorld({ today: '2026-08-31' })
  browser = await openBrowser(world)
  july = await publish(world, monthOfBooks(world.village, '2026-07'))
  world.setClock('2026-09-01')
  august = await publish(world, monthOfBooks(world.village, '2026-08', { fields: { ...monthOfBooks(world.village).fields, expense: '1300.50', closingBalance: '13699.50', bankBalance: '13699.50' }, rows: [
    monthOfBooks(world.village).rows[0]!, { ...monthOfBooks(world.village).rows[1]!, expense: '1300.50' }] }))
  list = await publish(world, { villageCode: world.village, item: 'farmland-subsidy', period: '2026-08-30', title: '测试补贴公示', fields: { subsidyName: '测试补贴', year: '2026' },
    rows: [{ householderName: '王演示', groupName: '一组', quantity: '2', amount: '150.00' }, { householderName: '李演示', groupName: '二组', quantity: '1', amount: '75.00' }] })
  world.setClock('2026-09-30')
  await correct(world, july!, '摘要写错，现予更正。', monthOfBooks(world.village, '2026-07', { rows: monthOfBooks(world.village, '2026-07').rows.map(row => ({ ...row, summary: `${row['summary']}（更正）` })) }))
})
afterAll(() => world.close())
const get = async (path: string) => await browser.get(path)

describe('what a village did in a month', () => {
  test('is listed from its first day to its last, new records apart from corrections', async () => {
    const [before, month] = [(await get(`/v/${world.village}/changes?month=2026-08`)).text, (await get(`/v/${world.village}/changes?month=2026-09`)).text]
    expect(before).toContain('新公开（1条）')
    expect(before).toContain(`/d/${july}?v=1`)
    expect(month).toContain('新公开（2条）')
    expect(month).toContain('更正（1条）')
    expect(month).toContain('摘要写错，现予更正。')
    expect((await get(`/v/${world.village}/changes?month=2026-07`)).text).toContain('没有公开新的内容')
  })
  test.each(['2026-10', '2026-13', 'x', '1899-12'])('is a mistake for the month %s', async month => expect((await get(`/v/${world.village}/changes?month=${month}`)).status).toBe(400))
  test('is found in a feed, whose entries keep their ids', async () => {
    const feed = await get(`/v/${world.village}/feed.atom`)
    expect(feed.headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    expect([...feed.text.matchAll(/<entry>\s*<id>([^<]+)<\/id>/gu)].map(entry => entry[1]!)).toEqual([`http://localhost/d/${july}?v=2`, ...[`http://localhost/d/${august}?v=1`, `http://localhost/d/${list}?v=1`].sort(), `http://localhost/d/${july}?v=1`])
    expect(feed.text).not.toContain('王演示')
  })
  test('is found in RSS 2.0 too: the same entries under the same ids, and both are named in the head of the village page', async () => {
    const [rss, atom] = [await get(`/v/${world.village}/feed.rss`), await get(`/v/${world.village}/feed.atom`)]
    expect(rss.headers['content-type']).toBe('application/rss+xml; charset=utf-8')
    expect(shapeOf(rss.text)).toEqual({ rss: ['channel'], channel: ['title', 'link', 'description', 'language', 'lastBuildDate', 'atom:link', 'item'], item: ['title', 'link', 'guid', 'pubDate', 'category', 'description'] })
    expect(rss.text).toContain('<rss version="2.0"')
    expect([...rss.text.matchAll(/<guid isPermaLink="true">([^<]+)<\/guid>/gu)].map(guid => guid[1])).toEqual([...atom.text.matchAll(/<entry>\s*<id>([^<]+)<\/id>/gu)].map(id => id[1]))
    for (const [, day] of rss.text.matchAll(/<(?:pubDate|lastBuildDate)>([^<]+)</gu)) expect(day).toMatch(/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/u)
    const page = (await get(`/v/${world.village}`)).text
    for (const kind of ['atom', 'rss']) expect(page).toMatch(new RegExp(`<link rel="alternate" type="application/${kind}\\+xml" title="[^"]+" href="/v/${world.village}/feed.${kind}">`, 'u'))
    expect((await get('/v/999999999999/feed.rss')).status).toBe(404)
  })
  test('goes on paper with every figure, a code to scan, and a fingerprint that changes with a correction', async () => {
    const august31 = await get(`/v/${world.village}/board?month=2026-08`)
    expect(august31.text).toContain('1,200.50 元')
    expect(august31.text).toContain('鱼塘承包费（更正）') // the latest version is what hangs
    expect(august31.text).toMatch(/本页核对码 <code>[0-9a-f]{32}<\/code>/u)
    const september = (await get(`/v/${world.village}/board?month=2026-09`)).text
    expect(september).toContain('王*')
    expect(september).not.toContain('王演示')
    expect(/本页核对码 <code>(.*?)</u.exec(september)![1]).not.toBe(/本页核对码 <code>(.*?)</u.exec(august31.text)![1])
  })
})

describe('a record', () => {
  test('stands beside the period before, figure by figure', async () => {
    const page = (await get(`/d/${august}/compare`)).text
    expect(page).toMatch(/支出（各行合计）（元）<\/th><td class="figure" data-label="本期">1,300.50<\/td><td class="figure" data-label="上期">1,200.50<\/td><td class="figure" data-label="增减">\+100.00/u)
    expect(page).toMatch(/期末结余（元）<\/th><td class="figure" data-label="本期">13,699.50<\/td><td class="figure" data-label="上期">13,799.50<\/td><td class="figure" data-label="增减">-100.00/u)
    expect((await get(`/d/${july}/compare`)).text).toContain('没有可以对比的上期')
  })
  test('is read out without the name of any person', async () => {
    const script = (await get(`/d/${list}/script`)).text
    expect(script).toContain('名册和明细一共2行。')
    expect(script).toContain('补贴金额一共225.00 元。')
    expect(script).not.toMatch(/王\*|李\*|王演示/u)
    expect((await get(`/d/${july}/script`)).text).toContain('这是一次更正。更正原因是：摘要写错，现予更正。')
  })
  test('becomes a letter to the households', async () => expect((await get(`/d/${july}/letter`)).text).toContain('各位乡亲'))
  test.each(['compare', 'script', 'letter'])('that does not exist has no %s', async telling => {
    expect((await get(`/d/00000000-0000-0000-0000-000000000000/${telling}`)).status).toBe(404)
    expect((await get(`/d/x/${telling}`)).status).toBe(404)
  })
})

describe('a list', () => {
  test('is narrowed by the sum, both ends included, ordered, and added up where one item is listed', async () => {
    const listed = async (query: string) => (await get(`/v/${world.village}/d?${query}`)).text
    expect(await listed('min=225&max=225')).toContain('共1条')
    expect(await listed('min=225.01&max=1200')).toContain('共0条')
    const books = await listed('item=income-expense-detail&sort=largest')
    expect(books.indexOf(`/d/${august}`)).toBeLessThan(books.indexOf(`/d/${july}`))
    expect(books).toContain('2,501.00 元')
    expect((await listed('item=income-expense-detail&sort=smallest')).indexOf(`/d/${july}`)).toBeGreaterThan(0)
    expect(await listed('')).not.toContain('这些记录合计')
  })
  test.each(['min=x', 'max=1&min=2', 'sort=best'])('that is asked for with %s says what is wrong', async query => expect((await get(`/v/${world.village}/d?${query}`)).status).toBe(400))
})

describe('open data', () => {
  test('are catalogued with licence, files and the commitment of every version', async () => {
    const catalogue = JSON.parse((await get(`/open/v/${world.village}`)).text) as { '@type': string; 'dcat:dataset': { 'dct:identifier': string; 'dct:license': object; 'dcat:distribution': { 'spdx:checksum'?: { 'spdx:checksumValue': string } }[] }[] }
    expect(catalogue['@type']).toBe('dcat:Catalog')
    expect(catalogue['dcat:dataset'].map(dataset => dataset['dct:identifier']).sort()).toEqual([`${world.village}-farmland-subsidy`, `${world.village}-income-expense-detail`])
    const record = JSON.parse((await get(`/d/${list}.json`)).text) as { commitment: string }
    expect(catalogue['dcat:dataset'].flatMap(dataset => dataset['dcat:distribution']).map(one => one['spdx:checksum']?.['spdx:checksumValue'])).toContain(record.commitment)
  })
  test('give an item as one spreadsheet and everything as JSON, as masked as the pages', async () => {
    const csv = await get(`/open/v/${world.village}.csv?item=income-expense-detail&period=2026`)
    expect(csv.text.split('\r\n')).toHaveLength(6)
    const json = JSON.parse((await get(`/open/v/${world.village}.json`)).text) as { records: { itemSlug: string; rows: unknown[] }[] }
    expect(json.records.map(record => record.rows.length)).toEqual([2, 2, 2])
    for (const text of [csv.text, JSON.stringify(json)]) expect(text).not.toMatch(/王演示|张演示甲/u)
    expect(JSON.stringify(json)).not.toContain('countyCode')
  })
  test('name what is wrong with a request', async () => {
    expect((await get(`/open/v/${world.village}.csv`)).status).toBe(400)
    expect((await get(`/open/v/${world.village}.csv?item=seal-and-certificates`)).status).toBe(404)
    expect((await get('/open/v/110000000000.json')).status).toBe(404)
  })
  test('are shown to search engines only as far as the villages', async () => {
    expect((await get('/robots.txt')).text).toContain('Disallow: /d/')
    expect((await get('/sitemap.xml')).text).toContain(`<loc>http://localhost/v/${world.village}</loc>`)
    expect((await get('/open/')).text).toContain('creativecommons.org/licenses/by/4.0')
  })
})

/** Which elements stand directly in which, each named once in order. Throws where the text is not well-formed XML. */
function shapeOf(xml: string): Record<string, string[]> {
  const shape: Record<string, string[]> = {}
  const open: string[] = []
  for (const [, end, name, attributes] of xml.matchAll(/<(\/?)([a-zA-Z:]+)([^<>]*)>/gu)) {
    if (end) {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`)
      continue
    }
    const parent = open.at(-1)
    if (parent !== undefined && !(shape[parent] ??= []).includes(name!)) shape[parent].push(name!)
    if (!attributes!.endsWith('/')) open.push(name!)
  }
  if (open.length > 0) throw new Error(`${open.at(-1)} is not closed`)
  return shape
}
