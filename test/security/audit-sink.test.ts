import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { auditSinkIn, sinkAt, type HandOver } from '#platform/audit-sink.ts'
import { readConfig } from '#platform/config.ts'
import { insertEntries } from '#records/audit.ts'
import { inTransaction } from '#records/database.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { sendAudit } from '#actions/send-audit.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'
import { makeAuthority } from '#test/certificates.ts'
import { openCollector, type Collector } from './collector.ts'

const authority = makeAuthority('authority of the collector')
const own = authority.issue({ name: 'collector', host: '127.0.0.1' })
let world: World
let collector: Collector
let port: number
beforeAll(async () => {
  world = await openWorld({ today: '2026-09-20' })
  collector = await openCollector(own)
  port = collector.port
  Object.assign(world.context.audit, { handOver: handOverTo(authority.certificate) })
})
afterAll(async () => {
  await collector.close()
  await world.close()
})
beforeEach(() => { vi.spyOn(process.stderr, 'write').mockReturnValue(true) })

const handOverTo = (ca: string | undefined, patience = 20_000): HandOver => sinkAt({ url: '', host: '127.0.0.1', port, isEncrypted: true, ca }, patience)
const send = (handOver = world.context.audit.handOver) => sendAudit({ ...world.context, audit: { ...world.context.audit, handOver } })
const lastLine = () => JSON.parse(String(vi.mocked(process.stderr.write).mock.lastCall?.[0])) as Record<string, unknown>
const entry = () => ({ at: new Date(world.context.clock.now()), act: 'getCase', subjectKind: 'case', subjectId: randomUUID(), outcome: 'done' }) as const
const put = async (count: number) => {
  for (let n = 0; n < count; n += 500) await insertEntries(world.context.db, Array.from({ length: Math.min(500, count - n) }, entry))
}
const position = async () => (await world.owner.pool.query<{ through: string; entries: number; last: string }>('select through_id::text as through, entries::int, (select max(id)::text from audit.entry) as last from audit.sent')).rows[0]!
const kept = async () => (await world.owner.pool.query<{ subject: string | null }>('select subject_id as subject from audit.entry order by id')).rows.map(({ subject }) => subject)
const subjectsByNumber = () => [...new Map(collector.told().map(({ n, ...told }) => [n, (told['subjectId'] ?? null) as string | null]))]

/** Every entry there is was read, each under one number, and the numbers have no gap. */
async function expectWhole(): Promise<void> {
  const [read, there] = [new Map(subjectsByNumber()), await kept()]
  expect(read.size).toBe(there.length)
  expect(there.flatMap((subject, at) => (read.get(at + 1) === subject ? [] : [at + 1]))).toEqual([])
}

