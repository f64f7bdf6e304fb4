import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountWords } from '#text/console-accounts.ts'
import { auditActTexts, auditWords } from '#text/console-audit.ts'
import { securityWords } from '#text/console-security.ts'
import { consoleWords } from '#text/console.ts'
import { signInWords } from '#text/console-sign-in.ts'
import { codeOf } from '#test/security/codes.ts'
import { meTexts } from '#text/pages-me.ts'
import { openWorld, type World } from '#test/world.ts'
import { closeWindows, hideBar, openBrowser, openWindow, picture } from './browser.ts'

let world: World
let browser: Browser
let origin: string
beforeAll(async () => {
  const platform = { issuer: 'http://127.0.0.1:9', clientId: 'yidiantong', secret: 'of the test', factors: ['mfa'] } // its button is drawn, nobody goes there
  world = await openWorld({ console: true, staffOpenId: platform, residentOpenId: platform, signInRules: { secondFactor: 'required', idleMinutes: 120, longestHours: 10, proofMinutes: 15 } })
  const app = await world.app()
  await app.listen({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  browser = await openBrowser()
})
afterAll(async () => {
  await closeWindows(browser)
  await world.close()
})

const [words, english] = [accountWords['zh-CN'], accountWords.en]
const audit = auditWords['zh-CN']
const door = signInWords['zh-CN']
const [account, mine] = [securityWords['zh-CN'], securityWords.en]

async function enter(page: Page, username: string, language: 'zh-CN' | 'en', password = 'yidiantong-demo', at = origin): Promise<void> {
  await page.goto(`${at}/console/sign-in?lang=${language}`)
  await page.locator('#username').fill(username)
  await page.locator('#password').fill(password)
  await page.locator('button[type=submit]').click()
}

/** Sets an authenticator up on the page that opens instead of every other; returns its secret. */
async function setUp(page: Page, texts: typeof account, steps: number, name?: string): Promise<string> {
  await page.getByLabel(texts.password).first().fill('yidiantong-demo')
  await page.getByRole('button', { name: texts.setUp }).click()
  await page.getByRole('checkbox').check()
  if (name) await picture(page, name, { whole: true, before: hideBar(page) })
  const secret = (await page.locator('code.written').first().innerText()).replaceAll(/\s/g, '')
  await page.locator('#first-code').fill(codeOf(secret, steps))
  await page.getByRole('button', { name: texts.confirm }).click()
  await page.locator('#codes-password, #first-code').waitFor({ state: 'detached' })
  return secret
}

async function fits(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(page.viewportSize()!.width)
}

test('two administrators make an account together, and its holder signs in with a password that neither knows', async () => {
  const [desk, phone] = [await openWindow(browser, { screen: 'desktop' }), await openWindow(browser, { screen: 'phone', language: 'en' })]
  await enter(desk.page, 'system-admin', 'zh-CN')
  await desk.page.getByText(account.owed['second-factor-due']).waitFor()
  await setUp(desk.page, account, -1)
  await desk.page.goto(`${origin}/console/accounts`)
  await desk.page.getByRole('button', { name: words.ask }).click()
  await desk.page.getByLabel(words.name, { exact: true }).fill('测试新人')
  await desk.page.getByLabel(words.username, { exact: true }).fill('new.handler')
  const unit = desk.page.getByRole('combobox', { name: words.unit })
  await unit.fill('农业农村局（演示）')
  await unit.press('Enter')
  await desk.page.getByRole('button', { name: words.submit }).click()
  const first = await desk.page.locator('.code-half').innerText()
  await desk.page.getByRole('button', { name: words.halfDone }).click()
  await desk.page.getByText(words.waiting).waitFor()
  await picture(desk.page, 'accounts')

  await enter(phone.page, 'security-admin', 'en')
  await setUp(phone.page, mine, -1)
  await phone.page.goto(`${origin}/console/accounts?lang=en`)
  await phone.page.getByRole('button', { name: english.grant, exact: true }).waitFor()
  await fits(phone.page)
  await picture(phone.page, 'accounts-phone-en')
  await phone.page.getByRole('button', { name: english.grant, exact: true }).click()
  await phone.page.getByRole('dialog').getByRole('button', { name: english.grant, exact: true }).click()
  const second = await phone.page.locator('.code-half').innerText()

  const person = await openWindow(browser, { screen: 'phone' })
  await person.page.goto(`${origin}/console/invitation?lang=en`)
  await fits(person.page)
  await picture(person.page, 'invitation-phone-en', { whole: true })
  await person.page.goto(`${origin}/console/invitation?lang=zh-CN`)
  await picture(person.page, 'invitation-phone', { whole: true })
  for (const [field, value] of [['username', 'new.handler'], ['first', first], ['second', second], ['password', '春天去看油菜花 in the hills']] as const) await person.page.locator(`#${field}`).fill(value)
  await person.page.getByRole('button', { name: words.accept }).click()
  await person.page.getByRole('link', { name: words.toSignIn }).click()
  await enter(person.page, 'new.handler', 'zh-CN', '春天去看油菜花 in the hills')
  await person.page.locator('#main h1').waitFor()
  for (const window of [desk, phone, person]) await window.context.close()
}, 90_000)

test('a duty that needs it sets the second step up, enters by it, shows once more who it is without losing what was typed, and leaves nothing behind', async () => {
  const [phone, desk] = [await openWindow(browser, { screen: 'phone' }), await openWindow(browser, { screen: 'desktop' })]
  await enter(phone.page, 'triage', 'zh-CN')
  const secret = await setUp(phone.page, account, -1, 'security-set-up-phone')
  await fits(phone.page)

  await enter(desk.page, 'triage', 'zh-CN')
  await desk.page.locator('#code').waitFor()
  await picture(desk.page, 'sign-in-code')
  await desk.page.locator('#code').fill(codeOf(secret))
  await desk.page.locator('button[type=submit]').click()
  await desk.page.locator('#main h1').waitFor()
  await desk.page.goto(`${origin}/console/security`)
  await desk.page.getByRole('button', { name: account.endOthers }).waitFor()
  await picture(desk.page, 'security', { whole: true })

  await desk.page.goto(`${origin}/console/organisation`)
  await desk.page.locator('table').getByRole('button').first().click()
  await desk.page.locator('#head-who, #edge-above, #end-head, #end-edge').first().waitFor()
  world.setClock('2026-09-21', 10)
  const who = desk.page.locator('#head-who')
  await who.fill('演示')
  await who.press('Enter')
  await desk.page.getByRole('dialog').locator('.ant-btn-primary').click()
  await desk.page.locator('#proof-code').waitFor()
  await picture(desk.page, 'step-up')
  await desk.page.locator('#proof-password').fill('yidiantong-demo')
  await desk.page.locator('#proof-code').fill(codeOf(secret, 1))
  await desk.page.getByRole('button', { name: account.stepDo }).click()
  await desk.page.getByRole('status').waitFor()

  // Who sits down here next finds nothing by going back.
  await desk.page.getByRole('button', { name: consoleWords['zh-CN'].signOut }).click()
  await desk.page.locator('#username').waitFor()
  await desk.page.goBack()
  await desk.page.locator('#username').waitFor()
  expect(await desk.page.getByText('演示·').count()).toBe(0)
  for (const window of [phone, desk]) await window.context.close()
}, 90_000)

test('who takes the audit away shows first who it is, and goes on in the same sitting', async () => {
  world.setClock('2026-09-21')
  const { page, context } = await openWindow(browser, { screen: 'phone' })
  await enter(page, 'audit-admin', 'zh-CN')
  const secret = await setUp(page, account, -1)
  await page.goto(`${origin}/console/audit`)
  await page.getByRole('button', { name: audit.csv }).waitFor()
  await fits(page)
  world.setClock('2026-09-21', 10)
  await page.getByRole('button', { name: audit.csv }).click()
  await page.locator('#proof-password').fill('yidiantong-demo')
  await page.locator('#proof-code').fill(codeOf(secret, 1))
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: account.stepDo }).click()
  const table = await readFile(await (await saved).path(), 'utf8')
  expect(table).toContain(auditActTexts['zh-CN'].proveAgain)
  await page.reload()
  await page.locator('table').getByText(new RegExp(`^${auditActTexts['zh-CN'].getAuditCsv}`, 'u')).first().waitFor()
  // Narrowed by a name, list and table are asked for by a body: the name stands in no address.
  const asked: string[] = []
  page.on('request', one => asked.push(one.url()))
  await page.getByLabel(audit.who, { exact: true }).first().fill('审计')
  await Promise.all([page.waitForResponse(answer => answer.url().endsWith('/api/v1/audit/search')), page.getByRole('button', { name: audit.search }).click()])
  const narrowed = page.waitForEvent('download')
  await page.getByRole('button', { name: audit.csv }).click()
  expect(await readFile(await (await narrowed).path(), 'utf8')).toContain(auditActTexts['zh-CN'].searchAudit)
  expect(asked.filter(address => decodeURIComponent(address).includes('审计'))).toEqual([])
  await context.close()
}, 60_000)

