import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { hostsOf, sideOf } from './hosts.ts'

describe('an address is', () => {
  test.each([
    ['/console', 'staff'], ['/console/*', 'staff'], ['/api', 'staff'], ['/api/v1/me', 'staff'], ['/api/v1/sign-in', 'staff'], ['/api/auth/*', 'staff'],
    ['/api/v1/complaints', 'residents'], ['/api/v1/complaints/track', 'residents'], ['/api/v1/complaintsx', 'staff'], ['/api/openapi.json', 'residents'],
    ['/', 'residents'], ['/v/:code', 'residents'], ['/open/v/:file', 'residents'], ['/consolex', 'residents'],
    ['/s/:file', 'both'], ['/healthz', 'both'], ['/readyz', 'both'], ['/metrics', 'both'],
  ] as const)('%s: of the %s', (route, side) => expect(sideOf(route)).toBe(side))
})

describe('a host of the staff’s own', () => {
  const hosts = hostsOf({ publicUrl: 'https://village.example', staffUrl: 'https://staff.village.example:8443' })!

  test('is one name, however it is written; every other name is the residents’', () => {
    for (const name of ['staff.village.example', 'STAFF.village.example']) expect([hosts.answers(name, '/api/v1/me'), hosts.answers(name, '/v/:code'), hosts.answers(name, '/healthz')], name).toEqual([true, false, true])
    for (const name of ['village.example', '10.0.0.7', '', 'staff.village.example.evil.example']) expect([hosts.answers(name, '/api/v1/me'), hosts.answers(name, '/v/:code'), hosts.answers(name, '/healthz')], name).toEqual([false, true, true])
  })

  test('is kept from the kept pages by whichever header names it', () => {
    for (const headers of [{ host: 'staff.village.example' }, { host: 'Staff.Village.Example:8443' }, { host: 'inside', 'x-forwarded-host': 'other, staff.village.example' }]) expect(hosts.mayBeForStaff(headers), JSON.stringify(headers)).toBe(true)
    for (const headers of [{}, { host: 'village.example' }, { 'host': 'village.example', 'x-forwarded-host': 'village.example' }]) expect(hosts.mayBeForStaff(headers), JSON.stringify(headers)).toBe(false)
  })

  test('is none where nothing is set', () => { expect(hostsOf({ publicUrl: 'https://village.example' })).toBeUndefined() })
})

describe('STAFF_URL', () => {
  const start = (env: Record<string, string>) => readConfig({ PUBLIC_URL: 'https://village.example', ...env }, []).staffUrl

  test('is where the staff are; without it they are where everybody is', () => {
    expect(start({})).toBe('https://village.example')
    expect(start({ STAFF_URL: 'https://Staff.Village.Example/' })).toBe('https://staff.village.example')
    expect(start({ STAFF_URL: 'https://staff.example:8443' })).toBe('https://staff.example:8443')
    expect(start({ PUBLIC_URL: 'http://localhost:3000', STAFF_URL: 'http://127.0.0.1:3000', DEMO: '0' })).toBe('http://127.0.0.1:3000')
  })

  test.each([
    ['staff.example', 'is not understood'], ['ftp://staff.example', 'is not understood'], ['https://staff.example/console', 'is not understood'], ['https://staff.example/?a', 'is not understood'], ['https://a@staff.example', 'is not understood'],
    ['http://staff.example', 'must begin with https:// or http:// as PUBLIC_URL does'],
    ['https://village.example', 'must have another host name'], ['https://VILLAGE.example:8443', 'must have another host name'],
  ])('that says %s stops the start with a sentence', (text, sentence) => { expect(() => start({ STAFF_URL: text })).toThrow(`STAFF_URL ${sentence}`) })

  test('is with real books reached over HTTPS', () => {
    const plain = { DEMO: '0', PUBLIC_URL: 'http://localhost:3000', STAFF_URL: 'http://staff.example' }
    expect(() => start(plain)).toThrow(/^STAFF_URL leads out of this machine unencrypted/u)
    expect(start({ ...plain, UNENCRYPTED_WAYS: 'allowed' })).toBe('http://staff.example')
    expect(start({ ...plain, DEMO: '1' })).toBe('http://staff.example')
  })
})
