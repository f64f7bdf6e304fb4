import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#test/world.ts'
import { city, county, idsOf, openWith, sealTo } from '../tips/reporting.ts'
import { asBody, listParts, readPart } from '#records/tips.ts'
import { openBrowser, type Browser } from './visiting.ts'

let world: World
let browser: Browser
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
})
afterAll(() => world.close())

const own = { origin: 'http://localhost' }
const key = () => crypto.randomUUID()
const typed = (more: Record<string, string> = {}) => ({ v: String(world.village), key: key(), about: '某干部（测试）', statement: '测试举报：虚报两亩地的补贴。', happened: '', proof: '', name: '', phone: '', whom: 'own', ...more })
const send = (fields: Record<string, string>, files: { name: string; bytes: Buffer; field?: string }[] = [], headers: Record<string, string> = own) => browser.send('POST', '/report', { 'content-type': 'multipart/form-data; boundary=edge', ...headers }, body(fields, files))

function body(fields: Record<string, string>, files: readonly { name: string; bytes: Buffer; field?: string }[]): Buffer {
  const parts: Buffer[] = Object.entries(fields).map(([name, value]) => Buffer.from(`--edge\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`))
  for (const { name, bytes, field = 'files' } of files) parts.push(Buffer.from(`--edge\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`), bytes, Buffer.from('\r\n'))
  return Buffer.concat([...parts, Buffer.from('--edge--\r\n')])
}
const codeOf = (text: string) => [...text.matchAll(/<span>(\d{4})<\/span>/g)].map(([, group]) => group).join('')

describe('the confidential door', () => {
  test('demands that the form comes from this site', async () => {
    expect((await send(typed(), [], { origin: 'https://elsewhere.example' })).status).toBe(403)
  })
  test('stands first on the complaint form, and leads to a form for the same village', async () => {
    const complaint = await browser.get(`/complain?v=${world.village}`)
    expect(complaint.text).toContain(`/report?v=${world.village}`)
    const door = await browser.get(`/report?v=${world.village}`)
    expect(door.status).toBe(200)
    expect(door.headers['cache-control']).toBe('no-store')
    expect(door.bytes.length).toBeLessThan(14_336)
  })
  test('takes a report without scripts, gives a code, and the code shows how it stands', async () => {
    const receipt = await send(typed())
    expect(receipt.status).toBe(200)
    const code = codeOf(receipt.text)
    expect(code).toMatch(/^\d{20}$/)
    const followed = await browser.post('/track', { code }, { headers: own })
    expect(followed.text).toContain('已收到，正由两人筛查')
    expect(followed.text).not.toContain('虚报')
  })
  test('about the county’s own people sends it to the city, and the county gets nothing', async () => {
    const before = [(await idsOf(world, county)).length, (await idsOf(world, city)).length]
    await send(typed({ whom: 'above' }))
    expect([(await idsOf(world, county)).length, (await idsOf(world, city)).length]).toEqual([before[0], before[1]! + 1])
  })
  test('takes what the browser sealed as it is, and cannot read it', async () => {
    const before = new Set(await idsOf(world, county))
    const recipients = world.context.tips.recipients.get(county)!
    const matter = await sealTo(recipients, JSON.stringify({ v: 1, statement: '只有本室能读' }))
    const file = await sealTo(recipients, 'a file')
    const sent = await send({ v: String(world.village), key: key(), whom: 'own' }, [{ field: 'sealedMatter', name: 'sealed', bytes: matter }, { name: 'sealed', bytes: file }])
    expect(sent.status).toBe(200)
    const id = (await idsOf(world, county)).find(id => !before.has(id))
    const parts = await asBody(world.context.tips.desk, county, tx => listParts(tx, id!), world.officerId.inspector(county, 'first'))
    expect(parts.map(({ kind }) => kind)).toEqual(['matter', 'file'])
    const kept = await asBody(world.context.tips.desk, county, tx => readPart(tx, id!, 1, world.officerId.inspector(county, 'first'), new Date()), world.officerId.inspector(county, 'first'))
    expect((await openWith(world.disciplineKeys.get(county)!, kept!)).toString()).toContain('只有本室能读')
  })
  test('gives back what was typed with every mistake named', async () => {
    const again = await send(typed({ statement: '太短', name: '测试' }))
    expect(again.status).toBe(422)
    for (const sentence of ['什么事？”请写清楚，不少于10个字', '姓名和电话请都填', '太短']) expect(again.text).toContain(sentence)
  })
  test.each([['four files', 4, 100], ['one of more than 5 MB', 1, 5 * 1024 * 1024 + 1], ['one of 9 MB', 1, 9 * 1024 * 1024]])('refuses %s and keeps nothing', async (_, count, bytes) => {
    const before = (await idsOf(world, county)).length
    const again = await send(typed(), Array.from({ length: count }, (_, at) => ({ name: `${at}.jpg`, bytes: Buffer.alloc(bytes, 7) })))
    expect(again.status).toBe(422)
    expect(again.text).toContain('虚报两亩地')
    expect((await idsOf(world, county)).length).toBe(before)
  })
  test.each([['nonsense', Buffer.from('--edge\r\nnonsense')], ['an end too early', Buffer.from('--edge\r\ncontent-disposition: form-data; name="v"\r\n\r\n340522100200')]])('answers %s with a page, not a fault', async (_, bytes) => {
    const reply = await browser.send('POST', '/report', { 'content-type': 'multipart/form-data; boundary=edge', ...own }, bytes)
    expect(reply.status).toBe(400)
  })
  test('is closed where the discipline body has no key here', async () => {
    expect((await browser.get('/report?v=110101001001')).status).toBe(404)
    expect((await browser.get('/report')).status).toBe(200)
  })
  test('one source that floods it has to wait', async () => {
    const crowded = await openWorld({ complaintsPerSource: 2 })
    try {
      const visitor = await openBrowser(crowded)
      const once = () => visitor.send('POST', '/report', { 'content-type': 'multipart/form-data; boundary=edge', ...own }, body(typed(), []))
      expect([(await once()).status, (await once()).status, (await once()).status]).toEqual([200, 200, 429])
    } finally {
      await crowded.close()
    }
  })
})
