import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateOf } from '#rules/cases/fold.ts'
import { mostParts } from '#rules/tips/diversion.ts'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt, getCase, listEvents } from '#records/cases.ts'
import { inTransaction, target } from '#records/database.ts'
import { asBody, listParts, readPart } from '#records/tips.ts'
import { eventOf, record } from '#actions/case-events.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { keepNote } from '#actions/matter/notes.ts'
import { writeAsComplainant, writeToComplainant } from '#actions/matter/write.ts'
import { moveCase } from '#actions/move-case.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { followTip } from '#actions/tips/follow-tip.ts'
import { redacted } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { livingIn } from '#test/cases/living.ts'
import { openBrowser } from '#test/pages/visiting.ts'
import { openWorld, type World } from '#test/world.ts'
import { city, county, idsOf, openWith, sure } from './reporting.ts'

let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld()
  live = livingIn(world)
})
afterAll(() => world.close())

const triage = () => world.officer(world.officerId.triage)
const asOf = async (id: string) => (await listEvents(world.context.db, id)).length
/** Asked as the staff ask, behind the second wall. */
const divert = async (id: string, as: 'triage' | 'city-triage' = 'triage') =>
  say(world, as, 'POST', `/api/v1/cases/${id}/moves`, { body: { action: 'divert', asOf: await asOf(id), note: `${canaries.desk}请办理。`, details: { routeCode: 'tip' } } })
const partsOf = async (id: string) => (await world.owner.db.selectFrom('caseFile').select('id').where('splitFrom', '=', id).orderBy('part').execute()).map(part => part.id)

const canaries = { statement: '鸾鸑原话甲', place: '鹓鹔地点乙', name: '鸂鶂姓名丙', part: '鹴鶄分件丁', split: '鶒鷞缘由戊', again: '鸊鷉再分己', question: '鹔鹴去信庚', fromThem: '鶄鶒来信辛', note: '鶂鸊内记壬', subject: '鷉鸾被告癸', desk: '鹴鹔附言子' }

/** A complaint in three: the whole, a part, and a part of that part. */
async function divided(): Promise<{ code: string; whole: string; part: string; again: string }> {
  const photo = await sharp({ create: { width: 60, height: 50, channels: 3, background: '#823' } }).jpeg().toBuffer()
  const { receiptCode: code } = sure(await fileComplaint(world.context, {
    villageCode: world.village, statement: `村干部${canaries.statement}收了钱。`, place: canaries.place, person: { name: canaries.name, phone: '000-0000-0000' }, photos: [{ bytes: photo }], idempotencyKey: randomUUID(), channel: 'web',
  }))
  const whole = (await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, code)))!
  await live.must('triage', { id: whole }, { action: 'split', statement: `另一件是${canaries.part}。`, note: `${canaries.split}两件不同的事。` })
  const [part] = await partsOf(whole) as [string]
  await live.must('triage', { id: part }, { action: 'split', statement: `还有一件${canaries.again}。`, note: '又是一件。' })
  const again = (await partsOf(whole))[1]!
  sure(await writeToComplainant(world.context, await triage(), part, `${canaries.question}请问是谁？`))
  sure(await writeAsComplainant(world.context, code, { words: `${canaries.fromThem}是会计。`, photos: [{ bytes: photo }], key: randomUUID() }, 2))
  sure(await keepNote(world.context, await triage(), again, `${canaries.note}要小心。`))
  return { code, whole, part, again }
}

