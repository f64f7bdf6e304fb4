import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actionButtons } from '#text/cases.ts'
import { caseWords } from '#text/console-cases.ts'
import { actWords } from '#text/console-acts.ts'
import { helpWords } from '#text/console-help.ts'
import { staffStateTexts } from '#text/console-states.ts'
import { toolWords } from '#text/console-tools.ts'
import { consoleWords } from '#text/console.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { caseAt, move, readyCase } from '#test/api/cases-of-every-state.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { choose, expectHead, openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'

const [tools, cases, acts, buttons, states, shell] = [toolWords['zh-CN'], caseWords['zh-CN'], actWords['zh-CN'], actionButtons['zh-CN'], staffStateTexts['zh-CN'], consoleWords['zh-CN']]
const lamps = ['村口三根路灯不亮，晚上看不见路。', '东头沟边的路灯坏了，孩子上学害怕。', '祠堂门口新装的路灯一直没有通电。', '老井旁边的路灯白天亮、晚上不亮。']

let county: County
let browser: Browser
beforeAll(async () => {
  [county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()])
})
afterAll(async () => { await closeWindows(browser); await county.world.close() })

/** The page as an English reader has it on a phone: nothing wider than the screen. */
async function inEnglish(path: string, role: 'triage' | 'handler', name: string, ready: (page: Page) => Promise<unknown>): Promise<void> {
  const { context, page } = await openWindow(browser, { screen: 'phone', language: 'en' })
  await county.signIn(context, role)
  await page.goto(`${county.origin}/console/${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(`document.querySelector('.rail-foot button[lang=en]')?.click()`)
  await ready(page)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await picture(page, `${name}-phone-en`, { whole: true })
  await context.close()
}

test('several complaints are selected with keys alone and go to one unit; the one that was moved meanwhile says so', async () => {
  const cases = []
  for (const statement of lamps) cases.push(await readyCase(county.world, { statement }))
  // Accepted this morning: nobody has written the text for the unit yet, so it cannot be marked, and the row says so.
  await caseAt(county.world, 'accepted', { statement: '文化广场的灯也不亮。' })
  const { context, page } = await openConsole(county, browser, 'triage', 'cases?queue=to-assign')
  const unwritten = page.getByRole('row').filter({ hasText: '文化广场的灯也不亮。' })
  await unwritten.getByText(tools.awaitsText).waitFor()
  expect(await unwritten.getByRole('checkbox').count()).toBe(0)
  await page.getByRole('link', { name: tools.readyOnly }).click()
  await expectHead(page, shell.total(4))
  await page.getByRole('row').nth(4).waitFor()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: helpWords['zh-CN'].keysTitle })
  await keys.waitFor()
  await expect.poll(() => page.evaluate(`getComputedStyle(document.querySelector('.ant-modal-container')).opacity`)).toBe('1') // it fades in
  await picture(page, 'console-keys')
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'hidden' })
  for (const key of ['j', 'x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key)
  expect(await page.getByText(tools.picked(3)).isVisible()).toBe(true)
  expect(await page.getByRole('status').filter({ hasText: /第 3 行，共 4 行/ }).count()).toBe(1)
  const overtaken = await page.getByRole('row').nth(2).getByRole('link').getAttribute('href')
  await move(county.world, overtaken!.split('/').at(-1)!, county.world.officerId.secondTriage, { action: 'split', note: '另一件事分开办。', statement: '路灯之外还有水沟的事情。' })
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog', { name: tools.assignTitle(3) })
  await choose(page, acts.unit, '县农业农村局')
  await dialog.getByLabel(acts.noteRequired(4)).fill('同一批路灯，请一并核查后逐件答复。')
  await picture(page, 'console-bulk')
  await dialog.getByRole('button', { name: tools.assignPicked(3) }).click()
  await dialog.getByText(tools.assigned(2)).waitFor()
  expect(await dialog.getByText(tools.notAssigned(1)).isVisible()).toBe(true)
  expect(await dialog.getByText(/别人已经处理过/).count()).toBe(1)
  await picture(page, 'console-bulk-done')
  await dialog.getByRole('button', { name: shell.close }).last().click()
  // The two that stayed, and the part that was split off is not accepted yet.
  await expectHead(page, shell.total(2))
  await context.close()
  await inEnglish('cases?queue=to-assign', 'triage', 'console-bulk', async page => { await page.getByRole('checkbox').first().check(); await page.getByText(toolWords.en.picked(1), { exact: true }).waitFor() })
})

test('a filter is saved under a name, counts what its list holds, and is renamed and deleted; what was looked for stands in no address', async () => {
  const { context, page } = await openConsole(county, browser, 'triage', 'cases?queue=all&sort=-received')
  const [box, asked] = [page.getByRole('searchbox'), [] as string[]]
  page.on('request', one => asked.push(one.url()))
  page.on('framenavigated', one => asked.push(one.url()))
  await box.fill('祠堂')
  await expectHead(page, shell.total(1))
  // Back from a case the words are there again; loaded anew the window has forgotten them, and shows the list without.
  await page.locator('table a.matter').click()
  await page.getByRole('link', { name: cases.backToList }).click()
  await expectHead(page, shell.total(1))
  await page.goBack()
  await page.goBack()
  await expectHead(page, shell.total(1))
  expect(await box.inputValue()).toBe('祠堂')
  expect(await page.evaluate('JSON.stringify(history.state)')).not.toContain('祠堂')
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect([await box.inputValue(), new URL(page.url()).search]).toEqual(['', '?queue=all&sort=-received'])
  await box.fill('祠堂')
  await expectHead(page, shell.total(1))
  await page.getByRole('button', { name: tools.saveFilter }).click()
  await page.getByLabel(tools.filterName).fill('祠堂路灯')
  await page.getByRole('dialog').getByRole('button', { name: shell.save }).click()
  const saved = page.getByRole('navigation', { name: tools.filters })
  await saved.getByRole('link', { name: '祠堂路灯 1' }).waitFor()
  await expectHead(page, shell.total(1))
  await picture(page, 'console-filters')
  await page.goto(`${county.origin}/console/cases?queue=all`)
  await saved.getByRole('link', { name: '祠堂路灯 1' }).click()
  await expectHead(page, shell.total(1))
  // Kept by the server under an id, its words come back with a window that is loaded anew.
  await page.reload()
  await expectHead(page, shell.total(1))
  expect(await box.inputValue()).toBe('祠堂')
  expect(asked.some(address => address.endsWith('/api/v1/cases/search'))).toBe(true)
  expect(asked.filter(address => decodeURIComponent(address).includes('祠堂'))).toEqual([])
  await saved.getByRole('button', { name: tools.manage }).click()
  await saved.getByRole('button', { name: tools.renameOf('祠堂路灯') }).click()
  await page.getByLabel(tools.filterName).fill('路灯')
  await page.getByRole('dialog').getByRole('button', { name: shell.save }).click()
  await saved.getByRole('link', { name: '路灯 1' }).waitFor()
  await saved.getByRole('button', { name: tools.removeOf('路灯') }).click()
  await page.getByRole('dialog').getByRole('button', { name: tools.remove }).click()
  await saved.getByRole('link').waitFor({ state: 'hidden' })
  await context.close()
})

test('two desks on one complaint see each other; the suggestion is one tap, and the slower one keeps what was typed', async () => {
  await caseAt(county.world, 'handling', { department: 'housing' })
  const { id } = await caseAt(county.world, 'accepted', { statement: '村口公厕的灯泡坏了，没有人换。' })
  const slow = await openConsole(county, browser, 'triage', `cases/${id}`)
  await slow.page.locator('section:has(> #acts) form.act-form, .act-choice').first().waitFor()
  await slow.page.keyboard.press('a')
  expect(await slow.page.evaluate('document.activeElement.id')).toBe('acts')
  if (!await slow.page.locator('section:has(> #acts) form.act-form').isVisible()) await slow.page.keyboard.press('1')
  await slow.page.locator('section:has(> #acts) form.act-form').getByLabel(acts.noteRequired(4)).fill('公厕归住建部门管，请核查。')
  const fast = await openConsole(county, browser, 'second-triage', `cases/${id}`)
  await fast.page.getByRole('status').filter({ hasText: /正在办理这件投诉/ }).waitFor()
  const suggested = fast.page.getByRole('group', { name: tools.suggested })
  await suggested.getByRole('button', { name: /县住建局/ }).click()
  await picture(fast.page, 'console-suggestions')
  await fast.page.locator('section:has(> #acts) form.act-form').getByLabel(acts.noteRequired(4)).fill('请尽快更换灯泡并答复。')
  await fast.page.locator('section:has(> #acts) form.act-form').getByRole('button', { name: buttons.assign, exact: true }).click()
  await expectHead(fast.page, states.assigned)
  await suggestionTap(slow.page)
  await slow.page.locator('section:has(> #acts) form.act-form').getByRole('button', { name: buttons.assign, exact: true }).click()
  await slow.page.getByText(tools.happened).waitFor()
  expect(await slow.page.locator('.meanwhile li').textContent()).toContain('分办')
  expect(await slow.page.locator('section:has(> #acts) form.act-form').getByLabel(acts.noteRequired(4)).inputValue()).toBe('公厕归住建部门管，请核查。')
  await picture(slow.page, 'console-meanwhile')
  await slow.context.close()
  await fast.context.close()
})

async function suggestionTap(page: Page): Promise<void> {
  await page.getByRole('group', { name: tools.suggested }).getByRole('button').first().click()
}

test('an answer begins with a template, cannot be sent as one, goes with a photo, and the resident opens the photo on a phone without scripts', async () => {
  const filed = await caseAt(county.world, 'handling', { statement: '路灯电费比邻村高一倍，请说明。' })
  const { context, page } = await openConsole(county, browser, 'handler', `cases/${filed.id}`)
  await page.getByRole('button', { name: buttons.draftReply }).click()
  await choose(page, tools.template, '通用：核实并处理')
  await page.getByRole('button', { name: tools.useTemplate, exact: true }).click()
  const form = page.locator('section:has(> #acts) form.act-form')
  await form.getByRole('status').getByText(/还有没填的空/).waitFor()
  await page.getByLabel(acts.found).scrollIntoViewIfNeeded()
  await picture(page, 'console-template')
  await page.getByLabel(acts.found).fill('9月20日，我单位到村部核实，查看了电费清单，查明：公厕和路灯共用一块电表。')
  await page.getByLabel(acts.done).fill('已经给公厕另装电表，由供电所于9月21日完成。')
  await page.getByLabel(acts.nextStep).fill('下月电费出来后在公开栏对比公布。')
  await page.getByLabel(acts.text, { exact: true }).fill('您反映的电费，我们已经核实：公厕和路灯共用一块电表，现已分开装表，下月可以在公开栏看到对比。')
  await form.getByRole('status').getByText(/还有没填的空/).waitFor({ state: 'hidden' })
  const photo = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#5a7d6a' } }).png().toBuffer()
  await form.locator('input[type=file]').setInputFiles({ name: '电表.png', mimeType: 'image/png', buffer: photo })
  expect(await form.getByRole('checkbox', { name: tools.goesWith('电表.jpg') }).isChecked()).toBe(true)
  await form.getByRole('button', { name: buttons.draftReply, exact: true }).click()
  await page.getByLabel(tools.nextBy).fill('2026-10-31')
  await picture(page, 'console-answer', { before: () => form.getByRole('button', { name: buttons.draftReply, exact: true }).scrollIntoViewIfNeeded() })
  await form.getByRole('button', { name: buttons.draftReply, exact: true }).click()
  await expectHead(page, states.replyDrafted)
  await context.close()
  const reviewer = await openConsole(county, browser, 'supervisor', `cases/${filed.id}`)
  await reviewer.page.getByText(tools.lookFirst).waitFor()
  expect(await reviewer.page.getByRole('img', { name: '电表.jpg' }).count()).toBe(1)
  await picture(reviewer.page, 'console-review-evidence', { before: () => reviewer.page.getByText(tools.lookFirst).scrollIntoViewIfNeeded() })
  await reviewer.context.close()
  await move(county.world, filed.id, county.world.officerId.supervisor('agriculture'), { action: 'passReview' })
  await openOnPhone(filed.code)
})

async function openOnPhone(code: string): Promise<void> {
  for (const language of ['zh-CN', 'en'] as const) {
    const text = trackingTexts[language]
    const { context, page } = await openWindow(browser, { screen: 'phone', scripts: false, language })
    await page.goto(`${county.origin}/track?lang=${language === 'en' ? 'en' : 'zh'}`)
    await page.getByLabel(text.code).fill(code)
    await page.getByRole('button', { name: text.submit }).click()
    await page.getByRole('heading', { name: text.evidence }).scrollIntoViewIfNeeded()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    await picture(page, language === 'en' ? 'track-evidence-phone-en' : 'track-evidence-phone')
    const [shown] = await Promise.all([context.waitForEvent('page'), page.locator('form.evidence button').first().click()])
    await shown.waitForLoadState()
    expect(shown.url()).not.toContain(code)
    expect(await shown.locator('img').count()).toBe(1)
    await context.close()
  }
}

test('the desk of the county adds a template with gaps and retires one', async () => {
  const { context, page } = await openConsole(county, browser, 'triage', 'templates')
  await picture(page, 'console-templates')
  await page.getByRole('button', { name: tools.addTemplate }).click()
  const dialog = page.getByRole('dialog', { name: tools.addTemplate })
  await dialog.getByLabel(tools.templateTitle).fill('路灯不亮')
  await dialog.getByLabel(acts.found).fill('到现场查看过了。')
  await dialog.getByLabel(acts.done).fill('已经【措施】，于【日期】亮灯。')
  await dialog.getByRole('button', { name: shell.save }).click()
  await dialog.getByRole('alert').filter({ hasText: /都要留空/ }).waitFor()
  await dialog.getByLabel(acts.found).fill('【日期】到【地点】查看，查明：【原因】。')
  await dialog.getByRole('button', { name: shell.save }).click()
  await page.getByText(tools.savedTemplate).waitFor()
  const own = page.locator('details').filter({ hasText: '路灯不亮' })
  await own.locator('summary').click()
  await own.getByRole('button', { name: tools.retire }).click()
  await page.getByRole('dialog').getByRole('button', { name: tools.retire }).click()
  await page.getByText(tools.retiredTemplate).waitFor()
  expect(await own.getByRole('button', { name: tools.retire }).count()).toBe(0)
  await context.close()
  await inEnglish('templates', 'triage', 'console-templates', page => page.locator('details').first().locator('summary').click())
})
