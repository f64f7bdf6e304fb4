import type { Cell } from '../sheet.ts'

/** How a cell shows its number. */
export type NumberFormat =
  | { readonly kind: 'general' }
  | { readonly kind: 'date'; readonly hasTime: boolean }
  | { readonly kind: 'time' }
  | { readonly kind: 'fixed'; readonly decimals: number; readonly percent: boolean }
  | { readonly kind: 'padded'; readonly width: number }

// The built-in numbers of ECMA-376 part 1, 18.8.30, with those that only the Chinese edition has.
const builtInDates: ReadonlySet<number> = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])
const builtInTimes: ReadonlySet<number> = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56])
const builtInFixed: ReadonlyMap<number, NumberFormat> = new Map<number, NumberFormat>([
  ...[1, 3, 37, 38, 41, 42].map(id => [id, { kind: 'fixed', decimals: 0, percent: false }] as const),
  ...[2, 4, 39, 40, 43, 44].map(id => [id, { kind: 'fixed', decimals: 2, percent: false }] as const),
  [9, { kind: 'fixed', decimals: 0, percent: true }],
  [10, { kind: 'fixed', decimals: 2, percent: true }],
])

/** Understands a format by its number and, where the file defines its own, by its code. */
export function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) {
    if (builtInDates.has(id)) return { kind: 'date', hasTime: id === 22 }
    return builtInTimes.has(id) ? { kind: 'time' } : builtInFixed.get(id) ?? { kind: 'general' }
  }
  // Only the first section speaks of positive numbers; colours, quoted words and escaped characters show nothing of the number.
  const bare = code.slice(0, 255).replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./gu, '').split(';')[0] ?? ''
  if (/general/iu.test(bare)) return { kind: 'general' }
  if (/[yd年日]/iu.test(bare) || (/m/iu.test(bare) && !/[hs]/iu.test(bare))) return { kind: 'date', hasTime: /h/iu.test(bare) }
  if (/[hs]/iu.test(bare)) return { kind: 'time' }
  const padded = /^0{2,}$/u.exec(bare.trim())
  if (padded) return { kind: 'padded', width: bare.trim().length }
  const decimals = /[0#?](?:\.([0#?]+))?%?/u.exec(bare.replace(/,/gu, ''))
  return decimals ? { kind: 'fixed', decimals: /\.([0?]+)/u.exec(bare)?.[1]?.length ?? 0, percent: bare.includes('%') } : { kind: 'general' }
}

/**
 * A stored number as the cell shows it. Excel keeps 1234.4999999999999 for a typed 1234.5: fifteen significant digits are what it
 * ever shows. Two and more fixed decimals are shown as such; a format without decimals does not hide the jiao and fen of an amount.
 */
export function shownNumber(raw: string, format: NumberFormat, is1904: boolean): Cell {
  const exact = exactDecimal(raw)
  if (exact === undefined) return raw
  switch (format.kind) {
    case 'general': return exact
    case 'date': return shownDate(Number(exact), is1904, exact, format.hasTime)
    case 'time': return shownTime(Number(exact))
    case 'padded': return /^\d+$/u.test(exact) ? exact.padStart(format.width, '0') : exact
    case 'fixed': return shownFixed(exact, format.decimals, format.percent)
  }
}

/** Plain decimal text without an exponent; whole numbers keep every digit, so that an identity number is not rounded. */
function exactDecimal(raw: string): string | undefined {
  const text = raw.trim()
  if (!/^[+-]?\d{1,400}(?:\.\d{1,400})?(?:[eE][+-]?\d{1,4})?$/u.test(text)) return undefined
  if (/^-?\d+$/u.test(text) || (/^-?\d+\.\d+$/u.test(text) && text.replace(/^-?0*\.?0*|\./gu, '').length <= 15)) return text
  const number = Number(text)
  if (!Number.isFinite(number)) return undefined
  return withoutExponent(number.toPrecision(15))
}

function withoutExponent(text: string): string {
  const [mantissa = '', exponent = '0'] = text.split('e')
  const negative = mantissa.startsWith('-')
  const [whole = '', decimals = ''] = mantissa.replace('-', '').split('.')
  const point = whole.length + Number(exponent)
  const digits = (whole + decimals).padEnd(Math.max(point, 0), '0').padStart(whole.length + decimals.length + Math.max(-point, 0), '0')
  const at = Math.max(point, 0)
  const shown = `${digits.slice(0, at) || '0'}.${digits.slice(at)}`.replace(/\.?0+$/u, '')
  return (negative && shown !== '0' ? '-' : '') + (shown.replace(/^0+(?=\d)/u, '') || '0')
}

function shownFixed(exact: string, decimals: number, percent: boolean): string {
  const value = percent ? movedTwoPlaces(exact) : exact
  const [whole = '0', rest = ''] = value.replace('-', '').split('.')
  if (decimals < 2 && rest.replace(/0+$/u, '').length > decimals) return percent ? `${value}%` : value
  const kept = BigInt(whole + rest.slice(0, decimals).padEnd(decimals, '0')) + ((rest.charAt(decimals) || '0') >= '5' ? 1n : 0n)
  const digits = kept.toString().padStart(decimals + 1, '0')
  const sign = value.startsWith('-') && kept !== 0n ? '-' : ''
  const size = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return `${sign}${size}${percent ? '%' : ''}`
}

function movedTwoPlaces(value: string): string {
  const sign = value.startsWith('-') ? '-' : ''
  const [whole = '0', rest = ''] = value.replace('-', '').split('.')
  const decimals = rest.slice(2).replace(/0+$/u, '')
  return `${sign}${(whole + rest.slice(0, 2).padEnd(2, '0')).replace(/^0+(?=\d)/u, '')}${decimals && `.${decimals}`}`
}

function shownDate(serial: number, is1904: boolean, exact: string, hasTime: boolean): Cell {
  const days = Math.floor(serial) + (is1904 ? 1462 : 0)
  if (days < 1 || days > 2_958_465) return exact
  // Excel believes in a 29 February 1900: serials before it (day 60) are one day further on. Days are counted in UTC, where every day has 24 hours.
  const date = new Date(Date.UTC(1899, 11, 30 + (days < 60 ? days + 1 : days))).toISOString().slice(0, 10)
  return { date, text: hasTime && serial % 1 !== 0 ? `${date} ${shownTime(serial)}` : date }
}

function shownTime(serial: number): string {
  const minutes = Math.round((serial % 1) * 1440) % 1440
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
