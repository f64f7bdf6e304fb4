import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chineseDays from 'chinese-days'
import { describe, expect, test } from 'vitest'
import { loadHolidays } from '#platform/holidays.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { addDays, daysBetween, toPlainDate } from '#rules/calendar/plain-date.ts'
import { calendarFrom, isProvisional, isWorkingDay } from '#rules/calendar/working-days.ts'

const first = toPlainDate('2019-01-01') as PlainDate
const last = toPlainDate('2026-12-31') as PlainDate

/** Days on which the other calendar is wrong, each with the notice that decides. There is none at present. */
const exceptions: Readonly<Record<string, string>> = {}

describe('our calendar', async () => {
  const notices = await loadHolidays()
  const calendar = calendarFrom(notices)

  test('agrees with an independent one on every day from 2019 to 2026', () => {
    const differences: string[] = []
    for (let day = first; day <= last; day = addDays(day, 1)) {
      if (isWorkingDay(calendar, day) !== chineseDays.isWorkday(day) && !(day in exceptions)) differences.push(day)
    }
    expect(differences).toEqual([])
    expect(daysBetween(first, last) + 1).toBe(2922)
  })

  test('is certain on each of these days, and on none of 2027', () => {
    for (let day = first; day <= last; day = addDays(day, 1)) expect(isProvisional(calendar, day), day).toBe(false)
    expect(isProvisional(calendar, addDays(last, 1))).toBe(true)
    expect(notices.map(notice => notice.year)).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])
  })

  test('names its source: every year has a notice on gov.cn, and a later paper is one of that year’s', () => {
    for (const { papers, days } of notices) {
      expect(papers.length).toBeGreaterThan(0)
      for (const paper of papers) expect(paper).toMatch(/^https?:\/\/www\.gov\.cn\//)
      for (const { paper } of days) expect(paper === undefined || papers.includes(paper)).toBe(true)
    }
  })
})

describe('a folder of notices', () => {
  const good = { year: 2027, source: '测试', papers: [], days: [{ date: '2027-01-01', name: '元旦', isOffDay: true }] }
  const wrong: [string, unknown, RegExp][] = [
    ['a file that is not JSON', '{', /2027\.json/],
    ['a list', [], /not an object/],
    ['a file for another year', { ...good, year: 2028 }, /for the year 2028/],
    ['a year in words', { ...good, year: '2027' }, /"year"/],
    ['papers that are no list', { ...good, papers: 'x' }, /"papers"/],
    ['a day without isOffDay', { ...good, days: [good.days[0], { date: '2027-01-02', name: '元旦' }] }, /place 2/],
    ['a day in another notation', { ...good, days: [{ ...good.days[0], date: '2027/1/1' }] }, /place 1/],
  ]

  async function loadOne(content: unknown) {
    const dir = await mkdtemp(join(tmpdir(), 'holidays-'))
    try {
      await writeFile(join(dir, '2027.json'), typeof content === 'string' ? content : JSON.stringify(content))
      await writeFile(join(dir, 'README.md'), 'not a notice')
      return await loadHolidays(dir)
    } finally {
      await rm(dir, { recursive: true })
    }
  }

  test('is read file by file', async () => {
    expect(await loadOne(good)).toEqual([good])
  })

  test.each(wrong)('is refused for %s, and the refusal names the file', async (_, content, message) => {
    await expect(loadOne(content)).rejects.toThrow(message)
    await expect(loadOne(content)).rejects.toThrow('2027.json')
  })

  test('that is missing is named', async () => {
    await expect(loadHolidays('/nowhere/at/all')).rejects.toThrow('/nowhere/at/all')
  })
})
