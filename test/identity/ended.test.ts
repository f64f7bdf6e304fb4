import { randomUUID } from 'node:crypto'
import { identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { provider } from '#platform/crypto/provider.ts'
import { listEvents } from '#records/cases.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { findByCode } from '#actions/tracking.ts'
import { say } from '#test/api/talking.ts'
import { openBrowser, type Browser } from '#test/pages/visiting.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let browser: Browser
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
})
afterAll(() => world.close())

const stages = ['asked', 'passed', 'opened', 'viewing'] as const
type Stage = (typeof stages)[number]
type Request = { readonly caseId: string; readonly code: string; readonly id: string; readonly identity: string; readonly handed: Buffer | undefined }

const take = async (as: 'custodian' | 'second-custodian' | 'triage', id: string) => say(world, as, 'GET', `/api/v1/identity-requests/${id}/sealed`)
const send = (as: 'custodian' | 'second-custodian', id: string, verb: string, sealed: Buffer) => say(world, as, 'POST', `/api/v1/identity-requests/${id}/${verb}`, { body: { sealed: sealed.toString('base64') } })
const view = (id: string) => say(world, 'triage', 'POST', `/api/v1/identity-requests/${id}/view`, { body: {} })
const kept = async (id: string) => (await world.owner.pool.query('select inner_sealed, view_sealed, ended_how from vault.identity_request where id = $1', [id])).rows[0] as Record<string, unknown>
/** Where the desk reads that the request stands, its custodians' desk too. */
async function standing(caseId: string): Promise<string> {
  return (await say(world, 'triage', 'GET', `/api/v1/cases/${caseId}/identity`)).body.requests[0].state
}

/** A named complaint, and a request to see who complained, brought as far as this. */
async function requested(until: Stage): Promise<Request> {
  const filed = await fileComplaint(world.context, { villageCode: world.village, statement: `村口路灯坏了，书记收了好处。${until}`, photos: [], person: { name: '测试群众', phone: '000-0000-0000' }, idempotencyKey: randomUUID(), channel: 'web' })
  if (!filed.ok) throw new Error(filed.refusal.code)
  const found = await findByCode(world.context, filed.value.receiptCode)
  if (!found.ok) throw new Error(found.refusal.code)
  const identity = await provider.makeIdentity()
  const recipient = await identityToRecipient(identity)
  const { body: { id } } = await say(world, 'triage', 'POST', `/api/v1/cases/${found.value}/identity`, { body: { reason: 'contact', note: '需要约时间上门查看。', viewRecipient: recipient } })
  const request = { caseId: found.value, code: filed.value.receiptCode, id, identity }
  const outer = await provider.open(world.custodians.B, (await take('custodian', id)).raw)
  if (until === 'asked') return { ...request, handed: outer }
  expect((await send('custodian', id, 'pass', outer)).status).toBe(200)
  const inner = await provider.seal([recipient], await provider.open(world.custodians.A, (await take('second-custodian', id)).raw))
  if (until === 'passed') return { ...request, handed: inner }
  expect((await send('second-custodian', id, 'open', inner)).status).toBe(200)
  if (until === 'viewing') expect((await view(id)).status).toBe(200)
  return { ...request, handed: undefined }
}

describe('a name that its owner deleted is opened no more', () => {
  test.each(stages)('whatever was handed on of a request that is %s goes with it, no step follows, and both sides read that it ended', async stage => {
    const { caseId, code, id, handed } = await requested(stage)
    expect((await browser.post('/track/forget', { code, part: '1' })).status).toBe(200)
    expect(await kept(id)).toEqual({ inner_sealed: null, view_sealed: null, ended_how: 'deleted' })
    for (const who of ['custodian', 'second-custodian', 'triage'] as const) expect((await take(who, id)).status, who).toBe(409)
    if (handed) expect((await send(stage === 'asked' ? 'custodian' : 'second-custodian', id, stage === 'asked' ? 'pass' : 'open', handed)).body).toMatchObject({ code: 'identity-not-now' })
    expect((await view(id)).body).toMatchObject({ code: 'identity-not-now' })
    expect(await standing(caseId)).toBe('ended')
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${caseId}/identity`)).body.mayAsk).toBe(false)
    expect((await listEvents(world.context.db, caseId)).at(-1)).toMatchObject({ action: 'endIdentity', by: { kind: 'complainant' }, details: { requestId: id } })
    const page = (await browser.post('/track', { code, part: '1' })).text
    expect([page.includes('查看身份的申请终止'), page.includes('按您的要求删除')]).toEqual([true, true])
    // Asked again it changes nothing, and nothing more is said.
    await browser.post('/track/forget', { code, part: '1' })
    expect((await listEvents(world.context.db, caseId)).filter(event => event.action === 'endIdentity')).toHaveLength(1)
  })

  test('and the database refuses a step of it, whoever takes it', async () => {
    const { code, id } = await requested('passed')
    await browser.post('/track/forget', { code, part: '1' })
    await expect(world.owner.pool.query(`update vault.identity_request set opened_by = $2, opened_at = now(), view_sealed = 'x' where id = $1`, [id, world.officerId.custodian('A')])).rejects.toThrow(/come to its end/)
  })

  test('a look that was over before stays what it was', async () => {
    world.setClock('2026-09-21', 9)
    const { caseId, code, id } = await requested('viewing')
    world.setClock('2026-09-21', 10)
    await browser.post('/track/forget', { code, part: '1' })
    expect([await standing(caseId), (await kept(id))['view_sealed']]).toEqual(['over', null])
    expect((await listEvents(world.context.db, caseId)).at(-1)).toMatchObject({ action: 'viewIdentity' })
    world.setClock('2026-09-21', 9)
  })
})

describe('whoever may see a complaint no more is handed no name', () => {
  test.each(['passed', 'viewing'] as const)('once it went to a discipline body as a report, a request that is %s has ended', async stage => {
    const { caseId, id } = await requested(stage)
    const asOf = (await listEvents(world.context.db, caseId)).length
    const moved = await say(world, 'triage', 'POST', `/api/v1/cases/${caseId}/moves`, { body: { action: 'divert', asOf, note: '涉嫌收受好处费，转检举控告。', details: { routeCode: 'tip' } } })
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    expect(await kept(id)).toEqual({ inner_sealed: null, view_sealed: null, ended_how: 'diverted' })
    for (const who of ['custodian', 'second-custodian', 'triage'] as const) expect([404, 409], who).toContain((await take(who, id)).status)
  })

  test('and one who came into conflict while looking is refused', async () => {
    const { id, identity } = await requested('viewing')
    expect((await provider.open(identity, (await take('triage', id)).raw)).toString()).toContain('测试群众')
    const { rows: [{ case_id: caseId }] } = await world.owner.pool.query('select case_id from vault.identity_request where id = $1', [id])
    const named = await say(world, 'second-triage', 'POST', `/api/v1/cases/${caseId}/subjects`, { body: { asOf: (await listEvents(world.context.db, caseId)).length, note: '投诉涉及受理人员本人。', name: [{ officerId: world.officerId.triage }], lift: [] } })
    expect(named.status, JSON.stringify(named.body)).toBe(200)
    expect((await take('triage', id)).status).toBe(404)
  })
})