describe('the audit leaves the machine', () => {
  test('entry by entry in order, each a message with its length before it, and says what the table for its administrator says and nothing that anybody wrote', async () => {
    const planted = { name: '鸾鸑鹓', phone: '000-1357-2468', statement: '鹔鹴鶄鶒的路灯坏了' }
    const filed = await fileComplaint(world.context, { villageCode: world.village, statement: planted.statement, photos: [], person: { name: planted.name, phone: planted.phone }, idempotencyKey: randomUUID(), channel: 'web' })
    if (!filed.ok) throw new Error(filed.refusal.code)
    const { rows: [found] } = await world.owner.pool.query<{ id: string }>('select id from case_file where statement = $1', [planted.statement])
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${found!.id}`)).status).toBe(200)
    expect((await say(world, 'handler', 'GET', `/api/v1/cases/${found!.id}`)).status).toBe(404)
    expect((await say(world, 'triage', 'POST', '/api/v1/cases/search', { body: { queue: 'all', q: planted.statement } })).status).toBe(200)
    await say(world, 'audit-admin', 'GET', '/api/v1/audit')
    const { items } = (await say(world, 'audit-admin', 'GET', '/api/v1/audit')).body
    await send()
    const told = collector.told()
    expect(told.slice(0, items.length)).toEqual(items.toReversed().map((line: object, at: number) => ({ n: at + 1, ...line })))
    for (const message of collector.messages) expect(message).toMatch(/^<1(?:10|09)>1 2026-09-20T\d\d:\d\d:\d\d\.\d{3}Z \S+ yidiantong - audit - \{[ -~]+\}$/)
    expect(collector.messages.filter(message => message.startsWith('<109>')).map(message => /"outcome":"([^"]+)"/.exec(message)?.[1])).toEqual(['not-found'])
    const words = JSON.stringify(told)
    expect(words).toContain('演示·')
    for (const canary of [...Object.values(planted), filed.value.receiptCode]) expect(words).not.toContain(canary)
    await expectWhole()
  })

  test('and an entry whose act ends after that of a later one is not passed over', async () => {
    let sending: Promise<void> | undefined
    await inTransaction(world.context.db, async tx => {
      await insertEntries(tx, [entry()])
      await put(1)
      sending = send()
      for (let asked = 0; asked < 50; asked++) await world.owner.pool.query('select 1') // time enough for who would not wait
      expect(collector.told()).toHaveLength((await position()).entries)
    })
    await sending
    const { through, last } = await position()
    expect(through).toBe(last)
    await expectWhole()
  })

  test('a collector that is away for days misses nothing when it is back, and how far behind it is can be seen', async () => {
    const before = await position()
    await collector.close()
    await put(2500)
    world.setClock('2026-09-23')
    await send()
    expect(lastLine()).toMatchObject({ level: 'error', what: 'the collector of the audit has not taken it', why: 'ECONNREFUSED' })
    expect((await position()).through).toBe(before.through)
    const figures = async () => Object.fromEntries((await (await world.app()).inject({ url: '/metrics' })).body.split('\n').filter(line => line.startsWith('yidiantong_audit')).map(line => line.split(' ')))
    expect(await figures()).toEqual({ yidiantong_audit_sent_entries: String(before.entries), yidiantong_audit_behind_seconds: String(3 * 24 * 3600) })
    const { messages } = collector
    collector = await openCollector(own, port)
    collector.messages.push(...messages)
    await send()
    expect(collector.messages).toHaveLength(before.entries + 2500)
    await expectWhole()
    expect(await figures()).toEqual({ yidiantong_audit_sent_entries: String(before.entries + 2500), yidiantong_audit_behind_seconds: '0' })
  })

  test.each([['reset', 'ECONNRESET'], ['mute', 'too-slow']] as const)('what a collector that is %s has not read to the end goes to it again, under the same numbers', async (behaves, why) => {
    await put(40)
    const before = await position()
    collector.behaves = behaves
    await send(handOverTo(authority.certificate, 500))
    expect(lastLine()).toMatchObject({ why })
    expect(await position()).toEqual(before)
    collector.behaves = 'read'
    await send()
    expect((await position()).entries).toBe(before.entries + 40)
    await expectWhole()
  })

  test('a program killed after the collector has read and before the position moved sends again and passes over nothing', async () => {
    await put(30)
    const before = await position()
    collector.behaves = 'mute'
    const hasRead = collector.untilRead()
    const program = startSender()
    await hasRead
    program.kill('SIGKILL')
    await once(program, 'exit')
    expect(await position()).toEqual(before)
    collector.behaves = 'read'
    const readBefore = collector.messages.length
    await send()
    expect(collector.messages.slice(readBefore)).toEqual(collector.messages.slice(readBefore - 30, readBefore))
    await expectWhole()
  })

  test('two processes that send at once pass over nothing', async () => {
    await put(30)
    await Promise.all([send(), send()])
    const { through, last, entries } = await position()
    expect([through, entries]).toEqual([last, (await kept()).length])
    await expectWhole()
  })

  test('nobody but the role that reads the audit knows or moves the position', async () => {
    for (const role of ['ydt_app', 'ydt_staff', 'ydt_vault', 'ydt_tip_desk', 'ydt_reader']) {
      const { rows } = await world.owner.pool.query<{ may: boolean }>(`select has_table_privilege($1, 'audit.sent', 'select, insert, update, delete') or has_any_column_privilege($1, 'audit.sent', 'update') as may`, [role])
      expect(rows[0]!.may, role).toBe(false)
    }
  })
})

/** The job in a process of its own, with a collector that has time. */
function startSender(): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', `
    const { connection, port, ca } = JSON.parse(process.env.ASKED)
    const [{ openPool }, { sinkAt }, { sendAudit }] = await Promise.all([import('#records/database.ts'), import('#platform/audit-sink.ts'), import('#actions/send-audit.ts')])
    const handOver = sinkAt({ url: '', host: '127.0.0.1', port, isEncrypted: true, ca })
    await sendAudit({ db: openPool(connection, 'ydt_app', 1).db, audit: { reader: openPool(connection, 'ydt_audit', 1).db, handOver }, clock: { now: Date.now } })
  `], { env: { ...process.env, ASKED: JSON.stringify({ connection: world.connection, port, ca: authority.certificate }) }, stdio: 'ignore' })
}

describe('a collector is believed', () => {
  test.each([
    ['of another authority', makeAuthority('another').certificate, own], ['of an authority that nobody named', undefined, own],
    ['for another machine', authority.certificate, authority.issue({ name: 'collector', host: 'collector.example' })], ['whose time is over', authority.certificate, authority.issue({ name: 'collector', host: '127.0.0.1', days: -1 })],
  ] as const)('never with a certificate %s: not a byte goes to it', async (_, ca, shown) => {
    await put(1)
    const stranger = await openCollector(shown)
    await send(sinkAt({ url: '', host: '127.0.0.1', port: stranger.port, isEncrypted: true, ca }))
    expect(lastLine()).toMatchObject({ what: 'the collector of the audit has not taken it', why: expect.stringMatching(/SELF_SIGNED|UNABLE_TO|ALTNAME|SIGNATURE|EXPIRED/) })
    expect(stranger.messages).toEqual([])
    await stranger.close()
  })

  test('in clear where it is on this machine', async () => {
    const read: Buffer[] = []
    const server = createServer(socket => socket.on('data', chunk => read.push(chunk)))
    await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
    const sink = auditSinkIn(`syslog+tcp://127.0.0.1:${(server.address() as { port: number }).port}`)!
    expect(await sinkAt(sink)([{ at: '2026-09-20T01:00:00.000Z', isRefusal: false, told: { n: 1, officerName: '张三' } }])).toEqual({ ok: true })
    const [, length, message] = /^(\d+) (.*)$/.exec(Buffer.concat(read).toString())!
    expect([Number(length), message]).toEqual([message!.length, expect.stringContaining('{"n":1,"officerName":"\\u5f20\\u4e09"}')])
    server.close()
  })
})

