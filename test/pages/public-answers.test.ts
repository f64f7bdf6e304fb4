import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { showAnswers } from '#actions/answers/show.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { listEvents } from '#records/cases.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { caseAt, type Filed } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'
import { type Browser, openBrowser, publish } from './visiting.ts'

const statement = '金丝雀我家隔壁张大嫂八月十五亲眼看见会计把路灯款领走了两次。'
const words = { question: '公开的收支里路灯这一笔是怎么回事？', answer: '经核对凭证，路灯更换只支出一次，公开时重复登记，已经更正。', namesRow: false }

let world: World
let browser: Browser
let record: string
beforeAll(async () => {
  world = await openWorld({ today: '2026-09-10' })
  browser = await openBrowser(world)
  record = await publish(world, monthOfBooks(world.village))
})
afterAll(() => world.close())

type Who = OfficerRole | 'second-triage'
const desk = (as: Who | undefined, method: string, url: string, body?: object) => say(world, as, method, `/api/v1/${url}`, body === undefined ? {} : { body })
const consent = (filed: Filed, what: 'allow' | 'takeBack') => browser.post('/track/consent', { code: filed.code, part: '1', say: what })
const answered = () => caseAt(world, 'replied', { statement, about: { disclosureId: record, version: 1 } })
const page = async (address: string) => (await browser.get(encodeURI(address))).text
const places = () => [`/v/${world.village}`, `/v/${world.village}/qa`, `/d/${record}`, ...['feed.atom', 'feed.rss'].map(feed => `/v/${world.village}/${feed}`), ...['csv', 'json'].map(kind => `/open/v/${world.village}-answers.${kind}`)]

async function prepared(filed: Filed): Promise<string> {
  const made = await desk('triage', 'POST', `cases/${filed.id}/answer-texts`, words)
  if (made.status !== 200) throw new Error(JSON.stringify(made.body))
  return made.body.id as string
}

/** Allowed, prepared, approved, and shown at the beginning of the month after. */
async function shown(): Promise<{ filed: Filed; id: string }> {
  world.setClock('2026-09-10')
  const filed = await answered()
  await consent(filed, 'allow')
  const id = await prepared(filed)
  await desk('second-triage', 'POST', `answers/${id}/decisions`, { isApproved: true })
  world.setClock('2026-10-01', 1)
  await showAnswers(world.context)
  return { filed, id }
}

describe('nothing is shown without consent', () => {
  test('before the answer nobody is asked, and afterwards without any script', async () => {
    const early = await caseAt(world, 'handling')
    expect((await browser.post('/track', { code: early.code })).text).not.toContain('/track/consent')
    expect((await consent(early, 'allow')).status).toBe(409)
    const filed = await answered()
    expect((await browser.post('/track', { code: filed.code })).text).toContain('愿意让大家也看到这次答复吗？')
    expect((await desk('triage', 'POST', `cases/${filed.id}/answer-texts`, words)).body.code).toBe('answer-not-allowed')
    expect((await desk('triage', 'GET', 'answers/allowed')).body.total).toBe(0)
    const said = await consent(filed, 'allow')
    expect([said.status, said.headers['cache-control'], said.text.includes('您同意了公开这次答复')]).toEqual([200, 'no-store', true])
    expect((await consent(filed, 'allow')).status).toBe(200)
    const { body } = await desk('triage', 'GET', 'answers/allowed')
    expect(body.items).toMatchObject([{ caseId: filed.id, question: expect.stringContaining('是怎么回事') }])
    await consent(filed, 'takeBack')
    expect((await desk('triage', 'GET', 'answers/allowed')).body.total).toBe(0)
  })
  test('a later answer is asked about anew', async () => {
    const filed = await answered()
    await consent(filed, 'allow')
    const { pool } = world.owner
    await expect(pool.query(`insert into pub.answer (id, county_code, village_code, question, answer, unit_zh, unit_en, answered_in, working_days, shown_in, words)
      select id, county_code, village_code, question, answer, '', '', '2026-09', 1, '2026-10', '' from answer_text where id = $1`, [await prepared(filed)])).rejects.toThrow(/without consent and a second person/)
  })
})

