import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import pg from 'pg'
import { officerRoles } from '#rules/policy/officer.ts'
import { target } from '#records/database.ts'
import type { DatabaseRole } from '#records/roles.ts'
import { asBody, findTip } from '#records/tips.ts'
import { form } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'
import { city, county, named, report } from './reporting.ts'

let world: World
let id: string
beforeAll(async () => {
  world = await openWorld()
  id = (await report(world, named)).id
})
afterAll(() => world.close())

async function as<T>(role: DatabaseRole, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...target(world.connection), options: `-c role=${role}` })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

describe('the database', () => {
  test.each(['ydt_app', 'ydt_reader', 'ydt_vault', 'ydt_logd'] as const)('%s learns nothing of reports', async role => {
    for (const table of ['tip', 'sealed_part', 'tip_event', 'part_read']) await expect(as(role, client => client.query(`select from tips.${table}`))).rejects.toThrow(/permission denied/)
  })
  test('the door puts in and cannot take out, not even what it just put in', async () => {
    for (const table of ['tip', 'sealed_part', 'tip_event', 'part_read']) await expect(as('ydt_tip_door', client => client.query(`select from tips.${table}`))).rejects.toThrow(/permission denied/)
    await expect(as('ydt_tip_door', client => client.query('delete from tips.sealed_part'))).rejects.toThrow(/permission denied/)
    await expect(as('ydt_tip_door', client => client.query(`update tips.tip set state = 'archived'`))).rejects.toThrow(/permission denied/)
  })
  test('the desk sees the reports of the body it acts for, and without one none', async () => {
    expect((await as('ydt_tip_desk', client => client.query('select id from tips.tip'))).rows).toEqual([])
    expect(await asBody(world.context.tips.desk, city, tx => findTip(tx, id))).toBeUndefined()
    expect(await asBody(world.context.tips.desk, county, tx => findTip(tx, id))).toBeDefined()
    await expect(as('ydt_tip_desk', client => client.query('select from public.case_file'))).rejects.toThrow(/permission denied/)
  })
  test('believes the body that an officer names when it is the inspector’s own, whatever the program asks', async () => {
    const asked = (officerId: string | undefined, sql: string, ...values: unknown[]) => as('ydt_tip_desk', async client => {
      await client.query(`begin; select set_config('ydt.body', '${county}', true), set_config('ydt.officer', '${officerId ?? ''}', true)`)
      return (await client.query(sql, values)).rowCount
    })
    const { inspector } = world.officerId
    const questions = ['select from tips.tip', 'select from tips.tip_event', 'select from tips.sealed_part', `update tips.tip set state = state`]
    const counted = async (officerId: string | undefined) => Promise.all(questions.map(question => asked(officerId, question)))
    expect(await counted(inspector(county, 'first'))).toEqual([1, 1, 2, 1])
    for (const foreign of [inspector(city, 'first'), world.officerId.triage, world.officerId.leader, randomUUID()]) expect(await counted(foreign), foreign).toEqual([0, 0, 0, 0])
    // Nobody's name: where reports stand, and nothing of what is sealed.
    expect(await counted(undefined)).toEqual([1, 1, 0, 0])
  })
  test('writes steps and fetches in the name of who asks alone', async () => {
    const [first, second] = [world.officerId.inspector(county, 'first'), world.officerId.inspector(county, 'second')]
    const step = (by: string | undefined) => asBody(world.context.tips.desk, county, async tx => {
      const leaf = await tx.insertInto('logQueue').values({ log: 'case', leaf: Buffer.from('x') }).returning('id').executeTakeFirstOrThrow()
      await tx.insertInto('tips.tipEvent').values({ tipId: id, seq: 2, action: 'proposeScreening', outcome: 'dispose', officerId: second, day: '2026-09-21', logQueueId: leaf.id }).execute()
      throw new Error('nothing refused it')
    }, by)
    for (const by of [first, undefined]) {
      await expect(step(by)).rejects.toThrow(/in the name of who asks/)
      await expect(asBody(world.context.tips.desk, county, tx => tx.insertInto('tips.partRead').values({ tipId: id, n: 1, officerId: second, at: new Date() }).execute(), by)).rejects.toThrow(/in the name of who asks/)
    }
    await expect(step(second)).rejects.toThrow('nothing refused it')
  })
  test('what happened to a report is kept', async () => {
    const client = new pg.Client(target(world.connection))
    await client.connect()
    await expect(client.query('delete from tips.tip_event')).rejects.toThrow(/append-only/)
    await expect(client.query('truncate tips.part_read')).rejects.toThrow(/append-only/)
    await expect(client.query('delete from tips.tip')).rejects.toThrow(/append-only|violates/)
    await client.end()
  })
})

