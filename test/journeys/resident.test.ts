import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseReply } from '#rules/cases/reply.ts'
import { shortCodeOf } from '#rules/divisions/short-code.ts'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { stateTexts } from '#text/cases.ts'
import { complaintTexts } from '#text/pages-complaint.ts'
import { placeTexts } from '#text/pages-places.ts'
import { recordTexts } from '#text/pages-records.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { move } from '#test/api/cases-of-every-state.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { correct, publish } from '#test/pages/visiting.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { openCounty, type County, withInterest } from './county.ts'
import { pastPolicies } from '#test/past-policies.ts'

/** What the unit answers about the line in question. */
const reply: CaseReply = {
  found: '9月24日入户核实：户主常住第十村民组，子女在县城租房，家庭收入仍在标准以内。', done: '已请两位邻居作证，并在公开栏写明核实结果。', nextStep: '下季度复核时再次入户。', nextBy: '2026-12-31' as PlainDate,
  answeredBy: '县财政局（演示）', text: '您问的这一户仍住在村里，符合条件。感谢您的监督。',
}

const place = placeTexts['zh-CN']
const record = recordTexts['zh-CN']
const form = complaintTexts['zh-CN']
const tracking = trackingTexts['zh-CN']
const states = stateTexts['zh-CN']

let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty(), openBrowser()]) })
afterAll(async () => { await closeWindows(browser); await county.world.close() })

const phone = () => openWindow(browser, { screen: 'phone', scripts: false })

test('a resident scans the code, finds the list of aid, questions one line with a photo, follows the answer and rates it', async () => {
  const { context, page } = await phone()
  await findTheListOfAid(page)
  await questionLineTwo(page)
  await sendWithMistakes(page)
  const code = await sendWithPhoto(page)
  const id = await caseOf(code)
  await expectNoPlaceInPhoto(id)
  await follow(page, code)
  expect(await heading(page)).toBe(states.submitted)
  await answer(id)
  await follow(page, code)
  expect(await heading(page)).toBe(states.replied)
  expect(await page.getByText(reply.text).isVisible()).toBe(true)
  await picture(page, 'track-phone')
  await page.getByText(tracking.howCounted).click()
  expect(await page.locator('table.days tr.counts').count()).toBe(10)
  await page.locator('details').first().evaluate(counted => { counted.scrollIntoView() })
  await picture(page, 'due-phone')
  await rate(page)
  county.world.setClock('2026-10-28')
  await sweepCases(county.world.context)
  await follow(page, code)
  expect(await heading(page)).toBe(states.closed)
  expect(await page.getByText(tracking.rated('满意')).isVisible()).toBe(true)
  await context.close()
})

test('without a name, and however often the form is sent, there is one receipt and nobody to unseal', async () => {
  const { context, page } = await phone()
  await page.goto(`${county.origin}/complain?v=${county.village.code}`)
  await page.getByLabel(form.statement).fill('村口的路灯坏了一个月没有人修。')
  await page.getByRole('button', { name: form.submit }).click()
  const code = await codeOn(page)
  await page.reload() // sends the same form again, as an impatient thumb does
  expect(await codeOn(page)).toBe(code)
  expect(await page.getByText(form.receiptRepeated).isVisible()).toBe(true)
  const rows = await pastPolicies(county.world, 'select c.id, s.case_id from case_file c left join vault.sealed_identity s on s.case_id = c.id where c.receipt_hmac = $1', [receiptHmac(county.world.context.secrets.receiptPepper, code)])
  expect(rows).toMatchObject([{ case_id: null }])
  await context.close()
})

test('in English: from the village to the receipt and back to the complaint', async () => {
  const { context, page } = await openWindow(browser, { screen: 'desktop', language: 'en', scripts: false })
  await page.goto(`${county.origin}/v/${county.village.code}`)
  expect(await page.getByText(placeTexts.en.kind).isVisible()).toBe(true)
  await picture(page, 'village-desktop-en')
  await page.getByRole('link', { name: '财务收支明细' }).first().click()
  await page.getByRole('link', { name: recordTexts.en.askRow(1), exact: true }).click()
  await page.getByLabel(complaintTexts.en.statement).fill('What was this money spent on?')
  await page.getByRole('button', { name: complaintTexts.en.submit }).click()
  expect(await heading(page)).toBe(complaintTexts.en.receiptTitle)
  const code = await codeOn(page)
  await page.getByRole('link', { name: complaintTexts.en.trackNow }).click()
  await page.getByLabel(trackingTexts.en.code).fill(code)
  await page.getByRole('button', { name: trackingTexts.en.submit }).click()
  expect(await heading(page)).toBe(stateTexts.en.submitted)
  expect(await page.getByText('What was this money spent on?').isVisible()).toBe(true)
  await context.close()
})

