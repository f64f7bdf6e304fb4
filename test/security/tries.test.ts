import { expect, test } from 'vitest'
import { openAllowances } from '#platform/allowances.ts'
import { countWrongCode, countWrongPassword, weighCode, weighPassword, type Try } from '#platform/sign-in-tries.ts'

const hour = 3_600_000
const honest: Try = { account: 'wang', network: 'home', device: 'phone' }

test('a thousand networks that guess a million passwords for one account look few up, and its holder is never refused', () => {
  const allowances = openAllowances()
  let lookedUp = 0
  for (let n = 0; n < 1_000_000; n++) {
    const guess: Try = { account: 'wang', network: `network ${n % 1000}` }
    const now = n * 10 // a hundred guesses a second, for not quite three hours
    if (!('seconds' in weighPassword(allowances, guess, now))) {
      countWrongPassword(allowances, guess, now)
      lookedUp += 1
    }
    if (n % 50_000 !== 0) continue
    expect(weighPassword(allowances, honest, now)).toEqual({ pause: 0 })
    // On a new device from a network of his own he waits a little, and is let in too.
    const other = weighPassword(allowances, { account: 'wang', network: 'elsewhere' }, now)
    expect('pause' in other && other.pause).toBeLessThanOrEqual(5)
  }
  expect(lookedUp).toBeLessThanOrEqual(1000 * (10 + 10 * 3))
})

test('somebody who knows the password gets through twenty codes an hour, wherever from, and the holder is not locked out by it', () => {
  const allowances = openAllowances()
  let lookedUp = 0
  for (let n = 0; n < 10_000; n++) {
    const guess: Try = { account: 'wang', network: `network ${n}` }
    if ('seconds' in weighCode(allowances, guess, 0)) continue
    countWrongCode(allowances, guess, 0)
    lookedUp += 1
  }
  expect(lookedUp).toBe(20)
  expect(weighCode(allowances, honest, 0)).toEqual({ pause: 0 })
  expect(weighCode(allowances, { account: 'li', network: 'home' }, 0)).toEqual({ pause: 0 })
  expect(weighCode(allowances, { account: 'wang', network: 'home' }, hour)).toEqual({ pause: 0 })
})

test('the holder’s own device has a budget too: a thief of the computer waits after ten', () => {
  const allowances = openAllowances()
  for (let n = 0; n < 10; n++) countWrongPassword(allowances, honest, 0)
  expect(weighPassword(allowances, honest, 0)).toHaveProperty('seconds')
  expect(weighPassword(allowances, { ...honest, device: 'computer' }, 0)).toEqual({ pause: 0 })
})
