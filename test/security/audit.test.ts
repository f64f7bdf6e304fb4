import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditActs, unaudited, type AuditAct } from '#rules/audit/acts.ts'
import { readConfig } from '#platform/config.ts'
import { inTransaction } from '#records/database.ts'
import { closeAuditDays, hashDay } from '#actions/audit.ts'
import { staffRoutes } from '#api/contract/routes.ts'
import { openProgram } from '#cli/open-program.ts'
import { caseAt, file, type Filed } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { report } from '#test/tips/reporting.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let filed: Filed
beforeAll(async () => {
  world = await openWorld({ today: '2026-09-20' })
  filed = await file(world)
})
afterAll(() => world.close())

type Row = { readonly act: string; readonly officer_id: string | null; readonly subject_id: string | null; readonly seen: string[] | null; readonly why: string | null; readonly outcome: string; readonly session: string }
const entries = async (act: AuditAct) => (await world.owner.pool.query<Row>('select * from audit.entry where act = $1 order by id', [act])).rows
const triage = () => world.officerId.triage

test('every route of the staff is kept in the audit, or it is written why not', () => {
  const [audited, left] = [Object.keys(auditActs), Object.values(unaudited).flat()]
  for (const { schema: { operationId } } of staffRoutes.filter(route => !route.isPublic)) expect([audited, left].filter(list => (list as readonly string[]).includes(operationId)), operationId).toHaveLength(1)
})

test('a word that is kept as a reason is one of a fixed list, never words of a person', () => {
  for (const { schema } of staffRoutes) {
    const rule = (auditActs[schema.operationId as AuditAct] ?? {}) as { readonly why?: string }
    const field = rule.why && (schema.body as unknown as { properties: Record<string, { enum?: unknown }> }).properties[rule.why]
    if (rule.why) expect(field && field.enum, `${schema.operationId} ${rule.why}`).toBeInstanceOf(Array)
  }
})

describe('a reading of a case', () => {
  test('is kept with who, when, what and how it ended, also when it was refused', async () => {
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${filed.id}`)).status).toBe(200)
    expect((await say(world, 'handler', 'GET', `/api/v1/cases/${filed.id}`)).status).toBe(404)
    const read = await entries('getCase')
    expect(read).toMatchObject([
      { officer_id: triage(), officer_role: 'triage', place_code: 340_522_000_000, subject_kind: 'case', subject_id: filed.id, outcome: 'done' },
      { officer_id: world.officerId.handler('agriculture'), subject_id: filed.id, outcome: 'not-found' },
    ])
    expect(read[0]!.session).not.toBe(read[1]!.session)
  })
  test('in a list is kept with the cases the list showed', async () => {
    for (const [method, url, body] of [['GET', 'cases?queue=all'], ['POST', 'cases/search', { queue: 'all', q: '路灯' }]] as const) await say(world, 'triage', method, `/api/v1/${url}`, { ...(body && { body }) })
    expect(await entries('listCases')).toMatchObject([{ seen: [filed.id], outcome: 'done' }])
    expect(await entries('searchCases')).toMatchObject([{ seen: [filed.id], outcome: 'done' }])
    expect(JSON.stringify(await entries('searchCases'))).not.toContain('路灯')
  })
  test('is not answered when its entry cannot be written, and neither is anything done', async () => {
    await world.owner.pool.query('revoke insert on audit.entry from ydt_app, ydt_staff, ydt_office')
    expect(await say(world, 'triage', 'GET', `/api/v1/cases/${filed.id}`)).toMatchObject({ status: 503, body: { code: 'unready' } })
    expect(await say(world, 'triage', 'POST', `/api/v1/cases/${filed.id}/moves`, { body: { action: 'accept', asOf: 1 } })).toMatchObject({ status: 503, body: { code: 'unready' } })
    await world.owner.pool.query('grant insert on audit.entry to ydt_app, ydt_staff, ydt_office')
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${filed.id}`)).body).toMatchObject({ state: 'submitted', eventCount: 1 })
  })
  test('by many at once is written together and none is lost', async () => {
    const before = (await entries('getCase')).length
    await Promise.all(Array.from({ length: 12 }, () => say(world, 'triage', 'GET', `/api/v1/cases/${filed.id}`)))
    expect((await entries('getCase')).length).toBe(before + 12)
  })
})

