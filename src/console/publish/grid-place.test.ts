import { expect, test } from 'vitest'
import { stepFrom } from './grid-place.ts'

test('Enter and the arrows go up and down, never above the first row', () => {
  expect(stepFrom({ row: 0, column: 2 }, 'up', 3)).toEqual({ row: 0, column: 2 })
  expect(stepFrom({ row: 4, column: 2 }, 'down', 3)).toEqual({ row: 5, column: 2 })
})

test('Tab goes along the row and then to the next one; Shift and Tab the other way', () => {
  expect(stepFrom({ row: 0, column: 1 }, 'next', 3)).toEqual({ row: 0, column: 2 })
  expect(stepFrom({ row: 0, column: 2 }, 'next', 3)).toEqual({ row: 1, column: 0 })
  expect(stepFrom({ row: 1, column: 0 }, 'previous', 3)).toEqual({ row: 0, column: 2 })
  expect(stepFrom({ row: 0, column: 0 }, 'previous', 3)).toEqual({ row: 0, column: 0 })
})
