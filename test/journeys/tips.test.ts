import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InspectorAction, ScreeningOutcome } from '#rules/tips/lifecycle.ts'
import { actionButtons } from '#text/cases.ts'
import { actWords } from '#text/console-acts.ts'
import { caseWords } from '#text/console-cases.ts'
import { caseQueueWords } from '#text/console-desk.ts'
import { disposalTexts, tipActionTexts, screeningTexts, tipStateTexts, tipWords } from '#text/console-tips.ts'
import { tipTexts } from '#text/pages-tips.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { complaintTexts } from '#text/pages-complaint.ts'
import { consoleWords } from '#text/console.ts'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { asBody, listTipEvents } from '#records/tips.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { writeAsComplainant } from '#actions/matter/write.ts'
import { moveTip, type TipMove } from '#actions/tips/move-tip.ts'
import { closeWindows, openBrowser, openWindow, picture } from './browser.ts'
import { choose, followOnPhone, openConsole } from './console.ts'
import { openCounty, type County } from './county.ts'
import { city, county as district, idsOf, named, report } from '../tips/reporting.ts'

const [text, staff, states, acts] = [tipTexts['zh-CN'], tipWords['zh-CN'], tipStateTexts['zh-CN'], actWords['zh-CN']]
const secret = '收取好处费两千元（测试）'

let county: County
let browser: Browser
let keyFile: string
let cityKeyFile: string
beforeAll(async () => {
  ;[county, browser] = await Promise.all([openCounty({ console: true }), openBrowser()])
  ;[keyFile, cityKeyFile] = [district, city].map(body => {
    const file = join(tmpdir(), `office-${body}-${process.pid}.age-identity`)
    writeFileSync(file, county.world.disciplineKeys.get(body)! + '\n')
    return file
  }) as [string, string]
})
afterAll(async () => { await closeWindows(browser); await county.world.close() })

async function fillIn(page: Page): Promise<void> {
  await page.goto(`${county.origin}/complain?v=${county.village.code}`)
  await page.getByRole('link', { name: complaintTexts['zh-CN'].doorReport }).click()
  await page.getByLabel(text.about, { exact: false }).first().fill('某村某干部（测试）')
  await page.getByLabel(text.statement).fill(`去年秋天在村部${secret}，有收条。`)
}

/** In the page: when the form goes, says everything that goes with it, files too. */
const tellWhatIsSubmitted = `{
  const submit = HTMLFormElement.prototype.submit
  HTMLFormElement.prototype.submit = async function () {
    const lines = []
    for (const [name, value] of new FormData(this)) lines.push(name + '=' + (typeof value === 'string' ? value : value.name + ' ' + await value.text()))
    await tell(lines.join('\\n'))
    submit.call(this)
  }
}`

async function take(page: Page): Promise<string> {
  await page.getByRole('button', { name: text.submit }).click()
  await page.getByRole('heading', { name: text.receiptTitle }).waitFor()
  return (await page.locator('.code p').innerText()).replace(/\s/gu, '')
}

test('a resident reports in confidence: with scripts not a word leaves the phone unsealed; without, it works all the same', async () => {
  const { context, page } = await openWindow(browser, { screen: 'phone' })
  await fillIn(page)
  expect(await page.getByText(text.sealedHere).isVisible()).toBe(true)
  await picture(page, 'report-phone', { whole: true })
  await page.getByLabel(text.name).fill('测试举报人')
  await page.getByRole('button', { name: text.submit }).click()
  expect(await page.getByLabel(text.phone).evaluate(field => (field as unknown as { validationMessage: string }).validationMessage)).toContain('姓名和电话')
  await page.getByLabel(text.phone).fill('000-0000-0000')
  await page.getByLabel(text.files).setInputFiles({ name: '收条.txt', mimeType: 'text/plain', buffer: Buffer.from('收条：两千元') })
  let sent = ''
  await page.exposeFunction('tell', (text: string) => { sent = text })
  await page.evaluate(tellWhatIsSubmitted)
  expect(await take(page)).toMatch(/^\d{20}$/)
  expect(sent).toContain(String(county.village.code))
  expect(sent).not.toMatch(/好处费|举报人|收条|000-0000/)
  expect(sent.match(/age-encryption\.org\/v1/g)).toHaveLength(3)
  await picture(page, 'report-receipt')
  await context.close()
  const plain = await openWindow(browser, { screen: 'phone', scripts: false })
  await fillIn(plain.page)
  expect(await plain.page.getByText(text.sealedThere).isVisible()).toBe(true)
  await take(plain.page)
  await plain.context.close()
})

