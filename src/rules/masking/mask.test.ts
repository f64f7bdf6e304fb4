import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskAddress, maskBankCard, maskIdNumber, maskPhone } from './mask.ts'
import { maskPartyName } from './party.ts'
import { maskPersonName } from './person-name.ts'

describe('names of people', () => {
  test.each([
    ['张三丰', '张*丰'], ['李四', '李*'], ['王', '*'], ['欧阳锋', '欧阳*'], ['欧阳测试', '欧阳*试'], ['张王小明', '张**明'],
    ['阿卜杜拉·买买提', '阿***·买**'], ['李　四', '李*'], ['张三、李四', '张*、李*'], ['张三(李四代领)', '张*(**)'], ['张三（户主）', '张*（**）'],
    ['John Smith', 'J*** S****'], ['𠮷田', '𠮷*'], ['张*丰', '张*丰'], ['', ''],
  ])('%s is shown as %s', (name, shown) => expect(maskPersonName(name)).toBe(shown))

  test('masking twice never shows more', () => {
    const visible = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').length
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'张三李四王五欧阳·阿卜杜 ()（）、A1') }), name => {
      const once = maskPersonName(name)
      expect(visible(maskPersonName(once))).toBeLessThanOrEqual(visible(once))
      expect(visible(once)).toBeLessThanOrEqual(visible(name))
    }))
  })

  test('a name of two or more characters never comes out whole', () => {
    const character = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map(code => String.fromCodePoint(code))
    fc.assert(fc.property(fc.array(character, { minLength: 1, maxLength: 20 }).map(parts => parts.join('')), name => {
      expect(maskPersonName(name)).toContain('*')
    }))
  })
})

describe('the other party of a payment', () => {
  test.each([
    ['当涂县测试建筑有限公司', '当涂县测试建筑有限公司'], ['测试村村民委员会', '测试村村民委员会'], ['测试建材店(张三)', '测试建材店(**)'],
    ['测试事务所(普通合伙)', '测试事务所(普通合伙)'], ['张三', '张*'], ['王建社', '王*社'], ['诸葛建厂', '诸葛*厂'], ['张三、测试公司', '张*、测**司'],
  ])('%s is shown as %s', (name, shown) => expect(maskPartyName(name)).toBe(shown))
})

describe('numbers and addresses', () => {
  test('an identity number shows at most its first six and last two characters', () => {
    expect(maskIdNumber('340522190001010002')).toBe('340522****02')
    expect(maskIdNumber('340522 19000101 0002')).toBe('340522****02')
    expect(maskIdNumber('12345')).toBe('****')
  })
  test('a bank card shows its last four digits', () => {
    expect(maskBankCard('6228 4804 0256 4890 018')).toBe('****0018')
    expect(maskBankCard('1234')).toBe('****')
  })
  test('a telephone number shows three and two digits', () => expect(maskPhone('138-1234-5678')).toBe('138****78'))
  test.each([
    ['姑孰镇测试村三组12号', '姑孰镇测试村三组***'], ['姑孰镇测试村12号', '姑孰镇测试村***'], ['测试路12号5栋301室', '***'],
    ['测试村三组', '测试村三组'], ['测试路12号测试小区三组', '***'], ['测试社区5栋', '测试社区***'],
  ])('%s is shown as %s', (address, shown) => expect(maskAddress(address)).toBe(shown))

  test('no mask ever shows all that it was given', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789X -'), minLength: 1 })
    fc.assert(fc.property(digits, text => {
      for (const mask of [maskIdNumber, maskBankCard, maskPhone]) expect(mask(text)).toContain('****')
    }))
  })
})
