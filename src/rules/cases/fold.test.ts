import { describe, expect, test } from 'vitest'
import type { PlainDate } from '../calendar/plain-date.ts'
import { addDays } from '../calendar/plain-date.ts'
import type { CaseEvent, Party } from './events.ts'
import { stateOf } from './fold.ts'

const start = '2026-09-01' as PlainDate
const complainant: Party = { kind: 'complainant' }
const desk: Party = { kind: 'officer', officerId: 'desk', unitId: 'county' }
const unit: Party = { kind: 'officer', officerId: 'zhang', unitId: 'water' }
const supervisor: Party = { kind: 'officer', officerId: 'li', unitId: 'group' }
const system: Party = { kind: 'system' }

type Told<Event> = Event extends CaseEvent ? Omit<Event, 'seq' | 'at' | 'day'> : never

/** One event a day, numbered from 1. */
function history(...told: Told<CaseEvent>[]): CaseEvent[] {
  return told.map((event, at) => ({ ...event, seq: at + 1, day: addDays(start, at), at: `${addDays(start, at)}T02:00:00Z` }) as CaseEvent)
}

const filed = { action: 'file', by: complainant } as const
const accepted = { action: 'accept', by: desk, details: { dueOn: '2026-09-16' as PlainDate, provisional: false } } as const
const assigned = { action: 'assign', by: desk, note: '由水务部门办理', details: { responsibleUnitId: 'water', supervisingUnitId: 'group' } } as const
const signed = { action: 'sign', by: unit } as const
const asked = { action: 'askExtension', by: unit, note: '需要现场测量', details: { days: 10 } } as const
const granted = { action: 'grantExtension', by: supervisor, note: '情况属实', details: { dueOn: '2026-10-08' as PlainDate, provisional: true } } as const
const refused = { action: 'refuseExtension', by: supervisor, note: '理由不足' } as const
const answer = { found: '灯座进水，线路短路。', done: '已换灯座并试亮。', answeredBy: '测试镇城建办', text: '路灯已修好，谢谢提醒。' }
const drafted = { action: 'draftReply', by: unit, details: { reply: answer } } as const
const passed = { action: 'passReview', by: supervisor } as const
const failed = { action: 'failReview', by: supervisor, note: '没有照片' } as const
const rated = { action: 'rate', by: complainant, note: '谢谢', details: { grade: 'satisfied' } } as const
const closed = { action: 'close', by: system } as const

