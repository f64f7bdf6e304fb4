import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cityOf, countyOf, isWithin, levelOf, rangeOf, toDivisionCode, townshipOf } from './division-code.ts'

const anhui = 340_000_000_000
const maanshan = 340_500_000_000
const dangtu = 340_521_000_000
const township = 340_521_100_000
const village = 340_521_100_201

describe('a division code', () => {
  test('is read from exactly twelve digits', () => {
    expect(toDivisionCode('340521100201')).toBe(village)
    for (const text of ['', '340521', '3405211002011', ' 340521100201', '340521100201\n', '34052110020x', '０40521100201', '040521100201', '-40521100201', '3.4052110020']) {
      expect(toDivisionCode(text), text).toBeUndefined()
    }
  })

  test('has zeros only behind its last level', () => {
    expect(toDivisionCode('340521000201')).toBeUndefined() // a village in no township
    expect(toDivisionCode('340000100201')).toBeUndefined() // a township in no city
    expect(toDivisionCode('441900003001')).toBe(441_900_003_001) // a city without counties is real
  })

  test('shows its level', () => {
    expect([anhui, maanshan, dangtu, township, village].map(levelOf)).toEqual(['province', 'city', 'county', 'township', 'village'])
    expect(() => levelOf(340_521)).toThrow('not a division code')
    expect(() => levelOf(Number.NaN)).toThrow('not a division code')
  })

  test('spans everything below it and nothing beside it', () => {
    expect(rangeOf(dangtu)).toEqual({ low: 340_521_000_000, high: 340_521_999_999 })
    expect(rangeOf(village)).toEqual({ low: village, high: village })
    expect(isWithin(village, rangeOf(township))).toBe(true)
    expect(isWithin(village, rangeOf(maanshan))).toBe(true)
    expect(isWithin(340_522_100_201, rangeOf(dangtu))).toBe(false)
    expect(isWithin(dangtu, rangeOf(dangtu))).toBe(true)
    expect(isWithin(dangtu, rangeOf(township))).toBe(false)
  })

  test('leads up to township, county and city, and never down', () => {
    expect([townshipOf(village), countyOf(village), cityOf(village)]).toEqual([township, dangtu, maanshan])
    expect(countyOf(dangtu)).toBe(dangtu)
    expect(() => countyOf(maanshan)).toThrow('lies above the county level')
    expect(() => townshipOf(dangtu)).toThrow('lies above the township level')
    expect(() => cityOf(anhui)).toThrow('lies above the city level')
  })

  test('of a city without counties answers the city where a county is asked for', () => {
    expect(levelOf(441_900_003_000)).toBe('township')
    expect(countyOf(441_900_003_001)).toBe(441_900_000_000)
  })

  test('lies in the range of each of its ancestors', () => {
    const part = (max: number) => fc.integer({ min: 1, max })
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 82 }), part(99), part(99), part(999), part(999), (province, city, county, town, place) => {
        const code = (((province * 100 + city) * 100 + county) * 1000 + town) * 1000 + place
        expect(toDivisionCode(String(code))).toBe(code)
        for (const above of [code, townshipOf(code), countyOf(code), cityOf(code)]) expect(isWithin(code, rangeOf(above))).toBe(true)
        expect(rangeOf(countyOf(code)).high - rangeOf(countyOf(code)).low).toBe(999_999)
      }),
    )
  })
})
