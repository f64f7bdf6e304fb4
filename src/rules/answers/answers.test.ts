import { describe, expect, test } from 'vitest'
import type { PlainDate } from '../calendar/plain-date.ts'
import { appearsOn } from './publicity.ts'
import { textProblems } from './text-check.ts'

describe('an approved text appears on the first of a month', () => {
  test.each([['2026-09-20', '2026-10-01'], ['2026-09-21', '2026-10-01'], ['2026-09-22', '2026-11-01'], ['2026-12-22', '2027-01-01'], ['2026-12-23', '2027-02-01']])('approved on %s, on %s', (approved, shown) => {
    expect(appearsOn(approved as PlainDate)).toBe(shown)
  })
})

describe('a text for everybody', () => {
  const statement = '我家门口的路灯坏了三个月，村里八月财务收支明细却写着修过两次。'
  const codes = (question: string, known: readonly string[] = []) => textProblems({ question }, statement, known).map(problem => problem.code)
  test('is neither too short nor too long', () => {
    expect([codes('路灯呢'), codes('路'.repeat(301)), codes('路灯为什么写修过两次？')]).toEqual([['too-short'], ['too-long'], []])
  })
  test('holds no number that identifies a person', () => {
    expect(codes('请拨打13812345678核实这件事。')).toEqual(['personal'])
  })
  test('repeats no fourteen characters of the complainant in a row, whatever stands between them', () => {
    expect(codes('门口的路灯 坏了三个月，村里怎么不管？')).toEqual([])
    expect(codes('门口的路灯坏了，三个月；村里、八月怎么没人管？')).toEqual(['quotes'])
  })
  test('may repeat what is public anyway', () => {
    expect(codes('村里八月财务收支明细却写着修的是什么？')).toEqual(['quotes'])
    expect(codes('村里八月财务收支明细却写着修的是什么？', ['八月财务收支明细'])).toEqual([])
  })
})
