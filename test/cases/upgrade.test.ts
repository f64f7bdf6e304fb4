import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { stateOf } from '#rules/cases/fold.ts'
import { getCase, listEvents } from '#records/cases.ts'
import { openPool } from '#records/database.ts'
import { migrate } from '#records/migrate.ts'
import { loadReferenceData } from '#actions/reference.ts'
import { nameInDivided, nameSubjects } from '#actions/name-subjects.ts'
import { declareOwnComplaint } from '#actions/relations.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { trackCase } from '#actions/tracking.ts'
import { caseAt, divide, type Filed, type Step } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { isWhole } from '#test/whole.ts'
import { openWorld, type World } from '#test/world.ts'

const canary = '金丝雀八八一'
const kept: readonly Step[] = ['submitted', 'accepted', 'assigned', 'returned', 'handling', 'extensionPending', 'replyDrafted', 'replied', 'rated']

let today: World
const cases = new Map<Step, Filed>()
/** A complaint that was divided, and its part once more. */
let [whole, part, again]: { readonly id: string }[] = []
beforeAll(async () => {
  today = await openWorld()
  for (const step of kept) cases.set(step, await caseAt(today, step, { statement: `${canary}村口路灯坏了一个月。` }))
  const filed = await caseAt(today, 'accepted')
  whole = filed
  part = await divide(today, whole.id)
  again = await divide(today, part.id)
  await declareOwnComplaint(today.context, await today.officer(today.officerId.secondHandler), filed.code)
  const named = await nameSubjects(today.context, await today.officer(today.officerId.triage), again.id, { asOf: 1, note: '来信写明所涉人员。', name: [{ officerId: today.officerId.secondTriage }], lift: [] })
  if (!named.ok) throw new Error(named.refusal.code)
}, 60_000)
afterAll(() => today.close())

/** A database as it was made by the migrations up to one of them, with the rows of today as far as it had tables, columns and words for them. */
async function databaseOf(last: string): Promise<string> {
  const database = `old_${last}_${process.pid}`
  const server = inject('server')
  const admin = new pg.Client({ ...server, database: 'postgres' })
  await admin.connect()
  await admin.query(`create database ${database}`)
  await admin.end()
  const folder = mkdtempSync(join(tmpdir(), 'ydt-migrations-'))
  for (const name of readdirSync('migrations').filter(file => file.slice(0, 4) <= last)) copyFileSync(join('migrations', name), join(folder, name))
  await migrate({ ...server, database }, folder)
  rmSync(folder, { recursive: true })
  if (!('database' in today.connection)) throw new Error('a world is a database of the server of the tests')
  await copyRows(today.connection.database, database)
  return database
}

