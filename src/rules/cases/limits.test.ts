import { describe, expect, test } from 'vitest'
import notice2026 from '../../../data/holidays/2026.json' with { type: 'json' }
import type { PlainDate } from '../calendar/plain-date.ts'
import { calendarFrom } from '../calendar/working-days.ts'
import type { CaseFacts } from './fold.ts'
import { limits } from '../../../test/case-rules.ts'
import { dueAtAcceptance, extendedDue, extensionDecider, isOverdue, lightOf, promisedDates, stageDue } from './limits.ts'
import { extensionLengthRefusal, mayAskExtension, mayClose, mayRate, mayReturn } from './may.ts'

const calendar = calendarFrom([notice2026])
const day = (text: string) => text as PlainDate
const answer = { found: '灯座进水，线路短路。', done: '已换灯座并试亮。', answeredBy: '测试镇城建办', text: '路灯已修好，谢谢提醒。' }

const submitted: CaseFacts = {
  state: 'submitted', deskLevel: 'county',
  filedOn: day('2026-09-24'),
  cycle: 1,
  cycleFrom: day('2026-09-24'),
  step: { from: day('2026-09-24') },
  dueIsProvisional: false,
  extensions: { asked: 0, granted: 0, requests: [] },
  returns: [],
  helperUnitIds: [], hands: [], barredHands: [],
  reworks: 0,
  redos: 0,
  ratings: [],
  escalations: [],
  visits: [],
  splitInto: [],
  supervisionItems: [],
  isMarkedOverdue: false,
  lastSeq: 1,
  lastOn: day('2026-09-24'),
}
// Accepted on Thursday 24 September 2026. 25–27 Mid-Autumn off; 28(1) 29(2) 30(3); 1–7 October off; 8(4) 9(5);
// Saturday 10(6) makes up; Sunday 11 does not count; 12(7) 13(8) 14(9) 15(10).
const handling: CaseFacts = {
  ...submitted,
  state: 'handling',
  acceptedOn: day('2026-09-24'),
  assignedOn: day('2026-09-28'),
  signedOn: day('2026-09-29'),
  dueOn: day('2026-10-15'),
  originalDueOn: day('2026-10-15'),
  dueCount: { from: day('2026-09-24'), days: 10 },
}
const replied: CaseFacts = {
  ...handling,
  state: 'replied',
  publishedReply: { reply: answer, draftedBy: 'zhang', draftedOn: day('2026-10-09'), passedBy: 'li', publishedOn: day('2026-10-12') },
}

describe('the due day', () => {
  test('is ten working days after acceptance', () => {
    expect(dueAtAcceptance(calendar, day('2026-09-24'), limits)).toMatchObject({ day: '2026-10-15', provisional: false })
  })

  test('of an extension is counted on from the due day, not from the decision', () => {
    // 16(1); 17 and 18 a weekend; 19(2) 20(3) 21(4) 22(5) 23(6); 26(7) 27(8) 28(9) 29(10)
    expect(extendedDue(calendar, day('2026-10-15'), 10).day).toBe('2026-10-29')
    expect(extendedDue(calendar, day('2026-10-15'), 1).day).toBe('2026-10-16')
  })

  test('passes only when it is over', () => {
    expect(isOverdue(day('2026-10-15'), day('2026-10-14'))).toBe(false)
    expect(isOverdue(day('2026-10-15'), day('2026-10-15'))).toBe(false)
    expect(isOverdue(day('2026-10-15'), day('2026-10-16'))).toBe(true)
  })
})

describe('a receipt', () => {
  test('promises acceptance, assignment and answer, each at its slowest', () => {
    // Filed on Wednesday 30 September: accepted by 8(1); assigned by 9(1) 10(2) 12(3);
    // answered by 9(1) 10(2) 12(3) 13(4) 14(5) 15(6) 16(7) 19(8) 20(9) 21(10).
    const promised = promisedDates(calendar, day('2026-09-30'), limits)
    expect(promised.acceptedBy.day).toBe('2026-10-08')
    expect(promised.assignedBy.day).toBe('2026-10-12')
    expect(promised.answeredBy.day).toBe('2026-10-21')
    expect(promised.answeredBy.steps[0]?.day).toBe('2026-10-01')
    expect(promised.answeredBy.steps.at(-1)).toMatchObject({ day: '2026-10-21', ordinal: 11 })
  })

  test('marks a promise that rests on a year without a notice', () => {
    const promised = promisedDates(calendar, day('2026-12-28'), limits)
    expect([promised.acceptedBy, promised.assignedBy, promised.answeredBy].map(one => one.provisional)).toEqual([false, true, true])
  })
})

