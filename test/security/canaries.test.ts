import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isIdentityNumber } from '#rules/masking/numbers.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { createDraft, openCorrection, saveDraft, submitDraft, type DraftInput } from '#actions/drafts.ts'
import { approveDraft } from '#actions/publish.ts'
import { confirmTakedown, takeDown } from '#actions/take-down.ts'
import { moveWithdrawal } from '#actions/withdrawals.ts'
import { openBrowser, type Browser } from '#test/pages/visiting.ts'
import { isWhole } from '#test/whole.ts'
import { openWorld, type World } from '#test/world.ts'
import { digits, identity } from './canaries.ts'
import { walkEverything } from './public-routes.ts'

let world: World
let browser: Browser
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
})
afterAll(() => world.close())

const clerk = () => world.officer(world.officerId.clerk(world.village))
const reviewer = () => world.officer(world.officerId.reviewer(340_522_100_000))
const triage = async () => world.officer(world.officerId.triage)
const item = 'farmland-subsidy'

function subsidy(period: string, rows: readonly Record<string, string>[], title = '耕地地力保护补贴发放表'): DraftInput {
  return { villageCode: world.village, item, period, title, fields: { subsidyName: '耕地地力保护补贴', year: '2026', standard: '100' }, rows: [...rows] }
}

async function publish(input: DraftInput): Promise<string> {
  const made = await createDraft(world.context, await clerk(), input)
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  const sent = await submitDraft(world.context, await clerk(), made.value.id, 1)
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal))
  const published = await approveDraft(world.context, await reviewer(), made.value.id, 2)
  if (!published.ok) throw new Error(JSON.stringify(published.refusal))
  return published.value.disclosureId
}

/** Everything anybody can be answered about a record, by every route there is. */
const everythingShown = (id: string) => walkEverything(world, browser, { id, item })

const row = fc.record({ idNo: identity, card: digits(15), phone: digits(8), name: fc.constantFrom('欧阳测试', '张王小明', '李虚构人', '王演示员'), house: fc.integer({ min: 100, max: 999 }) })

describe('what is planted and must not be shown', () => {
  test('no public surface ever emits it: no page, list, file, header, or answer to a stranger', async () => {
    let year = 2015
    await fc.assert(fc.asyncProperty(fc.uniqueArray(row, { minLength: 2, maxLength: 6, selector: each => each.idNo }), async people => {
      const rows = people.map(({ idNo, card, phone, name, house }, index) => ({
        householderName: name, groupName: `${index + 1}组`, quantity: '1', standard: '100', amount: '100.00', idNo, bankNo: `6228${card}`, phone: `139${phone}`,
        address: `测试村${index + 1}组${house}号`, remarks: `卡 6228${card} 电话139${phone}`, cardHolderName: `${name}之子`, relation: `父子${house}`,
      }))
      const id = await publish(subsidy(`${++year}-01-05`, rows))
      const planted = people.flatMap(({ idNo, card, phone, name, house }) => [idNo, card, phone, name, `${house}号`, `父子${house}`])
      for (const { idNo } of people) expect(isIdentityNumber(idNo)).toBe(true)
      for (const { from, said } of await everythingShown(id)) {
        for (const canary of planted) expect(said.includes(canary), `${from} shows ${canary.length} characters of what it must not`).toBe(false)
      }
    }), { numRuns: isWhole ? 3 : 1 })
  }, 120_000)
})

