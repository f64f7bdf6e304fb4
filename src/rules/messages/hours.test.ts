import { describe, expect, test } from 'vitest'
import notice from '../../../data/holidays/2026.json' with { type: 'json' }
import type { PlainDate } from '../calendar/plain-date.ts'
import { calendarFrom } from '../calendar/working-days.ts'
import { mayBeSentFrom, waitAfterFailure, type MessageTemplate } from './hours.ts'

const calendar = calendarFrom([notice as never])
const from = (template: MessageTemplate, day: string, hour: number, minute = 0) => {
  const found = mayBeSentFrom(template, { day: day as PlainDate, minute: hour * 60 + minute }, calendar)
  return `${found.day} ${Math.floor(found.minute / 60)}:${String(found.minute % 60).padStart(2, '0')}`
}

describe('a message', () => {
  test.each([
    ['to a resident by day goes at once', 'progress', '2026-09-21', 10, 5, '2026-09-21 10:05'],
    ['to a resident before eight waits for eight', 'progress', '2026-09-21', 3, 0, '2026-09-21 8:00'],
    ['to a resident at 19:59 still goes', 'progress', '2026-09-21', 19, 59, '2026-09-21 19:59'],
    ['to a resident at 20:00 waits for the morning', 'progress', '2026-09-21', 20, 0, '2026-09-22 8:00'],
    ['to a resident goes on a holiday too', 'progress', '2026-10-01', 9, 0, '2026-10-01 9:00'],
    ['to an officer before the office opens waits for it', 'work-waits', '2026-09-21', 8, 29, '2026-09-21 8:30'],
    ['to an officer at 17:29 still goes', 'reminder', '2026-09-21', 17, 29, '2026-09-21 17:29'],
    ['to an officer at 17:30 waits for the next working day', 'reminder', '2026-09-21', 17, 30, '2026-09-22 8:30'],
    ['to an officer on Friday evening comes on Monday', 'reminder', '2026-11-06', 18, 0, '2026-11-09 8:30'],
    ['to an officer on the eve of National Day comes after it', 'reminder', '2026-09-30', 18, 0, '2026-10-08 8:30'],
    ['to an officer goes on a Saturday that is worked', 'reminder', '2026-10-10', 9, 0, '2026-10-10 9:00'],
  ] as const)('%s', (_, template, day, hour, minute, expected) => expect(from(template, day, hour, minute)).toBe(expected))

  test('that fails is tried again ever more rarely, and given up after the sixth time', () => {
    expect([1, 2, 3, 4, 5, 6].map(waitAfterFailure)).toEqual([1, 5, 30, 120, 720, undefined])
  })
})