describe('a case is the fold of its events', () => {
  test('from filing to closing', () => {
    expect(stateOf(history(filed, accepted, assigned, signed, drafted, passed, rated, closed))).toEqual({
      state: 'closed',
      filedOn: '2026-09-01',
      cycle: 1, deskLevel: 'county',
      cycleFrom: '2026-09-01',
      step: { from: '2026-09-08' },
      acceptedOn: '2026-09-02',
      assignedOn: '2026-09-03',
      signedOn: '2026-09-04',
      dueOn: '2026-09-16',
      originalDueOn: '2026-09-16',
      dueCount: { from: '2026-09-02', days: 10 },
      dueReason: 'acceptance',
      dueIsProvisional: false,
      extensions: { asked: 0, granted: 0, requests: [] },
      returns: [],
      responsibleUnitId: 'water',
      supervisingUnitId: 'group',
      helperUnitIds: [],
      handlerId: 'zhang',
      hands: [{ by: 'zhang', on: '2026-09-04' }, { by: 'zhang', on: '2026-09-05' }], barredHands: [],
      draftedReply: undefined,
      publishedReply: { reply: answer, draftedBy: 'zhang', draftedOn: '2026-09-05', passedBy: 'li', publishedOn: '2026-09-06' },
      reworks: 0,
      redos: 0,
      rating: { grade: 'satisfied', opinion: '谢谢', on: '2026-09-07', cycle: 1 },
      ratings: [{ grade: 'satisfied', opinion: '谢谢', on: '2026-09-07', cycle: 1 }],
      escalations: [],
      visits: [],
      splitInto: [],
      supervisionItems: [],
      isMarkedOverdue: false,
      closedOn: '2026-09-08',
      lastSeq: 8,
      lastOn: '2026-09-08',
    })
  })

  test('an extension moves the due day and leaves the original standing', () => {
    const facts = stateOf(history(filed, accepted, assigned, signed, asked, granted, asked, refused))
    expect(facts).toMatchObject({ state: 'handling', dueOn: '2026-10-08', originalDueOn: '2026-09-16', dueIsProvisional: true })
    expect(facts.extensions).toEqual({
      asked: 2,
      granted: 1,
      requests: [
        { askedOn: '2026-09-05', askedBy: 'zhang', days: 10, reason: '需要现场测量', decision: 'granted', decidedOn: '2026-09-06', decidedBy: 'li', decisionNote: '情况属实' },
        { askedOn: '2026-09-07', askedBy: 'zhang', days: 10, reason: '需要现场测量', decision: 'refused', decidedOn: '2026-09-08', decidedBy: 'li', decisionNote: '理由不足' },
      ],
    })
  })

  test('an open request carries no decision', () => {
    const open = stateOf(history(filed, accepted, assigned, signed, asked)).extensions.requests[0]
    expect(open).toEqual({ askedOn: '2026-09-05', askedBy: 'zhang', days: 10, reason: '需要现场测量' })
  })

  test('a return takes the case from the unit and is counted; the next unit gets it whole', () => {
    const returned = { action: 'return', by: unit, note: '不属本单位职责' } as const
    const elsewhere = { ...assigned, details: { responsibleUnitId: 'roads', supervisingUnitId: 'group' } } as const
    const facts = stateOf(history(filed, accepted, assigned, returned))
    expect(facts).toMatchObject({ state: 'returned', returns: [{ on: '2026-09-04', by: 'zhang', unitId: 'water', reason: '不属本单位职责' }] })
    expect(facts.responsibleUnitId).toBeUndefined()
    const again = stateOf(history(filed, accepted, assigned, returned, elsewhere))
    expect(again).toMatchObject({ state: 'assigned', responsibleUnitId: 'roads', assignedOn: '2026-09-05' })
    expect(again.returns).toHaveLength(1)
  })

  test('a failed review is counted as rework and publishes nothing', () => {
    const facts = stateOf(history(filed, accepted, assigned, signed, drafted, failed))
    expect(facts).toMatchObject({ state: 'handling', reworks: 1 })
    expect(facts.publishedReply).toBeUndefined()
  })

  test('silence closes without a rating', () => {
    const facts = stateOf(history(filed, accepted, assigned, signed, drafted, passed, closed))
    expect(facts.state).toBe('closed')
    expect(facts.rating).toBeUndefined()
  })

  test('a complaint may be filed by an officer on the phone or by another hotline', () => {
    for (const by of [complainant, desk, system]) expect(stateOf(history({ ...filed, by })).state).toBe('submitted')
  })
})

describe('an impossible history is our bug and throws', () => {
  const impossible: [string, CaseEvent[], RegExp][] = [
    ['no events', [], /without events/],
    ['an acceptance before the filing', history(accepted), /cannot follow state nothing/],
    ['two filings', history(filed, filed), /cannot follow state submitted/],
    ['an assignment before acceptance', history(filed, assigned), /cannot follow state submitted/],
    ['anything after closing', history(filed, accepted, assigned, signed, drafted, passed, closed, rated), /cannot follow state closed/],
    ['numbers out of order', history(filed, accepted).map(event => ({ ...event, seq: 3 - event.seq })), /comes after number 2/],
    ['a rating entered by staff', history(filed, accepted, assigned, signed, drafted, passed, { ...rated, by: desk }), /cannot be done by officer/],
    ['a case closed by hand', history(filed, accepted, assigned, signed, drafted, passed, { ...closed, by: desk }), /cannot be done by officer/],
    ['an acceptance by nobody', history(filed, { ...accepted, by: system }), /cannot be done by system/],
    ['an officer without a unit', history(filed, accepted, assigned, { ...signed, by: { kind: 'officer', officerId: 'zhang' } }), /no officer with a unit/],
    ['an event before the day of the one before', history(filed, accepted).map((event, at) => ({ ...event, day: addDays(start, -at) })), /lies before 2026-09-01/],
    ['an extension that shortens', history(filed, accepted, assigned, signed, asked, { ...granted, details: accepted.details }), /does not move the due day/],
  ]
  test.each(impossible)('%s', (_, events, message) => {
    expect(() => stateOf(events)).toThrow(message)
  })
})
