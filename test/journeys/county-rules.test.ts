import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { livingIn } from '#test/cases/living.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { choose, openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

let county: County
let browser: Browser
beforeAll(async () => {
  [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()])
  county.world.setClock('2026-10-12')
})
afterAll(async () => { await closeWindows(browser); await county.world.close() })

/** The same screen on a phone, which it must not overflow. */
async function onPhone(path: string, ready: string, name: string): Promise<void> {
  const { page, context } = await openWindow(browser, { screen: 'phone', language: 'en' })
  await county.signIn(context, 'second-triage')
  await page.goto(`${county.origin}/console/${path}?lang=en`)
  await page.locator(ready).first().waitFor()
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360)
  await picture(page, name)
  await context.close()
}

test('one officer proposes a shorter limit, another passes it, and it stands among those that are coming', async () => {
  const { page, context } = await openConsole(county, browser, 'triage', 'rules')
  await page.getByRole('button', { name: '修改：办理时限' }).click()
  await page.getByLabel(/^受理到答复/u).fill('31')
  await page.locator('.ant-drawer-footer button').click()
  await page.getByRole('alert').filter({ hasText: '《信访工作条例》第三十四条' }).waitFor()
  // What was typed is still there, to be put right.
  expect(await page.getByLabel(/^受理到答复/u).inputValue()).toBe('31')
  await page.getByLabel(/^受理到答复/u).fill('8')
  await picture(page, 'rules-change')
  await page.locator('.ant-drawer-footer button').click()
  await page.getByRole('status').filter({ hasText: '已提出' }).waitFor()
  expect(await page.locator('.proposal').getByRole('button').allTextContents()).toEqual([expect.stringMatching(/撤\s*回/u)])
  await context.close()

  const second = await openConsole(county, browser, 'second-triage', 'rules')
  await picture(second.page, 'rules')
  await onPhone('rules', '#rule-versions', 'rules-phone-en')
  await second.page.locator('.proposal').getByRole('button', { name: /^同\s*意$/u }).click()
  await second.page.getByRole('status').filter({ hasText: '已同意' }).waitFor()
  expect(await second.page.getByRole('row').filter({ hasText: '受理到答复' }).first().textContent()).toContain('8 · ')
  await second.page.getByRole('row').filter({ hasText: '未生效' }).waitFor()
  await second.context.close()
})

test('a head is entered and ended with a reason, and both count at once', async () => {
  const { page, context } = await openConsole(county, browser, 'triage', 'organisation')
  const line = page.getByRole('row').filter({ hasText: '县农业农村局' }).filter({ hasNotText: '派驻' }).first()
  await line.getByRole('button', { name: '登记负责人' }).click()
  await choose(page, '谁', '演示·分管领导')
  await page.getByRole('dialog').getByRole('button', { name: /^登\s*记$/u }).click()
  await page.getByRole('status').filter({ hasText: '当时生效' }).waitFor()
  await line.getByText('演示·分管领导').waitFor()
  await picture(page, 'organisation')
  await onPhone('organisation', '.list', 'organisation-phone-en')
  await line.getByRole('button', { name: /^结束 演示·分管领导/u }).click()
  await page.getByRole('dialog').getByRole('button', { name: /^结\s*束$/u }).click()
  await page.getByText('请写明理由').waitFor()
  await page.getByLabel(/^理由/u).fill('调离，不再任负责人。')
  await page.getByRole('dialog').getByRole('button', { name: /^结\s*束$/u }).click()
  await page.getByRole('status').filter({ hasText: '已结束' }).waitFor()
  await line.getByText('以前的登记').waitFor()
  await context.close()
})

test('the letters of a year stand in their register, to print and as a table', async () => {
  const live = livingIn(county.world)
  for (const department of ['agriculture', 'housing'] as const) {
    await live.must('triage', await caseAt(county.world, 'handling', { department }), { action: 'supervise', note: '群众反映强烈。', letter: '请贵单位三个工作日内查明路灯长期不亮的原因，并书面说明下一步安排。', days: 3 })
  }
  const { page, context } = await openConsole(county, browser, 'leader', 'supervision/letters')
  await page.getByText('监督一点通督〔2026〕2号').waitFor()
  await picture(page, 'letter-register')
  expect((await say(county.world, 'leader', 'GET', await page.getByRole('link', { name: '下载表格' }).getAttribute('href') ?? '')).status).toBe(200)
  await onPhone('supervision/letters', '.is-register', 'letter-register-phone-en')
  await context.close()
})
