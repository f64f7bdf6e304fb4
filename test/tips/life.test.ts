import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays, toPlainDate } from '#rules/calendar/plain-date.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { InspectorAction } from '#rules/tips/lifecycle.ts'
import { asBody, findTip, listParts, listTipEvents, readPart } from '#records/tips.ts'
import { followTip, objectToResult } from '#actions/tips/follow-tip.ts'
import { moveTip, type TipMove } from '#actions/tips/move-tip.ts'
import { resealPart } from '#actions/tips/reseal-part.ts'
import { sendTip } from '#actions/tips/send-tip.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'
import { city, county, idsOf, named, openForm, openWith, report, sealTo } from './reporting.ts'

let world: World
let [first, second, ofCity, secondOfCity]: Officer[] = []
beforeAll(async () => {
  world = await openWorld()
  ;[first, second, ofCity, secondOfCity] = await Promise.all([county, city].flatMap(body => (['first', 'second'] as const).map(which => world.officer(world.officerId.inspector(body, which)))))
})
afterAll(() => world.close())
beforeEach(() => world.setClock('2026-09-21'))

const desk = () => world.context.tips.desk
const act = async (officer: Officer, id: string, action: InspectorAction, more: Partial<TipMove> = {}) => {
  const asOf = await asBody(desk(), officer.reach.low, async tx => (await listTipEvents(tx, id)).length)
  return moveTip(world.context, officer, id, { action, asOf, ...more })
}
const done = async (...asked: Parameters<typeof act>) => {
  const moved = await act(...asked)
  if (!moved.ok) throw new Error(JSON.stringify(moved.refusal))
}
const wordsFor = async (id: string, body: number, text: string) => sealTo([(await asBody(desk(), body, tx => findTip(tx, id)))!.reporterRecipient], text)
const inspectorAt = (body: number) => body === city ? ofCity! : first!
const partsOfTip = (id: string, body: number) => asBody(desk(), body, async tx => {
  const parts = await listParts(tx, id)
  return Promise.all(parts.map(async part => ({ ...part, ciphertext: (await readPart(tx, id, part.n, inspectorAt(body).id, new Date()))! })))
}, inspectorAt(body).id)
/** What the browser of whoever is to confirm does: every part opened and sealed anew to the other body. */
const reseal = async (officer: Officer, id: string, to: number, which: (n: number) => boolean = () => true) => {
  const from = officer.reach.low
  for (const { n, ciphertext } of (await partsOfTip(id, from)).filter(({ n }) => which(n))) {
    const kept = await resealPart(world.context, officer, id, { n, bodyCode: to, ciphertext: await sealTo(world.context.tips.recipients.get(to)!, await openWith(world.disciplineKeys.get(from)!, ciphertext)) })
    if (!kept.ok) return kept
  }
  return undefined
}
/** Both have agreed that there is nothing in it. */
const ended = async (id: string) => {
  await done(first!, id, 'proposeScreening', { outcome: 'noSubstance' })
  await done(second!, id, 'confirmScreening')
}
const onTheirWay = async (id: string, body: number) => asBody(desk(), body, tx => tx.selectFrom('tips.partOnItsWay').select('n').where('fromId', '=', id).execute(), inspectorAt(body).id)

