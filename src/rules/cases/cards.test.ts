import { describe, expect, test } from 'vitest'
import notice2026 from '../../../data/holidays/2026.json' with { type: 'json' }
import type { PlainDate } from '../calendar/plain-date.ts'
import { calendarFrom } from '../calendar/working-days.ts'
import { rules } from '../../../test/case-rules.ts'
import { cardRulesIn } from './card-rules.ts'
import { cardsDue, type CardBook, itemsToRaise, nextSupervisionOn } from './cards.ts'
import type { CaseFacts } from './facts.ts'
import type { SupervisionItem } from './supervision-items.ts'

const calendar = calendarFrom([notice2026])
const day = (text: string) => text as PlainDate

// Accepted on Monday 2 November 2026; ten working days end on Monday 16 November.
const accepted: CaseFacts = {
  state: 'accepted', filedOn: day('2026-11-02'), cycle: 1, cycleFrom: day('2026-11-02'), step: { from: day('2026-11-02') }, acceptedOn: day('2026-11-02'),
  dueOn: day('2026-11-16'), originalDueOn: day('2026-11-16'), dueCount: { from: day('2026-11-02'), days: 10 }, dueIsProvisional: false, dueReason: 'acceptance',
  extensions: { asked: 0, granted: 0, requests: [] }, returns: [], helperUnitIds: [], hands: [], barredHands: [], reworks: 0, redos: 0, ratings: [], escalations: [], visits: [], splitInto: [],
  supervisionItems: [], isMarkedOverdue: false, deskLevel: 'county', lastSeq: 2, lastOn: day('2026-11-02'),
}
const handling: CaseFacts = { ...accepted, state: 'handling', assignedOn: day('2026-11-03'), responsibleUnitId: 'water', supervisingUnitId: 'group' }
const groundsOn = (facts: CaseFacts, on: string) => cardsDue(facts, day(on), calendar, rules).map(rule => `${rule.colour} ${rule.ground}`)
const bad = { grade: 'dissatisfied', opinion: undefined, on: day('2026-11-10'), cycle: 1 } as const
const card = (more: Partial<SupervisionItem>): SupervisionItem => ({ n: 1, kind: 'card', colour: 'red', ground: 'overdue', cycle: 1, on: day('2026-11-17'), unitId: 'water', dueOn: day('2026-11-20'), level: 'unit', deskLevel: 'county', raisedTo: [], ...more })

describe('a blue card', () => {
  test('reminds the desk on the day after the three working days in which a unit should have been named', () => {
    expect(groundsOn(accepted, '2026-11-04')).toEqual([])
    expect(groundsOn(accepted, '2026-11-05')).toEqual([])
    expect(groundsOn(accepted, '2026-11-06')).toEqual(['blue notDispatched'])
  })

  test('reminds the desk as well of a case that came back to it: three working days from that day', () => {
    for (const state of ['returned', 'countyDecides'] as const) {
      const back: CaseFacts = { ...handling, state, step: { from: day('2026-11-05') } }
      expect([groundsOn(back, '2026-11-10'), groundsOn(back, '2026-11-11')].map(found => found.includes('blue notDispatched')), state).toEqual([false, true])
    }
  })

  test('is earned too by a case that nobody accepts: its days begin when acceptance was due', () => {
    const { acceptedOn: _, dueOn: __, dueCount: ___, ...rest } = accepted
    const submitted: CaseFacts = { ...rest, state: 'submitted' }
    expect(groundsOn(submitted, '2026-11-06')).toEqual([]) // due to be accepted on the 3rd, three more working days end on the 6th
    expect(groundsOn(submitted, '2026-11-09')).toEqual(['blue notDispatched'])
  })
})

