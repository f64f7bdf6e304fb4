/** The two languages of the product. Chinese is the default and the source. */
export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** A sentence, or a table of sentences, that exists in both languages: leaving one out does not compile. */
export type InBoth<T> = Readonly<Record<Language, T>>

/** Chooses the language a request asks for: `?lang=` wins over `Accept-Language`; anything else reads Chinese. */
export function chooseLanguage(asked: string | undefined, accepted: string | undefined): Language {
  if (asked !== undefined) return /^en\b/i.test(asked) ? 'en' : 'zh-CN'
  const first = /\b(zh|en)\b/i.exec(accepted ?? '')?.[1]
  return first?.toLowerCase() === 'en' ? 'en' : 'zh-CN'
}