describe('what is reported', () => {
  test('is sealed before it is kept: only the body’s own key opens it, matter and person apart', async () => {
    const key = randomUUID()
    const { id } = await report(world, named, { key, files: [{ name: '收条.jpg', bytes: Buffer.from('not a photo') }] })
    const parts = await partsOfTip(id, county)
    expect(parts.map(({ kind }) => kind)).toEqual(['matter', 'person', 'file'])
    for (const { ciphertext } of parts) {
      expect(ciphertext.toString('latin1')).not.toMatch(/好处费|测试|000-0000/)
      await expect(openWith(world.custodians.B, ciphertext)).rejects.toThrow()
      await expect(openWith(world.disciplineKeys.get(city)!, ciphertext)).rejects.toThrow()
    }
    const [matter, person, file] = await Promise.all(parts.map(async ({ ciphertext }) => (await openWith(world.disciplineKeys.get(county)!, ciphertext)).toString()))
    expect(JSON.parse(matter!)).toEqual({ v: 1, form: key, about: openForm.about, statement: openForm.statement, happened: openForm.happened, proof: openForm.proof })
    expect(JSON.parse(person!)).toEqual({ v: 1, form: key, ...named })
    expect(file).toContain('"name":"收条.jpg"')
  })
  test('carries the form’s key inside, whose hash stands outside: a ciphertext of another report is found out', async () => {
    const key = randomUUID()
    const { id } = await report(world, {}, { key })
    const tip = await asBody(desk(), county, tx => findTip(tx, id))
    expect(tip!.formHash.equals(createHash('sha256').update(key).digest())).toBe(true)
  })
  test('sent twice is one report with one code', async () => {
    const key = randomUUID()
    const [one, again] = [await report(world, {}, { key }), await report(world, {}, { key })]
    expect(again).toMatchObject({ receiptCode: one.receiptCode, repeated: true, id: '' })
  })
  test('in clear text to a body without a key here is refused, and nothing is kept', async () => {
    expect(await sendTip(world.context, { bodyCode: 340_521_000_000, key: randomUUID(), open: { form: openForm, files: [] } })).toEqual({ ok: false, refusal: { code: 'tips-not-taken' } })
  })
  test.each([['too short', { statement: '九个字符还不到十' }, 'statement'], ['about nobody', { about: '' }, 'about'], ['with a name and no phone', { name: '测试' }, 'phone']])('%s is refused with the field named', async (_, form, field) => {
    const refused = await sendTip(world.context, { bodyCode: county, key: randomUUID(), open: { form: { ...openForm, ...form }, files: [] } })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'tip-wrong', problems: [{ field }] } })
  })
  test('claimed to be sealed and is not, is refused', async () => {
    expect(await sendTip(world.context, { bodyCode: county, key: randomUUID(), sealed: { matter: Buffer.from('x'.repeat(500)), files: [] } })).toMatchObject({ refusal: { code: 'not-sealed' } })
  })
})

describe('two people', () => {
  test('screen a report: one proposes, the other confirms; nobody confirms a proposal of their own', async () => {
    const { id } = await report(world)
    await done(first!, id, 'proposeScreening', { outcome: 'dispose' })
    expect(await act(first!, id, 'confirmScreening')).toMatchObject({ refusal: { code: 'own-request' } })
    expect(await act(first!, id, 'declineScreening')).toMatchObject({ refusal: { code: 'own-request' } })
    await done(second!, id, 'confirmScreening')
    expect((await followTip(world.context, (await report(world)).receiptCode))!.stands).toBe('received')
  })
  test('are asked for by the database too', async () => {
    const { id } = await report(world)
    await done(first!, id, 'proposeScreening', { outcome: 'noSubstance' })
    await expect(world.owner.pool.query(`insert into tips.tip_event (tip_id, seq, action, officer_id, day, log_queue_id) select $1, 3, 'confirmScreening', $2, '2026-09-21', max(id) from log_queue`, [id, first!.id])).rejects.toThrow(/own|row-level/)
  })
  test('decide its end, and each disposal on the way', async () => {
    const { id, receiptCode } = await report(world)
    await done(first!, id, 'proposeScreening', { outcome: 'dispose' })
    await done(second!, id, 'confirmScreening')
    await done(second!, id, 'proposeDisposal', { disposal: 'talk' })
    await done(first!, id, 'confirmDisposal')
    expect((await followTip(world.context, receiptCode))!.stands).toBe('atWork')
    await done(first!, id, 'proposeDisposal', { disposal: 'close' })
    expect(await act(first!, id, 'confirmDisposal')).toMatchObject({ refusal: { code: 'own-request' } })
    await done(second!, id, 'confirmDisposal')
    expect((await followTip(world.context, receiptCode))!.stands).toBe('ended')
  })
  test('who look at different versions do not overtake each other', async () => {
    const { id } = await report(world)
    await done(first!, id, 'proposeScreening', { outcome: 'dispose' })
    expect(await moveTip(world.context, second!, id, { action: 'confirmScreening', asOf: 1 })).toEqual({ ok: false, refusal: { code: 'stale', eventCount: 2 } })
  })
})

