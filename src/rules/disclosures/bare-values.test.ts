import { describe, expect, test } from 'vitest'
import { bareValues } from './bare-values.ts'

describe('an object for the values of a row', () => {
  test('inherits no key, and takes the names of inherited ones like any other', () => {
    const values = bareValues<string>()
    expect([values['constructor'], values['toString'], values['__proto__']]).toEqual([undefined, undefined, undefined])
    values['__proto__'] = '甲'
    expect(Object.keys(values)).toEqual(['__proto__'])
    expect(JSON.stringify(values)).toBe('{"__proto__":"甲"}')
    expect(Object.keys(bareValues())).toEqual([])
  })
})
