import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountWords } from '#text/console-accounts.ts'
import { setUpWords } from '#text/console-set-up.ts'
import { deputyTexts } from '#text/deputies.ts'
import { createAccount } from '#actions/sign-in.ts'
import { peopleBook, type Row } from '#test/security/set-up-book.ts'
import { openWorld, type World } from '#test/world.ts'
import { closeWindows, hideBar, openBrowser, openWindow, picture } from './browser.ts'

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

async function open(as: 'system-admin' | 'security-admin' | 'triage' | 'second-triage', screen: 'phone' | 'desktop', language: 'zh-CN' | 'en', path: string): Promise<Page> {
  const { context, page } = await openWindow(browser, { screen, language })
  const { cookie } = await world.signInAs(as)
  await context.addCookies(cookie.split('; ').map(pair => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: origin })))
  await page.goto(`${origin}/console/${path}${path.includes('?') ? '&' : '?'}lang=${language}`)
  return page
}

async function fits(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(page.viewportSize()!.width)
}

const bureau: Row = { unit: '县水利局（演示）', kind: '责任部门', place: '340522000000', duty: '办理人' }
const people: Row[] = [
  { ...bureau, name: '演示·水利办理员', username: 'shuili.a', title: '科员' }, { ...bureau, name: '演示·水利局长', username: 'shuili.b', title: '局长', head: '是', from: '2026-01-01', to: '2029-01-01' },
  { unit: '派驻县水利局纪检监察组（演示）', kind: '监督部门', place: '含山县', name: '演示·水利监督员', username: 'shuili.c', duty: '监督人', supervises: '县水利局（演示）' },
]
const file = (rows: readonly Row[]) => ({ name: '单位和人员.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: peopleBook(rows) })

test('a bureau and the group stationed there come from one file, asked for at a desk and granted on a phone; then somebody hands over', async () => {
  const [words, english, account] = [setUpWords['zh-CN'], setUpWords.en, accountWords['zh-CN']]
  const desk = await open('system-admin', 'desktop', 'zh-CN', 'accounts/set-up')
  await desk.locator('input[type=file]').setInputFiles(file([...people, { ...bureau, place: '没有镇', name: '演示·某', username: 'shuili.a' }]))
  await desk.locator('.import-problems').getByText('D5').waitFor()
  expect(await desk.getByRole('button', { name: words.ask }).count()).toBe(0)
  await picture(desk, 'set-up-problems')
  await desk.locator('input[type=file]').setInputFiles(file(people))
  await desk.getByText(words.clean).waitFor()
  await desk.getByRole('button', { name: words.ask }).click()
  await desk.getByText(words.halvesText(3)).waitFor()

  const phone = await open('security-admin', 'phone', 'en', 'accounts/set-up')
  await phone.getByText(english.check).waitFor()
  await fits(phone)
  // The bar at the foot of a phone would lie across a picture of the whole page.
  await picture(phone, 'set-up-phone-en', { whole: true, before: hideBar(phone) })
  await phone.getByRole('button', { name: english.grant, exact: true }).click()
  await phone.getByText(english.halvesText(3)).waitFor()
  expect(await phone.locator('.half-slips code').count()).toBe(3)
  await fits(phone)

  await world.owner.pool.query('update officer set user_id = $1 where id = $2', [await createAccount(world.signIn, { username: 'second.handler', password: 'yidiantong-demo', name: 'second.handler' }), world.officerId.secondHandler])
  await desk.goto(`${origin}/console/accounts`)
  await desk.getByRole('searchbox', { name: account.search }).fill('handler')
  await desk.keyboard.press('Enter')
  await desk.getByRole('row', { name: '演示·农业办理员' }).getByRole('button', { name: account.handOver }).click()
  const successor = desk.getByRole('combobox', { name: account.successor })
  await successor.click()
  await successor.press('Enter')
  await desk.getByRole('dialog').getByLabel(account.reason).fill('岗位轮换')
  await picture(desk, 'hand-over')
  await desk.getByRole('dialog').getByRole('button', { name: account.handOver }).click()
  await desk.getByText(account.handedOver).waitFor()
  await desk.getByText('演示·农业办理员').waitFor({ state: 'detached' })
}, 120_000)

test('somebody away for a week names a deputy, who steps into the post on a phone, sees for whom, and goes back', async () => {
  const [words, english] = [deputyTexts['zh-CN'], deputyTexts.en]
  const away = await open('triage', 'desktop', 'zh-CN', 'deputies')
  const deputy = away.getByRole('combobox', { name: words.deputy })
  await deputy.click()
  await deputy.press('Enter')
  await away.getByLabel(words.to).fill('2026-09-25')
  await picture(away, 'deputies')
  await away.getByRole('button', { name: words.send, exact: true }).click()
  await away.getByText(words.named).waitFor()
  await away.getByRole('cell', { name: words.isNow }).waitFor()

  const phone = await open('second-triage', 'phone', 'en', 'deputies')
  await phone.getByRole('cell', { name: english.isNow }).waitFor()
  await fits(phone)
  await phone.locator('.rail-toggle').click()
  await phone.getByRole('button', { name: english.stepIn('演示·分办员') }).click()
  await phone.getByRole('button', { name: english.back }).waitFor()
  await phone.locator('#main .page-head').waitFor()
  await phone.waitForLoadState('networkidle')
  await fits(phone)
  await picture(phone, 'deputy-phone-en')
  await phone.goto(`${origin}/console/deputies?lang=en`)
  await phone.getByRole('cell', { name: english.isNow }).waitFor()
  await fits(phone)
  await phone.getByRole('button', { name: english.back }).click()
  await phone.getByRole('button', { name: english.back }).waitFor({ state: 'detached' })
}, 60_000)
