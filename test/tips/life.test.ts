import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Officer } from '#rules/policy/officer.ts'
import type { InspectorAction } from '#rules/tips/lifecycle.ts'
import { asBody, findTip, listParts, listTipEvents, readPart } from '#records/tips.ts'
import { followTip, objectToResult } from '#actions/tips/follow-tip.ts'
import { moveTip, type TipMove } from '#actions/tips/move-tip.ts'
import { sendTip } from '#actions/tips/send-tip.ts'
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
const partsOfTip = (id: string, body: number) => asBody(desk(), body, async tx => {
  const parts = await listParts(tx, id)
  return Promise.all(parts.map(async part => ({ ...part, ciphertext: (await readPart(tx, id, part.n, first!.id, new Date()))! })))
})
const resealed = async (id: string, from: number, to: number) => Promise.all((await partsOfTip(id, from)).map(async ({ n, ciphertext }) =>
  ({ n, ciphertext: await sealTo(world.context.tips.recipients.get(to)!, await openWith(world.disciplineKeys.get(from)!, ciphertext)) })))

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
  test('is sealed anew to the city; its content is gone from the county, and the code leads to the city', async () => {
    const { id, receiptCode } = await report(world, named)
    await done(first!, id, 'proposeScreening', { outcome: 'transferUp' })
    const parts = await resealed(id, county, city)
    expect(await act(second!, id, 'confirmScreening')).toMatchObject({ refusal: { code: 'tip-hand-over-incomplete' } })
    expect(await act(second!, id, 'confirmScreening', { handOver: { bodyCode: city, parts: parts.slice(1) } })).toMatchObject({ refusal: { code: 'tip-hand-over-incomplete' } })
    await done(second!, id, 'confirmScreening', { handOver: { bodyCode: city, parts } })
    expect(await partsOfTip(id, county)).toEqual([])
    const [above] = await idsOf(world, city)
    expect((await openWith(world.disciplineKeys.get(city)!, (await partsOfTip(above!, city))[0]!.ciphertext)).toString()).toContain('好处费')
    await done(ofCity!, above!, 'tellAcceptance', { words: await wordsFor(above!, city, '已受理。') })
    expect(await followTip(world.context, receiptCode)).toMatchObject({ bodyCode: city, words: [{ about: 'acceptance', text: '已受理。' }] })
  })
  test('can come down again to the county that may take it, and no other body', async () => {
    const { id } = await report(world, {}, { bodyCode: city })
    await done(ofCity!, id, 'proposeScreening', { outcome: 'transferDown' })
    const parts = await resealed(id, city, county)
    expect(await act(secondOfCity!, id, 'confirmScreening', { handOver: { bodyCode: city, parts } })).toMatchObject({ refusal: { code: 'unknown-body' } })
    await done(secondOfCity!, id, 'confirmScreening', { handOver: { bodyCode: county, parts } })
    expect(await partsOfTip(id, city)).toHaveLength(1)
  })
  test('of what was reported nothing can be deleted otherwise, not even by its owner', async () => {
    const { id } = await report(world)
    await expect(asBody(desk(), county, tx => tx.deleteFrom('tips.sealedPart').where('tipId', '=', id).execute())).rejects.toThrow(/went up/)
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
