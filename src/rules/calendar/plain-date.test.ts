import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlainDate } from './plain-date.ts'
import { addDays, daysBetween, daysInMonth, partsOf, plainDateInShanghai, plainDateOf, toPlainDate, weekdayOf, yearOf } from './plain-date.ts'

const day = (text: string): PlainDate => {
  const found = toPlainDate(text)
  if (!found) throw new Error(`no day: ${text}`)
  return found
}

const anyDay = fc.integer({ min: -700_000, max: 2_900_000 }).map(count => addDays(day('1970-01-01'), count))

describe('a day', () => {
  test('is read from YYYY-MM-DD and from nothing else', () => {
    expect(toPlainDate('2026-10-10')).toBe('2026-10-10')
    const wrong = ['', '2026-10-1', '2026/10/10', '20261010', ' 2026-10-10', '2026-10-10\n', '2026-10-10T00:00:00Z', '２０２６-10-10', '+2026-10-10', '12026-10-10']
    for (const text of wrong) expect(toPlainDate(text), text).toBeUndefined()
  })

  test('must exist on the calendar', () => {
    for (const text of ['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) expect(toPlainDate(text), text).toBe(text)
    for (const text of ['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '2026-01-32', '0000-01-01']) {
      expect(toPlainDate(text), text).toBeUndefined()
    }
  })

  test('falls apart into its parts and is made from them again', () => {
    expect(partsOf(day('2026-02-05'))).toEqual({ year: 2026, month: 2, day: 5 })
    expect(yearOf(day('2026-02-05'))).toBe(2026)
    expect(plainDateOf({ year: 2026, month: 2, day: 5 })).toBe('2026-02-05')
    expect(plainDateOf({ year: 2026, month: 2, day: 29.5 })).toBeUndefined()
    expect([1, 2, 4, 12].map(month => daysInMonth(2024, month))).toEqual([31, 29, 30, 31])
  })

  test('knows its weekday', () => {
    // Known days: 1 January 1970 a Thursday, 10 October 2026 a Saturday, 1 October 1949 a Saturday, 29 February 2000 a Tuesday.
    const known = { '1970-01-01': 4, '2026-10-10': 6, '1949-10-01': 6, '2000-02-29': 2, '1969-12-31': 3, '2026-10-11': 0 }
    for (const [text, weekday] of Object.entries(known)) expect(weekdayOf(day(text)), text).toBe(weekday)
  })

  test('is followed by the next across months, leap days and years', () => {
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01')
    expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29')
    expect(addDays(day('2024-03-01'), -1)).toBe('2024-02-29')
    expect(addDays(day('2100-02-28'), 1)).toBe('2100-03-01')
    expect(daysBetween(day('2026-09-25'), day('2026-10-15'))).toBe(20)
    expect(daysBetween(day('2026-10-15'), day('2026-09-25'))).toBe(-20)
  })

  test('never leaves the years 1 to 9999 unseen', () => {
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError)
    expect(() => addDays(day('0001-01-01'), -1)).toThrow(RangeError)
    expect(() => addDays(day('2026-01-01'), 0.5)).toThrow(RangeError)
  })

  test('agrees with the proleptic Gregorian calendar of the platform everywhere', () => {
    fc.assert(
      fc.property(anyDay, some => {
        const { year, month, day: number } = partsOf(some)
        const reference = new Date(0)
        reference.setUTCFullYear(year, month - 1, number)
        expect(reference.toISOString().slice(0, 10)).toBe(some)
        expect(reference.getUTCDay()).toBe(weekdayOf(some))
        expect(reference.getTime() / 86_400_000).toBe(daysBetween(day('1970-01-01'), some))
      }),
    )
  })

  test('moves there and back, and its text sorts as time does', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (some, count) => {
        const other = addDays(some, count)
        expect(addDays(other, -count)).toBe(some)
        expect(daysBetween(some, other)).toBe(count)
        expect(other > some).toBe(count > 0)
      }),
    )
  })
})

describe('the day in China', () => {
  test('begins at four in the afternoon of the day before, Greenwich time', () => {
    expect(plainDateInShanghai(Date.UTC(2026, 9, 9, 15, 59, 59, 999))).toBe('2026-10-09')
    expect(plainDateInShanghai(Date.UTC(2026, 9, 9, 16, 0, 0, 0))).toBe('2026-10-10')
    expect(plainDateInShanghai(Date.UTC(2026, 11, 31, 16))).toBe('2027-01-01')
    expect(plainDateInShanghai(0)).toBe('1970-01-01')
    expect(plainDateInShanghai(-28_800_001)).toBe('1969-12-31')
  })

  test('does not exist for something that is no instant', () => {
    expect(() => plainDateInShanghai(Number.NaN)).toThrow(RangeError)
  })
})
