import type { FindingKind } from './kinds.ts'
import { isBankCard, isIdentityNumber, isMobileNumber, isOldIdentityNumber } from './numbers.ts'
import { findPersonalWords, type TextContext } from './words.ts'

export type { FindingKind } from './kinds.ts'

/** Something personal, by its place in the text (UTF-16 units). What it says is not repeated here. */
export type Finding = { readonly kind: FindingKind; readonly start: number; readonly length: number }

/** Everything personal in a text, in order and without overlap: where two findings meet, the one that begins first stays. */
export function findPersonalData(text: string, context: TextContext = {}): Finding[] {
  const all = [...findNumbers(text), ...findPersonalWords(text, context)].sort((a, b) => a.start - b.start || b.length - a.length)
  let free = 0
  return all.filter(({ start, length }) => {
    if (start < free) return false
    free = start + length
    return true
  })
}

/** Digits that stand together, perhaps with the X of an identity number behind them. */
type Group = { readonly digits: string; readonly start: number; readonly end: number; readonly joined: boolean }

// People write these inside numbers. Invisible characters are among them: they are a way round a detector.
const separators = /[\s\-－–—‐‑_\u00AD\u200B-\u200F\u2060\uFEFF.．·]/u
const invisible = /[\u00AD\u200B-\u200F\u2060\uFEFF]/u
const shortestNumber = 11
const longestNumber = 19
const widestGap = 3

/**
 * Finds identity numbers (by region, day and checksum), bank cards (by prefix, length and Luhn) and mobile numbers, written plainly,
 * in full-width digits, or with separators. Digits inside longer digits are not findings: voucher and project numbers stay quiet.
 * Time grows in proportion to the text: every group of digits is tried with at most eighteen that follow it.
 */
function findNumbers(text: string): Finding[] {
  if (text.length < shortestNumber) return []
  const groups = groupsOf(text)
  const findings: Finding[] = []
  let free = 0
  for (let first = 0; first < groups.length; first++) {
    if ((groups[first]?.start ?? 0) < free) continue
    const finding = findFrom(text, groups, first, free)
    if (!finding) continue
    findings.push(finding)
    free = finding.start + finding.length
  }
  return findings
}

function findFrom(text: string, groups: readonly Group[], first: number, free: number): Finding | undefined {
  const start = groups[first]?.start ?? 0
  let digits = ''
  let longest: Finding | undefined
  for (let last = first; last < groups.length; last++) {
    const group = groups[last]
    if (!group || (last > first && !group.joined)) break
    digits += group.digits
    if (digits.length > longestNumber) break
    const kind = kindOf(digits, text, groups, { first, last, free })
    if (kind) longest = { kind, start, length: group.end - start }
  }
  return longest
}

/** Groups `first` to `last`, where everything before `free` already belongs to another finding. */
type Window = { readonly first: number; readonly last: number; readonly free: number }

function kindOf(digits: string, text: string, groups: readonly Group[], window: Window): FindingKind | undefined {
  if (digits.length < shortestNumber) return undefined
  if (isIdentityNumber(digits)) return 'id-number'
  const wanted = isOldIdentityNumber(digits) ? { kind: 'id-number', shapes: oldIdentityShapes } as const
    : isMobileNumber(digits) ? { kind: 'phone', shapes: mobileShapes } as const
      : isBankCard(digits) ? { kind: 'bank-card', shapes: cardShapes } as const : undefined
  if (!wanted || !wanted.shapes.test(shapeOf(groups, window))) return undefined
  const [start, end] = [groups[window.first]?.start ?? 0, groups[window.last]?.end ?? 0]
  if (isGluedToLetters(text, start, end, window.free) || isAmount(text, start, end)) return undefined
  return isInsideCode(text, groups, window) ? undefined : wanted.kind
}

// How many digits each group has. A number is only put together from groups that people really write: otherwise a line of
// unrelated figures would add up to somebody's card.
const eachAlone = '(?:1,){10,18}1'
const oldIdentityShapes = new RegExp(`^(?:15|6,9|6,6,3|${eachAlone})$`, 'u')
const mobileShapes = new RegExp(`^(?:(?:2,|4,)?(?:11|3,4,4|3,8|7,4|3,3,5|4,4,3|4,3,4|5,6|6,5)|13|15|${eachAlone})$`, 'u')
const cardShapes = new RegExp(`^(?:1[6-9]|(?:4,){3,4}[1-4]|6,1[0-3]|(?:5,){3}[1-4]|${eachAlone})$`, 'u')

