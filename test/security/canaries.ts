import fc from 'fast-check'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Numbers of nobody: born in 1900 under a reserved county code. */
export const identity = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 999 })).map(([month, day, order]) => {
  const body = `3405221900${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${String(order).padStart(3, '0')}`
  return body + '10X98765432'[[...body].reduce((sum, digit, at) => sum + Number(digit) * weights[at]!, 0) % 11]
})

export const digits = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })

/** Words that stand nowhere else, so that finding them anywhere means that they leaked from the one place they were put. */
export const word = fc.string({ unit: fc.constantFrom(...'鸾鸑鹓鹔鹴鶄鶒鷞鸂鶂鸊鷉'), minLength: 5, maxLength: 8 })

/** Every way in which a text can stand in bytes: as it is, in hexadecimal, in base64 (whatever stands before it), in JSON's escapes. */
export function formsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  const escaped = [...text].map(char => `\\u${char.codePointAt(0)!.toString(16).padStart(4, '0')}`).join('')
  const base64 = [0, 1, 2].map(before => Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').slice(before === 0 ? 0 : before + 1, -4))
  return [bytes, Buffer.from(bytes.toString('hex')), Buffer.from(escaped), ...base64.map(part => Buffer.from(part))]
}

export function found(where: Buffer, text: string): boolean {
  return formsOf(text).some(form => where.includes(form))
}
