import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rangeOf } from '#rules/divisions/division-code.ts'
import { listVillages } from '#records/divisions.ts'
import { approveDraft } from '#actions/publish.ts'
import { submitDraft } from '#actions/drafts.ts'
import { form, say, type Said } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

type Who = 'clerk' | 'township-clerk' | 'reviewer'

let world: World
let villages: { code: number; name: string }[]
beforeAll(async () => {
  world = await openWorld()
  const township = world.village - world.village % 1000
  villages = (await listVillages(world.context.db, rangeOf(township))).filter(village => !village.isVirtual)
})
afterAll(() => world.close())

const item = 'farmland-subsidy'
const header = '所在村,户主姓名,村民组,补贴面积(亩),补贴金额(元)'
const fields = { subsidyName: '耕地地力保护补贴', year: '2026' }
const frame = { period: '2026-06-30', title: '2026年耕地地力保护补贴', fields }

function start(who: Who, csv: string, more: object = {}): Promise<Said> {
  const bytes = Buffer.from(csv)
  return say(world, who, 'POST', '/api/v1/import-uploads', { body: { item, name: 'subsidy.csv', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), ...more } })
}

function chunk(who: Who, id: string, offset: number, bytes: Buffer): Promise<Said> {
  return say(world, who, 'PUT', `/api/v1/import-uploads/${id}/chunk`, form({ offset: String(offset) }, { name: 'chunk', bytes }))
}

async function check(who: Who, id: string, body: object = {}): Promise<Said['body']> {
  expect((await say(world, who, 'POST', `/api/v1/import-uploads/${id}/checks`, { body })).status).toBe(200)
  return whenChecked(who, id)
}

async function whenChecked(who: Who, id: string): Promise<Said['body']> {
  return expect.poll(async () => (await say(world, who, 'GET', `/api/v1/import-uploads/${id}`)).body, { timeout: 20_000, interval: 50 })
    .toMatchObject({ state: 'checked' }).then(async () => (await say(world, who, 'GET', `/api/v1/import-uploads/${id}`)).body)
}

async function checked(who: Who, csv: string, more: object = {}, asked: object = {}): Promise<Said['body']> {
  const { status, body } = await start(who, csv, more)
  expect(status).toBe(201)
  expect(await chunk(who, body.id, 0, Buffer.from(csv))).toMatchObject({ status: 200, body: { state: 'received' } })
  return check(who, body.id, asked)
}

const make = (who: Who, id: string, more: object = {}) => say(world, who, 'POST', `/api/v1/import-uploads/${id}/drafts`, { body: { ...frame, ...more } })

describe('an upload', () => {
  test('demands sign-in, and belongs to the officer who sent it', async () => {
    expect((await say(world, undefined, 'POST', '/api/v1/import-uploads', { body: {} })).status).toBe(401)
    const { body } = await start('clerk', 'a,b', { villageCode: world.village })
    expect((await say(world, undefined, 'GET', `/api/v1/import-uploads/${body.id}`)).status).toBe(401)
    expect((await say(world, 'reviewer', 'GET', `/api/v1/import-uploads/${body.id}`)).status).toBe(404)
    expect((await say(world, 'township-clerk', 'GET', `/api/v1/import-uploads/${body.id}`)).status).toBe(404)
  })

  test('is for the clerk’s own village; only the clerk of a township may leave the village to the rows', async () => {
    expect(await start('clerk', 'a,b', { villageCode: world.otherVillage })).toMatchObject({ status: 403, body: { code: 'out-of-reach' } })
    expect(await start('clerk', 'a,b')).toMatchObject({ status: 403, body: { code: 'out-of-reach' } })
    expect(await start('reviewer', 'a,b')).toMatchObject({ status: 403, body: { code: 'not-your-duty' } })
    expect((await start('township-clerk', 'a,b')).status).toBe(201)
  })

  test('goes on where it stopped: a chunk that comes again changes nothing, one that leaves a gap is told how much has arrived', async () => {
    const csv = `${header}\n东大,张三,一组,1,69\n`
    const bytes = Buffer.from(csv)
    const { body } = await start('clerk', csv, { villageCode: world.village })
    expect(await chunk('clerk', body.id, 0, bytes.subarray(0, 20))).toMatchObject({ status: 200, body: { received: 20, state: 'receiving' } })
    expect(await chunk('clerk', body.id, 0, bytes.subarray(0, 20))).toMatchObject({ status: 200, body: { received: 20 } })
    expect(await chunk('clerk', body.id, 30, bytes.subarray(30))).toMatchObject({ status: 409, body: { code: 'upload-offset' } })
    expect((await say(world, 'clerk', 'GET', `/api/v1/import-uploads/${body.id}`)).body).toMatchObject({ received: 20 })
    expect(await say(world, 'clerk', 'POST', `/api/v1/import-uploads/${body.id}/checks`, { body: {} })).toMatchObject({ status: 409, body: { code: 'upload-not-now' } })
    expect(await chunk('clerk', body.id, 20, bytes.subarray(20))).toMatchObject({ status: 200, body: { received: bytes.length, state: 'received' } })
  })

  test('whose bytes are not those announced is not kept', async () => {
    const { body } = await start('clerk', 'abc', { villageCode: world.village })
    expect(await chunk('clerk', body.id, 0, Buffer.from('abd'))).toMatchObject({ status: 422, body: { code: 'upload-changed' } })
    expect((await say(world, 'clerk', 'GET', `/api/v1/import-uploads/${body.id}`)).body).toMatchObject({ received: 0, state: 'receiving' })
  })
})

