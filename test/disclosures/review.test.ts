import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moveDraft as next } from '#rules/disclosures/lifecycle.ts'
import { refusalFor } from '#rules/policy/disclosures.ts'
import { findDraft, listDraftEvents } from '#records/drafts.ts'
import { endorseDraft, passOverCommittees } from '#actions/committee.ts'
import { createDraft, openCorrection, returnDraft, submitDraft } from '#actions/drafts.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { approveDraft } from '#actions/publish.ts'
import { findDraftView } from '#api/views/draft.ts'
import type { Trail } from '#actions/audit.ts'
import { approveBatch, confirmSample, makeBatch } from '#actions/review-batches.ts'
import { cancelSchedule, publishScheduled, scheduleDraft } from '#actions/schedule-publication.ts'
import { moveWithdrawal } from '#actions/withdrawals.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const township = 340_522_101_000
const [clerk, reviewer] = [
  () => world.officer(world.officerId.clerk(world.otherVillage)),
  () => world.officer(world.officerId.reviewer(township)),
]
const months = ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06', '2024-07', '2024-08', '2024-09', '2024-10', '2024-11', '2024-12']

async function submitted(period: string, village = world.otherVillage): Promise<string> {
  const by = await world.officer(world.officerId.clerk(village))
  const draft = await createDraft(world.context, by, monthOfBooks(village, period))
  if (!draft.ok) throw new Error(JSON.stringify(draft.refusal))
  const sent = await submitDraft(world.context, by, draft.value.id, 1)
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal))
  return draft.value.id
}
const stateOf = async (id: string) => (await findDraft(world.context.db, id))!.state
const actionsOf = async (id: string) => (await listDraftEvents(world.context.db, id)).map(event => event.action)
const rows = async (statement: string, values: unknown[] = []) => (await world.owner.pool.query(statement, values)).rows as Record<string, never>[]

test('every move that the policy allows somebody is one that the lifecycle knows', async () => {
  const actions = { edit: 'edit', submit: 'submit', endorse: 'endorse', approve: 'approve', schedule: 'schedule', unschedule: 'unschedule', returnDraft: 'return' } as const
  const officers = [await clerk(), await reviewer(), { ...(await clerk()), id: 'committee', role: 'committee' as const }]
  for (const state of ['draft', 'atCommittee', 'submitted', 'returned', 'scheduled'] as const) {
    for (const [action, move] of Object.entries(actions) as [keyof typeof actions, (typeof actions)[keyof typeof actions]][]) {
      const isAllowed = officers.some(officer => !refusalFor(officer, action, { state, villageCode: world.otherVillage, authorIds: [] }))
      expect(next(state, move, true) !== undefined, `${state} ${action}`).toBe(isAllowed)
    }
  }
})

describe('a scheduled publication', () => {
  test('is refused for a past hour and for one more than sixty days ahead', async () => {
    const id = await submitted('2023-01')
    expect(await scheduleDraft(world.context, await reviewer(), id, 2, '2026-09-21T08:59')).toEqual({ ok: false, refusal: { code: 'publish-time-past' } })
    expect(await scheduleDraft(world.context, await reviewer(), id, 2, '2026-11-21T00:00')).toEqual({ ok: false, refusal: { code: 'publish-time-too-far' } })
    expect(await scheduleDraft(world.context, await reviewer(), id, 2, '')).toEqual({ ok: false, refusal: { code: 'publish-time-unreadable' } })
    expect(await stateOf(id)).toBe('submitted')
  })

  test('is public when its hour has come and not before, in the name of whoever scheduled it', async () => {
    const id = await submitted('2023-02')
    await scheduleDraft(world.context, await reviewer(), id, 2, '2026-09-22T10:00')
    world.setClock('2026-09-22', 9)
    await publishScheduled(world.context)
    expect(await stateOf(id)).toBe('scheduled')
    const told: number[] = []
    world.context.published.onPublished(village => told.push(village))
    world.setClock('2026-09-22', 10)
    await publishScheduled(world.context)
    await publishScheduled(world.context)
    expect([await stateOf(id), await actionsOf(id), told]).toEqual(['approved', ['create', 'submit', 'schedule', 'release', 'approve'], [world.otherVillage]])
    expect(await rows('select approver_id from disclosure_approval where draft_id = $1', [id])).toEqual([{ approver_id: (await reviewer()).id }])
    world.setClock('2026-09-21')
  })

  test('can be taken back before, and then nothing happens', async () => {
    const id = await submitted('2023-03')
    await scheduleDraft(world.context, await reviewer(), id, 2, '2026-09-22T10:00')
    expect(await approveDraft(world.context, await reviewer(), id, 3)).toMatchObject({ ok: false, refusal: { code: 'disclosure-not-now', state: 'scheduled' } })
    expect(await cancelSchedule(world.context, await reviewer(), id, 3)).toMatchObject({ ok: true })
    world.setClock('2026-09-23')
    await publishScheduled(world.context)
    expect(await stateOf(id)).toBe('submitted')
    world.setClock('2026-09-21')
  })

  test('that does not pass the check of that day goes back to the desk, and the township is told', async () => {
    const id = await submitted('2023-04')
    await scheduleDraft(world.context, await reviewer(), id, 2, '2026-09-22T10:00')
    await world.owner.pool.query(`update draft_row set cells = cells || '{"expense": "-1"}' where draft_id = $1 and seq = 2`, [id])
    world.setClock('2026-09-23')
    await publishScheduled(world.context)
    await deliverOutbox(world.context)
    expect(await stateOf(id)).toBe('submitted')
    expect(await rows(`select details ->> 'draftId' as id, details ->> 'code' as code from officer_notice where topic = 'scheduled-stopped'`)).toEqual([{ id, code: 'has-problems' }])
    world.setClock('2026-09-21')
  })
})

