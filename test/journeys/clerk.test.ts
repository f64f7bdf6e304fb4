import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftQueueWords } from '#text/console-desk.ts'
import { publishWords } from '#text/console-publish.ts'
import { reviewWords } from '#text/console-review.ts'
import { signInWords } from '#text/console-sign-in.ts'
import { draftStateTexts } from '#text/console-states.ts'
import { consoleWords } from '#text/console.ts'
import { sheetOf, xlsxOf } from '#test/imports/archives.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { choose, expectHead, openConsole, typeRow } from './console.ts'
import { openCounty, type County } from './county.ts'

const [shell, publishing, reviewing, states] = [consoleWords['zh-CN'], publishWords['zh-CN'], reviewWords['zh-CN'], draftStateTexts['zh-CN']]

let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()]) })
afterAll(async () => { await closeWindows(browser); await county.world.close() })

test('a month of books is typed, sent back, mended, approved, and public at once', async () => {
  const clerk = await openWindow(browser, { screen: 'desktop' })
  await signInByTyping(clerk.page)
  await typeBooks(clerk.page)
  await submit(clerk.page)
  const reviewer = await openConsole(county, browser, 'reviewer', 'drafts?queue=to-review')
  await reviewer.page.getByRole('link', { name: '2026年8月' }).click()
  await sendBack(reviewer.page)
  await mend(clerk.page)
  await reviewer.page.reload()
  await reviewer.page.getByRole('button', { name: reviewing.approve }).click()
  await reviewer.page.locator('form').getByRole('button', { name: reviewing.approve }).click()
  await expectHead(reviewer.page, states.approved)
  const resident = await openWindow(browser, { screen: 'phone', scripts: false })
  await resident.page.goto(`${county.origin}/v/${county.village.code}`)
  await resident.page.getByRole('link', { name: '2026年8月' }).first().click()
  expect(await resident.page.getByText('村部电费（8月）').isVisible()).toBe(true)
  await Promise.all([clerk, reviewer, resident].map(({ context }) => context.close()))
})

test('of 28 real tender notices those of other provinces are refused by name, the rest become records and are public', async () => {
  const clerk = await openConsole(county, browser, 'clerk', 'drafts/new')
  const reviewer = await openConsole(county, browser, 'reviewer')
  await importNotice(clerk.page, 'tender-notices.utf8.csv', '当涂县姑孰镇白纻山采石场')
  await approveNewest(reviewer.page, '白纻山')
  await clerk.page.goto(`${county.origin}/console/drafts/new`)
  await importNotice(clerk.page, 'tender-notices.gb18030.csv', '枞阳县忠毅大道新建工程')
  await approveNewest(reviewer.page, '忠毅大道')
  const resident = await openWindow(browser, { screen: 'phone', scripts: false })
  for (const words of ['白纻山采石场', '忠毅大道']) {
    await resident.page.goto(`${county.origin}/v/${county.village.code}/d?q=${encodeURIComponent(words)}`)
    await resident.page.getByRole('link', { name: words }).click()
    expect(await resident.page.getByText('工程建设').first().isVisible()).toBe(true)
  }
  await Promise.all([clerk, reviewer, resident].map(({ context }) => context.close()))
})

test('a workbook is read into the grid, and what is wrong in it is named by cell, row and column until it is right and handed in', async () => {
  const { context, page } = await openConsole(county, browser, 'clerk', 'drafts/new')
  await choose(page, publishing.item, '耕地地力保护补贴')
  await page.locator('input[type=file]').setInputFiles({ name: '补贴.xlsx', mimeType: 'application/octet-stream', buffer: subsidyWorkbook() })
  await page.getByText(publishing.importRead('补贴', 3)).waitFor()
  const told = page.locator('.import-problems')
  expect(await told.getByRole('listitem').filter({ hasText: 'D3' }).count()).toBe(1)
  const list = page.getByRole('region', { name: publishing.problems(1) }).or(page.locator('section.problems'))
  const second = list.getByRole('button', { name: publishing.problemRow(2) })
  expect(await second.first().textContent()).toContain('补贴金额')
  await picture(page, 'console-import')
  await second.first().click()
  expect(await page.locator('.grid :focus').getAttribute('aria-label')).toBe('补贴金额')
  await page.locator('.grid :focus').fill('182.40')
  await page.getByLabel('补贴名称').fill('耕地地力保护补贴')
  await page.getByLabel('年度').fill('2026')
  await page.getByText(publishing.noProblems).waitFor()
  expect(await page.locator('.grid [aria-invalid]').count()).toBe(0)
  await page.getByLabel(publishing.period).fill('2026-09-10')
  await page.getByRole('button', { name: publishing.saveDraft }).click()
  await page.waitForURL(/\/drafts\/[0-9a-f-]{36}$/)
  await submit(page)
  await context.close()
})

