import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepingTexts, ownDataTexts } from '#text/keeping.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { openCounty, type County } from './county.ts'

let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()]) })
afterAll(async () => { await closeWindows(browser); await county.world.close() })

test('a name is asked away by the clerk, deleted by the reviewer, and the village reads that it was deleted', async () => {
  const words = keepingTexts['zh-CN']
  const clerk = await openWindow(browser, { screen: 'phone' })
  await county.signIn(clerk.context, 'clerk')
  await clerk.page.goto(`${county.origin}/console/published`)
  await clerk.page.getByRole('row').filter({ hasText: '补贴发放表' }).getByRole('button', { name: words.ask }).click()
  const dialog = clerk.page.getByRole('dialog')
  await dialog.getByRole('button', { name: words.ask }).click()
  await dialog.getByLabel(words.note).fill('本人来电要求删除。')
  await dialog.getByRole('button', { name: words.ask }).click()
  await dialog.getByText(words.fieldMissing).waitFor()
  await dialog.getByLabel(words.field).click()
  await clerk.page.getByTitle('户主姓名').click()
  await dialog.getByRole('button', { name: words.ask }).click()
  await clerk.page.getByText(words.askDone).waitFor()
  await clerk.context.close()

  const reviewer = await openWindow(browser, { screen: 'desktop' })
  await county.signIn(reviewer.context, 'reviewer')
  await reviewer.page.goto(`${county.origin}/console/keeping`)
  await reviewer.page.getByRole('button', { name: words.erase }).waitFor()
  await picture(reviewer.page, 'keeping')
  await reviewer.page.getByRole('button', { name: words.erase }).click()
  await reviewer.page.getByRole('dialog').getByRole('button', { name: words.erase }).click()
  await reviewer.page.getByText(words.erasuresEmpty).waitFor()
  await reviewer.context.close()

  const resident = await openWindow(browser, { screen: 'phone', scripts: false })
  await resident.page.goto(`${county.origin}/d/${county.records.subsidy}`)
  expect(await resident.page.locator('#r1').innerText()).toContain('已删除')
  expect(await resident.page.locator('#rows').innerText()).toContain('其余内容仍可核验')
  await resident.page.locator('#r1').scrollIntoViewIfNeeded()
  await picture(resident.page, 'erased-phone')
  await resident.context.close()
})

test('whoever holds the code takes a copy away and has name and phone deleted, on a phone without scripts', async () => {
  const text = ownDataTexts['zh-CN']
  const filed = await fileComplaint(county.world.context, { villageCode: county.village.code, statement: '村口路灯坏了，请修一修。', photos: [], person: { name: '测试群众', phone: '000-0000-0000' }, idempotencyKey: randomUUID(), channel: 'web' })
  if (!filed.ok) throw new Error(filed.refusal.code)
  const { page, context } = await openWindow(browser, { screen: 'phone', scripts: false })
  await page.goto(`${county.origin}/track`)
  await page.getByLabel(trackingTexts['zh-CN'].code).fill(filed.value.receiptCode)
  await page.getByRole('button', { name: trackingTexts['zh-CN'].submit }).click()
  await page.getByText(text.title).click()
  await page.locator('#own-data').scrollIntoViewIfNeeded()
  await picture(page, 'own-data-phone')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: text.copyAs.text }).click()])
  expect(download.suggestedFilename()).toBe('complaint.txt')
  await page.getByRole('button', { name: text.forget }).click()
  await page.getByText(text.forgotten).waitFor()
  expect(await page.getByRole('button', { name: text.forget }).count()).toBe(0)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await context.close()
})
