import { describe, expect, test } from 'vitest'
import { findPersonalData } from './detect.ts'
import { findTraces, tracePatterns } from './traces.ts'
import { wordPatterns } from './words.ts'

// No clock: a slow machine must not fail a test, and a fast one must not let slow work pass. `npm run bench -- detectors` measures the time.

/** A text that knows how many of its characters were asked for one by one or in slices. */
class CountedText extends String {
  asked = 0
  override charAt(place: number): string { this.asked += 1; return super.charAt(place) }
  override charCodeAt(place: number): number { this.asked += 1; return super.charCodeAt(place) }
  override slice(from?: number, to?: number): string {
    const part = super.slice(from, to)
    this.asked += part.length
    return part
  }
}

function askedOf(text: string): number {
  const counted = new CountedText(text)
  findPersonalData(counted as unknown as string)
  return counted.asked
}

/** What a pattern says, without what stands escaped or between square brackets. */
function bareOf({ source }: RegExp): string {
  return source.replace(/\\./gu, '_').replace(/\[[^\]]*\]/gu, '_')
}

describe('work in proportion to the text', () => {
  test.each(['1', '1 ', '13 8 ', '4-', '6228 ', '１\u200B', '1\u200B\u200B', '138 1234 567 '])('numbers are looked for with as many looks in the tenth part of a text as in the first: %j', unit => {
    const [short, long] = [askedOf(unit.repeat(2_000)), askedOf(unit.repeat(20_000))]
    expect(short).toBeGreaterThanOrEqual(2_000)
    expect(long).toBeLessThanOrEqual(short * 10.1)
    expect(long).toBeLessThanOrEqual(unit.length * 20_000 * 60)
  })

  test('every repetition in a pattern of words or traces has an end, and a short one', () => {
    for (const pattern of [...wordPatterns, ...tracePatterns]) {
      const bare = bareOf(pattern)
      expect(bare, pattern.source).not.toMatch(/[*+]|\{\d+,\}/u)
      for (const [, most] of bare.matchAll(/\{(?:\d+,)?(\d+)\}/gu)) expect(Number(most), pattern.source).toBeLessThanOrEqual(64)
    }
  })

  test('no repetition stands round another that could share its characters', () => {
    for (const pattern of [...wordPatterns, ...tracePatterns]) expect(bareOf(pattern), pattern.source).not.toMatch(/\{\d+,\d+\}\)\{(?:\d+,)?(?:[5-9]|\d{2,})\}/u)
  })

  test('many traces beside each other are kept in order, each once', () => {
    const traces = findTraces('我家'.repeat(5_000))
    expect(traces.length).toBe(5_000)
    expect(traces.every(({ start }, n) => start === n * 2)).toBe(true)
  })
})
