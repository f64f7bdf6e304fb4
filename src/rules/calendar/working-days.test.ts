import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import notice2019 from '../../../data/holidays/2019.json' with { type: 'json' }
import notice2020 from '../../../data/holidays/2020.json' with { type: 'json' }
import notice2021 from '../../../data/holidays/2021.json' with { type: 'json' }
import notice2022 from '../../../data/holidays/2022.json' with { type: 'json' }
import notice2023 from '../../../data/holidays/2023.json' with { type: 'json' }
import notice2024 from '../../../data/holidays/2024.json' with { type: 'json' }
import notice2025 from '../../../data/holidays/2025.json' with { type: 'json' }
import notice2026 from '../../../data/holidays/2026.json' with { type: 'json' }
import type { PlainDate } from './plain-date.ts'
import { addDays, toPlainDate, weekdayOf } from './plain-date.ts'
import { calendarFrom, isProvisional, isWorkingDay, nthWorkingDayAfter, workingDaysBetween } from './working-days.ts'

const calendar = calendarFrom([notice2019, notice2020, notice2021, notice2022, notice2023, notice2024, notice2025, notice2026])
const empty = calendarFrom([])

const day = (text: string): PlainDate => {
  const found = toPlainDate(text)
  if (!found) throw new Error(`no day: ${text}`)
  return found
}
const tenth = (from: string) => nthWorkingDayAfter(calendar, day(from), 10).day

/** Ten working days by hand, from the notices. A number in brackets is the count; a day without one does not count. */
const byHand: [received: string, due: string, working: string][] = [
  ['2019-01-28', '2019-02-14', '1/29(1) 30(2) 31(3) 2/1(4); Sat 2(5) and Sun 3(6) make up; 4–10 Spring Festival; 11(7) 12(8) 13(9) 14(10)'],
  ['2019-09-24', '2019-10-12', '25(1) 26(2) 27(3); Sun 29(4) makes up; 30(5); 10/1–7 National Day; 8(6) 9(7) 10(8) 11(9); Sat 12(10) makes up'],
  ['2020-01-16', '2020-02-06', '17(1); Sun 19(2) makes up; 20(3) 21(4) 22(5) 23(6); 24–2/2 lengthened festival, Sat 2/1 no longer makes up; 3(7) 4(8) 5(9) 6(10)'],
  ['2020-09-23', '2020-10-13', '24(1) 25(2); Sun 27(3) makes up; 28(4) 29(5) 30(6); 10/1–8 off; 9(7); Sat 10(8) makes up; 12(9) 13(10)'],
  ['2021-02-04', '2021-02-23', '5(1); Sun 7(2) makes up; 8(3) 9(4) 10(5); 11–17 off; 18(6) 19(7); Sat 20(8) makes up; 22(9) 23(10)'],
  ['2021-09-17', '2021-10-08', 'Sat 18(1) makes up; 19–21 Mid-Autumn; 22(2) 23(3) 24(4); Sun 26(5) makes up; 27(6) 28(7) 29(8) 30(9); 10/1–7 off; 8(10)'],
  ['2022-01-24', '2022-02-10', '25(1) 26(2) 27(3) 28(4); Sat 29(5) and Sun 30(6) make up; 31–2/6 off; 7(7) 8(8) 9(9) 10(10)'],
  ['2022-09-30', '2022-10-19', '10/1–7 off; Sat 8(1) and Sun 9(2) make up; 10(3) 11(4) 12(5) 13(6) 14(7); 17(8) 18(9) 19(10)'],
  ['2022-12-26', '2023-01-10', '27(1) 28(2) 29(3) 30(4); 12/31–1/2 off by the notice for 2023; 3(5) 4(6) 5(7) 6(8); 9(9) 10(10)'],
  ['2023-01-16', '2023-02-02', '17(1) 18(2) 19(3) 20(4); 21–27 off; Sat 28(5) and Sun 29(6) make up; 30(7) 31(8) 2/1(9) 2(10)'],
  ['2023-09-25', '2023-10-13', '26(1) 27(2) 28(3); 29–10/6 off; Sat 7(4) and Sun 8(5) make up; 9(6) 10(7) 11(8) 12(9) 13(10)'],
  ['2024-02-01', '2024-02-20', '2(1); Sun 4(2) makes up; 5(3) 6(4) 7(5) 8(6) 9(7); 10–17 off; Sun 18(8) makes up; 19(9) 20(10)'],
  ['2024-09-26', '2024-10-15', '27(1); Sun 29(2) makes up; 30(3); 10/1–7 off; 8(4) 9(5) 10(6) 11(7); Sat 12(8) makes up; 14(9) 15(10)'],
  ['2025-01-23', '2025-02-12', '24(1); Sun 26(2) makes up; 27(3); 28–2/4 off; 5(4) 6(5) 7(6); Sat 8(7) makes up; 10(8) 11(9) 12(10)'],
  ['2025-09-26', '2025-10-16', 'Sun 28(1) makes up; 29(2) 30(3); 10/1–8 off; 9(4) 10(5); Sat 11(6) makes up; 13(7) 14(8) 15(9) 16(10)'],
  ['2026-02-12', '2026-03-04', '13(1); Sat 14(2) makes up; 15–23 off; 24(3) 25(4) 26(5) 27(6); Sat 28(7) makes up; 3/2(8) 3(9) 4(10)'],
  ['2026-09-30', '2026-10-20', '10/1–7 off; 8(1) 9(2); Sat 10(3) makes up; 12(4) 13(5) 14(6) 15(7) 16(8); 19(9) 20(10)'],
  ['2026-10-04', '2026-10-20', 'received on a Sunday inside the holiday: counting begins on the 8th, as for 30 September'],
]

