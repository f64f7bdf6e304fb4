import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { findToldCase } from '#actions/messages.ts'
import { pastPolicies } from '#test/past-policies.ts'
import { move } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { boundary, hidden, multipart, visitVillageWithBooks } from './visiting.ts'

const at = visitVillageWithBooks()

const photo = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#8a8' } }).jpeg().toBuffer()
const form = (more: Record<string, string> = {}) => ({ v: String(at.world.village), key: randomUUID(), statement: '村口路灯坏了一个月，没人修。', place: '', happened: '', wish: '', name: '', phone: '', ...more })
const codeOf = (text: string) => /<p id="code">([\s\S]*?)<\/p>/.exec(text)?.[1]?.replace(/\D/g, '')
const cases = async () => Number((await at.world.owner.pool.query('select count(*) from case_file')).rows[0].count)

describe('the complaint form', () => {
  test('shows what is being questioned: the record, the line, the value as it stood', async () => {
    const ofLine = await at.browser.get(`/complain?d=${at.books}&row=2`)
    expect(ofLine.text).toContain('8月财务收支明细')
    expect(ofLine.text).toContain('村部电费')
    expect(ofLine.headers['cache-control']).toBe('no-store')
    const ofValue = await at.browser.get(`/complain?d=${at.books}&field=expense`)
    expect(ofValue.text).toMatch(/本期支出：<strong>1,200.50 元<\/strong>/)
    expect([hidden(ofLine, 'd'), hidden(ofLine, 'ver'), hidden(ofLine, 'row'), hidden(ofValue, 'field')]).toEqual([at.books, '1', '2', 'expense'])
    expect(hidden(ofLine, 'key')).not.toBe(hidden(ofValue, 'key'))
  })

  test('says at the door where to report an official’s wrongdoing, and asks for a village where none is known', async () => {
    expect((await at.browser.get(`/complain?v=${at.world.village}`)).text).toContain('12388')
    expect((await at.browser.get('/complain')).text).toContain('先选村或社区')
  })
})

