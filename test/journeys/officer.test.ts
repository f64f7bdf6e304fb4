import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileDemonstrationCases } from '#cli/demonstration/complaints.ts'
import { actionButtons } from '#text/cases.ts'
import { actWords } from '#text/console-acts.ts'
import { caseWords } from '#text/console-cases.ts'
import { deskWords } from '#text/console-desk.ts'
import { overviewWords } from '#text/console-overview.ts'
import { staffStateTexts } from '#text/console-states.ts'
import { consoleWords } from '#text/console.ts'
import { file } from '#test/api/cases-of-every-state.ts'
import { closeWindows, openBrowser, picture } from './browser.ts'
import { choose, expectHead, openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

const [shell, acts, cases, buttons, states] = [consoleWords['zh-CN'], actWords['zh-CN'], caseWords['zh-CN'], actionButtons['zh-CN'], staffStateTexts['zh-CN']]

let county: County
let browser: Browser
beforeAll(async () => {
  [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()])
  await fileDemonstrationCases(county.world.context)
})
afterAll(async () => { await closeWindows(browser); await county.world.close() })

test('a complaint goes from desk to desk, and each sees only what is theirs to do', async () => {
  const { id } = await file(county.world, { statement: '村口公厕的水电费怎么是平时的三倍？', about: { disclosureId: county.records.books, version: 2 } })
  await at('triage', id, async page => {
    await act(page, buttons.accept)
    await expectHead(page, states.accepted)
    await choose(page, acts.unit, '县农业农村局')
    await act(page, buttons.assign, '账务类事项，请核对凭证后答复。')
    await expectHead(page, states.assigned)
  })
  await at('handler', id, async page => {
    await page.getByRole('button', { name: buttons.sign, exact: true }).first().click()
    await act(page, buttons.sign)
    await expectHead(page, states.handling)
    await page.getByRole('button', { name: buttons.askExtension }).click()
    await page.getByLabel(acts.days).fill('5')
    await act(page, buttons.askExtension, '需要到记账中心调取原始凭证。')
    await expectHead(page, states.extensionPending)
  })
  await at('supervisor', id, async page => {
    await page.getByRole('button', { name: buttons.grantExtension, exact: true }).click()
    await act(page, buttons.grantExtension, '同意延期，请按期答复群众。')
    await expectHead(page, states.handling)
  })
  await at('handler', id, draftReply)
  await at('supervisor', id, async page => {
    await picture(page, 'console-case')
    await page.getByRole('button', { name: buttons.passReview, exact: true }).click()
    await act(page, buttons.passReview, '答复具体，附有凭证。')
    await expectHead(page, states.replied)
  })
  await at('leader', id, async page => {
    expect(await page.getByText(cases.noActions).isVisible()).toBe(true)
    expect(await page.locator('main button').count()).toBe(0)
    expect(await page.getByText('多出的是公厕改造施工用水').first().isVisible()).toBe(true)
  })
})

test('the counts on every desk are the lengths of the lists behind them', async () => {
  for (const role of ['triage', 'handler', 'supervisor', 'reviewer', 'clerk', 'leader'] as const) {
    const { context, page } = await openConsole(county, browser, role)
    const tallies = page.getByRole('navigation', { name: deskWords['zh-CN'].queues }).getByRole('link')
    await tallies.first().waitFor()
    if (role === 'triage') {
      await page.getByRole('row').nth(5).waitFor() // three queues, each with a head and a line
      await picture(page, 'console-desk')
    }
    const shown = await tallies.evaluateAll(links => links.map(link => ({ count: Number(link.querySelector('strong')?.textContent), address: link.getAttribute('href')!.replace('/console/', '') })))
    // Every count against the list itself, and the longest of them also on its screen.
    expect(shown).toEqual(await Promise.all(shown.map(async ({ address }) => ({ count: await totalOf(context, address), address }))))
    const longest = shown.toSorted((a, b) => b.count - a.count)[0]!
    await page.locator(`.tallies [href$="${longest.address}"]`).click()
    await expectHead(page, shell.total(longest.count))
    await context.close()
  }
})

test('a list is walked with j and k, Enter opens the line, and going back finds the same line', async () => {
  const { context, page } = await openConsole(county, browser, 'triage', 'cases?queue=all')
  await page.getByRole('row').nth(2).waitFor()
  const chosen = page.getByRole('row', { selected: true })
  for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key)
  expect(await chosen.count()).toBe(1)
  const [said] = (await chosen.getByRole('link').allTextContents())
  expect(await page.getByRole('row').nth(2).getByRole('link').textContent()).toBe(said)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: cases.said }).waitFor()
  expect(await page.getByText(said!.replace(/…$/, '')).first().isVisible()).toBe(true)
  await page.keyboard.press('u')
  await chosen.waitFor()
  expect((await chosen.getByRole('link').allTextContents())[0]).toBe(said)
  await context.close()
})

test('a leader sees the whole: every share with its numerator and denominator', async () => {
  const { context, page } = await openConsole(county, browser, 'leader', 'overview')
  await page.getByText(overviewWords['zh-CN'].shares['villages-publishing']!).waitFor()
  await picture(page, 'console-overview')
  expect(await page.getByText(/\d+ \/ \d+/).count()).toBeGreaterThanOrEqual(3)
  await context.close()
})

async function totalOf(context: BrowserContext, address: string): Promise<number> {
  const answer = await context.request.get(`${county.origin}/api/v1/${address}`)
  return (await answer.json() as { total: number }).total
}

async function at(role: Parameters<typeof openConsole>[2], id: string, then: (page: Page) => Promise<void>): Promise<void> {
  const { context, page } = await openConsole(county, browser, role, `cases/${id}`)
  await then(page)
  await context.close()
}

/** Fills in the reason, if there is one, and sends the act that is open. */
async function act(page: Page, button: string, note?: string): Promise<void> {
  const form = page.locator('form.act-form')
  if (note !== undefined) await form.getByLabel(/理由|说明/).fill(note)
  await form.getByRole('button', { name: button, exact: true }).click()
}

async function draftReply(page: Page): Promise<void> {
  await page.getByRole('button', { name: buttons.draftReply }).click()
  await page.getByLabel(acts.found).fill('核对了电表和水表读数，多出的是公厕改造施工用水用电。')
  await page.getByLabel(acts.done).fill('已与施工队结清，退回村集体三百二十元。')
  await page.getByLabel(acts.text).fill('多出的是公厕改造施工用水用电，施工队已退回三百二十元，下月账上可以看到。')
  await act(page, buttons.draftReply)
  await expectHead(page, states.replyDrafted)
}
