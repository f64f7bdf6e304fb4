import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt, getCase, listEvents } from '#records/cases.ts'
import { target } from '#records/database.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { keepNote } from '#actions/matter/notes.ts'
import { redactStatement } from '#actions/matter/redact.ts'
import { writeToComplainant } from '#actions/matter/write.ts'
import { followTip } from '#actions/tips/follow-tip.ts'
import { redacted } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { livingIn } from '#test/cases/living.ts'
import { openWorld, type World } from '#test/world.ts'
import { county, idsOf, sure } from './reporting.ts'

let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld()
  live = livingIn(world)
})
afterAll(() => world.close())

const triage = () => world.officer(world.officerId.triage)
const asOf = async (id: string) => (await listEvents(world.context.db, id)).length
const divert = async (id: string, routeCode = 'tip') => say(world, 'triage', 'POST', `/api/v1/cases/${id}/moves`, { body: { action: 'divert', asOf: await asOf(id), details: { routeCode } } })
const canaries = { statement: '鸾鸑原话甲', asked: '鹓鹔去信乙', redacted: '鹴鶄摘要丙', note: '鶒鷞内记丁' }

async function accepted(): Promise<{ id: string; code: string }> {
  const { receiptCode: code } = sure(await fileComplaint(world.context, { villageCode: world.village, statement: `村干部${canaries.statement}收了钱。`, photos: [], idempotencyKey: randomUUID(), channel: 'web' }))
  const id = (await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, code)))!
  await live.must('triage', { id }, { action: 'accept' })
  return { id, code }
}

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

describe('a complaint that was accepted before its desk saw what it is about', () => {
  test('goes to the discipline body as one that was not, and leaves no word', async () => {
    const { id, code } = await accepted()
    sure(await writeToComplainant(world.context, await triage(), id, `${canaries.asked}请问是谁？`))
    sure(await redactStatement(world.context, await triage(), id, { asOf: await asOf(id), statement: `${canaries.redacted}收钱一事。`, photos: [] }))
    sure(await keepNote(world.context, await triage(), id, `${canaries.note}要小心。`))
    for (const canary of Object.values(canaries)) expect(await tablesWith(canary), canary).not.toEqual([])
    expect((await divert(id)).status).toBe(200)
    for (const canary of Object.values(canaries)) expect(await tablesWith(canary), canary).toEqual([])
    expect(await followTip(world.context, code)).toMatchObject({ bodyCode: county, isDiverted: true })
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${id}`)).status).toBe(404)
  })

  test('is shown no other way: what was accepted is answered', async () => {
    const { id } = await accepted()
    const { body } = await say(world, 'triage', 'GET', `/api/v1/cases/${id}`)
    expect(body.choices.routes).toMatchObject([{ code: 'tip', isSealed: true }])
    expect([(await divert(id, 'hotline')).body.code, (await getCase(world.context.db, id)).state]).toEqual(['choice-missing', 'accepted'])
  })

  test('stays where no discipline body has its key, and the desk is not offered what it cannot do', async () => {
    const { id } = await accepted()
    const recipients = world.context.tips.recipients as Map<number, readonly string[]>
    const known = recipients.get(county)!
    recipients.delete(county)
    try {
      expect((await say(world, 'triage', 'GET', `/api/v1/cases/${id}`)).body.allowed).not.toContain('divert')
      expect((await divert(id)).body.code).toBe('choice-missing')
    } finally {
      recipients.set(county, known)
    }
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${id}`)).body.allowed).toContain('divert')
  })

  test('stays once a unit has had it: it was read there', async () => {
    const { id } = await accepted()
    await live.must('triage', { id }, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture'), redacted })
    await live.must('triage', { id }, { action: 'recall', note: '分错了单位。' })
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${id}`)).body.withheld).toContainEqual(expect.objectContaining({ action: 'divert', code: 'seen-by-units' }))
    expect((await divert(id)).body.code).toBe('seen-by-units')
    expect(await getCase(world.context.db, id)).toMatchObject({ state: 'accepted', bodyCode: null })
  })

  test('lets go what joined it: each stands where it stood before', async () => {
    const [lead, joined] = [await accepted(), await accepted()]
    await live.must('triage', joined, { action: 'merge', note: '同一件事。', intoCaseId: lead.id })
    const before = new Set(await idsOf(world, county))
    expect((await divert(lead.id)).status).toBe(200)
    expect((await idsOf(world, county)).filter(id => !before.has(id))).toHaveLength(1)
    expect(await getCase(world.context.db, joined.id)).toMatchObject({ state: 'accepted', mergedInto: null, bodyCode: null })
    expect((await listEvents(world.context.db, joined.id)).at(-1)).toMatchObject({ action: 'unmerge', by: { kind: 'system' } })
  })
})