describe('a complaint sent with the form', () => {
  test('is answered with a receipt that no address carries and no cache keeps', async () => {
    const page = await at.browser.get(`/complain?d=${at.books}&row=2`)
    const sent = form({ d: at.books, ver: '1', row: '2', key: hidden(page, 'key') })
    const receipt = await at.browser.post('/complain', sent, { files: [{ name: '照片.jpg', bytes: await photo() }, { name: '', bytes: Buffer.alloc(0) }] })
    expect([receipt.status, receipt.headers['cache-control'], receipt.headers['location']]).toEqual([200, 'no-store', undefined])
    const code = codeOf(receipt.text)
    expect(code).toMatch(/^\d{20}$/)
    expect(receipt.text).toContain('最晚2026年9月22日(星期二)受理')
    const { rows } = await at.world.owner.pool.query('select f.*, (select count(*)::int from case_attachment a where a.case_id = f.id) as photos from case_file f order by received_at desc limit 1')
    expect(rows[0]).toMatchObject({ statement: sent.statement, disclosure_id: at.books, row_seq: 2, photos: 1, is_named: false, channel: 'web' })
  })

  test('twice is one complaint with one receipt', async () => {
    const before = await cases()
    const sent = form()
    const [first, second] = await Promise.all([at.browser.post('/complain', sent), at.browser.post('/complain', sent)])
    const third = await at.browser.post('/complain', sent, { files: [] })
    expect(new Set([first, second, third].map(reply => codeOf(reply.text))).size).toBe(1)
    expect(third.text).toContain('没有重复登记')
    expect(await cases()).toBe(before + 1)
  })

  test('again with other words under the same key gives a new key and keeps the words', async () => {
    const sent = form()
    await at.browser.post('/complain', sent)
    const other = await at.browser.post('/complain', { ...sent, statement: '另外一件完全不同的事情' })
    expect(other.status).toBe(422)
    expect(other.text).toContain('这张表已经提交过一次')
    expect(other.text).toContain('另外一件完全不同的事情')
    expect(hidden(other, 'key')).not.toBe(sent.key)
  })

  test('with mistakes comes back with all of them, at the top and beside the field, and nothing typed is lost', async () => {
    const reply = await at.browser.post('/complain', form({ statement: '坏', place: '第三组 <东头> & "塘边"', name: '张三', wish: '"修"' }), { files: [{ name: 'a.jpg', bytes: await photo() }] })
    expect(reply.status).toBe(422)
    expect(reply.text).toContain('有2处需要改一改')
    expect(reply.text).toMatch(/<li><a href="#statement">写得太短/)
    expect(reply.text).toMatch(/aria-describedby="statement-help statement-problem" aria-invalid="true"/)
    expect(reply.text).toContain('id="phone-problem"')
    expect(reply.text).toContain('value="第三组 &lt;东头&gt; &amp; &quot;塘边&quot;"')
    expect(reply.text).toContain('浏览器不能替您保留照片')
  })

  test('with something that is no photo, or too many photos, keeps the words and says which', async () => {
    const one = await photo()
    const bad = await at.browser.post('/complain', form(), { files: [{ name: 'a.jpg', bytes: one }, { name: 'b.jpg', bytes: Buffer.from('<script>') }] })
    expect([bad.status, bad.text.includes('第2张不是照片或已损坏')]).toEqual([422, true])
    const many = await at.browser.post('/complain', form(), { files: Array.from({ length: 8 }, () => ({ name: 'a.jpg', bytes: one })) })
    expect([many.status, many.text.includes('照片最多6张')]).toEqual([422, true])
    const large = await at.browser.post('/complain', form({ wish: '快修' }), { files: [{ name: 'a.jpg', bytes: Buffer.alloc(10 * 1024 * 1024 + 1) }] })
    expect([large.status, large.text.includes('有照片超过10兆'), large.text.includes('快修')]).toEqual([422, true, true])
  })

  test('about a record that cannot be found goes on without it', async () => {
    const reply = await at.browser.post('/complain', form({ d: randomUUID(), ver: '1' }))
    expect([reply.status, hidden(reply, 'd'), reply.text.includes('没有找到')]).toEqual([422, '', true])
    expect((await at.browser.post('/complain', form({ key: hidden(reply, 'key') }))).status).toBe(200)
  })

  test('by a page of another site is refused; by our own page under its privacy settings it is not', async () => {
    const statuses = await Promise.all([{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-origin', origin: 'null' }, { origin: 'null' }, { origin: 'http://localhost' }]
      .map(async headers => (await at.browser.post('/complain', form(), { headers: headers as Record<string, string> })).status))
    expect(statuses).toEqual([403, 403, 200, 200, 200])
  })
})

describe('a broken form', () => {
  const type = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  const whole = () => multipart(form(), [])
  test.each([
    ['without an end', () => whole().subarray(0, -30), type], ['without a boundary', whole, { 'content-type': 'multipart/form-data' }], ['empty', () => Buffer.alloc(0), type],
    ['of noise', () => Buffer.from('\0\xff--a-test-boundary\r\n\r\n'), type], ['of another kind', () => Buffer.from('{"statement":"x"}'), { 'content-type': 'application/json' }],
    ['of ten thousand parts', () => multipart(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`f${i}`, 'x'])), []), type],
    ['that reaches for the prototype', () => multipart({ ...form(), ['__proto__']: 'x' } as Record<string, string>, []).toString().replace('name="key"', 'name="__proto__"') as unknown as Buffer, type],
  ])('%s is answered with a page and files nothing', async (_, body, headers) => {
    const before = await cases()
    const reply = await at.browser.send('POST', '/complain', headers, Buffer.from(body()))
    expect(reply.status).toBeGreaterThanOrEqual(400)
    expect(reply.status).toBeLessThan(500)
    expect(reply.text).toContain('</html>')
    expect(await cases()).toBe(before)
  })
})

test('where a county has no custodians the form asks for no name and says that it is anonymous; one sent all the same is refused in words, and nothing is lost', async () => {
  const { custodians } = at.world.context
  Object.assign(at.world.context, { custodians: undefined })
  try {
    for (const [lang, words] of [['zh', '这是匿名的'], ['en', 'This is anonymous']] as const) {
      const page = (await at.browser.get(`/complain?v=${at.world.village}&lang=${lang}`)).text
      expect([page.includes(words), /name="(?:name|phone)"/.test(page), page.includes('</form>')], lang).toEqual([true, false, true])
    }
    const before = await cases()
    const refused = await at.browser.post('/complain', form({ name: '测试群众', phone: '' }))
    expect([refused.status, refused.text.includes('暂时不能接收姓名和电话'), refused.text.includes('村口路灯坏了一个月'), /href="#(?:name|phone)"/.test(refused.text), await cases()]).toEqual([422, true, true, false, before])
    expect((await at.browser.post('/complain', form())).status).toBe(200)
    const helped = await at.browser.post('/complain', form({ helped: 'yes' }))
    const { rows: [kept] } = await at.world.owner.pool.query('select channel, is_named from case_file where id = $1', [await findToldCase(at.world.context, codeOf(helped.text)!)])
    expect(kept).toEqual({ channel: 'proxy', is_named: false })
    expect((await at.browser.post('/complain', form({ forWhom: '邻居老人' }))).text).toContain('暂时不能接收姓名和电话')
  } finally {
    Object.assign(at.world.context, { custodians })
  }
  expect((await at.browser.get(`/complain?v=${at.world.village}`)).text).toContain('name="phone"')
})

