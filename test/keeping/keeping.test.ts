import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, addMonths, type PlainDate } from '#rules/calendar/plain-date.ts'
import { publicFields } from '#pages/record-data.ts'
import { findByCode } from '#actions/tracking.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { endKeeping } from '#actions/keeping/end-keeping.ts'
import { forgetResidents } from '#actions/residents/forget.ts'
import { askHold, moveHold } from '#actions/keeping/holds.ts'
import { askErasure, decideOnErasure } from '#actions/keeping/erasures.ts'
import { retentionClasses } from '#rules/retention/classes.ts'
import { fieldPreimage } from '#rules/ledger/commitment.ts'
import { canonicalJson } from '#rules/ledger/jcs.ts'
import { merkleRoot } from '#rules/ledger/merkle.ts'
import { sha256 } from '#platform/crypto/commitment.ts'
import { getSchema } from '#records/disclosures.ts'
import { retentionOf } from '#records/retention.ts'
import { say } from '#test/api/talking.ts'
import { openBrowser, publish, type Browser } from '#test/pages/visiting.ts'
import { pastPolicies } from '#test/past-policies.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let browser: Browser
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
})
afterAll(() => world.close())

const rows = async (statement: string, values: unknown[] = []) => (await world.owner.pool.query(statement, values)).rows as ReturnType<typeof JSON.parse>[]
const entriesOn = (id: string) => rows(`select act, subject_kind, officer_id, place_code::bigint::text, why, outcome, entry::text as said from audit.entry as entry where subject_id = $1 and act in ('forgetName', 'deleteWords') order by id`, [id])
const sealed = async (id: string) => (await pastPolicies(world, `select 1 from vault.sealed_identity where case_id = $1`, [id])).length

/** A named complaint, and its code. */
async function named(): Promise<{ id: string; code: string }> {
  const filed = await fileComplaint(world.context, { villageCode: world.village, statement: '村口路灯坏了，请修一修。', photos: [], person: { name: '测试群众', phone: '000-0000-0000' }, idempotencyKey: randomUUID(), channel: 'web' })
  if (!filed.ok) throw new Error(filed.refusal.code)
  const code = filed.value.receiptCode
  const found = await findByCode(world.context, code)
  if (!found.ok) throw new Error(found.refusal.code)
  return { id: found.value, code }
}
const post = (path: string, code: string) => browser.post(path, { code, part: '1' })

test('every table has its class, and every class says how long and what ends it', () => {
  expect(new Set(Object.values(retentionOf))).toEqual(new Set(Object.keys(retentionClasses)))
})

describe('whoever holds the code', () => {
  test('takes a copy of all that is kept, in which the code does not stand and which no cache keeps', async () => {
    const { code } = await named()
    const copy = await post('/track/copy', code)
    expect([copy.status, copy.headers['content-disposition'], copy.headers['cache-control']]).toEqual([200, 'attachment; filename="complaint.txt"', 'no-store'])
    expect(copy.text).toContain('村口路灯坏了，请修一修。')
    expect(copy.text).toContain('已封存')
    expect([copy.text.includes('测试群众'), copy.text.includes('000-0000-0000')]).toEqual([true, true]) // the code opens what its holder gave
    expect(JSON.parse((await browser.post('/track/copy', { code, part: '1', as: 'json' })).text)).toMatchObject({ youGave: { name: '测试群众', phone: '000-0000-0000' } })
    expect(copy.text.replace(/\s/g, '')).not.toContain(code.replace(/\D/g, ''))
  })

  test('has name and phone deleted at once, twice is no harm, and the complaint goes on', async () => {
    const { id, code } = await named()
    expect(await sealed(id)).toBe(1)
    const page = await post('/track/forget', code)
    expect([page.status, page.text.includes('姓名和电话已经删除')]).toEqual([200, true])
    expect(await sealed(id)).toBe(0)
    expect((await post('/track/forget', code)).status).toBe(200)
    expect((await post('/track', code)).text).toContain('按您的要求删除')
    expect((await rows('select state from case_file where id = $1', [id]))[0]).toEqual({ state: 'submitted' })
  })

  test('and that it was deleted, at whose wish and when stands in the audit, without a word of what it was', async () => {
    const { id, code } = await named()
    await post('/track/forget', code)
    const [entry, ...more] = await entriesOn(id)
    expect([entry, more]).toMatchObject([{ act: 'forgetName', subject_kind: 'identity', officer_id: null, place_code: String(world.village), why: 'own-wish', outcome: 'done' }, []])
    expect(entry!['said']).not.toMatch(/测试群众|000-0000|路灯/)
    const read = await say(world, 'audit-admin', 'GET', `/api/v1/audit?subject=${id}&act=forgetName`)
    expect(read.body.items).toMatchObject([{ act: 'forgetName', why: 'own-wish' }])
    expect((await say(world, 'audit-admin', 'GET', `/api/v1/audit.csv?subject=${id}&act=forgetName`)).raw.toString()).toContain('the complainant')
  })

  test('nothing is deleted whose entry cannot be written', async () => {
    const { id, code } = await named()
    await world.owner.pool.query('revoke insert on audit.entry from ydt_app')
    const page = await post('/track/forget', code)
    await world.owner.pool.query('grant insert on audit.entry to ydt_app')
    expect([page.status, await sealed(id)]).toEqual([503, 1])
  })

  test('and nobody without it: a wrong code deletes nothing', async () => {
    const { id } = await named()
    expect((await post('/track/forget', '00000000000000000000')).status).toBe(422)
    expect(await sealed(id)).toBe(1)
  })
})

