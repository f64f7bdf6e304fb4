import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileComplaint, type ComplaintInput } from '#actions/complaints.ts'
import { trackCase } from '#actions/tracking.ts'
import { pastPolicies } from '#test/past-policies.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

function complaint(more: Partial<ComplaintInput> = {}): ComplaintInput {
  return { villageCode: world.village, statement: '村口路灯坏了一个月，一直没人修。', photos: [], idempotencyKey: randomUUID(), channel: 'web', ...more }
}

test('a complaint is answered with a receipt of twenty digits and the dates of what happens next', async () => {
  const filed = await fileComplaint(world.context, complaint())
  expect(filed).toMatchObject({ ok: true, value: { receivedOn: '2026-09-21', repeated: false, promised: { acceptedBy: { day: '2026-09-22' } } } })
  expect(filed.ok && filed.value.receiptCode).toMatch(/^\d{20}$/)
})

test('a complaint sent twice is one case with one receipt', async () => {
  const sent = complaint()
  const [first, second] = await Promise.all([fileComplaint(world.context, sent), fileComplaint(world.context, sent)])
  const third = await fileComplaint(world.context, sent)
  expect(first.ok && second.ok && third.ok && new Set([first.value.receiptCode, second.value.receiptCode, third.value.receiptCode]).size).toBe(1)
  const { rows } = await world.owner.pool.query('select count(*)::int as n from case_file where statement = $1 and id in (select (answer ->> $2)::uuid from idempotency_key where key = $3)', [sent.statement, 'caseId', createHash('sha256').update(`complaint\0${sent.idempotencyKey}`).digest('hex')])
  expect(rows[0].n).toBe(1)
  // The code follows from the key and a secret outside the database, so the key itself is nowhere in it.
  expect((await world.owner.pool.query('select 1 from idempotency_key where key = $1', [sent.idempotencyKey])).rows).toEqual([])
})

test('a key used for another complaint is refused', async () => {
  const sent = complaint()
  await fileComplaint(world.context, sent)
  expect(await fileComplaint(world.context, { ...sent, statement: '完全不同的另一件事情。' })).toEqual({ ok: false, refusal: { code: 'key-used-for-another' } })
})

test('the name and phone of a complainant are nowhere in the database but sealed, and a custodian can open them', async () => {
  const person = { name: '测试群众甲', phone: '000-5550-1234' }
  const filed = await fileComplaint(world.context, complaint({ person }))
  expect(filed.ok).toBe(true)
  const rows = await pastPolicies(world, 'select ciphertext from vault.sealed_identity')
  const opened = JSON.parse(await world.openIdentity(rows.at(-1).ciphertext)) as object
  expect(opened).toMatchObject(person)
})

test('the code finds the case, another code finds nothing', async () => {
  const filed = await fileComplaint(world.context, complaint())
  const code = filed.ok ? filed.value.receiptCode : ''
  const spaced = code.replace(/(\d{5})/g, '$1 ')
  expect(await trackCase(world.context, spaced)).toMatchObject({ ok: true, value: { state: 'submitted', villageName: '朝阳村委会', mayRate: false } })
  expect(await trackCase(world.context, '12345678901234567890')).toEqual({ ok: false, refusal: { code: 'no-such-code' } })
  expect(await trackCase(world.context, '1234')).toEqual({ ok: false, refusal: { code: 'malformed-code' } })
})

test('a complaint about a village that does not exist is refused and nothing is stored', async () => {
  expect(await fileComplaint(world.context, complaint({ villageCode: 340_522_100_999 }))).toEqual({ ok: false, refusal: { code: 'unknown-village' } })
})