test('a record that is altered after the complaint still shows, in the case, what the resident saw', async () => {
  const { context, page } = await phone()
  const income = '5000.00'
  const books = { villageCode: county.village.code, item: 'income-expense-detail', period: '2026-02', title: '2月财务收支明细',
    fields: { openingBalance: '0', income, expense: '0', closingBalance: income, bankBalance: income, cashBalance: '0' }, rows: [{ date: '2026-02-03', summary: '鱼塘承包费', category: 'contract-income', income }] }
  const id = await publish(county.world, books)
  await page.goto(`${county.origin}/d/${id}`)
  await page.getByRole('link', { name: record.askAbout('本期收入') }).click()
  expect(await page.getByText('5,000.00').isVisible()).toBe(true)
  await page.getByLabel(form.statement).fill('鱼塘承包费去年是六千，今年怎么少了？')
  await page.getByRole('button', { name: form.submit }).click()
  const code = await codeOn(page)
  await correct(county.world, id, '漏记一笔存款利息，现予补记。', withInterest(books))
  await page.goto(`${county.origin}/d/${id}`)
  expect(await page.getByText('5,012.34').first().isVisible()).toBe(true)
  await follow(page, code)
  expect(await page.getByText('5,000.00').isVisible()).toBe(true)
  expect(await page.getByText(tracking.newer(2)).isVisible()).toBe(true)
  await page.getByRole('link', { name: '2月财务收支明细' }).click()
  expect(await page.getByText(record.oldNotice(1, 2)).isVisible()).toBe(true)
  expect(await page.getByText('5,012.34').count()).toBe(0)
  await context.close()
})

async function findTheListOfAid(page: Page): Promise<void> {
  await page.goto(`${county.origin}/q/${shortCodeOf(county.village.code)}`)
  expect(await heading(page)).toBe(county.village.name)
  expect(new URL(page.url()).pathname).toBe(`/v/${county.village.code}`)
  await picture(page, 'village-phone')
  await page.getByRole('searchbox', { name: place.searchRecords }).fill('低保')
  await page.getByRole('button', { name: place.searchButton }).click()
  expect(await page.getByText(record.matches(1)).isVisible()).toBe(true)
  await page.getByRole('link', { name: '低保对象名单' }).click()
  expect(await heading(page)).toContain('低保对象名单')
}

async function questionLineTwo(page: Page): Promise<void> {
  const line = page.getByRole('link', { name: record.askRow(2), exact: true })
  await page.locator('#rows').evaluate(rows => { rows.scrollIntoView() })
  await picture(page, 'record-phone')
  await line.click()
  expect(await heading(page)).toBe(form.title)
  expect(await page.getByText(form.questionedRow(2)).isVisible()).toBe(true)
  await page.getByLabel(form.statement).fill('这一户早就搬到县城去了，为什么还在名单上？')
  await page.locator('.about').evaluate(about => { about.scrollIntoView() })
  await picture(page, 'complain-phone')
}

/** Three things are wrong at once, one of them the photo: all are said at the top and beside their field, and nothing typed is lost. */
async function sendWithMistakes(page: Page): Promise<void> {
  await page.getByLabel(form.statement).fill('不对')
  await page.getByLabel(form.place).fill('第三村民组')
  await page.getByLabel(form.phone).fill('没有')
  await page.getByLabel(form.photos).setInputFiles({ name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('这不是照片') })
  await page.getByRole('button', { name: form.submit }).click()
  const alert = page.getByRole('alert')
  expect(await alert.getByRole('heading').textContent()).toBe(form.problemsTitle(3))
  expect(await alert.getByRole('listitem').count()).toBe(3)
  expect(await page.getByLabel(form.statement).getAttribute('aria-invalid')).toBe('true')
  expect(await page.getByLabel(form.statement).inputValue()).toBe('不对')
  expect(await page.getByLabel(form.place).inputValue()).toBe('第三村民组')
  expect(await page.getByLabel(form.phone).inputValue()).toBe('没有')
  expect(await page.getByText(form.photosAgain).isVisible()).toBe(true)
  expect(await page.getByText(form.questionedRow(2)).isVisible()).toBe(true)
}

