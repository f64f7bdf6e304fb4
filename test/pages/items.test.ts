import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import catalogue from '../../data/catalogue/default.v1.json' with { type: 'json' }
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const get = async (url: string) => (await world.app()).inject({ method: 'GET', url })

describe('the page of an item', () => {
  test('says what it is, on what ground, how often, who does it and who watches, step by step', async () => {
    const page = await get(`/v/${world.village}/i/subsistence-allowance?lang=zh`)
    expect(page.statusCode).toBe(200)
    for (const words of ['最低生活保障', '社会救助暂行办法', '每季度', '不少于7天', '乡镇(街道)民政办', '入户调查', '优亲厚友', '<svg']) expect(page.body).toContain(words)
  })
  test('leads to the records of the item and to complaining', async () => {
    const { body } = await get(`/v/${world.village}/i/debts`)
    expect(body).toContain(`/v/${world.village}/d?item=debts`)
    expect(body).toContain(`/complain?v=${world.village}`)
  })
  test('exists for each of the sixty items in both languages, needs no script and is small', async () => {
    for (const { slug } of catalogue.items) for (const language of ['zh', 'en']) {
      const { statusCode, body } = await get(`/v/${world.village}/i/${slug}?lang=${language}`)
      expect(statusCode, slug).toBe(200)
      expect(body).not.toContain('<script')
      expect(gzipSync(body).length, slug).toBeLessThan(14 * 1024)
    }
  })
  test('of an item or a village that is not there is not found', async () => {
    expect((await get(`/v/${world.village}/i/no-such-item`)).statusCode).toBe(404)
    expect((await get(`/v/${world.village}/i/No%00Such`)).statusCode).toBe(404)
    expect((await get('/v/340523999999/i/debts')).statusCode).toBe(404)
  })
})

test('the items of a village are listed with the way to each', async () => {
  const { statusCode, body } = await get(`/v/${world.village}/i?lang=en`)
  expect(statusCode).toBe(200)
  for (const { slug } of catalogue.items) expect(body).toContain(`/i/${slug}?lang=en`)
  expect(gzipSync(body).length).toBeLessThan(14 * 1024)
})