describe('a card by which a county reminds of steps beside the answer', () => {
  const own: CardBook = { limits: rules.limits, cards: [{ ground: 'notContacted', colour: 'blue', to: 'responsible', copies: [] }, { ground: 'visitOverdue', colour: 'yellow', to: 'supervising', copies: [] }] }
  const given = (facts: CaseFacts, on: string) => cardsDue(facts, day(on), calendar, own).map(({ ground }) => ground)

  test('comes on the day after the two working days in which the unit that signed should have written to the complainant, unless it has', () => {
    const signed: CaseFacts = { ...handling, signedOn: day('2026-11-05') }
    expect([given(signed, '2026-11-09'), given(signed, '2026-11-10')]).toEqual([[], ['notContacted']])
    expect(given({ ...signed, contactedOn: day('2026-11-09') }, '2026-11-10')).toEqual([])
    expect(given({ ...signed, state: 'replyDrafted' }, '2026-11-10')).toEqual([])
  })

  test('comes on the day after a return visit should have been made, also when the case has closed', () => {
    const visited: CaseFacts = { ...handling, state: 'closed', visits: [{ reason: 'silent', calledOn: day('2026-11-05'), dueOn: day('2026-11-12') }] }
    expect([given(visited, '2026-11-12'), given(visited, '2026-11-13')]).toEqual([[], ['visitOverdue']])
    expect(given({ ...visited, visits: [{ ...visited.visits[0]!, recordedOn: day('2026-11-12'), finding: 'solved' }] }, '2026-11-13')).toEqual([])
  })
})

describe('a yellow card', () => {
  test('warns the unit when three working days are left, of which the due day is one', () => {
    expect(groundsOn(handling, '2026-11-10')).toEqual([])
    expect(groundsOn(handling, '2026-11-11')).toEqual(['yellow dueSoon'])
    expect(groundsOn(handling, '2026-11-16')).toEqual(['yellow dueSoon'])
    expect(groundsOn(handling, '2026-11-17')).toEqual(['red overdue'])
  })

  test('comes earlier where seven tenths of a longer time leave more than three days', () => {
    const extended: CaseFacts = { ...handling, dueOn: day('2026-11-30'), dueCount: { from: day('2026-11-02'), days: 20 } }
    expect(groundsOn(extended, '2026-11-19')).toEqual([])
    expect(groundsOn(extended, '2026-11-20')).toEqual(['yellow dueSoon']) // fourteen of twenty are used
  })

  test('warns nobody while no unit has the case', () => {
    expect(groundsOn({ ...accepted, assignedOn: day('2026-11-03') }, '2026-11-13')).not.toContain('yellow dueSoon')
  })
})

describe('a red card', () => {
  test('is given on the day after the due day, not on it', () => {
    expect(groundsOn(handling, '2026-11-16')).not.toContain('red overdue')
    expect(groundsOn(handling, '2026-11-17')).toContain('red overdue')
    expect(groundsOn({ ...handling, state: 'replied' }, '2026-11-17')).toEqual([])
  })

  test('is given for the third request for more time, the second return, the second failed review, the second redo', () => {
    const earned = (facts: Partial<CaseFacts>) => groundsOn({ ...handling, lastOn: day('2026-11-05'), ...facts }, '2026-11-05')
    const returned = { on: day('2026-11-04'), unitId: 'water', by: 'zhang', reason: undefined }
    expect([earned({ extensions: { asked: 2, granted: 1, requests: [] } }), earned({ extensions: { asked: 3, granted: 1, requests: [] } })]).toEqual([[], ['red extensionsAsked']])
    expect([earned({ returns: [returned] }), earned({ returns: [returned, returned] })]).toEqual([[], ['red returned']])
    expect([earned({ reworks: 1 }), earned({ reworks: 2 })]).toEqual([[], ['red reviewFailed']])
    // Never by the rating itself: the day of the card would tell the unit of it.
    expect([earned({ redos: 1, ratings: [bad, bad] }), earned({ redos: 2 })]).toEqual([[], ['red ratedBadly']])
    const finding = { on: day('2026-11-04'), verdict: 'writtenFinding', decidedOn: day('2026-11-05') } as const
    expect(earned({ state: 'closed', redos: 1, escalations: [finding], reworks: 2 })).toEqual(['red ratedBadly'])
  })

  test('is given once in a cycle for each ground, and again in the next', () => {
    const given: CaseFacts = { ...handling, supervisionItems: [card({ answeredOn: day('2026-11-18') }), card({ n: 2, colour: 'yellow', ground: 'dueSoon', answeredOn: day('2026-11-12') })] }
    expect(groundsOn(given, '2026-11-25')).toEqual([])
    expect(groundsOn({ ...given, cycle: 2 }, '2026-11-25')).toEqual(['red overdue'])
  })
})

