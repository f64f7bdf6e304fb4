import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findForbiddenCharacter } from './characters.ts'
import { parseDay, parsePeriod } from './days.ts'
import { parseInteger, parseMoney, parsePercent, parseQuantity } from './figures.ts'

describe('money is read exactly, into fen', () => {
  test.each([
    ['1234.5', 123450], ['0.01', 1], ['1,234,567.89', 123456789], ['１２３４．５０元', 123450], ['￥1,234.50', 123450], ['¥ 12', 1200], ['20万元', 20_000_000],
    ['0.0001万元', 100], ['768.1万元', 768_100_000], ['-12.30', -1230], ['(12.30)', -1230], ['12.30圆整', 1230], ['人民币5元整', 500], ['1.10', 110], ['1.500', 150],
    ['289,689,312.50', 28_968_931_250], ['0', 0], ['-0', 0], ['007', 700],
  ])('%s is %d fen', (text, fen) => expect(parseMoney(text, 'yuan')).toEqual({ ok: true, value: fen }))

  test('a column in 万元 counts in ten thousands, unless the cell says otherwise', () => {
    expect(parseMoney('20', 'wan-yuan')).toEqual({ ok: true, value: 20_000_000 })
    expect(parseMoney('458.123456', 'wan-yuan')).toEqual({ ok: true, value: 458_123_456 })
    expect(parseMoney('20元', 'wan-yuan')).toEqual({ ok: true, value: 2000 })
  })

  test.each([
    ['1.234', 'too-many-decimals'], ['0.0000001万元', 'too-many-decimals'], ['', 'not-money'], ['一百', 'not-money'], ['1,23', 'not-money'], ['1.2.3', 'not-money'],
    ['12 345 abc', 'not-money'], ['NaN', 'not-money'], ['1e5', 'not-money'], ['99999999999999', 'too-large'], ['--1', 'not-money'], ['(-1)', 'not-money'], ['9'.repeat(60), 'not-money'],
  ])('%s is refused as %s', (text, code) => expect(parseMoney(text, 'yuan')).toEqual({ ok: false, code }))

  test('every amount that is written with two decimals is read back as it was', () => {
    fc.assert(fc.property(fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }), fen => {
      const digits = String(Math.abs(fen)).padStart(3, '0')
      const text = `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
      expect(parseMoney(text, 'yuan')).toEqual({ ok: true, value: fen })
    }))
  })

  test('no text whatever makes the reader throw', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-+()（）元万¥ e'), maxLength: 60 }), text => {
      for (const read of [parseMoney(text, 'yuan'), parseQuantity(text, '亩'), parseInteger(text, '户'), parsePercent(text), parseDay(text)]) expect(typeof read.ok).toBe('boolean')
    }))
  })
})

describe('other figures', () => {
  test('a quantity has one canonical form', () => {
    expect(parseQuantity('007.50 亩', '亩')).toEqual({ ok: true, value: '7.5' })
    expect(parseQuantity('2544.610000', '亩')).toEqual({ ok: true, value: '2544.61' })
    expect(parseQuantity('1.1234567', '亩')).toEqual({ ok: false, code: 'too-many-decimals' })
  })
  test('a whole number may carry its unit', () => {
    expect(parseInteger('1,289户', '户')).toEqual({ ok: true, value: 1289 })
    expect(parseInteger('3.5', '户')).toEqual({ ok: false, code: 'not-integer' })
  })
  test('a percentage lies between 0 and 100', () => {
    expect(parsePercent('75.5％')).toEqual({ ok: true, value: '75.5' })
    expect(parsePercent('100.1')).toEqual({ ok: false, code: 'not-percent' })
  })
})

describe('days', () => {
  test.each(['2026-03-05', '2026-3-5', '2026/3/5', '2026.3.5', '2026年3月5日', '20260305', '２０２６-０３-０５', '2026-03-05 00:00:00', ' 2026-03-05 '])('%s is 5 March 2026', text => {
    expect(parseDay(text)).toEqual({ ok: true, value: '2026-03-05' })
  })
  test.each(['2026-02-29', '2026-13-01', '05/03/2026', '46086', '2026-03', '三月五日', '0026-03-05'])('%s is no day', text => {
    expect(parseDay(text)).toEqual({ ok: false, code: 'not-date' })
  })
})

describe('periods', () => {
  test.each([
    ['M', '2026-02', '2026-02-01', '2026-02-28'], ['M', '2024-02', '2024-02-01', '2024-02-29'], ['Q', '2026-Q1', '2026-01-01', '2026-03-31'], ['Q', '2026-Q3', '2026-07-01', '2026-09-30'],
    ['H', '2026-H1', '2026-01-01', '2026-06-30'], ['H', '2025-H2', '2025-07-01', '2025-12-31'], ['A', '2026', '2026-01-01', '2026-12-31'],
    ['E', '2026-03-05', '2026-03-05', '2026-03-05'], ['none', '2026-03-05', '2026-03-05', '2026-03-05'],
  ] as const)('%s %s is %s to %s', (cadence, text, start, end) => expect(parsePeriod(cadence, text, '2026-09-01')).toEqual({ ok: true, value: { start, end } }))

  test('a period that begins tomorrow is refused, one that begins today is not', () => {
    expect(parsePeriod('M', '2026-04', '2026-03-31')).toEqual({ ok: false, code: 'future-period' })
    expect(parsePeriod('M', '2026-04', '2026-04-01')).toMatchObject({ ok: true })
    expect(parsePeriod('E', '2026-04-02', '2026-04-01')).toEqual({ ok: false, code: 'future-period' })
  })
  test.each([['M', '2026-3'], ['M', '2026-13'], ['Q', '2026-Q5'], ['H', '2026'], ['A', '26'], ['E', '2026-02-30'], ['A', '__proto__']] as const)('%s %s is no period', (cadence, text) => {
    expect(parsePeriod(cadence, text, '2026-09-01')).toEqual({ ok: false, code: 'bad-period' })
  })
})

describe('characters', () => {
  test.each([['张\u202E三', 'U+202E'], ['张\u200B三', 'U+200B'], ['a\u0000b', 'U+0000'], ['\uFEFF张三', 'U+FEFF'], ['张\nthree', 'U+000A'], ['\uFFFD', 'U+FFFD'], ['张\u200D三', 'U+200D'], ['a\uD800', 'U+D800']])(
    '%j holds %s', (text, character) => expect(findForbiddenCharacter(text, false)).toBe(character))
  test.each(['张三', '阿卜杜拉·买买提', '𠮷田', '№28~30【】“”—·（）罍', 'مى\u200Cى'])('%s is a legitimate text', text => expect(findForbiddenCharacter(text, false)).toBeUndefined())
  test('a long text may have several lines', () => expect(findForbiddenCharacter('一\r\n二\t三', true)).toBeUndefined())
})