describe('two officers make an answer public', () => {
  test('only the desk prepares, and personal data and the complainant’s own words are refused in a sentence', async () => {
    const filed = await answered()
    await consent(filed, 'allow')
    for (const role of ['supervisor', 'handler', 'leader', 'reviewer', 'clerk'] as const) for (const id of [filed.id, '00000000-0000-4000-8000-000000000000']) expect((await desk(role, 'POST', `cases/${id}/answer-texts`, words)).status).toBe(403)
    expect((await desk(undefined, 'POST', `cases/${filed.id}/answer-texts`, words)).status).toBe(401)
    const refused = async (more: object) => (await desk('triage', 'POST', `cases/${filed.id}/answer-texts`, { ...words, ...more })).body
    expect(await refused({ answer: '请拨打13812345678联系本人核实情况。' })).toMatchObject({ status: 422, code: 'answer-text-wrong' })
    expect((await refused({ question: '张大嫂，八月十五 亲眼看见会计把路灯款领走，是真的吗？' })).detail).toContain('repeats words')
    expect((await refused({ question: '啊' })).status).toBe(422)
    const id = await prepared(filed)
    expect(await refused({})).toMatchObject({ code: 'answer-under-way' })
    expect((await desk('triage', 'POST', `answers/${id}/decisions`, { isApproved: true })).body.code).toBe('author-cannot-review')
    await expect(world.owner.pool.query('insert into answer_decision (text_id, is_approved, officer_id, appears_on, day, at) select id, true, author_id, day + 30, day, at from answer_text where id = $1', [id])).rejects.toThrow(/second person/)
    expect((await desk('second-triage', 'POST', `answers/${id}/decisions`, { isApproved: false, note: '太' })).status).toBe(422)
    expect((await desk('second-triage', 'POST', `answers/${id}/decisions`, { isApproved: false, note: '请写得更简短一些。' })).status).toBe(200)
    expect(await prepared(filed)).not.toBe(id)
  })
  test('it appears on the first of a month, and no earlier, on the village page, in the list, beside the record and in the search', async () => {
    world.setClock('2026-09-10')
    const filed = await answered()
    await consent(filed, 'allow')
    const id = await prepared(filed)
    await desk('second-triage', 'POST', `answers/${id}/decisions`, { isApproved: true })
    for (const address of places()) expect(await page(address)).not.toContain(words.answer)
    expect((await browser.post('/track', { code: filed.code })).text).toContain('2026年10月1日')
    world.setClock('2026-09-30', 23)
    expect(await showAnswers(world.context)).toBe(0)
    world.setClock('2026-10-01', 1)
    expect(await Promise.all([showAnswers(world.context), showAnswers(world.context)])).toEqual(expect.arrayContaining([1, 0]))
    for (const address of places()) expect(await page(address)).toContain(words.answer)
    expect(await page(`/v/${world.village}/qa?q=路灯`)).toContain(words.question)
    expect(await page(`/v/${world.village}/qa?category=three-assets`)).toContain(words.question)
    expect(await page(`/v/${world.village}/qa?category=none`)).toContain('没有找到')
    expect(await page(`/v/${world.village}/d?q=路灯`)).toContain('“问与答”里也有1条')
    expect(await page(`/v/${world.village}/qa?lang=en`)).toContain('answered in September 2026')
    const open = `/open/v/${world.village}`
    expect(await page(open)).toContain(`${open}-answers.json`)
    expect(JSON.parse(await page(`${open}-answers.json`))).toMatchObject({ answers: [{ question: words.question, answer: words.answer, answeredIn: '2026-09', shownIn: '2026-10', about: `http://localhost/d/${record}` }] })
    expect(await page(`/v/${world.village}/feed.atom`)).toContain('<updated>2026-09-30T16:00:00.000Z</updated>')
    for (const address of [...places(), open, `${open}.json`, `/v/${world.village}/qa?q=路灯`]) {
      const text = await page(address)
      for (const secret of [filed.id, filed.code, '金丝雀', '张大嫂']) expect(text, address).not.toContain(secret)
    }
    await consent(filed, 'takeBack')
  })
})

