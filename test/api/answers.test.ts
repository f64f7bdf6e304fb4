import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { insertCaseSubject } from '#records/conflicts.ts'
import { listEvents } from '#records/cases.ts'
import { addEvidence } from '#actions/evidence.ts'
import { evidenceToChoose } from '#api/views/evidence.ts'
import { sweepFiles } from '#actions/sweep-files.ts'
import { pdfOf } from '#test/disclosures/pdf.ts'
import { openBrowser, type Browser } from '#test/pages/visiting.ts'
import { caseAt, move, reply, type Filed } from './cases-of-every-state.ts'
import { livingIn } from '#test/cases/living.ts'
import { form, say } from './talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let browser: Browser
beforeAll(async () => { world = await openWorld(); browser = await openBrowser(world) })
afterAll(() => world.close())

const draft = async (id: string, more: object = {}, details: object = {}) =>
  say(world, 'handler', 'POST', `/api/v1/cases/${id}/moves`, { body: { action: 'draftReply', asOf: (await listEvents(world.context.db, id)).length, details: { reply: { ...reply, ...more }, ...details } } })
const upload = (id: string, name: string, bytes: Buffer, as: OfficerRole = 'handler', key?: string) => {
  const { payload, headers } = form({}, { name, bytes })
  return say(world, as, 'POST', `/api/v1/cases/${id}/evidence`, { payload, headers, ...(key && { key }) })
}
const photo = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#336644' } }).withExif({ IFD0: { Make: 'TestCamera' } }).jpeg().toBuffer()

const skeleton = {
  title: '测试模板', category: 'projects', found: '【日期】到现场查看，查明：【事实】。', done: '已经【措施】，由施工单位负责完成。', nextStep: '', text: '您反映的【事项】，我们已经到现场核实并处理，谢谢监督。', validFrom: '2026-09-21',
}
const bare = { found: '到现场查看，查明：。', done: '已经，由施工单位负责完成。', text: '您反映的，我们已经到现场核实并处理，谢谢监督。' }

describe('templates of answers', () => {
  test('come with the program, and those who write and review answers read them', async () => {
    for (const role of ['handler', 'supervisor', 'triage', 'leader'] as const) {
      const seen = await say(world, role, 'GET', '/api/v1/reply-templates')
      expect(seen).toMatchObject({ status: 200, body: { mayKeep: role === 'triage' || role === 'leader' } })
      expect(seen.body.templates.length).toBeGreaterThanOrEqual(9)
      expect(seen.body.categories.map((category: { slug: string }) => category.slug)).toContain('three-assets')
    }
    for (const role of ['clerk', 'committee', 'reviewer', 'inspector'] as const) expect(await say(world, role, 'GET', '/api/v1/reply-templates')).toMatchObject({ status: 403 })
    expect(await say(world, undefined, 'GET', '/api/v1/reply-templates')).toMatchObject({ status: 401 })
  })

  test('are added by the desk of the county or its leader, once, with gaps, from today at the earliest', async () => {
    const add = (more: object, as: OfficerRole = 'triage', key?: string) => say(world, as, 'POST', '/api/v1/reply-templates', { body: { ...skeleton, ...more }, ...(key && { key }) })
    for (const role of ['handler', 'supervisor', 'reviewer'] as const) expect(await add({}, role)).toMatchObject({ status: 403, body: { code: 'not-your-duty' } })
    expect(await add({ found: '到现场查看过。' })).toMatchObject({ status: 422, body: { code: 'template-without-gap' } })
    expect(await add({ done: '  ' })).toMatchObject({ status: 422, body: { code: 'template-empty' } })
    expect(await add({ category: 'nowhere' })).toMatchObject({ status: 422, body: { code: 'unknown-category' } })
    expect(await add({ validFrom: '2026-09-20' })).toMatchObject({ status: 422, body: { code: 'starts-in-past' } })
    const key = randomUUID()
    const [first] = [await add({}, 'leader', key), await add({}, 'leader', key)]
    expect(first.status).toBe(201)
    const own = (await say(world, 'handler', 'GET', '/api/v1/reply-templates')).body.templates.filter((template: { title: string }) => template.title === skeleton.title)
    expect(own).toMatchObject([{ ...skeleton, isCommon: false }])
  })

  test('are retired with their last day, common ones for the county alone, and the day does not change again', async () => {
    const { templates } = (await say(world, 'triage', 'GET', '/api/v1/reply-templates')).body
    const { id } = templates.find((template: { isCommon: boolean }) => template.isCommon)
    const retire = (as: OfficerRole, validTo: string, of = id) => say(world, as, 'POST', `/api/v1/reply-templates/${of}/retirement`, { body: { validTo } })
    expect(await retire('handler', '2026-09-30')).toMatchObject({ status: 403 })
    expect(await retire('triage', '2026-09-20')).toMatchObject({ status: 422, body: { code: 'starts-in-past' } })
    expect(await retire('triage', '2026-09-30', randomUUID())).toMatchObject({ status: 404 })
    const retired = await retire('triage', '2026-09-30')
    expect(retired.body.templates.find((template: { id: string }) => template.id === id)).toMatchObject({ validTo: '2026-09-30' })
    expect(await retire('triage', '2026-12-31')).toMatchObject({ status: 409, body: { code: 'template-retired' } })
  })
})

