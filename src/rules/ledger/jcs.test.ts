import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CanonicalValue } from './jcs.ts'
import { canonicalJson } from './jcs.ts'

describe('canonical JSON', () => {
  test('writes no blanks and sorts keys by their UTF-16 code units', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'x'], A: {} })).toBe('{"A":{},"a":[true,null,"x"],"b":1}')
    // The order of RFC 8785 §3.2.3: an emoji's first surrogate (D83D) comes before a Hebrew presentation form (FB33).
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
    expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}')
  })

  test('escapes what RFC 8785 escapes and nothing else', () => {
    expect(canonicalJson('\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/\u007f\u2028')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f\u2028"')
    expect(canonicalJson('\b\t\n\f\r\u0000')).toBe('"\\b\\t\\n\\f\\r\\u0000"')
  })

  test('keeps text as it is: no Unicode normalisation', () => {
    // U+F900 豈 would become U+8C48 under NFC; and a decomposed é stays decomposed.
    expect(canonicalJson('\uf900')).toBe('"\uf900"')
    expect(canonicalJson({ 'e\u0301': 1, '\u00e9': 2 })).toBe('{"e\u0301":1,"\u00e9":2}')
  })

  test('writes whole numbers, and minus zero as zero', () => {
    expect(canonicalJson([0, -0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])).toBe('[0,0,-1,9007199254740991,-9007199254740991]')
  })

  test('refuses what two machines could write differently', () => {
    const circle: unknown[] = []
    circle.push(circle)
    const hole: unknown[] = []
    hole.length = 2
    const wrong: unknown[] = [
      0.1, 2 ** 53, Number.NaN, Infinity, undefined, 1n, Symbol('x'), () => 1, new Date(0), new Map(), /x/,
      '\ud800', 'x\udc00', { '\ud800': 1 }, { a: undefined }, [undefined], hole, circle, new Uint8Array(2), Object.create({ a: 1 }),
    ]
    for (const value of wrong) expect(() => canonicalJson(value as CanonicalValue)).toThrow(TypeError)
  })

  test('takes a key called __proto__ as any other', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":2}') as CanonicalValue)).toBe('{"__proto__":2,"b":1}')
    expect(canonicalJson(Object.assign(Object.create(null) as object, { a: 1 }) as CanonicalValue)).toBe('{"a":1}')
  })

  test('reads back as the same value, and does not depend on the order of keys', () => {
    const value = fc.letrec(tie => ({
      any: fc.oneof(
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger().map(number => number + 0),
        fc.string({ unit: 'binary' }),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(fc.string({ unit: 'binary' }), tie('any'), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).any as fc.Arbitrary<CanonicalValue>
    fc.assert(
      fc.property(value, some => {
        const text = canonicalJson(some)
        expect(canonicalJson(JSON.parse(text) as CanonicalValue)).toBe(text)
        if (some && typeof some === 'object' && !Array.isArray(some)) {
          expect(canonicalJson(Object.fromEntries(Object.entries(some).reverse()))).toBe(text)
        }
      }),
    )
  })
})
