import { isIdentityNumber, isOldIdentityNumber } from './numbers.ts'

/** The day of birth that an identity number of 18 or 15 characters carries, as YYYY-MM-DD. */
export function birthDayOf(text: string): string | undefined {
  const number = text.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase()
  if (isIdentityNumber(number)) return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  return isOldIdentityNumber(number) ? `19${number.slice(6, 8)}-${number.slice(8, 10)}-${number.slice(10, 12)}` : undefined
}
