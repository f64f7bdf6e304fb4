import { describe, expect, test } from 'vitest'
import { sweepObjections } from '#actions/objections.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { correct, hidden, type Reply, visitVillageWithBooks } from './visiting.ts'

const at = visitVillageWithBooks()

const ask = async (question: string, more: Record<string, string> = {}) => {
  const form = await at.browser.get(`/object?d=${at.books}&ver=1&row=2&field=expense`)
  return at.browser.post('/object', { d: at.books, ver: '1', row: '2', field: 'expense', key: hidden(form, 'key'), question, ...more }, { headers: { origin: 'http://localhost' } })
}
const codeOf = (receipt: Reply) => [.../aria-label="[^"]*"><p>([\s\S]*?)<\/p>/u.exec(receipt.text)![1]!.matchAll(/<span>(\d{4})<\/span>/gu)].map(group => group[1]).join('')
const track = (code: string) => at.browser.post('/track', { code }, { headers: { origin: 'http://localhost' } })
const decide = (code: string, action: string) => at.browser.post('/track/objection', { code, action }, { headers: { origin: 'http://localhost' } })
const record = async () => (await at.browser.get(`/d/${at.books}`)).text

async function open(role: 'clerk' | 'reviewer', which = 'open') {
  const app = await at.world.app()
  const answer = await app.inject({ method: 'GET', url: `/api/v1/objections?which=${which}`, headers: await at.world.signInAs(role) })
  expect(answer.statusCode).toBe(200)
  return (answer.json() as { items: { id: string; question: string; eventCount: number; possible: string[]; isOverdue: boolean; state: string }[] }).items
}