describe('working days', () => {
  test.each(byHand)('ten working days after %s end on %s: %s', (received, due) => {
    expect(tenth(received)).toBe(due)
  })

  test('number what the official arrangements give for each year', () => {
    const counts = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026].map(year =>
      workingDaysBetween(calendar, day(`${year - 1}-12-31`), day(`${year}-12-31`)),
    )
    expect(counts).toEqual([250, 249, 250, 249, 249, 251, 248, 248])
  })

  test('include a make-up Saturday and leave out the weekday it was moved to', () => {
    expect(isWorkingDay(calendar, day('2026-10-10'))).toBe(true) // Saturday
    expect(isWorkingDay(calendar, day('2026-10-07'))).toBe(false) // Wednesday
    expect(isWorkingDay(calendar, day('2026-10-11'))).toBe(false) // Sunday
    expect(isWorkingDay(calendar, day('2020-02-01'))).toBe(false) // the make-up day that the second notice took back
    expect(isWorkingDay(calendar, day('2020-02-03'))).toBe(true)
  })

  test('between two days count the later and not the earlier', () => {
    expect(workingDaysBetween(calendar, day('2026-10-08'), day('2026-10-09'))).toBe(1)
    expect(workingDaysBetween(calendar, day('2026-10-08'), day('2026-10-08'))).toBe(0)
    expect(workingDaysBetween(calendar, day('2026-10-09'), day('2026-10-08'))).toBe(0)
    expect(workingDaysBetween(calendar, day('2026-09-30'), day('2026-10-07'))).toBe(0)
  })
})