test('a complaint that sounds like a report is asked about once: without scripts it goes on as a report with what was written, or as it is', async () => {
  const form = complaintTexts['zh-CN']
  const begin = async (page: Page) => {
    await page.goto(`${county.origin}/complain?v=${county.village.code}`)
    await page.getByLabel(form.statement).fill(`办低保时村干部${secret}。`)
    await page.getByLabel(form.place).fill('村部二楼')
    await page.getByRole('button', { name: form.submit, exact: true }).click()
    await page.getByRole('heading', { name: form.hintTitle }).waitFor()
  }
  const { context, page } = await openWindow(browser, { screen: 'phone', scripts: false })
  await begin(page)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await picture(page, 'complain-hint-phone')
  await page.getByRole('button', { name: form.hintReport }).click()
  await page.getByText(text.begunTitle).waitFor()
  expect(page.url()).toBe(`${county.origin}/report/begin`)
  expect(await page.getByLabel(text.statement).inputValue()).toContain(secret)
  await page.getByLabel(text.about, { exact: false }).first().fill('某村某干部（测试）')
  expect(await take(page)).toMatch(/^\d{20}$/)
  await context.close()
  const scripted = await openWindow(browser, { screen: 'phone' })
  await begin(scripted.page)
  await scripted.page.getByRole('button', { name: form.hintOrdinary }).click()
  await scripted.page.getByRole('heading', { name: form.receiptTitle, exact: true }).waitFor()
  await scripted.context.close()
})

test('two inspectors open it with the key of the office, screen it and tell the reporter; the code shows what was said', async () => {
  const before = new Set(await idsOf(county.world, district))
  const { context, page } = await openWindow(browser, { screen: 'phone', scripts: false })
  await fillIn(page)
  await page.getByLabel(text.name).fill('测试举报人')
  await page.getByLabel(text.phone).fill('000-0000-0000')
  const code = await take(page)
  const id = (await idsOf(county.world, district)).find(known => !before.has(known))
  await atDesk('inspector', id!, async desk => {
    await picture(desk, 'console-report')
    expect(await desk.getByRole('button', { name: staff.openPart }).first().isDisabled()).toBe(true)
    await desk.getByLabel(staff.keyChoose).setInputFiles(keyFile)
    await desk.getByText(staff.keyReady).waitFor()
    await desk.getByRole('button', { name: staff.openPart }).first().click()
    await desk.getByText(secret, { exact: false }).waitFor()
    await desk.getByRole('radio', { name: tipActionTexts['zh-CN']['proposeScreening'] }).check()
    await desk.getByRole('radio', { name: screeningTexts['zh-CN'].dispose }).check()
    await desk.getByLabel(staff.note).fill('收条可核对。')
    await picture(desk, 'console-report-open', { whole: true })
    await desk.getByRole('button', { name: staff.send }).click()
    await desk.getByText(states.screening).waitFor()
  })
  await atDesk('second-inspector', id!, async desk => {
    await desk.getByLabel(staff.keyChoose).setInputFiles(keyFile)
    await desk.getByText('收条可核对。').waitFor()
    await desk.getByRole('radio', { name: tipActionTexts['zh-CN']['confirmScreening'] }).check()
    await desk.getByRole('button', { name: staff.send }).click()
    await desk.getByText(states.underDisposal).waitFor()
    await desk.getByRole('radio', { name: tipActionTexts['zh-CN']['tellAcceptance'] }).check()
    await desk.getByLabel(staff.words).fill('您反映的问题已受理，正在核实。')
    await desk.getByRole('button', { name: staff.send }).click()
    await desk.getByText(tipActionTexts['zh-CN']['tellAcceptance']).first().waitFor()
    await desk.locator('.tip-steps li').nth(3).waitFor()
  })
  await page.goto(`${county.origin}/track`)
  await page.getByLabel(trackingTexts['zh-CN'].code).fill(code)
  await page.getByRole('button', { name: trackingTexts['zh-CN'].submit }).click()
  // In lines that are read, not one sign below the other.
  expect((await page.getByText('您反映的问题已受理，正在核实。').boundingBox())!.height).toBeLessThan(60)
  expect(await page.getByText(text.stands.atWork).isVisible()).toBe(true)
  await picture(page, 'report-followed')
  await context.close()
})

