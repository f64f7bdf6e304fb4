import { randomUUID } from 'node:crypto'
import { identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readIdentity } from '#rules/identity/sealed.ts'
import { custodianRefusal } from '#rules/policy/identity.ts'
import { fingerprintOf, loadCustodians } from '#platform/crypto/identity.ts'
import { provider } from '#platform/crypto/provider.ts'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { forgetIdentityViews } from '#actions/identity/request.ts'
import { exportIdentities, importIdentities } from '#actions/identity/resealing.ts'
import { findOwnIdentity } from '#actions/identity/own.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { tracked } from '#actions/tracking.ts'
import { say } from '#test/api/talking.ts'
import { pastPolicies } from '#test/past-policies.ts'
import { neighbourOf } from '#test/security/posts.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const person = { name: '测试群众', phone: '000-5550-1234' }

async function named(): Promise<{ id: string; code: string }> {
  const filed = await fileComplaint(world.context, { villageCode: world.village, statement: '村口路灯坏了一个月没有人修。', photos: [], person, idempotencyKey: randomUUID(), channel: 'web' })
  if (!filed.ok) throw new Error(filed.refusal.code)
  return { id: (await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, filed.value.receiptCode)))!, code: filed.value.receiptCode }
}

type Asker = { readonly identity: string; readonly id: string }

/** The desk asks, with a key made for this request. */
async function ask(caseId: string): Promise<Asker> {
  const identity = await provider.makeIdentity()
  const said = await say(world, 'triage', 'POST', `/api/v1/cases/${caseId}/identity`, { body: { reason: 'contact', note: '答复涉及上门勘查，要与本人约时间。', viewRecipient: await identityToRecipient(identity) } })
  expect(said).toMatchObject({ status: 200 })
  return { identity, id: said.body.id }
}

const take = async (as: 'custodian' | 'second-custodian' | 'triage' | 'second-triage', id: string) => say(world, as, 'GET', `/api/v1/identity-requests/${id}/sealed`)
const step = (as: 'custodian' | 'second-custodian', id: string, verb: 'pass' | 'open', sealed: Buffer) => say(world, as, 'POST', `/api/v1/identity-requests/${id}/${verb}`, { body: { sealed: sealed.toString('base64') } })
const pass = async (id: string) => step('custodian', id, 'pass', await provider.open(world.custodians.B, (await take('custodian', id)).raw))
async function open(id: string) {
  const plain = await provider.open(world.custodians.A, (await take('second-custodian', id)).raw)
  const { body } = await say(world, 'second-custodian', 'GET', '/api/v1/identity-requests')
  return step('second-custodian', id, 'open', await provider.seal([body.requests.find((request: { id: string }) => request.id === id).viewRecipient], plain))
}

describe('a sealed identity', () => {
  test('is opened by neither group alone, says which case it is of, and is known by its keys', async () => {
    const { id } = await named()
    const [row] = await pastPolicies(world, 'select * from vault.sealed_identity where case_id = $1', [id])
    expect(row).toMatchObject({ suite: 'intl-1/age-age', sealed_to: [...world.context.custodians!.A, ...world.context.custodians!.B].map(fingerprintOf) })
    await expect(provider.open(world.custodians.A, row.ciphertext)).rejects.toThrow()
    expect((await provider.open(world.custodians.B, row.ciphertext)).toString('latin1')).toMatch(/^age-encryption/)
    const text = await world.openIdentity(row.ciphertext)
    expect(readIdentity(text, id)).toEqual(person)
    expect(readIdentity(text, randomUUID())).toBeUndefined()
    expect(readIdentity(JSON.stringify({ v: 2, caseId: id, field: 'statement', name: 'x' }), id)).toBeUndefined()
    expect(readIdentity(JSON.stringify({ caseId: id, ...person }), id)).toEqual(person)
  })
  test('is shown to whoever holds the receipt code, of that case alone', async () => {
    const [one, other] = [await named(), await named()]
    expect(await findOwnIdentity(world.context, one.id, one.code)).toEqual(person)
    expect(await findOwnIdentity(world.context, other.id, one.code)).toBeUndefined()
  })
  test('is not made where there are no custodians: a name is then refused, and nothing else', async () => {
    const context = { ...world.context, custodians: undefined }
    const complaint = { villageCode: world.village, statement: '村口路灯坏了一个月没有人修。', photos: [], idempotencyKey: randomUUID(), channel: 'web' } as const
    expect(await fileComplaint(context, { ...complaint, person })).toEqual({ ok: false, refusal: { code: 'names-not-taken' } })
    expect((await fileComplaint(context, complaint)).ok).toBe(true)
  })
  test('is sealed to keys that are given for both groups, none in both', async () => {
    const [a, b] = [world.context.custodians!.A[0]!, world.context.custodians!.B[0]!]
    expect(await loadCustodians([`A=${a}`, `B=${b}`], '/nowhere', false)).toEqual({ A: [a], B: [b] })
    expect(await loadCustodians([], '/nowhere', false)).toBeUndefined()
    for (const wrong of [[a], [`A=${a}`], [`A=${a}`, `B=${a}`], ['A=age1x', `B=${b}`]]) await expect(loadCustodians(wrong, '/nowhere', false), wrong.join()).rejects.toThrow(/^VAULT_RECIPIENTS /)
  })
})

