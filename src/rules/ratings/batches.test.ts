import { expect, test } from 'vitest'
import type { PlainDate } from '../calendar/plain-date.ts'
import { dueBatches, type WaitingRating } from './batches.ts'

const of = (n: number, unitId = 'a', day = '2026-09-30'): WaitingRating[] => Array.from({ length: n }, (_, i) => ({ caseId: `${unitId}${i}`, seq: 9, unitId, day: day as PlainDate }))
const on = (day: string, waiting: WaitingRating[]) => dueBatches(waiting, day as PlainDate)

test('five ratings of a month are published on the first day after it and not on its last', () => {
  expect(on('2026-09-30', of(5))).toEqual([])
  expect(on('2026-10-01', of(5))).toEqual([{ unitId: 'a', through: '2026-09-30', ratings: of(5) }])
})
test('four wait, and go with those of the next month', () => {
  expect(on('2026-10-01', of(4))).toEqual([])
  const both = [...of(4), { caseId: 'later', seq: 9, unitId: 'a', day: '2026-10-31' as PlainDate }]
  expect(on('2026-10-31', both)).toEqual([])
  expect(on('2026-11-01', both)).toMatchObject([{ through: '2026-10-31', ratings: both }])
})
test('two ratings of one complaint count as one: it is people that must not be guessed', () => {
  expect(on('2026-10-01', [...of(4), { ...of(1)[0]!, seq: 20 }])).toEqual([])
})
test('units are published apart, across the turn of the year', () => {
  expect(on('2027-01-01', [...of(5, 'a', '2026-12-31'), ...of(4, 'b', '2026-12-31')]).map(batch => [batch.unitId, batch.through])).toEqual([['a', '2026-12-31']])
})
