import { describe, expect, test } from 'vitest'
import type { PlainDate } from '../calendar/plain-date.ts'
import { takedownNotices, type WatchedIncident } from './takedown-notices.ts'

const openedAt = Date.parse('2026-09-30T16:00:00+08:00')
const day = (text: string) => text as PlainDate
const incident: WatchedIncident = { openedAt, confirmBy: day('2026-10-08'), republishBy: day('2026-10-08'), isConfirmed: false, isPutRight: false }
const said = (minutes: number, today: string, more: Partial<WatchedIncident> = {}) => takedownNotices({ ...incident, ...more }, openedAt + minutes * 60_000, day(today)).map(({ topic }) => topic)

describe('a take-down', () => {
  test('is told at once: to those who can confirm it, and to the village that must correct the record', () => {
    expect(takedownNotices(incident, openedAt, day('2026-09-30'))).toEqual([
      { topic: 'takedown-to-confirm', to: ['township', 'discipline'], dueOn: '2026-10-08' }, { topic: 'takedown-to-correct', to: ['village'], dueOn: '2026-10-08' },
    ])
  })
  test('is brought up again when an hour has passed without a second person, not a minute before', () => {
    expect(said(59, '2026-09-30')).not.toContain('takedown-unconfirmed')
    expect(said(60, '2026-09-30')).toContain('takedown-unconfirmed')
    expect(said(60, '2026-09-30', { isConfirmed: true })).not.toContain('takedown-unconfirmed')
  })
  test('goes to the county’s leaders on the day after the last day for confirming, not on it', () => {
    expect(said(9_000, '2026-10-07')).not.toContain('takedown-confirm-overdue')
    expect(said(9_000, '2026-10-08')).not.toContain('takedown-confirm-overdue')
    expect(takedownNotices(incident, openedAt + 9_000 * 60_000, day('2026-10-09')).find(({ topic }) => topic === 'takedown-confirm-overdue')).toMatchObject({ to: ['discipline', 'leadership'] })
  })
  test('asks the village on the last day, and says so above it from the day after', () => {
    expect(said(9_000, '2026-10-07')).not.toContain('takedown-republish-today')
    expect(said(9_000, '2026-10-08')).toContain('takedown-republish-today')
    expect(said(9_000, '2026-10-08')).not.toContain('takedown-republish-overdue')
    expect(said(9_000, '2026-10-09')).toContain('takedown-republish-overdue')
    expect(said(9_000, '2026-10-09', { isConfirmed: true, isPutRight: true })).toEqual([])
  })
})
