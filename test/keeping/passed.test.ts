import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import { daysKept } from '#rules/retention/classes.ts'
import { openPool } from '#records/database.ts'
import type { retentionOf } from '#records/retention.ts'
import { forgetPassed } from '#actions/keeping/forget-passed.ts'
import { schedule } from '#jobs/schedule.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let unitId: string
let userId: string
const day = '2026-09-21' as PlainDate
beforeAll(async () => {
  world = await openWorld()
  const [of] = await rows<{ unit_id: string; user_id: string }>('select unit_id, user_id from officer where id = $1', [world.officerId.triage])
  unitId = of!.unit_id
  userId = of!.user_id
})
afterAll(() => world.close())

async function rows<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
  return (await world.owner.pool.query(statement, values)).rows as Row[]
}
/** By the clock of the test and not of the machine. */
const at = '2026-09-21T01:00:00Z'
const bytes = (length: number) => Buffer.alloc(length, 7)
const upload = randomUUID()
const batch = randomUUID()

type Passing = { [Name in keyof typeof retentionOf]: (typeof retentionOf)[Name] extends 'passing' ? Name : never }[keyof typeof retentionOf]
/** One row of each table of what is needed for a while. A table that is new among them does not compile before it stands here. */
const row = {
  'auth.providerAttempt': () => rows('insert into auth.provider_attempt (browser_hash, expires_at, counted_for) values ($1, $2, $3)', [bytes(32), at, 'x']),
  'auth.usedCode': () => rows('insert into auth.used_code (user_id, code_hash, used_at) values ($1, $2, $3)', [userId, 'x', at]),
  'fileGoing': () => rows('insert into file_going (file_id) values ($1)', [randomUUID()]),
  'householdCode': async () => {
    await rows('insert into household_code_batch (id, village_code, made_by, made_at, made, expires_on) values ($1, $2, $3, $4, 1, $5)', [batch, world.village, world.officerId.clerk(world.village), at, day])
    await rows('insert into household_code (code_hash, batch_id) values ($1, $2)', [bytes(32), batch])
  },
  'idempotencyKey': () => rows(`insert into idempotency_key (key, body_hash, answer, at) values ('a-key-of-long-ago', $1, '{}', $2)`, [bytes(32), at]),
  'importUpload': () => rows(`insert into import_upload (id, officer_id, county_code, item_slug, name, bytes, sha256, created_at, updated_at) values ($1, $2, 340522000000, 'x', 'x', 1, $3, $4, $4)`, [upload, world.officerId.triage, bytes(32), at]),
  'importChunk': () => rows('insert into import_chunk (upload_id, starts_at, content) values ($1, 0, $2)', [upload, bytes(1)]),
  'message': () => rows(`insert into message (id, officer_id, channel, template, send_after, sent_at) values ($1, $2, 'sms', 'work-waits', $3, $3)`, [randomUUID(), world.officerId.triage, at]),
  'officerNotice': () => rows(`insert into officer_notice (id, unit_id, topic, at, read_at) values ($1, $2, 'reminder', $3, $3)`, [randomUUID(), unitId, at]),
  'outbox': () => rows(`insert into outbox (id, topic, payload, written_at, delivered_at) values ($1, 'x', '{}', $2, $2)`, [randomUUID(), at]),
  'signInAttempt': () => rows(`insert into sign_in_attempt (id, kind, browser_hash, expires_at) values ($1, 'wechat', $2, $3)`, [randomUUID(), bytes(32), at]),
  'spentAllowance': () => rows(`insert into spent_allowance (kind, source, spent, at) values ('x', 'x', 1, $1)`, [at]),
  'trialMessage': () => rows(`insert into trial_message (at, channel, address, text) values ($1, 'sms', 'x', 'x')`, [at]),
} as const satisfies Record<Passing, () => Promise<unknown>>

const named = (key: string) => key.replaceAll(/[A-Z]/gu, letter => `_${letter.toLowerCase()}`)
const count = async (table: string, where = 'true', values: unknown[] = []) => (await rows<{ count: number }>(`select count(*)::int as count from ${table} where ${where}`, values))[0]!.count

