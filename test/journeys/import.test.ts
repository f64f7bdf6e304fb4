import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importWords } from '#text/console-imports.ts'
import { publishWords } from '#text/console-publish.ts'
import { reviewWords } from '#text/console-review.ts'
import { draftStateTexts } from '#text/console-states.ts'
import { sheetOf, xlsxOf } from '#test/imports/archives.ts'
import { closeWindows, openBrowser, openWindow, picture, screens } from './browser.ts'
import { choose, expectHead, openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

const [words, publishing, reviewing, states] = [importWords['zh-CN'], publishWords['zh-CN'], reviewWords['zh-CN'], draftStateTexts['zh-CN']]

let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()]) })
afterAll(async () => { await closeWindows(browser); await county.world.close() })

test('a messy workbook goes from the file to the public page: two tables, 万元, a column nobody knows, a total, an empty column', async () => {
  const clerk = await openConsole(county, browser, 'clerk', 'imports/new')
  await choose(clerk.page, publishing.item, '耕地地力保护补贴')
  await clerk.page.locator('input[type=file]').setInputFiles({ name: '2026补贴.xlsx', mimeType: 'application/octet-stream', buffer: messyWorkbook() })
  await clerk.page.getByText('文件中有2张表').waitFor()
  // The second column has a name of its own; the clerk says what it is.
  await clerk.page.getByLabel('种的地').fill('补贴面积')
  await clerk.page.getByLabel('种的地').press('Enter')
  await picture(clerk.page, 'console-import-columns', { whole: true })
  await clerk.page.getByRole('button', { name: words.readAgain }).click()
  await clerk.page.getByText(words.villageLine(2, 2)).waitFor()
  await clerk.page.getByText(words.yuan('1,890.00')).waitFor()
  await clerk.page.getByLabel(publishing.period).fill('2026-09-10')
  await clerk.page.getByLabel('补贴名称').fill('耕地地力保护补贴')
  await clerk.page.getByLabel('年度').fill('2026')
  await clerk.page.setViewportSize(screens.phone)
  expect(await clerk.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await picture(clerk.page, 'console-import-phone', { whole: true })
  await clerk.page.setViewportSize(screens.desktop)
  await clerk.page.getByRole('button', { name: words.makeDrafts }).click()
  await clerk.page.getByRole('link', { name: words.openDraft(1) }).click()
  await clerk.page.waitForURL(/\/drafts\/[0-9a-f-]{36}$/)
  await clerk.page.getByRole('button', { name: publishing.preview }).click()
  await clerk.page.getByText('张**').or(clerk.page.getByText('张*')).first().waitFor()
  await clerk.page.keyboard.press('Escape')
  await clerk.page.getByRole('button', { name: publishing.submit }).click()
  await expectHead(clerk.page, states.submitted)
  const reviewer = await openConsole(county, browser, 'reviewer', clerk.page.url().replace(/.*\/console\//, ''))
  await reviewer.page.getByRole('button', { name: reviewing.approve }).click()
  await reviewer.page.locator('form').getByRole('button', { name: reviewing.approve }).click()
  await expectHead(reviewer.page, states.approved)
  const resident = await openWindow(browser, { screen: 'phone', scripts: false })
  await resident.page.goto(`${county.origin}/v/${county.village.code}`)
  await resident.page.getByRole('link', { name: '耕地地力保护补贴' }).first().click()
  await resident.page.getByText('1,890.00').first().waitFor()
  await Promise.all([clerk, reviewer, resident].map(({ context }) => context.close()))
})

/** As clerks keep them: a title, a unit in a note, an empty column, full-width digits, an amount in words of ten thousand, and a second table below. */
function messyWorkbook(): Buffer {
  return xlsxOf({ sheets: [{ name: '补贴', xml: sheetOf([
    ['2026年补贴发放表'], ['单位：万元'],
    ['户主姓名', '', '种的地', '补贴金额'],
    ['张演示甲', '', '１０', '0.069'], ['李演示乙', '', '2', '0.12万元'], ['合计', '', '12', '0.189'],
    ['说明：另附领取登记。'], [],
    ['户主姓名', '补贴面积', '补贴标准', '补贴金额'], ['王演示丙', '1', '69', '69'],
  ]) }] })
}