describe('what is past its time', () => {
  /** Ended on the first day of 2026-09, whatever the clock says then. */
  async function ended(): Promise<string> {
    const { id, code } = await named()
    await browser.post('/track/act', { code, part: '1', action: 'withdraw', note: '' })
    expect((await rows('select state from case_file where id = $1', [id]))[0]).toEqual({ state: 'withdrawn' })
    return id
  }
  const day = '2026-09-21' as PlainDate
  const at = (date: PlainDate) => world.setClock(date)

  test('a sealed name is deleted a year after the end, not the day before; the words stay', async () => {
    at(day)
    const id = await ended()
    at(addDays(addMonths(day, 12), -1))
    await endKeeping(world.context)
    expect(await sealed(id)).toBe(1)
    at(addMonths(day, 12))
    await endKeeping(world.context)
    expect(await sealed(id)).toBe(0)
    expect((await rows('select statement from case_file where id = $1', [id]))[0]!['statement']).not.toBe('')
    expect(await entriesOn(id)).toMatchObject([{ act: 'forgetName', officer_id: null, why: 'kept-no-longer', outcome: 'done' }])
    at(day)
  })

  test('words and key of a complaint are deleted five years after the end, not the day before; days and state stay, and nothing happens twice', async () => {
    at(day)
    const id = await ended()
    at(addDays(addMonths(day, 60), -1))
    await endKeeping(world.context)
    expect((await rows('select statement from case_file where id = $1', [id]))[0]!['statement']).not.toBe('')
    at(addMonths(day, 60))
    await endKeeping(world.context)
    expect((await rows('select statement, place, wish, state, received_on, words_deleted_on::text from case_file where id = $1', [id]))[0]).toEqual({ statement: '', place: null, wish: null, state: 'withdrawn', received_on: day, words_deleted_on: addMonths(day, 60) })
    expect(await rows('select 1 from case_secret where case_id = $1', [id])).toEqual([])
    expect((await endKeeping(world.context)).words).toBe(0)
    expect((await entriesOn(id)).at(-1)).toMatchObject({ act: 'deleteWords', subject_kind: 'case', officer_id: null, why: 'kept-no-longer', outcome: 'done' })
    expect((await entriesOn(id)).filter(({ act }) => act === 'deleteWords')).toHaveLength(1)
    at(day)
  })

  test('what is held is not deleted until two lifted the hold, and not by the database either', async () => {
    at(day)
    const id = await ended()
    const [first, second] = [await world.officer(world.officerId.triage), await world.officer(world.officerId.secondTriage)]
    const hold = await askHold(world.context, first, { kind: 'case', subjectId: id, reason: '正在复查，需要保留。' })
    if (!hold.ok) throw new Error(hold.refusal.code)
    expect(await moveHold(world.context, first, hold.value.id, { move: 'grant' })).toEqual({ ok: false, refusal: { code: 'author-cannot-review' } })
    expect((await moveHold(world.context, second, hold.value.id, { move: 'grant' })).ok).toBe(true)
    at(addMonths(day, 60))
    await endKeeping(world.context)
    expect((await rows('select words_deleted_on from case_file where id = $1', [id]))[0]).toEqual({ words_deleted_on: null })
    await expect(world.context.db.transaction().execute(async tx => {
      const { deleteWords } = await import('#records/keeping.ts')
      await deleteWords(tx, id, addMonths(day, 60), Buffer.alloc(32))
    })).rejects.toThrow(/not while it is held/)
    expect((await moveHold(world.context, first, hold.value.id, { move: 'askLift', reason: '复查已经结束。' })).ok).toBe(true)
    expect(await moveHold(world.context, first, hold.value.id, { move: 'lift' })).toEqual({ ok: false, refusal: { code: 'author-cannot-review' } })
    expect((await moveHold(world.context, second, hold.value.id, { move: 'lift' })).ok).toBe(true)
    await endKeeping(world.context)
    expect((await rows('select words_deleted_on::text from case_file where id = $1', [id]))[0]).toEqual({ words_deleted_on: addMonths(day, 60) })
    at(day)
  })

  test('of a resident who has not come for two years nothing is left, nor in the audit, which knows that somebody went', async () => {
    const id = randomUUID()
    await rows(`insert into resident (id, kind, identifier, created_on, last_on) values ($1, 'phone', $2, '2024-01-01', '2024-09-20')`, [id, Buffer.alloc(32, 9)])
    at(day)
    await forgetResidents(world.context)
    expect(await rows('select 1 from resident where id = $1', [id])).toEqual([])
    expect(await rows(`select subject_id, officer_id, why from audit.entry where act = 'forgetResident'`)).toEqual([{ subject_id: null, officer_id: null, why: 'kept-no-longer' }])
  })

  test('nothing of a complaint that runs is deleted, however old', async () => {
    at(day)
    const { id } = await named()
    at(addMonths(day, 120))
    await endKeeping(world.context)
    expect(await sealed(id)).toBe(1)
    at(day)
  })
})

