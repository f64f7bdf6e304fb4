import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { trackCase } from '#actions/tracking.ts'
import { inTransaction } from '#records/database.ts'
import { listEvents } from '#records/cases.ts'
import { insertCaseSubject } from '#records/conflicts.ts'
import { caseAt, file, move } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'
import { check, csv, enter, order, statement, take } from './doors.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

type Role = 'triage' | 'supervisor' | 'handler' | 'leader'
const alike = async (id: string, as: Role = 'triage') => (await say(world, as, 'GET', `/api/v1/cases/${id}/alike`)).body.alike as { id: string; because: string[]; canLead: boolean; isEarlier: boolean; channel: string }[] | undefined
const idsAlike = async (id: string, as: Role = 'triage') => (await alike(id, as))?.map(each => each.id)
const verdict = (id: string, otherId: string, verdict: string, as: Role = 'triage') => say(world, as, 'POST', `/api/v1/cases/${id}/verdicts`, { body: { otherId, verdict } })
const wordedAnew = '来电人反映：村口水泥路刚修半年，路面裂了好几道缝，质疑质量。'

describe('complaints that look alike', () => {
  test('are proposed across doors, with reasons', async () => {
    const web = await file(world, { statement })
    const bytes = csv([order('ALIKE-1', { title: '', content: wordedAnew })])
    const hotline = (await take(world, bytes, (await check(world, bytes)).body.sha256)).body.receipts[0].caseId
    const letter = await enter(world, { channel: 'letter', channelNumber: '信-相似', statement: '村里的水泥路半年就裂了好几道缝，请查质量。' })
    expect(await idsAlike(hotline)).toEqual(expect.arrayContaining([web.id, letter.id]))
    expect((await alike(hotline))!.find(each => each.id === web.id)).toMatchObject({ channel: 'web', because: expect.arrayContaining(['sameVillage', 'likeText']), isEarlier: false })
    const asked = await say(world, 'triage', 'POST', '/api/v1/intake/alike', { body: { villageCode: world.village, statement: wordedAnew } })
    expect(asked.body.alike.map((each: { id: string }) => each.id)).toEqual(expect.arrayContaining([web.id, letter.id, hotline]))
  })

  test.each<[string, string, boolean]>([['364 days', '2027-09-20', true], ['365 days', '2027-09-21', true], ['366 days', '2027-09-22', false]])('%s apart are proposed or not', async (_, day, isProposed) => {
    world.setClock('2026-09-21')
    const words = `荷塘清淤的承包款${day}一直没有公布，村民问了好几次。`
    const early = await file(world, { statement: words })
    world.setClock(day)
    const late = await file(world, { statement: words })
    expect((await idsAlike(late.id))!.includes(early.id)).toBe(isProposed)
    world.setClock('2026-09-21')
  })

  test('are shown to the desk and to supervisors only, and only as far as each may see them', async () => {
    const words = '自来水管道漏水三个月，村干部不来修，浪费严重。'
    const [one, two, three] = [await file(world, { statement: words }), await file(world, { statement: words }), await file(world, { statement: words })]
    for (const each of [one, two]) {
      await move(world, each.id, world.officerId.triage, { action: 'accept' })
      await move(world, each.id, world.officerId.triage, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture') })
    }
    expect(await idsAlike(one.id)).toEqual(expect.arrayContaining([two.id, three.id]))
    // The third lies on no desk of the supervisor's.
    expect(await idsAlike(one.id, 'supervisor')).toEqual([two.id])
    expect(await idsAlike(three.id, 'supervisor')).toBeUndefined()
    for (const role of ['handler', 'leader'] as const) expect(await say(world, role, 'GET', `/api/v1/cases/${one.id}/alike`)).toMatchObject({ status: 404 })
    // A case that names the officer is not proposed either, nor found when comparing before entry, nor judged.
    await inTransaction(world.context.db, tx => insertCaseSubject(tx, three.id, { officerId: world.officerId.triage }))
    expect(await idsAlike(one.id)).toEqual([two.id])
    const asked = await say(world, 'triage', 'POST', '/api/v1/intake/alike', { body: { villageCode: world.village, statement: words } })
    expect(asked.body.alike.map((each: { id: string }) => each.id)).not.toContain(three.id)
    expect(await verdict(one.id, three.id, 'different')).toMatchObject({ status: 404 })
  })

  test('and were called different are not proposed again, whichever of the two one looks from', async () => {
    const words = '文化广场的健身器材坏了两件，小孩玩耍很危险。'
    const [one, two] = [await file(world, { statement: words }), await file(world, { statement: words })]
    expect(await idsAlike(one.id)).toContain(two.id)
    const said = await verdict(one.id, two.id, 'different')
    expect(said).toMatchObject({ status: 200 })
    expect(said.body.alike.map((each: { id: string }) => each.id)).not.toContain(two.id)
    expect(await idsAlike(two.id)).not.toContain(one.id)
  })

  test('and were merged are not proposed to each other', async () => {
    const words = '抗旱水泵的租金账目不清，去年收了两次钱。'
    const [lead, joined] = [await file(world, { statement: words }), await file(world, { statement: words })]
    for (const each of [lead, joined]) await move(world, each.id, world.officerId.triage, { action: 'accept' })
    expect((await alike(joined.id))![0]).toMatchObject({ id: lead.id, canLead: true })
    await move(world, joined.id, world.officerId.triage, { action: 'merge', note: '反映的是同一件事。', intoCaseId: lead.id })
    expect(await idsAlike(joined.id)).not.toContain(lead.id)
    expect(await idsAlike(lead.id)).not.toContain(joined.id)
  })

  test('about the same published line are one matter whatever they say, about the same record perhaps not', async () => {
    const [one, two] = [await file(world, { statement: '这是怎么回事请说明一下。' }), await file(world, { statement: '金额对不上账。' })]
    const about = (id: string, row: number) => world.owner.pool.query(`update case_file set disclosure_id = '0198c0de-0000-4000-8000-0000000000aa', disclosure_version = 1, row_seq = $2, field_key = 'amount' where id = $1`, [id, row])
    await about(one.id, 3)
    await about(two.id, 4)
    expect(await idsAlike(two.id)).not.toContain(one.id)
    await about(two.id, 3)
    expect((await alike(two.id))!.find(each => each.id === one.id)).toMatchObject({ because: ['sameLine'] })
  })

  test('are judged within one county, never with themselves, and never with a case that is not there', async () => {
    const [one, two] = [await file(world), await file(world)]
    expect(await verdict(one.id, one.id, 'different')).toMatchObject({ status: 422, body: { code: 'verdict-itself' } })
    expect(await verdict(one.id, '0198c0de-0000-4000-8000-000000000001', 'different')).toMatchObject({ status: 404 })
    expect(await verdict(one.id, two.id, 'again')).toMatchObject({ status: 409, body: { code: 'verdict-not-after' } })
    expect(await verdict(one.id, two.id, 'merged')).toMatchObject({ status: 422 })
    await world.owner.pool.query('update case_file set county_code = 340503000000 where id = $1', [two.id])
    await expect(world.owner.pool.query(`insert into likeness_verdict (case_id, other_id, verdict, officer_id, unit_id, at) select $1, $2, 'different', $3, unit_id, now() from officer where id = $3`, [one.id, two.id, world.officerId.triage])).rejects.toThrow(/within their county/)
  })

  test('are looked for among five hundred at most', async () => {
    const source = await file(world, { villageCode: world.otherVillage, statement })
    await world.owner.pool.query(`insert into case_file (id, county_code, village_code, channel, statement, is_named, receipt_hmac, received_on, state, event_count, step_due_on)
      select gen_random_uuid(), county_code, village_code, 'web', statement || n, false, sha256(n::text::bytea), received_on, 'submitted', 1, received_on from case_file, generate_series(1, 3000) as n where id = $1`, [source.id])
    expect(await idsAlike(source.id)).toHaveLength(5)
  })
})

describe('the item of the list that a complaint falls under', () => {
  const item = { first: 'farmland-subsidy', second: 'subsistence-allowance' }
  const because = async (id: string, otherId: string) => (await alike(id))?.find(each => each.id === otherId)?.because
  const now = async (id: string) => (await listEvents(world.context.db, id)).length
  const act = (id: string, asOf: number, details?: object, action = 'classify', as: Role = 'triage') => say(world, as, 'POST', `/api/v1/cases/${id}/moves`, { body: { action, asOf, ...(details && { details }) } })

  test('is said with the entry, asked about before it is kept, and must stand on the list of the county', async () => {
    const words = '种粮补贴的面积少算了两亩，请核对。'
    const { id } = await enter(world, { item: item.first, statement: words })
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${id}`)).body.item).toMatchObject({ slug: item.first, zh: expect.any(String) })
    const asked = await say(world, 'triage', 'POST', '/api/v1/intake/alike', { body: { villageCode: world.village, statement: words, item: item.first } })
    expect(asked.body.alike.find((each: { id: string }) => each.id === id).because).toContain('sameItem')
    expect(await say(world, 'triage', 'POST', '/api/v1/intake', { body: { channel: 'phone', villageCode: world.village, statement, item: 'no-such-item' } })).toMatchObject({ status: 422, body: { code: 'unknown-item' } })
    expect((await say(world, 'triage', 'GET', `/api/v1/items?village=${world.village}`)).body.items.map((each: { slug: string }) => each.slug)).toEqual(expect.arrayContaining(Object.values(item)))
  })

  test('is put right by the desk alone: an event with the old and the new, and neither state nor any day changes', async () => {
    const words = '低保名单里漏了村西的老人，问了几次没有说法。'
    const [filed, other] = [await file(world, { statement: words }), await enter(world, { item: item.second, statement: words })]
    expect(await act(filed.id, 1, { itemSlug: item.first }, 'accept')).toMatchObject({ status: 200, body: { eventCount: 3, state: 'accepted', item: { slug: item.first } } })
    expect(await because(filed.id, other.id)).not.toContain('sameItem')
    const before = (await say(world, 'triage', 'GET', `/api/v1/cases/${filed.id}`)).body
    const { body: after } = await act(filed.id, 3, { itemSlug: item.second })
    expect(after).toMatchObject({ state: before.state, due: before.due, stageDueOn: before.stageDueOn, light: before.light, clock: before.clock, item: { slug: item.second } })
    expect(after.events.at(-1)).toMatchObject({ action: 'classify', officerName: expect.any(String), details: { told: [{ zh: after.item.zh, en: after.item.en }], before: { zh: before.item.zh } } })
    expect(await because(filed.id, other.id)).toContain('sameItem')
    expect(await trackCase(world.context, filed.code)).toMatchObject({ value: { timeline: [{ action: 'file' }, { action: 'classify', told: [{ code: item.first }] }, { action: 'accept' }, { action: 'classify', told: [{ code: item.second, zh: after.item.zh }] }] } })
    for (const [details, code] of [[undefined, 'choice-missing'], [{ itemSlug: item.second }, 'nothing-changed'], [{ itemSlug: 'no-such-item' }, 'unknown-item']] as const) expect((await act(filed.id, 4, details)).body.code).toBe(code)
    await move(world, filed.id, world.officerId.triage, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture') })
    expect(await act(filed.id, await now(filed.id), { itemSlug: item.first }, 'classify', 'handler')).toMatchObject({ status: 403, body: { code: 'not-your-duty' } })
  })

  test('is corrected while the complaint waits for the answer of another, and the correction outlives the merge', async () => {
    const [lead, joined] = [await file(world, { statement }), await file(world, { statement })]
    for (const { id } of [lead, joined]) await move(world, id, world.officerId.triage, { action: 'accept', itemSlug: item.first })
    await move(world, joined.id, world.officerId.triage, { action: 'merge', note: '反映同一件事。', intoCaseId: lead.id })
    await move(world, joined.id, world.officerId.triage, { action: 'classify', itemSlug: item.second })
    await move(world, joined.id, world.officerId.triage, { action: 'unmerge', note: '不是同一件事。' })
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${joined.id}`)).body).toMatchObject({ state: 'accepted', item: { slug: item.second } })
  })

  test('stands as it is once an answer is out', async () => {
    const { id } = await caseAt(world, 'replyDrafted')
    await move(world, id, world.officerId.triage, { action: 'classify', itemSlug: item.first })
    await move(world, id, world.officerId.supervisor('agriculture'), { action: 'passReview' })
    expect((await act(id, await now(id), { itemSlug: item.second })).body.code).toBe('not-now')
  })
})
