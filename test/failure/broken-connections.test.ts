import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt, listEvents } from '#records/cases.ts'
import { openPool, type Pool } from '#records/database.ts'
import { fileComplaint, type ComplaintInput } from '#actions/complaints.ts'
import type { Context } from '#actions/context.ts'
import { createDraft, submitDraft } from '#actions/drafts.ts'
import { moveCase } from '#actions/move-case.ts'
import { approveDraft } from '#actions/publish.ts'
import { rateCase } from '#actions/complainant-moves.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { redacted } from '#test/api/cases-of-every-state.ts'
import { pastPolicies } from '#test/past-policies.ts'
import { openWorld, type World } from '#test/world.ts'
import { cuttingProxy, type Cut, type CuttingProxy } from './cutting-proxy.ts'

let world: World
let proxy: CuttingProxy
let pool: Pool
let cut: Context
beforeAll(async () => {
  world = await openWorld()
  const connection = world.connection as { host: string; port: number; user: string; password: string; database: string }
  proxy = await cuttingProxy(connection.host, connection.port)
  pool = openPool({ ...connection, host: proxy.host }, 'ydt_app', 4)
  cut = { ...world.context, db: pool.db }
})
afterAll(async () => {
  await pool.close()
  await proxy.close()
  await world.close()
})

const count = async (statement: string, values: unknown[] = []) => (await pastPolicies(world, statement, values))[0].n as number
const complaint = (): ComplaintInput => ({ villageCode: world.village, statement: '村口路灯坏了一个月没有人修。', photos: [], person: { name: '测试群众', phone: '000-0000-0000' }, idempotencyKey: randomUUID(), channel: 'web' })
const casesNow = () => count(`select (select count(*) from case_file)::int * 1000 + (select count(*) from case_event)::int + (select count(*) from vault.sealed_identity)::int * 1000000 as n`)

/** Each write is cut once before and once after its commit, in a period of its own. */
function cutsIn([before, after]: readonly [string, string]): [Cut, string][] {
  return [['before', before], ['after', after]]
}

describe('a complaint', () => {
  test('whose connection breaks before it is written leaves nothing, and the retry makes one case', async () => {
    const [sent, before] = [complaint(), await casesNow()]
    proxy.cutAt(/file_complaint/, 'before')
    await expect(fileComplaint(cut, sent)).rejects.toThrow(/terminated|reset|ended|closed/i)
    expect(await casesNow()).toBe(before)
    expect(await fileComplaint(cut, sent)).toMatchObject({ ok: true, value: { repeated: false } })
    expect(await casesNow()).toBe(before + 1_001_001)
  })

  test('whose connection breaks after it is written is answered on retry with its one receipt', async () => {
    const [sent, before] = [complaint(), await casesNow()]
    proxy.cutAt(/file_complaint/, 'after')
    await expect(fileComplaint(cut, sent)).rejects.toThrow()
    await expect.poll(casesNow).toBe(before + 1_001_001)
    const again = await fileComplaint(cut, sent)
    expect(again).toMatchObject({ ok: true, value: { repeated: true } })
    expect(await casesNow()).toBe(before + 1_001_001)
  })
})

describe('a move of a case', () => {
  async function filed() {
    const done = await fileComplaint(world.context, complaint())
    if (!done.ok) throw new Error(done.refusal.code)
    return (await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, done.value.receiptCode)))!
  }
  const accept = async (context: Context, id: string) => moveCase(context, await world.officer(world.officerId.triage), id, { action: 'accept', asOf: 1 })

  test('that breaks before its commit has not happened', async () => {
    const id = await filed()
    proxy.cutAt(/commit\0/, 'before')
    await expect(accept(cut, id)).rejects.toThrow()
    expect(await listEvents(world.context.db, id)).toHaveLength(1)
    expect(await accept(cut, id)).toMatchObject({ ok: true })
  })

  test('that breaks after its commit has happened once, and the retry is told so', async () => {
    const id = await filed()
    proxy.cutAt(/commit\0/, 'after')
    await expect(accept(cut, id)).rejects.toThrow()
    await expect.poll(async () => (await listEvents(world.context.db, id)).length).toBe(2)
    expect(await accept(cut, id)).toMatchObject({ ok: false, refusal: { code: 'stale', eventCount: 2 } })
    expect(await listEvents(world.context.db, id)).toHaveLength(2)
  })
})

