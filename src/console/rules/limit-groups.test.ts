import { expect, test } from 'vitest'
import { limitNames } from '#rules/cases/case-rules.ts'
import { limitGroups } from './limit-groups.ts'

test('every limit stands in one group of the screen', () => {
  expect(Object.values(limitGroups).flat().toSorted()).toEqual(limitNames.toSorted())
})
