import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { mayWatch, monitorsFrom, type Origin } from './monitors.ts'

const word = 'a-long-word-for-monitors-only'
const direct = (address: string): Origin => ({ address, isForwarded: false, isBelieved: false, authorization: undefined })
const passedOn = (address: string, isBelieved: boolean): Origin => ({ ...direct(address), isForwarded: true, isBelieved })

describe('figures and readiness are shown', () => {
  const nobody = monitorsFrom(undefined, undefined)
  const office = monitorsFrom('10.0.4.0/24, 2001:db8::/32 10.9.9.9', word)
  test.each([
    ['to the machine itself', nobody, direct('127.0.0.1'), true],
    ['by its other address', nobody, direct('::1'), true],
    ['written as the other kind', nobody, direct('::ffff:127.0.0.1'), true],
    ['not to a neighbour', nobody, direct('10.0.4.7'), false],
    ['not to whom a proxy on this machine passes on', nobody, passedOn('127.0.0.1', false), false],
    ['not even where that proxy is believed and says so', nobody, passedOn('127.0.0.1', true), false],
    ['to a network that is named', office, direct('10.0.4.255'), true],
    ['written as the other kind, too', office, direct('::ffff:10.0.4.7'), true],
    ['and not to the one beside it', office, direct('10.0.5.0'), false],
    ['to a network of the newer kind', office, direct('2001:db8:1::7'), true],
    ['to an address that is named', office, direct('10.9.9.9'), true],
    ['to a named network through a proxy that is believed', office, passedOn('10.0.4.7', true), true],
    ['not through one that is not', office, passedOn('10.0.4.7', false), false],
    ['not to what is no address', office, direct(''), false],
    ['to whoever has the word, wherever', office, { ...passedOn('203.0.113.5', false), authorization: `Bearer ${word}` }, true],
    ['not with another word', office, { ...direct('203.0.113.5'), authorization: `Bearer ${word}x` }, false],
    ['not with an empty word where none is set', nobody, { ...direct('203.0.113.5'), authorization: 'Bearer ' }, false],
  ] as const)('%s', (_, monitors, origin, may) => { expect(mayWatch(monitors, origin)).toBe(may) })
})

test.each([
  [{ MONITORS: 'office' }, 'MONITORS is not understood: office is no address and no network'],
  [{ MONITORS: '10.0.0.0/33' }, 'MONITORS is not understood'],
  [{ MONITOR_TOKEN: 'short' }, 'MONITOR_TOKEN is too easy to guess'],
  [{ TRUSTED_PROXIES: '10.0.0.1, proxy.example' }, 'TRUSTED_PROXIES is not understood: proxy.example'],
])('what names nobody is refused at the start: %o', (env, sentence) => { expect(() => readConfig(env, [])).toThrow(sentence) })