describe('it goes as it came', () => {
  test('whoever takes the consent back finds it gone at once, and nothing of it stays', async () => {
    const { filed, id } = await shown()
    for (const address of places()) expect(await page(address)).toContain(words.answer)
    expect((await consent(filed, 'takeBack')).text).toContain('愿意让大家也看到')
    for (const address of [...places(), `/v/${world.village}/qa?q=路灯`]) expect(await page(address)).not.toContain(words.answer)
    expect(await page(`/open/v/${world.village}`)).not.toContain('answers')
    expect(await showAnswers(world.context)).toBe(0)
    expect((await world.owner.pool.query('select 1 from pub.answer where id = $1', [id])).rowCount).toBe(0)
    expect((await desk('triage', 'GET', 'answers?which=over')).body.items.find((item: { id: string }) => item.id === id)).toMatchObject({ state: 'revoked' })
    await consent(filed, 'allow')
    expect(await showAnswers(world.context)).toBe(0)
    await consent(filed, 'takeBack')
  })
  test('an officer withdraws it with a reason that stays inside', async () => {
    const { filed, id } = await shown()
    expect((await desk('triage', 'POST', `answers/${id}/withdrawals`, { reason: '' })).status).toBe(422)
    expect((await desk('handler', 'POST', `answers/${id}/withdrawals`, { reason: '不想公开这一条。' })).status).toBe(403)
    expect((await desk('triage', 'POST', `answers/${id}/withdrawals`, { reason: '能认出当事人，撤下。' })).status).toBe(200)
    for (const address of places()) expect(await page(address)).not.toMatch(/重复登记|能认出当事人/)
    expect((await desk('triage', 'POST', `answers/${id}/withdrawals`, { reason: '能认出当事人，撤下。' })).body.code).toBe('answer-not-shown')
    await consent(filed, 'takeBack')
  })
  test('an officer whom the complaint names finds neither the answer nor the text', async () => {
    const { filed, id } = await shown()
    const named = await nameSubjects(world.context, await world.officer(world.officerId.triage), filed.id, { asOf: (await listEvents(world.context.db, filed.id)).length, note: '来信写明所涉人员。', name: [{ officerId: world.officerId.secondTriage }], lift: [] })
    expect(named.ok).toBe(true)
    expect(JSON.stringify((await desk('second-triage', 'GET', 'answers?which=open')).body)).not.toContain(id)
    expect((await desk('second-triage', 'POST', `answers/${id}/withdrawals`, { reason: '不想公开这一条。' })).status).toBe(404)
    await consent(filed, 'takeBack')
  })
})

describe('typical cases', () => {
  test('one that is chosen among the answers appears for the county and goes with its answer', async () => {
    const { filed, id } = await shown()
    world.setClock('2026-10-02')
    const made = await desk('triage', 'POST', 'typical-cases', { title: '一笔账登记两次', question: words.question, answer: words.answer, chosenId: id })
    expect(made.status).toBe(200)
    await desk('second-triage', 'POST', `answers/${made.body.id}/decisions`, { isApproved: true })
    world.setClock('2026-11-01', 1)
    expect(await showAnswers(world.context)).toBe(1)
    expect(await page('/typical/340522000000')).toContain('一笔账登记两次')
    await consent(filed, 'takeBack')
    expect(await page('/typical/340522000000')).not.toContain('一笔账登记两次')
  })
  test('one that is written freely needs two people too, and names nobody', async () => {
    world.setClock('2026-10-02')
    const told = { title: '补贴名单补登', question: '有一户符合条件却没有列入名单。', answer: '入户核实后补登，并对经办人进行提醒，全镇比照自查。' }
    expect((await desk('handler', 'POST', 'typical-cases', told)).status).toBe(403)
    expect((await desk('triage', 'POST', 'typical-cases', { ...told, question: '电话13812345678的人没有列入。' })).status).toBe(422)
    const made = await desk('triage', 'POST', 'typical-cases', told)
    expect((await desk('triage', 'POST', `answers/${made.body.id}/decisions`, { isApproved: true })).status).toBe(403)
    await desk('second-triage', 'POST', `answers/${made.body.id}/decisions`, { isApproved: true })
    expect(await page('/typical/340522000000')).toContain('还没有公布典型案例')
    world.setClock('2026-11-01', 1)
    await showAnswers(world.context)
    expect(await page('/typical/340522000000?lang=en')).toContain(told.title)
    expect(await page(`/?place=340522000000`)).toContain('/typical/340522000000')
    expect((await browser.get('/typical/340522100201')).status).toBe(404)
  })
})
