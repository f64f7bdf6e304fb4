import { describe, expect, test } from 'vitest'
import notice2019 from '../../../data/holidays/2019.json' with { type: 'json' }
import notice2020 from '../../../data/holidays/2020.json' with { type: 'json' }
import type { PlainDate } from '../calendar/plain-date.ts'
import { calendarFrom, nthWorkingDayAfter, type HolidayNotice } from '../calendar/working-days.ts'
import { clockOf } from './clock.ts'
import type { CaseEvent } from './events.ts'
import { after, stateOf } from './fold.ts'
import { recalculated } from './sweeps.ts'

const day = (text: string) => text as PlainDate
const emergency = 'http://www.gov.cn/zhengce/zhengceku/2020-01/27/content_5472352.htm'

/** The notice of November 2019 as it stood before the emergency notice of 27 January 2020, which made 31 January to 2 February days off. */
const before: HolidayNotice = {
  year: 2020, papers: [notice2020.papers[0]!],
  days: [
    ...notice2020.days.filter(named => !('paper' in named)),
    { date: '2020-02-01', name: '春节', isOffDay: false },
  ],
}
const calendarBefore = calendarFrom([notice2019, before])
const calendarAfter = calendarFrom([notice2019, notice2020])

const desk = { kind: 'officer', officerId: 'desk', unitId: 'county' } as const
const unit = { kind: 'officer', officerId: 'zhang', unitId: 'water' } as const
const at = '2020-01-20T02:00:00Z'

/** Accepted on Monday 20 January 2020: by the first notice 21(1) 22(2) 23(3) 31(4) 1 February(5) 3(6) 4(7) 5(8) 6(9) 7(10). */
const accepted: CaseEvent[] = [
  { seq: 1, action: 'file', at, day: day('2020-01-20'), by: { kind: 'complainant' } },
  { seq: 2, action: 'accept', at, day: day('2020-01-20'), by: desk, details: { dueOn: nthWorkingDayAfter(calendarBefore, day('2020-01-20'), 10).day, provisional: false, days: 10 } },
  { seq: 3, action: 'assign', at, day: day('2020-01-21'), by: desk, note: '请核查后答复', details: { responsibleUnitId: 'water', supervisingUnitId: 'group' } },
  { seq: 4, action: 'sign', at, day: day('2020-01-22'), by: unit },
]

describe('the Spring Festival of 2020, replayed in the middle of a case', () => {
  const facts = stateOf(accepted)
  const promise = { dueOn: facts.dueOn!, provisional: false, ...facts.dueCount! }

  test('the promise is that of the notice of the day of acceptance', () => {
    expect(facts.dueOn).toBe('2020-02-07')
    expect(recalculated(promise, calendarBefore)).toBeUndefined()
  })

  test('the emergency notice moves it by an event that names the notice, and a second look moves nothing', () => {
    // 21(1) 22(2) 23(3) 3 February(4) 4(5) 5(6) 6(7) 7(8) 10(9) 11(10)
    const moved = recalculated(promise, calendarAfter)
    expect(moved).toEqual({ dueOn: '2020-02-11', provisional: false, notice: emergency })
    const now = after(facts, { seq: 5, action: 'recalculate', at, day: day('2020-01-27'), by: { kind: 'system' }, details: moved! })
    expect(now).toMatchObject({ dueOn: '2020-02-11', originalDueOn: '2020-02-07', dueReason: 'notice', state: 'handling' })
    expect(recalculated({ dueOn: now.dueOn!, provisional: false, ...now.dueCount! }, calendarAfter)).toBeUndefined()
  })

  test('were the notice taken back, the later day would be kept', () => {
    expect(recalculated({ ...promise, dueOn: day('2020-02-11') }, calendarBefore)).toBeUndefined()
  })

  test('an extension counts on from the moved day, and a further notice counts the whole', () => {
    const granted = { ...promise, dueOn: nthWorkingDayAfter(calendarAfter, day('2020-02-11'), 5).day, days: 15 }
    expect(granted.dueOn).toBe('2020-02-18')
    expect(recalculated(granted, calendarAfter)).toBeUndefined()
  })

  test('the clock counts the days by the notice that holds, and shows where they went', () => {
    const clock = clockOf(accepted, calendarAfter, day('2020-02-04'))
    expect(clock.stages.map(({ state, days, holder }) => [state, days, holder.kind])).toEqual([['submitted', 0, 'desk'], ['accepted', 1, 'desk'], ['assigned', 1, 'responsible'], ['handling', 3, 'responsible']])
    expect(clock.total).toBe(5)
    expect(clock.shares).toEqual([{ holder: 'desk', days: 1 }, { holder: 'unit', unitId: 'water', days: 4 }])
  })
})