test('a complaint about an official is passed on in confidence: the desk keeps nothing on its screen, the inspector reads all of it, the code says where it went', async () => {
  const { world, village } = county
  const before = new Set(await idsOf(world, district))
  const filed = await fileComplaint(world.context, { villageCode: village.code, statement: `村干部${secret}，请查一查。`, place: '村部二楼', person: { name: '测试投诉人', phone: '000-0000-0000' }, photos: [], idempotencyKey: crypto.randomUUID(), channel: 'web' })
  if (!filed.ok) throw new Error(filed.refusal.code)
  const code = filed.value.receiptCode
  const id = (await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, code)))!
  await writeAsComplainant(world.context, code, { words: '收条还在我家里。', photos: [], key: crypto.randomUUID() })
  const { context, page } = await openConsole(county, browser, 'triage', `cases/${id}`)
  await page.getByText('收条还在我家里。').waitFor()
  expect(await page.getByText(acts.soundsLikeReport(['好处费'], actionButtons['zh-CN'].divert)).isVisible()).toBe(true)
  await page.getByRole('button', { name: actionButtons['zh-CN'].divert, exact: true }).click()
  await choose(page, acts.route, acts.sealedRoute)
  await page.getByText(acts.sealedNext).waitFor()
  await page.getByLabel(acts.sealedNote).fill('投诉人很担心，请注意保密。')
  await picture(page, 'console-divert', { before: () => page.getByText(acts.sealedNext).scrollIntoViewIfNeeded() })
  await page.getByRole('button', { name: acts.sealedSend, exact: true }).click()
  await page.getByRole('heading', { name: acts.sealedTitle }).waitFor()
  await picture(page, 'console-diverted')
  for (const words of [secret, '收条还在我家里', '很担心']) expect(await page.content()).not.toContain(words)
  await page.getByRole('link', { name: caseWords['zh-CN'].backToList }).click()
  await page.getByRole('heading', { level: 1, name: caseQueueWords['zh-CN']['to-accept'] }).waitFor()
  await page.goBack()
  await page.getByText(consoleWords['zh-CN'].notFoundTitle).waitFor()
  await context.close()
  await atDesk('inspector', (await idsOf(world, district)).find(known => !before.has(known))!, async desk => {
    await desk.getByLabel(staff.keyChoose).setInputFiles(keyFile)
    await desk.getByText(staff.keyReady).waitFor()
    for (let closed = 2; closed > 0; closed--) {
      await desk.getByRole('button', { name: staff.openPart }).first().click()
      await expect.poll(() => desk.getByRole('button', { name: staff.openPart }).count()).toBe(closed - 1)
    }
    for (const words of [secret, '收条还在我家里。', '投诉人很担心，请注意保密。', staff.custodians]) expect(await desk.getByText(words).isVisible(), words).toBe(true)
    expect(await desk.getByText('测试投诉人').count()).toBe(0)
    await picture(desk, 'console-report-diverted', { whole: true })
    const [identity] = await Promise.all([desk.waitForEvent('download'), desk.getByRole('link', { name: staff.download('sealed-identity.age') }).click()])
    expect(await world.openIdentity(readFileSync(await identity.path()))).toContain('测试投诉人')
  })
  await followOnPhone(county, browser, code, async phone => {
    expect(await phone.getByText('保密转给', { exact: false }).isVisible()).toBe(true)
    await picture(phone, 'report-diverted-phone')
  })
})

test('a report is disposed of by two, its result told and objected to, and put away only then', async () => {
  const { id, receiptCode } = await report(county.world, { ...named })
  await screened(id, 'dispose')
  await atDesk('inspector', id, async desk => {
    await step(desk, 'proposeDisposal', () => desk.getByRole('radio', { name: disposalTexts['zh-CN'].close }).check())
    await desk.getByText(states.disposalProposed).waitFor()
    expect(await desk.getByRole('radio', { name: tipActionTexts['zh-CN'].confirmDisposal }).count()).toBe(0)
  })
  await atDesk('second-inspector', id, async desk => {
    await step(desk, 'confirmDisposal')
    await desk.getByText(states.closed).waitFor()
    await desk.locator('.tip-standing').filter({ hasText: staff.owedWhat.tellResult }).waitFor()
    expect(await desk.getByRole('radio', { name: tipActionTexts['zh-CN'].archive }).count()).toBe(0)
    await step(desk, 'tellResult', () => desk.getByLabel(staff.words).fill('经核实，反映的问题不属实。'))
    await desk.getByText(/为止可以提出异议/).waitFor()
    expect(await desk.getByRole('radio', { name: tipActionTexts['zh-CN'].archive }).count()).toBe(0)
  })
  await followOnPhone(county, browser, receiptCode, async phone => {
    expect(await phone.getByText('经核实，反映的问题不属实。').isVisible()).toBe(true)
    await phone.locator('textarea').fill('收条还在我家里，请再看。')
    await phone.getByRole('button', { name: text.objectSubmit }).click()
    await phone.getByText('您提出了异议', { exact: false }).waitFor()
  })
  await atDesk('inspector', id, async desk => {
    await desk.getByLabel(staff.keyChoose).setInputFiles(keyFile)
    await desk.getByText('收条还在我家里，请再看。').waitFor()
    await step(desk, 'archive')
    await desk.getByText(states.archived).first().waitFor()
  }, 'tips?which=ended')
})