describe('a published personal value', () => {
  const list = { villageCode: 0, item: 'public-posts-and-labour', period: '2026-09-05', title: '测试：用工', fields: {}, rows: [] as Record<string, string>[] }
  let id: string
  let commitment: string
  let schemaVersion: number
  let key: string
  beforeAll(async () => {
    const { sampleRecord, typed } = await import('../catalogue/sample-record.ts')
    const { findNewestSchema } = await import('#records/catalogue.ts')
    const schema = (await findNewestSchema(world.context.db, list.item, 340_522_000_000, world.context.clock.today()))!
    const record = typed(schema, sampleRecord(schema))
    key = publicFields(schema.rows!.fields).find(field => field.type === 'person')!.key
    id = await publish(world, { ...list, villageCode: world.village, fields: record.fields, rows: record.rows })
    const [version] = await rows(`select encode(commitment, 'hex') as commitment, schema_version from pub.disclosure_version where disclosure_id = $1`, [id])
    commitment = String(version!['commitment'])
    schemaVersion = Number(version!['schema_version'])
  })
  const clerk = () => world.officer(world.officerId.clerk(world.village))
  const reviewer = async () => world.officer(world.officerId.reviewer(Math.floor(world.village / 1000) * 1000))
  const asked = (more: object = {}) => ({ row: 1, field: key, ground: 'asked' as const, note: '本人要求删除。', ...more })

  test('is no amount: totals rest on those', async () => {
    const schema = await getSchema(world.context.db, list.item, schemaVersion)
    const amount = publicFields(schema.rows!.fields).find(field => field.type === 'money')
    if (amount) expect(await askErasure(world.context, await clerk(), id, asked({ field: amount.key }))).toEqual({ ok: false, refusal: { code: 'no-personal-value' } })
    expect(await askErasure(world.context, await clerk(), id, asked({ field: 'no-such-field' }))).toEqual({ ok: false, refusal: { code: 'no-personal-value' } })
  })

  test('goes with its salt once a second person says so, is shown as deleted, and everything else still proves', async () => {
    const wish = await askErasure(world.context, await clerk(), id, asked())
    if (!wish.ok) throw new Error(wish.refusal.code)
    expect((await say(world, 'clerk', 'POST', `/api/v1/erasures/${wish.value.id}/decisions`, { body: { erase: true } })).status).toBe(403)
    const before = (await browser.get(`/d/${id}.json`)).text
    expect((await decideOnErasure(world.context, await reviewer(), wish.value.id, { erase: true })).ok).toBe(true)
    const after = JSON.parse((await browser.get(`/d/${id}.json`)).text) as { rows: { cells: Record<string, unknown> }[]; erased: { row: number; field: string; commitment: string }[]; totalFen: number | null; commitment: string }
    expect(after.rows[0]!.cells[key]).toBeUndefined()
    expect(after.totalFen).toBe((JSON.parse(before) as { totalFen: number | null }).totalFen)
    expect(after.erased).toMatchObject([{ row: 1, field: key }])
    expect((await browser.get(`/d/${id}`)).text).toContain('已删除')
    expect(await root(after.erased[0]!)).toBe(commitment)
    const [row] = await rows('select salts, (select cells from draft_row where draft_id = approval.draft_id and seq = 1) as draft from pub.disclosure_row join disclosure_approval as approval using (disclosure_id, version) where disclosure_id = $1 and seq = 1', [id])
    expect(row!.draft[key]).toBeUndefined()
    expect(await askErasure(world.context, await clerk(), id, asked())).toEqual({ ok: false, refusal: { code: 'no-personal-value' } })
  })

  /** The root over what is left and the commitment that was kept. */
  async function root(erased: { row: number; field: string; commitment: string }): Promise<string> {
    const schema = await getSchema(world.context.db, list.item, schemaVersion)
    const [version] = await rows('select fields, salts from pub.disclosure_version where disclosure_id = $1', [id])
    const leaf = (path: string, value: unknown, salts: Buffer, i: number) => sha256(fieldPreimage(salts.subarray(32 * i, 32 * i + 32), path, Buffer.from(canonicalJson((value ?? null) as string))))
    const entries = publicFields(schema.fields).map((field, i) => leaf(field.key, version!.fields[field.key], version!.salts, i))
    for (const row of await rows('select seq, cells, salts from pub.disclosure_row where disclosure_id = $1 order by seq', [id])) {
      entries.push(merkleRoot(publicFields(schema.rows!.fields).map((field, i) =>
        row.seq === erased.row && field.key === erased.field ? Buffer.from(erased.commitment, 'hex') : leaf(`${row.seq}/${field.key}`, row.cells[field.key], row.salts, i)), sha256))
    }
    return Buffer.from(merkleRoot(entries, sha256)).toString('hex')
  }

  test('stays while its record is held, and the database refuses what two persons did not say', async () => {
    const second = publicFields((await getSchema(world.context.db, list.item, schemaVersion)).rows!.fields).find(field => field.key !== key && (field.type === 'text' || field.type === 'long-text'))!
    const wish = await askErasure(world.context, await clerk(), id, asked({ field: second.key }))
    if (!wish.ok) throw new Error(wish.refusal.code)
    expect((await askHold(world.context, await reviewer(), { kind: 'disclosure', subjectId: id, reason: '审计期间保留。' })).ok).toBe(true)
    const another = await world.officer(world.officerId.triage)
    expect(await decideOnErasure(world.context, another, wish.value.id, { erase: true })).toEqual({ ok: false, refusal: { code: 'held' } })
    await expect(world.context.db.transaction().execute(async tx => {
      const { eraseValue } = await import('#records/erasures.ts')
      await eraseValue(tx, { requestId: wish.value.id, places: [{ version: 1, seq: 1, atField: 0, commitment: Buffer.alloc(32), called: '', calledAfter: '' }], day: world.context.clock.today(), leaf: Buffer.alloc(32) })
    })).rejects.toThrow(/two persons/)
  })
})

