import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { indexRecords } from '#actions/search-index.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'
import { type Browser, correct, openBrowser, publish } from './visiting.ts'

let world: World
let browser: Browser
let books: string
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
  books = await publish(world, august('维修祠堂屋顶'))
  await publish(world, monthOfBooks(world.village, '2026-07'))
})
afterAll(() => world.close())

/** Two hundred and sixty entries, of which the 234th says what it is for. */
function august(summary: string) {
  const rows = Array.from({ length: 260 }, (_, i) => ({ date: '2026-08-03', summary: i === 233 ? summary : `虚构支出第${i + 1}笔`, counterparty: '虚构供应商', expense: '1.00' }))
  const fields = { openingBalance: '10000.00', income: '0', expense: '260.00', closingBalance: '9740.00', bankBalance: '9740.00', cashBalance: '0' }
  return monthOfBooks(world.village, '2026-08', { fields, rows })
}

const search = async (q: string, village = world.village) => (await browser.get(`/v/${village}/d?q=${encodeURIComponent(q)}`)).text

describe('a search in a village', () => {
  test('finds a row far down a long list, says which row it is, and leads to it', async () => {
    const page = await search('祠堂')
    expect(page).toContain('第234行')
    expect(page).toContain('维修<mark>祠堂</mark>屋顶')
    expect(page).toContain(`/d/${books}?rows=3#r234`)
    expect((await browser.get(`/d/${books}?rows=3`)).text).toContain('id="r234"')
  })
  test('takes words of the title and words of a row together', async () => expect(await search('8月 祠堂')).toContain('第234行'))
  test('understands pinyin and traditional characters', async () => {
    expect(await search('citang')).toContain('第234行')
    expect(await search('維修祠堂')).toContain('<mark>维修</mark>')
    expect(await search('yutang')).toContain('鱼塘承包费')
    expect(await search('caiwu')).not.toContain('第1行') // it stands in the title, not in a row
  })
  test('finds nothing of another village', async () => expect(await search('祠堂', world.otherVillage)).toContain('没有符合条件'))
  test('finds nothing that a correction took away, and what it put in its place', async () => {
    await correct(world, books, '更正第234笔的摘要', august('维修水闸'))
    expect(await search('祠堂')).toContain('没有符合条件')
    expect(await search('水闸')).toContain('第234行')
  })
  test('and a list longer than one portion is published whole, in its order', async () => {
    const rows = Array.from({ length: 2001 }, (_, i) => ({ date: '2026-06-03', summary: `虚构支出第${i + 1}笔`, counterparty: '虚构供应商', expense: '1.00' }))
    const id = await publish(world, monthOfBooks(world.village, '2026-06', { fields: { openingBalance: '10000.00', income: '0', expense: '2001.00', closingBalance: '7999.00', bankBalance: '7999.00', cashBalance: '0' }, rows }))
    const { rows: published } = JSON.parse((await browser.get(`/d/${id}.json`)).text) as { rows: { seq: number; cells: { summary: string } }[] }
    expect(published.map(row => `${row.seq} ${row.cells.summary}`)).toEqual(rows.map((row, i) => `${i + 1} ${row.summary}`))
    expect(await search('第2001笔')).toContain('第2001行')
  })
  test('finds records again that had lost their words', async () => {
    await world.owner.db.deleteFrom('pub.searchPart').execute()
    expect(await search('水闸')).toContain('没有符合条件')
    expect([await indexRecords(world.context), await indexRecords(world.context)]).toEqual([3, 0])
    expect(await search('水闸')).toContain('第234行')
  })
  test('keeps what a reader typed as text', async () => expect(await search('<b>祠堂')).not.toContain('<b>'))
})