describe('several drafts at once', () => {
  const trail = (subjectId: string): Trail => ({ at: new Date(world.context.clock.now()), act: 'moveDraft', subjectKind: 'draft', subjectId, why: 'approve' })
  test('are approved only after the drawn ones were opened, each with its own result', async () => {
    const ids = await Promise.all(months.slice(0, 5).map(period => submitted(period)))
    const made = await makeBatch(world.context, await reviewer(), ids)
    const batch = made.ok ? made.value.id : ''
    const drawn = (await rows('select draft_id from review_batch_item where batch_id = $1 and is_sampled', [batch])).map(row => String(row['draft_id']))
    expect(drawn).toHaveLength(3)
    expect(await approveBatch(world.context, await reviewer(), batch, trail)).toEqual({ ok: false, refusal: { code: 'sample-unopened', left: 3 } })
    expect(await confirmSample(world.context, await reviewer(), batch, drawn[0]!, 1)).toMatchObject({ ok: false, refusal: { code: 'stale' } })
    expect(await confirmSample(world.context, await reviewer(), batch, ids.find(id => !drawn.includes(id))!, 2)).toEqual({ ok: false, refusal: { code: 'not-sampled' } })
    for (const id of drawn) expect(await confirmSample(world.context, await reviewer(), batch, id, 2)).toMatchObject({ ok: true })
    const other = ids.find(id => !drawn.includes(id))!
    await returnDraft(world.context, await reviewer(), other, 2, '请补充凭证号。')
    expect(await approveBatch(world.context, await reviewer(), batch, trail)).toMatchObject({ ok: true })
    const results = new Map((await rows('select draft_id, result from review_batch_item where batch_id = $1', [batch])).map(row => [row['draft_id'], row['result']]))
    for (const id of ids) expect(results.get(id as never)).toBe(id === other ? 'stale' : 'approved')
    expect(await approveBatch(world.context, await reviewer(), batch, trail)).toMatchObject({ ok: true })
    expect(await rows('select count(*)::int as n from disclosure_approval where draft_id = any($1)', [ids])).toEqual([{ n: 4 }])
  })

  test('draw the same sample however often and in whatever order they are chosen', async () => {
    const ids = await Promise.all(months.slice(5).map(period => submitted(period)))
    const drawnOf = async (chosen: string[]) => {
      const made = await makeBatch(world.context, await reviewer(), chosen)
      return (await rows('select draft_id from review_batch_item where batch_id = $1 and is_sampled order by draft_id', [made.ok ? made.value.id : ''])).map(row => String(row['draft_id']))
    }
    const drawn = await drawnOf(ids)
    expect(await drawnOf(ids.toReversed())).toEqual(drawn)
    const without = await drawnOf(ids.filter(id => id !== drawn[0]))
    expect(without).toEqual(expect.arrayContaining(drawn.slice(1)))
  })

  test('are refused where one is not waiting, and another reviewer’s batch is not found', async () => {
    const draft = await createDraft(world.context, await clerk(), monthOfBooks(world.otherVillage, '2023-05'))
    expect(await makeBatch(world.context, await reviewer(), [draft.ok ? draft.value.id : '']))
      .toEqual({ ok: false, refusal: { code: 'batch-not-submitted' } })
    const made = await makeBatch(world.context, await reviewer(), [await submitted('2023-06')])
    const stranger = await world.officer(world.officerId.reviewer(340_522_105_000))
    expect(await approveBatch(world.context, stranger, made.ok ? made.value.id : '', trail)).toEqual({ ok: false, refusal: { code: 'not-found' } })
  })
})

