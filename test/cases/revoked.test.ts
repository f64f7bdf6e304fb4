import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deliverOutbox } from '#actions/outbox.ts'
import { declareRelation } from '#actions/relations.ts'
import { writeAsComplainant } from '#actions/matter/write.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { listEvents } from '#records/cases.ts'
import { caseAt, type Filed } from '#test/api/cases-of-every-state.ts'
import { form, say, type Said } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let filed: Filed
let evidence: string
let letters: string
const canary = '金丝雀七七三'
const agriculture = () => world.officerId.handler('agriculture')

/** A case with everything an officer can learn of: photo, messages, note, evidence, letter, notice, saved filter, presence. */
beforeAll(async () => {
  world = await openWorld()
  filed = await caseAt(world, 'handling', { statement: `${canary}路灯坏了。` })
  const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#226633' } }).jpeg().toBuffer()
  const must = async (sending: Promise<Said>): Promise<Said> => {
    const said = await sending
    if (said.status >= 300) throw new Error(JSON.stringify(said.body))
    return said
  }
  const asOf = async () => (await listEvents(world.context.db, filed.id)).length
  const at = `/api/v1/cases/${filed.id}`
  await must(say(world, 'triage', 'POST', `${at}/moves`, { body: { action: 'supervise', asOf: await asOf(), note: '列为督办件。', details: { letter: '请于限期内查清路灯不亮的原因，办结后书面说明办理情况，并附现场照片。' } } }))
  await must(say(world, 'handler', 'POST', `${at}/messages`, { body: { words: `${canary}请问是哪一盏灯？` } }))
  await must(say(world, 'handler', 'POST', `${at}/notes`, { body: { words: `${canary}内部记事。` } }))
  evidence = (await must(say(world, 'handler', 'POST', `${at}/evidence`, form({}, { name: `${canary}.jpg`, bytes: photo })))).body.id
  expect(await writeAsComplainant(world.context, filed.code, { words: '东头那一盏。', photos: [{ bytes: photo }], key: randomUUID() })).toMatchObject({ ok: true })
  await must(say(world, 'handler', 'POST', '/api/v1/saved-filters', { body: { name: '我的件', queue: 'handling', sort: 'due' } }))
  await deliverOutbox(world.context)
  letters = '/api/v1/supervision/letters.csv'
})
afterAll(() => world.close())

/** Every address at which the unit at work learns of the case: page, lists, search, counts, files, words, notices, letters, exports. */
const ways = (): readonly string[] => [
  '/api/v1/desk', '/api/v1/cases?queue=handling', search, '/api/v1/saved-filters', '/api/v1/supervision',
  ...['', '/correspondence', `/evidence/${evidence}`].map(part => `/api/v1/cases/${filed.id}${part}`),
]
/** And the parts of it that are another duty's, or hidden: they stay shut whatever happens. */
const shut = (): readonly string[] => [letters, '/api/v1/supervision/letters', ...['/photos/1', '/intake', '/scans/1', '/subjects', '/letter-draft', '/alike'].map(part => `/api/v1/cases/${filed.id}${part}`)]

const search = '/api/v1/cases/search'
const read = (url: string) => (url === search ? say(world, 'handler', 'POST', url, { body: { queue: 'handling', q: '路灯' } }) : say(world, 'handler', 'GET', url))
const present = () => say(world, 'handler', 'POST', `/api/v1/cases/${filed.id}/presence`, { body: { isWriting: true } })

/** What the handler learns by all of it: statuses, and what says anything of the case. */
async function learned(): Promise<{ statuses: number[]; tells: string[]; counts: number }> {
  const answers = await Promise.all([...ways(), ...shut()].map(async url => ({ url, said: await read(url) })))
  const tells = answers.filter(({ said }) => said.raw.includes(filed.id) || said.raw.includes(canary) || /^(image|application\/pdf)/.test(String(said.headers['content-type']))).map(({ url }) => url)
  const [desk, , , filters] = answers.map(({ said }) => said.body)
  const counts = [...(desk?.queues ?? []), ...(filters?.filters ?? []), ...(desk?.notices ?? []).map(() => ({ count: 1 }))].reduce((sum: number, one: { count: number }) => sum + one.count, 0)
  return { statuses: answers.map(({ said }) => said.status), tells, counts }
}