describe('an answer', () => {
  test('that is a template, nearly one, or has a gap left is refused with a sentence, and nothing is written', async () => {
    const { id } = await caseAt(world, 'handling')
    expect(await draft(id, { done: '已经【措施】。' })).toMatchObject({ status: 422, body: { code: 'reply-has-gap', detail: expect.stringContaining('gap') } })
    expect(await draft(id, bare)).toMatchObject({ status: 422, body: { code: 'reply-is-template', detail: expect.stringContaining(skeleton.title) } })
    expect(await draft(id, { ...bare, done: '已经修好，由施工单位负责完成。' })).toMatchObject({ status: 422, body: { code: 'reply-near-template', detail: expect.stringContaining('at least 20') } })
    expect((await listEvents(world.context.db, id)).length).toBe(4)
    expect(await draft(id, { ...bare, found: '9月20日到现场查看，查明：西头路面起砂约三十米，是养护时间不够。', done: '已经铲除重铺，由施工单位负责完成。' })).toMatchObject({ status: 200 })
  })

  test('with a next step names the day by which it is done', async () => {
    const { id } = await caseAt(world, 'handling')
    expect(await draft(id, { nextStep: '月底复查一次。' })).toMatchObject({ status: 422, body: { code: 'next-by-missing' } })
    expect(await draft(id, { nextStep: '月底复查一次。', nextBy: '2026-09-20' })).toMatchObject({ status: 422, body: { code: 'next-by-past' } })
    expect(await draft(id, { nextBy: '2026-09-30' })).toMatchObject({ status: 422, body: { code: 'next-step-missing' } })
    expect(await draft(id, { nextStep: '月底复查一次。', nextBy: '2026-09-30' })).toMatchObject({ status: 200, body: { draft: { nextBy: '2026-09-30' } } })
  })

  test('that went to somebody else in the same words is shown to the reviewer with the number of cases, and not beyond what the reviewer sees', async () => {
    const text = '您反映的公厕灯泡问题，已安排电工更换，当晚已经亮灯。'
    const cases: Filed[] = []
    for (let i = 0; i < 3; i++) cases.push(await caseAt(world, 'handling'))
    for (const { id } of cases) expect((await draft(id, { text: cases[0]!.id === id ? text : text.replace('，', '， ') })).status).toBe(200)
    const seen = async () => (await say(world, 'supervisor', 'GET', `/api/v1/cases/${cases[2]!.id}`)).body.draft.sameElsewhere
    expect(await seen()).toBe(2)
    await world.context.db.transaction().execute(tx => insertCaseSubject(tx, cases[0]!.id, { officerId: world.officerId.supervisor('agriculture') }))
    expect(await seen()).toBe(1)
  })

  test('that is written anew after a bad rating is read by the reviewer before passing, beside the one that was sent', async () => {
    const live = livingIn(world)
    const filed = await caseAt(world, 'replied')
    await live.complain(filed, { action: 'rate', grade: 'dissatisfied', note: '灯还是不亮' })
    await live.must('supervisor', filed, { action: 'orderRedo', note: '答复与现场不符，请换人重办。' })
    await live.must('secondHandler', filed, { action: 'sign' })
    const text = '换了整条线路，当晚七点全部亮灯，请您再看看。'
    await live.must('secondHandler', filed, { action: 'draftReply', reply: { ...reply, text } })
    const read = async () => (await say(world, 'supervisor', 'GET', `/api/v1/cases/${filed.id}`)).body
    const before = await read()
    expect(before).toMatchObject({ state: 'replyDrafted', draft: { text }, reply: { publishedOn: expect.any(String) } })
    expect(before.reply.text).not.toBe(text)
    await live.must('supervisor', filed, { action: 'failReview', note: '请写明线路长度。' })
    expect(await read()).toMatchObject({ state: 'handling', draft: { text } })
    await live.must('secondHandler', filed, { action: 'draftReply', reply: { ...reply, text } })
    await live.must('supervisor', filed, { action: 'passReview' })
    const after = await read()
    expect([after.draft, after.reply.text]).toEqual([undefined, text])
  })
})