describe('an extension', () => {
  test('must be asked for while a working day remains', () => {
    expect(mayAskExtension(handling, { today: day('2026-10-13'), calendar, limits: limits })).toBeUndefined()
    expect(mayAskExtension(handling, { today: day('2026-10-14'), calendar, limits: limits })).toBeUndefined()
    const late = { code: 'too-late-to-ask-extension', lastDay: '2026-10-14' }
    expect(mayAskExtension(handling, { today: day('2026-10-15'), calendar, limits: limits })).toEqual(late)
    expect(mayAskExtension(handling, { today: day('2026-10-16'), calendar, limits: limits })).toEqual(late)
  })

  test('counts working days, not days, towards the last moment', () => {
    // Two working days before Monday 12 October: Saturday 10 October works, so 9 October is the last day.
    const facts = { ...handling, dueOn: day('2026-10-12') }
    const two = { ...limits, askBefore: 2 }
    expect(mayAskExtension(facts, { today: day('2026-10-09'), calendar, limits: two })).toBeUndefined()
    expect(mayAskExtension(facts, { today: day('2026-10-10'), calendar, limits: two })).toEqual({ code: 'too-late-to-ask-extension', lastDay: '2026-10-09' })
    expect(mayAskExtension(facts, { today: day('2026-10-12'), calendar, limits: { ...limits, askBefore: 0 } })).toBeUndefined()
  })

  test('is not asked for a third time, whether the first two were granted or not', () => {
    const twice = { ...handling, extensions: { asked: 2, granted: 0, requests: [] } }
    const once = { ...handling, extensions: { asked: 1, granted: 1, requests: [] } }
    expect(mayAskExtension(twice, { today: day('2026-10-08'), calendar, limits: limits })).toEqual({ code: 'no-more-extensions', most: 2 })
    expect(mayAskExtension(once, { today: day('2026-10-08'), calendar, limits: limits })).toBeUndefined()
  })

  test('cannot be asked for before anything is due', () => {
    expect(mayAskExtension(submitted, { today: day('2026-09-24'), calendar, limits: limits })).toEqual({ code: 'too-late-to-ask-extension', lastDay: undefined })
  })

  test('is one to ten whole working days long', () => {
    expect([1, 10].map(days => extensionLengthRefusal(days, limits))).toEqual([undefined, undefined])
    for (const days of [0, -1, 11, 1.5, Number.NaN]) expect(extensionLengthRefusal(days, limits)).toEqual({ code: 'extension-length', most: 10 })
  })

  test('is decided first by the supervising unit and then by the county', () => {
    expect([1, 2, 3].map(extensionDecider)).toEqual(['supervisor', 'triage', 'triage'])
  })
})

describe('a return', () => {
  const assigned: CaseFacts = { ...handling, state: 'assigned' }
  const once = { on: day('2026-09-28'), unitId: 'water', by: 'zhang', reason: '不属本单位职责' }

  test('is possible until one working day after assignment', () => {
    expect(mayReturn(assigned, { today: day('2026-09-28'), calendar, limits: limits })).toBeUndefined()
    expect(mayReturn(assigned, { today: day('2026-09-29'), calendar, limits: limits })).toBeUndefined()
    expect(mayReturn(assigned, { today: day('2026-09-30'), calendar, limits: limits })).toEqual({ code: 'too-late-to-return', lastDay: '2026-09-29' })
  })

  test('is not possible a third time', () => {
    expect(mayReturn({ ...assigned, returns: [once] }, { today: day('2026-09-28'), calendar, limits: limits })).toBeUndefined()
    expect(mayReturn({ ...assigned, returns: [once, once] }, { today: day('2026-09-28'), calendar, limits: limits })).toEqual({ code: 'no-more-returns', most: 2 })
  })
})

