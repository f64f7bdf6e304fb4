import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepCases } from '#actions/sweep-cases.ts'
import { stateMeanings } from '#text/case-states.ts'
import { caseAt, file } from '#test/api/cases-of-every-state.ts'
import { livingIn } from '#test/cases/living.ts'
import { setRules } from '#test/cases/setting-rules.ts'
import { writingIn } from '#test/matter/writing.ts'
import { messageTexts } from '#text/pages-messages.ts'
import { openWorld, type World } from '#test/world.ts'
import { type Browser, openBrowser } from './visiting.ts'

let world: World
let browser: Browser
let live: ReturnType<typeof livingIn>
let by: ReturnType<typeof writingIn>
beforeAll(async () => {
  world = await openWorld({ today: '2026-03-02' })
  browser = await openBrowser(world)
  live = livingIn(world)
  by = writingIn(world)
})
afterAll(() => world.close())

const act = (code: string, action: string, note = '', more: Record<string, string> = {}) => browser.post('/track/act', { code, action, note, ...more })

describe('without any script the holder of a code', () => {
  test('reads what each state means and what the desk asks, and answers it', async () => {
    const filed = await file(world)
    await live.must('triage', filed, { action: 'askMore', note: '请写明是哪一年的账。' })
    const page = await browser.post('/track', { code: filed.code })
    for (const words of ['光看这些还办不了', '请写明是哪一年的账。', '截止：2026年3月9日', '撤回以后就不再办理']) expect(page.text).toContain(words)
    const short = await act(filed.code, 'supplyMore', '好')
    expect([short.status, short.text.includes('说明太短') || short.text.includes('太短')]).toEqual([422, true])
    const sent = await act(filed.code, 'supplyMore', '是2024年 <8月> 的账。')
    expect([sent.status, sent.text.includes('已经收到。'), sent.text.includes('2024年 &lt;8月&gt; 的账')]).toEqual([200, true, true])
    expect(sent.headers['cache-control']).toBe('no-store')
  })

  test('learns why it is not accepted and where to go, and appeals', async () => {
    const filed = await file(world)
    await live.must('triage', filed, { action: 'proposeRejection', note: '已有生效判决。', reasonCode: 'litigation', addressCode: 'court' })
    await live.must('secondTriage', filed, { action: 'confirmRejection' })
    const page = await browser.post('/track', { code: filed.code })
    for (const words of ['不予受理', '已有生效判决。', '12368', '不服可以申诉一次']) expect(page.text).toContain(words)
    expect((await act(filed.code, 'appeal', '这是村里公开的内容。')).text).toContain('您已申诉')
    expect((await act(filed.code, 'appeal', '再说一次。')).status).toBe(422)
  })

  test('withdraws, and then can do nothing more', async () => {
    const filed = await caseAt(world, 'handling')
    expect((await act(filed.code, 'withdraw')).text).toContain('您已撤回')
    const page = await browser.post('/track', { code: filed.code })
    expect(page.text).not.toContain('/track/act')
  })

  test('says whether it is still solved, and reopens it with new facts', async () => {
    world.setClock('2026-02-14')
    const filed = await caseAt(world, 'rated')
    world.setClock('2026-03-02')
    await sweepCases(world.context)
    world.setClock('2026-04-01')
    await sweepCases(world.context)
    expect((await browser.post('/track', { code: filed.code })).text).toContain('问题还是解决的吗？')
    expect((await act(filed.code, 'reportUnsolved', '灯又坏了')).status).toBe(200)
    expect((await act(filed.code, 'reopen', '灯修好一周后又灭了，开关箱进水。')).text).toContain('已受理，等待分办')
    world.setClock('2026-03-02')
  })

  test('follows each part of a complaint that was divided under the same code', async () => {
    const filed = await file(world)
    await live.must('triage', filed, { action: 'split', note: '反映的是两件事。', statement: '村口垃圾池三个月没有清运。' })
    expect((await browser.post('/track', { code: filed.code })).text).toContain('第2件')
    expect((await browser.post('/track', { code: filed.code, part: '2' })).text).toContain('垃圾池三个月没有清运')
    expect((await act(filed.code, 'withdraw', '', { part: '2' })).text).toContain('您已撤回')
    expect((await browser.post('/track', { code: filed.code })).text).toContain('已提交，等待受理')
  })

  test('is refused what no form of ours sends: an unknown act, a foreign page, another’s state', async () => {
    const filed = await file(world)
    expect((await act(filed.code, 'accept')).status).toBe(400)
    expect((await act(filed.code, '__proto__')).status).toBe(400)
    expect((await act(filed.code, 'reopen', '想要重新办理这件事情。')).status).toBe(422)
    expect((await browser.post('/track/act', { code: filed.code, action: 'withdraw' }, { headers: { origin: 'https://evil.example' } })).status).toBe(403)
    expect((await live.facts(filed)).state).toBe('submitted')
  })
})

test('the help page explains every state in one sentence, in both languages', async () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const page = await browser.get(`/help${language === 'en' ? '?lang=en' : ''}`)
    const { limits } = await world.context.caseRules.on(0, world.context.clock.today())
    for (const sentence of Object.values(stateMeanings[language](limits))) expect(page.text).toContain(sentence.replaceAll("'", '&#39;').replaceAll('’', '’'))
  }
})