describe('AUDIT_SINK', () => {
  const start = (sink: string, more = {}) => () => readConfig({ DEMO: '0', PUBLIC_URL: 'https://books.example', AUDIT_SINK: sink, ...more }, [])

  test('names a collector, and the file of its authority where that is one of one’s own', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'ydt-authority-')), 'ca.pem')
    writeFileSync(file, authority.certificate)
    expect(auditSinkIn(`syslog+tls://logs.example:7000 ${file}`)).toMatchObject({ host: 'logs.example', port: 7000, isEncrypted: true, ca: authority.certificate })
    expect(auditSinkIn('syslog+tls://[2001:db8::7]')).toMatchObject({ host: '2001:db8::7', port: 6514, ca: undefined })
    expect(auditSinkIn(undefined)).toBeUndefined()
    expect(auditSinkIn('')).toBeUndefined()
    writeFileSync(file, 'no certificate')
    for (const wrong of ['logs.example:6514', 'https://logs.example', 'syslog://logs.example', 'syslog+tls://', 'syslog+tls://logs.example:99999', 'syslog+tls://u@logs.example', 'syslog+tls://logs.example/path', `syslog+tls://logs.example ${file}`, 'syslog+tls://logs.example /nowhere/ca.pem', `syslog+tls://logs.example ${file} more`]) {
      expect(start(wrong), wrong).toThrow(/^AUDIT_SINK is not understood/)
    }
  })

  test('leads off this machine encrypted, or where the network is said to be', () => {
    expect(start('syslog+tcp://10.0.3.9')).toThrow('AUDIT_SINK leads out of this machine unencrypted: use syslog+tls://')
    expect(start('syslog+tcp://10.0.3.9', { UNENCRYPTED_WAYS: 'allowed' })).not.toThrow()
    for (const good of ['syslog+tls://10.0.3.9', 'syslog+tcp://127.0.0.1', 'syslog+tcp://[::1]:601', 'syslog+tcp://localhost']) expect(start(good), good).not.toThrow()
  })
})