describe('the n-th working day', () => {
  test('for n = 0 is the day of receipt, working day or not', () => {
    expect(nthWorkingDayAfter(calendar, day('2026-10-01'), 0)).toEqual({ day: '2026-10-01', provisional: false, steps: [] })
  })

  test('shows how it was computed, day by day', () => {
    const { day: due, steps } = nthWorkingDayAfter(calendar, day('2026-10-07'), 3)
    expect(due).toBe('2026-10-10')
    expect(steps).toEqual([
      { day: '2026-10-08', counts: true, ordinal: 1, why: 'workday', provisional: false },
      { day: '2026-10-09', counts: true, ordinal: 2, why: 'workday', provisional: false },
      { day: '2026-10-10', counts: true, ordinal: 3, why: 'make-up-workday', holiday: '国庆节', notice: notice2026.papers[0], provisional: false },
    ])
    expect(nthWorkingDayAfter(calendar, day('2026-10-10'), 1).steps[0]).toMatchObject({ day: '2026-10-11', counts: false, ordinal: 0, why: 'weekend' })
    expect(nthWorkingDayAfter(calendar, day('2026-10-06'), 1).steps[0]).toMatchObject({ why: 'holiday', holiday: '国庆节', counts: false })
  })

  test('names the later notice for the days that it changed', () => {
    const steps = nthWorkingDayAfter(calendar, day('2020-01-29'), 1).steps
    expect(steps.map(step => [step.day, step.why, step.notice])).toEqual([
      ['2020-01-30', 'holiday', notice2020.papers[0]],
      ['2020-01-31', 'holiday', notice2020.papers[1]],
      ['2020-02-01', 'holiday', notice2020.papers[1]],
      ['2020-02-02', 'holiday', notice2020.papers[1]],
      // A Monday makes up for nothing, though the notice names it.
      ['2020-02-03', 'workday', notice2020.papers[1]],
    ])
  })

  test('is provisional as soon as one counted day lies in a year without a notice', () => {
    expect(nthWorkingDayAfter(calendar, day('2026-12-30'), 1)).toMatchObject({ day: '2026-12-31', provisional: false })
    expect(nthWorkingDayAfter(calendar, day('2026-12-31'), 1)).toMatchObject({ day: '2027-01-01', provisional: true })
    expect(nthWorkingDayAfter(calendar, day('2018-12-27'), 1)).toMatchObject({ day: '2018-12-28', provisional: true })
    // The notice for 2019 speaks for 29 to 31 December 2018, so these three are certain.
    expect(nthWorkingDayAfter(calendar, day('2018-12-28'), 2)).toMatchObject({ day: '2019-01-02', provisional: false })
    expect(isProvisional(calendar, day('2018-12-29'))).toBe(false)
  })

  test('refuses to count a part of a day or backwards', () => {
    for (const n of [-1, 1.5, Number.NaN, Infinity]) expect(() => nthWorkingDayAfter(calendar, day('2026-10-01'), n)).toThrow(RangeError)
  })

  test('is a working day, is the n-th, and comes later for a later start or a larger n', () => {
    const start = fc.integer({ min: 0, max: 3200 }).map(count => addDays(day('2018-10-01'), count))
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 20 }), (from, n, later) => {
        const due = nthWorkingDayAfter(calendar, from, n)
        expect(isWorkingDay(calendar, due.day)).toBe(true)
        expect(workingDaysBetween(calendar, from, due.day)).toBe(n)
        expect(due.steps.filter(step => step.counts)).toHaveLength(n)
        expect(due.steps.at(-1)).toMatchObject({ day: due.day, counts: true, ordinal: n })
        expect(nthWorkingDayAfter(calendar, due.day, 1).day > due.day).toBe(true)
        expect(nthWorkingDayAfter(calendar, addDays(from, later), n).day >= due.day).toBe(true)
        expect(nthWorkingDayAfter(calendar, nthWorkingDayAfter(calendar, from, n).day, later).day).toBe(nthWorkingDayAfter(calendar, from, n + later).day)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a calendar', () => {
  test('without any notice works Monday to Friday, provisionally', () => {
    const due = nthWorkingDayAfter(empty, day('2026-10-01'), 5)
    expect(due).toMatchObject({ day: '2026-10-08', provisional: true })
    expect([0, 6]).not.toContain(weekdayOf(due.day))
  })

  test('refuses two notices for one year, a day that does not exist, and a contradiction', () => {
    expect(() => calendarFrom([notice2026, notice2026])).toThrow('two holiday notices for 2026')
    const with2027 = (date: string, isOffDay: boolean) => [notice2026, { year: 2027, papers: [], days: [{ date, name: '元旦', isOffDay }] }]
    expect(() => calendarFrom(with2027('2027-02-30', true))).toThrow('2027-02-30')
    expect(() => calendarFrom(with2027('2026-10-10', true))).toThrow('contradict')
  })
})
