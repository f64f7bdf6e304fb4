import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishRatings } from '#actions/publish-ratings.ts'
import { rateCase } from '#actions/complainant-moves.ts'
import { showAnswers } from '#actions/answers/show.ts'
import { answerWords } from '#text/console-answers.ts'
import { ratingTexts } from '#text/cases.ts'
import { publicAnswerTexts } from '#text/public-answers.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

const words = answerWords['zh-CN']
const shown = publicAnswerTexts['zh-CN']
const question = '公开的收支里路灯这一笔是怎么回事？'
const answer = '路灯只更换过一次，公开时重复登记，已经更正。'

let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()]) })
afterAll(async () => { await closeWindows(browser); await county.world.close() })

const phone = () => openWindow(browser, { screen: 'phone', scripts: false })

async function follow(page: Page, code: string): Promise<void> {
  await page.goto(`${county.origin}/track`)
  await page.getByLabel(trackingTexts['zh-CN'].code, { exact: true }).fill(code)
  await page.getByRole('button', { name: trackingTexts['zh-CN'].submit }).click()
}

async function expectNotWide(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
}

test('a complainant agrees, two officers publish, a neighbour reads it in the village and beside the record, and it goes when the complainant takes it back', async () => {
  const { world, origin, village, records } = county
  const { code } = await caseAt(world, 'replied', { statement: '金丝雀我家门口的路灯没有换过，账上却付了两次钱。', villageCode: village.code, about: { disclosureId: records.books, version: 2 } })
  const complainant = await phone()
  await follow(complainant.page, code)
  await expectNotWide(complainant.page)
  await complainant.page.getByRole('heading', { name: shown.ask }).scrollIntoViewIfNeeded()
  await picture(complainant.page, 'publicity-ask-phone')
  await complainant.page.getByRole('button', { name: shown.allow }).click()
  await complainant.page.getByText(shown.allowedWaiting).waitFor()

  await write()
  await approve()
  await follow(complainant.page, code)
  await complainant.page.getByText(shown.allowedComing('2026年10月1日(星期四)')).waitFor()
  world.setClock('2026-10-01', 1)
  await showAnswers(world.context)

  const neighbour = await phone()
  for (const [address, name] of [[`/v/${village.code}`, undefined], [`/v/${village.code}/qa`, 'village-answers-phone'], [`/d/${records.books}`, undefined]] as const) {
    await neighbour.page.goto(origin + address)
    await neighbour.page.getByText(question).waitFor()
    await expectNotWide(neighbour.page)
    expect(await neighbour.page.content()).not.toMatch(new RegExp(`金丝雀|${code}`))
    if (name) await picture(neighbour.page, name)
  }
  await follow(complainant.page, code)
  await complainant.page.getByRole('button', { name: shown.takeBack }).click()
  await complainant.page.getByRole('heading', { name: shown.ask }).waitFor()
  for (const address of [`/v/${village.code}`, `/v/${village.code}/qa`, `/d/${records.books}`]) {
    await neighbour.page.goto(origin + address)
    expect(await neighbour.page.getByText(question).count()).toBe(0)
  }
  await Promise.all([complainant.context.close(), neighbour.context.close()])
})

test('a complainant of seventy rates with one tap, and a leader reads later how far chance reaches', async () => {
  const { world } = county
  world.setClock('2026-10-12')
  const { code } = await caseAt(world, 'replied')
  const { page, context } = await phone()
  await follow(page, code)
  await expectNotWide(page)
  await page.getByRole('heading', { name: trackingTexts['zh-CN'].rateTitle }).evaluate(title => { title.scrollIntoView() })
  await picture(page, 'rating-phone')
  await page.getByText(ratingTexts['zh-CN'].satisfied, { exact: true }).click()
  await page.getByRole('button', { name: trackingTexts['zh-CN'].rateSubmit }).click()
  await page.getByText(trackingTexts['zh-CN'].rated(ratingTexts['zh-CN'].satisfied)).waitFor()
  await context.close()
  for (const grade of ['verySatisfied', 'satisfied', 'satisfied', 'dissatisfied', 'basicallySatisfied'] as const) {
    const other = await caseAt(world, 'replied')
    await rateCase(world.context, other.code, { grade })
  }
  world.setClock('2026-11-01', 1)
  await publishRatings(world.context)
  const office = await openConsole(county, browser, 'triage', 'ratings')
  await office.page.getByText('83%（5 / 6）').waitFor()
  await picture(office.page, 'console-ratings')
  await office.context.close()
})

/** The first officer writes; the own words of whoever asked are refused before anything is sent. */
async function write(): Promise<void> {
  const { page, context } = await openConsole(county, browser, 'triage', 'answers')
  await page.getByRole('button', { name: words.prepare, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(words.question, { exact: true }).fill('我家门口的路灯没有换过，账上却付了两次钱，是怎么回事？')
  await dialog.getByText('照抄了提出人的原话').waitFor()
  await dialog.getByLabel(words.question, { exact: true }).fill(question)
  await dialog.getByLabel(words.answer, { exact: true }).fill(answer)
  await picture(page, 'console-public-answer')
  await dialog.getByRole('button', { name: words.send }).click()
  await page.getByText(words.none.allowed).waitFor()
  await page.getByText(words.tabs.waiting, { exact: true }).click()
  await page.getByText(words.own).waitFor()
  await context.close()
}

async function approve(): Promise<void> {
  const { page, context } = await openConsole(county, browser, 'second-triage', 'answers?which=waiting')
  await page.getByRole('button', { name: words.decide }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(answer).waitFor()
  await dialog.getByRole('button', { name: words.approve }).click()
  await page.getByText(words.none.waiting).waitFor()
  await context.close()
}
