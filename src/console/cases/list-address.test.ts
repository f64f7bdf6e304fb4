import { describe, expect, test } from 'vitest'
import { isNarrowed, nextSort, placeOf, queryOfAddress, readListAddress, writeListAddress } from './list-address.ts'

describe('the address of a case list', () => {
  test('survives being written and read again', () => {
    const search = new URLSearchParams('queue=handling&state=handling&village=340521100201&unit=11111111-1111-4111-8111-111111111111&item=farmland-subsidy&channel=hotline&light=yellow&sort=-received&page=3&saved=22222222-2222-4222-8222-222222222222')
    expect(writeListAddress(readListAddress(search)).toString()).toBe(search.toString())
  })

  test('leaves defaults out', () => {
    expect(writeListAddress(readListAddress(new URLSearchParams())).toString()).toBe('queue=all')
  })

  test('nonsense typed by hand becomes the whole list', () => {
    const address = readListAddress(new URLSearchParams('queue=__proto__&state=gone&village=12&unit=x&item=A%20b&channel=pigeon&light=blue&sort=;drop&page=-1&saved=1'))
    expect(address).toEqual({ queue: 'all', q: '', saved: undefined, state: undefined, village: undefined, unit: undefined, item: undefined, channel: undefined, light: undefined, sort: 'due', page: 1 })
    expect(isNarrowed(address)).toBe(false)
  })

  test('asks the server only for what is chosen', () => {
    expect(queryOfAddress(readListAddress(new URLSearchParams('queue=all&light=red')))).toEqual({ queue: 'all', sort: 'due', page: 1, light: 'red' })
  })

  test('never says the words looked for, and believes none that it says; they tell one list from another all the same', () => {
    const address = readListAddress(new URLSearchParams('queue=all&q=路'), '低保')
    expect([address.q, isNarrowed(address), writeListAddress(address).toString(), readListAddress(new URLSearchParams('queue=all&q=路')).q]).toEqual(['低保', true, 'queue=all', ''])
    expect(placeOf(address)).not.toBe(placeOf({ ...address, q: '' }))
  })

  test('pressing a head sorts by it, pressing again turns it round', () => {
    expect(nextSort('due', 'received')).toBe('received')
    expect(nextSort('received', 'received')).toBe('-received')
    expect(nextSort('-received', 'received')).toBe('received')
  })
})