test('of a withdrawn record the reader\'s role sees no version, row or file, whatever it asks', async () => {
  const id = await publish(subsidy('2008-01-05', [{ householderName: '欧阳测试', groupName: '一组', quantity: '1', standard: '100', amount: '100.00' }]))
  const versions = () => Promise.all((['pub.disclosureVersion', 'pub.disclosureRow', 'pub.attachment', 'pub.attachmentText'] as const).map(async table =>
    (await world.context.reader.selectFrom(table).select('version').where('disclosureId', '=', id).execute()).length))
  expect(await versions()).toEqual([1, 1, 0, 0])
  expect(await moveWithdrawal(world.context, await clerk(), id, { action: 'ask', note: '误将邻村的补贴公开在本村。' })).toMatchObject({ ok: true })
  expect(await moveWithdrawal(world.context, await reviewer(), id, { action: 'grant' })).toMatchObject({ ok: true })
  expect(await versions()).toEqual([0, 0, 0, 0])
  for (const ending of ['', '.json', '.csv', '/compare', '/script', '/letter']) expect((await browser.get(`/d/${id}${ending}`)).text, ending).not.toContain('欧阳')
})

describe('an emergency take-down', () => {
  const canary = '金丝雀名目七三一'
  const rows = [{ householderName: '欧阳测试', groupName: canary, quantity: '1', standard: '100', amount: '100.00' }]

  test('makes the record disappear from every public surface at once, and a tombstone stays', async () => {
    const id = await publish(subsidy('2014-01-05', rows, `${canary}补贴`))
    const before = (await everythingShown(id)).filter(({ said }) => said.includes(canary)).map(({ from }) => from)
    expect(before).toEqual(expect.arrayContaining([`/d/${id}`, `/d/${id}.csv`, `/d/${id}.json`, `/v/${world.village}/d`]))
    expect(await takeDown(world.context, await reviewer(), id, { reason: 'personal-data', note: '第一行写了不该公开的内容。' })).toMatchObject({ ok: true })
    for (const { from, said } of await everythingShown(id)) expect(said.includes(canary), from).toBe(false)
    const page = await browser.get(`/d/${id}`)
    expect(page).toMatchObject({ status: 410 })
    expect(page.text).toContain('含有不应公开的个人信息')
    for (const address of [`/d/${id}.csv`, `/d/${id}.json`, `/d/${id}?v=1`]) expect((await browser.get(address)).status).toBe(410)
    expect((await browser.get(`/v/${world.village}/d?q=${encodeURIComponent(canary)}`)).text).not.toContain(`/d/${id}`)
  }, 60_000)

  test('the reader\'s role cannot see the rows whatever it asks', async () => {
    const id = await publish(subsidy('2013-01-05', rows))
    await takeDown(world.context, await triage(), id, { reason: 'child', note: '写了孩子的名字。' })
    for (const table of ['pub.disclosureVersion', 'pub.disclosureRow', 'pub.attachment', 'pub.attachmentText'] as const) {
      expect(await world.context.reader.selectFrom(table).select('version').where('disclosureId', '=', id).execute()).toEqual([])
    }
    await expect(world.context.db.deleteFrom('pub.takedown').where('disclosureId', '=', id).execute()).rejects.toThrow(/permission denied/)
  })

  test('is confirmed within one working day by somebody else, never by the one who did it', async () => {
    world.setClock('2026-09-30')
    const id = await publish(subsidy('2012-01-05', rows))
    const taken = await takeDown(world.context, await reviewer(), id, { reason: 'wrong-person', note: '姓名张冠李戴。' })
    const incidentId = taken.ok ? taken.value.incidentId : ''
    const { rows: [incident] } = await world.owner.pool.query('select confirm_by, republish_by from incident where id = $1', [incidentId])
    // The holiday of 1 October lies between: the next working day is the 8th.
    expect(incident).toEqual({ confirm_by: '2026-10-08', republish_by: '2026-10-08' })
    expect(await confirmTakedown(world.context, await reviewer(), incidentId, '')).toMatchObject({ ok: false, refusal: { code: 'author-cannot-review' } })
    await expect(world.context.db.insertInto('incidentConfirmation').values({ incidentId, openedBy: (await reviewer()).id, confirmedBy: (await reviewer()).id }).execute()).rejects.toThrow(/second person/)
    await expect(world.context.db.insertInto('incidentConfirmation').values({ incidentId, openedBy: (await clerk()).id, confirmedBy: (await triage()).id }).execute()).rejects.toThrow(/second person|foreign key/)
    expect(await confirmTakedown(world.context, await clerk(), incidentId, '')).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await confirmTakedown(world.context, await triage(), incidentId, '已核对。')).toEqual({ ok: true, value: {} })
    expect(await confirmTakedown(world.context, await triage(), incidentId, '再来一次')).toMatchObject({ ok: false, refusal: { code: 'already-confirmed' } })
    world.setClock('2026-09-21')
  })

  test('is for a reviewer of the township and the triage desk, once, and is written into the public ledger', async () => {
    const id = await publish(subsidy('2011-01-05', rows))
    const given = { reason: 'other', note: '先撤下再核对。' } as const
    expect(await takeDown(world.context, await clerk(), id, given)).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await takeDown(world.context, await reviewer(), id, { ...given, note: '急' })).toMatchObject({ ok: false, refusal: { code: 'reason-missing' } })
    expect(await takeDown(world.context, await reviewer(), randomUUID(), given)).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect(await takeDown(world.context, await reviewer(), id, given)).toMatchObject({ ok: true })
    expect(await takeDown(world.context, await reviewer(), id, given)).toMatchObject({ ok: false, refusal: { code: 'already-taken-down' } })
    const leaves = (await world.owner.pool.query(`select convert_from(leaf, 'utf8')::jsonb as leaf from log_queue where log = 'pub' and convert_from(leaf, 'utf8')::jsonb ->> 'rid' = $1 order by id`, [id])).rows
    expect(leaves.map(({ leaf }) => [leaf.t, leaf.why])).toEqual([['publish', null], ['withdraw', 'other']])
  })

  test('ends with a corrected version, and the one taken down stays gone', async () => {
    const id = await publish(subsidy('2010-01-05', rows, `${canary}补贴`))
    await takeDown(world.context, await reviewer(), id, { reason: 'personal-data', note: '第一行写了不该公开的内容。' })
    const open = await openCorrection(world.context, await clerk(), id, '删去不该公开的内容。')
    const draftId = open.ok ? open.value.id : ''
    const { villageCode: _, item: __, ...edit } = subsidy('2010-01-05', [{ ...rows[0]!, groupName: '一组' }], '改正后的补贴表')
    expect(await saveDraft(world.context, await clerk(), draftId, { ...edit, asOf: 1 })).toMatchObject({ ok: true })
    expect(await submitDraft(world.context, await clerk(), draftId, 2)).toMatchObject({ ok: true })
    expect(await approveDraft(world.context, await reviewer(), draftId, 3)).toMatchObject({ ok: true, value: { version: 2 } })
    const page = await browser.get(`/d/${id}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('改正后的补贴表')
    expect(page.text).toContain('第1版（已紧急撤下）')
    expect((await browser.get(`/d/${id}?v=1`)).status).toBe(410)
    for (const { from, said } of await everythingShown(id)) expect(said.includes(canary), from).toBe(false)
  }, 60_000)
})

test('a resident who follows an earlier complaint is not shown again what was taken down', async () => {
  const canary = '金丝雀名目八五二'
  const id = await publish(subsidy('2009-01-05', [{ householderName: '欧阳测试', groupName: canary, quantity: '1', standard: '100', amount: '100.00' }]))
  const filed = await fileComplaint(world.context, {
    villageCode: world.village, statement: '请说明这一行的金额。', about: { disclosureId: id, version: 1, rowSeq: 1, fieldKey: 'groupName' }, photos: [], idempotencyKey: randomUUID(), channel: 'web',
  })
  const code = filed.ok ? filed.value.receiptCode : ''
  expect((await browser.post('/track', { code })).text).toContain(canary)
  await takeDown(world.context, await reviewer(), id, { reason: 'personal-data', note: '第一行写了不该公开的内容。' })
  const page = await browser.post('/track', { code })
  expect(page.text).toContain('请说明这一行的金额')
  expect(page.text).not.toContain(canary)
})
