import { describe, expect, test } from 'vitest'
import { cadences, parsePeriod } from '#rules/disclosures/days.ts'
import { periodText } from '#text/values.ts'
import { periodChoices, titleFor } from './periods.ts'

describe('the periods one can choose', () => {
  test('every one is a period the rules accept today', () => {
    for (const cadence of cadences) {
      for (const { value } of periodChoices(cadence, '2026-03-05', 'zh-CN')) expect(parsePeriod(cadence, value, '2026-03-05').ok, value).toBe(true)
    }
  })

  test('begin with the running one and leave out what has not begun', () => {
    expect(periodChoices('M', '2026-03-05', 'zh-CN')[0]).toEqual({ value: '2026-03', label: '2026年3月' })
    expect(periodChoices('Q', '2026-03-31', 'zh-CN')[0]?.value).toBe('2026-Q1')
    expect(periodChoices('Q', '2026-04-01', 'zh-CN')[0]?.value).toBe('2026-Q2')
    expect(periodChoices('H', '2026-06-30', 'en')[0]).toEqual({ value: '2026-H1', label: '2026, first half' })
    expect(periodChoices('A', '2026-01-01', 'zh-CN')[0]?.value).toBe('2026')
  })

  test('events are typed as days', () => {
    expect(periodChoices('E', '2026-03-05', 'zh-CN')).toEqual([])
    expect(periodText('zh-CN', '2026-03-05')).toBe('2026年3月5日')
  })

  test('a record is called after its village, period and item', () => {
    expect(titleFor('测试村', '2026-Q1', '债权债务')).toBe('测试村2026年第一季度债权债务')
    expect(titleFor('测试村', '', '债权债务')).toBe('测试村债权债务')
  })
})
