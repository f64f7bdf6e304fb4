import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountWords } from '#text/console-accounts.ts'
import { unitWords } from '#text/console-units.ts'
import { openWorld, type World } from '#test/world.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { choose } from './console.ts'

let world: World
let browser: Browser
let origin: string
beforeAll(async () => {
  world = await openWorld({ console: true })
  const app = await world.app()
  await app.listen({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  browser = await openBrowser()
})
afterAll(async () => {
  await closeWindows(browser)
  await world.close()
})

async function open(as: 'system-admin' | 'security-admin', screen: 'phone' | 'desktop', language: 'zh-CN' | 'en', path = 'organisation'): Promise<Page> {
  const { context, page } = await openWindow(browser, { screen, language })
  const { cookie } = await world.signInAs(as)
  await context.addCookies(cookie.split('; ').map(pair => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: origin })))
  await page.goto(`${origin}/console/${path}?lang=${language}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

async function fits(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(page.viewportSize()!.width)
}

const [words, english] = [unitWords['zh-CN'], unitWords.en]

test('a department is made, renamed and ended at a desk, and a longer term asked for there is granted on a phone', async () => {
  const desk = await open('system-admin', 'desktop', 'zh-CN')
  const dialog = desk.getByRole('dialog')
  const said = (text: string) => desk.getByRole('status').filter({ hasText: text }).waitFor()
  await desk.getByRole('button', { name: words.make }).click()
  await desk.getByLabel(words.zh).fill('县水利局（演示）')
  await choose(desk, words.kind, '责任部门')
  await dialog.getByRole('button', { name: words.make }).click()
  await said(words.made)

  await desk.getByRole('button', { name: `${words.rename} 县水利局（演示）` }).click()
  await desk.getByLabel(words.zh).fill('县水务局（演示）')
  await desk.getByLabel(/^理由/u).fill('机构改革')
  await dialog.getByRole('button', { name: /^改\s*名$/u }).click()
  await said(words.renamed)
  await desk.getByText(/以前：县水利局（演示）/u).waitFor()

  // What stands against an end is said in the dialog, and nothing typed is lost.
  await desk.getByRole('button', { name: `${words.end} 县财政局（演示）` }).click()
  await desk.getByLabel(/^理由/u).fill('机构改革')
  await dialog.getByRole('button', { name: /^撤\s*销$/u }).click()
  await desk.getByRole('alert').filter({ hasText: '演示·财政办理员' }).waitFor()
  expect(await desk.getByLabel(/^理由/u).inputValue()).toBe('机构改革')
  await dialog.getByRole('button', { name: /^取\s*消$/u }).click()

  const person = `${words.change} 演示·财政办理员`
  const change = async (more: () => Promise<void>, result: string) => {
    await desk.getByRole('button', { name: new RegExp(person, 'u') }).click()
    await more()
    await desk.getByLabel(/^理由/u).fill('任命文件')
    await dialog.getByRole('button', { name: /^保\s*存$/u }).click()
    await said(result)
  }
  await change(async () => {
    await desk.getByLabel(words.postTitle).fill('科长')
    await desk.getByLabel(words.to).fill('2026-12-01')
  }, words.changed)
  await change(() => desk.getByLabel(words.to).fill('2027-12-01'), words.asked)
  await desk.locator('.account-sessions').filter({ hasText: '科长' }).filter({ hasText: '到2026年12月1日 → 到2027年12月1日' }).waitFor()
  await desk.evaluate('scrollTo(0, 0)')
  await picture(desk, 'units')

  const phone = await open('security-admin', 'phone', 'en')
  await phone.getByText(english.waiting).waitFor()
  await fits(phone)
  await phone.getByRole('button', { name: english.grant, exact: true }).click()
  await phone.getByRole('status').filter({ hasText: english.granted }).waitFor()

  const pocket = await open('system-admin', 'phone', 'en')
  await pocket.getByRole('button', { name: /^Change 演示·财政办理员/u }).click()
  await pocket.getByLabel(english.postTitle).waitFor()
  await fits(pocket)
  await picture(pocket, 'unit-post-phone-en')

  await desk.getByRole('button', { name: `${words.end} 县水务局（演示）` }).click()
  await desk.getByLabel(/^理由/u).fill('机构改革')
  await dialog.getByRole('button', { name: /^撤\s*销$/u }).click()
  await said(words.ended)
}, 120_000)

test('an account is asked for with title and term, and whoever grants it sees them', async () => {
  const desk = await open('system-admin', 'desktop', 'zh-CN', 'accounts')
  const account = accountWords['zh-CN']
  await desk.getByRole('button', { name: account.ask }).click()
  await desk.getByLabel(account.name, { exact: true }).fill('演示·新办理员')
  await desk.getByLabel(account.username, { exact: true }).fill('xin.banli')
  await choose(desk, account.unit, '县民政局（演示）')
  await desk.getByLabel(words.postTitle).fill('副局长')
  await desk.getByLabel(words.to).fill('2028-09-01')
  await desk.getByRole('checkbox', { name: words.isHead }).check()
  await desk.getByRole('dialog').getByRole('button', { name: account.submit }).click()
  await desk.getByText(account.halfTitle.first).waitFor()

  const other = await open('security-admin', 'phone', 'zh-CN', 'accounts')
  await other.getByRole('button', { name: /^批\s*准$/u }).click()
  await other.getByText(/副局长.*2028年9月1日.*本单位负责人/u).waitFor()
  await fits(other)
}, 60_000)
