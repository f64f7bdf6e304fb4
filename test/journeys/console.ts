import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { openWindow } from './browser.ts'
import type { County } from './county.ts'

/** An officer at an office screen, signed in, with the console open at a screen. */
export async function openConsole(county: County, browser: Browser, role: OfficerRole | 'second-triage' | 'second-inspector' | 'city-inspector' | 'second-custodian', at = ''): Promise<{ context: BrowserContext; page: Page }> {
  const window = await openWindow(browser, { screen: 'desktop' })
  await county.signIn(window.context, role)
  await window.page.goto(`${county.origin}/console/${at}`)
  await window.page.getByRole('heading', { level: 1 }).waitFor()
  return window
}

/** Chooses from a list that can be searched: typing narrows it, Enter takes the first. */
export async function choose(page: Page, label: string, text: string): Promise<void> {
  const list = page.getByRole('combobox', { name: label })
  await list.fill(text)
  await page.locator('.ant-select-item-option-active').filter({ hasText: text }).waitFor()
  await list.press('Enter')
}

/** Types into the grid of rows as a clerk does, from the cell the cursor stands in, with Tab from column to column. */
export async function typeRow(page: Page, cells: Readonly<Record<string, string>>): Promise<void> {
  const cursor = page.locator('.grid :focus')
  for (const [column, text] of Object.entries(cells)) {
    for (let tabs = 0; await cursor.getAttribute('aria-label') !== column; tabs++) {
      if (tabs > 20) throw new Error(`there is no column ${column}`)
      await page.keyboard.press('Tab')
    }
    if (await cursor.evaluate(cell => cell.tagName) === 'SELECT') await cursor.selectOption({ label: text })
    else await cursor.fill(text)
  }
}

/** Waits until a text stands in the page's heading, or beside it. */
export async function expectHead(page: Page, text: string): Promise<void> {
  await page.locator('.page-head').filter({ hasText: text }).waitFor()
  expect(await page.locator('.page-head').first().textContent()).toContain(text)
}

/** A phone without scripts, with a complaint's page open; nothing on it is wider than the screen. */
export async function followOnPhone(county: County, browser: Browser, code: string, then: (page: Page) => Promise<void>): Promise<void> {
  const { context, page } = await openWindow(browser, { screen: 'phone', scripts: false })
  await page.goto(`${county.origin}/track`)
  await page.getByLabel(trackingTexts['zh-CN'].code).fill(code)
  await page.getByRole('button', { name: trackingTexts['zh-CN'].submit }).click()
  await then(page)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await context.close()
}