test('single sign-on is offered where a platform is set: to the staff on the sign-in page and on their account, to residents on theirs', async () => {
  for (const [screen, language] of [['desktop', 'zh-CN'], ['phone', 'en']] as const) {
    const { page, context } = await openWindow(browser, { screen, language })
    await page.goto(`${origin}/console/sign-in?lang=${language}`)
    await page.locator('a[href="/api/auth/provider"]').waitFor()
    await fits(page)
    await picture(page, screen === 'desktop' ? 'sign-in-platform' : 'sign-in-platform-phone-en')
    await page.goto(`${origin}/me?lang=${language}`)
    await page.getByText(meTexts[language].provinceTitle).waitFor()
    await fits(page)
    await picture(page, screen === 'desktop' ? 'me-sign-in-province' : 'me-sign-in-province-phone-en', { whole: true })
    await context.close()
  }
})

test('a passkey is added on the page of the account, and from then on is both steps of the sign-in and the proof before a sensitive act', async () => {
  const here = origin.replace('127.0.0.1', 'localhost') // browsers make passkeys for names, not for numbers
  const { page, context } = await openWindow(browser, { screen: 'phone' })
  const device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } })
  await enter(page, 'inspector', 'zh-CN', 'yidiantong-demo', here)
  await page.getByText(account.owed['second-factor-due']).waitFor()
  await page.getByLabel(account.passkeyName).fill('值班手机')
  await page.getByRole('button', { name: account.passkeyAdd }).click()
  await page.getByText(account.owed['second-factor-due']).waitFor({ state: 'detached' })
  await page.goto(`${here}/console/security`)
  await page.getByText('值班手机', { exact: true }).waitFor()
  await fits(page)
  await picture(page, 'security-passkey-phone', { whole: true, before: hideBar(page) })
  await page.getByRole('button', { name: account.passkeyRename }).click()
  await page.getByRole('textbox', { name: account.passkeyName }).first().fill('办公手机')
  await page.getByRole('button', { name: account.passkeySave }).click()
  await page.getByText('办公手机', { exact: true }).waitFor()
  await page.getByText(account.notice['passkey-added'](1)).waitFor()

  await context.clearCookies()
  await page.goto(`${here}/console/sign-in?lang=zh-CN`)
  await fits(page)
  await page.getByRole('button', { name: door.byPasskey }).waitFor()
  await picture(page, 'sign-in-passkey-phone')
  await page.getByRole('button', { name: door.byPasskey }).click()
  await page.locator('#main h1').waitFor()

  world.setClock('2026-09-21', 11)
  await page.goto(`${here}/console/security?lang=en`)
  await fits(page)
  await page.getByRole('button', { name: mine.passkeyRemove }).click()
  await page.getByRole('dialog').getByRole('button', { name: mine.passkeyProve }).click()
  await page.getByText(mine.passkeysNone).waitFor()

  await context.clearCookies()
  await page.goto(`${here}/console/sign-in?lang=en`)
  await page.getByRole('button', { name: signInWords.en.byPasskey }).click()
  await page.getByText(signInWords.en.wrongPasskey).waitFor()
  await fits(page)
  await context.close()
}, 90_000)