describe('a publication', () => {
  async function submitted(period: string) {
    const clerk = await world.officer(world.officerId.clerk(world.village))
    const draft = await createDraft(world.context, clerk, monthOfBooks(world.village, period))
    if (!draft.ok) throw new Error(JSON.stringify(draft.refusal))
    await submitDraft(world.context, clerk, draft.value.id, 1)
    return draft.value.id
  }
  const approve = async (context: Context, id: string) => approveDraft(context, await world.officer(world.officerId.reviewer(340_522_100_000)), id, 2)
  const published = (period: string) => count(`select (select count(*) from pub.disclosure where period = $1)::int * 100 + (select count(*) from pub.disclosure_version v join pub.disclosure d on d.id = v.disclosure_id where d.period = $1)::int * 10 + (select count(*) from log_queue where log = 'pub')::int * 1000 as n`, [period])

  for (const [when, period] of cutsIn(['2026-05', '2026-06'])) {
    test(`that breaks ${when} its commit is ${when === 'before' ? 'not there at all' : 'there whole'}, and never twice`, async () => {
      const id = await submitted(period)
      const before = await published(period)
      proxy.cutAt(/commit\0/, when)
      await expect(approve(cut, id)).rejects.toThrow()
      await expect.poll(() => published(period)).toBe(when === 'before' ? before : before + 1110)
      expect((await approve(cut, id)).ok).toBe(when === 'before')
      expect(await published(period)).toBe(before + 1110)
    })
  }
})

describe('a draft handed in', () => {
  for (const [when, period] of cutsIn(['2026-03', '2026-04'])) {
    test(`that breaks ${when} its commit is ${when === 'before' ? 'still the clerk’s' : 'handed in once'}`, async () => {
      const clerk = await world.officer(world.officerId.clerk(world.village))
      const draft = await createDraft(world.context, clerk, monthOfBooks(world.village, period))
      const id = draft.ok ? draft.value.id : ''
      proxy.cutAt(/commit\0/, when)
      await expect(submitDraft(cut, clerk, id, 1)).rejects.toThrow()
      const events = () => count('select count(*)::int as n from draft_event where draft_id = $1', [id])
      await expect.poll(events).toBe(when === 'before' ? 1 : 2)
      expect((await submitDraft(cut, clerk, id, 1)).ok).toBe(when === 'before')
      expect(await events()).toBe(2)
    })
  }
})

describe('a rating', () => {
  for (const [when] of cutsIn(['', ''])) {
    test(`that breaks ${when} its commit is given once, however often it is sent`, async () => {
      const sent = complaint()
      const filed = await fileComplaint(world.context, sent)
      const code = filed.ok ? filed.value.receiptCode : ''
      const id = (await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, code)))!
      await answer(id)
      proxy.cutAt(/commit\0/, when)
      await expect(rateCase(cut, code, { grade: 'satisfied' })).rejects.toThrow()
      const ratings = async () => (await listEvents(world.context.db, id)).filter(event => event.action === 'rate').length
      await expect.poll(ratings).toBe(when === 'before' ? 0 : 1)
      expect(await rateCase(cut, code, { grade: 'satisfied' })).toMatchObject({ ok: true, value: { rating: { grade: 'satisfied' } } })
      expect(await ratings()).toBe(1)
    })
  }

  async function answer(id: string) {
    const { triage, handler, supervisor } = world.officerId
    const reply = { found: '灯座进水短路。', done: '已换灯座并试亮。', answeredBy: '县农业农村局', text: '路灯已经修好，谢谢您的提醒。' }
    const moves = [
      [triage, { action: 'accept' }], [triage, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture'), redacted }],
      [handler('agriculture'), { action: 'sign' }], [handler('agriculture'), { action: 'draftReply', reply }], [supervisor('agriculture'), { action: 'passReview' }],
    ] as const
    for (const [i, [officer, asked]] of moves.entries()) await moveCase(world.context, await world.officer(officer), id, { ...asked, asOf: i + 1 })
  }
})

test('every cut that was asked for was made', () => {
  expect(proxy.cuts).toBe(10)
})