describe('what an answer rests on', () => {
  test('goes with it: seen by the reviewer before passing, by the complainant after, and by nobody else', async () => {
    const filed = await caseAt(world, 'handling')
    const [added, paper] = [await upload(filed.id, '现场.png', await photo()), await upload(filed.id, '验收单.exe', pdfOf('acceptance of the works'))]
    expect(paper).toMatchObject({ status: 201, body: { evidence: [{ id: added.body.id, name: '现场.jpg', mediaType: 'image/jpeg' }, { name: '验收单.pdf', mediaType: 'application/pdf' }] } })
    const files = [added.body.id, paper.body.id]
    expect((await draft(filed.id, {}, { evidence: files })).body.draft.evidence.map((file: { id: string }) => file.id)).toEqual(files)
    const open = (as: OfficerRole, file: string) => say(world, as, 'GET', `/api/v1/cases/${filed.id}/evidence/${file}`)
    const seen = await open('supervisor', files[0])
    expect(seen.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'content-security-policy': `default-src 'none'; frame-ancestors 'none'; sandbox` })
    expect((await sharp(seen.raw).metadata()).exif).toBeUndefined()
    expect((await open('supervisor', files[1])).headers['content-disposition']).toContain('attachment')
    for (const role of ['clerk', 'reviewer', 'inspector'] as const) expect((await open(role, files[0])).status).toBe(404)
    const track = (path: string, more: Record<string, string> = {}) => browser.post(path, { code: filed.code, part: '1', ...more })
    expect((await track('/track')).text).not.toContain('照片和凭证')
    expect((await track('/track/file', { file: files[0] })).status).toBe(400)
    await move(world, filed.id, world.officerId.supervisor('agriculture'), { action: 'passReview' })
    const page = await track('/track')
    expect(page.text).toContain('照片和凭证')
    expect(page.text).toContain(`value="${files[0]}"`)
    const shown = await track('/track/file', { file: files[0] })
    expect([shown.status, shown.headers['content-type'], shown.headers['cache-control'], shown.headers['content-security-policy']]).toEqual([200, 'image/jpeg', 'no-store', `default-src 'none'; frame-ancestors 'none'; sandbox`])
    expect((await track('/track/file', { file: files[1] })).headers['content-disposition']).toContain('attachment')
    expect((await browser.post('/track/file', { code: (await caseAt(world, 'replied')).code, file: files[0] })).status).toBe(400)
  })

  test('is opened too by whoever complained of the same matter and is answered together with it', async () => {
    const [lead, other] = [await caseAt(world, 'handling'), await caseAt(world, 'accepted')]
    await move(world, other.id, world.officerId.triage, { action: 'merge', note: '与那一件是同一盏路灯。', intoCaseId: lead.id })
    const { id } = (await upload(lead.id, '现场.png', await photo())).body
    await draft(lead.id, {}, { evidence: [id] })
    await move(world, lead.id, world.officerId.supervisor('agriculture'), { action: 'passReview' })
    expect((await browser.post('/track/file', { code: other.code, file: id })).headers['content-type']).toBe('image/jpeg')
    expect((await say(world, 'supervisor', 'GET', `/api/v1/cases/${other.id}/evidence/${id}`)).headers['content-type']).toBe('image/jpeg')
  })

  test('is committed to by hash in the event, and only files of that case are taken, ten at most', async () => {
    const [one, other] = [await caseAt(world, 'handling'), await caseAt(world, 'handling')]
    const foreign = (await upload(other.id, 'a.pdf', pdfOf('other'))).body.id
    expect(await draft(one.id, {}, { evidence: [foreign] })).toMatchObject({ status: 422, body: { code: 'evidence-unknown' } })
    expect(await draft(one.id, {}, { evidence: Array.from({ length: 11 }, () => randomUUID()) })).toMatchObject({ status: 409, body: { code: 'too-many-attachments' } })
    expect((await say(world, 'handler', 'GET', `/api/v1/cases/${one.id}/evidence/${foreign}`)).status).toBe(404)
    const own = (await upload(one.id, 'b.pdf', pdfOf('own'))).body.id
    expect((await draft(one.id, {}, { evidence: [own] })).status).toBe(200)
    expect((await listEvents(world.context.db, one.id)).at(-1)!.details).toMatchObject({ evidence: [{ id: own, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }] })
  })

  test('with personal data in it is refused by kind and not kept; what is neither photo nor PDF is refused', async () => {
    const { id } = await caseAt(world, 'handling')
    expect(await upload(id, '名单.pdf', pdfOf('list 340522190001010002 of people'))).toMatchObject({ status: 422, body: { code: 'evidence-personal', detail: expect.stringContaining('identity') } })
    expect(await upload(id, '13900000000.pdf', pdfOf('ok'))).toMatchObject({ status: 422, body: { code: 'attachment-name' } })
    expect(await upload(id, 'a.html', Buffer.from('<script>1</script>'))).toMatchObject({ status: 415 })
    expect((await say(world, 'handler', 'GET', `/api/v1/cases/${id}`)).body.evidence).toEqual([])
  })

  test('is brought once, by the unit that answers, while it works on the case, and outlives the sweep of files', async () => {
    const { id } = await caseAt(world, 'handling')
    const [key, bytes] = [randomUUID(), pdfOf('once')]
    const [first, again] = [await upload(id, 'a.pdf', bytes, 'handler', key), await upload(id, 'a.pdf', bytes, 'handler', key)]
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id])
    for (const [role, status] of [['supervisor', 403], ['triage', 403], ['clerk', 404], ['inspector', 404]] as const) expect((await upload(id, 'a.pdf', bytes, role)).status).toBe(status)
    world.setClock('2026-09-23')
    await sweepFiles(world.context)
    world.setClock('2026-09-21')
    expect((await say(world, 'handler', 'GET', `/api/v1/cases/${id}/evidence/${first.body.id}`)).status).toBe(200)
    await draft(id)
    expect(await upload(id, 'b.pdf', bytes)).toMatchObject({ status: 409, body: { code: 'evidence-not-now' } })
  })

  test('of a helping unit goes to the lead with what it found: the lead decides what goes with the answer', async () => {
    const filed = await caseAt(world, 'handling', { department: 'housing' })
    await move(world, filed.id, world.officerId.supervisor('housing'), { action: 'joinUnits', note: '农田部分请农业农村局协办。', unitIds: [world.unitId.department('agriculture')] })
    // The account of the helping unit.
    const added = await upload(filed.id, '田埂.png', await photo())
    expect(added).toMatchObject({ status: 201, body: { evidence: [{ name: '田埂.jpg' }] } })
    const contribute = async (evidence: string[]) => say(world, 'handler', 'POST', `/api/v1/cases/${filed.id}/moves`, { body: { action: 'contribute', asOf: (await listEvents(world.context.db, filed.id)).length, note: '田埂已经踩坏，附照片。', details: { evidence } } })
    expect(await contribute([randomUUID()])).toMatchObject({ status: 422, body: { code: 'evidence-unknown' } })
    expect((await contribute([added.body.id])).body.events.at(-1)).toMatchObject({ action: 'contribute', details: { evidence: [{ id: added.body.id, name: '田埂.jpg' }] } })
    expect((await listEvents(world.context.db, filed.id)).at(-1)!.details).toEqual({ evidence: [{ id: added.body.id, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }] })
    // The lead reads it in the history and may choose it; its own files are not the helper's to choose.
    const lead = await world.officer(world.officerId.handler('housing'))
    const own = await addEvidence(world.context, lead, filed.id, { name: '路面.png', bytes: await photo() }, { officerId: lead.id, key: randomUUID(), what: 'test', body: '' })
    if (!own.ok) throw new Error(own.refusal.code)
    const chosen = await evidenceToChoose(world.context, lead, filed.id, true)
    expect(chosen.map(({ name }) => name)).toEqual(['田埂.jpg', '路面.jpg'])
    expect((await say(world, 'handler', 'GET', `/api/v1/cases/${filed.id}`)).body.evidence.map(({ name }: { name: string }) => name)).toEqual(['田埂.jpg'])
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${filed.id}/evidence/${added.body.id}`)).headers['content-type']).toBe('image/jpeg')
    expect(await draft(filed.id)).toMatchObject({ status: 403 })
    await move(world, filed.id, lead.id, { action: 'draftReply', reply, evidence: [added.body.id] })
    expect((await upload(filed.id, '晚了.png', await photo())).status).not.toBe(201)
    await move(world, filed.id, world.officerId.supervisor('housing'), { action: 'passReview' })
    const { text } = await browser.post('/track', { code: filed.code, part: '1' })
    expect(text).toContain(`value="${added.body.id}"`)
    expect(text).not.toContain('田埂已经踩坏')
  })
})
