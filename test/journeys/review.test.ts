import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dutyWords } from '#text/console-duties.ts'
import { reviewWords } from '#text/console-review.ts'
import { draftStateTexts } from '#text/console-states.ts'
import { dutyStandingTexts } from '#text/duties.ts'
import { createDraft, submitDraft } from '#actions/drafts.ts'
import { countDuties, openDuties, remindOfDuties } from '#actions/open-duties.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { expectHead, openConsole } from './console.ts'
import { openCounty, today, type County } from './county.ts'

const [words, reviewing, states, standings] = [dutyWords['zh-CN'], reviewWords['zh-CN'], draftStateTexts['zh-CN'], dutyStandingTexts['zh-CN']]

let county: County
let browser: Browser
beforeAll(async () => {
  [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()])
  const { world } = county
  for (const day of ['2026-07-01', '2026-08-01', '2026-09-01', '2026-09-13', today]) {
    world.setClock(day)
    await openDuties(world.context)
    await remindOfDuties(world.context)
  }
  await countDuties(world.context)
})
afterAll(async () => { await closeWindows(browser); await county.world.close() })

async function submitted(village: number, period: string): Promise<string> {
  const { world } = county
  const clerk = await world.officer(world.officerId.clerk(village))
  const draft = await createDraft(world.context, clerk, monthOfBooks(village, period))
  if (!draft.ok) throw new Error(draft.refusal.code)
  await submitDraft(world.context, clerk, draft.value.id, 1)
  return draft.value.id
}

test('the clerk sees on the desk what is owed today, starts one record with a tap and declares that another did not happen', async () => {
  const { context, page } = await openConsole(county, browser, 'clerk')
  const owed = page.getByRole('region', { name: words.today }).or(page.locator('section[aria-labelledby=owed-today]'))
  const line = owed.getByRole('row').filter({ hasText: '银行存款与现金余额' }).filter({ hasText: '2026年9月15日' })
  await line.waitFor()
  expect(await line.textContent()).toContain(standings.overdue)
  await picture(page, 'console-duties')
  await line.getByRole('button', { name: words.nil }).click()
  await page.getByText(words.nilText).waitFor()
  await page.getByRole('button', { name: words.nilSend }).click()
  await line.waitFor({ state: 'detached' })
  await owed.getByRole('row').filter({ hasText: '财务收支逐笔明细' }).filter({ hasText: '2026年9月15日' }).getByRole('button', { name: words.start }).click()
  await page.waitForURL(/drafts\/new\?item=income-expense-detail&period=2026-08/)
  await page.getByText('2026年8月财务收支逐笔明细').or(page.locator('input[value*="2026年8月"]')).first().waitFor()
  await page.goto(`${county.origin}/console/duties`)
  await page.getByText(words.nilWaiting).first().waitFor()
  await context.close()
})

