import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDuties } from '#actions/open-duties.ts'
import { declareNil, decideOnNil } from '#actions/nil-declarations.ts'
import { moveWithdrawal } from '#actions/withdrawals.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'
import { type Browser, openBrowser, publish } from './visiting.ts'

let world: World
let browser: Browser
beforeAll(async () => {
  world = await openWorld({ today: '2025-09-01' })
  for (const month of ['2025-10-01', '2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01', '2026-08-01', '2026-09-01']) {
    await openDuties(world.context)
    world.setClock(month)
  }
  await openDuties(world.context)
  world.setClock('2026-09-21')
  browser = await openBrowser(world)
})
afterAll(() => world.close())

const village = () => `/v/${world.village}`

test('the village page says how much of what was due is published, and changes with the next publication', async () => {
  const before = /到期(\d+)项，已公开(\d+)项/.exec((await browser.get(village())).text)!
  expect(Number(before[2])).toBe(0)
  await publish(world, monthOfBooks(world.village, '2026-08'))
  const after = (await browser.get(village())).text
  expect(after).toContain(`到期${before[1]}项，已公开1项`)
  expect(after).toContain(`href="${village()}/duties"`)
})

test('the page of duties tells what is overdue since when and by which rule, with a way to ask, in both languages and within the budget of a small page', async () => {
  const page = await browser.get(`${village()}/duties`, { 'accept-encoding': 'br' })
  expect([page.status, page.bytes.length < 14 * 1024, /<script/.test(page.text)]).toEqual([200, true, false])
  expect(page.text).toContain('银行存款与现金余额')
  expect(page.text).toContain('最早一期应在2025年10月15日前公开，已过期 · 每月一次，次月15日前')
  expect(page.text).toContain(`/complain?v=${world.village}`)
  const english = await browser.get(`${village()}/duties?lang=en`)
  expect(english.text).toContain('the first was due by 15 Oct 2025 · monthly, by the 15th of the next month')
})

test('what has not fallen due is not called late: the due day itself is not, the day after is', async () => {
  const lateOn = async (day: string) => {
    world.setClock(day)
    world.context.published.tell(world.village) // time passes for kept pages too
    return /还有(\d+)项没有按时公开/.exec((await browser.get(`${village()}/duties?lang=zh`)).text)![1]
  }
  const [before, on, after] = [await lateOn('2026-10-14'), await lateOn('2026-10-15'), await lateOn('2026-10-16')]
  expect(on).toBe(before)
  world.setClock('2026-09-21')
  world.context.published.tell(world.village)
  expect(Number(after)).toBeGreaterThan(Number(on))
})

test('a declaration that nothing happened stands on the page with who reviewed it', async () => {
  const made = await declareNil(world.context, await world.officer(world.officerId.clerk(world.village)), { villageCode: world.village, item: 'project-progress', period: '2026-07' })
  await decideOnNil(world.context, await world.officer(world.officerId.reviewer(340_522_100_000)), made.ok ? made.value.id : '', { action: 'approve' })
  const { text } = await browser.get(`${village()}/duties`)
  expect(text).toContain('2026年9月21日公开，环峰镇人民政府审核')
})

test('an event whose record is still being written is not told of before it is overdue', async () => {
  const { createDraft } = await import('#actions/drafts.ts')
  await createDraft(world.context, await world.officer(world.officerId.clerk(world.village)), { villageCode: world.village, item: 'assembly-decisions', period: '2026-09-18', title: '村民代表会议', fields: {}, rows: [] })
  await openDuties(world.context)
  expect((await browser.get(`${village()}/duties?lang=zh`)).text).not.toContain('2026年9月18日')
})

test('a place that is no village has no page of duties, and a virtual community owes nothing', async () => {
  expect((await browser.get('/v/340522100000/duties')).status).toBe(404)
  const [virtual] = (await world.owner.pool.query('select code from pub.division where is_virtual limit 1')).rows
  if (virtual) expect((await browser.get(`/v/${virtual.code}`)).text).not.toContain('/duties')
})

test('a withdrawn record keeps its tombstone in the list and at its address, and its duty is owed again', async () => {
  const owed = async () => /已公开(\d+)项/.exec((await browser.get(village())).text)![1]
  const before = await owed()
  const id = (await world.owner.pool.query(`select id from pub.disclosure where period = '2026-08'`)).rows[0].id
  await moveWithdrawal(world.context, await world.officer(world.officerId.clerk(world.village)), id, { action: 'ask', note: '误将邻村账目公开在本村。' })
  await moveWithdrawal(world.context, await world.officer(world.officerId.reviewer(340_522_100_000)), id, { action: 'grant' })
  expect(Number(await owed())).toBe(Number(before) - 1)
  expect((await browser.get(`${village()}/d`)).text).toContain('已撤回')
  expect((await browser.get(village())).text).not.toContain('8月财务收支明细')
  const english = await browser.get(`/d/${id}?lang=en`)
  expect([english.status, english.text.includes('This record was withdrawn on 21 Sep 2026')]).toEqual([410, true])
  expect((await browser.get(`/complain?d=${id}&row=1`)).status).toBe(410)
})

test('a record of more than a year ago is labelled as archived and can still be read', async () => {
  const id = await publish(world, monthOfBooks(world.village, '2026-06'))
  world.setClock('2027-09-22')
  const listed = (await browser.get(`${village()}/d?lang=zh`)).text
  expect(listed).toContain('存档')
  const { status, text } = await browser.get(`/d/${id}?lang=zh`)
  expect([status, text.includes('存档'), text.includes('村部电费')]).toEqual([200, true, true])
  world.setClock('2026-09-21')
})
