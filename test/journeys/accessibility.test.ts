import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { shortCodeOf } from '#rules/divisions/short-code.ts'
import { follow as followVillage, keepOwn } from '#actions/residents/list.ts'
import { enterFrom, findResident } from '#actions/residents/sign-in.ts'
import { objectionTexts } from '#text/objections.ts'
import { complaintTexts } from '#text/pages-complaint.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { openCounty, type County } from './county.ts'

type Violation = { readonly id: string; readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[] }

/** Every rule there is, also those that are off by default: 7:1 for all text, and targets that a finger can hit. */
const allRules = '(() => ({ rules: Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }])) }))()'

/** Night changes colours alone. */
const rulesOfColour = "({ runOnly: ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'] })"

/** Pages with forms or many controls. */
const longInEnglish = new Set(['a village', 'a complaint with mistakes', 'a tracked case', 'an objection with a mistake', 'payments to me', 'the confidential door'])

let county: County
let browser: Browser
let trackedCode: string
beforeAll(async () => {
  [county, browser] = await Promise.all([openCounty(), openBrowser()])
  trackedCode = (await caseAt(county.world, 'replied', { about: { disclosureId: county.records.books, version: 1 } })).code
})
afterAll(async () => { await closeWindows(browser); await county.world.close() })

describe.each(['zh-CN', 'en'] as const)('in %s, on 360 px', language => {
  // One window for all, by day again and with nothing remembered.
  let window: Awaited<ReturnType<typeof openWindow>>
  beforeAll(async () => { window = await openWindow(browser, { screen: 'phone', language }) })
  beforeEach(async () => { await window.context.clearCookies(); await window.page.emulateMedia({ colorScheme: 'light' }) })
  afterAll(() => window.context.close())

  test.each(pages())('%s has nothing that axe objects to, and no sideways scrolling', async (name, open) => {
    const { page } = window
    await open(page, language)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    // The markup is one and the same in both languages, and a sentence that is missing does not compile: in English it is where words can break a page.
    const found = language === 'zh-CN' || longInEnglish.has(name) ? await violations(page) : []
    if (language === 'zh-CN') {
      await page.emulateMedia({ colorScheme: 'dark' })
      found.push(...await violations(page, rulesOfColour))
    }
    expect(found).toEqual([])
  })
})

test.each(['zh-CN', 'en'] as const)('the poster in %s prints on one sheet of A4', async language => {
  const { context, page } = await openWindow(browser, { screen: 'desktop', language })
  await page.goto(`${county.origin}/v/${county.village.code}/poster`)
  const sheets = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)
  expect(sheets).toHaveLength(1)
  if (language === 'zh-CN') await picturePoster(page)
  await context.close()
})

test.each(['a village', 'a list', 'a record that was corrected'])('%s has nothing that axe objects to on an office screen', async name => {
  const { context, page } = await openWindow(browser, { screen: 'desktop' })
  await new Map(pages()).get(name)!(page, 'zh-CN')
  expect(await violations(page)).toEqual([])
  await context.close()
})

type Open = (page: Page, language: 'zh-CN' | 'en') => Promise<unknown>

