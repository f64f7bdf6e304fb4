import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleWords } from '#text/console.ts'
import { protectionWords } from '#text/console-protection.ts'
import { reviewWords } from '#text/console-review.ts'
import { publishWords } from '#text/console-publish.ts'
import { createDraft } from '#actions/drafts.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { openCounty, type County } from './county.ts'

const words = protectionWords['zh-CN']

let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()]) }, 240_000)
afterAll(async () => { await closeWindows(browser); await county.world.close() })

async function drafted(period: string, summaries: readonly string[]): Promise<string> {
  const { world } = county
  const input = monthOfBooks(world.village, period)
  const made = await createDraft(world.context, await world.officer(world.officerId.clerk(world.village)), { ...input, rows: input.rows.map((row, index) => ({ ...row, summary: summaries[index]! })) })
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  return made.value.id
}

test('a clerk masks a number with one tap, a reviewer accepts an address with a reason, and the record is published', async () => {
  const id = await drafted('2025-02', ['鱼塘承包费 13812345678', '测试村三组12号村部电费'])
  const clerk = await openWindow(browser, { screen: 'desktop' })
  await county.signIn(clerk.context, 'clerk')
  await clerk.page.goto(`${county.origin}/console/drafts/${id}`)
  await clerk.page.getByRole('button', { name: words.mask }).first().waitFor()
  await picture(clerk.page, 'gate-clerk', { whole: true })
  await clerk.page.getByRole('button', { name: words.mask }).first().click()
  expect(await clerk.page.getByRole('button', { name: publishWords['zh-CN'].submit, exact: true }).isDisabled()).toBe(true)
  await clerk.page.getByRole('button', { name: publishWords['zh-CN'].saveDraft }).click()
  await clerk.page.getByText(publishWords['zh-CN'].notSaved).waitFor({ state: 'hidden' })
  const reviewer = await openWindow(browser, { screen: 'desktop' })
  await county.signIn(reviewer.context, 'reviewer')
  await reviewer.page.goto(`${county.origin}/console/drafts/${id}`)
  await reviewer.page.getByRole('button', { name: words.accept }).click()
  await reviewer.page.getByLabel(words.acceptReason).fill('这是村部地址，依法公开。')
  await picture(reviewer.page, 'gate-reviewer')
  await reviewer.page.getByRole('button', { name: words.acceptSend }).click()
  await reviewer.page.getByText(words.settled).waitFor()
  await clerk.page.reload()
  await clerk.page.getByRole('button', { name: publishWords['zh-CN'].submit, exact: true }).click()
  await expect.poll(async () => (await county.world.owner.pool.query('select state from disclosure_draft where id = $1', [id])).rows[0].state).toBe('submitted')
  await reviewer.page.reload()
  await reviewer.page.getByRole('button', { name: reviewWords['zh-CN'].approve }).first().click()
  await reviewer.page.locator('form.act-form button[type=submit]').click()
  await reviewer.page.getByText(reviewWords['zh-CN'].approved).waitFor()
  await Promise.all([clerk.context.close(), reviewer.context.close()])
}, 120_000)

test('a reviewer takes a record down at once, and the triage desk confirms it', async () => {
  const reviewer = await openWindow(browser, { screen: 'desktop' })
  await county.signIn(reviewer.context, 'reviewer')
  await reviewer.page.goto(`${county.origin}/console/published`)
  await reviewer.page.getByRole('button', { name: words.takeDown }).first().click()
  await reviewer.page.getByLabel(words.takeDownNote).fill('第一行写了不该公开的内容。')
  await picture(reviewer.page, 'takedown')
  await reviewer.page.getByRole('button', { name: words.takeDownSend }).click()
  await reviewer.page.getByRole('heading', { name: words.incidents }).waitFor()
  expect(await reviewer.page.getByRole('button', { name: words.confirm }).count()).toBe(0)
  const triage = await openWindow(browser, { screen: 'desktop' })
  await county.signIn(triage.context, 'triage')
  await triage.page.goto(`${county.origin}/console/incidents`)
  await triage.page.getByRole('button', { name: words.confirm }).waitFor()
  await picture(triage.page, 'incidents')
  await triage.page.getByRole('button', { name: words.confirm }).click()
  await triage.page.getByRole('button', { name: words.confirm }).waitFor({ state: 'hidden' })
  const { rows } = await county.world.owner.pool.query('select count(*)::int as n from incident_confirmation')
  expect(rows).toEqual([{ n: 1 }])
  expect(await triage.page.getByRole('link', { name: consoleWords['zh-CN'].published }).count()).toBe(1)
  await Promise.all([reviewer.context.close(), triage.context.close()])
}, 120_000)

test('both screens fit a phone of 360 px, in both languages', async () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const { context, page } = await openWindow(browser, { screen: 'phone', language })
    await county.signIn(context, 'reviewer')
    for (const path of ['incidents', 'published']) {
      await page.goto(`${county.origin}/console/${path}?lang=${language}`)
      await page.locator('table.list').waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth'), `${path} ${language}`).toBe(360)
    }
    await page.goto(`${county.origin}/console/incidents?lang=${language}`)
    await page.getByRole('heading', { name: protectionWords[language].incidents }).waitFor()
    await page.locator('table.list').waitFor()
    await picture(page, `incidents-phone${language === 'en' ? '-en' : ''}`)
    await context.close()
  }
}, 60_000)
