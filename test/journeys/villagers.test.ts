import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { householdWords } from '#text/console-households.ts'
import { villagerTexts } from '#text/pages-villagers.ts'
import { publishAllowances, signedIn } from '#test/pages/villager-lists.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

const [words, text] = [householdWords['zh-CN'], villagerTexts['zh-CN']]
let county: County
let browser: Browser
beforeAll(async () => { ;[county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()]) })
afterAll(async () => { await closeWindows(browser); await county.world.close() })

test('the clerk prints codes, a villager enters one on the phone without scripts and reads the fuller list', async () => {
  const id = await publishAllowances(county.world, { name: '演示村民', groupName: '第七村民组' })
  const desk = await openConsole(county, browser, 'clerk', 'households')
  await desk.page.getByLabel(words.count).fill('6')
  await desk.page.getByRole('button', { name: words.make, exact: true }).click()
  await desk.page.getByText(words.onceTitle).waitFor()
  const code = (await desk.page.locator('.households code').first().textContent())!
  expect(code).toMatch(/^\d{4} \d{4} \d{4}$/)
  await picture(desk.page, 'console-households')
  await desk.page.getByRole('button', { name: words.next }).click()
  await desk.page.getByRole('button', { name: words.end }).waitFor()
  expect(await desk.page.getByText(code).count()).toBe(0)
  await desk.context.close()

  const { context, page } = await openWindow(browser, { screen: 'phone', scripts: false })
  await context.addCookies([{ name: 'resident', value: await signedIn(county.world, 'villager'), url: county.origin }])
  await page.goto(`${county.origin}/d/${id}`)
  await page.getByRole('link', { name: text.readMore }).click()
  await page.getByRole('link', { name: text.enterCode }).click()
  await page.getByLabel(text.code).fill(code)
  await page.getByRole('button', { name: text.come, exact: true }).click()
  await page.getByText(text.came(county.village.name)).waitFor()
  await page.locator('#home').scrollIntoViewIfNeeded()
  await picture(page, 'me-village-phone')
  await page.getByRole('link', { name: '第二季度残疾人补贴发放表' }).click()
  await page.getByText('第七村民组').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  await picture(page, 'villagers-list-phone')
  await context.close()
}, 60_000)
