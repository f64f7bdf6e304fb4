import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { intakeWords } from '#text/console-intake.ts'
import { consoleWords } from '#text/console.ts'
import { staffStateTexts } from '#text/console-states.ts'
import { file, move } from '#test/api/cases-of-every-state.ts'
import { csv, order } from '#test/intake/doors.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { choose, expectHead, openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

const [words, states] = [intakeWords['zh-CN'], staffStateTexts['zh-CN']]
const told = '村口水泥路才修半年就裂了好几道缝，请查一查质量。'

let county: County
let browser: Browser
let folder: string
beforeAll(async () => {
  [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()])
  folder = mkdtempSync(join(tmpdir(), 'ydt-intake-'))
})
afterAll(async () => { await closeWindows(browser); await county.world.close() })

/** The page as an English reader has it, on a phone and on a desk. */
async function inEnglish(path: string, name: string, ready: (page: Page) => Promise<unknown>): Promise<void> {
  for (const screen of ['desktop', 'phone'] as const) {
    const { context, page } = await openWindow(browser, { screen, language: 'en' })
    await county.signIn(context, 'triage')
    await page.goto(`${county.origin}/console/${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.evaluate(`document.querySelector('.rail-foot button[lang=en]')?.click()`)
    await ready(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(screen === 'phone' ? 360 : 1280)
    await picture(page, `${name}-${screen}-en`, { whole: true })
    await context.close()
  }
}

test('an old neighbour’s complaint is written down for a helper, and found to be the same matter', async () => {
  const earlier = await file(county.world, { statement: told })
  await move(county.world, earlier.id, county.world.officerId.triage, { action: 'accept' })
  const { context, page } = await openConsole(county, browser, 'triage', 'intake/new')
  await choose(page, words.channel, '代办')
  await choose(page, words.village, '朝阳村')
  await choose(page, words.item, '进度与质量监督')
  await page.getByLabel(words.contact).fill('00000000000')
  await page.getByLabel(words.statement).fill('村里的水泥路半年就裂了好几道缝，质量有问题。')
  await page.getByRole('heading', { name: words.looksLike }).waitFor()
  await page.getByText(told).waitFor()
  await page.getByLabel(words.name).fill('王五')
  await page.getByLabel(words.helper).fill('李四')
  const scan = join(folder, 'scan.jpg')
  writeFileSync(scan, await sharp({ create: { width: 60, height: 80, channels: 3, background: '#ddd' } }).jpeg().toBuffer())
  await page.getByLabel(words.scans).setInputFiles(scan)
  await picture(page, 'intake-entry', { whole: true })
  await page.getByRole('button', { name: words.save }).click()
  await expectHead(page, words.savedTitle)
  const code = (await page.locator('.slip-code strong').textContent())!.replaceAll(' ', '')
  expect(code).toMatch(/^\d{20}$/)
  expect(await page.locator('.stub').textContent()).not.toContain(code.slice(0, 4))
  await picture(page, 'intake-slip', { whole: true })
  await page.getByRole('link', { name: words.openCase }).click()
  await page.getByRole('heading', { name: words.alikeTitle }).waitFor()
  await page.getByRole('link', { name: words.scan(1) }).waitFor()
  await move(county.world, page.url().split('/').at(-1)!, county.world.officerId.triage, { action: 'accept' })
  await page.reload()
  await expectHead(page, states.accepted)
  await page.getByRole('button', { name: words.mergeInto }).click()
  await picture(page, 'intake-alike', { whole: true })
  await page.locator('.alike-merge').getByRole('button', { name: words.mergeInto }).click()
  await expectHead(page, states.merged)
  await context.close()
  await inEnglish('intake/new', 'intake-entry', async page => page.getByLabel(intakeWords.en.statement).waitFor())
})

test('a file of the hotline is looked at, and taken over with a code for each caller and a list of what was left out', async () => {
  const { context, page } = await openConsole(county, browser, 'triage', 'intake/hotline')
  const [wrong, right] = [join(folder, 'wrong.csv'), join(folder, 'right.csv')]
  const good = [order('演示-001'), order('演示-002', { content: '来电人反映村里大塘承包租金从未公开，回拨13800138000。', title: '' })]
  writeFileSync(wrong, csv([...good, order('演示-001', { place: '外县某村' })]))
  writeFileSync(right, csv(good))
  const chooser = page.locator('input[type=file]')
  await chooser.setInputFiles(wrong)
  await page.getByText(words.leftOut(1), { exact: true }).waitFor()
  await picture(page, 'intake-hotline', { whole: true })
  await page.getByRole('button', { name: words.takeWithout(1, 2) }).click()
  await page.getByText(words.taken(2, 0)).waitFor()
  const saved = async (button: string) => {
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: button }).click()
    return readFileSync(await (await downloading).path(), 'utf8')
  }
  expect(await saved(words.download)).toMatch(/"演示-001","(?:\d{4} ){4}\d{4}"/)
  await page.getByText(words.leftOutNow(1)).waitFor()
  expect(await saved(words.downloadLeft)).toMatch(/"4","演示-001",".*12位编码.*"/)
  await chooser.setInputFiles(right)
  await page.getByText(words.orders(0, 2)).waitFor()
  await context.close()
  await inEnglish('intake/hotline', 'intake-hotline', async page => {
    await page.locator('input[type=file]').setInputFiles(wrong)
    await page.getByText(intakeWords.en.leftOut(1), { exact: true }).waitFor()
  })
})

test('where there is nobody to seal a name to, none is asked for, and the desk reads why', async () => {
  const without = await openCounty({ console: true, custodians: false })
  for (const language of ['zh-CN', 'en'] as const) for (const screen of ['desktop', 'phone'] as const) {
    const { context: window, page } = await openWindow(browser, { screen, language })
    await without.signIn(window, 'triage')
    await page.goto(`${without.origin}/console/intake/new?lang=${language}`)
    await page.getByText(intakeWords[language].anonymous).waitFor()
    expect(await page.getByLabel(intakeWords[language].name).count()).toBe(0)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(screen === 'phone' ? 360 : 1280)
    if (screen === 'phone' && language === 'zh-CN') await picture(page, 'intake-anonymous-phone', { whole: true })
    if (screen === 'desktop' && language === 'en') await picture(page, 'intake-anonymous-en', { whole: true })
    await window.close()
  }
  await without.world.close()
})

test('only the desk finds these screens in its menu', async () => {
  const { context, page } = await openConsole(county, browser, 'supervisor')
  await page.getByRole('link', { name: consoleWords['zh-CN'].help }).waitFor()
  expect(await page.getByRole('link', { name: words.title }).count()).toBe(0)
  await context.close()
})