describe('a file of many villages', () => {
  const line = (village: number, rest: string) => `${villages[village]!.code},${rest}`
  const csv = () => [header, line(0, '张三,一组,1,69'), line(1, '李四,一组,2,138'), line(0, '王五,二组,1,69')].join('\n')

  test('becomes one draft for each village, which its author cannot approve and the reviewer can', async () => {
    const upload = await checked('township-clerk', csv())
    expect(upload.result).toMatchObject({ isBlocked: false, problems: [], villages: [{ villageCode: villages[0]!.code, rows: 2, ready: 2, total: '138.00' }, { villageCode: villages[1]!.code, rows: 1 }] })
    const made = await make('township-clerk', upload.id)
    expect(made).toMatchObject({ status: 200, body: { state: 'drafted' } })
    expect(made.body.draftIds).toHaveLength(2)
    // Asked again, the same drafts; the bytes are gone.
    expect((await make('township-clerk', upload.id)).body.draftIds).toEqual(made.body.draftIds)
    expect((await world.owner.pool.query('select from import_chunk where upload_id = $1', [upload.id])).rowCount).toBe(0)
    const township = world.village - world.village % 1000
    const [author, reviewer] = await Promise.all([world.officer(world.officerId.townshipClerk(township)), world.officer(world.officerId.reviewer(township))])
    const [id] = made.body.draftIds
    expect(await submitDraft(world.context, author, id, 1)).toMatchObject({ ok: true })
    expect(await approveDraft(world.context, author, id, 2)).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await approveDraft(world.context, { ...author, role: 'reviewer' }, id, 2)).toMatchObject({ ok: false, refusal: { code: 'author-cannot-review' } })
    expect(await approveDraft(world.context, reviewer, id, 2)).toMatchObject({ ok: true })
  })

  test('the same file is recognised when it comes again, and rows that stand in an earlier record are counted', async () => {
    const again = await checked('township-clerk', csv())
    expect(again.result.sameFile).toHaveLength(2)
    expect(again.result.known.map((known: { rows: number }) => known.rows).sort()).toEqual([1, 2])
    expect(await make('township-clerk', again.id)).toMatchObject({ status: 409, body: { code: 'already-imported' } })
  })

  test('gives no draft at all when one village already has this period', async () => {
    const lines = (codes: number[]) => ['村代码,户主(申请人)姓名,保障人口,月保障金额', ...codes.map(code => `${code},张三,1,500`)].join('\n')
    const asked = { period: '2026-Q3', title: '2026年第三季度低保', fields: {} }
    const first = await checked('township-clerk', lines([villages[2]!.code]), { item: 'subsistence-allowance' })
    expect((await make('township-clerk', first.id, asked)).status).toBe(200)
    const before = (await world.owner.pool.query('select from disclosure_draft')).rowCount
    const upload = await checked('township-clerk', lines([villages[1]!.code, villages[2]!.code]), { item: 'subsistence-allowance' })
    expect(await make('township-clerk', upload.id, { ...asked, despiteKnownRows: true })).toMatchObject({ status: 409, body: { code: 'already-drafted' } })
    expect((await world.owner.pool.query('select from disclosure_draft')).rowCount).toBe(before)
  })

  test('of which no row belongs to the village, or that has only headers, is refused at the first look', async () => {
    const elsewhere = await checked('clerk', [header, '西大社区,张三,一组,1,69'].join('\n'), { villageCode: world.village })
    expect(elsewhere.result).toMatchObject({ isBlocked: true, villages: [], problems: [{ code: 'no-rows' }, { code: 'other-place', cell: 'A2' }] })
    expect(await make('clerk', elsewhere.id)).toMatchObject({ status: 422, body: { code: 'import-blocked' } })
    const empty = await checked('clerk', header, { villageCode: world.village })
    expect(empty.result).toMatchObject({ isBlocked: true, problems: [{ code: 'no-rows' }] })
  })

  test('of more than a thousand records is refused at the first look', async () => {
    const notices = (count: number) => ['公开事项,来源,公开内容', ...Array.from({ length: count }, (_, n) => `第${n}件,群众集中反映,修路`)].join('\n')
    const most = await checked('clerk', notices(1_000), { villageCode: world.village, item: 'local-additions' })
    expect(most.result.problems.filter((problem: { code: string }) => problem.code === 'row-limit')).toEqual([])
    const more = await checked('clerk', notices(1_001), { villageCode: world.village, item: 'local-additions' })
    expect(more.result).toMatchObject({ isBlocked: true, counts: { 'row-limit': 1 } })
  })

  test('is refused whole, with the cell, when a row names no village of the township', async () => {
    const upload = await checked('township-clerk', [header, line(2, '赵六,一组,1,69'), `${world.otherVillage},孙八,一组,1,69`].join('\n'))
    expect(upload.result).toMatchObject({ isBlocked: true, problems: [{ code: 'unknown-place', cell: 'A3' }] })
    expect(await make('township-clerk', upload.id)).toMatchObject({ status: 422, body: { code: 'import-blocked' } })
  })
})

