import { expect, test } from 'vitest'
import { weeksOf } from './weeks.ts'

test('a count that begins on a Thursday leaves three squares empty', () => {
  const steps = [{ day: '2026-10-01' }, { day: '2026-10-02' }]
  expect(weeksOf(steps)).toEqual([undefined, undefined, undefined, ...steps])
})

test('a count that begins on a Monday leaves none empty, on a Sunday six', () => {
  expect(weeksOf([{ day: '2026-09-28' }])).toHaveLength(1)
  expect(weeksOf([{ day: '2026-09-27' }])).toHaveLength(7)
  expect(weeksOf([])).toEqual([])
})
