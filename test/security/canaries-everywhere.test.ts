import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAttachment, readAttachment } from '#actions/attachments.ts'
import { createDraft, openCorrection, saveDraft, submitDraft, type DraftInput } from '#actions/drafts.ts'
import { hideObjectionText } from '#actions/hide-objection.ts'
import { decideOnNil, declareNil } from '#actions/nil-declarations.ts'
import { decideAsOfficer, raiseObjection } from '#actions/objections.ts'
import { openDuties } from '#actions/open-duties.ts'
import { moveWithdrawal } from '#actions/withdrawals.ts'
import type { Outcome } from '#actions/context.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { approveWithPictures } from '#test/disclosures/looking.ts'
import { zipOf } from '#test/imports/archives.ts'
import { openBrowser, type Browser } from '#test/pages/visiting.ts'
import { stagesOf } from '#test/projects/telling.ts'
import { isWhole } from '#test/whole.ts'
import { openWorld, type World } from '#test/world.ts'
import { digits, identity, word } from './canaries.ts'
import { followEverything, unpacked, walkEverything } from './public-routes.ts'

let world: World
let browser: Browser
beforeAll(async () => {
  world = await openWorld({ today: '2026-08-31', complaintsPerSource: 100_000 })
  await openDuties(world.context)
  world.setClock('2026-09-21')
  browser = await openBrowser(world)
})
afterAll(() => world.close())

const clerk = () => world.officer(world.officerId.clerk(world.village))
const reviewer = () => world.officer(world.officerId.reviewer(340_522_100_000))
const triage = () => world.officer(world.officerId.triage)

function sure<Value>(outcome: Outcome<Value, unknown>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.value
}

type File = { readonly name: string; readonly bytes: Buffer }

async function attach(draftId: string, given: File) {
  const read = await readAttachment(world.context, given)
  if (!read.ok) return read
  return addAttachment(world.context, await clerk(), draftId, read.value, { officerId: (await clerk()).id, key: randomUUID(), what: 'test', body: '' })
}

async function publish(input: DraftInput, files: readonly File[] = []): Promise<string> {
  const { id } = sure(await createDraft(world.context, await clerk(), input))
  for (const file of files) sure(await attach(id, file))
  return approveWithPictures(world, id, 1 + files.length)
}

const photoSaying = (word: string) => sharp({ create: { width: 40, height: 30, channels: 3, background: '#8a8' } }).withExif({
  IFD0: { Artist: word, Copyright: word, ImageDescription: word, Make: word }, IFD2: { DateTimeOriginal: '2026:05:20 09:00:00', UserComment: word }, IFD3: { GPSAreaInformation: word, GPSLatitudeRef: 'N' },
}).withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${word}"/></rdf:RDF></x:xmpmeta>`).jpeg().toBuffer()

const documentSaying = (words: string, by: string) => zipOf([
  { name: '[Content_Types].xml', content: '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>' },
  { name: 'word/document.xml', content: `<w:document xmlns:w="w"><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:document>` },
  { name: 'docProps/core.xml', content: `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>${by}</dc:creator><cp:lastModifiedBy>${by}</cp:lastModifiedBy></cp:coreProperties>` },
  { name: 'docProps/app.xml', content: `<Properties><Company>${by}</Company><Manager>${by}</Manager></Properties>` },
  { name: 'docProps/custom.xml', content: `<Properties><property name="x"><lpwstr>${by}</lpwstr></property></Properties>` },
])