describe('a withdrawal', () => {
  const published = async (period: string) => {
    const done = await approveDraft(world.context, await reviewer(), await submitted(period), 2)
    if (!done.ok) throw new Error(done.refusal.code)
    return done.value.disclosureId
  }

  test('needs a reason and two people; the tombstone stays and nothing else is served', async () => {
    const id = await published('2022-01')
    expect(await moveWithdrawal(world.context, await clerk(), id, { action: 'ask', note: '错' })).toEqual({ ok: false, refusal: { code: 'reason-missing' } })
    expect(await moveWithdrawal(world.context, await clerk(), id, { action: 'ask', note: '张三的身份证号11010519491231002X错了' })).toEqual({ ok: false, refusal: { code: 'reason-personal' } })
    expect(await moveWithdrawal(world.context, await reviewer(), id, { action: 'grant' })).toMatchObject({ ok: false, refusal: { code: 'disclosure-not-now' } })
    expect(await moveWithdrawal(world.context, await clerk(), id, { action: 'ask', note: '误将邻村账目公开在本村。' })).toMatchObject({ ok: true })
    expect(await moveWithdrawal(world.context, await clerk(), id, { action: 'grant' })).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await openCorrection(world.context, await clerk(), id, '改正一笔电费。')).toMatchObject({ ok: false, refusal: { code: 'disclosure-not-now', state: 'withdrawalAsked' } })
    expect(await moveWithdrawal(world.context, await reviewer(), id, { action: 'grant' })).toMatchObject({ ok: true })
    const app = await world.app()
    const page = await app.inject({ url: `/d/${id}`, headers: { 'accept-language': 'zh-CN' } })
    expect([page.statusCode, page.body.includes('误将邻村账目公开在本村。'), page.body.includes('1月财务收支明细'), page.body.includes('鱼塘承包费')]).toEqual([410, true, true, false])
    for (const address of [`/d/${id}.csv`, `/d/${id}.json`, `/d/${id}?v=1`]) {
      const said = await app.inject({ url: address })
      expect([said.statusCode, said.body.includes('鱼塘承包费'), said.body.includes('10,000')], address).toEqual([410, false, false])
    }
    const [leaf] = await rows(`select convert_from(leaf, 'utf8')::jsonb as leaf from log_queue where convert_from(leaf, 'utf8')::jsonb ->> 'rid' = $1 order by id desc limit 1`, [id])
    expect(leaf!['leaf']).toMatchObject({ t: 'withdraw', ver: 2, n: 0, why: 'withdrawn' })
    await expect(world.owner.pool.query('delete from pub.disclosure_withdrawal')).rejects.toThrow(/append-only/)
  })

  test('leaves the period free for another record, and cannot be asked twice', async () => {
    const id = await published('2022-02')
    await moveWithdrawal(world.context, await clerk(), id, { action: 'ask', note: '这一期选错了事项。' })
    await moveWithdrawal(world.context, await reviewer(), id, { action: 'grant' })
    expect(await moveWithdrawal(world.context, await clerk(), id, { action: 'ask', note: '这一期选错了事项。' })).toMatchObject({ ok: false, refusal: { code: 'disclosure-not-now', state: 'withdrawn' } })
    expect(await published('2022-02')).not.toBe(id)
  })

  test('can be refused with a reason, and the record stands', async () => {
    const id = await published('2022-03')
    await moveWithdrawal(world.context, await clerk(), id, { action: 'ask', note: '领导要求撤下来。' })
    expect(await moveWithdrawal(world.context, await reviewer(), id, { action: 'refuse' })).toEqual({ ok: false, refusal: { code: 'reason-missing' } })
    expect(await moveWithdrawal(world.context, await reviewer(), id, { action: 'refuse', note: '内容无误，不应撤回。' })).toMatchObject({ ok: true })
    expect((await (await world.app()).inject({ url: `/d/${id}` })).statusCode).toBe(200)
  })

  test('is impossible in the database when one person asks and grants', async () => {
    await expect(world.owner.pool.query(`insert into withdrawal_request (id, disclosure_id, county_code, village_code, reason, state, asked_by, asked_at, decided_by, decided_at)
      values (gen_random_uuid(), gen_random_uuid(), 340522000000, $2, '测试理由', 'granted', $1, now(), $1, now())`, [world.officerId.triage, world.village])).rejects.toThrow(/two people/)
  })
})