describe('a decision', () => {
  test('is kept in its own transaction, once however often it is sent, with its code and no words', async () => {
    const body = { action: 'accept', asOf: 1, note: '属于受理范围金丝雀。' }
    for (const time of ['first', 'second']) expect((await say(world, 'triage', 'POST', `/api/v1/cases/${filed.id}/moves`, { key: 'the-same-key-twice', body })).status, time).toBe(200)
    expect((await say(world, 'triage', 'POST', `/api/v1/cases/${filed.id}/moves`, { body: { ...body, asOf: 1 } })).status).toBe(409)
    expect(await entries('moveCase')).toMatchObject([{ subject_id: filed.id, why: 'accept', outcome: 'done' }, { why: 'accept', outcome: 'stale' }])
    const { rows } = await world.owner.pool.query('select entry::text as said from audit.entry as entry')
    expect(rows.map(row => row.said).join()).not.toContain('金丝雀')
  })
  test('on a confidential report is kept without its number', async () => {
    const { id } = await report(world)
    await say(world, 'inspector', 'GET', `/api/v1/tips/${id}`)
    await say(world, 'inspector', 'POST', `/api/v1/tips/${id}/moves`, { body: { action: 'proposeScreening', outcome: 'dispose', asOf: 1 } })
    const kept = [...await entries('getTip'), ...await entries('moveTip')]
    expect(kept).toMatchObject([{ outcome: 'done' }, { why: 'proposeScreening', outcome: 'done' }])
    expect(kept[0]!.subject_id).toBe(kept[1]!.subject_id)
    expect(JSON.stringify(kept)).not.toContain(id)
  })
})

test('power changes hands in one transaction with its entry: without it no account is asked for, and no post ends', async () => {
  const ask = () => say(world, 'system-admin', 'POST', '/api/v1/accounts/invitations', { body: { name: '测试新人', username: 'someone.new', unitId: world.unitId.discipline, role: 'triage' } })
  const end = () => say(world, 'system-admin', 'POST', `/api/v1/accounts/${world.officerId.secondTriage}/end`, { body: { reason: '调往外县。' } })
  const left = async () => (await world.owner.pool.query(`select (select count(*)::int from staff_invitation) as asked, (select active_to from officer where id = $1) as ended`, [world.officerId.secondTriage])).rows[0]
  const before = await left()
  await world.owner.pool.query('revoke insert on audit.entry from ydt_app, ydt_staff, ydt_office')
  expect([(await ask()).status, (await end()).status]).toEqual([503, 503])
  await world.owner.pool.query('grant insert on audit.entry to ydt_app, ydt_staff, ydt_office')
  expect(await left()).toEqual(before)
  expect([(await ask()).status, (await end()).status]).toEqual([200, 200])
  expect(await entries('askInvitation')).toMatchObject([{ officer_id: world.officerId.administrator('system-admin'), why: 'triage', outcome: 'done' }])
  expect(await entries('endPost')).toMatchObject([{ subject_id: world.officerId.secondTriage, outcome: 'done' }])
})