describe('a card or letter that nobody answers', () => {
  const levels = (item: SupervisionItem, on: string) => itemsToRaise({ ...handling, supervisionItems: [item] }, day(on), calendar, rules).map(({ level }) => level)

  test('goes one level up on the day after its own, a card to the leaders and no further', () => {
    expect(levels(card({}), '2026-11-20')).toEqual([])
    expect(levels(card({}), '2026-11-21')).toEqual(['leader'])
    expect(levels(card({ level: 'leader', raisedOn: day('2026-11-21') }), '2026-12-31')).toEqual([])
  })

  test('rises as a letter from supervising unit to desk, leaders and city, three working days apart', () => {
    const letter = card({ kind: 'letter', colour: undefined, ground: undefined })
    expect(levels(letter, '2026-11-21')).toEqual(['supervising'])
    expect(levels({ ...letter, level: 'supervising', raisedOn: day('2026-11-23') }, '2026-11-26')).toEqual([])
    expect(levels({ ...letter, level: 'supervising', raisedOn: day('2026-11-23') }, '2026-11-27')).toEqual(['county'])
    expect(levels({ ...letter, level: 'county', raisedOn: day('2026-11-23') }, '2026-11-27')).toEqual(['leader'])
    expect(levels({ ...letter, level: 'leader', raisedOn: day('2026-11-23') }, '2026-11-27')).toEqual(['city'])
    expect(levels({ ...letter, level: 'city', raisedOn: day('2026-11-23') }, '2026-12-31')).toEqual([])
  })

  test('stays where it is once it is answered or ended, and where it asked nothing', () => {
    expect([card({ answeredOn: day('2026-11-19') }), card({ endedOn: day('2026-11-19') }), card({ dueOn: undefined })].flatMap(item => levels(item, '2026-12-31'))).toEqual([])
  })
})

test('the day of the next sweep is the day of the first card, then of the next', () => {
  expect(nextSupervisionOn(accepted, calendar, rules)).toBe('2026-11-06')
  expect(nextSupervisionOn(handling, calendar, rules)).toBe('2026-11-11')
  expect(nextSupervisionOn({ ...handling, supervisionItems: [card({ ground: 'dueSoon', dueOn: day('2026-11-13') })] }, calendar, rules)).toBe('2026-11-14')
  expect(nextSupervisionOn({ ...handling, state: 'withdrawn' }, calendar, rules)).toBeUndefined()
})

test('card rules with a mistake are refused with its place', () => {
  const errors: string[] = []
  cardRulesIn({ cards: [
    { ground: 'overdue', colour: 'green', to: 'responsible', copies: ['mayor'], days: 3 },
    { ground: 'dueSoon', colour: 'yellow', to: 'responsible', copies: [], within: -1, percentUsed: 101, answerWithin: 0 },
    { ground: 'overdue', colour: 'red', to: 'responsible', copies: [] },
  ] }, errors)
  expect(errors).toEqual([
    'rules.cards[0].days is no parameter of overdue', 'rules.cards[0].copies has mayor, which is no desk', 'rules.cards[0].colour must be one of blue, yellow, red',
    'rules.cards[1].within must be a whole number from 0', 'rules.cards[1].percentUsed must be at most 100', 'rules.cards[1].answerWithin must be a whole number from 1', 'rules.cards has overdue twice',
  ])
})
