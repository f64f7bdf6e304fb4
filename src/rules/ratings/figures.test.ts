import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shownShare } from './figures.ts'

const counts = fc.integer({ min: 5, max: 5000 }).chain(n => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
const of = (numerator: number, denominator: number) => {
  const share = shownShare(numerator, denominator)
  if (share === 'too-few') throw new Error('too few')
  return share
}

test('four ratings are too few, five are shown', () => {
  expect(shownShare(4, 4)).toBe('too-few')
  expect(shownShare(0, 0)).toBe('too-few')
  expect(shownShare(4, 5)).toMatchObject({ numerator: 4, denominator: 5 })
})
test('the interval is that of the published tables', () => {
  expect(of(8, 10).low).toBeCloseTo(0.4902, 4)
  expect(of(8, 10).high).toBeCloseTo(0.9433, 4)
  expect(of(10, 10).low).toBeCloseTo(0.7225, 4)
})
test('the share lies within its interval, and the interval within 0 and 1', () => {
  fc.assert(fc.property(counts, ([k, n]) => {
    const { low, high } = of(k, n)
    expect(low).toBeGreaterThanOrEqual(0)
    expect(high).toBeLessThanOrEqual(1)
    expect(k / n).toBeGreaterThanOrEqual(low - 1e-9)
    expect(k / n).toBeLessThanOrEqual(high + 1e-9)
  }))
})
test('ten times as many ratings of the same share narrow it, and dissatisfied mirrors satisfied', () => {
  fc.assert(fc.property(counts, ([k, n]) => {
    const [few, many, mirrored] = [of(k, n), of(k * 10, n * 10), of(n - k, n)]
    expect(many.high - many.low).toBeLessThan(few.high - few.low)
    expect(mirrored.low).toBeCloseTo(1 - few.high, 9)
  }))
})