/** The public pages, each with the way to it. */
function pages(): [string, Open][] {
  const at = (path: () => string): Open => page => page.goto(county.origin + path())
  const village = () => `/v/${county.village.code}`
  return [
    ['the start page', at(() => '/')],
    ['a county', at(() => '/?place=340522000000')],
    ['a township', at(() => '/?place=340522100000')],
    ['a search for a place', at(() => '/?q=村')],
    ['a village', at(village)],
    ['a village reached by its code', at(() => `/q/${shortCodeOf(county.village.code)}`)],
    ['a list', at(() => `${village()}/d`)],
    ['an empty list', at(() => `${village()}/d?q=没有的词`)],
    ['a search with findings', at(() => `${village()}/d?q=低保`)],
    ['a month', at(() => `${village()}/changes`)],
    ['a notice board', at(() => `${village()}/board`)],
    ['two periods side by side', at(() => `/d/${county.records.books}/compare`)],
    ['a loudspeaker script', at(() => `/d/${county.records.subsidy}/script`)],
    ['a letter', at(() => `/d/${county.records.subsidy}/letter`)],
    ['the open data', at(() => '/open/')],
    ['a record with many rows', at(() => `/d/${county.records.subsidy}`)],
    ['a record that was corrected', at(() => `/d/${county.records.books}`)],
    ['an old version', at(() => `/d/${county.records.books}?v=1`)],
    ['a ledger of contracts', at(() => `/d/${county.records.contracts}`)],
    ['the poster', at(() => `${village()}/poster`)],
    ['an empty complaint', at(() => `/complain?d=${county.records.aid}&ver=1&row=2`)],
    ['the confidential door', at(() => `/report?v=${county.village.code}`)],
    ['a complaint with mistakes', complainWrongly],
    ['a receipt', complain],
    ['an objection to a line', at(() => `/object?d=${county.records.aid}&ver=1&row=2`)],
    ['an objection with a mistake', objectWrongly],
    ['the question for a code', at(() => '/track')],
    ['a wrong code', (page, language) => follow(page, language, '00000000000000000000')],
    ['a tracked case', async (page, language) => { await follow(page, language, trackedCode); await page.locator('details').first().click() }],
    ['the ways to sign in to my list', at(() => `/me?v=${county.village.code}`)],
    ['my list', openMine],
    ['payments to me', at(() => `/v/${county.village.code}/mine`)],
    ['what is owed', at(() => `${village()}/duties`)],
    ['all items', at(() => `${village()}/i`)],
    ['an item and how it is done', at(() => `${village()}/i/asset-lease`)],
    ['the works projects', at(() => `${village()}/projects`)],
    ['a works project', page => openProject(page)],
    ['the board of a site', async page => { await openProject(page); await page.goto(`${page.url().split('?')[0]}/board`) }],
    ['the help', at(() => '/help')],
    ['a page that is not there', at(() => '/nowhere')],
  ]
}

/** As it comes out of the printer. Where it would hang, the address is that of the county's own site. */
async function picturePoster(page: Page): Promise<void> {
  await page.setViewportSize({ width: 720, height: 1018 })
  await page.emulateMedia({ media: 'print' })
  await picture(page, 'poster', { before: () => page.locator('.poster-host strong').evaluate(address => { address.textContent = address.textContent!.replace(/^http:\/\/[^/]+/, 'https://ydt.example') }) })
}

async function violations(page: Page, rules = allRules): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(`axe.run(document, ${rules})`) as { violations: Violation[] }
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`))
}

async function complainWrongly(page: Page, language: 'zh-CN' | 'en'): Promise<void> {
  const text = complaintTexts[language]
  await page.goto(`${county.origin}/complain?d=${county.records.aid}&ver=1&row=2`)
  await page.getByLabel(text.phone).fill('1')
  await page.getByRole('button', { name: text.submit }).click()
  await page.getByRole('alert').waitFor()
}

/** The list of somebody who signed in, with a complaint and a village in it. */
async function openMine(page: Page): Promise<void> {
  const { context } = county.world
  const token = await enterFrom(context, 'wechat', 'wx-test', 'openid-of-nobody-000001')
  const resident = (await findResident(context, token))!
  await keepOwn(context, resident, trackedCode)
  await followVillage(context, resident, county.village.code, true)
  await page.context().addCookies([{ name: 'resident', value: token, url: county.origin }])
  await page.goto(`${county.origin}/me`)
  await page.locator('summary').click()
}

async function openProject(page: Page): Promise<void> {
  await page.goto(`${county.origin}/v/${county.village.code}/projects`)
  await page.locator('.records a').first().click()
}

async function objectWrongly(page: Page, language: 'zh-CN' | 'en'): Promise<void> {
  await page.goto(`${county.origin}/object?d=${county.records.aid}&ver=1&row=2`)
  await page.getByLabel(objectionTexts[language].question).fill('？')
  await page.getByRole('button', { name: objectionTexts[language].submit }).click()
  await page.getByRole('alert').waitFor()
}

async function complain(page: Page, language: 'zh-CN' | 'en'): Promise<void> {
  const text = complaintTexts[language]
  await page.goto(`${county.origin}/complain?v=${county.village.code}`)
  await page.getByLabel(text.statement).fill('村口的路灯坏了，请修一修。')
  await page.getByRole('button', { name: text.submit }).click()
  await page.getByRole('group', { name: text.receiptCode }).waitFor()
}

async function follow(page: Page, language: 'zh-CN' | 'en', code: string): Promise<void> {
  const text = trackingTexts[language]
  await page.goto(`${county.origin}/track`)
  await page.getByLabel(text.code).fill(code)
  await page.getByRole('button', { name: text.submit }).click()
}
