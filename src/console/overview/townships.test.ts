import { expect, test } from 'vitest'
import type { VillageOverview } from '../api-types.ts'
import { townshipsOf } from './townships.ts'

const village = (code: number, townshipCode: number, published: number, overdueCases: number): VillageOverview =>
  ({ code, name: `测试村${code}`, townshipCode, townshipName: `测试镇${townshipCode}`, published, overdueCases, openCases: 1, closedCases: 0, rated: 0 })

test('a township adds up its villages and nobody else’s', () => {
  const townships = townshipsOf([village(1, 10, 3, 0), village(2, 10, 4, 1), village(3, 20, 5, 0)])
  expect(townships.map(({ code, sum }) => [code, sum.published, sum.overdueCases, sum.openCases])).toEqual([[10, 7, 1, 2], [20, 5, 0, 1]])
})

test('a county without villages has no townships', () => {
  expect(townshipsOf([])).toEqual([])
})
