import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileDemonstrationCases } from '#cli/demonstration/complaints.ts'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { languages } from '#text/language.ts'
import { isWhole } from '#test/whole.ts'
import { closeWindows, openBrowser, openWindow, policyBreaches } from './browser.ts'
import { openCounty, type County } from './county.ts'

let county: County
let browser: Browser
beforeAll(async () => {
  [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()])
  await fileDemonstrationCases(county.world.context)
})
afterAll(async () => { await closeWindows(browser); await county.world.close() })

/** Desks whose screens have tables, lists to choose from, drawers, dialogs, grids and charts. */
const screensOf = {
  'triage': ['', 'cases', 'intake/new', 'supervision', 'templates', 'rules', 'list'],
  'clerk': ['drafts/new', 'published', 'imports/new', 'duties'],
  'leader': ['overview', 'coverage', 'ratings'],
  'system-admin': ['accounts', 'accounts/set-up', 'security'],
} as const satisfies Partial<Record<OfficerRole, readonly string[]>>

// The screens are one and the same in both languages.
test.each(isWhole ? languages : ['zh-CN'] as const)('no screen of the console, no list and no dialog loads or writes what its policy does not allow, in %s', async language => {
  for (const [role, screens] of Object.entries(screensOf)) {
    const { context, page } = await openWindow(browser, { screen: 'desktop', language })
    await county.signIn(context, role as OfficerRole)
    for (const screen of screens) {
      await page.goto(`${county.origin}/console/${screen}?lang=${language}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await openAll(page)
    }
    await context.close()
  }
  expect(policyBreaches).toEqual([])
}, 240_000)

/** Opens each list to choose from and each of the first buttons, and whatever comes with it. */
async function openAll(page: Page): Promise<void> {
  for (const kind of ['main .ant-select', 'main button:not([type=submit])']) {
    for (const control of (await page.locator(kind).all()).slice(0, 2)) {
      await control.click({ timeout: 500 }).catch(() => undefined) // what covers or has gone is no matter here
      await page.keyboard.press('Escape')
    }
  }
}

test('the styles of a screen have been written, under the nonce of its page', async () => {
  const { context, page } = await openWindow(browser, { screen: 'desktop' })
  await county.signIn(context, 'triage')
  await page.goto(`${county.origin}/console/cases`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('.ant-btn').first().waitFor()
  expect(await page.evaluate(`getComputedStyle(document.querySelector('.ant-btn')).display`)).toMatch(/flex$/u)
  const nonces = await page.evaluate(`[...new Set([...document.querySelectorAll('style, script, link[rel=stylesheet]')].map(element => element.nonce))]`) as string[]
  expect(nonces).toEqual([expect.stringMatching(/^[A-Za-z0-9+/]{22}==$/u)])
  await context.close()
})

test('a script, a style and an attribute that somebody smuggles into a screen do nothing', async () => {
  const { context, page } = await openWindow(browser, { screen: 'desktop' })
  await county.signIn(context, 'triage')
  await page.goto(`${county.origin}/console/cases`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<p id="smuggled" style="color: rgb(1, 2, 3)"><img src="x:" onerror="window.ran = true"><style>#smuggled { color: rgb(1, 2, 3) }</style></p>');
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }), Object.assign(document.createElement('script'), { src: '/s/enhance.js' }))`)
  await expect.poll(() => policyBreaches.splice(0).map(breach => breach.split(' ')[0]).toSorted()).toEqual(expect.arrayContaining(['style-src-attr']))
  expect(await page.evaluate(`[window.ran, getComputedStyle(document.querySelector('#smuggled')).color === 'rgb(1, 2, 3)']`)).toEqual([undefined, false])
  await context.close()
  policyBreaches.splice(0)
})
