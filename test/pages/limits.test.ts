import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyOf, ringOf } from '#platform/crypto/key-ring.ts'
import { gate, isSolved, waitSeconds } from '#platform/proof-of-work.ts'
import { blurredSource, networkOf, rateLimit } from '#platform/rate-limit.ts'

const hour = 3_600_000

describe('a limit', () => {
  test('lets a burst through, then as many as come back with time', () => {
    const limit = rateLimit({ burst: 3, perHour: 60 })
    expect([1, 2, 3].map(() => limit.take('a', 0))).toEqual([undefined, undefined, undefined])
    expect(limit.take('a', 0)).toBe(60)
    expect(limit.take('b', 0)).toBeUndefined()
    expect(limit.take('a', 59_000)).toBe(1)
    expect(limit.take('a', 60_000)).toBeUndefined()
  })

  test('takes as much as is said, and what is more than a whole burst when the bucket is full', () => {
    const limit = rateLimit({ burst: 10, perHour: 10 })
    expect([limit.take('a', 0, 9.5), limit.take('a', 0, 1)]).toEqual([undefined, 180])
    expect([limit.take('a', 0, 0.5), limit.take('a', hour / 2, 100), limit.take('a', hour, 100)]).toEqual([undefined, 1800, undefined])
  })

  test('never gives more than its burst, however long nobody came', () => {
    const limit = rateLimit({ burst: 3, perHour: 60 })
    limit.take('a', 0)
    expect([1, 2, 3, 4].map(() => limit.take('a', 100 * hour) === undefined)).toEqual([true, true, true, false])
  })

  test('looking does not take, and a clock that goes back gives nothing', () => {
    const limit = rateLimit({ burst: 1, perHour: 60 })
    expect([limit.wait('a', 5000), limit.wait('a', 5000), limit.take('a', 5000), limit.wait('a', 0)]).toEqual([0, 0, undefined, 60])
  })
})

describe('the source of a request', () => {
  test.each([
    ['192.0.2.77', '192.0.2'], ['::ffff:192.0.2.77', '192.0.2'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1'], ['2001:db8::1', '2001:db8:0'], ['::1', '0:0:0'], ['2001:0db8:0001::', '2001:db8:1'], ['fe80::1%eth0', 'fe80:0:0'],
  ])('%s lies in the network %s', (address, network) => expect(networkOf(address)).toBe(network))

  test('is the same word all day, another the next day, and says nothing of the address', () => {
    const key = ringOf(keyOf(new Uint8Array(32)))
    const word = blurredSource(key, '2026-10-10', '192.0.2.77')
    expect(blurredSource(key, '2026-10-10', '192.0.2.1')).toBe(word)
    expect(blurredSource(key, '2026-10-11', '192.0.2.77')).not.toBe(word)
    expect(word).toMatch(/^[\w-]{16}$/)
  })
})

describe('the gate for guesses', () => {
  const door = gate(ringOf(keyOf(new Uint8Array(32).fill(1))))
  const solve = (challenge: string) => {
    for (let n = 0; ; n++) if (isSolved(challenge, String(n))) return String(n)
  }

  test('opens once to solved work', () => {
    const { challenge, bits } = door.issue('source', 0)
    const counter = solve(challenge)
    const hash = createHash('sha256').update(`${challenge}:${counter}`).digest()
    expect(hash.readUInt32BE(0) >>> (32 - bits)).toBe(0)
    expect(door.admits('source', challenge, 'x', 1)).toBe(false)
    expect(door.admits('source', challenge, counter, 1)).toBe(true)
    expect(door.admits('source', challenge, counter, 2)).toBe(false)
  })

  test('opens to patience, and a drawer full of tickets does not shorten it', () => {
    const wait = waitSeconds * 1000
    const tickets = [1, 2, 3].map(() => door.issue('patient', 0).challenge)
    expect(door.admits('patient', tickets[0]!, '', wait - 1)).toBe(false)
    expect(door.admits('patient', tickets[0]!, '', wait)).toBe(true)
    expect(door.admits('patient', tickets[1]!, '', wait)).toBe(false)
    expect(door.admits('patient', tickets[1]!, '', 2 * wait)).toBe(true)
  })

  test('stays shut to what was made for another, is too old, or was not made here', () => {
    const { challenge } = door.issue('source', 0)
    expect(door.admits('another', challenge, '', 20_000)).toBe(false)
    expect(door.admits('source', challenge, '', 31 * 60_000)).toBe(false)
    expect(door.admits('source', challenge.replace(/.$/, letter => letter === 'A' ? 'B' : 'A'), '', 20_000)).toBe(false)
    fc.assert(fc.property(fc.string(), fc.string(), (text, counter) => !door.admits('source', text, counter, 20_000)))
  })
})
