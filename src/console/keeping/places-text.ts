import { keepingTexts } from '#text/keeping.ts'
import type { ValuePlace } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'

/** From where a value goes once it is agreed, and where the same words stay, in words. */
export function usePlacesText(): (asked: { readonly places: readonly ValuePlace[]; readonly elsewhere: readonly ValuePlace[] }) => string {
  const words = useWords(keepingTexts)
  const { language } = useLanguage()
  const named = (places: readonly ValuePlace[]) => places.map(({ version, row }) => words.placed(version, row === 0 ? words.header : words.line(row))).join(language === 'en' ? '; ' : '、')
  return ({ places, elsewhere }) => [words.goesFrom(named(places)), ...(elsewhere.length > 0 ? [words.staysAt(named(elsewhere.slice(0, 20)))] : [])].join(' ')
}