async function night(): Promise<void> {
  const sender = openPool(world.connection, 'ydt_sender', 1)
  for (const { run } of schedule) await run(world.context, { db: sender.db, channels: {} }).catch(() => {})
  await sender.close()
}

test('of every table of what is needed for a while, what is past its days is gone after the jobs of a night', async () => {
  world.setClock(day)
  for (const insert of Object.values(row)) await insert()
  for (const table of Object.keys(row)) expect(await count(named(table)), table).toBeGreaterThan(0)
  world.setClock(addDays(day, daysKept.neverTaken + 1))
  await night()
  for (const table of Object.keys(row)) expect(await count(named(table)), table).toBe(0)
})

describe('each has its days', () => {
  const on = (date: PlainDate) => { world.setClock(date); return forgetPassed(world.context) }
  const id = () => randomUUID()

  test('a message goes thirty days after it went out or was given up, not the day before, and one that nobody took after a year', async () => {
    const [sent, given, waiting] = [id(), id(), id()]
    for (const [which, more] of [[sent, `'${at}', null`], [given, `null, 'rejected'`], [waiting, 'null, null']]) await rows(`insert into message (id, officer_id, channel, template, send_after, sent_at, given_up) values ($1, $2, 'sms', 'work-waits', $3, ${more})`, [which, world.officerId.triage, at])
    const left = async () => count('message', 'id = any($1)', [[sent, given, waiting]])
    await on(addDays(day, 30))
    expect(await left()).toBe(3)
    await on(addDays(day, 31))
    expect(await left()).toBe(1)
    await on(addDays(day, 366))
    expect(await left()).toBe(0)
  })

  test('a notice goes thirty days after it was put away, and one that nobody put away after a year', async () => {
    const [read, unread] = [id(), id()]
    for (const [which, readAt] of [[read, at], [unread, null]]) await rows(`insert into officer_notice (id, unit_id, topic, at, read_at) values ($1, $2, 'reminder', $3, $4)`, [which, unitId, at, readAt])
    const left = async () => (await rows<{ id: string }>('select id from officer_notice where id = any($1)', [[read, unread]])).map(notice => notice.id)
    await on(addDays(day, 30))
    expect(await left()).toHaveLength(2)
    await on(addDays(day, 31))
    expect(await left()).toEqual([unread])
    await on(addDays(day, 366))
    expect(await left()).toEqual([])
  })

  test('a session goes with browser and network a day after nobody could use it any more; one that can be used stays', async () => {
    const token = id()
    await rows(`insert into auth.session (id, token, user_id, expires_at, user_agent, network, started_at, seen_at) values ($1, $1, $2, '2026-09-28', 'a browser', 'a hash', $3, $3)`, [token, userId, at])
    await on(addDays(day, 1))
    expect(await count('auth.session', 'id = $1', [token])).toBe(1)
    await on(addDays(day, 2))
    expect(await count('auth.session', 'id = $1', [token])).toBe(0)
  })

  test('a code that opened something goes after a day, and what an account was told after a year', async () => {
    await rows('insert into auth.used_code (user_id, code_hash, used_at) values ($1, $2, $3)', [userId, 'y', at])
    await rows(`insert into auth.notice (user_id, kind, on_day, at) values ($1, 'new-browser', $2, $3)`, [userId, day, at])
    await on(addDays(day, 2))
    expect([await count('auth.used_code', `code_hash = 'y'`), await count('auth.notice', 'at = $1', [at])]).toEqual([0, 1])
    await on(addDays(day, 366))
    expect(await count('auth.notice', 'at = $1', [at])).toBe(0)
  })
})

test('no officer deletes a message or a notice', async () => {
  for (const role of ['ydt_staff', 'ydt_office']) for (const table of ['message', 'officer_notice']) expect(await rows('select has_table_privilege($1, $2, $3) as may', [role, table, 'delete'])).toEqual([{ may: false }])
})
