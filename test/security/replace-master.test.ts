import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { unwrapCaseKey } from '#platform/crypto/case-key.ts'
import { householdHashes } from '#platform/crypto/household-code.ts'
import { receiptHmacs } from '#platform/crypto/receipt-code.ts'
import { secretsOf, secretsOfOne } from '#platform/crypto/secrets.ts'
import { getDraft } from '#records/drafts.ts'
import { openAllowances } from '#platform/allowances.ts'
import { openPool, type Pool } from '#records/database.ts'
import { readDraft } from '#actions/check-draft.ts'
import { fileComplaint, type ComplaintInput } from '#actions/complaints.ts'
import type { Context } from '#actions/context.ts'
import { createDraft } from '#actions/drafts.ts'
import { ownIdentityBehind } from '#actions/identity/own.ts'
import { fingerprintsOf, isErased } from '#actions/keeping/erased-words.ts'
import { knownMasters } from '#actions/masters/known-masters.ts'
import { putUnderNewest } from '#actions/masters/put-under-newest.ts'
import { endReplacing } from '#actions/masters/replace.ts'
import { setComplainantContact } from '#actions/messages.ts'
import { findHeldObjection, raiseObjection } from '#actions/objections.ts'
import { once } from '#actions/once.ts'
import { confirmReceived, findOwnRows, keyOfTicket, payeeKeyOf, ticketFor } from '#actions/payees.ts'
import { codesOf, comeHome, makeHouseholdCodes } from '#actions/residents/households.ts'
import { keepOwn, openOwn } from '#actions/residents/list.ts'
import { askForCode, enterByCode, findResident } from '#actions/residents/sign-in.ts'
import { hashOfHalf, isHalf, newHalf } from '#actions/staff/invitations.ts'
import { followTip } from '#actions/tips/follow-tip.ts'
import { sendTip } from '#actions/tips/send-tip.ts'
import { trackCase } from '#actions/tracking.ts'
import { waiveFinding } from '#actions/waive-finding.ts'
import { sendMessages } from '#jobs/send-messages.ts'
import { move } from '#test/api/cases-of-every-state.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openBrowser, publish } from '#test/pages/visiting.ts'
import { county, openForm } from '#test/tips/reporting.ts'
import { openWorld, testSecret, type World } from '#test/world.ts'

const [first, second, third] = [Buffer.from(testSecret), randomBytes(32), randomBytes(32)]
let world: World
let [rekeyer, sender]: Pool[] = []
beforeAll(async () => {
  world = await openWorld()
  await openBrowser(world)
  ;[rekeyer, sender] = [openPool(world.connection, 'ydt_rekeyer', 1), openPool(world.connection, 'ydt_sender', 1)]
})
afterAll(async () => { await rekeyer!.close(); await sender!.close(); await world.close() })

/** A program that was started with these masters. */
async function started(given: Parameters<typeof knownMasters>[1]): Promise<Context> {
  return { ...world.context, allowances: openAllowances({}), secrets: secretsOf(await knownMasters(world.owner.db, given, new Date(world.context.clock.now()))) }
}

const clerk = () => world.officer(world.officerId.clerk(world.village))
const form = (idempotencyKey: string): ComplaintInput => ({ villageCode: world.village, statement: '村口路灯坏了一个月没有人修。', photos: [], person: { name: '测试群众', phone: '000-5550-0001' }, idempotencyKey, channel: 'web' })
const told = async (outcome: Promise<{ ok: boolean }>) => { const settled = await outcome; expect(settled).toMatchObject({ ok: true }); return settled }
const subsidy = () => ({
  villageCode: world.village, item: 'farmland-subsidy', period: '2026-01-05', title: '耕地地力保护补贴发放表', fields: { subsidyName: '耕地地力保护补贴', year: '2026', standard: '100' },
  rows: [{ householderName: '欧阳测试', groupName: '1组', quantity: '1', standard: '100', amount: '100.00', idNo: '340522190001010002' }],
})