describe('the API', () => {
  test('of reports demands an inspector, and answers everybody else the same whether there is one or not', async () => {
    const app = await world.app()
    expect((await app.inject({ url: '/api/v1/tips?which=open' })).statusCode).toBe(401)
    for (const role of officerRoles.filter(role => role !== 'inspector')) {
      const headers = await world.signInAs(role)
      for (const url of ['/api/v1/tips?which=open', `/api/v1/tips/${id}`, `/api/v1/tips/${id.replace(/^./, 'f')}`, `/api/v1/tips/${id}/parts/1`]) {
        const answer = await app.inject({ url, headers })
        expect(answer.statusCode, `${role} ${url}`).toBe(403)
        expect(answer.body).not.toContain(id)
      }
      const resealed = form({ bodyCode: String(city) }, { name: 'sealed', bytes: Buffer.from('x') })
      expect((await app.inject({ method: 'POST', url: `/api/v1/tips/${id}/parts/1/resealed`, payload: resealed.payload, headers: { ...headers, ...resealed.headers, 'idempotency-key': randomUUID() } })).statusCode, role).toBe(403)
    }
  })
  test('shows an inspector of another body nothing, and one of this body the sealed parts, each fetch recorded', async () => {
    const app = await world.app()
    const foreign = await world.signInAs('city-inspector')
    expect((await app.inject({ url: `/api/v1/tips/${id}`, headers: foreign })).statusCode).toBe(404)
    expect((await app.inject({ url: '/api/v1/tips?which=open', headers: foreign })).json().total).toBe(0)
    const own = await world.signInAs('inspector')
    const detail = (await app.inject({ url: `/api/v1/tips/${id}`, headers: own })).json()
    expect(detail).toMatchObject({ id, isNamed: true, state: 'received', parts: [{ n: 1, kind: 'matter' }, { n: 2, kind: 'person' }], possible: ['proposeScreening', 'tellAcceptance'], owed: [{ what: 'screen', by: '2026-09-29' }, { what: 'tellAcceptance' }] })
    const part = await app.inject({ url: `/api/v1/tips/${id}/parts/2`, headers: own })
    expect(part.body.startsWith('age-encryption.org/v1')).toBe(true)
    const client = new pg.Client(target(world.connection))
    await client.connect()
    expect((await client.query('select n from tips.part_read where tip_id = $1', [id])).rows).toEqual([{ n: 2 }])
    await client.end()
  })
  test('tells the same to every other officer whether there are reports or none: desk, lists, counts, notices', async () => {
    const without = await openWorld()
    try {
      const [one, other] = [await world.app(), await without.app()]
      for (const role of officerRoles.filter(role => role !== 'inspector')) {
        const [mine, theirs] = [await world.signInAs(role), await without.signInAs(role)]
        for (const url of ['/api/v1/me', '/api/v1/desk', '/api/v1/overview', '/api/v1/duties', '/api/v1/cases?queue=all', '/api/v1/incidents', '/api/v1/coverage?year=2026']) {
          const [a, b] = [await one.inject({ url, headers: mine }), await other.inject({ url, headers: theirs })]
          expect([a.statusCode, a.body.replaceAll(/"requestId":"[^"]*"/g, '')], `${role} ${url}`).toEqual([b.statusCode, b.body.replaceAll(/"requestId":"[^"]*"/g, '')])
        }
      }
    } finally {
      await without.close()
    }
  })
})
