const suspicious = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFD\uFFFE\uFFFF]/u
const everySuspicious = new RegExp(suspicious, 'gu')

/**
 * Characters that have no business in a published text: controls, and invisible formatting characters that can make a text
 * read otherwise than it is (right-to-left overrides, zero-width spaces). The text is refused, never repaired: what is
 * committed to the log must be what the clerk sent.
 */
export function findForbiddenCharacter(text: string, severalLines: boolean): string | undefined {
  if (!suspicious.test(text)) return undefined
  for (const found of text.matchAll(everySuspicious)) {
    const character = found[0]
    if (severalLines && /[\n\r\t]/u.test(character)) continue
    if (isJoinerInScript(text, found.index)) continue
    return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  }
  return undefined
}

// Uyghur, Kazakh, Mongolian and Tibetan spelling uses the zero-width joiner, the non-joiner and the Mongolian vowel
// separator between letters; anywhere else they only hide something.
function isJoinerInScript(text: string, index: number): boolean {
  if (!/[\u200C\u200D\u180E]/u.test(text.charAt(index))) return false
  const letter = /[\p{Script=Arabic}\p{Script=Mongolian}\p{Script=Tibetan}]/u
  return letter.test(text.charAt(index - 1)) && letter.test(text.charAt(index + 1))
}
