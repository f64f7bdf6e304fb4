import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { openUsedUp } from '#platform/used-up.ts'
import { openKeptAllowances } from '#actions/kept-allowances.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

let said: string[] = []
const listen = () => {
  said = []
  vi.spyOn(process.stderr, 'write').mockImplementation(text => { said.push(String(text)); return true })
}
afterEach(() => { vi.restoreAllMocks(); vi.useRealTimers() })
const lines = () => said.map(text => JSON.parse(text) as Record<string, unknown>)

describe('allowances that ran out', () => {
  test('are one line of their kind and number, in which no source stands, and a figure', async () => {
    const now = Date.parse('2026-09-21T01:00:00Z')
    const kept = await openKeptAllowances(world.context.db, () => now)
    listen()
    for (let n = 0; n < 10 + 37; n++) kept.allowances.guessesOfOne.take('Xa3_kdmXpq0-1abc', now)
    for (let n = 0; n < 20 + 2; n++) kept.allowances.payeeNames.take('Yb4_kdmXpq0-1abc', now)
    expect(said).toEqual([])
    await kept.close()
    expect(lines().map(({ level, what, kind, times, minutes }) => ({ level, what, kind, times, minutes }))).toEqual([
      { level: 'warn', what: 'allowance used up', kind: 'guessesOfOne', times: 37, minutes: 5 }, { level: 'warn', what: 'allowance used up', kind: 'payeeNames', times: 2, minutes: 5 },
    ])
    expect(said.join('')).not.toMatch(/Xa3|Yb4|kdm/)
  })

  test('of whoever guesses receipt codes are counted for everybody who watches, and the address is nowhere', async () => {
    listen()
    for (let n = 0; n < 10 + 3; n++) {
      const { status } = await say(world, undefined, 'POST', '/api/v1/complaints/track', { body: { code: `1234567890123456789${n % 10}` } })
      expect(status).toBe(n < 10 ? 404 : 429)
    }
    world.context.usedUp.close()
    expect(lines().map(({ kind, times }) => [kind, times])).toEqual([['guessesOfOne', 3]])
    const figures = (await (await world.app()).inject({ url: '/metrics' })).body
    expect(figures).toContain('yidiantong_allowances_used_up_total{kind="guessesOfOne"} 3')
    expect(figures.split('\n').filter(line => line.startsWith('yidiantong_allowances'))).toHaveLength(1)
    expect(said.join('')).not.toMatch(/127\.0\.0|\d+\.\d+\.\d+\.\d+/)
  })

  test('are told every five minutes, not at every try', () => {
    vi.useFakeTimers()
    listen()
    const usedUp = openUsedUp()
    for (let n = 0; n < 1000; n++) usedUp.note('filings')
    vi.advanceTimersByTime(5 * 60_000 - 1)
    expect(said).toEqual([])
    vi.advanceTimersByTime(1)
    expect(lines().map(({ kind, times }) => [kind, times])).toEqual([['filings', 1000]])
    vi.advanceTimersByTime(60 * 60_000)
    expect(said).toHaveLength(1) // nothing happened, nothing is said
    usedUp.note('filings')
    usedUp.note('signIns')
    vi.advanceTimersByTime(5 * 60_000)
    expect(lines().slice(1).map(({ kind, times }) => [kind, times])).toEqual([['filings', 1], ['signIns', 1]])
    expect(usedUp.times).toEqual(new Map([['filings', 1001], ['signIns', 1]]))
  })
})
