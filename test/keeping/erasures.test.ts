import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { publicFields } from '#pages/record-data.ts'
import { findNewestSchema } from '#records/catalogue.ts'
import { target } from '#records/database.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { createDraft, openCorrection, saveDraft, submitDraft, type DraftInput } from '#actions/drafts.ts'
import { askErasure, decideOnErasure, type ErasureAnswer } from '#actions/keeping/erasures.ts'
import { approveDraft } from '#actions/publish.ts'
import { moveWithdrawal } from '#actions/withdrawals.ts'
import { say } from '#test/api/talking.ts'
import { sampleRecord, typed } from '#test/catalogue/sample-record.ts'
import { correct, openBrowser, publish, type Browser } from '#test/pages/visiting.ts'
import { stagesOf } from '#test/projects/telling.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let browser: Browser
let schema: FieldSchema
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
  schema = (await findNewestSchema(world.context.db, 'public-posts-and-labour', 340_522_000_000, world.context.clock.today()))!
})
afterAll(() => world.close())

/** Words of nobody, found wherever they are left. Each test has its own. */
const canaries = ['鸾鸑鹓甲', '鶄鶒鷞乙', '鸂鶂鸊丙', '鷉鸾鸑丁', '鹓鹔鹴戊', '鶄鷞鸂己', '鶂鷉鸾庚', '鸑鹔鹴辛', '鶒鷞鸊壬', '鷉鹓鶄癸', '鸂鸾鹴子', '鷞鶂鸑丑', '鸊鷉鹓寅', '鶄鸂鷞卯']
const fresh = () => canaries.shift()!
let day = 1
/** A list whose first lines say these words in a field that anybody may read. */
function list(...words: string[]): { input: DraftInput; key: string; other: string } {
  const record = typed(schema, sampleRecord(schema))
  const [key, other] = publicFields(schema.rows!.fields).filter(field => field.type === 'text').map(field => field.key) as [string, string]
  const rows = words.map((word, at) => ({ ...record.rows[Math.min(at, record.rows.length - 1)]!, seq: String(at + 1), [key]: word }))
  return { key, other, input: { villageCode: world.village, item: 'public-posts-and-labour', period: `2026-09-${String(day++).padStart(2, '0')}`, title: '测试：用工', fields: record.fields, rows: [...rows, ...record.rows.slice(words.length)] } }
}

const clerk = () => world.officer(world.officerId.clerk(world.village))
const reviewer = () => world.officer(world.officerId.reviewer(Math.floor(world.village / 1000) * 1000))
const wish = (row: number, field: string, version?: number) => ({ row, field, ground: 'asked' as const, note: '本人要求删除。', ...(version !== undefined && { version }) })
async function ask(id: string, ...named: Parameters<typeof wish>): Promise<ErasureAnswer> {
  const asked = await askErasure(world.context, await clerk(), id, wish(...named))
  if (!asked.ok) throw new Error(asked.refusal.code)
  return asked.value
}
const agree = async (id: string) => decideOnErasure(world.context, await reviewer(), id, { erase: true })
const erase = async (id: string, ...named: Parameters<typeof wish>) => agree((await ask(id, ...named)).id)
const shows = async (path: string, word: string) => (await browser.get(path)).text.includes(word)

