import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { trackCase } from '#actions/tracking.ts'
import { sweepFiles } from '#actions/sweep-files.ts'
import { insertCaseSubject } from '#records/conflicts.ts'
import { inTransaction } from '#records/database.ts'
import { unwrapAddress } from '#platform/crypto/address.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { listEvents } from '#records/cases.ts'
import { form, say } from '#test/api/talking.ts'
import { move } from '#test/api/cases-of-every-state.ts'
import { pastPolicies } from '#test/past-policies.ts'
import { openWorld, type World } from '#test/world.ts'
import { enter, entryOf, idOf } from './doors.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const post = (body: unknown, key?: string) => say(world, 'triage', 'POST', '/api/v1/intake', { body, ...(key && { key }) })
const sealedOf = async (id: string) => {
  const rows = await pastPolicies(world, 'select ciphertext from vault.sealed_identity where case_id = $1', [id])
  return JSON.parse(await world.openIdentity(rows[0].ciphertext)) as Record<string, string>
}

describe('what an officer writes down for somebody', () => {
  test('becomes a case with a receipt, filed by the officer, its person sealed', async () => {
    const said = await post(entryOf(world, { channel: 'letter', channelNumber: '信2026-0017', receivedOn: '2026-09-18' }))
    expect(said).toMatchObject({ status: 201, body: { receiptCode: expect.stringMatching(/^\d{20}$/), receivedOn: '2026-09-21' } })
    const { caseId, receiptCode } = said.body
    expect(await listEvents(world.context.db, caseId)).toMatchObject([{ action: 'file', by: { kind: 'officer', officerId: world.officerId.triage } }])
    expect(await trackCase(world.context, receiptCode)).toMatchObject({ ok: true, value: { state: 'submitted', receivedOn: '2026-09-21' } })
    expect(JSON.stringify((await trackCase(world.context, receiptCode)))).not.toContain('演示·')
    expect(await sealedOf(caseId)).toEqual({ v: 2, field: 'identity', caseId, name: '张三', phone: '000-0000-0000' })
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${caseId}/intake`)).body).toMatchObject({ channel: 'letter', channelNumber: '信2026-0017', receivedOn: '2026-09-18', mayAddScan: true, enteredByName: expect.any(String) })
    const { rows } = await world.owner.pool.query(`select case_file::text || coalesce(case_intake::text, '') as whole from case_file join case_intake on case_id = id where id = $1`, [caseId])
    expect(rows[0].whole).not.toMatch(/张三|000-0000-0000/)
  })

  test('sent again with the same key is the same case and the same code; with another text it is refused', async () => {
    const key = randomUUID()
    const body = entryOf(world, { channel: 'visit', channelNumber: '访-9' })
    const [one, two] = [await post(body, key), await post(body, key)]
    expect([one.status, two.status, two.body]).toEqual([201, 201, one.body])
    expect(await post({ ...body, statement: '另一件事，不一样的内容。' }, key)).toMatchObject({ status: 422, body: { code: 'key-used-for-another' } })
    const { rows } = await world.owner.pool.query(`select answer::text from idempotency_key where answer::text like '%' || $1 || '%'`, [one.body.receiptCode])
    expect(rows).toEqual([])
  })

  test('is a case together with its entry in the audit, which knows the case: without the one there is not the other, and sent again it is told once', async () => {
    const entries = async () => (await world.owner.pool.query(`select outcome, why, subject_id from audit.entry where act = 'enterComplaint' order by id desc limit 2`)).rows
    const [key, letter] = [randomUUID(), entryOf(world, { channel: 'letter', channelNumber: '信-审计', statement: '这封信要和审计一起留下。' })]
    const count = async () => (await world.owner.pool.query('select count(*)::int as n from case_file where statement = $1', ['这封信要和审计一起留下。'])).rows[0].n as number
    await world.owner.pool.query('revoke insert on audit.entry from ydt_app, ydt_staff, ydt_office')
    expect(await post(letter, key)).toMatchObject({ status: 503, body: { code: 'unready' } })
    expect(await count()).toBe(0)
    await world.owner.pool.query('grant insert on audit.entry to ydt_app, ydt_staff, ydt_office')
    const [one, two] = [await post(letter, key), await post(letter, key)]
    expect([one.status, two.status, two.body, await count()]).toEqual([201, 201, one.body, 1])
    expect((await post(letter)).body.code).toBe('channel-number-used')
    expect(await entries()).toEqual([{ outcome: 'channel-number-used', why: 'letter', subject_id: null }, { outcome: 'done', why: 'letter', subject_id: one.body.caseId }])
    // After years, when its key is forgotten, the same request is still the same complaint.
    const [visit, again] = [entryOf(world, { channel: 'visit' }), randomUUID()]
    const first = await post(visit, again)
    await world.owner.pool.query('delete from idempotency_key')
    expect(await post(visit, again)).toMatchObject({ status: 201, body: { caseId: first.body.caseId, receiptCode: first.body.receiptCode } })
  })

  test('under a number that was entered before is refused, also when both come at once', async () => {
    const letter = entryOf(world, { channel: 'letter', channelNumber: '信-重复' })
    const said = await Promise.all([post(letter), post({ ...letter, channelNumber: ' 信-重复 ' })])
    expect(said.map(({ status }) => status).toSorted()).toEqual([201, 409])
    const [kept, refused] = [said.find(({ status }) => status === 201)!.body.caseId, said.find(({ status }) => status === 409)!.body]
    expect(refused).toMatchObject({ code: 'channel-number-used', caseId: kept })
    const found = async (q: string, as: 'triage' | 'leader' = 'triage') => (await say(world, as, 'POST', '/api/v1/cases/search', { body: { queue: 'all', q } })).body.items
    expect(await found(' 信-重复')).toMatchObject([{ id: kept, channel: 'letter', channelNumber: '信-重复' }])
    // Only the whole number, and only for whoever may read it.
    expect([await found('信-重'), await found('信-重复', 'leader')]).toEqual([[], []])
    expect((await say(world, 'leader', 'GET', '/api/v1/cases?queue=all')).body.items.find((item: { id: string }) => item.id === kept)).not.toHaveProperty('channelNumber')
    await inTransaction(world.context.db, tx => insertCaseSubject(tx, kept, { officerId: world.officerId.triage }))
    expect(await found('信-重复')).toEqual([])
    // Being refused would tell whoever is kept away that there is such a complaint: the entry is taken, and sent again it is the same one.
    const key = randomUUID()
    const taken = await post(letter, key)
    expect(taken.status).toBe(201)
    expect((await post(letter, key)).body).toEqual(taken.body)
    expect(await post(letter)).toMatchObject({ status: 409, body: { code: 'channel-number-used', caseId: taken.body.caseId } })
    expect((await found('信-重复')).map((item: { id: string }) => item.id)).toEqual([taken.body.caseId])
    expect((await post({ ...letter, channel: 'visit' })).status).toBe(201)
  })

  test('with a number for messages is told of its steps, and nobody of the staff reads the number', async () => {
    const [number, key] = ['000 0000-0000', randomUUID()]
    const body = entryOf(world, { contact: number, statement: '想知道进展的事：水渠堵了。' })
    const said = await post(body, key)
    const { caseId, receiptCode } = said.body
    expect(await trackCase(world.context, receiptCode)).toMatchObject({ value: { isTold: true } })
    const rows = await pastPolicies(world, 'select channel, wrapped from vault.case_contact where case_id = $1', [caseId])
    expect(rows).toEqual([{ channel: 'sms', wrapped: expect.any(Buffer) }])
    expect(unwrapAddress(world.context.secrets.wrappingKey, caseId, rows[0].wrapped)).toBe('00000000000')
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${caseId}`)).raw.toString()).not.toContain('00000000000')
    await move(world, caseId, world.officerId.triage, { action: 'accept' })
    await deliverOutbox(world.context)
    expect((await world.owner.pool.query('select template from message where case_id = $1', [caseId])).rows).toEqual([{ template: 'progress' }])
    // Sent again after the answer was lost: one number still.
    expect((await post(body, key)).body).toEqual(said.body)
    expect(await pastPolicies(world, 'select channel from vault.case_contact where case_id = $1', [caseId])).toHaveLength(1)
    expect(await post(entryOf(world, { contact: '12a' }))).toMatchObject({ status: 422, body: { problems: [{ field: 'contact', code: 'contact-wrong' }] } })
  })

  test('written down by the desk of the city lies on the county’s, with the number for messages kept', async () => {
    const said = await say(world, 'city-triage', 'POST', '/api/v1/intake', { body: entryOf(world, { contact: '00000000000' }) })
    expect(said).toMatchObject({ status: 201 })
    expect((await trackCase(world.context, said.body.receiptCode))).toMatchObject({ value: { isTold: true } })
    expect([(await say(world, 'triage', 'GET', `/api/v1/cases/${said.body.caseId}`)).status, (await say(world, 'city-triage', 'GET', `/api/v1/cases/${said.body.caseId}`)).status]).toEqual([200, 404])
  })

  test('by a helper keeps his name in the vault with the person helped, and nowhere else', async () => {
    expect(await post(entryOf(world, { channel: 'proxy', person: { phone: '000-0000-0000' } }))).toMatchObject({ status: 422, body: { problems: expect.arrayContaining([expect.objectContaining({ code: 'helper-missing' }), expect.objectContaining({ code: 'name-missing' })]) } })
    const { id, code } = await enter(world, { channel: 'proxy', helper: '李四', person: { name: '王五' } })
    expect(await sealedOf(id)).toEqual({ v: 2, field: 'identity', caseId: id, name: '王五', helper: '李四' })
    expect(JSON.stringify([(await say(world, 'triage', 'GET', `/api/v1/cases/${id}`)).body, (await say(world, 'triage', 'GET', `/api/v1/cases/${id}/intake`)).body, await trackCase(world.context, code)])).not.toMatch(/李四|王五/)
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['a letter without its number', { channel: 'letter' }, 'number-missing'], ['a channel nobody knows', { channel: 'pigeon' }, ''], ['a channel that is the complainant’s own', { channel: 'web' }, ''], ['a day after today', { receivedOn: '2026-09-22' }, 'day-in-future'],
    ['a day that is none', { receivedOn: '2026-02-30' }, 'not-a-day'], ['a day more than a year back', { receivedOn: '2025-09-19' }, 'day-too-old'], ['a telephone number that is none', { person: { phone: '12' } }, 'not-a-phone'],
    ['a helper on the telephone', { helper: '李四' }, 'helper-not-taken'], ['nothing to say', { statement: ' ' }, 'missing'], ['a code that is no village', { villageCode: 340_522_100_000 }, 'unknown-village'], ['a state of its own choosing', { state: 'closed' }, ''], ['an officer of its own choosing', { enteredBy: randomUUID() }, ''],
  ])('with %s is sent back with the place named', async (_, more, code) => {
    const said = await post(entryOf(world, more))
    expect(said.status).toBe(422)
    if (code) expect(said.body.problems).toEqual(expect.arrayContaining([expect.objectContaining({ code, message: expect.stringMatching(/.{5,}/) })]))
  })

  test('for a village of another county, or one that does not exist, is refused', async () => {
    expect(await post(entryOf(world, { villageCode: 340_503_001_001 }))).toMatchObject({ status: 403, body: { code: 'out-of-reach' } })
    expect(await post(entryOf(world, { villageCode: 340_522_100_999 }))).toMatchObject({ status: 422, body: { code: 'unknown-village' } })
  })
})

