import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mostScans } from '#rules/intake/staff-entry.ts'
import { mostParts } from '#rules/tips/diversion.ts'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt, getCase, listEvents } from '#records/cases.ts'
import { target } from '#records/database.ts'
import { asBody, findTip, listParts, readPart } from '#records/tips.ts'
import { actAsComplainant } from '#actions/complainant-moves.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { keepNote } from '#actions/matter/notes.ts'
import { redactStatement } from '#actions/matter/redact.ts'
import { writeAsComplainant, writeToComplainant } from '#actions/matter/write.ts'
import { setComplainantContact } from '#actions/messages.ts'
import { moveCase, type CaseMove } from '#actions/move-case.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { removeGoingFiles } from '#actions/tips/divert-case.ts'
import { followTip } from '#actions/tips/follow-tip.ts'
import { moveTip } from '#actions/tips/move-tip.ts'
import { openBrowser } from '#test/pages/visiting.ts'
import { openWorld, type World } from '#test/world.ts'
import { form, say } from '#test/api/talking.ts'
import { enter } from '#test/intake/doors.ts'
import { city, county, idsOf, openWith, sealTo } from './reporting.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const triage = () => world.officer(world.officerId.triage)
const desk = () => world.context.tips.desk
const asOf = async (id: string) => (await listEvents(world.context.db, id)).length
const sure = <Value>(outcome: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.value
}
const act = async (id: string, asked: Omit<CaseMove, 'asOf'>) => moveCase(world.context, await triage(), id, { asOf: await asOf(id), ...asked })
const divert = (id: string, routeCode = 'tip') => act(id, { action: 'divert', routeCode, note: canaries.desk })

/** A word for each place where a complaint keeps something; they stand nowhere else. */
const canaries = {
  statement: '鸾鸑原话甲', place: '鹓鹔地点乙', happened: '鹴鶄时间丙', wish: '鶒鷞愿望丁', name: '鸂鶂姓名戊', question: '鸊鷉追问己', supplied: '鸾鹓补充庚',
  fromDesk: '鹔鹴去信辛', fromThem: '鶄鶒来信壬', redacted: '鷞鸂摘要癸', note: '鶂鸊内记子', subject: '鷉鸾被告丑', naming: '鸑鹓缘由寅', desk: '鹴鹔附言卯',
}

async function full(): Promise<{ id: string; code: string; photo: Buffer }> {
  const photo = await sharp({ create: { width: 60, height: 50, channels: 3, background: '#823' } }).jpeg().toBuffer()
  const { receiptCode: code } = sure(await fileComplaint(world.context, {
    villageCode: world.village, statement: `村干部${canaries.statement}收了钱。`, place: canaries.place, happened: canaries.happened, wish: canaries.wish,
    person: { name: canaries.name, phone: '000-0000-0000' }, photos: [{ bytes: photo }], idempotencyKey: randomUUID(), channel: 'web',
  }))
  const id = (await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, code)))!
  sure(await setComplainantContact(world.context, code, '00000000000'))
  sure(await act(id, { action: 'askMore', note: `${canaries.question}是哪一天？` }))
  sure(await actAsComplainant(world.context, code, { action: 'supplyMore', note: `${canaries.supplied}那天。` }))
  sure(await writeToComplainant(world.context, await triage(), id, `${canaries.fromDesk}请问还有谁？`))
  sure(await writeAsComplainant(world.context, code, { words: `${canaries.fromThem}没有别人。`, photos: [{ bytes: photo }], key: randomUUID() }))
  sure(await redactStatement(world.context, await triage(), id, { asOf: await asOf(id), statement: `${canaries.redacted}收钱一事。`, photos: [] }))
  sure(await keepNote(world.context, await triage(), id, `${canaries.note}要小心。`))
  sure(await nameSubjects(world.context, await triage(), id, { asOf: await asOf(id), note: `${canaries.naming}写明了人。`, name: [{ person: canaries.subject, servesUnitId: undefined, isHead: false }], lift: [] }))
  sure(await act(id, { action: 'classify', itemSlug: 'farmland-subsidy' }))
  return { id, code, photo }
}

