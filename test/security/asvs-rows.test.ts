import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterFrom } from '#actions/residents/sign-in.ts'
import { newHalf } from '#actions/staff/invitations.ts'
import { keyOf, ringOf } from '#platform/crypto/key-ring.ts'
import { unwrap, wrap } from '#platform/crypto/wrapping.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { hidden, openBrowser, publish, type Browser } from '#test/pages/visiting.ts'
import { openWorld, type World } from '#test/world.ts'

/** Rows of docs/security/asvs.md that nothing else shows; each test names its own. */
let world: World
let browser: Browser
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
})
afterAll(() => world.close())

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

test('5.3.1, 5.3.2: a file that calls itself a page in another folder is kept under an id of ours, with the bytes of a picture', async () => {
  const page = await browser.get(`/complain?v=${world.village}`)
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#868' } }).jpeg().toBuffer()
  const sent = await browser.post('/complain', { v: String(world.village), key: hidden(page, 'key'), statement: '村口路灯坏了一个月没有人修。' }, { headers: { origin: 'http://localhost' }, files: [{ name: '../../../evil.html', bytes }] })
  expect(sent.status).toBe(200)
  const kept = readdirSync(world.fileFolder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  expect(kept.length).toBeGreaterThan(0)
  for (const { name, parentPath } of kept) {
    expect(name).toMatch(uuid)
    expect(readFileSync(join(parentPath, name)).subarray(0, 3).toString('hex')).toBe('ffd8ff')
  }
})

test('3.7.3: no page leads to a foreign site but to the terms of the open data', async () => {
  const record = await publish(world, monthOfBooks(world.village))
  const hosts = new Set<string>()
  for (const path of ['/', `/v/${world.village}`, `/d/${record}`, '/open', '/help', '/track', '/me', '/report', `/complain?v=${world.village}`]) {
    for (const [, host] of (await browser.get(path)).text.matchAll(/(?:href|src|action)="?(?:https?:)?\/\/([^/"\s>]+)/gu)) hosts.add(host!)
  }
  expect([...hosts].filter(host => host !== 'localhost' && host !== 'creativecommons.org')).toEqual([])
})

test('6.2.6, 6.2.7: a password is hidden while it is typed, and may be pasted', () => {
  const sources = ['sign-in', 'security', 'accounts'].flatMap(folder => readdirSync(join('src/console', folder)).filter(name => name.endsWith('.tsx')).map(name => readFileSync(join('src/console', folder, name), 'utf8')))
  const fields = sources.flatMap(source => [...source.matchAll(/<Input[^>]*autoComplete=(?:"|\{')?(?:current|new)-password[^>]*>/gu)].map(([field]) => field))
  expect(fields.length).toBeGreaterThan(2)
  for (const field of fields) expect(field).toMatch(/^<Input\.Password/u)
  for (const source of sources) expect(source).not.toMatch(/onPaste=|onCopy=|onCut=|onContextMenu=/u)
})

test('11.2.4: what cannot be opened says nothing but that, whether it was altered, cut off, or of something else', () => {
  const key = ringOf(keyOf(randomBytes(32)))
  const sealed = wrap(key, 'of this', Buffer.from('words'))
  const altered = Buffer.from(sealed)
  altered[altered.length - 1]! ^= 1
  const said = [[altered, 'of this'], [sealed, 'of that'], [Buffer.concat([sealed, Buffer.of(0)]), 'of this']].map(([bytes, bound]) => {
    try {
      return unwrap(key, bound as string, bytes as Buffer).toString()
    } catch (cause) {
      return (cause as Error).message
    }
  })
  expect(new Set(said).size, said.join(' | ')).toBe(1)
  expect(said[0]).not.toContain('words')
})

test('11.3.4, 11.5.1: nothing that is drawn by chance is drawn twice: no nonce, no half of a code, no session of a resident', async () => {
  const key = ringOf(keyOf(randomBytes(32)))
  const many = Array.from({ length: 2000 })
  expect(new Set(many.map(() => wrap(key, 'of this', Buffer.from('words')).toString('hex').slice(0, 24))).size).toBe(2000)
  expect(new Set(many.map(newHalf)).size).toBe(2000)
  const tokens = await Promise.all(many.slice(0, 20).map(() => enterFrom(world.context, 'wechat', 'wx-test', 'openid-of-nobody')))
  expect(new Set(tokens).size).toBe(20)
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
})

test('1.3.5, 1.3.10: nothing reads Markdown, templates or formats', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> }
  expect(Object.keys(dependencies).filter(name => /markdown|^marked|remark|handlebars|mustache|^ejs|^pug|nunjucks|^eta$|liquid|sprintf|lodash/u.test(name))).toEqual([])
})