test('a report is passed up and comes down again, every part sealed anew; above nothing stays that was written of it', async () => {
  const { world } = county
  const { id } = await report(world, { ...named }, { files: [{ name: '收条.txt', bytes: Buffer.from('收条：两千元') }] })
  await atDesk('inspector', id, async desk => {
    await step(desk, 'proposeScreening', async () => {
      await desk.getByRole('radio', { name: screeningTexts['zh-CN'].transferUp }).check()
      await desk.getByLabel(staff.note).fill('举报人说收条在家里。')
    })
    await desk.getByText(states.screening).waitFor()
  })
  await atDesk('second-inspector', id, async desk => {
    await desk.getByRole('radio', { name: tipActionTexts['zh-CN'].confirmScreening }).check()
    expect(await desk.getByRole('button', { name: staff.send }).isDisabled()).toBe(true)
    await desk.getByLabel(staff.keyChoose).setInputFiles(keyFile)
    await desk.getByText('举报人说收条在家里。').waitFor()
    await desk.getByText(staff.handOverNote.above).waitFor()
    expect(await desk.getByLabel(staff.note).count()).toBe(0)
    await picture(desk, 'console-report-up', { whole: true })
    await desk.getByRole('button', { name: staff.send }).click()
    await desk.getByText(states.transferredUp).waitFor()
    expect(await desk.getByText(staff.gone).isVisible()).toBe(true)
    expect(await desk.getByText('举报人说收条在家里。').count()).toBe(0)
    expect(await desk.locator('.tip-steps li').count()).toBe(3)
  })
  const [above] = await idsOf(world, city) as [string]
  await moved('second', city, above, { action: 'proposeScreening', outcome: 'transferDown' })
  const before = new Set(await idsOf(world, district))
  await atDesk('city-inspector', above, async desk => {
    await desk.getByLabel(staff.keyChoose).setInputFiles(cityKeyFile)
    await step(desk, 'confirmScreening')
    await desk.getByText(states.transferredDown).first().waitFor()
  })
  const below = (await idsOf(world, district)).find(known => !before.has(known))!
  await atDesk('inspector', below, async desk => {
    await desk.getByLabel(staff.keyChoose).setInputFiles(keyFile)
    await desk.getByText(staff.keyReady).waitFor()
    await desk.getByRole('button', { name: staff.openPart }).last().click()
    await desk.getByRole('link', { name: staff.download('收条.txt') }).waitFor()
  })
})

test('where no body above has a key the inspector is told so before it is proposed, and cannot propose it', async () => {
  const recipients = county.world.context.tips.recipients as Map<number, readonly string[]>
  const known = recipients.get(city)!
  recipients.delete(city)
  try {
    const { id } = await report(county.world)
    await atDesk('inspector', id, async desk => {
      await desk.getByRole('radio', { name: tipActionTexts['zh-CN'].proposeScreening }).check()
      await desk.getByRole('radio', { name: screeningTexts['zh-CN'].transferUp }).check()
      await desk.getByText(staff.noBody.above).waitFor()
      expect(await desk.getByRole('button', { name: staff.send }).isDisabled()).toBe(true)
      await desk.getByRole('radio', { name: screeningTexts['zh-CN'].dispose }).check()
      expect(await desk.getByText(staff.noBody.above).count()).toBe(0)
    })
  } finally {
    recipients.set(city, known)
  }
})

/** Chooses a step, says what it asks, and sends it. */
async function step(desk: Page, action: InspectorAction, say: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  await desk.getByRole('radio', { name: tipActionTexts['zh-CN'][action] }).check()
  await say()
  await desk.getByRole('button', { name: staff.send }).click()
}

/** What an inspector did at some other time. */
async function moved(which: 'first' | 'second', body: number, id: string, asked: Omit<TipMove, 'asOf'>): Promise<void> {
  const { context, officer, officerId } = county.world
  const asOf = await asBody(context.tips.desk, body, async tx => (await listTipEvents(tx, id)).length)
  const done = await moveTip(context, await officer(officerId.inspector(body, which)), id, { asOf, ...asked })
  if (!done.ok) throw new Error(done.refusal.code)
}

async function screened(id: string, outcome: ScreeningOutcome): Promise<void> {
  await moved('first', district, id, { action: 'proposeScreening', outcome })
  await moved('second', district, id, { action: 'confirmScreening' })
}

/** Opens the report at the console and does something with it. */
async function atDesk(role: 'inspector' | 'second-inspector' | 'city-inspector', id: string, work: (page: Page) => Promise<void>, list = 'tips'): Promise<void> {
  const { context, page } = await openConsole(county, browser, role, list)
  await page.locator(`.list [href$="${id}"]`).click()
  await page.getByRole('heading', { name: staff.contents }).waitFor()
  await work(page)
  await context.close()
}