describe('what was entered behind a published record', () => {
  const day = '2026-09-21' as PlainDate
  const at = (date: PlainDate) => world.setClock(date)
  let id: string
  let typed: readonly string[]
  beforeAll(async () => {
    const { sampleRecord, typed: asTyped } = await import('../catalogue/sample-record.ts')
    const { findNewestSchema } = await import('#records/catalogue.ts')
    at(day)
    const schema = (await findNewestSchema(world.context.db, 'subsistence-allowance', 340_522_000_000, day))!
    const record = asTyped(schema, sampleRecord(schema))
    id = await publish(world, { villageCode: world.village, item: 'subsistence-allowance', period: '2026-Q2', title: '测试：低保', fields: record.fields, rows: record.rows })
    typed = (await rows('select cells::text as cells from draft_row join disclosure_approval using (draft_id) where disclosure_id = $1', [id])).map(row => row.cells)
  })
  const drafts = () => rows('select 1 from draft_row join disclosure_approval using (draft_id) where disclosure_id = $1', [id])
  const withheld = () => rows('select 1 from disclosure_withheld where disclosure_id = $1', [id])
  const shown = async () => (await browser.get(`/d/${id}.json`)).text

  test('is deleted from the draft a year after publication, not the day before; the draft stays, and says who did what', async () => {
    expect([typed.length > 0, (await withheld()).length > 0]).toEqual([true, true])
    const before = await shown()
    at(addDays(addMonths(day, 12), -1))
    await endKeeping(world.context)
    expect((await drafts()).length).toBe(typed.length)
    at(addMonths(day, 12))
    expect((await endKeeping(world.context)).drafts).toBeGreaterThan(0)
    expect(await drafts()).toEqual([])
    expect(await rows('select fields, state from disclosure_draft join disclosure_approval on draft_id = disclosure_draft.id where disclosure_approval.disclosure_id = $1', [id])).toEqual([{ fields: {}, state: 'approved' }])
    expect((await withheld()).length).toBeGreaterThan(0)
    expect((await endKeeping(world.context)).drafts).toBe(0)
    at(day)
    expect(await shown()).toBe(before)
  })

  test('what its public view withholds is deleted three years after, not the day before; what is public, its commitment and a correction stand', async () => {
    const before = await shown()
    at(addDays(addMonths(day, 36), -1))
    await endKeeping(world.context)
    expect((await withheld()).length).toBeGreaterThan(0)
    at(addMonths(day, 36))
    await endKeeping(world.context)
    expect(await withheld()).toEqual([])
    at(day)
    expect(await shown()).toBe(before)
    const { openCorrection } = await import('#actions/drafts.ts')
    expect(await openCorrection(world.context, await world.officer(world.officerId.clerk(world.village)), id, '补正一处。')).toMatchObject({ ok: true })
  })

  test('is kept while its record is held, by the program and by the database alike', async () => {
    const kept = await publish(world, { ...(await import('#test/disclosures/drafting.ts')).monthOfBooks(world.village), period: '2026-07' })
    expect((await askHold(world.context, await world.officer(world.officerId.reviewer(Math.floor(world.village / 1000) * 1000)), { kind: 'disclosure', subjectId: kept, reason: '审计期间保留。' })).ok).toBe(true)
    const [{ draft_id: draft }] = await rows('select draft_id from disclosure_approval where disclosure_id = $1', [kept]) as [{ draft_id: string }]
    at(addMonths(day, 120))
    await endKeeping(world.context)
    expect((await rows('select 1 from draft_row where draft_id = $1', [draft])).length).toBeGreaterThan(0)
    const { endDraft, endWithheld } = await import('#records/keeping.ts')
    const { inTransaction } = await import('#records/database.ts')
    await expect(inTransaction(world.context.db, tx => endDraft(tx, draft, addMonths(day, 120)))).rejects.toThrow(/not while its record is held/u)
    await expect(inTransaction(world.context.db, tx => endWithheld(tx, { countyCode: 340_522_000_000, disclosureId: kept, version: 1 }, addMonths(day, 120)))).rejects.toThrow(/not while its record is held/u)
    at(day)
  })

  test('goes from a draft that nobody touched for a year, with the files that nobody published; from one on its way, never', async () => {
    const { createDraft, submitDraft } = await import('#actions/drafts.ts')
    const { monthOfBooks } = await import('#test/disclosures/drafting.ts')
    const clerk = await world.officer(world.officerId.clerk(world.village))
    const [left, sent] = [await createDraft(world.context, clerk, { ...monthOfBooks(world.village), period: '2026-05' }), await createDraft(world.context, clerk, { ...monthOfBooks(world.village), period: '2026-06' })]
    if (!left.ok || !sent.ok) throw new Error('no draft')
    await rows(`insert into draft_attachment (draft_id, n, file_id, name, media_type, bytes, sha256) values ($1, 1, gen_random_uuid(), '名单.pdf', 'application/pdf', 1, decode(repeat('00', 32), 'hex'))`, [left.value.id])
    const [{ file_id: file }] = await rows('select file_id from draft_attachment where draft_id = $1', [left.value.id]) as [{ file_id: string }]
    expect((await submitDraft(world.context, clerk, sent.value.id, 1)).ok).toBe(true)
    const count = async (draft: string) => (await rows('select 1 from draft_row where draft_id = $1', [draft])).length
    at(addDays(addMonths(day, 12), -1))
    await endKeeping(world.context)
    expect(await count(left.value.id)).toBeGreaterThan(0)
    at(addMonths(day, 12))
    await endKeeping(world.context)
    expect([await count(left.value.id), await count(sent.value.id) > 0]).toEqual([0, true])
    expect(await rows('select 1 from file_going where file_id = $1', [file])).toHaveLength(1)
    expect(await rows('select 1 from draft_attachment where draft_id = $1', [left.value.id])).toEqual([])
    at(day)
  })
})

test('who has no duty there neither sees nor asks', async () => {
  for (const role of ['handler', 'leader', 'supervisor', 'clerk'] as const) expect((await say(world, role, 'GET', '/api/v1/keeping')).status, role).toBe(403)
  expect((await say(world, undefined, 'GET', '/api/v1/keeping')).status).toBe(401)
  expect((await say(world, 'triage', 'GET', '/api/v1/keeping')).body).toMatchObject({ holds: expect.any(Array), erasures: expect.any(Array) })
})
