import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { decideAsOfficer, raiseObjection } from '#actions/objections.ts'
import { hideObjectionText } from '#actions/hide-objection.ts'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { setUpSecondReviewer } from '#test/disclosures/second-reviewer.ts'
import { visitVillageWithBooks } from './visiting.ts'

const at = visitVillageWithBooks()
let secondReviewer: string
beforeAll(async () => { secondReviewer = await setUpSecondReviewer(at.world) })

const insult = '你们都是一群没良心的东西，快说'
const clerk = () => at.world.officer(at.world.officerId.clerk(at.world.village))
const reviewer = () => at.world.officer(at.world.officerId.reviewer(340_522_100_000))
const triage = () => at.world.officer(at.world.officerId.triage)
const given = { part: 'question', reason: 'insult', asOf: 1, note: '骂人的话。' } as const

async function raised(question = insult): Promise<{ id: string; code: string }> {
  const before = new Set((await at.world.owner.pool.query('select id from objection')).rows.map(row => String(row.id)))
  const made = await raiseObjection(at.world.context, { about: { disclosureId: at.books, version: 1, rowSeq: 1 }, question, idempotencyKey: randomUUID() })
  const code = made.ok ? made.value.receiptCode : ''
  return { id: (await at.world.owner.pool.query('select id from objection')).rows.map(row => String(row.id)).find(id => !before.has(id))!, code }
}

async function post(role: OfficerRole, id: string, body: object) {
  const app = await at.world.app()
  return app.inject({ method: 'POST', url: `/api/v1/objections/${id}/hidings`, headers: { ...await at.world.signInAs(role), 'idempotency-key': randomUUID(), 'content-type': 'application/json' }, payload: JSON.stringify(body) })
}

const record = async () => (await at.browser.get(`/d/${at.books}`)).text

describe('hiding words of an objection', () => {
  test('demands sign-in, and a duty that allows it', async () => {
    const app = await at.world.app()
    const { id } = await raised()
    expect((await app.inject({ method: 'POST', url: `/api/v1/objections/${id}/hidings`, headers: { 'content-type': 'application/json', 'idempotency-key': 'a-key-of-sixteen-', origin: 'http://localhost' }, payload: JSON.stringify(given) })).statusCode).toBe(401)
    expect((await post('clerk', id, given)).statusCode).toBe(403)
    expect((await post('handler', id, given)).statusCode).toBe(403)
    expect((await post('triage', id, { ...given, note: '短' })).statusCode).toBe(422)
    expect((await post('triage', id, { ...given, part: 'answer' })).statusCode).toBe(409)
    expect((await post('triage', id, { ...given, asOf: 2 })).statusCode).toBe(409)
    expect((await post('triage', randomUUID(), given)).statusCode).toBe(404)
  })

  test('takes the words from the page at once and leaves why and since when; the objection goes on', async () => {
    const { id, code } = await raised('你这个没良心的王五，钱呢')
    expect(await record()).toContain('你这个没良心的王五')
    expect((await post('triage', id, given)).statusCode).toBe(200)
    const page = await record()
    expect(page).not.toContain('没良心的王五')
    expect(page).toContain('这段文字已于2026年9月21日隐去：辱骂、侮辱他人')
    const held = await at.browser.post('/track', { code }, { headers: { origin: 'http://localhost' } })
    expect([held.text.includes('没良心'), held.text.includes('等村里答复')]).toEqual([false, true])
    expect(await decideAsOfficer(at.world.context, await clerk(), id, { action: 'answer', asOf: 2, words: '这笔钱的发票贴在公开栏，请来看。' })).toMatchObject({ ok: true })
    expect((await post('triage', id, { ...given, asOf: 3 })).statusCode).toBe(409)
    const { rows } = await at.world.owner.pool.query(`select action, actor, words from objection_event where objection_id = $1 order by seq`, [id])
    expect(rows.map(row => [row.action, row.actor])).toEqual([['raise', 'asker'], ['hide', 'triage'], ['answer', 'clerk']])
    expect(rows[1].words).toBe(given.note)
    expect((await at.world.owner.pool.query('select question from objection where id = $1', [id])).rows[0].question).toBe('你这个没良心的王五，钱呢')
  })

  test('is not for whoever made or approved the record, or answered: another reviewer of the township may', async () => {
    const { id } = await raised()
    expect(await hideObjectionText(at.world.context, await reviewer(), id, given)).toMatchObject({ ok: false, refusal: { code: 'conflict-of-interest' } })
    const other = await at.world.officer(secondReviewer)
    expect(await hideObjectionText(at.world.context, other, id, given)).toMatchObject({ ok: true })
  })

  test('is refused by the database too: to the interested, without an event, and for words that would say something else', async () => {
    const { id } = await raised()
    const event = (officerId: string, actor: string, seq: number) => at.world.context.db.insertInto('objectionEvent').values({ objectionId: id, seq, action: 'hide', actor, officerId, words: '骂人的话。', day: '2026-09-21' }).execute()
    await expect(event((await reviewer()).id, 'reviewer', 2)).rejects.toThrow(/may not hide/)
    await expect(event((await triage()).id, 'clerk', 2)).resolves.toBeDefined()
    const blank = () => at.world.context.db.updateTable('pub.objection').set({ question: '' }).where('id', '=', id).execute()
    await expect(blank()).rejects.toThrow(/not changed/)
    await expect(at.world.context.db.insertInto('pub.objectionHiding').values({ countyCode: 340_522_000_000, disclosureId: at.books, objectionId: id, part: 'question', reason: 'insult', hiddenOn: '2026-09-21', seq: 9 }).execute()).rejects.toThrow(/foreign key/)
    await at.world.context.db.insertInto('pub.objectionHiding').values({ countyCode: 340_522_000_000, disclosureId: at.books, objectionId: id, part: 'question', reason: 'insult', hiddenOn: '2026-09-21', seq: 2 }).execute()
    await expect(at.world.context.db.updateTable('pub.objection').set({ question: '别的话' }).where('id', '=', id).execute()).rejects.toThrow(/not changed/)
    await blank()
  })
})