describe('photos with what the complainant adds', () => {
  const text = messageTexts['zh-CN']
  const photo = async () => ({ name: 'a.jpg', bytes: await sharp({ create: { width: 40, height: 30, channels: 3, background: '#226633' } }).jpeg().toBuffer() })
  const asked = async () => {
    const filed = await file(world)
    await live.must('triage', filed, { action: 'askMore', note: '请写明是哪一年的账。' })
    const send = (note: string, files: { name: string; bytes: Buffer }[], action = 'supplyMore') => browser.post('/track/act', { code: filed.code, part: '1', action, note }, { files })
    return { filed, send }
  }
  const kept = async ({ id }: { id: string }) => (await world.owner.pool.query('select event_seq from case_attachment where case_id = $1', [id])).rows.length

  test('are two at most, drawn anew, read by the desk at once and by the unit where the desk chose them; the same sent twice is one', async () => {
    const { filed, send } = await asked()
    const page = await browser.post('/track', { code: filed.code })
    expect(page.text).toMatch(/<form action="\/track\/act" method="post" enctype="multipart\/form-data">(?:(?!<\/form>)[^])*name="photos" type="file"(?:(?!<\/form>)[^])*value="supplyMore"/u)
    for (let i = 0; i < 2; i++) {
      const sent = await send('是2024年的账。', [await photo(), await photo()])
      expect([sent.status, sent.text.includes('已经收到。'), sent.text.includes(text.photos(2))]).toEqual([200, true, true])
    }
    expect(await kept(filed)).toBe(2)
    const said = async (role: 'triage' | 'handler') => (await by.read(role, filed)).exchange.at(-1)
    expect(await said('triage')).toMatchObject({ action: 'supplyMore', words: '是2024年的账。', photos: [1, 2] })
    await live.must('triage', filed, { action: 'accept' })
    await live.must('triage', filed, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture') })
    expect((await said('handler')).photos).toEqual([])
    const { seq } = await said('triage')
    expect(await by.post('triage', filed, 'releases', { of: seq, words: '是2024年的账。', photos: [2] })).toMatchObject({ status: 200 })
    expect(await said('handler')).toMatchObject({ photos: [2] })
  })

  test('cost nothing of what was typed when something is wrong, and are to be chosen again', async () => {
    const { filed, send } = await asked()
    const refused = async (note: string, files: { name: string; bytes: Buffer }[], told: string) => {
      const sent = await send(note, files)
      expect([sent.status, sent.text.includes(told), sent.text.includes(`${note}</textarea>`)], told).toEqual([422, true, true])
    }
    await refused('好', [await photo()], text.photosAgain)
    await refused('是2024年的账。', [{ name: 'a.jpg', bytes: Buffer.from('<html>') }], text.photoUnreadable(1))
    await refused('是2024年的账。', [1, 2, 3].map(n => ({ name: `${n}.jpg`, bytes: Buffer.from('x') })), text.tooMany)
    expect((await send('不用了。', [await photo()], 'withdraw')).status).toBe(422)
    expect([await kept(filed), (await live.facts(filed)).state]).toEqual([0, 'needsMoreInfo'])
  })

  test('also go with new facts when it is reopened', async () => {
    world.setClock('2026-02-14')
    const filed = await caseAt(world, 'rated')
    world.setClock('2026-03-02')
    await sweepCases(world.context)
    const sent = await browser.post('/track/act', { code: filed.code, action: 'reopen', note: '灯修好一周后又灭了，开关箱进水。' }, { files: [await photo()] })
    expect([sent.status, sent.text.includes(text.photos(1)), await kept(filed)]).toEqual([200, true, 1])
  })
})

describe('where the county sets limits of its own', () => {
  const own = { accept: 2, assign: 1, handle: 7, extensionDays: 6, mostExtensions: 1, rateCalendarDays: 12, silentCloseCalendarDays: 12, stillSolvedCalendarDays: 21, reopenCalendarDays: 45 }

  test('a complaint of its days is told these, and one from before keeps the ones it began with', async () => {
    const before = await caseAt(world, 'replied')
    expect(await setRules(world, '2026-03-03', { limits: own })).toMatchObject({ ok: true })
    world.setClock('2026-03-03')
    const [old, answered, waiting, closed] = [before, await caseAt(world, 'replied'), await file(world), await caseAt(world, 'rated')]
    const shown = async (filed: { code: string }, address = '/track') => (await browser.post(address, { code: filed.code })).text
    expect(await shown(old)).toContain('请在15天内评价')
    expect(await shown(answered)).toContain('请在12天内评价')
    expect(await shown(answered, '/track?lang=en')).toContain('please rate it within 12 days')
    expect(await shown(waiting)).toContain('一般2个工作日内决定是否受理')
    world.setClock('2026-03-16')
    await sweepCases(world.context)
    world.setClock('2026-03-03')
    expect(await shown(closed)).toContain('21天后会问您是否还是解决的，45天内有新情况可以重新提出')
  })

  test('its help, its poster and its letters say so; help without a place says that a county may differ', async () => {
    const county = await browser.get('/help?place=340522000000')
    for (const words of ['下面的期限是含山县的', '提交后2个工作日内受理，受理后1个工作日内转到责任单位，受理后7个工作日内答复', '每次最多6个工作日，最多1次', '答复后12天内', '45天内有新情况']) expect(county.text).toContain(words)
    expect((await browser.get(`/help?place=${world.village}`)).text).toBe(county.text)
    const common = await browser.get('/help')
    for (const words of ['下面的期限是通用的，各县可以另定', '受理后10个工作日内答复', '答复后15天内']) expect(common.text).toContain(words)
    expect((await browser.get(`/v/${world.village}`)).text).toContain('href="/help?place=340522000000"')
    expect((await browser.get(`/v/${world.village}/poster`)).text).toContain('一般7个工作日内答复')
    expect((await browser.get('/help?place=1')).status).toBe(400)
    expect((await browser.get('/help?place=340599000000')).status).toBe(404)
  })
})