describe('a report that goes up', () => {
  test('is sealed anew to the city; content and notes are gone from the county, its steps stay, and the code leads to the city and to what both bodies said', async () => {
    const { id, receiptCode } = await report(world, named)
    await done(first!, id, 'tellAcceptance', { words: await wordsFor(id, county, '县里已经收到，将报市里。') })
    await done(first!, id, 'proposeScreening', { outcome: 'transferUp', note: await sealTo(world.context.tips.recipients.get(county)!, '举报人说收条在家里。') })
    expect(await act(second!, id, 'confirmScreening')).toMatchObject({ refusal: { code: 'tip-hand-over-incomplete' } })
    await reseal(second!, id, city, n => n > 1)
    expect(await act(second!, id, 'confirmScreening', { handOver: { bodyCode: city } }), 'without its first part').toMatchObject({ refusal: { code: 'tip-hand-over-incomplete' } })
    await reseal(second!, id, city)
    await done(second!, id, 'confirmScreening', { handOver: { bodyCode: city }, note: await sealTo(world.context.tips.recipients.get(county)!, '同意，收条应查。') })
    expect(await partsOfTip(id, county)).toEqual([])
    expect(await onTheirWay(id, county)).toEqual([])
    const events = await asBody(desk(), county, tx => listTipEvents(tx, id))
    expect(events.map(({ action, outcome, officerId, sealedNote }) => [action, outcome, officerId, sealedNote])).toEqual([['file', undefined, undefined, undefined], ['tellAcceptance', undefined, first!.id, undefined], ['proposeScreening', 'transferUp', first!.id, undefined], ['confirmScreening', undefined, second!.id, undefined]])
    const [above] = await idsOf(world, city)
    expect((await partsOfTip(above!, city)).map(({ n, kind }) => [n, kind])).toEqual([[1, 'matter'], [2, 'person']])
    expect((await openWith(world.disciplineKeys.get(city)!, (await partsOfTip(above!, city))[0]!.ciphertext)).toString()).toContain('好处费')
    await done(ofCity!, above!, 'tellAcceptance', { words: await wordsFor(above!, city, '已受理。') })
    expect(await followTip(world.context, receiptCode)).toMatchObject({ bodyCode: city, words: [{ about: 'acceptance', text: '县里已经收到，将报市里。' }, { about: 'acceptance', text: '已受理。' }] })
  })
  test('can come down again to the county that may take it, and no other body; there the notes of the city stay with the city', async () => {
    const { id } = await report(world, {}, { bodyCode: city })
    await done(ofCity!, id, 'proposeScreening', { outcome: 'transferDown', note: await sealTo(world.context.tips.recipients.get(city)!, '属于县里。') })
    expect(await reseal(secondOfCity!, id, city)).toMatchObject({ refusal: { code: 'unknown-body' } })
    await reseal(secondOfCity!, id, county)
    expect(await act(secondOfCity!, id, 'confirmScreening', { handOver: { bodyCode: city } })).toMatchObject({ refusal: { code: 'unknown-body' } })
    await done(secondOfCity!, id, 'confirmScreening', { handOver: { bodyCode: county } })
    expect(await partsOfTip(id, city)).toHaveLength(1)
    expect((await asBody(desk(), city, tx => listTipEvents(tx, id)))[1]!.sealedNote).toBeDefined()
  })
  test('is sealed anew by whoever may confirm it, while it waits for that, and in no clear text; declined, nothing of it stays on its way', async () => {
    const { id } = await report(world)
    expect(await reseal(second!, id, city)).toMatchObject({ refusal: { code: 'tip-not-now' } })
    await done(first!, id, 'proposeScreening', { outcome: 'transferUp' })
    expect(await reseal(first!, id, city)).toMatchObject({ refusal: { code: 'own-request' } })
    expect(await reseal(second!, id, county)).toMatchObject({ refusal: { code: 'unknown-body' } })
    expect(await resealPart(world.context, second!, id, { n: 1, bodyCode: city, ciphertext: Buffer.from('a'.repeat(300)) })).toMatchObject({ refusal: { code: 'not-sealed' } })
    expect(await resealPart(world.context, second!, id, { n: 2, bodyCode: city, ciphertext: Buffer.from('a'.repeat(300)) })).toMatchObject({ refusal: { code: 'not-found' } })
    expect(await resealPart(world.context, ofCity!, id, { n: 1, bodyCode: city, ciphertext: Buffer.from('a'.repeat(300)) })).toMatchObject({ refusal: { code: 'not-found' } })
    for (const _ of ['once', 'and again']) expect(await reseal(second!, id, city)).toBeUndefined()
    expect(await onTheirWay(id, county)).toEqual([{ n: 1 }])
    await done(second!, id, 'declineScreening')
    expect(await onTheirWay(id, county)).toEqual([])
    await done(first!, id, 'proposeScreening', { outcome: 'dispose' })
    expect(await reseal(second!, id, city)).toMatchObject({ refusal: { code: 'tip-not-now' } })
  })
  test('of what was reported nothing can be deleted otherwise, not even by its owner', async () => {
    const { id } = await report(world)
    await expect(asBody(desk(), county, tx => tx.deleteFrom('tips.sealedPart').where('tipId', '=', id).execute(), first!.id)).rejects.toThrow(/went up/)
  })
  test('its notes go in no other way, and nothing else of a step can be changed', async () => {
    const { id } = await report(world)
    await done(first!, id, 'proposeScreening', { outcome: 'transferUp', note: await sealTo(world.context.tips.recipients.get(county)!, '应当上移。') })
    const change = (what: object) => asBody(desk(), county, tx => tx.updateTable('tips.tipEvent').set(what).where('tipId', '=', id).execute(), first!.id)
    await expect(change({ sealedNote: null })).rejects.toThrow(/append-only/)
    await expect(change({ outcome: 'dispose' })).rejects.toThrow(/permission denied/)
    await reseal(second!, id, city)
    await done(second!, id, 'confirmScreening', { handOver: { bodyCode: city } })
    await expect(change({ sealedNote: Buffer.from('x') })).rejects.toThrow(/append-only/)
  })
})