describe('a village with a supervisory committee', () => {
  beforeAll(async () => { await world.postCommittee() })
  const own = () => world.officer(world.officerId.reviewer(340_522_100_000))

  test('reads what is handed in first; only then may the township approve, and the approval names both', async () => {
    const id = await submitted('2024-01', world.village)
    const committee = await world.officer(world.officerId.committee)
    expect(await stateOf(id)).toBe('atCommittee')
    expect(await approveDraft(world.context, await own(), id, 2)).toMatchObject({ ok: false, refusal: { code: 'disclosure-not-now', state: 'atCommittee' } })
    expect(await endorseDraft(world.context, await world.officer(world.officerId.clerk(world.village)), id, 2, undefined)).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await endorseDraft(world.context, committee, id, 2, '已核对。')).toMatchObject({ ok: true })
    // What waits for the township was never the committee's to do: it is not told that something is kept from it.
    expect(await findDraftView(world.context, committee, id, 'en')).toMatchObject({ allowed: [], withheld: [] })
    expect(await approveDraft(world.context, await own(), id, 3)).toMatchObject({ ok: true })
    expect(await rows('select committee_id from disclosure_approval where draft_id = $1', [id])).toEqual([{ committee_id: committee.id }])
  })

  test('may send it back with a reason', async () => {
    const id = await submitted('2024-02', world.village)
    const committee = await world.officer(world.officerId.committee)
    expect(await returnDraft(world.context, committee, id, 2, '第二笔没有经手人。')).toMatchObject({ ok: true })
    expect(await stateOf(id)).toBe('returned')
  })

  test('has five days; on the sixth the township goes on without it, and the approval names nobody of it', async () => {
    const id = await submitted('2024-03', world.village)
    world.setClock('2026-09-26')
    await passOverCommittees(world.context)
    expect(await stateOf(id)).toBe('atCommittee')
    world.setClock('2026-09-27')
    await passOverCommittees(world.context)
    expect([await stateOf(id), await actionsOf(id)]).toEqual(['submitted', ['create', 'submit', 'lapse']])
    await approveDraft(world.context, await own(), id, 3)
    expect(await rows('select committee_id from disclosure_approval where draft_id = $1', [id])).toEqual([{ committee_id: null }])
    world.setClock('2026-09-21')
  })

  test('is passed by where the county’s data say so', async () => {
    await world.owner.pool.query(`insert into committee_rule values (340522000000, 'never')`)
    expect(await stateOf(await submitted('2024-04', world.village))).toBe('submitted')
    await world.owner.pool.query('delete from committee_rule')
  })

  test('is kept apart from author and township by the database too, whatever a program says', async () => {
    const id = await submitted('2024-05', world.village)
    const [author, committee, approver] = [world.officerId.clerk(world.village), world.officerId.committee, (await own()).id]
    await endorseDraft(world.context, await world.officer(committee), id, 2, undefined)
    const insert = (authorId: string, committeeId: string | null, approverId: string) => world.owner.pool.query(
      `insert into disclosure_approval (county_code, disclosure_id, version, draft_id, author_id, committee_id, approver_id) values (340522000000, $1, 1, $2, $3, $4, $5)`, [randomUUID(), id, authorId, committeeId, approverId])
    await expect(insert(author, author, approver)).rejects.toThrow(/check constraint|wrote in/)
    await expect(insert(author, approver, approver)).rejects.toThrow(/check constraint/)
    await expect(insert(approver, committee, author), 'who wrote but is not named as the author').rejects.toThrow(/wrote in/)
    await expect(insert(author, null, committee), 'who passed it for the committee').rejects.toThrow(/two people/)
  })
})
