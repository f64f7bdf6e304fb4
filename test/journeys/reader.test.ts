import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeTexts } from '#text/pages-places.ts'
import { readingTexts } from '#text/pages-reading.ts'
import { recordTexts } from '#text/pages-records.ts'
import { projectTexts } from '#text/projects.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { openCounty, type County } from './county.ts'

const place = placeTexts['zh-CN']
const record = recordTexts['zh-CN']
const reading = readingTexts['zh-CN']
const projects = projectTexts['zh-CN']

let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty(), openBrowser()]) })
afterAll(async () => { await closeWindows(browser); await county.world.close() })

test('a resident types pinyin, taps the row that is found, and reads it', async () => {
  const { context, page } = await openWindow(browser, { screen: 'phone', scripts: false })
  await page.goto(`${county.origin}/v/${county.village.code}`)
  await page.getByRole('searchbox', { name: place.searchRecords }).fill('ludeng')
  await page.getByRole('button', { name: place.searchButton }).click()
  await picture(page, 'search-phone')
  const found = page.locator('.snippet a').first()
  const row = /第(\d+)行/u.exec(await found.innerText())![1]!
  await found.click()
  expect(page.url()).toContain(`#r${row}`)
  expect(await page.locator(`#r${row}`).innerText()).toContain('路灯')
  await context.close()
})

test('a resident narrows a list by the sum and sees the largest first', async () => {
  const { context, page } = await openWindow(browser, { screen: 'phone', scripts: false })
  await page.goto(`${county.origin}/v/${county.village.code}/d?item=income-expense-detail`)
  await page.getByLabel(record.least).fill('1000')
  await page.getByLabel(record.sort).selectOption('largest')
  await page.getByRole('button', { name: record.apply }).click()
  const sums = await page.locator('.records .sum').allInnerTexts()
  const yuan = sums.map(sum => Number(sum.replace(/[^0-9.]/gu, '')))
  expect(yuan).toEqual(yuan.toSorted((a, b) => b - a))
  expect(yuan.every(sum => sum >= 1000)).toBe(true)
  await context.close()
})

test('a resident compares a month with the one before, and sees what the month brought', async () => {
  const { context, page } = await openWindow(browser, { screen: 'phone', scripts: false })
  await page.goto(`${county.origin}/d/${county.records.books}`)
  await page.getByRole('link', { name: reading.compareLink }).click()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('与上期对比')
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  await picture(page, 'compare-phone')
  await page.goto(`${county.origin}/v/${county.village.code}`)
  await page.getByRole('link', { name: reading.changesLink }).click()
  await picture(page, 'changes-phone')
  await context.close()
})

test('a clerk prints the notice board of a month and the letter for households', async () => {
  const { context, page } = await openWindow(browser, { screen: 'desktop' })
  await page.goto(`${county.origin}/v/${county.village.code}/changes`)
  await page.getByRole('link', { name: reading.boardLink }).click()
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByText(reading.boardHash).isVisible()).toBe(true)
  await page.setViewportSize({ width: 720, height: 1018 })
  await picture(page, 'board')
  await page.goto(`${county.origin}/d/${county.records.subsidy}/letter`)
  expect((await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await picture(page, 'letter')
  await context.close()
})

test('a resident goes from the village to a works project and sees who won it, for how much, and what was paid', async () => {
  const { context, page } = await openWindow(browser, { screen: 'phone', scripts: false })
  await page.goto(`${county.origin}/v/${county.village.code}`)
  await page.getByRole('link', { name: projects.listLink }).click()
  await page.locator('.records a').first().click()
  for (const heading of [projects.stages, projects.money, projects.who]) expect(await page.getByRole('heading', { name: heading }).isVisible()).toBe(true)
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  await picture(page, 'project-phone')
  await page.getByRole('link', { name: projects.board }).click()
  expect((await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.setViewportSize({ width: 720, height: 1018 })
  await page.emulateMedia({ media: 'print' })
  await picture(page, 'site-board', { before: () => page.locator('.poster-host strong').evaluate(address => { address.textContent = address.textContent!.replace(/^http:\/\/[^/]+/, 'https://ydt.example') }) })
  await context.close()
})
