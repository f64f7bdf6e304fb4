import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPersonalData } from './detect.ts'
import { isCreditCode } from './numbers.ts'

// Numbers of nobody: born on 1 January 1900 under a reserved county code.
const identity = '340522190001010002'
const identityWithX = '34052219000101007X'
const card = '6228480402564890018'

function found(text: string): string[] {
  return findPersonalData(text).map(({ kind, start, length }) => `${kind}:${text.slice(start, start + length)}`)
}

describe('what is found', () => {
  test.each([
    [`身份证${identity}。`, [`id-number:${identity}`]],
    [identityWithX.toLowerCase(), [`id-number:${identityWithX.toLowerCase()}`]],
    ['３４０５２２１９０００１０１００７Ｘ', ['id-number:３４０５２２１９０００１０１００７Ｘ']],
    ['340522 19000101 0002', ['id-number:340522 19000101 0002']],
    ['340522-19000101-007X', ['id-number:340522-19000101-007X']],
    ['3 4 0 5 2 2 1 9 0 0 0 1 0 1 0 0 0 2', ['id-number:3 4 0 5 2 2 1 9 0 0 0 1 0 1 0 0 0 2']],
    [`340522\u200B19000101\u200B0002`, [`id-number:340522\u200B19000101\u200B0002`]],
    [`${identityWithX}13812345678`, [`id-number:${identityWithX}`, 'phone:13812345678']],
    ['旧证340522650101001', ['id-number:340522650101001']],
    [card, [`bank-card:${card}`]],
    ['6228 4804 0256 4890 018', ['bank-card:6228 4804 0256 4890 018']],
    ['6228-4804-0256-4890-018', ['bank-card:6228-4804-0256-4890-018']],
    ['联系人张三13812345678', ['phone:13812345678']],
    ['138 1234 5678,139-8765-4321', ['phone:138 1234 5678', 'phone:139-8765-4321']],
    ['+8613812345678', ['phone:8613812345678']],
    ['tel13812345678', ['phone:13812345678']],
    ['张三 13812345678 李四 13987654321', ['phone:13812345678', 'phone:13987654321']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))
})

describe('what is not a finding', () => {
  test.each([
    ['an identity number with a wrong checksum', '34052219000101000X'],
    ['an identity number already masked', '340522********0002'],
    ['a telephone number already masked', '138****5678'],
    ['a voucher number', '记-20230315138123456789'],
    ['a voucher number in groups', '2023-0315-1381-2345-678'],
    ['an amount', '合计13812345678.50元'],
    ['an amount with separators', '¥289,689,312.50'],
    ['an amount in yuan', '13812345678元'],
    ['a unified social credit code', '91340500MA2N1X8K3Q'],
    ['a project number', 'ZB13812345678'],
    ['a tender number', '2017GBCZ3298'],
    ['a division code', '340521100001'],
    ['a day and a time', '2017-10-17 12:30:45'],
    ['a contract number with a day in it', '340521230315001'],
    ['a land parcel number', '340521100001JC00012'],
    ['an invoice number of twenty digits', '24342000000012345678'],
    ['a landline', '0555-6789012'],
  ])('%s', (_, text) => expect(found(text)).toEqual([]))

  test('a credit code that consists of digits only is not taken for a card', () => {
    // Codes are computed here, so that they belong to nobody in particular; every tenth also passes the check of a bank card.
    const codes = Array.from({ length: 2_000 }, (_, index) => `5234050099999${String(index).padStart(4, '0')}`)
      .flatMap(base => [...'0123456789'].map(last => base + last).filter(isCreditCode))
    expect(codes.length).toBeGreaterThan(100)
    for (const code of codes) expect(found(code)).toEqual([])
  })
})

describe('for any text', () => {
  test('an identity number is found wherever it stands between other words', () => {
    const words = fc.string({ unit: fc.constantFrom(...'张三村组,。: 元abc') })
    fc.assert(fc.property(words, words, (before, after) => {
      expect(found(`${before} ${identity} ${after}`)).toContain(`id-number:${identity}`)
    }))
  })

  test('findings lie within the text, in order and without overlap', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0123456789123Xx -－.元张\u200B'), maxLength: 200 }), text => {
      let end = 0
      for (const { start, length } of findPersonalData(text)) {
        expect(start).toBeGreaterThanOrEqual(end)
        end = start + length
        expect(end).toBeLessThanOrEqual(text.length)
      }
    }))
  })
})
