import { describe, expect, test } from 'vitest'
import type { PlainDate } from '../calendar/plain-date.ts'
import { needsGrant, termProblem } from './post-change.ts'
import { unitEndProblem, unitNameOf, unitProblem, type UnitStanding } from './units.ts'

const county = 340_599_000_000
const day = (text: string) => text as PlainDate

describe('a unit that ends', () => {
  const empty: UnitStanding = { kind: 'responsible', isPlacePresent: true, alike: 0, posts: [], below: [], items: [], hasWork: false }
  const named = [{ zh: '甲', en: 'A' }]
  test.each<[string | undefined, Partial<UnitStanding>]>([
    [undefined, {}],
    ['unit-has-posts', { posts: ['示例甲'] }],
    ['unit-bound', { items: named }],
    ['unit-leads', { below: named }],
    ['unit-has-work', { hasWork: true }],
    ['unit-last', { kind: 'discipline' }],
    [undefined, { kind: 'discipline', alike: 1 }],
    ['unit-last', { kind: 'village' }],
    [undefined, { kind: 'village', isPlacePresent: false }],
    ['unit-last', { kind: 'custody', posts: ['示例甲'] }],
  ])('is told %s', (code, standing) => {
    expect(unitEndProblem({ ...empty, ...standing })?.code).toBe(code)
  })
})

describe('a unit that is made', () => {
  test('has a name and stands where its kind can be', () => {
    const at = (kind: UnitStanding['kind'], place: number, zh = '水利局') => unitProblem({ kind, place, zh, en: 'Water' })?.code
    expect([at('responsible', county), at('responsible', 340_500_000_000), at('village', county), at('discipline', 340_599_100_000), at('responsible', county, '')]).toEqual([undefined, undefined, 'unit-kind-place', 'unit-kind-place', 'unit-name-wrong'])
    expect([at('responsible', county, '水'.repeat(60)), at('responsible', county, '水'.repeat(61))]).toEqual([undefined, 'unit-name-wrong'])
    expect(unitNameOf('  县 水利局　（新） ')).toBe('县 水利局 （新）')
  })
})

describe('a term', () => {
  test('ends after it began and after today, begins within a year, and has a head once it has begun', () => {
    const at = (from: string, to: string | undefined, isHead = false) => termProblem({ from: day(from), to: to === undefined ? undefined : day(to), isHead }, day('2026-09-21'))?.code
    expect([at('2026-09-01', '2026-09-22'), at('2026-09-01', '2026-09-21'), at('2026-10-02', '2026-10-02'), at('2026-10-02', '2026-10-03')]).toEqual([undefined, 'term-over', 'term-order', undefined])
    expect([at('2027-09-22', undefined), at('2027-09-23', undefined), at('2026-09-21', undefined, true), at('2026-09-22', undefined, true)]).toEqual([undefined, 'term-far', undefined, 'head-later'])
  })
  test('that grows longer, and a headship, take two; a shorter one and a title take one', () => {
    const [short, long] = [{ to: day('2026-12-01'), isHead: false }, { to: undefined, isHead: false }]
    expect([needsGrant(short, long), needsGrant(short, { ...short, to: day('2026-12-02') }), needsGrant(long, { ...long, isHead: true })]).toEqual([true, true, true])
    expect([needsGrant(long, short), needsGrant(short, short), needsGrant(short, { ...short, to: day('2026-11-30') })]).toEqual([false, false, false])
  })
})
