import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { complaintTexts } from '#text/pages-complaint.ts'
import { messageTexts } from '#text/pages-messages.ts'
import { tipTexts } from '#text/pages-tips.ts'
import { openAllowances } from '#platform/allowances.ts'
import { blurredSource } from '#platform/rate-limit.ts'
import { openKeptAllowances } from '#actions/kept-allowances.ts'
import { form, say } from '#test/api/talking.ts'
import { file } from '#test/api/cases-of-every-state.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { hidden, openBrowser, type Browser } from '#test/pages/visiting.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let browser: Browser
let photo: Buffer
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
  photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#8a8' } }).jpeg().toBuffer()
})
afterAll(() => world.close())
// Each test with full buckets, an hour of a day of its own.
let day = 0
beforeEach(() => world.setClock(`2026-09-${21 + day++}`))

const now = () => world.context.clock.now()
const counted = async (table: string) => (await world.owner.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n
/** Ten gigabytes came from the network of the test today. */
const fillNetwork = () => world.context.allowances.sentByNetwork.take(blurredSource(world.context.secrets.sourceKey, world.context.clock.today(), '127.0.0.1'), now(), 10_000)

describe('what one network sends in within a day has a sum:', () => {
  test('a complaint keeps its words, says when its photos are taken, and goes through without them', async () => {
    fillNetwork()
    const page = await browser.get(`/complain?v=${world.village}`)
    const fields = { v: String(world.village), key: hidden(page, 'key'), statement: '村口路灯坏了三天没人修。' }
    const before = await counted('case_file')
    const full = await browser.post('/complain', fields, { files: [{ name: 'a.jpg', bytes: photo }] })
    expect([full.status, full.text.includes(complaintTexts['zh-CN'].fullPhotos(1)), full.text.includes(fields.statement), await counted('case_file')]).toEqual([429, true, true, before])
    const english = await browser.post('/complain?lang=en', fields, { files: [{ name: 'a.jpg', bytes: photo }] })
    expect([english.status, english.text.includes(complaintTexts.en.fullPhotos(1))]).toEqual([429, true])
    expect([(await browser.post('/complain', fields)).status, await counted('case_file'), await counted('case_attachment')]).toEqual([200, before + 1, 0])
  })

  test('so do a message, an addition by another program, and a report', async () => {
    const { code } = await file(world)
    fillNetwork()
    const words = { code, part: '1', words: '还有一张照片要补。', key: randomUUID() }
    const message = await browser.post('/track/message', words, { files: [{ name: 'a.jpg', bytes: photo }] })
    expect([message.status, message.text.includes(messageTexts['zh-CN'].fullPhotos(1)), message.text.includes(words.words)]).toEqual([429, true, true])
    const addition = await say(world, undefined, 'POST', '/api/v1/complaints/additions', form({ code, action: 'supplyMore', note: '补一张照片。' }, { name: 'a.jpg', bytes: photo }))
    expect(addition).toMatchObject({ status: 429, body: { code: 'sent-too-much', detail: 'Too much was sent in within a day, and this file was not taken. Please send it again in about 1 min.' }, headers: { 'retry-after': expect.anything() } })
    const report = await browser.get(`/report?v=${world.village}`)
    const sent = await browser.post('/report', { v: String(world.village), key: hidden(report, 'key'), whom: 'own', statement: '村干部收取好处费，数额较大。' }, { files: [{ name: 'a.jpg', bytes: photo }] })
    expect([sent.status, sent.text.includes(tipTexts['zh-CN'].wait(1))]).toEqual([429, true])
    expect(await counted('case_attachment')).toBe(0)
  })
})

test('what one officer sends in within a day has a sum of its own, in whatever post: nothing is kept, the sentence says when', async () => {
  const { id } = (await say(world, 'clerk', 'POST', '/api/v1/drafts', { body: monthOfBooks(world.village, '2026-01') })).body
  const add = (role: 'clerk' | 'reviewer' = 'clerk') => say(world, role, 'POST', `/api/v1/drafts/${id}/attachments`, form({}, { name: 'a.pdf', bytes: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n') }))
  world.context.allowances.sentByOfficer.take(world.officerId.clerk(world.village), now(), 5_000)
  expect(await add()).toMatchObject({ status: 429, body: { code: 'sent-too-much' } })
  expect(await counted('draft_attachment')).toBe(0)
  expect((await add('reviewer')).body.code).not.toBe('sent-too-much')
  world.setClock(world.context.clock.today(), 10)
  expect((await add()).status).toBe(201)
})

test('the sum outlives a restart', async () => {
  const kept = await openKeptAllowances(world.context.db, now)
  kept.allowances.sentByOfficer.take('somebody', now(), 4_999.5)
  await kept.close()
  const again = await openKeptAllowances(world.context.db, now)
  expect([again.allowances.sentByOfficer.take('somebody', now(), 1), openAllowances().sentByOfficer.take('somebody', now(), 1)]).toEqual([expect.any(Number), undefined])
  await again.close()
})
