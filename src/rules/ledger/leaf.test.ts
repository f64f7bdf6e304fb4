import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseActions } from '../cases/states.ts'
import { base64, joined, utf8 } from './bytes.ts'
import { casePreimage, fieldPreimage } from './commitment.ts'
import type { PubLeafFacts } from './leaf.ts'
import { caseEventTypeOf, caseEventTypes } from './case-event-types.ts'
import { caseEventBody, longestPubLeaf, pubLeaf, pubLeafBytes } from './leaf.ts'

const facts: PubLeafFacts = {
  type: 'publish',
  recordId: '00112233445566778899aabbccddeeff',
  version: 1,
  regionCode: 340_521_100_201,
  itemSlug: 'income-expense-detail',
  period: '2026-03',
  previousLeaf: null,
  commitment: new Uint8Array(32).fill(255),
  rowCount: 12,
  totals: { income: 1_234_500, expense: 200 },
  reasonCode: null,
  unitId: '测试村',
  approvers: 1,
  at: '2026-04-02T01:02:03Z',
}

describe('an entry of the public log', () => {
  test('is canonical, and always has every key', () => {
    expect(new TextDecoder().decode(pubLeafBytes(pubLeaf(facts)))).toBe(
      '{"apr":1,"by":"测试村","class":"income-expense-detail","cm":"//////////////////////////////////////////8=","n":12,"period":"2026-03","prev":null,' +
        '"region":340521100201,"rid":"00112233445566778899aabbccddeeff","sum":{"expense":200,"income":1234500},"t":"publish","ts":"2026-04-02T01:02:03Z","v":1,"ver":1,"why":null}',
    )
    expect(Object.keys(pubLeaf(facts))).toEqual(['v', 't', 'rid', 'ver', 'region', 'class', 'period', 'prev', 'cm', 'n', 'sum', 'why', 'by', 'apr', 'ts'])
  })

  test('is refused when it is too long, has no proper commitment, or no random id', () => {
    const long = pubLeaf({ ...facts, totals: Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`total${at}`, at])) })
    expect(() => pubLeafBytes(long)).toThrow(`more than ${longestPubLeaf}`)
    expect(() => pubLeaf({ ...facts, commitment: new Uint8Array(31) })).toThrow('32 bytes')
    expect(() => pubLeaf({ ...facts, recordId: '17' })).toThrow('not a record id')
    expect(pubLeaf({ ...facts, recordId: '00112233-4455-6677-8899-aabbccddeeff' }).rid).toHaveLength(36)
    expect(() => pubLeafBytes(pubLeaf({ ...facts, rowCount: 1.5 }))).toThrow(TypeError)
  })
})

describe('an event of the case log', () => {
  test('has a body with every key, chained to the event before', () => {
    const event = { caseId: 'c1', seq: 2, previous: new Uint8Array(32), type: 'assigned', deadline: '2026-10-15', unitClass: '县直部门', at: '2026-10-01T01:00:00Z' } as const
    expect(caseEventBody(event)).toEqual({
      v: 1,
      case: 'c1',
      seq: 2,
      prev: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
      type: 'assigned',
      deadline: '2026-10-15',
      unit: '县直部门',
      ts: '2026-10-01T01:00:00Z',
    })
    expect(caseEventBody({ ...event, previous: null, deadline: null })).toMatchObject({ prev: null, deadline: null })
    expect(() => caseEventBody({ ...event, previous: new Uint8Array(3) })).toThrow('32 bytes')
  })

  test('exists for each action of the lifecycle, one of its own', () => {
    const types = caseActions.map(action => caseEventTypeOf[action])
    expect(new Set(types).size).toBe(caseActions.length)
    for (const type of types) expect(caseEventTypes).toContain(type)
  })
})

describe('a commitment', () => {
  const salt = new Uint8Array(32).fill(7)

  test('to a field has exactly this layout', () => {
    const bytes = fieldPreimage(salt, 'rows/1/名称', utf8('张三'))
    const expected = Buffer.concat([Buffer.from('jdydt/f/v1\0'), salt, Buffer.from('rows/1/名称'), Buffer.from([0]), Buffer.from('张三')])
    expect(Buffer.from(bytes).equals(expected)).toBe(true)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(createHash('sha256').update(expected).digest('hex'))
  })

  test('to a case event has exactly this layout', () => {
    const bytes = casePreimage(salt, { b: 1, a: '乙' })
    expect(Buffer.from(bytes).equals(Buffer.concat([Buffer.from('jdydt/c/v1\0'), salt, Buffer.from('{"a":"乙","b":1}')]))).toBe(true)
  })

  test('cannot be made ambiguous', () => {
    expect(() => fieldPreimage(salt, 'a\0b', new Uint8Array())).toThrow('zero character')
    expect(() => fieldPreimage(new Uint8Array(16), 'a', new Uint8Array())).toThrow('32 bytes')
    expect(() => fieldPreimage(salt, '\ud800', new Uint8Array())).toThrow('lone surrogate')
    expect(() => casePreimage(new Uint8Array(33), {})).toThrow('32 bytes')
    const path = fc.string({ unit: 'grapheme', maxLength: 8 }).filter(text => !text.includes('\0'))
    const value = fc.uint8Array({ maxLength: 12 })
    fc.assert(
      fc.property(path, value, path, value, (onePath, one, otherPath, other) => {
        const isSame = onePath === otherPath && Buffer.from(one).equals(Buffer.from(other))
        expect(Buffer.from(fieldPreimage(salt, onePath, one)).equals(Buffer.from(fieldPreimage(salt, otherPath, other)))).toBe(isSame)
      }),
    )
  })
})

describe('bytes', () => {
  test('are written in base64 as everybody else does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), bytes => {
        expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      }),
    )
  })

  test('are joined in order', () => {
    expect([...joined(Uint8Array.of(1, 2), new Uint8Array(), Uint8Array.of(3))]).toEqual([1, 2, 3])
  })
})