async function signIn(context: Context, number: string, known?: string): Promise<{ resident: string; known: string }> {
  const asked = await askForCode(context, 'a network', number, known)
  if (!asked.ok) throw new Error(asked.refusal.code)
  await sendMessages(context, { db: sender!.db, channels: {} })
  const { rows: [sent] } = await world.owner.pool.query<{ text: string }>(`delete from trial_message where text like '%验证码%' returning text`)
  const entered = await enterByCode(context, asked.value.browser, /\d{6}/.exec(sent!.text)![0])
  if (!entered.ok) throw new Error(entered.refusal.code)
  return { resident: (await findResident(context, entered.value.token))!, known: entered.value.known }
}

/** What one life left, by one program: everything that is known again by a key outside the database. */
async function live(context: Context, n: number) {
  const [key, objectionKey, tipKey, request, number] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), `1380000000${n}`]
  const filed = await fileComplaint(context, form(key))
  if (!filed.ok) throw new Error(filed.refusal.code)
  const code = filed.value.receiptCode
  await told(setComplainantContact(context, code, '00000000000'))
  const signedIn = await signIn(context, number)
  await told(keepOwn(context, signedIn.resident, code))
  const { rows: [record] } = await world.owner.pool.query<{ id: string; version: number }>(`select id, current_version as version from pub.disclosure where village_code = $1 limit 1`, [world.village])
  const objection = { about: { disclosureId: record!.id, version: record!.version }, question: '这一笔支出是做什么用的？请说明。', idempotencyKey: objectionKey }
  const raised = await raiseObjection(context, objection)
  if (!raised.ok) throw new Error(raised.refusal.code)
  const tip = { bodyCode: county, key: tipKey, open: { form: openForm, files: [] } }
  const sent = await sendTip(context, tip)
  if (!sent.ok) throw new Error(sent.refusal.code)
  await told(makeHouseholdCodes(context, await clerk(), request, 2))
  const half = newHalf()
  const word = { disclosureId: randomUUID(), rowSeq: 0, fieldKey: 'summary' }
  const asked = { officerId: (await clerk()).id, key: randomUUID(), what: 'test', body: 'the same words' }
  await told(once(context, asked, async () => ({ ok: true, value: { n } })))
  return {
    n, key, code, number, ...signedIn, objection, objectionCode: raised.value.receiptCode, tip, tipCode: sent.value.receiptCode, request, codes: codesOf(context, await clerk(), request, 2),
    half, halfHash: hashOfHalf(context, half), word: { ...word, fingerprints: fingerprintsOf(context, word, ['一句已经删去的话']) }, asked, ticket: ticketFor(context, world.village, payee(context)),
  }
}
type Life = Awaited<ReturnType<typeof live>>

const payee = (context: Context) => payeeKeyOf(context, world.village, '欧阳测试', '010002')

/** All of it is found again by this program, and nothing is made twice. */
async function isKnownTo(context: Context, life: Life, uses: { readonly householdCode?: number } = {}): Promise<void> {
  expect(await trackCase(context, life.code)).toMatchObject({ ok: true, value: { statement: form('').statement, toldBy: ['sms'] } })
  expect(await ownIdentityBehind(context, life.code)).toMatchObject({ phone: '000-5550-0001' })
  expect(await fileComplaint(context, form(life.key))).toMatchObject({ ok: true, value: { receiptCode: life.code, repeated: true } })
  await world.owner.pool.query('delete from idempotency_key where key not like $1', ['staff:%'])
  expect(await fileComplaint(context, form(life.key))).toMatchObject({ ok: true, value: { receiptCode: life.code, repeated: true } })
  const again = await signIn(context, life.number, life.known)
  expect(again.resident).toBe(life.resident)
  expect(await openOwn(context, life.resident, (await caseOf(context, life)))).toBe(life.code)
  expect(await findHeldObjection(context, life.objectionCode)).toMatchObject({ question: life.objection.question })
  expect(await followTip(context, life.tipCode)).toMatchObject({ stands: 'received' })
  expect(await sendTip(context, life.tip)).toMatchObject({ ok: true, value: { receiptCode: life.tipCode, repeated: true } })
  expect((await findOwnRows(context, payee(context))).rows).toHaveLength(1)
  expect(codesOf(context, await clerk(), life.request, 2)).toEqual(life.codes)
  if (uses.householdCode !== undefined) expect(await comeHome(context, life.resident, 'a network', life.codes[uses.householdCode]!)).toMatchObject({ ok: true })
  expect(isHalf(context, life.half, life.halfHash)).toBe(true)
  expect(isErased(context, life.word, { key: 'summary' } as Parameters<typeof isErased>[2], '一句已经删去的话')).toBe(true)
  expect(await once(context, life.asked, async () => { throw new Error('done twice') })).toEqual({ ok: true, value: { value: { n: life.n }, repeated: true } })
  expect(await once(context, { ...life.asked, body: 'other words' }, async () => { throw new Error('done twice') })).toMatchObject({ refusal: { code: 'key-used-for-another' } })
}