test('the reviewer sees what speaks against a declaration and must answer it; residents then read it', async () => {
  const { world } = county
  const nil = { villageCode: county.village.code, item: 'bank-and-cash', period: '2026-07' }
  const { declareNil } = await import('#actions/nil-declarations.ts')
  expect(await declareNil(world.context, await world.officer(world.officerId.clerk(county.village.code)), nil)).toMatchObject({ ok: true })
  const { context, page } = await openConsole(county, browser, 'reviewer')
  const sheet = page.locator('.decision').filter({ hasText: '2026年7月' })
  await sheet.getByText(words.doubts).waitFor()
  await picture(page, 'console-nil')
  await sheet.getByRole('button', { name: words.approveNil }).click()
  await sheet.getByText(words.decisionMissing).waitFor()
  await sheet.getByLabel(words.decisionNote).fill('余额已并入收支明细公开。')
  await sheet.getByRole('button', { name: words.approveNil }).click()
  await sheet.waitFor({ state: 'detached' })
  const resident = await openWindow(browser, { screen: 'phone', scripts: false })
  await resident.page.goto(`${county.origin}/v/${county.village.code}`)
  await resident.page.getByRole('link', { name: '看全部公开情况' }).click()
  await resident.page.getByText('村里声明“无此事项”').waitFor()
  expect(await resident.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await picture(resident.page, 'duties-phone')
  await Promise.all([context.close(), resident.context.close()])
})

test('several drafts are approved together after the drawn ones were opened, and one is fixed for a later hour', async () => {
  const ids = await Promise.all(['2025-01', '2025-02', '2025-03', '2025-04', '2025-05'].map(period => submitted(county.village.code, period)))
  const { context, page } = await openConsole(county, browser, 'reviewer', 'drafts?queue=to-review')
  await page.goto(`${county.origin}/console/drafts/${ids[4]}`)
  await page.getByRole('button', { name: words.schedule }).click()
  await page.getByLabel(words.scheduleAt).fill('2026-09-30T08:00')
  await page.locator('form').getByRole('button', { name: words.schedule }).click()
  await expectHead(page, states.scheduled)
  await page.getByRole('button', { name: words.unschedule }).first().waitFor()
  await page.goto(`${county.origin}/console/drafts?queue=to-review`)
  await page.getByRole('checkbox').nth(3).waitFor()
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: words.batchChoose(4) }).click()
  await page.getByText(words.left(3)).waitFor()
  await picture(page, 'console-batch')
  for (let left = 3; left > 0; left--) {
    await page.getByText(words.left(left)).waitFor()
    await page.getByRole('button', { name: words.open }).first().click()
    await page.getByRole('dialog').getByText('鱼塘承包费').waitFor()
    await page.getByRole('button', { name: words.confirm }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await page.getByRole('button', { name: words.approveAll(4) }).click()
  await page.getByText(words.resultApproved).nth(3).waitFor()
  await context.close()
})

test('a record is withdrawn by two people, and its address keeps saying that it was', async () => {
  const clerk = await openConsole(county, browser, 'clerk', 'published')
  const line = clerk.page.getByRole('row').filter({ hasText: '2026年3月' }).first()
  await line.getByRole('button', { name: words.withdraw }).click()
  await clerk.page.getByLabel(words.withdrawReason).fill('误将邻村账目公开在本村。')
  await clerk.page.getByRole('button', { name: words.askWithdrawal }).click()
  await line.getByText(words.withdrawAsked).waitFor()
  const reviewer = await openConsole(county, browser, 'reviewer')
  const sheet = reviewer.page.locator('.decision').filter({ hasText: '误将邻村账目公开在本村。' })
  const address = await sheet.getByRole('link').getAttribute('href')
  await sheet.getByRole('button', { name: words.grant }).click()
  await sheet.waitFor({ state: 'detached' })
  const resident = await openWindow(browser, { screen: 'phone', scripts: false })
  const reply = await resident.page.goto(county.origin + address!)
  expect(reply!.status()).toBe(410)
  await resident.page.getByText('误将邻村账目公开在本村。').waitFor()
  await picture(resident.page, 'tombstone-phone')
  await Promise.all([clerk, reviewer, resident].map(({ context }) => context.close()))
})

test('the committee passes a draft on, and only then may the township approve it', async () => {
  await county.world.postCommittee()
  const id = await submitted(county.village.code, '2025-06')
  const committee = await openConsole(county, browser, 'committee', `drafts/${id}`)
  await committee.page.getByRole('button', { name: words.endorse }).first().click()
  await committee.page.locator('form').getByRole('button', { name: words.endorse }).click()
  await expectHead(committee.page, states.submitted)
  const reviewer = await openConsole(county, browser, 'reviewer', `drafts/${id}`)
  await reviewer.page.getByText(reviewing.events['endorse']!).waitFor()
  await reviewer.page.getByRole('button', { name: reviewing.approve }).waitFor()
  await Promise.all([committee, reviewer].map(({ context }) => context.close()))
})

test('the township and the leader see villages × items, by letter and not by colour alone', async () => {
  const reviewer = await openConsole(county, browser, 'reviewer', 'coverage')
  await reviewer.page.getByText(words.legend).waitFor()
  expect(await reviewer.page.locator('.matrix .cell.is-missing').first().textContent()).toContain(words.letters.missing)
  await picture(reviewer.page, 'console-coverage')
  const leader = await openConsole(county, browser, 'leader', 'coverage?year=2026')
  await leader.page.getByRole('region', { name: words.coverage }).waitFor()
  expect(await leader.page.locator('.year').count()).toBeGreaterThan(5)
  await Promise.all([reviewer, leader].map(({ context }) => context.close()))
})
