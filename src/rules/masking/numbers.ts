import { plainDateOf } from '#rules/calendar/plain-date.ts'

// First two digits of an identity number: the provinces, Taiwan, Hong Kong, Macao and their residence permits.
const provinces: ReadonlySet<string> = new Set((
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'
).split(' '))

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checkCharacters = '10X98765432'

/** An 18-character citizen identity number: known province, a real day of birth, and the right check character. */
export function isIdentityNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/u.test(text) || !provinces.has(text.slice(0, 2))) return false
  const year = Number(text.slice(6, 10))
  const born = plainDateOf({ year, month: Number(text.slice(10, 12)), day: Number(text.slice(12, 14)) })
  if (born === undefined || year < 1850 || year > 2099) return false
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text.charAt(index)), 0)
  return checkCharacters.charAt(sum % 11) === text.charAt(17)
}

/**
 * The 15-digit number issued until 1999 has no check digit, so only its province and day of birth speak for it. Births before 1931
 * are left out: six digits such as 230315 are far more often the day in a contract number of this century.
 */
export function isOldIdentityNumber(text: string): boolean {
  if (!/^\d{15}$/u.test(text) || !provinces.has(text.slice(0, 2)) || text.slice(2, 4) === '00') return false
  const year = 1900 + Number(text.slice(6, 8))
  return year >= 1931 && plainDateOf({ year, month: Number(text.slice(8, 10)), day: Number(text.slice(10, 12)) }) !== undefined
}

/** A mainland mobile number, with or without 86 or 0086 in front. */
export function isMobileNumber(text: string): boolean {
  return /^(?:86|0086)?1[3-9]\d{9}$/u.test(text)
}

/** A bank card: 16 to 19 digits, a prefix that card issuers use, and the Luhn check digit. */
export function isBankCard(text: string): boolean {
  if (!/^(?:[456]\d|3[5-8]|9[4-9])\d{14,17}$/u.test(text) || isCreditCode(text)) return false
  return !/^(\d)\1+$/u.test(text) && passesLuhn(text)
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits.charAt(digits.length - 1 - index))
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** An organisation's unified social credit code. Some consist of digits only and would pass for a card. */
export function isCreditCode(text: string): boolean {
  if (!/^[1-9AN][1-9][0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}$/u.test(text)) return false
  let sum = 0
  for (let index = 0; index < 17; index++) sum += creditAlphabet.indexOf(text.charAt(index)) * (3 ** index % 31)
  return creditAlphabet.charAt((31 - (sum % 31)) % 31) === text.charAt(17)
}
