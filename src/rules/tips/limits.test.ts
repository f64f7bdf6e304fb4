import { describe, expect, test } from 'vitest'
import notice from '../../../data/holidays/2026.json' with { type: 'json' }
import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import { calendarFrom } from '../calendar/working-days.ts'
import { tipFactsOf, type TipEvent } from './fold.ts'
import { archiveRefusal } from './limits.ts'
import { movedTipDay, owedOf, tipDays, tipDaysOfBefore, tipDaySteps, type ToldTipDay } from './told-days.ts'

const calendar = calendarFrom([notice as never])
const day = (text: string) => text as PlainDate

const owedOnTip = (...asked: Parameters<typeof tipDays>) => owedOf(tipDays(...asked))

/** A report with this history: each step with its day, one inspector proposing and the other deciding. */
type Step = readonly [TipEvent['action'], string, Partial<TipEvent>?]
function factsOf(...steps: readonly Step[]) {
  return tipFactsOf(steps.map(([action, on, more], at) => ({ seq: at + 1, action, day: day(on), officerId: action.startsWith('propose') ? 'first' : 'second', ...more })))
}
const endedOn = (on: string): Step[] => [['file', '2026-09-21'], ['proposeScreening', on, { outcome: 'noSubstance' }], ['confirmScreening', on]]

describe('what a body owes on a report', () => {
  // Received on Monday 21 September 2026; 25 September and 1 to 7 October are holidays, Saturday 10 October is worked.
  test('is its screening within five working days, and to a named reporter a word on acceptance within fifteen', () => {
    expect(owedOnTip(factsOf(['file', '2026-09-21']), true, calendar)).toEqual([{ what: 'screen', by: '2026-09-29' }, { what: 'tellAcceptance', by: '2026-10-19' }])
    expect(owedOnTip(factsOf(['file', '2026-09-21']), false, calendar)).toEqual([{ what: 'screen', by: '2026-09-29' }])
  })
  test('counts from the day after: a report of a day of rest has as long as one of the working day before it', () => {
    const dueOf = (on: string) => owedOnTip(factsOf(['file', on]), true, calendar).map(({ by }) => by)
    expect(dueOf('2026-09-30')).toEqual(dueOf('2026-10-07'))
    expect(dueOf('2026-10-08')).not.toEqual(dueOf('2026-10-07'))
  })
  test('of acceptance is over once it was told, and with the end; then the result is owed within fifteen working days of that', () => {
    expect(owedOnTip(factsOf(['file', '2026-09-21'], ['tellAcceptance', '2026-10-19']), true, calendar)).toEqual([{ what: 'screen', by: '2026-09-29' }])
    expect(owedOnTip(factsOf(...endedOn('2026-09-28')), true, calendar)).toEqual([{ what: 'tellResult', by: '2026-10-23' }])
    expect(owedOnTip(factsOf(...endedOn('2026-09-28')), false, calendar)).toEqual([])
    expect(owedOnTip(factsOf(...endedOn('2026-09-28'), ['tellResult', '2026-10-23']), true, calendar)).toEqual([])
  })
})

describe('a report may be put away', () => {
  const at = (steps: readonly Step[], today: string, isNamed = true) => archiveRefusal({ facts: factsOf(...steps), isNamed, today: day(today), days: tipDays(factsOf(...steps), isNamed, calendar) })
  const told = (on: string): Step[] => [...endedOn('2026-09-21'), ['tellResult', on]]
  test('from the day after the fifteenth working day on which its reporter could object', () => {
    for (const today of ['2026-09-21', '2026-10-18', '2026-10-19']) expect(at(told('2026-09-21'), today), today).toEqual({ code: 'tip-objection-open', lastDay: '2026-10-19' })
    expect(at(told('2026-09-21'), '2026-10-20')).toBeUndefined()
  })
  test('at once when an objection was made, and counted anew when a result is told again', () => {
    expect(at([...told('2026-09-21'), ['object', '2026-09-22']], '2026-09-22')).toBeUndefined()
    expect(at([...told('2026-09-21'), ['tellResult', '2026-09-22']], '2026-10-20')).toEqual({ code: 'tip-objection-open', lastDay: '2026-10-20' })
  })
  test('never before a named reporter was told, and at once when nobody gave a name and nobody was told', () => {
    expect(at(endedOn('2026-09-21'), '2027-09-21')).toEqual({ code: 'tip-result-owed' })
    expect(at(endedOn('2026-09-21'), '2026-09-21', false)).toBeUndefined()
  })
  // The database counts days alone (migration 0049), and must refuse nothing that this allows.
  test('never within fifteen days of any kind, whatever day the result was told', () => {
    for (let on = day('2026-01-01'); on < '2026-11-01'; on = addDays(on, 1)) {
      const steps: Step[] = [['file', on], ['proposeScreening', on, { outcome: 'noSubstance' }], ['confirmScreening', on], ['tellResult', on]]
      expect(at(steps, addDays(on, 15)), on).toMatchObject({ code: 'tip-objection-open' })
    }
  })
})

describe('a day that was told', () => {
  /** The same year without its days off: every count is shorter. */
  const shorter = calendarFrom([])
  const screenOf = (on: string): ToldTipDay => tipDays(factsOf(['file', on]), false, calendar)[0]!
  test('stands as it was told while it runs, whatever the calendar says by then', () => {
    const told = tipDays(factsOf(['file', '2026-09-21']), true, calendar)
    expect(tipDays(factsOf(['file', '2026-09-21'], ['proposeScreening', '2026-09-22', { outcome: 'dispose' }]), true, shorter, told)).toEqual(told)
  })
  test('moves later with the notice that moves it, and never earlier', () => {
    const told = tipDays(factsOf(['file', '2026-09-28']), false, shorter)[0]!
    expect(told.by).toBe('2026-10-05')
    expect(movedTipDay(told, calendar)).toEqual({ ...told, by: '2026-10-10', notice: notice.papers[0] })
    expect(movedTipDay(screenOf('2026-09-28'), shorter)).toBeUndefined()
    expect(movedTipDay(screenOf('2026-09-28'), calendar)).toBeUndefined()
  })
  test('is shown day by day to that very day, though it may be one of rest by now', () => {
    expect(tipDaySteps(screenOf('2026-09-28'), calendar).at(-1)).toMatchObject({ day: '2026-10-10', ordinal: 5 })
    expect(tipDaySteps({ ...screenOf('2026-09-28'), by: day('2026-10-03') }, calendar).at(-1)).toMatchObject({ day: '2026-10-03', counts: false, ordinal: 2 })
  })
  test('to object is not brought forward when the result is told again', () => {
    const facts = (...on: string[]) => factsOf(...endedOn('2026-09-28'), ...on.map((each): Step => ['tellResult', each]))
    const told = tipDays(facts('2026-09-28'), true, calendar)
    expect(tipDays(facts('2026-09-28', '2026-09-29'), true, shorter, told)).toEqual([{ what: 'object', from: '2026-09-29', by: told[0]!.by }])
    expect(tipDays(facts('2026-09-28', '2026-09-29'), true, calendar, told)[0]!.by > told[0]!.by).toBe(true)
  })
  test('from before days were told is the one by which lists were ordered', () => {
    expect(tipDaysOfBefore(factsOf(['file', '2026-09-21']), true, calendar, day('2026-09-28'))).toMatchObject([{ what: 'screen', by: '2026-09-28' }, { what: 'tellAcceptance', by: '2026-10-19' }])
    expect(tipDaysOfBefore(factsOf(...endedOn('2026-09-28')), false, calendar, null)).toEqual([])
  })
})