async function caseOf(context: Context, { code }: Life): Promise<string> {
  const { rows } = await world.owner.pool.query<{ id: string }>('select id from case_file where receipt_hmac = any($1)', [receiptHmacs(context.secrets.receiptPepper, code)])
  return rows[0]!.id
}

describe('when the master is replaced', () => {
  const lives: Life[] = []
  let fingerprint: string
  let draftId: string
  let before: Context

  test('everything that was made under the first is known to every program, whichever it makes by, while the change goes on', async () => {
    before = await started({ own: first })
    await publish(world, subsidy())
    lives.push(await live(before, 1))
    const books = monthOfBooks(world.village, '2026-07')
    const made = await createDraft(before, await clerk(), { ...books, rows: books.rows.map((row, n) => n === 0 ? { ...row, summary: '付测试村三组12号房租' } : row) })
    draftId = made.ok ? made.value.id : ''
    ;[{ fingerprint } = { fingerprint: '' }] = (await readDraft(before, before.db, await getDraft(before.db, draftId))).findings
    await told(waiveFinding(before, await world.officer(world.officerId.reviewer(340_522_100_000)), draftId, { fingerprint, reason: '该处为村部地址，依法公开。' }))
    expect(await confirmReceived(before, payee(before), (await findOwnRows(before, payee(before))).rows[0]!)).toBe(true)

    const knowing = await started({ own: first, next: second })
    lives.push(await live(knowing, 2))
    const changed = await started({ own: second, before: first })
    lives.push(await live(changed, 3))
    for (const life of lives) for (const context of [knowing, changed]) await isKnownTo(context, life)
    // One that knows the next and starts anew after another made by it.
    const again = await started({ own: first, next: second })
    for (const life of lives) await isKnownTo(again, life)
    expect(keyOfTicket(changed, world.village, lives[0]!.ticket)).toEqual(payee(changed))
  })

  test('whatever is half done goes on where it was, beside programs that work', async () => {
    const changed = await started({ own: second })
    const kinds = await putUnderNewest(rekeyer!.db, changed.secrets, { countOnly: true })
    expect(Object.fromEntries(kinds.map(({ kind, found }) => [kind, found > 0]))).toMatchObject({ 'receipt codes': true, residents: true, payees: true, findings: true, 'keys of cases': true, 'keys of reports': true, addresses: true, 'codes in lists': true, 'names for the complainant': true })
    // Some kinds were put under it, and then the command was killed.
    const halfway = { ...changed.secrets, payeeKey: world.context.secrets.payeeKey, residentKey: world.context.secrets.residentKey, receiptPepper: before.secrets.receiptPepper }
    await putUnderNewest(rekeyer!.db, halfway)
    for (const life of lives) for (const context of [await started({ own: first, next: second }), changed]) await isKnownTo(context, life)
    expect(await endReplacing(await started({ own: first, next: second }), world.owner.db, rekeyer!.db)).toEqual({ ok: false, refusal: { code: 'newest-not-used' } })
    // Whoever is at work on a case is not waited for while others are kept waiting.
    const held = await caseOf(changed, lives[0]!)
    await world.context.db.transaction().execute(async tx => {
      await sql`select from case_file where id = ${held}::uuid for update`.execute(tx)
      await putUnderNewest(rekeyer!.db, changed.secrets)
    })
    expect((await putUnderNewest(rekeyer!.db, changed.secrets, { countOnly: true })).find(({ kind }) => kind === 'receipt codes')).toMatchObject({ found: 1 })
    expect(await endReplacing(changed, world.owner.db, rekeyer!.db)).toMatchObject({ ok: true, value: { masters: [{ generation: 1 }, { generation: 2, wholeAt: expect.any(Date) }] } })
    for (const { found, unreadable, kind } of await putUnderNewest(rekeyer!.db, changed.secrets, { countOnly: true })) expect([found, unreadable], kind).toEqual([0, 0])
    const { rows } = await world.owner.pool.query(`select outcome from audit.entry where act = 'replaceMaster'`)
    expect(rows).toEqual([{ outcome: 'done' }])
  })

  test('afterwards everything is known as before, to whoever has the new one alone', async () => {
    const after = await started({ own: second })
    for (const life of lives) await isKnownTo(after, life, { householdCode: 0 })
    lives.push(await live(after, 4))
    await isKnownTo(after, lives.at(-1)!, { householdCode: 0 })
    const { rows, isReceived } = await findOwnRows(after, payee(after))
    expect(rows.map(isReceived)).toEqual([true])
    const { findings } = await readDraft(after, after.db, await getDraft(after.db, draftId))
    expect(findings.filter(({ finding }) => finding.kind === 'address').map(({ isWaived }) => isWaived)).toEqual([true])
    await move({ ...world, context: after }, await caseOf(after, lives[0]!), world.officerId.triage, { action: 'accept' })
    expect(await trackCase(after, lives[0]!.code)).toMatchObject({ value: { state: 'accepted' } })
    // What earlier masters signed counts no more.
    expect(keyOfTicket(after, world.village, lives[0]!.ticket)).toBeUndefined()
    expect(keyOfTicket(after, world.village, lives.at(-1)!.ticket)).toEqual(payee(after))
  })

  test('with the earlier one alone nothing opens, and no guess can be tested', async () => {
    const [stolen, after] = [secretsOfOne(first), await started({ own: second })]
    const { rows: keys } = await sql<{ caseId: string; wrappedKey: Buffer }>`select case_id, wrapped_key from case_secret`.execute(rekeyer!.db)
    expect(keys.length).toBeGreaterThanOrEqual(4)
    for (const { caseId, wrappedKey } of keys) {
      expect(() => unwrapCaseKey(stolen.wrappingKey, caseId, wrappedKey)).toThrow()
      expect(unwrapCaseKey(after.secrets.wrappingKey, caseId, wrappedKey)).toHaveLength(32)
    }
    for (const life of lives) {
      expect(await trackCase({ ...world.context, secrets: stolen }, life.code)).toEqual({ ok: false, refusal: { code: 'no-such-code' } })
      expect(await followTip({ ...world.context, secrets: stolen }, life.tipCode)).toBeUndefined()
      expect(await ownIdentityBehind({ ...world.context, secrets: stolen }, life.code)).toBeUndefined()
    }
    expect((await findOwnRows({ ...world.context, secrets: stolen }, payee(world.context))).rows).toEqual([])
    const { rows: numbers } = await world.owner.pool.query<{ code_hash: Buffer }>('select code_hash from household_code')
    const left = lives.flatMap(({ codes }) => householdHashes(stolen.residentKey, codes[1]!).map(hash => hash.toString('hex')))
    expect(numbers.filter(({ code_hash }) => left.includes(code_hash.toString('hex')))).toEqual([])
  })

  test('a master under which nothing here was made, one that was replaced, and a new one without the one before are refused at the start', async () => {
    await expect(started({ own: first })).rejects.toThrow(/which replaced it: give that one/)
    await expect(started({ own: third })).rejects.toThrow(/give that one, or, to replace it, both/)
    await expect(started({ own: first, before: second })).rejects.toThrow(/which replaced it: give that one/)
    await expect(started({ own: third, before: first })).rejects.toThrow(/give that one, or, to replace it, both/)
  })

  test('it can be replaced again, and who has the newest needs no other', async () => {
    const changed = await started({ own: third, before: second })
    lives.push(await live(changed, 5))
    for (const life of lives) await isKnownTo(changed, life)
    await told(endReplacing(changed, world.owner.db, rekeyer!.db))
    for (const life of lives) await isKnownTo(await started({ own: third }), life)
  })
})