async function sendWithPhoto(page: Page): Promise<string> {
  await page.getByLabel(form.statement).fill('这一户早就搬到县城去了，为什么还在名单上？')
  await page.getByLabel(form.phone).fill('')
  await page.getByLabel(form.photos).setInputFiles({ name: '照片.jpg', mimeType: 'image/jpeg', buffer: await photoWithPlace() })
  await page.getByRole('button', { name: form.submit }).click()
  expect(await heading(page)).toBe(form.receiptTitle)
  expect(await page.getByRole('button', { name: form.copy }).count()).toBe(0) // it could do nothing without scripts
  const code = await codeOn(page)
  await picture(page, 'receipt-phone', { before: () => cover(page) })
  return code
}

/** No picture may hold a code that opens a case. */
async function cover(page: Page): Promise<void> {
  await page.locator('#code span').evaluateAll(groups => { for (const group of groups) group.textContent = '0000' })
}

async function photoWithPlace(): Promise<Buffer> {
  return sharp({ create: { width: 400, height: 300, channels: 3, background: '#8a8' } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 43/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '118/1 6/1 0/1' } }).jpeg().toBuffer()
}

async function expectNoPlaceInPhoto(id: string): Promise<void> {
  expect((await sharp(await photoWithPlace()).metadata()).exif).toBeDefined() // or this would prove nothing
  const { rows } = await county.world.owner.pool.query('select file_id from case_attachment where case_id = $1', [id])
  expect(rows).toHaveLength(1)
  const kept = await sharp(await county.world.context.files.read(rows[0].file_id)).metadata()
  expect(kept).toMatchObject({ width: 400, height: 300 })
  expect(kept.exif).toBeUndefined()
}

async function caseOf(code: string): Promise<string> {
  return (await findCaseIdByReceipt(county.world.context.db, receiptHmac(county.world.context.secrets.receiptPepper, code)))!
}

/** What the staff do meanwhile, over a week and a half. */
async function answer(id: string): Promise<void> {
  const { world } = county
  const { triage, handler, supervisor } = world.officerId
  world.setClock('2026-09-22')
  await move(world, id, triage, { action: 'accept' })
  await move(world, id, triage, { action: 'assign', note: '低保事项，请入户核实后答复。', responsibleUnitId: world.unitId.department('finance') })
  await move(world, id, handler('finance'), { action: 'sign' })
  world.setClock('2026-09-29')
  await move(world, id, handler('finance'), { action: 'draftReply', reply })
  await move(world, id, supervisor('finance'), { action: 'passReview' })
}

async function follow(page: Page, code: string): Promise<void> {
  await page.goto(`${county.origin}/track`)
  await page.getByLabel(tracking.code).fill(code)
  await page.getByRole('button', { name: tracking.submit }).click()
}

/** A rating without a grade is asked for again, and the opinion stays. */
async function rate(page: Page): Promise<void> {
  await page.getByLabel(tracking.opinion).fill('查得很细，谢谢。')
  await page.getByRole('button', { name: tracking.rateSubmit }).click()
  expect(await page.getByText(tracking.gradeMissing).isVisible()).toBe(true)
  expect(await page.getByLabel(tracking.opinion).inputValue()).toBe('查得很细，谢谢。')
  await page.getByRole('radio', { name: '满意', exact: true }).check()
  await page.getByRole('button', { name: tracking.rateSubmit }).click()
  expect(await heading(page)).toBe(states.rated)
  expect(await page.getByText('查得很细，谢谢。').first().isVisible()).toBe(true)
}

function heading(page: Page): Promise<string | null> {
  return page.getByRole('heading', { level: 1 }).textContent()
}

async function codeOn(page: Page): Promise<string> {
  const code = (await page.getByRole('group', { name: form.receiptCode }).or(page.getByRole('group', { name: complaintTexts.en.receiptCode })).textContent() ?? '').replace(/\D/g, '')
  expect(code).toMatch(/^\d{20}$/)
  return code
}
