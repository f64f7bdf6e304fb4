import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { choose, openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()]) })
afterAll(async () => { await closeWindows(browser); await county.world.close() })

/** The second person passes the first open proposal. */
async function pass(page: Page): Promise<void> {
  await page.locator('.proposals > .proposal').first().getByRole('button', { name: /^同\s*意$/u }).click()
  await page.getByRole('status').filter({ hasText: '已同意' }).waitFor()
  await page.getByRole('button', { name: /close|关闭/iu }).click()
}

test('the discipline body of a county adds an item and its form, and residents find it among the items of their village', async () => {
  const { page, context } = await openConsole(county, browser, 'triage', 'list')
  await page.getByRole('button', { name: '新增事项' }).first().click()
  await page.getByLabel('地址名', { exact: true }).fill('local-pond')
  await page.getByLabel('中文名称', { exact: true }).fill('水面养殖发包专项公开')
  await page.getByLabel('英文名称', { exact: true }).fill('Ponds let for fish farming')
  for (const [label, text] of [['责任单位 · 中文名称', '村集体经济组织'], ['责任单位 · 英文名称', 'Economic organisation'], ['监督单位 · 中文名称', '乡镇(街道)纪委'], ['监督单位 · 英文名称', 'Township discipline inspection']] as const) await page.getByLabel(label, { exact: true }).fill(text)
  await page.locator('.ant-drawer-footer button').click()
  await page.getByRole('status').filter({ hasText: '已提出' }).waitFor()
  // Whoever proposed can only withdraw it, and nothing has changed yet.
  const proposal = page.locator('.proposal').filter({ hasText: '水面养殖发包专项公开' })
  expect(await proposal.getByRole('button').allTextContents()).toEqual([expect.stringMatching(/撤\s*回/u)])
  expect(await page.getByRole('row').filter({ hasText: '水面养殖发包专项公开' }).count()).toBe(0)

  const second = await openConsole(county, browser, 'second-triage', 'list')
  await pass(second.page)
  await page.reload()
  const line = page.getByRole('row').filter({ hasText: '水面养殖发包专项公开' })
  expect(await line.textContent()).toContain('本县新增')
  expect(await line.textContent()).toContain('未确定承办单位')

  await line.getByRole('button', { name: '表格栏目' }).click()
  await page.getByRole('button', { name: '增加栏目' }).first().click()
  await page.getByRole('textbox', { name: '中文名称' }).first().fill('塘口')
  await page.getByRole('checkbox', { name: '必填' }).check()
  // Before it is proposed, the form is shown as the clerk will get it, and checks as it will.
  await page.getByRole('button', { name: '看填报表格' }).click()
  const tried = page.getByRole('dialog', { name: '填报表格：水面养殖发包专项公开' })
  await tried.getByText('塘口').first().waitFor()
  await tried.getByLabel(/塘口/u).fill('东塘')
  await tried.getByText('没有填写').waitFor({ state: 'hidden' })
  await picture(page, 'console-list-preview')
  await tried.getByRole('button', { name: /close|关闭/iu }).click()
  await page.getByRole('button', { name: /^提\s*出$/u }).click()
  await page.getByRole('status').filter({ hasText: '已提出' }).waitFor()

  await line.getByRole('button', { name: '承办单位' }).click()
  await choose(page, '责任单位', '县农业农村局')
  await choose(page, '监督单位', '派驻县农业农村局')
  await page.locator('.ant-drawer-footer button').click()
  await page.locator('.proposals > .proposal').nth(1).waitFor() // the status of the first may still stand there
  await context.close()

  await second.page.reload()
  await second.page.locator('.proposal').nth(1).waitFor()
  await picture(second.page, 'console-list-proposals')
  const small = await openWindow(browser, { screen: 'phone', language: 'en' })
  await county.signIn(small.context, 'second-triage')
  await small.page.goto(`${county.origin}/console/list?lang=en`)
  await small.page.locator('.proposals > .proposal').first().getByRole('button', { name: 'Pass' }).waitFor()
  expect(await small.page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360)
  await picture(small.page, 'console-list-phone-en')
  await small.context.close()
  await pass(second.page)
  await pass(second.page)
  await second.page.getByRole('row').filter({ hasText: '本县：县农业农村局' }).filter({ hasText: '水面养殖发包专项公开' }).waitFor()
  await picture(second.page, 'console-list', { before: () => second.page.locator('table.items').last().scrollIntoViewIfNeeded() })
  await second.context.close()

  const phone = await openWindow(browser, { screen: 'phone', scripts: false })
  await phone.page.goto(`${county.origin}/v/${county.world.village}/i`)
  await phone.page.getByRole('link', { name: '水面养殖发包专项公开' }).click()
  expect(await phone.page.locator('h1').textContent()).toBe('水面养殖发包专项公开')
  await phone.page.goto(`${county.origin}/v/${county.world.village}/i/subsistence-allowance`)
  expect(await phone.page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360)
  await picture(phone.page, 'item-phone')
  await phone.context.close()
})

test('the county sets its own procedure for an item, the colleague finds it on the desk and passes it, and residents see it drawn', async () => {
  const { page, context } = await openConsole(county, browser, 'triage', 'list')
  await page.getByRole('row').filter({ hasText: '最低生活保障' }).first().getByRole('button', { name: '办事流程' }).click()
  const drawer = page.getByRole('dialog', { name: /办事流程/u })
  await drawer.getByText('现在用的是统一清单的流程').waitFor()
  await drawer.getByRole('group', { name: '第2步' }).getByLabel('时限（没有可不填）', { exact: true }).fill('5个工作日内（本县）')
  // What is typed is drawn at once.
  await drawer.locator('svg.flow').getByText('5个工作日内（本县）').waitFor()
  await picture(page, 'console-procedure')
  await drawer.getByRole('button', { name: /^提\s*出$/u }).click()
  await page.getByRole('status').filter({ hasText: '已提出' }).waitFor()
  await context.close()

  const second = await openConsole(county, browser, 'second-triage', '')
  await second.page.getByRole('navigation', { name: '待办' }).getByRole('link', { name: /清单改动待您决定/u }).click()
  await second.page.locator('.proposals > .proposal').first().getByText('5个工作日内（本县）').first().waitFor()
  const small = await openWindow(browser, { screen: 'phone', language: 'en' })
  await county.signIn(small.context, 'second-triage')
  await small.page.goto(`${county.origin}/console/list?lang=en`)
  await small.page.locator('.proposals > .proposal svg.flow').first().waitFor()
  expect(await small.page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360)
  await small.context.close()
  await pass(second.page)
  await second.context.close()

  const phone = await openWindow(browser, { screen: 'phone', scripts: false })
  // A page that nobody has opened yet: a kept one is a minute old at most.
  await phone.page.goto(`${county.origin}/v/${county.world.otherVillage}/i/subsistence-allowance`)
  await phone.page.locator('svg.flow').getByText('5个工作日内（本县）').waitFor()
  expect(await phone.page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360)
  await phone.context.close()
})