describe('a complaint that somebody writes for another', () => {
  const filed = async (receipt: { text: string }) => {
    const id = (await findToldCase(at.world.context, codeOf(receipt.text)!))!
    const [row] = await pastPolicies(at.world, `select f.channel, f.is_named, s.ciphertext from case_file f left join vault.sealed_identity s on s.case_id = f.id where f.id = '${id}'`)
    return { id, channel: row.channel as string, isNamed: row.is_named as boolean, opened: row.ciphertext && JSON.parse(await at.world.openIdentity(row.ciphertext)) as object }
  }

  test('says so folded away, keeps for whom and by whom sealed with the person, and tells the desk only that there was a helper', async () => {
    const page = await at.browser.get(`/complain?v=${at.world.village}`)
    expect(page.text).toMatch(/<details><summary>替别人填的[^]*name="forWhom"[^]*name="writer"[^]*<\/details>/u)
    const receipt = await at.browser.post('/complain', form({ forWhom: '邻居老人', writer: '测试帮手乙', name: '测试群众甲', phone: '000-5550-1234' }))
    expect(receipt.status).toBe(200)
    const { id, channel, isNamed, opened } = await filed(receipt)
    expect([channel, isNamed]).toEqual(['proxy', true])
    expect(opened).toMatchObject({ name: '测试群众甲', phone: '000-5550-1234', helper: '测试帮手乙', forWhom: '邻居老人' })
    for (const table of ['case_file', 'case_event', 'idempotency_key', 'vault.sealed_identity']) {
      expect(await pastPolicies(at.world, `select 1 from ${table} as kept where kept::text ~ '测试帮手乙|邻居老人'`), table).toEqual([])
    }
    const atDesk = await say(at.world, 'triage', 'GET', `/api/v1/cases/${id}/intake`)
    expect(atDesk.body).toMatchObject({ channel: 'proxy', mayAddScan: false })
    expect(JSON.stringify(atDesk.body)).not.toMatch(/测试帮手乙|邻居老人/u)
    for (const asked of [{ action: 'accept' }, { action: 'assign', note: '请核查后答复。', responsibleUnitId: at.world.unitId.department('agriculture') }] as const) await move(at.world, id, at.world.officerId.triage, asked)
    expect((await say(at.world, 'handler', 'GET', `/api/v1/cases/${id}/intake`)).body).toMatchObject({ channel: 'web' })
    const own = await at.browser.post('/track', { code: codeOf(receipt.text)! })
    for (const words of ['测试帮手乙', '替谁填的', '邻居老人']) expect(own.text).toContain(words)
  })

  test('needs no name of anybody, only for whom', async () => {
    const { channel, opened } = await filed(await at.browser.post('/complain', form({ forWhom: '我母亲' })))
    expect([channel, opened]).toEqual(['proxy', { v: 2, caseId: expect.any(String), field: 'identity', forWhom: '我母亲' }])
    const before = await cases()
    const nameAlone = await at.browser.post('/complain', form({ writer: '测试帮手乙' }))
    expect([nameAlone.status, nameAlone.text.includes('请写明替谁填的'), nameAlone.text.includes('<details open>'), nameAlone.text.includes('value="测试帮手乙"')]).toEqual([422, true, true, true])
    const long = await at.browser.post('/complain', form({ forWhom: '远'.repeat(41) }))
    expect([long.status, await cases()]).toEqual([422, before])
  })
})

