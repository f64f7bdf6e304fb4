import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { complaintTexts } from '#text/pages-complaint.ts'
import { mineTexts } from '#text/pages-mine.ts'
import { takeDown } from '#actions/take-down.ts'
import { publish } from '#test/pages/visiting.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { openCounty, type County } from './county.ts'

const text = mineTexts['zh-CN']

let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty(), openBrowser()]) })
afterAll(async () => { await closeWindows(browser); await county.world.close() })

// A number of nobody, under a reserved county code.
const subsidy = (period: string) => ({
  villageCode: county.world.village, item: 'farmland-subsidy', period, title: `${period.slice(0, 4)}年耕地地力保护补贴发放表`, fields: { subsidyName: '耕地地力保护补贴', year: period.slice(0, 4), standard: '100' },
  rows: [{ householderName: '欧阳测试', groupName: '三组', quantity: '3.2', standard: '100', amount: '320.00', idNo: '34052219000101007X' }],
})

test('a woman of seventy finds what was paid to her over the years, says what she received, and asks about what she did not', async () => {
  await publish(county.world, subsidy('2024-06-05'))
  const recent = await publish(county.world, subsidy('2025-06-05'))
  const { context, page } = await openWindow(browser, { screen: 'phone', scripts: false })
  await page.goto(`${county.origin}/v/${county.world.village}`)
  await page.getByRole('link', { name: text.link }).click()
  // First she mistypes, is told in one sentence, and nothing she typed is in the address.
  await page.getByLabel(text.name).fill('欧阳 测试')
  await page.getByLabel(text.lastSix).fill('007X')
  await picture(page, 'mine-form-phone')
  await page.getByRole('button', { name: text.submit }).click()
  expect(await page.getByText(text.lastSixWrong).first().isVisible()).toBe(true)
  await page.getByLabel(text.lastSix).fill('０１００７ｘ')
  await page.getByRole('button', { name: text.submit }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(text.found(2))
  expect(page.url()).not.toMatch(/01007|name/)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  await picture(page, 'mine-found-phone')
  await page.getByRole('button', { name: text.received }).last().click()
  expect(await page.getByText(text.thanks).count()).toBe(1)
  await page.getByRole('link', { name: text.notReceived }).first().click()
  expect(page.url()).toContain(`d=${recent}`)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(complaintTexts['zh-CN'].title)
  await context.close()
})

test('where a record was taken down in an emergency a resident reads why and when, on the phone and in English', async () => {
  const id = await publish(county.world, subsidy('2023-06-05'))
  await takeDown(county.world.context, await county.world.officer(county.world.officerId.triage), id, { reason: 'personal-data', note: '第一行写了不该公开的内容。' })
  for (const language of ['zh-CN', 'en'] as const) {
    const { context, page } = await openWindow(browser, { screen: 'phone', scripts: false, language })
    await page.goto(`${county.origin}/d/${id}`)
    expect(await page.getByText(language === 'en' ? 'It held personal data' : '含有不应公开的个人信息').isVisible()).toBe(true)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await picture(page, `tombstone-phone${language === 'en' ? '-en' : ''}`)
    await context.close()
  }
})
