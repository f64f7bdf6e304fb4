import type { IncomingMessage, ServerResponse } from 'node:http'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RenderedPage } from '#pages/kept-page.ts'
import { everywhere, PageCache } from '#pages/page-cache.ts'

const village = 340_522_105_201
let now = 0
let cache: PageCache
beforeEach(() => { now = 1_000_000; cache = new PageCache({ mostBytes: 100_000, now: () => now }) })

const page = (words: string): RenderedPage => ({ status: 200, body: Buffer.from(words), headers: ['content-type', 'text/html'] })
const isKept = (address: string) => cache.serve({ method: 'GET', url: address, headers: {} } as IncomingMessage, { writeHead() { return this }, end() { return this } } as unknown as ServerResponse)

/** A render that ends when it is told to. */
function slowly(words: string) {
  let end = () => {}
  const wait = new Promise<void>(resolve => { end = resolve })
  return { render: () => wait.then(() => page(words)), end }
}

describe('kept pages', () => {
  test('are served until something is published in their village', async () => {
    await cache.page('/v/1', 'zh-CN', village, async () => page('一'))
    expect(isKept('/v/1')).toBe(true)
    cache.forget(village + 1)
    expect(isKept('/v/1')).toBe(true)
    cache.forget(village)
    expect(isKept('/v/1')).toBe(false)
  })

  test.each([['township', 340_522_105_000], ['county', 340_522_000_000], ['city', 340_500_000_000], ['province', 340_000_000_000], ['whole', everywhere]])('of the %s end with a publication in any village of it', async (_, place) => {
    await cache.page('/x', 'zh-CN', place, async () => page('一'))
    cache.forget(village)
    expect(isKept('/x')).toBe(false)
  })

  test('never hold a render that began before a publication and ended after it', async () => {
    const old = slowly('旧')
    const rendering = cache.page('/v/1', 'zh-CN', village, old.render)
    cache.forget(village)
    old.end()
    await rendering
    expect(isKept('/v/1')).toBe(false)
    await cache.page('/v/1', 'zh-CN', village, async () => page('新'))
    expect(isKept('/v/1')).toBe(true)
  })

  test('share a render that is under way, but not across a publication', async () => {
    const old = slowly('旧')
    let renders = 0
    const first = cache.page('/v/1', 'zh-CN', village, () => { renders++; return old.render() })
    const second = cache.page('/v/1', 'zh-CN', village, () => { renders++; return old.render() })
    cache.forget(village)
    const third = cache.page('/v/1', 'zh-CN', village, async () => { renders++; return page('新') })
    old.end()
    expect(await first).toBe(await second)
    expect(await third).not.toBe(await first)
    expect(renders).toBe(2)
  })

  test('a render that fails is not kept and not shared with those who come later', async () => {
    await expect(cache.page('/v/1', 'zh-CN', village, () => Promise.reject(new Error('no database')))).rejects.toThrow('no database')
    await cache.page('/v/1', 'zh-CN', village, async () => page('一'))
    expect(isKept('/v/1')).toBe(true)
  })

  test('are at most a minute old, whatever was announced', async () => {
    await cache.page('/v/1', 'zh-CN', village, async () => page('一'))
    now += 59_999
    expect(isKept('/v/1')).toBe(true)
    now += 1
    expect(isKept('/v/1')).toBe(false)
    expect(cache.bytes).toBe(0)
  })

  test('stay within their room; one that was asked for outlives one that was not', async () => {
    await cache.page('/hot', 'zh-CN', village, async () => page('热'))
    for (let i = 0; i < 200; i++) {
      await cache.page(`/cold/${i}`, 'zh-CN', village, async () => page('x'.repeat(2000)))
      expect(isKept('/hot')).toBe(true)
      expect(cache.bytes).toBeLessThanOrEqual(100_000)
    }
    expect(isKept('/cold/0')).toBe(false)
    expect(isKept('/cold/199')).toBe(true)
  })

  test('do not include problems, huge pages or endless addresses', async () => {
    await cache.page('/bad', 'zh-CN', village, async () => ({ ...page('x'), status: 404 }))
    await cache.page('/huge', 'zh-CN', village, async () => page('x'.repeat(50_000)))
    const long = `/${'a'.repeat(600)}`
    await cache.page(long, 'zh-CN', village, async () => page('x'))
    expect([isKept('/bad'), isKept('/huge'), isKept(long)]).toEqual([false, false, false])
    expect(cache.bytes).toBe(0)
  })

  test('keep the two languages apart, and an address that names its language for everybody', async () => {
    await cache.page('/v/1', 'en', village, async () => page('en'))
    expect(isKept('/v/1')).toBe(false)
    await cache.page('/v/1?lang=en', 'en', village, async () => page('en'))
    expect(isKept('/v/1?lang=en')).toBe(true)
  })
})
