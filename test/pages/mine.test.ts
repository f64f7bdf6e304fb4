import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DraftInput } from '#actions/drafts.ts'
import { takeDown } from '#actions/take-down.ts'
import { hidden, openBrowser, publish, type Browser } from './visiting.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let browser: Browser
let id: string

// A number of nobody, under a reserved county code.
const idNo = '34052219000101007X'
const name = '欧阳测试'
const input = (villageCode: number, period: string, more: Partial<Record<string, string>> = {}): DraftInput => ({
  villageCode, item: 'farmland-subsidy', period, title: `${period.slice(0, 4)}年耕地补贴`, fields: { subsidyName: '耕地地力保护补贴', year: '2026', standard: '100' },
  rows: [
    { householderName: name, groupName: '1组', quantity: '1', standard: '100', amount: '100.00', idNo, ...more } as Record<string, string>,
    { householderName: '王演示员', groupName: '2组', quantity: '2', standard: '100', amount: '200.00' },
  ],
})

beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
  id = await publish(world, input(world.village, '2025-01-05'))
})
afterAll(() => world.close())

const ask = (fields: Record<string, string>, village = world.village) => browser.post(`/v/${village}/mine`, fields)

describe('payments in my name', () => {
  test('are found by name and the last six, and shown as the list shows them to everybody', async () => {
    const page = await ask({ name: ' 欧阳　测试 ', tail: '01007x' })
    expect(page.status).toBe(200)
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store' })
    expect(page.text).toContain('共1笔')
    expect(page.text).toContain('欧阳*试')
    expect(page.text).toContain('100.00')
    expect(page.text).not.toContain(name)
    expect(page.text).not.toContain('01007')
    expect(page.text).toContain(`/complain?d=${id}&amp;ver=1&amp;row=1`)
  })

  test('what does not agree is worded the same whether the name, the number, or the payment is wrong', async () => {
    const pages = await Promise.all([
      ask({ name, tail: '010070' }), ask({ name: '王演示员', tail: '01007X' }), ask({ name: '李无此人', tail: '123456' }), ask({ name, tail: '01007X' }, world.otherVillage),
    ])
    const plain = (text: string) => text.replace(/value="[^"]*"/g, '').replace(/\d{12}/g, '').replace(/[\u4e00-\u9fff]{2,8}村/g, '')
    for (const page of pages) {
      expect(page.status).toBe(200)
      expect(page.text).toContain('没有查到与您填写的内容一致的发放记录')
      expect(page.text).toContain('没有写身份证号的，这里也查不到')
    }
    expect(plain(pages[1]!.text)).toBe(plain(pages[0]!.text))
    expect(plain(pages[2]!.text)).toBe(plain(pages[0]!.text))
  })

  test('a missing name or a number of another length is a mistake in the form, and the number is never shown again', async () => {
    const page = await ask({ name: '', tail: '34052219000101007X' })
    expect(page.status).toBe(422)
    expect(page.text).toContain('请填写姓名')
    expect(page.text).toContain('请填写身份证号的最后六位')
    expect(page.text).not.toContain('01007X')
    expect((await browser.post('/v/1/mine', { name, tail: '01007X' })).status).toBe(404)
    expect((await browser.post(`/v/${world.village}/mine`, { name, tail: '01007X' }, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
  })

  test('nobody says for another: a ticket is ours, of its village, of half an hour, and for the own rows', async () => {
    const page = await ask({ name, tail: '01007X' })
    const fields = { ticket: hidden(page, 'ticket'), d: id, ver: '1', row: '2' }
    expect((await browser.post(`/v/${world.village}/mine/received`, fields)).status).toBe(400)
    expect((await browser.post(`/v/${world.village}/mine/received`, { ...fields, row: '1', d: '-'.repeat(36) })).status).toBe(400)
    expect((await browser.post(`/v/${world.village}/mine/received`, { ...fields, row: '1', ticket: `${fields.ticket.slice(0, -1)}${fields.ticket.endsWith('A') ? 'B' : 'A'}` })).status).toBe(422)
    expect((await browser.post(`/v/${world.otherVillage}/mine/received`, { ...fields, row: '1' })).status).toBe(422)
    world.setClock('2026-09-21', 10)
    expect((await browser.post(`/v/${world.village}/mine/received`, { ...fields, row: '1' })).status).toBe(422)
  })

  test('“I received it” is counted once and leads to nobody', async () => {
    const page = await ask({ name, tail: '01007X' })
    const fields = { ticket: hidden(page, 'ticket'), d: hidden(page, 'd'), ver: hidden(page, 'ver'), row: hidden(page, 'row') }
    for (let time = 0; time < 2; time++) {
      const answered = await browser.post(`/v/${world.village}/mine/received`, fields)
      expect(answered.status).toBe(200)
      expect(answered.text).toContain('您说过：收到了')
    }
    const { rows } = await world.owner.pool.query('select disclosure_id, version, seq, once from payee_confirmation')
    expect(rows).toMatchObject([{ disclosure_id: id, version: 1, seq: 1 }])
    const keys = (await world.owner.pool.query('select key from payee_key')).rows
    expect(keys.some(({ key }) => key.equals(rows[0].once))).toBe(false)
  })

  test('what was taken down is gone here too', async () => {
    const gone = await publish(world, input(world.village, '2024-01-05'))
    expect((await ask({ name, tail: '01007X' })).text).toContain('共2笔')
    await takeDown(world.context, await world.officer(world.officerId.triage), gone, { reason: 'other', note: '先撤下再核对。' })
    expect((await ask({ name, tail: '01007X' })).text).toContain('共1笔')
  })
})

describe('whoever guesses', () => {
  test('is slowed down by the name, from wherever the tries come', async () => {
    world.setClock('2026-09-22')
    const statuses = []
    for (let n = 0; n < 21; n++) statuses.push((await browser.post(`/v/${world.village}/mine`, { name: '赵被猜者', tail: String(100_000 + n) })).status)
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(200))
    expect(statuses.slice(10)).toEqual(Array(11).fill(429))
  })

  test('waits for that name even after having worked, and for a right answer no less', async () => {
    world.setClock('2026-09-23')
    for (let n = 0; n < 20; n++) await ask({ name, tail: '01007X' })
    const page = await ask({ name, tail: '01007X' })
    expect(page.status).toBe(429)
    expect(page.text).toContain('这个姓名刚才查得太多')
  })
})

test('the keys are beyond the reader\'s reach, and the number is not in them', async () => {
  expect((await world.owner.pool.query(`select has_any_column_privilege('ydt_reader', 'payee_key', 'select') as may`)).rows).toEqual([{ may: false }])
  const { rows } = await world.owner.pool.query('select row_to_json(k)::text as said from payee_key k')
  expect(rows.length).toBe(2)
  for (const { said } of rows) expect(said).not.toMatch(/01007X|欧阳/)
})