async function signInByTyping(page: Page): Promise<void> {
  const words = signInWords['zh-CN']
  await page.goto(`${county.origin}/console/`)
  await page.getByLabel(words.username).fill('clerk')
  await page.getByLabel(words.password, { exact: true }).fill('wrong-password')
  await page.getByRole('button', { name: words.submit, exact: true }).click()
  await page.getByText(words.wrong).waitFor()
  await page.getByLabel(words.password, { exact: true }).fill('yidiantong-demo')
  await page.getByRole('button', { name: words.submit, exact: true }).click()
  await expectHead(page, shell.desk)
}

/** Types August's books, first with one figure that has too many decimals. */
async function typeBooks(page: Page): Promise<void> {
  await page.getByRole('link', { name: shell.newRecord }).first().click()
  await choose(page, publishing.item, '财务收支逐笔明细')
  await choose(page, publishing.period, '2026年8月')
  const fields = { 上期结余: '10000', 本期收入: '5000', 本期支出: '1200.5', 期末结余: '13799.5', 银行存款余额: '13799.5' }
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text)
  await page.getByRole('button', { name: publishing.addRow }).click()
  await typeRow(page, { 日期: '2026-08-03', 摘要: '鱼塘承包费', 类别: '发包及上交收入', 收入: '5000' })
  await page.getByRole('button', { name: publishing.addRow }).click()
  await typeRow(page, { 日期: '2026-08-09', 摘要: '村部电费', 支出: '1200.505' })
  const problem = page.locator('section.problems').getByRole('button', { name: publishing.problemRow(2) }).filter({ hasText: '小数' }).first() // not one that is gone as soon as the check has caught up
  await problem.click()
  await page.locator('.grid :focus').fill('1200.50')
  await page.getByText(publishing.noProblems).waitFor()
  await page.getByRole('button', { name: publishing.saveDraft }).click()
  await page.waitForURL(/\/drafts\/[0-9a-f-]{36}$/)
}

async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: publishing.submit }).click()
  await expectHead(page, states.submitted)
}

async function sendBack(page: Page): Promise<void> {
  await page.getByText('村部电费').waitFor()
  await page.getByRole('button', { name: reviewing.returnIt }).click()
  await page.getByLabel(reviewing.returnReason).fill('太短')
  await page.locator('form').getByRole('button', { name: reviewing.returnIt }).click()
  await page.getByText(reviewing.returnTooShort).waitFor()
  await page.getByLabel(reviewing.returnReason).fill('电费请写明是哪个月的。')
  await picture(page, 'console-review')
  await page.locator('form').getByRole('button', { name: reviewing.returnIt }).click()
  await expectHead(page, states.returned)
}

async function mend(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: shell.navigation }).getByRole('link', { name: draftQueueWords['zh-CN'].returned }).click()
  await page.getByRole('main').getByRole('link', { name: '2026年8月' }).click()
  await page.getByText('电费请写明是哪个月的。').waitFor()
  await page.getByRole('gridcell', { name: '村部电费' }).or(page.getByRole('cell', { name: '村部电费' })).click()
  await page.locator('.grid :focus').fill('村部电费（8月）')
  await submit(page)
}

async function importNotice(page: Page, sample: string, title: string): Promise<void> {
  await choose(page, publishing.item, '招标、比选与中标')
  await page.locator('input[type=file]').setInputFiles({ name: sample, mimeType: 'text/csv', buffer: readFileSync(`test/imports/samples/${sample}`) })
  const told = page.locator('.import-problems').getByRole('listitem')
  await told.first().waitFor()
  for (const [cell, province] of [['A10', '620000'], ['A11', '640000'], ['A18', '410000'], ['A19', '420000'], ['A22', '450000'], ['A27', '320000']]) {
    expect(await told.filter({ hasText: cell! }).filter({ hasText: province! }).count()).toBe(1)
  }
  await choose(page, publishing.importChoose(18), title)
  expect(await page.getByLabel('标题').last().inputValue()).toContain(title)
  await page.getByLabel(publishing.period).fill('2017-10-17')
  await page.getByRole('button', { name: publishing.saveDraft }).click()
  await page.waitForURL(/\/drafts\/[0-9a-f-]{36}$/)
  await submit(page)
}

async function approveNewest(page: Page, title: string): Promise<void> {
  await page.goto(`${county.origin}/console/drafts?queue=to-review`)
  await page.getByRole('main').getByRole('link', { name: title }).click()
  await page.getByText(title).first().waitFor()
  await page.getByRole('button', { name: reviewing.approve }).click()
  await page.locator('form').getByRole('button', { name: reviewing.approve }).click()
  await expectHead(page, states.approved)
}

/** A list as a village keeps it; in line 3 of the sheet the amount ends in a letter that looks like a nought. */
function subsidyWorkbook(): Buffer {
  return xlsxOf({ sheets: [{ name: '补贴', xml: sheetOf([
    ['户主姓名', '村民组', '补贴面积', '补贴金额', '发放日期', '身份证号'],
    ['张演示甲', '第一村民组', '3.5', '319.20', '2026-09-10', ''],
    ['李演示乙', '第二村民组', '2', '182.4O', '2026-09-10', ''],
    ['王演示丙', '第二村民组', '4.1', '373.92', '2026-09-10', ''],
  ]) }] })
}
