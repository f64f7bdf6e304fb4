import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { meTexts } from '#text/pages-me.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { sendMessages } from '#jobs/send-messages.ts'
import { openPool } from '#records/database.ts'
import { publish } from '#test/pages/visiting.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'

const text = meTexts['zh-CN']
let world: World
let browser: Browser
let origin: string
beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld({ wechatSignIn: { authorizeHost: 'http://127.0.0.1:9', apiHost: 'http://127.0.0.1:9', appId: 'wx-test', secret: 'wx-secret' } }), openBrowser()])
  await publish(world, monthOfBooks(world.village))
  const app = await world.app()
  await app.listen({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
})
afterAll(async () => { await closeWindows(browser); await world.close() })

test('a resident without scripts signs in by a code, follows the village and finds the complaint in a list of one’s own', async () => {
  const filed = await fileComplaint(world.context, { villageCode: world.village, statement: '村口路灯坏了，请修一修。', photos: [], idempotencyKey: randomUUID(), channel: 'web' })
  if (!filed.ok) throw new Error(filed.refusal.code)
  const { page, context } = await openWindow(browser, { screen: 'phone', scripts: false })
  await page.goto(`${origin}/v/${world.village}`)
  await page.getByRole('link', { name: text.followLink }).click()
  await page.getByLabel(text.phone).fill('00000001234')
  expect(await page.getByRole('link', { name: text.wechat }).isVisible()).toBe(true)
  expect(await page.getByText('手机号停机后会转给别人').isVisible()).toBe(true)
  await picture(page, 'me-sign-in-phone', { whole: true })
  await page.getByRole('button', { name: text.sendCode }).click()
  const sender = openPool(world.connection, 'ydt_sender', 1)
  await sendMessages(world.context, { db: sender.db, channels: {} })
  await sender.close()
  const [message] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: text.trial }).click()])
  const [, digits] = /验证码(\d{6})/u.exec(await message.locator('main').innerText())!
  await message.close()
  await page.getByLabel(text.code, { exact: true }).fill(digits!)
  await page.getByRole('button', { name: text.enter, exact: true }).click()
  await page.locator('button[value=follow]').click()
  await page.getByLabel(text.addCode).fill(filed.value.receiptCode)
  await page.getByRole('button', { name: text.add, exact: true }).click()
  expect(await page.getByRole('status').innerText()).toBe(text.added)
  await picture(page, 'me-phone', { whole: true })
  for (const address of ['/me', '/me?lang=en', '/me/sign-in/code?lang=en']) {
    await page.goto(origin + address)
    expect(await page.evaluate('document.documentElement.scrollWidth'), address).toBeLessThanOrEqual(360)
  }
  await page.goto(`${origin}/me`)
  await page.getByRole('button', { name: text.open }).click()
  expect(await page.getByText('村口路灯坏了，请修一修。').isVisible()).toBe(true)
  await context.close()
})
