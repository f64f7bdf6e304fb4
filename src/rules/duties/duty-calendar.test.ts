import { describe, expect, test } from 'vitest'
import type { PlainDate } from '../calendar/plain-date.ts'
import { dueOfEvent, dueOfPeriod, dutiesOf, periodAt, periodsBeginning, type DutyVillage, type Rhythm } from './duty-calendar.ts'
import { dutyStanding, type DutyFacts } from './standing.ts'

const day = (text: string) => text as PlainDate

describe('a period falls due', () => {
  test.each([
    ['M', '2026-11-30', '2026-11', '2026-12-15', 'monthly'],
    ['M', '2026-12-01', '2026-12', '2027-01-15', 'monthly'],
    ['Q', '2026-09-30', '2026-Q3', '2026-10-15', 'quarterly'],
    ['Q', '2026-10-01', '2026-Q4', '2027-01-15', 'quarterly'],
    ['H', '2026-06-30', '2026-H1', '2026-07-15', 'half-yearly'],
    ['H', '2026-07-01', '2026-H2', '2027-01-15', 'half-yearly'],
    ['A', '2026-12-31', '2026', '2027-01-15', 'annual'],
  ] as const)('%s: what lies in %s belongs to %s and is due on %s', (rhythm, within, text, dueOn, rule) => {
    const period = periodAt(rhythm, day(within))
    expect(period.text).toBe(text)
    expect(dueOfPeriod(rhythm, period)).toEqual({ dueOn, rule })
  })

  test('on 31 March of the next year where the data say so, as for the inventory of assets', () => {
    expect(dueOfPeriod('A', periodAt('A', day('2026-05-05')), { month: 3, day: 31 })).toEqual({ dueOn: '2027-03-31', rule: 'annual-day' })
  })

  test('ten days after an event, over the end of a year too', () => {
    expect(dueOfEvent(day('2026-12-25'))).toEqual({ dueOn: '2027-01-04', rule: 'event' })
  })
})

test('the periods that begin within some days are named once each, and a running one is not among them', () => {
  const texts = (rhythm: Rhythm) => periodsBeginning(rhythm, day('2026-01-02'), day('2026-07-01')).map(period => period.text)
  expect(texts('M')).toEqual(['2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07'])
  expect(texts('Q')).toEqual(['2026-Q2', '2026-Q3'])
  expect(texts('H')).toEqual(['2026-H2'])
  expect(texts('A')).toEqual([])
})

describe('a village owes', () => {
  const village: DutyVillage = { isVirtual: false, validFrom: day('2020-01-01'), validTo: null }
  const items = [{ slug: 'books', cadence: 'M' }, { slug: 'assets', cadence: 'A' }, { slug: 'event', cadence: 'E' }, { slug: 'local', cadence: 'none' }] as const
  const owed = (of: DutyVillage) => dutiesOf(of, items, new Map([['assets', { month: 3, day: 31 }]]), day('2026-01-01'), day('2026-02-28')).map(duty => `${duty.item} ${duty.period.text} ${duty.dueOn}`)

  test('each item once for each period, and events not by the calendar', () => {
    expect(owed(village)).toEqual(['books 2026-01 2026-02-15', 'books 2026-02 2026-03-15', 'assets 2026 2027-03-31'])
  })
  test('nothing where it is a virtual community', () => {
    expect(owed({ ...village, isVirtual: true })).toEqual([])
  })
  test('only periods that open while it exists', () => {
    expect(owed({ ...village, validFrom: day('2026-01-02') })).toEqual(['books 2026-02 2026-03-15'])
    expect(owed({ ...village, validTo: day('2026-02-01') })).toEqual(['books 2026-01 2026-02-15', 'assets 2026 2027-03-31'])
  })
})

describe('a duty', () => {
  const october: DutyFacts = { kind: 'period', periodEnd: day('2026-10-31'), dueOn: day('2026-11-15'), publishedOn: null, nilOn: null }
  const on = (today: string, more: Partial<DutyFacts> = {}) => dutyStanding({ ...october, ...more }, day(today))

  test('runs until its period is over, is owed from the day after', () => {
    expect([on('2026-10-31'), on('2026-11-01')]).toEqual(['running', 'owed'])
  })
  test('is warned of from three days before it is due', () => {
    expect([on('2026-11-11'), on('2026-11-12')]).toEqual(['owed', 'dueSoon'])
  })
  test('is not overdue on the due day and is the day after', () => {
    expect([on('2026-11-14'), on('2026-11-15'), on('2026-11-16')]).toEqual(['dueSoon', 'dueSoon', 'overdue'])
  })
  test('is in time on the due day and late the day after, for a record and for a nil declaration', () => {
    expect([on('2027-01-01', { publishedOn: day('2026-11-14') }), on('2027-01-01', { publishedOn: day('2026-11-15') }), on('2027-01-01', { publishedOn: day('2026-11-16') })]).toEqual(['published', 'published', 'publishedLate'])
    expect([on('2027-01-01', { nilOn: day('2026-11-15') }), on('2027-01-01', { nilOn: day('2026-11-16') })]).toEqual(['nil', 'nilLate'])
  })
  test('that was declared nil and published afterwards counts by the record', () => {
    expect(on('2027-01-01', { nilOn: day('2026-11-10'), publishedOn: day('2026-12-01') })).toBe('publishedLate')
  })
  test('of an event is warned of on the seventh day, and overdue on the eleventh', () => {
    const event: DutyFacts = { kind: 'event', periodEnd: day('2026-11-01'), dueOn: day('2026-11-11'), publishedOn: null, nilOn: null }
    expect(['2026-11-01', '2026-11-07', '2026-11-08', '2026-11-11', '2026-11-12'].map(today => dutyStanding(event, day(today)))).toEqual(['owed', 'owed', 'dueSoon', 'dueSoon', 'overdue'])
  })
  test('of past years is never late, however late', () => {
    const past: DutyFacts = { kind: 'back-fill', periodEnd: day('2019-12-31'), dueOn: null, publishedOn: null, nilOn: null }
    expect([dutyStanding(past, day('2026-11-01')), dutyStanding({ ...past, publishedOn: day('2026-11-01') }, day('2026-11-01'))]).toEqual(['toBackFill', 'backFilled'])
  })
})