describe('an officer at work on a case', () => {
  test('finds it by each of these ways, and nothing that was answered may be kept by a browser or a proxy', async () => {
    const { tells, counts } = await learned()
    expect(counts).toBeGreaterThan(1)
    expect(tells).toEqual(expect.arrayContaining(['/api/v1/desk', '/api/v1/cases?queue=handling', '/api/v1/supervision', `/api/v1/cases/${filed.id}`, `/api/v1/cases/${filed.id}/correspondence`, `/api/v1/cases/${filed.id}/evidence/${evidence}`]))
    for (const url of ways()) expect((await read(url)).headers['cache-control'], url).toContain('no-store')
    expect((await present()).status).toBe(200)
  })
})

describe('an officer whose post has ended', () => {
  test('keeps all of it the day before, and on the day loses list, search, page, evidence, messages, notes, filters, presence, notices and counts at once', async () => {
    await world.owner.pool.query(`update officer set active_to = '2026-09-22' where id = $1`, [agriculture()])
    expect((await learned()).tells.length).toBeGreaterThan(5)
    world.setClock('2026-09-22')
    const { statuses, tells, counts } = await learned()
    expect([new Set(statuses), tells, counts]).toEqual([new Set([403]), [], 0])
    expect((await present()).status).toBe(403)
    await world.owner.pool.query('update officer set active_to = null where id = $1', [agriculture()])
    expect((await learned()).tells.length).toBeGreaterThan(5)
    world.setClock('2026-09-21')
  })
})

describe('an officer of the desk whose post has ended', () => {
  test('reads photo, scan, subjects, register and export of the letters the day before, and none of them on the day', async () => {
    const desk = [letters, '/api/v1/supervision/letters', ...['', '/photos/1', '/intake', '/subjects'].map(part => `/api/v1/cases/${filed.id}${part}`)]
    const answered = async () => Promise.all(desk.map(async url => (await say(world, 'triage', 'GET', url)).status))
    await world.owner.pool.query(`update officer set active_to = '2026-09-22' where id = $1`, [world.officerId.triage])
    expect(await answered()).toEqual(desk.map(() => 200))
    expect((await say(world, 'triage', 'GET', letters)).raw.length).toBeGreaterThan(100) // more than its head
    world.setClock('2026-09-22')
    expect(await answered()).toEqual(desk.map(() => 403))
    await world.owner.pool.query('update officer set active_to = null where id = $1', [world.officerId.triage])
    world.setClock('2026-09-21')
  })
})

describe('an officer who was moved to another unit', () => {
  test('finds none of what the unit before has, in the same session, and the colleague who stays finds all of it', async () => {
    await world.owner.pool.query('update officer set unit_id = $1 where id = $2', [world.unitId.department('civil'), agriculture()])
    const { statuses, tells, counts } = await learned()
    expect([tells, counts, statuses.filter(status => status >= 500)]).toEqual([[], 0, []])
    expect((await read(`/api/v1/cases/${filed.id}`)).status).toBe(404)
    expect((await present()).status).toBe(404)
    for (const [what, body] of [['messages', { words: '再问一句。' }], ['notes', { words: '再记一笔。' }], ['moves', { action: 'draftReply', asOf: 9 }]] as const) {
      expect((await say(world, 'handler', 'POST', `/api/v1/cases/${filed.id}/${what}`, { body })).status, what).toBe(404)
    }
    await world.owner.pool.query('update officer set unit_id = $1 where id = $2', [world.unitId.department('agriculture'), agriculture()])
    expect((await learned()).tells.length).toBeGreaterThan(5)
  })
})

describe('an officer who turns out to be in conflict', () => {
  test('loses all of it in the moment the relation is declared, as if it had never been there', async () => {
    const clerk = world.officerId.clerk(world.otherVillage)
    const named = await nameSubjects(world.context, await world.officer(world.officerId.triage), filed.id, { asOf: (await listEvents(world.context.db, filed.id)).length, note: '来信写明所涉人员。', name: [{ officerId: clerk }], lift: [] })
    expect(named).toMatchObject({ ok: true })
    expect((await learned()).tells.length).toBeGreaterThan(5)
    expect(await declareRelation(world.context, await world.officer(agriculture()), { officerId: agriculture(), kind: 'kin', withOfficerId: clerk })).toMatchObject({ ok: true })
    const { tells, counts } = await learned()
    expect([tells, counts]).toEqual([[], 0])
    const nowhere = await read(`/api/v1/cases/${randomUUID()}`)
    expect((await read(`/api/v1/cases/${filed.id}`)).body).toEqual(nowhere.body)
  })
})