const pdfBy = (by: string) => {
  const stream = 'BT /F1 12 Tf 20 100 Td (an ordinary list of the works of the village) Tj ET'
  return Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n4 0 obj<</Length ${stream.length}>>stream\n${stream}\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n6 0 obj<</Author(${by})>>endobj\ntrailer<</Size 7/Root 1 0 R/Info 6 0 R>>\n%%EOF\n`, 'utf8')
}

/** What everybody may see of the village, by every route and by following every link, must not hold any of these words. */
async function expectNowhere(planted: Readonly<Record<string, string>>, about: readonly { readonly id: string; readonly item: string; readonly project?: string }[]): Promise<void> {
  const seen = [...await followEverything(browser, [`/v/${world.village}`, `/v/${world.village}/d`, '/sitemap.xml', '/open/', ...about.map(({ id }) => `/d/${id}`)])]
  for (const of of about) seen.push(...await walkEverything(world, browser, of))
  for (const canary of Object.values(planted)) for (const path of ['/v/{}/d?q=', '/v/{}/mine?name=']) {
    // The search itself repeats what was asked, so only what it found counts.
    const { text } = await browser.get(path.replace('{}', String(world.village)) + encodeURIComponent(canary))
    expect(text.includes('/d/') && text.includes(`<mark>${canary}`), `${path} finds a canary`).toBe(false)
  }
  for (const { from, said } of seen) for (const [place, canary] of Object.entries(planted)) expect(said.includes(canary), `${from} shows what was planted in ${place}`).toBe(false)
  expect(seen.length).toBeGreaterThan(100)
}

/** How often each test plants something else and walks everything. */
const runs = isWhole ? 2 : 1
let run = 0

let projects = 0

/** The record of the next project, a day or a month after that of the one before. */
function later(input: DraftInput): DraftInput {
  const cut = input.period.length - 2
  return { ...input, period: input.period.slice(0, cut) + String(Number(input.period.slice(cut)) + projects).padStart(2, '0') }
}

/** A month that no earlier run has used. */
const freshMonth = () => `${2015 + Math.floor(run / 12)}-${String(run++ % 12 + 1).padStart(2, '0')}`

describe('no public surface emits what was planted', () => {
  test('in projects: fields for the office only, pictures, files and their properties', async () => {
    await fc.assert(fc.asyncProperty(fc.record({ remark: word, bank: digits(15), exif: word, author: word, pdf: word }), async ({ remark, bank, exif, author, pdf }) => {
      const plan = await publish(later(stagesOf(world.village, '').plan))
      const code = String((await world.owner.pool.query('select code from pub.project_record where disclosure_id = $1', [plan])).rows[0].code)
      const stages = stagesOf(world.village, code)
      await publish(later(stages.tender))
      await publish(later(stages.award))
      await publish(later(stages.contract))
      const withRemarks = (input: DraftInput, more: Record<string, string>): DraftInput => ({ ...input, rows: (input.rows ?? []).map(row => ({ ...row, ...more })) })
      const progress = await publish(later(stages.progress), [{ name: '现场.jpg', bytes: await photoSaying(exif) }, { name: '说明.docx', bytes: documentSaying('工程进展说明', author) }, { name: '清单.pdf', bytes: pdfBy(pdf) }])
      await publish(later(stages.acceptance))
      const settlement = await publish(withRemarks(later(stages.settlement), { bankNo: `6228${bank}`, remarks: remark }))
      const project = /href="\/p\/([0-9a-f-]{36})"/u.exec((await browser.get(`/d/${plan}`)).text)![1]!
      await expectNowhere({ remark, bank: `6228${bank}`, exif, author, pdf }, [{ id: progress, item: 'project-progress', project }, { id: settlement, item: 'project-settlement', project }])
      projects += 1
      const word = await unpacked((await browser.get(`/a/${progress}/1/2`)).bytes)
      expect(word).toContain('工程进展说明')
      const picture = await browser.get(`/a/${progress}/1/1`)
      expect([picture.status, (await sharp(picture.bytes).metadata()).exif]).toEqual([200, undefined])
    }), { numRuns: runs, endOnFailure: true })
  }, 240_000)

  test('in names and texts of files: such a file is not taken, or its record is not published', async () => {
    await fc.assert(fc.asyncProperty(identity, digits(8), async (idNo, phone) => {
      expect(await attach(randomUUID(), { name: `名单${idNo}.jpg`, bytes: await photoSaying('x') })).toMatchObject({ ok: false, refusal: { code: 'attachment-name' } })
      const { id } = sure(await createDraft(world.context, await clerk(), monthOfBooks(world.village, freshMonth())))
      sure(await attach(id, { name: '说明.docx', bytes: documentSaying(`联系电话139${phone}，证件${idNo}`, 'x') }))
      expect(await submitDraft(world.context, await clerk(), id, 2)).toMatchObject({ ok: false, refusal: { code: 'has-problems' } })
      await expectNowhere({ idNo, phone: `139${phone}` }, [])
    }), { numRuns: runs, endOnFailure: true })
  }, 240_000)

  test('in objections, their answers, what was hidden of them, and why', async () => {
    await fc.assert(fc.asyncProperty(fc.record({ idNo: identity, phone: digits(8), insult: word, note: word, answer: word }), async ({ idNo, phone, insult, note, answer }) => {
      const id = await publish(monthOfBooks(world.village, freshMonth()))
      const raise = async (question: string) => {
        sure(await raiseObjection(world.context, { about: { disclosureId: id, version: 1, rowSeq: 1 }, question, idempotencyKey: randomUUID() }))
        return String((await world.owner.pool.query('select id from objection where question = $1', [question])).rows[0].id)
      }
      const personal = await raise(`请给${idNo}的人打139${phone}说明这一笔`)
      const refused = await decideAsOfficer(world.context, await clerk(), personal, { action: 'answer', asOf: 1, words: `经手人证件号是${idNo}，电话139${phone}。` })
      expect(refused).toMatchObject({ ok: false, refusal: { code: 'objection-personal-data' } })
      const rude = await raise(`你们都是${insult}，还不快答`)
      sure(await decideAsOfficer(world.context, await clerk(), rude, { action: 'answer', asOf: 1, words: `这个人就是村东头的${answer}，无理取闹。` }))
      sure(await hideObjectionText(world.context, await triage(), rude, { part: 'question', reason: 'insult', asOf: 2, note: `骂人的话：${note}` }))
      sure(await hideObjectionText(world.context, await triage(), rude, { part: 'answer', reason: 'personal-data', asOf: 3, note: `说出了是谁问的：${note}` }))
      await expectNowhere({ idNo, phone: `139${phone}`, insult, note, answer }, [{ id, item: 'income-expense-detail' }])
      expect((await browser.get(`/d/${id}`)).text).toContain('辱骂、侮辱他人')
    }), { numRuns: runs, endOnFailure: true })
  }, 240_000)

  test('in nil declarations, in reasons of corrections and in withdrawals', async () => {
    await fc.assert(fc.asyncProperty(fc.record({ idNo: identity, nilNote: word, decision: word, grantNote: word }), async ({ idNo, nilNote, decision, grantNote }) => {
      const duty = (await world.owner.pool.query(`select item_slug, period from pub.duty where village_code = $1 and period_end < '2026-09-21' and kind <> 'event' and item_slug <> 'income-expense-detail'
        and not exists (select from nil_declaration n where n.village_code = duty.village_code and n.item_slug = duty.item_slug and n.period = duty.period) order by item_slug limit 1`, [world.village])).rows[0]
      const nil = sure(await declareNil(world.context, await clerk(), { villageCode: world.village, item: duty.item_slug, period: duty.period, note: `没有发生，${nilNote}可以作证` }))
      sure(await decideOnNil(world.context, await reviewer(), nil.id, { action: 'approve', note: `核对过，问了${decision}` }))
      const input = monthOfBooks(world.village, freshMonth())
      const id = await publish(input)
      const correction = sure(await openCorrection(world.context, await clerk(), id, `把${idNo}的一笔改掉。`))
      const { villageCode: _, item: __, ...edit } = input
      sure(await saveDraft(world.context, await clerk(), correction.id, { ...edit, asOf: 1, reason: `把${idNo}的一笔改掉。` }))
      expect(await submitDraft(world.context, await clerk(), correction.id, 2)).toMatchObject({ ok: false, refusal: { code: 'has-problems' } })
      const gone = await publish(monthOfBooks(world.village, freshMonth()))
      expect(await moveWithdrawal(world.context, await clerk(), gone, { action: 'ask', note: `写了${idNo}的事，应当撤回。` })).toMatchObject({ ok: false, refusal: { code: 'reason-personal' } })
      sure(await moveWithdrawal(world.context, await clerk(), gone, { action: 'ask', note: '误将邻村账目公开在本村。' }))
      sure(await moveWithdrawal(world.context, await reviewer(), gone, { action: 'grant', note: `同意，${grantNote}已核对` }))
      await expectNowhere({ idNo, nilNote, decision, grantNote }, [{ id, item: 'income-expense-detail' }, { id: gone, item: 'income-expense-detail' }])
    }), { numRuns: runs, endOnFailure: true })
  }, 240_000)
})