describe('scans of a letter', () => {
  const picture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } }).withMetadata({ exif: { IFD0: { Artist: 'somebody' } } }).jpeg().toBuffer()
  const scan = (id: string, bytes: Buffer, as: 'triage' | 'supervisor' | 'handler' = 'triage') => say(world, as, 'POST', `/api/v1/cases/${id}/scans`, form({}, { name: '张三的信.jpg', bytes }))

  test('are drawn anew, kept, and read by the desk alone', async () => {
    const filed = await enter(world, { channel: 'letter', channelNumber: '信-扫描' })
    expect(await scan(filed.id, await picture())).toMatchObject({ status: 201, body: { n: 1 } })
    expect(await scan(filed.id, Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'))).toMatchObject({ status: 201, body: { n: 2 } })
    world.setClock('2026-09-25')
    await sweepFiles(world.context)
    const read = await say(world, 'triage', 'GET', `/api/v1/cases/${filed.id}/scans/1`)
    expect(read.status).toBe(200)
    expect(read.raw.includes('somebody')).toBe(false)
    await move(world, filed.id, world.officerId.triage, { action: 'accept' })
    await move(world, filed.id, world.officerId.triage, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture') })
    for (const role of ['handler', 'supervisor'] as const) {
      expect((await say(world, role, 'GET', `/api/v1/cases/${filed.id}`)).status).toBe(200)
      expect((await say(world, role, 'GET', `/api/v1/cases/${filed.id}/scans/1`)).status).toBe(404)
      const { body } = await say(world, role, 'GET', `/api/v1/cases/${filed.id}/intake`)
      expect(body).toMatchObject({ channel: 'letter', scans: [], personal: [], mayAddScan: false })
      expect(body.channelNumber ?? body.enteredByName).toBeUndefined()
      expect((await scan(filed.id, await picture(), role)).status).toBe(404)
    }
    world.setClock('2026-09-21')
  })

  test('that are no pictures, or belong to a case from the web, are refused', async () => {
    const { id } = await enter(world, { channel: 'visit' })
    expect(await scan(id, Buffer.from('MZ not a picture'))).toMatchObject({ status: 415, body: { code: 'attachment-kind' } })
    const filed = await say(world, undefined, 'POST', '/api/v1/complaints', { body: { villageCode: world.village, statement: '路灯坏了很久没有人修。' } })
    const web = (await idOf(world, filed.body.receiptCode))!
    expect((await scan(web, await picture())).status).toBe(404)
    expect((await say(world, 'triage', 'GET', `/api/v1/cases/${web}/intake`)).body).toMatchObject({ channel: 'api', scans: [], mayAddScan: false })
  })
})

test('what identifies somebody in the text is shown to the desk before a unit sees it', async () => {
  const { id } = await enter(world, { statement: '我是村民，电话13800138000，路灯坏了。' })
  expect((await say(world, 'triage', 'GET', `/api/v1/cases/${id}/intake`)).body.personal).toEqual([{ kind: 'phone', field: 'statement', start: 7, length: 11 }])
})
