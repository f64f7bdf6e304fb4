import type { ProblemCode } from './problems.ts'

/** A value that was read, or the reason why not. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: ProblemCode }

/** The unit a column of money is written in. */
export type MoneyUnit = 'yuan' | 'wan-yuan'

// One hundred billion yuan. No village comes near it, and sums of many such amounts still have to be exact.
const largestFen = 10_000_000_000_000n

/**
 * Reads an amount of money as whole fen, without ever passing through a floating-point number: `1,234.5`, `￥１２３４．５０元`,
 * `20万元`, `(1,234.50)` for a negative one. A suffix 元 or 万元 in the text wins over `unit`, which is that of the column.
 */
export function parseMoney(text: string, unit: MoneyUnit): Read<number> {
  const plain = narrowDigits(text).replace(/\s+/gu, '').replace(/^(人民币|[¥$])+/u, sign => (sign.includes('$') ? '$' : ''))
  const suffix = /(亿元?|万元?|元整?|圆整?)$/u.exec(plain)?.[0] ?? ''
  const number = readDecimal(plain.slice(0, plain.length - suffix.length))
  if (!number) return { ok: false, code: 'not-money' }
  const places = suffix.startsWith('亿') ? 10 : suffix.startsWith('万') || (suffix === '' && unit === 'wan-yuan') ? 6 : 2
  if (number.decimals.length > places) return { ok: false, code: 'too-many-decimals' }
  const fen = BigInt(number.whole + number.decimals.padEnd(places, '0'))
  if (fen > largestFen) return { ok: false, code: 'too-large' }
  return { ok: true, value: number.negative && fen !== 0n ? -Number(fen) : Number(fen) }
}

/** Reads a quantity as decimal text in one canonical form: no separators, no needless zeros, at most six decimals. */
export function parseQuantity(text: string, unit: string | undefined): Read<string> {
  const number = readDecimal(withoutUnit(text, unit))
  if (!number) return { ok: false, code: 'not-quantity' }
  if (number.decimals.length > 6) return { ok: false, code: 'too-many-decimals' }
  if (number.whole.length > 12) return { ok: false, code: 'too-large' }
  return { ok: true, value: canonical(number) }
}

/** Reads a whole number; `3户` is three where the unit of the field is 户. */
export function parseInteger(text: string, unit: string | undefined): Read<number> {
  const number = readDecimal(withoutUnit(text, unit))
  if (!number || number.decimals !== '') return { ok: false, code: 'not-integer' }
  if (number.whole.length > 12) return { ok: false, code: 'too-large' }
  const value = Number(number.whole)
  return { ok: true, value: number.negative && value !== 0 ? -value : value }
}

/** Reads `75`, `75%` or `75.5％` as the decimal text of a share from 0 to 100. */
export function parsePercent(text: string): Read<string> {
  const read = parseQuantity(text, '%')
  if (!read.ok) return read.code === 'not-quantity' ? { ok: false, code: 'not-percent' } : read
  const share = Number(read.value)
  return share > 100 ? { ok: false, code: 'not-percent' } : read
}

/** A decimal text as a whole number of millionths, so that quantities can be added and multiplied exactly. */
export function millionthsOf(decimal: string): bigint {
  const [whole = '0', decimals = ''] = decimal.replace('-', '').split('.')
  const size = BigInt(whole + decimals.padEnd(6, '0').slice(0, 6))
  return decimal.startsWith('-') ? -size : size
}

/** Full-width digits and signs as ASCII, one for one; nothing else is touched. */
export function narrowDigits(text: string): string {
  // Nearly every figure is plain ASCII already; a large import reads millions of them.
  if (/^[\x20-\x7e]*$/u.test(text)) return text
  return text
    .replace(/[０-９．，＋－（）％＄]/gu, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[−–—]/gu, '-')
    .replace(/￥/gu, '¥')
}

type Decimal = { readonly negative: boolean; readonly whole: string; readonly decimals: string }

/** Digits with correct thousands separators or none; zeros that carry no value are dropped on both ends. */
function readDecimal(text: string): Decimal | undefined {
  const plain = narrowDigits(text).replace(/\s+/gu, '')
  const bracketed = /^\(([^()]+)\)$/u.exec(plain)
  const found = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,30})(?:\.(\d{1,30}))?$/u.exec(bracketed?.[1] ?? plain)
  if (!found || (bracketed && found[1] !== '')) return undefined
  return {
    negative: found[1] === '-' || bracketed !== null,
    whole: (found[2] ?? '').replace(/,/gu, '').replace(/^0+(?=\d)/u, ''),
    decimals: (found[3] ?? '').replace(/0+$/u, ''),
  }
}

function canonical({ negative, whole, decimals }: Decimal): string {
  const size = decimals === '' ? whole : `${whole}.${decimals}`
  return negative && size !== '0' ? `-${size}` : size
}

function withoutUnit(text: string, unit: string | undefined): string {
  const plain = narrowDigits(text).trim()
  return unit !== undefined && plain.endsWith(unit) ? plain.slice(0, plain.length - unit.length) : plain
}