describe('the audit administrator', () => {
  test('reads it by person, day, act and case, page by page; nobody else does', async () => {
    for (const role of ['triage', 'leader', 'handler', 'inspector', 'custodian'] as const) expect((await say(world, role, 'GET', '/api/v1/audit')).status, role).toBe(403)
    const ofCase = await say(world, 'audit-admin', 'GET', `/api/v1/audit?subject=${filed.id}`)
    expect(ofCase.body.items.map((line: { act: string }) => line.act)).toEqual(expect.arrayContaining(['moveCase', 'getCase', 'listCases']))
    expect((await say(world, 'audit-admin', 'POST', '/api/v1/audit/search', { body: { who: '分办员', act: 'moveCase' } })).body.items).toMatchObject([{ officerName: '演示·分办员', outcome: 'stale' }, { why: 'accept', outcome: 'done' }])
    expect((await say(world, 'audit-admin', 'GET', '/api/v1/audit?from=2026-09-21')).body.items).toEqual([])
    await world.owner.pool.query(`insert into audit.entry (at, officer_id, place_code, act, subject_kind, subject_id, outcome) select '2026-09-20T04:00:00Z', $1, 340522000000, 'getCase', 'case', $2, 'done' from generate_series(1, 45)`, [triage(), filed.id])
    const first = (await say(world, 'audit-admin', 'GET', '/api/v1/audit?act=getCase')).body
    const second = (await say(world, 'audit-admin', 'GET', `/api/v1/audit?act=getCase&before=${first.next}`)).body
    expect([first.items.length, second.items.length, second.next]).toEqual([50, (await entries('getCase')).length - 50, undefined])
  })
  test('takes it away as a table, which is an entry itself', async () => {
    const { raw, headers } = await say(world, 'audit-admin', 'GET', '/api/v1/audit.csv?act=moveCase')
    expect(headers['content-type']).toContain('text/csv')
    expect(raw.toString().split('\r\n').filter(Boolean)).toHaveLength(3)
    expect(await entries('getAuditCsv')).toMatchObject([{ officer_id: world.officerId.administrator('audit-admin'), outcome: 'done' }])
    const narrowed = await say(world, 'audit-admin', 'POST', '/api/v1/audit/search.csv', { body: { act: 'moveCase', who: '没有这个人' } })
    expect(narrowed.raw.toString().split('\r\n').filter(Boolean)).toHaveLength(1)
    expect(await entries('searchAuditCsv')).toMatchObject([{ outcome: 'done', why: null }])
  })
  test('learns nothing of a case that names the administrator', async () => {
    const about = await caseAt(world, 'accepted')
    await say(world, 'triage', 'GET', `/api/v1/cases/${about.id}`)
    expect((await say(world, 'audit-admin', 'GET', `/api/v1/audit?subject=${about.id}`)).body.items).toHaveLength(1)
    const named = await say(world, 'triage', 'POST', `/api/v1/cases/${about.id}/subjects`, { body: { asOf: 2, note: '来信写明所涉人员。', name: [{ officerId: world.officerId.administrator('audit-admin') }], lift: [] } })
    expect(named.status).toBe(200)
    expect((await say(world, 'audit-admin', 'GET', `/api/v1/audit?subject=${about.id}`)).body.items).toEqual([])
  })
})

test('a day that is over is closed in one hash that stands in the ledger, and a changed entry no longer fits it', async () => {
  world.setClock('2026-09-22', 1)
  await closeAuditDays(world.context)
  await closeAuditDays(world.context)
  const { rows: days } = await world.owner.pool.query(`select to_char(day, 'YYYY-MM-DD') as day, entries, hash, leaf from audit.day join log_queue on log_queue.id = log_queue_id order by day`)
  expect(days.map(({ day }) => day)).toEqual(['2026-09-20', '2026-09-21'])
  for (const { hash, leaf } of days) expect(leaf.equals(hash)).toBe(true)
  const again = (before?: Buffer) => inTransaction(world.context.audit.reader, tx => hashDay(tx, '2026-09-20' as Parameters<typeof hashDay>[1], before))
  expect((await again()).hash.equals(days[0].hash)).toBe(true)
  // Whoever owns the machine can lift every guard; the ledger remembers.
  await world.owner.pool.query(`alter table audit.entry disable trigger kept`)
  await world.owner.pool.query(`update audit.entry set officer_id = $1 where id = (select min(id) from audit.entry where officer_id is not null)`, [world.officerId.leader])
  await world.owner.pool.query(`alter table audit.entry enable always trigger kept`)
  expect((await again()).hash.equals(days[0].hash)).toBe(false)
})

test('the program does not start when the audit cannot be written', async () => {
  const { host, port, user, password, database } = world.connection as { host: string; port: number; user: string; password: string; database: string }
  const config = readConfig({ DATABASE_URL: `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`, DATA_DIR: world.fileFolder }, [])
  await world.owner.pool.query('revoke insert on audit.entry from ydt_app, ydt_staff, ydt_office')
  await expect(openProgram(config, undefined)).rejects.toThrow(/^the audit cannot be written, and without it nothing starts/)
  await world.owner.pool.query('grant insert on audit.entry to ydt_app, ydt_staff, ydt_office')
})