describe('a complaint that sounds like a report about an official’s wrongdoing', () => {
  const sounding = (more: Record<string, string> = {}) => form({ statement: '办低保时村干部要了两千元好处费。', place: '村部 <二楼>', happened: '去年秋天', wish: '把钱退给我', name: '测试群众', phone: '000-0000-0000', ...more })
  const inForm = (text: string) => text.slice(text.indexOf('<form class="complaint"'), text.indexOf('</form>'))

  test('is asked about once, with nothing kept and nothing lost; sent again it goes through as it is', async () => {
    const before = await cases()
    const sent = sounding()
    const asked = await at.browser.post('/complain', sent, { files: [] })
    expect([asked.status, await cases(), hidden(asked, 'key'), hidden(asked, 'hinted')]).toEqual([422, before, sent.key, 'yes'])
    for (const said of ['“好处费”', 'formaction="/report/begin"', '仍按普通投诉提交', '村部 &lt;二楼&gt;', '两千元好处费', '把钱退给我', '测试群众']) expect(asked.text, said).toContain(said)
    expect(asked.bytes.length).toBeLessThan(14_336)
    expect(inForm(asked.text)).not.toContain('formaction')
    const mistaken = await at.browser.post('/complain', { ...sent, hinted: 'yes', phone: '' }, { files: [] })
    expect([mistaken.status, hidden(mistaken, 'hinted'), mistaken.text.includes('“好处费”')]).toEqual([422, 'yes', false])
    expect((await at.browser.post('/complain', { ...sent, hinted: 'yes' }, { files: [] })).status).toBe(200)
    expect(await cases()).toBe(before + 1)
  })
  test('leads to the confidential form with what was written, in the body and in no address, and nothing is kept', async () => {
    const before = await cases()
    const begun = await at.browser.post('/report/begin', sounding(), { files: [{ name: 'a.jpg', bytes: await photo() }] })
    expect([begun.status, begun.headers['cache-control'], begun.headers['location'], await cases()]).toEqual([200, 'no-store', undefined, before])
    for (const said of ['办低保时村干部要了两千元好处费。\n把钱退给我', 'value="去年秋天，村部 &lt;二楼&gt;"', 'value="测试群众"', 'value="000-0000-0000"', '浏览器不能替您保留文件', '还没有提交', 'action="/report"']) expect(begun.text, said).toContain(said)
    expect(begun.text).not.toMatch(/(?:href|action)="[^"]*(?:好处费|%E5)/u)
    const sent = Object.fromEntries([...begun.text.matchAll(/<input[^>]* name="(\w+)"[^>]* value="([^"]*)"/gu)].map(([, name, value]) => [name!, value!]))
    expect((await at.browser.post('/report', { ...sent, about: '某干部（测试）', statement: '办低保时村干部要了两千元好处费。' }, { files: [] })).status).toBe(200)
    expect(await cases()).toBe(before)
  })
  test('whose photos came along is told to choose them again before it is sent', async () => {
    const asked = await at.browser.post('/complain', sounding(), { files: [{ name: 'a.jpg', bytes: await photo() }] })
    expect([asked.status, asked.text.includes('href="#photos"'), asked.text.includes('浏览器不能替您保留照片'), asked.text.includes('仍按普通投诉提交')]).toEqual([422, true, true, false])
  })
  test('is not asked about where no discipline body takes reports here, nor at the door for programs', async () => {
    const { tips } = at.world.context
    Object.assign(at.world.context, { tips: { ...tips, recipients: new Map() } })
    try {
      expect((await at.browser.post('/complain', sounding())).status).toBe(200)
      expect((await at.browser.post('/report/begin', sounding())).text).toContain('12388')
    } finally {
      Object.assign(at.world.context, { tips })
    }
    const { v, place, happened, wish, statement } = sounding()
    const reply = await at.browser.send('POST', '/api/v1/complaints', { 'content-type': 'application/json', 'idempotency-key': randomUUID() }, Buffer.from(JSON.stringify({ villageCode: Number(v), statement, place, happened, wish })))
    expect(reply.status).toBe(201)
  })
  test('is not begun as a report by a page of another site, nor for a place that is none', async () => {
    expect((await at.browser.post('/report/begin', sounding(), { headers: { origin: 'https://evil.example' } })).status).toBe(403)
    expect((await at.browser.post('/report/begin', sounding({ v: '1' }))).status).toBe(400)
  })
  test('one that only looks like it is not asked about, and the door stays on a form with a mistake', async () => {
    expect((await at.browser.post('/complain', form({ statement: '社保卡多扣的钱退回扣款账户了吗？' }))).status).toBe(200)
    const mistaken = await at.browser.post('/complain', form({ statement: '坏' }))
    expect([mistaken.status, mistaken.text.includes(`/report?v=${at.world.village}`)]).toEqual([422, true])
  })
})
