import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cityOf } from '#rules/divisions/division-code.ts'
import { listEvents } from '#records/cases.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { caseAt, type Filed } from '#test/api/cases-of-every-state.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

type Account = Parameters<World['signInAs']>[0]

async function ask(as: Account, method: 'GET' | 'POST', path: string, body?: object) {
  const { cookie, origin } = await world.signInAs(as)
  const answer = await (await world.app()).inject({ method, url: `/api/v1/organisation${path}`, headers: { cookie, origin, ...(body && { 'idempotency-key': randomUUID() }) }, ...(body && { payload: body }) })
  return { status: answer.statusCode, body: answer.json() }
}

async function seenBy(as: Account, { id }: Filed): Promise<boolean> {
  const { cookie } = await world.signInAs(as)
  return (await (await world.app()).inject({ url: `/api/v1/cases/${id}`, headers: { cookie } })).statusCode === 200
}

/** A case at work in the county's bureau of agriculture that is about a clerk of another village. */
async function about(officerId: string): Promise<Filed> {
  const filed = await caseAt(world, 'handling')
  await nameSubjects(world.context, await world.officer(world.officerId.triage), filed.id, { asOf: (await listEvents(world.context.db, filed.id)).length, note: '来信写明所涉人员。', name: [{ officerId }], lift: [] })
  return filed
}

const today = '2026-09-21'
const reason = '任期届满，已经离任。'
const unitOf = async (id: string, place?: number, as: Account = 'triage') => (await ask(as, 'GET', place ? `?place=${place}` : '')).body.units.find((unit: { id: string }) => unit.id === id)

describe('who heads a unit', () => {
  test('keeps from cases about that person whoever serves there, at once, and lets them again when it ends', async () => {
    const clerk = world.officerId.clerk(world.otherVillage)
    const housing = world.unitId.department('housing')
    const filed = await about(clerk)
    expect(await seenBy('handler', filed)).toBe(true)
    // A head of another unit changes nothing for this one.
    expect((await ask('triage', 'POST', '/heads', { unitId: housing, officerId: clerk, validFrom: '2026-09-01' })).status).toBe(200)
    expect(await seenBy('handler', filed)).toBe(true)
    // The head of the unit at work: its handler no longer finds it, the county's desk neither, and the city has it.
    const made = await ask('triage', 'POST', '/heads', { unitId: world.unitId.department('agriculture'), officerId: clerk, validFrom: today })
    expect(made.status).toBe(200)
    expect([await seenBy('handler', filed), await seenBy('triage', filed), await seenBy('city-triage', filed)]).toEqual([false, false, true])
    expect((await listEvents(world.context.db, filed.id)).at(-1)).toMatchObject({ action: 'moveUp', details: { deskLevel: 'city' } })
    expect((await unitOf(world.unitId.department('agriculture'))).heads).toMatchObject([{ from: today, mayEnd: true }])
    expect((await ask('triage', 'POST', `/heads/${made.body.id}/end`, { validTo: today, reason })).status).toBe(200)
    expect((await unitOf(world.unitId.department('agriculture'))).heads).toMatchObject([{ from: today, to: today, mayEnd: false }])
    const later = await about(clerk)
    expect(await seenBy('handler', later)).toBe(true)
  })

  test('is entered once, for somebody there is, from no day to come, and ends with a reason and no earlier than it began', async () => {
    const unitId = world.unitId.department('finance')
    const officerId = world.officerId.leader
    expect(await ask('triage', 'POST', '/heads', { unitId, officerId, validFrom: '2026-09-22' })).toMatchObject({ status: 422, body: { code: 'organisation-day' } })
    expect(await ask('triage', 'POST', '/heads', { unitId, officerId: randomUUID(), validFrom: today })).toMatchObject({ status: 422, body: { code: 'unknown-officer' } })
    expect(await ask('triage', 'POST', '/heads', { unitId: randomUUID(), officerId, validFrom: today })).toMatchObject({ status: 422, body: { code: 'unknown-unit' } })
    const { body: { id } } = await ask('triage', 'POST', '/heads', { unitId, officerId, validFrom: '2026-09-10' })
    expect(await ask('triage', 'POST', '/heads', { unitId, officerId, validFrom: today })).toMatchObject({ status: 409, body: { code: 'already-so' } })
    expect(await ask('triage', 'POST', `/heads/${id}/end`, { validTo: today, reason: '走了' })).toMatchObject({ status: 422, body: { code: 'reason-missing' } })
    for (const validTo of ['2026-09-09', '2026-09-22']) expect(await ask('triage', 'POST', `/heads/${id}/end`, { validTo, reason })).toMatchObject({ status: 422, body: { code: 'organisation-day' } })
    expect(await ask('triage', 'POST', `/heads/${id}/end`, { validTo: '2026-09-20', reason })).toMatchObject({ status: 200 })
    expect(await ask('triage', 'POST', `/heads/${id}/end`, { validTo: today, reason })).toMatchObject({ status: 404 })
    await expect(world.owner.pool.query('update unit_head set valid_to = null where id = $1', [id])).rejects.toThrow(/stays as it is written/)
  })
})

