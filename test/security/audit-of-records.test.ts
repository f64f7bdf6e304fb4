import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditAct } from '#rules/audit/acts.ts'
import { townshipOf } from '#rules/divisions/division-code.ts'
import { createDraft, submitDraft } from '#actions/drafts.ts'
import { openDuties } from '#actions/open-duties.ts'
import { publishScheduled } from '#actions/schedule-publication.ts'
import { form, say } from '#test/api/talking.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ today: '2026-08-31' })
  await openDuties(world.context)
  world.setClock('2026-09-21')
  await openDuties(world.context)
})
afterAll(() => world.close())

type Row = { readonly officer_id: string; readonly subject_kind: string; readonly subject_id: string; readonly why: string | null; readonly outcome: string; readonly session: string | null; readonly seen: string[] | null }
const entries = async (act: AuditAct, id?: string) => (await world.owner.pool.query<Row>(`select * from audit.entry where act = $1 and ($2::text is null or subject_id = $2) order by id`, [act, id ?? null])).rows
const reviewer = () => world.officerId.reviewer(townshipOf(world.village))
const clerk = () => world.officerId.clerk(world.village)

async function submitted(period: string): Promise<string> {
  const officer = await world.officer(clerk())
  const made = await createDraft(world.context, officer, monthOfBooks(world.village, period))
  if (!made.ok) throw new Error(made.refusal.code)
  await submitDraft(world.context, officer, made.value.id, 1)
  return made.value.id
}

describe('of a draft', () => {
  test('its making, each change, each reading of it or its files and what is decided are kept, with who, when and the code of what was done', async () => {
    const made = (await say(world, 'clerk', 'POST', '/api/v1/drafts', { body: monthOfBooks(world.village, '2022-01') })).body
    const { body: drafts } = await say(world, 'clerk', 'GET', '/api/v1/drafts?queue=mine')
    await say(world, 'clerk', 'GET', `/api/v1/drafts/${made.id}`)
    const { period, title, fields, rows: cells } = monthOfBooks(world.village, '2022-01')
    await say(world, 'clerk', 'PUT', `/api/v1/drafts/${made.id}`, { body: { period, title, fields, rows: cells, asOf: made.eventCount } })
    await say(world, 'clerk', 'POST', `/api/v1/drafts/${made.id}/attachments`, form({}, { name: 'note.pdf', bytes: Buffer.from('%PDF-1.4\n1 0 obj <<>> endobj\n%%EOF') }))
    await say(world, 'handler', 'GET', `/api/v1/drafts/${made.id}/attachments/1`)
    const { body: now } = await say(world, 'clerk', 'GET', `/api/v1/drafts/${made.id}`)
    await say(world, 'clerk', 'POST', `/api/v1/drafts/${made.id}/moves`, { body: { action: 'submit', asOf: now.eventCount } })
    await say(world, 'reviewer', 'POST', `/api/v1/drafts/${made.id}/moves`, { body: { action: 'return', asOf: now.eventCount + 1, note: '请补充金丝雀凭证。' } })
    for (const act of ['createDraft', 'saveDraft', 'addAttachment'] as const) expect(await entries(act, made.id), act).toMatchObject([{ officer_id: clerk(), subject_kind: 'draft', outcome: 'done' }])
    expect(await entries('getDraft', made.id)).toHaveLength(2)
    expect(await entries('listDrafts')).toMatchObject([{ outcome: 'done', seen: drafts.items.map((item: { id: string }) => item.id) }])
    expect(await entries('getAttachment', made.id)).toMatchObject([{ officer_id: world.officerId.handler('agriculture'), outcome: 'not-found' }])
    expect(await entries('moveDraft', made.id)).toMatchObject([{ officer_id: clerk(), why: 'submit', outcome: 'done' }, { officer_id: reviewer(), why: 'return', outcome: 'done' }])
    const { rows } = await world.owner.pool.query('select entry::text as said from audit.entry as entry')
    expect(rows.map(row => row.said).join()).not.toContain('金丝雀')
  })

  test('nothing is decided whose entry cannot be written', async () => {
    const id = await submitted('2022-02')
    await world.owner.pool.query('revoke insert on audit.entry from ydt_app, ydt_staff, ydt_office')
    const answer = await say(world, 'reviewer', 'POST', `/api/v1/drafts/${id}/moves`, { body: { action: 'approve', asOf: 2 } })
    await world.owner.pool.query('grant insert on audit.entry to ydt_app, ydt_staff, ydt_office')
    expect(answer).toMatchObject({ status: 503, body: { code: 'unready' } })
    expect((await world.owner.pool.query('select state from disclosure_draft where id = $1', [id])).rows).toEqual([{ state: 'submitted' }])
  })

  test('a publication at the hour set is kept in the name of who set it, and in no session', async () => {
    const id = await submitted('2022-03')
    await say(world, 'reviewer', 'POST', `/api/v1/drafts/${id}/moves`, { body: { action: 'schedule', asOf: 2, publishAt: '2026-09-22T10:00' } })
    world.setClock('2026-09-22', 10)
    await publishScheduled(world.context)
    world.setClock('2026-09-21')
    expect(await entries('moveDraft', id)).toMatchObject([{ why: 'schedule' }])
    expect(await entries('releaseDraft', id)).toMatchObject([{ officer_id: reviewer(), session: null, outcome: 'done' }])
  })
})