/** Every row of every table, as the one who owns the server reads it. */
async function tablesWith(said: string): Promise<string[]> {
  const client = new pg.Client(target(world.connection))
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`)
    const found: string[] = []
    for (const { name } of tables) if ((await client.query(`select from ${name} as known where strpos(to_jsonb(known)::text, $1) > 0 limit 1`, [said])).rowCount) found.push(name)
    return found
  } finally {
    await client.end()
  }
}

async function withUnit(id: string): Promise<void> {
  await live.must('triage', { id }, { action: 'accept' })
  await live.must('triage', { id }, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture'), redacted })
}

async function standsAsItWas(ids: readonly string[]): Promise<void> {
  for (const id of ids) expect(await getCase(world.context.db, id)).toMatchObject({ bodyCode: null, place: canaries.place })
}

describe('a divided complaint about an official’s wrongdoing', () => {
  let it: Awaited<ReturnType<typeof divided>>
  let tipId: string
  beforeAll(async () => {
    it = await divided()
    sure(await nameSubjects(world.context, await triage(), it.whole, { asOf: await asOf(it.whole), note: '写明了人。', name: [{ person: canaries.subject, servesUnitId: undefined, isHead: false }], lift: [] }))
    for (const canary of Object.values(canaries).slice(0, -1)) if (canary !== canaries.name) expect(await tablesWith(canary), canary).not.toEqual([])
    expect((await divert(it.again)).status, 'asked for the last part').toBe(200)
    ;[tipId] = await idsOf(world, county) as [string]
  })

  test('goes whole, whichever of its parts the desk was looking at: one report, and no word left in any row', async () => {
    expect(await idsOf(world, county)).toEqual([tipId])
    for (const canary of Object.values(canaries)) expect([...await tablesWith(canary), ...await tablesWith(Buffer.from(canary).toString('hex'))], canary).toEqual([])
    for (const id of [it.whole, it.part, it.again]) {
      expect(await getCase(world.context.db, id)).toMatchObject({ state: 'diverted', bodyCode: county, statement: '' })
      expect((await listEvents(world.context.db, id)).at(-1)).toMatchObject({ action: 'divert', by: { kind: 'officer', officerId: world.officerId.triage } })
    }
  })

  test('stands in that report with what was said of each part, every photo, and the name sealed as it was', async () => {
    const officer = world.officerId.inspector(county, 'first')
    const opened = await asBody(world.context.tips.desk, county, async tx => Promise.all((await listParts(tx, tipId)).map(async ({ n, kind }) => ({ kind, plain: await openWith(world.disciplineKeys.get(county)!, (await readPart(tx, tipId, n, officer, new Date()))!) }))), officer)
    expect(opened.map(({ kind }) => kind)).toEqual(['matter', 'person', 'file', 'file'])
    const matter = JSON.parse(opened[0]!.plain.toString()) as { statement: string; about: string; place: string; written: { what: string; words: string }[] }
    expect([matter.statement, matter.about]).toEqual([`村干部${canaries.statement}收了钱。`, canaries.subject])
    const said = matter.written.map(({ words }) => words).join('\n')
    for (const canary of [canaries.part, canaries.split, canaries.again, canaries.question, canaries.fromThem, canaries.note, canaries.desk]) expect(said).toContain(canary)
    const names = opened.slice(2).map(({ plain }) => (JSON.parse(plain.subarray(0, plain.indexOf(10)).toString()) as { name: string }).name)
    expect(names).toEqual(['photo-1.jpeg', 'part-2-photo-1.jpeg'])
  })

  test('is followed by its one code, whichever part is asked for, and seen by nobody else', async () => {
    expect(await followTip(world.context, it.code)).toMatchObject({ bodyCode: county, isDiverted: true, stands: 'received', days: [{ what: 'screen' }, { what: 'tellAcceptance' }] })
    const browser = await openBrowser(world)
    for (const part of ['1', '2', '3']) expect((await browser.post('/track', { code: it.code, part })).text, part).toContain('保密转给')
    for (const role of ['second-triage', 'leader', 'supervisor', 'clerk'] as const) {
      for (const id of [it.whole, it.part, it.again]) expect((await say(world, role, 'GET', `/api/v1/cases/${id}`)).status, role).toBe(404)
      expect((await say(world, role, 'GET', '/api/v1/cases?queue=all')).raw.toString()).not.toContain(it.part)
    }
  })
})

describe('a divided complaint stays as it is', () => {
  test('when one of its parts has been with a unit: the desk is told that not all can go', async () => {
    const it = await divided()
    await withUnit(it.part)
    await live.must('triage', { id: it.part }, { action: 'recall', note: '分错了单位。' })
    const refused = await divert(it.whole)
    expect([refused.status, refused.body.code]).toEqual([409, 'diverted-divided'])
    await standsAsItWas([it.whole, it.part, it.again])
    expect((await listEvents(world.context.db, it.whole)).at(-1)!.action).toBe('split')
  })
  test('when a part went up to the desk of the city: the county’s keeps the rest, and so does the city’s', async () => {
    const it = await divided()
    // It goes up alone where its own unit is the one that is in conflict.
    await withUnit(it.part)
    sure(await nameSubjects(world.context, await triage(), it.part, { asOf: await asOf(it.part), note: '涉及该单位。', name: [{ unitId: world.unitId.department('agriculture') }], lift: [] }))
    expect((await divert(it.whole)).body.code).toBe('diverted-divided')
    expect((await divert(it.whole, 'city-triage')).status).toBe(404)
    await standsAsItWas([it.whole, it.part, it.again])
    expect(await idsOf(world, city)).toEqual([])
  })
  test('when all its files are more than one report can hold', async () => {
    const it = await divided()
    const more = (n: number) => world.owner.pool.query(`insert into case_attachment (id, case_id, n, by_kind, file_id, media_type, bytes, width, height) select gen_random_uuid(), $1, 100 + n, 'complainant', gen_random_uuid(), 'image/jpeg', 1, 1, 1 from generate_series(1, $2::int) as n`, [it.again, n])
    // Two photos are there; matter and person are parts as well.
    await more(mostParts - 3)
    expect((await divert(it.whole)).body.code).toBe('diverted-divided')
    await standsAsItWas([it.whole, it.part, it.again])
  })
  test('when the sealing fails on the way', async () => {
    const it = await divided()
    const context = { ...world.context, tips: { ...world.context.tips, recipients: new Map([[county, ['age1not-a-key']]]) } }
    await expect(moveCase(context, await triage(), it.part, { action: 'divert', routeCode: 'tip', asOf: await asOf(it.part) })).rejects.toThrow()
    await standsAsItWas([it.whole, it.part, it.again])
  })
  test('but for the part that is shown another way: that holds for it alone', async () => {
    const it = await divided()
    await live.must('triage', { id: it.part }, { action: 'divert', routeCode: 'hotline' })
    await standsAsItWas([it.whole, it.part, it.again])
    expect((await getCase(world.context.db, it.whole)).state).toBe('submitted')
    expect((await divert(it.whole)).body.code).toBe('diverted-divided')
  })
  test('in the database too: no part is emptied without the others, nor the whole without them', async () => {
    const it = await divided()
    const { context, officerId } = world
    for (const id of [it.whole, it.part]) {
      await expect(inTransaction(context.db, async tx => {
        const [file, facts] = [await getCase(tx, id), stateOf(await listEvents(tx, id))]
        await record(context, tx, file, facts, eventOf(context, facts, 'divert', { kind: 'officer', officerId: officerId.triage, unitId: (await triage()).unitId }, undefined, { route: { code: 'tip', zh: '', en: '' }, bodyCode: county }))
        await sql`select tips.divert_case(${id}::uuid, ${county}::bigint, gen_random_uuid(), '2026-09-21', sha256('x'), 'age1x', 'x', 'x', '2026-09-28', sha256('y'), '[]')`.execute(tx)
      }), id).rejects.toThrow(/emptied whole/)
    }
    await standsAsItWas([it.whole, it.part, it.again])
  })
})
