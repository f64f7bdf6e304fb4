import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { conflictWords } from '#text/console-conflicts.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { closeWindows, openBrowser, picture } from './browser.ts'
import { choose, openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

const words = conflictWords['zh-CN']

let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()]) })
afterAll(async () => { await closeWindows(browser); await county.world.close() })

test('the desk names whom a complaint is about by a proposal, then the unit at work, and no longer sees it', async () => {
  const { id } = await caseAt(county.world, 'handling', { about: { disclosureId: county.records.books, version: 1 } })
  const { context, page } = await openConsole(county, browser, 'triage', `cases/${id}`)
  const sheet = page.locator('section[aria-labelledby="subjects"]')
  await sheet.getByRole('checkbox').first().check()
  await sheet.getByLabel(words.why).fill('来信写明所涉人员。')
  await sheet.scrollIntoViewIfNeeded()
  await picture(page, 'console-subjects', { whole: true })
  await sheet.getByRole('button', { name: words.save }).click()
  await sheet.getByText(words.saved).waitFor()
  await sheet.getByText(words.noSubjects).waitFor({ state: 'detached' })
  await choose(page, words.toNameUnit, '县农业农村局')
  await page.keyboard.press('Escape')
  await sheet.getByLabel(words.why).fill('来信反映承办单位。')
  await sheet.getByRole('button', { name: words.save }).click()
  await sheet.getByText(words.outOfSight).waitFor()
  await context.close()
})

test('an officer declares that a unit is of the own village, and reads it in the list', async () => {
  const { context, page } = await openConsole(county, browser, 'handler', 'relations')
  await page.getByLabel('同村').check()
  await choose(page, words.withUnit, '环峰')
  await page.getByRole('button', { name: words.declare }).click()
  await page.getByText(words.declared).waitFor()
  await page.locator('table.list tbody tr').first().waitFor() // the list is read anew after the word of thanks
  expect(await page.locator('table.list tbody tr').count()).toBe(1)
  await page.setViewportSize({ width: 360, height: 800 })
  await picture(page, 'console-relations-phone', { whole: true })
  await context.close()
})