describe('whoever reported', () => {
  test('reads words that only the code opens, and may object to the result once', async () => {
    const { id, receiptCode } = await report(world, named)
    await done(first!, id, 'proposeScreening', { outcome: 'noSubstance' })
    await done(second!, id, 'confirmScreening')
    await done(first!, id, 'tellResult', { words: await wordsFor(id, county, '没有可查证的内容。') })
    expect(await objectToResult(world.context, receiptCode, '不同')).toMatchObject({ refusal: { code: 'tip-objection-length' } })
    const objected = await objectToResult(world.context, receiptCode, '收条的原件还在，请再看。')
    expect(objected).toMatchObject({ ok: true, value: { mayObject: false, objectedOn: '2026-09-21' } })
    expect(await objectToResult(world.context, receiptCode, '收条的原件还在，请再看。')).toMatchObject({ refusal: { code: 'tip-not-now' } })
    const events = await asBody(desk(), county, tx => listTipEvents(tx, id))
    expect((await openWith(world.disciplineKeys.get(county)!, events.at(-1)!.sealedWords!)).toString()).toBe('收条的原件还在，请再看。')
  })
  test.each([
    ['by name is told the result first, and has fifteen working days to object', named, '2026-10-19'],
    ['without a name and was told all the same has them too', {}, '2026-10-19'],
  ] as const)('%s, before the report can be put away', async (_, form, lastDay) => {
    const { id, receiptCode } = await report(world, form)
    await ended(id)
    if ('name' in form) expect(await act(first!, id, 'archive')).toEqual({ ok: false, refusal: { code: 'tip-result-owed' } })
    await done(first!, id, 'tellResult', { words: await wordsFor(id, county, '没有可查证的内容。') })
    for (const day of ['2026-09-21', lastDay]) {
      world.setClock(day)
      expect(await act(first!, id, 'archive'), day).toEqual({ ok: false, refusal: { code: 'tip-objection-open', lastDay } })
      expect((await followTip(world.context, receiptCode))!.mayObject).toBe(true)
    }
    world.setClock(addDays(toPlainDate(lastDay)!, 1))
    await done(first!, id, 'archive')
    expect(await followTip(world.context, receiptCode)).toMatchObject({ stands: 'ended', mayObject: false, words: [{ about: 'result', text: '没有可查证的内容。' }] })
  })
  test('and has objected is waited for no longer; nor is anybody who gave no name and was told nothing, nor a report that went down', async () => {
    const [objected, silent] = [await report(world, named), await report(world)]
    for (const { id } of [objected, silent]) await ended(id)
    await done(first!, objected.id, 'tellResult', { words: await wordsFor(objected.id, county, '没有可查证的内容。') })
    await objectToResult(world.context, objected.receiptCode, '收条的原件还在，请再看。')
    for (const { id } of [objected, silent]) await done(first!, id, 'archive')
    const below = await report(world, named, { bodyCode: city })
    await done(ofCity!, below.id, 'proposeScreening', { outcome: 'transferDown' })
    await reseal(secondOfCity!, below.id, county)
    await done(secondOfCity!, below.id, 'confirmScreening', { handOver: { bodyCode: county } })
    await done(ofCity!, below.id, 'archive')
  })
  test('is waited for by the database too', async () => {
    const { id } = await report(world, named)
    await ended(id)
    const archive = (seq: number, day: string) => asBody(desk(), county, async tx => {
      const leaf = await tx.insertInto('logQueue').values({ log: 'case', leaf: Buffer.from('x') }).returning('id').executeTakeFirstOrThrow()
      await tx.insertInto('tips.tipEvent').values({ tipId: id, seq, action: 'archive', officerId: first!.id, day, logQueueId: leaf.id }).execute()
      throw new Error('nothing refused it')
    }, first!.id)
    await expect(archive(4, '2027-09-21')).rejects.toThrow(/told the result/)
    await done(first!, id, 'tellResult', { words: await wordsFor(id, county, '没有可查证的内容。') })
    await expect(archive(5, '2026-10-19')).rejects.toThrow(/time to object/)
    await expect(archive(5, '2026-10-20')).rejects.toThrow('nothing refused it')
  })
  test('is owed word on acceptance until the fifteenth working day, which is not late yet', async () => {
    const { id } = await report(world, named)
    for (const [today, isLate] of [['2026-10-19', false], ['2026-10-20', true]] as const) {
      world.setClock(today)
      expect((await say(world, 'inspector', 'GET', `/api/v1/tips/${id}`)).body.owed, today).toContainEqual({ what: 'tellAcceptance', by: '2026-10-19', isLate })
    }
    world.setClock('2026-10-19')
    await done(first!, id, 'tellAcceptance', { words: await wordsFor(id, county, '已受理。') })
    expect((await say(world, 'inspector', 'GET', `/api/v1/tips/${id}`)).body.owed).toEqual([{ what: 'screen', by: '2026-09-29', isLate: true }])
  })
  test('with a wrong code learns nothing', async () => {
    expect(await followTip(world.context, '0'.repeat(20))).toBeUndefined()
    expect(await followTip(world.context, 'x')).toBeUndefined()
  })
  test('may not be told in clear text', async () => {
    const { id } = await report(world, named)
    expect(await act(first!, id, 'tellAcceptance', { words: Buffer.from('a'.repeat(300)) })).toMatchObject({ refusal: { code: 'not-sealed' } })
    expect(await act(first!, id, 'tellAcceptance')).toMatchObject({ refusal: { code: 'tip-words-missing' } })
  })
})
