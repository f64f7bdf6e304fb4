import { expect, test } from 'vitest'
import { bitsOf, leastRsaBitsIn } from './rsa-strength.ts'

test('RSA keys are of 3072 bits, unless 2048 are accepted on purpose; no other word is understood', () => {
  expect([leastRsaBitsIn(undefined), leastRsaBitsIn(''), leastRsaBitsIn('accept')]).toEqual([3072, 3072, 2048])
  expect(() => leastRsaBitsIn('1024')).toThrow('RSA_2048 is not understood')
})

test('zeros before a modulus make no key longer', () => {
  expect([[], [0, 0], [1], [0x80], [0, 0xff], [0x01, 0x00]].map(bytes => bitsOf(Uint8Array.from(bytes)))).toEqual([0, 0, 1, 8, 8, 9])
})