describe('of several drafts at once', () => {
  test('each approval is an entry of its draft, in its own transaction, and one that fails says why', async () => {
    const ids = await Promise.all(['2021-01', '2021-02', '2021-03', '2021-04'].map(submitted))
    const { body: batch } = await say(world, 'reviewer', 'POST', '/api/v1/review-batches', { body: { draftIds: ids } })
    const drawn = batch.items.filter((item: { isSampled: boolean }) => item.isSampled).map((item: { draftId: string }) => item.draftId) as string[]
    for (const draftId of drawn) await say(world, 'reviewer', 'POST', `/api/v1/review-batches/${batch.id}/confirmations`, { body: { draftId, asOf: 2 } })
    const other = ids.find(id => !drawn.includes(id))!
    await say(world, 'reviewer', 'POST', `/api/v1/drafts/${other}/moves`, { body: { action: 'return', asOf: 2, note: '请补充凭证号。' } })
    await say(world, 'reviewer', 'POST', `/api/v1/review-batches/${batch.id}/approvals`)
    for (const id of drawn) expect(await entries('moveDraft', id)).toMatchObject([{ officer_id: reviewer(), why: 'approve', outcome: 'done' }])
    expect(await entries('moveDraft', other)).toMatchObject([{ why: 'return', outcome: 'done' }, { why: 'approve', outcome: 'stale' }])
    expect(await entries('makeBatch', batch.id)).toHaveLength(1)
    expect(await entries('confirmSample', batch.id)).toHaveLength(drawn.length)
    expect(await entries('approveBatch', batch.id)).toMatchObject([{ outcome: 'done' }])
  })

  test('none is approved whose entry cannot be written', async () => {
    const id = await submitted('2021-05')
    const { body: batch } = await say(world, 'reviewer', 'POST', '/api/v1/review-batches', { body: { draftIds: [id] } })
    await say(world, 'reviewer', 'POST', `/api/v1/review-batches/${batch.id}/confirmations`, { body: { draftId: id, asOf: 2 } })
    await world.owner.pool.query('revoke insert on audit.entry from ydt_app, ydt_staff, ydt_office')
    const answer = await say(world, 'reviewer', 'POST', `/api/v1/review-batches/${batch.id}/approvals`)
    await world.owner.pool.query('grant insert on audit.entry to ydt_app, ydt_staff, ydt_office')
    expect(answer.status).toBe(503)
    expect((await world.owner.pool.query('select state from disclosure_draft where id = $1', [id])).rows).toEqual([{ state: 'submitted' }])
  })
})

test('a declaration that nothing happened and what is decided on it are kept', async () => {
  const { body: nil } = await say(world, 'clerk', 'POST', '/api/v1/nil-declarations', { body: { villageCode: world.village, item: 'project-progress', period: '2026-08', note: '本期没有发生。' } })
  await say(world, 'reviewer', 'POST', `/api/v1/nil-declarations/${nil.id}/moves`, { body: { action: 'return', note: '请先核对账目。' } })
  expect(await entries('declareNil', nil.id)).toMatchObject([{ officer_id: clerk(), subject_kind: 'record', outcome: 'done' }])
  expect(await entries('moveNil', nil.id)).toMatchObject([{ officer_id: reviewer(), why: 'return', outcome: 'done' }])
})

test('of a file that is imported its announcement, what its check found and its drafts are kept; asking how far it is leaves no entry', async () => {
  const bytes = Buffer.from(`户主姓名,村民组,补贴面积(亩),补贴金额(元)\n张三,一组,1,69\n`)
  const { body: upload } = await say(world, 'clerk', 'POST', '/api/v1/import-uploads', { body: { item: 'farmland-subsidy', name: 'a.csv', bytes: bytes.length, villageCode: world.village } })
  const at = `/api/v1/import-uploads/${upload.id}`
  await say(world, 'clerk', 'PUT', `${at}/chunk`, form({ offset: '0' }, { name: 'chunk', bytes }))
  await say(world, 'clerk', 'GET', at)
  expect(await entries('getUpload', upload.id)).toEqual([])
  await say(world, 'clerk', 'POST', `${at}/checks`, { body: {} })
  await expect.poll(async () => (await say(world, 'clerk', 'GET', at)).body.state, { timeout: 20_000, interval: 50 }).toBe('checked')
  expect(await entries('getUpload', upload.id)).toMatchObject([{ officer_id: clerk(), subject_kind: 'draft', outcome: 'done' }])
  expect((await say(world, 'reviewer', 'GET', at)).status).toBe(404)
  expect((await entries('getUpload', upload.id)).at(-1)).toMatchObject({ officer_id: reviewer(), outcome: 'not-found' })
  const asked = { period: '2026-06-30', title: '2026年耕地地力保护补贴', fields: { subsidyName: '耕地地力保护补贴', year: '2026' } }
  const make = () => say(world, 'clerk', 'POST', `${at}/drafts`, { body: asked })
  await world.owner.pool.query('revoke insert on audit.entry from ydt_app, ydt_staff, ydt_office')
  const unwritten = await make()
  await world.owner.pool.query('grant insert on audit.entry to ydt_app, ydt_staff, ydt_office')
  expect([unwritten.status, (await world.owner.pool.query('select state from import_upload where id = $1', [upload.id])).rows]).toEqual([503, [{ state: 'checked' }]])
  expect((await make()).body).toMatchObject({ draftIds: [expect.any(String)] })
  for (const act of ['startUpload', 'checkUpload', 'makeDrafts'] as const) expect(await entries(act, upload.id), act).toMatchObject([{ officer_id: clerk(), outcome: 'done' }])
})
