import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, picture } from './browser.ts'
import { openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()]) })
afterAll(async () => { await browser.close(); await county.world.close() })

test('the discipline body of a county adds an item and its form, and residents find it among the items of their village', async () => {
  const { page, context } = await openConsole(county, browser, 'triage', 'list')
  await page.getByRole('button', { name: '新增事项' }).first().click()
  await page.getByLabel('地址名', { exact: true }).fill('local-pond')
  await page.getByLabel('中文名称', { exact: true }).fill('水面养殖发包专项公开')
  await page.getByLabel('英文名称', { exact: true }).fill('Ponds let for fish farming')
  for (const [label, text] of [['责任单位 · 中文名称', '村集体经济组织'], ['责任单位 · 英文名称', 'Economic organisation'], ['监督单位 · 中文名称', '乡镇(街道)纪委'], ['监督单位 · 英文名称', 'Township discipline inspection']] as const) await page.getByLabel(label, { exact: true }).fill(text)
  await page.locator('.ant-drawer-footer button').click()
  await page.getByRole('status').filter({ hasText: '已保存' }).waitFor()
  const line = page.getByRole('row').filter({ hasText: '水面养殖发包专项公开' })
  expect(await line.textContent()).toContain('本县新增')

  await line.getByRole('button', { name: '表格栏目' }).click()
  await page.getByRole('button', { name: '增加栏目' }).first().click()
  await page.getByRole('textbox', { name: '中文名称' }).first().fill('塘口')
  await page.getByRole('button', { name: /保\s*存/u }).click()
  await page.getByRole('status').filter({ hasText: '新表格已保存' }).waitFor()
  await picture(page, 'console-list')
  await context.close()

  const phone = await openWindow(browser, { screen: 'phone', scripts: false })
  await phone.page.goto(`${county.origin}/v/${county.world.village}/i`)
  await phone.page.getByRole('link', { name: '水面养殖发包专项公开' }).click()
  expect(await phone.page.locator('h1').textContent()).toBe('水面养殖发包专项公开')
  await phone.page.goto(`${county.origin}/v/${county.world.village}/i/subsistence-allowance`)
  expect(await phone.page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360)
  await picture(phone.page, 'item-phone')
  await phone.context.close()
})
