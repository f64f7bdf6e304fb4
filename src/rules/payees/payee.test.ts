import { describe, expect, test } from 'vitest'
import { comparableName, lastSixOf, toLastSix } from './payee.ts'

describe('the last six of an identity number', () => {
  test.each([['010002', '010002'], ['01007x', '01007X'], ['０１００７Ｘ', '01007X'], ['010 002', '010002'], ['01000', undefined], ['0100021', undefined], ['01X002', undefined], ['', undefined]])('%s', (typed, read) => expect(toLastSix(typed)).toBe(read))
  test('of a whole number, of one with fifteen digits, and of none', () => {
    expect(lastSixOf('340522190001010002')).toBe('010002')
    expect(lastSixOf('34052219000101007x')).toBe('01007X')
    expect(lastSixOf('340522650101001')).toMatch(/^01001[\dX]$/)
    for (const wrong of ['340522190001010003', '12345', '']) expect(lastSixOf(wrong)).toBeUndefined()
  })
})

test.each([['欧阳 测试', '欧阳测试'], ['欧阳　测试', '欧阳测试'], ['测试•某', '测试·某'], ['ＡＢ', 'ab']])('the name %s is compared as %s', (typed, read) => expect(comparableName(typed)).toBe(read))
