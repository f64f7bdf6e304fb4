import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cardGroundTexts, supervisionWords } from '#text/console-supervision.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { actionButtons } from '#text/cases.ts'
import { actWords } from '#text/console-acts.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { livingIn } from '#test/cases/living.ts'
import { closeWindows, openBrowser, openWindow, picture, screens } from './browser.ts'
import { openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

const [words, acts] = [supervisionWords['zh-CN'], actWords['zh-CN']]

let county: County
let browser: Browser
let id: string
beforeAll(async () => {
  [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()])
  county.world.setClock('2026-11-02')
  id = (await caseAt(county.world, 'handling')).id
  await caseAt(county.world, 'handling', { department: 'housing' })
  await caseAt(county.world, 'accepted')
  county.world.setClock('2026-11-17')
  await sweepCases(county.world.context)
})
afterAll(async () => { await closeWindows(browser); await county.world.close() })

test('a letter is drafted, sent, printed and answered, and the leaders see the figures of each unit', async () => {
  await at('triage', `cases/${id}`, async page => {
    await page.getByRole('button', { name: words.write }).click()
    await page.getByLabel(words.reasonLabel).fill('逾期未答复，群众再次来电。')
    await picture(page, 'letter-dialog')
    await page.getByRole('button', { name: words.send }).click()
    await page.getByRole('link', { name: words.printPage }).click()
    await page.locator('.paper').waitFor()
    await picture(page, 'letter-paper')
    expect(await page.locator('.paper').textContent()).not.toContain('路灯')
  })
  await at('handler', 'supervision', async page => {
    await page.getByRole('button', { name: words.explain }).nth(1).click()
    await page.getByLabel(words.explainLabel).fill('因雨停工三天，现已复工，本周内办结。')
    await page.getByRole('dialog').getByRole('button', { name: words.explain }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => page.getByRole('button', { name: words.explain }).count()).toBe(1)
    await picture(page, 'supervision-unit')
  })
  await at('leader', 'supervision?standing=all', async page => {
    await page.getByRole('heading', { name: words.perUnit }).waitFor()
    await picture(page, 'supervision-leader')
    await page.getByRole('button', { name: '县农业农村局' }).click()
    expect(page.url()).toContain('unit=')
  })
  await at('supervisor', `cases/${id}`, page => picture(page, 'supervision-case'))
})

test('a unit that asks for time once more than it may is told what follows, and the refused request earns its red card', async () => {
  const filed = await caseAt(county.world, 'handling')
  const live = livingIn(county.world)
  for (const decider of ['supervisor', 'triage'] as const) {
    await live.must('handler', filed, { action: 'askExtension', days: 1, note: '需要现场勘验取证。' })
    await live.must(decider, filed, { action: 'grantExtension', note: '同意延期，请按期答复。' })
  }
  await at('handler', `cases/${filed.id}`, async page => {
    await page.getByText(acts.countedAsk).waitFor()
    await page.getByRole('button', { name: acts.askAllTheSame }).click()
    await page.getByLabel(acts.days).fill('2')
    await page.locator('form.act-form').getByLabel(/理由/).fill('还要再请专家论证。')
    await picture(page, 'console-asked-once-more')
    await page.locator('form.act-form').getByRole('button', { name: actionButtons['zh-CN'].askExtension, exact: true }).click()
    await page.locator('form.act-form').getByRole('alert').waitFor()
  })
  await at('leader', 'supervision?standing=all', page => page.getByText(cardGroundTexts['zh-CN'].extensionsAsked).first().waitFor())
})

test('on a phone and in English the list can be read without scrolling sideways', async () => {
  for (const [role, path, name] of [['handler', 'supervision?lang=en', 'supervision-phone-en'], ['leader', 'supervision?standing=all&lang=zh-CN', 'supervision-phone'], ['supervisor', `cases/${id}/letters/2?lang=en`, 'letter-paper-phone']] as const) {
    const window = await openWindow(browser, { screen: 'phone' })
    await county.signIn(window.context, role)
    await window.page.goto(`${county.origin}/console/${path}`)
    await window.page.getByRole('heading', { level: 1 }).first().waitFor()
    await window.page.locator('table.list tbody tr, article.paper').first().waitFor() // what is read comes after the head
    expect(await window.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(screens.phone.width)
    await picture(window.page, name)
    await window.context.close()
  }
})

async function at(role: 'triage' | 'handler' | 'supervisor' | 'leader', path: string, look: (page: Page) => Promise<unknown>): Promise<void> {
  const { context, page } = await openConsole(county, browser, role, path)
  try {
    await look(page)
  } finally {
    await context.close()
  }
}
