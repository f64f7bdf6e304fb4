import { describe, expect, test } from 'vitest'
import type { PlainDate } from '../calendar/plain-date.ts'
import { committeeUntil, draftActions, draftStates, moveDraft, standingOf, type DraftAction, type DraftState } from './lifecycle.ts'
import { readPublishTime } from './publish-time.ts'
import { sampleOf, sampleSize } from './sampling.ts'

const day = (text: string) => text as PlainDate

/** Where each action leads in a village with a committee. What is not written is not possible. */
const yes: Record<DraftState, Partial<Record<DraftAction, DraftState>>> = {
  draft: { edit: 'draft', submit: 'atCommittee' },
  atCommittee: { endorse: 'submitted', lapse: 'submitted', return: 'returned' },
  submitted: { return: 'returned', schedule: 'scheduled', approve: 'approved' },
  returned: { edit: 'returned', submit: 'atCommittee' },
  scheduled: { unschedule: 'submitted', release: 'submitted' },
  approved: {},
}

describe.each(draftStates)('a draft that is %s', state => {
  test('goes exactly where the table says', () => {
    for (const action of draftActions) expect(moveDraft(state, action, true), action).toBe(yes[state][action])
  })
  test('goes to the township at once where the village has no committee', () => {
    for (const action of draftActions) expect(moveDraft(state, action, false), action).toBe(action === 'submit' && yes[state].submit ? 'submitted' : yes[state][action])
  })
})

test('the committee has five days, and answers in time on the fifth', () => {
  expect(committeeUntil(day('2026-11-25'))).toBe('2026-11-30')
})

describe('a published record', () => {
  const notice = { publishedOn: day('2026-02-28'), noticeEndsOn: day('2026-03-07'), isWithdrawn: false }
  test('is under notice up to and including the last day of it', () => {
    expect(['2026-03-06', '2026-03-07', '2026-03-08'].map(today => standingOf(notice, day(today)))).toEqual(['noticeRunning', 'noticeRunning', 'noticeEnded'])
  })
  test('is archived the day after twelve months', () => {
    expect(['2027-02-27', '2027-02-28', '2027-03-01'].map(today => standingOf(notice, day(today)))).toEqual(['noticeEnded', 'noticeEnded', 'archived'])
    expect(['2025-02-28', '2025-03-01'].map(today => standingOf({ ...notice, publishedOn: day('2024-02-29'), noticeEndsOn: null }, day(today)))).toEqual(['published', 'archived'])
  })
  test('that was withdrawn is nothing else', () => {
    expect(standingOf({ ...notice, isWithdrawn: true }, day('2026-03-01'))).toBe('withdrawn')
  })
})

describe('a sample', () => {
  test.each([[1, 1], [3, 3], [4, 3], [30, 3], [31, 4], [200, 20]])('of %i drafts holds %i', (count, size) => expect(sampleSize(count)).toBe(size))

  const drafts = Array.from({ length: 40 }, (_, n) => ({ id: `d${n}`, lot: ((n * 7919) % 40).toString(16).padStart(4, '0') }))
  test('does not depend on the order in which they were chosen', () => {
    expect(sampleOf(drafts.toReversed())).toEqual(sampleOf(drafts))
  })
  test('cannot be shopped: whoever leaves out a drawn draft draws the next, and all others stay drawn', () => {
    const drawn = sampleOf(drafts)
    const [first] = drawn
    const without = sampleOf(drafts.filter(draft => draft.id !== first))
    expect([...drawn].filter(id => id !== first).every(id => without.has(id))).toBe(true)
    expect(without.size).toBe(4)
  })
})

describe('the hour of a publication', () => {
  const now = Date.parse('2026-11-25T09:00:00+08:00')
  const read = (text: string) => { const found = readPublishTime(text, now); return found.ok ? new Date(found.value).toISOString() : found.code }
  test('is of China, in the future, and at most sixty days ahead', () => {
    expect(read('2026-11-25T09:00')).toBe('publish-time-past')
    expect(read('2026-11-25T09:01')).toBe('2026-11-25T01:01:00.000Z')
    expect(read('2027-01-24T23:59')).toBe('2027-01-24T15:59:00.000Z')
    expect(read('2027-01-25T00:00')).toBe('publish-time-too-far')
  })
  test.each(['', '2026-11-31T10:00', '2026-12-01', '2026-12-01T24:00', '2026-12-01T1:00'])('“%s” is no such hour', text => expect(read(text)).toBe('publish-time-unreadable'))
})
