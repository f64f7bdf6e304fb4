import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactStaffWords, contactTexts, messageTexts } from '#text/messages.ts'
import { complaintTexts } from '#text/pages-complaint.ts'
import { sendMessages } from '#jobs/send-messages.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { openPool } from '#records/database.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

const [text, staff] = [contactTexts['zh-CN'], contactStaffWords['zh-CN']]
let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()]) })
afterAll(async () => { await closeWindows(browser); await county.world.close() })

test('a resident leaves a number on the receipt, an officer one at the desk, and the trial page shows what each would get', async () => {
  const desk = await openConsole(county, browser, 'triage', 'contacts')
  await desk.page.getByLabel(staff.sms).fill('00000000000')
  await desk.page.getByRole('button', { name: staff.save }).first().click()
  await desk.page.getByText(staff.saved).waitFor()
  await picture(desk.page, 'console-contacts')
  await desk.context.close()
  const { context, page } = await openWindow(browser, { screen: 'phone', scripts: false })
  await page.goto(`${county.origin}/complain?v=${county.village.code}`)
  await page.getByLabel(complaintTexts['zh-CN'].statement).fill('村口路灯坏了三盏，晚上看不见路。')
  await page.getByRole('button', { name: complaintTexts['zh-CN'].submit }).click()
  await page.getByLabel(text.phone).fill('00000001234')
  await page.getByLabel(text.phone).evaluate(field => { (field as unknown as { scrollIntoView(): void }).scrollIntoView() })
  await picture(page, 'contact-phone')
  await page.getByRole('button', { name: text.save }).click()
  expect(await page.getByText(text.saved).isVisible()).toBe(true)
  await deliverOutbox(county.world.context)
  const sender = openPool(county.world.connection, 'ydt_sender', 1)
  await sendMessages(county.world.context, { db: sender.db, channels: {} })
  await sender.close()
  await page.goto(`${county.origin}/trial/messages`)
  expect(await page.getByText(messageTexts['work-waits']).isVisible()).toBe(true)
  await picture(page, 'trial-messages-phone')
  await context.close()
})