describe('columns', () => {
  const csv = (name: string) => `谁家,亩,发的钱,备用\n${name},1,69,无\n`
  const at = () => ({ villageCode: world.village })
  const mapping = ['householderName', 'quantity', 'amount', null]

  test('that nobody understood are mapped by a person, and the next table with these headers is read the same way', async () => {
    const unread = await checked('clerk', csv('张三'), at())
    expect(unread.result).toMatchObject({ isBlocked: true, problems: [{ code: 'no-table' }] })
    expect(unread.result.columns.map((column: { header: string }) => column.header)).toEqual(['谁家', '亩', '发的钱', '备用'])
    const mapped = await check('clerk', unread.id, { mapping })
    expect(mapped.result).toMatchObject({ mappedBy: 'person', isBlocked: false, problems: [], villages: [{ rows: 1, ready: 1 }] })
    expect((await make('clerk', unread.id, { period: '2026-05-30' })).status).toBe(200)
    const next = await checked('clerk', csv('李四'), at())
    expect(next.result).toMatchObject({ mappedBy: 'memory', isBlocked: false, villages: [{ rows: 1, ready: 1 }] })
  })
})

describe('a pasted table', () => {
  test('is read as a file is, one cell on each line too', async () => {
    const text = ['序号', '户主姓名', '补贴面积', '补贴金额', '1', '张三', '1', '69', '2', '李四', '2', '138'].join('\n')
    const upload = await checked('clerk', text, { villageCode: world.village, name: 'pasted' })
    expect(upload.result).toMatchObject({ problems: [], villages: [{ rows: 2, ready: 2, total: '207.00' }] })
  })
})

describe('a template', () => {
  test('demands sign-in', async () => {
    expect((await say(world, undefined, 'GET', '/api/v1/items/farmland-subsidy/template.xlsx')).status).toBe(401)
    expect((await say(world, 'clerk', 'GET', '/api/v1/items/no-such-item/template.xlsx')).status).toBe(404)
  })

  test.each([['farmland-subsidy', 'template.xlsx'], ['farmland-subsidy', 'template.csv']])('of %s as %s, filled in, imports without a problem', async (slug, file) => {
    const { raw, status, headers } = await say(world, 'clerk', 'GET', `/api/v1/items/${slug}/${file}`)
    expect(status).toBe(200)
    expect(headers['content-disposition']).toContain('attachment')
    const { readSpreadsheet } = await import('#platform/spreadsheets/read-spreadsheet.ts')
    const { checkImport } = await import('#rules/imports/check-import.ts')
    const { findNewestSchema } = await import('#records/catalogue.ts')
    const sheets = await readSpreadsheet(raw)
    if (!Array.isArray(sheets)) throw new Error(sheets.code)
    const [sheet] = sheets
    const schema = (await findNewestSchema(world.context.db, slug, 340_522_000_000, world.context.clock.today()))!
    const label = sheet!.rows.findIndex(([label]) => typeof label === 'string' && label.startsWith('Subsidy*'))
    const year = sheet!.rows.findIndex(([label]) => typeof label === 'string' && label.startsWith('Year'))
    const columns = sheet!.rows.at(-1)!.map(cell => (typeof cell === 'string' ? cell : cell.text))
    const values: Record<string, string> = { 'Householder*': '张三', 'Area subsidised(亩)*': '1' }
    sheet!.rows[label]!.push('耕地地力保护补贴')
    sheet!.rows[year]!.push('2026')
    sheet!.rows.push(columns.map(column => values[column] ?? (column.startsWith('Amount') ? '69' : '')))
    const result = checkImport(schema, sheet!, { villageCode: String(world.village), today: '2026-09-21' })
    expect(result.problems).toEqual([])
    expect(result.stillNeeded).toEqual([])
    expect(result.records[0]?.rows).toHaveLength(1)
  })
})
