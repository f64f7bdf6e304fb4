import { describe, expect, test } from 'vitest'
import { isNarrowed, nextSort, queryOfAddress, readListAddress, writeListAddress } from './list-address.ts'

describe('the address of a case list', () => {
  test('survives being written and read again', () => {
    const search = new URLSearchParams('queue=handling&q=低保&state=handling&village=340521100201&unit=11111111-1111-4111-8111-111111111111&item=farmland-subsidy&channel=hotline&light=yellow&sort=-received&page=3')
    expect(writeListAddress(readListAddress(search)).toString()).toBe(search.toString())
  })

  test('leaves defaults out', () => {
    expect(writeListAddress(readListAddress(new URLSearchParams())).toString()).toBe('queue=all')
  })

  test('nonsense typed by hand becomes the whole list', () => {
    const address = readListAddress(new URLSearchParams('queue=__proto__&state=gone&village=12&unit=x&item=A%20b&channel=pigeon&light=blue&sort=;drop&page=-1'))
    expect(address).toEqual({ queue: 'all', q: '', state: undefined, village: undefined, unit: undefined, item: undefined, channel: undefined, light: undefined, sort: 'due', page: 1 })
    expect(isNarrowed(address)).toBe(false)
  })

  test('asks the server only for what is chosen', () => {
    expect(queryOfAddress(readListAddress(new URLSearchParams('queue=all&q=路')))).toEqual({ queue: 'all', sort: 'due', page: 1, q: '路' })
  })

  test('pressing a head sorts by it, pressing again turns it round', () => {
    expect(nextSort('due', 'received')).toBe('received')
    expect(nextSort('received', 'received')).toBe('-received')
    expect(nextSort('-received', 'received')).toBe('received')
  })
})
