import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { actionButtons, stateTexts } from '#text/cases.ts'
import { actWords, findingTexts } from '#text/console-acts.ts'
import { caseWords } from '#text/console-cases.ts'
import { staffStateTexts } from '#text/console-states.ts'
import { trackingActTexts } from '#text/pages-tracking-acts.ts'
import { caseAt, file, reply, type Filed } from '#test/api/cases-of-every-state.ts'
import { livingIn } from '#test/cases/living.ts'
import { closeWindows, openBrowser, picture } from './browser.ts'
import { choose, expectHead, followOnPhone, openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

const buttons = actionButtons['zh-CN']
const acts = actWords['zh-CN']
const states = staffStateTexts['zh-CN']
const forms = trackingActTexts['zh-CN'].acts
const words = caseWords['zh-CN']
/** What the second hand answers. */
const anew = '换了整条线路，当晚七点全部亮灯，请您再看看。'

let county: County
let browser: Browser
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()])
  live = livingIn(county.world)
})
afterAll(async () => { await closeWindows(browser); await county.world.close() })

async function at(role: OfficerRole, id: string, then: (page: Page) => Promise<void>): Promise<void> {
  const { context, page } = await openConsole(county, browser, role, `cases/${id}`)
  await then(page)
  await context.close()
}

async function act(page: Page, button: string, note?: string): Promise<void> {
  const form = page.locator('form.act-form')
  if (note !== undefined) await form.getByLabel(/理由|说明/).last().fill(note)
  await form.getByRole('button', { name: button, exact: true }).click()
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()

test('the desk asks once, the complainant answers on a phone without scripts, and the clock has stood still', async () => {
  const filed = await file(county.world)
  await at('triage', filed.id, async page => {
    await page.getByRole('button', { name: buttons.askMore }).click()
    await act(page, buttons.askMore, '请写明是哪一盏灯、坏了多久。')
    await expectHead(page, states.needsMoreInfo)
  })
  await followOnPhone(county, browser, filed.code, async page => {
    expect(await heading(page)).toBe(stateTexts['zh-CN'].needsMoreInfo)
    await picture(page, 'track-asked-phone', { whole: true })
    await page.getByLabel(forms.supplyMore.label!).fill('村口第二盏，坏了一个月。')
    await page.getByRole('button', { name: buttons.supplyMore }).click()
    expect(await heading(page)).toBe(stateTexts['zh-CN'].submitted)
  })
})

test('what is not accepted is rejected by two and told with reason and address; the complainant appeals', async () => {
  const filed = await file(county.world)
  await at('triage', filed.id, async page => {
    await page.getByRole('button', { name: buttons.proposeRejection }).click()
    await choose(page, acts.reason, '属于其他机关')
    await choose(page, acts.address, '12345')
    await page.locator('.ant-select-dropdown-hidden').nth(1).waitFor({ state: 'attached' })
    await picture(page, 'console-rejection')
    await act(page, buttons.proposeRejection, '属于供电所职责。')
    await expectHead(page, states.rejectionProposed)
    expect(await page.getByText('不能由本人决定').first().isVisible()).toBe(true)
  })
  await live.must('secondTriage', filed, { action: 'confirmRejection' })
  await followOnPhone(county, browser, filed.code, async page => {
    expect(await page.getByText('12345政务服务便民热线').first().isVisible()).toBe(true)
    await picture(page, 'track-rejected-phone', { whole: true })
    await page.getByLabel(forms.appeal.label!).fill('灯是村里用集体的钱装的，应当由村里管。')
    await page.getByRole('button', { name: buttons.appeal }).click()
    expect(await heading(page)).toBe(stateTexts['zh-CN'].appealed)
  })
})

test('a bad rating is done again by somebody else, visited, and sent to the county the second time', async () => {
  const filed = await caseAt(county.world, 'replied')
  await live.complain(filed, { action: 'rate', grade: 'dissatisfied', note: '灯还是不亮' })
  await at('supervisor', filed.id, async page => {
    await page.getByRole('button', { name: buttons.recordVisit }).click()
    await choose(page, acts.finding, findingTexts['zh-CN'].notSolved)
    await act(page, buttons.recordVisit, '电话联系投诉人，灯确实还不亮。')
    await page.getByRole('button', { name: buttons.orderRedo, exact: true }).first().click()
    await act(page, buttons.orderRedo, '答复与现场不符，请换人重办。')
    await expectHead(page, states.redo)
  })
  await live.must('secondHandler', filed, { action: 'sign' })
  await live.must('secondHandler', filed, { action: 'draftReply', reply: { ...reply, text: anew } })
  await at('supervisor', filed.id, async page => {
    await page.getByRole('region', { name: words.draftReply }).getByText(anew).waitFor()
    expect(await page.getByRole('region', { name: words.earlierReply }).getByText(reply.text).isVisible()).toBe(true)
    await picture(page, 'console-answered-anew', { whole: true })
  })
  await live.must('supervisor', filed, { action: 'passReview' })
  await live.complain(filed, { action: 'rate', grade: 'dissatisfied' })
  await at('triage', filed.id, async page => {
    await expectHead(page, states.escalated)
    await choose(page, acts.verdict, '列为督办')
    await page.locator('.ant-select-dropdown-hidden').first().waitFor({ state: 'attached' })
    await picture(page, 'console-escalated')
    await act(page, buttons.decideEscalation, '列为督办件，限期换人重办。')
    await expectHead(page, states.redo)
  })
})

test('several units work together; two complaints about one matter become one and each keeps its own', async () => {
  const [lead, joined] = [await caseAt(county.world, 'handling'), await caseAt(county.world, 'accepted')]
  await at('supervisor', lead.id, async page => {
    await page.getByRole('button', { name: buttons.joinUnits }).click()
    await choose(page, acts.helpers, '县住建局')
    await page.keyboard.press('Escape')
    await act(page, buttons.joinUnits, '道路部分请住建局协办。')
    await expectHead(page, states.jointHandling)
  })
  await at('triage', joined.id, async page => {
    await page.getByRole('button', { name: buttons.merge }).click()
    await choose(page, acts.lead, '村口路灯')
    await act(page, buttons.merge, '反映的是同一件事。')
    await expectHead(page, states.merged)
  })
})

test('thirty days later the complainant is asked, and reopens with new facts', async () => {
  county.world.setClock('2026-03-02')
  const filed: Filed = await caseAt(county.world, 'rated')
  await sweepCases(county.world.context)
  county.world.setClock('2026-04-01')
  await sweepCases(county.world.context)
  await followOnPhone(county, browser, filed.code, async page => {
    await picture(page, 'track-still-solved-phone', { whole: true })
    await page.getByLabel(forms.reopen.label!).fill('灯修好一周后又灭了，开关箱进水。')
    await page.getByRole('button', { name: buttons.reopen }).click()
    expect(await heading(page)).toBe(stateTexts['zh-CN'].accepted)
  })
  county.world.setClock('2026-09-21')
})

test('the complainant withdraws, after being told what that means', async () => {
  const filed = await caseAt(county.world, 'handling')
  await followOnPhone(county, browser, filed.code, async page => {
    await page.getByText(forms.withdraw.title).click()
    expect(await page.getByText(forms.withdraw.lead).isVisible()).toBe(true)
    await page.getByRole('button', { name: buttons.withdraw }).click()
    expect(await heading(page)).toBe(stateTexts['zh-CN'].withdrawn)
  })
})
