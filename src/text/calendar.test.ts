import { expect, test } from 'vitest'
import notice2026 from '../../data/holidays/2026.json' with { type: 'json' }
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { calendarFrom, nthWorkingDayAfter } from '#rules/calendar/working-days.ts'
import { chineseDay, dayStepText, dayText, dueProblems, dueProblemTexts, englishDay, holidayName } from './calendar.ts'
import { languages } from './language.ts'

const calendar = calendarFrom([notice2026])
const day = (text: string) => text as PlainDate
const lines = (language: 'zh-CN' | 'en', from: string, n: number) =>
  nthWorkingDayAfter(calendar, day(from), n).steps.map(step => dayStepText(language, step))

test('a day is written as its readers write it', () => {
  expect(chineseDay(day('2026-10-10'))).toBe('2026年10月10日(星期六)')
  expect(englishDay(day('2026-10-10'))).toBe('Sat 10 Oct 2026')
  expect(dayText('zh-CN', day('2026-02-01'))).toBe('2026年2月1日(星期日)')
  expect(dayText('en', day('2026-02-01'))).toBe('Sun 1 Feb 2026')
})

test('each day of a count says why it counts or not', () => {
  expect(lines('zh-CN', '2026-10-06', 3)).toEqual(['国庆节放假，不计入', '第1个工作日', '第2个工作日', '国庆节调休上班，第3个工作日'])
  expect(lines('en', '2026-10-06', 3)).toEqual([
    'National Day holiday, not counted',
    'working day 1',
    'working day 2',
    'make-up working day for National Day, working day 3',
  ])
  expect(lines('zh-CN', '2026-10-10', 1)).toEqual(['周末，不计入', '第1个工作日'])
})

test('a day without a notice is called provisional', () => {
  expect(lines('zh-CN', '2026-12-31', 1)).toEqual(['第1个工作日（暂定）'])
  expect(lines('en', '2026-12-31', 1)).toEqual(['working day 1 (provisional)'])
})

test('holidays that fall together keep both names, and an unknown one its own', () => {
  expect(holidayName('en', '国庆节、中秋节')).toBe('National Day and Mid-Autumn Festival')
  expect(holidayName('zh-CN', '国庆节、中秋节')).toBe('国庆节、中秋节')
  expect(holidayName('en', '抗战胜利纪念日')).toBe('抗战胜利纪念日')
})

test('every wrong line of the due command has its sentence, with the line and what stood there', () => {
  for (const language of languages) {
    for (const problem of dueProblems) expect(dueProblemTexts[language][problem](7, '"x"')).toMatch(/7.*"x"/)
  }
})