describe('an answer', () => {
  test('can be rated for fifteen days and closes by itself on the sixteenth', () => {
    expect(mayRate(replied, { today: day('2026-10-27'), limits })).toBeUndefined()
    expect(mayRate(replied, { today: day('2026-10-28'), limits })).toEqual({ code: 'too-late-to-rate', lastDay: '2026-10-27' })
    expect(mayClose(replied, { today: day('2026-10-27'), limits })).toEqual({ code: 'too-early-to-close', firstDay: '2026-10-28' })
    expect(mayClose(replied, { today: day('2026-10-28'), limits })).toBeUndefined()
  })

  test('that is rated well closes on the day on which it would close unrated', () => {
    const rated: CaseFacts = { ...replied, state: 'rated', rating: { grade: 'satisfied', opinion: undefined, on: day('2026-10-13'), cycle: 1 } }
    expect(mayClose(rated, { today: day('2026-10-27'), limits })).toEqual({ code: 'too-early-to-close', firstDay: '2026-10-28' })
    expect(mayClose(rated, { today: day('2026-10-28'), limits })).toBeUndefined()
  })
})

describe('the light', () => {
  test('is green, then yellow from the seventh working day, then red from the day after the due day', () => {
    const at = (text: string) => lightOf(handling, day(text), calendar, limits)
    expect(at('2026-09-24')).toBe('green')
    expect(at('2026-10-11')).toBe('green') // six used, four left
    expect(at('2026-10-12')).toBe('yellow') // seven used, three left
    expect(at('2026-10-15')).toBe('yellow')
    expect(at('2026-10-16')).toBe('red')
  })

  test('turns yellow by share before it does by days when the time is long', () => {
    // Twenty working days to 29 October: fourteen are used on 21 October, six are left.
    const extended = { ...handling, dueOn: day('2026-10-29') }
    expect(lightOf(extended, day('2026-10-20'), calendar, limits)).toBe('green')
    expect(lightOf(extended, day('2026-10-21'), calendar, limits)).toBe('yellow')
  })

  test('is red for a complaint nobody accepts, and out once it is answered', () => {
    expect(lightOf(submitted, day('2026-09-28'), calendar, limits)).toBe('green')
    expect(lightOf(submitted, day('2026-09-29'), calendar, limits)).toBe('red')
    expect(lightOf(replied, day('2026-12-31'), calendar, limits)).toBe('none')
  })
})

describe('the step that is owed now', () => {
  const since = (text: string) => ({ step: { from: day(text) } })
  const drafted: CaseFacts = { ...handling, ...since('2026-10-09'), state: 'replyDrafted', draftedReply: { reply: answer, draftedBy: 'zhang', draftedOn: day('2026-10-09') } }
  const returned: CaseFacts = { ...handling, ...since('2026-09-29'), state: 'returned', returns: [{ on: day('2026-09-29'), unitId: 'water', by: 'zhang', reason: '不属本单位职责' }] }
  const owed: [CaseFacts, string | undefined][] = [
    [submitted, '2026-09-28'],
    [{ ...handling, state: 'accepted' }, '2026-09-30'],
    [{ ...handling, ...since('2026-09-28'), state: 'assigned' }, '2026-09-29'],
    [returned, '2026-10-08'],
    [handling, '2026-10-15'],
    [{ ...handling, ...since('2026-10-09'), state: 'extensionPending' }, '2026-10-12'],
    [drafted, '2026-10-12'],
    [{ ...submitted, state: 'needsMoreInfo' }, '2026-10-09'],
    [{ ...submitted, state: 'rejectionProposed' }, '2026-09-29'],
    [{ ...submitted, state: 'appealed' }, '2026-10-09'],
    [{ ...submitted, state: 'rejected' }, undefined],
    [{ ...handling, ...since('2026-09-29'), state: 'countyDecides' }, '2026-10-08'],
    [{ ...handling, state: 'jointHandling' }, '2026-10-15'],
    [{ ...handling, state: 'merged' }, '2026-10-15'],
    [{ ...handling, ...since('2026-10-12'), state: 'redo' }, '2026-10-13'],
    [{ ...handling, ...since('2026-10-12'), state: 'escalated' }, '2026-10-19'],
    [replied, undefined],
    [{ ...replied, state: 'rated', rating: { grade: 'satisfied', opinion: undefined, on: day('2026-10-13'), cycle: 1 } }, undefined],
    [{ ...replied, ...since('2026-10-13'), state: 'rated', rating: { grade: 'dissatisfied', opinion: undefined, on: day('2026-10-13'), cycle: 1 } }, '2026-10-15'],
    [{ ...replied, state: 'closed' }, undefined],
  ]
  test.each(owed.map(([facts, due]) => [facts.state, facts, due] as const))('in state %s', (_, facts, due) => {
    expect(stageDue(facts, calendar, limits)).toBe(due)
  })
})
