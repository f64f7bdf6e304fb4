import { expect, test } from 'vitest'
import notice from '../../../data/holidays/2026.json' with { type: 'json' }
import type { PlainDate } from '../calendar/plain-date.ts'
import { calendarFrom } from '../calendar/working-days.ts'
import { objectionStates, type ObjectionState } from './lifecycle.ts'
import { noticeOnMove, reminderOn } from './notices.ts'

const calendar = calendarFrom([notice as never])
const on = (state: ObjectionState, dueOn: string, today: string) => {
  const found = reminderOn(calendar, state, dueOn as PlainDate, today as PlainDate)
  return found && `${found.topic} → ${found.to.join(' ')}`
}

// Due Thursday 8 October 2026, the first working day after the holiday: the working day before it is 30 September.
test.each([
  ['2026-09-29', undefined], ['2026-09-30', 'objection-due-soon → village'], ['2026-10-07', 'objection-due-soon → village'], ['2026-10-08', 'objection-due-soon → village'], ['2026-10-09', 'objection-overdue → township'],
] as const)('on %s of an objection that the village should answer by 8 October is said: %s', (today, expected) => expect(on('raised', '2026-10-08', today)).toBe(expected))

test('what the township leaves alone is told to the discipline body, what was upheld and not corrected to all', () => {
  expect(on('escalated', '2026-11-16', '2026-11-13')).toBe('objection-due-soon → township')
  expect(on('escalated', '2026-11-16', '2026-11-17')).toBe('objection-overdue → township discipline')
  expect(on('upheld', '2026-11-16', '2026-11-17')).toBe('objection-overdue → village township discipline')
})

test('nobody is reminded of an answer that waits for its asker, nor of what is closed', () => {
  for (const state of objectionStates.filter(state => !['raised', 'escalated', 'upheld'].includes(state))) expect(on(state, '2026-11-16', '2026-11-20')).toBeUndefined()
})

test('each move is told to whose turn it is', () => {
  expect([noticeOnMove('raise')?.to, noticeOnMove('escalate')?.to, noticeOnMove('uphold')?.to, noticeOnMove('concede')?.to, noticeOnMove('answer'), noticeOnMove('hide')]).toEqual([['village'], ['township', 'village'], ['village'], ['township', 'village'], undefined, undefined])
})