describe('what stands over a unit', () => {
  test('keeps from cases about it whoever serves below, at once, and ends with a reason', async () => {
    const filed = await caseAt(world, 'handling')
    await nameSubjects(world.context, await world.officer(world.officerId.triage), filed.id, { asOf: (await listEvents(world.context.db, filed.id)).length, note: '来信写明所涉单位。', name: [{ unitId: world.unitId.department('housing') }], lift: [] })
    expect(await seenBy('handler', filed)).toBe(true)
    const made = await ask('triage', 'POST', '/edges', { unitId: world.unitId.department('agriculture'), aboveId: world.unitId.department('housing'), kind: 'supervises' })
    expect(made.status).toBe(200)
    expect([await seenBy('handler', filed), await seenBy('city-triage', filed)]).toEqual([false, true])
    expect(await ask('triage', 'POST', '/edges', { unitId: world.unitId.department('housing'), aboveId: world.unitId.department('agriculture'), kind: 'parent' })).toMatchObject({ status: 422, body: { code: 'edge-circle' } })
    expect(await ask('triage', 'POST', `/edges/${made.body.id}/end`, { reason: '' })).toMatchObject({ status: 422, body: { code: 'reason-missing' } })
    expect(await ask('triage', 'POST', `/edges/${made.body.id}/end`, { reason })).toMatchObject({ status: 200 })
    expect((await unitOf(world.unitId.department('agriculture'))).above).toMatchObject([{ kind: 'parent' }, { kind: 'supervises', to: today }])
  })
})

describe('who may', () => {
  test('the desk for the units it reaches, never for its own; the city’s desk for the county’s; the leaders read', async () => {
    const head = { unitId: world.unitId.discipline, officerId: world.officerId.leader, validFrom: today }
    expect(await ask('triage', 'POST', '/heads', head)).toMatchObject({ status: 403, body: { code: 'own-post' } })
    expect(await ask('triage', 'POST', '/heads', { ...head, unitId: world.unitId.department('finance'), officerId: world.officerId.triage })).toMatchObject({ status: 403, body: { code: 'own-post' } })
    const made = await ask('city-triage', 'POST', '/heads', head)
    expect(made.status).toBe(200)
    expect(await ask('triage', 'POST', `/heads/${made.body.id}/end`, { validTo: today, reason })).toMatchObject({ status: 403 })
    expect(await ask('city-triage', 'POST', `/heads/${made.body.id}/end`, { validTo: today, reason })).toMatchObject({ status: 200 })
    expect((await ask('leader', 'GET', '')).body.units.some((unit: { mayChange: boolean }) => unit.mayChange)).toBe(false)
    for (const role of ['clerk', 'reviewer', 'supervisor', 'handler', 'inspector'] as const) expect((await ask(role, 'GET', '')).status).toBe(403)
    for (const role of ['leader', 'supervisor', 'handler'] as const) expect((await ask(role, 'POST', '/heads', { ...head, unitId: world.unitId.department('finance') })).status).toBe(403)
    expect((await ask('triage', 'GET', `?place=${cityOf(340_522_000_000)}`)).status).toBe(404)
    const township = await unitOf(world.unitId.place(world.village), 340_522_100_000)
    expect(township).toMatchObject({ mayChange: true, above: [{ kind: 'parent' }] })
    for (const [method, path] of [['GET', ''], ['POST', '/heads'], ['POST', '/edges'], ['POST', `/heads/${made.body.id}/end`], ['POST', `/edges/${made.body.id}/end`]] as const) {
      expect((await (await world.app()).inject({ method, url: `/api/v1/organisation${path}`, ...(method === 'POST' && { payload: {} }) })).statusCode, path).toBe(401)
    }
  })
})
