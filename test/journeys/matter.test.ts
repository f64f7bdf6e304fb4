import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { actionButtons } from '#text/cases.ts'
import { actWords } from '#text/console-acts.ts'
import { caseWords } from '#text/console-cases.ts'
import { caseQueueWords } from '#text/console-desk.ts'
import { matterWords } from '#text/console-matter.ts'
import { staffStateTexts } from '#text/console-states.ts'
import { consoleWords } from '#text/console.ts'
import { messageTexts } from '#text/pages-messages.ts'
import { file, move } from '#test/api/cases-of-every-state.ts'
import { closeWindows, openBrowser, picture } from './browser.ts'
import { choose, expectHead, followOnPhone, openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

const [words, messages, buttons, states] = [matterWords['zh-CN'], messageTexts['zh-CN'], actionButtons['zh-CN'], staffStateTexts['zh-CN']]
const shell = consoleWords['zh-CN']
const statement = '我家门口的路灯坏了一个月，我儿子晚上摔了一跤，本人电话13800000000，请查一查维修费花在哪里。'
const forUnits = '村口路灯坏了一个月，有人晚上摔了一跤，请查一查维修费花在哪里。'

let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()]) })
afterAll(async () => { await closeWindows(browser); await county.world.close() })

async function at(role: OfficerRole, id: string | undefined, then: (page: Page) => Promise<void>): Promise<void> {
  const { context, page } = await openConsole(county, browser, role, id && `cases/${id}`)
  await then(page)
  await context.close()
}

/** Whoever turns to another page is asked before typed text is lost, and staying loses nothing. */
async function expectGuarded(page: Page, field: Locator, typed: string): Promise<void> {
  await page.getByRole('link', { name: caseWords['zh-CN'].backToList }).click()
  const question = page.getByRole('dialog', { name: shell.unsavedTitle })
  await question.getByRole('button', { name: shell.stay }).click()
  await question.waitFor({ state: 'hidden' })
  expect(await field.inputValue()).toBe(typed)
}

/** The browser itself asks whoever closes the window; staying loses nothing. */
async function expectGuardedAtClosing(page: Page, field: Locator, typed: string): Promise<void> {
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  expect(await field.inputValue()).toBe(typed)
}

test('the desk writes the text for the unit; the unit asks, the complainant answers unknown and without scripts, the desk passes it on', async () => {
  const filed = await file(county.world, { statement })
  await move(county.world, filed.id, county.world.officerId.triage, { action: 'accept' })
  await at('triage', filed.id, async page => {
    const form = page.locator('form.act-form')
    const text = form.getByLabel(words.statement)
    // The tool has replaced what it found; the officer mends what it cannot know.
    expect(await text.inputValue()).toBe('某村民家门口的路灯坏了一个月，某村民的家人晚上摔了一跤，某村民电话***，请查一查维修费花在哪里。')
    await text.fill(`${forUnits}可打13800000000。`)
    await choose(page, actWords['zh-CN'].unit, '县农业农村局')
    await form.getByLabel(/理由（必填/).fill('账务类事项，请核对凭证后答复。')
    await form.getByRole('button', { name: buttons.assign, exact: true }).click()
    await page.getByText('文字里还有电话号码').waitFor()
    await picture(page, 'console-text-for-units', { before: () => page.getByText(words.forUnitsLead).first().scrollIntoViewIfNeeded() })
    await form.getByRole('button', { name: words.replace('13800000000', '***') }).click()
    await text.fill(forUnits)
    await form.getByRole('button', { name: buttons.assign, exact: true }).click()
    await expectHead(page, states.assigned)
  })
  await move(county.world, filed.id, county.world.officerId.handler('agriculture'), { action: 'sign' })
  await at('handler', filed.id, async page => {
    await page.getByRole('heading', { name: words.saidForUnits }).waitFor()
    expect(await page.getByText(forUnits).first().isVisible()).toBe(true)
    expect(await page.getByText('我家门口').count()).toBe(0)
    await page.getByLabel(words.messageWords).fill('请问是哪一盏灯？')
    await expectGuarded(page, page.getByLabel(words.messageWords), '请问是哪一盏灯？')
    await page.getByRole('button', { name: words.send, exact: true }).click()
    await page.locator('blockquote', { hasText: '请问是哪一盏灯？' }).waitFor()
  })
  await followOnPhone(county, browser, filed.code, async page => {
    expect(await page.getByText('请问是哪一盏灯？').isVisible()).toBe(true)
    await page.getByLabel(messages.words).fill('是我家门口第二盏。')
    await page.getByRole('button', { name: messages.send }).click()
    await page.getByText(messages.sent).waitFor()
    expect(await page.getByText(messages.waiting).isVisible()).toBe(true)
    await picture(page, 'track-messages-phone', { before: () => page.locator('#messages').scrollIntoViewIfNeeded() })
  })
  await at('handler', filed.id, async page => {
    await page.getByText(words.notReleased).waitFor()
    expect(await page.getByText('第二盏').count()).toBe(0)
  })
  await at('triage', undefined, async page => {
    const tally = page.locator('.tallies').getByRole('link', { name: caseQueueWords['zh-CN']['to-release']! })
    await expect.poll(() => tally.innerText()).toMatch(/^1\b/u)
    await picture(page, 'console-to-release')
    await tally.click()
    await page.getByRole('heading', { level: 1, name: caseQueueWords['zh-CN']['to-release']! }).waitFor()
    await page.locator(`.list [href$="${filed.id}"]`).click()
    await page.getByRole('button', { name: words.release, exact: true }).click()
    const text = page.getByLabel(words.releaseWords)
    expect(await text.inputValue()).toBe('是某村民家门口第二盏。')
    await text.fill('是村口第二盏。')
    await expectGuarded(page, text, '是村口第二盏。')
    await expectGuardedAtClosing(page, text, '是村口第二盏。')
    await picture(page, 'console-messages', { before: () => text.scrollIntoViewIfNeeded() })
    await page.getByRole('button', { name: words.releaseSend, exact: true }).click()
    await page.getByText(words.isReleased).first().waitFor()
    const note = page.getByRole('textbox', { name: words.noteWords })
    await note.fill('原文有住处，已经去掉。')
    await expectGuarded(page, note, '原文有住处，已经去掉。')
    await page.getByRole('button', { name: words.keep, exact: true }).click()
    await page.locator('blockquote', { hasText: '原文有住处' }).waitFor()
    await page.getByRole('button', { name: words.mend, exact: true }).click()
    const revised = page.locator('#revision-statement')
    await revised.fill('村口第二盏路灯坏了。')
    await expectGuarded(page, revised, '村口第二盏路灯坏了。')
    await page.getByRole('button', { name: words.cancel, exact: true }).click()
    // Nothing typed is left: nobody asks. What was passed on waits no more.
    await page.getByRole('link', { name: caseWords['zh-CN'].backToList }).click()
    await page.getByRole('heading', { level: 1, name: caseQueueWords['zh-CN']['to-release']! }).waitFor()
    await expect.poll(() => page.locator(`.list [href$="${filed.id}"]`).count()).toBe(0)
  })
  await at('handler', filed.id, async page => {
    await page.locator('blockquote', { hasText: '是村口第二盏。' }).first().waitFor()
    expect(await page.getByText('原文有住处').count()).toBe(0)
  })
})
