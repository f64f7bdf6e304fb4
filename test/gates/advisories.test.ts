import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { toPlainDate, type PlainDate } from '#rules/calendar/plain-date.ts'
import { advisoriesIn, daysFor, judge, type Advisory, type Seen } from '../../bin/advisories.ts'

const day = (text: string) => text as PlainDate
const advisory = (severity: Advisory['severity']): Advisory => ({ id: 'GHSA-aaaa-bbbb-cccc', package: 'some-parser', severity, title: 'reads too far' })

describe('the answer of npm audit', () => {
  // As npm 11 answers: a package with a weakness of its own, and one that has it through the first.
  const answer = JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      'some-parser': { name: 'some-parser', severity: 'high', via: [
        { source: 1, name: 'some-parser', dependency: 'some-parser', title: 'reads too far', url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc', severity: 'high', range: '<2.0.0' },
        { source: 2, name: 'some-parser', dependency: 'some-parser', title: 'is slow', url: 'https://github.com/advisories/GHSA-dddd-eeee-ffff', severity: 'moderate', range: '<1.5.0' },
      ] },
      'some-server': { name: 'some-server', severity: 'high', via: ['some-parser'] },
    },
    metadata: {},
  })

  test('names each weakness once, with its number', () => {
    expect(advisoriesIn(answer)).toEqual([advisory('high'), { id: 'GHSA-dddd-eeee-ffff', package: 'some-parser', severity: 'moderate', title: 'is slow' }])
    expect(advisoriesIn('{"auditReportVersion":2,"vulnerabilities":{}}')).toEqual([])
  })

  test('that is none is no clean bill', () => {
    for (const none of ['', 'npm error code ENOAUDIT', '{"message":"request failed","error":{"code":"ENOAUDIT"}}']) expect(advisoriesIn(none), none).toBeUndefined()
  })
})

describe('a known weakness', () => {
  test('that nobody wrote down, and one that is gone and still stands there, are not passed over', () => {
    expect(judge([advisory('low')], {}, day('2026-09-21'))).toMatchObject({ isFine: false, lines: [expect.stringContaining('"GHSA-aaaa-bbbb-cccc": { "since": "2026-09-21" }')] })
    expect(judge([], { 'GHSA-aaaa-bbbb-cccc': { since: day('2026-09-21') } }, day('2026-09-21')).isFine).toBe(false)
    expect(judge([], {}, day('2026-09-21'))).toEqual({ isFine: true, lines: [] })
  })

  test.each([['critical', '2026-09-24', '2026-09-25'], ['high', '2026-10-05', '2026-10-06'], ['moderate', '2026-10-21', '2026-10-22'], ['low', '2026-12-20', '2026-12-21']] as const)('that is %s has until %s, and is late on %s', (severity, last, after) => {
    const seen: Seen = { 'GHSA-aaaa-bbbb-cccc': { since: day('2026-09-21') } }
    expect(judge([advisory(severity)], seen, day('2026-09-21')).isFine).toBe(true)
    expect(judge([advisory(severity)], seen, day(last)).isFine).toBe(true)
    expect(judge([advisory(severity)], seen, day(after))).toMatchObject({ isFine: false, lines: [expect.stringContaining('LATE')] })
  })

  test('that cannot be reached, with the reason beside it, has no day', () => {
    expect(judge([advisory('critical')], { 'GHSA-aaaa-bbbb-cccc': { since: day('2025-01-01'), why: 'the part that reads too far is not used' } }, day('2026-09-21'))).toMatchObject({ isFine: true, lines: [expect.stringContaining('is not used')] })
  })
})

test('what is written down has a day each, and the rule stands in the book as it does in the program', () => {
  for (const [id, { since }] of Object.entries(JSON.parse(readFileSync('docs/security/advisories.json', 'utf8')) as Seen)) expect(toPlainDate(since), id).toBe(since)
  const { critical, high, moderate, low } = daysFor
  expect(readFileSync('docs/security/asvs.md', 'utf8')).toContain(`within ${critical} days when it is critical, ${high} when high, ${moderate} when moderate, ${low} when low`)
})