/** Copies every table both have, by the columns both have. Rows with a word that was not yet known stay behind, and foreign keys are not asked. */
async function copyRows(from: string, to: string): Promise<void> {
  const [source, target] = [from, to].map(database => new pg.Client({ ...inject('server'), database })) as [pg.Client, pg.Client]
  await Promise.all([source.connect(), target.connect()])
  await target.query(`set session_replication_role = replica`)
  // These would still refuse rows that come in another order than they happened in.
  const guards = (await target.query<{ of: string; name: string }>(`select tgrelid::regclass::text as of, quote_ident(tgname) as name from pg_trigger where tgenabled = 'A' and not tgisinternal`)).rows
  for (const { of, name } of guards) await target.query(`alter table ${of} disable trigger ${name}`)
  const columnsOf = async (client: pg.Client) => new Map((await client.query<{ name: string; columns: string[] }>(`
    select format('%I.%I', n.nspname, c.relname) as name, array_agg(quote_ident(a.attname)::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where n.nspname in ('public', 'pub', 'vault', 'auth') and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration' group by 1`)).rows.map(row => [row.name, row.columns]))
  const [now, then] = [await columnsOf(source), await columnsOf(target)]
  for (const [table, columns] of then) {
    const shared = columns.filter(column => now.get(table)?.includes(column))
    if (shared.length === 0) continue
    const order = table === 'public.case_event' ? 'order by case_id, seq' : ''
    const { rows } = await source.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table} as t ${order}`)
    for (const { row } of rows) {
      await target.query(`insert into ${table} (${shared.join(', ')}) overriding system value select ${shared.join(', ')} from jsonb_populate_record(null::${table}, $1::jsonb) on conflict do nothing`, [row])
        .catch((cause: { code?: string }) => { if (cause.code !== '23514') throw cause })
    }
  }
  if (to.slice(4, 8) >= '0019') await forgetTies(target)
  for (const { of, name } of guards) await target.query(`alter table ${of} enable always trigger ${name}`)
  await target.query(`select setval(pg_get_serial_sequence('log_queue', 'id'), (select max(id) from log_queue))`)
  await Promise.all([source.end(), target.end()])
}

/** As a divided complaint was kept before 0070: whoever showed that it was his own stood in the whole alone, a name in the part where it was given, and a part of a part had the level of the whole. */
async function forgetTies(target: pg.Client): Promise<void> {
  await target.query(`delete from own_complaint where case_id <> $1`, [whole!.id])
  await target.query(`delete from case_subject where case_id = any($1)`, [[whole!.id, part!.id]])
  await target.query(`delete from case_event where case_id = any($1) and action in ('nameSubjects', 'moveUp')`, [[whole!.id, part!.id]])
  await target.query(`update case_file set event_count = (select max(seq) from case_event where case_id = case_file.id), desk_level = 'county' where id = any($1)`, [[whole!.id, part!.id, again!.id]])
  if ((await target.query(`select to_regclass('case_grant') as there`)).rows[0].there === null) return
  await target.query(`update case_grant set holder = 'desk county' where case_id = any($1) and holder = 'desk city'`, [[whole!.id, part!.id, again!.id]])
  await target.query(`delete from case_exclusion where case_id = any($1)`, [[part!.id, again!.id]])
}

/** The first that knew cases as events, and others of a long way; in a whole run more of them. */
const lasts = ['0016', '0022', '0027', '0040', '0063']
describe.each(isWhole ? [...lasts, '0019', '0031', '0053'].toSorted() : lasts)('a database left at migration %s, with cases in it', last => {
  let world: World
  beforeAll(async () => {
    const database = await databaseOf(last)
    expect((await migrate({ ...inject('server'), database }, 'migrations'))[0]!.slice(0, 4) > last).toBe(true)
    const owner = openPool({ ...inject('server'), database }, 'ydt_owner', 2)
    await loadReferenceData(owner.db)
    await owner.close()
    world = await openWorld({ copyOf: database })
  }, 60_000)
  afterAll(() => world?.close())

  test('is brought to today: every case folds to where it stood, is listed, opens and is followed by its code', async () => {
    const listed = JSON.stringify((await say(world, 'triage', 'GET', '/api/v1/cases?queue=all')).body)
    for (const [step, { id, code }] of cases) {
      const facts = stateOf(await listEvents(world.context.db, id))
      expect(facts, step).toEqual(stateOf(await listEvents(today.context.db, id)))
      expect(await getCase(world.context.db, id), step).toMatchObject({ state: facts.state, eventCount: facts.lastSeq })
      expect(listed, step).toContain(id)
      expect(await say(world, 'triage', 'GET', `/api/v1/cases/${id}`), step).toMatchObject({ status: 200, body: { state: facts.state } })
      const [then, now] = [await trackCase(today.context, code), await trackCase(world.context, code)]
      expect(now.ok && now.value.state, step).toBe(then.ok && then.value.state)
      expect(now.ok, step).toBe(true)
    }
  })

  test('shows a unit that its text is awaited where none was written then, and never the words of the complainant', async () => {
    const { id } = cases.get('handling')!
    const seen = await say(world, 'handler', 'GET', `/api/v1/cases/${id}`)
    // The text for the units came with 0023; here it says what the complainant said.
    if (last >= '0023') return expect(seen).toMatchObject({ status: 200, body: { reading: 'for-units' } })
    expect(seen).toMatchObject({ status: 200, body: { reading: 'awaited', statement: '', excerpt: '' } })
    expect(seen.raw.toString()).not.toContain(canary)
  })

  test.runIf(last >= '0019')('mends what a divided complaint kept of one part alone: levels and own complaints at once, names with the next sweep', async () => {
    const ids = [whole!.id, part!.id, again!.id]
    const levels = async () => (await world.context.db.selectFrom('caseFile').select('deskLevel').where('id', 'in', ids).execute()).map(row => row.deskLevel).toSorted()
    expect(await levels()).toEqual(['city', 'county', 'county'])
    expect(await world.context.db.selectFrom('ownComplaint').select('caseId').where('officerId', '=', world.officerId.secondHandler).execute()).toHaveLength(3)
    await nameInDivided(world.context)
    expect(await levels()).toEqual(['city', 'city', 'city'])
    for (const id of ids) expect(await say(world, 'second-triage', 'GET', `/api/v1/cases/${id}`)).toMatchObject({ status: 404 })
    await expect(world.owner.pool.query('delete from case_event')).rejects.toThrow(/append-only/)
  })

  test('goes on from there: cases are accepted, assigned and answered, sweeps run, and a new one is filed', async () => {
    const act = async (as: 'triage' | 'supervisor' | 'handler', step: Step, body: object) =>
      say(world, as, 'POST', `/api/v1/cases/${cases.get(step)!.id}/moves`, { key: randomUUID(), body: { asOf: (await listEvents(world.context.db, cases.get(step)!.id)).length, ...body } })
    expect(await act('triage', 'submitted', { action: 'accept' })).toMatchObject({ status: 200, body: { state: 'accepted' } })
    expect(await act('handler', 'assigned', { action: 'sign' })).toMatchObject({ status: 200, body: { state: 'handling' } })
    expect(await act('supervisor', 'replyDrafted', { action: 'passReview' })).toMatchObject({ status: 200, body: { state: 'replied' } })
    world.setClock('2026-12-01')
    expect((await sweepCases(world.context)).happened).toBeGreaterThan(0)
    expect((await caseAt(world, 'handling')).code).toMatch(/^\d/)
  })
})