/** Every table in which a word is left, as a superuser finds it. */
async function left(word: string): Promise<string[]> {
  const client = new pg.Client(target(world.connection))
  await client.connect()
  const { rows } = await client.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`)
  const found: string[] = []
  for (const { name } of rows) if ((await client.query(`select from ${name} as whole where whole::text like '%' || $1 || '%' limit 1`, [word])).rowCount) found.push(name)
  await client.end()
  return found
}

describe('what is erased is the value of the line that two persons spoke of', () => {
  test('a correction that moves lines in between leaves the value of another villager alone', async () => {
    const [mine, theirs] = [fresh(), fresh()]
    const { input, key } = list(mine, theirs)
    const id = await publish(world, input)
    const { id: asked } = await ask(id, 1, key)
    const [first, second, ...rest] = input.rows as [Record<string, string>, Record<string, string>]
    await correct(world, id, '调整顺序。', { ...input, rows: [{ ...second, seq: '1' }, { ...first, seq: '2' }, ...rest] })
    expect(await agree(asked)).toMatchObject({ ok: true })
    for (const path of [`/d/${id}.json`, `/d/${id}.json?v=1`]) expect([await shows(path, mine), await shows(path, theirs)], path).toEqual([false, true])
    expect(await left(mine)).toEqual([])
  })

  test('where a correction says the same in another line and nobody can tell which it is, the decision is refused, nothing is lost, and the wish can be refused', async () => {
    const word = fresh()
    const { input, key, other } = list(word)
    const id = await publish(world, input)
    const { id: asked } = await ask(id, 1, key)
    const [first, second, ...rest] = input.rows as [Record<string, string>, Record<string, string>]
    await correct(world, id, '改正岗位和组名。', { ...input, rows: [{ ...first, [other]: '改过的岗位' }, { ...second, [key]: word }, ...rest] })
    expect(await agree(asked)).toEqual({ ok: false, refusal: { code: 'erasure-overtaken' } })
    const said = await say(world, 'reviewer', 'POST', `/api/v1/erasures/${asked}/decisions`, { body: { erase: true } })
    expect([said.status, said.body.detail]).toEqual([409, expect.stringContaining('new version')])
    expect([await shows(`/d/${id}.json`, word), await shows(`/d/${id}.json?v=1`, word)]).toEqual([true, true])
    expect(await decideOnErasure(world.context, await reviewer(), asked, { erase: false, note: '请按新版本提出。' })).toMatchObject({ ok: true })
    const anew = await ask(id, 1, key)
    expect([anew.places, anew.elsewhere]).toEqual([[{ version: 2, row: 1 }], [{ version: 1, row: 1 }, { version: 2, row: 2 }]])
  })
})

describe('an earlier version', () => {
  test('loses the value too where another cell of the line was corrected, and the current page no longer says what was changed', async () => {
    const word = fresh()
    const { input, key, other } = list(word)
    const id = await publish(world, input)
    await correct(world, id, '补正一处说明。', { ...input, rows: [{ ...input.rows[0]!, [other]: '改过的岗位' }, ...input.rows.slice(1)] })
    expect(await shows(`/d/${id}`, word)).toBe(true)
    expect((await ask(id, 1, key)).places).toEqual([{ version: 1, row: 1 }, { version: 2, row: 1 }])
    const [{ id: asked }] = (await world.owner.pool.query('select id from erasure_request where disclosure_id = $1', [id])).rows as [{ id: string }]
    expect(await agree(asked)).toMatchObject({ ok: true })
    for (const path of [`/d/${id}`, `/d/${id}?v=1`, `/d/${id}.json?v=1`]) expect(await shows(path, word), path).toBe(false)
    expect(await left(word)).toEqual([])
  })

  test('is named by itself for a value that a correction replaced', async () => {
    const word = fresh()
    const { input, key } = list(word)
    const id = await publish(world, input)
    await correct(world, id, '写错了组名。', { ...input, rows: [{ ...input.rows[0]!, [key]: '另一组' }, ...input.rows.slice(1)] })
    const asked = await say(world, 'clerk', 'POST', `/api/v1/disclosures/${id}/erasures`, { body: wish(1, key, 1) })
    expect([asked.status, asked.body.places, asked.body.elsewhere]).toEqual([200, [{ version: 1, row: 1 }], []])
    const listed = await say(world, 'reviewer', 'GET', '/api/v1/keeping')
    expect(listed.body.erasures.find((line: { id: string }) => line.id === asked.body.id)).toMatchObject({ version: 1, row: 1, places: [{ version: 1, row: 1 }] })
    expect((await say(world, 'reviewer', 'POST', `/api/v1/erasures/${asked.body.id}/decisions`, { body: { erase: true } })).status).toBe(200)
    for (const path of [`/d/${id}`, `/d/${id}?v=1`]) expect(await shows(path, word), path).toBe(false)
    expect(await shows(`/d/${id}`, '另一组')).toBe(true)
    expect((await askErasure(world.context, await clerk(), id, wish(1, key, 7))).ok).toBe(false)
  })
})

describe('a correction that is under way', () => {
  /** Opened and saved before the value goes. */
  async function underWay(isSubmitted: boolean) {
    const word = fresh()
    const { input, key } = list(word)
    const id = await publish(world, input)
    const opened = await openCorrection(world.context, await clerk(), id, '补正一处说明。')
    if (!opened.ok) throw new Error(opened.refusal.code)
    const { villageCode: _village, item: _item, ...edit } = input
    expect(await saveDraft(world.context, await clerk(), opened.value.id, { ...edit, title: '测试：用工二', asOf: 1, reason: '补正一处说明。' })).toMatchObject({ ok: true })
    if (isSubmitted) expect(await submitDraft(world.context, await clerk(), opened.value.id, 2)).toMatchObject({ ok: true })
    return { id, word, key, edit, draft: opened.value.id }
  }

  test('loses the value on whatever desk it lies, its author sees that it went, and its publication does not bring it back', async () => {
    const { id, word, key, draft } = await underWay(true)
    expect(await erase(id, 1, key)).toMatchObject({ ok: true })
    expect(await left(word)).toEqual([])
    expect((await say(world, 'clerk', 'GET', `/api/v1/drafts/${draft}`)).body.events.at(-1)).toMatchObject({ action: 'erase' })
    expect(await approveDraft(world.context, await reviewer(), draft, 3)).toMatchObject({ ok: false, refusal: { code: 'stale' } })
    expect(await approveDraft(world.context, await reviewer(), draft, 4)).toMatchObject({ ok: true })
    expect([await shows(`/d/${id}`, word), await shows(`/d/${id}`, '用工二')]).toEqual([false, true])
  })

  test('that is saved with the value again is refused with the place, and published once it is empty', async () => {
    const { id, word, key, edit, draft } = await underWay(false)
    expect((await say(world, 'triage', 'POST', `/api/v1/erasures/${(await ask(id, 1, key)).id}/decisions`, { body: { erase: true } })).status).toBe(200)
    expect(await saveDraft(world.context, await clerk(), draft, { ...edit, asOf: 2, reason: '补正一处说明。' })).toMatchObject({ ok: false, refusal: { code: 'stale' } })
    expect(await saveDraft(world.context, await clerk(), draft, { ...edit, asOf: 3, reason: '补正一处说明。' })).toMatchObject({ ok: true })
    const refused = await submitDraft(world.context, await clerk(), draft, 4)
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'has-problems', problems: [{ code: 'erased-value', place: { part: 'row', row: 1, key } }] } })
    expect(JSON.stringify((await say(world, 'clerk', 'GET', `/api/v1/drafts/${draft}`)).body.problems)).toContain('something personal that was deleted')
    await saveDraft(world.context, await clerk(), draft, { ...edit, rows: [{ ...edit.rows[0]!, [key]: '' }, ...edit.rows.slice(1)], asOf: 4, reason: '补正一处说明。' })
    expect(await submitDraft(world.context, await clerk(), draft, 5)).toMatchObject({ ok: true })
    expect(await approveDraft(world.context, await reviewer(), draft, 6)).toMatchObject({ ok: true })
    expect(await left(word)).toEqual([])
  })

  test('goes on though what was erased must be filled, and leaves the same words of somebody else', async () => {
    const { input } = list('一组', '二组')
    const name = publicFields(schema.rows!.fields).find(field => field.type === 'person' && field.required)!.key
    const rows = input.rows.map((row, at) => ({ ...row, [name]: at === 1 ? '测试群甲' : '测试群众' }))
    const id = await publish(world, { ...input, rows })
    expect(await erase(id, 1, name)).toMatchObject({ ok: true })
    const opened = await openCorrection(world.context, await clerk(), id, '补正一处说明。')
    if (!opened.ok) throw new Error(opened.refusal.code)
    expect(await submitDraft(world.context, await clerk(), opened.value.id, 1)).toMatchObject({ ok: true })
    expect(await approveDraft(world.context, await reviewer(), opened.value.id, 2)).toMatchObject({ ok: true })
    const again = await openCorrection(world.context, await clerk(), id, '再补正一处。')
    if (!again.ok) throw new Error(again.refusal.code)
    await saveDraft(world.context, await clerk(), again.value.id, { ...input, rows: rows.map((row, at) => ({ ...row, [name]: at < 2 ? '' : row[name]! })), asOf: 1, reason: '再补正一处。' })
    expect(await submitDraft(world.context, await clerk(), again.value.id, 2)).toMatchObject({ ok: false, refusal: { problems: [{ code: 'missing' }, { code: 'missing' }] } })
  })
})

describe('a record that was withdrawn', () => {
  /** Withdrawn by two, after a value of its first line was erased. */
  async function withdrawn(): Promise<{ word: string; key: string; input: DraftInput }> {
    const word = fresh()
    const { input, key } = list(word, '用工二')
    const id = await publish(world, input)
    expect(await erase(id, 1, key)).toMatchObject({ ok: true })
    expect(await moveWithdrawal(world.context, await clerk(), id, { action: 'ask', note: '期间填写有误。' })).toMatchObject({ ok: true })
    expect(await moveWithdrawal(world.context, await reviewer(), id, { action: 'grant' })).toMatchObject({ ok: true })
    return { word, key, input }
  }
  async function drafted(input: DraftInput): Promise<string> {
    const made = await createDraft(world.context, await clerk(), input)
    if (!made.ok) throw new Error(made.refusal.code)
    return made.value.id
  }

  test('is published anew without a value that was erased from it, and refused with the place where it says it again', async () => {
    const { word, key, input } = await withdrawn()
    // Neither the period nor the title may be another to get round it.
    for (const again of [input, { ...input, title: '测试：用工（更正）' }, { ...input, period: '2026-08-31' }]) {
      const refused = await submitDraft(world.context, await clerk(), await drafted(again), 1)
      expect(refused).toMatchObject({ ok: false, refusal: { code: 'has-problems', problems: [{ code: 'erased-value', place: { part: 'row', row: 1, key } }] } })
    }
    const id = await drafted({ ...input, rows: [{ ...input.rows[0]!, [key]: '' }, ...input.rows.slice(1)] })
    expect(await submitDraft(world.context, await clerk(), id, 1)).toMatchObject({ ok: true })
    expect(await approveDraft(world.context, await reviewer(), id, 2)).toMatchObject({ ok: true })
    const { disclosureId } = await world.owner.db.selectFrom('disclosureDraft').select('disclosureId').where('id', '=', id).executeTakeFirstOrThrow()
    expect([await shows(`/d/${disclosureId}`, word), await shows(`/d/${disclosureId}`, '用工二')]).toEqual([false, true])
    // A correction of the new one knows it too.
    const opened = await openCorrection(world.context, await clerk(), disclosureId, '补正一处说明。')
    if (!opened.ok) throw new Error(opened.refusal.code)
    await saveDraft(world.context, await clerk(), opened.value.id, { ...input, asOf: 1, reason: '补正一处说明。' })
    expect(await submitDraft(world.context, await clerk(), opened.value.id, 2)).toMatchObject({ ok: false, refusal: { problems: [{ code: 'erased-value' }] } })
  })

  test('keeps no value from a record of another period and title', async () => {
    const { input } = await withdrawn()
    const id = await drafted({ ...input, period: '2026-08-30', title: '测试：另一份用工' })
    expect(await submitDraft(world.context, await clerk(), id, 1)).toMatchObject({ ok: true })
  })
})

describe('what was taken over from a record', () => {
  test('into a complaint about that line goes with it, for its complainant and the desk', async () => {
    const word = fresh()
    const { input, key } = list(word)
    const id = await publish(world, input)
    const codes: string[] = []
    for (const about of [{ rowSeq: 1 }, { rowSeq: 1, fieldKey: key }]) {
      const filed = await fileComplaint(world.context, { villageCode: world.village, statement: '这一笔不对，请查一查。', photos: [], about: { disclosureId: id, version: 1, ...about }, idempotencyKey: randomUUID(), channel: 'web' })
      if (!filed.ok) throw new Error(filed.refusal.code)
      codes.push(filed.value.receiptCode)
    }
    expect((await browser.post('/track', { code: codes[0]!, part: '1' })).text).toContain(word)
    expect(await erase(id, 1, key)).toMatchObject({ ok: true })
    expect(await left(word)).toEqual([])
    for (const code of codes) {
      const page = await browser.post('/track', { code, part: '1' })
      expect([page.status, page.text.includes(word), page.text.includes('测试：用工')]).toEqual([200, false, true])
    }
  })

  test('as the name of a project goes with it: the project goes by its number', async () => {
    const word = fresh()
    const { plan } = stagesOf(world.village, '')
    const id = await publish(world, { ...plan, fields: { ...plan.fields, projectName: word } })
    const project = /href="\/p\/([0-9a-f-]{36})"/u.exec((await browser.get(`/d/${id}`)).text)![1]!
    expect(await shows(`/p/${project}`, word)).toBe(true)
    expect(await erase(id, 0, 'projectName')).toMatchObject({ ok: true })
    expect(await left(word)).toEqual([])
    const page = await browser.get(`/p/${project}`)
    expect([page.status, page.text.includes(word)]).toEqual([200, false])
  })
})