/** Every row of every table, as the one who owns the server reads it. */
async function everyRow(): Promise<{ table: string; row: string }[]> {
  const client = new pg.Client(target(world.connection))
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`)
    const found: { table: string; row: string }[] = []
    for (const { name } of tables) found.push(...(await client.query<{ row: string }>(`select to_jsonb(known)::text as row from ${name} as known`)).rows.map(({ row }) => ({ table: name, row })))
    return found
  } finally {
    await client.end()
  }
}

const filesOnDisk = () => readdirSync(world.fileFolder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => readFileSync(`${entry.parentPath}/${entry.name}`))

describe('a complaint about an official’s wrongdoing that the desk diverts', () => {
  let filed: Awaited<ReturnType<typeof full>>
  let tipId: string
  let rows: Awaited<ReturnType<typeof everyRow>>
  beforeAll(async () => {
    filed = await full()
    expect((await everyRow()).filter(({ row }) => Object.values(canaries).some(canary => row.includes(canary))).length).toBeGreaterThan(8)
    expect(filesOnDisk()).toHaveLength(2)
    sure(await divert(filed.id))
    ;[tipId] = await idsOf(world, county) as [string]
    rows = await everyRow()
  })

  test('leaves no word of it in any row of any table, nor in any file', async () => {
    for (const canary of Object.values(canaries)) {
      const asBytes = Buffer.from(canary).toString('hex')
      expect(rows.filter(({ row }) => row.includes(canary) || row.includes(asBytes)).map(({ table }) => table), canary).toEqual([])
    }
    await removeGoingFiles(world.context)
    expect(filesOnDisk()).toEqual([])
    expect(rows.filter(({ table, row }) => table.startsWith('vault.') && row.includes(filed.id))).toEqual([])
  })

  test('stands whole in a report that the body’s key alone opens, the name still sealed to the custodians', async () => {
    const parts = await asBody(desk(), county, async tx => Promise.all((await listParts(tx, tipId)).map(async part => ({ ...part, ciphertext: (await readPart(tx, tipId, part.n, world.officerId.inspector(county, 'first'), new Date()))! }))), world.officerId.inspector(county, 'first'))
    expect(parts.map(({ kind }) => kind)).toEqual(['matter', 'person', 'file', 'file'])
    for (const { ciphertext } of parts) await expect(openWith(world.custodians.B, ciphertext)).rejects.toThrow()
    const [matter, person, photo] = await Promise.all(parts.map(({ ciphertext }) => openWith(world.disciplineKeys.get(county)!, ciphertext)))
    const { name: _, ...words } = canaries
    for (const canary of Object.values(words)) expect(matter!.toString()).toContain(canary)
    expect(matter!.toString()).not.toContain(canaries.name)
    const { identity } = JSON.parse(person!.toString())
    expect(person!.toString()).not.toContain(canaries.name)
    expect(await world.openIdentity(Buffer.from(identity, 'base64'))).toContain(canaries.name)
    expect(photo!.subarray(photo!.indexOf(10) + 1).subarray(0, 2).toString('hex')).toBe('ffd8')
  })

  test('no longer says under which item it fell', () => {
    expect(rows.filter(({ row }) => row.includes(filed.id) && row.includes('farmland-subsidy')).map(({ table }) => table)).toEqual([])
  })

  test('keeps its shell: receipt, days, state, and a chain of events without words', async () => {
    const { statement, state, receivedOn, seen, bodyCode } = await getCase(world.context.db, filed.id)
    expect({ statement, state, receivedOn, seen, bodyCode }).toEqual({ statement: '', state: 'diverted', receivedOn: '2026-09-21', seen: null, bodyCode: county })
    const events = await listEvents(world.context.db, filed.id)
    expect(events.at(-1)).toMatchObject({ action: 'divert' })
    expect(events.map(({ note }) => note ?? null).filter(note => note !== null)).toEqual([])
    expect(rows.filter(({ table, row }) => table.endsWith('case_event') && row.includes(filed.id))).toHaveLength(events.length)
  })

  test('is seen by nobody any more, not even by the officer who diverted it', async () => {
    const app = await world.app()
    await deliverOutbox(world.context)
    for (const role of ['triage', 'second-triage', 'leader', 'supervisor', 'handler', 'clerk', 'reviewer', 'inspector', 'city-triage'] as const) {
      const headers = await world.signInAs(role)
      expect((await app.inject({ url: `/api/v1/cases/${filed.id}`, headers })).statusCode, role).toBe(404)
      for (const url of ['/api/v1/cases', '/api/v1/notices', '/api/v1/search?q=x']) expect((await app.inject({ url, headers })).body, `${role} ${url}`).not.toContain(filed.id)
    }
    expect(await act(filed.id, { action: 'accept' })).toMatchObject({ refusal: { code: 'not-found' } })
  })

  test('is followed by the same code, which says in plain words where it went', async () => {
    const browser = await openBrowser(world)
    const page = await browser.post('/track', { code: filed.code })
    expect(page.status).toBe(200)
    expect(page.text).toContain('保密转给')
    expect((await followTip(world.context, filed.code))).toMatchObject({ bodyCode: county, isDiverted: true, stands: 'received' })
    const tip = await asBody(desk(), county, tx => findTip(tx, tipId))
    const words = await sealTo([tip!.reporterRecipient], '已受理，谢谢。')
    sure(await moveTip(world.context, await world.officer(world.officerId.inspector(county, 'first')), tipId, { action: 'tellAcceptance', asOf: 1, words }))
    expect((await browser.post('/track', { code: filed.code })).text).toContain('已受理，谢谢。')
  })

  test('cannot be emptied otherwise: not by the program, not by the owner, not a second time', async () => {
    const other = sure(await fileComplaint(world.context, { villageCode: world.village, statement: '路灯不亮了请修。', photos: [], idempotencyKey: randomUUID(), channel: 'web' }))
    const id = (await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, other.receiptCode)))!
    const call = `select tips.divert_case($1, ${county}, gen_random_uuid(), '2026-09-21', sha256('x'), 'age1x', 'x', 'x', '2026-09-28', 'x', '[]')`
    const part = `select tips.keep_part($1, ${county}, 1, 'matter', 'intl-1/age', 'x')`
    const client = new pg.Client({ ...target(world.connection), options: '-c role=ydt_app' })
    await client.connect()
    for (const which of [id, filed.id]) for (const said of [call, part]) await expect(client.query(said, [which])).rejects.toThrow(/only when the desk has diverted it/)
    expect((await client.query(`select tips.identity_of($1, ${county}) as identity`, [id])).rows).toEqual([{ identity: null }])
    await client.end()
    await expect(world.owner.pool.query(call, [id])).rejects.toThrow(/permission denied/)
    await expect(world.owner.pool.query(`update case_event set note = 'x'`)).rejects.toThrow(/append-only/)
    await expect(world.owner.pool.query(`update case_file set statement = '' where id = $1`, [id])).rejects.toThrow(/case_file_statement_check/)
  })
})

describe('a letter with as many pages as the desk can scan', () => {
  test('is opened whole and passed up whole, its longest page too', async () => {
    const scan = (bytes: number) => Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(bytes, '测'), Buffer.from('\n%%EOF\n')])
    const largest = scan(9_800_000)
    const { id } = await enter(world, { channel: 'letter', channelNumber: '信2026-20', person: { name: '张三', phone: '000-0000-0000' } })
    for (let n = 1; n <= mostScans; n++) expect((await say(world, 'triage', 'POST', `/api/v1/cases/${id}/scans`, form({}, { name: 'scan.pdf', bytes: n === mostScans ? largest : scan(100) }))).status).toBe(201)
    const before = new Set(await idsOf(world, county))
    sure(await divert(id))
    const report = (await idsOf(world, county)).find(known => !before.has(known))!
    const at = `/api/v1/tips/${report}`
    const parts = (await say(world, 'inspector', 'GET', at)).body.parts as { n: number; kind: string }[]
    expect(parts.map(({ kind }) => kind)).toEqual(['matter', 'person', ...Array.from({ length: mostScans }, () => 'file')])
    sure(await moveTip(world.context, await world.officer(world.officerId.inspector(county, 'second')), report, { action: 'proposeScreening', asOf: 1, outcome: 'transferUp' }))
    for (const { n } of parts) {
      const sealed = await say(world, 'inspector', 'GET', `${at}/parts/${n}`)
      expect(sealed.status, `part ${n}`).toBe(200)
      const anew = await sealTo(world.context.tips.recipients.get(city)!, await openWith(world.disciplineKeys.get(county)!, sealed.raw))
      expect((await say(world, 'inspector', 'POST', `${at}/parts/${n}/resealed`, form({ bodyCode: String(city) }, { name: 'sealed', bytes: anew }))).status, `part ${n}`).toBe(201)
    }
    expect((await say(world, 'inspector', 'POST', `${at}/moves`, { body: { action: 'confirmScreening', asOf: 2, handOver: { bodyCode: city } } })).status).toBe(200)
    const [above] = await idsOf(world, city) as [string]
    const last = await asBody(desk(), city, async tx => (await readPart(tx, above, parts.length, world.officerId.inspector(city, 'first'), new Date()))!, world.officerId.inspector(city, 'first'))
    const whole = await openWith(world.disciplineKeys.get(city)!, last)
    expect(whole.subarray(whole.indexOf(10) + 1).equals(largest)).toBe(true)
  }, 120_000)
  test('leaves room for every photo that a complaint may hold: the contract knows them all', () => {
    expect(mostParts).toBe(2 + 6 + 60 * 2 + 20)
  })
})

describe('a complaint stays as it is', () => {
  const plain = async () => {
    const { receiptCode } = sure(await fileComplaint(world.context, { villageCode: world.village, statement: '请查一查村里的账。', photos: [], idempotencyKey: randomUUID(), channel: 'web' }))
    return (await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, receiptCode)))!
  }
  test('when it is shown another way', async () => {
    const id = await plain()
    sure(await divert(id, 'hotline'))
    expect(await getCase(world.context.db, id)).toMatchObject({ state: 'diverted', bodyCode: null, statement: '请查一查村里的账。' })
  })
  test('when no discipline body has its key here: the complainant is told the address, and nothing is taken away', async () => {
    const id = await plain()
    const context = { ...world.context, tips: { ...world.context.tips, recipients: new Map() } }
    sure(await moveCase(context, await triage(), id, { action: 'divert', routeCode: 'tip', asOf: 1 }))
    expect(await getCase(world.context.db, id)).toMatchObject({ state: 'diverted', bodyCode: null, statement: '请查一查村里的账。' })
  })
  test('when the sealing fails on the way', async () => {
    const id = await plain()
    const context = { ...world.context, tips: { ...world.context.tips, recipients: new Map([[county, ['age1not-a-key']]]) } }
    await expect(moveCase(context, await triage(), id, { action: 'divert', routeCode: 'tip', asOf: 1 })).rejects.toThrow()
    expect(await getCase(world.context.db, id)).toMatchObject({ state: 'submitted', statement: '请查一查村里的账。' })
  })
})
