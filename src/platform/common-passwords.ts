import { dictionary } from '@zxcvbn-ts/language-common'

// Fifty thousand passwords most often found in breaches, in the package that the strength meter zxcvbn-ts is made with. Read once, in memory; no network.
const common: ReadonlySet<string> = new Set(dictionary['passwords-common'])

/** Whether a word stands in the list of passwords most often found in breaches. */
export function isCommonPassword(word: string): boolean {
  return common.has(word)
}
