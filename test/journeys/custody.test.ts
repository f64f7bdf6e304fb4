import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { actionTexts } from '#text/cases.ts'
import { auditActTexts, auditWords } from '#text/console-audit.ts'
import { custodyWords, requestStateTexts } from '#text/console-identity.ts'
import { tipWords } from '#text/console-tips.ts'
import { identityTexts } from '#text/identity.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

const [words, states, audit] = [custodyWords['zh-CN'], requestStateTexts['zh-CN'], auditWords['zh-CN']]

let county: County
let browser: Browser
beforeAll(async () => { ;[county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()]) })
afterAll(async () => { await closeWindows(browser); await county.world.close() })

function keyFile(name: string, identity: string): string {
  const file = join(tmpdir(), `${name}-${process.pid}.txt`)
  writeFileSync(file, identity + '\n')
  return file
}

async function decide(role: 'custodian' | 'second-custodian', identity: string, act: string, after: string, shot: string): Promise<void> {
  const { context, page } = await openConsole(county, browser, role)
  await page.getByLabel(tipWords['zh-CN'].keyChoose).setInputFiles(keyFile(role, identity))
  await page.getByText(tipWords['zh-CN'].keyReady).waitFor()
  await picture(page, shot, { whole: true })
  await page.getByRole('button', { name: act }).click()
  await page.getByText(after).first().waitFor()
  await context.close()
}

test('the desk asks, two custodians open it one after the other, the desk sees the name for a while, and the resident reads that it did', async () => {
  const { world } = county
  const person = { name: '测试群众', phone: '000-5550-1234' }
  const filed = await fileComplaint(world.context, { villageCode: county.village.code, statement: '村口路灯坏了一个月没有人修。', photos: [], person, idempotencyKey: randomUUID(), channel: 'web' })
  const code = filed.ok ? filed.value.receiptCode : ''
  const id = (await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, code)))!
  const desk = await openConsole(county, browser, 'triage', `cases/${id}`)
  await desk.page.getByRole('heading', { name: words.sheet }).scrollIntoViewIfNeeded()
  await desk.page.getByLabel(words.note).fill('答复涉及上门勘查，要与本人约时间。')
  await pictureOf(desk.page, 'console-identity-ask')
  const saved = desk.page.waitForEvent('download')
  await desk.page.getByRole('button', { name: words.send }).click()
  expect((await saved).suggestedFilename()).toMatch(/^viewing-key-.{8}\.txt$/)
  await desk.page.getByText(states.asked).waitFor()
  await decide('custodian', world.custodians.B, words.pass, states.passed, 'console-custody')
  await decide('second-custodian', world.custodians.A, words.open, states.opened, 'console-custody-second')
  await desk.page.reload()
  const key = keyFile('view', 'x')
  await (await saved).saveAs(key)
  await desk.page.getByLabel(words.chooseKey).setInputFiles(key)
  await desk.page.getByRole('button', { name: words.view }).click()
  await desk.page.getByText(person.phone).waitFor()
  await pictureOf(desk.page, 'console-identity-seen')
  await desk.page.getByRole('button', { name: words.hide }).click()
  expect(await desk.page.getByText(person.phone).count()).toBe(0)
  await desk.context.close()

  const { context, page } = await openWindow(browser, { screen: 'phone', scripts: false })
  await page.goto(`${county.origin}/track`)
  await page.getByLabel(trackingTexts['zh-CN'].code).fill(code)
  await page.getByRole('button', { name: trackingTexts['zh-CN'].submit }).click()
  await page.getByText(actionTexts['zh-CN'].viewIdentity).waitFor()
  await page.getByText(identityTexts['zh-CN'].ownTitle).click()
  expect(await page.getByText(person.name, { exact: true }).isVisible()).toBe(true)
  await picture(page, 'tracked-identity', { whole: true })
  await context.close()

  const admin = await openConsole(county, browser, 'audit-admin')
  await admin.page.getByText(auditActTexts['zh-CN'].viewIdentity).first().waitFor()
  await picture(admin.page, 'console-audit')
  await admin.page.getByLabel(audit.subject).fill(id)
  await admin.page.getByRole('button', { name: audit.search }).click()
  await admin.page.getByRole('cell', { name: auditActTexts['zh-CN'].getCase }).first().waitFor()
  expect(await admin.page.getByText(person.name).count()).toBe(0)
  await admin.context.close()
}, 60_000)

async function pictureOf(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name: words.sheet }).evaluate(heading => (heading as unknown as { scrollIntoView(): void }).scrollIntoView())
  await picture(page, name)
}
