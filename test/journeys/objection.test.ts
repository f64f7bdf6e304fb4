import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectionActionTexts, objectionStateTexts, objectionTexts, objectionWordsOfStaff } from '#text/objections.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

const [text, staff, acts, states] = [objectionTexts['zh-CN'], objectionWordsOfStaff['zh-CN'], objectionActionTexts['zh-CN'], objectionStateTexts['zh-CN']]

let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()]) })
afterAll(async () => { await closeWindows(browser); await county.world.close() })

test('a resident asks the village about a line, is not content with the answer, and the township finds it right', async () => {
  const { context, page } = await openWindow(browser, { screen: 'phone', scripts: false })
  await page.goto(`${county.origin}/d/${county.records.books}`)
  await page.locator('#r2 .ask').click()
  await page.getByRole('link', { name: text.object }).click()
  await page.getByLabel(text.question).fill('这一笔为什么没有附发票？')
  await picture(page, 'objection-phone')
  await page.getByRole('button', { name: text.submit }).click()
  const code = (await page.locator('.code p').innerText()).replace(/\s/gu, '')
  await atConsole('clerk', acts.answer, '发票在镇会计代理中心，明天贴到公开栏。')
  await follow(page, code)
  await page.getByRole('button', { name: acts.escalate }).click()
  expect(await page.getByText(states.escalated).isVisible()).toBe(true)
  await atConsole('reviewer', acts.dismiss, '已核对发票原件，金额与账目一致。')
  await page.goto(`${county.origin}/d/${county.records.books}#objections`)
  expect(await page.getByText(states.dismissed).isVisible()).toBe(true)
  await page.locator('#objections').evaluate(section => { section.scrollIntoView() })
  await picture(page, 'objections-phone')
  await follow(page, code)
  await page.getByRole('link', { name: text.toComplaint }).click()
  expect(page.url()).toContain('/complain?d=')
  await context.close()
})

test('the triage desk hides an insult, and whoever opens the record reads that something was hidden and why', async () => {
  const { context: phone, page } = await openWindow(browser, { screen: 'phone', scripts: false })
  await page.goto(`${county.origin}/object?d=${county.records.subsidy}&ver=1`)
  await page.getByLabel(text.question).fill('王五这个没良心的，把钱还来')
  await page.getByRole('button', { name: text.submit }).click()
  await page.locator('.code p').waitFor()
  const triage = await openConsole(county, browser, 'triage', 'objections')
  await triage.page.getByRole('button', { name: staff.hide }).first().click()
  await triage.page.getByRole('radio', { name: text.hidingReasons.insult }).check()
  await triage.page.getByLabel(staff.hideNote).fill('指名道姓骂人。')
  await picture(triage.page, 'console-hiding')
  await triage.page.getByRole('button', { name: staff.hideSend, exact: true }).click()
  await triage.page.getByRole('dialog').waitFor({ state: 'detached' })
  await triage.page.getByText(staff.isHidden(staff.parts.question)).waitFor()
  await page.goto(`${county.origin}/d/${county.records.subsidy}#objections`)
  expect(await page.getByText('没良心').count()).toBe(0)
  expect(await page.getByText(text.hidingReasons.insult).isVisible()).toBe(true)
  await page.locator('#objections').evaluate(section => { section.scrollIntoView() })
  await picture(page, 'objection-hidden-phone')
  await Promise.all([phone.close(), triage.context.close()])
})

async function atConsole(role: 'clerk' | 'reviewer', action: string, words: string): Promise<void> {
  const { context, page } = await openConsole(county, browser, role, 'objections')
  await page.getByRole('button', { name: staff.handle }).first().click()
  await page.getByRole('radio', { name: action }).check()
  await page.getByLabel(staff.words).fill(words)
  if (role === 'clerk') await picture(page, 'console-objection')
  await page.getByRole('dialog').getByRole('button', { name: action }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await context.close()
}

async function follow(page: Page, code: string): Promise<void> {
  await page.goto(`${county.origin}/track`)
  await page.getByLabel(trackingTexts['zh-CN'].code).fill(code)
  await page.getByRole('button', { name: trackingTexts['zh-CN'].submit }).click()
}