describe('who complained', () => {
  test('is seen by whoever asked, after both groups, for a quarter of an hour, and the complainant is told each step', async () => {
    const { id, code } = await named()
    const request = await ask(id)
    expect((await take('second-custodian', request.id)).body).toMatchObject({ code: 'identity-not-now' })
    expect((await pass(request.id)).status).toBe(200)
    expect((await take('custodian', request.id)).body).toMatchObject({ code: 'identity-not-now' })
    expect((await open(request.id)).status).toBe(200)
    expect((await take('triage', request.id)).body).toMatchObject({ code: 'identity-not-now' })
    const seen = await say(world, 'triage', 'POST', `/api/v1/identity-requests/${request.id}/view`, { body: {} })
    expect(seen.body).toEqual({ until: '2026-09-21T01:15:00.000Z', seconds: 900 })
    expect(readIdentity((await provider.open(request.identity, (await take('triage', request.id)).raw)).toString(), id)).toEqual(person)
    expect((await take('second-triage', request.id)).status).toBe(404)
    world.setClock('2026-09-21', 10)
    expect((await take('triage', request.id)).body).toMatchObject({ code: 'identity-not-now' })
    await forgetIdentityViews(world.context)
    expect((await world.owner.pool.query('select inner_sealed, view_sealed from vault.identity_request where id = $1', [request.id])).rows).toEqual([{ inner_sealed: null, view_sealed: null }])
    const { timeline } = await tracked(world.context, id)
    expect(timeline.map(line => line.action)).toEqual(['file', 'askIdentity', 'passIdentity', 'openIdentity', 'viewIdentity'])
    expect(timeline[1]).toMatchObject({ note: '答复涉及上门勘查，要与本人约时间。', identityReason: 'contact' })
    const page = (await (await world.app()).inject({ method: 'POST', url: '/track', payload: `code=${code}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } })).body
    expect(page).toContain('答复涉及上门勘查')
    expect(page).toContain(person.phone)
    world.setClock('2026-09-21', 9)
  })
  test('stays sealed when a custodian refuses or when three days pass; a later request keeps the history of the earlier ones', async () => {
    const { id } = await named()
    const refused = await ask(id)
    expect((await say(world, 'triage', 'POST', `/api/v1/cases/${id}/identity`, { body: { reason: 'verify', note: '需要核对所说的情况是否属实。', viewRecipient: await identityToRecipient(refused.identity) } })).body).toMatchObject({ code: 'identity-asked-already' })
    expect((await say(world, 'custodian', 'POST', `/api/v1/identity-requests/${refused.id}/refuse`, { body: { note: '可以在平台上留言约时间。' } })).status).toBe(200)
    expect((await take('custodian', refused.id)).body).toMatchObject({ code: 'identity-not-now' })
    const late = await ask(id)
    world.setClock('2026-09-24', 9)
    expect((await step('custodian', late.id, 'pass', Buffer.alloc(300))).body).toMatchObject({ code: 'identity-not-now' })
    await ask(id)
    const { timeline } = await tracked(world.context, id)
    expect(timeline.map(({ action, note }) => [action, note])).toMatchObject([['file', undefined], ['askIdentity', '答复涉及上门勘查，要与本人约时间。'], ['refuseIdentity', '可以在平台上留言约时间。'], ['askIdentity', '答复涉及上门勘查，要与本人约时间。'], ['askIdentity', '答复涉及上门勘查，要与本人约时间。']])
    world.setClock('2026-09-21', 9)
  })
  test('is not asked for by a unit, nor learnt of by a custodian whom the complaint names', async () => {
    const { id } = await named()
    for (const role of ['handler', 'leader', 'inspector', 'custodian', 'audit-admin'] as const) expect((await say(world, role, 'GET', `/api/v1/cases/${id}/identity`)).status, role).toBe(role === 'leader' ? 403 : 404)
    const request = await ask(id)
    expect((await say(world, 'triage', 'POST', `/api/v1/cases/${id}/subjects`, { body: { asOf: 2, note: '来信写明所涉人员。', name: [{ officerId: world.officerId.custodian('B') }], lift: [] } })).status).toBe(200)
    expect((await take('custodian', request.id)).status).toBe(404)
    expect((await say(world, 'custodian', 'GET', '/api/v1/identity-requests')).body.requests.map((line: { id: string }) => line.id)).not.toContain(request.id)
  })
  test('is waited for by the group whose turn it is: its desk counts it and its people are told in one fixed sentence, but nobody who may not know of it', async () => {
    const { id } = await named()
    const waiting = async (as: 'custodian' | 'second-custodian') => (await say(world, as, 'GET', '/api/v1/identity-requests/waiting')).body.waiting as number
    const told = async () => (await world.owner.pool.query('select o.custodian_group as in_group, m.template from message m join officer o on o.id = m.officer_id order by 1')).rows
    for (const as of ['custodian', 'second-custodian'] as const) expect((await say(world, as, 'POST', '/api/v1/me/contacts', { body: { channel: 'sms', address: '00000000000' } })).status).toBe(200)
    await deliverOutbox(world.context)
    await world.owner.pool.query('delete from message')
    const before = [await waiting('custodian'), await waiting('second-custodian')]
    const request = await ask(id)
    await deliverOutbox(world.context)
    expect([await waiting('custodian'), await waiting('second-custodian'), await told()]).toEqual([before[0]! + 1, before[1], [{ in_group: 'B', template: 'work-waits' }]])
    await pass(request.id)
    await deliverOutbox(world.context)
    expect([await waiting('custodian'), await waiting('second-custodian'), await told()]).toEqual([before[0], before[1]! + 1, [{ in_group: 'A', template: 'work-waits' }, { in_group: 'B', template: 'work-waits' }]])
    expect((await say(world, 'triage', 'GET', '/api/v1/identity-requests/waiting')).status).toBe(403)
    const kept = await named()
    expect((await say(world, 'triage', 'POST', `/api/v1/cases/${kept.id}/subjects`, { body: { asOf: 1, note: '来信写明所涉人员。', name: [{ officerId: world.officerId.custodian('B') }], lift: [] } })).status).toBe(200)
    await ask(kept.id)
    await deliverOutbox(world.context)
    expect([await waiting('custodian'), (await told()).length]).toEqual([before[0], 2])
  })
  test('needs three persons by the rule, and by the database whatever the program does', async () => {
    const { id } = await named()
    const request = await ask(id)
    const row = { id: request.id, caseId: id, askedBy: world.officerId.custodian('B'), lapsesAt: new Date('2030-01-01'), passedBy: null, openedBy: null, refusedBy: null, viewUntil: null, endedHow: null }
    expect(custodianRefusal(await world.officer(world.officerId.custodian('B')), row, 0)).toMatchObject({ code: 'own-request' })
    const db = world.owner.pool
    await expect(db.query(`update vault.identity_request set passed_by = asked_by, passed_at = now(), inner_sealed = 'x' where id = $1`, [request.id])).rejects.toThrow(/group B|check constraint/)
    await expect(db.query(`update vault.identity_request set passed_by = $2, passed_at = now(), inner_sealed = 'x' where id = $1`, [request.id, world.officerId.custodian('A')])).rejects.toThrow(/group B takes off/)
    await expect(db.query(`update vault.identity_request set opened_by = $2, opened_at = now(), view_sealed = 'x' where id = $1`, [request.id, world.officerId.custodian('A')])).rejects.toThrow(/check constraint/)
    await expect(db.query(`delete from vault.identity_request where id = $1`, [request.id])).rejects.toThrow(/append-only/)
    await expect(db.query(`update officer set custodian_group = 'A' where id = $1`, [world.officerId.custodian('B')])).rejects.toThrow(/never becomes one of the other/)
    expect((await pass(request.id)).status).toBe(200)
    await expect(db.query(`update vault.identity_request set passed_at = now() where id = $1`, [request.id])).rejects.toThrow(/taken once/)
  })
})

test('keys are changed by two custodians, one of each group: only then the ciphertexts come out, and they go back sealed to the new keys', async () => {
  const { id } = await named()
  expect(await exportIdentities(world.context)).toEqual({ ok: false, refusal: { code: 'resealing-not-approved' } })
  const proposed = await say(world, 'custodian', 'POST', '/api/v1/resealings', { body: { note: 'B组更换保管人。' } })
  expect((await say(world, 'custodian', 'POST', `/api/v1/resealings/${proposed.body.id}/approval`, { body: {} })).body).toMatchObject({ code: 'resealing-same-group' })
  // There is one for all counties: a custodian of the next sees it, and that it is not his to agree to.
  const neighbour = { headers: { cookie: await neighbourOf(world, 'second-custodian'), origin: 'http://localhost' } }
  expect((await say(world, undefined, 'GET', '/api/v1/identity-requests', neighbour)).body.resealing).toMatchObject({ id: proposed.body.id, proposedByName: '', mayApprove: false })
  expect(await say(world, undefined, 'POST', `/api/v1/resealings/${proposed.body.id}/approval`, { body: {}, ...neighbour })).toMatchObject({ status: 403, body: { code: 'out-of-reach' } })
  const may = async (as: 'custodian' | 'second-custodian') => (await say(world, as, 'GET', '/api/v1/identity-requests')).body.resealing.mayApprove
  expect([await may('custodian'), await may('second-custodian')]).toEqual([false, true])
  expect((await say(world, 'second-custodian', 'POST', `/api/v1/resealings/${proposed.body.id}/approval`, { body: {} })).status).toBe(200)
  const out = await exportIdentities(world.context)
  const lines = out.ok ? out.value : []
  const [a, b] = [await provider.makeIdentity(), await provider.makeIdentity()]
  const context = { ...world.context, custodians: { A: [await identityToRecipient(a)], B: [await identityToRecipient(b)] } }
  const sealedTo = [...context.custodians.A, ...context.custodians.B].map(fingerprintOf)
  const anew = await Promise.all(lines.map(async line => ({ ...line, sealedTo, ciphertext: await provider.seal(context.custodians.B, await provider.seal(context.custodians.A, await world.openIdentity(line.ciphertext))) })))
  expect(await importIdentities(context, anew)).toEqual({ ok: true, value: { sealed: lines.length } })
  const [row] = await pastPolicies(world, 'select ciphertext, sealed_to from vault.sealed_identity where case_id = $1', [id])
  expect(readIdentity((await provider.open(a, await provider.open(b, row.ciphertext))).toString(), id)).toEqual(person)
  await expect(world.openIdentity(row.ciphertext)).rejects.toThrow()
  expect(row.sealed_to).toEqual([...context.custodians.A, ...context.custodians.B].map(fingerprintOf))
  expect(await importIdentities(context, anew)).toEqual({ ok: false, refusal: { code: 'resealing-not-approved' } })
})
