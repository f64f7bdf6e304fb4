import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileComplaint } from '#actions/complaints.ts'
import { isSolved } from '#platform/proof-of-work.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'
import { type Browser, hidden, openBrowser } from './visiting.ts'

let world: World
let browser: Browser
let code: string
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
  const filed = await fileComplaint(world.context, { villageCode: world.village, statement: '村口路灯坏了一个月，没人修。', photos: [], idempotencyKey: randomUUID(), channel: 'web' })
  code = filed.ok ? filed.value.receiptCode : ''
})
afterAll(() => world.close())

const track = (typed: string, more: Record<string, string> = {}) => browser.post('/track', { code: typed, ...more })
const wrong = () => String(Math.floor(Math.random() * 1e10)).padStart(20, '7')

describe('a complaint is followed', () => {
  test('by its code, however it is typed, on a page that nothing keeps', async () => {
    const grouped = code.match(/.{4}/g)!.join(' ')
    for (const typed of [code, grouped, ` ${grouped.replaceAll(' ', '-')} `]) {
      const page = await track(typed)
      expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-store'])
      expect(page.text).toContain('已提交，等待受理')
      expect(page.text).toContain('村口路灯坏了一个月，没人修。')
      expect(page.text).not.toMatch(new RegExp(`href="[^"]*${code}`))
    }
  })

  test('never by an address', async () => {
    expect((await browser.get(`/track?code=${code}`)).text).not.toContain('村口路灯')
  })

  test('not from another site', async () => {
    expect((await browser.post('/track', { code }, { headers: { origin: 'https://evil.example' } })).status).toBe(403)
  })

  test('and cannot be rated before it is answered', async () => {
    const page = await browser.post('/track/rate', { code, grade: 'verySatisfied' })
    expect([page.status, page.text.includes('已提交，等待受理')]).toEqual([422, true])
  })
})

describe('a complaint that is handled', () => {
  test('says by when the unit writes for the first time, until it has written', async () => {
    const filed = await caseAt(world, 'handling')
    const promise = '责任单位最迟2026年9月23日(星期三)在本页给您留言'
    expect((await track(filed.code)).text).toContain(promise)
    const desk = await say(world, 'triage', 'POST', `/api/v1/cases/${filed.id}/messages`, { body: { words: '受理单位也在关注。' } })
    expect([desk.status, (await track(filed.code)).text.includes(promise)]).toEqual([200, true])
    const unit = await say(world, 'handler', 'POST', `/api/v1/cases/${filed.id}/messages`, { body: { words: '请问是哪一盏灯？' } })
    expect([unit.status, (await track(filed.code)).text.includes(promise)]).toEqual([200, false])
  })

  test('shows day by day how its due day was counted, what it began with, and for each day that a notice names that notice', async () => {
    const { text } = await track((await caseAt(world, 'handling')).code)
    expect(text).toContain('2026年9月21日(星期一)当日不计入')
    const lines = [...text.matchAll(/<tr[^>]*><td>([^<]*)<\/td><td>([^<]*)(<a href="https:[^"]*" rel="noreferrer">放假通知<\/a>)?<\/td>/g)].map(([, day, said, notice]) => [day, said?.trim(), notice !== undefined])
    expect(lines).toHaveLength(21)
    expect(lines).toContainEqual(['2026年9月24日(星期四)', '第3个工作日', false])
    expect(lines).toContainEqual(['2026年10月1日(星期四)', '国庆节放假，不计入', true])
    expect(lines).toContainEqual(['2026年10月10日(星期六)', '国庆节调休上班，第9个工作日', true])
  })
})

describe('an answer', () => {
  test('is read and rated by whoever holds the code; a second tap changes nothing, another grade is refused', async () => {
    const { code } = await caseAt(world, 'replied')
    const page = await track(code)
    expect(page.text).toContain('路灯已经修好，谢谢您的提醒。')
    expect(page.text).toContain('这个日期怎么算的')
    const rate = (fields: Record<string, string>) => browser.post('/track/rate', { code, ...fields })
    const forgotten = await rate({ opinion: '修得快 <好>' })
    expect([forgotten.status, forgotten.text.includes('请选一项满意程度'), forgotten.text.includes('修得快 &lt;好&gt;')]).toEqual([422, true, true])
    expect((await rate({ grade: '__proto__' })).status).toBe(422)
    const [first, second] = [await rate({ grade: 'satisfied', opinion: '修得快' }), await rate({ grade: 'satisfied', opinion: '修得快' })]
    for (const reply of [first, second]) expect([reply.status, reply.text.includes('您的评价是：满意')]).toEqual([200, true])
    expect((await rate({ grade: 'veryDissatisfied' })).status).toBe(422)
  })
})

describe('a wrong code', () => {
  test('is told apart only by its shape', async () => {
    expect((await track('')).text).toContain('请输入20位查询码')
    expect((await track('1234')).text).toContain('查询码应当是20个数字')
    const [one, two] = [await track(wrong()), await track(wrong())]
    expect(one.status).toBe(422)
    const plain = (text: string) => text.replace(/\d{20}/g, '')
    expect(plain(one.text)).toBe(plain(two.text))
  })

  test('after ten of them costs work or patience, for right codes too, and each opens the door once', async () => {
    for (let i = 0; i < 10; i++) await track(wrong())
    const stopped = await track(code)
    expect([stopped.status, stopped.headers['retry-after']]).toEqual([429, '10'])
    expect(stopped.text).not.toContain('村口路灯')
    expect(stopped.text).toContain('请等10秒')
    const challenge = hidden(stopped, 'challenge')
    let counter = 0
    while (!isSolved(challenge, String(counter))) counter++
    expect((await track(code, { challenge, counter: '' })).status).toBe(429)
    expect((await track(code, { challenge, counter: String(counter) })).status).toBe(200)
    expect((await track(code, { challenge, counter: String(counter) })).status).toBe(429)
    expect((await browser.post('/track/rate', { code, grade: 'satisfied' })).status).toBe(429)
  })

  test('budget comes back with time', async () => {
    world.setClock('2026-09-21', 12)
    expect((await track(code)).status).toBe(200)
  })
})
