import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { expect } from 'vitest'
import { shortCodeOf } from '#rules/divisions/short-code.ts'
import { openArchive } from '#platform/spreadsheets/archive.ts'
import { defaultLimits } from '#platform/spreadsheets/sheet.ts'
import type { Browser } from '#test/pages/visiting.ts'
import type { World } from '#test/world.ts'

export type Route = { readonly method: string; readonly url: string }

/** Every route of the program as it really is registered, so that a new one cannot be forgotten by a test that walks them all. */
export function routesOf(app: FastifyInstance): Route[] {
  const above: string[] = []
  return app.printRoutes({ commonPrefix: false }).split('\n').flatMap(line => {
    const [, indent, part, methods] = /^([│├└─\s]*)(\S+)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
    if (indent === undefined || part === undefined) return []
    above.length = indent.length / 4
    above.push(part)
    const url = above.join('')
    return (methods ?? '').split(', ').filter(method => method !== '').map(method => ({ method, url }))
  })
}

/** The addresses of a record and of everything around it: a pattern with parameters nobody knows throws. */
export function addressesOf(url: string, about: { readonly id: string; readonly project?: string; readonly village: number; readonly item: string; readonly short: string }): string[] {
  const values: Record<string, string> = { ':id': url.startsWith('/p/') ? about.project ?? about.id : about.id, ':code': String(about.village), ':item': about.item, ':short': about.short, ':version': '1', ':n': '1', ':file': url.startsWith('/open/') ? String(about.village) : 'site.css', ':slug': about.item }
  const filled = url.replace(/:[a-z]+/gu, name => {
    const value = values[name]
    if (value === undefined) throw new Error(`a route with a parameter this test does not know: ${url}. Say here what it should be walked with.`)
    return value
  }).replace('*', 'nothing-here')
  const questions = ['', '?lang=en', '?v=1', '?rows=1', `?v=${about.village}`, `?d=${about.id}&ver=1&row=1`, `?d=${about.id}&ver=1&field=summary`, `?item=${about.item}`, `?q=${encodeURIComponent('补贴')}`, '?page=1']
  const endings = url === '/d/:id' ? ['', '.csv', '.json'] : url === '/q/:short' ? ['', '.svg', '.png'] : url === '/open/v/:file' ? ['.csv', '.json', ''] : url === '/open/ocds/:file' ? ['.json'] : ['']
  return endings.flatMap(ending => questions.map(question => filled + ending + question))
}

/** Everything anybody can be answered about a record and its project, by every route there is: bodies and headers. */
export async function walkEverything(world: World, browser: Browser, of: { readonly id: string; readonly item: string; readonly project?: string }): Promise<{ readonly from: string; readonly said: string }[]> {
  const about = { ...of, village: world.village, short: shortCodeOf(world.village) }
  const seen: { from: string; said: string }[] = []
  for (const { method, url } of routesOf(await world.app())) {
    if (method === 'GET') {
      for (const address of addressesOf(url, about)) {
        const reply = await browser.get(address)
        expect(reply.status, address).toBeLessThan(url === '/readyz' ? 600 : 500)
        seen.push({ from: address, said: JSON.stringify(reply.headers) + reply.text })
      }
    } else if (method !== 'HEAD') {
      const body = { villageCode: world.village, statement: '请说明这一行的金额。', about: { disclosureId: of.id, version: 1, rowSeq: 1 } }
      const reply = await browser.send(method, addressesOf(url, about)[0]!, { 'content-type': 'application/json', 'idempotency-key': randomUUID(), origin: 'http://localhost' }, Buffer.from(JSON.stringify(body)))
      expect(reply.status, url).toBeLessThan(500)
      seen.push({ from: `${method} ${url}`, said: JSON.stringify(reply.headers) + reply.text })
    }
  }
  return seen
}

/**
 * Everything a reader reaches from an address by following what the pages point to: links, pictures, feeds, data files. What the walk by
 * routes cannot know (the project of a record, the second file, the next page) is among it.
 */
export async function followEverything(browser: Browser, from: readonly string[], most = 400): Promise<{ readonly from: string; readonly said: string }[]> {
  const waiting = [...from]
  const known = new Set(waiting)
  const seen: { from: string; said: string }[] = []
  for (let address = waiting.shift(); address !== undefined && seen.length < most; address = waiting.shift()) {
    const reply = await browser.get(address)
    expect(reply.status, address).toBeLessThan(500)
    const fileName = decodeURIComponent(reply.headers['content-disposition']?.replace(/^.*''/u, '') ?? '')
    seen.push({ from: address, said: [JSON.stringify(reply.headers), fileName, reply.text, await unpacked(reply.bytes)].join('\n') })
    for (const [, found] of reply.text.matchAll(/(?:href|src|action|downloadURL"?:\s*\{"@id)="?(?:http:\/\/localhost)?(\/[^"#\s<>]*)/gu)) {
      const next = found!.replaceAll('&amp;', '&')
      if (known.has(next) || next.startsWith('/s/') || next.startsWith('/console')) continue
      known.add(next)
      waiting.push(next)
    }
  }
  return seen
}

/** All that stands inside an office file: what is packed cannot be seen from outside. */
export async function unpacked(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\x03\x04') return ''
  const archive = await openArchive(bytes, defaultLimits)
  const parts: Buffer[] = []
  for (const name of archive.names) for await (const chunk of archive.read(name)) parts.push(Buffer.from(name), chunk)
  return Buffer.concat(parts).toString()
}