function shapeOf(groups: readonly Group[], { first, last }: Window): string {
  return groups.slice(first, last + 1).map(group => group.digits.length).join(',')
}

// 2023-0315-1381-2345-678 is one voucher number, not a voucher and somebody's telephone. Only numbers put together from several
// groups are doubted: eleven digits in one piece behind a hyphen are a telephone number.
function isInsideCode(text: string, groups: readonly Group[], { first, last }: Window): boolean {
  if (first === last) return false
  return continues(text, groups[first - 1], groups[first]) || continues(text, groups[last], groups[last + 1])
}

/** Whether two groups belong to the same longer number: hyphens between them, or single digits spaced one by one. */
function continues(text: string, one: Group | undefined, next: Group | undefined): boolean {
  if (!one || !next || next.start - one.end > widestGap) return false
  const between = text.slice(one.end, next.start)
  if (/^[-－–—‐‑_.．·/]+$/u.test(between)) return true
  return one.digits.length === 1 && next.digits.length === 1 && next.joined
}

// ZB13812345678 is a project number; tel13812345678 and WX13812345678 are telephone numbers.
const announcements = /(?:tel|phone|mobile|mob|cell|card|no|id|idcard|wechat|wx|vx|qq|bank|account)$/iu

function isGluedToLetters(text: string, start: number, end: number, free: number): boolean {
  if (/[A-Za-zＡ-Ｚａ-ｚ]/u.test(text.charAt(end))) return true
  // A number directly behind another finding is glued to that finding, not to a letter of a project code.
  if (start === 0 || start === free || !/[A-Za-zＡ-Ｚａ-ｚ]/u.test(text.charAt(start - 1))) return false
  return !announcements.test(text.slice(Math.max(0, start - 10), start))
}

function isAmount(text: string, start: number, end: number): boolean {
  if (/^(?:[.．][0-9０-９]{1,2}(?![0-9０-９])|\s?(?:元|万|亿|亩|平方|㎡))/u.test(text.slice(end, end + 4))) return true
  return /[¥￥$]\s?$|(?:^|[^0-9])0[.．]$|[0-9]{3}[.．]$/u.test(text.slice(Math.max(0, start - 4), start))
}

/** Cuts the text into groups of digits and notes which follow the one before with nothing but separators between. */
function groupsOf(text: string): Group[] {
  const groups: Group[] = []
  let index = 0
  while (index < text.length) {
    if (digitAt(text, index) === undefined) { index++; continue }
    const group = groupAt(text, index, isJoined(text, groups.at(-1)?.end, index))
    groups.push(group)
    index = group.end
  }
  return groups
}

function groupAt(text: string, start: number, joined: boolean): Group {
  let digits = ''
  let end = start
  for (let index = start; index < text.length; index++) {
    const digit = digitAt(text, index)
    if (digit === undefined && invisible.test(text.charAt(index))) continue
    if (digit === undefined) break
    digits += digit
    end = index + 1
  }
  return isX(text, end) ? { digits: `${digits}X`, start, end: end + 1, joined } : { digits, start, end, joined }
}

// The X belongs to the digits only if no further letter follows: 17X on a drawing is not the end of an identity number.
function isX(text: string, index: number): boolean {
  return /[xXｘＸ]/u.test(text.charAt(index)) && !/[A-Za-z]/u.test(text.charAt(index + 1))
}

function isJoined(text: string, previousEnd: number | undefined, start: number): boolean {
  if (previousEnd === undefined || start - previousEnd > widestGap) return false
  for (let index = previousEnd; index < start; index++) if (!separators.test(text.charAt(index))) return false
  return true
}

function digitAt(text: string, index: number): string | undefined {
  const code = text.charCodeAt(index)
  if (code >= 0x30 && code <= 0x39) return text.charAt(index)
  return code >= 0xff10 && code <= 0xff19 ? String.fromCharCode(code - 0xfee0) : undefined
}
