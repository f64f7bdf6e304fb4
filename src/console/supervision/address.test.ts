import { expect, test } from 'vitest'
import { readSupervisionAddress, writeSupervisionAddress } from './address.ts'

test('an address says the whole list, and what makes no sense in it is left out', () => {
  const address = { kind: 'red', standing: 'overdue', unit: '0b6f2c1e-0000-4000-8000-000000000001', page: 3 } as const
  expect(readSupervisionAddress(writeSupervisionAddress(address))).toEqual(address)
  expect(readSupervisionAddress(new URLSearchParams('kind=green&standing=asleep&unit=x&page=-1'))).toEqual({ kind: undefined, standing: 'open', unit: undefined, page: 1 })
  expect(String(writeSupervisionAddress({ kind: undefined, standing: 'open', unit: undefined, page: 1 }))).toBe('')
})
