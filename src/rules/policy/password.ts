import type { PasswordProfile } from './sign-in.ts'

export const passwordLengths = { least: 12, advised: 15, most: 128 } as const

/** Why a password is not taken. `common`: it, or two words it is put together of, is among those found in breaches most often. `breached`: it stands as it is in the operator's long list. `office-word`: a name of the own unit, place or duty. */
export type PasswordProblem = 'too-short' | 'too-long' | 'common' | 'breached' | 'own-name' | 'platform-word' | 'office-word' | 'too-few-kinds' | 'used-before'

/** Whose it is to be; `words` are those of the office (`officeWords`). */
type Of = { readonly username: string; readonly name: string; readonly words?: readonly string[]; readonly profile: PasswordProfile; isCommon(word: string): boolean }

const platformWords = ['yidiantong', '一点通', '监督', 'jiandu']
// What people write instead of letters.
const written: Readonly<Record<string, string>> = { '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', '$': 's', '5': 's', '7': 't' }

/** What is wrong with a new password, if anything. Length decides; composition counts only where a profile asks for it. */
export function passwordProblem(password: string, of: Of): PasswordProblem | undefined {
  const characters = [...password.normalize('NFKC')]
  if (characters.length < passwordLengths.least) return 'too-short'
  if (characters.length > passwordLengths.most) return 'too-long'
  const plain = characters.join('').toLowerCase()
  const forms = formsOf(plain)
  const holds = (word: string) => forms.some(form => form.includes(word))
  if (names(of).some(holds)) return 'own-name'
  if (platformWords.some(holds)) return 'platform-word'
  if (of.words?.some(word => holds(word.toLowerCase()))) return 'office-word'
  if (isKnown(forms, of.isCommon)) return 'common'
  return of.profile === 'mlps3' && kindsIn(password) < 3 ? 'too-few-kinds' : undefined
}

// Of a Chinese name two characters are the whole of it; two letters stand in any word.
function names({ username, name }: Of): string[] {
  const words = [username, name, ...name.split(/[\s·]/u)].map(word => bareOf(word.toLowerCase()))
  return words.filter(word => [...word].length >= (/^\p{Script=Han}+$/u.test(word) ? 2 : 3))
}

/** A password without what stands between words, and that with letters for the signs that people write instead of them. */
function formsOf(plain: string): [bare: string, letters: string] {
  const bare = bareOf(plain)
  return [bare, [...bare].map(character => written[character] ?? character).join('')]
}

function bareOf(text: string): string {
  return text.replaceAll(/[\s._·-]/gu, '')
}

function isKnown([bare, letters]: readonly [string, string], isCommon: (word: string) => boolean): boolean {
  return new Set(bare).size < 5 || isRow(bare) || [bare, letters].some(word => isCommon(word) || isTwoOf(word, isCommon) || isRepeated(word))
}

// 123456789012, abcdefghijkl: each character follows the one before.
function isRow(word: string): boolean {
  const steps = [...word].slice(1).map((character, i) => character.charCodeAt(0) - word.charCodeAt(i))
  return steps.filter(step => Math.abs(step) <= 1 || Math.abs(step) === 9).length >= steps.length - 1
}

function isTwoOf(word: string, isCommon: (word: string) => boolean): boolean {
  for (let at = 3; at <= word.length - 3; at++) {
    if (isCommon(word.slice(0, at)) && isCommon(word.slice(at))) return true
  }
  return false
}

function isRepeated(word: string): boolean {
  return /^(.{1,6})\1+.?$/u.test(word)
}

function kindsIn(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter(kind => kind.test(password)).length
}