describe('a case that joined another', () => {
  const ofOther = (events: readonly CaseEvent[]): CaseEvent[] => events.map(event => (event.action === 'assign' ? { ...event, details: { ...event.details, responsibleUnitId: 'roads' } } : event))
  const joined: CaseEvent[] = [...accepted, { seq: 5, action: 'merge', at, day: day('2020-01-23'), by: desk, note: '同一件事', details: { intoCaseId: 'lead' } }]

  test('spends its days from then on with whoever has the leading case, and with its own unit as far as that is not known', () => {
    const shares = (leads?: ReadonlyMap<string, readonly CaseEvent[]>) => clockOf(joined, calendarAfter, day('2020-02-04'), leads).shares
    const own = [{ holder: 'desk', days: 1 }, { holder: 'unit', unitId: 'water', days: 2 }]
    expect(shares(new Map([['lead', ofOther(accepted)]]))).toEqual([...own, { holder: 'unit', unitId: 'roads', days: 2 }])
    // Assigned on 3 February: until then the desk had both.
    const late = ofOther(accepted).map(event => (event.seq > 2 ? { ...event, day: day('2020-02-03') } : event))
    expect(shares(new Map([['lead', late]]))).toEqual([{ holder: 'desk', days: 2 }, own[1], { holder: 'unit', unitId: 'roads', days: 1 }])
    for (const unknown of [undefined, new Map([['lead', []]])]) expect(shares(unknown)).toEqual([own[0], { holder: 'unit', unitId: 'water', days: 4 }])
  })
})

describe('a year without a notice', () => {
  const calendar = calendarFrom([notice2019])
  test('gives a provisional day, which a notice confirms or moves later and never earlier', () => {
    const due = nthWorkingDayAfter(calendar, day('2019-12-26'), 10)
    expect(due).toMatchObject({ day: '2020-01-09', provisional: true })
    const promise = { dueOn: due.day, provisional: true, from: day('2019-12-26'), days: 10 }
    // 1 January is off: one day later, and firm.
    expect(recalculated(promise, calendarAfter)).toMatchObject({ dueOn: '2020-01-10', provisional: false })
    expect(recalculated({ ...promise, dueOn: day('2020-01-15') }, calendarAfter)).toMatchObject({ dueOn: '2020-01-15', provisional: false })
  })
})

describe('the question to the complainant', () => {
  const asked: CaseEvent[] = [
    { seq: 1, action: 'file', at, day: day('2020-02-10'), by: { kind: 'complainant' } },
    { seq: 2, action: 'askMore', at, day: day('2020-02-11'), by: desk, note: '请写明时间地点' },
    { seq: 3, action: 'supplyMore', at, day: day('2020-02-14'), by: { kind: 'complainant' }, note: '在村口', details: { left: 0 } },
    { seq: 4, action: 'accept', at, day: day('2020-02-17'), by: desk, details: { dueOn: day('2020-03-02'), provisional: false, days: 10 } },
  ]
  test('stops the clock until it is answered, and nothing else does', () => {
    const clock = clockOf(asked, calendarAfter, day('2020-02-18'))
    expect(clock).toMatchObject({ total: 3, paused: 3 })
    expect(clock.stages.map(({ state, counts }) => `${state} ${counts}`)).toEqual(['submitted runs', 'needsMoreInfo paused', 'submitted runs', 'accepted runs'])
  })
})