async function move(role: 'clerk' | 'reviewer' | 'triage', id: string, body: { action: string; asOf: number; words: string }) {
  const app = await at.world.app()
  return app.inject({ method: 'POST', url: `/api/v1/objections/${id}/moves`, headers: { ...await at.world.signInAs(role), 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json' }, payload: JSON.stringify(body) })
}

describe('the routes of the staff', () => {
  test('demand sign-in', async () => {
    const app = await at.world.app()
    expect((await app.inject({ method: 'GET', url: '/api/v1/objections?which=open' })).statusCode).toBe(401)
    expect((await app.inject({ method: 'POST', url: `/api/v1/objections/${at.books}/moves`, headers: { 'content-type': 'application/json', 'idempotency-key': 'a-key-of-sixteen-', origin: 'http://localhost' }, payload: '{"action":"answer","asOf":1,"words":"x"}' })).statusCode).toBe(401)
  })
  test('are for clerks and reviewers, and what is not of their villages is not found', async () => {
    const app = await at.world.app()
    expect((await app.inject({ method: 'GET', url: '/api/v1/objections?which=open', headers: await at.world.signInAs('handler') })).statusCode).toBe(403)
    await ask('这笔电费的发票在哪里？')
    const [objection] = await open('clerk')
    expect((await move('triage', objection!.id, { action: 'answer', asOf: 1, words: '不是我们这里的事情，不应当能答。' })).statusCode).toBe(404)
  })
})

describe('an objection', () => {
  test('is asked on a form that shows what is doubted and where to complain instead', async () => {
    const form = await at.browser.get(`/object?d=${at.books}&ver=1&row=2&field=expense`)
    expect(form.text).toContain('1,200.50 元')
    expect(form.text).toContain(`/complain?d=${at.books}&amp;ver=1&amp;row=2&amp;field=expense`)
    expect((await at.browser.get(`/complain?d=${at.books}&ver=1&row=2`)).text).toContain(`/object?d=${at.books}&amp;ver=1&amp;row=2`)
  })
  test('that says too little comes back with what was typed; a foreign page cannot send one', async () => {
    const again = await ask('为什么')
    expect([again.status, again.text.includes('不少于5个字'), again.text.includes('为什么</textarea>')]).toEqual([422, true, true])
    expect((await at.browser.post('/object', { d: at.books, ver: '1', question: '这是外面来的问题' }, { headers: { origin: 'https://elsewhere.example' } })).status).toBe(403)
    expect((await at.browser.get('/object?d=x')).status).toBe(404)
  })
  test('sent twice is one objection with one code; the same key with other words is refused', async () => {
    const form = await at.browser.get(`/object?d=${at.books}&ver=1`)
    const send = (question: string) => at.browser.post('/object', { d: at.books, ver: '1', key: hidden(form, 'key'), question }, { headers: { origin: 'http://localhost' } })
    const [first, second] = [await send('整条内容为什么没有附件？'), await send('整条内容为什么没有附件？')]
    expect(codeOf(first)).toBe(codeOf(second))
    expect((await send('换了一个别的问题')).status).toBe(422)
    expect((await open('clerk')).filter(one => one.question === '整条内容为什么没有附件？')).toHaveLength(1)
  })
  test('is seen beside the record at once, without a number of any person and without a word about who asked', async () => {
    expect(await record()).toContain('群众异议（2条）')
    await ask('请打13812345678告诉我，这笔钱对吗？')
    const page = await record()
    expect(page).toContain('请打******告诉我')
    expect(page).not.toContain('13812345678')
    expect((await open('clerk')).some(one => one.question.includes('13812345678'))).toBe(true)
  })
  test('is answered by the village, found not enough by the asker, and decided by the township', async () => {
    const code = codeOf(await ask('村部电费为什么比上月多一倍？'))
    expect((await decide(code, 'escalate')).text).toContain('现在不能这样处理') // the village has its three days first
    const objection = (await open('clerk')).find(one => one.question.startsWith('村部电费'))!
    expect(objection.possible).toEqual(['answer', 'concede'])
    expect((await move('reviewer', objection.id, { action: 'answer', asOf: 1, words: '不该由乡镇来答复这一问。' })).statusCode).toBe(409)
    expect((await move('clerk', objection.id, { action: 'answer', asOf: 1, words: '太短' })).statusCode).toBe(422)
    expect((await move('clerk', objection.id, { action: 'answer', asOf: 1, words: '有事请打13812345678找我们说。' })).statusCode).toBe(422)
    expect((await move('clerk', objection.id, { action: 'answer', asOf: 1, words: '八月开了二十天空调，发票已贴在公开栏。' })).statusCode).toBe(200)
    expect((await move('clerk', objection.id, { action: 'answer', asOf: 1, words: '八月开了二十天空调，发票已贴在公开栏。' })).statusCode).toBe(409)
    expect((await track(code)).text).toContain('八月开了二十天空调')
    expect((await decide(code, 'escalate')).status).toBe(200)
    expect(await record()).toContain('乡镇正在核实')
    expect((await move('reviewer', objection.id, { action: 'uphold', asOf: 3, words: '经核对发票，多记一百元，请村里更正。' })).statusCode).toBe(200)
    expect(await record()).toContain('属实，等待更正')
  })
  test('that was upheld closes with the correction, and is pointed at it', async () => {
    const input = monthOfBooks(at.world.village)
    await correct(at.world, at.books, '电费多记一百元，现予更正。', { ...input, fields: { ...input.fields, expense: '1100.50', closingBalance: '13899.50', bankBalance: '13899.50' }, rows: [input.rows[0]!, { ...input.rows[1]!, expense: '1100.50' }] })
    const page = await record()
    expect(page).toContain('已在第2版更正')
    expect((await open('reviewer', 'closed')).map(one => one.state)).toEqual(['corrected'])
  })
  test('that the village leaves alone goes to the township on the day after its last, not on it', async () => {
    const code = codeOf(await ask('为什么没有写明供电所的名字？', { ver: '2' })) // Monday 21 September: due Thursday 24
    at.world.setClock('2026-09-24', 23)
    await sweepObjections(at.world.context)
    expect((await track(code)).text).toContain('等村里答复')
    at.world.setClock('2026-09-25', 0)
    await sweepObjections(at.world.context)
    await sweepObjections(at.world.context)
    expect((await track(code)).text).toContain('乡镇正在核实')
    const objection = (await open('reviewer')).find(one => one.question.startsWith('为什么没有写明'))!
    expect((await move('clerk', objection.id, { action: 'answer', asOf: 2, words: '现在答复已经太晚，乡镇在核实。' })).statusCode).toBe(409)
    expect((await move('reviewer', objection.id, { action: 'dismiss', asOf: 2, words: '供电所名称写在对方单位一栏，内容无误。' })).statusCode).toBe(200)
    expect((await track(code)).text).toMatch(/\/complain\?d=[^"]*row=2/u) // what is dismissed can become a complaint
  })
  test('that is answered rests after fifteen days of silence', async () => {
    at.world.setClock('2026-09-28')
    const code = codeOf(await ask('收入里的鱼塘是哪一口鱼塘？', { ver: '2', row: '1', field: 'income' }))
    const objection = (await open('clerk')).find(one => one.question.startsWith('收入里的鱼塘'))!
    await move('clerk', objection.id, { action: 'answer', asOf: 1, words: '是村东头的大鱼塘，合同已经公开。' })
    at.world.setClock('2026-10-13', 23)
    await sweepObjections(at.world.context)
    expect((await track(code)).text).toContain('满意') // both ways are still open
    at.world.setClock('2026-10-14', 1)
    await sweepObjections(at.world.context)
    expect((await track(code)).text).toContain('已说清楚')
    expect((await decide(code, 'escalate')).status).toBe(409)
  })
})
